//! Charging: the monthly run, charges by hand, fee items.

use frontdesk::domain::calendar::Month;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::household::{FeeLink, Occupancy};
use frontdesk::domain::id::FeeItemId;
use frontdesk::domain::ledger::Charge;
use frontdesk::domain::money::Amount;
use frontdesk::service::books;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::storage::check;
use frontdesk::storage::kept::KINDS;
use frontdesk::storage::kept::figures::Figure;

use super::desk::ask;
use super::money::{HOME, add_charge, debt, estate, fact, is_field, kept, pay, run, sound, yuan};
use crate::support::world::World;

#[test]
fn a_month_is_charged_once_for_every_home_handed_over() {
    let mut world = estate();
    let done = world.done("张敏", run("2026-11"));
    assert_eq!(fact(&done.facts, "households"), Fact::Count(3));
    assert_eq!(fact(&done.facts, "charges"), Fact::Count(6));
    // 88.5 and twice 98.6 m² at 2.80, and three spaces at 120.
    assert_eq!(fact(&done.facts, "amount"), Fact::Money(yuan("1159.96")));
    let owed = debt(&world, HOME);
    assert_eq!(owed.amount, yuan("396.08"));
    assert_eq!((owed.months, owed.payer.as_str()), (1, "王建国"));
    assert_eq!(owed.items, ["物业费", "停车费"]);
    assert_eq!(owed.oldest_due_on, Some("2026-11-15".parse().unwrap()));
    let month: Month = "2026-11".parse().unwrap();
    assert_eq!(kept(&world, Figure::ChargedMonth(month)), 3);
    assert_eq!(kept(&world, Figure::UnpaidMonth(month)), 3);
    assert_eq!(kept(&world, Figure::Debtors), 3);
    sound(&world);
    let before = world.look(|tx| check::verify(tx, KINDS)).unwrap().records;
    let refusal = world.refused("张敏", run("2026-11"));
    assert_eq!(refusal.why, Why::NothingToCharge);
    assert_eq!(fact(&refusal.facts, "count"), Fact::Count(6));
    let after = world.look(|tx| check::verify(tx, KINDS)).unwrap().records;
    assert_eq!(before, after);
}

/// Households that have paid, of those handed over, in tenths of a percent (duties.md D-053, A-13).
#[test]
fn the_collection_rate_counts_households_not_money() {
    let rate = |world: &World| match ask(world, "张敏", &Query::Header).unwrap() {
        Reply::Header(header) => header.rate,
        other => panic!("{other:?}"),
    };
    let mut world = estate();
    assert_eq!(rate(&world), None, "nobody was charged yet");
    world.done("张敏", run("2026-11"));
    // Four of five homes are handed over; the one without a fee has not paid one.
    assert_eq!(rate(&world), Some(0));
    world.done("李芳", pay(HOME, "1"));
    assert_eq!(rate(&world), Some(0), "not with a yuan on account");
    world.done("李芳", pay(HOME, "395.08"));
    assert_eq!(rate(&world), Some(250));
    // Last month's debt is another matter; what is handed over is not, lived in or not.
    world.done("张敏", run("2026-10"));
    assert_eq!(rate(&world), Some(250));
    let mut empty = world.home("1-1-102");
    empty.handed_over = Some("2026-11-20".parse().unwrap());
    empty.occupancy = Occupancy::HandedOver;
    world.put(&mut empty);
    world.done("张敏", run("2026-11"));
    assert_eq!(rate(&world), Some(200));
}

#[test]
fn a_home_with_two_property_fees_counts_once_for_the_month() {
    let mut world = estate();
    let lift = Command::new("fee_item.add")
        .arg("name", "电梯费")
        .arg("from", "2026-01-01")
        .arg("property_fee", "yes");
    world.done("陈刚", lift.arg("formula", "fixed").arg("fixed", "30"));
    let mut home = world.home(HOME);
    home.fees
        .push(FeeLink::new(FeeItemId(3), "2026-11-30".parse().unwrap()));
    world.put(&mut home);
    let done = world.done("张敏", run("2026-11"));
    assert_eq!(fact(&done.facts, "charges"), Fact::Count(7));
    let month: Month = "2026-11".parse().unwrap();
    assert_eq!(kept(&world, Figure::ChargedMonth(month)), 3);
    assert_eq!(kept(&world, Figure::UnpaidMonth(month)), 3);
    sound(&world);
    // One of the two settled leaves the month unpaid; both settle it.
    world.done("李芳", pay(HOME, "396.08"));
    assert_eq!(kept(&world, Figure::UnpaidMonth(month)), 3);
    world.done("李芳", pay(HOME, "30"));
    assert_eq!(kept(&world, Figure::UnpaidMonth(month)), 2);
    // A link is charged from its month on.
    let done = world.done("张敏", run("2026-10"));
    assert_eq!(fact(&done.facts, "charges"), Fact::Count(6));
}

#[test]
fn a_run_adds_what_a_home_did_not_have_yet() {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    let mut home = world.home("1-1-102");
    home.handed_over = Some("2026-11-30".parse().unwrap());
    world.put(&mut home);
    // Handed over in November: not charged for October, charged for November.
    assert_eq!(
        fact(&world.done("张敏", run("2026-10")).facts, "households"),
        Fact::Count(3)
    );
    let done = world.done("张敏", run("2026-11"));
    assert_eq!(fact(&done.facts, "households"), Fact::Count(1));
    assert_eq!(fact(&done.facts, "before"), Fact::Count(6));
    sound(&world);
}

#[test]
fn an_item_is_charged_from_its_first_to_its_last_month() {
    let mut world = estate();
    let edit = Command::new("fee_item.edit").arg("item", "停车费");
    world.done(
        "陈刚",
        edit.arg("from", "2026-10-10").arg("until", "2026-10-20"),
    );
    for (month, charges) in [("2026-09", 3), ("2026-10", 6), ("2026-11", 3)] {
        let done = world.done("张敏", run(month));
        assert_eq!(
            fact(&done.facts, "charges"),
            Fact::Count(charges),
            "{month}"
        );
    }
    is_field(&world.refused("张敏", run("2126-11")), "month", Why::BadDay);
}

#[test]
fn an_amount_charged_is_not_changed_by_a_later_price() {
    let mut world = estate();
    world.done("张敏", run("2026-10"));
    let edit = Command::new("fee_item.edit").arg("item", "物业费");
    world.done("陈刚", edit.arg("price", "3"));
    world.done("张敏", run("2026-11"));
    let amounts: Vec<Amount> = world
        .look(|tx| books::unpaid(tx, world.home(HOME).id))
        .unwrap()
        .iter()
        .filter(|charge| charge.property_fee)
        .map(|charge| charge.amount)
        .collect();
    assert_eq!(amounts, [yuan("276.08"), yuan("295.80")]);
}

#[test]
fn a_charge_by_hand_is_a_service_or_an_item_of_a_month() {
    let mut world = estate();
    let on_item = |month: &str| {
        let charge = Command::new("charge.add").arg("premises", HOME);
        charge.arg("item", "物业费").arg("month", month)
    };
    world.done("张敏", on_item("2026-10"));
    let charge: Charge = world.get(1);
    assert_eq!(charge.amount, yuan("276.08"));
    assert_eq!(world.refused("张敏", on_item("2026-10")).why, Why::Exists);
    // The run leaves it alone.
    world.done("张敏", run("2026-10"));
    sound(&world);
    let nothing = Command::new("charge.add").arg("premises", HOME);
    let refusal = world.refused("张敏", nothing);
    assert_eq!(refusal.fields.len(), 2);
    let refusal = world.refused("李芳", add_charge(HOME, "维修费", "50"));
    assert_eq!(refusal.why, Why::NoRight);
    world.done("张敏", add_charge(HOME, "维修费", "50"));
    let service: Charge = world.look(|tx| {
        let unpaid = books::unpaid(tx, world.home(HOME).id).unwrap();
        unpaid.into_iter().find(|c| c.name == "维修费").unwrap()
    });
    // November's due day is over: due today, never in the past.
    assert_eq!(service.due_on.to_string(), "2026-11-21");
}

#[test]
fn fee_items_are_checked_whole() {
    let mut world = estate();
    let add = Command::new("fee_item.add").arg("name", "物业费");
    let add = add.arg("formula", "per_area").arg("until", "2026-01-31");
    let refusal = world.refused("陈刚", add.arg("from", "2026-02-01"));
    let fields: Vec<&str> = refusal.fields.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(fields, ["name", "price", "until"]);
}
