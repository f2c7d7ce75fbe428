//! One conversation with a customer: who, when, by what way, about what, and what came of it.

use crate::domain::calendar::Instant;
use crate::domain::id::{CommunityId, ContactId, HouseholdId, Number, PersonId, StaffId, TicketId};
use crate::domain::redacted::redacted;

crate::named! {
    /// The way a contact came (duties.md D-002, D-003, D-006).
    pub enum Channel {
        Call = 1 "call",
        Visit = 2 "visit",
        Letter = 3 "letter",
        Email = 4 "email",
        Wechat = 5 "wechat",
        /// Found by the staff themselves: incidents of the shift.
        Shift = 6 "shift",
    }
}

crate::named! {
    /// What a contact is about.
    pub enum ContactKind {
        Enquiry = 1 "enquiry",
        Repair = 2 "repair",
        Complaint = 3 "complaint",
        Request = 4 "request",
        Fee = 5 "fee",
        /// 当班事件 (duties.md D-007).
        Incident = 6 "incident",
        Other = 7 "other",
        /// Somebody shown the way or helped with luggage: counted, nothing is owed for it (duties.md D-013).
        Guidance = 8 "guidance",
    }
}

crate::named! {
    /// Who comes to the counter (duties.md D-003).
    pub enum Visitor {
        Owner = 1 "owner",
        Resident = 2 "resident",
        Tenant = 3 "tenant",
        Other = 4 "other",
    }
}

crate::named! {
    /// Where a contact stands.
    pub enum ContactState {
        /// Sitting in the hall, not yet served.
        Waiting = 1 "waiting",
        /// To be called back; has a deadline.
        CallBack = 2 "call_back",
        /// An incident not yet reported upward.
        Unreported = 3 "unreported",
        /// Nothing more to do.
        Settled = 4 "settled",
        /// Taken back by who logged it; its number stays spent.
        Undone = 5 "undone",
        /// It rings, and nobody has taken it yet.
        Ringing = 6 "ringing",
    }
}

/// One call, visit, letter or incident.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Contact {
    #[n(0)]
    pub id: ContactId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub number: Number,
    #[n(3)]
    pub channel: Channel,
    #[n(4)]
    pub kind: ContactKind,
    #[n(5)]
    pub state: ContactState,
    #[n(6)]
    pub community: CommunityId,
    #[n(7)]
    pub household: Option<HouseholdId>,
    /// Printed room code or public area, as of then.
    #[n(8)]
    pub premises: String,
    #[n(9)]
    pub person: Option<PersonId>,
    #[n(10)]
    pub caller: String,
    #[n(11)]
    pub phone: String,
    #[n(12)]
    pub visitor: Option<Visitor>,
    /// What was said.
    #[n(13)]
    pub text: String,
    /// The answer given (duties.md D-004).
    #[n(14)]
    pub answer: String,
    #[n(15)]
    pub at: Instant,
    /// When the visitor left.
    #[n(16)]
    pub left_at: Option<Instant>,
    #[n(17)]
    pub handled_by: StaffId,
    /// When the call-back or report is due; only while one is owed.
    #[n(18)]
    pub due_at: Option<Instant>,
    /// The rule `due_at` came from.
    #[n(19)]
    pub due_rule: String,
    /// Tickets opened from it.
    #[n(20)]
    pub tickets: Vec<TicketId>,
    /// The first thing done about an incident.
    #[n(21)]
    pub first_action: String,
    /// Whom an incident was reported to.
    #[n(22)]
    pub reported_to: String,
    #[n(23)]
    pub reported_at: Option<Instant>,
    #[n(24)]
    pub external: Option<String>,
    #[n(25)]
    pub answered_at: Option<Instant>,
    /// How often its number rang; 0 for what no telephone system announced.
    // What never rang is written as it was before calls were announced.
    #[n(26)]
    #[cbor(default, skip_if = "never")]
    pub rings: u32,
    /// When it rang last.
    #[n(27)]
    pub rang_at: Option<Instant>,
    /// Who took the call, and when: theirs to answer or to call back.
    #[n(28)]
    pub taken_by: Option<StaffId>,
    #[n(29)]
    pub taken_at: Option<Instant>,
}

redacted!(Contact: id, number);

/// Whether a call never rang.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "what is written asks by reference"
)]
const fn never(rings: &u32) -> bool {
    *rings == 0
}

/// Minutes for which whoever takes a call has it, however long it was owed before.
const HELD_MINUTES: i64 = 15;

impl Contact {
    /// An enquiry somebody heard at this instant and owes nothing for, of nobody known.
    pub const fn new(
        id: ContactId,
        number: Number,
        channel: Channel,
        community: CommunityId,
        (at, by): (Instant, StaffId),
    ) -> Self {
        Self {
            id,
            version: 0,
            number,
            channel,
            kind: ContactKind::Enquiry,
            state: ContactState::Settled,
            community,
            household: None,
            premises: String::new(),
            person: None,
            caller: String::new(),
            phone: String::new(),
            visitor: None,
            text: String::new(),
            answer: String::new(),
            at,
            left_at: None,
            handled_by: by,
            due_at: None,
            due_rule: String::new(),
            tickets: Vec::new(),
            first_action: String::new(),
            reported_to: String::new(),
            reported_at: None,
            external: None,
            answered_at: None,
            rings: 0,
            rang_at: None,
            taken_by: None,
            taken_at: None,
        }
    }

    /// Whether something is still owed to the caller.
    pub fn open(&self) -> bool {
        matches!(
            self.state,
            ContactState::Waiting
                | ContactState::CallBack
                | ContactState::Unreported
                | ContactState::Ringing
        )
    }

    /// Whether a telephone system announced it.
    pub const fn rang(&self) -> bool {
        self.rings > 0
    }

    /// Whether it is a call nobody has spoken with yet: it rings, was missed, or was taken and nothing is written down.
    pub const fn is_unheard(&self) -> bool {
        self.rang()
            && matches!(self.state, ContactState::Ringing | ContactState::CallBack)
            && self.text.is_empty()
            && self.answer.is_empty()
    }

    /// Whether it rang less than so many seconds before `now`: the same call, announced once more.
    pub fn is_same_ring(&self, now: Instant, seconds: i64) -> bool {
        self.rang_at
            .is_some_and(|rang| now.since(rang) < seconds.saturating_mul(1000))
    }

    /// Rings, once more or for the first time: whoever had taken it before has it no more.
    pub const fn ring(&mut self, now: Instant) {
        self.state = ContactState::Ringing;
        self.rings = self.rings.saturating_add(1);
        self.rang_at = Some(now);
        self.taken_by = None;
        self.taken_at = None;
    }

    /// Who has it, and since when, so that `staff` must leave it alone: somebody else took it, and has dealt with it or
    /// still has the time to. Once the call back is overdue, anybody may make it.
    pub fn held_from(&self, staff: StaffId, now: Instant) -> Option<(StaffId, Instant)> {
        let (by, at) = self.taken_by.zip(self.taken_at)?;
        // What was overdue already when it was taken is theirs for a while all the same.
        let theirs = at.plus_minutes(HELD_MINUTES);
        let overdue = self.open() && self.due_at.is_none_or(|due| due <= now) && theirs <= now;
        (by != staff && !overdue).then_some((by, at))
    }
}
