//! What the server does by itself: the day's backup, ending old approvals, what recurs, sweeping drafts and request ids, ending when unused.

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
use crate::service::registers::recurring_due;
use crate::service::{approval, clock_doubt, draft, requests};

/// Request ids forgotten in one go, so that nobody waits behind a long sweep.
const AT_ONCE: usize = 1000;
/// A single user's server ends after so long without a terminal.
pub const UNUSED: Duration = Duration::from_mins(10);
/// The clock is looked at again after so long.
const LOOK: Duration = Duration::from_hours(1);

/// Does what is due on a new day; says whether all of it is done. What is not is tried again.
pub fn new_day(shared: &Shared) -> bool {
    match doubted(shared) {
        Ok(false) => {}
        // By a clock that ran ahead half-filled forms would go, request ids still young would be forgotten, and
        // the backup would bear a day to come (reliability D20).
        Ok(true) => {
            tracing::warn!("the work of the day waits until somebody has confirmed the clock");
            return false;
        }
        Err(halt) => {
            tracing::warn!(error = %halt, "the work of the day put off");
            return false;
        }
    }
    let mut done = true;
    match backups::daily(shared) {
        Ok(true) => tracing::info!("backup of the day made"),
        Ok(false) => {}
        Err(halt) => {
            done = false;
            tracing::error!(error = %halt, "no backup of the day");
        }
    }
    let now = shared.clock.now();
    if let Err(halt) = expire_approvals(shared, now) {
        done = false;
        tracing::warn!(error = %halt, "expired approvals still wait");
    }
    if let Err(halt) = recur(shared, now) {
        done = false;
        tracing::warn!(error = %halt, "what recurs in registers still waits");
    }
    if let Err(halt) = sweep(shared, now) {
        done = false;
        tracing::warn!(error = %halt, "sweep put off");
    }
    done
}

/// Whether the clock is in doubt: noted before, or by what the guard sees now.
fn doubted(shared: &Shared) -> Run<bool> {
    if shared.guard.has_jumped(&*shared.clock) {
        return Ok(true);
    }
    Ok(clock_doubt::of(&*shared.store.read()?)?.is_some())
}

/// Drops old drafts and forgets old request ids, all of them, some at a time.
fn sweep(shared: &Shared, now: Instant) -> Run<()> {
    signon::plain(
        shared,
        Box::new(move |tx| {
            // The writer has looked at the clock since.
            if let Some(minutes) = clock_doubt::of(tx)? {
                return Err(clock_doubt::refusal(minutes).into());
            }
            draft::sweep(tx, now)?;
            Ok(())
        }),
    )?;
    let today = shared.office().today(now);
    loop {
        let (told, count) = channel();
        signon::plain(
            shared,
            Box::new(move |tx| {
                let forgotten = requests::forget(tx, today, AT_ONCE)?;
                told.send(forgotten).map_err(|_| Why::Stopping.into())
            }),
        )?;
        if count.recv().unwrap_or(0) < AT_ONCE {
            return Ok(());
        }
    }
}

/// Ends the approvals nobody decided in time, if there are any.
fn expire_approvals(shared: &Shared, now: Instant) -> Run<()> {
    if approval::expired(&*shared.store.read()?, now)?.is_empty() {
        return Ok(());
    }
    by_itself(shared, "approval.expire", now)
}

/// Does what recurs with entries of registers, if there are any it is not done with in this period.
fn recur(shared: &Shared, now: Instant) -> Run<()> {
    if recurring_due(&*shared.store.read()?, &shared.office(), now)?.is_empty() {
        return Ok(());
    }
    by_itself(shared, "register.recur", now)
}

/// Runs a command of the program's own that takes no arguments.
pub fn by_itself(shared: &Shared, command: &str, now: Instant) -> Run<()> {
    let (reply, done) = channel();
    let job = Job {
        actor: Actor::system(),
        request: signon::random()?,
        command: Command::new(command),
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
                let today = today(&shared);
                if done != Some(today) {
                    // Whatever fails today must not keep tomorrow from being done.
                    let did = std::panic::catch_unwind(AssertUnwindSafe(|| new_day(&shared)));
                    match did {
                        Ok(true) => done = Some(today),
                        // Looked at again within the hour.
                        Ok(false) => {}
                        Err(_) => tracing::error!("the work of the day panicked"),
                    }
                }
                if !wait_a_while(&shared, today) {
                    return;
                }
            }
        })
}

/// The day it is at the office.
pub fn today(shared: &Shared) -> Day {
    shared.office().today(shared.clock.now())
}

/// Waits for the end of `today`, an hour at most; false when the server stops.
fn wait_a_while(shared: &Shared, today: Day) -> bool {
    let end = shared.office().zone.end_of(today);
    let left = end.since(shared.clock.now()).max(1000);
    let left = Duration::from_millis(u64::try_from(left).unwrap_or(1000)).min(LOOK);
    !shared.hub.wait_stop(left, &|| shared.stopping())
}

/// Waits until it is another day than `day`; false when the server stops.
pub fn wait_for_another_day(shared: &Shared, day: Day) -> bool {
    while today(shared) == day {
        if !wait_a_while(shared, day) {
            return false;
        }
    }
    true
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
