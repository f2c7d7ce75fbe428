//! What every command shares: request ids, audit lines, refusals, undo, the check of everything.

use std::ops::Bound;

use frontdesk::domain::error::Why;
use frontdesk::domain::id::Number;
use frontdesk::domain::ticket::Ticket;
use frontdesk::service::answer::Answer;
use frontdesk::service::audit::{self, ChainFault};
use frontdesk::service::command::{AuditKind, Command, rows};
use frontdesk::service::execute::Job;
use frontdesk::service::requests;
use frontdesk::storage::codec::Key;
use frontdesk::storage::envelope;
use frontdesk::storage::kept::KINDS;
use frontdesk::storage::{Collection, Direction, ReadTx, Step, Store, check};

use crate::support::world::World;

fn call(text: &str) -> Command {
    Command::new("contact.log")
        .arg("channel", "call")
        .arg("premises", "321201")
        .arg("text", text)
}

fn repair(text: &str) -> Command {
    Command::new("ticket.open")
        .arg("kind", "repair")
        .arg("premises", "3-2-1201")
        .arg("category", "water")
        .arg("text", text)
}

fn head(world: &World) -> u64 {
    world.look(|tx| audit::head(tx)).unwrap().seq
}

fn job(world: &World, request: u8, command: Command) -> Job {
    Job {
        actor: world.actor("李芳"),
        request: [request; 16],
        command,
        now: world.now,
        salt: [1; 16],
    }
}

/// Everything stored but the audit log and the request table, to see that a refusal changed nothing.
fn records(tx: &dyn ReadTx) -> Vec<(Collection, Vec<u8>, Vec<u8>)> {
    let mut all = Vec::new();
    for collection in [
        Collection::Records,
        Collection::Entries,
        Collection::Index,
        Collection::Counters,
    ] {
        tx.scan(
            collection,
            (Bound::Unbounded, Bound::Unbounded),
            Direction::Forward,
            &mut |key, value| {
                all.push((collection, key.to_vec(), value.to_vec()));
                Ok(Step::Next)
            },
        )
        .unwrap();
    }
    all
}

#[test]
fn the_same_request_acts_once_and_another_body_is_refused_and_told() {
    let mut world = World::new();
    let first = job(&world, 9, call("问停车月卡"));
    let answer = world.service.execute(&world.store, &first).unwrap();
    let booked = head(&world);
    assert_eq!(world.service.execute(&world.store, &first).unwrap(), answer);
    assert_eq!(head(&world), booked, "asked again, booked once");
    let otherwise = job(&world, 9, call("别的事"));
    let somebody_else = Job {
        actor: world.actor("张敏"),
        ..first
    };
    for (seq, other) in (booked + 1..).zip([otherwise, somebody_else]) {
        let Answer::Refused(refusal) = world.service.execute(&world.store, &other).unwrap() else {
            panic!("the id was used for something else");
        };
        assert_eq!(refusal.why, Why::RequestReused);
        let last = world.look(|tx| audit::event(tx, seq)).unwrap().unwrap();
        assert_eq!(
            (last.event.kind, last.event.refusal.as_str()),
            (AuditKind::Refusal, "request-reused")
        );
    }
}

#[test]
fn old_request_ids_are_forgotten_and_young_ones_kept() {
    let mut world = World::new();
    let first = job(&world, 9, call("问停车月卡"));
    world.service.execute(&world.store, &first).unwrap();
    let today = world.service.office().today(world.now);
    for (days, forgotten) in [(29, 0), (31, 1), (31, 0)] {
        let mut tx = world.store.write().unwrap();
        assert_eq!(
            requests::forget(&mut *tx, today.plus(days), 100).unwrap(),
            forgotten,
            "{days}"
        );
        tx.commit().unwrap();
    }
}

#[test]
fn each_change_leaves_one_line_and_a_refusal_one_and_nothing_else() {
    let mut world = World::new();
    let before = head(&world);
    world.done("李芳", call("问停车月卡"));
    assert_eq!(head(&world), before + 1);
    let kept = world.look(records);
    for (who, command, why) in [
        ("审计员", call("x"), Why::NoRight),
        ("李芳", Command::new("ticket.explode"), Why::UnknownCommand),
        (
            "李芳",
            Command::new("contact.log")
                .arg("channel", "call")
                .arg("premises", "9-9-9999"),
            Why::Fields,
        ),
        (
            "李芳",
            Command::new("ticket.done").about("R1121-777"),
            Why::UnknownRecord,
        ),
        ("李芳", call("x").arg("nonsense", "1"), Why::Fields),
    ] {
        let seq = head(&world);
        assert_eq!(world.refused(who, command).why, why);
        assert_eq!(head(&world), seq + 1, "one line about the refusal");
        assert_eq!(world.look(records), kept, "nothing changed");
    }
}

#[test]
fn a_flood_of_refusals_does_not_flood_the_log() {
    let mut world = World::new();
    let before = head(&world);
    for request in 0..100 {
        let asked = job(&world, request, Command::new("ticket.explode"));
        world.service.execute(&world.store, &asked).unwrap();
    }
    assert!(head(&world) - before <= 20);
    world.now = world.now.plus_minutes(2);
    let asked = job(&world, 200, Command::new("ticket.explode"));
    let before = head(&world);
    world.service.execute(&world.store, &asked).unwrap();
    assert_eq!(
        head(&world),
        before + 1,
        "a minute later lines are written again"
    );
}

#[test]
fn every_changed_byte_of_the_log_is_found() {
    let mut world = World::new();
    for text in ["问停车月卡", "催办维修", "反映水压问题"] {
        world.done("李芳", call(text));
    }
    let (last, faults) = world.look(|tx| audit::verify(tx)).unwrap();
    assert_eq!(
        (faults, last.seq),
        (vec![], head(&world)),
        "clean before it is damaged"
    );
    let key = Key::new().u64(2).done();
    let stored = world
        .look(|tx| tx.get(Collection::Events, &key))
        .unwrap()
        .unwrap();
    for at in 0..stored.len() {
        let mut damaged = stored.clone();
        damaged[at] ^= 0x10;
        let mut tx = world.store.write().unwrap();
        tx.put(Collection::Events, &key, &damaged).unwrap();
        let found = audit::verify(tx.as_read());
        assert!(found.is_err() || !found.unwrap().1.is_empty(), "byte {at}");
    }
}

#[test]
fn a_changed_value_a_lost_line_and_a_cut_tail_are_found() {
    let mut world = World::new();
    for text in ["问停车月卡", "催办维修", "反映水压问题"] {
        world.done("李芳", call(text));
    }
    let faults = |change: &dyn Fn(&mut dyn frontdesk::storage::CommitTx)| {
        let mut tx = world.store.write().unwrap();
        change(&mut *tx);
        audit::verify(tx.as_read()).unwrap().1
    };
    let key = |seq: u64| Key::new().u64(seq).done();
    let value = world
        .look(|tx| tx.get(Collection::EventValues, &key(2)))
        .unwrap()
        .unwrap();
    let mut changed = value[..value.len() - 4].to_vec();
    let at = changed
        .windows(6)
        .position(|part| part == "催办".as_bytes())
        .unwrap();
    changed[at..at + 6].copy_from_slice("忘了".as_bytes());
    // Whoever changes it and knows how it is sealed is found by the digest.
    let sealed = envelope::seal(&key(2), &changed);
    assert!(matches!(
        faults(&|tx| tx.put(Collection::EventValues, &key(2), &sealed).unwrap()).as_slice(),
        [ChainFault::Value(2, name)] if name == "text"
    ));
    assert_eq!(
        faults(&|tx| tx.delete(Collection::EventValues, &key(2)).unwrap()),
        vec![],
        "purged values may go"
    );
    assert!(
        faults(&|tx| tx.delete(Collection::Events, &key(2)).unwrap()).contains(&ChainFault::Gap(2))
    );
    let last = head(&world);
    assert_eq!(
        faults(&|tx| tx.delete(Collection::Events, &key(last)).unwrap()),
        vec![ChainFault::Head]
    );
}

#[test]
fn the_last_act_is_taken_back_and_numbers_stay_spent() {
    let mut world = World::new();
    let opened = world.done("李芳", repair("厨房漏水"));
    let number = opened.number.unwrap();
    world.done(
        "李芳",
        Command::new("ticket.note")
            .about(number.full())
            .arg("text", "业主在家"),
    );
    let ticket = |world: &World| -> Ticket {
        let id = world
            .look(|tx| frontdesk::service::lookup::id_of_number(tx, number))
            .unwrap()
            .unwrap();
        world.get(id)
    };
    let before = ticket(&world);
    world.done(
        "李芳",
        Command::new("ticket.edit")
            .about(number.full())
            .arg("text", "卫生间漏水"),
    );
    assert_ne!(ticket(&world).text, before.text);
    world.done("李芳", Command::new("undo"));
    let after = ticket(&world);
    assert_eq!(after.text, before.text);
    assert!(
        after.version > before.version,
        "nobody mistakes it for what they saw"
    );
    world.done("李芳", Command::new("undo"));
    world.done("李芳", Command::new("undo"));
    assert_eq!(ticket(&world).state, "cancelled");
    let next = world.done("李芳", repair("马桶堵塞")).number.unwrap();
    assert_eq!(next.count, number.count + 1);
    let report = world.look(|tx| check::verify(tx, KINDS)).unwrap();
    assert_eq!(format!("{:?}", report.faults), "[]");
}

/// A repair of 李芳's under which 张敏 wrote something.
fn noted_by_another(world: &mut World) -> Number {
    let number = world.done("李芳", repair("厨房漏水")).number.unwrap();
    let note = Command::new("ticket.note").about(number.full());
    world.done("张敏", note.arg("text", "催一下"));
    number
}

#[test]
fn what_others_built_on_is_not_taken_back() {
    let mut world = World::new();
    noted_by_another(&mut world);
    let refusal = world.refused("李芳", Command::new("undo"));
    assert_eq!(refusal.why, Why::BuiltOn);
}

#[test]
fn a_stale_save_is_refused_with_who_and_what() {
    let mut world = World::new();
    let number = noted_by_another(&mut world);
    let stale = Command::new("ticket.edit")
        .about(number.full())
        .arg("text", "改了")
        .seen(1);
    let refusal = world.refused("李芳", stale);
    assert_eq!(refusal.why, Why::Stale);
    assert!(
        refusal
            .facts
            .iter()
            .any(|(name, fact)| name == "by" && format!("{fact:?}").contains("张敏"))
    );
}

#[test]
fn the_table_of_commands_is_in_order() {
    let mut names: Vec<&str> = rows().map(|row| row.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "each name once");
    for row in rows() {
        let mut args: Vec<&str> = row.args.iter().map(|arg| arg.name).collect();
        let count = args.len();
        args.sort_unstable();
        args.dedup();
        assert_eq!(args.len(), count, "{}: each argument once", row.name);
        assert!(
            row.name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || matches!(b, b'.' | b'_')),
            "{}",
            row.name
        );
    }
}

#[test]
fn a_question_without_an_answer_is_never_settled() {
    let mut world = World::new();
    let state = |world: &World, done: frontdesk::service::answer::Done| {
        let id = world
            .look(|tx| frontdesk::service::lookup::id_of_number(tx, done.number.unwrap()))
            .unwrap()
            .unwrap();
        let contact: frontdesk::domain::contact::Contact = world.get(id);
        (contact.state.name(), contact.due_at.is_some())
    };
    let open = world.done("李芳", call("家里没电了"));
    assert_eq!(state(&world, open), ("call_back", true));
    let answered = world.done("李芳", call("停车费多少").arg("answer", "每月一百五十元"));
    assert_eq!(state(&world, answered), ("settled", false));
    let other = world.done("李芳", call("送报纸").arg("kind", "other"));
    assert_eq!(state(&world, other), ("settled", false));
}

#[test]
fn the_line_of_a_refusal_names_what_it_was_about() {
    let mut world = World::new();
    let home = world.home("3-2-1201");
    let call = world.done("李芳", call("问停车月卡")).number.unwrap();
    let last = |world: &World| {
        let seq = head(world);
        let line = world.look(|tx| audit::event(tx, seq)).unwrap().unwrap();
        let values = world.look(|tx| audit::values(tx, seq)).unwrap();
        (line.event, values.map(|beside| beside.values))
    };
    let named = Command::new("contact.answer").about(call.short(call.day));
    world.refused("审计员", named.clone());
    let (event, values) = last(&world);
    assert_eq!((event.kind, event.number), (AuditKind::Refusal, Some(call)));
    assert_eq!(
        (event.touched, values),
        (vec![], None),
        "nothing was touched"
    );
    let take = |who: &str| Command::new("payment.take").about(who.to_owned());
    world.refused("审计员", take("321201"));
    let home = ("subject".to_owned(), home.code, false);
    assert_eq!(last(&world).1.unwrap(), [home]);
    // What is not there, as it was typed: no more of it than fits, and perhaps somebody's name.
    world.refused("李芳", take(&"x\u{1b}".repeat(200)));
    let (name, typed, personal) = last(&world).1.unwrap().remove(0);
    assert_eq!((name.as_str(), personal), ("subject", true));
    assert!(
        typed.chars().count() == 80 && !typed.contains('\u{1b}'),
        "{typed}"
    );
    let (_, faults) = world.look(|tx| audit::verify(tx)).unwrap();
    assert_eq!(faults, []);
}
