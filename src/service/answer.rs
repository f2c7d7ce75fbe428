//! What a command comes back with.

use crate::domain::error::{Fact, Refusal};
use crate::domain::id::Number;
use crate::domain::ledger::Entry;
use crate::service::subject::Subject;
use crate::storage::record::Record;

/// A command that was done.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Done {
    /// The record it made or changed.
    #[n(0)]
    pub number: Option<Number>,
    /// Other numbers it gave out.
    #[n(1)]
    pub also: Vec<Number>,
    /// The audit line it was booked as.
    #[n(2)]
    pub seq: u64,
    /// Records it touched, to tell the other terminals.
    #[n(3)]
    pub touched: Vec<Subject>,
    /// Facts for the sentence `done-<command>`.
    #[n(4)]
    pub facts: Vec<(String, Fact)>,
}

impl Done {
    /// Whether it stands in the books: what does is corrected by another entry and never taken back.
    pub fn booked(&self) -> bool {
        in_the_books(&self.touched)
    }
}

/// Whether an entry of the ledger is among what was touched (reliability D10).
pub fn in_the_books(touched: &[Subject]) -> bool {
    touched.iter().any(|subject| subject.kind == Entry::KIND)
}

/// The answer to a command.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Answer {
    #[n(0)]
    Done(#[n(0)] Done),
    /// It waits for a second person, under the approval's number.
    #[n(1)]
    Pending(#[n(0)] Done),
    #[n(2)]
    Refused(#[n(0)] Refusal),
    /// The commit failed: whether it is booked is not known. Ask again with the same request id.
    #[n(3)]
    Unknown(#[n(0)] String),
}

impl Answer {
    /// The records touched, if anything was.
    pub fn touched(&self) -> &[Subject] {
        match self {
            Self::Done(done) | Self::Pending(done) => &done.touched,
            Self::Refused(_) | Self::Unknown(_) => &[],
        }
    }
}
