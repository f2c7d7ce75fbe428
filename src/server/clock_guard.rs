//! Watches the machine's clock: backwards past the newest line, or apart from the time that really passed.

use std::sync::{Mutex, PoisonError};

use crate::domain::calendar::{Instant, MINUTE_MS};
use crate::service::halt::Run;
use crate::service::{audit, clock_doubt};
use crate::storage::Store;

/// A difference of more milliseconds than this is a jump (reliability D20).
const MOST_MS: i64 = 5 * MINUTE_MS;

/// The clock as it was looked at last.
#[derive(Debug)]
pub struct ClockGuard {
    last: Mutex<(Instant, Option<i64>)>,
}

impl ClockGuard {
    /// Begins to watch; a clock that stands before the newest line is in doubt at once.
    pub fn begin(store: &dyn Store, now: Instant) -> Run<Self> {
        let newest = {
            let tx = store.read()?;
            audit::event(&*tx, audit::head(&*tx)?.seq)?.map(|line| line.event.at)
        };
        if let Some(minutes) = newest.and_then(|newest| jump(now.since(newest).min(0))) {
            let mut tx = store.write()?;
            clock_doubt::raise(&mut *tx, minutes)?;
            tx.commit()?;
        }
        Ok(Self {
            last: Mutex::new((now, uptime())),
        })
    }

    /// Looks at the clock; returns by how many minutes it jumped since the last look, if it did.
    pub fn observe(&self, now: Instant) -> Option<i64> {
        self.compare(now, uptime())
    }

    /// Whether the clock has jumped since the last look; who writes next will note it.
    pub fn has_jumped(&self, now: Instant) -> bool {
        let (before, up_before) = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = uptime().zip(up_before);
        let passed = passed.map(|(up, up_before)| up.saturating_sub(up_before));
        passed.is_some_and(|passed| jump(now.since(before).saturating_sub(passed)).is_some())
    }

    fn compare(&self, now: Instant, up: Option<i64>) -> Option<i64> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (before, up_before) = std::mem::replace(&mut *last, (now, up));
        let passed = up?.saturating_sub(up_before?);
        jump(now.since(before).saturating_sub(passed))
    }
}

/// The minutes of a difference that is a jump, rounded.
fn jump(ms: i64) -> Option<i64> {
    let half = MINUTE_MS / 2 * ms.signum();
    (ms.abs() > MOST_MS).then(|| ms.saturating_add(half) / MINUTE_MS)
}

/// Milliseconds the machine has been up, sleep included; nothing where it does not say.
fn uptime() -> Option<i64> {
    let text = std::fs::read_to_string("/proc/uptime").ok()?;
    let (whole, rest) = text.split_whitespace().next()?.split_once('.')?;
    let hundredths: i64 = rest.get(..2)?.parse().ok()?;
    let seconds: i64 = whole.parse().ok()?;
    seconds.checked_mul(1000)?.checked_add(hundredths * 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Instant {
        Instant::from_ms(1_800_000_000_000 + ms)
    }

    #[test]
    fn a_jump_is_what_the_time_that_passed_does_not_explain() {
        let minute = MINUTE_MS;
        for (wall, up, found) in [
            (60 * minute, 60 * minute, None),
            (5 * minute, 0, None),
            (5 * minute + 1, 0, Some(5)),
            (60 * minute, 40, Some(60)),
            (-6 * minute, 0, Some(-6)),
            (minute, 60 * minute, Some(-59)),
        ] {
            let guard = ClockGuard {
                last: Mutex::new((at(0), Some(1000))),
            };
            assert_eq!(
                guard.compare(at(wall), Some(1000 + up)),
                found,
                "{wall} {up}"
            );
            assert_eq!(guard.compare(at(wall), Some(1000 + up)), None, "told once");
        }
    }

    #[test]
    fn without_a_steady_clock_nothing_is_claimed() {
        let guard = ClockGuard {
            last: Mutex::new((at(0), None)),
        };
        assert_eq!(guard.compare(at(60 * MINUTE_MS), Some(5)), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_machine_says_how_long_it_has_been_up() {
        assert!(uptime().unwrap() > 0);
    }
}
