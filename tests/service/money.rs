//! Charging, taking and reversing money.

use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::household::FeeLink;
use frontdesk::domain::id::FeeItemId;
use frontdesk::domain::ledger::{Account, Charge, Debt, Entry, EntryKind, Payment};
use frontdesk::domain::money::Amount;
use frontdesk::service::answer::Answer;
use frontdesk::service::books;
use frontdesk::service::command::{Command, row};
use frontdesk::service::subject::Found;
use frontdesk::service::work::Work;
use frontdesk::storage::check;
use frontdesk::storage::counters::figure;
use frontdesk::storage::kept::KINDS;
use frontdesk::storage::kept::figures::Figure;

use crate::support::world::World;

pub const HOME: &str = "3-2-1201";

pub fn yuan(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

pub fn add_charge(home: &str, name: &str, amount: &str) -> Command {
    Command::new("charge.add")
        .arg("premises", home)
        .arg("name", name)
        .arg("amount", amount)
}

pub fn pay(home: &str, amount: &str) -> Command {
    Command::new("payment.take")
        .about(home)
        .arg("method", "cash")
        .arg("amount", amount)
}

pub fn void(receipt: &str) -> Command {
    Command::new("payment.reverse")
        .about(receipt)
        .arg("reason", "收错了")
}

pub fn run(month: &str) -> Command {
    Command::new("charge.run").arg("month", month)
}

pub fn balance(world: &World, account: Account, of: u64) -> i64 {
    kept(world, Figure::Balance(account, of))
}

pub fn kept(world: &World, of: Figure) -> i64 {
    world.look(|tx| figure(tx, &of.key())).unwrap()
}

/// The books and what the store keeps beside its records are right.
#[track_caller]
pub fn sound(world: &World) {
    assert_eq!(world.look(books::verify).unwrap(), []);
    let report = world.look(|tx| check::verify(tx, KINDS)).unwrap();
    assert!(report.is_clean(), "{:?}", report.faults);
}

/// An estate with a property fee by area and a parking fee, linked to every home since 2026.
pub fn estate() -> World {
    let mut world = World::new();
    let fee = Command::new("fee_item.add")
        .arg("from", "2026-01-01")
        .arg("name", "物业费");
    let fee = fee.arg("formula", "per_area").arg("price", "2.8");
    world.done("陈刚", fee.arg("property_fee", "yes"));
    let parking = Command::new("fee_item.add")
        .arg("from", "2026-01-01")
        .arg("name", "停车费");
    world.done("陈刚", parking.arg("formula", "fixed").arg("fixed", "120"));
    for code in ["1-1-101", "1-1-102", "3-2-1101", HOME] {
        let mut home = world.home(code);
        let since = "2026-01-01".parse().unwrap();
        home.fees = [1, 2]
            .map(|item| FeeLink::new(FeeItemId(item), since))
            .into();
        world.put(&mut home);
    }
    world
}

pub fn debt(world: &World, home: &str) -> Debt {
    world.get(world.home(home).id.0)
}

pub fn fact(facts: &[(String, Fact)], name: &str) -> Fact {
    let found = facts.iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("no {name}")).1.clone()
}

#[track_caller]
pub fn is_field(refusal: &Refusal, field: &str, why: Why) {
    let found: Vec<_> = refusal.fields.iter().map(|f| (&*f.field, f.why)).collect();
    assert_eq!(found, [(field, why)]);
}

#[test]
fn money_settles_the_oldest_charge_first() {
    let mut world = estate();
    for month in ["2026-11", "2026-09", "2026-10"] {
        world.done("张敏", run(month));
    }
    let done = world.done("李芳", pay(HOME, "700"));
    assert_eq!(fact(&done.facts, "left"), Fact::Money(yuan("488.24")));
    assert_eq!(done.number.unwrap().full(), "S20261121-001");
    let payment: Payment = world.get(1);
    let parts: Vec<(String, String, Amount)> = payment
        .allocations
        .iter()
        .map(|part| {
            let charge: Charge = world.get(part.charge.0);
            (charge.month.to_string(), charge.name, part.amount)
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("2026-09".into(), "物业费".into(), yuan("276.08")),
            ("2026-09".into(), "停车费".into(), yuan("120")),
            ("2026-10".into(), "物业费".into(), yuan("276.08")),
            ("2026-10".into(), "停车费".into(), yuan("27.84")),
        ]
    );
    assert_eq!(payment.payer, "王建国");
    assert_eq!(payment.anchor.len(), 10);
    let months: Vec<String> = debt(&world, HOME)
        .unpaid_months
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(months, ["2026-11"]);
    sound(&world);
}

#[test]
fn more_than_is_owed_is_refused_unless_it_is_meant_and_then_used_at_once() {
    let mut world = estate();
    assert_eq!(world.refused("李芳", pay(HOME, "1")).why, Why::NothingOwed);
    world.done("张敏", run("2026-10"));
    let refusal = world.refused("李芳", pay(HOME, "396.09"));
    assert_eq!(refusal.why, Why::MoreThanOwed);
    assert_eq!(fact(&refusal.facts, "owed"), Fact::Money(yuan("396.08")));
    let done = world.done("李芳", pay(HOME, "500").arg("advance", "yes"));
    assert_eq!(fact(&done.facts, "ahead"), Fact::Money(yuan("103.92")));
    assert_eq!(debt(&world, HOME).advance, yuan("103.92"));
    world.done("张敏", run("2026-11"));
    assert_eq!(debt(&world, HOME).advance, Amount::ZERO);
    assert_eq!(debt(&world, HOME).amount, yuan("292.16"));
    let id = world.home(HOME).id.0;
    assert_eq!(balance(&world, Account::Receivable, id), 29_216);
    assert_eq!(balance(&world, Account::Advance, id), 0);
    assert_eq!(balance(&world, Account::Cash, 0), 50_000);
    sound(&world);
    // Void: all it settled is owed again, the part used later too.
    world.granted("张敏", &void("S20261121-001")).unwrap();
    assert_eq!(debt(&world, HOME).amount, yuan("792.16"));
    assert_eq!(balance(&world, Account::Cash, 0), 0);
    sound(&world);
}

#[test]
fn a_reversal_frees_what_another_payment_left_over() {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    world.done("李芳", pay(HOME, "396.08"));
    world.done("李芳", pay(HOME, "100").arg("advance", "yes"));
    world.granted("张敏", &void("S20261121-001")).unwrap();
    assert_eq!(debt(&world, HOME).amount, yuan("296.08"));
    assert_eq!(debt(&world, HOME).advance, Amount::ZERO);
    sound(&world);
}

#[test]
fn a_reversal_needs_a_second_person_and_happens_once() {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    world.done("李芳", pay(HOME, "396.08"));
    // Even the manager only asks.
    for who in ["李芳", "陈刚"] {
        let answer = world.ask(who, void("S20261121-001"));
        assert!(matches!(answer, Answer::Pending(_)), "{answer:?}");
        assert_eq!(debt(&world, HOME).amount, Amount::ZERO);
    }
    let done = world.granted("张敏", &void("S20261121-001")).unwrap();
    assert_eq!(done.number.unwrap().full(), "S20261121-001");
    assert_eq!(debt(&world, HOME).amount, yuan("396.08"));
    let voided: Payment = world.get(1);
    assert_eq!(voided.reason, "收错了");
    let entry: Entry = world.get(voided.reversed_by.unwrap().0);
    assert_eq!(entry.kind, EntryKind::Reversal);
    assert_eq!(entry.reverses, Some(voided.entry));
    assert_eq!(entry.sum(), Ok(Amount::ZERO));
    sound(&world);
    let again = world.granted("张敏", &void("S20261121-001"));
    assert_eq!(again.unwrap_err().why, Why::AlreadyReversed);
    // Refused before anybody is asked to decide.
    let again = world.refused("李芳", void("S20261121-001"));
    assert_eq!(again.why, Why::AlreadyReversed);
    let next = world.done("李芳", pay(HOME, "396.08"));
    assert_eq!(next.number.unwrap().full(), "S20261121-002");
    sound(&world);
}

#[test]
fn receipts_have_no_gaps_after_refusals() {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    let mut numbers = Vec::new();
    for n in 0..12 {
        world.refused("李芳", pay(HOME, "1000000"));
        world.refused("李芳", pay(HOME, "1").arg("effective", "2027-01-01"));
        world.refused("审计员", pay(HOME, "1"));
        if n % 3 == 0 {
            // The clock goes past midnight: another day, another 1.
            world.now = world.now.plus_minutes(1440);
        }
        numbers.push(world.done("李芳", pay(HOME, "1")).number.unwrap());
    }
    let counts: Vec<u32> = numbers.iter().map(|number| number.count).collect();
    assert_eq!(counts, [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
    sound(&world);
}

#[test]
fn who_saw_another_debt_is_told_so() {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    let seen = |owed: &str| pay(HOME, "100").arg("owed", owed);
    let paid = world.done("李芳", seen("396.08"));
    let refusal = world.refused("张敏", seen("396.08"));
    assert_eq!(refusal.why, Why::Stale);
    assert_eq!(fact(&refusal.facts, "by"), Fact::Text("李芳".into()));
    let receipt = paid
        .number
        .unwrap()
        .short(world.service.office().today(world.now));
    assert_eq!(fact(&refusal.facts, "receipt"), Fact::Text(receipt));
    world.done("张敏", seen("296.08"));
    // A run is somebody's act too.
    world.done("张敏", run("2026-10"));
    let refusal = world.refused("李芳", seen("196.08"));
    assert_eq!(fact(&refusal.facts, "by"), Fact::Text("张敏".into()));
    assert!(refusal.facts.iter().all(|(name, _)| name != "receipt"));
}

#[test]
fn a_payment_counts_for_another_day_within_limits_of_the_rank() {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    let on = |day: &str| pay(HOME, "10").arg("effective", day);
    for (who, day) in [
        ("李芳", "2026-11-22"),
        ("李芳", "2026-11-13"),
        ("张敏", "2026-10-20"),
    ] {
        is_field(&world.refused(who, on(day)), "effective", Why::EffectiveDay);
    }
    world.done("李芳", on("2026-11-14"));
    let payment: Payment = world.get(1);
    assert_eq!(payment.effective_on.to_string(), "2026-11-14");
    // The number and the time of booking are the server's.
    assert_eq!(payment.number.day.to_string(), "2026-11-21");
    assert_eq!(payment.taken_at, world.now);
    world.done("张敏", on("2026-10-21"));
}

#[test]
fn bad_amounts_change_nothing() {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    for (amount, why) in [
        ("-5", Why::NotPositive),
        ("0", Why::NotPositive),
        ("12345678901234567", Why::AmountTooLarge),
        ("1.234", Why::BadAmount),
        ("abc", Why::BadAmount),
    ] {
        is_field(&world.refused("李芳", pay(HOME, amount)), "amount", why);
        let charge = add_charge(HOME, "维修费", amount);
        is_field(&world.refused("张敏", charge), "amount", why);
    }
    let most = "10000000000";
    let refusal = world.refused("张敏", add_charge(HOME, "维修费", most));
    assert_eq!(refusal.why, Why::AmountTooLarge);
    world.done("张敏", add_charge("6-1-201", "维修费", most));
    let refusal = world.refused("张敏", add_charge("6-1-201", "维修费", "0.01"));
    assert_eq!(refusal.why, Why::AmountTooLarge);
    sound(&world);
}

#[test]
fn payments_in_any_order_leave_the_same_state() {
    let mut states = Vec::new();
    for amounts in [
        ["10", "300", "86.08"],
        ["300", "86.08", "10"],
        ["86.08", "10", "300"],
    ] {
        let mut world = estate();
        world.done("张敏", run("2026-10"));
        world.done("张敏", run("2026-11"));
        for amount in amounts {
            world.done("李芳", pay(HOME, amount));
        }
        let paid: Vec<Amount> = (1..=12).map(|id| world.get::<Charge>(id).paid).collect();
        let mut kept = debt(&world, HOME);
        kept.version = 0;
        states.push((paid, kept, balance(&world, Account::Cash, 0)));
    }
    assert_eq!(states[0], states[1]);
    assert_eq!(states[0], states[2]);
}

#[test]
fn the_form_begins_with_all_arrears_in_cash() {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    let actor = world.actor("李芳");
    let home = world.home(HOME);
    let take = row("payment.take").unwrap();
    let begin = world.look(|tx| {
        let office = world.service.office();
        let mut work = Work::new(tx, &actor, world.now, office, take);
        work.found = Found::Household(Box::new(home));
        take.prefill.unwrap()(&work).unwrap()
    });
    let begin: Vec<(&str, &str)> = begin.iter().map(|(name, text)| (*name, &**text)).collect();
    let wanted = [
        ("amount", "396.08"),
        ("method", "cash"),
        ("payer", "王建国"),
        ("owed", "396.08"),
    ];
    assert_eq!(begin, wanted);
}

#[test]
fn money_is_never_undone_by_restoring() {
    for name in ["charge.run", "charge.add"] {
        assert_eq!(row(name).unwrap().undo.name(), "never", "{name}");
    }
    for name in ["payment.take", "payment.reverse"] {
        assert_eq!(row(name).unwrap().undo.name(), "reverse", "{name}");
    }
}

#[test]
fn money_taken_is_not_taken_back_by_undo() {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    world.done("李芳", pay(HOME, "10"));
    let refusal = world.refused("李芳", Command::new("undo"));
    assert_eq!(refusal.why, Why::MustReverse);
    let fact = |wanted: &str| {
        let found = refusal.facts.iter().find(|(name, _)| name == wanted);
        found.map(|(_, fact)| format!("{fact:?}"))
    };
    assert_eq!(fact("name").as_deref(), Some("Text(\"payment.reverse\")"));
    assert_eq!(fact("number").as_deref(), Some("Text(\"S1121-001\")"));
}
