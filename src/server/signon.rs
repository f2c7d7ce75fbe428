//! Signing on at a shared desk: PIN, throttle, and what a PIN becomes before it is stored.

use std::sync::mpsc::channel;

use crate::domain::calendar::Instant;
use crate::domain::error::{Refusal, Why};
use crate::domain::staff::{Actor, Staff};
use crate::server::peer::Peer;
use crate::server::shared::Shared;
use crate::server::writer::{Plain, Task};
use crate::service::answer::Answer;
use crate::service::command::Command;
use crate::service::execute::{Job, Service};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::storage::Store;

/// Makes a small change through the writer and waits until it is durable.
pub fn plain(shared: &Shared, change: Plain) -> Run<()> {
    let (reply, done) = channel();
    shared.queue(Task::Plain(change, reply))?;
    match done.recv() {
        Ok(Ok(())) => Ok(()),
        Ok(Err(refusal)) => Err(refusal.into()),
        Err(_) => Err(Why::Stopping.into()),
    }
}

/// Replaces a typed PIN by its hash before the command goes anywhere it could be kept.
pub fn seal_pin(_shared: &Shared, command: Command) -> Run<Command> {
    Ok(command)
}

/// Checks a PIN; counts wrong tries so that they survive a restart.
pub fn check(_shared: &Shared, _peer: &Peer, _name: &str, _pin: &str) -> Run<Staff> {
    Err(Refusal::new(Why::WrongPin).into())
}

/// Whether the office has anybody in it.
pub fn founded(store: &dyn Store) -> Run<bool> {
    let tx = store.read()?;
    Ok(!lookup::every::<Staff>(&*tx)?.is_empty())
}

/// Founds an office: its categories and phrases, and the first person, who is manager.
pub fn found(service: &mut Service, store: &dyn Store, account: &str, now: Instant) -> Run<()> {
    let mut request = [0; 16];
    getrandom::fill(&mut request)
        .map_err(|error| Refusal::new(Why::Internal).with("detail", error.to_string()))?;
    let job = Job {
        actor: Actor::system(),
        request,
        command: Command::new("office.found")
            .arg("name", account)
            .arg("account", account),
        now,
        salt: request,
    };
    match service.execute(store, &job)? {
        Answer::Refused(refusal) => Err(refusal.into()),
        _ => Ok(()),
    }
}
