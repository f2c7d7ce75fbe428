//! Taking payments: late fees, chosen charges, several homes, cash, slips, refunds, copies of receipts.

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::household::{Person, Relation, Tie};
use frontdesk::domain::ledger::{Account, Charge, Entry, EntryKind, Payment};
use frontdesk::domain::money::Amount;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{Explanation, LedgerPage, PaperLine, WhatIf};

use super::money::{
    HOME, add_charge, balance, debt, estate, fact, is_field, pay, sound, void, yuan,
};
use crate::support::world::World;

pub fn set(world: &mut World, setting: &str, value: &str) {
    let command = Command::new("setting.set").arg("setting", setting);
    world.done("陈刚", command.arg("value", value));
}

fn ask(world: &World, query: &Query) -> Reply {
    world.reply("李芳", query).unwrap()
}

pub fn what_if(world: &World, command: Command) -> WhatIf {
    match ask(world, &Query::WhatIf(command)) {
        Reply::WhatIf(told) => *told,
        other => panic!("{other:?}"),
    }
}

pub fn explained(world: &World, subject: Subject) -> Vec<Explanation> {
    match ask(world, &Query::Explain(subject)) {
        Reply::Explain(all) => all,
        other => panic!("{other:?}"),
    }
}

fn paper(world: &World, payment: &Payment) -> Vec<(String, Fact)> {
    let Reply::Papers(papers) = ask(world, &Query::Paper(Subject::of(payment))) else {
        panic!();
    };
    let fields = papers
        .sheets
        .into_iter()
        .flatten()
        .filter_map(|line| match line {
            PaperLine::Field(field) => Some((field.name, field.value)),
            _ => None,
        });
    fields.collect()
}

pub fn page(world: &World, home: &str, after: Option<Vec<u8>>, limit: u32) -> LedgerPage {
    let subject = Subject::of(&world.home(home));
    match ask(world, &Query::Ledger(subject, after, limit)) {
        Reply::Ledger(page) => *page,
        other => panic!("{other:?}"),
    }
}

/// A charge of 1,000 yuan that was due on 2026-10-22: on 2026-11-21 it is 30 days late.
fn late(world: &mut World) {
    let charge = add_charge(HOME, "维修费", "1000").arg("due", "2026-10-22");
    world.done("张敏", charge.arg("month", "2026-10"));
}

#[test]
fn a_late_fee_is_shown_as_it_grows_and_booked_when_it_is_paid() {
    let mut world = estate();
    set(&mut world, "late.rate_ppm", "500");
    late(&mut world);
    // 1,000.00 × 30 days × 0.5‰ = 15.00.
    let told = what_if(&world, pay(HOME, "1015"));
    assert_eq!(
        (told.due, told.late, told.left),
        (yuan("1015"), yuan("15"), Amount::ZERO)
    );
    assert_eq!(
        debt(&world, HOME).amount,
        yuan("1000"),
        "nothing is booked yet"
    );
    let charge: Charge = world.get(1);
    let steps: Vec<String> = explained(&world, Subject::of(&charge))
        .iter()
        .flat_map(Explanation::told)
        .map(|field| field.name.clone())
        .collect();
    let expected = ["late_stretch", "late_fee", "late_grown", "total"];
    assert_eq!(steps[steps.len() - 4..], expected);

    world.done("李芳", pay(HOME, "1015"));
    assert_eq!(debt(&world, HOME).amount, Amount::ZERO);
    assert_eq!(balance(&world, Account::LateFee, 0), -1_500);
    let payment: Payment = world.get(1);
    let late = payment.late.clone().unwrap();
    assert_eq!((late.len(), late[0].amount), (1, yuan("15")));
    sound(&world);
}

#[test]
fn a_late_fee_is_not_lost_when_the_principal_is_paid_and_never_grows_on_itself() {
    let mut world = estate();
    set(&mut world, "late.rate_ppm", "500");
    set(&mut world, "late.principal_first", "yes");
    late(&mut world);
    world.done("李芳", pay(HOME, "1000"));
    assert_eq!(debt(&world, HOME).amount, yuan("15"));
    // Another hundred days change nothing: what is owed is a late fee alone.
    world.now = world.now.plus_minutes(100 * 24 * 60);
    assert_eq!(what_if(&world, pay(HOME, "1")).due, yuan("15"));
    let nothing = Command::new("late_fee.post").arg("premises", HOME);
    assert_eq!(world.refused("张敏", nothing).why, Why::NothingChanged);
    world.done("李芳", pay(HOME, "15"));
    assert_eq!(debt(&world, HOME).amount, Amount::ZERO);
    sound(&world);
}

#[test]
fn late_fees_are_booked_at_a_close_once_and_stay_when_a_payment_is_reversed() {
    let mut world = estate();
    set(&mut world, "late.rate_ppm", "500");
    late(&mut world);
    let tomorrow = Command::new("late_fee.post").arg("day", "2026-11-22");
    is_field(&world.refused("张敏", tomorrow), "day", Why::BadDay);
    // 1,000.00 × 9 days × 0.5‰ = 4.50 by the end of October.
    let close = || Command::new("late_fee.post").arg("day", "2026-10-31");
    let done = world.done("张敏", close());
    assert_eq!(fact(&done.facts, "amount"), Fact::Money(yuan("4.5")));
    assert_eq!(debt(&world, HOME).amount, yuan("1004.5"));
    assert_eq!(world.refused("张敏", close()).why, Why::NothingChanged);
    let receipt = world.done("李芳", pay(HOME, "1015")).number.unwrap().full();
    world.granted("张敏", &void(&receipt)).unwrap();
    assert_eq!(
        debt(&world, HOME).amount,
        yuan("1015"),
        "it has grown all the same"
    );
    sound(&world);
}

#[test]
fn chosen_charges_are_settled_first_and_wrong_ones_refused() {
    let mut world = estate();
    for (name, month) in [("一", "2026-08"), ("二", "2026-09"), ("三", "2026-10")] {
        let charge = add_charge(HOME, name, "100").arg("month", month);
        world.done("张敏", charge.arg("due", format!("{month}-15")));
    }
    let open = |world: &World| [1, 2, 3].map(|id| world.get::<Charge>(id).unpaid().fen());
    world.done("李芳", pay(HOME, "150").arg("charges", "3"));
    assert_eq!(open(&world), [5_000, 10_000, 0]);
    world.done("李芳", pay(HOME, "60").arg("charges", "2:40 1:20"));
    assert_eq!(open(&world), [3_000, 6_000, 0]);
    for (charges, why) in [
        ("3", Why::ChargeNotOpen),
        ("x", Why::ChargeNotOpen),
        ("1 1", Why::ChargeNotOpen),
        ("1:0", Why::NotPositive),
        ("1:-5", Why::NotPositive),
        ("1:99999999999999999", Why::AmountTooLarge),
        ("1:5 2", Why::Missing),
    ] {
        // One that is named twice is settled once.
        if charges == "1 1" {
            continue;
        }
        let refusal = world.refused("李芳", pay(HOME, "10").arg("charges", charges));
        is_field(&refusal, "charges", why);
    }
    let refusal = world.refused("李芳", pay(HOME, "40").arg("charges", "1:40"));
    assert_eq!(refusal.why, Why::MoreThanOwed);
    // What is more than was said for charges goes by age, not ahead beside a debt.
    world.done("李芳", pay(HOME, "50").arg("charges", "2:10"));
    assert_eq!(open(&world), [0, 4_000, 0]);
    sound(&world);
}

#[test]
fn several_homes_have_one_receipt_and_are_reversed_together() {
    let mut world = estate();
    let other = "3-2-1101";
    for (home, amount) in [(HOME, "100"), (other, "70")] {
        world.done("张敏", add_charge(home, "维修费", amount));
    }
    // Who owns one owns the other, too: it is offered.
    let mut owner: Person = world.get(4);
    owner.ties.push(Tie {
        household: world.home(other).id,
        relation: Relation::Owner,
        since: None,
        until: None,
    });
    world.put(&mut owner);
    let told = what_if(&world, pay(HOME, "100"));
    assert_eq!(told.others, [(other.to_owned(), yuan("70"))]);

    let both = |homes: &str, amount: &str| pay(HOME, amount).arg("homes", homes);
    for (homes, why) in [(HOME, Why::Exists), ("9-9-999", Why::UnknownPremises)] {
        let refusal = world.refused("李芳", both(homes, "10"));
        is_field(&refusal, "homes", why);
    }
    let told = what_if(&world, both(other, "170"));
    assert_eq!((told.due, told.left), (yuan("170"), Amount::ZERO));
    assert_eq!(told.others, []);
    let done = world.done("李芳", both(&format!("{other}:30"), "130"));
    assert_eq!(done.number.unwrap().count, 1);
    assert_eq!(debt(&world, HOME).amount, Amount::ZERO);
    assert_eq!(debt(&world, other).amount, yuan("40"));
    sound(&world);
    let receipt: Payment = world.get(1);
    assert_eq!(receipt.amount, yuan("130"));
    assert_eq!(receipt.others.as_ref().unwrap().len(), 1);
    // It stands in both ledgers, each with its own part.
    assert_eq!(page(&world, HOME, None, 1).lines[0].amount.fen(), -10_000);
    assert_eq!(page(&world, other, None, 1).lines[0].amount.fen(), -3_000);
    world.granted("张敏", &void("S20261121-001")).unwrap();
    assert_eq!(debt(&world, HOME).amount, yuan("100"));
    assert_eq!(debt(&world, other).amount, yuan("70"));
    assert_eq!(balance(&world, Account::Cash, 0), 0);
    sound(&world);
    // What only the other owes is a receipt of the other.
    world.done(
        "张敏",
        add_charge(other, "旧账", "5").arg("due", "2026-01-15"),
    );
    world.done("李芳", both(other, "5"));
    assert_eq!(world.get::<Payment>(2).premises, other);
    sound(&world);
}

#[test]
fn cash_slips_and_odd_fen() {
    let mut world = estate();
    world.done("张敏", add_charge(HOME, "维修费", "88.56"));
    let refusal = world.refused("李芳", pay(HOME, "88.56").arg("tendered", "80"));
    is_field(&refusal, "tendered", Why::TenderedTooLittle);
    let refusal = world.refused("李芳", pay(HOME, "88.5").arg("round", "yes"));
    is_field(&refusal, "round", Why::NotRounded);
    set(&mut world, "payment.round_fen", "9");
    let done = world.done(
        "李芳",
        pay(HOME, "88.5").arg("round", "yes").arg("tendered", "100"),
    );
    assert_eq!(fact(&done.facts, "change"), Fact::Money(yuan("11.5")));
    assert_eq!(debt(&world, HOME).amount, Amount::ZERO);
    assert_eq!(balance(&world, Account::Rounding, 0), 6);
    assert_eq!(balance(&world, Account::Cash, 0), 8_850);
    sound(&world);
    world.granted("张敏", &void("S20261121-001")).unwrap();
    assert_eq!(debt(&world, HOME).amount, yuan("88.56"));
    assert_eq!(balance(&world, Account::Rounding, 0), 0);
    sound(&world);

    set(&mut world, "payment.reference", "yes");
    let wechat = |amount: &str, reference: &str| {
        Command::new("payment.take")
            .about(HOME)
            .arg("method", "wechat")
            .arg("amount", amount)
            .arg("reference", reference)
    };
    is_field(
        &world.refused("李芳", wechat("10", "")),
        "reference",
        Why::NoReference,
    );
    world.done("李芳", wechat("10", "4200001"));
    let refusal = world.refused("李芳", wechat("20", "4200001"));
    is_field(&refusal, "reference", Why::ReferenceUsed);
    // Once it is reversed it was never used.
    world.granted("张敏", &void("S20261121-002")).unwrap();
    world.done("李芳", wechat("20", "4200001"));
    sound(&world);
}

#[test]
fn what_is_ahead_is_given_back_with_a_second_person() {
    let mut world = estate();
    world.done("李芳", pay(HOME, "100").arg("advance", "yes"));
    let refund = |amount: &str| {
        Command::new("payment.refund")
            .about("S20261121-001")
            .arg("amount", amount)
            .arg("method", "transfer")
            .arg("reason", "卖房搬走")
    };
    assert_eq!(
        world.refused("李芳", refund("100.01")).why,
        Why::MoreThanAhead
    );
    assert!(matches!(
        world.ask("李芳", refund("60")),
        Answer::Pending(_)
    ));
    assert_eq!(
        debt(&world, HOME).advance,
        yuan("100"),
        "nothing was given yet"
    );
    let made = world.granted("张敏", &refund("60")).unwrap();
    assert_eq!(fact(&made.facts, "ahead"), Fact::Money(yuan("40")));
    assert_eq!(balance(&world, Account::Transfer, 0), -6_000);
    assert_eq!(debt(&world, HOME).advance, yuan("40"));
    sound(&world);
    // The rest is used by the next charge, and only that is reversed.
    world.done("张敏", add_charge(HOME, "维修费", "30"));
    world.granted("张敏", &void("S20261121-001")).unwrap();
    assert_eq!(debt(&world, HOME).amount, yuan("30"));
    assert_eq!(balance(&world, Account::Cash, 0), 6_000);
    assert_eq!(
        world.granted("张敏", &refund("1")).unwrap_err().why,
        Why::AlreadyReversed
    );
    sound(&world);
}

#[test]
fn a_receipt_says_its_amount_in_capitals_and_which_copy_it_is() {
    let mut world = estate();
    world.done("张敏", add_charge(HOME, "维修费", "1236.05"));
    let take = pay(HOME, "1236.05").arg("tendered", "1300");
    world.done("李芳", take);
    let print = || Command::new("payment.print").about("S20261121-001");
    let printed = |world: &World| paper(world, &world.get::<Payment>(1));
    let named = |lines: &[(String, Fact)], name: &str| {
        let found = lines.iter().find(|(known, _)| known == name);
        found.map(|(_, fact)| fact.clone())
    };
    let lines = printed(&world);
    let capitals = Fact::from("壹仟贰佰叁拾陆元零伍分");
    assert_eq!(named(&lines, "capitals"), Some(capitals));
    assert_eq!(named(&lines, "change"), Some(Fact::Money(yuan("63.95"))));
    let payment: Payment = world.get(1);
    assert_eq!(
        named(&lines, "check_code"),
        Some(Fact::from(payment.check_code()))
    );
    assert_eq!(payment.check_code().len(), 8);
    for (count, copy) in [(1, None), (2, Some(1)), (3, Some(2))] {
        let done = world.done("李芳", print());
        assert_eq!(fact(&done.facts, "count"), Fact::Count(count));
        assert_eq!(named(&printed(&world), "copy"), copy.map(Fact::Count));
    }
    // The code is over what stands on it, not over how often it was printed.
    assert_eq!(world.get::<Payment>(1).check_code(), payment.check_code());
    let mut other = payment.clone();
    other.amount = yuan("9236.05");
    assert_ne!(other.check_code(), payment.check_code());
    sound(&world);
}

#[test]
fn the_ledger_of_a_home_runs_back_from_what_it_owes() {
    let mut world = estate();
    set(&mut world, "late.rate_ppm", "500");
    late(&mut world);
    world.done("李芳", pay(HOME, "500"));
    world.done("李芳", pay(HOME, "600").arg("advance", "yes"));
    world.done("张敏", add_charge(HOME, "停车费", "20"));
    let whole = page(&world, HOME, None, 100);
    let told: Vec<(&str, i64, i64)> = whole
        .lines
        .iter()
        .map(|line| (line.kind.as_str(), line.amount.fen(), line.balance.fen()))
        .collect();
    assert_eq!(
        told,
        [
            ("advance", 0, -6_500),
            ("charge", 2_000, -6_500),
            ("payment", -60_000, -8_500),
            ("payment", -50_000, 51_500),
            ("late_fee", 1_500, 101_500),
            ("charge", 100_000, 100_000),
        ]
    );
    assert_eq!(whole.lines[0].used, yuan("20"));
    assert_eq!(whole.lines[1].item, "停车费 2026-11");
    assert_eq!((whole.owed, whole.ahead), (Amount::ZERO, yuan("65")));
    assert_eq!(whole.next, None);
    // Page by page it is the same.
    let mut lines = Vec::new();
    let mut after = None;
    loop {
        let part = page(&world, HOME, after, 4);
        lines.extend(part.lines);
        after = part.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(lines, whole.lines);
    // A late fee is explained by its charge.
    let charge: Charge = world.get(1);
    assert_eq!(whole.lines[4].about, Some(Subject::of(&charge)));
    let entry: Entry = world.get(whole.lines[4].entry);
    assert_eq!(entry.kind, EntryKind::LateFee);
}

/// Entries of the store a question reads.
fn read_by(world: &World, query: &Query) -> usize {
    let (reads, _) = world.counted("李芳", query);
    reads.gets + reads.entries
}

#[test]
fn neither_the_ledger_nor_what_a_payment_would_do_costs_more_with_history() {
    let mut world = estate();
    set(&mut world, "late.rate_ppm", "500");
    let round = |world: &mut World| {
        late(world);
        world.done("李芳", pay(HOME, "1015"));
    };
    let cost = |world: &mut World| {
        late(world);
        let home = Subject::of(&world.home(HOME));
        let first = page(world, HOME, None, 6);
        let costs = [
            read_by(world, &Query::Ledger(home, None, 6)),
            read_by(world, &Query::Ledger(home, first.next, 6)),
            read_by(world, &Query::WhatIf(pay(HOME, "1015"))),
        ];
        world.done("李芳", pay(HOME, "1015"));
        costs
    };
    for _ in 0..5 {
        round(&mut world);
    }
    let young = cost(&mut world);
    for _ in 0..40 {
        round(&mut world);
    }
    assert_eq!(cost(&mut world), young);
    assert!(young.iter().all(|reads| *reads < 80), "{young:?}");
}
