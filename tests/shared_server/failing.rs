//! A store that fails, a writer that panics: nobody is told that something was booked which may not be.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use frontdesk::domain::error::Why;
use frontdesk::service::answer::Answer;
use frontdesk::service::query::{Query, Reply};
use frontdesk::storage::{Collection, CommitTx, ReadTx, Result, Store, StoreError, WriteTx};
use frontdesk::wire::{Ask, Body};

use super::acts::phrase;
use super::drafts::form;
use crate::support::counter::{Counter, Desk, request_id};
use crate::support::passing::hand_on;

const SOUND: u8 = 0;
/// The commit is done, and then an error is told.
const COMMITS_AND_FAILS: u8 = 1;
/// The commit is not done.
const FAILS: u8 = 2;
const PANICS: u8 = 3;
/// Reading panics: a fault in a session, not in the writer.
const READING_PANICS: u8 = 4;

/// Putting in its place what is committed already fails.
const TIDYING_FAILS: u8 = 5;

/// A store whose commits do what the test says.
struct Failing {
    store: Arc<dyn Store>,
    vice: Arc<AtomicU8>,
}

impl Store for Failing {
    fn read(&self) -> Result<Box<dyn ReadTx + '_>> {
        let vice = self.vice.load(Ordering::SeqCst);
        assert!(vice != READING_PANICS, "a fault of the program");
        self.store.read()
    }

    fn write(&self) -> Result<Box<dyn CommitTx + '_>> {
        Ok(Box::new(FailingTx {
            tx: self.store.write()?,
            vice: Arc::clone(&self.vice),
            of_a_command: false,
        }))
    }

    fn has_put_off(&self) -> bool {
        self.vice.load(Ordering::SeqCst) == TIDYING_FAILS || self.store.has_put_off()
    }

    fn tidy(&self) -> Result<()> {
        if self.vice.load(Ordering::SeqCst) == TIDYING_FAILS {
            return Err(StoreError::Full {
                file: "disk".into(),
            });
        }
        self.store.tidy()
    }
}

struct FailingTx<'a> {
    tx: Box<dyn CommitTx + 'a>,
    vice: Arc<AtomicU8>,
    of_a_command: bool,
}

impl ReadTx for FailingTx<'_> {
    hand_on!(tx: get, scan);
}

impl WriteTx for FailingTx<'_> {
    fn put(&mut self, collection: Collection, key: &[u8], value: &[u8]) -> Result<()> {
        self.of_a_command |= collection == Collection::Requests;
        self.tx.put(collection, key, value)
    }

    hand_on!(tx: delete);
}

impl CommitTx for FailingTx<'_> {
    fn commit(self: Box<Self>) -> Result<()> {
        let error = StoreError::Unknown {
            file: "disk".into(),
            detail: "input/output error".into(),
        };
        // The server's own housekeeping goes on: it would stop it before anybody was told anything.
        let vice = if self.of_a_command {
            self.vice.load(Ordering::SeqCst)
        } else {
            SOUND
        };
        match vice {
            COMMITS_AND_FAILS => {
                self.tx.commit()?;
                Err(error)
            }
            FAILS => Err(error),
            PANICS => panic!("a fault of the program"),
            _ => self.tx.commit(),
        }
    }

    hand_on!(tx: as_read);
}

fn with(vice: &Arc<AtomicU8>) -> Counter {
    let mut counter = Counter::closed();
    counter
        .start_with(|options| {
            let vice = Arc::clone(vice);
            options.wrap = Some(Box::new(move |store| Arc::new(Failing { store, vice })));
        })
        .unwrap();
    counter
}

/// How many half-filled forms are kept for who sits there.
fn drafts(desk: &mut Desk) -> usize {
    match desk.query(Query::Drafts).1 {
        Reply::Drafts(drafts, _) => drafts.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_failed_commit_is_unknown_ends_the_server_and_is_settled_by_its_id() {
    for (vice, booked) in [(COMMITS_AND_FAILS, true), (FAILS, false)] {
        let switch = Arc::new(AtomicU8::new(SOUND));
        let mut counter = with(&switch);
        let (mut desk, mut idle) = (counter.desk(), counter.desk());
        let before = desk.done(&phrase("早上好")).seq;
        let request = request_id();
        let command = phrase("您好");
        let mut draft = form(0, "您好");
        draft.id = request.to_vec();
        assert_eq!(desk.request(Ask::SaveDraft(draft)).1, Body::Ok);
        switch.store(vice, Ordering::SeqCst);
        let answer = desk.run_as(request, &command);
        assert!(matches!(&answer, Answer::Unknown(_)), "{answer:?}");
        assert_eq!(idle.goodbye().as_deref(), Some("goodbye-stopping"));
        assert_eq!(counter.ended().unwrap(), 74);

        counter.start();
        let mut desk = counter.desk();
        let (_, body) = desk.request(Ask::Status);
        let Body::Status(status) = body else {
            panic!("{body:?}")
        };
        assert_eq!(status.seq, before + u64::from(booked));
        // The half-filled form has gone with what it became, or neither has happened.
        assert_eq!(drafts(&mut desk), usize::from(!booked));
        let settled = desk.run_as(request, &command);
        let Answer::Done(done) = settled else {
            panic!("{settled:?}")
        };
        assert_eq!(done.seq, before + 1);
        assert_eq!(drafts(&mut desk), 0);
    }
}

#[test]
fn a_panic_of_the_writer_ends_the_server_with_its_own_code() {
    let switch = Arc::new(AtomicU8::new(SOUND));
    let mut counter = with(&switch);
    let mut desk = counter.desk();
    switch.store(PANICS, Ordering::SeqCst);
    let answer = desk.run_as(request_id(), &phrase("您好"));
    assert!(matches!(answer, Answer::Unknown(_)), "{answer:?}");
    assert_eq!(counter.ended().unwrap(), 75);
    counter.start();
    counter.desk().done(&phrase("您好"));
}

/// What is put in its place is committed already: everybody has been answered, and it is there after the restart.
#[test]
fn a_server_that_cannot_tidy_up_stops_as_after_any_failed_write() {
    let switch = Arc::new(AtomicU8::new(SOUND));
    let mut counter = with(&switch);
    let mut desk = counter.desk();
    switch.store(TIDYING_FAILS, Ordering::SeqCst);
    let request = request_id();
    let booked = desk.run_as(request, &phrase("您好"));
    assert!(matches!(booked, Answer::Done(_)), "{booked:?}");
    assert_eq!(desk.goodbye().as_deref(), Some("goodbye-stopping"));
    assert_eq!(counter.ended().unwrap(), 74);
    counter.start();
    assert_eq!(counter.desk().run_as(request, &phrase("您好")), booked);
}

#[test]
fn a_panic_of_a_session_ends_that_session_alone() {
    let switch = Arc::new(AtomicU8::new(SOUND));
    let counter = with(&switch);
    let (mut one, mut other) = (counter.desk(), counter.desk());
    switch.store(READING_PANICS, Ordering::SeqCst);
    one.send(Ask::Status).unwrap();
    assert_eq!(one.goodbye().as_deref(), Some("goodbye-broken"));
    switch.store(SOUND, Ordering::SeqCst);
    other.done(&phrase("照常"));
    counter.desk().done(&phrase("还是照常"));
}

#[test]
fn after_a_failed_commit_the_next_request_is_refused_not_queued() {
    let switch = Arc::new(AtomicU8::new(SOUND));
    let mut counter = with(&switch);
    let mut desk = counter.desk();
    switch.store(FAILS, Ordering::SeqCst);
    let requests: Vec<u32> = (0..3)
        .map_while(|n| {
            let command = phrase("您好");
            let request = [n; 16];
            desk.send(Ask::Do { request, command }).ok()
        })
        .collect();
    let mut told = 0;
    for id in requests {
        match desk.reply(id) {
            Ok((_, Body::Answer(Answer::Unknown(_)))) => told += 1,
            Ok((_, Body::Refused(refusal) | Body::Answer(Answer::Refused(refusal)))) => {
                assert_eq!(refusal.why, Why::Stopping);
            }
            Ok((_, other)) => panic!("{other:?}"),
            // Cut off while stopping: unknown as well, to be asked again under its id.
            Err(_) => break,
        }
    }
    assert!(told >= 1);
    assert_eq!(counter.ended().unwrap(), 74);
}
