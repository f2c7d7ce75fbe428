//! Deposits: taken with a receipt, given back, kept in part, used for what is owed; the books hold what is held.

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::ledger::{Account, Charge, Deposit, DepositKind, Entry, EntryKind};
use frontdesk::domain::money::Amount;
use frontdesk::service::answer::Done;
use frontdesk::service::books;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{Cell, DepositSums};

use super::desk::*;
use super::money::{HOME, balance, estate, fact, is_field, pay, run, sound, void, yuan};
use super::payments::{explained, page};
use super::relief::{asked, cell, granted};
use crate::support::world::World;

fn take(amount: &str) -> Command {
    cmd("deposit.take")
        .about(HOME)
        .arg("amount", amount)
        .arg("name", "装修押金")
        .arg("for", "5 楼装修")
}

fn taken(world: &mut World, amount: &str) -> Done {
    world.done(DESK, take(amount).arg("method", "cash"))
}

fn about(name: &str, amount: &str) -> Command {
    let command = cmd(name).about("D1").arg("amount", amount);
    let command = command.arg("reason", "验收完毕");
    match name {
        "deposit.return" => command.arg("method", "cash"),
        "deposit.keep" => command.arg("name", "墙面赔偿"),
        _ => command,
    }
}

fn held(world: &World) -> i64 {
    let home = world.home(HOME).id.0;
    -balance(world, Account::Deposit, home)
}

fn owed(world: &World) -> Amount {
    let id = world.home(HOME).id;
    world.look(|tx| books::owed_by(tx, id)).unwrap()
}

fn sums(world: &World) -> DepositSums {
    match ask(world, DESK, &Query::Deposits).unwrap() {
        Reply::Deposits(sums) => sums,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_deposit_is_taken_with_a_receipt_and_given_back() {
    let mut world = estate();
    let done = taken(&mut world, "2000");
    assert_eq!(done.number.unwrap().full(), "S20261121-001");
    assert_eq!(fact(&done.facts, "deposit"), Fact::Text("D1".into()));
    assert_eq!(held(&world), 200_000);
    assert_eq!(balance(&world, Account::Income, 0), 0, "it is no income");
    assert_eq!(owed(&world), yuan("0"));
    assert_eq!(
        cell(&world, "deposits", "for"),
        Cell::Text("5 楼装修".into())
    );
    sound(&world);
    let number = asked(&mut world, DESK, about("deposit.return", "500"));
    let changes = cell(&world, "approvals", "changes");
    let line = "D1 装修押金  2,000.00 → 1,500.00";
    assert_eq!(changes, Cell::Texts(vec![line.into()]));
    assert_eq!(held(&world), 200_000);
    world.does(SUPERVISOR, "approval.grant", number, &[]);
    assert_eq!(held(&world), 150_000);
    assert_eq!(balance(&world, Account::Cash, 0), 150_000);
    granted(&mut world, about("deposit.return", "1500"));
    assert_eq!((held(&world), balance(&world, Account::Cash, 0)), (0, 0));
    let state = cell(&world, "deposits", "deposit_state");
    assert_eq!(state, Cell::Text("closed".into()));
    let refused = world.refused(DESK, about("deposit.return", "0.01"));
    is_field(&refused, "amount", Why::MoreThanHeld);
    sound(&world);
    world.holds_together();
}

#[test]
fn a_part_is_kept_with_a_reason_and_becomes_income() {
    let mut world = estate();
    taken(&mut world, "2000");
    granted(&mut world, about("deposit.keep", "350.50"));
    assert_eq!(held(&world), 164_950);
    assert_eq!(balance(&world, Account::Income, 0), -35_050);
    let charge: Charge = world.get(2);
    assert_eq!(
        (charge.name.as_str(), charge.paid),
        ("墙面赔偿", yuan("350.50"))
    );
    assert_eq!(owed(&world), yuan("0"));
    let deposit: Deposit = world.get(1);
    assert_eq!(deposit.moves[0].kind, DepositKind::Keep);
    assert_eq!(deposit.moves[0].reason, "验收完毕");
    sound(&world);
}

#[test]
fn it_settles_what_is_owed_where_the_payer_agreed() {
    let mut world = estate();
    taken(&mut world, "500");
    let none = world.refused(DESK, about("deposit.settle", "1"));
    assert_eq!(none.why, Why::NothingOwed);
    world.done(SUPERVISOR, run("2026-11"));
    let more = world.refused(DESK, about("deposit.settle", "396.09"));
    is_field(&more, "amount", Why::MoreThanOwed);
    // 276.08 of the fee, then 23.92 of the parking.
    granted(&mut world, about("deposit.settle", "300"));
    assert_eq!(owed(&world), yuan("96.08"));
    assert_eq!(held(&world), 20_000);
    assert_eq!(
        balance(&world, Account::Receivable, world.home(HOME).id.0),
        9_608
    );
    sound(&world);
    // A payment meanwhile: what was asked no longer stands.
    let number = asked(&mut world, DESK, about("deposit.settle", "50"));
    world.done(DESK, pay(HOME, "10"));
    let (why, _) = world.refuses(MANAGER, "approval.grant", number, &[]);
    assert_eq!(why, Why::ApprovalStale);
    assert_eq!(held(&world), 20_000);
}

#[test]
fn one_that_is_not_paid_is_owed_and_may_be_waived() {
    let mut world = estate();
    let done = world.done(DESK, take("800"));
    assert_eq!(done.number, None);
    assert_eq!(owed(&world), yuan("800"));
    let all = yuan("800");
    let wanted = DepositSums {
        held: yuan("0"),
        unpaid: all,
        account: all,
    };
    assert_eq!(sums(&world), wanted);
    let refused = world.refused(DESK, about("deposit.return", "1"));
    is_field(&refused, "amount", Why::MoreThanHeld);
    let off = cmd("charge.write_off").about(HOME).arg("reason", "收不回");
    assert_eq!(world.refused(DESK, off).why, Why::NothingOwed);
    world.done(DESK, pay(HOME, "300"));
    let waive = cmd("charge.reduce").about(HOME).arg("amount", "500");
    let request = granted(&mut world, waive.arg("reason", "只收三百"));
    assert_eq!(owed(&world), yuan("0"));
    // That it is asked for no more is explained by who asked and who decided, as any other sum that is given up.
    let about = page(&world, HOME, None, 9).lines[0].about.unwrap();
    let told = &explained(&world, about)[0];
    let number = request.short(world.service.office().today(world.now));
    let approval = told.values.iter().find(|field| field.name == "approval");
    assert_eq!(
        approval.map(|field| &field.value),
        Some(&Fact::Text(number))
    );
    assert_eq!(held(&world), 30_000);
    assert_eq!(
        balance(&world, Account::Reduction, 0),
        0,
        "nothing was income"
    );
    assert_eq!(sums(&world).held, yuan("300"));
    sound(&world);
}

#[test]
fn its_receipt_stands_once_something_was_done_with_it() {
    let mut world = estate();
    taken(&mut world, "2000");
    granted(&mut world, about("deposit.return", "0.01"));
    let refused = world.granted(SUPERVISOR, &void("S1121-001"));
    assert_eq!(refused.unwrap_err().why, Why::DepositSpent);
    let mut world = estate();
    taken(&mut world, "2000");
    world.granted(SUPERVISOR, &void("S1121-001")).unwrap();
    assert_eq!(owed(&world), yuan("2000"));
    assert_eq!(sums(&world).unpaid, yuan("2000"));
    sound(&world);
}

#[test]
fn it_is_always_tied_to_something_and_to_what_exists() {
    let mut world = estate();
    let bare = cmd("deposit.take").about(HOME).arg("amount", "10");
    let refused = world.refused(DESK, bare.arg("name", "钥匙押金"));
    is_field(&refused, "for", Why::Missing);
    let nothing = cmd("deposit.take").about(HOME).arg("amount", "10");
    let nothing = nothing.arg("name", "钥匙押金").arg("for", "R1121-009");
    is_field(&world.refused(DESK, nothing), "for", Why::UnknownRecord);
    assert_eq!(held(&world), 0);
    let unknown = cmd("deposit.return").about("D9").arg("method", "cash");
    let refused = world.refused(DESK, unknown.arg("reason", "验收"));
    assert_eq!(refused.why, Why::UnknownRecord);
}

fn back() -> Command {
    cmd("deposit.reverse").about("D1").arg("reason", "做错了户")
}

#[test]
fn what_was_done_by_mistake_is_taken_back_and_stays_to_be_seen() {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-11"));
    taken(&mut world, "2000");
    let home = world.home(HOME).id.0;
    granted(&mut world, about("deposit.return", "500"));
    granted(&mut world, about("deposit.keep", "350.50"));
    granted(&mut world, about("deposit.settle", "300"));
    assert_eq!((held(&world), owed(&world)), (84_950, yuan("96.08")));
    // The last one first: the fee of 276.08 and 23.92 of the parking are owed again.
    let number = asked(&mut world, DESK, back());
    let list = listed(&world, DESK, "approvals", &[]);
    let column = list.columns.iter().position(|name| name == "changes");
    let changes = list.rows.last().unwrap()[column.unwrap()].clone();
    let lines = [
        "D1 装修押金  849.50 → 1,149.50",
        "物业费 2026-11  0.00 → 276.08",
        "停车费 2026-11  96.08 → 120.00",
    ];
    assert_eq!(changes, Cell::Texts(lines.map(String::from).into()));
    assert_eq!(
        world.refuses(DESK, "approval.grant", number, &[]).0,
        Why::NoRight
    );
    world.does(SUPERVISOR, "approval.grant", number, &[]);
    assert_eq!((held(&world), owed(&world)), (114_950, yuan("396.08")));
    assert_eq!(balance(&world, Account::Receivable, home), 39_608);
    sound(&world);
    // One in the middle by its place; what was kept is charged for no more.
    granted(&mut world, back().arg("act", "2"));
    assert_eq!((held(&world), owed(&world)), (150_000, yuan("396.08")));
    let settled = world.get::<Deposit>(1).moves[1].settled[0];
    let kept: Charge = world.get(settled.charge.0);
    assert_eq!((kept.paid, kept.unpaid()), (yuan("0"), yuan("0")));
    assert_eq!(balance(&world, Account::Income, 0), -35_050);
    assert_eq!(balance(&world, Account::Reduction, 0), 35_050);
    sound(&world);
    let twice = world.refused(DESK, back().arg("act", "2"));
    assert_eq!(twice.why, Why::NothingToReverse);
    // The money was not given back after all: it is in the drawer.
    let drawer = balance(&world, Account::Cash, 0);
    granted(&mut world, back());
    assert_eq!(held(&world), 200_000);
    assert_eq!(balance(&world, Account::Cash, 0), drawer + 50_000);
    let deposit: Deposit = world.get(1);
    assert_eq!(deposit.moves.len(), 3, "nothing goes away");
    let first = &deposit.moves[0];
    let entry: Entry = world.get(first.reversed.as_ref().unwrap().entry.0);
    assert_eq!(
        (entry.reverses, entry.kind),
        (Some(first.entry), EntryKind::Reversal)
    );
    // Then the receipt and, of the wrong home, that it was asked for at all.
    assert_eq!(world.refused(DESK, back()).why, Why::DepositPaid);
    world.granted(SUPERVISOR, &void("S1121-001")).unwrap();
    granted(&mut world, back());
    assert_eq!((held(&world), owed(&world)), (0, yuan("396.08")));
    assert_eq!(world.refused(DESK, back()).why, Why::NothingToReverse);
    sound(&world);
    world.holds_together();
}

#[test]
fn what_changed_since_it_was_asked_is_not_taken_back() {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-11"));
    taken(&mut world, "500");
    granted(&mut world, about("deposit.settle", "300"));
    let number = asked(&mut world, DESK, back());
    world.done(DESK, pay(HOME, "96.08"));
    // Parking, which the deposit settled a part of, is paid now.
    let (why, _) = world.refuses(MANAGER, "approval.grant", number, &[]);
    assert_eq!(why, Why::ApprovalStale);
    assert_eq!(held(&world), 20_000);
    sound(&world);
}
