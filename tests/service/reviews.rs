//! A supervisor checks what is done against what was written down (duties.md D-009, D-025, D-036).

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::review::Verdict;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::Explanation;

use super::desk::*;
use crate::support::world::World;

const AMISS: &[(&str, &str)] = &[("verdict", "amiss"), ("remark", "没换龙头，只拧紧了")];
const TRUE: &[(&str, &str)] = &[("verdict", "true")];

fn done(world: &mut World) -> frontdesk::domain::id::Number {
    let number = world.opened(leak());
    world.does(DESK, "ticket.done", number, &[("result", "换了龙头")]);
    number
}

fn waiting(world: &World) -> Vec<String> {
    numbers(world, SUPERVISOR, "tickets", &["reviewed = no"])
}

#[test]
fn what_is_done_waits_for_a_check_the_latest_first_until_it_is_checked() {
    let mut world = desk();
    let open = world.opened(leak());
    let first = done(&mut world);
    world.wait_until("2026-11-22T10:00");
    let second = done(&mut world);
    assert_eq!(waiting(&world), [second.full(), first.full()]);
    let (why, _) = world.refuses(SUPERVISOR, "ticket.review", open, TRUE);
    assert_eq!(why, Why::NotFromHere);
    world.does(SUPERVISOR, "ticket.review", first, TRUE);
    assert_eq!(waiting(&world), [second.full()]);
    world.done(SUPERVISOR, cmd("undo"));
    assert_eq!(waiting(&world).len(), 2);
    world.holds_together();
}

#[test]
fn what_is_amiss_is_said_and_stays_in_the_history() {
    let mut world = desk();
    let number = done(&mut world);
    let silent = on("ticket.review", number).arg("verdict", "amiss");
    let refusal = world.refused(SUPERVISOR, silent);
    assert_eq!(refusal.fields[0].field, "remark");
    world.does(SUPERVISOR, "ticket.review", number, AMISS);
    let review = world.ticket(number).review.unwrap();
    assert_eq!(
        (review.verdict, review.remark.as_str()),
        (Verdict::Amiss, "没换龙头，只拧紧了")
    );
    // A second look takes its place; both are told.
    world.does(SUPERVISOR, "ticket.review", number, TRUE);
    let subject = Subject::of(&world.ticket(number));
    let Ok(Reply::Detail(detail)) = ask(&world, SUPERVISOR, &Query::Detail(subject)) else {
        panic!("no record");
    };
    let told: Vec<(&str, &str, &str)> = detail
        .history
        .iter()
        .filter(|line| line.kind == "review")
        .map(|line| {
            (
                line.before.as_str(),
                line.after.as_str(),
                line.text.as_str(),
            )
        })
        .collect();
    assert_eq!(told.len(), 2);
    assert!(
        told.contains(&("", "amiss", "没换龙头，只拧紧了")),
        "{told:?}"
    );
    assert!(told.contains(&("amiss", "true", "")), "{told:?}");
}

#[test]
fn what_is_done_again_is_to_be_checked_again() {
    let mut world = desk();
    let number = done(&mut world);
    world.does(SUPERVISOR, "ticket.review", number, TRUE);
    assert!(waiting(&world).is_empty());
    let follow_up = world.follow_ups(number)[0].number;
    let said = [("outcome", "not_satisfied"), ("text", "还在漏")];
    world.does(DESK, "followup.record", follow_up, &said);
    assert_eq!(world.ticket(number).reviewed(), None);
    world.wait_until("2026-11-22T10:00");
    world.does(DESK, "ticket.done", number, &[("result", "换了阀门")]);
    assert_eq!(waiting(&world), [number.full()]);
}

fn stages(world: &World, number: frontdesk::domain::id::Number) -> Explanation {
    let subject = Subject::of(&world.ticket(number));
    let Ok(Reply::Explain(all)) = ask(world, SUPERVISOR, &Query::Explain(subject)) else {
        panic!("nothing explained");
    };
    all.into_iter().find(|one| one.rule == "stages").unwrap()
}

/// The facts of a sentence whose counts are these.
fn spent(key: &str, counts: &[(&str, i64)]) -> Fact {
    let counts = counts.iter();
    let facts = counts.map(|(name, count)| ((*name).to_owned(), Fact::Count(*count)));
    Fact::Told(key.to_owned(), facts.collect())
}

#[test]
fn the_time_in_each_state_adds_up_to_the_whole() {
    let mut world = desk();
    world.wait_until("2026-11-22T09:00");
    let number = world.opened(leak());
    world.wait_until("2026-11-22T09:20");
    world.does(DESK, "ticket.dispatch", number, &[]);
    world.wait_until("2026-11-22T11:30");
    world.does(DESK, "ticket.start", number, &[]);
    world.wait_until("2026-11-23T12:10");
    let told = stages(&world, number);
    let stage = |state: &str, spent: Fact| {
        let state = Fact::Term(format!("state-repair-{state}"));
        let facts = vec![("state".to_owned(), state), ("spent".to_owned(), spent)];
        Fact::Told("stage-spent".to_owned(), facts)
    };
    let values: Vec<Fact> = told
        .values
        .iter()
        .map(|field| field.value.clone())
        .collect();
    assert_eq!(
        values,
        [
            stage("received", spent("limit-minutes", &[("count", 20)])),
            stage(
                "dispatched",
                spent("spent-hours", &[("large", 2), ("small", 10)])
            ),
            stage(
                "working",
                spent("spent-days", &[("large", 1), ("small", 0)])
            ),
        ]
    );
    let sum = spent("spent-days", &[("large", 1), ("small", 3)]);
    assert_eq!(told.sum.map(|field| field.value), Some(sum));
}
