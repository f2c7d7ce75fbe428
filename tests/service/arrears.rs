//! Arrears by groups, the ladder of dunning, promises, disputes and the limitation clock.

use std::collections::{BTreeMap, BTreeSet};

use frontdesk::domain::calendar::{Day, Month};
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::household::Building;
use frontdesk::domain::id::Number;
use frontdesk::domain::ledger::{Charge, Debt, DunningWay, age_months};
use frontdesk::domain::money::Amount;
use frontdesk::service::books::{promise_state, word_of};
use frontdesk::service::command::Command;
use frontdesk::service::lookup::every;
use frontdesk::service::query::{ArrearsQuery, Pane, Query, Reply, Window};
use frontdesk::service::view::{Arrears, Cell, GroupBy, GroupOrder, Listing};

use super::desk::{DESK, MANAGER, SUPERVISOR, ask, desk, listed, noise};
use super::money::{HOME, add_charge, debt, estate, fact, is_field, kept, pay, run, sound, yuan};
use crate::support::world::World;
use frontdesk::domain::ledger::Promise;
use frontdesk::storage::kept::figures::Figure;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-21")
}

fn dun(way: &str) -> Command {
    Command::new("dunning.record")
        .about(HOME)
        .arg("way", way)
        .arg("text", "说下周来交")
}

fn owe(world: &mut World, home: &str, name: &str, amount: &str, due: &str) {
    let due = add_charge(home, name, amount).arg("due", due);
    world.done(SUPERVISOR, due);
}

fn steward(building: &str, name: &str, since: &str) -> Command {
    Command::new("building.steward")
        .arg("building", building)
        .arg("steward", name)
        .arg("since", since)
}

/// Debts of all ages in three buildings, of which two have stewards.
fn indebted() -> World {
    let mut world = estate();
    for month in ["2026-01", "2026-05", "2026-08", "2026-10", "2026-11"] {
        world.done(SUPERVISOR, run(month));
    }
    owe(&mut world, "6-1-201", "维修费", "300.55", "2026-12-20");
    owe(&mut world, "3-2-1101", "维修费", "80", "2026-11-21");
    world.done(DESK, pay("1-1-101", "500"));
    world.done(DESK, pay(HOME, "396.08"));
    world.done(MANAGER, steward("3", DESK, "2026-11-01"));
    world.done(MANAGER, steward("1", DESK, "2026-11-01"));
    sound(&world);
    world
}

fn arrears(world: &World, by: GroupBy, order: GroupOrder, filter: &str) -> Arrears {
    let filter = filter.to_owned();
    let query = Query::Arrears(ArrearsQuery { by, order, filter });
    match ask(world, DESK, &query).unwrap() {
        Reply::Arrears(arrears) => *arrears,
        other => panic!("{other:?}"),
    }
}

/// The name of a group, homes, fen.
type Told = (String, i64, i64);

fn told(arrears: &Arrears) -> BTreeSet<Told> {
    let name = |fact: &Fact| match fact {
        Fact::Text(text) | Fact::Term(text) => text.clone(),
        Fact::Told(_, facts) => match &facts[0].1 {
            Fact::Text(code) => code.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let groups = arrears.groups.iter().filter(|group| group.homes > 0);
    groups
        .map(|group| (name(&group.name), group.homes, group.amount.fen()))
        .collect()
}

/// The same from every charge there is: by what a charge and the code of its home say.
fn naive(world: &World, group: impl Fn(&Charge, &str, Day) -> String) -> BTreeSet<Told> {
    let charges: Vec<Charge> = world.look(every).unwrap();
    let open: Vec<Charge> = charges
        .into_iter()
        .filter(|charge| charge.amount > charge.paid)
        .collect();
    let mut oldest: BTreeMap<u64, Day> = BTreeMap::new();
    for charge in &open {
        let due = oldest.entry(charge.household.0).or_insert(charge.due_on);
        *due = charge.due_on.min(*due);
    }
    let mut groups: BTreeMap<String, (BTreeSet<u64>, i64)> = BTreeMap::new();
    for charge in &open {
        let id = charge.household.0;
        let home: frontdesk::domain::household::Household = world.get(id);
        let sum = groups
            .entry(group(charge, &home.code, oldest[&id]))
            .or_default();
        sum.0.insert(id);
        sum.1 += charge.amount.fen() - charge.paid.fen();
    }
    let told = |(name, (homes, fen)): (String, (BTreeSet<u64>, i64))| {
        (name, i64::try_from(homes.len()).unwrap(), fen)
    };
    groups.into_iter().map(told).collect()
}

/// The place of an age among 1, 2 to 3, 4 to 6, 7 to 12 and more months (duties.md D-052), by its own table.
fn age_name(due_on: Day) -> String {
    let at = match age_months(due_on, today()) {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=6 => 3,
        7..=12 => 4,
        _ => 5,
    };
    format!("arrears-age-{at}")
}

fn texts(list: &Listing, column: &str) -> Vec<String> {
    let at = list.columns.iter().position(|one| one == column).unwrap();
    let text = |row: &Vec<Cell>| match &row[at] {
        Cell::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    list.rows.iter().map(text).collect()
}

#[test]
fn groups_are_what_the_charges_sum_to() {
    let world = indebted();
    let by = |by| told(&arrears(&world, by, GroupOrder::Amount, ""));
    let building = |code: &str| code.split('-').next().unwrap().to_owned();
    assert_eq!(
        by(GroupBy::Building),
        naive(&world, |_, code, _| building(code))
    );
    let stewards = naive(&world, |_, code, _| match &*building(code) {
        "1" | "3" => DESK.to_owned(),
        _ => "arrears-no-steward".to_owned(),
    });
    assert_eq!(by(GroupBy::Steward), stewards);
    let items = naive(&world, |charge, _, _| charge.name.clone());
    assert_eq!(by(GroupBy::Item), items);
    let ages = naive(&world, |_, _, oldest| age_name(oldest));
    assert_eq!(by(GroupBy::Age), ages);
    let payers = naive(&world, |charge, _, _| {
        let debt: Debt = world.get(charge.household.0);
        debt.payer
    });
    assert_eq!(by(GroupBy::Payer), payers);
    // What is as old as a band, whichever home owes it, sums to the whole.
    let ages = arrears(&world, GroupBy::Age, GroupOrder::Name, "");
    let aged = Amount::sum(ages.groups.iter().map(|group| group.aged.unwrap())).unwrap();
    assert_eq!(aged, ages.amount);
    let naive_aged = naive(&world, |charge, _, _| age_name(charge.due_on));
    for group in &ages.groups {
        let Fact::Term(name) = &group.name else {
            panic!("{group:?}")
        };
        let sum = naive_aged.iter().find(|one| one.0 == *name);
        assert_eq!(
            group.aged.unwrap().fen(),
            sum.map_or(0, |one| one.2),
            "{name}"
        );
    }
}

#[test]
fn each_group_opens_exactly_its_homes() {
    let world = indebted();
    for by in GroupBy::ALL {
        let mut homes = 0;
        for group in arrears(&world, *by, GroupOrder::Name, "").groups {
            let conditions: Vec<&str> = group.rows.conditions.iter().map(|one| &**one).collect();
            let list = listed(&world, DESK, &group.rows.what, &conditions);
            let rows = i64::try_from(list.rows.len()).unwrap();
            assert_eq!(rows, group.homes, "{by:?} {:?}", group.name);
            homes += rows;
        }
        assert!(homes >= 4, "{by:?}");
    }
    let largest = listed(&world, DESK, "debts", &[]);
    let amounts: Vec<Debt> = texts(&largest, "premises")
        .iter()
        .map(|home| debt(&world, home))
        .collect();
    assert!(amounts.is_sorted_by(|one, next| one.amount >= next.amount));
    let oldest = listed(&world, DESK, "debts_by_age", &[]);
    let oldest = texts(&oldest, "premises");
    let oldest: Vec<_> = oldest
        .iter()
        .map(|home| debt(&world, home).oldest_due_on)
        .collect();
    assert!(oldest.is_sorted(), "{oldest:?}");
}

#[test]
fn groups_are_ordered_and_narrowed_as_asked() {
    let world = indebted();
    let names = |order, filter: &str| -> Vec<String> {
        let arrears = arrears(&world, GroupBy::Payer, order, filter);
        let name = |group: &frontdesk::service::view::Group| match &group.name {
            Fact::Text(text) => text.clone(),
            other => panic!("{other:?}"),
        };
        arrears.groups.iter().map(name).collect()
    };
    // 1101 owes for five months and a repair, 1201 a month less, 101 by 500 less.
    assert_eq!(names(GroupOrder::Amount, "")[0], "孙丽");
    assert_eq!(names(GroupOrder::Amount, "建国"), ["王建国"]);
    assert_eq!(names(GroupOrder::Name, "没有").len(), 0);
}

#[test]
fn a_steward_is_named_from_a_day_on_and_taken_back() {
    let mut world = estate();
    let refusal = world.refused(DESK, steward("3", DESK, "2026-11-01"));
    assert_eq!(refusal.why, Why::NoRight);
    let refusal = world.refused(MANAGER, steward("77", DESK, "2026-11-01"));
    is_field(&refusal, "building", Why::UnknownBuilding);
    world.done(MANAGER, steward("3", DESK, "2026-10-01"));
    world.done(MANAGER, steward("3", SUPERVISOR, "2026-11-15"));
    let on = |world: &World, text: &str| {
        let building: Building = world.get(3);
        building.steward_on(day(text)).map(|id| id.0)
    };
    assert_eq!(on(&world, "2026-09-30"), None);
    assert_eq!(on(&world, "2026-11-14"), Some(1));
    assert_eq!(on(&world, "2026-11-15"), Some(2));
    world.done(MANAGER, Command::new("undo"));
    assert_eq!(on(&world, "2026-11-15"), Some(1));
    let none = Command::new("building.steward").arg("building", "3");
    world.done(MANAGER, none.arg("since", "2026-11-20"));
    assert_eq!(on(&world, "2026-11-20"), None);
}

#[test]
fn the_ladder_proposes_and_a_step_out_of_turn_needs_a_word() {
    let mut world = World::new();
    // Due six days ago.
    owe(&mut world, HOME, "维修费", "300", "2026-11-15");
    let form = |world: &World| match ask(
        world,
        DESK,
        &Query::Form("dunning.record".into(), Some(home_subject(world))),
    ) {
        Ok(Reply::Form(fields, _)) => fields,
        other => panic!("{other:?}"),
    };
    let way = |fields: &[(String, String)]| {
        let way = fields.iter().find(|(name, _)| name == "way").unwrap();
        way.1.clone()
    };
    assert_eq!(way(&form(&world)), "message");
    world.done(DESK, dun("message"));
    // A reminder has no turn, and the next step is told with its day: a call, seven days after the due day.
    let done = world.done(DESK, dun("message").arg("result", "sent"));
    assert_eq!(
        fact(&done.facts, "next"),
        Fact::Term("choice-way-call".into())
    );
    assert_eq!(fact(&done.facts, "day"), Fact::Day(day("2026-11-24")));
    assert_eq!(way(&form(&world)), "call", "nothing is due: a reminder");
    let refusal = world.refused(DESK, dun("visit"));
    is_field(&refusal, "early", Why::OutOfTurn);
    assert_eq!(debt(&world, HOME).dunned, 2, "nothing was changed");
    world.done(DESK, dun("visit").arg("early", "业主正好在楼下"));
    let dunning: frontdesk::domain::ledger::Dunning = world.get(3);
    assert_eq!(dunning.early.as_deref(), Some("业主正好在楼下"));
    assert_eq!(dunning.way, DunningWay::Visit);
    // Papers are for higher ranks, with or without a word.
    let refusal = world.refused(DESK, dun("notice").arg("early", "领导要求"));
    assert_eq!(refusal.why, Why::TooLowToDun);
    let refusal = world.refused(SUPERVISOR, dun("notice"));
    is_field(&refusal, "early", Why::OutOfTurn);
    world.done(SUPERVISOR, dun("notice").arg("early", "下周出差"));
    assert_eq!(
        world.refused(SUPERVISOR, dun("letter")).why,
        Why::TooLowToDun
    );
    sound(&world);
    // The office may leave a step out.
    let off = Command::new("setting.set").arg("setting", "ladder.letter");
    world.done(MANAGER, off.arg("value", "no"));
    let done = world.done(DESK, dun("call"));
    assert_eq!(
        fact(&done.facts, "next"),
        Fact::Term("choice-way-notice".into()),
        "the last step is done again"
    );
}

fn home_subject(world: &World) -> frontdesk::service::subject::Subject {
    frontdesk::service::subject::Subject::of(&world.home(HOME))
}

#[test]
fn how_a_home_keeps_its_word_is_computed_from_payments() {
    let mut world = World::new();
    owe(&mut world, HOME, "维修费", "900", "2026-11-15");
    let promise = |day: &str, amount: &str| {
        Command::new("promise.record")
            .about(HOME)
            .arg("day", day)
            .arg("amount", amount)
    };
    world.done(DESK, promise("2026-11-21", "100"));
    world.done(DESK, pay(HOME, "100"));
    world.done(DESK, promise("2026-11-22", "200"));
    let zone = frontdesk::domain::calendar::Zone::default();
    let id = world.home(HOME).id;
    let word = |world: &World, on: &str| world.look(|tx| word_of(tx, zone, id, day(on))).unwrap();
    assert_eq!(word(&world, "2026-11-22"), (0, 1), "the second is open");
    assert_eq!(
        word(&world, "2026-11-23"),
        (1, 2),
        "and broken the day after"
    );
    let state = |world: &World, promise: u64, on: &str| {
        let promise: Promise = world.get(promise);
        let state = world.look(|tx| promise_state(tx, zone, &promise, day(on)));
        state.unwrap().name()
    };
    assert_eq!(state(&world, 1, "2026-12-01"), "in_time");
    assert_eq!(state(&world, 2, "2026-11-23"), "broken");
    // Paid two days late.
    world.now = world.now.plus_minutes(3 * 1440);
    world.done(DESK, pay(HOME, "200"));
    assert_eq!(state(&world, 2, "2026-11-24"), "late");
    assert_eq!(word(&world, "2026-11-24"), (1, 2), "late is broken too");
    sound(&world);
}

/// A home that complains and owes for two months and a repair.
fn objecting() -> (World, Number) {
    let mut world = desk();
    owe(&mut world, HOME, "维修费", "300", "2026-10-15");
    owe(&mut world, HOME, "清洁费", "50", "2026-11-15");
    let complaint = noise();
    let number = world.opened(complaint);
    (world, number)
}

fn dispute(number: Number) -> Command {
    Command::new("charge.dispute")
        .about(HOME)
        .arg("complaint", number.full())
        .arg("reason", "没有修好")
}

fn in_pane(world: &World) -> usize {
    let query = Query::Pane(Pane::Arrears, Window::first(20));
    match ask(world, DESK, &query).unwrap() {
        Reply::Pane(rows) => {
            assert_eq!(rows.total, i64::try_from(rows.rows.len()).unwrap());
            rows.rows.len()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_disputed_is_owed_and_nobody_presses_until_the_complaint_is_closed() {
    let (mut world, number) = objecting();
    let before = debt(&world, HOME);
    // Only an open complaint of this home will do.
    let repair = world.opened(super::desk::leak());
    for wrong in [
        repair,
        Number {
            count: 77,
            ..number
        },
    ] {
        let refusal = world.refused(DESK, dispute(wrong));
        is_field(&refusal, "complaint", Why::NoComplaint);
    }
    let refusal = world.refused(DESK, dispute(number).arg("item", "电梯费"));
    assert_eq!(refusal.why, Why::NothingFits);
    assert_eq!(debt(&world, HOME), before);
    // A part: the ladder goes by the rest.
    world.done(DESK, dispute(number).arg("item", "维修费"));
    let part = debt(&world, HOME);
    assert_eq!((part.amount, part.undisputed()), (yuan("350"), yuan("50")));
    assert_eq!(part.asked_due_on(), Some(day("2026-11-15")));
    assert_eq!(
        part.oldest_due_on, before.oldest_due_on,
        "it is as old as it is"
    );
    assert_eq!(in_pane(&world), 1);
    // All of it: still owed and counted, and nobody's call.
    world.done(DESK, dispute(number));
    assert_eq!(in_pane(&world), 0);
    assert_eq!(kept(&world, Figure::Debtors), 1);
    assert_eq!(kept(&world, Figure::DebtSum), 35_000);
    assert_eq!(world.refused(DESK, dun("call")).why, Why::AllDisputed);
    sound(&world);
    // Undo and again.
    world.done(DESK, Command::new("undo"));
    assert_eq!(debt(&world, HOME).undisputed(), yuan("50"));
    world.done(DESK, dispute(number));
    // Closed without a call: the supervisor's word.
    world.does(
        SUPERVISOR,
        "ticket.withdraw",
        number,
        &[("reason", "业主撤诉")],
    );
    let after = debt(&world, HOME);
    assert_eq!((after.disputed, after.undisputed()), (None, yuan("350")));
    assert_eq!(in_pane(&world), 1);
    sound(&world);
}

#[test]
fn a_supervisor_ends_a_dispute_before_its_complaint() {
    let (mut world, number) = objecting();
    world.done(DESK, dispute(number));
    let settle = || {
        Command::new("charge.settle_dispute")
            .about(HOME)
            .arg("reason", "账单无误，已当面说明")
    };
    assert_eq!(world.refused(DESK, settle()).why, Why::NoRight);
    world.done(SUPERVISOR, settle());
    assert_eq!(debt(&world, HOME).disputed, None);
    assert_eq!(world.refused(SUPERVISOR, settle()).why, Why::NothingFits);
    sound(&world);
}

fn clock(world: &World) -> Option<Day> {
    debt(world, HOME).clock_from
}

#[test]
fn the_limitation_clock_goes_by_the_acts_that_count() {
    let mut world = World::new();
    // Three years are over on 2026-12-10: nineteen days are left.
    owe(&mut world, HOME, "维修费", "300", "2023-12-10");
    owe(&mut world, HOME, "清洁费", "80", "2026-11-15");
    assert_eq!(clock(&world), Some(day("2023-12-10")));
    let shown = |world: &World| texts(&listed(world, DESK, "limitation", &[]), "days_left");
    assert_eq!(shown(&world), ["Whole(19)"]);
    // Neither a call nor a paper that cannot be shown to have come sets it back.
    world.done(DESK, dun("call"));
    let notice = |result: &str| dun("notice").arg("early", "时效").arg("result", result);
    world.done(SUPERVISOR, notice("refused"));
    assert_eq!(clock(&world), Some(day("2023-12-10")));
    world.done(SUPERVISOR, notice("received"));
    assert_eq!(clock(&world), Some(today()), "of every charge that was due");
    assert!(shown(&world).is_empty());
}

#[test]
fn a_part_payment_sets_back_the_clock_of_what_it_paid_alone() {
    let mut world = World::new();
    owe(&mut world, HOME, "维修费", "300", "2023-12-10");
    owe(&mut world, HOME, "清洁费", "80", "2023-12-20");
    let receipt = world.done(DESK, pay(HOME, "100")).number.unwrap();
    assert_eq!(
        clock(&world),
        Some(day("2023-12-20")),
        "the second charge is first now"
    );
    sound(&world);
    let void = Command::new("payment.reverse")
        .about(receipt.full())
        .arg("reason", "假币");
    world.granted(SUPERVISOR, &void).unwrap();
    assert_eq!(clock(&world), Some(day("2023-12-10")), "nothing was paid");
    // A promise agrees to pay all of it.
    let promise = Command::new("promise.record").about(HOME);
    world.done(DESK, promise.arg("day", "2026-11-25"));
    assert_eq!(clock(&world), Some(today()));
    sound(&world);
    // An office whose lawyer does not count promises: reckoned anew at once, and as shipped again.
    let acts = Command::new("setting.set").arg("setting", "limitation.promise");
    world.done(MANAGER, acts.arg("value", "0"));
    assert_eq!(clock(&world), Some(day("2023-12-10")));
    sound(&world);
    let acts = Command::new("setting.set").arg("setting", "limitation.promise");
    let done = world.done(MANAGER, acts);
    assert_eq!(fact(&done.facts, "clocks"), Fact::Count(1));
    assert_eq!(clock(&world), Some(today()), "as shipped again");
    sound(&world);
}

#[test]
fn the_list_of_the_limitation_holds_what_has_few_days_left_and_no_other() {
    let mut world = World::new();
    // 90 days before the end is not shown, 89 is; so is what is over: 2026-11-21 + 90 = 2027-02-19.
    for (home, due) in [
        ("1-1-101", "2024-02-19"),
        ("1-1-102", "2024-02-18"),
        ("3-2-1101", "2023-11-21"),
        (HOME, "2023-11-20"),
    ] {
        owe(&mut world, home, "维修费", "10", due);
    }
    let list = listed(&world, DESK, "limitation", &[]);
    assert_eq!(texts(&list, "premises"), [HOME, "3-2-1101", "1-1-102"]);
    assert_eq!(
        texts(&list, "days_left"),
        ["Whole(-1)", "Whole(0)", "Whole(89)"]
    );
}

#[test]
fn a_home_recoded_takes_its_arrears_and_its_rate_with_it() {
    let mut world = indebted();
    let recode = Command::new("household.recode").about("3-2-1101");
    let recode = recode
        .arg("premises", "4-1-1101")
        .arg("reason", "登记时写错楼栋");
    world.done(SUPERVISOR, recode);
    sound(&world);
    let buildings = told(&arrears(&world, GroupBy::Building, GroupOrder::Name, ""));
    let naive = naive(&world, |_, code, _| {
        code.split('-').next().unwrap().to_owned()
    });
    assert_eq!(buildings, naive);
    let month: Month = "2026-11".parse().unwrap();
    assert_eq!(kept(&world, Figure::ChargedMonth(month)), 3);
}
