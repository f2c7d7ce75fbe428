//! Rows of the four panes.

use crate::domain::calendar::{Day, Instant};
use crate::domain::contact::{Channel, ContactKind, ContactState};
use crate::domain::follow_up::Outcome;
use crate::domain::id::Number;
use crate::domain::ledger::DunningWay;
use crate::domain::money::Amount;
use crate::domain::ticket::{Priority, TicketKind};
use crate::service::query::Pane;
use crate::service::subject::Subject;

/// A row of the contacts pane.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ContactRow {
    #[n(0)]
    pub number: Number,
    #[n(1)]
    pub channel: Channel,
    #[n(2)]
    pub kind: ContactKind,
    #[n(3)]
    pub state: ContactState,
    #[n(4)]
    pub premises: String,
    #[n(5)]
    pub caller: String,
    #[n(6)]
    pub text: String,
    #[n(7)]
    pub at: Instant,
    #[n(8)]
    pub due_at: Option<Instant>,
    /// The first ticket opened from it.
    #[n(9)]
    pub ticket: Option<Number>,
    #[n(10)]
    pub tickets: u32,
    /// Masked.
    #[n(11)]
    pub phone: String,
    /// How often its number rang; 0 for what no telephone system announced.
    #[n(12)]
    #[cbor(default)]
    pub rings: u32,
    /// Whether somebody took the call.
    #[n(13)]
    #[cbor(default)]
    pub taken: bool,
}

/// A row of the work pane.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct TicketRow {
    #[n(0)]
    pub number: Number,
    #[n(1)]
    pub kind: TicketKind,
    #[n(2)]
    pub state: String,
    #[n(3)]
    pub premises: String,
    #[n(4)]
    pub caller: String,
    #[n(5)]
    pub summary: String,
    #[n(6)]
    pub assignee: String,
    #[n(7)]
    pub priority: Priority,
    /// The next thing owed; whether it is late is seen when it is drawn.
    #[n(8)]
    pub due_at: Option<Instant>,
    /// Held until then, because of this.
    #[n(9)]
    pub hold_until: Option<Instant>,
    #[n(10)]
    pub hold_reason: String,
    /// How many reported it.
    #[n(11)]
    pub voices: u32,
    #[n(12)]
    pub level: u32,
    #[n(13)]
    pub reopened: u32,
    /// The office's word for it.
    #[n(14)]
    pub category: String,
    /// Masked.
    #[n(15)]
    pub phone: String,
    #[n(16)]
    pub received_at: Instant,
}

/// A row of the follow-up pane.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct FollowUpRow {
    #[n(0)]
    pub number: Number,
    #[n(1)]
    pub ticket: Number,
    #[n(2)]
    pub premises: String,
    #[n(3)]
    pub name: String,
    #[n(4)]
    pub summary: String,
    #[n(5)]
    pub tries: u32,
    #[n(6)]
    pub last: Option<Outcome>,
    #[n(7)]
    pub due_at: Instant,
    #[n(8)]
    pub wake_at: Option<Instant>,
    /// Masked.
    #[n(9)]
    pub phone: String,
    /// Since when it is owed: what it asks about was done then.
    #[n(10)]
    pub since: Instant,
}

/// A row of the arrears pane.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DebtRow {
    #[n(0)]
    pub premises: String,
    #[n(1)]
    pub payer: String,
    #[n(2)]
    pub items: Vec<String>,
    #[n(3)]
    pub months: u32,
    #[n(4)]
    pub amount: Amount,
    #[n(5)]
    pub promise_on: Option<Day>,
    #[n(6)]
    pub broken: bool,
    #[n(7)]
    pub dunned: u32,
    #[n(8)]
    pub oldest_due_on: Option<Day>,
    /// The step of dunning that is next, and the first day for it.
    #[n(9)]
    pub step: Option<(DunningWay, Day)>,
    /// Days left of the first limitation clock, where few are.
    #[n(10)]
    pub days_left: Option<i32>,
    /// What of it is disputed.
    #[n(11)]
    pub disputed: Option<Amount>,
}

/// One row of a pane.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum RowView {
    #[n(0)]
    Contact(#[n(0)] ContactRow),
    #[n(1)]
    Ticket(#[n(0)] TicketRow),
    #[n(2)]
    FollowUp(#[n(0)] FollowUpRow),
    #[n(3)]
    Debt(#[n(0)] DebtRow),
}

/// A row with its record and its place in the order.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PlacedRow {
    #[n(0)]
    pub subject: Subject,
    #[n(1)]
    pub version: u32,
    /// For the window after or before it.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub position: Vec<u8>,
    #[n(3)]
    pub row: RowView,
}

/// A window of rows, in the order of the pane.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Rows {
    #[n(0)]
    pub rows: Vec<PlacedRow>,
    /// Whether there are more in the direction asked.
    #[n(1)]
    pub more: bool,
    /// How many there are in all; a kept figure.
    #[n(2)]
    pub total: i64,
    /// The row of the record that was held, where it stands in the pane but not among these rows.
    #[n(3)]
    pub held: Option<PlacedRow>,
}

/// A window of a pane around one of its records.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Around {
    /// The position of the row before the window; nothing where it begins with the first.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub before: Option<Vec<u8>>,
    /// How many rows come before the window.
    #[n(1)]
    pub skipped: i64,
    #[n(2)]
    pub rows: Rows,
}

/// What is to be done now: a place of the one queue, and where it is on the counter.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Urgent {
    /// Where it is on the counter; nowhere where it opens by itself.
    #[n(0)]
    pub pane: Option<Pane>,
    /// Its row's record.
    #[n(1)]
    pub subject: Subject,
    /// The instant it is ordered by.
    #[n(2)]
    pub at: Instant,
    /// Its pane around it.
    #[n(3)]
    pub around: Around,
}

/// What will be the first in the queue while nothing is in it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Coming {
    /// When its turn comes, or it wakes.
    #[n(0)]
    pub at: Instant,
    /// Its row, where it has one on the counter.
    #[n(1)]
    pub row: Option<PlacedRow>,
    /// The number of what has none.
    #[n(2)]
    pub number: Option<Number>,
}
