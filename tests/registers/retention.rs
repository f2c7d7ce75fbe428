//! What is personal in an entry goes once it was kept long enough: the entry, its number and the chain of the log stay.

use std::collections::BTreeSet;
use std::ops::Bound;

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::register::{Register, RegisterEntry};
use frontdesk::service::audit;
use frontdesk::service::command::{Command, row};
use frontdesk::service::registers::{PURGE, set};
use frontdesk::storage::{Collection, Direction, Step, Store};

use super::driven::{DESK, Life, MANAGER, OTHER, named, way};

/// Nobody else has it.
const PHONE: &str = "13712340987";

/// How many stored values hold a text, as it is or byte by byte within what an act could restore.
fn holding(life: &Life, text: &str) -> usize {
    let plain = text.as_bytes().to_vec();
    let apart: Vec<u8> = plain.iter().flat_map(|byte| [0x18, *byte]).collect();
    let has = |bytes: &[u8]| {
        let found = |wanted: &Vec<u8>| bytes.windows(wanted.len()).any(|part| part == wanted);
        found(&plain) || found(&apart)
    };
    let tx = life.world.store.read().unwrap();
    let all = (Bound::Unbounded, Bound::Unbounded);
    let mut count = 0;
    for &collection in Collection::ALL {
        tx.scan(collection, all, Direction::Forward, &mut |key, value| {
            count += usize::from(has(key) || has(value));
            Ok(Step::Next)
        })
        .unwrap();
    }
    count
}

/// A visitor who came, with a phone number.
fn came(visitor: &'static Register) -> (Life, String) {
    let mut life = Life::new(visitor);
    let mut command = life.opening(visitor);
    command.args.retain(|(name, _)| name != "phone");
    let made = life.world.done(DESK, command.arg("phone", PHONE));
    (life, made.number.unwrap().full())
}

/// One who came and went.
fn gone() -> (Life, String) {
    let visitor = named("visitor");
    let (mut life, number) = came(visitor);
    for step in way(visitor, "left") {
        life.goes(visitor, &number, step);
    }
    (life, number)
}

#[test]
fn what_is_personal_goes_after_its_time_and_nothing_else_does() {
    let (mut life, number) = gone();
    let purge = || {
        let command = Command::new("visitor.purge").about(&number);
        command.arg("reason", "超过保存期")
    };
    // Two years to the day it is kept, whoever asks.
    life.world.now = Instant::parse("2028-11-21T12:00:00+08:00").unwrap();
    let refusal = life.world.refused(MANAGER, purge());
    assert_eq!(refusal.why, Why::StillKept);
    let months = refusal.facts.iter().find(|(name, _)| name == "count");
    assert_eq!(months.map(|(_, fact)| fact.clone()), Some(Fact::Count(24)));
    life.world.now = Instant::parse("2028-11-22T12:00:00+08:00").unwrap();
    // It is a supervisor's, with a reason.
    let refusal = life.world.refused(DESK, purge());
    assert_eq!(refusal.why, Why::NoRight);
    let bare = Command::new("visitor.purge").about(&number);
    let refusal = life.world.refused(OTHER, bare);
    let fault = refusal.fields.first();
    assert_eq!(fault.map(|fault| fault.field.as_str()), Some("reason"));

    // Beside the entry the log of its opening holds it, and what could be taken back of its two moves.
    assert_eq!(holding(&life, PHONE), 4);
    let before = life.entry(&number);
    life.world.done(OTHER, purge());
    assert_eq!(holding(&life, PHONE), 0);
    let after = life.entry(&number);
    let held = |entry: &RegisterEntry| -> BTreeSet<String> {
        let names = entry.values.iter().map(|(name, _)| name.clone());
        names.collect()
    };
    let emptied = &held(&before) - &held(&after);
    assert!(emptied.iter().eq(["id_tail", "phone"]), "{emptied:?}");
    assert_eq!((after.number, &after.state), (before.number, &before.state));
    // The log is whole, and says who did it.
    let (_, faults) = life.world.look(|tx| audit::verify(tx)).unwrap();
    assert_eq!(faults, []);
    let refusal = life.world.refused(OTHER, Command::new("undo"));
    assert_eq!(refusal.why, Why::CannotUndo);
    assert_eq!(life.world.refused(OTHER, purge()).why, Why::NothingChanged);
}

/// What is open is not emptied, however old it is.
#[test]
fn what_is_open_is_kept() {
    let visitor = named("visitor");
    let mut life = Life::new(visitor);
    let number = life.brought_to(visitor, "inside");
    life.world.now = Instant::parse("2030-01-01T12:00:00+08:00").unwrap();
    let purge = Command::new("visitor.purge").about(&number);
    let refusal = life
        .world
        .refused(MANAGER, purge.arg("reason", "超过保存期"));
    assert_eq!(refusal.why, Why::StillKept);
}

/// Where a register says no time everything is kept, and there is nothing to do.
#[test]
fn only_what_says_how_long_it_is_kept_can_be_emptied() {
    for declared in set().all() {
        let register = declared.register;
        let masks = register.fields.iter().any(|field| field.masked);
        let there = row(&format!("{}.{PURGE}", register.name)).is_some();
        assert_eq!(there, masks && register.keep.is_some(), "{}", register.name);
    }
}

#[test]
fn what_was_taken_back_is_emptied_like_what_is_over() {
    let (mut life, number) = came(named("visitor"));
    life.world.done(DESK, Command::new("undo"));
    let purge = Command::new("visitor.purge").about(&number);
    let purge = purge.arg("reason", "超过保存期");
    let refusal = life.world.refused(MANAGER, purge.clone());
    assert_eq!(refusal.why, Why::StillKept);
    life.world.now = Instant::parse("2028-11-22T12:00:00+08:00").unwrap();
    assert!(holding(&life, PHONE) > 0);
    life.world.done(MANAGER, purge);
    assert_eq!(holding(&life, PHONE), 0);
}
