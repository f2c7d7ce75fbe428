//! The desk's reports: each figure reckoned again from all records, each leading to the rows it counts.

use std::collections::BTreeMap;
use std::ops::Bound;

use frontdesk::domain::calendar::{Instant, MINUTE_MS};
use frontdesk::domain::contact::Contact;
use frontdesk::domain::error::Why;
use frontdesk::domain::follow_up::{FollowUp, Outcome};
use frontdesk::domain::id::Number;
use frontdesk::domain::ticket::{Ticket, TicketKind};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{Board, Cell, Line, ReportPage, Section, Value};
use frontdesk::storage::record::{Record, scan};
use frontdesk::storage::{Direction, Step};

use super::desk::*;
use crate::support::world::World;

pub(super) fn report(world: &World, name: &str, month: &str) -> ReportPage {
    let asked = Query::Report(name.to_owned(), Some(month.parse().unwrap()));
    match ask(world, DESK, &asked) {
        Ok(Reply::Report(page)) => *page,
        other => panic!("{other:?}"),
    }
}

pub(super) fn section<'p>(page: &'p ReportPage, name: &str) -> &'p Section {
    let found = page.report.sections.iter().find(|one| one.name == name);
    found.unwrap_or_else(|| panic!("no {name}"))
}

pub(super) fn all<R: Record>(world: &World) -> Vec<R> {
    let mut records = Vec::new();
    world.look(|tx| {
        scan::<R>(tx, Bound::Unbounded, Direction::Forward, &mut |one| {
            records.push(one);
            Ok(Step::Next)
        })
        .unwrap();
    });
    records
}

/// A month's work: repairs done in time, late, brought back, filed and not, cancelled, open; complaints and a suggestion,
/// of three buildings and the month before.
pub fn busy() -> World {
    let mut world = desk();
    let done = [("result", "好了"), ("class", "给排水"), ("zone", "3")];
    let at = |command: frontdesk::service::Command, home: &str| command.arg("premises", home);
    let repair = |category: &str, home: &str| {
        at(cmd("ticket.open"), home)
            .arg("category", category)
            .arg("text", "坏了")
    };
    // Saturday the 21st.
    let first = world.opened(repair("water", "3-2-1201"));
    let second = world.opened(repair("water", "3-2-1101"));
    let lift = world.opened(repair("lift", "6-1-201"));
    let noise = world.opened(noise());
    world.opened(
        at(cmd("ticket.open"), "1-1-101")
            .arg("kind", "request")
            .arg("category", "idea")
            .arg("text", "多种树"),
    );
    world.does(DESK, "ticket.done", first, &done);
    world.does(DESK, "ticket.explain", noise, &[("text", "说清楚了")]);
    let cancelled = world.opened(repair("power", "3-2-1201"));
    world.done(
        MANAGER,
        with(on("ticket.cancel", cancelled), &[("reason", "报错了")]),
    );
    world.wait_until("2026-11-22T10:00");
    // Late: a repair has 24 hours.
    world.wait_until("2026-11-22T12:00");
    world.does(DESK, "ticket.done", second, &[("result", "好了")]);
    let said = |outcome: &'static str| [("outcome", outcome), ("text", "如此")];
    let asked = world.follow_ups(first)[0].number;
    world.does(SUPERVISOR, "followup.record", asked, &said("satisfied"));
    world.wait_until("2026-11-25T09:00");
    world.does(DESK, "ticket.dispatch", lift, &[("worker", ELECTRICIAN)]);
    world.does(DESK, "ticket.done", lift, &done);
    let asked = world.follow_ups(lift)[0].number;
    world.does(SUPERVISOR, "followup.record", asked, &said("not_satisfied"));
    world.opened(repair("water", "3-2-1201"));
    let quick = world.opened(repair("power", "3-2-1201"));
    world.does(DESK, "ticket.done", quick, &done);
    let asked = world.follow_ups(quick)[0].number;
    world.does(SUPERVISOR, "followup.record", asked, &said("partly"));
    let call = cmd("contact.log")
        .arg("kind", "enquiry")
        .arg("text", "问一下");
    world.done(DESK, call.clone().arg("answer", "已答"));
    world.done(DESK, call);
    world.wait_until("2026-11-26T09:00");
    world
}

/// What a ticket is counted under, without asking the report.
fn group(section: &str, ticket: &Ticket) -> String {
    match section {
        "categories" => ticket.category.clone(),
        "buildings" => ticket.premises.split('-').next().unwrap().to_owned(),
        "causes" => ticket.class.clone(),
        "scopes" => ticket.scope.name().to_owned(),
        _ => ticket.kind.name().to_owned(),
    }
}

/// A figure of tickets by the plainest reading of it.
fn naive(world: &World, figure: &str, tickets: &[&Ticket]) -> Value {
    let over = |ticket: &Ticket| {
        ticket.state == "closed" || ticket.state == "follow_up" || ticket.state == "withdrawn"
    };
    let count = |holds: &dyn Fn(&Ticket) -> bool| {
        i64::try_from(tickets.iter().filter(|one| holds(one)).count()).unwrap()
    };
    // Nothing here was held, and no hour agreed: a repair has 24 hours to be done, the others to be answered.
    let limited = |ticket: &Ticket| -> Option<bool> {
        let day = 24 * 60 * MINUTE_MS;
        let stopped: Vec<Instant> = world
            .lines(ticket.number)
            .iter()
            .filter(|line| match ticket.kind {
                TicketKind::Repair => line.after == "done",
                TicketKind::Complaint => line.after == "explained",
                TicketKind::Request => line.after == "answered",
            })
            .map(|line| line.at)
            .collect();
        let end = if over(ticket) { None } else { Some(world.now) };
        let late = |at: Instant| at.since(ticket.received_at) > day;
        match (stopped.last(), end) {
            (Some(at), None) => Some(!late(*at)),
            // A suggestion has three working days, and nothing else is owed on it.
            (None, Some(now)) if ticket.kind == TicketKind::Request => {
                ticket.due_at.filter(|due| *due < now).map(|_| false)
            }
            (None, Some(now)) if late(now) => Some(false),
            (Some(at), Some(_)) if late(*at) => Some(false),
            _ => None,
        }
    };
    let rated = |ticket: &Ticket| ticket.outcome.is_some_and(Outcome::answered);
    let satisfied = |ticket: &Ticket| ticket.outcome == Some(Outcome::Satisfied);
    match figure {
        "received" | "change" => Value::Count(count(&|_| true)),
        "before" => Value::Count(0),
        "handled" => Value::Count(count(&over)),
        "open" => Value::Count(count(&|one| !over(one))),
        "overdue" => Value::Count(count(&|one| {
            !over(one) && one.due_at.is_some_and(|due| due < world.now)
        })),
        "handled_rate" => Value::share(count(&over), count(&|_| true)),
        "limited" => Value::Count(count(&|one| limited(one).is_some())),
        "kept" => Value::Count(count(&|one| limited(one) == Some(true))),
        "kept_rate" => Value::share(
            count(&|one| limited(one) == Some(true)),
            count(&|one| limited(one).is_some()),
        ),
        "repeated" => Value::Count(count(&|one| one.reopened > 0 || one.rework_of.is_some())),
        "rated" => Value::Count(count(&rated)),
        "satisfied" => Value::Count(count(&satisfied)),
        "satisfied_rate" => Value::share(count(&satisfied), count(&rated)),
        "median" => {
            let times = tickets.iter().filter(|one| over(one));
            let end = |one: &&&Ticket| one.done_at.or(one.closed_at).unwrap();
            let mut times: Vec<i64> = times
                .map(|one| end(&one).since(one.received_at) / MINUTE_MS)
                .collect();
            times.sort_unstable();
            match times.len() {
                0 => Value::Empty,
                count => Value::Minutes(times[(count - 1) / 2]),
            }
        }
        other => panic!("{other}"),
    }
}

pub(super) fn label(line: &Line) -> String {
    match &line.cells[0] {
        Value::Named(_, value, _) => value.clone(),
        Value::Said(frontdesk::domain::error::Fact::Text(text)) => text.clone(),
        Value::Said(_) => String::new(),
        other => panic!("{other:?}"),
    }
}

/// How many rows a figure leads to.
pub(super) fn behind(world: &World, line: &Line, at: usize) -> Option<i64> {
    let rows = line.opens[at].as_ref()?;
    let conditions: Vec<&str> = rows.conditions.iter().map(String::as_str).collect();
    let listed = listed(world, SUPERVISOR, &rows.what, &conditions);
    Some(i64::try_from(listed.rows.len()).unwrap())
}

#[test]
fn each_figure_is_what_all_records_say_and_leads_to_the_rows_it_counts() {
    let world = busy();
    let tickets: Vec<Ticket> = all(&world);
    let tickets: Vec<&Ticket> = tickets
        .iter()
        .filter(|one| one.state != "cancelled")
        .collect();
    assert_eq!(tickets.len(), 7);
    let mut looked_at = 0;
    for name in [
        "month_summary",
        "class_summary",
        "follow_up_rates",
        "service_report",
    ] {
        let page = report(&world, name, "2026-11");
        for section in &page.report.sections {
            if matches!(
                section.name.as_str(),
                "rates" | "repeats" | "reconciled" | "records"
            ) {
                continue;
            }
            let mut groups: BTreeMap<String, Vec<&Ticket>> = BTreeMap::new();
            for ticket in &tickets {
                groups
                    .entry(group(&section.name, ticket))
                    .or_default()
                    .push(ticket);
            }
            assert_eq!(section.lines.len(), groups.len(), "{name} {}", section.name);
            let total = section.total.as_ref().unwrap();
            let lines = section
                .lines
                .iter()
                .map(|line| (line, groups[&label(line)].clone()));
            for (line, counted) in lines.chain([(total, tickets.clone())]) {
                for (at, column) in section.columns.iter().enumerate().skip(1) {
                    let told = format!("{name} {} {} {}", section.name, label(line), column.name);
                    let expected = naive(&world, &column.name, &counted);
                    assert_eq!(line.cells[at], expected, "{told}");
                    looked_at += 1;
                    let Value::Count(count) = expected else {
                        continue;
                    };
                    if column.name != "change" {
                        assert_eq!(behind(&world, line, at), Some(count), "{told}");
                    }
                }
            }
        }
    }
    assert!(looked_at > 100);
}

#[test]
fn homes_that_came_more_than_once_are_named_with_the_most_first() {
    let world = busy();
    let page = report(&world, "month_summary", "2026-11");
    let repeats = section(&page, "repeats");
    assert_eq!(repeats.lines.len(), 1);
    assert_eq!(
        (
            label(&repeats.lines[0]).as_str(),
            &repeats.lines[0].cells[1]
        ),
        ("3-2-1201", &Value::Count(4))
    );
    assert_eq!(behind(&world, &repeats.lines[0], 1), Some(4));
}

#[test]
fn the_rates_of_follow_ups_are_those_of_the_figures_and_of_all_records() {
    let mut world = busy();
    world.wait_until("2026-11-29T09:00");
    let page = report(&world, "follow_up_rates", "2026-11");
    let rates = section(&page, "rates");
    let follow_ups: Vec<FollowUp> = all(&world);
    let count = |holds: &dyn Fn(&FollowUp) -> bool| {
        i64::try_from(follow_ups.iter().filter(|one| holds(one)).count()).unwrap()
    };
    let answered = |one: &FollowUp| one.outcome.is_some_and(Outcome::answered);
    let overdue = count(&|one| one.outcome.is_none() && one.due_at < world.now);
    let due = count(&answered) + overdue;
    assert!(overdue > 0 && due > overdue);
    let in_hours = count(&|one| answered(one) && one.ended_at.unwrap() <= one.due_at);
    let satisfied = count(&|one| one.outcome == Some(Outcome::Satisfied));
    let expected = [
        (count(&answered), due),
        (in_hours, due),
        (in_hours, due),
        (satisfied, count(&answered)),
    ];
    for (line, (part, of)) in rates.lines.iter().zip(expected) {
        assert_eq!(
            line.cells[1..4],
            [Value::Count(part), Value::Count(of), Value::share(part, of)]
        );
    }
    assert_eq!(behind(&world, &rates.lines[0], 1), Some(overdue));
}

fn entries(page: &ReportPage, name: &str) -> Line {
    let lines = &section(page, "records").lines;
    let wanted = Value::Said(frontdesk::domain::error::Fact::Term(format!(
        "report-list-{name}"
    )));
    lines
        .iter()
        .find(|line| line.cells[0] == wanted)
        .unwrap()
        .clone()
}

#[test]
fn records_are_checked_list_by_list_and_what_is_missing_is_found() {
    let mut world = busy();
    let page = report(&world, "records_check", "2026-11");
    let repairs = entries(&page, "repair");
    let tickets: Vec<Ticket> = all(&world);
    let repairs_of = |holds: &dyn Fn(&Ticket) -> bool| {
        let repairs = tickets
            .iter()
            .filter(|one| one.kind == TicketKind::Repair && one.state != "cancelled");
        Value::Count(i64::try_from(repairs.filter(|one| holds(one)).count()).unwrap())
    };
    let unfiled =
        |one: &Ticket| one.done_at.is_some() && (one.class.is_empty() || one.zone.is_empty());
    assert_eq!(repairs.cells[1], repairs_of(&|_| true));
    assert_eq!(repairs.cells[3], repairs_of(&unfiled));
    assert_eq!(
        repairs.cells[4],
        repairs_of(&|one| one.done_at.is_some() && one.review.is_none())
    );
    let contacts: Vec<Contact> = all(&world);
    let called = entries(&page, "contacts");
    assert_eq!(
        called.cells[1],
        Value::Count(i64::try_from(contacts.len()).unwrap())
    );
    for line in [&repairs, &called] {
        for at in 1..5 {
            if let Value::Count(count) = line.cells[at] {
                assert_eq!(behind(&world, line, at), Some(count), "{at} of {line:?}");
            }
        }
    }
    // Whatever changes in a list changes its digest and that of no other.
    let number = tickets.iter().find(|one| unfiled(one)).unwrap().number;
    world.does(
        DESK,
        "ticket.file",
        number,
        &[("class", "给排水"), ("zone", "1")],
    );
    let later = report(&world, "records_check", "2026-11");
    assert_ne!(entries(&later, "repair").cells[5], repairs.cells[5]);
    assert_eq!(entries(&later, "contacts").cells[5], called.cells[5]);
    assert_eq!(entries(&later, "repair").cells[3], Value::Count(0));
}

fn act(name: &str, report: &str) -> frontdesk::service::Command {
    cmd(name).arg("report", report).arg("month", "2026-11")
}

#[test]
fn a_report_is_made_handed_in_and_stays_as_it_was() {
    let mut world = busy();
    let refused = world.refused(DESK, act("report.submit", "month_summary"));
    assert_eq!(refused.why, Why::ReportUnmade);
    let ahead = cmd("report.make")
        .arg("report", "month_summary")
        .arg("month", "2026-12");
    assert_eq!(world.refused(DESK, ahead).why, Why::ReportAhead);
    world.done(
        DESK,
        act("report.note", "month_summary").arg("text", "=水管老化\n建议更换"),
    );
    world.done(DESK, act("report.make", "month_summary"));
    let made = report(&world, "month_summary", "2026-11");
    assert!(!made.changed && made.made.is_some() && made.submitted.is_none());
    assert_eq!(made.note.as_ref().unwrap().text, "=水管老化\n建议更换");
    // What comes later is in it until it is handed in.
    world.opened(leak());
    world.wait_until("2026-11-26T10:00");
    let later = report(&world, "month_summary", "2026-11");
    assert!(later.changed);
    world.done(DESK, act("report.make", "month_summary"));
    let later = report(&world, "month_summary", "2026-11");
    world.done(SUPERVISOR, act("report.submit", "month_summary"));
    world.opened(leak());
    let submitted = report(&world, "month_summary", "2026-11");
    assert_eq!(submitted.digest, later.digest);
    assert_eq!(submitted.submitted.unwrap().person, SUPERVISOR);
    for name in ["report.make", "report.submit"] {
        assert_eq!(
            world.refused(DESK, act(name, "month_summary")).why,
            Why::ReportSubmitted,
            "{name}"
        );
    }
    let text = act("report.note", "month_summary").arg("text", "改一下");
    assert_eq!(world.refused(DESK, text).why, Why::ReportSubmitted);
    world.holds_together();
}

#[test]
fn what_comes_after_the_summary_was_made_counts_in_the_next_one() {
    let mut world = busy();
    world.done(DESK, act("report.make", "class_summary"));
    world.done(DESK, act("report.submit", "class_summary"));
    let first = report(&world, "class_summary", "2026-11");
    let late: Number = world.opened(leak());
    world.wait_until("2026-12-02T09:00");
    world.opened(noise());
    world.wait_until("2026-12-02T10:00");
    let next = report(&world, "class_summary", "2026-12");
    assert_eq!(next.report.from, first.report.to);
    let total = section(&next, "kinds").total.clone().unwrap();
    // The one after the summary and the one of December; before it the seven of November.
    assert_eq!(
        total.cells[1..4],
        [Value::Count(2), Value::Count(7), Value::Count(-5)]
    );
    assert!(world.ticket(late).received_at < next.report.to);
    // The month's own report knows the calendar alone.
    let month = report(&world, "month_summary", "2026-11");
    let total = section(&month, "kinds").total.clone().unwrap();
    assert_eq!(total.cells[1], Value::Count(8));
    let december = report(&world, "month_summary", "2026-12");
    let total = section(&december, "kinds").total.clone().unwrap();
    assert_eq!(total.cells[1..3], [Value::Count(1), Value::Count(8)]);
}

fn board(world: &World) -> Board {
    match ask(world, SUPERVISOR, &Query::Board) {
        Ok(Reply::Board(board)) => *board,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_board_says_what_all_records_say_and_each_figure_opens_its_rows() {
    let mut world = busy();
    let from = cmd("setting.set").arg("setting", "duty.from");
    world.done(MANAGER, from.arg("value", "2026-11-01"));
    world.wait_until("2026-11-29T09:00");
    let board = board(&world);
    let gauge = |name: &str| board.gauges.iter().find(|one| one.name == name).unwrap();
    let tickets: Vec<Ticket> = all(&world);
    let stood = |at: Instant| {
        let stood = tickets.iter().filter(|one| {
            let working = one.open() && one.state != "follow_up";
            let until = one.done_at.or(one.closed_at).filter(|_| !working);
            one.state != "cancelled"
                && one.received_at <= at
                && until.is_none_or(|until| until > at)
        });
        i64::try_from(stood.count()).unwrap()
    };
    let zone = frontdesk::domain::calendar::Zone::default();
    assert_eq!(board.days.len(), 14);
    for bar in &board.days {
        assert_eq!(
            bar.open,
            stood(zone.end_of(bar.day).min(world.now)),
            "{}",
            bar.day
        );
    }
    assert!(board.days.iter().any(|bar| bar.open > 2) && board.days[0].open == 0);
    // By hand: on the 21st a repair and the lift wait to be sent for, from the 22nd on the lift alone; on the 25th it comes
    // back and waits again, beside a new repair; the suggestion had three working days.
    let late: Vec<i64> = board.days.iter().map(|bar| bar.late).collect();
    assert_eq!(late[..5], [0; 5]);
    assert_eq!(late[5..], [2, 1, 1, 1, 3, 3, 3, 3, 3]);
    let mut opened = 0;
    for gauge in &board.gauges {
        let Some(rows) = &gauge.rows else { continue };
        let conditions: Vec<&str> = rows.conditions.iter().map(String::as_str).collect();
        let rows = i64::try_from(
            listed(&world, SUPERVISOR, &rows.what, &conditions)
                .rows
                .len(),
        )
        .unwrap();
        match gauge.name.as_str() {
            "open" | "late" | "follow_ups_late" | "duties_late" => {
                assert_eq!(rows, gauge.count, "{}", gauge.name);
            }
            // What keeps it from being whole.
            "followed" | "content" | "collected" => {
                assert_eq!(rows, gauge.of.unwrap() - gauge.count, "{}", gauge.name);
            }
            _ => {}
        }
        opened += 1;
    }
    assert!(opened >= 8);
    let late = gauge("late");
    assert_eq!(late.count, board.days.last().unwrap().late);
    assert!(gauge("duties_late").count > 5);
    let open = gauge("open");
    assert_eq!(open.count, board.days.last().unwrap().open);
}

#[test]
fn a_list_of_cases_reads_no_other_month() {
    let world = busy();
    let rows = |conditions: &[&str]| listed(&world, DESK, "cases", conditions).rows;
    assert_eq!(rows(&[]).len(), 7);
    assert_eq!(
        rows(&["received_at >= 2026-11-25", "received_at < 2026-11-26"]).len(),
        2
    );
    assert_eq!(rows(&["received_at < 2026-11-01"]).len(), 0);
    let first = &rows(&["building = 6"])[0];
    assert_eq!(first[0], Cell::Text("R20261121-003".to_owned()));
}
