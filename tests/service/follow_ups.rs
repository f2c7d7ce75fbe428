//! Follow-ups: how they arise, what each outcome does, what proof they want.

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::follow_up::Outcome;
use frontdesk::domain::id::Number;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::storage::counters::figure;
use frontdesk::storage::kept::figures::Figure;

use super::desk::*;
use crate::support::world::World;

/// A repair done, with or without its filing; its number and its first follow-up's.
fn finished(world: &mut World, filing: bool) -> (Number, Number) {
    let number = world.opened(leak());
    let all = [("result", "换了龙头"), ("class", "给排水"), ("zone", "3")];
    world.does(
        DESK,
        "ticket.done",
        number,
        if filing { &all } else { &all[..1] },
    );
    (number, world.follow_ups(number)[0].number)
}

const SATISFIED: &[(&str, &str)] = &[("outcome", "satisfied"), ("text", "很好")];

#[test]
fn it_arises_by_itself_for_reporter_and_voices() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(DESK, "ticket.voice", number, &[("premises", "3-2-1101")]);
    world.does(SUPERVISOR, "ticket.done", number, &[("result", "修好主管")]);
    let made: Vec<(String, String, u32, u64)> = world
        .follow_ups(number)
        .into_iter()
        .map(|f| (f.name, f.phone, f.voice, f.assignee.0))
        .collect();
    let one = |name: &str, phone: &str, voice| (name.to_owned(), phone.to_owned(), voice, 1);
    assert_eq!(
        made,
        [
            one("王建国", "13800135678", 0),
            one("孙丽", "13900001101", 1)
        ]
    );
}

/// The trace while a repair is open and the check of its effect are two clocks (duties.md A-04): each has a
/// figure of its own.
#[test]
fn its_time_limit_is_its_own() {
    let mut world = desk();
    let own = cmd("setting.set").arg("setting", "limit.repair.follow_up");
    world.done(MANAGER, own.arg("value", "50h"));
    let number = world.opened(leak());
    world.wait_until("2026-11-23T10:00");
    world.does(DESK, "ticket.done", number, &[("result", "换了龙头")]);
    let due = world.now.plus_minutes(50 * 60);
    assert_eq!(world.follow_ups(number)[0].due_at, due);
    assert_eq!(
        world.owed(number),
        ("repair.follow_up".into(), Some(due)),
        "from the end of the work, not from its beginning"
    );
}

#[test]
fn all_satisfied_closes_a_filed_repair() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(DESK, "ticket.voice", number, &[("premises", "3-2-1101")]);
    world.does(
        DESK,
        "ticket.done",
        number,
        &[("result", "换了龙头"), ("class", "给排水"), ("zone", "3")],
    );
    let both = world.follow_ups(number);
    world.does(DESK, "followup.record", both[0].number, SATISFIED);
    assert_eq!(
        world.ticket(number).state,
        "follow_up",
        "the voice has not been asked"
    );
    world.does(
        DESK,
        "followup.record",
        both[1].number,
        &[("outcome", "partly"), ("recording", "L3/0412")],
    );
    let ticket = world.ticket(number);
    assert_eq!(
        (ticket.state.as_str(), ticket.outcome),
        ("closed", Some(Outcome::Partly))
    );
    assert_eq!((ticket.closed_at, ticket.due_at), (Some(world.now), None));
    world.holds_together();
}

#[test]
fn an_unfiled_repair_waits_for_class_and_zone() {
    let mut world = desk();
    let (number, follow_up) = finished(&mut world, false);
    world.does(DESK, "followup.record", follow_up, SATISFIED);
    assert_eq!(world.ticket(number).state, "follow_up");
    world.does(
        DESK,
        "ticket.file",
        number,
        &[("class", "给排水"), ("zone", "3")],
    );
    assert_eq!(world.ticket(number).state, "closed");
    let (other, follow_up) = finished(&mut world, false);
    let filed = [SATISFIED, &[("class", "给排水"), ("zone", "3")]].concat();
    world.does(DESK, "followup.record", follow_up, &filed);
    assert_eq!(world.ticket(other).state, "closed");
}

#[test]
fn filing_alone_closes_nothing_and_wants_both() {
    let mut world = desk();
    let (number, _) = finished(&mut world, false);
    let (why, _) = world.refuses(DESK, "ticket.file", number, &[("class", "给排水")]);
    assert_eq!(why, Why::NeedsFiling);
    world.does(
        DESK,
        "ticket.file",
        number,
        &[("class", "给排水"), ("zone", "3")],
    );
    assert_eq!(world.ticket(number).state, "follow_up");
}

#[test]
fn an_opinion_wants_its_proof() {
    let mut world = desk();
    let (_, follow_up) = finished(&mut world, true);
    for outcome in ["satisfied", "partly", "not_satisfied"] {
        let (why, _) = world.refuses(DESK, "followup.record", follow_up, &[("outcome", outcome)]);
        assert_eq!(why, Why::NeedsProof, "{outcome}");
    }
    assert!(world.follow_up(follow_up).attempts.is_empty());
}

#[test]
fn nobody_there_comes_back_tomorrow_morning() {
    let mut world = desk();
    let (_, number) = finished(&mut world, true);
    world.does(
        DESK,
        "followup.record",
        number,
        &[("outcome", "no_answer"), ("way", "door")],
    );
    let follow_up = world.follow_up(number);
    assert_eq!(follow_up.wake_at, Some(at("2026-11-22T09:00")));
    assert!(follow_up.open());
    let (why, _) = world.refuses(DESK, "followup.record", number, &[("outcome", "later")]);
    assert_eq!(why, Why::Missing);
    world.does(
        DESK,
        "followup.record",
        number,
        &[
            ("outcome", "later"),
            ("later", "今天 18:30"),
            ("important", "yes"),
        ],
    );
    let follow_up = world.follow_up(number);
    assert_eq!(follow_up.wake_at, Some(at("2026-11-21T18:30")));
    assert!(follow_up.important);
    assert_eq!(follow_up.attempts.len(), 2);
    world.holds_together();
}

#[test]
fn not_satisfied_brings_the_repair_back() {
    let mut world = desk();
    let (number, follow_up) = finished(&mut world, true);
    world.does(
        DESK,
        "followup.record",
        follow_up,
        &[("outcome", "not_satisfied"), ("text", "又漏了")],
    );
    let ticket = world.ticket(number);
    assert_eq!((ticket.state.as_str(), ticket.reopened), ("rework", 1));
    assert_eq!(
        (ticket.assignee, ticket.done_at, ticket.started_at),
        (None, None, None)
    );
    let due = world.now.plus_minutes(30);
    assert_eq!(
        world.owed(number),
        ("repair.dispatch.normal".into(), Some(due))
    );
    assert_eq!(
        due.since(ticket.urgent_at) / 60_000,
        60 + 120,
        "what came back goes first"
    );
    world.does(DESK, "ticket.done", number, &[("result", "换了阀门")]);
    let all = world.follow_ups(number);
    assert_eq!(all.len(), 2, "asked again");
    assert!(!all[0].open() && all[1].open());
    world.does(DESK, "followup.record", all[1].number, SATISFIED);
    assert_eq!(world.ticket(number).state, "closed");
    world.holds_together();
}

#[test]
fn what_is_still_open_of_an_earlier_round_is_taken_up_again() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(DESK, "ticket.voice", number, &[("premises", "3-2-1101")]);
    let done = [("result", "换了龙头"), ("class", "给排水"), ("zone", "3")];
    world.does(DESK, "ticket.done", number, &done);
    let first = world.follow_ups(number);
    world.does(
        DESK,
        "followup.record",
        first[0].number,
        &[("outcome", "not_satisfied"), ("text", "又漏了")],
    );
    world.does(DESK, "ticket.done", number, &done);
    let open: Vec<u32> = world
        .follow_ups(number)
        .iter()
        .filter(|f| f.open())
        .map(|f| f.voice)
        .collect();
    assert_eq!(open.len(), 2);
    assert!(open.contains(&0) && open.contains(&1));
}

#[test]
fn leaving_out_wants_three_tries_on_two_days_and_a_supervisor() {
    let mut world = desk();
    let (number, follow_up) = finished(&mut world, true);
    let exempt = [("outcome", "exempt")];
    for _ in 0..3 {
        let (why, _) = world.refuses(SUPERVISOR, "followup.record", follow_up, &exempt);
        assert_eq!(why, Why::TooFewTries);
        world.does(
            DESK,
            "followup.record",
            follow_up,
            &[("outcome", "no_answer")],
        );
    }
    let (why, facts) = world.refuses(SUPERVISOR, "followup.record", follow_up, &exempt);
    assert_eq!(why, Why::TooFewTries, "three tries on one day");
    let counts = [
        ("tries", 3),
        ("days", 1),
        ("wanted_tries", 3),
        ("wanted_days", 2),
    ];
    let counts = counts.map(|(name, count)| (name.to_owned(), Fact::Count(count)));
    assert_eq!(facts, counts);
    world.wait_until("2026-11-22T09:00");
    world.does(
        DESK,
        "followup.record",
        follow_up,
        &[("outcome", "unreachable")],
    );
    let asked = world.asks(DESK, "followup.record", follow_up, &exempt);
    assert!(world.follow_up(follow_up).open());
    world.does(SUPERVISOR, "approval.grant", asked, &[]);
    assert_eq!(world.follow_up(follow_up).outcome, Some(Outcome::Exempt));
    assert_eq!(world.ticket(number).state, "closed");
    let (why, facts) = world.refuses(DESK, "followup.record", follow_up, SATISFIED);
    assert_eq!(
        (why, &facts[..1]),
        (Why::NotFromHere, &state("followup-exempt")[..])
    );
}

#[test]
fn undo_brings_the_closed_repair_back_to_its_follow_up() {
    let mut world = desk();
    let (number, follow_up) = finished(&mut world, true);
    world.does(DESK, "followup.record", follow_up, SATISFIED);
    world.done(DESK, cmd("undo"));
    assert_eq!(world.ticket(number).state, "follow_up");
    assert!(world.follow_up(follow_up).open());
    world.holds_together();
}

#[test]
fn what_is_taken_back_keeps_its_number() {
    let mut world = desk();
    let (number, first) = finished(&mut world, true);
    world.done(DESK, cmd("undo"));
    let gone = world.follow_up(first);
    assert_eq!(
        (gone.state(), gone.open(), gone.outcome),
        ("undone", false, None)
    );
    assert!(world.follow_ups(number).is_empty());
    assert_eq!(open_ones(&world), 0);
    let (why, facts) = world.refuses(DESK, "followup.record", first, SATISFIED);
    assert_eq!(
        (why, &facts[..1]),
        (Why::NotFromHere, &state("followup-undone")[..])
    );
    world.does(DESK, "ticket.done", number, &[("result", "换了龙头")]);
    let again = world.follow_ups(number);
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].number.count, first.count + 1);
    assert_eq!(open_ones(&world), 1);
    world.does(DESK, "followup.record", again[0].number, SATISFIED);
    world.holds_together();
}

/// Follow-ups still to be made, as the office counts them.
fn open_ones(world: &World) -> i64 {
    let key = Figure::OpenFollowUps.key();
    world.look(|tx| figure(tx, &key)).unwrap()
}

#[test]
fn what_waits_for_a_second_person_is_kept_as_it_was_understood_when_it_was_asked() {
    let mut world = desk();
    let (_, follow_up) = finished(&mut world, true);
    for day in ["2026-11-22T09:00", "2026-11-23T09:00", "2026-11-24T09:00"] {
        world.wait_until(day);
        let tried = [("outcome", "no_answer")];
        world.does(DESK, "followup.record", follow_up, &tried);
    }
    for (typed, meant) in [
        ("明天", "2026-11-25"),
        ("下午3点", "2026-11-24 15:00"),
        ("11-26 14:00-16:30", "2026-11-26 14:00-16:30"),
    ] {
        let exempt = [("outcome", "exempt"), ("later", typed)];
        let asked = world.asks(DESK, "followup.record", follow_up, &exempt);
        let kept = world.approval(asked).args;
        let later = kept.iter().find(|(name, _)| name == "later").unwrap();
        assert_eq!(later.1, meant, "{typed}");
        world.does(SUPERVISOR, "approval.refuse", asked, &[("reason", "再试")]);
    }
    let exempt = [("outcome", "exempt"), ("later", "明天")];
    let asked = world.asks(DESK, "followup.record", follow_up, &exempt);
    world.wait_until("2026-11-27T09:00");
    let done = world.does(SUPERVISOR, "approval.grant", asked, &[]);
    let values = world
        .look(|tx| frontdesk::service::audit::values(tx, done.seq))
        .unwrap()
        .unwrap();
    let later = ("later".to_owned(), "2026-11-25".to_owned(), false);
    assert!(values.values.contains(&later), "{values:?}");
}

/// duties.md 5.3: overdue is what is past its day and not done, however often it was tried and put off.
#[test]
fn what_was_tried_and_put_off_is_still_overdue_everywhere() {
    let mut world = desk();
    let (_, follow_up) = finished(&mut world, false);
    world.wait_until("2026-11-25T09:00");
    world.does(
        DESK,
        "followup.record",
        follow_up,
        &[("outcome", "no_answer"), ("later", "明天")],
    );
    let record = world.follow_up(follow_up);
    assert!(record.due_at < world.now && record.wake_at > Some(world.now));
    let Reply::Header(header) = ask(&world, DESK, &Query::Header).unwrap() else {
        panic!("no header");
    };
    assert_eq!((header.follow_ups_late, header.follow_ups_today), (1, 0));
    let list = ListQuery {
        what: "followups".into(),
        conditions: vec!["overdue = true".into()],
        limit: 9,
        reveal: false,
        export: false,
        after: None,
    };
    let Reply::List(list) = ask(&world, DESK, &Query::List(list)).unwrap() else {
        panic!("no list");
    };
    assert_eq!(list.rows.len(), 1);
}

#[test]
fn what_is_important_waits_for_the_supervisor_to_take_notice() {
    let mut world = desk();
    let (_, follow_up) = finished(&mut world, true);
    let count = |world: &World, who: &str| match ask(world, who, &Query::Header) {
        Ok(Reply::Header(header)) => header.important,
        other => panic!("{other:?}"),
    };
    let waiting = |world: &World, who: &str| {
        let listed = numbers(world, who, "important", &[]);
        assert_eq!(i64::try_from(listed.len()).unwrap(), count(world, who));
        listed
    };
    assert_eq!(waiting(&world, SUPERVISOR), [""; 0]);
    let said = [
        ("outcome", "satisfied"),
        ("text", "修好了，但楼道扶手松了"),
        ("important", "yes"),
    ];
    world.does(DESK, "followup.record", follow_up, &said);
    // It closed the repair, and is not forgotten with it. It is the supervisor's, not the desk's.
    assert_eq!(waiting(&world, DESK), [""; 0]);
    assert_eq!(waiting(&world, SUPERVISOR), [follow_up.full()]);
    let row = listed(&world, SUPERVISOR, "important", &[]).rows.remove(0);
    assert!(format!("{row:?}").contains("楼道扶手松了"), "{row:?}");
    let accept = on("followup.accept", follow_up);
    assert_eq!(world.refused(DESK, accept.clone()).why, Why::NoRight);
    let offered = |world: &World| {
        let subject = Subject::of(&world.follow_up(follow_up));
        match ask(world, SUPERVISOR, &Query::Actions(subject)) {
            Ok(Reply::Actions(all)) => all.iter().any(|one| one.command == "followup.accept"),
            other => panic!("{other:?}"),
        }
    };
    assert!(offered(&world));
    world.done(SUPERVISOR, accept.clone());
    assert_eq!(waiting(&world, SUPERVISOR), [""; 0]);
    assert!(!offered(&world));
    assert_eq!(world.refused(MANAGER, accept).why, Why::NothingChanged);
    world.done(SUPERVISOR, cmd("undo"));
    assert_eq!(waiting(&world, SUPERVISOR), [follow_up.full()]);
    world.holds_together();
}
