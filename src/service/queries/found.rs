//! The record a question is about: by subject or as typed, its name, its home.

use crate::domain::contact::Contact;
use crate::domain::error::{Refusal, Why};
use crate::domain::follow_up::FollowUp;
use crate::domain::household::{Household, Person};
use crate::domain::id::{HouseholdId, Number};
use crate::domain::ledger::{Debt, Deposit, Payment};
use crate::domain::office::Approval;
use crate::domain::register::RegisterEntry;
use crate::domain::staff::Staff;
use crate::domain::ticket::Ticket;
use crate::service::books::deposit_name;
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::office::Office;
use crate::service::queries::Asking;
use crate::service::subject::{Found, Subject, by_number, deposit};
use crate::storage::ReadTx;
use crate::storage::record::{Record, get};

/// Returns the record a subject names; one of a kind that is not shown counts as unknown.
pub fn load(tx: &dyn ReadTx, subject: Subject) -> Run<Found> {
    fn boxed<R: Record>(tx: &dyn ReadTx, id: u64, make: fn(Box<R>) -> Found) -> Run<Option<Found>> {
        Ok(get::<R>(tx, id)?.map(|record| make(Box::new(record))))
    }
    let found = match subject.kind {
        Ticket::KIND => boxed(tx, subject.id, Found::Ticket)?,
        Contact::KIND => boxed(tx, subject.id, Found::Contact)?,
        FollowUp::KIND => boxed(tx, subject.id, Found::FollowUp)?,
        // A debt has its household's id and stands for it.
        Household::KIND | Debt::KIND => boxed(tx, subject.id, Found::Household)?,
        Payment::KIND => boxed(tx, subject.id, Found::Payment)?,
        Approval::KIND => boxed(tx, subject.id, Found::Approval)?,
        Staff::KIND => boxed(tx, subject.id, Found::Staff)?,
        Person::KIND => boxed(tx, subject.id, Found::Person)?,
        RegisterEntry::KIND => boxed(tx, subject.id, Found::Register)?,
        Deposit::KIND => boxed(tx, subject.id, Found::Deposit)?,
        _ => None,
    };
    found.ok_or_else(|| unknown(&format!("{}/{}", subject.kind, subject.id)))
}

/// Returns the home a person belongs to, as it is told; empty where there is none.
pub fn home_of(asking: Asking<'_>, person: &Person) -> Run<String> {
    let current = person.ties.iter().find(|tie| tie.until.is_none());
    let home = match current {
        Some(tie) => get::<Household>(asking.tx, tie.household.0)?,
        None => None,
    };
    Ok(home.map_or_else(String::new, |home| premises(asking.office, &home)))
}

/// Returns the record people mean by `typed`: a number, `P12`, a room in any form, a colleague.
pub fn typed(asking: Asking<'_>, typed: &str) -> Run<Found> {
    let text = typed.trim();
    let today = asking.office.today(asking.now);
    if let Some(number) = Number::parse(text, today) {
        match by_number(asking.tx, number)? {
            Some(found) => return Ok(found),
            // A room may look like a number of a register.
            None if number.letter.is_of_registers() => {}
            None => return Err(unknown(text)),
        }
    }
    if let Ok(person) = lookup::person(asking.tx, text)
        && text.starts_with(['P', 'p'])
    {
        return Ok(Found::Person(Box::new(person)));
    }
    match lookup::premises(asking.tx, asking.office, text) {
        Ok(household) => Ok(Found::Household(Box::new(household))),
        Err(Halt::Refused(refusal)) if refusal.why == Why::UnknownPremises => {
            if let Ok(deposit) = deposit(asking.tx, text) {
                return Ok(Found::Deposit(Box::new(deposit)));
            }
            match lookup::staff_or_former(asking.tx, text) {
                Ok(staff) => Ok(Found::Staff(Box::new(staff))),
                Err(Halt::Refused(refusal)) if refusal.why == Why::UnknownStaff => {
                    Err(unknown(text))
                }
                Err(halt) => Err(halt),
            }
        }
        Err(halt) => Err(halt),
    }
}

fn unknown(text: &str) -> Halt {
    Refusal::new(Why::UnknownRecord).with("number", text).into()
}

/// What the command line takes for the record: its number, room code, name, or `P12`.
pub fn name(office: &Office, found: &Found) -> String {
    match found {
        Found::Nothing => String::new(),
        Found::Household(household) => premises(office, household),
        Found::Staff(staff) => staff.name.clone(),
        Found::Person(person) => format!("P{}", person.id.0),
        Found::Deposit(deposit) => deposit_name(deposit.id),
        numbered => numbered.number().map(Number::full).unwrap_or_default(),
    }
}

/// A home's code; with several communities the initials of its own come before it.
pub fn premises(office: &Office, household: &Household) -> String {
    office.home_name(household)
}

/// The home a record belongs to.
pub fn household_of(found: &Found) -> Option<HouseholdId> {
    match found {
        Found::Ticket(ticket) => ticket.household,
        Found::Contact(contact) => contact.household,
        Found::FollowUp(follow_up) => follow_up.household,
        Found::Household(household) => Some(household.id),
        Found::Payment(payment) => Some(payment.household),
        Found::Deposit(deposit) => Some(deposit.household),
        Found::Person(person) => current_homes(person).next(),
        Found::Register(entry) => entry.household,
        Found::Nothing | Found::Approval(_) | Found::Staff(_) => None,
    }
}

/// The homes a person is tied to now.
pub fn current_homes(person: &Person) -> impl Iterator<Item = HouseholdId> {
    person
        .ties
        .iter()
        .filter(|tie| tie.until.is_none())
        .map(|tie| tie.household)
}

/// A home as a subject.
pub const fn household_subject(id: HouseholdId) -> Subject {
    Subject {
        kind: Household::KIND,
        id: id.0,
    }
}
