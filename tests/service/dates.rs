//! On which day money counts (reliability M5, K2): booked on the server's day, effective within the limits of the role.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Why;
use frontdesk::domain::ledger::{Entry, Payment};
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;

use super::desk::{DESK, MANAGER, SUPERVISOR, cmd};
use super::money::{HOME, add_charge, estate, pay, run, sound, yuan};
use crate::support::world::World;

/// Today is 2026-11-21. Who, the effective day that is typed, whether it is taken.
const TYPED: &[(&str, &str, bool)] = &[
    // The desk: a week back.
    (DESK, "2026-11-21", true),
    (DESK, "2026-11-20", true),
    (DESK, "2026-11-14", true),
    (DESK, "2026-11-13", false),
    (DESK, "2026-10-31", false),
    (DESK, "2026-11-22", false),
    (DESK, "2027-01-01", false),
    (DESK, "1970-01-01", false),
    // A supervisor: 31 days.
    (SUPERVISOR, "2026-11-21", true),
    (SUPERVISOR, "2026-11-01", true),
    (SUPERVISOR, "2026-10-31", true),
    (SUPERVISOR, "2026-10-21", true),
    (SUPERVISOR, "2026-10-20", false),
    (SUPERVISOR, "2025-11-21", false),
    (SUPERVISOR, "2026-11-22", false),
    (SUPERVISOR, "2199-12-31", false),
    // The manager: 366 days.
    (MANAGER, "2026-11-21", true),
    (MANAGER, "2026-01-01", true),
    (MANAGER, "2025-11-21", true),
    (MANAGER, "2025-11-20", true),
    (MANAGER, "2025-11-19", false),
    (MANAGER, "1900-01-01", false),
    (MANAGER, "2026-11-22", false),
    (MANAGER, "2026-12-01", false),
];

/// What is no day at all, whoever types it.
const NO_DAYS: &[&str] = &[
    "2026-02-29",
    "2100-02-29",
    "2026-13-01",
    "1899-12-31",
    "2200-01-01",
    "9999-12-31",
    "10000-01-01",
    "0000-00-00",
];

/// What a home that owes 1,000 yuan pays for a day.
fn typed(day: &str) -> Command {
    pay(HOME, "10").arg("effective", day)
}

fn owing() -> World {
    let mut world = estate();
    world.done(SUPERVISOR, add_charge(HOME, "维修费", "1000"));
    world
}

#[test]
fn a_payment_is_booked_now_whatever_day_it_counts_for() {
    for (who, day, taken) in TYPED {
        let mut world = owing();
        let answer = world.ask(who, typed(day));
        let payment: Option<Payment> = world
            .look(|tx| frontdesk::storage::record::get(tx, 1))
            .unwrap();
        if !taken {
            let Answer::Refused(refusal) = answer else {
                panic!("{who} {day}: {answer:?}");
            };
            assert_eq!(refusal.fields[0].why, Why::EffectiveDay, "{who} {day}");
            assert_eq!(payment, None, "{who} {day}");
            continue;
        }
        assert!(matches!(answer, Answer::Done(_)), "{who} {day}: {answer:?}");
        let payment = payment.unwrap();
        let entry: Entry = world.get(payment.entry.0);
        assert_eq!((payment.taken_at, entry.at), (world.now, world.now));
        assert_eq!(payment.effective_on.to_string(), *day, "{who}");
        assert_eq!(entry.effective_on, payment.effective_on);
        // Its number is of the day it was taken.
        assert_eq!(payment.number.full(), "S20261121-001");
        sound(&world);
    }
}

#[test]
fn what_is_no_day_is_refused_by_its_field() {
    let mut world = owing();
    for day in NO_DAYS {
        for who in [DESK, SUPERVISOR, MANAGER] {
            let refusal = world.refused(who, typed(day));
            assert_eq!(refusal.fields[0].field, "effective", "{day}");
            assert_eq!(refusal.fields[0].why, Why::BadDay, "{day}");
        }
    }
}

/// Instants at which calendars of machines have failed (reliability K2), and whether the program's has them.
const CLOCKS: &[(&str, bool)] = &[
    ("2038-01-19T03:14:07+00:00", true),
    ("2038-01-19T03:14:08+00:00", true),
    ("2096-02-29T12:00:00+08:00", true),
    ("2100-02-28T23:59:59+08:00", true),
    ("2100-03-01T00:00:00+08:00", true),
    ("2106-02-07T06:28:16+00:00", true),
    ("2198-12-31T23:00:00+08:00", true),
    ("1970-01-01T00:00:00+00:00", true),
    ("1969-12-31T23:59:59+00:00", true),
    ("1901-01-01T00:00:00+08:00", true),
    ("2100-02-29T12:00:00+08:00", false),
    ("9999-12-31T23:59:59+08:00", false),
    ("10000-01-01T00:00:00+08:00", false),
];

#[test]
fn money_is_taken_at_every_instant_the_calendar_has() {
    for (text, there) in CLOCKS {
        let Some(now) = Instant::parse(text) else {
            assert!(!there, "{text}");
            continue;
        };
        assert!(there, "{text}");
        let mut world = World::new();
        world.now = now;
        world.done(SUPERVISOR, add_charge(HOME, "维修费", "1000"));
        world.done(DESK, pay(HOME, "10"));
        let payment: Payment = world.get(1);
        assert_eq!(payment.taken_at, world.now, "{text}");
        assert_eq!(payment.amount, yuan("10"));
        world.done(DESK, cmd("day.close").arg("n10", "1"));
        // A month far from now is refused, and nothing breaks over it.
        world.ask(SUPERVISOR, run("2026-11"));
        sound(&world);
    }
}
