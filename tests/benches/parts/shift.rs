//! A shift of three hundred acts: what it has come to, its hand-over, its log on paper.

use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::query::Query;
use frontdesk::storage::Store;

use super::Desk;
use super::writing::call;
use crate::estate::receptionist;
use crate::kit::measure::{time, times};
use crate::kit::table::{Figure, Unit};

/// Acts of a busy shift.
const ACTS: u64 = 300;
const TIMES: usize = 200;
/// Behind the request ids of what was written before.
const FIRST: u64 = 1_000_000;

pub fn figures(desk: &Desk, out: &mut Vec<Figure>) {
    let mut service = Service::open(&*desk.store.read().unwrap()).unwrap();
    let mut number = FIRST;
    let mut act = |command: Command| {
        number += 1;
        let job = Job {
            actor: receptionist(),
            request: u128::from(number).to_be_bytes(),
            command,
            now: desk.now.plus_ms(i64::try_from(number - FIRST).unwrap()),
            salt: [7; 16],
        };
        let answer = service.execute(&desk.store, &job).unwrap();
        assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    };
    act(Command::new("shift.start"));
    for number in 0..ACTS {
        act(call(desk.size, number));
    }
    for (name, query) in [
        ("shift of 300 acts: its page", Query::Shift),
        ("shift of 300 acts: its paper", Query::WorkLog(None, None)),
    ] {
        let times = times(TIMES, |_| drop(desk.must(&query)));
        out.push(Figure::times(name, &times));
    }
    let took = time(|| act(Command::new("shift.handover"))).1;
    out.push(Figure::one(
        "shift of 300 acts: its hand-over",
        Unit::Time,
        took.as_secs_f64() * 1e6,
    ));
}
