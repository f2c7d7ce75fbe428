//! `status`, `stop` and `ring`: a word with a server that runs.

use crate::cli::fault::Fault;
use crate::cli::json::Object;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::locale::Arg;
use crate::wire::{Ask, Body};

/// Says how the server is; that none runs is a failure, none is started.
pub fn status(run: &mut Run<'_>, json: bool) -> Result<(), Fault> {
    let mut link = running(run)?;
    let Body::Status(status) = Talk::new(&mut *link).ask(Ask::Status)? else {
        return Err(unexpected());
    };
    if json {
        return run.print_json(
            &Object::default()
                .with("pid", status.pid)
                .with("version", status.version)
                .with("data", status.data)
                .with("seq", status.seq)
                .with("terminals", status.terminals)
                .with("anchor", status.anchor),
        );
    }
    run.say(
        "cli-status",
        &[
            ("pid", Arg::Text(&status.pid.to_string())),
            ("version", Arg::Text(&status.version)),
            ("data", Arg::Text(&status.data)),
            ("seq", Arg::Text(&status.seq.to_string())),
            ("terminals", Arg::Text(&status.terminals.to_string())),
            ("anchor", Arg::Text(&status.anchor)),
        ],
    )
}

/// Stops the server in order and waits until it has hung up.
pub fn stop(run: &mut Run<'_>) -> Result<(), Fault> {
    let mut link = running(run)?;
    Talk::new(&mut *link).ask(Ask::Stop)?;
    while link.wait().is_ok() {}
    run.say("cli-stopped", &[])
}

/// Shows who calls on the desk terminals.
pub fn ring(run: &mut Run<'_>, phone: String) -> Result<(), Fault> {
    let mut link = run.connect()?;
    Talk::new(&mut *link).ask(Ask::Ring(phone)).map(|_| ())
}

fn running(run: &mut Run<'_>) -> Result<Box<dyn crate::client::link::Link>, Fault> {
    run.connect_if(false)?
        .ok_or_else(|| Fault::said("cli-no-server", &[]))
}
