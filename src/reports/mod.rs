//! Pure tables made from records: what a report is, and the figures its sections declare.

pub mod cases;
pub mod declared;
pub mod reconciled;
pub mod spoken;

use minicbor::{Decode, Encode};

use crate::domain::calendar::{Instant, Month};
use crate::domain::error::Fact;
use crate::domain::money::Amount;

pub use cases::Case;
pub use declared::{By, Declared, Figure, Made, NAMES, Part, all, named};

crate::named! {
    /// What a column holds, and so how it is written and added up.
    pub enum Unit {
        /// What a line is about.
        Text = 1 "text",
        /// A number of things.
        Count = 2 "count",
        /// A part of a whole, in hundredths.
        Share = 3 "share",
        /// Yuan.
        Money = 4 "money",
        /// A time that passed, in minutes.
        Minutes = 5 "minutes",
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Value {
    /// Nothing to say: no home is due, nobody was asked.
    #[n(0)]
    Empty,
    /// In any form a language can print.
    #[n(1)]
    Said(#[n(0)] Fact),
    /// A name of a field's set (`category`, `water`), and what it is called where no language has a word for it.
    #[n(2)]
    Named(#[n(0)] String, #[n(1)] String, #[n(2)] String),
    #[n(3)]
    Count(#[n(0)] i64),
    /// A part, of how many.
    #[n(4)]
    Share(#[n(0)] i64, #[n(1)] i64),
    #[n(5)]
    Money(#[n(0)] Amount),
    #[n(6)]
    Minutes(#[n(0)] i64),
}

impl Value {
    /// A part of a whole; nothing where there is no whole.
    pub const fn share(part: i64, of: i64) -> Self {
        if of > 0 {
            Self::Share(part, of)
        } else {
            Self::Empty
        }
    }

    /// Thousandths of a share, cut: 98 % is 980.
    pub fn permille(&self) -> Option<i64> {
        match self {
            Self::Share(part, of) => part.saturating_mul(1000).checked_div(*of),
            _ => None,
        }
    }
}

/// The rows a figure counts, as `frontdesk list` asks for them.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Opens {
    #[n(0)]
    pub what: String,
    #[n(1)]
    pub conditions: Vec<String>,
}

/// A column (words: `report-column-<name>`).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Column {
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub unit: Unit,
    /// For a share: the columns of its part and its whole.
    #[n(2)]
    pub of: Option<(u32, u32)>,
    /// For a share: the hundredths it is to reach.
    #[n(3)]
    pub target: Option<u32>,
}

/// A line: its cells, and the rows each of them counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct Line {
    #[n(0)]
    pub cells: Vec<Value>,
    #[n(1)]
    pub opens: Vec<Option<Opens>>,
}

/// A table of a report (words: `report-section-<name>`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct Section {
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub columns: Vec<Column>,
    #[n(2)]
    pub lines: Vec<Line>,
    /// What all lines come to.
    #[n(3)]
    pub total: Option<Line>,
    /// What is to be known beside it.
    #[n(4)]
    pub notes: Vec<Fact>,
    /// The columns a chart of it draws, side by side.
    #[n(5)]
    pub chart: Vec<u32>,
}

/// A report of a month (words: `report-<name>`).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Report {
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub month: Month,
    /// What came from here on is in it.
    #[n(2)]
    pub from: Instant,
    /// What came before this is in it, and stands as it stood then.
    #[n(3)]
    pub to: Instant,
    #[n(4)]
    pub sections: Vec<Section>,
}

impl Report {
    /// The figures alone, without when they were looked at: what two looks at the same figures share.
    pub fn figures(&self) -> impl Iterator<Item = &Value> {
        let lines = self
            .sections
            .iter()
            .flat_map(|one| one.lines.iter().chain(&one.total));
        lines.flat_map(|line| &line.cells)
    }
}
