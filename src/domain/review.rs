//! A supervisor's check of a finished ticket against what really happened (复核).

use crate::domain::calendar::Instant;
use crate::domain::id::StaffId;
use crate::domain::redacted::redacted;

crate::named! {
    /// What a check found (duties.md D-025).
    pub enum Verdict {
        /// Written down as it was.
        True = 1 "true",
        /// Something is wrong or missing; the remark says what.
        Amiss = 2 "amiss",
    }
}

/// One check; a later one takes its place, the history keeps both (duties.md D-009, D-025, D-036).
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Review {
    #[n(0)]
    pub by: StaffId,
    #[n(1)]
    pub at: Instant,
    #[n(2)]
    pub verdict: Verdict,
    #[n(3)]
    pub remark: String,
}

redacted!(Review: by, at, verdict);
