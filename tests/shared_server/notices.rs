//! What one terminal does the others see, and what a stale screen would overwrite is refused.

use frontdesk::domain::error::Why;
use frontdesk::service::answer::Answer;
use frontdesk::service::clock::Clock;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Pane, Query, Reply, Window};
use frontdesk::service::view::Ringing;
use frontdesk::wire::{Ask, Body};

use super::acts::{phrase, repair};
use crate::support::counter::{Counter, Desk, request_id};

#[test]
fn what_one_terminal_does_the_other_is_told_and_reads() {
    let counter = Counter::open();
    let (mut one, mut other) = (counter.desk(), counter.desk());
    let done = one.done(&repair("漏水"));
    assert!(done.seq > 0 && !done.touched.is_empty());
    let seq = other.notice(|_, touched| touched.contains(&done.touched[0]));
    assert_eq!(seq, done.seq);
    let (read, _) = other.query(Query::Header);
    assert!(read >= done.seq, "a reading says which state it is of");
    let (_, body) = one.request(Ask::Status);
    let Body::Status(status) = body else {
        panic!("{body:?}")
    };
    assert_eq!((status.terminals, status.seq), (1, read));
    assert_eq!(
        status.seated.person.unwrap().rank.name(),
        "property_manager"
    );
}

#[test]
fn replies_carry_the_line_they_were_booked_as() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    let mut last = 0;
    for n in 0..5 {
        let (seq, body) = desk.request(Ask::Do {
            request: request_id(),
            command: phrase(&format!("短语{n}")),
        });
        let Body::Answer(Answer::Done(done)) = body else {
            panic!("{body:?}")
        };
        assert_eq!(seq, done.seq);
        assert_eq!(seq, last.max(seq - 1) + 1);
        last = seq;
    }
}

#[test]
fn a_stale_save_is_refused_with_who_was_faster() {
    let counter = Counter::open();
    let (mut one, mut other) = (counter.desk(), counter.desk());
    let ticket = one.done(&repair("漏水")).number.unwrap();
    let note = |text: &str| {
        Command::new("ticket.note")
            .about(ticket.full())
            .arg("text", text)
            .seen(1)
    };
    one.done(&note("先到"));
    let refusal = other.refused(&note("后到"));
    assert_eq!(refusal.why, Why::Stale);
    let named = |fact: &str| refusal.facts.iter().any(|(name, _)| name == fact);
    assert!(named("by") && named("at"), "{refusal:?}");
}

#[test]
fn who_has_the_same_record_open_is_told_of_each_other() {
    let counter = Counter::open();
    let (mut one, mut other) = (counter.desk(), counter.desk());
    let done = one.done(&repair("漏水"));
    let subject = done.touched[0];
    one.request(Ask::Viewing(Some(subject)));
    other.request(Ask::Viewing(Some(subject)));
    one.notice(|_, touched| touched == [subject]);
    one.notices.clear();
    drop(other);
    one.notice(|_, touched| touched == [subject]);
}

/// The calls a terminal is told of.
fn rings(desk: &mut Desk) -> Vec<Ringing> {
    match desk.query(Query::Header).1 {
        Reply::Header(header) => header.rings,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_call_comes_up_at_every_counter_and_one_of_them_takes_it() {
    let counter = Counter::open();
    let (mut one, mut other) = (counter.desk(), counter.desk());
    let counters = |desk: &mut Desk| match desk.request(Ask::Status).1 {
        Body::Status(status) => status.counters,
        other => panic!("{other:?}"),
    };
    // Scripts are connected as well, and nobody sits there.
    assert_eq!(counters(&mut one), 0);
    other.query(Query::Pane(Pane::Tickets, Window::first(20)));
    assert_eq!(counters(&mut one), 1);
    let rang = one.done(&Command::new("contact.ring").arg("phone", "138 0013 5678"));
    other.notice(|_, touched| touched.contains(&rang.touched[0]));
    assert_eq!(rings(&mut other).len(), 1);
    let take = Command::new("contact.take").about(rang.number.unwrap().full());
    other.done(&take);
    one.notice(|_, touched| touched.contains(&rang.touched[0]));
    assert_eq!(rings(&mut other), []);
}

#[test]
fn a_call_nobody_takes_is_missed_by_itself() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    let soon = [("setting", "ring.missed_seconds"), ("value", "1")];
    let setting = soon
        .iter()
        .fold(Command::new("setting.set"), |command, (name, text)| {
            command.arg(name, *text)
        });
    desk.done(&setting);
    let rang = desk.done(&Command::new("contact.ring").arg("phone", "13800135678"));
    desk.notices.clear();
    counter.clock.pass(counter.clock.now().plus_ms(1_000));
    desk.notice(|seq, touched| seq > rang.seq && touched.contains(&rang.touched[0]));
    assert_eq!(rings(&mut desk), []);
    let (_, shown) = desk.query(Query::Show(rang.number.unwrap().full()));
    assert!(matches!(shown, Reply::Detail(detail) if detail.state == "call_back"));
}

#[test]
fn a_server_that_stops_says_so_and_answers_what_it_has_begun() {
    let mut counter = Counter::open();
    let (mut idle, mut busy) = (counter.desk(), counter.desk());
    let id = busy
        .send(Ask::Do {
            request: request_id(),
            command: phrase("最后"),
        })
        .unwrap();
    busy.reply(id).unwrap();
    assert_eq!(counter.stop(), 0);
    assert_eq!(idle.goodbye().as_deref(), Some("goodbye-stopping"));
    assert_eq!(busy.goodbye().as_deref(), Some("goodbye-stopping"));
    assert!(!counter.paths.socket.exists());
}
