//! Head starts: why one ticket comes before another with the same deadline (product.md, ways of working 6).

use crate::domain::calendar::{Instant, Zone};
use crate::domain::household::Person;
use crate::domain::ticket::{Priority, Ticket};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
use crate::storage::ReadTx;
use crate::storage::record::get;

/// What the reasons look at.
struct Case<'a> {
    ticket: &'a Ticket,
    /// The head start of the ticket's category, minutes.
    category: i64,
    /// Somebody in the home is old, ill or alone with small children.
    vulnerable: bool,
    zone: Zone,
    now: Instant,
}

/// One reason: its name (words: `field-head_<name>`) and the minutes it gives in a case, 0 if it does not apply.
struct Reason {
    name: &'static str,
    minutes: fn(&Case<'_>) -> i64,
}

/// Returns `minutes` where `applies`.
const fn given(applies: bool, minutes: i64) -> i64 {
    if applies { minutes } else { 0 }
}

/// The table of head starts.
const REASONS: &[Reason] = &[
    Reason {
        name: "urgent",
        minutes: |case| given(case.ticket.priority == Priority::Urgent, 240),
    },
    Reason {
        name: "category",
        minutes: |case| case.category,
    },
    Reason {
        name: "repeat",
        minutes: |case| {
            let back = case.ticket.reopened > 0 || case.ticket.rework_of.is_some();
            given(back, 120)
        },
    },
    Reason {
        name: "vulnerable",
        minutes: |case| given(case.vulnerable, 120),
    },
    Reason {
        name: "promise",
        minutes: |case| {
            let broken = promised(case.zone, case.ticket).is_some_and(|end| end < case.now);
            given(broken, BROKEN_PROMISE)
        },
    },
    Reason {
        name: "level",
        minutes: |case| {
            let level = case.ticket.grievance.as_ref().map_or(1, |g| g.level);
            120 * i64::from(level.saturating_sub(1))
        },
    },
    Reason {
        name: "major",
        minutes: |case| given(case.ticket.grievance.as_ref().is_some_and(|g| g.major), 480),
    },
];

/// What a broken appointment gives, minutes.
const BROKEN_PROMISE: i64 = 180;

/// When the hour agreed with the customer has gone by, if nobody has started yet.
fn promised(zone: Zone, ticket: &Ticket) -> Option<Instant> {
    let promised = ticket.appointment.filter(|_| ticket.started_at.is_none())?;
    Some(promised.span(zone).1)
}

/// Returns the head start that time alone will bring: the last instant without it, and its minutes.
pub fn coming(office: &Office, now: Instant, ticket: &Ticket) -> Option<(Instant, i64)> {
    let end = promised(office.zone, ticket).filter(|end| *end >= now)?;
    Some((end, BROKEN_PROMISE))
}

/// Returns the head starts of a ticket: name and minutes, those that apply.
pub fn of(
    tx: &dyn ReadTx,
    office: &Office,
    now: Instant,
    ticket: &Ticket,
) -> Run<Vec<(&'static str, i64)>> {
    let case = Case {
        ticket,
        category: office
            .categories
            .iter()
            .find(|category| category.code == ticket.category)
            .map_or(0, |category| category.head_start),
        vulnerable: vulnerable(tx, ticket)?,
        zone: office.zone,
        now,
    };
    Ok(REASONS
        .iter()
        .map(|reason| (reason.name, (reason.minutes)(&case)))
        .filter(|(_, minutes)| *minutes != 0)
        .collect())
}

fn vulnerable(tx: &dyn ReadTx, ticket: &Ticket) -> Run<bool> {
    if let Some(person) = ticket.person
        && get::<Person>(tx, person.0)?.is_some_and(|person| person.vulnerable)
    {
        return Ok(true);
    }
    match ticket.household {
        Some(home) => Ok(lookup::people_of(tx, home.0)?
            .iter()
            .any(|person| person.vulnerable)),
        None => Ok(false),
    }
}
