//! Follow-ups by the office's rules: when to call again, what follows on what, whose number is shown.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::follow_up::Outcome;
use frontdesk::domain::id::Number;
use frontdesk::service::audit;
use frontdesk::service::command::AuditKind;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::Detail;

use super::desk::*;
use crate::support::world::World;

const DONE: [(&str, &str); 3] = [("result", "换了龙头"), ("class", "给排水"), ("zone", "3")];
const NO_ANSWER: [(&str, &str); 1] = [("outcome", "no_answer")];
const UNHAPPY: [(&str, &str); 2] = [("outcome", "not_satisfied"), ("text", "又漏了")];

/// A repair done; its number and its follow-up's.
fn finished(world: &mut World) -> (Number, Number) {
    let number = world.opened(leak());
    world.does(DESK, "ticket.done", number, &DONE);
    (number, world.follow_ups(number)[0].number)
}

fn set(world: &mut World, setting: &str, value: &str) {
    let set = cmd("setting.set").arg("setting", setting);
    world.done(MANAGER, set.arg("value", value));
}

fn shown(world: &World, number: Number) -> Detail {
    match ask(world, DESK, &Query::Show(number.full())).unwrap() {
        Reply::Detail(detail) => detail,
        other => panic!("{other:?}"),
    }
}

fn fact<'d>(detail: &'d Detail, name: &str) -> Option<&'d Fact> {
    let mut fields = detail.fields.iter();
    let found = fields.find(|field| field.name == name);
    found.map(|field| &field.value)
}

#[test]
fn who_does_not_answer_is_called_again_as_the_office_set_it() {
    let mut world = desk();
    set(&mut world, "follow_up.day_tries", "2");
    set(&mut world, "follow_up.again_minutes", "90");
    set(&mut world, "follow_up.again_working", "yes");
    let (_, number) = finished(&mut world);
    let tried = |world: &mut World, when: &str| -> Option<Instant> {
        world.wait_until(when);
        let Some(Fact::At(announced)) = fact(&shown(world, number), "next_try").cloned() else {
            panic!("the form begins with it");
        };
        let before = world.now;
        world.does(DESK, "followup.record", number, &NO_ANSWER);
        let wake = world.follow_up(number).wake_at;
        let passed = world.now.since(before);
        let differ = wake.unwrap().since(announced);
        assert!(differ == 0 || differ == passed, "{differ}");
        wake
    };
    // A Sunday; the second try of a day waits for the next day of work.
    let first = tried(&mut world, "2026-11-22T10:00");
    // The desk needs a minute for it.
    assert_eq!(first, Some(at("2026-11-22T11:31")));
    let second = tried(&mut world, "2026-11-22T11:31");
    assert_eq!(second, Some(at("2026-11-23T09:00")));
    let third = tried(&mut world, "2026-11-23T18:45");
    assert_eq!(third, Some(at("2026-11-24T09:00")), "too late that day");
}

#[test]
fn tries_of_a_round_before_do_not_count_and_the_office_sets_how_many_it_takes() {
    let mut world = desk();
    set(&mut world, "follow_up.exempt_tries", "2");
    set(&mut world, "follow_up.exempt_days", "1");
    let number = world.opened(leak());
    world.does(DESK, "ticket.voice", number, &[("premises", "3-2-1101")]);
    world.does(DESK, "ticket.done", number, &DONE);
    let both = world.follow_ups(number);
    let exempt = [("outcome", "exempt")];
    for _ in 0..2 {
        world.does(DESK, "followup.record", both[1].number, &NO_ANSWER);
    }
    assert!(fact(&shown(&world, both[1].number), "leave_out").is_some());
    world.does(DESK, "followup.record", both[0].number, &UNHAPPY);
    world.wait_until("2026-11-22T10:00");
    world.does(DESK, "ticket.done", number, &DONE);
    // The voice was never reached about what was done now.
    assert!(fact(&shown(&world, both[1].number), "leave_out").is_none());
    let (why, facts) = world.refuses(SUPERVISOR, "followup.record", both[1].number, &exempt);
    assert_eq!(why, Why::TooFewTries);
    assert_eq!(facts[0], ("tries".to_owned(), Fact::Count(0)));
    for _ in 0..2 {
        world.does(DESK, "followup.record", both[1].number, &NO_ANSWER);
    }
    world.does(SUPERVISOR, "followup.record", both[1].number, &exempt);
    world.holds_together();
}

#[test]
fn the_next_one_knows_the_one_that_brought_the_matter_back() {
    let mut world = desk();
    let (ticket, first) = finished(&mut world);
    world.does(DESK, "followup.record", first, &UNHAPPY);
    world.wait_until("2026-11-22T10:00");
    world.does(DESK, "ticket.done", ticket, &DONE);
    let all = world.follow_ups(ticket);
    assert_eq!(all[0].before, None);
    assert_eq!(all[1].before, Some(all[0].id));
    let detail = shown(&world, all[1].number);
    let before = fact(&detail, "before");
    assert_eq!(before, Some(&Fact::from(first.short(first.day))));
    let Some(Fact::Told(_, said)) = fact(&detail, "said_before") else {
        panic!("{detail:?}");
    };
    let unhappy = Fact::Term("choice-outcome-not_satisfied".to_owned());
    assert!(said.contains(&("outcome".to_owned(), unhappy)));
    let text = fact(&detail, "text_before");
    assert_eq!(text, Some(&Fact::from("又漏了")));
}

#[test]
fn undo_of_what_brought_a_matter_back_leaves_all_as_it_was() {
    let mut world = desk();
    let (number, follow_up) = finished(&mut world);
    let before = (world.ticket(number), world.follow_up(follow_up));
    world.does(DESK, "followup.record", follow_up, &UNHAPPY);
    assert_eq!(world.ticket(number).priority, before.0.priority);
    world.done(DESK, cmd("undo"));
    let mut after = (world.ticket(number), world.follow_up(follow_up));
    (after.0.version, after.1.version) = (before.0.version, before.1.version);
    assert_eq!(after, before);
    world.does(DESK, "followup.record", follow_up, &UNHAPPY);
    world.holds_together();
}

/// One line for each call that shows a number, about the follow-up and the person (duties.md D-068).
#[test]
fn the_number_of_who_is_called_is_shown_and_leaves_a_line() {
    let mut world = desk();
    let (_, number) = finished(&mut world);
    let reveal = on("person.reveal", number);
    assert_eq!(world.refused(DESK, reveal.clone()).why, Why::Fields);
    let reveal = reveal.arg("reason", "回访");
    let done = world.done(DESK, reveal.clone());
    let phone = done.facts.iter().find(|(name, _)| name == "phone");
    let Some((_, Fact::Text(phone))) = phone else {
        panic!("{done:?}");
    };
    assert!(phone.starts_with("13800135678"), "{phone}");
    let line = world
        .look(|tx| audit::event(tx, done.seq))
        .unwrap()
        .unwrap();
    let follow_up = world.follow_up(number);
    assert_eq!(line.event.kind, AuditKind::Disclosure);
    assert_eq!(line.event.number, Some(number));
    assert!(line.event.touched.contains(&Subject::of(&follow_up)));
    let lines = |world: &World| {
        let all = world.look(|tx| audit::of_subject(tx, Subject::of(&follow_up), 99));
        all.unwrap().len()
    };
    let before = lines(&world);
    set(&mut world, "reveal.per_hour", "1");
    assert_eq!(world.refused(DESK, reveal).why, Why::TooManyRevealed);
    assert_eq!(lines(&world), before, "what was refused showed nothing");
    // A number is no person: nothing else takes it for one.
    let edit = on("person.edit", number).arg("name", "别人");
    assert_eq!(world.refused(SUPERVISOR, edit).why, Why::UnknownPerson);
    assert_eq!(follow_up.version, world.follow_up(number).version);
}

/// Whom the office does not know is called by the number they left.
#[test]
fn a_caller_nobody_knows_is_called_by_the_number_they_left() {
    let mut world = desk();
    let number = world.opened(leak().arg("caller", "租客").arg("phone", "13711112222"));
    world.does(DESK, "ticket.done", number, &DONE);
    let follow_up = world.follow_ups(number).remove(0);
    let reveal = on("person.reveal", follow_up.number).arg("reason", "回访");
    let done = world.done(DESK, reveal);
    let phone = ("phone".to_owned(), Fact::from("13711112222"));
    assert!(done.facts.contains(&phone), "{done:?}");
}

/// Two at one call: the second is told who was first and when, whether or not the screen showed it (REL C2).
#[test]
fn who_comes_second_to_a_call_is_told_who_was_first() {
    let mut world = desk();
    let (_, number) = finished(&mut world);
    let seen = world.follow_up(number).version;
    let satisfied = on("followup.record", number)
        .arg("outcome", "satisfied")
        .arg("text", "很好");
    world.done(DESK, satisfied.clone().seen(seen));
    let by = ("by".to_owned(), Fact::from(DESK));
    let when = ("at".to_owned(), Fact::At(world.now));
    for (command, why) in [
        (satisfied.clone().seen(seen), Why::Stale),
        (satisfied, Why::NotFromHere),
    ] {
        let refusal = world.refused(SUPERVISOR, command);
        assert_eq!(refusal.why, why);
        assert!(refusal.facts.contains(&by), "{refusal:?}");
        assert!(refusal.facts.contains(&when), "{refusal:?}");
    }
    let subject = Subject::of(&world.follow_up(number));
    let form = Query::Form("followup.record".to_owned(), Some(subject));
    let refusal = ask(&world, SUPERVISOR, &form).unwrap_err();
    assert!(refusal.facts.contains(&by) && refusal.facts.contains(&when));
    assert_eq!(world.follow_up(number).outcome, Some(Outcome::Satisfied));
}
