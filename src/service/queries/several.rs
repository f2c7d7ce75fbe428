//! Tickets one act is to be done to: which of them take it, and who would be sent to each.

use crate::domain::error::{Refusal, Why};
use crate::domain::id::StaffId;
use crate::domain::ticket::Ticket;
use crate::service::command::{About, Row, row};
use crate::service::commands::ABSENT;
use crate::service::commands::several::{DISPATCH, MOST};
use crate::service::execute::authorise;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::queries::actions::refused;
use crate::service::queries::{Asking, panes, rows};
use crate::service::query::Pane;
use crate::service::subject::{self, Found};
use crate::service::view::OneOf;
use crate::service::workers::{Sharing, held_by};

/// Answers `Query::Several`: these tickets in the order of the work pane, those that left it behind the others.
pub fn several(asking: Asking<'_>, command: &str, names: &[String]) -> Run<Vec<OneOf>> {
    let row =
        row(command).ok_or_else(|| Refusal::new(Why::UnknownCommand).with("command", command))?;
    authorise(asking.actor, row.right)?;
    if row.name == ABSENT {
        return handed_over(asking, names);
    }
    judged(asking, row, named(asking, names)?, None)
}

/// The open tickets of who is to be away, and who is proposed for each in their place.
fn handed_over(asking: Asking<'_>, names: &[String]) -> Run<Vec<OneOf>> {
    let dispatch =
        row(DISPATCH).ok_or_else(|| Refusal::new(Why::UnknownCommand).with("command", DISPATCH))?;
    let name = names.first().map(String::as_str).unwrap_or_default();
    let staff = lookup::staff_or_former(asking.tx, name)?;
    let mut held = held_by(asking.tx, staff.id)?;
    held.truncate(MOST);
    judged(asking, dispatch, held, Some(staff.id))
}

/// The tickets of these numbers, in this order.
pub fn named(asking: Asking<'_>, names: &[String]) -> Run<Vec<Ticket>> {
    if names.len() > MOST {
        return Err(Refusal::new(Why::TooMany).with("limit", MOST).into());
    }
    let mut tickets = Vec::with_capacity(names.len());
    for name in names {
        let found = subject::find(
            asking.tx,
            asking.office,
            asking.now,
            About::Ticket,
            Some(name),
        )?;
        if let Found::Ticket(ticket) = found {
            tickets.push(*ticket);
        }
    }
    Ok(tickets)
}

/// Tickets in the order of the work pane, those that left it behind the others.
pub fn in_order(asking: Asking<'_>, tickets: Vec<Ticket>) -> Run<Vec<Ticket>> {
    let mut placed = Vec::with_capacity(tickets.len());
    for ticket in tickets {
        let row = panes::standing(asking, Pane::Tickets, ticket.id.0)?;
        let place = row.map(|row| row.position);
        placed.push(((place.is_none(), place), ticket));
    }
    placed.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(placed.into_iter().map(|(_, ticket)| ticket).collect())
}

/// Says of each ticket whether it takes the command and, where somebody is sent by it, who would be.
fn judged(
    asking: Asking<'_>,
    row: &Row,
    tickets: Vec<Ticket>,
    but: Option<StaffId>,
) -> Run<Vec<OneOf>> {
    let mut found = Vec::with_capacity(tickets.len());
    for ticket in in_order(asking, tickets)? {
        let standing = panes::standing(asking, Pane::Tickets, ticket.id.0)?;
        let one = OneOf {
            standing: standing.is_some(),
            row: match standing {
                Some(row) => row,
                None => rows::ticket(asking, &ticket)?,
            },
            worker: String::new(),
            refused: refused(asking, row, &Found::Ticket(Box::new(ticket.clone())))?,
        };
        found.push((ticket, one));
    }
    if row.name == DISPATCH {
        // Shared out as the act would: each proposal counts for the next.
        let today = asking.office.today(asking.now);
        let mut sharing = Sharing::without(but);
        for (ticket, one) in found.iter_mut().filter(|(_, one)| one.refused.is_none()) {
            let sent = sharing.next(asking.tx, asking.office, ticket, today)?;
            one.worker = sent.map(|staff| staff.name).unwrap_or_default();
        }
    }
    Ok(found.into_iter().map(|(_, one)| one).collect())
}
