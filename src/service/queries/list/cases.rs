//! The list behind the figures of reports: repairs, complaints and suggestions as they are counted, oldest first.

use crate::domain::follow_up::Outcome;
use crate::domain::staff::Right;
use crate::domain::ticket::Ticket;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::reports::cases::case;
use crate::service::view::Cell;
use crate::storage::Direction;
use crate::storage::kept::indexes::TICKET_BY_TIME;
use crate::storage::record::{Record, get};

use super::cells::{number, or_null, text, whole};
use super::{List, Order, Shape, Shown};

pub(super) const LISTS: &[List] = &[List {
    name: crate::reports::cases::LIST,
    columns: &[
        ("number", Shape::Text),
        ("kind", Shape::Text),
        ("premises", Shape::Text),
        ("building", Shape::Text),
        ("category", Shape::Text),
        ("class", Shape::Text),
        ("scope", Shape::Text),
        ("summary", Shape::Text),
        ("received_at", Shape::At),
        ("handled", Shape::Yes),
        ("handled_at", Shape::At),
        ("overdue", Shape::Yes),
        ("in_time", Shape::Yes),
        ("repeated", Shape::Yes),
        ("rated", Shape::Yes),
        ("outcome", Shape::Text),
        ("voices", Shape::Whole),
        ("complete", Shape::Yes),
        ("reviewed", Shape::Yes),
    ],
    order: Order::Index(Ticket::KIND, TICKET_BY_TIME, Direction::Forward),
    row,
    right: Right::Read,
}];

/// One case; nothing of a ticket that was cancelled.
fn row(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(ticket) = get::<Ticket>(asking.tx, id)? else {
        return Ok(None);
    };
    let Some(case) = case(asking.reckoning(), &ticket)? else {
        return Ok(None);
    };
    let complete = !ticket.category.is_empty() && ticket.filed() != Some(false);
    let rated = case.outcome.is_some_and(Outcome::answered);
    Ok(Some(vec![
        number(ticket.number),
        text(case.kind.name()),
        text(&case.premises),
        text(&case.building),
        text(&case.category.0),
        text(&case.cause),
        text(case.scope.name()),
        text(&ticket.summary),
        Cell::At(case.received_at),
        Cell::Yes(case.handled),
        or_null(case.handled_at, Cell::At),
        Cell::Yes(case.overdue),
        or_null(case.kept, Cell::Yes),
        Cell::Yes(case.repeated),
        Cell::Yes(rated),
        text(case.outcome.map_or("", |outcome| outcome.name())),
        whole(case.voices),
        Cell::Yes(complete),
        or_null(ticket.reviewed(), Cell::Yes),
    ]))
}
