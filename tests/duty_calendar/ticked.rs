//! What is written down in the shipped registers ticks the duties it fulfils, and no other; taken back, it ticks nothing.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::duty::By;
use frontdesk::domain::id::Number;
use frontdesk::service::command::Command;
use frontdesk::service::duties;
use frontdesk::service::registers::ADD;
use frontdesk::service::view::DutySpan;

use super::fulfilled::{counting, rows};
use crate::service::desk::*;
use crate::support::world::World;

/// How often each duty was done this year, those that were.
fn counts(world: &World) -> Vec<String> {
    let year = rows(world, MANAGER, DutySpan::Year);
    let done = year.iter().filter(|row| row.have > 0);
    let mut told: Vec<String> = done
        .map(|row| format!("{} {}", row.duty, row.have))
        .collect();
    told.sort();
    told
}

fn added(world: &mut World, register: &str, args: &[(&str, &str)]) -> Number {
    let add = Command::new(&format!("{register}.{ADD}"));
    world.done(DESK, with(add, args)).number.unwrap()
}

#[test]
fn an_activity_counts_once_it_is_filed_in_the_year_and_in_the_quarter() {
    let mut world = counting();
    let activity = |world: &mut World, kind: &str| {
        let args = [
            ("theme", "中秋灯会"),
            ("kind", kind),
            ("held_on", "2026-11-28"),
            ("plan", "游园猜谜"),
        ];
        let number = added(world, "activity", &args);
        world.does(SUPERVISOR, "activity.agree", number, &[]);
        world.does(DESK, "activity.hold", number, &[("people", "80")]);
        number
    };
    let both = activity(&mut world, "both");
    assert_eq!(counts(&world), [""; 0]);
    world.does(DESK, "activity.file", both, &[("photo", "2026-11")]);
    assert_eq!(
        counts(&world),
        ["clubhouse_activity 1", "community_activities 1"]
    );
    let own = activity(&mut world, "community");
    world.does(DESK, "activity.file", own, &[("photo", "2026-12")]);
    assert_eq!(
        counts(&world),
        ["clubhouse_activity 1", "community_activities 2"]
    );
    // What is of neither counts for neither, and its own duty is off.
    let thanks = activity(&mut world, "thanks_day");
    world.does(DESK, "activity.file", thanks, &[("photo", "2026-13")]);
    assert_eq!(
        counts(&world),
        ["clubhouse_activity 1", "community_activities 2"]
    );
}

#[test]
fn a_suggestion_that_is_taken_back_ticks_nothing() {
    let mut world = counting();
    added(
        &mut world,
        "suggestion",
        &[("by", DESK), ("what", "门口加把伞架")],
    );
    assert_eq!(counts(&world), ["improvement 1"]);
    // Taking it back leaves an entry in the very state that fulfils.
    world.done(DESK, cmd("undo"));
    assert_eq!(counts(&world), [""; 0]);
    world.holds_together();
}

#[test]
fn a_patrol_ticks_the_duty_of_its_kind() {
    let mut world = counting();
    world.wait_until("2026-11-23T09:00");
    for (kind, duty) in [
        ("public", "public_walked"),
        ("quality", "quality_supervision"),
    ] {
        let args = [
            ("kind", kind),
            ("place", "一号车库"),
            ("due", "2026-11-23 12:00"),
        ];
        let patrol = added(&mut world, "patrol", &args);
        world.does(DESK, "patrol.start", patrol, &[]);
        assert!(!counts(&world).iter().any(|one| one.starts_with(duty)));
        world.does(DESK, "patrol.record", patrol, &[("findings", "正常")]);
        let row = rows(&world, MANAGER, DutySpan::Today);
        let today = row
            .iter()
            .find(|row| row.duty == duty && row.state == "done");
        assert_eq!(today.unwrap().done_by, DESK);
        // Whoever looks at it later does not walk it again.
        world.does(SUPERVISOR, "patrol.review", patrol, &[]);
    }
    assert_eq!(counts(&world), ["public_walked 1", "quality_supervision 1"]);
}

#[test]
fn minutes_written_later_are_no_meeting_of_their_own() {
    let mut world = counting();
    world.wait_until("2026-11-23T08:00");
    let args = [("kind", "daily"), ("held_at", "2026-11-23 08:10")];
    let meeting = added(&mut world, "meeting", &args);
    world.does(DESK, "meeting.hold", meeting, &[("present", "李芳\n张敏")]);
    assert_eq!(counts(&world), ["department_summary 1"]);
    world.wait_until("2026-11-24T09:00");
    world.does(DESK, "meeting.minute", meeting, &[("minutes", "照常")]);
    let edited = [("topic", "安全"), ("held_at", "2026-11-23 08:15")];
    world.does(DESK, "meeting.edit", meeting, &edited);
    assert_eq!(counts(&world), ["department_summary 1"]);
}

#[test]
fn a_meeting_ticks_the_duty_of_its_kind() {
    let mut world = counting();
    world.wait_until("2026-11-23T08:00");
    let mut told = Vec::new();
    for (kind, duty) in [
        ("before_shift", "before_shift_meeting"),
        ("after_shift", "after_shift_meeting"),
        ("daily", "department_summary"),
        ("fortnight", "work_meeting"),
        ("frank_talk", "frank_talks"),
        ("owners", "owners_meeting"),
    ] {
        let args = [("kind", kind), ("held_at", "2026-11-23 08:10")];
        let meeting = added(&mut world, "meeting", &args);
        assert_eq!(counts(&world), told, "{kind} is planned");
        world.does(DESK, "meeting.hold", meeting, &[("present", "李芳\n张敏")]);
        told.push(format!("{duty} 1"));
        told.sort();
        assert_eq!(counts(&world), told, "{kind}");
    }
}

#[test]
fn a_period_over_new_year_counts_in_the_year_it_is_due_in() {
    let world = counting();
    let year = rows(&world, MANAGER, DutySpan::Year);
    let row = year.iter().find(|row| row.duty == "work_meeting").unwrap();
    // Two weeks end on a Sunday, 13 days behind a Monday that is counted from 1970; Friday is the last day of work.
    let monday: Day = "1970-01-05".parse().unwrap();
    let days = Day::from_ymd(2026, 1, 1).unwrap();
    let fridays = days.through(Day::from_ymd(2026, 12, 31).unwrap());
    let due = fridays.filter(|day| day.since(monday).rem_euclid(14) == 11);
    assert_eq!(usize::try_from(row.count).unwrap(), due.count());
}

#[test]
fn whatever_a_duty_is_fulfilled_by_is_there() {
    let mut named = 0;
    for duty in duties::set().all() {
        match &duty.by {
            By::Register { register, .. } => {
                let known = frontdesk::service::registers::set().named(register);
                assert!(known.is_some(), "{}: {register}", duty.id);
            }
            By::Report(report) => assert!(
                frontdesk::reports::named(report).is_some(),
                "{}: {report}",
                duty.id
            ),
            By::Command(command) => {
                let row = frontdesk::service::command::row(command);
                assert!(row.is_some(), "{}: {command}", duty.id);
            }
            By::Hand => continue,
        }
        named += 1;
    }
    assert!(named > 15);
}
