//! Signing on at a shared desk: PIN, throttle, and what a PIN becomes before it is stored.

use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::mpsc::channel;

use crate::domain::calendar::Instant;
use crate::domain::error::{Refusal, Why};
use crate::domain::staff::{Actor, Staff};
use crate::server::peer::Peer;
use crate::server::shared::Shared;
use crate::server::start::ServeError;
use crate::server::writer::{Aside, Plain, Task, Witness};
use crate::service::answer::Answer;
use crate::service::command::{AuditKind, Command};
use crate::service::execute::{Job, Service};
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::pins::{self, Gate, Who};
use crate::storage::Store;
use crate::storage::files::Unfinished;

/// What the audit log calls sitting down at a shared desk, and leaving it.
pub const SIGN_ON: &str = "seat.sign_on";
pub const SIGN_OFF: &str = "seat.sign_off";

/// What PINs are hashed with beside their salt.
pub type Pepper = [u8; 32];

/// Reads the pepper beside the database, or makes it at the first start: for its owner alone, and
/// not even for that to write (reliability D26). Without it no PIN fits any more.
pub fn pepper(data: &Path) -> Result<Pepper, ServeError> {
    let path = data.join("pepper");
    let failed = |error: &std::io::Error| ServeError::io(&path, error);
    match std::fs::read(&path) {
        Ok(bytes) => bytes.try_into().map_err(|_| ServeError::Io {
            file: path.display().to_string(),
            detail: String::from("is not 32 bytes"),
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let pepper = random()?;
            let (unfinished, mut file) = Unfinished::beside(&path)?;
            file.write_all(&pepper).map_err(|error| failed(&error))?;
            file.set_permissions(Permissions::from_mode(0o400))
                .map_err(|error| failed(&error))?;
            unfinished.publish_new()?;
            Ok(pepper)
        }
        Err(error) => Err(failed(&error)),
    }
}

/// A number no other run of the server has.
pub fn run_number() -> Run<u64> {
    random().map(u64::from_be_bytes)
}

/// Random bytes from the operating system.
pub fn random<const N: usize>() -> Run<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| Refusal::new(Why::Internal).with("detail", error.to_string()))?;
    Ok(bytes)
}

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

/// Has the writer's service remember or forget something; nothing is stored.
pub fn aside(shared: &Shared, change: Aside) -> Run<()> {
    let (reply, done) = channel();
    shared.queue(Task::Aside(change, reply))?;
    match done.recv() {
        Ok(Ok(())) => Ok(()),
        Ok(Err(refusal)) => Err(refusal.into()),
        Err(_) => Err(Why::Stopping.into()),
    }
}

/// Leaves a line of the audit log about what is no command, and waits until it is durable.
pub fn witness(shared: &Shared, witness: Witness) -> Run<()> {
    let (reply, done) = channel();
    shared.queue(Task::Line(Box::new(witness), reply))?;
    match done.recv() {
        Ok(Ok(())) => Ok(()),
        Ok(Err(refusal)) => Err(refusal.into()),
        Err(_) => Err(Why::Stopping.into()),
    }
}

/// What somebody did at a seat beside the commands, under a name of its own.
pub fn seen(shared: &Shared, actor: Actor, command: Command, kind: AuditKind) -> Run<Witness> {
    Ok(Witness {
        job: Job {
            actor,
            request: random()?,
            command,
            now: shared.clock.now(),
            salt: random()?,
        },
        kind,
        personal: false,
        refusal: None,
    })
}

/// Signs somebody on with a PIN; that it was right, wrong or not taken leaves a line with who was meant
/// and the seat, never with what was typed.
pub fn sign_on(shared: &Shared, peer: &Peer, name: &str, pin: &str) -> Run<Staff> {
    let checked = check(shared, peer, name, pin);
    let (meant, refusal) = match &checked {
        Ok(staff) => (Some(staff.clone()), None),
        Err(Halt::Refused(refusal)) => {
            let tx = shared.store.read()?;
            (pins::who(&*tx, name)?.1, Some(refusal.clone()))
        }
        Err(Halt::Store(_)) => return checked,
    };
    let nobody = Actor {
        seat: peer.seat(),
        ..Actor::system()
    };
    let actor = meant.map_or(nobody, |staff| super::session::actor(&staff, peer));
    let line = seen(shared, actor, Command::new(SIGN_ON), AuditKind::Presence)?;
    witness(shared, Witness { refusal, ..line })?;
    checked
}

/// Checks a PIN at a desk; tries are counted so that they survive a restart (reliability S8).
///
/// The try is durable before it is judged, and an unknown name costs as much time as a known one.
fn check(shared: &Shared, peer: &Peer, name: &str, pin: &str) -> Run<Staff> {
    let (who, staff) = {
        let tx = shared.store.read()?;
        pins::who(&*tx, name)?
    };
    let right = judged(shared, peer, who, || {
        pins::right(staff.as_ref(), pin, &shared.pepper)
    })?;
    staff.filter(|_| right).ok_or_else(|| pins::wrong().into())
}

/// Checks the old PIN of who gives themselves another; tries count as those at sign-on do. One that is wrong or not
/// taken leaves a line.
pub fn prove(shared: &Shared, peer: &Peer, job: &Job, staff: &Staff) -> Run<()> {
    // None given is for the command to say.
    let Some(given) = pins::old_of(&job.command) else {
        return Ok(());
    };
    let checked = judged(shared, peer, Who::staff(staff.id), || {
        pins::is_old(staff, &given)
    });
    let (told, refusal) = match checked {
        Ok(true) => return Ok(()),
        Ok(false) => (Refusal::new(Why::WrongOldPin), pins::wrong_old()),
        Err(Halt::Refused(refusal)) => (refusal.clone(), refusal),
        Err(halt) => return Err(halt),
    };
    let line = Witness {
        job: job.clone(),
        kind: AuditKind::Refusal,
        personal: false,
        refusal: Some(told),
    };
    witness(shared, line)?;
    Err(refusal.into())
}

/// Takes a try at a desk and judges it; a right one forgets the wrong ones before it.
fn judged(shared: &Shared, peer: &Peer, who: Who, is_right: impl FnOnce() -> bool) -> Run<bool> {
    let (desk, now) = (peer.account.clone(), shared.ticks());
    plain(
        shared,
        Box::new(move |tx| match pins::begin(tx, &desk, who, now)? {
            Gate::Open => Ok(()),
            Gate::Shut(wait) => Err(pins::shut(wait).into()),
            Gate::Spent => Err(pins::spent().into()),
        }),
    )?;
    if !is_right() {
        return Ok(false);
    }
    let (desk, now) = (peer.account.clone(), shared.ticks());
    plain(
        shared,
        Box::new(move |tx| Ok(pins::passed(tx, &desk, who, now)?)),
    )?;
    Ok(true)
}

/// Whether the office has anybody in it.
pub fn founded(store: &dyn Store) -> Run<bool> {
    let tx = store.read()?;
    Ok(!lookup::every::<Staff>(&*tx)?.is_empty())
}

/// Founds an office: its categories and phrases, and the first person, who is manager.
pub fn found(service: &mut Service, store: &dyn Store, account: &str, now: Instant) -> Run<()> {
    let request = random()?;
    let job = Job {
        actor: Actor::system(),
        request,
        command: Command::new("office.found")
            .arg("manager", account)
            .arg("account", account),
        now,
        salt: request,
    };
    match service.execute(store, &job)? {
        Answer::Refused(refusal) => Err(refusal.into()),
        _ => Ok(()),
    }
}
