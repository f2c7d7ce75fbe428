//! Two terminals at the same thing in the same moment: one is first, the other loses nothing (REL C2, C3).

use std::sync::Barrier;

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::id::StaffId;
use frontdesk::domain::office::Draft;
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::books;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Pane, Query, Reply, Window};
use frontdesk::service::view::{Detail, FollowUpRow, RowView};
use frontdesk::storage::Store;
use frontdesk::wire::{Ask, Body};

use super::acts::{founded, repair};
use crate::support::campaign::size;
use crate::support::counter::{Counter, Desk, request_id};

const HOME: &str = "1-1-101";

/// Lets two terminals do the same at the same moment.
fn race<T: Send>(desks: &mut [Desk; 2], act: impl Fn(usize, &mut Desk) -> T + Sync) -> [T; 2] {
    let start = Barrier::new(2);
    let go = |which: usize, desk: &mut Desk| {
        start.wait();
        act(which, desk)
    };
    let [one, other] = desks;
    std::thread::scope(|scope| {
        let first = scope.spawn(|| go(0, one));
        let second = scope.spawn(|| go(1, other));
        [first.join().unwrap(), second.join().unwrap()]
    })
}

/// Which of the two was first, what it was answered, and what the other was told.
#[track_caller]
fn settled(answers: [Answer; 2]) -> (usize, Done, Refusal) {
    match answers {
        [Answer::Done(done), Answer::Refused(refusal)] => (0, done, refusal),
        [Answer::Refused(refusal), Answer::Done(done)] => (1, done, refusal),
        other => panic!("one is done and the other refused, not {other:?}"),
    }
}

fn fact<'a>(refusal: &'a Refusal, name: &str) -> Option<&'a Fact> {
    let mut facts = refusal.facts.iter();
    facts.find(|(known, _)| known == name).map(|(_, fact)| fact)
}

#[test]
fn a_bill_that_two_take_money_for_at_once_is_paid_once() {
    let races = size(20, 200, 5_000);
    let mut counter = Counter::open();
    let mut desks = [counter.desk(), counter.desk()];
    founded(&mut desks[0]);
    let mut receipts = Vec::new();
    for at in 0..races {
        // Neither is always the one that asks first.
        desks.swap(0, 1);
        desks[0].done(
            &Command::new("charge.add")
                .arg("premises", HOME)
                .arg("name", format!("换锁{at}"))
                .arg("amount", "88.50"),
        );
        let payment = Command::new("payment.take")
            .about(HOME)
            .arg("amount", "88.50")
            .arg("owed", "88.50")
            .arg("method", "cash");
        let answers = race(&mut desks, |_, desk| desk.run_as(request_id(), &payment));
        let (_, done, refusal) = settled(answers);
        let receipt = done.number.unwrap();
        assert_eq!(refusal.why, Why::Stale, "{refusal:?}");
        assert_eq!(
            fact(&refusal, "receipt"),
            Some(&Fact::Text(receipt.short(receipt.day))),
            "the other is told which receipt was given"
        );
        assert!(matches!(fact(&refusal, "by"), Some(Fact::Text(by)) if !by.is_empty()));
        assert!(matches!(fact(&refusal, "at"), Some(Fact::At(_))));
        receipts.push(receipt.count);
    }
    let wanted: Vec<u32> = (1..=races).collect();
    assert_eq!(receipts, wanted, "no receipt twice and none left out");
    drop(desks);
    counter.stop();
    let store = counter.store();
    assert_eq!(books::verify(&*store.read().unwrap()).unwrap(), []);
}

fn shown(desk: &mut Desk, name: &str) -> Detail {
    match desk.query(Query::Show(name.to_owned())).1 {
        Reply::Detail(detail) => detail,
        other => panic!("{other:?}"),
    }
}

/// A form half filled at a terminal, kept as it keeps it.
fn typed(desk: &mut Desk, command: &Command, field: &str, text: &str) -> [u8; 16] {
    let id = request_id();
    let draft = Draft {
        id: id.to_vec(),
        staff: StaffId(1),
        form: command.name.clone(),
        subject: None,
        fields: vec![
            (field.to_owned(), text.to_owned()),
            (Draft::SUBJECT.to_owned(), command.subject.clone().unwrap()),
        ],
        at_field: field.to_owned(),
        saved_at: Instant::from_ms(0),
        depth: 0,
        parked: false,
    };
    assert_eq!(desk.request(Ask::SaveDraft(draft)).1, Body::Ok);
    id
}

fn drafts(desk: &mut Desk) -> Vec<Draft> {
    match desk.query(Query::Drafts).1 {
        Reply::Drafts(drafts, _) => drafts,
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_two_who_correct_the_same_record_the_second_sees_both_texts_and_loses_none() {
    let counter = Counter::open();
    let mut desks = [counter.desk(), counter.desk()];
    founded(&mut desks[0]);
    let ticket = desks[0].done(&repair("漏水")).number.unwrap().full();
    // What is corrected: a command, its record, and the field that is typed in.
    let corrections = [
        ("ticket.edit", ticket.as_str(), "text"),
        ("household.edit", HOME, "note"),
    ];
    for at in 0..size(10, 100, 2_000) {
        desks.swap(0, 1);
        let (name, subject, field) = corrections[at % 2];
        let seen = shown(&mut desks[0], subject).version;
        let texts = [format!("第{at}次甲改"), format!("第{at}次乙改")];
        let edit = |which: usize, seen: u32| {
            let edit = Command::new(name).about(subject).seen(seen);
            edit.arg(field, texts[which].as_str())
        };
        let mut ids = Vec::new();
        for (which, desk) in desks.iter_mut().enumerate() {
            ids.push(typed(desk, &edit(which, seen), field, &texts[which]));
        }
        let answers = race(&mut desks, |which, desk| {
            desk.run_as(ids[which], &edit(which, seen))
        });
        let (first, _, refusal) = settled(answers);
        let second = 1 - first;
        assert_eq!(refusal.why, Why::Stale, "{refusal:?}");
        assert!(fact(&refusal, "by").is_some() && fact(&refusal, "at").is_some());

        // The other's text is what is there now; one's own is kept as it was typed.
        let desk = &mut desks[second];
        let now = shown(desk, subject);
        let there = format!("{now:?}");
        assert!(there.contains(&texts[first]), "{there}");
        assert!(!there.contains(&texts[second]), "written over in silence");
        let kept = drafts(desk);
        assert_eq!(kept.len(), 1, "{at}: {kept:?}");
        assert_eq!(kept[0].id, ids[second]);
        assert_eq!(kept[0].fields[0].1, texts[second]);

        // Having seen it, the second saves; nothing is left over.
        let answer = desk.run_as(ids[second], &edit(second, now.version));
        assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
        assert!(format!("{:?}", shown(desk, subject)).contains(&texts[second]));
        assert_eq!(drafts(desk), []);
    }
}

/// The follow-up that is due first.
fn first_follow_up(desk: &mut Desk) -> FollowUpRow {
    match desk.query(Query::Pane(Pane::FollowUps, Window::first(1))).1 {
        Reply::Pane(rows) => match rows.rows.into_iter().next().map(|row| row.row) {
            Some(RowView::FollowUp(row)) => row,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_two_who_make_the_same_call_the_second_is_told_who_was_first_and_keeps_what_was_typed() {
    let counter = Counter::open();
    let mut desks = [counter.desk(), counter.desk()];
    founded(&mut desks[0]);
    let worker = Command::new("staff.add").arg("name", "王师傅");
    desks[0].done(&worker.arg("rank", "worker").arg("trades", "plumbing"));
    for at in 0..size(5, 100, 2_000) {
        desks.swap(0, 1);
        let ticket = desks[0].done(&repair("漏水")).number.unwrap().full();
        let done = Command::new("ticket.done").about(ticket.as_str());
        desks[0].done(
            &done
                .arg("result", "修好")
                .arg("class", "水")
                .arg("zone", "1"),
        );
        let call = first_follow_up(&mut desks[0]).number.full();
        let seen = shown(&mut desks[0], &call).version;
        let said = [format!("第{at}次甲问：好"), format!("第{at}次乙问：好")];
        let record = |which: usize| {
            let record = Command::new("followup.record").about(&call).seen(seen);
            let record = record.arg("outcome", "satisfied");
            record.arg("text", said[which].as_str())
        };
        let mut ids = Vec::new();
        for (which, desk) in desks.iter_mut().enumerate() {
            ids.push(typed(desk, &record(which), "text", &said[which]));
        }
        let answers = race(&mut desks, |which, desk| {
            desk.run_as(ids[which], &record(which))
        });
        let (first, _, refusal) = settled(answers);
        let second = 1 - first;
        assert_eq!(refusal.why, Why::Stale, "{refusal:?}");
        assert!(matches!(fact(&refusal, "by"), Some(Fact::Text(by)) if !by.is_empty()));
        assert!(matches!(fact(&refusal, "at"), Some(Fact::At(_))));
        let desk = &mut desks[second];
        let now = format!("{:?}", shown(desk, &call));
        assert!(now.contains(&said[first]) && !now.contains(&said[second]));
        let kept = drafts(desk);
        assert_eq!(kept.len(), 1, "{at}: {kept:?}");
        assert_eq!(kept[0].fields[0].1, said[second], "nothing typed is lost");
        let id = kept[0].id.clone();
        assert_eq!(desk.request(Ask::DropDraft(id)).1, Body::Ok);
    }
}
