//! The pages of reports and of the board.

use crate::domain::calendar::{Day, Instant, Month};
use crate::service::view::{Counted, SaidView};

pub use crate::reports::spoken;
pub use crate::reports::{Column, Line, NAMES, Opens, Report, Section, Unit, Value};

/// A report of a month with what was kept of it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ReportPage {
    /// As it was handed in, or as its records say now.
    #[n(0)]
    pub report: Report,
    /// First hex digits of its digest.
    #[n(1)]
    pub digest: String,
    /// The author's words, by whom and when.
    #[n(2)]
    pub note: Option<SaidView>,
    /// Who made it last, when, and its digest then.
    #[n(3)]
    pub made: Option<SaidView>,
    /// Who handed it in, and when.
    #[n(4)]
    pub submitted: Option<SaidView>,
    /// Whether its figures are others now than when it was made.
    #[n(5)]
    pub changed: bool,
}

/// A report in the list of reports.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ReportRow {
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub made: Option<SaidView>,
    #[n(2)]
    pub submitted: Option<SaidView>,
    /// Whether there are words of its author.
    #[n(3)]
    pub noted: bool,
}

/// The reports of a month.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct ReportList {
    #[n(0)]
    pub month: Month,
    #[n(1)]
    pub rows: Vec<ReportRow>,
}

/// A figure of the board (words: `board-<name>`).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Gauge {
    #[n(0)]
    pub name: String,
    /// How many; for a rate the part.
    #[n(1)]
    pub count: i64,
    /// For a rate the whole.
    #[n(2)]
    pub of: Option<i64>,
    /// For a rate the hundredths it is to reach.
    #[n(3)]
    pub target: Option<u32>,
    /// The rows it counts, or the name of the page they are on.
    #[n(4)]
    pub rows: Option<Counted>,
    #[n(5)]
    pub page: Option<String>,
}

/// How much there was at the end of a day; of today, now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DayBar {
    #[n(0)]
    pub day: Day,
    #[n(1)]
    pub received: i64,
    #[n(2)]
    pub handled: i64,
    #[n(3)]
    pub open: i64,
    /// What of it had been received more than three days before.
    #[n(4)]
    pub old: i64,
    /// What of it was past a limit, by the limits in force now.
    #[n(5)]
    pub late: i64,
}

/// The board.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Board {
    #[n(0)]
    pub at: Instant,
    #[n(1)]
    pub gauges: Vec<Gauge>,
    /// The earliest first.
    #[n(2)]
    pub days: Vec<DayBar>,
}
