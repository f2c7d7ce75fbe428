//! Asking for money: dunning, promises, and whose call comes when.

use frontdesk::domain::calendar::{DAY_MS, Day, Zone};
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::ledger::{Debt, Promise};
use frontdesk::domain::money::Amount;
use frontdesk::service::books;
use frontdesk::service::command::Command;

use super::money::{add_charge, estate, fact, is_field, pay, run, sound, yuan};
use crate::support::world::World;

const HOME: &str = "3-2-1201";

fn dun() -> Command {
    Command::new("dunning.record")
        .about(HOME)
        .arg("way", "call")
        .arg("text", "说下周来交")
}

fn promise(day: &str) -> Command {
    Command::new("promise.record").about(HOME).arg("day", day)
}

fn debt(world: &World) -> Debt {
    world.get(world.home(HOME).id.0)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A home that has owed 300 since 2026-11-15.
fn owing() -> World {
    let mut world = World::new();
    let charge = add_charge(HOME, "维修费", "300").arg("due", "2026-11-15");
    world.done("张敏", charge);
    world
}

#[test]
fn who_owes_nothing_is_not_asked_for_money() {
    let mut world = World::new();
    assert_eq!(world.refused("李芳", dun()).why, Why::NothingOwed);
    let refusal = world.refused("李芳", promise("2026-11-25"));
    assert_eq!(refusal.why, Why::NothingOwed);
}

#[test]
fn dunning_waits_and_counts_until_nothing_is_owed() {
    let mut world = owing();
    let zone = Zone::default();
    assert_eq!(debt(&world).urgent_at, zone.end_of(day("2026-11-15")));
    world.done("李芳", dun());
    world.done("李芳", dun());
    let kept = debt(&world);
    assert_eq!((kept.dunned, kept.last_dunned_at), (2, Some(world.now)));
    assert_eq!(kept.urgent_at, world.now.plus_ms(7 * DAY_MS));
    let receipt = world.done("李芳", pay(HOME, "300")).number.unwrap();
    assert_eq!(
        (debt(&world).dunned, debt(&world).last_dunned_at),
        (0, None)
    );
    // The money was not there after all: what was asked before counts again.
    let void = Command::new("payment.reverse")
        .about(receipt.full())
        .arg("reason", "刷卡未到账");
    world.granted("张敏", &void).unwrap();
    assert_eq!(debt(&world).dunned, 2);
    world.done("李芳", pay(HOME, "300"));
    world.done("张敏", add_charge(HOME, "维修费", "50"));
    assert_eq!(debt(&world).dunned, 0);
}

#[test]
fn a_promise_comes_back_on_its_day_and_the_next_one_replaces_it() {
    let mut world = owing();
    let zone = Zone::default();
    world.done("李芳", promise("2026-11-25"));
    let kept = debt(&world);
    assert_eq!(kept.promise_on, Some(day("2026-11-25")));
    assert_eq!(kept.promised, yuan("300"));
    assert_eq!(kept.urgent_at, zone.end_of(day("2026-11-25")));
    assert!(!kept.promise_broken(day("2026-11-25")));
    assert!(kept.promise_broken(day("2026-11-26")));
    world.done("李芳", promise("2026-11-28").arg("amount", "100"));
    assert!(world.get::<Promise>(1).replaced);
    assert!(!world.get::<Promise>(2).replaced);
    assert_eq!(debt(&world).promised, yuan("100"));
    let refusal = world.refused("李芳", promise("2026-11-28").arg("amount", "300.01"));
    assert_eq!(refusal.fields[0].why, Why::MoreThanOwed);
    let refusal = world.refused("李芳", promise("2026-11-20"));
    assert_eq!(refusal.fields[0].why, Why::PastDay);
}

#[test]
fn money_keeps_a_promise_and_a_reversal_breaks_it_open_again() {
    let mut world = owing();
    world.done("李芳", promise("2026-11-25").arg("amount", "100"));
    world.done("李芳", pay(HOME, "60"));
    assert_eq!(world.get::<Promise>(1).paid, yuan("60"));
    let receipt = world.done("李芳", pay(HOME, "80")).number.unwrap();
    // 40 of the 80 keep the promise, the rest is beyond it.
    assert_eq!(world.get::<Promise>(1).paid, yuan("100"));
    assert_eq!(debt(&world).promise_on, None);
    assert_eq!(debt(&world).promised, Amount::ZERO);
    let void = Command::new("payment.reverse")
        .about(receipt.full())
        .arg("reason", "假币");
    world.granted("张敏", &void).unwrap();
    assert_eq!(world.get::<Promise>(1).paid, yuan("60"));
    assert_eq!(debt(&world).promise_on, Some(day("2026-11-25")));
    assert_eq!(world.look(books::verify).unwrap(), []);
}

#[test]
fn dunning_and_promise_are_taken_back() {
    let mut world = owing();
    world.done("李芳", promise("2026-11-25"));
    let promised = debt(&world);
    for act in [promise("2026-11-28"), dun()] {
        world.done("李芳", act);
        assert_ne!(debt(&world).version, promised.version);
        world.done("李芳", Command::new("undo"));
        let restored = Debt {
            version: promised.version,
            ..debt(&world)
        };
        assert_eq!(restored, promised);
        assert!(!world.get::<Promise>(1).replaced);
    }
}

fn several(homes: &str) -> Command {
    let several = Command::new("dunning.bulk").arg("dunned_homes", homes);
    several.arg("way", "notice").arg("text", "催缴通知已张贴")
}

#[test]
fn notices_to_several_homes_are_one_act_or_none() {
    let mut world = estate();
    for month in ["2026-07", "2026-08"] {
        world.done("张敏", run(month));
    }
    let homes = "1-1-101,3-2-1101,3-2-1201";
    let dunned = |world: &World| {
        ["1-1-101", "3-2-1101", "3-2-1201"].map(|home| super::money::debt(world, home).dunned)
    };
    // Before their turn all of them want one word.
    let refused = world.refused("张敏", several(homes));
    is_field(&refused, "early", Why::SomeHomesCannot);
    assert_eq!(dunned(&world), [0, 0, 0]);
    let early = |homes: &str| several(homes).arg("early", "业主长期不在");
    for (homes, why) in [
        ("3-2-1101,6-1-201", "refusal-nothing-owed"),
        ("3-2-1101,9-9-999", "refusal-unknown-premises"),
        ("3-2-1101,3-2-1201,3-2-1101", "refusal-exists"),
    ] {
        let refused = world.refused("张敏", early(homes));
        is_field(&refused, "dunned_homes", Why::SomeHomesCannot);
        let told = format!("{:?}", refused.fields);
        assert!(told.contains(why), "{told}");
        assert_eq!(dunned(&world), [0, 0, 0], "{homes}");
    }
    let done = world.done("张敏", early(homes));
    assert_eq!(dunned(&world), [1, 1, 1]);
    assert_eq!(fact(&done.facts, "count"), Fact::Count(3));
    // One act is one line, and one undo.
    world.done("张敏", Command::new("undo"));
    assert_eq!(dunned(&world), [0, 0, 0]);
    sound(&world);
}
