//! The cases of a span of time: what a report knows of each repair, complaint and suggestion that came in it.

use std::ops::Bound;

use crate::domain::household::Household;
use crate::domain::office::Category;
use crate::domain::premises::building_of;
use crate::domain::ticket::Ticket;
use crate::reports::Case;
use crate::service::deadlines;
use crate::service::halt::Run;
use crate::service::lookup::between;
use crate::storage::kept::indexes::TICKET_BY_TIME;
use crate::storage::kept::{handled_at, working};
use crate::storage::record::get;

use super::{Reckoning, Window};

/// The state of what never was, or is not to be done any more.
const CANCELLED: &str = "cancelled";

/// The cases received in a window, the earliest first; what was cancelled is none.
pub fn within(reckoning: Reckoning<'_>, (from, to): Window) -> Run<Vec<Case>> {
    let span = (Bound::Included(from), Bound::Excluded(to));
    let mut cases = Vec::new();
    for id in between(reckoning.tx, TICKET_BY_TIME, span, usize::MAX)? {
        if let Some(ticket) = get::<Ticket>(reckoning.tx, id)? {
            cases.extend(case(reckoning, &ticket)?);
        }
    }
    Ok(cases)
}

/// What a report knows of a ticket; nothing of one that was cancelled.
pub fn case(reckoning: Reckoning<'_>, ticket: &Ticket) -> Run<Option<Case>> {
    if ticket.state == CANCELLED {
        return Ok(None);
    }
    let Reckoning { tx, office, now } = reckoning;
    let household: Option<Household> = match ticket.household {
        Some(id) => get(tx, id.0)?,
        None => None,
    };
    // What lies in the common parts of a building is written with its code.
    let building = match &household {
        Some(household) => household.place().building,
        None => building_of(&ticket.premises).to_owned(),
    };
    let building = if building.is_empty() {
        building
    } else {
        office.place_name(ticket.community, &building)
    };
    let called = |category: &&Category| category.code == ticket.category;
    let called = office.categories.iter().find(called);
    let called = called.map_or(&ticket.category, |category| &category.name);
    Ok(Some(Case {
        kind: ticket.kind,
        category: (ticket.category.clone(), called.clone()),
        building,
        premises: ticket.premises.clone(),
        home: household.is_some(),
        cause: ticket.class.clone(),
        scope: ticket.scope,
        received_at: ticket.received_at,
        handled: !working(ticket),
        handled_at: handled_at(ticket),
        overdue: working(ticket) && ticket.late(now),
        kept: deadlines::kept(tx, office, now, ticket)?,
        repeated: ticket.reopened > 0 || ticket.rework_of.is_some(),
        outcome: ticket.outcome,
        voices: ticket.voices.len(),
    }))
}
