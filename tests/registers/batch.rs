//! One entry for each of many homes: a building handed over, files opened, a notice to a stair. All or none, one undo.

use frontdesk::domain::error::Why;
use frontdesk::domain::register::{FieldKind, RegisterEntry, Value};
use frontdesk::service::answer::Done;
use frontdesk::service::command::Command;
use frontdesk::service::registers::set;
use frontdesk::service::subject::{Found, by_number};

use crate::support::world::World;

use super::driven::{DESK, Life, MANAGER, named};

fn entries(world: &World, done: &Done) -> Vec<RegisterEntry> {
    let numbers = done.also.iter();
    let found = numbers.map(|number| {
        let found = world.look(|tx| by_number(tx, *number));
        match found.unwrap() {
            Some(Found::Register(entry)) => *entry,
            other => panic!("{other:?}"),
        }
    });
    found.collect()
}

fn homes(entries: &[RegisterEntry]) -> Vec<String> {
    let code = |entry: &RegisterEntry| match entry.value("premises") {
        Some(Value::Home(_, code)) => code.clone(),
        other => panic!("{other:?}"),
    };
    entries.iter().map(code).collect()
}

fn hand_over(homes: &str) -> Command {
    Command::new("move_in.batch")
        .arg("homes", homes)
        .arg("slot", "2026-11-28 09:00")
}

#[test]
fn a_building_is_handed_over_in_one_act_and_taken_back_in_one() {
    let mut world = World::new();
    let done = world.done(DESK, hand_over("3,1-1-102"));
    let made = entries(&world, &done);
    assert_eq!(homes(&made), ["3-2-1101", "3-2-1201", "1-1-102"]);
    // Each is its owner's, and has the slot all share.
    let holder = |entry: &RegisterEntry| entry.value("holder").cloned();
    let text = |name: &str| Some(Value::Text(name.to_owned()));
    assert_eq!(made.first().and_then(holder), text("孙丽"));
    assert_eq!(made.last().and_then(holder), text("钱进"));
    assert!(made.iter().all(|entry| entry.value("slot").is_some()));
    world.done(DESK, Command::new("undo"));
    assert!(entries(&world, &done).iter().all(|entry| entry.undone));
}

#[test]
fn one_home_that_refuses_keeps_all_from_being_made() {
    let mut world = World::new();
    let first = world.done(DESK, hand_over("3-2-1201"));
    assert_eq!(first.also.len(), 1);
    let refusal = world.refused(DESK, hand_over("3-2"));
    let [fault] = refusal.fields.as_slice() else {
        panic!("{refusal:?}")
    };
    assert_eq!(
        (fault.field.as_str(), fault.why),
        ("homes", Why::HomeRefuses)
    );
    let said = format!("{:?}", fault.facts);
    assert!(
        said.contains("3-2-1201") && said.contains("open-already"),
        "{said}"
    );
    // Nothing was made for the other home: its turn comes alone, under the next number.
    let alone = world.done(DESK, hand_over("3-2-1101"));
    let counts: Vec<u32> = alone.also.iter().map(|number| number.count).collect();
    assert_eq!(counts, [2]);
    let unknown = world.refused(DESK, hand_over("3-2-1101,9-9-999"));
    let named = unknown.fields.first().map(|fault| fault.field.as_str());
    assert_eq!(named, Some("homes"));
}

#[test]
fn a_notice_goes_to_every_home_of_a_stair() {
    let notice = named("notice");
    let mut life = Life::new(notice);
    let number = life.brought_to(notice, "approved");
    let send = |homes: &str| {
        Command::new("delivery.batch")
            .arg("homes", homes)
            .arg("notice", number.as_str())
    };
    let done = life.world.done(DESK, send("3-2"));
    assert_eq!(
        homes(&entries(&life.world, &done)),
        ["3-2-1101", "3-2-1201"]
    );
    // A draft goes to nobody.
    let draft = life.brought_to(notice, "draft");
    let early = Command::new("delivery.batch")
        .arg("homes", "3-2")
        .arg("notice", draft);
    let refusal = life.world.refused(MANAGER, early);
    assert!(refusal.fields.iter().all(|fault| fault.why == Why::NotLive));
}

#[test]
fn cards_are_asked_for_a_list_of_homes_each_in_its_owners_name() {
    let mut world = World::new();
    let cards = |kind: &str| {
        Command::new("card.batch")
            .arg("homes", "3-2,6-1-201,3-2-1201")
            .arg("kind", kind)
    };
    let done = world.done(DESK, cards("access"));
    let made = entries(&world, &done);
    // A home that is named twice gets one card.
    assert_eq!(homes(&made), ["3-2-1101", "3-2-1201", "6-1-201"]);
    let holders = made.iter().map(|entry| entry.value("holder"));
    let text = |name: &str| Value::Text(name.to_owned());
    let owners = ["孙丽", "王建国", "周强"].map(text);
    assert!(holders.eq(owners.iter().map(Some)));
    assert!(made.iter().all(|entry| entry.state == "applied"));
    // What a kind of card asks for is asked once, and nothing is made without it.
    let refusal = world.refused(DESK, cards("swimming"));
    let [fault] = refusal.fields.as_slice() else {
        panic!("{refusal:?}")
    };
    assert_eq!((fault.field.as_str(), fault.why), ("expires", Why::Missing));
    let whole = cards("swimming").arg("expires", "2027-06-30");
    assert_eq!(world.done(DESK, whole).also.len(), 3);
    world.done(DESK, Command::new("undo"));
    assert!(entries(&world, &done).iter().all(|entry| !entry.undone));
}

/// Only what is made of a home can be made of many.
#[test]
fn what_is_offered_for_many_homes_has_a_home() {
    let mut offered = 0;
    for declared in set().all() {
        let register = declared.register;
        if register.opening.several.is_some() {
            offered += 1;
            let asks = register.opening.asks.iter();
            let kinds = asks.filter_map(|name| register.field(name).map(|field| field.kind));
            let homes = kinds.filter(|kind| *kind == FieldKind::Home);
            assert_eq!(homes.count(), 1, "{}", register.name);
        }
    }
    assert!(offered >= 5);
}
