//! Text between the marks of a bracketed paste: it can fill a field and never press a key.

use crate::terminal::charset::Charset;

/// Bytes a paste may have (reliability.md 4.3); the rest is dropped.
const MOST: usize = 64 * 1024;

/// Milliseconds after which a paste without an end is taken as ended.
const UNENDED: u64 = 1_500;

/// Milliseconds for which what follows an end mark is still text: the mark may have been part of the pasted text
/// (reliability.md H8).
const QUARANTINE: u64 = 50;

/// Begins a paste with a `0` before the tilde and ends it with a `1`.
const MARK: &[u8] = b"\x1b[20";

/// A paste being received.
#[derive(Debug, Default)]
pub struct Paste {
    text: Vec<u8>,
    cut: bool,
    /// What may be the beginning of a mark.
    mark: Vec<u8>,
    /// When the last end mark came.
    ended: Option<u64>,
}

impl Paste {
    /// Takes bytes that arrived at `now`.
    pub fn take(&mut self, bytes: &[u8], now: u64) {
        for byte in bytes {
            if !self.mark.is_empty() || *byte == 0x1b {
                self.mark(*byte, now);
            } else {
                self.push(*byte);
            }
        }
    }

    /// When the paste is over if no byte comes after `since`.
    pub fn deadline(&self, since: u64) -> u64 {
        match self.ended {
            Some(ended) => (since + QUARANTINE).min(ended + UNENDED),
            None => since + UNENDED,
        }
    }

    /// Whether its end mark came and the quarantine after it has passed.
    pub fn is_over(&self, since: u64, now: u64) -> bool {
        self.ended.is_some() && now >= self.deadline(since)
    }

    /// The text, and whether its end was dropped.
    pub fn finish(mut self, charset: Charset) -> (String, bool) {
        for byte in std::mem::take(&mut self.mark) {
            self.push(byte);
        }
        // The last character may have been cut in half. What cannot be seen stays in it: whoever takes the text refuses
        // it by name.
        let text = charset
            .decode(&self.text, !self.cut)
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        (text, self.cut)
    }

    fn push(&mut self, byte: u8) {
        if self.text.len() < MOST {
            self.text.push(byte);
        } else {
            self.cut = true;
        }
    }

    /// One byte more of what may be a mark.
    fn mark(&mut self, byte: u8, now: u64) {
        let expected = match self.mark.len() {
            4 => matches!(byte, b'0' | b'1'),
            5 => byte == b'~',
            place => MARK.get(place) == Some(&byte),
        };
        if expected {
            self.mark.push(byte);
            if byte == b'~' {
                self.ended = self.mark.contains(&b'1').then_some(now);
                self.mark.clear();
            }
            return;
        }
        for byte in std::mem::take(&mut self.mark) {
            self.push(byte);
        }
        if byte == 0x1b {
            self.mark.push(byte);
        } else {
            self.push(byte);
        }
    }
}
