//! The record a command or query is about, found by what people type.

use crate::domain::calendar::{Day, Instant};
use crate::domain::contact::Contact;
use crate::domain::duty::DutyDone;
use crate::domain::error::{Refusal, Why};
use crate::domain::follow_up::FollowUp;
use crate::domain::household::{Household, Person};
use crate::domain::id::{Letter, Number};
use crate::domain::ledger::{Deposit, Payment};
use crate::domain::office::Approval;
use crate::domain::register::RegisterEntry;
use crate::domain::staff::Staff;
use crate::domain::ticket::Ticket;
use crate::service::command::About;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
use crate::storage::ReadTx;
use crate::storage::record::Record;

/// A record by kind and id, as notices, queries and history lines name it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode,
)]
pub struct Subject {
    /// The record's kind.
    #[n(0)]
    pub kind: u8,
    #[n(1)]
    pub id: u64,
}

impl Subject {
    /// Names a record.
    pub fn of<R: Record>(record: &R) -> Self {
        Self {
            kind: R::KIND,
            id: record.id(),
        }
    }

    /// Whether it is a duty of a period.
    pub const fn is_duty(&self) -> bool {
        self.kind == DutyDone::KIND
    }

    /// Names a command that waits, or waited, for a second person.
    pub const fn approval(id: u64) -> Self {
        Self {
            kind: Approval::KIND,
            id,
        }
    }

    /// Whether it is an entry of a register.
    pub const fn is_entry(self) -> bool {
        self.kind == RegisterEntry::KIND
    }

    /// Whether it is a command that waits, or waited, for a second person.
    pub const fn is_approval(self) -> bool {
        self.kind == Approval::KIND
    }
}

/// The record found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    Nothing,
    Ticket(Box<Ticket>),
    Contact(Box<Contact>),
    FollowUp(Box<FollowUp>),
    Household(Box<Household>),
    Payment(Box<Payment>),
    Approval(Box<Approval>),
    Staff(Box<Staff>),
    Person(Box<Person>),
    Register(Box<RegisterEntry>),
    Deposit(Box<Deposit>),
}

impl Found {
    /// Its version, for the check that the asker saw the latest.
    pub fn version(&self) -> Option<u32> {
        Some(match self {
            Self::Nothing => return None,
            Self::Ticket(r) => r.version,
            Self::Contact(r) => r.version,
            Self::FollowUp(r) => r.version,
            Self::Household(r) => r.version,
            Self::Payment(r) => r.version,
            Self::Approval(r) => r.version,
            Self::Staff(r) => r.version,
            Self::Person(r) => r.version,
            Self::Register(r) => r.version,
            Self::Deposit(r) => r.version,
        })
    }

    /// Its name as a subject.
    pub fn subject(&self) -> Option<Subject> {
        Some(match self {
            Self::Nothing => return None,
            Self::Ticket(r) => Subject::of(&**r),
            Self::Contact(r) => Subject::of(&**r),
            Self::FollowUp(r) => Subject::of(&**r),
            Self::Household(r) => Subject::of(&**r),
            Self::Payment(r) => Subject::of(&**r),
            Self::Approval(r) => Subject::of(&**r),
            Self::Staff(r) => Subject::of(&**r),
            Self::Person(r) => Subject::of(&**r),
            Self::Register(r) => Subject::of(&**r),
            Self::Deposit(r) => Subject::of(&**r),
        })
    }

    /// Its number, if records of its kind have one.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Ticket(r) => Some(r.number),
            Self::Contact(r) => Some(r.number),
            Self::FollowUp(r) => Some(r.number),
            Self::Payment(r) => Some(r.number),
            Self::Approval(r) => Some(r.number),
            Self::Register(r) => Some(r.number),
            Self::Nothing
            | Self::Household(_)
            | Self::Staff(_)
            | Self::Person(_)
            | Self::Deposit(_) => None,
        }
    }
}

/// Finds the record `typed` names, of the kind the command is about.
pub fn find(
    tx: &dyn ReadTx,
    office: &Office,
    now: Instant,
    about: About,
    typed: Option<&str>,
) -> Run<Found> {
    let typed = typed.map(str::trim).unwrap_or_default();
    if about == About::Nothing {
        return Ok(Found::Nothing);
    }
    if typed.is_empty() {
        return Err(Refusal::field("subject", Why::Missing).into());
    }
    match about {
        About::Nothing => Ok(Found::Nothing),
        About::Household => Ok(Found::Household(Box::new(lookup::premises(
            tx, office, typed,
        )?))),
        About::Staff => Ok(Found::Staff(Box::new(lookup::staff_or_former(tx, typed)?))),
        About::Deposit => Ok(Found::Deposit(Box::new(deposit(tx, typed)?))),
        About::Person => person(tx, office.today(now), typed),
        About::Ticket
        | About::Contact
        | About::FollowUp
        | About::Payment
        | About::Approval
        | About::Register => {
            let unknown = || Refusal::new(Why::UnknownRecord).with("number", typed);
            let number = Number::parse(typed, office.today(now)).ok_or_else(unknown)?;
            let found = by_number(tx, number)?.ok_or_else(unknown)?;
            let fits = match about {
                About::Ticket => matches!(found, Found::Ticket(_)),
                About::Contact => matches!(found, Found::Contact(_)),
                About::FollowUp => matches!(found, Found::FollowUp(_)),
                About::Payment => matches!(found, Found::Payment(_)),
                About::Register => matches!(found, Found::Register(_)),
                _ => matches!(found, Found::Approval(_)),
            };
            if fits {
                Ok(found)
            } else {
                Err(unknown().into())
            }
        }
    }
}

/// A person; or a follow-up, which names whom to call, known to the office or not. Only what shows a number takes it.
fn person(tx: &dyn ReadTx, today: Day, typed: &str) -> Run<Found> {
    let number = Number::parse(typed, today).filter(|number| number.letter == Letter::FollowUp);
    let call = number.map(|number| by_number(tx, number)).transpose()?;
    match call.flatten() {
        Some(call) => Ok(call),
        None => Ok(Found::Person(Box::new(lookup::person(tx, typed)?))),
    }
}

/// The deposit typed as `D12`.
pub fn deposit(tx: &dyn ReadTx, typed: &str) -> Run<Deposit> {
    let id = typed
        .strip_prefix(['D', 'd'])
        .and_then(|id| id.parse().ok());
    let found = match id {
        Some(id) => crate::storage::record::get::<Deposit>(tx, id)?,
        None => None,
    };
    found.ok_or_else(|| {
        Refusal::new(Why::UnknownRecord)
            .with("number", typed)
            .into()
    })
}

/// Returns the record with this number.
pub fn by_number(tx: &dyn ReadTx, number: Number) -> Run<Option<Found>> {
    fn boxed<R: Record>(tx: &dyn ReadTx, id: u64, make: fn(Box<R>) -> Found) -> Run<Option<Found>> {
        Ok(crate::storage::record::get::<R>(tx, id)?.map(|record| make(Box::new(record))))
    }
    let Some(id) = lookup::id_of_number(tx, number)? else {
        return Ok(None);
    };
    match number.letter {
        Letter::Contact => boxed(tx, id, Found::Contact),
        Letter::Repair | Letter::Complaint | Letter::Request => boxed(tx, id, Found::Ticket),
        Letter::FollowUp => boxed(tx, id, Found::FollowUp),
        Letter::Receipt => boxed(tx, id, Found::Payment),
        Letter::Approval => boxed(tx, id, Found::Approval),
        // Every other letter is of registers.
        _ => boxed(tx, id, Found::Register),
    }
}
