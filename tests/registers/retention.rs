//! What is personal in an entry goes once it was kept long enough: the entry, its number and the chain of the log stay.

use std::collections::BTreeSet;
use std::ops::Bound;

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::follow_up::FollowUp;
use frontdesk::domain::office::{Approval, ApprovalState};
use frontdesk::domain::register::{Register, RegisterEntry};
use frontdesk::service::answer::Answer;
use frontdesk::service::audit;
use frontdesk::service::command::{Command, row};
use frontdesk::service::query::Query;
use frontdesk::service::registers::{PURGE, install, set};
use frontdesk::service::view::Cell;
use frontdesk::storage::{Collection, Direction, Step, Store};

use crate::service::desk::listed;
use crate::support::alone::alone;

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
    let past = |life: &Life| listed(&life.world, MANAGER, "visitor", &["past_keep = yes"]);
    assert_eq!(past(&life).rows.len(), 1);
    life.world.done(OTHER, purge());
    // Where the board lists what is over its time, nothing is left to be done.
    assert_eq!(past(&life).rows.len(), 0);
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

/// Nobody else has it: digits of a card of identity.
const TAIL: &str = "9X7Q83";

/// A set of keys that was lent with the word of a second person, came back, and was retired.
fn lent_and_retired() -> (Life, String) {
    let mut life = Life::new(named("key"));
    let add = Command::new("key.add").arg("premises", "3-2-1201");
    let add = add.arg("kind", "door").arg("pieces", "1");
    let number = life.world.done(DESK, add).number.unwrap().full();
    let on = |act: &str| Command::new(act).about(&number);
    let lend = [
        ("taker", "王师傅"),
        ("purpose", "修水管"),
        ("agreed", "yes"),
        ("id_tail", TAIL),
    ];
    let lend = lend
        .into_iter()
        .fold(on("key.lend"), |lend, (name, text)| lend.arg(name, text));
    let Answer::Pending(asked) = life.world.ask(DESK, lend) else {
        panic!("it needs a second person")
    };
    let grant = Command::new("approval.grant").about(asked.number.unwrap().full());
    life.world.done(OTHER, grant);
    life.world
        .done(DESK, on("key.return").arg("back_pieces", "1"));
    life.world
        .done(OTHER, on("key.retire").arg("reason", "换锁"));
    (life, number)
}

#[test]
fn what_a_second_person_was_asked_goes_too_though_the_entry_holds_it_no_more() {
    let (mut life, number) = lent_and_retired();
    let purge = Command::new("key.purge")
        .about(&number)
        .arg("reason", "超过保存期");
    life.world.now = Instant::parse("2028-11-22T12:00:00+08:00").unwrap();
    assert_eq!(life.entry(&number).value("id_tail"), None);
    assert!(holding(&life, TAIL) > 0);
    // Nor does a page of what was asked show it before.
    let request = life.world.get::<Approval>(1).number.full();
    let page = format!("{:?}", life.world.reply(MANAGER, &Query::Show(request)));
    assert!(page.contains("王师傅") && !page.contains(TAIL), "{page}");
    let emptied = life.world.done(MANAGER, purge.clone());
    assert!(
        emptied
            .facts
            .contains(&("count".to_owned(), Fact::Count(1))),
        "{emptied:?}"
    );
    assert_eq!(holding(&life, TAIL), 0);
    // What was asked stands otherwise as it was.
    let asked: Approval = life.world.get(1);
    assert_eq!(asked.state, ApprovalState::Done);
    assert_eq!(asked.digest, [0; 0], "it could be guessed from that");
    assert!(
        asked
            .args
            .iter()
            .any(|(name, text)| name == "taker" && text == "王师傅")
    );
    assert_eq!(life.world.refused(MANAGER, purge).why, Why::NothingChanged);
}

#[test]
fn the_number_a_follow_up_was_made_under_goes_once_it_is_over() {
    alone!();
    // An office that keeps its home services no longer than its visitors.
    let own = include_str!("../../src/registers/home_service.toml")
        .replace(
            "name = \"home_service\"",
            "name = \"chore\"\nkeep = \"24m\"",
        )
        .replace("letter = \"B\"", "letter = \"J\"");
    assert_eq!(install(&[("chore.toml".to_owned(), own)]), []);
    let mut life = Life::new(named("chore"));
    let mut order = Command::new("chore.add");
    for (name, text) in [
        ("premises", "3-2-1201"),
        ("holder", "王奶奶"),
        ("service", "cleaning"),
        ("phone", PHONE),
    ] {
        order = order.arg(name, text);
    }
    let number = life.world.done(DESK, order).number.unwrap().full();
    let on = |act: &str| Command::new(act).about(&number);
    life.world.done(DESK, on("chore.regular"));
    // Asked in December by itself; January's call is still to be made when the service ends.
    for first in ["2026-12-01", "2027-01-01"] {
        life.world.now = Instant::parse(&format!("{first}T08:00:00+08:00")).unwrap();
        life.world.done(MANAGER, Command::new("register.recur"));
    }
    let call = |life: &Life, id| life.world.get::<FollowUp>(id);
    assert_eq!([1, 2].map(|id| call(&life, id).phone), [PHONE, PHONE]);
    let record = |life: &Life, id| {
        let record = Command::new("followup.record").about(call(life, id).number.full());
        record.arg("outcome", "satisfied").arg("text", "很满意")
    };
    let important = record(&life, 1).arg("important", "yes");
    life.world.done(DESK, important);
    // The entry knows nothing of who took notice of it.
    let accept = Command::new("followup.accept").about(call(&life, 1).number.full());
    life.world.done(OTHER, accept);
    life.world.done(DESK, on("chore.end").arg("reason", "搬走"));
    life.world.now = Instant::parse("2029-01-02T12:00:00+08:00").unwrap();
    let purge = on("chore.purge").arg("reason", "超过保存期");
    life.world.done(MANAGER, purge);
    assert_eq!(call(&life, 1).phone, "");
    // Whoever is still to be rung has the number for that; the entry waits for it among those past their time.
    assert_eq!(call(&life, 2).phone, PHONE);
    let past = |life: &Life| listed(&life.world, MANAGER, "chore", &["past_keep = yes"]);
    assert_eq!(past(&life).rows.len(), 1);
    let again = on("chore.purge").arg("reason", "超过保存期");
    let refusal = life.world.refused(MANAGER, again.clone());
    assert_eq!(refusal.why, Why::StillAsked);
    let last = record(&life, 2);
    life.world.done(DESK, last);
    life.world.done(MANAGER, again);
    // Nothing has it any more: not what could be taken back either.
    assert_eq!(
        (call(&life, 2).phone.as_str(), holding(&life, PHONE)),
        ("", 0)
    );
    assert_eq!(past(&life).rows.len(), 0);
}

/// However much was emptied before, nobody looks through it for what is left: it stands behind all that is over.
#[test]
fn what_is_emptied_stands_behind_what_is_not() {
    let (mut life, first) = gone();
    let visitor = named("visitor");
    life.world.now = life.world.now.plus_minutes(60);
    let second = life.brought_to(visitor, "left");
    let closed = |life: &Life| {
        let list = listed(&life.world, MANAGER, "visitor", &["group = closed"]);
        let numbers = list.rows.iter().map(|row| row[0].clone());
        numbers.collect::<Vec<_>>()
    };
    let cell = |number: &String| Cell::Text(number.clone());
    assert_eq!(closed(&life), [cell(&second), cell(&first)]);
    life.world.now = Instant::parse("2029-01-02T12:00:00+08:00").unwrap();
    let purge = Command::new("visitor.purge").about(&second);
    life.world.done(MANAGER, purge.arg("reason", "超过保存期"));
    assert_eq!(closed(&life), [cell(&first), cell(&second)]);
}
