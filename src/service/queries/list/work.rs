//! Lists of contacts, tickets, what was reported upward and follow-ups, oldest first.

use crate::domain::contact::Contact;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::Letter;
use crate::domain::staff::Right;
use crate::domain::ticket::Ticket;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::rows::named;
use crate::service::view::Cell;
use crate::storage::Direction;
use crate::storage::kept::indexes::{
    FOLLOW_UP_BY_DUE, FOLLOW_UP_DUE, FOLLOW_UP_IMPORTANT, TICKET_BY_TIME, TICKET_DONE_UNFILED,
    TICKET_DUE, TICKET_OPEN_BY_PREMISES, TICKET_REPORTED, TICKET_UNREVIEWED,
};
use crate::storage::kept::working;
use crate::storage::record::{Record, get};

use super::cells::{number, or_null, phone, text, texts, whole};
use super::condition::Asks;
use super::{List, Narrow, Order, Shape, Shown};

pub(super) const LISTS: &[List] = &[
    List {
        name: "contacts",
        columns: &[
            ("number", Shape::Text),
            ("channel", Shape::Text),
            ("premises", Shape::Text),
            ("caller", Shape::Text),
            ("phone", Shape::Text),
            ("kind", Shape::Text),
            ("summary", Shape::Text),
            ("at", Shape::At),
            ("state", Shape::Text),
            ("handled_by", Shape::Text),
            ("due_at", Shape::At),
            ("answer", Shape::Text),
            ("tickets", Shape::Texts),
            ("external_number", Shape::Text),
            ("day", Shape::Day),
            ("rings", Shape::Whole),
        ],
        order: Order::Ids(Contact::KIND),
        row: contact,
        right: Right::Read,
    },
    List {
        name: "tickets",
        columns: &[
            ("number", Shape::Text),
            ("external_number", Shape::Text),
            ("kind", Shape::Text),
            ("state", Shape::Text),
            ("premises", Shape::Text),
            ("category", Shape::Text),
            ("priority", Shape::Text),
            ("summary", Shape::Text),
            ("received_at", Shape::At),
            ("due_at", Shape::At),
            ("overdue", Shape::Yes),
            ("assignee", Shape::Text),
            ("voices", Shape::Whole),
            ("level", Shape::Whole),
            ("done_at", Shape::At),
            ("closed_at", Shape::At),
            ("caller", Shape::Text),
            ("phone", Shape::Text),
            ("result", Shape::Text),
            ("class", Shape::Text),
            ("zone", Shape::Text),
            ("cost", Shape::Money),
            ("outcome", Shape::Text),
            ("reopened", Shape::Whole),
            ("filed", Shape::Yes),
            ("reported_to", Shape::Text),
            ("text", Shape::Text),
            ("pending", Shape::Yes),
            ("reviewed", Shape::Yes),
            ("verdict", Shape::Text),
            ("remark", Shape::Text),
        ],
        order: Order::Ids(Ticket::KIND),
        row: ticket,
        right: Right::Read,
    },
    // What waits for who asks; others do not see it here (duties.md D-008).
    List {
        name: "reported",
        columns: &[
            ("number", Shape::Text),
            ("kind", Shape::Text),
            ("state", Shape::Text),
            ("premises", Shape::Text),
            ("summary", Shape::Text),
            ("reason", Shape::Text),
            ("reported_by", Shape::Text),
            ("reported_at", Shape::At),
            ("reported_to", Shape::Text),
        ],
        order: REPORTED,
        row: reported,
        right: Right::Read,
    },
    List {
        name: "followups",
        columns: &[
            ("number", Shape::Text),
            ("source", Shape::Text),
            ("premises", Shape::Text),
            ("due_at", Shape::At),
            ("overdue", Shape::Yes),
            ("attempts", Shape::Whole),
            ("outcome", Shape::Text),
            ("name", Shape::Text),
            ("phone", Shape::Text),
            ("summary", Shape::Text),
            ("since", Shape::At),
            ("again", Shape::At),
            ("closed_at", Shape::At),
        ],
        order: Order::Ids(FollowUp::KIND),
        row: follow_up,
        right: Right::Read,
    },
    // What a follow-up brought up that who leads the customer service is to know; others do not see it here
    // (duties.md D-044, A-09).
    List {
        name: "important",
        columns: &[
            ("number", Shape::Text),
            ("source", Shape::Text),
            ("premises", Shape::Text),
            ("summary", Shape::Text),
            ("outcome", Shape::Text),
            ("text", Shape::Text),
            ("by", Shape::Text),
            ("at", Shape::At),
        ],
        order: Order::Index(FollowUp::KIND, FOLLOW_UP_IMPORTANT, Direction::Forward),
        row: important,
        right: Right::Read,
    },
];

/// Through what waits since it was reported upward, by rank.
const REPORTED: Order = Order::Index(Ticket::KIND, TICKET_REPORTED, Direction::Forward);

/// Conditions that an index answers.
pub(super) const NARROW: &[Narrow] = &[
    Narrow {
        list: "tickets",
        asks: &[("filed", Asks::No)],
        order: Order::Index(Ticket::KIND, TICKET_DONE_UNFILED, Direction::Forward),
    },
    Narrow {
        list: "tickets",
        asks: &[("reported_to", Asks::Something)],
        order: REPORTED,
    },
    // The latest first: what is checked is what is still remembered.
    Narrow {
        list: "tickets",
        asks: &[("reviewed", Asks::No)],
        order: Order::Index(Ticket::KIND, TICKET_UNREVIEWED, Direction::Backward),
    },
    Narrow {
        list: "followups",
        asks: &[("overdue", Asks::Yes)],
        order: Order::Index(FollowUp::KIND, FOLLOW_UP_DUE, Direction::Forward),
    },
    // The longest late first.
    Narrow {
        list: "tickets",
        asks: &[("pending", Asks::Yes), ("overdue", Asks::Yes)],
        order: Order::Index(Ticket::KIND, TICKET_DUE, Direction::Forward),
    },
    Narrow {
        list: "tickets",
        asks: &[("pending", Asks::Yes)],
        order: Order::Index(Ticket::KIND, TICKET_OPEN_BY_PREMISES, Direction::Forward),
    },
];

/// Lists read from an instant on where a condition on a column begins there: list, column, kind, index.
pub(super) const SINCE: &[(&str, &str, u8, u8)] = &[
    ("followups", "due_at", FollowUp::KIND, FOLLOW_UP_BY_DUE),
    ("cases", "received_at", Ticket::KIND, TICKET_BY_TIME),
];

/// Lists whose numbers begin with a letter and a day: of a day only its own are looked at.
pub(super) const NUMBERED: &[(&str, u8, Letter)] = &[("contacts", Contact::KIND, Letter::Contact)];

fn contact(asking: Asking<'_>, id: u64, shown: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(contact) = get::<Contact>(asking.tx, id)? else {
        return Ok(None);
    };
    let mut tickets = Vec::new();
    for ticket in &contact.tickets {
        let ticket = get::<Ticket>(asking.tx, ticket.0)?;
        tickets.extend(ticket.map(|ticket| ticket.number.full()));
    }
    let handled_by = named(asking, Some(contact.handled_by))?;
    Ok(Some(vec![
        number(contact.number),
        text(contact.channel.name()),
        text(&contact.premises),
        text(&contact.caller),
        phone(&contact.phone, shown),
        text(contact.kind.name()),
        text(&contact.text),
        Cell::At(contact.at),
        text(contact.state.name()),
        text(&handled_by),
        or_null(contact.due_at, Cell::At),
        text(&contact.answer),
        texts(&tickets),
        text(contact.external.as_deref().unwrap_or_default()),
        Cell::Day(contact.number.day),
        whole(contact.rings),
    ]))
}

fn ticket(asking: Asking<'_>, id: u64, shown: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(ticket) = get::<Ticket>(asking.tx, id)? else {
        return Ok(None);
    };
    let assignee = named(asking, ticket.assignee)?;
    let waits = ticket.waits_for().is_some();
    Ok(Some(vec![
        number(ticket.number),
        text(ticket.external.as_deref().unwrap_or_default()),
        text(ticket.kind.name()),
        text(&ticket.state),
        text(&ticket.premises),
        text(&ticket.category),
        text(ticket.priority.name()),
        text(&ticket.summary),
        Cell::At(ticket.received_at),
        or_null(ticket.due_at, Cell::At),
        Cell::Yes(ticket.late(asking.now)),
        text(&assignee),
        whole(ticket.voices.len()),
        or_null(
            ticket.grievance.as_ref().map(|grievance| grievance.level),
            whole,
        ),
        or_null(ticket.done_at, Cell::At),
        or_null(ticket.closed_at, Cell::At),
        text(&ticket.caller),
        phone(&ticket.phone, shown),
        text(&ticket.result),
        text(&ticket.class),
        text(&ticket.zone),
        Cell::Money(ticket.cost),
        text(ticket.outcome.map_or("", |outcome| outcome.name())),
        whole(ticket.reopened),
        or_null(ticket.filed(), Cell::Yes),
        text(
            ticket
                .report
                .as_ref()
                .filter(|_| waits)
                .map_or("", |report| report.to.name()),
        ),
        text(&ticket.text),
        Cell::Yes(working(&ticket)),
        or_null(ticket.reviewed(), Cell::Yes),
        text(ticket.review.as_ref().map_or("", |one| one.verdict.name())),
        text(ticket.review.as_ref().map_or("", |one| one.remark.as_str())),
    ]))
}

fn reported(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(ticket) = get::<Ticket>(asking.tx, id)? else {
        return Ok(None);
    };
    let mine = ticket
        .waits_for()
        .is_some_and(|rank| asking.actor.rank >= rank);
    let Some(report) = ticket.report.as_ref().filter(|_| mine) else {
        return Ok(None);
    };
    let by = named(asking, Some(report.by))?;
    Ok(Some(vec![
        number(ticket.number),
        text(ticket.kind.name()),
        text(&ticket.state),
        text(&ticket.premises),
        text(&ticket.summary),
        text(&report.reason),
        text(&by),
        Cell::At(report.at),
        text(report.to.name()),
    ]))
}

fn important(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let found = get::<FollowUp>(asking.tx, id)?.filter(FollowUp::waits_for_notice);
    let Some(follow_up) = found.filter(|_| asking.actor.may(Right::Supervise)) else {
        return Ok(None);
    };
    let Some(last) = follow_up.attempts.last() else {
        return Ok(None);
    };
    let by = named(asking, Some(last.by))?;
    Ok(Some(vec![
        number(follow_up.number),
        number(follow_up.ticket_number),
        text(&follow_up.premises),
        text(&follow_up.summary),
        text(last.outcome.name()),
        text(&last.text),
        text(&by),
        Cell::At(last.at),
    ]))
}

fn follow_up(asking: Asking<'_>, id: u64, shown: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(follow_up) = get::<FollowUp>(asking.tx, id)?.filter(|one| !one.undone) else {
        return Ok(None);
    };
    Ok(Some(vec![
        number(follow_up.number),
        number(follow_up.ticket_number),
        text(&follow_up.premises),
        Cell::At(follow_up.due_at),
        Cell::Yes(follow_up.open() && follow_up.due_at < asking.now),
        whole(follow_up.attempts.len()),
        text(follow_up.outcome.map_or("", |outcome| outcome.name())),
        text(&follow_up.name),
        phone(&follow_up.phone, shown),
        text(&follow_up.summary),
        Cell::At(follow_up.since),
        or_null(follow_up.wake_at, Cell::At),
        or_null(follow_up.ended_at, Cell::At),
    ]))
}
