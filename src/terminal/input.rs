//! Bytes from the terminal to keys, whole however they were split on the way.
//!
//! crossterm 0.29 reads a split escape sequence as Esc and letters, stops at an unfinished one and spins when the terminal
//! is gone (crossterm#793); this replaces its reader and keeps its key types.

mod keys;
mod paste;

use crossterm::event::{KeyCode, KeyEvent};

use crate::terminal::charset::Charset;
use crate::terminal::input::keys::{Step, Wait};
use crate::terminal::input::paste::Paste;
use crate::terminal::probe;

/// Milliseconds for which the pieces of an answer are known for what they are, however late each comes.
const ANSWER: u64 = 10_000;

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
    /// The answer to the question whether the terminal has come so far.
    Ready,
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
    charset: Charset,
    due: Option<Due>,
}

/// Answers on their way.
#[derive(Debug, Default)]
struct Due {
    /// How many.
    count: u32,
    /// What came of the next one and was given up as a key.
    begun: Vec<u8>,
    /// When none is waited for any more.
    until: u64,
}

impl Decoder {
    /// A decoder that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on the terminal's characters come in this encoding.
    pub fn speak(&mut self, charset: Charset) {
        self.charset = charset;
    }

    /// The terminal was asked something at `now`: the answer is no key, even if it comes in pieces and late.
    pub fn asked(&mut self, now: u64) {
        let due = self.due.get_or_insert_default();
        due.count += 1;
        due.until = now + ANSWER;
    }

    /// One of them has come.
    fn answered(&mut self) {
        if let Some(due) = &mut self.due {
            due.begun.clear();
            due.count = due.count.saturating_sub(1);
        }
        self.due.take_if(|due| due.count == 0);
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
        self.due.take_if(|due| now >= due.until);
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
            let due = self.due.as_mut().filter(|_| probe::is_begun(&pending));
            // Of a lone ESC nobody knows; what follows it here would be typed otherwise.
            if due.is_none() || wait == Wait::Escape {
                inputs.extend(keys::give_up(&pending, wait).map(Input::Key));
            }
            if let Some(due) = due {
                due.begun = pending;
            }
        }
        inputs
    }

    /// When `tick` has to be called if no byte comes before; none if nothing is waited for.
    pub fn deadline(&self) -> Option<u64> {
        match &self.paste {
            Some(paste) => Some(paste.deadline(self.since)),
            None => self
                .wait
                .map(|wait| self.since + wait.millis(self.due.is_some())),
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
            let before = rest.len();
            inputs.extend(self.late_answer(&mut rest));
            if rest.len() < before {
                continue;
            }
            let length = match keys::read(rest, self.charset) {
                Step::Input(length, input) => {
                    if matches!(input, Some(Input::CursorReport { .. } | Input::Ready)) {
                        self.answered();
                    }
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

    /// Swallows what goes on with an answer given up before; tells it when it is whole.
    fn late_answer(&mut self, rest: &mut &[u8]) -> Option<Input> {
        let due = self.due.as_mut().filter(|due| !due.begun.is_empty())?;
        while let Some((byte, behind)) = rest.split_first()
            && probe::goes_on(&due.begun, *byte)
        {
            due.begun.push(*byte);
            *rest = behind;
        }
        match keys::read(&due.begun, self.charset) {
            Step::Input(_, input) => {
                self.answered();
                input
            }
            _ => None,
        }
    }

    fn end_paste(&mut self, inputs: &mut Vec<Input>) {
        let Some((text, cut)) = self.paste.take().map(|paste| paste.finish(self.charset)) else {
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
