//! What the server holds to, whatever a terminal sends: answers that stand, lines that are left, bounds.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Why;
use frontdesk::domain::id::StaffId;
use frontdesk::domain::office::Draft;
use frontdesk::domain::ticket::Ticket;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::storage::record::Record;
use frontdesk::wire::{Ask, Body};

use super::acts::{founded, payment, phrase, repair};
use crate::support::counter::{Counter, Desk};

fn seq(desk: &mut Desk) -> u64 {
    desk.query(Query::Header).0
}

fn refused(desk: &mut Desk, ask: Ask) -> Why {
    match desk.request(ask).1 {
        Body::Refused(refusal) => refusal.why,
        other => panic!("{other:?}"),
    }
}

fn ask(query: Query) -> Ask {
    Ask::Query(Box::new(query))
}

#[test]
fn a_payment_that_is_booked_is_never_called_refused() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    founded(&mut desk);
    let first = desk.run_as([7; 16], &payment("10"));
    assert!(matches!(first, Answer::Done(_)), "{first:?}");
    counter
        .clock
        .set(Instant::parse("2026-11-21T11:00:00+08:00").unwrap());
    assert_eq!(desk.refused(&payment("10")).why, Why::ClockJumped);
    assert_eq!(desk.run_as([7; 16], &payment("10")), first);
    // Bills bear the day as well.
    let bills = Command::new("charge.run").arg("month", "2026-11");
    assert_eq!(desk.refused(&bills).why, Why::ClockJumped);
}

#[test]
fn a_draft_has_the_id_of_a_request_and_no_other() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    for length in [0, 15, 17, 100_000] {
        let draft = Draft {
            id: vec![1; length],
            staff: StaffId(1),
            form: "phrase.set".into(),
            subject: None,
            fields: vec![("phrase".into(), "半句".into())],
            at_field: "phrase".into(),
            saved_at: Instant::from_ms(0),
            depth: 0,
            parked: false,
        };
        assert_eq!(refused(&mut desk, Ask::SaveDraft(draft)), Why::Internal);
    }
    assert_eq!(
        desk.query(Query::Drafts).1,
        Reply::Drafts(Vec::new(), Vec::new())
    );
}

fn list(condition: &str, after: Option<Vec<u8>>) -> Query {
    Query::List(ListQuery {
        what: "tickets".into(),
        conditions: vec![condition.into()],
        after,
        limit: 1,
        reveal: true,
        export: false,
    })
}

#[test]
fn only_a_list_that_can_be_read_leaves_a_line_and_one_taken_out_again_another() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    for text in ["漏水", "堵塞"] {
        desk.done(&repair(text));
    }
    let before = seq(&mut desk);
    for bad in [
        "nothing",
        "premises=\u{1b}[2J",
        &format!("premises={}", "x".repeat(900)),
    ] {
        refused(&mut desk, ask(list(bad, None)));
    }
    assert_eq!(seq(&mut desk), before);
    let next = |desk: &mut Desk, after| match desk.query(list("premises!=x", after)).1 {
        Reply::List(listing) => listing.next,
        other => panic!("{other:?}"),
    };
    let second = next(&mut desk, None);
    assert!(second.is_some());
    assert_eq!(seq(&mut desk), before + 1);
    assert_eq!(next(&mut desk, second.clone()), None);
    assert_eq!(seq(&mut desk), before + 1, "the pages of one list are one");
    next(&mut desk, second);
    assert_eq!(
        seq(&mut desk),
        before + 2,
        "the end was reached: this is another time"
    );
}

#[test]
fn a_slip_with_a_number_on_it_leaves_one_line() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    let done = desk.done(&repair("漏水").arg("phone", "13900000001"));
    let before = seq(&mut desk);
    let ticket = done.touched.iter().find(|one| one.kind == Ticket::KIND);
    for _ in 0..2 {
        desk.query(Query::Paper(*ticket.unwrap()));
        assert_eq!(seq(&mut desk), before + 1);
    }
}

#[test]
fn nobody_searches_for_more_than_is_typed() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    desk.query(Query::Find("水".repeat(66), 10));
    let long = ask(Query::Find("水".repeat(67), 10));
    assert_eq!(refused(&mut desk, long), Why::TooLong);
    desk.done(&phrase("水管"));
}
