//! A follow-up (回访): asking the customer whether what was done is good.

use crate::domain::calendar::Instant;
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

    /// Whether the customer gave an opinion, which needs text or a recording as proof (D-043).
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
}

redacted!(Attempt: at, outcome);

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
