//! What a word of the intake line became.

use std::ops::Range;

use crate::domain::calendar::When;

/// What a token is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A home or public area.
    Room,
    /// A person by name, sound, plate or record number.
    Person,
    /// A phone number, known or not.
    Phone,
    /// A phrase of the phrase book.
    Phrase,
    /// Of which kind the matter is, by its name.
    About,
    /// A category, after `#`.
    Category,
    /// It is urgent.
    Urgent,
    /// A day, a time, or both.
    When,
    /// A worker, after `@`.
    Worker,
    /// Free text.
    Text,
    /// The mark between two matters of one call.
    Break,
}

/// Something found by a lookup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// How the service knows it again: an id or a code.
    pub key: String,
    /// How it is shown: `3-2-1201`, `王建国`, `厨房漏水`.
    pub label: String,
}

/// What a token became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Something known.
    Hit(Hit),
    /// A day and time.
    When(When),
    /// The text itself: free text, an unknown phone number, a room or a marked word that is nobody's.
    Text(String),
    /// Nothing but its kind.
    None,
}

impl Value {
    /// Returns whether a lookup found it.
    pub const fn is_known(&self) -> bool {
        matches!(self, Self::Hit(_))
    }
}

/// One reading of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// What it would be about.
    pub kind: Kind,
    /// What it would be.
    pub value: Value,
}

impl Guess {
    /// Returns a reading that is all in its kind.
    pub(super) const fn bare(kind: Kind) -> Self {
        Self {
            kind,
            value: Value::None,
        }
    }
}

impl Token {
    /// Takes another of its readings: the next one, the one after it, and round again.
    pub fn turn(&mut self, times: usize) {
        for _ in 0..times % (self.alternatives.len() + 1) {
            let next = self.alternatives.remove(0);
            self.alternatives.push(Guess {
                kind: std::mem::replace(&mut self.kind, next.kind),
                value: std::mem::replace(&mut self.value, next.value),
            });
        }
    }
}

/// A part of the line with its reading and the others it could have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the line, in bytes.
    pub span: Range<usize>,
    /// What it is about.
    pub kind: Kind,
    /// What it became.
    pub value: Value,
    /// What else it could be, likeliest first.
    pub alternatives: Vec<Guess>,
}
