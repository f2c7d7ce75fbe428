//! Whatever is typed wrong into a command about money is refused in one sentence, and nothing is changed by it.

use std::collections::BTreeSet;
use std::ops::Bound;

use frontdesk::domain::error::{Refusal, Why};
use frontdesk::service::answer::Answer;
use frontdesk::service::command::{Command, rows};
use frontdesk::storage::{Collection, Direction, Step};

use super::bad_money_cases::{CASES, REPAIR};
use super::billing::{meter, metered, read};
use super::desk::{DESK, MANAGER, SUPERVISOR, cmd, leak};
use super::money::{HOME, estate, pay, run, sound, void};
use super::relief::granted;
use crate::support::world::World;

/// What the names of commands about money begin with; each of them is in the table.
const MONEY: &[&str] = &[
    "charge.",
    "payment.",
    "deposit.",
    "plan.",
    "fee_item.",
    "meter.",
    "late_fee.",
    "day.",
    "month.",
    "dunning.",
    "promise.",
    "ticket.done",
    "ticket.expense",
    "ticket.pay_back",
    "ticket.pay_out",
];

/// Nothing is typed with it, so nothing can be typed wrong: counted when a receipt is printed.
const BARE: &[&str] = &["payment.print"];

/// Something of everything: receipts of which one has money ahead and one is reversed, deposits paid and not, a meter, a
/// later price, closed days and a closed month.
fn world() -> World {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-10"));
    world.done(SUPERVISOR, run("2026-11"));
    for day in ["2026-11-19", "2026-11-20"] {
        world.done(DESK, cmd("day.close").arg("day", day));
    }
    world.done(SUPERVISOR, cmd("month.close").arg("month", "2026-10"));
    world.done(DESK, pay(HOME, "100"));
    world.done(DESK, pay("1-1-101", "1000").arg("advance", "yes"));
    world.done(DESK, pay("3-2-1101", "10"));
    world.granted(SUPERVISOR, &void("S1121-003")).unwrap();
    for (home, amount, method) in [(HOME, "2000", "cash"), ("3-2-1101", "800", "")] {
        let take = cmd("deposit.take").about(home).arg("amount", amount);
        let take = take.arg("name", "装修押金").arg("for", "装修");
        world.done(DESK, take.arg("method", method));
    }
    metered(&mut world, "水费", "metered", &[("price", "3")], &[HOME]);
    meter(&mut world, HOME, "W-1", "水费", "100");
    read(&mut world, "W-1", "110", "2026-10-31");
    world.done(SUPERVISOR, run("2026-11"));
    // A repair at a home that is agreed to cost 300, of which nothing went out.
    world.opened(leak());
    let cost = cmd("ticket.expense").about(REPAIR).arg("purpose", "repair");
    let cost = cost.arg("amount", "300").arg("reason", "换水泵");
    world.done(SUPERVISOR, cost);
    let later = cmd("fee_item.set").arg("item", "物业费").arg("price", "3");
    world.done(MANAGER, later.arg("starting", "2027-01-01"));
    world
}

/// All that is stored but what tells that something was asked: the log and the answers kept.
fn stored(world: &World) -> blake3::Hash {
    let told = [
        "events",
        "events_by_actor",
        "events_of",
        "event_values",
        "requests",
        "requests_by_day",
    ];
    let mut hasher = blake3::Hasher::new();
    world.look(|tx| {
        for &collection in Collection::ALL {
            if told.contains(&collection.name()) {
                continue;
            }
            let everything = (Bound::Unbounded, Bound::Unbounded);
            tx.scan(
                collection,
                everything,
                Direction::Forward,
                &mut |key, value| {
                    // The head of the log lies with the marks of the store.
                    if collection != Collection::Meta {
                        for part in [key, value] {
                            hasher.update(&part.len().to_le_bytes());
                            hasher.update(part);
                        }
                    }
                    Ok(Step::Next)
                },
            )
            .unwrap();
        }
    });
    hasher.finalize()
}

fn command(name: &str, about: &str, right: &[(&str, &str)], wrong: (&str, &str)) -> Command {
    let (field, typed) = wrong;
    let about = if field == "@" { typed } else { about };
    let left_out = field.strip_prefix('-');
    let mut command = cmd(name);
    if !about.is_empty() {
        command = command.about(about);
    }
    for (known, value) in right {
        if *known != field && left_out != Some(*known) {
            command = command.arg(known, *value);
        }
    }
    if field != "@" && left_out.is_none() {
        command = command.arg(field, typed);
    }
    command
}

/// Who may do it and does it: the one with the least rank that has the right.
fn who(name: &str) -> &'static str {
    match name.split_once('.') {
        Some(("fee_item", _)) => MANAGER,
        Some(("meter" | "late_fee" | "month", _)) => SUPERVISOR,
        _ if [
            "charge.add",
            "charge.run",
            "charge.settle_dispute",
            "plan.end",
            "day.settle",
            "day.reopen",
            "ticket.pay_back",
        ]
        .contains(&name) =>
        {
            SUPERVISOR
        }
        _ => DESK,
    }
}

fn says(refusal: &Refusal) -> (String, Why) {
    match refusal.fields.as_slice() {
        [] => (String::new(), refusal.why),
        [only] => (only.field.clone(), only.why),
        several => (format!("{} fields", several.len()), refusal.why),
    }
}

#[test]
fn what_is_wrong_is_refused_in_one_sentence_and_changes_nothing() {
    let mut world = world();
    let before = stored(&world);
    let mut wrong = Vec::new();
    for (name, about, right, cases) in CASES {
        for (field, typed, named, why) in *cases {
            let asked = command(name, about, right, (field, typed));
            let answer = world.ask(who(name), asked);
            let told = format!("{name} {field}={typed}");
            match answer {
                Answer::Refused(refusal) => {
                    let said = says(&refusal);
                    if said != ((*named).to_owned(), *why) {
                        wrong.push(format!("{told}: {said:?}"));
                    }
                }
                other => {
                    wrong.push(format!("{told}: {other:?}"));
                    assert!(matches!(other, Answer::Pending(_)), "{wrong:#?}");
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "{wrong:#?}");
    assert_eq!(stored(&world), before);
    sound(&world);
}

#[test]
fn every_command_about_money_is_in_the_table() {
    let money = |name: &&str| MONEY.iter().any(|of| name.starts_with(of));
    let all: BTreeSet<&str> = rows().map(|row| row.name).filter(money).collect();
    let tried: BTreeSet<&str> = CASES
        .iter()
        .map(|case| case.0)
        .chain(BARE.iter().copied())
        .collect();
    assert_eq!(tried, all);
}

#[test]
fn what_stands_in_the_table_as_right_is_done_but_for_what_it_waits_for() {
    // So that no case is refused for something else than it says.
    for (name, about, right, _) in CASES {
        let mut world = world();
        let before = stored(&world);
        let answer = world.ask(who(name), command(name, about, right, ("-", "")));
        let refused = matches!(answer, Answer::Refused(_));
        let nothing_there = [
            "charge.restore",
            "charge.dispute",
            "charge.settle_dispute",
            "deposit.reverse",
            "plan.end",
            "late_fee.post",
            "day.close",
            "day.settle",
            "month.close",
            "ticket.pay_back",
        ];
        assert_eq!(refused, nothing_there.contains(name), "{name}: {answer:?}");
        assert_eq!(stored(&world) == before, refused, "{name}");
    }
    let mut world = world();
    let number = granted(
        &mut world,
        cmd("charge.reduce")
            .about(HOME)
            .arg("amount", "10")
            .arg("reason", "漏水"),
    );
    assert_eq!(number.count, 1);
}
