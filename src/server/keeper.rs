//! What the server does by itself: the day's backup, ending old approvals, sweeping drafts and request ids, ending when unused.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::domain::calendar::{Day, Instant};
use crate::domain::error::Why;
use crate::domain::staff::Actor;
use crate::server::shared::Shared;
use crate::server::writer::Task;
use crate::server::{backups, signon};
use crate::service::answer::Answer;
use crate::service::command::Command;
use crate::service::execute::Job;
use crate::service::halt::Run;
use crate::service::{approval, draft, requests};

/// Request ids forgotten in one go, so that nobody waits behind a long sweep.
const AT_ONCE: usize = 1000;
/// A single user's server ends after so long without a terminal.
pub const UNUSED: Duration = Duration::from_mins(10);
/// The clock is looked at again after so long.
const LOOK: Duration = Duration::from_hours(1);

/// Does what is due on a new day.
pub fn new_day(shared: &Shared) {
    match backups::daily(shared) {
        Ok(true) => tracing::info!("backup of the day made"),
        Ok(false) => {}
        Err(halt) => tracing::error!(error = %halt, "no backup of the day"),
    }
    let now = shared.clock.now();
    if let Err(halt) = expire_approvals(shared, now) {
        tracing::warn!(error = %halt, "expired approvals still wait");
    }
    let today = shared.office().today(now);
    let swept = signon::plain(
        shared,
        Box::new(move |tx| {
            draft::sweep(tx, now)?;
            requests::forget(tx, today, AT_ONCE)?;
            Ok(())
        }),
    );
    if let Err(halt) = swept {
        tracing::warn!(error = %halt, "sweep put off");
    }
}

/// Ends the approvals nobody decided in time, if there are any.
fn expire_approvals(shared: &Shared, now: Instant) -> Run<()> {
    if approval::expired(&*shared.store.read()?, now)?.is_empty() {
        return Ok(());
    }
    let (reply, done) = channel();
    let job = Job {
        actor: Actor::system(),
        request: signon::random()?,
        command: Command::new("approval.expire"),
        now,
        salt: signon::random()?,
    };
    shared.queue(Task::Command(Box::new(job), reply))?;
    match done.recv() {
        Ok(Answer::Refused(refusal)) => Err(refusal.into()),
        Ok(_) => Ok(()),
        Err(_) => Err(Why::Stopping.into()),
    }
}

/// Starts the thread that waits for midnights. It looks at the clock once an hour at least, because a
/// machine that slept or whose clock was set does not wait as long as it was told.
pub fn start(shared: Arc<Shared>) -> std::io::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new()
        .name(String::from("keeper"))
        .spawn(move || {
            let mut done: Option<Day> = None;
            loop {
                let office = shared.office();
                let now = shared.clock.now();
                let today = office.today(now);
                if done != Some(today) {
                    // Whatever fails today must not keep tomorrow from being done.
                    let did = std::panic::catch_unwind(AssertUnwindSafe(|| new_day(&shared)));
                    if did.is_err() {
                        tracing::error!("the work of the day panicked");
                    }
                    done = Some(today);
                }
                let left = office
                    .zone
                    .end_of(today)
                    .since(shared.clock.now())
                    .max(1000);
                let left = Duration::from_millis(u64::try_from(left).unwrap_or(1000)).min(LOOK);
                if shared.hub.wait_stop(left, &|| shared.stopping()) {
                    return;
                }
            }
        })
}

/// Starts the thread that ends a single user's server when nobody uses it.
pub fn end_when_unused(
    shared: Arc<Shared>,
    unused: Duration,
) -> std::io::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new()
        .name(String::from("unused"))
        .spawn(move || {
            if shared.hub.wait_quiet(unused, &|| shared.stopping()) {
                shared.stop(0);
            }
        })
}
