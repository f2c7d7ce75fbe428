//! Answers `Query::Shift`: the shift of who asks, and what waits to be accepted.

use crate::domain::shift::{Item, Shift};
use crate::domain::staff::Right;
use crate::service::audit::{self, Event};
use crate::service::command::AuditKind;
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::queries::Asking;
use crate::service::queries::rows::named;
use crate::service::shift::{self, EARLY, gather};
use crate::service::subject::{Found, by_number};
use crate::service::view::{Handover, HandoverLine, LogLine, OnDuty, ShiftNow, ShiftPage};

/// Acts of the work log in one answer; a shift of three hundred shows the latest of them.
const LOG: usize = 100;

/// Answers `Query::Shift`.
pub fn page(asking: Asking<'_>) -> Run<ShiftPage> {
    let own = shift::own(asking.tx, asking.actor.staff)?;
    let leads = asking.actor.may(Right::Supervise);
    let mut handed = Vec::new();
    for one in shift::waiting(asking.tx)? {
        handed.push(Handover {
            id: one.id,
            person: staff_name(asking.tx, one.staff)?,
            handed_at: one.handed_at.unwrap_or(one.began_at),
            to: named(asking, one.to)?,
            lines: lines(asking, &one.items)?,
            accepted_by: named(asking, one.accepted_by)?,
            released_by: named(asking, one.released_by)?,
            mine: shift::is_for(&one, asking.actor.staff, leads),
            shift: one.name,
        });
    }
    let on_duty = shift::on_duty(asking.tx)?;
    Ok(ShiftPage {
        own: match own {
            Some(own) => Some(now(asking, &own)?),
            None => None,
        },
        handed,
        on_duty: on_duty
            .iter()
            .map(|one| who(asking, one))
            .collect::<Run<_>>()?,
    })
}

fn who(asking: Asking<'_>, shift: &Shift) -> Run<OnDuty> {
    Ok(OnDuty {
        person: staff_name(asking.tx, shift.staff)?,
        shift: shift.name.clone(),
        since: shift.began_at,
        late: shift.late_by(asking.office.whole(EARLY, 15)),
        amiss: shift.amiss.clone(),
    })
}

fn now(asking: Asking<'_>, shift: &Shift) -> Run<ShiftNow> {
    let gathered = gather::gather(asking.tx, asking.office, shift, asking.now)?;
    Ok(ShiftNow {
        who: who(asking, shift)?,
        contacts: gathered.contacts,
        opened: gathered.opened,
        moved: gathered.moved,
        ended: gathered.ended,
        followed_up: gathered.followed_up,
        lines: lines(asking, &gathered.items)?,
        log: log(asking, shift)?,
    })
}

fn lines(asking: Asking<'_>, items: &[Item]) -> Run<Vec<HandoverLine>> {
    let line = |item: &Item| {
        Ok(HandoverLine {
            kind: item.kind.name().to_owned(),
            subject: gather::subject_of(item),
            number: item.number,
            premises: item.premises.clone(),
            text: item.text.clone(),
            at: item.at,
            amount: item.amount,
            count: item.count,
            seen_by: named(asking, item.seen_by)?,
            seen_at: item.seen_at,
        })
    };
    items.iter().map(line).collect()
}

/// What who asks did in their shift, and what they wrote themselves; the newest first.
fn log(asking: Asking<'_>, shift: &Shift) -> Run<Vec<LogLine>> {
    let mut lines = Vec::new();
    for seq in audit::of_actor(asking.tx, shift.staff, LOG)? {
        if seq <= shift.after {
            break;
        }
        let Some(stored) = audit::event(asking.tx, seq)? else {
            continue;
        };
        lines.extend(of_event(asking, stored.event)?);
    }
    lines.extend(shift.remarks.iter().map(LogLine::from));
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    lines.truncate(LOG);
    Ok(lines)
}

/// An act as a line of the log; what is about the shift itself is none.
pub(super) fn of_event(asking: Asking<'_>, event: Event) -> Run<Option<LogLine>> {
    if event.command.starts_with("shift.") || event.kind != AuditKind::Change {
        return Ok(None);
    }
    let found = match event.number {
        Some(number) => by_number(asking.tx, number)?,
        None => None,
    };
    let (premises, text) = found.as_ref().map(matter).unwrap_or_default();
    Ok(Some(LogLine {
        at: event.at,
        command: event.command,
        number: event.number,
        premises,
        text,
    }))
}

/// Where and what a record is about.
fn matter(found: &Found) -> (String, String) {
    match found {
        Found::Ticket(ticket) => (ticket.premises.clone(), ticket.summary.clone()),
        Found::Contact(contact) => {
            let first = contact.text.lines().next().unwrap_or_default();
            (contact.premises.clone(), first.to_owned())
        }
        Found::FollowUp(follow_up) => (follow_up.premises.clone(), follow_up.summary.clone()),
        Found::Payment(payment) => (payment.premises.clone(), payment.payer.clone()),
        _ => (String::new(), String::new()),
    }
}
