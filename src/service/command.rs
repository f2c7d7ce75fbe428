//! What can be asked for: a command's name, record and arguments as typed; and how a row declares them.

use crate::domain::id::Number;
use crate::domain::ledger::Bound;
use crate::domain::staff::{Rank, Right};
use crate::domain::ticket::TicketKind;
use crate::service::args::Values;
use crate::service::halt::Run;
use crate::service::work::Work;

/// A command as a terminal, a script or an import asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Command {
    /// The name in the table: `ticket.dispatch`.
    #[n(0)]
    pub name: String,
    /// The record it is about: a number, a room code, a name; as typed.
    #[n(1)]
    pub subject: Option<String>,
    /// Arguments as typed: name, text.
    #[n(2)]
    pub args: Vec<(String, String)>,
    /// The version of the record the asker saw; a later one refuses the command.
    #[n(3)]
    pub seen: Option<u32>,
}

impl Command {
    /// A command about nothing yet.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Sets the record it is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Adds an argument.
    #[must_use]
    pub fn arg(mut self, name: &str, text: impl Into<String>) -> Self {
        self.args.push((name.to_owned(), text.into()));
        self
    }

    /// Sets the version of the record the asker saw.
    #[must_use]
    pub const fn seen(mut self, version: u32) -> Self {
        self.seen = Some(version);
        self
    }
}

crate::named! {
    /// Whether and how an act can be taken back (product.md, ways of working 3).
    pub enum Undo {
        /// `undo` restores the fields if nobody has built on them since.
        Restore = 1 "restore",
        /// Only by a command of its own with a reason: money.
        Reverse = 2 "reverse",
        /// Not at all.
        Never = 3 "never",
    }
}

crate::named! {
    /// The kind of line a command leaves in the audit log (architecture.md, decision 9).
    pub enum AuditKind {
        Change = 1 "change",
        Refusal = 2 "refusal",
        /// Somebody saw a personal value.
        Disclosure = 3 "disclosure",
        System = 4 "system",
        /// Somebody sat down at a shared desk or left it.
        Presence = 5 "presence",
    }
}

crate::named! {
    /// What a command is about, and so how its record is named on the command line.
    pub enum About {
        Nothing = 0 "nothing",
        /// By its number.
        Ticket = 1 "ticket",
        Contact = 2 "contact",
        FollowUp = 3 "followup",
        /// By its room code.
        Household = 4 "household",
        /// By its receipt number.
        Payment = 5 "payment",
        Approval = 6 "approval",
        /// By name.
        Staff = 7 "staff",
        /// By `P` and the person's number.
        Person = 8 "person",
        /// An entry of a register, by its number.
        Register = 10 "register",
        /// By `D` and the deposit's number.
        Deposit = 9 "deposit",
    }
}

/// What a text argument must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of at most so many characters.
    Line(usize),
    /// Several lines; a note.
    Block,
    /// A reason: 2 to 500 characters. (The catalogue proposes 10; two hanzi already say why.)
    Reason,
    /// Yuan, two places, more than zero.
    Amount,
    /// Yuan, two places, zero allowed.
    AmountOrZero,
    /// A day, today or later.
    ComingDay,
    /// Any day of 1900 to 2199.
    Day,
    /// A day and perhaps a time of day, not past.
    When,
    /// A day and perhaps a time of day, past or coming.
    AnyTime,
    /// A whole number from, to.
    Whole(i64, i64),
    Yes,
    /// One of these names.
    Choice(&'static [&'static str]),
    /// A home by any form of its code.
    Premises,
    /// A member of staff by name, pinyin or initials.
    Staff,
    /// The same, who can be sent.
    Worker,
    /// The same, whoever it is.
    Anybody,
    /// A person by `P` and number.
    Person,
    /// A category by code or name.
    Category,
    Phone,
    Month,
    /// A record's number.
    Number,
    /// 4 to 12 digits; never logged, drafted or shown.
    Pin,
    /// Square metres, two places.
    Area,
    /// Yuan per square metre, four places.
    Rate,
    /// A fee item by name.
    FeeItem,
    /// Names separated by commas.
    Names,
    /// A file on the machine of who types it; the command gets its name (`exchange/evidence`).
    File,
    /// The BLAKE3 digest of that file: reckoned, never typed.
    Digest,
}

impl Kind {
    /// Its name in `do --list` and in the form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Line(_) => "line",
            Self::Block => "text",
            Self::Reason => "reason",
            Self::Amount | Self::AmountOrZero => "amount",
            Self::ComingDay | Self::Day => "day",
            Self::When | Self::AnyTime => "when",
            Self::Whole(..) => "number",
            Self::Yes => "yes",
            Self::Choice(_) => "choice",
            Self::Premises => "premises",
            Self::Staff | Self::Anybody => "staff",
            Self::Worker => "worker",
            Self::Person => "person",
            Self::Category => "category",
            Self::Phone => "phone",
            Self::Month => "month",
            Self::Number => "record",
            Self::Pin => "pin",
            Self::Area => "area",
            Self::Rate => "rate",
            Self::FeeItem => "fee_item",
            Self::Names => "names",
            Self::File => "file",
            Self::Digest => "digest",
        }
    }
}

/// One argument of a command.
#[derive(Debug, Clone, Copy)]
pub struct Arg {
    /// Its name on the command line and in JSON.
    pub name: &'static str,
    /// What it is called in forms (`field-<word>`): its name, unless another command means something else by that.
    pub word: &'static str,
    pub kind: Kind,
    /// Whether the command is refused without it.
    pub must: bool,
    /// Whether its value is personal: digested in the audit line, kept beside it.
    pub personal: bool,
    /// Whether a form shows it as a fact and sends what it was given: it says what the asker saw.
    pub fixed: bool,
    /// The kinds of ticket that have it; empty where every one does.
    pub only: &'static [TicketKind],
}

impl Arg {
    /// An argument that must be given.
    pub const fn must(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            word: name,
            kind,
            must: true,
            personal: false,
            fixed: false,
            only: &[],
        }
    }

    /// An argument that may be left out.
    pub const fn may(name: &'static str, kind: Kind) -> Self {
        Self {
            must: false,
            ..Self::must(name, kind)
        }
    }

    /// The same, called something else in forms.
    #[must_use]
    pub const fn called(self, word: &'static str) -> Self {
        Self { word, ..self }
    }

    /// The same, for tickets of these kinds alone.
    #[must_use]
    pub const fn only(self, only: &'static [TicketKind]) -> Self {
        Self { only, ..self }
    }

    /// Whether a ticket of this kind has it.
    pub fn suits(&self, kind: TicketKind) -> bool {
        self.only.is_empty() || self.only.contains(&kind)
    }

    /// The same, which nobody types: a form shows it as a fact.
    #[must_use]
    pub const fn fixed(self) -> Self {
        Self {
            fixed: true,
            ..self
        }
    }

    /// The same with a personal value.
    #[must_use]
    pub const fn personal(self) -> Self {
        Self {
            personal: true,
            ..self
        }
    }
}

/// What a command gives back; the seq is added when it is booked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Made {
    /// The record it made or changed.
    pub number: Option<Number>,
    /// Other numbers it gave out.
    pub also: Vec<Number>,
    /// Facts for the sentence `done-<command>`.
    pub facts: Vec<(String, crate::domain::error::Fact)>,
}

impl Made {
    /// The outcome about the record with this number.
    pub fn of(number: Number) -> Self {
        Self {
            number: Some(number),
            ..Self::default()
        }
    }

    /// Adds a fact for the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, fact: impl Into<crate::domain::error::Fact>) -> Self {
        self.facts.push((name.to_owned(), fact.into()));
        self
    }
}

/// Says whether a command needs a second person, and of which rank; `None` when it may be done now.
pub type Needs = fn(&Work<'_>, &Values) -> Run<Option<Rank>>;

/// What a request for a second person is bound to beside its record's version and its arguments (reliability D12); refuses
/// what could not be done as things stand.
pub type Binds = fn(&Work<'_>, &Values) -> Run<Bound>;

/// What the form begins with: argument, text.
pub type Prefill = fn(&Work<'_>) -> Run<Vec<(&'static str, String)>>;

/// What the form begins with once its first argument names what is changed, and what is to be known before.
pub type Begin = fn(&Work<'_>, &str) -> Run<Begun>;

/// Argument, text; then what is to be known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Begun {
    pub fields: Vec<(&'static str, String)>,
    pub notes: Vec<crate::domain::error::Fact>,
}

impl Begun {
    /// What tells what stood there from what stands there later; what has no version of its own is seen by it.
    pub fn mark(&self) -> u32 {
        let mut hasher = blake3::Hasher::new();
        for (name, text) in &self.fields {
            for part in [*name, text] {
                hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                hasher.update(part.as_bytes());
            }
        }
        let [a, b, c, d, ..] = *hasher.finalize().as_bytes();
        u32::from_be_bytes([a, b, c, d])
    }
}

/// One row of the table: everything else about a command is derived from it.
#[derive(Clone, Copy)]
pub struct Row {
    pub name: &'static str,
    pub about: About,
    pub args: &'static [Arg],
    pub right: Right,
    pub undo: Undo,
    /// The command that reverses what this one did, about the record of this one's number.
    pub reversal: Option<&'static str>,
    pub audit: AuditKind,
    /// Not offered in palette and forms: done by the program or as an effect of an approval.
    pub hidden: bool,
    pub needs: Option<Needs>,
    /// Set where what waits is bound to more than its record.
    pub binds: Option<Binds>,
    pub prefill: Option<Prefill>,
    /// Set where the first argument names what is changed: a setting, a phrase, a fee item.
    pub begin: Option<Begin>,
    pub run: fn(&mut Work<'_>, &Values) -> Run<Made>,
}

impl Row {
    /// A row that is offered, changes records and can be taken back.
    pub const fn new(
        name: &'static str,
        about: About,
        right: Right,
        args: &'static [Arg],
        run: fn(&mut Work<'_>, &Values) -> Run<Made>,
    ) -> Self {
        Self {
            name,
            about,
            args,
            right,
            undo: Undo::Restore,
            reversal: None,
            audit: AuditKind::Change,
            hidden: false,
            needs: None,
            binds: None,
            prefill: None,
            begin: None,
            run,
        }
    }

    /// Sets whether it can be taken back.
    #[must_use]
    pub const fn undo(self, undo: Undo) -> Self {
        Self { undo, ..self }
    }

    /// Says by which command it is reversed.
    #[must_use]
    pub const fn reversed_by(self, command: &'static str) -> Self {
        Self {
            undo: Undo::Reverse,
            reversal: Some(command),
            ..self
        }
    }

    /// Sets the kind of its audit line.
    #[must_use]
    pub const fn audit(self, audit: AuditKind) -> Self {
        Self { audit, ..self }
    }

    /// Keeps it out of palette and forms.
    #[must_use]
    pub const fn hidden(self) -> Self {
        Self {
            hidden: true,
            ..self
        }
    }

    /// Asks for a second person where `needs` says so.
    #[must_use]
    pub const fn needs(self, needs: Needs) -> Self {
        Self {
            needs: Some(needs),
            ..self
        }
    }

    /// Sets what a request for a second person is bound to beside its record.
    #[must_use]
    pub const fn binds(self, binds: Binds) -> Self {
        Self {
            binds: Some(binds),
            ..self
        }
    }

    /// Sets what its form begins with.
    #[must_use]
    pub const fn prefill(self, prefill: Prefill) -> Self {
        Self {
            prefill: Some(prefill),
            ..self
        }
    }

    /// Sets what its form begins with once its first argument names what is changed.
    #[must_use]
    pub const fn begin(self, begin: Begin) -> Self {
        Self {
            begin: Some(begin),
            ..self
        }
    }

    /// The argument with this name.
    pub fn arg(&self, name: &str) -> Option<&'static Arg> {
        self.args.iter().find(|arg| arg.name == name)
    }
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Row({})", self.name)
    }
}

/// Every command there is, by file.
const TABLES: &[&[Row]] = crate::service::commands::TABLES;

/// Every command, in the order of the table; those of registers behind.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    let own = TABLES.iter().flat_map(|table| table.iter());
    own.chain(crate::service::registers::rows())
}

/// The row of the command with this name.
pub fn row(name: &str) -> Option<&'static Row> {
    rows().find(|row| row.name == name)
}
