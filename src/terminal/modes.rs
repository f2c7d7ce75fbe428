//! Takes the terminal for the program and gives it back as it was, whatever happens in between.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use crate::terminal::tty::Tty;

/// Alternate screen, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";

/// Everything off again. The screen is wiped first: not every terminal has a second one, and no name or telephone number
/// may stay on the glass (reliability.md H10).
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[r\x1b[m\x1b[H\x1b[J\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// How long a terminal that takes no bytes is waited for.
const PATIENCE: Duration = Duration::from_millis(200);

/// A terminal in raw mode on its alternate screen. Clones share it; when the last is dropped it is given back.
#[derive(Debug, Clone)]
pub struct Modes(Arc<Taken>);

#[derive(Debug)]
struct Taken {
    tty: Tty,
    original: Termios,
    held: AtomicBool,
}

impl Modes {
    /// Takes the terminal.
    pub fn enter(tty: &Tty) -> io::Result<Self> {
        let modes = Self(Arc::new(Taken {
            tty: tty.clone(),
            original: tcgetattr(tty)?,
            held: AtomicBool::new(false),
        }));
        modes.again()?;
        Ok(modes)
    }

    /// Takes it again after a stop. The next frame must repaint everything.
    pub fn again(&self) -> io::Result<()> {
        let mut raw = self.0.original.clone();
        raw.make_raw();
        tcsetattr(&self.0.tty, OptionalActions::Now, &raw)?;
        self.0.held.store(true, Ordering::SeqCst);
        self.0.tty.write_within(ENTER, PATIENCE)
    }

    /// Gives it back; does nothing if that was done. Works from a panic hook and without a terminal at the other end.
    pub fn restore(&self) {
        self.0.restore();
    }

    /// Gives the terminal back before a panic is reported, so that the report can be read.
    pub fn restore_on_panic(&self) {
        let modes = self.clone();
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            modes.restore();
            report(panic);
        }));
    }
}

impl Taken {
    fn restore(&self) {
        if !self.held.swap(false, Ordering::SeqCst) {
            return;
        }
        // Nothing can be done about a terminal that does not take it, and the other half is still worth trying.
        let _ = self.tty.write_within(LEAVE, PATIENCE);
        let _ = tcsetattr(&self.tty, OptionalActions::Now, &self.original);
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.restore();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::grammar;

    #[test]
    fn only_known_sequences_are_sent() {
        assert_eq!(grammar::fault(ENTER), None);
        assert_eq!(grammar::fault(LEAVE), None);
    }
}
