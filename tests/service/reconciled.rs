//! The month's summary and its calendar month, held against each other and against a walk over all tickets (duties.md A-07).

use frontdesk::domain::calendar::{Instant, MINUTE_MS};
use frontdesk::domain::ticket::{Ticket, TicketKind};
use frontdesk::service::view::Value;

use super::desk::*;
use super::reports::{all, behind, busy, label, report, section};
use crate::support::world::World;

/// What came from an instant on and before another, of a kind or of all, by walking over every ticket.
fn came(world: &World, kind: Option<TicketKind>, (from, to): (Instant, Instant)) -> i64 {
    let tickets: Vec<Ticket> = all(world);
    let fits = tickets.iter().filter(|one| {
        one.state != "cancelled"
            && kind.is_none_or(|kind| one.kind == kind)
            && from <= one.received_at
            && one.received_at < to
    });
    i64::try_from(fits.count()).unwrap()
}

/// Holds each figure of the section against a walk over all tickets; `said` is what was counted when the summary was made.
#[track_caller]
fn reconciles(world: &World, month: &str, (since, until): (Instant, Instant), said: &[i64; 4]) {
    let page = report(world, "month_summary", month);
    let section = section(&page, "reconciled");
    let (from, to) = (page.report.from, page.report.to);
    let kinds = TicketKind::ALL.iter().map(|kind| Some(*kind)).chain([None]);
    let lines = section.lines.iter().chain(&section.total);
    assert_eq!(section.lines.len(), TicketKind::ALL.len());
    for ((kind, line), said) in kinds.zip(lines).zip(said) {
        let told = format!("{month} {}", label(line));
        let count = |span| came(world, kind, span);
        let figures = [
            *said,
            count((since, until)) - said,
            count((since, from)),
            count((until, to)),
            count((from, to)),
        ];
        assert_eq!(line.cells[1..], figures.map(Value::Count), "{told}");
        let [said, changed, carried, after, month] = figures;
        assert_eq!(said + changed - carried + after, month, "{told}");
        for (at, figure) in (1..).zip(figures) {
            // What changed since has no rows, and then the rows of what was said are not there any more.
            if at == 2 || (at == 1 && changed != 0) {
                assert_eq!(line.opens[at], None, "{told}");
            } else {
                assert_eq!(behind(world, line, at), Some(figure), "{told} {at}");
            }
        }
    }
}

/// What came of each kind and of all in a span.
fn by_kind(world: &World, span: (Instant, Instant)) -> [i64; 4] {
    let kinds = TicketKind::ALL
        .iter()
        .map(|kind| came(world, Some(*kind), span));
    let mut counts: Vec<i64> = kinds.collect();
    counts.push(came(world, None, span));
    counts.try_into().unwrap()
}

#[test]
fn the_summary_made_before_the_month_is_over_is_held_against_the_calendar_month() {
    let mut world = busy();
    let summary = |world: &mut World, month: &str| {
        let made = cmd("report.make").arg("report", "class_summary");
        world.done(DESK, made.arg("month", month));
        let span = report(world, "class_summary", month).report;
        ((span.from, span.to), by_kind(world, (span.from, span.to)))
    };
    // Not made yet, it is what the records say now, and nothing comes after it.
    let (first, now) = (at("2026-11-01T00:00"), world.now);
    let unmade = by_kind(&world, (first, now));
    reconciles(&world, "2026-11", (first, now), &unmade);
    let (november, said) = summary(&mut world, "2026-11");
    assert_eq!((november, said[3]), ((first, now.plus_minutes(1)), 7));
    // What comes when it was made belongs to November, and to the summary of December; the last second of a month too.
    world.wait_until("2026-11-27T10:00");
    world.opened(leak());
    world.now = at("2026-11-30T23:59").plus_ms(59_500 - MINUTE_MS);
    let wrong = world.opened(leak());
    world.wait_until("2026-12-02T10:00");
    world.opened(noise());
    reconciles(&world, "2026-11", november, &said);
    world.wait_until("2026-12-24T17:00");
    let (december, said) = summary(&mut world, "2026-12");
    assert_eq!((december.0, said[3]), (november.1, 3));
    // One of what it said is cancelled, and one more comes before the year is over.
    world.done(
        MANAGER,
        with(on("ticket.cancel", wrong), &[("reason", "报错了")]),
    );
    world.opened(noise());
    world.wait_until("2026-12-31T09:00");
    reconciles(&world, "2026-12", december, &said);
    let page = report(&world, "month_summary", "2026-12");
    let total = section(&page, "reconciled").total.clone().unwrap();
    assert_eq!(total.cells[1..], [3, -1, 1, 1, 2].map(Value::Count));
    // Seen from the next year the month ends where it did.
    world.wait_until("2027-01-04T09:00");
    world.opened(leak());
    reconciles(&world, "2026-12", december, &said);
}
