//! What waits beside the tables is sealed, numbered, and named when it is not what was written.

use std::path::{Path, PathBuf};

use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Collection, Store, StoreError, backup};
use redb::{ReadableTable, TableDefinition};
use tempfile::TempDir;

use crate::crash::workload::digest;

const TABLE: TableDefinition<'static, u64, &'static [u8]> = TableDefinition::new("waiting");
const ROWS: [&[u8]; 3] = [b"one", b"two", b"three"];

/// A database in which three commits wait, as a kill leaves it.
fn killed(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("office.redb");
    let store = RedbStore::create(&path, &Options::default(), 0).unwrap();
    for row in ROWS {
        let mut tx = store.write().unwrap();
        tx.put(Collection::Requests, b"row", row).unwrap();
        tx.put(Collection::Requests, row, row).unwrap();
        tx.commit().unwrap();
    }
    path
}

/// Changes the sealed commits behind the program's back.
fn harm(path: &Path, harm: impl FnOnce(&mut Vec<(u64, Vec<u8>)>)) {
    let database = redb::Database::create(path).unwrap();
    let tx = database.begin_write().unwrap();
    {
        let mut table = tx.open_table(TABLE).unwrap();
        let mut sealed: Vec<(u64, Vec<u8>)> = Vec::new();
        for entry in table.iter().unwrap() {
            let (number, bytes) = entry.unwrap();
            sealed.push((number.value(), bytes.value().to_vec()));
        }
        assert_eq!(sealed.len(), ROWS.len());
        for (number, _) in &sealed {
            table.remove(number).unwrap();
        }
        harm(&mut sealed);
        for (number, bytes) in &sealed {
            table.insert(number, bytes.as_slice()).unwrap();
        }
    }
    tx.commit().unwrap();
}

#[track_caller]
fn assert_named(damage: impl FnOnce(&mut Vec<(u64, Vec<u8>)>), number: &str) {
    let folder = TempDir::new().unwrap();
    let path = killed(&folder);
    harm(&path, damage);
    let before = std::fs::read(&path).unwrap();
    let error = RedbStore::open(&path, &Options::default()).unwrap_err();
    let StoreError::Damaged {
        collection, key, ..
    } = &error
    else {
        panic!("{error:?}");
    };
    assert_eq!((*collection, key.as_str()), ("waiting", number), "{error}");
    let inspected = RedbStore::inspect(&path, &Options::default()).unwrap_err();
    assert_eq!(inspected.to_string(), error.to_string());
    assert!(std::fs::read(&path).unwrap() == before, "it was changed");
}

#[test]
fn what_waits_and_is_sound_is_there_and_the_later_over_the_earlier() {
    let folder = TempDir::new().unwrap();
    let path = killed(&folder);
    harm(&path, |_| {});
    let store = RedbStore::open(&path, &Options::default()).unwrap();
    let tx = store.read().unwrap();
    let row = tx.get(Collection::Requests, b"row").unwrap();
    assert_eq!(row.as_deref(), ROWS.last().copied());
    for row in ROWS {
        assert!(tx.get(Collection::Requests, row).unwrap().is_some());
    }
}

#[test]
fn a_sealed_commit_that_is_not_what_was_written_is_named() {
    assert_named(|sealed| sealed[1].1[9] ^= 1, "2");
    assert_named(|sealed| sealed[1].1.truncate(20), "2");
    assert_named(|sealed| sealed[2].1.clear(), "3");
}

#[test]
fn sealed_commits_that_changed_places_or_are_gone_are_named() {
    let swap = |sealed: &mut Vec<(u64, Vec<u8>)>| {
        let first = sealed[0].1.clone();
        sealed[0].1 = std::mem::replace(&mut sealed[1].1, first);
    };
    assert_named(swap, "1");
    assert_named(|sealed| drop(sealed.remove(0)), "1");
    assert_named(|sealed| drop(sealed.remove(1)), "2");
}

/// A copy and a restore hold what waited, each in its place.
#[test]
fn what_waits_is_backed_up_and_restored() {
    let folder = TempDir::new().unwrap();
    let path = killed(&folder);
    let store = RedbStore::open(&path, &Options::default()).unwrap();
    let expected = digest(&*store.read().unwrap()).unwrap();
    let copied = folder.path().join("copy.redb");
    backup::copy(&*store.read().unwrap(), &copied, &Options::default()).unwrap();
    drop(store);
    let copy = RedbStore::inspect(&copied, &Options::default()).unwrap();
    assert_eq!(digest(&*copy.read().unwrap()).unwrap(), expected);
    drop(copy);
    // Straight from a file in which something waits.
    let restored = folder.path().join("restored.redb");
    let nothing = &mut |_: &mut dyn frontdesk::storage::WriteTx, _| Ok(());
    backup::restore(&path, &restored, &Options::default(), ".old", 0, nothing).unwrap();
    let database = redb::Database::create(&restored).unwrap();
    let tx = redb::ReadableDatabase::begin_read(&database).unwrap();
    assert!(
        tx.open_table(TABLE).is_err(),
        "something waits in a restored file"
    );
    drop((tx, database));
    let store = RedbStore::open(&restored, &Options::default()).unwrap();
    let tx = store.read().unwrap();
    assert_eq!(
        tx.get(Collection::Requests, b"row").unwrap().as_deref(),
        Some(ROWS[2])
    );
}
