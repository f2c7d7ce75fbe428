//! A report in the words of a language: what every writer is given.

use super::{Unit, Value};

/// A cell: as it is written for people, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub value: Value,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub text: String,
    pub unit: Unit,
    /// For a share: the columns of its part and its whole.
    pub of: Option<(usize, usize)>,
}

/// A table in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    pub title: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
    pub total: Option<Vec<Cell>>,
    pub notes: Vec<String>,
    /// The columns a chart draws.
    pub chart: Vec<usize>,
}

/// A report in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spoken {
    pub title: String,
    /// Of which office and month, until when, made and handed in by whom.
    pub lines: Vec<String>,
    pub tables: Vec<Table>,
    /// What the author's words are called, and what they are.
    pub note: Option<(String, String)>,
}
