//! Money that counts for an earlier day takes back what late fee was booked for the days after it.

use frontdesk::domain::ledger::Entry;
use frontdesk::domain::ledger::{Account, Charge, EntryKind, Payment};
use frontdesk::domain::money::Amount;
use frontdesk::service::command::Command;
use frontdesk::storage::record;

use super::desk::*;
use super::money::{HOME, add_charge, balance, debt, estate, pay, sound, void, yuan};
use super::payments::{set, what_if};
use crate::support::world::World;

/// 1,000 yuan due on 2026-10-22 at 0.5 per mille; its 30 days until 2026-11-21 are booked: 15.00.
fn booked() -> World {
    let mut world = estate();
    set(&mut world, "late.rate_ppm", "500");
    let charge = add_charge(HOME, "维修费", "1000").arg("due", "2026-10-22");
    world.done(SUPERVISOR, charge.arg("month", "2026-10"));
    world.done(SUPERVISOR, cmd("late_fee.post"));
    assert_eq!(debt(&world, HOME).amount, yuan("1015"));
    world
}

fn on(day: &str, amount: &str) -> Command {
    pay(HOME, amount).arg("effective", day)
}

fn due(world: &World, command: Command) -> Amount {
    what_if(world, command).due
}

#[test]
fn who_paid_ten_days_ago_owes_no_late_fee_for_them() {
    let mut world = booked();
    // 20 days until 2026-11-11: 10.00.
    assert_eq!(due(&world, on("2026-11-11", "1")), yuan("1010"));
    world.done(SUPERVISOR, on("2026-11-11", "1010"));
    assert_eq!(debt(&world, HOME).amount, Amount::ZERO);
    assert_eq!(balance(&world, Account::LateFee, 0), -1_000);
    let payment: Payment = world.get(1);
    assert_eq!(payment.left, Amount::ZERO);
    let last = (1..20).map_while(|id| world.look(|tx| record::get::<Entry>(tx, id)).unwrap());
    let back = last
        .filter(|entry| entry.kind == EntryKind::LateFee)
        .last()
        .unwrap();
    assert_eq!(back.charge, Some(world.get::<Charge>(1).id));
    sound(&world);
    // Without the money all of it has grown.
    world.granted(SUPERVISOR, &void("S1121-001")).unwrap();
    assert_eq!(due(&world, pay(HOME, "1")), yuan("1015"));
    assert_eq!(
        debt(&world, HOME).amount,
        yuan("1010"),
        "the rest is booked when it is paid"
    );
    sound(&world);
    world.done(DESK, pay(HOME, "1015"));
    assert_eq!(debt(&world, HOME).amount, Amount::ZERO);
    sound(&world);
    world.holds_together();
}

#[test]
fn a_part_takes_back_its_part() {
    let mut world = booked();
    // The late fee of 10.00 first, then 500.00: of the other 500.00 ten days cost 2.50.
    world.done(SUPERVISOR, on("2026-11-11", "510"));
    assert_eq!(debt(&world, HOME).amount, yuan("502.5"));
    assert_eq!(world.get::<Payment>(1).left, yuan("502.5"));
    assert_eq!(due(&world, pay(HOME, "1")), yuan("502.5"));
    sound(&world);
}

#[test]
fn what_was_paid_of_it_stays_and_another_rate_takes_nothing_back() {
    let mut world = booked();
    world.done(DESK, pay(HOME, "15"));
    world.done(SUPERVISOR, on("2026-11-11", "1000"));
    assert_eq!(debt(&world, HOME).amount, Amount::ZERO);
    assert_eq!(balance(&world, Account::LateFee, 0), -1_500);
    sound(&world);
    let mut world = booked();
    set(&mut world, "late.rate_ppm", "0");
    assert_eq!(due(&world, on("2026-11-11", "1")), yuan("1015"));
    world.done(SUPERVISOR, on("2026-11-11", "1015"));
    assert_eq!(balance(&world, Account::LateFee, 0), -1_500);
    sound(&world);
}
