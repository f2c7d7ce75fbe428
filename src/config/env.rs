//! The only place that reads environment variables; everybody else is given the values.

use std::env;
use std::path::PathBuf;

/// The variables that say how characters travel, the first that is set.
const CTYPE: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// What the surroundings of the process say; a test makes its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// The user's folder for settings (`XDG_CONFIG_HOME`, else `~/.config`).
    pub config_home: Option<PathBuf>,
    /// The user's folder for data (`XDG_DATA_HOME`, else `~/.local/share`).
    pub data_home: Option<PathBuf>,
    /// The user's folder for sockets (`XDG_RUNTIME_DIR`, else `/run/user/<uid>` if there is one).
    pub runtime_dir: Option<PathBuf>,
    /// The data folder (`FRONTDESK_DATA`).
    pub data: Option<PathBuf>,
    /// The language (`FRONTDESK_LANG`).
    pub language: Option<String>,
    /// The locale of messages (`LC_ALL`, `LC_MESSAGES`, `LANG`: the first that is set).
    pub locale: Option<String>,
    /// The locale of characters (`LC_ALL`, `LC_CTYPE`, `LANG`: the first that is set).
    pub ctype: Option<String>,
    /// Which of them it was.
    pub ctype_from: Option<&'static str>,
    /// The kind of terminal (`TERM`).
    pub term: Option<String>,
    /// What the terminal says of its colours (`COLORTERM`).
    pub colorterm: Option<String>,
    /// Whether colours are unwanted (`NO_COLOR` set and not empty).
    pub no_color: bool,
}

impl Environment {
    /// Returns the environment of this process; what is not Unicode counts as not set.
    pub fn of_process() -> Self {
        let base = directories::BaseDirs::new();
        Self {
            config_home: base.as_ref().map(|b| b.config_dir().to_owned()),
            data_home: base.as_ref().map(|b| b.data_dir().to_owned()),
            runtime_dir: base
                .as_ref()
                .and_then(|b| b.runtime_dir().map(PathBuf::from))
                .or_else(login_runtime_dir),
            data: path("FRONTDESK_DATA"),
            language: text("FRONTDESK_LANG"),
            locale: first(&["LC_ALL", "LC_MESSAGES", "LANG"]),
            ctype: first(&CTYPE),
            ctype_from: CTYPE.into_iter().find(|name| text(name).is_some()),
            term: text("TERM"),
            colorterm: text("COLORTERM"),
            no_color: text("NO_COLOR").is_some(),
        }
    }
}

/// The home folder, for paths typed as `~/…`.
pub fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|base| base.home_dir().to_owned())
}

/// Returns the runtime folder of the login where the variable is missing (cron, `su`): the same
/// user must come to the same socket from everywhere.
fn login_runtime_dir() -> Option<PathBuf> {
    let folder = PathBuf::from(format!("/run/user/{}", rustix::process::getuid().as_raw()));
    folder.is_dir().then_some(folder)
}

fn text(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn path(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn first(names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| text(name))
}
