//! `status` and `stop`: a word with a server that runs.

use std::io;
use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, pidfd_open};

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
                .with("anchor", status.anchor)
                .with("books", told(status.books_wrong))
                .with("books_percent", status.books_percent)
                .with("values", told(status.damaged)),
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
            ("books", Arg::Text(told(status.books_wrong))),
            ("percent", Arg::Number(status.books_percent.into())),
            ("wrong", Arg::Number(status.books_wrong.unwrap_or(0).into())),
            ("values", Arg::Text(told(status.damaged))),
            ("damaged", Arg::Number(status.damaged.unwrap_or(0).into())),
        ],
    )
}

/// What a check of the server's own has come to.
const fn told(wrong: Option<u32>) -> &'static str {
    match wrong {
        None => "checking",
        Some(0) => "sound",
        Some(_) => "wrong",
    }
}

/// Stops the server in order and waits until it is gone and the data folder free.
pub fn stop(run: &mut Run<'_>) -> Result<(), Fault> {
    let mut link = running(run)?;
    let mut talk = Talk::new(&mut *link);
    let Body::Status(status) = talk.ask(Ask::Status)? else {
        return Err(unexpected());
    };
    let process = process(status.pid);
    talk.ask(Ask::Stop)?;
    while link.wait().is_ok() {}
    if let Some(process) = process {
        wait_for(&process)?;
    }
    run.say("cli-stopped", &[])
}

/// How long a server may take to close its database.
const CLOSE_WITHIN: Duration = Duration::from_secs(20);

/// A handle on a process; none where it is gone already.
fn process(pid: u32) -> Option<OwnedFd> {
    let pid = Pid::from_raw(i32::try_from(pid).ok()?)?;
    pidfd_open(pid, PidfdFlags::empty()).ok()
}

fn wait_for(process: &OwnedFd) -> Result<(), Fault> {
    let patience = Timespec::try_from(CLOSE_WITHIN).map_err(io::Error::other)?;
    let mut fds = [PollFd::new(process, PollFlags::IN)];
    match poll(&mut fds, Some(&patience)) {
        Ok(0) => Err(Fault::said("cli-still-stopping", &[])),
        Ok(_) => Ok(()),
        Err(error) => Err(io::Error::from(error).into()),
    }
}

fn running(run: &mut Run<'_>) -> Result<Box<dyn crate::client::link::Link>, Fault> {
    run.connect_if(false)?
        .ok_or_else(|| Fault::said("cli-no-server", &[]))
}
