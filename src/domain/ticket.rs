//! A repair, complaint or request: its typed fields; its states come from `lifecycles/*.toml`.

use crate::domain::calendar::{Day, Instant, Window, Zone};
use crate::domain::expense::Expenses;
use crate::domain::follow_up::Outcome;
use crate::domain::id::{
    ChargeId, CommunityId, ContactId, HouseholdId, Letter, Number, PersonId, StaffId, TicketId,
};
use crate::domain::lifecycle::{Group, Kind, Lifecycle};
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::redacted::redacted;
use crate::domain::review::Review;
use crate::domain::staff::Rank;

crate::named! {
    /// Which life a ticket leads.
    pub enum TicketKind {
        Repair = 1 "repair",
        Complaint = 2 "complaint",
        /// Suggestion, opinion, praise.
        Request = 3 "request",
    }
}

impl TicketKind {
    /// The life it leads.
    pub fn life(self) -> &'static Lifecycle {
        Lifecycle::load(match self {
            Self::Repair => Kind::Repair,
            Self::Complaint => Kind::Complaint,
            Self::Request => Kind::Request,
        })
    }

    /// The letter of its number.
    pub const fn letter(self) -> Letter {
        match self {
            Self::Repair => Letter::Repair,
            Self::Complaint => Letter::Complaint,
            Self::Request => Letter::Request,
        }
    }
}

crate::named! {
    /// How pressing it is.
    pub enum Priority {
        Normal = 1 "normal",
        /// 急修.
        Urgent = 2 "urgent",
        /// Needs more than the usual time; the owner is told why.
        Difficult = 3 "difficult",
    }
}

crate::named! {
    /// Inside the home or in the common parts (duties.md D-021).
    pub enum Scope {
        Private = 1 "private",
        Public = 2 "public",
    }
}

/// Somebody who reported the same thing (product.md, a voice instead of a duplicate).
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Voice {
    #[n(0)]
    pub household: Option<HouseholdId>,
    #[n(1)]
    pub premises: String,
    #[n(2)]
    pub person: Option<PersonId>,
    #[n(3)]
    pub name: String,
    #[n(4)]
    pub phone: String,
    #[n(5)]
    pub contact: Option<ContactId>,
    #[n(6)]
    pub at: Instant,
}

redacted!(Voice: household, person);

/// A time the work stands still: the deadline moves on by it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Pause {
    #[n(0)]
    pub from: Instant,
    #[n(1)]
    pub until: Option<Instant>,
    #[n(2)]
    pub reason: String,
    /// When it comes back by itself.
    #[n(3)]
    pub wake_at: Instant,
}

/// An appointment: a day and, if said, a window of minutes of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Appointment {
    #[n(0)]
    pub day: Day,
    /// From and to, minutes after midnight.
    #[n(1)]
    pub window: Option<Window>,
}

impl Appointment {
    /// When it begins and when it has gone by.
    pub fn span(self, zone: Zone) -> (Instant, Instant) {
        let Self { day, window } = self;
        window.map_or((zone.at(day, 0), zone.end_of(day)), |window| {
            (zone.at(day, window.from), zone.at(day, window.to))
        })
    }
}

/// Another place in the order that a ticket takes by itself, once an instant has gone by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct MovesUp {
    /// The last instant at which it still has its first place.
    #[n(0)]
    pub after: Instant,
    /// The instant it is ordered by from then on.
    #[n(1)]
    pub to: Instant,
}

/// What only a complaint has (duties.md 5.2).
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Grievance {
    /// 1 to 3; rising.
    #[n(0)]
    pub level: u8,
    /// Forces the report upward whatever the level (D-030).
    #[n(1)]
    pub major: bool,
    /// Against whom or what.
    #[n(2)]
    pub against: String,
    #[n(3)]
    pub demand: String,
    /// The explanation given on the spot (D-028).
    #[n(4)]
    pub explanation: String,
    #[n(5)]
    pub department: String,
    #[n(6)]
    pub leader: String,
    #[n(7)]
    pub notified_at: Option<Instant>,
    #[n(8)]
    pub plan: String,
    #[n(9)]
    pub compensation: Amount,
    #[n(10)]
    pub plan_approved_by: String,
    #[n(11)]
    pub fed_back_at: Option<Instant>,
    #[n(12)]
    pub feedback: String,
    /// The staff member whose conduct was the cause (D-034).
    #[n(13)]
    pub cause_staff: Option<StaffId>,
    // 14 to 16 were the report upward, which every kind of ticket has by now.
    /// Since when it is a major one: what it owes upward counts from there (D-030).
    #[n(17)]
    pub major_since: Option<Instant>,
}

impl Grievance {
    /// Raises the level, never lowers it. A plan approved for a lower level is not approved for this one
    /// (duties.md D-031): who answers for it has not seen it.
    pub fn raise(&mut self, level: u8) {
        if level > self.level {
            self.level = level;
            self.plan_approved_by.clear();
        }
    }
}

/// It was handed up because the desk cannot settle it (duties.md D-008).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Report {
    #[n(0)]
    pub to: Rank,
    #[n(1)]
    pub at: Instant,
    #[n(2)]
    pub by: StaffId,
    #[n(3)]
    pub reason: String,
}

/// One repair, complaint or request.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Ticket {
    #[n(0)]
    pub id: TicketId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub number: Number,
    #[n(3)]
    pub kind: TicketKind,
    /// A state id of the kind's lifecycle: `received`, `dispatched` …
    #[n(4)]
    pub state: String,
    #[n(5)]
    pub community: CommunityId,
    #[n(6)]
    pub household: Option<HouseholdId>,
    /// Printed room code or public area, as of then.
    #[n(7)]
    pub premises: String,
    #[n(8)]
    pub person: Option<PersonId>,
    #[n(9)]
    pub caller: String,
    #[n(10)]
    pub phone: String,
    #[n(11)]
    pub contact: Option<ContactId>,
    /// A category code.
    #[n(12)]
    pub category: String,
    #[n(13)]
    pub priority: Priority,
    #[n(14)]
    pub scope: Scope,
    /// Where exactly: 厨房, 主卧.
    #[n(15)]
    pub place: String,
    /// One line for lists.
    #[n(16)]
    pub summary: String,
    /// The whole of what was said.
    #[n(17)]
    pub text: String,
    #[n(18)]
    pub appointment: Option<Appointment>,
    #[n(19)]
    pub received_at: Instant,
    #[n(20)]
    pub received_by: StaffId,
    #[n(21)]
    pub assignee: Option<StaffId>,
    #[n(22)]
    pub dispatched_at: Option<Instant>,
    #[n(23)]
    pub started_at: Option<Instant>,
    #[n(24)]
    pub pauses: Vec<Pause>,
    /// The next thing owed and when; stored with its rule, re-derived when rules change. (27 was the version of these.)
    #[n(25)]
    pub due_at: Option<Instant>,
    #[n(26)]
    pub due_rule: String,
    #[n(28)]
    pub done_at: Option<Instant>,
    #[n(29)]
    pub result: String,
    /// Class it is filed under (D-019).
    #[n(30)]
    pub class: String,
    /// Zone, shelf or box it is filed in (D-019).
    #[n(31)]
    pub zone: String,
    #[n(32)]
    pub closed_at: Option<Instant>,
    #[n(33)]
    pub voices: Vec<Voice>,
    /// How often it came back (D-022).
    #[n(34)]
    pub reopened: u32,
    /// The earlier repair this one repeats.
    #[n(35)]
    pub rework_of: Option<TicketId>,
    /// Related tickets; a link can be taken back.
    #[n(36)]
    pub links: Vec<TicketId>,
    #[n(37)]
    pub grievance: Option<Grievance>,
    #[n(38)]
    pub external: Option<String>,
    /// Why it was cancelled or returned last.
    #[n(39)]
    pub reason: String,
    /// What the customer pays for the work, charged when it is done (duties.md D-056).
    #[n(40)]
    pub cost: Amount,
    /// The instant it is ordered by: deadline minus head starts (product.md 6); `place_at` says which holds when.
    #[n(41)]
    pub urgent_at: Instant,
    /// When somebody last wrote a line about it; a silence is a fault (D-029).
    #[n(42)]
    pub touched_at: Instant,
    /// Satisfaction as the last follow-up found it.
    #[n(43)]
    pub outcome: Option<Outcome>,
    /// Whom it was last reported to.
    #[n(44)]
    pub report: Option<Report>,
    /// Who took it on, or took notice of it, since it was last reported upward.
    #[n(45)]
    pub accepted_by: Option<StaffId>,
    /// The head start that time alone will bring; none is to come where it is not there.
    #[n(46)]
    pub moves_up: Option<MovesUp>,
    /// When it was taken over from another system, which received it.
    #[n(47)]
    pub imported_at: Option<Instant>,
    /// The last check of what was done against what was written down (duties.md D-025).
    #[n(55)]
    pub review: Option<Review>,
    /// What it costs the office; absent without any.
    #[n(56)]
    pub expenses: Option<Expenses>,
    /// The charges the customer pays for the work by; absent without any.
    #[n(57)]
    pub charges: Option<Vec<ChargeId>>,
}

redacted!(Ticket: id, number, state);

impl Ticket {
    /// A ticket of which nothing is known yet but when it came (`at`) and who took it in (`by`).
    pub fn new(
        kind: TicketKind,
        id: TicketId,
        number: Number,
        state: &str,
        community: CommunityId,
        at: Instant,
        by: StaffId,
    ) -> Self {
        Self {
            id,
            version: 0,
            number,
            kind,
            state: state.to_owned(),
            community,
            household: None,
            premises: String::new(),
            person: None,
            caller: String::new(),
            phone: String::new(),
            contact: None,
            category: String::new(),
            priority: Priority::Normal,
            scope: Scope::Private,
            place: String::new(),
            summary: String::new(),
            text: String::new(),
            appointment: None,
            received_at: at,
            received_by: by,
            assignee: None,
            dispatched_at: None,
            started_at: None,
            pauses: Vec::new(),
            due_at: None,
            due_rule: String::new(),
            done_at: None,
            result: String::new(),
            class: String::new(),
            zone: String::new(),
            closed_at: None,
            voices: Vec::new(),
            reopened: 0,
            rework_of: None,
            links: Vec::new(),
            grievance: None,
            external: None,
            reason: String::new(),
            cost: Amount::ZERO,
            urgent_at: at,
            touched_at: at,
            outcome: None,
            report: None,
            accepted_by: None,
            moves_up: None,
            imported_at: None,
            review: None,
            expenses: None,
            charges: None,
        }
    }

    /// Whether somebody still has something to do about it. A state that is over in one life is so in all: a
    /// complaint whose opening was taken back is cancelled, as only repairs are by themselves.
    pub fn open(&self) -> bool {
        let over = |kind: &Kind| Lifecycle::load(*kind).group(&self.state) == Group::Closed;
        !Kind::ALL.iter().any(over)
    }

    /// Makes a complaint a major one, or an ordinary one again, at `now`. A major one has to be taken on by who
    /// may, whoever had it before (duties.md D-030, A-11).
    pub fn set_major(&mut self, major: bool, now: Instant) {
        let Some(grievance) = self.grievance.as_mut() else {
            return;
        };
        if major && !grievance.major {
            self.accepted_by = None;
            // Who approved its plan may not be who approves a major one's.
            grievance.plan_approved_by.clear();
        }
        grievance.major = major;
        grievance.major_since = match (major, grievance.major_since) {
            (true, None) => Some(now),
            (true, since) => since,
            (false, _) => None,
        };
    }

    /// Whether it was reported upward; a major complaint, since it became one.
    pub fn reported(&self) -> bool {
        let major_since = self.grievance.as_ref().and_then(|own| own.major_since);
        self.report
            .as_ref()
            .is_some_and(|report| major_since.is_none_or(|since| report.at >= since))
    }

    /// The least rank that may take it on: whom it was reported to; a major complaint is never acknowledged
    /// below the department manager (duties.md D-030, A-11).
    pub fn acceptance(&self) -> Rank {
        let to = self.report.as_ref().map_or(Rank::Receptionist, |to| to.to);
        match &self.grievance {
            Some(grievance) if grievance.major => to.max(Rank::DeptManager),
            _ => to,
        }
    }

    /// The least rank it waits for since it was reported upward; none once it was taken on or is over
    /// (duties.md D-008).
    pub fn waits_for(&self) -> Option<Rank> {
        let waits = self.open() && self.report.is_some() && self.accepted_by.is_none();
        waits.then(|| self.acceptance())
    }

    /// Whether it was over before this office had it: nobody here received or closed it.
    pub fn is_history(&self) -> bool {
        self.imported_at.is_some() && !self.open()
    }

    /// Whether its slip is filed: a repair that is done, by class and zone (duties.md D-019). None where there is
    /// nothing to file yet, or nothing at all.
    pub fn filed(&self) -> Option<bool> {
        let slip = self.kind == TicketKind::Repair && self.state != "cancelled";
        let filed = !self.class.is_empty() && !self.zone.is_empty();
        (slip && self.done_at.is_some()).then_some(filed)
    }

    /// Whether somebody checked it since it was last done. None where there is nothing to check yet, and for what was
    /// over before this office had it.
    pub fn reviewed(&self) -> Option<bool> {
        let over = |kind: &Kind| {
            let group = Lifecycle::load(*kind).group(&self.state);
            matches!(group, Group::Settled | Group::Closed)
        };
        if self.is_history() || !Kind::ALL.iter().any(over) {
            return None;
        }
        // What was cancelled or taken back is over, but nothing was done.
        let cancelled = self.state == "cancelled";
        let done = self.done_at.or(self.closed_at.filter(|_| !cancelled))?;
        Some(self.review.as_ref().is_some_and(|one| one.at >= done))
    }

    /// What was agreed to be spent on it, the compensation of an approved plan among it (duties.md D-026, D-031).
    pub fn expense_agreed(&self) -> Result<Amount, MoneyFault> {
        let plan = self.grievance.as_ref();
        let plan = plan.filter(|own| !own.plan_approved_by.is_empty());
        let own = self
            .expenses
            .as_ref()
            .map_or(Ok(Amount::ZERO), Expenses::sum);
        own?.plus(plan.map_or(Amount::ZERO, |own| own.compensation))
    }

    /// What of it went out.
    pub fn expense_out(&self) -> Result<Amount, MoneyFault> {
        let own = self.expenses.as_ref();
        own.map_or(Ok(Amount::ZERO), Expenses::out)
    }

    /// The hold it is in, if it is held.
    pub fn hold(&self) -> Option<&Pause> {
        self.pauses.last().filter(|pause| pause.until.is_none())
    }

    /// The instant it is ordered by at `now`: deadline minus the head starts that count by then.
    pub fn place_at(&self, now: Instant) -> Instant {
        let moved = self.moves_up.filter(|moves| now > moves.after);
        moved.map_or(self.urgent_at, |moves| moves.to)
    }

    /// When the next act is owed: the deadline; while it is held, the hour it was to be looked at again.
    pub fn owed_at(&self) -> Option<Instant> {
        self.hold().map_or(self.due_at, |hold| Some(hold.wake_at))
    }

    /// Whether the next thing owed is late at `now`; derived, never stored.
    pub fn late(&self, now: Instant) -> bool {
        self.open() && self.owed_at().is_some_and(|owed| owed < now)
    }
}
