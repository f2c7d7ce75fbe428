//! A follow-up (回访): asking the customer whether what was done is good.

use crate::domain::calendar::{Calendar, Day, Instant, Zone};
use crate::domain::id::{FollowUpId, HouseholdId, Number, PersonId, StaffId, TicketId};
use crate::domain::redacted::redacted;

crate::named! {
    /// What a try at a follow-up brought (product.md, `followup.record`).
    pub enum Outcome {
        Satisfied = 1 "satisfied",
        Partly = 2 "partly",
        NotSatisfied = 3 "not_satisfied",
        NoAnswer = 4 "no_answer",
        /// Asked to be called at another time.
        Later = 5 "later",
        /// The number is wrong or dead.
        Unreachable = 6 "unreachable",
        /// Left out with a supervisor's agreement (duties.md 5.3).
        Exempt = 7 "exempt",
    }
}

impl Outcome {
    /// Whether it ends the follow-up.
    pub const fn ends(self) -> bool {
        matches!(
            self,
            Self::Satisfied | Self::Partly | Self::NotSatisfied | Self::Exempt
        )
    }

    /// Whether the customer gave an opinion, which needs text, a recording or a file as proof (D-043).
    pub const fn answered(self) -> bool {
        matches!(self, Self::Satisfied | Self::Partly | Self::NotSatisfied)
    }
}

crate::named! {
    /// The way a follow-up was tried.
    pub enum Way {
        Phone = 1 "phone",
        Door = 2 "door",
        Message = 3 "message",
    }
}

/// One try.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Attempt {
    #[n(0)]
    pub at: Instant,
    #[n(1)]
    pub by: StaffId,
    #[n(2)]
    pub way: Way,
    #[n(3)]
    pub outcome: Outcome,
    /// What the customer said, or where the recording is.
    #[n(4)]
    pub text: String,
    /// The file that proves it.
    #[n(5)]
    pub file: Option<Evidence>,
}

redacted!(Attempt: at, outcome);

/// A file kept as evidence (duties.md D-043).
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Evidence {
    /// What it was called where it came from.
    #[n(0)]
    pub name: String,
    /// BLAKE3 of its bytes in 64 hexadecimal digits, by which it is kept.
    #[n(1)]
    pub digest: String,
}

redacted!(Evidence: digest);

impl Evidence {
    /// The digits of the digest that are shown: enough to find the file by.
    pub fn short(&self) -> String {
        self.digest.chars().take(12).collect()
    }
}

/// One follow-up; arises by itself when a repair or complaint is done (D-042).
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct FollowUp {
    #[n(0)]
    pub id: FollowUpId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub number: Number,
    /// The ticket it asks about.
    #[n(3)]
    pub ticket: TicketId,
    #[n(4)]
    pub ticket_number: Number,
    #[n(5)]
    pub household: Option<HouseholdId>,
    #[n(6)]
    pub premises: String,
    #[n(7)]
    pub person: Option<PersonId>,
    #[n(8)]
    pub name: String,
    #[n(9)]
    pub phone: String,
    #[n(10)]
    pub summary: String,
    /// When it arose.
    #[n(11)]
    pub since: Instant,
    /// 3 × 24 h after completion.
    #[n(12)]
    pub due_at: Instant,
    /// Not before this, after "no answer" or "later".
    #[n(13)]
    pub wake_at: Option<Instant>,
    #[n(14)]
    pub attempts: Vec<Attempt>,
    /// The outcome that ended it.
    #[n(15)]
    pub outcome: Option<Outcome>,
    #[n(16)]
    pub ended_at: Option<Instant>,
    /// Default the person who took the matter in.
    #[n(17)]
    pub assignee: StaffId,
    /// Whoever recorded it found it important (D-044).
    #[n(18)]
    pub important: bool,
    /// Which voice it belongs to: 0 for the first reporter.
    #[n(19)]
    pub voice: u32,
    /// Taken back with the act that made it; its number stays spent.
    #[n(20)]
    #[cbor(default)]
    pub undone: bool,
    /// Who leads the customer service and took notice of what was found important.
    #[n(21)]
    pub noted_by: Option<StaffId>,
    /// The one before about the same matter and voice: its answer brought the matter back (duties.md 5.3).
    #[n(22)]
    pub before: Option<FollowUpId>,
    /// The office's days it was due and ended on; what ended before they were kept has none.
    #[n(23)]
    pub days: Option<Days>,
    /// The entry of a register it asks about instead of a ticket, whose id is 0 then.
    #[n(24)]
    pub entry: Option<u64>,
}

/// The days the month's rates go by, in the office's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Days {
    #[n(0)]
    pub due: Day,
    #[n(1)]
    pub ended: Day,
}

/// How often and on how many different days somebody was tried, or must be before a follow-up may be left out
/// (duties.md 5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    pub tries: usize,
    pub days: usize,
}

impl Tries {
    /// Whether these are as many as `wanted`; fewer tries than days can be on no more days than tries.
    pub fn reach(self, wanted: Self) -> bool {
        self.tries >= wanted.tries && self.days >= wanted.days.min(wanted.tries)
    }
}

/// When whoever did not answer is called again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// Tries of one day; the next one after the last of them is on another day.
    pub day_tries: usize,
    /// Minutes until the next try of the same day.
    pub minutes: i64,
    /// The minute of the day after which nobody is called any more.
    pub until: u16,
    /// Days until the next day of calls.
    pub days: i32,
    /// Whether that is a working day.
    pub working: bool,
    /// The minute of the day at which it comes back then.
    pub morning: u16,
}

/// Days looked through for a working one: an office that never works calls on the first.
const MOST_DAYS: i32 = 60;

impl Again {
    /// The instant after a try at `now` that was the `tries`-th of its day.
    pub fn next(self, now: Instant, tries: usize, zone: Zone, calendar: &Calendar) -> Instant {
        let today = zone.day_of(now);
        let later = now.plus_minutes(self.minutes);
        if tries < self.day_tries && later <= zone.at(today, self.until) {
            return later;
        }
        let first = today.plus(self.days);
        let fits = |day: &Day| !self.working || calendar.works(*day);
        let day = first.through(first.plus(MOST_DAYS)).find(fits);
        zone.at(day.unwrap_or(first), self.morning)
    }
}

redacted!(FollowUp: id, number, ticket_number);

impl FollowUp {
    /// Whether it still has to be made.
    pub fn open(&self) -> bool {
        self.ended_at.is_none()
    }

    /// Whether it was found important and who leads the customer service has not taken notice yet (duties.md D-044).
    pub fn waits_for_notice(&self) -> bool {
        self.important && self.noted_by.is_none() && !self.undone
    }

    /// Ends it with this outcome.
    pub fn end(&mut self, outcome: Outcome, now: Instant, zone: Zone) {
        self.outcome = Some(outcome);
        self.ended_at = Some(now);
        self.wake_at = None;
        self.days = Some(Days {
            due: zone.day_of(self.due_at),
            ended: zone.day_of(now),
        });
    }

    /// How often somebody was tried since it is owed, and on how many days; a round before does not count.
    pub fn tried(&self, zone: Zone) -> Tries {
        let mut days = self.days_tried(zone);
        let tries = days.len();
        days.sort_unstable();
        days.dedup();
        Tries {
            tries,
            days: days.len(),
        }
    }

    /// How often somebody was tried on this day.
    pub fn tried_on(&self, day: Day, zone: Zone) -> usize {
        let days = self.days_tried(zone).into_iter();
        days.filter(|tried| *tried == day).count()
    }

    fn days_tried(&self, zone: Zone) -> Vec<Day> {
        let tries = self.attempts.iter().filter(|one| one.at >= self.since);
        tries.map(|one| zone.day_of(one.at)).collect()
    }

    /// The word for where it stands (`state-followup-<word>`): derived, as only the outcome is stored.
    pub fn state(&self) -> &'static str {
        if self.undone {
            return "undone";
        }
        let last = self.attempts.last().map(|attempt| attempt.outcome);
        match (self.open(), self.outcome.or(last)) {
            (true, None) => "due",
            (_, Some(Outcome::Unreachable)) => "unreachable",
            (true, Some(_)) => "attempted",
            (false, Some(Outcome::Exempt)) => "exempt",
            (false, _) => "done",
        }
    }

    /// The instant it is ordered by in the pane: what sleeps comes when it wakes.
    pub fn urgent_at(&self) -> Instant {
        self.wake_at.unwrap_or(self.due_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Again = Again {
        day_tries: 2,
        minutes: 120,
        until: 20 * 60,
        days: 1,
        working: true,
        morning: 9 * 60,
    };

    fn next(rule: Again, now: &str, tries: usize) -> String {
        let zone = Zone::default();
        let now = Instant::parse(&format!("{now}:00+08:00")).unwrap();
        let then = rule.next(now, tries, zone, &Calendar::default());
        zone.print(then).chars().take(16).collect()
    }

    #[test]
    fn who_does_not_answer_is_called_later_that_day_and_then_on_a_day_of_work() {
        // 2026-11-20 is a Friday.
        assert_eq!(next(RULE, "2026-11-20T10:00", 1), "2026-11-20T12:00");
        assert_eq!(next(RULE, "2026-11-20T18:00", 1), "2026-11-20T20:00");
        assert_eq!(next(RULE, "2026-11-20T18:01", 1), "2026-11-23T09:00");
        assert_eq!(next(RULE, "2026-11-20T12:00", 2), "2026-11-23T09:00");
        let daily = Again {
            working: false,
            ..RULE
        };
        assert_eq!(next(daily, "2026-11-20T12:00", 2), "2026-11-21T09:00");
        let slow = Again { days: 3, ..daily };
        assert_eq!(next(slow, "2026-11-20T12:00", 2), "2026-11-23T09:00");
    }

    #[test]
    fn tries_must_be_enough_and_on_days_enough() {
        let of = |tries, days| Tries { tries, days };
        assert!(of(3, 2).reach(of(3, 2)));
        assert!(!of(5, 1).reach(of(3, 2)));
        assert!(!of(2, 2).reach(of(3, 2)));
        assert!(of(1, 1).reach(of(1, 2)), "one try is on one day");
    }
}
