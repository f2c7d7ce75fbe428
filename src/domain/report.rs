//! A report that was made: for what month, by whom, what its figures were, and what its author wrote beside them.

use crate::domain::calendar::{Instant, Month};
use crate::domain::id::StaffId;

/// Months have room for so many reports: the number of a report is below it.
const REPORTS: u64 = 256;

/// Somebody did something at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Act {
    #[n(0)]
    pub by: StaffId,
    #[n(1)]
    pub at: Instant,
}

/// The figures of a report as they stood when it was made.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Figures {
    #[n(0)]
    pub made: Act,
    /// What came until here is in them; what came later counts in the next one (duties.md A-07).
    #[n(1)]
    pub through: Instant,
    /// First ten hex digits of the BLAKE3 digest of the report.
    #[n(2)]
    pub digest: String,
    /// The report itself, encoded.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub report: Vec<u8>,
}

/// One report of one month: the author's words, the figures once it was made, and whether it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ReportMade {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub name: String,
    #[n(3)]
    pub month: Month,
    /// The analysis; nobody's but its author's (duties.md D-024).
    #[n(4)]
    pub text: String,
    #[n(5)]
    pub written: Option<Act>,
    #[n(6)]
    pub figures: Option<Figures>,
    /// From then on neither figures nor words change (duties.md D-023, D-066).
    #[n(7)]
    pub submitted: Option<Act>,
}

impl ReportMade {
    /// A report of which nothing is there yet; `number` is the report's own.
    pub fn new(number: u8, name: &str, month: Month) -> Self {
        Self {
            id: Self::id_of(number, month),
            version: 0,
            name: name.to_owned(),
            month,
            text: String::new(),
            written: None,
            figures: None,
            submitted: None,
        }
    }

    /// The id the report with this number is kept under for a month.
    pub fn id_of(number: u8, month: Month) -> u64 {
        u64::try_from(month.number()).unwrap_or(0) * REPORTS + u64::from(number)
    }
}
