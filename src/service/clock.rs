//! The clock: the only place that asks the machine for the time.

use crate::domain::calendar::Instant;

/// Gives the time; tests give their own.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is the one place that asks")]
    fn now(&self) -> Instant {
        Instant::from_ms(chrono::Utc::now().timestamp_millis())
    }
}

/// A clock that stands where it was put, for tests and the demo's seed.
#[derive(Debug)]
pub struct SetClock(std::sync::atomic::AtomicI64);

impl SetClock {
    /// A clock that stands at `at`.
    pub const fn new(at: Instant) -> Self {
        Self(std::sync::atomic::AtomicI64::new(at.ms()))
    }

    /// Moves it.
    pub fn set(&self, at: Instant) {
        self.0.store(at.ms(), std::sync::atomic::Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        Instant::from_ms(self.0.load(std::sync::atomic::Ordering::SeqCst))
    }
}
