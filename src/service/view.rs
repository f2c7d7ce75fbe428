//! What questions are answered with: facts in plain types, no words, nothing masked later.

use crate::domain::calendar::{Day, Instant, Month};
use crate::domain::contact::{Channel, ContactKind, ContactState};
use crate::domain::error::{Fact, Refusal};
use crate::domain::follow_up::Outcome;
use crate::domain::id::Number;
use crate::domain::money::Amount;
use crate::domain::ticket::{Priority, TicketKind};
use crate::service::subject::Subject;

/// The figures of the top line.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Header {
    #[n(0)]
    pub office: String,
    /// Who is signed on.
    #[n(1)]
    pub person: String,
    /// Calls of the day.
    #[n(2)]
    pub calls: i64,
    /// Visits of the day.
    #[n(3)]
    pub visits: i64,
    #[n(4)]
    pub contacts_today: i64,
    #[n(5)]
    pub contacts_open: i64,
    #[n(6)]
    pub open: i64,
    /// Late tickets, counted to 999.
    #[n(7)]
    pub late: i64,
    /// Overdue follow-ups, counted to 999.
    #[n(8)]
    pub follow_ups_late: i64,
    /// Follow-ups due by the end of today, counted to 999.
    #[n(9)]
    pub follow_ups_today: i64,
    #[n(10)]
    pub debtors: i64,
    #[n(11)]
    pub debt: Amount,
    /// This month's collection rate in 1/1000 of the households handed over (D-053).
    #[n(12)]
    pub rate: Option<i64>,
    #[n(13)]
    pub approvals: i64,
    /// The server's time and its zone in minutes, for the clock on the screen.
    #[n(14)]
    pub now: Instant,
    #[n(15)]
    pub zone: i16,
    #[n(16)]
    pub follow_ups_open: i64,
    /// Minutes without a key after which the shared desk locks; 0 for never.
    #[n(17)]
    pub lock_after: i64,
}

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
    #[n(11)]
    pub voices: u32,
    #[n(12)]
    pub level: u32,
    #[n(13)]
    pub reopened: u32,
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
}

/// A labelled fact: the label is a key of the word files (`field-<name>`).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Field {
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub value: Fact,
    /// A record to open from here.
    #[n(2)]
    pub link: Option<Subject>,
}

impl Field {
    /// A field without a link.
    pub fn new(name: &str, value: impl Into<Fact>) -> Self {
        Self {
            name: name.to_owned(),
            value: value.into(),
            link: None,
        }
    }
}

/// A line of a record's history.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct HistoryLine {
    #[n(0)]
    pub at: Instant,
    #[n(1)]
    pub by: String,
    #[n(2)]
    pub command: String,
    /// `move`, `note`, `edit` … of `LineKind`.
    #[n(3)]
    pub kind: String,
    #[n(4)]
    pub before: String,
    #[n(5)]
    pub after: String,
    #[n(6)]
    pub field: String,
    #[n(7)]
    pub text: String,
}

/// A record with everything about it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Detail {
    #[n(0)]
    pub subject: Subject,
    #[n(1)]
    pub version: u32,
    /// Its number, or its room code.
    #[n(2)]
    pub name: String,
    /// `repair`, `contact`, `household` …: which words its states are said in.
    #[n(3)]
    pub kind: String,
    #[n(4)]
    pub state: String,
    /// Facts, most important first; empty ones left out.
    #[n(5)]
    pub fields: Vec<Field>,
    /// The long text, if it has one.
    #[n(6)]
    pub text: String,
    /// Newest last.
    #[n(7)]
    pub history: Vec<HistoryLine>,
    /// The home it belongs to.
    #[n(8)]
    pub household: Option<Subject>,
    #[n(9)]
    pub number: Option<Number>,
    /// Other people looking at it now.
    #[n(10)]
    pub viewers: Vec<String>,
}

/// One person of a home, as far as the asker may see.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PersonView {
    #[n(0)]
    pub subject: Subject,
    #[n(1)]
    pub name: String,
    /// `owner`, `family` …
    #[n(2)]
    pub relation: String,
    /// Masked.
    #[n(3)]
    pub phones: Vec<String>,
    #[n(4)]
    pub plates: Vec<String>,
    #[n(5)]
    pub vulnerable: bool,
}

/// A notice in force.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Notice {
    #[n(0)]
    pub text: String,
    #[n(1)]
    pub until: Instant,
    /// How many homes of its area have already reported it.
    #[n(2)]
    pub reported: i64,
    #[n(3)]
    pub category: String,
}

/// All about one home on one screen.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Home {
    #[n(0)]
    pub subject: Subject,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub premises: String,
    #[n(3)]
    pub fields: Vec<Field>,
    #[n(4)]
    pub people: Vec<PersonView>,
    #[n(5)]
    pub notices: Vec<Notice>,
    /// Open tickets and follow-ups first, then the latest closed.
    #[n(6)]
    pub tickets: Vec<PlacedRow>,
    #[n(7)]
    pub follow_ups: Vec<PlacedRow>,
    #[n(8)]
    pub contacts: Vec<PlacedRow>,
    #[n(9)]
    pub debt: Option<DebtRow>,
    /// Unpaid charges, oldest first: item, month, amount, unpaid.
    #[n(10)]
    pub charges: Vec<ChargeView>,
    /// Latest payments.
    #[n(11)]
    pub payments: Vec<PaymentView>,
    #[n(12)]
    pub note: String,
}

/// A charge as the home card shows it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ChargeView {
    #[n(0)]
    pub item: String,
    #[n(1)]
    pub month: Month,
    #[n(2)]
    pub amount: Amount,
    #[n(3)]
    pub unpaid: Amount,
    #[n(4)]
    pub due_on: Day,
}

/// A payment as the home card shows it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PaymentView {
    #[n(0)]
    pub subject: Subject,
    #[n(1)]
    pub number: Number,
    #[n(2)]
    pub amount: Amount,
    #[n(3)]
    pub method: String,
    #[n(4)]
    pub taken_at: Instant,
    #[n(5)]
    pub reversed: bool,
}

/// One hit of a search.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Hit {
    #[n(0)]
    pub subject: Subject,
    /// `household`, `person`, `ticket`, `contact`, `payment`.
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
    /// `room`, `name`, `pinyin`, `phone`, `plate`, `number`, `text`: why it was found.
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

/// What a part of the one-line entry became.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Token {
    /// Bytes of the line, from, to.
    #[n(0)]
    pub span: (u32, u32),
    /// `room`, `person`, `phone`, `phrase`, `category`, `urgent`, `when`, `worker`, `text`.
    #[n(1)]
    pub kind: String,
    /// The field it fills.
    #[n(2)]
    pub field: String,
    /// What it is read as.
    #[n(3)]
    pub value: String,
    /// What else it could be.
    #[n(4)]
    pub others: Vec<String>,
}

/// What the desk should see while the caller speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Intake {
    #[n(0)]
    pub tokens: Vec<Token>,
    /// The fields as they stand: name, text; ready for the command.
    #[n(1)]
    pub fields: Vec<(String, String)>,
    /// The home, if one is known.
    #[n(2)]
    pub household: Option<Subject>,
    #[n(3)]
    pub premises: String,
    #[n(4)]
    pub facts: Vec<Field>,
    #[n(5)]
    pub people: Vec<PersonView>,
    #[n(6)]
    pub notices: Vec<Notice>,
    #[n(7)]
    pub open: Vec<PlacedRow>,
    /// Open tickets that may be the same matter.
    #[n(8)]
    pub same: Vec<PlacedRow>,
    #[n(9)]
    pub debt: Option<DebtRow>,
    /// The worker who would be sent; empty where there is none.
    #[n(10)]
    pub worker: String,
    /// Other homes the room could be.
    #[n(11)]
    pub candidates: Vec<String>,
    #[n(12)]
    pub note: String,
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
}

/// Something that can, or cannot, be done to a record.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Action {
    #[n(0)]
    pub command: String,
    /// Why not, if not.
    #[n(1)]
    pub refused: Option<Refusal>,
    /// Whether it will wait for a second person.
    #[n(2)]
    pub needs_approval: bool,
}

/// A value that fits a field.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Choice {
    /// What is put into the field.
    #[n(0)]
    pub value: String,
    /// What is shown: as stored, or a key of the word files.
    #[n(1)]
    pub label: Fact,
    /// A remark beside it: load of a worker, relation of a person.
    #[n(2)]
    pub note: Option<Fact>,
}

/// One of the asker's acts.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Act {
    #[n(0)]
    pub seq: u64,
    #[n(1)]
    pub at: Instant,
    #[n(2)]
    pub command: String,
    #[n(3)]
    pub number: Option<Number>,
    #[n(4)]
    pub restorable: bool,
}

/// A line of a printed paper: text, or a labelled fact, or a rule across.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum PaperLine {
    /// A key of the word files, centred.
    #[n(0)]
    Title(#[n(0)] String),
    #[n(1)]
    Field(#[n(0)] Field),
    #[n(2)]
    Text(#[n(0)] String),
    #[n(3)]
    Rule,
    /// A line to sign on, labelled.
    #[n(4)]
    Sign(#[n(0)] String),
}

/// An audit line for people and exports.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct AuditLine {
    #[n(0)]
    pub seq: u64,
    #[n(1)]
    pub at: Instant,
    #[n(2)]
    pub actor: String,
    #[n(3)]
    pub seat: String,
    #[n(4)]
    pub command: String,
    #[n(5)]
    pub number: Option<Number>,
    #[n(6)]
    pub kind: String,
    #[n(7)]
    pub refusal: String,
    /// Field names and hex digests.
    #[n(8)]
    pub fields: Vec<(String, String)>,
    #[cbor(n(9), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
    #[cbor(n(10), with = "minicbor::bytes")]
    pub hash: Vec<u8>,
}

/// What a check of everything found.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Verified {
    /// What was counted: name, number.
    #[n(0)]
    pub counts: Vec<(String, i64)>,
    /// Each fault in plain facts; empty when all is well.
    #[n(1)]
    pub faults: Vec<String>,
    #[n(2)]
    pub seq: u64,
    #[cbor(n(3), with = "minicbor::bytes")]
    pub hash: Vec<u8>,
}
