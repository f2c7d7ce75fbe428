//! Registers with their counts, and an entry in a line.

use crate::domain::calendar::Instant;
use crate::domain::error::Fact;
use crate::domain::id::Number;
use crate::service::subject::Subject;

/// A register and how many of its entries stand where.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct RegisterRow {
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub active: i64,
    #[n(2)]
    pub initial: i64,
    #[n(3)]
    pub closed: i64,
    /// Counted to 999.
    #[n(4)]
    pub late: i64,
}

/// An entry in a line.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct EntryRow {
    #[n(0)]
    pub subject: Subject,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub number: Number,
    #[n(3)]
    pub register: String,
    #[n(4)]
    pub state: String,
    /// What its title fields say.
    #[n(5)]
    pub title: Vec<Fact>,
    #[n(6)]
    pub due_at: Option<Instant>,
    #[n(7)]
    pub late: bool,
}

/// A place of a cabinet with what hangs there, or belongs there and is out.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct GridCell {
    /// The place, as it is written down.
    #[n(0)]
    pub place: String,
    /// The code of the home.
    #[n(1)]
    pub premises: String,
    /// Whether it is out.
    #[n(2)]
    pub out: bool,
    #[n(3)]
    pub entry: EntryRow,
}
