//! A clock that jumped: money waits until a supervisor has looked (REL K1, D20).

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::service::command::Command;

use super::acts::{founded, payment, phrase};
use crate::support::counter::Counter;

fn at(time: &str) -> Instant {
    Instant::parse(&format!("2026-11-21T{time}:00+08:00")).unwrap()
}

fn with_homes() -> Counter {
    let counter = Counter::open();
    let mut desk = counter.desk();
    founded(&mut desk);
    desk.done(&payment("10"));
    counter
}

#[track_caller]
fn waits_and_goes_on(counter: &Counter, minutes: i64) {
    let mut desk = counter.desk();
    let refusal = desk.refused(&payment("10"));
    assert_eq!(refusal.why, Why::ClockJumped);
    assert_eq!(refusal.facts, [("minutes".into(), Fact::Count(minutes))]);
    // Everything but money goes on meanwhile.
    desk.done(&phrase(&format!("跳了{minutes}")));
    assert_eq!(desk.refused(&payment("10")).why, Why::ClockJumped);
    desk.done(&Command::new("clock.confirm"));
    desk.done(&payment("10"));
}

#[test]
fn a_jump_while_the_server_runs_holds_money_back_until_it_is_confirmed() {
    let counter = with_homes();
    counter.clock.set(at("10:00"));
    waits_and_goes_on(&counter, 60);
    counter.clock.set(at("09:30"));
    waits_and_goes_on(&counter, 30);
    counter.clock.set(at("09:34"));
    counter.desk().done(&payment("10"));
}

#[test]
fn a_clock_set_back_between_two_runs_is_noticed_at_the_start() {
    let mut counter = with_homes();
    counter.stop();
    counter.clock.set(at("07:00"));
    counter.start();
    // The doubt outlives another restart.
    counter.restart();
    waits_and_goes_on(&counter, 120);
}
