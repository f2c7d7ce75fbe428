//! What time it is for the screen: the server's time, carried on by a steady clock that is given.

use crate::domain::calendar::{Day, Instant, Zone};

/// Milliseconds of a minute.
const MINUTE: u64 = 60_000;

/// The time the screen goes by. It is moved by whoever runs the screen, never by itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    /// Milliseconds of any steady clock.
    steady: u64,
    /// What the server's clock said, and when that was.
    base: Option<(Instant, u64)>,
    zone: Zone,
}

impl Clock {
    /// Moves the steady clock; it never goes back.
    pub fn move_to(&mut self, steady: u64) {
        self.steady = self.steady.max(steady);
    }

    /// Milliseconds of the steady clock.
    pub const fn steady(&self) -> u64 {
        self.steady
    }

    /// Takes the server's time over.
    pub fn set(&mut self, now: Instant, zone: Zone) {
        self.base = Some((now, self.steady));
        self.zone = zone;
    }

    /// Whether the server has told its time yet.
    pub const fn is_set(&self) -> bool {
        self.base.is_some()
    }

    /// The time now.
    pub fn now(&self) -> Instant {
        let Some((then, steady)) = self.base else {
            return Instant::default();
        };
        then.plus_ms(i64::try_from(self.steady.saturating_sub(steady)).unwrap_or(i64::MAX))
    }

    /// The beginning of the minute the wall clock shows: what is drawn changes with the minute and not in between.
    pub fn minute(&self) -> Instant {
        let now = self.now();
        now.plus_ms(-i64::from(self.zone.local(now).ms))
    }

    /// The office's zone.
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// The day now.
    pub fn today(&self) -> Day {
        self.zone.day_of(self.now())
    }

    /// When the wall clock shows the next minute, on the steady clock.
    pub fn next_minute(&self) -> u64 {
        let within = u64::from(self.zone.local(self.now()).ms);
        self.steady + (MINUTE - within).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_on_from_what_the_server_said() {
        let mut clock = Clock::default();
        clock.move_to(5_000);
        assert!(!clock.is_set());
        let said = Instant::parse("2026-11-21T14:32:58+08:00").unwrap();
        clock.set(said, Zone::default());
        clock.move_to(6_500);
        assert_eq!(clock.now(), said.plus_ms(1_500));
        assert_eq!(clock.next_minute(), 7_000);
        clock.move_to(100);
        assert_eq!(clock.steady(), 6_500);
        assert_eq!(clock.today().to_string(), "2026-11-21");
    }
}
