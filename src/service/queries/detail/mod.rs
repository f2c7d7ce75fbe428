//! A record with everything about it and its history.

mod contact;
mod deposit;
mod follow_up;
mod household;
mod money;
mod office;
mod register;
mod ticket;

pub use household::home_facts;
pub use ticket::{appointment, category_in_row, category_said};

use crate::domain::contact::{Contact, ContactState};
use crate::domain::follow_up::FollowUp;
use crate::domain::history::Line;
use crate::domain::id::{ContactId, FollowUpId, HouseholdId, Number, StaffId, TicketId};
use crate::domain::office::ApprovalState;
use crate::domain::register::RegisterEntry;
use crate::domain::ticket::Ticket;
use crate::service::halt::Run;
use crate::service::lookup::{all, staff_name};
use crate::service::queries::Asking;
use crate::service::queries::duties;
use crate::service::queries::facts::Facts;
use crate::service::queries::found::{self, household_subject};
use crate::service::queries::registers;
use crate::service::subject::{Found, Subject};
use crate::service::view::{Detail, Field, HistoryLine};
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::LINE_OF;
use crate::storage::record::{Record, get};

/// Lines of history shown; older ones stay in the store.
pub const HISTORY: usize = 200;

/// What a record says of itself: which words its state is said in, the state, its facts, its long text.
#[derive(Debug, Default)]
struct Said {
    kind: String,
    state: String,
    fields: Vec<Field>,
    text: String,
}

/// Answers `Query::Detail`.
pub fn detail(asking: Asking<'_>, subject: Subject) -> Run<Detail> {
    if subject.is_duty() {
        return duty(asking, subject);
    }
    of(asking, &found::load(asking.tx, subject)?)
}

/// A duty of a period: there is a page of it whether anything was done or not.
fn duty(asking: Asking<'_>, subject: Subject) -> Run<Detail> {
    let item = duties::found(asking, subject)?;
    Ok(Detail {
        subject,
        version: item.record.as_ref().map_or(0, |record| record.version),
        name: item.duty.id.clone(),
        kind: "duty".to_owned(),
        state: item.state.name().to_owned(),
        fields: duties::facts(asking, &item)?,
        text: String::new(),
        history: history(asking, subject)?,
        household: None,
        number: None,
        ended: false,
        entries: Vec::new(),
    })
}

/// Answers `Query::Show`.
pub fn show(asking: Asking<'_>, typed: &str) -> Run<Detail> {
    of(asking, &found::typed(asking, typed)?)
}

fn of(asking: Asking<'_>, found: &Found) -> Run<Detail> {
    let said = match found {
        Found::Nothing => Said::default(),
        Found::Ticket(record) => ticket::said(asking, record)?,
        Found::Contact(record) => contact::said(asking, record)?,
        Found::FollowUp(record) => follow_up::said(asking, record)?,
        Found::Household(record) => household::said(asking, record)?,
        Found::Person(record) => household::person_said(asking, record)?,
        Found::Payment(record) => money::said(asking, record)?,
        Found::Deposit(record) => deposit::said(asking, record)?,
        Found::Approval(record) => office::approval_said(asking, record)?,
        Found::Staff(record) => office::staff_said(asking, record)?,
        Found::Register(record) => register::said(asking, record)?,
    };
    let subject = found.subject().unwrap_or(Subject { kind: 0, id: 0 });
    Ok(Detail {
        subject,
        version: found.version().unwrap_or(0),
        name: found::name(asking.office, found),
        kind: said.kind,
        state: said.state,
        fields: said.fields,
        text: said.text,
        history: history(asking, subject)?,
        household: found::household_of(found).map(household_subject),
        number: found.number(),
        ended: has_ended(found),
        entries: registers::naming(asking, subject)?,
    })
}

/// What an entry of a register says of itself: its state, its fields as they are shown.
pub fn entry_said(asking: Asking<'_>, entry: &RegisterEntry) -> Run<(String, Vec<Field>)> {
    let said = register::said(asking, entry)?;
    Ok((said.state, said.fields))
}

/// Whether nobody has anything to do about a record any more.
fn has_ended(found: &Found) -> bool {
    match found {
        Found::Ticket(ticket) => !ticket.open(),
        Found::FollowUp(follow_up) => !follow_up.open(),
        Found::Register(entry) => !entry.open(),
        Found::Approval(approval) => approval.state != ApprovalState::Pending,
        Found::Contact(contact) => {
            matches!(contact.state, ContactState::Settled | ContactState::Undone)
        }
        _ => false,
    }
}

/// The newest lines under a record, newest last.
fn history(asking: Asking<'_>, subject: Subject) -> Run<Vec<HistoryLine>> {
    let key = Key::new().u8(subject.kind).u64(subject.id);
    let lines: Vec<Line> = all(asking.tx, LINE_OF, key, Direction::Backward, HISTORY)?;
    let mut names: Vec<(StaffId, String)> = Vec::new();
    let mut told = Vec::with_capacity(lines.len());
    for line in lines.into_iter().rev() {
        let known = names.iter().find(|(id, _)| *id == line.by);
        let by = if let Some((_, name)) = known {
            name.clone()
        } else {
            let name = staff_name(asking.tx, line.by)?;
            names.push((line.by, name.clone()));
            name
        };
        told.push(HistoryLine {
            at: line.at,
            by,
            command: line.command,
            kind: line.kind.name().to_owned(),
            before: line.before,
            after: line.after,
            field: line.field,
            text: line.text,
        });
    }
    Ok(told)
}

/// A record's number as people at this desk read it.
fn short(asking: Asking<'_>, number: Number) -> String {
    number.short(asking.office.today(asking.now))
}

/// Adds a link to a home by the code it was written down with.
fn link_home(facts: &mut Facts, premises: &str, household: Option<HouseholdId>) {
    facts.link("premises", premises, household.map(household_subject));
}

/// Adds a link to a ticket.
fn link_ticket(asking: Asking<'_>, facts: &mut Facts, name: &str, id: TicketId) -> Run<()> {
    if let Some(ticket) = get::<Ticket>(asking.tx, id.0)? {
        let to = Subject::of(&ticket);
        facts.link(name, &short(asking, ticket.number), Some(to));
    }
    Ok(())
}

/// Adds a link to a contact.
fn link_contact(asking: Asking<'_>, facts: &mut Facts, id: ContactId) -> Run<()> {
    if let Some(contact) = get::<Contact>(asking.tx, id.0)? {
        let to = Subject::of(&contact);
        facts.link("contact", &short(asking, contact.number), Some(to));
    }
    Ok(())
}

/// A follow-up as a subject.
const fn follow_up_subject(id: FollowUpId) -> Subject {
    Subject {
        kind: FollowUp::KIND,
        id: id.0,
    }
}
