//! Half-filled forms: their owner's alone, kept over a restart, gone with the command they were for.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Why;
use frontdesk::domain::id::StaffId;
use frontdesk::domain::office::Draft;
use frontdesk::service::answer::Answer;
use frontdesk::service::draft;
use frontdesk::storage::Store;
use frontdesk::wire::{Ask, Body};

use super::acts::phrase;
use crate::support::counter::{Counter, Desk};

fn form(id: u8, text: &str) -> Draft {
    Draft {
        id: vec![id; 16],
        // Whatever a terminal claims: the server puts in who sits there and its own time.
        staff: StaffId(99),
        form: "phrase.set".into(),
        subject: None,
        fields: vec![("phrase".into(), text.into())],
        at_field: "phrase".into(),
        saved_at: Instant::from_ms(0),
        depth: u32::from(id),
    }
}

fn save(desk: &mut Desk, draft: Draft) -> Body {
    desk.request(Ask::SaveDraft(draft)).1
}

/// The drafts kept for somebody.
fn kept(counter: &mut Counter, staff: u64) -> Vec<Draft> {
    counter.stop();
    let store = counter.store();
    let drafts = draft::of(&*store.read().unwrap(), StaffId(staff)).unwrap();
    store.close().unwrap();
    counter.start();
    drafts
}

#[test]
fn a_draft_is_kept_for_who_typed_it_until_its_command_is_done() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    assert_eq!(save(&mut desk, form(1, "半")), Body::Ok);
    assert_eq!(save(&mut desk, form(1, "半句")), Body::Ok);
    assert_eq!(save(&mut desk, form(2, "别的")), Body::Ok);
    drop(desk);
    let drafts = kept(&mut counter, 1);
    let texts: Vec<&str> = drafts.iter().map(|d| d.fields[0].1.as_str()).collect();
    assert_eq!(texts, ["半句", "别的"]);
    assert_eq!(drafts[0].staff, StaffId(1));
    assert_ne!(drafts[0].saved_at, Instant::from_ms(0));
    assert_eq!(kept(&mut counter, 99), []);

    let mut desk = counter.desk();
    let answer = desk.run_as([1; 16], &phrase("半句话"));
    assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    drop(desk);
    assert_eq!(kept(&mut counter, 1).len(), 1);

    let mut desk = counter.desk();
    assert_eq!(desk.request(Ask::DropDraft(vec![2; 16])).1, Body::Ok);
    drop(desk);
    assert_eq!(kept(&mut counter, 1), []);
}

#[test]
fn a_refused_command_leaves_its_draft() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    save(&mut desk, form(1, ""));
    let answer = desk.run_as([1; 16], &phrase(""));
    assert!(matches!(answer, Answer::Refused(_)), "{answer:?}");
    drop(desk);
    assert_eq!(kept(&mut counter, 1).len(), 1);
}

#[test]
fn drafts_are_bounded_in_number_and_size() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    for id in 0..20 {
        assert_eq!(save(&mut desk, form(id, "x")), Body::Ok, "{id}");
    }
    let refused = |body| match body {
        Body::Refused(refusal) => refusal.why,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(save(&mut desk, form(20, "x"))), Why::TooManyDrafts);
    assert_eq!(save(&mut desk, form(19, "again")), Body::Ok);
    let long = "长".repeat(30_000);
    assert_eq!(refused(save(&mut desk, form(1, &long))), Why::TooLong);
}

#[test]
fn a_draft_nobody_came_back_to_is_swept_after_a_week() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    save(&mut desk, form(1, "旧"));
    drop(desk);
    assert_eq!(kept(&mut counter, 1).len(), 1);
    counter
        .clock
        .set(Instant::parse("2026-11-29T09:00:00+08:00").unwrap());
    counter.restart();
    assert_eq!(kept(&mut counter, 1), []);
}
