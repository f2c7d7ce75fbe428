//! What a command writes does not grow with what lies behind the office.

use std::sync::Arc;

use frontdesk::domain::follow_up::FollowUp;
use frontdesk::domain::id::Number;
use frontdesk::domain::staff::Actor;
use frontdesk::domain::ticket::Ticket;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::record::scan;
use frontdesk::storage::{Direction, Step, Store};

use super::estate::{code_of, receptionist};
use super::tally::{Noting, Writes};
use super::{OLD, YOUNG, now};

fn supervisor() -> Actor {
    Actor {
        rank: frontdesk::domain::staff::Rank::Supervisor,
        ..receptionist()
    }
}

/// Does a command and counts what it would write; nothing is kept.
#[track_caller]
pub fn writes(store: &MemoryStore, command: Command) -> Writes {
    let mut service = Service::open(&*store.read().unwrap()).unwrap();
    let job = Job {
        actor: supervisor(),
        request: [1; 16],
        command,
        now: now().plus_minutes(1),
        salt: [7; 16],
    };
    let mut tx = Noting::new(store.write().unwrap());
    let answer = service.run(&mut tx, &job).unwrap();
    assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    tx.writes
}

/// The same keys in the young and in the old office, and no more than so many.
#[track_caller]
fn same(command: impl Fn(&MemoryStore) -> Command, most: usize) {
    let young = writes(&YOUNG, command(&YOUNG));
    let old = writes(&OLD, command(&OLD));
    assert_eq!(young, old);
    let keys: usize = old.values().map(|(puts, deletes)| puts + deletes).sum();
    assert!(keys <= most, "{keys} keys, more than {most}: {old:?}");
}

/// The newest ticket in a state.
fn ticket(store: &MemoryStore, state: &str) -> Number {
    let tx = store.read().unwrap();
    let mut found = None;
    let from = std::ops::Bound::Unbounded;
    scan::<Ticket>(&*tx, from, Direction::Backward, &mut |ticket| {
        let fits = ticket.state == state
            && ticket.kind == frontdesk::domain::ticket::TicketKind::Repair
            && ticket.hold().is_none();
        if fits {
            found = Some(ticket.number);
            return Ok(Step::Stop);
        }
        Ok(Step::Next)
    })
    .unwrap();
    found.unwrap()
}

#[test]
fn a_call_with_its_ticket() {
    let call = Command::new("contact.log")
        .arg("channel", "call")
        .arg("premises", code_of(7))
        .arg("ticket", "repair")
        .arg("category", "water")
        .arg("text", "厨房水管漏水");
    same(|_| call.clone(), 45);
}

#[test]
fn a_call_without() {
    let call = Command::new("contact.log")
        .arg("premises", code_of(7))
        .arg("text", "问停车月卡");
    same(|_| call.clone(), 25);
}

#[test]
fn work_that_is_done() {
    let done = |store: &MemoryStore| {
        Command::new("ticket.done")
            .about(ticket(store, "working").full())
            .arg("result", "更换密封圈，试水正常")
            .arg("class", "给排水")
            .arg("zone", "A-01")
    };
    same(done, 45);
}

#[test]
fn a_follow_up_that_is_made() {
    let made = |store: &MemoryStore| {
        let tx = store.read().unwrap();
        let mut open = None;
        let from = std::ops::Bound::Unbounded;
        scan::<FollowUp>(&*tx, from, Direction::Backward, &mut |follow_up| {
            let asked: Option<Ticket> = frontdesk::storage::record::get(&*tx, follow_up.ticket.0)?;
            let repair = asked
                .is_some_and(|ticket| ticket.kind == frontdesk::domain::ticket::TicketKind::Repair);
            if follow_up.open() && repair {
                open = Some(follow_up.number);
                return Ok(Step::Stop);
            }
            Ok(Step::Next)
        })
        .unwrap();
        Command::new("followup.record")
            .about(open.unwrap().full())
            .arg("outcome", "satisfied")
            .arg("text", "已修好，满意")
    };
    same(made, 40);
}

#[test]
fn a_payment_of_one_bill() {
    // The home owes one month in both offices; behind it lie five paid months in one and 59 in the other.
    let paid = |store: &MemoryStore| {
        let tx = store.read().unwrap();
        let owed = frontdesk::service::books::owed_by(&*tx, frontdesk::domain::id::HouseholdId(12));
        Command::new("payment.take")
            .about(code_of(12))
            .arg("amount", owed.unwrap().plain())
            .arg("method", "cash")
    };
    same(paid, 50);
}

#[test]
fn what_is_counted_is_not_kept() {
    let before = |store: &Arc<MemoryStore>| {
        let tx = store.read().unwrap();
        frontdesk::service::audit::head(&*tx).unwrap().seq
    };
    let was = before(&YOUNG);
    writes(
        &YOUNG,
        Command::new("contact.log").arg("text", "问停车月卡"),
    );
    assert_eq!(before(&YOUNG), was);
}
