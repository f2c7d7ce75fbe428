//! Watches the machine's clock: backwards past the newest line, or apart from the time that really passed.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::calendar::{Instant, MINUTE_MS};
use crate::service::clock::{Clock, Uptime};
use crate::service::halt::Run;
use crate::service::{audit, clock_doubt};
use crate::storage::{CommitTx, Result, Store};

/// A difference of more milliseconds than this is a jump (reliability D20).
const MOST_MS: i64 = 5 * MINUTE_MS;
/// A clock that went apart from the machine's uptime by no more than this is not noted anew: it is being kept right.
const KEPT_MS: i64 = MINUTE_MS;

/// The clock as it was looked at last, and the newest time that was written down.
#[derive(Debug)]
pub struct ClockGuard {
    last: Mutex<Looked>,
}

#[derive(Debug)]
struct Looked {
    now: Instant,
    up: Option<Uptime>,
    newest: Option<Instant>,
}

impl ClockGuard {
    /// Begins to watch. A clock that stands before the newest line is in doubt at once, and so is one that is not where
    /// the time since the last run would have it, if the machine has been up all the while.
    pub fn begin(store: &dyn Store, clock: &dyn Clock) -> Run<Self> {
        let (now, up) = (clock.now(), clock.up());
        let (newest, seen) = {
            let tx = store.read()?;
            let newest = audit::event(&*tx, audit::head(&*tx)?.seq)?.map(|line| line.event.at);
            (newest, clock_doubt::seen(&*tx)?)
        };
        let back = newest.map(|newest| now.since(newest).min(0));
        let apart = up
            .zip(seen)
            .filter(|(up, (boot, _))| up.boot == *boot)
            .map(|(up, (_, began))| now.ms().saturating_sub(up.ms).saturating_sub(began));
        let jumped = back.and_then(jump).or_else(|| apart.and_then(jump));
        let known = apart.is_some_and(|apart| apart.abs() <= KEPT_MS);
        if jumped.is_some() || (up.is_some() && !known) {
            let mut tx = store.write()?;
            if let Some(minutes) = jumped {
                clock_doubt::raise(&mut *tx, minutes)?;
            }
            note(&mut *tx, now, up)?;
            tx.commit()?;
        }
        Ok(Self {
            last: Mutex::new(Looked { now, up, newest }),
        })
    }

    /// Looks at the clock; if it jumped since the last look, `tx` notes by how much. Returns the minutes.
    pub fn observe(&self, tx: &mut dyn CommitTx, clock: &dyn Clock) -> Result<Option<i64>> {
        let (now, up) = (clock.now(), clock.up());
        let Some(minutes) = self.compare(now, up) else {
            return Ok(None);
        };
        clock_doubt::raise(tx, minutes)?;
        note(tx, now, up)?;
        Ok(Some(minutes))
    }

    /// Whether the clock has jumped since the last look; who writes next will note it.
    pub fn has_jumped(&self, clock: &dyn Clock) -> bool {
        self.looked().jumped(clock.now(), clock.up()).is_some()
    }

    /// The time to write down for what was asked for at `now`: never before what is written already. A clock that is
    /// put back a little, as machines do that keep it right, stands for that long; one that jumped is followed, because
    /// money waits until somebody has looked at it.
    pub fn stamp(&self, now: Instant) -> Instant {
        let mut looked = self.looked();
        let held = looked
            .newest
            .filter(|newest| (0..=MOST_MS).contains(&newest.since(now)));
        let stamp = held.unwrap_or(now);
        looked.newest = Some(stamp);
        stamp
    }

    fn compare(&self, now: Instant, up: Option<Uptime>) -> Option<i64> {
        let mut looked = self.looked();
        let jumped = looked.jumped(now, up);
        (looked.now, looked.up) = (now, up);
        if jumped.is_some() {
            // What is written from here on is compared with what is written from here on.
            looked.newest = None;
        }
        jumped
    }

    fn looked(&self) -> MutexGuard<'_, Looked> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Looked {
    /// The minutes by which a clock that shows `now` has jumped since: apart from the time that passed, or back behind
    /// what is written by many small steps.
    fn jumped(&self, now: Instant, up: Option<Uptime>) -> Option<i64> {
        let passed = up
            .zip(self.up)
            .map(|(up, before)| up.ms.saturating_sub(before.ms));
        let apart = passed.map(|passed| now.since(self.now).saturating_sub(passed));
        let back = self.newest.map(|newest| now.since(newest).min(0));
        apart.and_then(jump).or_else(|| back.and_then(jump))
    }
}

/// Notes where the clock stands against the machine's uptime, for the next run.
fn note(tx: &mut dyn CommitTx, now: Instant, up: Option<Uptime>) -> Result<()> {
    match up {
        Some(up) => clock_doubt::note_seen(tx, up.boot, now.ms().saturating_sub(up.ms)),
        None => Ok(()),
    }
}

/// The minutes of a difference that is a jump, rounded.
fn jump(ms: i64) -> Option<i64> {
    let half = MINUTE_MS / 2 * ms.signum();
    (ms.abs() > MOST_MS).then(|| ms.saturating_add(half) / MINUTE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Instant {
        Instant::from_ms(1_800_000_000_000 + ms)
    }

    const fn up(ms: i64) -> Uptime {
        Uptime { boot: 1, ms }
    }

    fn guard(up: Option<Uptime>, newest: Option<Instant>) -> ClockGuard {
        ClockGuard {
            last: Mutex::new(Looked {
                now: at(0),
                up,
                newest,
            }),
        }
    }

    #[test]
    fn a_jump_is_what_the_time_that_passed_does_not_explain() {
        let minute = MINUTE_MS;
        for (wall, passed, found) in [
            (60 * minute, 60 * minute, None),
            (5 * minute, 0, None),
            (5 * minute + 1, 0, Some(5)),
            (60 * minute, 40, Some(60)),
            (-6 * minute, 0, Some(-6)),
            (minute, 60 * minute, Some(-59)),
        ] {
            let guard = guard(Some(up(1000)), None);
            let found_now = guard.compare(at(wall), Some(up(1000 + passed)));
            assert_eq!(found_now, found, "{wall} {passed}");
            let again = guard.compare(at(wall), Some(up(1000 + passed)));
            assert_eq!(again, None, "told once");
        }
    }

    #[test]
    fn without_a_steady_clock_only_what_is_written_is_believed() {
        let guard = guard(None, Some(at(0)));
        assert_eq!(guard.compare(at(60 * MINUTE_MS), Some(up(5))), None);
        assert_eq!(guard.compare(at(-60 * MINUTE_MS), None), Some(-60));
    }

    #[test]
    fn what_is_written_never_goes_back_by_little_and_many_small_steps_are_a_jump() {
        let minute = MINUTE_MS;
        let guard = guard(Some(up(0)), Some(at(0)));
        assert_eq!(guard.stamp(at(minute)), at(minute));
        // Set back by two minutes twice: what is written stands.
        for wall in [-minute, -3 * minute] {
            assert_eq!(guard.compare(at(wall), Some(up(0))), None, "{wall}");
            assert_eq!(guard.stamp(at(wall)), at(minute));
        }
        assert_eq!(guard.compare(at(-5 * minute), Some(up(0))), Some(-6));
        assert_eq!(
            guard.compare(at(-5 * minute), Some(up(0))),
            None,
            "told once"
        );
        // From then on the clock is followed.
        assert_eq!(guard.stamp(at(-5 * minute)), at(-5 * minute));
        assert_eq!(guard.stamp(at(-4 * minute)), at(-4 * minute));
    }
}
