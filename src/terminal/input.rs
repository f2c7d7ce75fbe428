//! Bytes from the terminal to keys, whole however they were split on the way.
//!
//! crossterm 0.29 reads a split escape sequence as Esc and letters, stops at an unfinished one and spins when the terminal
//! is gone (crossterm#793); this replaces its reader and keeps its key types.

mod keys;
mod paste;

use crossterm::event::{KeyCode, KeyEvent};

use crate::terminal::input::keys::{Step, Wait};
use crate::terminal::input::paste::Paste;

/// Something the terminal sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key. A capital letter carries SHIFT, as crossterm has it.
    Key(KeyEvent),
    /// Pasted text as it came, its lines ended by line feeds.
    Paste {
        /// The text.
        text: String,
        /// Whether it was longer than may be pasted and its end was dropped.
        cut: bool,
    },
    /// The answer to the question where the cursor is; both count from 1.
    CursorReport {
        /// Row.
        row: u16,
        /// Column.
        col: u16,
    },
}

/// Turns bytes into input. It has no clock of its own: times are milliseconds of any steady clock.
#[derive(Debug, Default)]
pub struct Decoder {
    /// What may be the beginning of more.
    pending: Vec<u8>,
    /// What it may be the beginning of.
    wait: Option<Wait>,
    paste: Option<Paste>,
    /// When the last byte came.
    since: u64,
}

impl Decoder {
    /// A decoder that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes bytes that arrived at `now` and tells what they mean together with those before.
    pub fn feed(&mut self, bytes: &[u8], now: u64) -> Vec<Input> {
        let mut inputs = Vec::new();
        if bytes.is_empty() {
            return inputs;
        }
        if self
            .paste
            .as_ref()
            .is_some_and(|paste| paste.is_over(self.since, now))
        {
            self.end_paste(&mut inputs);
        }
        self.since = now;
        self.pending.extend_from_slice(bytes);
        self.read(now, &mut inputs);
        inputs
    }

    /// Gives up waiting for what should have come by `now`.
    pub fn tick(&mut self, now: u64) -> Vec<Input> {
        let mut inputs = Vec::new();
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return inputs;
        }
        if self.paste.is_some() {
            self.end_paste(&mut inputs);
        } else if let Some(wait) = self.wait.take() {
            let pending = std::mem::take(&mut self.pending);
            inputs.extend(keys::give_up(&pending, wait).map(Input::Key));
        }
        inputs
    }

    /// When `tick` has to be called if no byte comes before; none if nothing is waited for.
    pub fn deadline(&self) -> Option<u64> {
        match &self.paste {
            Some(paste) => Some(paste.deadline(self.since)),
            None => self.wait.map(|wait| self.since + wait.millis()),
        }
    }

    fn read(&mut self, now: u64, inputs: &mut Vec<Input>) {
        let pending = std::mem::take(&mut self.pending);
        self.wait = None;
        let mut rest = pending.as_slice();
        while !rest.is_empty() {
            if let Some(paste) = &mut self.paste {
                paste.take(rest, now);
                return;
            }
            let length = match keys::read(rest) {
                Step::Input(length, input) => {
                    inputs.extend(input);
                    length
                }
                Step::Paste(length) => {
                    self.paste = Some(Paste::default());
                    length
                }
                Step::Wait(wait) => {
                    self.wait = Some(wait);
                    self.pending = rest.to_vec();
                    return;
                }
            };
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    fn end_paste(&mut self, inputs: &mut Vec<Input>) {
        let Some((text, cut)) = self.paste.take().map(Paste::finish) else {
            return;
        };
        if !text.is_empty() || cut {
            inputs.push(Input::Paste { text, cut });
        }
    }
}

/// A key without modifiers.
fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::from(code)
}
