//! `doctor`: looks at everything a session needs and says what is not as it should be, and what to do.

mod duties;
mod machine;
mod office;
mod registers;

pub use registers::sentence as register_sentence;

use crate::cli::fault::{FAILED, Fault};
use crate::cli::keys;
use crate::cli::start::tell;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::config::Paths;
use crate::locale::Arg;
use crate::wire::{Ask, Body};

/// Looks at one thing; false where something is wrong, which it has said.
type Check = fn(&mut Run<'_>, &Paths) -> Result<bool, Fault>;

/// What is looked at, in the order in which it is said.
const CHECKS: [Check; 9] = [
    office::folder,
    machine::disk,
    machine::clock,
    machine::characters,
    machine::terminal,
    keymap,
    server,
    office::backups,
    registers::registers,
];

/// Looks at everything, whatever is found on the way; a fault found makes the run fail.
pub fn run(run: &mut Run<'_>) -> Result<(), Fault> {
    let paths = run.paths()?;
    let data = paths.data.display().to_string();
    run.say("cli-doctor-data", &[("path", Arg::Text(&data))])?;
    let socket = paths.socket.display().to_string();
    run.say("cli-doctor-socket", &[("path", Arg::Text(&socket))])?;
    let mut well = true;
    for check in CHECKS {
        well &= match check(run, &paths) {
            Ok(well) => well,
            Err(Fault::Quiet) => return Err(Fault::Quiet),
            Err(fault) => {
                tell(run, &fault);
                false
            }
        };
    }
    if well {
        return run.say("cli-doctor-well", &[]);
    }
    Err(Fault::Ended(FAILED))
}

/// Says what is wrong.
fn wrong(run: &mut Run<'_>, key: &str, facts: &[(&str, &str)]) -> bool {
    let facts: Vec<(&str, Arg<'_>)> = facts
        .iter()
        .map(|(name, text)| (*name, Arg::Text(text)))
        .collect();
    let line = run.words.with(key, &facts);
    run.tell(&line);
    false
}

/// The settings and the keys can be read.
fn keymap(run: &mut Run<'_>, _: &Paths) -> Result<bool, Fault> {
    let loaded = keys::in_force(run)?;
    keys::tell_faults(run, &loaded.faults);
    Ok(loaded.faults.is_empty())
}

/// A server that runs answers, is the program that asks, and knows how the duties stand.
fn server(run: &mut Run<'_>, paths: &Paths) -> Result<bool, Fault> {
    let Some(mut link) = run.connect_if(false)? else {
        run.say("cli-doctor-no-server", &[])?;
        return duties::declared(run, paths);
    };
    let mut talk = Talk::new(&mut *link);
    let Body::Status(status) = talk.ask(Ask::Status)? else {
        return Err(unexpected());
    };
    let pid = status.pid.to_string();
    let facts = [
        ("pid", Arg::Text(&pid)),
        ("version", Arg::Text(&status.version)),
    ];
    run.say("cli-doctor-server", &facts)?;
    let ours = env!("CARGO_PKG_VERSION");
    if status.version != ours {
        let facts = [("server", status.version.as_str()), ("ours", ours)];
        return Ok(wrong(run, "cli-doctor-other-version", &facts));
    }
    if machine::is_replaced(status.pid) {
        return Ok(wrong(run, "cli-doctor-replaced", &[]));
    }
    duties::of_server(run, &mut talk, paths)
}
