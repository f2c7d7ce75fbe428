//! Reductions, write-offs and instalments: exactly what was asked, by another person, or nothing.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::id::Number;
use frontdesk::domain::ledger::{Account, Bound, Charge, Debt};
use frontdesk::domain::money::Amount;
use frontdesk::domain::office::ApprovalState;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::{Command, Row, rows};
use frontdesk::service::query::Query;
use frontdesk::service::view::{Cell, DueLine, WhatIf};

use super::desk::*;
use super::money::{HOME, balance, debt, estate, is_field, pay, run, sound, yuan};
use super::payments::{explained, page, what_if};
use crate::support::world::World;

/// Two months of a home: 276.08 and 120 each, 792.16 in all.
fn owing() -> World {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-10"));
    world.done(SUPERVISOR, run("2026-11"));
    world
}

fn reduce(amount: &str) -> Command {
    cmd("charge.reduce")
        .about(HOME)
        .arg("amount", amount)
        .arg("reason", "漏水维修期间无法居住")
}

fn write_off() -> Command {
    cmd("charge.write_off")
        .about(HOME)
        .arg("reason", "业主失联，诉讼无果")
}

/// Asks, and returns the number of the request.
#[track_caller]
pub fn asked(world: &mut World, who: &str, command: Command) -> Number {
    match world.ask(who, command) {
        Answer::Pending(done) => done.number.unwrap(),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
pub fn granted(world: &mut World, command: Command) -> Number {
    let number = asked(world, DESK, command);
    world.does(MANAGER, "approval.grant", number, &[]);
    number
}

fn charges(world: &World, of: &str) -> Vec<Charge> {
    let home = world.home(of).id;
    let mut id = 1;
    let mut found = Vec::new();
    while let Some(charge) = world
        .look(|tx| frontdesk::storage::record::get::<Charge>(tx, id))
        .unwrap()
    {
        if charge.household == home {
            found.push(charge);
        }
        id += 1;
    }
    found
}

fn owed(world: &World) -> String {
    debt(world, HOME).amount.plain()
}

/// What the list says of a record: the cell of a column.
#[track_caller]
pub fn cell(world: &World, what: &str, column: &str) -> Cell {
    let list = listed(world, DESK, what, &[]);
    let at = list.columns.iter().position(|name| name == column).unwrap();
    list.rows[0][at].clone()
}

#[test]
fn a_reduction_is_done_as_it_was_asked() {
    let mut world = owing();
    let command = reduce("100").arg("item", "物业费").arg("month", "2026-11");
    let number = asked(&mut world, DESK, command);
    assert_eq!(
        owed(&world),
        "792.16",
        "nothing is given up before it is granted"
    );
    let changes = cell(&world, "approvals", "changes");
    let line = "物业费 2026-11  276.08 → 176.08";
    assert_eq!(changes, Cell::Texts(vec![line.into()]));
    world.does(MANAGER, "approval.grant", number, &[]);
    // 792.16 − 100 = 692.16.
    assert_eq!(owed(&world), "692.16");
    let relieved: Vec<(String, Amount)> = charges(&world, HOME)
        .iter()
        .filter_map(|charge| Some((charge.month.to_string(), charge.relief?.reduced)))
        .collect();
    assert_eq!(relieved, [("2026-11".into(), yuan("100"))]);
    assert_eq!(balance(&world, Account::Reduction, 0), 10_000);
    assert_eq!(
        cell(&world, "reductions", "amount"),
        Cell::Money(yuan("100"))
    );
    sound(&world);
    world.holds_together();
    // What is left is paid like anything else.
    world.done(DESK, pay(HOME, "692.16"));
    assert_eq!(owed(&world), "0.00");
    sound(&world);
}

/// What is foreseen of each charge in the order it was charged: open, what of it goes, what of its late fee goes.
fn foreseen(told: &WhatIf) -> Vec<(String, String, String)> {
    let mut lines: Vec<&DueLine> = told.lines.iter().collect();
    lines.sort_by_key(|line| line.charge);
    let plain = |line: &&DueLine| (line.open.plain(), line.pays.plain(), line.pays_late.plain());
    lines.iter().map(plain).collect()
}

fn of(open: &str, goes: &str, late: &str) -> (String, String, String) {
    (open.to_owned(), goes.to_owned(), late.to_owned())
}

#[test]
fn what_is_foreseen_is_what_is_done() {
    let mut world = owing();
    // Two months of 276.08 and 120: 300 is the oldest and 23.92 of the next.
    let told = what_if(&world, reduce("300"));
    let expected = [
        of("276.08", "276.08", "0.00"),
        of("120.00", "23.92", "0.00"),
        of("276.08", "0.00", "0.00"),
        of("120.00", "0.00", "0.00"),
    ];
    assert_eq!(foreseen(&told), expected);
    assert_eq!(
        (told.due, told.settled, told.left),
        (yuan("792.16"), yuan("300"), yuan("492.16"))
    );
    granted(&mut world, reduce("300"));
    let given_up: Vec<Amount> = charges(&world, HOME)
        .iter()
        .map(|charge| charge.relief.unwrap_or_default().reduced)
        .collect();
    assert_eq!(given_up, told_parts(&told));
    // Nobody said how much, or said too much: the charges are shown, and nothing goes.
    let bare = what_if(&world, cmd("charge.reduce").about(HOME));
    assert_eq!(
        (bare.settled, bare.left, &bare.refused),
        (Amount::ZERO, yuan("492.16"), &None)
    );
    let much = what_if(&world, reduce("492.17"));
    assert_eq!(much.settled, Amount::ZERO);
    is_field(&much.refused.unwrap(), "amount", Why::MoreThanOwed);
    let ids: Vec<u64> = charges(&world, HOME)
        .iter()
        .map(|charge| charge.id.0)
        .collect();
    // A write-off is of all, where nothing else is said; of the charges named, where they are.
    assert_eq!(
        what_if(&world, cmd("charge.write_off").about(HOME)).settled,
        yuan("492.16")
    );
    let named = what_if(
        &world,
        write_off().arg("charges", format!("#{}, {}", ids[1], ids[3])),
    );
    assert_eq!(named.settled, yuan("216.08"));
    // No other command is foreseen.
    let known = |row: &&Row| {
        let bare = Query::WhatIf(Command::new(row.name).about(HOME));
        world.reply(MANAGER, &bare).is_ok()
    };
    let names: Vec<&str> = rows().filter(known).map(|row| row.name).collect();
    assert_eq!(names, ["payment.take", "charge.reduce", "charge.write_off"]);
    // Nothing was booked by asking.
    assert_eq!(owed(&world), "492.16");
}

/// What of each charge is foreseen to go, in the order they were charged.
fn told_parts(told: &WhatIf) -> Vec<Amount> {
    let mut parts: Vec<(u64, Amount)> = told
        .lines
        .iter()
        .map(|line| (line.charge, line.pays))
        .collect();
    parts.sort_by_key(|(charge, _)| *charge);
    parts.into_iter().map(|(_, amount)| amount).collect()
}

#[test]
fn the_oldest_is_given_up_first_over_several_charges() {
    let mut world = owing();
    granted(&mut world, reduce("300"));
    // 276.08 of October's property fee, 23.92 of its parking.
    let relieved: Vec<Amount> = charges(&world, HOME)
        .iter()
        .map(|charge| charge.relief.map_or(Amount::ZERO, |relief| relief.reduced))
        .collect();
    assert_eq!(
        relieved,
        [yuan("276.08"), yuan("23.92"), Amount::ZERO, Amount::ZERO]
    );
    assert_eq!(
        debt(&world, HOME).unpaid_months.len(),
        1,
        "October's fee is owed no more"
    );
    sound(&world);
}

#[test]
fn whatever_changed_meanwhile_is_asked_anew() {
    let changes: [fn(&mut World); 4] = [
        |world| {
            world.done(DESK, pay(HOME, "0.01"));
        },
        |world| {
            granted(world, reduce("0.01"));
        },
        |world| {
            let edit = cmd("household.edit").about(HOME).arg("area", "99.6");
            world.done(DESK, edit);
        },
        |world| {
            world.done(DESK, pay(HOME, "300"));
            world
                .granted(SUPERVISOR, &super::money::void("S1121-001"))
                .unwrap();
        },
    ];
    for (at, change) in changes.iter().enumerate() {
        let mut world = owing();
        let number = asked(&mut world, DESK, reduce("300"));
        change(&mut world);
        let before = (owed(&world), charges(&world, HOME));
        let (why, _) = world.refuses(MANAGER, "approval.grant", number, &[]);
        assert_eq!(why, Why::ApprovalStale, "{at}");
        assert_eq!((owed(&world), charges(&world, HOME)), before, "{at}");
        assert_eq!(world.approval(number).state, ApprovalState::Pending);
        world.does(
            MANAGER,
            "approval.refuse",
            number,
            &[("reason", "情况变了")],
        );
        sound(&world);
    }
    // A charge that came since is none of what was asked.
    let mut world = owing();
    let number = asked(&mut world, DESK, reduce("300"));
    world.done(SUPERVISOR, run("2026-12"));
    world.does(MANAGER, "approval.grant", number, &[]);
    sound(&world);
}

#[test]
fn what_it_is_bound_to_cannot_be_altered() {
    let mut world = owing();
    let number = asked(&mut world, DESK, reduce("300"));
    let mut approval = world.approval(number);
    let Some(Bound::Relief(asked)) = &mut approval.bound else {
        panic!("not bound");
    };
    asked.parts[0].amount = yuan("276.07");
    world.put(&mut approval);
    let (why, _) = world.refuses(MANAGER, "approval.grant", number, &[]);
    assert_eq!(why, Why::ApprovalStale);
    assert_eq!(owed(&world), "792.16");
}

#[test]
fn another_person_decides_and_more_is_for_somebody_higher() {
    let mut world = owing();
    let number = asked(&mut world, MANAGER, reduce("1"));
    let (why, _) = world.refuses(MANAGER, "approval.grant", number, &[]);
    assert_eq!(why, Why::OwnApproval);
    let (why, _) = world.refuses(SUPERVISOR, "approval.grant", number, &[]);
    assert_eq!(why, Why::RankTooLow);
    // Above the sum the office set it is the leadership's.
    let limit = cmd("setting.set").arg("setting", "relief.limit_yuan");
    world.done(MANAGER, limit.arg("value", "500"));
    let below = asked(&mut world, DESK, reduce("500"));
    world.does(MANAGER, "approval.grant", below, &[]);
    let mut world = owing();
    let limit = cmd("setting.set").arg("setting", "relief.limit_yuan");
    world.done(MANAGER, limit.arg("value", "500"));
    let above = asked(&mut world, DESK, reduce("500.01"));
    let (why, _) = world.refuses(MANAGER, "approval.grant", above, &[]);
    assert_eq!(why, Why::RankTooLow);
    assert_eq!(owed(&world), "792.16");
}

#[test]
fn a_write_off_may_be_asked_for_again() {
    let mut world = owing();
    granted(&mut world, write_off());
    assert_eq!(owed(&world), "0.00");
    assert_eq!(balance(&world, Account::WriteOff, 0), 79_216);
    sound(&world);
    let restore = cmd("charge.restore")
        .about(HOME)
        .arg("reason", "业主回来了");
    let refused = world.refused(DESK, restore.clone().arg("amount", "792.17"));
    is_field(&refused, "amount", Why::MoreThanWrittenOff);
    world.done(DESK, pay(HOME, "100").arg("advance", "yes"));
    granted(&mut world, restore.arg("amount", "300"));
    // 300 are owed again, and what was paid ahead settles 100 of it at once.
    assert_eq!(owed(&world), "200.00");
    assert_eq!(balance(&world, Account::WriteOff, 0), 49_216);
    sound(&world);
}

/// What a line of the ledger says of who decided about it, and the rules it is explained by.
fn decided(world: &World, line: usize) -> (Vec<(String, String)>, Vec<String>) {
    let about = page(world, HOME, None, 9).lines[line].about.unwrap();
    let told = explained(world, about);
    let rules = told.iter().map(|one| one.rule.clone()).collect();
    let fields = told[0].values.iter().chain(&told[0].sum);
    let said = fields.filter_map(|field| match &field.value {
        Fact::Text(text) => Some((field.name.clone(), text.clone())),
        Fact::Money(amount) => Some((field.name.clone(), amount.plain())),
        _ => None,
    });
    (said.collect(), rules)
}

#[test]
fn what_was_given_up_says_who_asked_why_and_who_decided() {
    let mut world = owing();
    let reduced = granted(&mut world, reduce("100"));
    let written_off = granted(&mut world, write_off());
    let told = |number: Number, why: &str, amount: &str| {
        let facts = [
            (
                "approval",
                &*number.short(Day::from_ymd(2026, 11, 21).unwrap()),
            ),
            ("asked_by", DESK),
            ("reason", why),
            ("decided_by", MANAGER),
            ("amount", amount),
        ];
        facts
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .to_vec()
    };
    let rules = ["relief", "charge"].map(str::to_owned).to_vec();
    // Four charges were given up at once, each by an entry of its own; the reduction came before.
    let (last, why) = decided(&world, 0);
    assert_eq!(last, told(written_off, "业主失联，诉讼无果", "-120.00"));
    assert_eq!(why, rules);
    let (first, why) = decided(&world, 4);
    assert_eq!(first, told(reduced, "漏水维修期间无法居住", "-100.00"));
    assert_eq!(why, rules);
}

#[test]
fn what_cannot_be_given_up_is_said_in_one_sentence() {
    let mut world = owing();
    for (amount, field, why) in [
        ("0", "amount", Why::NotPositive),
        ("-1", "amount", Why::NotPositive),
        ("792.17", "amount", Why::MoreThanOwed),
        ("12345678901234567", "amount", Why::AmountTooLarge),
        ("1.234", "amount", Why::BadAmount),
    ] {
        let refused = world.refused(DESK, reduce(amount));
        is_field(&refused, field, why);
    }
    let refused = world.refused(DESK, reduce("1").arg("charges", "1,99"));
    is_field(&refused, "charges", Why::ChargeNotOpen);
    let elsewhere = reduce("1").about("6-1-201");
    assert_eq!(world.refused(DESK, elsewhere).why, Why::NothingOwed);
    let none = reduce("1").arg("item", "水费");
    assert_eq!(world.refused(DESK, none).why, Why::NothingFits);
    let restore = cmd("charge.restore").about(HOME).arg("reason", "恢复");
    assert_eq!(world.refused(DESK, restore).why, Why::MoreThanWrittenOff);
    assert_eq!(owed(&world), "792.16");
    assert!(
        charges(&world, HOME)
            .iter()
            .all(|charge| charge.relief.is_none())
    );
}

fn plan(parts: &str, first: &str) -> Command {
    cmd("plan.agree")
        .about(HOME)
        .arg("parts", parts)
        .arg("first", first)
        .arg("reason", "下岗，分期缴清")
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn word(world: &World) -> (Option<Day>, String) {
    let debt: Debt = debt(world, HOME);
    (debt.promise_on, debt.promised.plain())
}

#[test]
fn the_next_instalment_is_the_word_that_stands() {
    let mut world = owing();
    let number = asked(&mut world, DESK, plan("3", "2026-12-10"));
    assert_eq!(word(&world), (None, "0.00".into()));
    let lines = [
        "2026-12-10  264.06",
        "2027-01-10  264.05",
        "2027-02-10  264.05",
    ];
    let changes = cell(&world, "approvals", "changes");
    assert_eq!(changes, Cell::Texts(lines.map(String::from).into()));
    world.does(MANAGER, "approval.grant", number, &[]);
    assert_eq!(word(&world), (Some(day("2026-12-10")), "264.06".into()));
    assert_eq!(cell(&world, "plans", "state"), Cell::Text("kept".into()));
    // A part of it: the rest of the first is still due on its day.
    world.done(DESK, pay(HOME, "200"));
    assert_eq!(word(&world), (Some(day("2026-12-10")), "64.06".into()));
    world.done(DESK, pay(HOME, "64.06"));
    assert_eq!(word(&world), (Some(day("2027-01-10")), "264.05".into()));
    // Its day is over: broken, and on the ladder again.
    world.wait_until("2027-01-11T09:00");
    assert_eq!(cell(&world, "plans", "state"), Cell::Text("broken".into()));
    let broken = listed(&world, DESK, "arrears", &["next_step = broken_promise"]);
    assert_eq!(broken.rows.len(), 1);
    sound(&world);
    // Paid after all, then all of it.
    world.done(DESK, pay(HOME, "264.05"));
    assert_eq!(cell(&world, "plans", "state"), Cell::Text("kept".into()));
    world.done(DESK, pay(HOME, "264.05"));
    assert_eq!(
        cell(&world, "plans", "state"),
        Cell::Text("fulfilled".into())
    );
    assert_eq!(word(&world), (None, "0.00".into()));
    sound(&world);
    world.holds_together();
}

#[test]
fn a_plan_ends_by_decision_and_another_takes_its_place() {
    let mut world = owing();
    granted(&mut world, plan("12", "2026-12-01"));
    granted(&mut world, plan("2", "2026-11-30"));
    assert_eq!(word(&world), (Some(day("2026-11-30")), "396.08".into()));
    let end = cmd("plan.end").about(HOME).arg("reason", "业主要一次缴清");
    world.done(SUPERVISOR, end.clone());
    assert_eq!(word(&world), (None, "0.00".into()));
    assert_eq!(world.refused(SUPERVISOR, end).why, Why::NoPlan);
    assert_eq!(owed(&world), "792.16");
    sound(&world);
    // What is owed is bound too: a payment meanwhile, and it is asked anew.
    let number = asked(&mut world, DESK, plan("2", "2026-11-30"));
    world.done(DESK, pay(HOME, "1"));
    let (why, _) = world.refuses(MANAGER, "approval.grant", number, &[]);
    assert_eq!(why, Why::ApprovalStale);
    let bad = world.refused(DESK, plan("121", "2026-12-01"));
    is_field(&bad, "parts", Why::BadNumber);
    let past = world.refused(DESK, plan("2", "2026-11-01"));
    is_field(&past, "first", Why::PastDay);
}
