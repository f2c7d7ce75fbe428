//! How the figures of the top line come about: each adds up to what the line says.

use frontdesk::domain::error::Fact;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{Cell, Explanation, Header, Listing};

use super::desk::*;
use super::money::{self, run};
use crate::support::world::World;

fn explained(world: &World, rule: &str) -> Explanation {
    let Ok(Reply::Explain(all)) = ask(world, DESK, &Query::Figures) else {
        panic!("no figures");
    };
    let found = all.into_iter().find(|one| one.rule == rule);
    found.unwrap_or_else(|| panic!("no {rule}"))
}

fn header(world: &World) -> Header {
    match ask(world, DESK, &Query::Header) {
        Ok(Reply::Header(header)) => header,
        other => panic!("{other:?}"),
    }
}

fn count(one: &Explanation, name: &str) -> i64 {
    let field = one.told().find(|field| field.name == name);
    match field.map(|field| &field.value) {
        Some(Fact::Count(count)) => *count,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn what_is_open_and_late_adds_up() {
    let mut world = desk();
    world.opened(leak());
    world.opened(noise());
    world.wait_until("2026-11-23T09:00");
    world.opened(leak().arg("premises", "3-2-1101"));
    let (open, late) = (explained(&world, "open"), explained(&world, "late"));
    let parts = ["repair", "complaint", "request"].map(|kind| count(&open, kind));
    assert_eq!(parts, [2, 1, 0]);
    assert_eq!(count(&open, "fig_open"), parts.iter().sum::<i64>());
    assert_eq!(count(&open, "fig_open"), header(&world).open);
    assert_eq!((count(&late, "fig_late"), header(&world).late), (2, 2));
}

#[test]
fn the_rate_is_what_its_steps_say() {
    let mut world = money::estate();
    world.done(SUPERVISOR, run("2026-11"));
    let owed = money::debt(&world, "3-2-1201").amount;
    world.done(DESK, money::pay("3-2-1201", &owed.plain()));
    let rate = explained(&world, "rate");
    let [homes, charged, unpaid, paid] = [
        "handed_homes",
        "charged_homes",
        "unpaid_homes",
        "paid_homes",
    ]
    .map(|name| count(&rate, name));
    assert_eq!(paid, charged - unpaid);
    assert_eq!(header(&world).rate, Some(paid * 1000 / homes));
    assert!(paid == 1 && unpaid > 0, "{rate:?}");
}

/// The rows a figure leads to.
fn rows(world: &World, rule: &str) -> Listing {
    let counted = explained(world, rule).rows.unwrap();
    let conditions: Vec<&str> = counted.conditions.iter().map(String::as_str).collect();
    listed(world, DESK, &counted.what, &conditions)
}

fn count_of(world: &World, rule: &str) -> i64 {
    i64::try_from(rows(world, rule).rows.len()).unwrap()
}

#[test]
fn each_figure_leads_to_the_rows_it_counts_and_to_no_others() {
    let mut world = money::estate();
    let call = |text: &str| {
        cmd("contact.log")
            .arg("kind", "enquiry")
            .arg("text", text)
            .arg("answer", "已答")
    };
    // Of yesterday, and taken back today: neither is counted.
    world.done(DESK, call("昨天的"));
    world.wait_until("2026-11-22T09:00");
    world.done(DESK, call("今天的一"));
    world.done(DESK, call("今天的二"));
    world.done(DESK, call("来的人").arg("channel", "visit"));
    world.opened(leak());
    world.opened(leak().arg("premises", "3-2-1101"));
    world.wait_until("2026-11-23T09:00");
    world.done(DESK, call("第三天"));
    world.done(DESK, call("记错了"));
    world.done(DESK, cmd("undo"));
    world.opened(leak().arg("premises", "3-2-1101"));
    world.done(SUPERVISOR, run("2026-11"));
    let owed = money::debt(&world, "3-2-1201").amount;
    world.done(DESK, money::pay("3-2-1201", &owed.plain()));
    let header = header(&world);
    assert_eq!((header.calls, header.visits), (1, 0));
    for (rule, figure) in [
        ("calls", header.calls),
        ("visits", header.visits),
        ("open", header.open),
        ("late", header.late),
        ("debt", header.debtors),
    ] {
        assert_eq!(count_of(&world, rule), figure, "{rule}");
    }
    assert!(header.late > 0 && header.late < header.open);
    let rate = explained(&world, "rate");
    let unpaid = count(&rate, "handed_homes") - count(&rate, "paid_homes");
    assert!(unpaid > 0 && count(&rate, "paid_homes") == 1);
    assert_eq!(count_of(&world, "rate"), unpaid);
    let owed: i64 = rows(&world, "debt")
        .rows
        .iter()
        .map(|row| match row[2] {
            Cell::Money(amount) => amount.fen(),
            _ => panic!("{row:?}"),
        })
        .sum();
    assert_eq!(owed, header.debt.fen());
}

/// The rate of follow-ups, in time by both clocks, and who was satisfied: what was left out is in none of them
/// (duties.md 5.3, D-042, D-033).
#[test]
fn the_rates_of_follow_ups_are_what_their_steps_say() {
    let mut world = desk();
    let done = [("result", "好了"), ("class", "给排水"), ("zone", "3")];
    let homes = ["3-2-1201", "3-2-1101", "3-2-1201", "3-2-1101", "3-2-1201"];
    let mut follow_ups = Vec::new();
    for home in homes {
        let number = world.opened(leak().arg("premises", home));
        world.does(DESK, "ticket.done", number, &done);
        follow_ups.push(world.follow_ups(number)[0].number);
    }
    let record = |world: &mut World, at: usize, outcome: &str| {
        let said = [("outcome", outcome), ("text", "如此")];
        world.does(SUPERVISOR, "followup.record", follow_ups[at], &said);
    };
    record(&mut world, 0, "satisfied");
    assert_eq!(count(&explained(&world, "followed"), "asked_overdue"), 0);
    for day in ["2026-11-22", "2026-11-23"] {
        world.wait_until(&format!("{day}T10:00"));
        record(&mut world, 3, "no_answer");
        record(&mut world, 3, "unreachable");
    }
    record(&mut world, 3, "exempt");
    // Past the hour, and still the day it was due on; then the day after.
    let due = world.follow_up(follow_ups[1]).due_at;
    world.now = due.plus_minutes(1);
    record(&mut world, 1, "partly");
    world.now = due.plus_minutes(24 * 60);
    record(&mut world, 2, "not_satisfied");
    let steps = |world: &World, rule: &str, names: [&str; 3]| {
        let one = explained(world, rule);
        let sum = one.sum.as_ref().map(|field| field.value.clone());
        (names.map(|name| count(&one, name)), sum.unwrap())
    };
    let followed = ["asked_answered", "asked_overdue", "asked_left_out"];
    let of = |text: &str| Fact::from(text);
    let rate = steps(&world, "followed", followed);
    assert_eq!(rate, ([3, 1, 1], of("75.0%")));
    let in_time = ["asked_due", "asked_in_time", "asked_in_time"];
    let hours = steps(&world, "followed_hours", in_time);
    assert_eq!(hours, ([4, 1, 1], of("25.0%")));
    let days = steps(&world, "followed_days", in_time);
    assert_eq!(days, ([4, 2, 2], of("50.0%")));
    let said = ["asked_satisfied", "asked_partly", "asked_unhappy"];
    let content = steps(&world, "content", said);
    assert_eq!(content, ([1, 1, 1], of("33.3%")));
    world.done(SUPERVISOR, cmd("undo"));
    let rate = steps(&world, "followed", followed);
    assert_eq!(rate, ([2, 2, 1], of("50.0%")));
    world.holds_together();
    // Another month begins with none of it.
    world.now = at("2026-12-02T09:00");
    let Ok(Reply::Explain(all)) = ask(&world, DESK, &Query::Figures) else {
        panic!("no figures");
    };
    assert!(all.iter().all(|one| one.rule != "followed"));
}
