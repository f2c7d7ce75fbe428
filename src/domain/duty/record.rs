//! What was done of a duty in a period.

use minicbor::{Decode, Encode};

use crate::domain::calendar::{Day, Instant};
use crate::domain::duty::Period;
use crate::domain::follow_up::Evidence;
use crate::domain::id::{Number, StaffId};

/// One act that counts.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Did {
    #[n(0)]
    pub at: Instant,
    #[n(1)]
    pub by: StaffId,
    /// What was said of it; the reason where it was waived.
    #[n(2)]
    pub text: String,
    /// A file that proves it.
    #[n(3)]
    pub file: Option<Evidence>,
    /// The command or the report that did it; empty where it was said by hand.
    #[n(4)]
    pub what: String,
    /// The record that was made, if it has a number.
    #[n(5)]
    pub number: Option<Number>,
}

/// What was done of a duty in one period; of what was not done there is no record. With `first` at the beginning of all
/// days it says whose the duty is from now on.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct DutyDone {
    /// Made of the duty's name and the period's first day.
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub duty: String,
    #[n(3)]
    pub first: Day,
    #[n(4)]
    pub last: Day,
    #[n(5)]
    pub acts: Vec<Did>,
    #[n(6)]
    pub waived: Option<Did>,
    /// Who was named for it.
    #[n(7)]
    pub owner: Option<StaffId>,
}

/// The id of a duty's record of the period that begins on a day: those of a duty lie together, by day.
pub fn key(duty: &str, first: Day) -> u64 {
    let [a, b, c, d, ..] = *blake3::hash(duty.as_bytes()).as_bytes();
    // Ids stay positive where they are read as signed numbers.
    let high = u64::from(u32::from_be_bytes([a, b, c, d]) >> 1);
    let low = u32::try_from(first.since(Day::MIN)).unwrap_or(0);
    high << 32 | u64::from(low)
}

/// The ids of a duty's records of periods that begin on these days.
pub fn keys_of(duty: &str, from: Day, to: Day) -> std::ops::RangeInclusive<u64> {
    key(duty, from)..=key(duty, to)
}

impl DutyDone {
    /// A record of a period with nothing in it.
    pub fn new(duty: &str, period: Period) -> Self {
        Self {
            id: key(duty, period.first),
            version: 0,
            duty: duty.to_owned(),
            first: period.first,
            last: period.last,
            acts: Vec::new(),
            waived: None,
            owner: None,
        }
    }

    /// Whether so many acts, or a supervisor, have settled it.
    pub fn settled(&self, count: u32) -> bool {
        self.waived.is_some() || self.have() >= count
    }

    /// How many acts count.
    pub fn have(&self) -> u32 {
        u32::try_from(self.acts.len()).unwrap_or(u32::MAX)
    }

    /// The act that settled it.
    pub fn settler(&self, count: u32) -> Option<&Did> {
        let last = usize::try_from(count).unwrap_or(usize::MAX).checked_sub(1);
        let last = last.and_then(|last| self.acts.get(last));
        last.or(self.waived.as_ref())
    }
}
