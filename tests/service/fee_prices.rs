//! Prices that change from a day on: what is charged, how it is explained, what is refused.

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::id::ChargeId;
use frontdesk::domain::ledger::{Charge, basis};
use frontdesk::service::command::Command;
use frontdesk::storage::record;

use super::money::{HOME, debt, estate, fact, is_field, run, sound, yuan};
use crate::support::world::World;

fn set(starting: &str, price: &str) -> Command {
    Command::new("fee_item.set")
        .arg("item", "物业费")
        .arg("starting", starting)
        .arg("price", price)
}

/// The property fee of a home for a month.
fn charged(world: &World, month: &str) -> Charge {
    let home = world.home(HOME).id;
    world
        .look(|tx| {
            (1..40)
                .map(|id| record::get::<Charge>(tx, ChargeId(id).0).unwrap())
                .find_map(|charge| {
                    charge.filter(|charge| {
                        charge.household == home
                            && charge.name == "物业费"
                            && charge.month.to_string() == month
                    })
                })
        })
        .unwrap()
}

fn facts(charge: &Charge) -> Vec<(String, i64)> {
    let reasons = charge.reasons().into_iter();
    reasons.map(|one| (one.fact, one.value)).collect()
}

/// The same facts, as they are compared.
fn told(facts: &[(&str, i64)]) -> Vec<(String, i64)> {
    let facts = facts.iter();
    facts
        .map(|(fact, value)| ((*fact).to_owned(), *value))
        .collect()
}

#[test]
fn a_month_in_which_the_price_changes_is_charged_by_the_day() {
    let mut world = estate();
    world.done("陈刚", set("2026-11-11", "3.1"));
    world.done("张敏", run("2026-11"));
    // 98.6 m²: 10 of 30 days at 2.80 and 20 at 3.10 make 98.6 × 3.00 = 295.80; the space is 120.
    let november = charged(&world, "2026-11");
    assert_eq!(november.amount, yuan("295.80"));
    assert_eq!(
        facts(&november),
        told(&[
            (basis::AREA, 9860),
            (basis::PRICE, 28_000),
            (basis::DAYS, 1030),
            (basis::PRICE, 31_000),
            (basis::DAYS, 2030),
        ])
    );
    assert_eq!(debt(&world, HOME).amount, yuan("415.80"));
    // Before it and after it a month has one price, and nothing is divided.
    world.done("张敏", run("2026-10"));
    world.done("张敏", run("2026-12"));
    let october = charged(&world, "2026-10");
    assert_eq!(october.amount, yuan("276.08"));
    assert_eq!(
        facts(&october),
        told(&[(basis::AREA, 9860), (basis::PRICE, 28_000)])
    );
    assert_eq!(charged(&world, "2026-12").amount, yuan("305.66"));
    sound(&world);
}

#[test]
fn what_was_charged_stays_and_the_rounding_is_told() {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    world.done("陈刚", set("2026-11-11", "3.1"));
    assert_eq!(charged(&world, "2026-11").amount, yuan("276.08"));
    // From the 12th of December: 98.6 × (11 × 3.10 + 20 × 3.33) ÷ 31 = 98.6 × 100.7 ÷ 31 = 320.2909… → 320.29.
    world.done("陈刚", set("2026-12-12", "3.33"));
    world.done("张敏", run("2026-12"));
    let december = charged(&world, "2026-12");
    assert_eq!(december.amount, yuan("320.29"));
    assert_eq!(
        facts(&december).last(),
        told(&[(basis::EXACT, 3_202_909)]).last()
    );
}

#[test]
fn a_month_begun_is_owed_by_the_day_where_the_office_says_so() {
    let mut world = estate();
    let by_day = Command::new("fee_item.set")
        .arg("item", "物业费")
        .arg("edges", "by_day");
    world.done("陈刚", by_day);
    let mut home = world.home(HOME);
    home.handed_over = Some("2026-11-21".parse().unwrap());
    world.put(&mut home);
    world.done("张敏", run("2026-11"));
    // 276.08 × 10 ÷ 30 = 92.0266… → 92.03.
    assert_eq!(charged(&world, "2026-11").amount, yuan("92.03"));
}

#[test]
fn a_price_needs_its_day_and_a_day_of_the_item() {
    let mut world = estate();
    let no_day = Command::new("fee_item.set")
        .arg("item", "物业费")
        .arg("price", "3.1");
    is_field(&world.refused("陈刚", no_day), "starting", Why::Missing);
    let no_price = Command::new("fee_item.set")
        .arg("item", "物业费")
        .arg("starting", "2026-11-11");
    is_field(&world.refused("陈刚", no_price), "price", Why::Missing);
    is_field(
        &world.refused("陈刚", set("1990-01-01", "3.1")),
        "starting",
        Why::PastDay,
    );
    is_field(
        &world.refused("陈刚", set("2026-12-01", "0")),
        "price",
        Why::NotPositive,
    );
    let same = world.refused("陈刚", Command::new("fee_item.set").arg("item", "物业费"));
    assert_eq!(same.why, Why::NothingChanged);
    // The form begins with today's price, which is no other one.
    let standing = Command::new("fee_item.set")
        .arg("item", "物业费")
        .arg("price", "2.8");
    world.done("陈刚", standing.clone().arg("edges", "by_day"));
    let again = standing.arg("starting", "2026-12-01");
    assert_eq!(world.refused("陈刚", again).why, Why::NothingChanged);
    // A fixed amount has no price a unit, and one that is typed is not lost without a word.
    let fixed = Command::new("fee_item.set")
        .arg("item", "停车费")
        .arg("starting", "2026-12-01")
        .arg("price", "150");
    is_field(&world.refused("陈刚", fixed), "price", Why::NoUnitPrice);
    // It cannot begin after a price of its own.
    world.done("陈刚", set("2026-12-01", "3.2"));
    let later = Command::new("fee_item.edit")
        .arg("item", "物业费")
        .arg("from", "2026-12-02");
    is_field(&world.refused("陈刚", later), "from", Why::BadDay);
    // The price of today is what is corrected, not the one to come.
    let correct = Command::new("fee_item.edit")
        .arg("item", "物业费")
        .arg("price", "2.9");
    world.done("陈刚", correct);
    // The same day again replaces it, and it can be taken back.
    world.done("陈刚", set("2026-12-01", "3.1"));
    world.done("陈刚", set("2026-12-01", "3"));
    world.done("陈刚", Command::new("undo"));
    let done = world.done("张敏", run("2026-12"));
    assert_eq!(fact(&done.facts, "charges"), Fact::Count(6));
    assert_eq!(charged(&world, "2026-12").amount, yuan("305.66"));
}
