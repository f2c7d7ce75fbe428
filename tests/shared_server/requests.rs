//! A request sent again, over another connection, after a restart, or with another body (REL C5).

use frontdesk::domain::error::Why;
use frontdesk::service::answer::Answer;
use frontdesk::service::audit;
use frontdesk::service::clock::Clock;
use frontdesk::service::command::{AuditKind, Command};
use frontdesk::service::requests::RequestId;
use frontdesk::storage::{Direction, Step, Store};

use super::acts::phrase;
use crate::support::campaign::size;
use crate::support::counter::{Counter, Desk};

/// Requests, each sent one to five times.
fn cases() -> u32 {
    size(200, 1_000, 50_000)
}

/// The same numbers at every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % end
    }
}

fn id_of(case: u32) -> RequestId {
    let mut id = [0xc5; 16];
    id[..4].copy_from_slice(&case.to_be_bytes());
    id
}

fn command_of(case: u32) -> Command {
    phrase(&format!("第{case}句"))
}

#[test]
fn a_request_sent_again_acts_once_and_is_answered_alike() {
    let cases = cases();
    let mut counter = Counter::open();
    let mut dice = Dice(20_261_121);
    let mut sends: Vec<u32> = (0..cases)
        .flat_map(|case| std::iter::repeat_n(case, 1 + (case % 5) as usize))
        .collect();
    for at in (1..sends.len()).rev() {
        sends.swap(at, usize::try_from(dice.below(at as u64 + 1)).unwrap());
    }
    let mut answers: Vec<Option<Answer>> = vec![None; cases as usize];
    let restarts = [sends.len() / 3, sends.len() * 2 / 3];
    let connect = |counter: &Counter| -> Vec<Desk> { (0..4).map(|_| counter.desk()).collect() };
    let mut desks = connect(&counter);
    for (at, case) in sends.iter().enumerate() {
        if restarts.contains(&at) {
            drop(desks);
            counter.restart();
            desks = connect(&counter);
        }
        let desk = &mut desks[usize::try_from(dice.below(4)).unwrap()];
        let answer = desk.run_as(id_of(*case), &command_of(*case));
        assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
        let known = answers[*case as usize].get_or_insert_with(|| answer.clone());
        assert_eq!(*known, answer, "case {case}");
    }
    let mut reused = 0;
    for case in (0..cases).step_by(20) {
        let other = phrase(&format!("别的{case}"));
        let Answer::Refused(refusal) = desks[0].run_as(id_of(case), &other) else {
            panic!("an id was used for something else");
        };
        assert_eq!(refusal.why, Why::RequestReused);
        reused += 1;
        // Of refusals without end only so many a minute are written down.
        counter.clock.set(counter.clock.now().plus_minutes(1));
    }
    drop(desks);
    counter.stop();
    let store = counter.store();
    let tx = store.read().unwrap();
    let (mut changes, mut refusals) = (0, 0);
    audit::scan(&*tx, 0, Direction::Forward, &mut |line| {
        changes +=
            u32::from(line.event.command == "phrase.set" && line.event.kind == AuditKind::Change);
        refusals += u32::from(line.event.refusal == "request-reused");
        Ok(Step::Next)
    })
    .unwrap();
    assert_eq!((changes, refusals), (cases, reused));
    assert_eq!(audit::verify(&*tx).unwrap().1, []);
}
