//! An error at every single call to the disk: no false acknowledgement, nothing half.

use std::io::ErrorKind;

use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Collection, Store, StoreError};

use crate::crash::disk::{CrashDisk, Event, Vice};
use crate::crash::workload::{judge, run, try_run};

const COMMITS: usize = 4;

/// Fails call after call until the fault is no longer reached; returns how many there were.
fn at_each_call(kind: ErrorKind, expected: impl Fn(&StoreError) -> bool) -> usize {
    let honest = CrashDisk::new(Vice::None);
    run(&honest, 3, COMMITS);
    for call in 0..honest.calls() {
        let disk = CrashDisk::new(Vice::FailsAt(call, kind));
        let mut digests = Vec::new();
        let ended = try_run(&disk, 3, COMMITS, &mut digests);
        let acked = disk
            .events()
            .iter()
            .filter(|event| matches!(event, Event::Ack))
            .count();
        match &ended {
            Err(error) => assert!(expected(error), "call {call}: {error}"),
            // The very last calls may be those of an orderly end, which nobody was promised.
            Ok(()) => assert_eq!(acked, COMMITS + 1, "call {call}"),
        }
        if acked == 0 {
            continue;
        }
        let again = CrashDisk::holding(disk.bytes(), Vice::None);
        let store = RedbStore::with_backend(again, "disk", &Options::default()).unwrap();
        let judged = judge(&store, acked - 1, &digests);
        assert!(judged.is_ok(), "call {call}: {judged:?}");
    }
    honest.calls()
}

#[test]
fn an_error_at_any_call_is_told_and_survived() {
    let expected =
        |error: &StoreError| matches!(error, StoreError::Unknown { .. } | StoreError::Io { .. });
    assert!(at_each_call(ErrorKind::TimedOut, expected) > 40);
}

#[test]
fn a_disk_full_at_any_call_is_told_and_survived() {
    let expected =
        |error: &StoreError| matches!(error, StoreError::Unknown { .. } | StoreError::Full { .. });
    assert!(at_each_call(ErrorKind::StorageFull, expected) > 40);
}

/// After a commit whose outcome is unknown nothing more is written (reliability D4).
#[test]
fn a_failed_commit_ends_writing_but_not_reading() {
    let honest = CrashDisk::new(Vice::None);
    run(&honest, 3, 0);
    for (kind, full) in [(ErrorKind::StorageFull, true), (ErrorKind::TimedOut, false)] {
        let mut met = false;
        for call in honest.calls()..honest.calls() + 12 {
            let disk = CrashDisk::new(Vice::None);
            run(&disk, 3, 0);
            let disk = CrashDisk::holding(disk.bytes(), Vice::FailsAt(call - honest.calls(), kind));
            let options = Options::default();
            let Ok(store) = RedbStore::with_backend(disk, "disk", &options) else {
                continue;
            };
            let mut tx = store.write().unwrap();
            tx.put(Collection::Requests, b"k", b"v").unwrap();
            if let Err(error) = tx.commit() {
                assert!(matches!(error, StoreError::Unknown { .. }), "{error}");
                met = true;
                match store.write().err() {
                    Some(StoreError::Full { .. }) => assert!(full),
                    Some(StoreError::Io { .. }) => assert!(!full),
                    other => panic!("{other:?}"),
                }
                // What may not be on disk is not shown as if it were.
                let tx = store.read().unwrap();
                let seen = tx.get(Collection::Requests, b"k").unwrap();
                assert_eq!(seen, None);
            }
        }
        assert!(met, "no commit was hit");
    }
}
