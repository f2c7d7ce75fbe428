//! A bar for what takes longer than a second, while somebody watches.

use std::io::Write;
use std::time::{Duration, Instant};

/// Nothing is drawn before.
const PATIENCE: Duration = Duration::from_secs(1);
/// Drawn at most so often.
const EVERY: Duration = Duration::from_millis(100);
/// Columns of the bar.
const BAR: u64 = 30;

/// A bar on the terminal; silent where nobody watches.
pub struct Progress<'w> {
    to: Option<&'w mut dyn Write>,
    begun: Instant,
    drawn: Option<Instant>,
    columns: usize,
}

impl<'w> Progress<'w> {
    /// Begins; `watched` says whether `to` is a terminal.
    pub fn new(to: &'w mut dyn Write, watched: bool) -> Self {
        Self {
            to: watched.then_some(to),
            begun: Instant::now(),
            drawn: None,
            columns: 0,
        }
    }

    /// Shows how far it is.
    pub fn at(&mut self, done: u64, of: u64) {
        let now = Instant::now();
        let due = match self.drawn {
            None => now.duration_since(self.begun) >= PATIENCE,
            Some(last) => now.duration_since(last) >= EVERY,
        };
        if due {
            self.drawn = Some(now);
            self.draw(&bar(done, of));
        }
    }

    fn draw(&mut self, text: &str) {
        let Some(to) = &mut self.to else { return };
        let columns = self.columns;
        // A bar that cannot be drawn is not worth ending for.
        let _ = write!(to, "\r{text:columns$}");
        let _ = to.flush();
        self.columns = text.len();
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            self.draw("");
            if let Some(to) = &mut self.to {
                let _ = to.write_all(b"\r");
            }
        }
    }
}

/// `[######------------------------]  20% 2000/10000`.
fn bar(done: u64, of: u64) -> String {
    let of = of.max(1);
    let done = done.min(of);
    let share = |parts: u64| {
        let share = u128::from(done) * u128::from(parts) / u128::from(of);
        usize::try_from(share).unwrap_or(0)
    };
    let full = "#".repeat(share(BAR));
    let width = usize::try_from(BAR).unwrap_or(0);
    format!("[{full:-<width$}] {:3}% {done}/{of}", share(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        assert_eq!(bar(0, 0), format!("[{}]   0% 0/1", "-".repeat(30)));
        assert_eq!(
            bar(5, 10),
            format!("[{}{}]  50% 5/10", "#".repeat(15), "-".repeat(15))
        );
        assert_eq!(bar(20, 10), format!("[{}] 100% 10/10", "#".repeat(30)));
        assert!(bar(u64::MAX, u64::MAX).contains("100%"));
    }

    #[test]
    fn nothing_is_drawn_within_a_second_or_unwatched() {
        let mut out = Vec::new();
        Progress::new(&mut out, true).at(1, 2);
        let mut unwatched = Progress::new(&mut out, false);
        unwatched.begun = Instant::now().checked_sub(PATIENCE * 2).unwrap();
        unwatched.at(1, 2);
        drop(unwatched);
        assert_eq!(out, b"");
        let mut late = Progress::new(&mut out, true);
        late.begun = Instant::now().checked_sub(PATIENCE * 2).unwrap();
        late.at(1, 2);
        drop(late);
        assert!(out.starts_with(b"\r[###"));
        assert_eq!(out.last(), Some(&b'\r'));
    }
}
