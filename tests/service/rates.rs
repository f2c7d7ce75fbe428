//! The collection rate against a naive count of every home and charge (duties.md D-053, 2.3, A-13, A-14, A-51).

use std::collections::BTreeMap;

use frontdesk::domain::calendar::{Day, Month};
use frontdesk::domain::error::Fact;
use frontdesk::domain::household::{Household, PremisesKind};
use frontdesk::domain::ledger::{BillRun, Charge};
use frontdesk::service::command::Command;
use frontdesk::service::lookup::every;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{GroupBy, RateLine, Rates};
use proptest::prelude::*;

use super::desk::{DESK, MANAGER, SUPERVISOR, ask, listed};
use super::money::{estate, pay, run, sound};
use crate::support::campaign::size;
use crate::support::world::World;

const HOMES: [&str; 5] = ["1-1-101", "1-1-102", "3-2-1101", "3-2-1201", "6-1-201"];

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn rates(world: &World, of: Month, by: GroupBy) -> Rates {
    match ask(world, DESK, &Query::Rates(Some(of), by)).unwrap() {
        Reply::Rates(rates) => *rates,
        other => panic!("{other:?}"),
    }
}

/// Due and paid homes by building: who was handed over before the month, or in it before its bills were first run, and
/// of those who was charged and settled every property fee of it.
fn naive(world: &World, of: Month, today: Day) -> BTreeMap<String, (u32, u32)> {
    let homes: Vec<Household> = world.look(every).unwrap();
    let charges: Vec<Charge> = world.look(every).unwrap();
    let runs: Vec<BillRun> = world.look(every).unwrap();
    let run = runs
        .iter()
        .find(|run| run.month == of)
        .map(|run| run.run_on);
    let mut sums: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for home in homes {
        let Some(day) = home
            .handed_over
            .filter(|_| home.kind != PremisesKind::Public)
        else {
            continue;
        };
        let within = day.month() == of && run.is_none_or(|run| day < run);
        if day > today || !(day.month() < of || within) {
            continue;
        }
        let own: Vec<&Charge> = charges
            .iter()
            .filter(|one| one.household == home.id && one.month == of && one.property_fee)
            .collect();
        let paid = !own.is_empty() && own.iter().all(|one| one.paid >= one.amount);
        let building = home.code.split('-').next().unwrap().to_owned();
        let sum = sums.entry(building).or_default();
        sum.0 += u32::from(paid);
        sum.1 += 1;
    }
    sums
}

fn name(line: &RateLine) -> String {
    match &line.name {
        Some(Fact::Text(text) | Fact::Term(text)) => text.clone(),
        Some(Fact::Told(_, facts)) => match &facts[0].1 {
            Fact::Text(code) => code.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn holds(world: &World, of: Month) {
    let today: Day = frontdesk::domain::calendar::Zone::default().day_of(world.now);
    let rates = rates(world, of, GroupBy::Building);
    let told: BTreeMap<String, (u32, u32)> = rates
        .lines
        .iter()
        .filter(|line| line.due > 0)
        .map(|line| (name(line), (line.paid, line.due)))
        .collect();
    let naive = naive(world, of, today);
    assert_eq!(told, naive, "{of}");
    let sum = naive
        .values()
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert_eq!((rates.whole.paid, rates.whole.due), sum);
    // Each line opens exactly the homes that are missing.
    for line in rates.lines.iter().chain([&rates.whole]) {
        let rows = line.rows.as_ref().unwrap();
        let conditions: Vec<&str> = rows.conditions.iter().map(|one| &**one).collect();
        let list = listed(world, DESK, &rows.what, &conditions);
        assert_eq!(
            list.rows.len(),
            (line.due - line.paid) as usize,
            "{of} {line:?}"
        );
    }
    if of == today.month() {
        let charged: Vec<Charge> = world.look(every).unwrap();
        let any = charged.iter().any(|one| one.month == of && one.counts);
        let rate = (sum.1 > 0 && any).then(|| i64::from(sum.0 * 1000 / sum.1));
        match ask(world, DESK, &Query::Header).unwrap() {
            Reply::Header(header) => assert_eq!(header.rate, rate),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn who_is_handed_over_after_the_bills_were_run_counts_from_the_next_month() {
    let mut world = estate();
    let edit = |home: &str, day: &str| {
        Command::new("household.edit")
            .about(home)
            .arg("handed_over", day)
    };
    // Bills of November are run on the 21st.
    world.done(SUPERVISOR, run("2026-11"));
    world.done(SUPERVISOR, edit("1-1-102", "2026-11-20"));
    holds(&world, month("2026-11"));
    let due = |world: &World, of| rates(world, month(of), GroupBy::Building).whole.due;
    assert_eq!(due(&world, "2026-11"), 5);
    world.done(SUPERVISOR, edit("1-1-102", "2026-11-21"));
    assert_eq!(due(&world, "2026-11"), 4);
    holds(&world, month("2026-11"));
    // It is charged all the same, and counts in December.
    world.done(SUPERVISOR, run("2026-11"));
    assert_eq!(due(&world, "2026-11"), 4);
    holds(&world, month("2026-11"));
    sound(&world);
    world.now = world.now.plus_minutes(20 * 1440);
    assert_eq!(due(&world, "2026-12"), 5);
    holds(&world, month("2026-12"));
    // A slip in the day of hand-over is mended: the month's count follows at once, and the undo too.
    world.done(SUPERVISOR, edit("1-1-102", "2026-11-02"));
    assert_eq!(due(&world, "2026-11"), 5);
    holds(&world, month("2026-11"));
    sound(&world);
    world.done(SUPERVISOR, Command::new("undo"));
    holds(&world, month("2026-11"));
    sound(&world);
}

#[test]
fn the_rate_goes_by_the_steward_of_the_last_day_of_the_month() {
    let mut world = estate();
    let steward = |building: &str, name: &str, since: &str| {
        Command::new("building.steward")
            .arg("building", building)
            .arg("steward", name)
            .arg("since", since)
    };
    for (building, name, since) in [
        ("1", DESK, "2026-09-01"),
        ("3", DESK, "2026-09-01"),
        ("3", SUPERVISOR, "2026-11-01"),
    ] {
        world.done(MANAGER, steward(building, name, since));
    }
    for of in ["2026-10", "2026-11"] {
        world.done(SUPERVISOR, run(of));
    }
    // Two months of 88.5 m² at 2.80 and of a space.
    world.done(DESK, pay("1-1-101", "735.60"));
    let told = |of: &str| {
        let rates = rates(&world, month(of), GroupBy::Steward);
        let line = |line: &RateLine| (name(line), line.paid, line.due, line.points);
        let mut lines: Vec<_> = rates.lines.iter().map(line).collect();
        lines.sort();
        lines
    };
    let none = "arrears-no-steward".to_owned();
    // One of three is below 90 %; all of one is full points (duties.md 2.3).
    let october = [(none.clone(), 0, 1, 0), (DESK.to_owned(), 1, 3, 0)];
    assert_eq!(told("2026-10"), october);
    let november = [
        (none, 0, 1, 0),
        (SUPERVISOR.to_owned(), 0, 2, 0),
        (DESK.to_owned(), 1, 1, 20),
    ];
    let mut november = november.to_vec();
    november.sort();
    assert_eq!(told("2026-11"), november);
    let rates = rates(&world, month("2026-11"), GroupBy::Steward);
    let whole = &rates.whole;
    // 4 × 98 % is 3.92: four homes must pay, three more.
    assert_eq!(
        (whole.missing, whole.unfit, rates.target),
        (Some(3), true, 98)
    );
    // By amount: 247.80 of 247.80 + 2 × 276.08, cut.
    assert_eq!(whole.by_amount, Some(309));
}

/// One thing that happens to the office.
#[derive(Debug, Clone)]
enum Act {
    Run(i32),
    HandOver { home: usize, day: i32 },
    Pay { home: usize, yuan: u32 },
    Wait(i64),
}

fn act() -> impl Strategy<Value = Act> {
    let home = 0..HOMES.len();
    prop_oneof![
        2 => (-2..=1).prop_map(Act::Run),
        3 => (home.clone(), -70..=20).prop_map(|(home, day)| Act::HandOver { home, day }),
        4 => (home, 1..900_u32).prop_map(|(home, yuan)| Act::Pay { home, yuan }),
        1 => (1..25_i64).prop_map(Act::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(size(12, 60, 1_000)) })]

    #[test]
    fn whatever_happens_the_kept_figures_are_the_naive_count(acts in prop::collection::vec(act(), 1..25)) {
        let mut world = estate();
        for act in acts {
            let today = frontdesk::domain::calendar::Zone::default().day_of(world.now);
            match act {
                Act::Run(by) => {
                    let of = today.month().plus(by).to_string();
                    world.ask(SUPERVISOR, run(&of));
                }
                Act::HandOver { home, day } => {
                    let day = today.plus(day).to_string();
                    let edit = Command::new("household.edit").about(HOMES[home]);
                    world.ask(SUPERVISOR, edit.arg("handed_over", day));
                }
                Act::Pay { home, yuan } => {
                    world.ask(DESK, pay(HOMES[home], &yuan.to_string()));
                }
                Act::Wait(days) => world.now = world.now.plus_minutes(days * 1440),
            }
        }
        sound(&world);
        let today = frontdesk::domain::calendar::Zone::default().day_of(world.now);
        for back in -2..=0 {
            holds(&world, today.month().plus(back));
        }
    }
}
