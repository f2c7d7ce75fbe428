//! Hits of a search and lists for scripts.

use crate::domain::calendar::{Day, Instant, Month};
use crate::domain::money::Amount;
use crate::service::subject::Subject;

/// One hit of a search.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Hit {
    #[n(0)]
    pub subject: Subject,
    /// `household`, `person`, `ticket`, `contact`, `payment`, `register`; `close`, which is the close of a day.
    #[n(1)]
    pub kind: String,
    /// Number or room code.
    #[n(2)]
    pub name: String,
    #[n(3)]
    pub text: String,
    /// The home to open.
    #[n(4)]
    pub household: Option<Subject>,
    /// `room`, `name`, `pinyin`, `phone`, `plate`, `number`, `check_code`, `text`: why it was found.
    #[n(5)]
    pub why: String,
    #[n(6)]
    pub at: Option<Instant>,
}

/// The hits of a search.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Hits {
    #[n(0)]
    pub hits: Vec<Hit>,
    /// Counted to 999.
    #[n(1)]
    pub count: i64,
    /// Whether older records were left out because the search text is not read in yet.
    #[n(2)]
    pub partial: bool,
}

/// A cell of a listing.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Cell {
    #[n(0)]
    Null,
    #[n(1)]
    Text(#[n(0)] String),
    #[n(2)]
    Whole(#[n(0)] i64),
    #[n(3)]
    Money(#[n(0)] Amount),
    #[n(4)]
    Day(#[n(0)] Day),
    #[n(5)]
    Month(#[n(0)] Month),
    #[n(6)]
    At(#[n(0)] Instant),
    #[n(7)]
    Yes(#[n(0)] bool),
    #[n(8)]
    Texts(#[n(0)] Vec<String>),
}

/// A list for a script: column names once, then the rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Listing {
    #[n(0)]
    pub columns: Vec<String>,
    #[n(1)]
    pub rows: Vec<Vec<Cell>>,
    /// Where to go on, if there is more.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub next: Option<Vec<u8>>,
    #[n(3)]
    pub zone: i16,
    /// The record of each row; none where a list is not of records.
    #[n(4)]
    #[cbor(default)]
    pub subjects: Vec<Subject>,
}
