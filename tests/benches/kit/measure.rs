//! Taking times: many of the same, or two things in turn so that their ratio holds on a noisy machine.

use std::time::{Duration, Instant};

/// A measurement ends after so long, if it has the least number of times.
const BUDGET: Duration = Duration::from_millis(400);
const LEAST: usize = 15;

/// Times of the same thing.
#[derive(Debug, Clone, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Adds one.
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time so many percent are not above, in microseconds.
    pub fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
        sorted
            .get(at)
            .map_or(f64::NAN, |time| time.as_secs_f64() * 1e6)
    }

    fn enough(&self, most: usize) -> bool {
        self.0.len() >= most || (self.0.len() >= LEAST && self.0.iter().sum::<Duration>() > BUDGET)
    }
}

/// How long one call takes.
pub fn time<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    let made = act();
    (made, began.elapsed())
}

/// Times at most `most` calls, after one that is not counted.
pub fn times(most: usize, mut act: impl FnMut(usize)) -> Times {
    let mut times = Times::default();
    act(0);
    for at in 1.. {
        times.push(time(|| act(at)).1);
        if times.enough(most) {
            break;
        }
    }
    times
}

/// Times two things in turn.
pub fn turns(
    most: usize,
    mut ours: impl FnMut(usize),
    mut theirs: impl FnMut(usize),
) -> (Times, Times) {
    let (mut mine, mut other) = (Times::default(), Times::default());
    ours(0);
    theirs(0);
    for at in 1.. {
        mine.push(time(|| ours(at)).1);
        other.push(time(|| theirs(at)).1);
        if mine.enough(most) || other.0.iter().sum::<Duration>() > 4 * BUDGET {
            break;
        }
    }
    (mine, other)
}
