//! Where files live: settings, data, the office's own files, the socket.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::Environment;

/// The longest socket path the kernel takes, in bytes (`sun_path` less its final zero).
pub const SOCKET_PATH_LIMIT: usize = 107;

/// Where the service of a shared office keeps its data, one folder for each office.
const SHARED_DATA: &str = "/var/lib/frontdesk";
/// Where the service of a shared office keeps its socket.
const SHARED_RUNTIME: &str = "/run/frontdesk";
const PROGRAM: &str = "frontdesk";

/// Why no paths could be made.
#[derive(Debug, thiserror::Error)]
pub enum PathFault {
    /// Neither a home folder nor a data folder is known.
    #[error("no home folder and no data folder given")]
    NoHome,
    /// The socket's path does not fit into the kernel's field.
    #[error("{path}: {bytes} bytes, more than {limit}")]
    SocketTooLong {
        /// The path that does not fit.
        path: PathBuf,
        /// Its length in bytes.
        bytes: usize,
        /// The longest that fits.
        limit: usize,
    },
    /// The current folder cannot be told, so a relative data folder means nothing.
    #[error("{path}: {source}")]
    Unresolved {
        /// The folder as given.
        path: PathBuf,
        /// The operating system's answer.
        source: io::Error,
    },
}

/// The places of one user at one data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The user's `config.toml`; none without a home folder.
    pub settings: Option<PathBuf>,
    /// The user's `keys.toml`; none without a home folder.
    pub keys: Option<PathBuf>,
    /// The data folder: one management office.
    pub data: PathBuf,
    /// The database.
    pub database: PathBuf,
    /// The file the server locks while it holds the data folder.
    pub lock: PathBuf,
    /// The server's log.
    pub log: PathBuf,
    /// The folder the socket is in.
    pub runtime: PathBuf,
    /// The server's socket.
    pub socket: PathBuf,
}

impl Paths {
    /// Returns the places for `data` (a flag), else the environment's data folder, else the
    /// user's; nothing is created.
    pub fn new(environment: &Environment, data: Option<&Path>) -> Result<Self, PathFault> {
        let given = data
            .map(Path::to_owned)
            .or_else(|| environment.data.clone())
            .or_else(|| {
                environment
                    .data_home
                    .as_ref()
                    .map(|home| home.join(PROGRAM))
            })
            .ok_or(PathFault::NoHome)?;
        let data = one_name(&given).map_err(|source| PathFault::Unresolved {
            path: given,
            source,
        })?;
        let runtime = runtime_of(environment, &data);
        let socket = runtime.join("socket");
        let bytes = socket.as_os_str().len();
        if bytes > SOCKET_PATH_LIMIT {
            return Err(PathFault::SocketTooLong {
                path: socket,
                bytes,
                limit: SOCKET_PATH_LIMIT,
            });
        }
        let config = environment
            .config_home
            .as_ref()
            .map(|home| home.join(PROGRAM));
        Ok(Self {
            settings: config.as_ref().map(|folder| folder.join("config.toml")),
            keys: config.as_ref().map(|folder| folder.join("keys.toml")),
            database: data.join("frontdesk.redb"),
            lock: data.join("lock"),
            log: data.join("server.log"),
            runtime,
            socket,
            data,
        })
    }

    /// Whether the socket is that of a shared office: its folder is the service's, not the user's.
    pub fn is_shared(&self) -> bool {
        self.runtime.starts_with(SHARED_RUNTIME)
    }
}

/// Returns the folder of the socket: the service's for a shared office, else a folder of the
/// user's runtime folder named after the data folder, else the data folder itself.
fn runtime_of(environment: &Environment, data: &Path) -> PathBuf {
    if let Some(office) = shared_office(data) {
        return Path::new(SHARED_RUNTIME).join(office);
    }
    match &environment.runtime_dir {
        Some(runtime) => {
            let digest = blake3::hash(data.as_os_str().as_encoded_bytes());
            let name: String = digest.to_hex().chars().take(16).collect();
            runtime.join(PROGRAM).join(name)
        }
        None => data.to_owned(),
    }
}

/// Returns the name of the shared office whose data folder this is.
fn shared_office(data: &Path) -> Option<&Path> {
    let rest = data.strip_prefix(SHARED_DATA).ok()?;
    let mut parts = rest.components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(_)), None) => Some(rest),
        _ => None,
    }
}

/// Returns the one absolute name of a folder, so that two ways of naming it find one server: links
/// are followed as far as the path exists.
fn one_name(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut missing = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        if let Ok(real) = existing.canonicalize() {
            return Ok(missing.iter().rev().fold(real, |at, part| at.join(part)));
        }
        let (Some(parent), Some(name)) = (existing.parent(), existing.file_name()) else {
            return Ok(absolute);
        };
        missing.push(name);
        existing = parent;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(home: &Path) -> Environment {
        Environment {
            config_home: Some(home.join("config")),
            data_home: Some(home.join("data")),
            runtime_dir: Some(PathBuf::from("/run/user/4711")),
            ..Environment::default()
        }
    }

    #[test]
    fn everything_is_below_what_was_given() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().canonicalize().unwrap();
        let paths = Paths::new(&at(&root), None).unwrap();
        assert_eq!(paths.data, root.join("data/frontdesk"));
        assert_eq!(
            paths.settings,
            Some(root.join("config/frontdesk/config.toml"))
        );
        assert!(paths.socket.starts_with("/run/user/4711/frontdesk"));
        assert!(!root.join("data").exists(), "nothing is created");
    }

    #[test]
    fn the_flag_goes_before_the_variable_and_both_before_the_home() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().canonicalize().unwrap();
        let mut environment = at(&root);
        environment.data = Some(root.join("variable"));
        let by_variable = Paths::new(&environment, None).unwrap();
        let by_flag = Paths::new(&environment, Some(&root.join("flag"))).unwrap();
        assert_eq!(by_variable.data, root.join("variable"));
        assert_eq!(by_flag.data, root.join("flag"));
        assert_ne!(by_variable.socket, by_flag.socket);
    }

    #[test]
    fn two_names_of_one_folder_have_one_socket() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("office")).unwrap();
        std::os::unix::fs::symlink(root.join("office"), root.join("link")).unwrap();
        let of = |name: &str| {
            Paths::new(&at(&root), Some(&root.join(name)))
                .unwrap()
                .socket
        };
        assert_eq!(of("office"), of("link"));
        assert_eq!(of("office"), of("link/../office"));
        assert_eq!(of("office/new"), of("link/new"));
    }

    #[test]
    fn a_shared_office_has_the_services_socket() {
        let home = tempfile::tempdir().unwrap();
        let environment = at(home.path());
        let of = |path: &str| Paths::new(&environment, Some(Path::new(path))).unwrap();
        assert_eq!(
            of("/var/lib/frontdesk/cuihu").socket,
            Path::new("/run/frontdesk/cuihu/socket")
        );
        assert!(
            of("/var/lib/frontdesk/cuihu/deeper")
                .socket
                .starts_with("/run/user/4711")
        );
    }

    #[test]
    fn without_a_runtime_folder_the_socket_is_with_the_data() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().canonicalize().unwrap();
        let mut environment = at(&root);
        environment.runtime_dir = None;
        let paths = Paths::new(&environment, None).unwrap();
        assert_eq!(paths.socket, paths.data.join("socket"));
    }

    #[test]
    fn a_path_the_kernel_cannot_take_is_refused_with_its_length() {
        let mut environment = at(Path::new("/nowhere"));
        environment.runtime_dir = None;
        let folder = |letters: usize| PathBuf::from(format!("/{}", "x".repeat(letters)));
        let last = SOCKET_PATH_LIMIT - "/".len() - "/socket".len();
        assert!(Paths::new(&environment, Some(&folder(last))).is_ok());
        let refused = Paths::new(&environment, Some(&folder(last + 1))).unwrap_err();
        assert!(matches!(
            refused,
            PathFault::SocketTooLong {
                bytes: 108,
                limit: 107,
                ..
            }
        ));
    }

    #[test]
    fn without_home_and_data_folder_there_are_no_paths() {
        let none = Environment::default();
        assert!(matches!(Paths::new(&none, None), Err(PathFault::NoHome)));
        assert!(Paths::new(&none, Some(Path::new("/tmp"))).is_ok());
    }
}
