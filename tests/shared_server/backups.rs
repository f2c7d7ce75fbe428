//! Backups made while working, and the way back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Why;
use frontdesk::server::ServeError;
use frontdesk::server::restore;
use frontdesk::service::audit;
use frontdesk::service::command::{AuditKind, Command};
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Direction, Step, Store};
use frontdesk::wire::{Ask, Body};

use super::acts::{call, repair};
use super::kills::sound;
use crate::support::counter::{Counter, Desk, request_id};

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
const WRITERS: usize = 6;

#[test]
fn a_backup_fetched_under_load_holds_every_act_acknowledged_before() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    let acked: Arc<Mutex<Vec<Vec<u8>>>> = Arc::default();
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (acked, stop) = (Arc::clone(&acked), Arc::clone(&stop));
            let mut other = counter.desk();
            std::thread::spawn(move || {
                for n in 0.. {
                    if stop.load(Ordering::SeqCst) {
                        return;
                    }
                    let request = request_id();
                    other.run_as(request, &call(&format!("第{writer}线第{n}次")));
                    acked.lock().unwrap().push(request.to_vec());
                }
            })
        })
        .collect();
    let long = std::env::var_os("FRONTDESK_CAMPAIGN").is_some();
    for _ in 0..if long { 100 } else { 4 } {
        let before = acked.lock().unwrap().clone();
        let bytes = fetch(&mut desk);
        let during = acked.lock().unwrap().len();
        let copy = save(&counter, &bytes);
        let found = requests(&copy);
        assert!(before.iter().all(|request| found.contains(request)));
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
    assert!(acked.lock().unwrap().len() > WRITERS);
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
        counter.clock.set(Instant::parse(&morning).unwrap());
        counter.start();
    }
    counter.stop();
    let kept: Vec<String> = names(&counter).into_iter().collect();
    assert_eq!(kept, ["daily-2026-11-23.redb", "daily-2026-11-24.redb"]);
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
    let clock = counter.clock.clone();
    let held = restore::run(&counter.paths, &copy, &*clock, [1; 16]);
    assert!(matches!(held, Err(ServeError::Held { .. })), "{held:?}");
    counter.stop();

    let restored = restore::run(&counter.paths, &copy, &*clock, [1; 16]).unwrap();
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
}

#[test]
fn what_is_no_backup_is_not_restored_and_nothing_is_changed() {
    let mut counter = Counter::open();
    counter.stop();
    let before = std::fs::read(&counter.paths.database).unwrap();
    for bytes in [&b""[..], b"not a database", &[0; 9000]] {
        let path = save(&counter, bytes);
        let refused = restore::run(&counter.paths, &path, &*counter.clock, [1; 16]);
        assert!(matches!(refused, Err(ServeError::Store(_))), "{refused:?}");
    }
    assert!(before == std::fs::read(&counter.paths.database).unwrap());
    counter.start();
}
