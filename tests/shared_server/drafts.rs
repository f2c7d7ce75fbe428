//! Half-filled forms: their owner's alone, kept over a restart, gone with the command they were for.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Why;
use frontdesk::domain::id::StaffId;
use frontdesk::domain::office::Draft;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::draft;
use frontdesk::service::query::{Query, Reply};
use frontdesk::storage::Store;
use frontdesk::wire::{Ask, Body};

use super::acts::phrase;
use crate::support::counter::{Counter, Desk};

/// A phrase half typed.
pub fn form(id: u8, text: &str) -> Draft {
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
        parked: false,
    }
}

/// Keeps a draft.
pub fn save(desk: &mut Desk, draft: Draft) -> Body {
    desk.request(Ask::SaveDraft(draft)).1
}

/// The drafts kept for somebody; restarts the server.
pub fn kept(counter: &mut Counter, staff: u64) -> Vec<Draft> {
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
    assert_eq!(texts, ["别的", "半句"], "the newest first");
    assert_eq!(drafts[0].staff, StaffId(1));
    assert_ne!(drafts[0].saved_at, Instant::from_ms(0));
    assert_eq!(kept(&mut counter, 99), []);

    let mut desk = counter.desk();
    let answer = desk.run_as([1; 16], &phrase("半句话"));
    assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    // A terminal that was slow to keep it, or says it again over a new line, brings nothing back.
    assert_eq!(save(&mut desk, form(1, "半句话")), Body::Ok);
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
    assert_eq!(save(&mut desk, form(1, "改")), Body::Ok);
    drop(desk);
    assert_eq!(kept(&mut counter, 1)[0].fields[0].1, "改");
}

#[test]
fn where_there_are_too_many_the_oldest_yields() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    for id in 0..=20 {
        tick(&counter);
        assert_eq!(save(&mut desk, form(id, "x")), Body::Ok, "{id}");
    }
    let ids: Vec<u8> = offered(&mut desk).iter().map(|draft| draft.id[0]).collect();
    assert_eq!(ids, (1..=20).rev().collect::<Vec<_>>());
    let long = "长".repeat(30_000);
    assert_eq!(refused(save(&mut desk, form(1, &long))), Why::TooLong);
    drop(desk);
    assert_eq!(kept(&mut counter, 1).len(), 20);
}

#[test]
fn the_same_act_on_the_same_record_is_kept_once() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    let about = |id, text: &str, record: &str| {
        let mut draft = form(id, text);
        draft.form = "ticket.note".into();
        draft.fields.push(("subject".into(), record.into()));
        draft
    };
    save(&mut desk, about(1, "先写的", "R20261121-001"));
    save(&mut desk, about(2, "别的单", "R20261121-002"));
    save(&mut desk, about(3, "后写的", "R20261121-001"));
    // Two calls are two calls.
    save(&mut desk, form(4, "一"));
    save(&mut desk, form(5, "二"));
    let mut ids: Vec<u8> = offered(&mut desk).iter().map(|draft| draft.id[0]).collect();
    ids.sort_unstable();
    assert_eq!(ids, [2, 3, 4, 5]);
}

#[test]
fn what_another_terminal_types_is_offered_when_it_is_gone() {
    let counter = Counter::open();
    let (mut one, mut other) = (counter.desk(), counter.desk());
    save(&mut one, form(1, "正在写"));
    assert_eq!(offered(&mut one).len(), 1);
    assert_eq!(offered(&mut other), []);
    // Nor does it yield to what is typed elsewhere.
    for id in 2..=20 {
        save(&mut other, form(id, "x"));
    }
    tick(&counter);
    save(&mut other, form(21, "x"));
    assert_eq!(offered(&mut one).len(), 1);
    assert_eq!(offered(&mut other).len(), 19);
    drop(one);
    // The server notices in its own time.
    while offered(&mut other).len() < 20 {
        std::thread::yield_now();
    }
}

#[test]
fn what_was_put_away_at_one_terminal_is_gone_on_with_at_another() {
    let counter = Counter::open();
    let (mut one, mut other) = (counter.desk(), counter.desk());
    save(&mut one, form(1, "正在写"));
    assert_eq!(offered(&mut other), []);
    let parked = Draft {
        parked: true,
        ..form(1, "正在写")
    };
    save(&mut one, parked);
    let found = offered(&mut other);
    assert!(matches!(&found[..], [draft] if draft.parked), "{found:?}");
    // Who goes on with it has it alone.
    save(&mut other, form(1, "接着写"));
    assert_eq!(offered(&mut one), []);
}

/// A second passes on the server.
fn tick(counter: &Counter) {
    let now = frontdesk::service::clock::Clock::now(&*counter.clock);
    counter.clock.set(Instant::from_ms(now.ms() + 1_000));
}

fn refused(body: Body) -> Why {
    match body {
        Body::Refused(refusal) => refusal.why,
        other => panic!("{other:?}"),
    }
}

fn offered(desk: &mut Desk) -> Vec<Draft> {
    match desk.query(Query::Drafts) {
        (_, Reply::Drafts(drafts, _)) => drafts,
        (_, other) => panic!("{other:?}"),
    }
}

#[test]
fn a_form_about_a_person_says_who_it_is() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    for add in [
        Command::new("community.add").arg("name", "翠湖花园"),
        Command::new("household.add").arg("premises", "3-2-1201"),
        Command::new("person.add")
            .arg("premises", "3-2-1201")
            .arg("name", "王建国")
            .arg("phone", "13800135678"),
    ] {
        desk.done(&add);
    }
    let mut about = form(1, "半句");
    about.fields.push(("subject".into(), "P1".into()));
    let mut nobody = form(2, "半句");
    nobody.fields.push(("subject".into(), "P99".into()));
    assert_eq!(save(&mut desk, about), Body::Ok);
    assert_eq!(save(&mut desk, nobody), Body::Ok);
    let (_, Reply::Drafts(drafts, named)) = desk.query(Query::Drafts) else {
        panic!("no drafts");
    };
    assert_eq!(drafts.len(), 2);
    let told: Vec<[&str; 3]> = named
        .iter()
        .map(|one| [&*one.typed, &*one.name, &*one.premises])
        .collect();
    assert_eq!(told, [["P1", "王建国", "3-2-1201"]]);
}

#[test]
fn a_draft_nobody_came_back_to_is_swept_after_a_week() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    save(&mut desk, form(1, "旧"));
    drop(desk);
    assert_eq!(kept(&mut counter, 1).len(), 1);
    counter.stop();
    counter
        .clock
        .pass(Instant::parse("2026-11-29T09:00:00+08:00").unwrap());
    counter.start();
    assert_eq!(kept(&mut counter, 1), []);
}

#[test]
fn by_a_clock_in_doubt_nothing_is_swept_and_no_backup_bears_its_day() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    save(&mut desk, form(1, "半句"));
    let folder = frontdesk::server::backups::folder(&counter.paths.data);
    let of_the_day = |day: &str| folder.join(format!("daily-{day}.redb")).exists();
    while !of_the_day("2026-11-21") {
        std::thread::yield_now();
    }
    let ahead = Instant::parse("2026-12-31T09:00:00+08:00").unwrap();
    counter.clock.set(ahead);
    // Whatever is written next, the server sees the jump.
    desk.done(&phrase("水管"));
    drop(desk);
    counter.restart();
    assert_eq!(kept(&mut counter, 1).len(), 1);
    assert!(!of_the_day("2026-12-31"));
    // Once it is confirmed the day is made up for.
    counter.desk().done(&Command::new("clock.confirm"));
    counter.restart();
    counter.stop();
    assert!(of_the_day("2026-12-31"));
}
