//! Head starts: why one ticket comes before another with the same deadline (product.md, ways of working 6).

use crate::domain::calendar::{Instant, Zone};
use crate::domain::household::Person;
use crate::domain::ticket::{Priority, Ticket};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
use crate::service::settings::HEADS;
use crate::storage::ReadTx;
use crate::storage::record::get;

/// What the reasons look at.
struct Case<'a> {
    ticket: &'a Ticket,
    office: &'a Office,
    /// Somebody in the home is old, ill or alone with small children.
    vulnerable: bool,
    now: Instant,
}

/// One reason: its name (words: `field-head_<name>`, setting `head.<name>`) and how often its minutes count in a case.
struct Reason {
    name: &'static str,
    times: fn(&Case<'_>) -> i64,
}

/// The reason whose minutes stand in the category itself, not in a setting.
const CATEGORY: &str = "category";
/// The reason that comes with time: an hour agreed with the customer went by.
const PROMISE: &str = "promise";

/// The table of head starts.
const REASONS: &[Reason] = &[
    Reason {
        name: "urgent",
        times: |case| i64::from(case.ticket.priority == Priority::Urgent),
    },
    Reason {
        name: CATEGORY,
        times: |_| 1,
    },
    Reason {
        name: "repeat",
        times: |case| i64::from(case.ticket.reopened > 0 || case.ticket.rework_of.is_some()),
    },
    Reason {
        name: "vulnerable",
        times: |case| i64::from(case.vulnerable),
    },
    Reason {
        name: PROMISE,
        times: |case| {
            let end = promised(case.office.zone, case.ticket);
            i64::from(end.is_some_and(|end| end < case.now))
        },
    },
    Reason {
        name: "level",
        times: |case| {
            let level = case.ticket.grievance.as_ref().map_or(1, |g| g.level);
            i64::from(level.saturating_sub(1))
        },
    },
    Reason {
        name: "major",
        times: |case| i64::from(case.ticket.grievance.as_ref().is_some_and(|g| g.major)),
    },
];

/// The minutes a setting of the family `head.` gives.
pub fn minutes_of(office: &Office, name: &str) -> i64 {
    office.whole(&format!("{HEADS}{name}"), 0)
}

/// Whether a setting moves tickets: it is one of the reasons'.
pub fn moves_tickets(key: &str) -> bool {
    let name = key.strip_prefix(HEADS);
    REASONS.iter().any(|reason| Some(reason.name) == name)
}

/// The minutes one count of a reason gives.
fn unit(case: &Case<'_>, name: &str) -> i64 {
    if name != CATEGORY {
        return minutes_of(case.office, name);
    }
    let mut categories = case.office.categories.iter();
    categories
        .find(|category| category.code == case.ticket.category)
        .map_or(0, |category| category.head_start)
}

/// When the hour agreed with the customer has gone by, if nobody has started yet.
fn promised(zone: Zone, ticket: &Ticket) -> Option<Instant> {
    let promised = ticket.appointment.filter(|_| ticket.started_at.is_none())?;
    Some(promised.span(zone).1)
}

/// Returns the head start that time alone will bring: the last instant without it, and its minutes.
pub fn coming(office: &Office, now: Instant, ticket: &Ticket) -> Option<(Instant, i64)> {
    let end = promised(office.zone, ticket).filter(|end| *end >= now)?;
    Some((end, minutes_of(office, PROMISE)))
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
        office,
        vulnerable: vulnerable(tx, ticket)?,
        now,
    };
    Ok(REASONS
        .iter()
        .map(|reason| {
            (
                reason.name,
                (reason.times)(&case) * unit(&case, reason.name),
            )
        })
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
