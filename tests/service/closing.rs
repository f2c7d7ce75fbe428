//! Days and months as they are closed: counted, refused, opened again, and what verification finds.

use frontdesk::domain::calendar::{Day, Instant};
use frontdesk::domain::close::{DayClose, MonthClose, Stood};
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::ledger::{Account, Method};
use frontdesk::domain::money::Amount;
use frontdesk::service::answer::Answer;
use frontdesk::service::books::{self, Balances, BookRule};
use frontdesk::service::closing;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{Cell, DayPage, MonthView};
use frontdesk::storage::Collection;
use frontdesk::storage::Store;
use frontdesk::storage::counters::{Class, decode, figure as kept_figure, stored_key};
use frontdesk::storage::envelope::seal;
use frontdesk::storage::kept::figures::Figure;
use proptest::prelude::*;

use super::desk::{DESK, MANAGER, SUPERVISOR, ask};
use super::money::{HOME, add_charge, estate, fact, is_field, pay, run, sound, void, yuan};
use super::relief::cell;
use crate::support::campaign::size;
use crate::support::world::World;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Closes a day with this cash in whole yuan, tens of fen behind.
fn close(cash: i64) -> Command {
    let (yuan, tenths) = (cash / 10, cash % 10);
    Command::new("day.close")
        .arg("n1", yuan.to_string())
        .arg("n01", tenths.to_string())
}

fn page(world: &World, id: Option<u64>) -> DayPage {
    match ask(world, DESK, &Query::DayClose(id)) {
        Ok(Reply::DayClose(page)) => *page,
        other => panic!("{other:?}"),
    }
}

fn at(world: &mut World, text: &str) {
    world.now = Instant::parse(&format!("{text}:00+08:00")).unwrap();
}

fn by(method: &str, amount: &str) -> Command {
    Command::new("payment.take")
        .about(HOME)
        .arg("method", method)
        .arg("amount", amount)
        .arg("advance", "yes")
}

#[test]
fn a_day_is_closed_against_the_cash_that_was_counted() {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-11"));
    world.done(DESK, pay(HOME, "396.08"));
    world.done(DESK, pay("1-1-101", "100.1"));
    world.done(SUPERVISOR, by("wechat", "50"));
    // 396.08 + 100.10 = 496.18 in cash: 4 × 100 + 96 × 1 + 1 × 0.1 = 496.10, eight fen short, which no coin makes.
    let counted = Command::new("day.close")
        .arg("n100", "4")
        .arg("n1", "96")
        .arg("n01", "1");
    let refused = world.refused(DESK, counted.clone());
    is_field(&refused, "reason", Why::DifferenceUnsaid);
    let done = world.done(DESK, counted.arg("reason", "零钱不足，抹分"));
    assert_eq!(
        fact(&done.facts, "difference"),
        Fact::Money(yuan("0.08").negated())
    );
    let kept: DayClose = world.get(1);
    assert_eq!(kept.expected, yuan("496.18"));
    assert_eq!(kept.day, day("2026-11-21"));
    let lines: Vec<_> = kept
        .lines
        .iter()
        .map(|l| (l.by.0, l.method, l.taken, l.receipts))
        .collect();
    assert_eq!(
        lines,
        [
            (1, Method::Cash, yuan("496.18"), 2),
            (2, Method::Wechat, yuan("50"), 1)
        ]
    );
    // Nothing was booked by it.
    let cash = world.look(|tx| kept_figure(tx, &Figure::Balance(Account::Cash, 0).key()));
    assert_eq!(cash.unwrap(), 49_618);
    let shown = page(&world, Some(1));
    assert_eq!(shown.rows.len(), 3);
    assert_eq!(shown.closes[0].total, yuan("546.18"));
    // Whoever closes at the same time finds it closed, and nothing is changed.
    let refused = world.refused(SUPERVISOR, close(0));
    assert_eq!(refused.why, Why::DayClosed);
    sound(&world);
}

#[test]
fn later_money_belongs_to_the_next_day() {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-11"));
    world.done(DESK, pay(HOME, "100"));
    world.done(DESK, close(1000));
    // Taken in the evening after the close, and named for an earlier day: it is tomorrow's all the same.
    at(&mut world, "2026-11-21T18:30");
    world.done(DESK, pay(HOME, "50").arg("effective", "2026-11-21"));
    let shown = page(&world, None).open.unwrap();
    assert!(shown.closed && !shown.overdue);
    assert_eq!((shown.day, shown.cash), (day("2026-11-22"), yuan("50")));
    at(&mut world, "2026-11-22T17:00");
    world.done(DESK, pay(HOME, "20"));
    // Two days later it is said, to everybody, before any other money is taken.
    at(&mut world, "2026-11-24T08:00");
    let Ok(Reply::Header(header)) = ask(&world, DESK, &Query::Header) else {
        panic!();
    };
    assert_eq!(header.unclosed, Some(day("2026-11-22")));
    world.done(DESK, pay(HOME, "7"));
    // The forgotten day is closed first, without what was taken today.
    world.done(DESK, close(700));
    let kept: DayClose = world.get(2);
    assert_eq!((kept.day, kept.expected), (day("2026-11-22"), yuan("70")));
    world.done(DESK, close(70));
    let kept: DayClose = world.get(3);
    assert_eq!((kept.day, kept.expected), (day("2026-11-24"), yuan("7")));
    let Ok(Reply::Header(header)) = ask(&world, DESK, &Query::Header) else {
        panic!();
    };
    assert_eq!(header.unclosed, None);
    sound(&world);
}

#[test]
fn a_difference_wants_its_reason_and_a_supervisor() {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-11"));
    world.done(DESK, pay(HOME, "100"));
    world.done(SUPERVISOR, close(990).arg("reason", "少一元，未查到"));
    let decide = Command::new("day.settle")
        .arg("day", "2026-11-21")
        .arg("decision", "由当班人补足");
    // Neither who may not, nor who counted.
    assert_eq!(world.refused(DESK, decide.clone()).why, Why::NoRight);
    assert_eq!(
        world.refused(SUPERVISOR, decide.clone()).why,
        Why::OwnApproval
    );
    world.done(MANAGER, decide.clone());
    assert_eq!(world.refused(MANAGER, decide).why, Why::NothingToDecide);
    let kept: DayClose = world.get(1);
    assert_eq!(kept.difference(), Ok(yuan("1").negated()));
    assert_eq!(kept.decided.unwrap().text, "由当班人补足");
    sound(&world);
}

#[test]
fn what_was_seen_is_what_is_closed() {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-11"));
    world.done(DESK, pay(HOME, "100"));
    let seen = world
        .look(|tx| closing::pending(tx, world.service.office(), day("2026-11-21")))
        .unwrap();
    let counted = close(1000)
        .arg("through", seen.through.to_string())
        .arg("cash", "100.00");
    world.done(SUPERVISOR, pay("1-1-101", "30"));
    let refused = world.refused(DESK, counted.clone());
    assert_eq!(refused.why, Why::DayMoved);
    assert_eq!(fact(&refused.facts, "owed"), Fact::Money(yuan("130")));
    assert!(world.look(closing::latest).unwrap().is_none());
    // A day to come, one before the last closed, and cash beyond all measure.
    let tomorrow = close(1300).arg("day", "2026-11-22");
    let refused = world.refused(DESK, tomorrow);
    is_field(&refused, "day", Why::EffectiveDay);
    world.done(DESK, close(1300));
    let earlier = close(0).arg("day", "2026-11-20");
    assert_eq!(world.refused(DESK, earlier).why, Why::DayClosed);
    sound(&world);
}

#[test]
fn the_last_close_is_opened_again_by_a_supervisor_and_stays() {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-11"));
    world.done(DESK, pay(HOME, "100"));
    world.done(DESK, close(1000));
    at(&mut world, "2026-11-22T17:00");
    let receipt = world.done(DESK, pay(HOME, "50")).number.unwrap();
    world.done(DESK, close(500));
    let reopen = |day: &str| {
        Command::new("day.reopen")
            .arg("day", day)
            .arg("reason", "漏点一张")
    };
    assert_eq!(world.refused(DESK, reopen("2026-11-22")).why, Why::NoRight);
    assert_eq!(
        world.refused(SUPERVISOR, reopen("2026-11-21")).why,
        Why::NotLastClose
    );
    world.done(SUPERVISOR, reopen("2026-11-22"));
    assert_eq!(
        world.refused(SUPERVISOR, reopen("2026-11-22")).why,
        Why::NotClosed
    );
    // A receipt that was closed is reversed: the money goes out on the day it goes out.
    let Answer::Pending(asked) = world.ask(DESK, void(&receipt.full())) else {
        panic!();
    };
    world.done(
        SUPERVISOR,
        Command::new("approval.grant").about(asked.number.unwrap().full()),
    );
    world.done(DESK, close(0));
    let again: DayClose = world.get(3);
    assert_eq!(
        (again.day, again.after),
        (day("2026-11-22"), world.get::<DayClose>(1).through)
    );
    let given: Vec<_> = again.lines.iter().map(|l| (l.taken, l.given)).collect();
    // Whoever granted it gave it back.
    assert_eq!(
        given,
        [(yuan("50"), Amount::ZERO), (Amount::ZERO, yuan("50"))]
    );
    assert_eq!(world.get::<DayClose>(2).reopened.unwrap().text, "漏点一张");
    assert_eq!(page(&world, None).closes.len(), 3);
    sound(&world);
}

#[test]
fn a_float_stays_in_the_drawer() {
    let mut world = estate();
    world.done(
        MANAGER,
        Command::new("setting.set")
            .arg("setting", "close.float_yuan")
            .arg("value", "200"),
    );
    world.done(SUPERVISOR, run("2026-11"));
    world.done(DESK, pay(HOME, "100"));
    world.done(DESK, close(3000));
    let kept: DayClose = world.get(1);
    assert_eq!(
        (kept.counted, kept.float, kept.expected),
        (yuan("300"), yuan("200"), yuan("100"))
    );
    assert_eq!(kept.difference(), Ok(Amount::ZERO));
}

fn month(world: &World, month: &str) -> MonthView {
    let asked = Query::MonthClose(Some(month.parse().unwrap()));
    match ask(world, MANAGER, &asked) {
        Ok(Reply::MonthClose(mut months)) => months.remove(0),
        other => panic!("{other:?}"),
    }
}

fn figure(view: &MonthView, wanted: Stood) -> (Option<Amount>, Amount) {
    let found = view.figures.iter().find(|one| one.name == wanted.name());
    let found = found.unwrap();
    (found.frozen, found.now)
}

#[test]
fn a_month_is_frozen_and_what_comes_later_stands_beside_it() {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-10"));
    world.done(SUPERVISOR, run("2026-11"));
    let close = |month: &str| Command::new("month.close").arg("month", month);
    assert_eq!(
        world.refused(SUPERVISOR, close("2026-11")).why,
        Why::MonthRunning
    );
    assert_eq!(world.refused(DESK, close("2026-10")).why, Why::NoRight);
    world.done(DESK, pay(HOME, "396.08"));
    // What a day holds back is closed before its month.
    world.done(
        DESK,
        Command::new("day.close")
            .arg("n1", "396")
            .arg("reason", "少八分"),
    );
    at(&mut world, "2026-12-02T09:00");
    // Three homes were handed over and charged in October: 88.5 m² and twice 98.6 m² at 2.80, a space of 120 each.
    // 247.80 + 276.08 × 2 + 3 × 120 = 1,159.96.
    world.done(SUPERVISOR, close("2026-10"));
    let view = month(&world, "2026-10");
    assert_eq!(
        figure(&view, Stood::Charged),
        (Some(yuan("1159.96")), yuan("1159.96"))
    );
    // It was paid in November, and settles October; the month it counts for is November.
    assert_eq!(
        figure(&view, Stood::Paid),
        (Some(Amount::ZERO), Amount::ZERO)
    );
    // By the end of October all of it was owed.
    assert_eq!(
        figure(&view, Stood::Arrears),
        (Some(yuan("1159.96")), yuan("1159.96"))
    );
    // Four homes are handed over, one of them without a fee. One has paid October.
    assert_eq!((view.frozen, view.now), (Some((1, 4)), (1, 4)));
    assert_eq!(
        world.refused(SUPERVISOR, close("2026-10")).why,
        Why::MonthClosed
    );
    // A charge that was forgotten comes later: beside it, not in it.
    let late = add_charge("1-1-101", "维修费", "30").arg("month", "2026-10");
    world.done(SUPERVISOR, late);
    let view = month(&world, "2026-10");
    assert_eq!(
        figure(&view, Stood::Charged),
        (Some(yuan("1159.96")), yuan("1189.96"))
    );
    sound(&world);
    // Money of the month that no day has: the day comes first.
    world.now = Instant::parse("2026-11-30T18:00:00+08:00").unwrap();
    world.done(DESK, pay(HOME, "5"));
    at(&mut world, "2026-12-02T10:00");
    let refused = world.refused(SUPERVISOR, close("2026-11"));
    assert_eq!(refused.why, Why::DayOpen);
    // Opened again by two, and closed anew with what is there by now.
    let reopen = Command::new("month.reopen")
        .arg("month", "2026-10")
        .arg("reason", "补收维修费");
    let Answer::Pending(asked) = world.ask(SUPERVISOR, reopen.clone()) else {
        panic!();
    };
    // Who decides sees of which month.
    let month_of = cell(&world, "approvals", "month");
    assert_eq!(month_of, Cell::Month("2026-10".parse().unwrap()));
    let grant = Command::new("approval.grant").about(asked.number.unwrap().full());
    assert_eq!(
        world.refused(SUPERVISOR, grant.clone()).why,
        Why::OwnApproval
    );
    world.done(MANAGER, grant);
    assert_eq!(world.refused(SUPERVISOR, reopen).why, Why::MonthOpen);
    world.done(DESK, Command::new("day.close").arg("n5", "1"));
    world.done(SUPERVISOR, close("2026-10"));
    let view = month(&world, "2026-10");
    assert_eq!(figure(&view, Stood::Charged).0, Some(yuan("1189.96")));
    assert_eq!(view.reopened.len(), 1);
    let kept: MonthClose = world.get(MonthClose::id_of("2026-10".parse().unwrap()));
    assert_eq!(kept.closes[0].figure(Stood::Charged), yuan("1159.96"));
    sound(&world);
}

/// The rules the faults of a world are against.
fn rules(world: &World) -> Vec<BookRule> {
    let faults = world.look(books::verify).unwrap();
    faults.iter().map(|fault| fault.rule).collect()
}

fn closed() -> World {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-10"));
    world.done(DESK, pay(HOME, "100"));
    world.done(DESK, close(1000));
    world.done(
        SUPERVISOR,
        Command::new("month.close").arg("month", "2026-10"),
    );
    sound(&world);
    world
}

#[test]
fn a_close_that_says_something_else_is_found() {
    let world = closed();
    let mut kept: DayClose = world.get(1);
    kept.expected = yuan("90");
    world.put(&mut kept);
    assert_eq!(rules(&world), [BookRule::DayCloseHolds]);
    kept.expected = yuan("100");
    kept.lines[0].taken = yuan("90");
    world.put(&mut kept);
    assert_eq!(rules(&world), [BookRule::DayCloseHolds]);
    kept.lines[0].taken = yuan("100");
    kept.after += 1;
    world.put(&mut kept);
    assert_eq!(rules(&world), []);
    let id = MonthClose::id_of("2026-10".parse().unwrap());
    let mut month: MonthClose = world.get(id);
    month.closes[0].figures[0].1 = yuan("1");
    world.put(&mut month);
    assert_eq!(rules(&world), [BookRule::MonthCloseHolds]);
}

#[test]
fn a_wrong_balance_is_found_at_once_and_by_the_whole_check() {
    let world = closed();
    // The check of an earlier start was through and left what it found.
    let mut balances = world.look(Balances::begin).unwrap();
    while !world.look(|tx| balances.some(tx, 3)).unwrap() {}
    let (faults, checkpoint) = balances.end();
    assert_eq!(faults, []);
    let mut tx = world.store.write().unwrap();
    books::keep_checkpoint(&mut *tx, &checkpoint.unwrap()).unwrap();
    tx.commit().unwrap();
    let quickly = |world: &World| {
        let mut faults = Vec::new();
        world
            .look(|tx| books::verify_quickly(tx, &mut faults))
            .unwrap();
        faults
    };
    assert_eq!(quickly(&world), []);
    // Later entries are taken in.
    let mut world = world;
    world.done(DESK, pay(HOME, "20"));
    assert_eq!(quickly(&world), []);
    // Two balances that are wrong by as much, so that all together still sum to nothing.
    plant(&world, Figure::Balance(Account::Cash, 0), 5);
    plant(&world, Figure::Balance(Account::Income, 1), -5);
    assert_eq!(quickly(&world).len(), 2);
    assert_eq!(
        rules(&world),
        [BookRule::BalanceIsKept, BookRule::BalanceIsKept]
    );
}

/// Changes a kept figure behind everybody's back.
fn plant(world: &World, figure: Figure, by: i64) {
    let key = stored_key(Class::Figure, &figure.key());
    let mut tx = world.store.write().unwrap();
    let was = decode(&key, &tx.get(Collection::Counters, &key).unwrap().unwrap()).unwrap();
    let sealed = seal(&key, &(was + by).to_be_bytes());
    tx.put(Collection::Counters, &key, &sealed).unwrap();
    tx.commit().unwrap();
}

#[derive(Debug, Clone)]
enum Act {
    Pay {
        home: usize,
        fen: i64,
        method: usize,
    },
    Reverse {
        which: usize,
    },
    Hours {
        hours: i64,
    },
    Close {
        short: bool,
    },
    Reopen,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..3_usize, 1..50_000_i64, 0..3_usize)
            .prop_map(|(home, fen, method)| Act::Pay { home, fen, method }),
        2 => (0..64_usize).prop_map(|which| Act::Reverse { which }),
        3 => (1..30_i64).prop_map(|hours| Act::Hours { hours }),
        3 => any::<bool>().prop_map(|short| Act::Close { short }),
        1 => Just(Act::Reopen),
    ]
}

const HOMES: [&str; 3] = ["1-1-101", "3-2-1101", HOME];
const METHODS: [&str; 3] = ["cash", "wechat", "card"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(size(12, 200, 2_000)))]

    /// Against a list of all that was put in and taken out, cut where days were closed: every close holds what is between
    /// its cuts, and nothing is in two or in none (reliability M1, K3).
    #[test]
    fn every_receipt_is_in_exactly_one_close(acts in prop::collection::vec(act(), 1..40)) {
        let mut world = estate();
        // Booked day, fen, whether in cash; then the closes that stand: day, from, until.
        let mut moved: Vec<(Day, i64, bool)> = Vec::new();
        let mut closes: Vec<(Day, usize, usize)> = Vec::new();
        let mut receipts: Vec<(String, i64, bool)> = Vec::new();
        for act in acts {
            let today = world.service.office().today(world.now);
            match act {
                Act::Pay { home, fen, method } => {
                    let amount = Amount::from_fen(fen).unwrap().plain();
                    let pay = Command::new("payment.take").about(HOMES[home])
                        .arg("method", METHODS[method]).arg("amount", amount).arg("advance", "yes");
                    let number = world.done(DESK, pay).number.unwrap().full();
                    receipts.push((number, fen, method == 0));
                    moved.push((today, fen, method == 0));
                }
                Act::Reverse { which } => {
                    if receipts.is_empty() {
                        continue;
                    }
                    let (number, fen, cash) = receipts.remove(which % receipts.len());
                    let Answer::Pending(asked) = world.ask(DESK, void(&number)) else { panic!() };
                    world.done(SUPERVISOR, Command::new("approval.grant").about(asked.number.unwrap().full()));
                    moved.push((today, -fen, cash));
                }
                Act::Hours { hours } => world.now = world.now.plus_minutes(hours * 60),
                Act::Close { short } => {
                    let last = closes.last().copied();
                    let of = |booked: Day| last.map_or(booked, |(day, ..)| booked.max(day.plus(1)));
                    let from = match last {
                        Some((.., until)) => until,
                        None => moved.iter().rposition(|(day, ..)| *day < today).map_or(0, |at| at + 1),
                    };
                    let first = moved.get(from).map(|(day, ..)| of(*day));
                    let day = first.filter(|day| last.is_some() && *day < today).unwrap_or(today);
                    let rest = moved.iter().skip(from);
                    let until = from + rest.take_while(|(booked, ..)| of(*booked) <= day).count();
                    let sum: i64 = moved[from..until].iter().filter(|(.., cash)| *cash).map(|(_, fen, _)| fen).sum();
                    let counted = if short { 0 } else { (sum / 10).max(0) };
                    let asked = close(counted).arg("reason", "零头");
                    if last.is_some_and(|(closed, ..)| day <= closed) {
                        prop_assert_eq!(world.refused(DESK, asked).why, Why::DayClosed);
                        continue;
                    }
                    world.done(DESK, asked);
                    let kept = world.look(closing::latest).unwrap().unwrap();
                    prop_assert_eq!((kept.day, kept.expected.fen()), (day, sum));
                    let told: u32 = kept.lines.iter().map(|line| line.receipts + line.returns).sum();
                    prop_assert_eq!(told as usize, until - from);
                    closes.push((day, from, until));
                }
                Act::Reopen => {
                    let Some((day, ..)) = closes.pop() else { continue };
                    let reopen = Command::new("day.reopen").arg("day", day.to_string()).arg("reason", "重点");
                    world.done(SUPERVISOR, reopen);
                }
            }
        }
        prop_assert_eq!(world.look(books::verify).unwrap(), vec![]);
    }
}
