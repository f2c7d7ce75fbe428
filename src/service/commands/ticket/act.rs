//! Sending a worker, finishing, filing: moves that need more than their lifecycle says.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::follow_up::FollowUp;
use crate::domain::money::Amount;
use crate::domain::staff::Staff;
use crate::domain::ticket::{Ticket, TicketKind};
use crate::service::args::Values;
use crate::service::command::Made;
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::work::Work;
use crate::service::workers::{self, building_of};

use super::guards::follow_ups;
use super::open::with_holder;
use super::walk::{Going, filed, found, made, walk};

/// Texts that forms begin with, and that stand in the office's books in its own language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    /// The usual result of a repair.
    result: String,
    /// What paid work is called on an account.
    pub(super) paid_work: String,
}

/// A test holds that the file reads.
pub(super) static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| toml::from_str(include_str!("texts.toml")).unwrap_or_default());

/// Who is sent: the worker named, else who has it already, else the one the rule proposes.
fn worker(work: &Work<'_>, ticket: &Ticket, values: &Values) -> Run<Option<Staff>> {
    if let Some(named) = values.staff("worker") {
        return Ok(Some(named.clone()));
    }
    match (ticket.assignee, ticket.kind) {
        (Some(staff), TicketKind::Repair) if work.row.name != "ticket.dispatch" => {
            work.find(staff.0)
        }
        (_, TicketKind::Repair) => proposed(work, ticket),
        _ => Ok(None),
    }
}

/// The worker the rule proposes.
fn proposed(work: &Work<'_>, ticket: &Ticket) -> Run<Option<Staff>> {
    let matter = (ticket.category.as_str(), ticket.premises.as_str());
    workers::choose(work.tx(), work.office, matter, work.today())
}

/// `ticket.dispatch`, `ticket.start`, `ticket.hold`, `ticket.done`: somebody must be named on the way.
pub fn go_with_worker(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    let command = work.row.name.rsplit('.').next().unwrap_or_default();
    let going = Going {
        values,
        worker: worker(work, &ticket, values)?,
    };
    let other = values
        .staff("worker")
        .is_some_and(|named| ticket.assignee != Some(named.id));
    if other && command != "dispatch" {
        walk(work, &mut ticket, "dispatch", &going)?;
    }
    walk(work, &mut ticket, command, &going)?;
    let made = with_holder(work, made(&ticket), &ticket)?;
    Ok(match values.amount("cost") {
        Some(charged) if charged > Amount::ZERO => made.with("charged", charged),
        _ => made,
    })
}

/// `ticket.file`: a slip that was only waiting for its class and zone closes with it.
pub fn file(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    let going = Going::by(values);
    walk(work, &mut ticket, "file", &going)?;
    close_if_followed_up(work, &mut ticket, &going)?;
    Ok(made(&ticket))
}

/// Closes a ticket whose follow-ups have all ended well, if class and zone are known; says whether it is closed.
pub fn close_if_followed_up(
    work: &mut Work<'_>,
    ticket: &mut Ticket,
    going: &Going<'_>,
) -> Run<bool> {
    let waiting = ticket.state == crate::storage::kept::FOLLOWING_UP;
    if !waiting || follow_ups(work, ticket)?.iter().any(FollowUp::open) {
        return Ok(false);
    }
    filed(ticket, going.values);
    let slip = ticket.kind == TicketKind::Repair;
    if slip && (ticket.class.is_empty() || ticket.zone.is_empty()) {
        return Ok(false);
    }
    walk(work, ticket, "followed_up", going)?;
    Ok(true)
}

/// Class and zone as kept, else the category's name and the building.
pub fn proposed_filing(work: &Work<'_>, ticket: &Ticket) -> (String, String) {
    let category = work
        .office
        .categories
        .iter()
        .find(|known| known.code == ticket.category)
        .map_or(ticket.category.as_str(), |known| known.name.as_str());
    let keep = |kept: &str, proposed: &str| {
        if kept.is_empty() {
            proposed.to_owned()
        } else {
            kept.to_owned()
        }
    };
    (
        keep(&ticket.class, category),
        keep(&ticket.zone, building_of(&ticket.premises)),
    )
}

/// What the form of `ticket.done` begins with.
pub fn prefill_done(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let ticket = found(work)?;
    let (class, zone) = proposed_filing(work, &ticket);
    let mut begin = vec![
        ("result", TEXTS.result.clone()),
        ("class", class),
        ("zone", zone),
    ];
    begin.extend(who_goes(work, &ticket)?);
    Ok(begin)
}

/// What the form of `ticket.start` begins with.
pub fn prefill_start(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let ticket = found(work)?;
    Ok(who_goes(work, &ticket)?.into_iter().collect())
}

/// What the form of `ticket.hold` begins with: who has it. What nobody has can wait as it is.
pub fn prefill_hold(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let ticket = found(work)?;
    let assigned = ticket
        .assignee
        .filter(|_| ticket.kind == TicketKind::Repair);
    let name = assigned.map(|staff| staff_name(work.tx(), staff));
    let name = name.transpose()?;
    Ok(name.map(|name| ("worker", name)).into_iter().collect())
}

/// Who would be taken to have gone if nobody else were named.
fn who_goes(work: &Work<'_>, ticket: &Ticket) -> Run<Option<(&'static str, String)>> {
    let goes = worker(work, ticket, &Values::default())?;
    Ok(goes.map(|staff| ("worker", staff.name)))
}

/// What the form of `ticket.file` begins with.
pub fn prefill_file(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let ticket = found(work)?;
    if ticket.kind != TicketKind::Repair {
        return Ok(Vec::new());
    }
    let (class, zone) = proposed_filing(work, &ticket);
    Ok(vec![("class", class), ("zone", zone)])
}

/// What the form of `ticket.dispatch` begins with: the worker the rule proposes.
pub fn prefill_dispatch(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let ticket = found(work)?;
    Ok(proposed(work, &ticket)?
        .map(|staff| ("worker", staff.name))
        .into_iter()
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_read() {
        let texts: Texts = toml::from_str(include_str!("texts.toml")).unwrap();
        assert!(!texts.result.is_empty() && !texts.paid_work.is_empty());
    }
}
