//! One record with everything about it, and what can be done to it.

use crate::domain::calendar::Instant;
use crate::domain::error::{Fact, Refusal};
use crate::domain::id::Number;
use crate::service::subject::Subject;
use crate::service::view::EntryRow;

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
    /// Nobody has anything to do about it any more.
    #[n(11)]
    pub ended: bool,
    /// Entries of registers that name it, those that are open first.
    #[n(12)]
    #[cbor(default)]
    pub entries: Vec<EntryRow>,
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

/// A person that is known by a number alone, as people know them.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Named {
    /// `P` and the number, as it was typed.
    #[n(0)]
    pub typed: String,
    #[n(1)]
    pub name: String,
    /// Where they live or what they own; empty where it is not known.
    #[n(2)]
    pub premises: String,
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
    /// Whom or what it was about, as people call it.
    #[n(5)]
    pub about: String,
    /// Why it cannot be taken back, if it cannot.
    #[n(6)]
    pub refused: Option<Refusal>,
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
    /// A line of a register: what leads it, a number, the rest.
    #[n(5)]
    Row {
        #[n(0)]
        lead: Fact,
        #[n(1)]
        number: Option<String>,
        #[n(2)]
        rest: Vec<Fact>,
    },
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
