//! What the office itself declares: categories, phrases, notices in force, pending commands, drafts.

use crate::domain::calendar::Instant;
use crate::domain::id::{ApprovalId, CommunityId, Number, StaffId};
use crate::domain::ledger::Bound;
use crate::domain::premises::lies_in;
use crate::domain::redacted::redacted;
use crate::domain::staff::Rank;
use crate::domain::ticket::{Priority, TicketKind};

/// A category of tickets with its trade.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Category {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    /// Stable code: `water`.
    #[n(2)]
    pub code: String,
    #[n(3)]
    pub kind: TicketKind,
    /// The office's own word for it; the shipped ones have words in every language.
    #[n(4)]
    pub name: String,
    /// The trade of the worker to send.
    #[n(5)]
    pub trade: String,
    /// Minutes the ticket is moved up in the order: water, electricity, lifts.
    #[n(6)]
    pub head_start: i64,
    #[n(7)]
    pub active: bool,
}

/// An entry of the phrase book: what is said so often that its initials are enough.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Phrase {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub text: String,
    /// Category code it brings along.
    #[n(3)]
    pub category: String,
    /// Code typed for it, where the initials will not do.
    #[n(4)]
    pub code: String,
    /// Where in the home: 厨房.
    #[n(5)]
    pub place: String,
    /// How pressing it always is.
    #[n(6)]
    pub priority: Option<Priority>,
}

/// A notice in force: water off, lift out (停水, 停电).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Outage {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub community: CommunityId,
    /// The buildings, units and lines it concerns: `5`, `3-2`, `3-2-*01`; empty means everybody.
    #[n(3)]
    pub areas: Vec<String>,
    /// Category code it explains.
    #[n(4)]
    pub category: String,
    #[n(5)]
    pub text: String,
    #[n(6)]
    pub from: Instant,
    #[n(7)]
    pub until: Instant,
    #[n(8)]
    pub by: StaffId,
}

impl Outage {
    /// Whether it is in force at `now` for the premises with this code.
    pub fn concerns(&self, community: CommunityId, code: &str, now: Instant) -> bool {
        self.from <= now && now < self.until && self.covers(community, code)
    }

    /// Whether the premises with this code lie where it holds.
    pub fn covers(&self, community: CommunityId, code: &str) -> bool {
        let here = |area: &String| lies_in(area, code);
        self.community == community && (self.areas.is_empty() || self.areas.iter().any(here))
    }
}

crate::named! {
    /// Where a pending command stands.
    pub enum ApprovalState {
        Pending = 1 "pending",
        /// Granted and done at once.
        Done = 2 "done",
        Refused = 3 "refused",
        /// Not decided in time, or the record changed meanwhile.
        Expired = 4 "expired",
        /// Taken back by who asked for it.
        Withdrawn = 5 "withdrawn",
    }
}

/// A command that waits for a second person (reliability D12).
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Approval {
    #[n(0)]
    pub id: ApprovalId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub number: Number,
    #[n(3)]
    pub command: String,
    /// The record it is about.
    #[n(4)]
    pub subject: Option<Number>,
    /// The version of that record it was asked for.
    #[n(5)]
    pub subject_version: u32,
    /// The arguments, exactly as they will be done.
    #[n(6)]
    pub args: Vec<(String, String)>,
    /// BLAKE3 of command, subject, version and arguments; empty once what was personal among them is gone.
    #[cbor(n(7), with = "minicbor::bytes")]
    pub digest: Vec<u8>,
    #[n(8)]
    pub asked_by: StaffId,
    #[n(9)]
    pub asked_at: Instant,
    #[n(10)]
    pub expires_at: Instant,
    /// The least rank that may grant it.
    #[n(11)]
    pub rank: Rank,
    #[n(12)]
    pub state: ApprovalState,
    #[n(13)]
    pub decided_by: Option<StaffId>,
    #[n(14)]
    pub decided_at: Option<Instant>,
    #[n(15)]
    pub reason: String,
    /// What else it is bound to: the charges or the deposit it would change, as they stood; digested too.
    #[n(16)]
    pub bound: Option<Bound>,
}

redacted!(Approval: id, number, state);

/// A setting of the office: name and value as typed.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Setting {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub key: String,
    #[n(3)]
    pub value: String,
}

/// A half-filled form of one person.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Draft {
    /// Made by the terminal when the form opened; the request id of its command.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub id: Vec<u8>,
    #[n(1)]
    pub staff: StaffId,
    /// The command the form is for, or `contact.log`.
    #[n(2)]
    pub form: String,
    #[n(3)]
    pub subject: Option<Number>,
    #[n(4)]
    pub fields: Vec<(String, String)>,
    /// Which field the cursor was in.
    #[n(5)]
    pub at_field: String,
    #[n(6)]
    pub saved_at: Instant,
    /// Depth in the stack of forms: 0 is the lowest.
    #[n(7)]
    pub depth: u32,
    /// Put away by hand: offered in the list, while what was open opens again by itself.
    #[n(8)]
    #[cbor(default)]
    pub parked: bool,
}

impl Draft {
    /// The field that names the record a form is about, as it is typed.
    pub const SUBJECT: &str = "subject";

    /// How the record it is about is named; nothing where it is about none.
    pub fn about(&self) -> Option<&str> {
        self.fields
            .iter()
            .find(|(name, text)| name == Self::SUBJECT && !text.is_empty())
            .map(|(_, text)| text.as_str())
    }
}

redacted!(Draft: form);
