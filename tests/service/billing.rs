//! A month's run: what it shows before, what it posts, whom it catches up; meters, steps and shares, by hand.

use frontdesk::domain::calendar::Month;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::fees::{Meter, Proof};
use frontdesk::domain::household::{Household, PremisesKind};
use frontdesk::domain::id::HouseholdId;
use frontdesk::domain::ledger::Charge;
use frontdesk::domain::money::{Amount, Area};
use frontdesk::service::books::{self, BookRule};
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::BillingPage;
use frontdesk::storage::Store;
use frontdesk::storage::counters::next_id;
use frontdesk::storage::record::{self, Record};

use super::desk::{ask, cmd};
use super::money::{HOME, debt, estate, fact, is_field, run, sound, yuan};
use crate::support::world::World;

pub(super) const BILLER: &str = "张敏";
pub(super) const MANAGER: &str = "陈刚";

pub(super) fn preview(world: &World, month: &str) -> BillingPage {
    let month: Month = month.parse().unwrap();
    match ask(world, BILLER, &Query::Billing(Some(month))).unwrap() {
        Reply::Billing(page) => *page,
        other => panic!("{other:?}"),
    }
}

/// Posts what a preview shows.
pub(super) fn post(page: &BillingPage) -> Command {
    run(&page.month.to_string()).arg("preview", page.digest.as_str())
}

/// Every charge there is, in the order they were made.
pub(super) fn charges(world: &World) -> Vec<Charge> {
    let get = |tx: &dyn frontdesk::storage::ReadTx, id| record::get::<Charge>(tx, id).unwrap();
    world.look(|tx| (1..500).map_while(|id| get(tx, id)).collect())
}

/// What a home was charged for an item and month.
#[track_caller]
pub(super) fn charged(world: &World, home: &str, item: &str, month: &str) -> Charge {
    let id = world.home(home).id;
    let found = charges(world).into_iter().find(|charge| {
        (charge.household, charge.name.as_str()) == (id, item) && charge.month.to_string() == month
    });
    found.unwrap_or_else(|| panic!("{home} {item} {month}"))
}

/// A fee item charged by what meters say, which these homes pay since 2026.
pub(super) fn metered(
    world: &mut World,
    name: &str,
    formula: &str,
    args: &[(&str, &str)],
    homes: &[&str],
) {
    let mut item = cmd("fee_item.add")
        .arg("name", name)
        .arg("formula", formula)
        .arg("from", "2026-01-01");
    for (name, value) in args {
        item = item.arg(name, *value);
    }
    world.done(MANAGER, item);
    for home in homes {
        let pays = cmd("household.fee").about(*home).arg("item", name);
        world.done(BILLER, pays.arg("since", "2026-01-01"));
    }
}

pub(super) fn meter(world: &mut World, home: &str, code: &str, item: &str, value: &str) {
    let meter = cmd("meter.add")
        .arg("premises", home)
        .arg("code", code)
        .arg("meter_kind", "water")
        .arg("item", item)
        .arg("value", value);
    world.done(BILLER, meter.arg("day", "2026-09-30"));
}

/// The estate with a water meter at one home, `W-1`, that begins at `first`; a cubic metre is 3 yuan.
pub(super) fn watered(first: &str) -> World {
    let mut world = estate();
    metered(&mut world, "水费", "metered", &[("price", "3")], &[HOME]);
    meter(&mut world, HOME, "W-1", "水费", first);
    world
}

pub(super) fn reading(code: &str, value: &str, day: &str) -> Command {
    cmd("meter.read")
        .arg("meter", code)
        .arg("value", value)
        .arg("day", day)
}

pub(super) fn read(world: &mut World, code: &str, value: &str, day: &str) {
    world.done(BILLER, reading(code, value, day));
}

/// Why each home is left out, as the page has it.
pub(super) fn left(page: &BillingPage) -> Vec<(&str, &str, &str)> {
    let left = page.left.iter();
    left.map(|one| (one.premises.as_str(), one.item.as_str(), one.why.as_str()))
        .collect()
}

/// No home is left out of what is charged for an item.
#[track_caller]
pub(super) fn nothing_left(page: &BillingPage, item: &str) {
    assert!(
        !left(page).iter().any(|one| one.1 == item),
        "{:?}",
        page.left
    );
}

#[test]
fn what_a_preview_shows_is_exactly_what_the_run_posts() {
    let mut world = estate();
    let before = world.look(books::verify).unwrap();
    let page = preview(&world, "2026-11");
    assert_eq!((page.homes, page.all.charges), (3, 6));
    assert_eq!(page.all.amount, yuan("1159.96"));
    assert_eq!(page.due_on, "2026-11-15".parse().unwrap());
    let items: Vec<(&str, u32, Amount)> = page
        .items
        .iter()
        .map(|item| (item.name.as_str(), item.charges, item.amount))
        .collect();
    // 88.5 and twice 98.6 m² at 2.80 are 247.80 and twice 276.08; three spaces at 120.
    assert_eq!(
        items,
        [("物业费", 3, yuan("799.96")), ("停车费", 3, yuan("360"))]
    );
    // It wrote nothing, and the same again is the same.
    assert_eq!(charges(&world), []);
    assert_eq!(world.look(books::verify).unwrap(), before);
    assert_eq!(preview(&world, "2026-11"), page);
    // Somebody changes a price meanwhile: nothing is posted, not even what is the same.
    let price = cmd("fee_item.edit").arg("item", "停车费");
    world.done(MANAGER, price.arg("fixed", "130"));
    assert_eq!(world.refused(BILLER, post(&page)).why, Why::BillsChanged);
    assert_eq!(charges(&world), []);
    let page = preview(&world, "2026-11");
    let done = world.done(BILLER, post(&page));
    assert_eq!(fact(&done.facts, "charges"), Fact::Count(6));
    assert_eq!(fact(&done.facts, "amount"), Fact::Money(yuan("1189.96")));
    sound(&world);
    // Posted once: the same preview is no longer what would be charged, and there is nothing left.
    assert_eq!(world.refused(BILLER, post(&page)).why, Why::BillsChanged);
    let page = preview(&world, "2026-11");
    assert!(!page.posts);
    assert_eq!((page.all.charges, page.all.before), (0, 6));
    assert_eq!(world.refused(BILLER, post(&page)).why, Why::NothingToCharge);
    assert_eq!(charges(&world).len(), 6);
    // The desk may not look into it.
    let asked = ask(&world, "李芳", &Query::Billing(None));
    assert_eq!(asked.unwrap_err().why, Why::NoRight);
}

#[test]
fn who_comes_late_is_caught_up_for_months_that_were_run_and_no_others() {
    let mut world = estate();
    world.done(BILLER, run("2026-08"));
    world.done(BILLER, run("2026-10"));
    let mut home = world.home("1-1-102");
    home.handed_over = Some("2026-09-10".parse().unwrap());
    world.put(&mut home);
    // 2026-09 was never run; 2026-08 was before the home was handed over.
    let page = preview(&world, "2026-11");
    assert_eq!((page.all.charges, page.all.late), (10, 2));
    let late = page.all.late_amount;
    world.done(BILLER, post(&page));
    let caught = [
        charged(&world, "1-1-102", "物业费", "2026-10"),
        charged(&world, "1-1-102", "停车费", "2026-10"),
    ];
    let sum = caught.iter().map(|charge| charge.amount.fen()).sum();
    assert_eq!(Amount::from_fen(sum), Ok(late));
    // What was late falls due with the run that found it, not before anybody was told.
    assert!(
        caught
            .iter()
            .all(|charge| charge.due_on == "2026-11-15".parse().unwrap())
    );
    let months: Vec<String> = charges(&world)
        .iter()
        .filter(|charge| charge.household == home.id)
        .map(|charge| charge.month.to_string())
        .collect();
    assert_eq!(months, ["2026-10", "2026-11", "2026-10", "2026-11"]);
    sound(&world);
    assert!(!preview(&world, "2026-11").posts);
}

#[test]
fn what_is_left_out_is_named_with_its_home_and_its_reason() {
    let mut world = estate();
    metered(
        &mut world,
        "水费",
        "metered",
        &[("price", "3")],
        &["3-2-1101", HOME],
    );
    metered(
        &mut world,
        "地下车位",
        "per_space",
        &[("price", "300")],
        &[HOME],
    );
    let none = cmd("household.fee").about(HOME).arg("item", "地下车位");
    world.done(BILLER, none.arg("spaces", "0"));
    meter(&mut world, HOME, "W-1", "水费", "100");
    let mut bare = world.home("1-1-101");
    bare.area = Area::default();
    world.put(&mut bare);
    let mut free = world.home("1-1-102");
    free.handed_over = Some("2026-10-01".parse().unwrap());
    free.fees.clear();
    world.put(&mut free);
    let page = preview(&world, "2026-11");
    let mut found = left(&page);
    found.sort_unstable();
    // Homes of the world that pay nothing at all are among them.
    assert!(
        found.contains(&("1-1-101", "物业费", "no_area")),
        "{found:?}"
    );
    assert!(found.contains(&("1-1-102", "", "no_fees")), "{found:?}");
    assert!(
        found.contains(&("3-2-1101", "水费", "no_meter")),
        "{found:?}"
    );
    assert!(found.contains(&(HOME, "水费", "not_read")), "{found:?}");
    assert!(
        found.contains(&(HOME, "地下车位", "no_spaces")),
        "{found:?}"
    );
    assert_eq!(page.all.left as usize, found.len());
    // The rest is charged all the same.
    let done = world.done(BILLER, post(&page));
    assert_eq!(
        fact(&done.facts, "left"),
        Fact::Count(i64::from(page.all.left))
    );
    sound(&world);
}

/// Steps by month: 12.5 m³ up to 10 at 2.00, above at 3.00, and 5 a month: 20.00 + 7.50 + 5.00 = 32.50.
#[test]
fn a_meter_is_charged_in_steps_and_proves_it() {
    let mut world = estate();
    let steps = [("tiers", "0-10 2; 10- 3"), ("fixed", "5")];
    metered(&mut world, "水费", "metered", &steps, &[HOME]);
    meter(&mut world, HOME, "W-1", "水费", "100");
    read(&mut world, "W-1", "112.5", "2026-10-31");
    world.done(BILLER, run("2026-10"));
    let charge = charged(&world, HOME, "水费", "2026-10");
    assert_eq!(charge.amount, yuan("32.50"));
    let derived = charge.lines.as_ref().unwrap().of(charge.amount).unwrap();
    assert_eq!(derived.lines.len(), 3);
    assert_eq!(derived.proves(), Ok(true));
    sound(&world);
    // Nobody reads it in November: left out, and nothing of it is charged.
    let page = preview(&world, "2026-11");
    assert!(left(&page).contains(&(HOME, "水费", "not_read")));
    world.done(BILLER, post(&page));
    // Read at the end of December it is charged for both months: 26 m³, the bounds twice as high, twice the 5:
    // 20 × 2.00 + 6 × 3.00 + 10.00 = 68.00.
    world.now = world.now.plus_ms(45 * 86_400_000);
    read(&mut world, "W-1", "138.5", "2026-12-31");
    world.done(BILLER, run("2026-12"));
    assert_eq!(charged(&world, HOME, "水费", "2026-12").amount, yuan("68"));
    sound(&world);
    // A line that says something else is found.
    let mut charge = charged(&world, HOME, "水费", "2026-12");
    let mut proof: Proof = charge.lines.clone().unwrap();
    proof.lines[0].price += 100;
    charge.lines = Some(proof);
    world.put(&mut charge);
    let faults = world.look(books::verify).unwrap();
    let rules: Vec<BookRule> = faults.iter().map(|fault| fault.rule).collect();
    assert_eq!(rules, [BookRule::ChargeIsProven]);
}

/// Steps by year, 0-20 at 2.00, above at 3.00: 15 in October are 30.00; of 10 in November 5 are left below: 10 + 15.
#[test]
fn steps_of_a_year_go_on_where_the_month_before_ended() {
    let mut world = estate();
    let steps = [("tiers", "0-20 2; 20- 3"), ("tier_span", "year")];
    metered(&mut world, "燃气费", "metered", &steps, &[HOME]);
    meter(&mut world, HOME, "G-1", "燃气费", "0");
    read(&mut world, "G-1", "15", "2026-10-31");
    world.done(BILLER, run("2026-10"));
    read(&mut world, "G-1", "25", "2026-11-20");
    world.done(BILLER, run("2026-11"));
    assert_eq!(
        charged(&world, HOME, "燃气费", "2026-10").amount,
        yuan("30")
    );
    assert_eq!(
        charged(&world, HOME, "燃气费", "2026-11").amount,
        yuan("25")
    );
    sound(&world);
}

/// What is charged is not charged again, and what comes to nothing is not asked for again.
#[test]
fn a_meter_is_charged_up_to_its_reading_once() {
    let mut world = watered("100");
    read(&mut world, "W-1", "100", "2026-10-31");
    let page = preview(&world, "2026-10");
    assert!(page.posts);
    world.done(BILLER, post(&page));
    assert_eq!(world.get::<Meter>(1).charged, "2026-10-31".parse().unwrap());
    let page = preview(&world, "2026-10");
    nothing_left(&page, "水费");
    assert!(!page.posts);
    // What is charged is not corrected any more; what is not may be, on its day.
    let late = world.refused(BILLER, reading("W-1", "101", "2026-10-31"));
    assert_eq!(late.why, Why::ReadingNotLater);
    read(&mut world, "W-1", "109", "2026-11-20");
    read(&mut world, "W-1", "108", "2026-11-20");
    world.done(BILLER, run("2026-11"));
    assert_eq!(charged(&world, HOME, "水费", "2026-11").amount, yuan("24"));
    sound(&world);
}

/// A public area of building 3.
fn lobby(world: &World) -> Household {
    let home = world.home(HOME);
    let mut tx = world.store.write().unwrap();
    let id = next_id(&mut *tx, Household::KIND).unwrap();
    tx.commit().unwrap();
    let mut lobby = Household {
        id: HouseholdId(id),
        version: 0,
        code: "3-2-公共".into(),
        kind: PremisesKind::Public,
        fees: Vec::new(),
        handed_over: None,
        ..home
    };
    world.put(&mut lobby);
    lobby
}

/// 37 kWh at 0.59 are 21.83. By 88.50 + 98.60 + 98.60 = 285.70 m²: 6.7622… + 7.5338… + 7.5338…; cut in the order of
/// the homes, the odd fen to the earlier, they sum to 21.83.
#[test]
fn shares_of_public_use_sum_to_the_whole() {
    let mut world = estate();
    let homes = ["1-1-101", "3-2-1101", HOME];
    metered(
        &mut world,
        "公摊电费",
        "shared",
        &[("price", "0.59")],
        &homes,
    );
    lobby(&world);
    meter(&mut world, "3-2-公共", "P-1", "公摊电费", "500");
    let page = preview(&world, "2026-10");
    assert!(left(&page).contains(&("3-2-公共", "公摊电费", "not_read")));
    assert_eq!(page.items.last().unwrap().charges, 0);
    read(&mut world, "P-1", "537", "2026-10-31");
    world.done(BILLER, run("2026-10"));
    let parts: Vec<i64> = homes
        .iter()
        .map(|home| charged(&world, home, "公摊电费", "2026-10").amount.fen())
        .collect();
    assert_eq!(parts.iter().sum::<i64>(), 2183);
    // In 1/100 fen: less than a fen from the exact part.
    for (part, exact) in parts.iter().zip([67_622, 75_338, 75_338]) {
        assert!((part * 100 - exact).abs() < 100, "{parts:?}");
    }
    sound(&world);
    // Who comes to it afterwards has no part in what was cut before.
    let mut home = world.home("1-1-102");
    home.handed_over = Some("2026-10-05".parse().unwrap());
    world.put(&mut home);
    let late = cmd("household.fee")
        .about("1-1-102")
        .arg("item", "公摊电费");
    world.done(BILLER, late.arg("since", "2026-10-01"));
    let page = preview(&world, "2026-10");
    assert!(left(&page).contains(&("1-1-102", "公摊电费", "shared_out")));
    assert!(
        !charges(&world)
            .iter()
            .any(|charge| charge.household == home.id)
    );
}

#[test]
fn an_item_ends_for_one_home_and_counts_its_spaces() {
    let mut world = estate();
    metered(
        &mut world,
        "地下车位",
        "per_space",
        &[("price", "300")],
        &[HOME],
    );
    let two = cmd("household.fee").about(HOME).arg("item", "地下车位");
    world.done(BILLER, two.arg("spaces", "2").arg("until", "2026-10-31"));
    world.done(BILLER, run("2026-10"));
    assert_eq!(
        charged(&world, HOME, "地下车位", "2026-10").amount,
        yuan("600")
    );
    world.done(BILLER, run("2026-11"));
    let november = charges(&world).into_iter();
    let mut november = november.filter(|charge| charge.name == "地下车位");
    assert_eq!(november.by_ref().count(), 1);
    let wrong = cmd("household.fee").about(HOME).arg("item", "地下车位");
    let wrong = wrong.arg("until", "2025-12-31");
    is_field(&world.refused(BILLER, wrong), "until", Why::PastDay);
    let same = cmd("household.fee").about(HOME).arg("item", "地下车位");
    assert_eq!(world.refused(BILLER, same).why, Why::NothingChanged);
    // Without its end it is owed again.
    let open = cmd("household.fee").about(HOME).arg("item", "地下车位");
    world.done(BILLER, open.arg("clear", "until"));
    assert_eq!(preview(&world, "2026-11").all.charges, 1);
    assert_eq!(debt(&world, HOME).items.len(), 3);
    sound(&world);
}

#[test]
fn steps_that_are_none_are_refused_in_one_sentence() {
    let mut world = estate();
    let item = |formula: &str, tiers: &str| {
        cmd("fee_item.add")
            .arg("name", "水费")
            .arg("formula", formula)
            .arg("tiers", tiers)
    };
    for tiers in [
        "10-20 1; 20- 2",
        "0-10 1; 5- 2",
        "0-10 1; 20- 2",
        "0-10 1",
        "x",
    ] {
        let refused = world.refused(MANAGER, item("metered", tiers));
        is_field(&refused, "tiers", Why::BadTiers);
    }
    let area = world.refused(MANAGER, item("per_area", "0-10 1; 10- 2"));
    is_field(&area, "tiers", Why::BadTiers);
    let both = world.refused(MANAGER, item("metered", "0-10 1; 10- 2").arg("price", "3"));
    is_field(&both, "tiers", Why::BadTiers);
    world.done(MANAGER, item("metered", "0-10 1; 10- 2"));
    // It begins with what stands; one price takes the place of the steps.
    let begun = Query::Begun("fee_item.edit".into(), "水费".into());
    let Reply::Begun(fields, ..) = ask(&world, MANAGER, &begun).unwrap() else {
        panic!("no form");
    };
    assert!(fields.contains(&("tiers".into(), "0-10 1; 10- 2".into())));
    let one = cmd("fee_item.edit").arg("item", "水费").arg("price", "1.5");
    world.done(MANAGER, one);
    let Reply::Begun(fields, ..) = ask(&world, MANAGER, &begun).unwrap() else {
        panic!("no form");
    };
    let stepped = |(name, text): &(String, String)| name == "tiers" && !text.is_empty();
    assert!(!fields.iter().any(stepped));
    assert!(fields.contains(&("price".into(), "1.5000".into())));
}
