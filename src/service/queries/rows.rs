//! The rows of panes and cards, made of records.

use crate::domain::contact::Contact;
use crate::domain::follow_up::FollowUp;
use crate::domain::household::{Household, masked_phone};
use crate::domain::id::StaffId;
use crate::domain::ledger::Debt;
use crate::domain::staff::Staff;
use crate::domain::ticket::Ticket;
use crate::service::halt::Run;
use crate::service::ladder::{self, Clocks};
use crate::service::lookup::staff_name;
use crate::service::queries::Asking;
use crate::service::queries::detail::category_in_row;
use crate::service::subject::Subject;
use crate::service::view::{ContactRow, DebtRow, FollowUpRow, PlacedRow, RowView, TicketRow};
use crate::storage::counters::figure;
use crate::storage::kept::figures::Figure;
use crate::storage::record::get;

/// Characters of a text in a row: more than any screen is wide; the rest is seen in the record.
const IN_A_ROW: usize = 400;

/// As much of a text as a row shows.
fn in_a_row(text: &str) -> String {
    text.chars().take(IN_A_ROW).collect()
}

/// A contact as a row.
pub fn contact(asking: Asking<'_>, contact: &Contact) -> Run<PlacedRow> {
    let first = match contact.tickets.first() {
        Some(id) => get::<Ticket>(asking.tx, id.0)?.map(|ticket| ticket.number),
        None => None,
    };
    Ok(PlacedRow {
        subject: Subject::of(contact),
        version: contact.version,
        position: Vec::new(),
        row: RowView::Contact(ContactRow {
            number: contact.number,
            channel: contact.channel,
            kind: contact.kind,
            state: contact.state,
            premises: contact.premises.clone(),
            caller: contact.caller.clone(),
            text: in_a_row(&contact.text),
            at: contact.at,
            due_at: contact.due_at,
            ticket: first,
            tickets: u32::try_from(contact.tickets.len()).unwrap_or(u32::MAX),
            phone: masked_phone(&contact.phone),
            rings: contact.rings,
            taken: contact.taken_by.is_some(),
        }),
    })
}

/// A ticket as a row.
pub fn ticket(asking: Asking<'_>, ticket: &Ticket) -> Run<PlacedRow> {
    let hold = ticket.hold().filter(|_| ticket.open());
    Ok(PlacedRow {
        subject: Subject::of(ticket),
        version: ticket.version,
        position: Vec::new(),
        row: RowView::Ticket(TicketRow {
            number: ticket.number,
            kind: ticket.kind,
            state: ticket.state.clone(),
            premises: ticket.premises.clone(),
            caller: ticket.caller.clone(),
            summary: in_a_row(&ticket.summary),
            assignee: named(asking, ticket.assignee)?,
            priority: ticket.priority,
            // Nothing is owed any more on what is closed or cancelled.
            due_at: ticket.due_at.filter(|_| ticket.open()),
            hold_until: hold.map(|hold| hold.wake_at),
            hold_reason: hold.map(|hold| hold.reason.clone()).unwrap_or_default(),
            // Who reported it first is one of those who did.
            voices: u32::try_from(ticket.voices.len() + 1).unwrap_or(u32::MAX),
            level: ticket
                .grievance
                .as_ref()
                .map_or(0, |grievance| u32::from(grievance.level)),
            reopened: ticket.reopened,
            category: category_in_row(asking.office, &ticket.category),
            phone: masked_phone(&ticket.phone),
            received_at: ticket.received_at,
        }),
    })
}

/// A follow-up as a row.
pub fn follow_up(follow_up: &FollowUp) -> PlacedRow {
    PlacedRow {
        subject: Subject::of(follow_up),
        version: follow_up.version,
        position: Vec::new(),
        row: RowView::FollowUp(FollowUpRow {
            number: follow_up.number,
            ticket: follow_up.ticket_number,
            premises: follow_up.premises.clone(),
            name: follow_up.name.clone(),
            summary: in_a_row(&follow_up.summary),
            tries: u32::try_from(follow_up.attempts.len()).unwrap_or(u32::MAX),
            last: follow_up.attempts.last().map(|attempt| attempt.outcome),
            due_at: follow_up.due_at,
            wake_at: follow_up.wake_at,
            phone: masked_phone(&follow_up.phone),
            since: follow_up.since,
        }),
    }
}

/// A debt as a row. It stands for its household: what is done from it is done to the household.
pub fn debt(asking: Asking<'_>, debt: &Debt) -> Run<Option<PlacedRow>> {
    Ok(
        get::<Household>(asking.tx, debt.household.0)?.map(|household| PlacedRow {
            subject: Subject::of(&household),
            version: household.version,
            position: Vec::new(),
            row: RowView::Debt(debt_row(asking, debt)),
        }),
    )
}

/// What a household owes, without its place.
pub fn debt_row(asking: Asking<'_>, debt: &Debt) -> DebtRow {
    let today = asking.office.today(asking.now);
    let clock = Clocks::of(asking.office).first(debt, today);
    DebtRow {
        step: ladder::next(asking.office, debt).map(|next| (next.rung.way, next.from)),
        days_left: clock
            .filter(|clock| clock.shown)
            .map(|clock| clock.days_left),
        disputed: debt.disputed.map(|part| part.amount),
        premises: debt.premises.clone(),
        payer: debt.payer.clone(),
        items: debt.items.clone(),
        months: debt.months,
        amount: debt.amount,
        promise_on: debt.promise_on,
        broken: debt.promise_broken(today),
        dunned: debt.dunned,
        oldest_due_on: debt.oldest_due_on,
    }
}

/// The name of a member of staff, or nothing.
pub fn named(asking: Asking<'_>, staff: Option<StaffId>) -> Run<String> {
    match staff {
        Some(staff) => staff_name(asking.tx, staff),
        None => Ok(String::new()),
    }
}

/// How many open tickets a worker has; a kept figure.
pub fn load(asking: Asking<'_>, worker: &Staff) -> Run<i64> {
    Ok(figure(asking.tx, &Figure::Load(worker.id.0).key())?)
}
