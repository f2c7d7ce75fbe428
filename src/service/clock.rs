//! The clock: the only place that asks the machine for the time.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use crate::domain::calendar::Instant;

/// Gives the time; tests give their own.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Instant;

    /// How long the machine has been up; nothing where it does not say.
    fn up(&self) -> Option<Uptime>;
}

/// How long a machine has been up: a clock that nobody can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uptime {
    /// Tells this start of the machine from every other.
    pub boot: u128,
    /// Milliseconds since then, sleep included.
    pub ms: i64,
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is the one place that asks")]
    fn now(&self) -> Instant {
        Instant::from_ms(chrono::Utc::now().timestamp_millis())
    }

    fn up(&self) -> Option<Uptime> {
        let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        let boot = u128::from_str_radix(&boot.trim().replace('-', ""), 16).ok()?;
        let text = std::fs::read_to_string("/proc/uptime").ok()?;
        let (whole, rest) = text.split_whitespace().next()?.split_once('.')?;
        let hundredths: i64 = rest.get(..2)?.parse().ok()?;
        let seconds: i64 = whole.parse().ok()?;
        let ms = seconds.checked_mul(1000)?.checked_add(hundredths * 10)?;
        Some(Uptime { boot, ms })
    }
}

/// A clock that stands where it was put, for tests and the demo's seed.
#[derive(Debug)]
pub struct SetClock {
    now: AtomicI64,
    boot: u128,
    up: AtomicI64,
}

impl SetClock {
    /// A clock that stands at `at`, of a machine of its own.
    pub fn new(at: Instant) -> Self {
        static MACHINES: AtomicU64 = AtomicU64::new(0);
        let machine = MACHINES.fetch_add(1, Ordering::Relaxed);
        Self {
            now: AtomicI64::new(at.ms()),
            boot: u128::from(std::process::id()) << 64 | u128::from(machine),
            up: AtomicI64::new(0),
        }
    }

    /// Sets it, as somebody sets a clock: no time has passed.
    pub fn set(&self, at: Instant) {
        self.now.store(at.ms(), Ordering::SeqCst);
    }

    /// Lets the time pass until `at`.
    pub fn pass(&self, at: Instant) {
        let before = self.now.swap(at.ms(), Ordering::SeqCst);
        self.up
            .fetch_add(at.ms().saturating_sub(before), Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        Instant::from_ms(self.now.load(Ordering::SeqCst))
    }

    fn up(&self) -> Option<Uptime> {
        Some(Uptime {
            boot: self.boot,
            ms: self.up.load(Ordering::SeqCst),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn the_machine_says_how_long_it_has_been_up_and_since_which_start() {
        let up = SystemClock.up().unwrap();
        assert!(up.ms > 0 && up.boot != 0);
        assert_eq!(SystemClock.up().unwrap().boot, up.boot);
    }

    #[test]
    fn a_clock_that_is_set_passes_no_time() {
        let clock = SetClock::new(Instant::from_ms(5_000));
        clock.set(Instant::from_ms(9_000));
        assert_eq!(clock.up().map(|up| up.ms), Some(0));
        clock.pass(Instant::from_ms(10_500));
        assert_eq!(clock.up().map(|up| up.ms), Some(1_500));
        assert_ne!(
            clock.up().map(|up| up.boot),
            SetClock::new(clock.now()).up().map(|up| up.boot)
        );
    }
}
