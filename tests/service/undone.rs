//! Every command done and taken back: everything is as it was before, or the reason is said.

use std::collections::BTreeMap;

use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::report::ReportMade;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::{Command, Undo, row, rows};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::registers::of_command;
use frontdesk::service::view::Act;
use frontdesk::storage::kept::KINDS;
use frontdesk::storage::kinds::get_raw;

use super::desk::*;
use super::money::pay;
use super::undone_scenes::{REASON, SCENES, Scene, owing};
use crate::support::world::World;

/// Every record as it stands, whatever its version.
fn everything(world: &World) -> BTreeMap<(u8, u64), Vec<u8>> {
    // A report is kept under its number and month.
    let report = ReportMade::id_of(2, "2026-11".parse().unwrap());
    world.look(|tx| {
        let all = KINDS
            .iter()
            .flat_map(|row| (0..200).chain([report]).map(move |id| (row, id)));
        all.filter_map(|(row, id)| {
            let bytes = get_raw(tx, row, id).unwrap()?;
            Some(((row.kind, id), (row.with_version)(&bytes, 0).unwrap()))
        })
        .collect()
    })
}

fn undo() -> Command {
    cmd("undo")
}

fn fact(facts: &[(String, Fact)], name: &str) -> String {
    match facts.iter().find(|(known, _)| known == name) {
        Some((_, Fact::Text(text) | Fact::Term(text))) => text.clone(),
        other => panic!("{name}: {other:?}"),
    }
}

fn acts(world: &World, who: &str) -> Vec<Act> {
    match ask(world, who, &Query::Acts) {
        Ok(Reply::Acts(acts)) => acts,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_taken_back_by_restoring_leaves_everything_as_it_was() {
    let wanted: Vec<&str> = rows()
        .filter(|row| row.undo == Undo::Restore && !row.hidden)
        // Those of registers are tried by what their declarations say.
        .filter(|row| of_command(row.name).is_none())
        .map(|row| row.name)
        .collect();
    let mut shown: Vec<&str> = SCENES.iter().map(|(name, _)| *name).collect();
    let mut missing = wanted.clone();
    missing.retain(|name| !shown.contains(name));
    shown.retain(|name| !wanted.contains(name));
    assert_eq!((missing, shown), (vec![], vec![]), "each has its scene");
    // Each is tried, whatever became of the one before.
    let tried = SCENES
        .iter()
        .filter(|(name, scene)| std::panic::catch_unwind(|| is_taken_back(name, *scene)).is_err());
    let failed: Vec<&str> = tried.map(|(name, _)| *name).collect();
    assert_eq!(failed, Vec::<&str>::new());
}

fn is_taken_back(name: &str, scene: Scene) {
    let mut world = desk();
    let (who, command) = scene(&mut world);
    assert_eq!(command.name, name);
    let before = everything(&world);
    let done = match world.ask(who, command) {
        Answer::Done(done) => done,
        other => panic!("{name} is not done: {other:?}"),
    };
    assert_ne!(everything(&world), before, "{name} changes something");
    let undone = world.done(who, undo());
    let term = format!("command-{}", name.replace('.', "-"));
    assert_eq!(fact(&undone.facts, "command"), term);
    // What was done to one record may be told by another it made of it.
    let mut told = done.also.iter().copied().map(Some).chain([done.number]);
    assert!(told.any(|number| number == undone.number), "{name}");
    let mut after = everything(&world);
    // A number that was given out stays, and what has it is marked as taken back.
    let numbered = [6, 7, 8];
    after.retain(|key, _| before.contains_key(key) || !numbered.contains(&key.0));
    let differ: Vec<_> = before
        .iter()
        .filter(|(key, was)| after.get(key) != Some(was))
        .map(|(key, _)| *key)
        .collect();
    let more: Vec<_> = after
        .keys()
        .filter(|key| !before.contains_key(key))
        .collect();
    assert_eq!((differ, more), (vec![], vec![]), "{name}");
    world.holds_together();
    // It is gone from the list of what can be taken back.
    let left = acts(&world, who);
    assert!(left.iter().all(|act| act.seq != done.seq), "{name}");
}

#[test]
fn what_cannot_be_restored_says_how_it_is_put_right() {
    for row in rows().filter(|row| row.undo == Undo::Reverse) {
        let reversed = row.reversal.is_some() || row.name == "payment.reverse";
        assert!(reversed, "{} names what reverses it", row.name);
    }
    let mut world = desk();
    owing(&mut world);
    let receipt = world.done(DESK, pay("3-2-1201", "300")).number.unwrap();
    let refusal = world.refused(DESK, undo());
    assert_eq!(refusal.why, Why::MustReverse);
    assert_eq!(fact(&refusal.facts, "name"), "payment.reverse");
    // Who may not approve it asks for it.
    let reverse = on("payment.reverse", receipt).arg("reason", "金额收错");
    assert!(matches!(world.ask(DESK, reverse), Answer::Pending(_)));
    // What is never taken back says so.
    let homes = cmd("building.add").arg("code", "9");
    assert_eq!(row("building.add").map(|row| row.undo), Some(Undo::Never));
    world.done(DESK, homes);
    assert_eq!(world.refused(DESK, undo()).why, Why::CannotUndo);
}

#[test]
fn what_others_built_on_is_refused_with_who_when_and_what() {
    let mut world = desk();
    let number = world.opened(leak());
    world.wait_until("2026-11-21T09:20");
    world.does(
        SUPERVISOR,
        "ticket.dispatch",
        number,
        &[("worker", PLUMBER)],
    );
    let refusal = world.refused(DESK, undo());
    let at = refusal.facts.iter().find(|(name, _)| name == "at");
    assert_eq!(refusal.why, Why::BuiltOn);
    assert_eq!(fact(&refusal.facts, "by"), SUPERVISOR);
    assert_eq!(fact(&refusal.facts, "what"), "command-ticket-dispatch");
    let when = world.ticket(number).dispatched_at.unwrap();
    assert_eq!(at.map(|(_, at)| at), Some(&Fact::At(when)));
    let told: Option<Refusal> = acts(&world, DESK)[0].refused.clone();
    assert_eq!(told, Some(refusal), "the list says what undo would");
    // Once it is taken back there is nothing in the way.
    world.done(SUPERVISOR, undo());
    assert_eq!(acts(&world, DESK)[0].refused, None);
    world.done(DESK, undo());
    assert_eq!(world.ticket(number).state, "cancelled");
}

#[test]
fn an_act_is_chosen_from_the_list_and_says_whom_it_was_about() {
    let mut world = desk();
    owing(&mut world);
    let promise = cmd("promise.record").about("3-2-1201");
    world.done(DESK, promise.arg("day", "2026-11-25"));
    let number = world.opened(power());
    let all = acts(&world, DESK);
    let about: Vec<&str> = all.iter().map(|act| act.about.as_str()).collect();
    assert_eq!(about, ["6-1-201 周强", "3-2-1201 王建国"]);
    let undone = world.done(DESK, undo().arg("event", all[1].seq.to_string()));
    assert_eq!(fact(&undone.facts, "of"), "3-2-1201 王建国");
    assert_eq!(fact(&undone.facts, "command"), "command-promise-record");
    assert_ne!(
        world.ticket(number).state,
        "cancelled",
        "the later act stands"
    );
    // It is nobody else's, and not twice.
    for (who, seq, why) in [
        (DESK, all[1].seq, Why::AlreadyUndone),
        (SUPERVISOR, all[0].seq, Why::NothingToUndo),
    ] {
        let again = undo().arg("event", seq.to_string());
        assert_eq!(world.refused(who, again).why, why);
    }
}

fn power() -> Command {
    cmd("ticket.open")
        .arg("premises", "6-1-201")
        .arg("category", "power")
        .arg("text", "插座没电")
}

#[test]
fn what_is_taken_back_stands_where_the_settings_of_now_put_it() {
    let mut world = desk();
    let number = world.opened(power().arg("priority", "urgent"));
    let cancelled = world.does(MANAGER, "ticket.cancel", number, REASON);
    let set = cmd("setting.set").arg("setting", "head.urgent");
    world.done(MANAGER, set.arg("value", "0"));
    let then = world.ticket(number).urgent_at;
    world.done(MANAGER, undo().arg("event", cancelled.seq.to_string()));
    let ticket = world.ticket(number);
    assert_eq!(Some(ticket.urgent_at), ticket.due_at);
    assert_ne!(ticket.urgent_at, then);
}
