//! The lines under a record: what happened to it, who wrote it, when.

use crate::domain::calendar::Instant;
use crate::domain::id::StaffId;
use crate::domain::redacted::redacted;

crate::named! {
    /// What a history line tells.
    pub enum LineKind {
        /// A move of the lifecycle: from, to.
        Move = 1 "move",
        /// A note somebody wrote.
        Note = 2 "note",
        /// A field corrected: name, before, after.
        Edit = 3 "edit",
        /// Somebody else reported the same.
        Voice = 4 "voice",
        /// A follow-up was tried.
        Attempt = 5 "attempt",
        /// Reported or handed up the line.
        Report = 6 "report",
        /// Linked to or parted from another record.
        Link = 7 "link",
        /// What was done was checked: the verdict before, the verdict now.
        Review = 8 "review",
    }
}

/// One line of a record's history; never changed.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Line {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    /// Kind and id of the record it belongs to.
    #[n(2)]
    pub of: (u8, u64),
    #[n(3)]
    pub kind: LineKind,
    #[n(4)]
    pub at: Instant,
    #[n(5)]
    pub by: StaffId,
    /// The command that wrote it.
    #[n(6)]
    pub command: String,
    /// State or field value before; empty where there is none.
    #[n(7)]
    pub before: String,
    #[n(8)]
    pub after: String,
    /// The field an edit concerns.
    #[n(9)]
    pub field: String,
    #[n(10)]
    pub text: String,
}

redacted!(Line: id, of, kind, at, command);
