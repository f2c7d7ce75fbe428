//! Backups made while working, and the way back.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Why;
use frontdesk::server::ServeError;
use frontdesk::server::restore;
use frontdesk::service::audit;
use frontdesk::service::clock::Clock;
use frontdesk::service::command::{AuditKind, Command};
use frontdesk::service::requests::RequestId;
use frontdesk::storage::backup::Restored;
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{
    Collection, CommitTx, Direction, KeyRange, ReadTx, Result, Step, Store, Visit,
};
use frontdesk::wire::{Ask, Body};

use super::acts::{call, repair};
use super::kills::sound;
use crate::support::campaign::size;
use crate::support::counter::{Counter, Desk, PATIENCE, request_id};
use crate::support::passing::hand_on;

/// Fetches a backup as a terminal does; returns its bytes.
fn fetch(desk: &mut Desk) -> Vec<u8> {
    let mut all = Vec::new();
    let mut name = None;
    loop {
        let from = all.len() as u64;
        let (_, body) = desk.request(Ask::Backup { name, from });
        let Body::Piece {
            name: of,
            bytes,
            total,
        } = body
        else {
            panic!("{body:?}")
        };
        assert!(!bytes.is_empty());
        all.extend(bytes);
        name = Some(of);
        if all.len() as u64 == total {
            return all;
        }
    }
}

fn names(counter: &Counter) -> BTreeSet<String> {
    std::fs::read_dir(counter.paths.data.join("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

fn save(counter: &Counter, bytes: &[u8]) -> PathBuf {
    let path = counter.home().join("copy.redb");
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Restores a copy as the command line does, but waits for no server that is about to stop.
fn restore(counter: &Counter, copy: &Path) -> std::result::Result<Restored, ServeError> {
    restore::run(
        &counter.paths,
        copy,
        &*counter.clock,
        [1; 16],
        Duration::ZERO,
    )
}

fn requests(path: &Path) -> BTreeSet<Vec<u8>> {
    let store = RedbStore::inspect(path, &Options::default()).unwrap();
    let tx = store.read().unwrap();
    assert_eq!(audit::verify(&*tx).unwrap().1, []);
    let mut found = BTreeSet::new();
    audit::scan(&*tx, 0, Direction::Forward, &mut |line| {
        found.insert(line.event.request);
        Ok(Step::Next)
    })
    .unwrap();
    found
}

/// Terminals that write while backups are fetched.
/// With the one that fetches as many as one account may have.
const WRITERS: usize = 7;

/// What the terminals did, by request.
#[derive(Default)]
struct Acts {
    acked: Mutex<Vec<Vec<u8>>>,
    more: Condvar,
    /// Whether a table is read only after one more of them.
    between: AtomicBool,
}

impl Acts {
    fn push(&self, request: RequestId) {
        self.acked.lock().unwrap().push(request.to_vec());
        self.more.notify_all();
    }

    fn so_far(&self) -> Vec<Vec<u8>> {
        self.acked.lock().unwrap().clone()
    }

    fn wait_for_another(&self) {
        let acked = self.acked.lock().unwrap();
        let before = acked.len();
        let waited = self
            .more
            .wait_timeout_while(acked, PATIENCE, |acked| acked.len() == before);
        assert!(!waited.unwrap().1.timed_out(), "nobody acts any more");
    }
}

/// A store in which something is committed before each table that is read as a whole: tables that are not of
/// one snapshot do not fit together.
struct Busy {
    store: Arc<dyn Store>,
    acts: Arc<Acts>,
}

impl Store for Busy {
    fn read(&self) -> Result<Box<dyn ReadTx + '_>> {
        Ok(Box::new(BusyTx {
            tx: self.store.read()?,
            acts: &self.acts,
        }))
    }

    fn write(&self) -> Result<Box<dyn CommitTx + '_>> {
        self.store.write()
    }
}

struct BusyTx<'a> {
    tx: Box<dyn ReadTx + 'a>,
    acts: &'a Acts,
}

impl ReadTx for BusyTx<'_> {
    hand_on!(tx: get);

    fn scan(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        if range == (Bound::Unbounded, Bound::Unbounded) && self.acts.between.load(Ordering::SeqCst)
        {
            self.acts.wait_for_another();
        }
        self.tx.scan(collection, range, direction, visit)
    }
}

#[test]
fn a_backup_fetched_under_load_holds_every_act_acknowledged_before() {
    let acts: Arc<Acts> = Arc::default();
    let mut counter = Counter::closed();
    counter
        .start_with(|options| {
            let acts = Arc::clone(&acts);
            options.wrap = Some(Box::new(move |store| Arc::new(Busy { store, acts })));
        })
        .unwrap();
    let mut desk = counter.desk();
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (acts, stop) = (Arc::clone(&acts), Arc::clone(&stop));
            let mut other = counter.desk();
            std::thread::spawn(move || {
                for n in 0.. {
                    if stop.load(Ordering::SeqCst) {
                        return;
                    }
                    let request = request_id();
                    other.run_as(request, &call(&format!("第{writer}线第{n}次")));
                    acts.push(request);
                }
            })
        })
        .collect();
    for _ in 0..size(5, 5, 200) {
        let before = acts.so_far();
        acts.between.store(true, Ordering::SeqCst);
        let bytes = fetch(&mut desk);
        acts.between.store(false, Ordering::SeqCst);
        let during = acts.so_far().len();
        let copy = save(&counter, &bytes);
        let found = requests(&copy);
        assert!(before.iter().all(|request| found.contains(request)));
        assert!(
            during > before.len() + Collection::ALL.len() / 2,
            "nothing was done meanwhile: {during}"
        );
        // None is half there, and nothing is from after the end; what is in flight may be there.
        let store = RedbStore::inspect(&copy, &Options::default()).unwrap();
        sound(&*store.read().unwrap());
        assert!(found.len() <= during + WRITERS + 8, "{}", found.len());
        std::fs::remove_file(copy).unwrap();
    }
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.join().unwrap();
    }
    assert!(
        names(&counter)
            .iter()
            .all(|name| !name.starts_with("asked"))
    );
    drop(desk);
    counter.stop();
}

#[test]
fn a_backup_not_fetched_to_its_end_goes_with_its_terminal() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    // More than one piece, so that something is left to fetch.
    for n in 0..40 {
        desk.done(&call(&"很长的一段话".repeat(60 + n)));
    }
    let (_, body) = desk.request(Ask::Backup {
        name: None,
        from: 0,
    });
    let Body::Piece { name, total, .. } = body else {
        panic!("{body:?}")
    };
    let mut other = counter.desk();
    let (_, refused) = other.request(Ask::Backup {
        name: Some(name.clone()),
        from: 0,
    });
    assert!(matches!(refused, Body::Refused(refusal) if refusal.why == Why::UnknownRecord));
    if total > 256 * 1024 {
        assert!(names(&counter).contains(&name));
    }
    drop((desk, other));
    counter.stop();
    assert!(names(&counter).iter().all(|name| name.starts_with("daily")));
}

#[test]
fn the_first_start_of_a_day_makes_its_backup_and_old_ones_go() {
    let mut counter = Counter::open();
    let keep = Command::new("setting.set")
        .arg("setting", "backup.keep")
        .arg("value", "2");
    counter.desk().done(&keep);
    for day in ["22", "23", "23", "24"] {
        let morning = format!("2026-11-{day}T08:00:00+08:00");
        counter.stop();
        counter.clock.pass(Instant::parse(&morning).unwrap());
        counter.start();
    }
    counter.stop();
    let kept: Vec<String> = names(&counter).into_iter().collect();
    assert_eq!(kept, ["daily-2026-11-23.redb", "daily-2026-11-24.redb"]);
}

#[test]
fn without_a_setting_the_last_fourteen_days_are_kept() {
    let mut counter = Counter::closed();
    let folder = counter.paths.data.join("backups");
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .unwrap();
    for day in 1..=20 {
        std::fs::write(folder.join(format!("daily-2026-11-{day:02}.redb")), b"x").unwrap();
    }
    // What has another name is not ours to remove.
    std::fs::write(folder.join("kept-by-hand.redb"), b"x").unwrap();
    counter.start();
    counter.stop();
    let days = (8..=21).map(|day| format!("daily-2026-11-{day:02}.redb"));
    let kept: BTreeSet<String> = days.chain([String::from("kept-by-hand.redb")]).collect();
    assert_eq!(names(&counter), kept);
}

#[test]
fn a_restore_begins_a_series_of_its_own_says_so_and_keeps_what_was_there() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    let kept = desk.done(&repair("漏水")).number.unwrap();
    let bytes = fetch(&mut desk);
    let lost = desk.done(&repair("停电")).number.unwrap();
    drop(desk);
    let copy = save(&counter, &bytes);
    let held = restore(&counter, &copy);
    assert!(matches!(held, Err(ServeError::Held { .. })), "{held:?}");
    counter.stop();

    let restored = restore(&counter, &copy).unwrap();
    let aside = restore::aside(&restored).unwrap();
    assert_eq!(requests(&aside).len(), requests(&copy).len() + 1);
    let store = counter.store();
    {
        let tx = store.read().unwrap();
        assert_eq!(audit::verify(&*tx).unwrap().1, []);
        let newest = audit::head(&*tx).unwrap().seq;
        let line = audit::event(&*tx, newest).unwrap().unwrap().event;
        assert_eq!(
            (line.kind, line.command.as_str()),
            (AuditKind::System, "restore")
        );
    }
    store.close().unwrap();
    counter.start();
    let again = counter.desk().done(&repair("停电")).number.unwrap();
    assert_eq!((kept.series, lost.series, again.series), (1, 1, 2));
    assert_ne!(again.full(), lost.full(), "no number is given out twice");

    // Restored once more: what was given out in the meantime is not given out again either.
    counter.stop();
    counter.clock.set(counter.clock.now().plus_minutes(1));
    restore(&counter, &copy).unwrap();
    counter.start();
    let third = counter.desk().done(&repair("停电")).number.unwrap();
    assert_eq!(third.series, 3);
}

#[test]
fn a_series_is_never_begun_twice_even_if_the_database_cannot_tell_any_more() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    let bytes = fetch(&mut desk);
    drop(desk);
    counter.stop();
    let copy = save(&counter, &bytes);
    let mut series = Vec::new();
    for _ in 0..2 {
        restore(&counter, &copy).unwrap();
        counter.start();
        series.push(counter.desk().done(&repair("停电")).number.unwrap().series);
        counter.stop();
        // Damage is the usual reason to restore.
        std::fs::write(&counter.paths.database, b"damaged").unwrap();
        let now = Clock::now(&*counter.clock);
        counter.clock.set(now.plus_ms(1000));
    }
    assert_eq!(series, [2, 3]);
}

#[test]
fn what_is_no_backup_is_not_restored_and_nothing_is_changed() {
    let mut counter = Counter::open();
    counter.stop();
    let before = std::fs::read(&counter.paths.database).unwrap();
    for bytes in [&b""[..], b"not a database", &[0; 9000]] {
        let path = save(&counter, bytes);
        let refused = restore(&counter, &path);
        assert!(matches!(refused, Err(ServeError::Store(_))), "{refused:?}");
    }
    assert!(before == std::fs::read(&counter.paths.database).unwrap());
    counter.start();
}
