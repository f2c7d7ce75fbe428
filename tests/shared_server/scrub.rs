//! A value that is damaged while the server runs is found when nobody asks for anything, and said (reliability D6).

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant as Moment};

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::contact::Contact;
use frontdesk::service::query::{Query, Reply};
use frontdesk::storage::codec::hex;
use frontdesk::storage::record::{Record, stored_key};
use frontdesk::storage::{Collection, CommitTx, ReadTx, Result, Store};
use frontdesk::wire::{Ask, Body, Status};

use super::acts::{call, founded};
use super::child::{Process, moment, places};
use crate::support::counter::{Counter, Desk, PATIENCE};

fn status(desk: &mut Desk) -> Status {
    match desk.request(Ask::Status).1 {
        Body::Status(status) => status,
        other => panic!("{other:?}"),
    }
}

/// Asks how the server is until it suits; that is nothing anybody waits for at a counter.
#[track_caller]
fn until(desk: &mut Desk, suits: impl Fn(&Status) -> bool) -> Status {
    let began = Moment::now();
    loop {
        let status = status(desk);
        if suits(&status) {
            return status;
        }
        assert!(began.elapsed() < PATIENCE, "{status:?}");
        moment(Duration::from_millis(5));
    }
}

fn damaged_on_top(desk: &mut Desk) -> u32 {
    match desk.query(Query::Header).1 {
        Reply::Header(header) => header.damaged,
        other => panic!("{other:?}"),
    }
}

/// Flips a bit of the first call; returns its key.
fn damage(store: &dyn Store) -> Vec<u8> {
    let key = stored_key(Contact::KIND, 1);
    let mut tx = store.write().unwrap();
    let mut value = tx.get(Collection::Records, &key).unwrap().unwrap();
    value[8] ^= 4;
    tx.put(Collection::Records, &key, &value).unwrap();
    tx.commit().unwrap();
    key
}

/// A store that counts how often it is looked at.
struct Counting {
    store: Arc<dyn Store>,
    reads: Arc<AtomicUsize>,
}

impl Store for Counting {
    fn read(&self) -> Result<Box<dyn ReadTx + '_>> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.store.read()
    }

    fn write(&self) -> Result<Box<dyn CommitTx + '_>> {
        self.store.write()
    }
}

const QUIET: Duration = Duration::from_millis(20);

#[test]
fn a_value_damaged_while_the_server_runs_is_found_on_the_next_day_at_the_latest() {
    let mut counter = Counter::closed();
    let at = |text: &str| Instant::parse(text).unwrap();
    counter.clock.set(at("2026-11-21T23:59:58+08:00"));
    let (lend, borrowed) = channel();
    let reads: Arc<AtomicUsize> = Arc::default();
    counter
        .start_with(|options| {
            options.quiet = QUIET;
            let (lend, reads) = (lend.clone(), Arc::clone(&reads));
            options.wrap = Some(Box::new(move |store| {
                lend.send(Arc::clone(&store)).unwrap();
                Arc::new(Counting { store, reads })
            }));
        })
        .unwrap();
    let mut desk = counter.desk();
    desk.done(&call("问停车月卡"));
    let sound = until(&mut desk, |status| status.damaged.is_some());
    assert_eq!((sound.damaged, damaged_on_top(&mut desk)), (Some(0), 0));
    // It has been through, and rests: nobody asks, and nothing is read.
    moment(QUIET * 3);
    let before = reads.load(Ordering::SeqCst);
    moment(QUIET * 10);
    assert_eq!(reads.load(Ordering::SeqCst), before);

    let store = borrowed.recv().unwrap();
    damage(&*store);
    assert_eq!(status(&mut desk).damaged, Some(0));
    counter.clock.set(at("2026-11-22T00:00:05+08:00"));
    until(&mut desk, |status| status.damaged == Some(1));
    assert_eq!(damaged_on_top(&mut desk), 1);
}

#[test]
fn while_somebody_may_wait_nothing_is_read_through_but_the_books_are() {
    let mut counter = Counter::closed();
    counter
        .start_with(|options| options.quiet = Duration::from_hours(1))
        .unwrap();
    let mut desk = counter.desk();
    let told = until(&mut desk, |status| status.books_wrong.is_some());
    assert_eq!((told.books_wrong, told.damaged), (Some(0), None));
}

/// What the server has written in its log, once it holds `what`.
#[track_caller]
fn log_with(path: &Path, what: &str) -> String {
    let began = Moment::now();
    loop {
        let log = std::fs::read_to_string(path).unwrap_or_default();
        if log.contains(what) {
            return log;
        }
        assert!(began.elapsed() < PATIENCE, "no {what:?} in {log}");
        moment(Duration::from_millis(50));
    }
}

#[test]
fn the_log_names_table_and_key_of_what_is_damaged_and_nothing_personal() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let server = Process::serve(&data);
    let mut desk = Desk::at(&places(&data));
    founded(&mut desk);
    desk.done(&call("问停车月卡"));
    drop(desk);
    server.signal(rustix::process::Signal::TERM);
    assert_eq!(server.ended(), Some(0));
    let path = places(&data).database;
    let options = frontdesk::storage::redb::Options::default();
    let store = frontdesk::storage::redb::RedbStore::open(&path, &options).unwrap();
    let key = hex(&damage(&store));
    store.close().unwrap();

    let server = Process::serve(&data);
    let log = log_with(&places(&data).log, "a stored value is damaged");
    let line = log
        .lines()
        .find(|line| line.contains("is damaged"))
        .unwrap();
    assert!(line.contains("records") && line.contains(&key), "{line}");
    for personal in ["孙女士", "停车"] {
        assert!(!log.contains(personal), "{log}");
    }
    let status = until(&mut Desk::at(&places(&data)), |status| {
        status.damaged.is_some()
    });
    assert_eq!(status.damaged, Some(1));
    drop(server);
}
