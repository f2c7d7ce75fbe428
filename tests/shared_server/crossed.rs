//! Two people at the same tickets in the same moment, and each taking back what the other stands on (REL C2, C3).

use std::sync::Barrier;

use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::server::peer::account_of;
use frontdesk::service::answer::Answer;
use frontdesk::service::books;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::Detail;
use frontdesk::storage::Store;
use frontdesk::wire::{Ask, Body};

use super::acts::repair;
use crate::support::campaign::size;
use crate::support::counter::{Counter, Desk, request_id};

/// The two at the counter, and their PINs.
const PEOPLE: [(&str, &str); 2] = [("李芳", "908171"), ("张敏", "472816")];
const WORKERS: [&str; 2] = ["王师傅", "赵师傅"];

/// An office with two people at one counter, two plumbers, and this many repairs nobody was sent to.
fn office(repairs: usize) -> (Counter, Vec<String>) {
    let counter = Counter::open();
    let mut desk = counter.desk();
    let add = |name: &str| Command::new("staff.add").arg("name", name);
    for (name, pin) in PEOPLE {
        desk.done(&add(name).arg("rank", "receptionist"));
        desk.done(&Command::new("staff.pin").about(name).arg("pin", pin));
    }
    for name in WORKERS {
        desk.done(&add(name).arg("rank", "worker").arg("trades", "plumbing"));
    }
    let community = Command::new("community.add").arg("name", "翠湖花园");
    desk.done(&community);
    let numbers = (0..repairs)
        .map(|at| {
            desk.done(&repair(&format!("第{at}处漏水")))
                .number
                .unwrap()
                .full()
        })
        .collect();
    let account = account_of(rustix::process::getuid().as_raw());
    let manager = Command::new("staff.pin").about(account.as_str());
    desk.done(&manager.arg("pin", "471147"));
    let shared = Command::new("setting.set").arg("setting", "desk.accounts");
    desk.done(&shared.arg("value", account));
    (counter, numbers)
}

/// Both of them signed on, each at a terminal.
fn seated(counter: &Counter) -> [Desk; 2] {
    PEOPLE.map(|(name, pin)| {
        let mut desk = counter.desk();
        let (name, pin) = (name.to_owned(), pin.into());
        let (_, body) = desk.request(Ask::SignOn { name, pin });
        assert!(matches!(body, Body::Seated(_)), "{body:?}");
        desk
    })
}

/// Lets both do theirs in the same moment.
fn race(desks: &mut [Desk; 2], commands: &[Command; 2]) -> [Answer; 2] {
    let start = Barrier::new(2);
    let go = |desk: &mut Desk, command: &Command| {
        start.wait();
        desk.run_as(request_id(), command)
    };
    let ([one, other], [first, second]) = (desks, commands);
    std::thread::scope(|scope| {
        let one = scope.spawn(|| go(one, first));
        let other = scope.spawn(|| go(other, second));
        [one.join().unwrap(), other.join().unwrap()]
    })
}

/// Which of the two was first, and what the other was told.
#[track_caller]
fn settled(answers: [Answer; 2]) -> (usize, Refusal) {
    match answers {
        [Answer::Done(_), Answer::Refused(refusal)] => (0, refusal),
        [Answer::Refused(refusal), Answer::Done(_)] => (1, refusal),
        other => panic!("one is done and the other refused, not {other:?}"),
    }
}

fn fact<'a>(facts: &'a [(String, Fact)], name: &str) -> Option<&'a Fact> {
    facts
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, fact)| fact)
}

/// Whoever was refused is told who was first, and when.
#[track_caller]
fn told(facts: &[(String, Fact)], by: &str) {
    assert_eq!(fact(facts, "by"), Some(&Fact::from(by)), "{facts:?}");
    assert!(matches!(fact(facts, "at"), Some(Fact::At(_))), "{facts:?}");
}

fn shown(desk: &mut Desk, name: &str) -> Detail {
    match desk.query(Query::Show(name.to_owned())).1 {
        Reply::Detail(detail) => detail,
        other => panic!("{other:?}"),
    }
}

/// The worker a ticket is with, and the lines of its history that sent somebody.
fn sent(desk: &mut Desk, number: &str) -> (String, usize) {
    let detail = shown(desk, number);
    let worker = detail.fields.iter().find(|field| field.name == "assignee");
    let worker = worker.map(|field| match &field.value {
        Fact::Text(name) => name.clone(),
        other => format!("{other:?}"),
    });
    let lines = detail.history.iter();
    let lines = lines
        .filter(|line| line.command == "ticket.dispatch")
        .count();
    (worker.unwrap_or_default(), lines)
}

fn check(mut counter: Counter, desks: [Desk; 2]) {
    drop(desks);
    counter.stop();
    let store = counter.store();
    assert_eq!(books::verify(&*store.read().unwrap()).unwrap(), []);
}

#[test]
fn a_ticket_that_two_dispatch_at_once_goes_to_one_and_the_other_is_told() {
    let races = size(10, 100, 2_000);
    let (counter, numbers) = office(races);
    let mut desks = seated(&counter);
    for number in &numbers {
        let seen = shown(&mut desks[0], number).version;
        let send = |worker: &str| {
            let send = Command::new("ticket.dispatch").about(number.as_str());
            send.arg("worker", worker).seen(seen)
        };
        let answers = race(&mut desks, &WORKERS.map(send));
        let (first, refusal) = settled(answers);
        assert_eq!(refusal.why, Why::Stale);
        told(&refusal.facts, PEOPLE[first].0);
        assert_eq!(sent(&mut desks[0], number), (WORKERS[first].to_owned(), 1));
    }
    check(counter, desks);
}

#[test]
fn of_two_who_send_the_same_several_at_once_one_sends_all_and_the_other_none() {
    let races = size(5, 50, 500);
    let (counter, numbers) = office(races * 3);
    let mut desks = seated(&counter);
    for three in numbers.chunks(3) {
        let named: Vec<String> = three
            .iter()
            .map(|number| format!("{number}@{}", shown(&mut desks[0], number).version))
            .collect();
        let send = |worker: &str| {
            let send = Command::new("ticket.bulk").arg("act", "dispatch");
            send.arg("tickets", named.join(",")).arg("worker", worker)
        };
        let answers = race(&mut desks, &WORKERS.map(send));
        let (first, refusal) = settled(answers);
        assert_eq!((refusal.why, refusal.fields.len()), (Why::SomeCannot, 3));
        for fault in &refusal.fields {
            assert_eq!(fault.why, Why::Stale);
            told(&fault.facts, PEOPLE[first].0);
        }
        for number in three {
            assert_eq!(sent(&mut desks[0], number), (WORKERS[first].to_owned(), 1));
        }
        // Taken back as one, by who did it.
        desks[first].done(&Command::new("undo"));
        for number in three {
            assert_eq!(shown(&mut desks[0], number).state, "received");
        }
    }
    check(counter, desks);
}

#[test]
fn who_takes_back_what_a_colleague_builds_on_in_that_moment_is_told_or_first() {
    let races = size(10, 100, 2_000);
    let (counter, numbers) = office(races);
    let mut desks = seated(&counter);
    for number in &numbers {
        let send = Command::new("ticket.dispatch").about(number.as_str());
        desks[0].done(&send.arg("worker", WORKERS[0]));
        let seen = shown(&mut desks[1], number).version;
        let start = Command::new("ticket.start").about(number.as_str());
        let start = start.arg("worker", WORKERS[0]).seen(seen);
        let answers = race(&mut desks, &[Command::new("undo"), start]);
        let (first, refusal) = settled(answers);
        if first == 0 {
            assert_eq!(refusal.why, Why::Stale, "{refusal:?}");
            assert_eq!(shown(&mut desks[0], number).state, "received");
        } else {
            assert_eq!(refusal.why, Why::BuiltOn, "{refusal:?}");
            assert_eq!(shown(&mut desks[0], number).state, "working");
        }
        told(&refusal.facts, PEOPLE[first].0);
    }
    check(counter, desks);
}

#[test]
fn two_who_take_back_acts_that_stand_on_each_other_both_end_where_they_began() {
    let races = size(10, 100, 2_000);
    let (counter, numbers) = office(races);
    let mut desks = seated(&counter);
    for number in &numbers {
        let about = |name: &str| Command::new(name).about(number.as_str());
        desks[0].done(&about("ticket.dispatch").arg("worker", WORKERS[0]));
        desks[1].done(&about("ticket.start").arg("worker", WORKERS[0]));
        let [one, other] = race(&mut desks, &[Command::new("undo"), Command::new("undo")]);
        // The upper one always goes; the lower one only after it.
        assert!(matches!(other, Answer::Done(_)), "{other:?}");
        match one {
            Answer::Done(_) => {}
            Answer::Refused(refusal) => {
                assert_eq!(refusal.why, Why::BuiltOn);
                told(&refusal.facts, PEOPLE[1].0);
                assert_eq!(shown(&mut desks[0], number).state, "dispatched");
                desks[0].done(&Command::new("undo"));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(shown(&mut desks[0], number).state, "received");
    }
    check(counter, desks);
}

#[test]
fn an_act_that_its_author_takes_back_at_two_terminals_at_once_is_taken_back_once() {
    let races = size(10, 100, 2_000);
    let (counter, numbers) = office(races);
    let [mut one, _] = seated(&counter);
    let (name, pin) = PEOPLE[0];
    let mut two = counter.desk();
    let (name, pin) = (name.to_owned(), pin.into());
    two.request(Ask::SignOn { name, pin });
    for number in &numbers {
        one.done(
            &Command::new("ticket.note")
                .about(number.as_str())
                .arg("text", "已联系"),
        );
        let send = Command::new("ticket.dispatch").about(number.as_str());
        let act = one.done(&send.arg("worker", WORKERS[0])).seq;
        let undo = || Command::new("undo").arg("event", act.to_string());
        let mut desks = [one, two];
        let (_, refusal) = settled(race(&mut desks, &[undo(), undo()]));
        assert_eq!(refusal.why, Why::AlreadyUndone, "{refusal:?}");
        told(&refusal.facts, PEOPLE[0].0);
        [one, two] = desks;
        let detail = shown(&mut one, number);
        assert_eq!(detail.state, "received");
        assert!(
            detail.history.iter().any(|line| line.text == "已联系"),
            "the act before it stands"
        );
    }
    check(counter, [one, two]);
}
