//! One home, and what the desk should see while its people call.

use crate::domain::calendar::{Day, Instant, Month};
use crate::domain::error::FieldFault;
use crate::domain::id::Number;
use crate::domain::likeness::Likeness;
use crate::domain::money::Amount;
use crate::service::subject::Subject;
use crate::service::view::record::Field;
use crate::service::view::register::EntryRow;
use crate::service::view::rows::{DebtRow, PlacedRow};

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
    /// Characters nobody sees were taken out of the name when it was imported.
    #[n(6)]
    pub unseen: bool,
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
    /// Open ones; one that only waits for its call back is told by that.
    #[n(6)]
    pub tickets: Vec<PlacedRow>,
    /// Call-backs still owed.
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
    /// The latest tickets that are closed or cancelled.
    #[n(13)]
    pub ended: Vec<PlacedRow>,
    /// Open entries of registers, what is late first.
    #[n(70)]
    #[cbor(default)]
    pub entries: Vec<EntryRow>,
    /// How things stand with what is owed: the next step, the word kept, what is disputed.
    #[n(14)]
    #[cbor(default)]
    pub asked: Vec<Field>,
    /// Deposits that still stand.
    #[n(65)]
    #[cbor(default)]
    pub deposits: Vec<DepositView>,
    /// The instalment plan in force.
    #[n(66)]
    pub plan: Option<PlanView>,
}

/// A deposit as the home card shows it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DepositView {
    #[n(0)]
    pub subject: Subject,
    /// As it is typed: `D7`.
    #[n(1)]
    pub number: String,
    #[n(2)]
    pub name: String,
    /// What it is tied to.
    #[n(3)]
    pub about: String,
    #[n(4)]
    pub held: Amount,
    #[n(5)]
    pub unpaid: Amount,
}

/// The instalment plan of a home as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PlanView {
    #[n(0)]
    pub subject: Subject,
    #[n(1)]
    pub amount: Amount,
    #[n(2)]
    pub paid: Amount,
    #[n(3)]
    pub parts: u32,
    /// Where it stands: `kept`, `broken`, `fulfilled`.
    #[n(4)]
    pub state: String,
    /// What of it is due and not paid.
    #[n(5)]
    pub behind: Amount,
    /// The next instalment that is not paid whole, and what is still to come of it.
    #[n(6)]
    pub next: Option<(Day, Amount)>,
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

/// What is held of deposits in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct DepositSums {
    /// Paid, and neither given back, kept nor used.
    #[n(0)]
    pub held: Amount,
    /// Asked for and not paid yet.
    #[n(1)]
    pub unpaid: Amount,
    /// What the account of deposits holds; both together, or the books are damaged.
    #[n(2)]
    pub account: Amount,
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
    /// What is wrong with it: nobody's room, no category, a day that is over.
    #[n(5)]
    pub fault: Option<FieldFault>,
}

/// One matter of a conversation as it would be saved.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Matter {
    /// What is known of this matter alone: name, text; its kind is empty where it is not known.
    #[n(0)]
    pub fields: Vec<(String, String)>,
    /// The worker who would be sent; empty where there is none.
    #[n(1)]
    pub worker: String,
}

impl Matter {
    /// The text of a field, or an empty one.
    pub fn get(&self, name: &str) -> &str {
        let mut fields = self.fields.iter();
        fields
            .find(|(known, _)| known == name)
            .map_or("", |(_, text)| text)
    }
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
    /// Other homes the room could be.
    #[n(10)]
    pub candidates: Vec<String>,
    #[n(11)]
    pub note: String,
    /// The matters of the conversation; the first is what `fields` say.
    #[n(12)]
    pub matters: Vec<Matter>,
    /// What is missing or wrong before it can be saved; a field of a further matter has its place behind its name: `kind2`.
    #[n(13)]
    pub faults: Vec<FieldFault>,
    /// Whether people are not yet found by name, as the search text is still being read in.
    #[n(14)]
    pub loading: bool,
    /// Why each of `same` may be the same matter.
    #[n(15)]
    pub why: Vec<Likeness>,
}
