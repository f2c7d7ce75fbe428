//! The supervisor's figures: what is open and late by day, late duties, the month's rates against their targets, what waits.

use std::ops::Bound;

use crate::domain::calendar::{Day, Instant};
use crate::domain::ticket::Ticket;
use crate::service::deadlines::{Lateness, late_spells};
use crate::service::duties::counts_from;
use crate::service::halt::Run;
use crate::service::lookup::{between, ids as ids_of};
use crate::service::queries::Asking;
use crate::service::queries::duties;
use crate::service::queries::header::{count_until, header};
use crate::service::rates;
use crate::service::reports::{ALL, CONTENT, asked};
use crate::service::view::{Board, Counted, DayBar, Gauge};
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::handled_at;
use crate::storage::kept::indexes::{
    TICKET_BY_DONE, TICKET_BY_TIME, TICKET_OPEN_BY_PREMISES, TICKET_UNREVIEWED,
};
use crate::storage::record::get;

/// Days that are drawn.
const DAYS: i32 = 14;
/// What is open so many days after it came is told apart (duties.md A-04).
const OLD: i32 = 3;

/// Answers `Query::Board`: kept figures, and a walk over what is open and over a fortnight's comings and goings.
pub fn board(asking: Asking<'_>) -> Run<Board> {
    let today = asking.office.today(asking.now);
    let header = header(asking)?;
    let asked = asked(asking.reckoning(), today.month())?;
    let collected = rates::whole(asking.tx, today.month(), today)?;
    let target = asking.office.whole("rate.target_percent", 98);
    let target = u32::try_from(target).unwrap_or(100);
    let counted = |name: &str, count: i64| Gauge {
        name: name.to_owned(),
        count,
        of: None,
        target: None,
        rows: None,
        page: None,
    };
    let rows = |what: &str, conditions: &[String]| {
        Some(Counted {
            what: what.to_owned(),
            conditions: conditions.to_vec(),
        })
    };
    let one = |condition: &str| vec![condition.to_owned()];
    let pending = one("pending = yes");
    let late = [pending.clone(), one("overdue = yes")].concat();
    let page = |gauge: Gauge, page: &str| Gauge {
        page: Some(page.to_owned()),
        ..gauge
    };
    let rate = |name: &str, part: i64, of: i64, target: u32, rows: Option<Counted>| Gauge {
        of: Some(of),
        target: Some(target),
        rows,
        ..counted(name, part)
    };
    let followed = rows("followups", &asked.rows("followed"));
    let days = rows("followups", &asked.rows("days"));
    let content = rows("followups", &asked.rows("content"));
    let unpaid = rows("unpaid_homes", &[format!("month = {}", today.month())]);
    let mut gauges = vec![
        page(
            counted(
                "waiting",
                header.approvals + header.reported + header.important,
            ),
            "go.approvals",
        ),
        Gauge {
            rows: rows("tickets", &pending),
            ..counted("open", header.open)
        },
        Gauge {
            rows: rows("tickets", &late),
            ..counted("late", header.late)
        },
        Gauge {
            rows: rows("followups", &one("overdue = yes")),
            ..counted("follow_ups_late", header.follow_ups_late)
        },
    ];
    // Before the office counts there is nothing to tell.
    if counts_from(asking.office).is_some() {
        gauges.push(Gauge {
            rows: rows("duties", &one("late = yes")),
            ..page(counted("duties_late", duties::late(asking)?), "go.duties")
        });
    }
    gauges.extend([
        page(counted("unreviewed", unreviewed(asking)?), "go.review"),
        rate("followed", asked.answered, asked.due(), ALL, followed),
        rate("in_time", asked.in_days, asked.due(), ALL, days),
        rate("content", asked.satisfied, asked.answered, CONTENT, content),
        rate(
            "collected",
            collected.paid.into(),
            collected.due.into(),
            target,
            unpaid,
        ),
    ]);
    Ok(Board {
        at: asking.now,
        gauges,
        days: bars(asking, today)?,
    })
}

/// How much is done and not checked, as far as the figures of the top line are counted.
fn unreviewed(asking: Asking<'_>) -> Run<i64> {
    count_until(asking.tx, TICKET_UNREVIEWED, asking.now)
}

/// One ticket's time with somebody working on it.
struct Stay {
    from: Instant,
    until: Option<Instant>,
    late: Vec<Lateness>,
}

/// What came, what was handled, what was open and what of it late on each of the last days, as the tickets say now: one
/// that came back is open since it first came.
fn bars(asking: Asking<'_>, today: Day) -> Run<Vec<DayBar>> {
    let zone = asking.office.zone;
    let first = today.plus(1 - DAYS);
    let begin = zone.at(first, 0);
    let recent = (Bound::Included(begin), Bound::Unbounded);
    let mut ids = between(asking.tx, TICKET_BY_TIME, recent, usize::MAX)?;
    ids.extend(between(asking.tx, TICKET_BY_DONE, recent, usize::MAX)?);
    let (open, every) = (TICKET_OPEN_BY_PREMISES, Key::new());
    let open = ids_of::<Ticket>(asking.tx, open, every, Direction::Forward, usize::MAX)?;
    ids.extend(open);
    ids.sort_unstable();
    ids.dedup();
    let mut stays = Vec::new();
    for id in ids {
        let ticket: Option<Ticket> = get(asking.tx, id)?;
        let Some(ticket) = ticket.filter(|ticket| ticket.state != "cancelled") else {
            continue;
        };
        stays.push(Stay {
            from: ticket.received_at,
            until: handled_at(&ticket),
            late: late_spells(asking.tx, asking.office, &ticket)?,
        });
    }
    let bar = |day: Day| {
        let (begin, end) = (zone.at(day, 0), zone.end_of(day).min(asking.now));
        let within = |at: Instant| begin <= at && at <= end;
        let old = zone.at(day.plus(-OLD), 0);
        let count = |holds: &dyn Fn(&Stay) -> bool| {
            let counted = stays.iter().filter(|stay| holds(stay)).count();
            i64::try_from(counted).unwrap_or(i64::MAX)
        };
        let stands = |stay: &Stay| stay.from <= end && stay.until.is_none_or(|until| until > end);
        let late =
            |(since, until): &Lateness| *since < end && until.is_none_or(|until| until > end);
        DayBar {
            day,
            received: count(&|stay| within(stay.from)),
            handled: count(&|stay| stay.until.is_some_and(within)),
            open: count(&stands),
            old: count(&|stay| stands(stay) && stay.from < old),
            late: count(&|stay| stands(stay) && stay.late.iter().any(late)),
        }
    };
    Ok(first.through(today).map(bar).collect())
}
