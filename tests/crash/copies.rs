//! Backups, restores and migrations: whole or not at all, and never over something else.

use std::fs;
use std::path::{Path, PathBuf};

use frontdesk::storage::envelope;
use frontdesk::storage::migrations::{CURRENT, Migration, Plan, backup_path};
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{
    Collection, Direction, Step, Store, StoreError, WriteTx, backup, check, files, meta,
};
use tempfile::TempDir;

use crate::crash::disk::Dice;
use crate::crash::sample::KINDS;
use crate::crash::workload::{Digest, digest, work};

struct Office {
    folder: TempDir,
    store: RedbStore,
}

fn options() -> Options {
    Options::default()
}

impl Office {
    fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let store = RedbStore::create(&folder.path().join("office.redb"), &options(), 0).unwrap();
        let office = Self { folder, store };
        office.work(1, 60);
        office
    }

    fn work(&self, seed: u64, pieces: usize) {
        let mut dice = Dice::new(seed);
        let mut tx = self.store.write().unwrap();
        for _ in 0..pieces {
            work(&mut *tx, &mut dice).unwrap();
        }
        tx.commit().unwrap();
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn digest(&self) -> Digest {
        digest(&*self.store.read().unwrap()).unwrap()
    }

    fn back_up(&self, name: &str) -> Result<Vec<(Collection, u64)>, StoreError> {
        backup::copy(&*self.store.read().unwrap(), &self.at(name), &options())
    }

    /// Ends the office and returns its folder.
    fn close(self) -> TempDir {
        self.store.close().unwrap();
        self.folder
    }
}

fn digest_of(path: &Path) -> Digest {
    let store = RedbStore::inspect(path, &options()).unwrap();
    let tx = store.read().unwrap();
    assert!(check::verify(&*tx, KINDS).unwrap().is_clean());
    digest(&*tx).unwrap()
}

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_the_snapshot_it_was_made_from() {
    let office = Office::open();
    let expected = office.digest();
    let snapshot = office.store.read().unwrap();
    office.work(2, 30);
    let census = backup::copy(&*snapshot, &office.at("b.redb"), &options()).unwrap();
    drop(snapshot);
    assert_ne!(office.digest(), expected);
    assert_eq!(digest_of(&office.at("b.redb")), expected);
    assert!(
        census
            .iter()
            .any(|&(of, count)| of == Collection::Records && count > 10)
    );
}

#[test]
fn a_backup_replaces_nothing_and_leaves_nothing_half() {
    let office = Office::open();
    fs::write(office.at("b.redb"), "a letter").unwrap();
    let error = office.back_up("b.redb").unwrap_err();
    assert!(error.to_string().contains("already exists"), "{error}");
    assert!(office.back_up("no/b.redb").is_err());
    fs::write(office.at(".c.redb.unfinished"), "half").unwrap();
    office.back_up("c.redb").unwrap();
    assert_eq!(names(&office.folder), ["b.redb", "c.redb", "office.redb"]);
}

#[test]
fn a_restore_begins_a_new_epoch_marks_it_and_keeps_the_old_file() {
    let office = Office::open();
    office.back_up("b.redb").unwrap();
    let backed_up = office.digest();
    office.work(2, 30);
    let replaced = office.digest();
    let path = office.at("office.redb");
    let folder = office.close();
    let from = folder.path().join("b.redb");
    let mut mark = |tx: &mut dyn WriteTx, epoch: u32| {
        tx.put(Collection::Events, b"restored", &epoch.to_be_bytes())
    };
    let done = backup::restore(&from, &path, &options(), ".replaced", 0, &mut mark).unwrap();
    assert_eq!(done.epoch, 2);
    assert_eq!(digest_of(&done.aside.unwrap()), replaced);
    assert_eq!(digest_of(&from), backed_up);
    let store = RedbStore::open(&path, &options()).unwrap();
    {
        let mut tx = store.write().unwrap();
        assert_eq!(meta::epoch(&*tx).unwrap(), 2);
        let event = tx.get(Collection::Events, b"restored").unwrap();
        assert_eq!(event.as_deref(), Some(&2_u32.to_be_bytes()[..]));
        tx.delete(Collection::Events, b"restored").unwrap();
        meta::put_number(&mut *tx, meta::EPOCH, 1).unwrap();
        assert_eq!(digest(tx.as_read()).unwrap(), backed_up);
    }
    store.close().unwrap();
    // The same backup once more: the epoch goes on from that of the file it replaces.
    let again = backup::restore(&from, &path, &options(), ".second", 0, &mut mark).unwrap();
    assert_eq!(again.epoch, 3);
    let seen = backup::restore(&from, &path, &options(), ".third", 9, &mut mark).unwrap();
    assert_eq!(seen.epoch, 10);
}

#[test]
fn a_restore_that_cannot_be_changes_nothing() {
    let office = Office::open();
    office.back_up("b.redb").unwrap();
    let path = office.at("office.redb");
    let from = office.at("b.redb");
    let nothing = &mut |_: &mut dyn WriteTx, _| Ok(());
    let held = backup::restore(&from, &path, &options(), ".old", 0, nothing).unwrap_err();
    assert!(matches!(held, StoreError::Locked { .. }), "{held:?}");
    let folder = office.close();
    let before = fs::read(&path).unwrap();
    let mut damaged = fs::read(&from).unwrap();
    let text = "报修".as_bytes();
    let at = damaged
        .windows(text.len())
        .position(|part| part == text)
        .unwrap();
    damaged[at] ^= 1;
    let bad = folder.path().join("bad.redb");
    fs::write(&bad, &damaged).unwrap();
    assert!(backup::restore(&bad, &path, &options(), ".old", 0, nothing).is_err());
    let refusing = &mut |_: &mut dyn WriteTx, _| {
        Err(StoreError::Full {
            file: "mark".into(),
        })
    };
    assert!(backup::restore(&from, &path, &options(), ".old", 0, refusing).is_err());
    fs::write(folder.path().join("office.redb.old"), "x").unwrap();
    assert!(backup::restore(&from, &path, &options(), ".old", 0, nothing).is_err());
    assert!(fs::read(&path).unwrap() == before);
    assert!(fs::read(&bad).unwrap() == damaged);
    assert_eq!(
        names(&folder),
        ["b.redb", "bad.redb", "office.redb", "office.redb.old"]
    );
}

#[test]
fn a_restore_replaces_a_damaged_database_or_none() {
    let office = Office::open();
    office.back_up("b.redb").unwrap();
    let path = office.at("office.redb");
    let from = office.at("b.redb");
    let _folder = office.close();
    fs::write(&path, "what a virus left").unwrap();
    let nothing = &mut |_: &mut dyn WriteTx, _| Ok(());
    let done = backup::restore(&from, &path, &options(), ".old", 4, nothing).unwrap();
    assert_eq!(done.epoch, 5);
    assert_eq!(
        fs::read_to_string(done.aside.unwrap()).unwrap(),
        "what a virus left"
    );
    fs::remove_file(&path).unwrap();
    let done = backup::restore(&from, &path, &options(), ".none", 0, nothing).unwrap();
    assert_eq!((done.epoch, done.aside), (2, None));
    RedbStore::open(&path, &options()).unwrap();
}

#[test]
fn rotation_keeps_the_last_and_touches_nothing_else() {
    let folder = TempDir::new().unwrap();
    let others = ["office.redb.old", "other-1.redb", "office-1.txt"];
    for name in ["office-1.redb", "office-3.redb", "office-2.redb"]
        .iter()
        .chain(&others)
    {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    fs::create_dir(folder.path().join("office-0.redb")).unwrap();
    let at = |name: &str| folder.path().join(name);
    let rotate = |keep, made| backup::rotate(folder.path(), "office-", keep, &at(made)).unwrap();
    assert_eq!(rotate(2, "office-3.redb"), [at("office-1.redb")]);
    assert!(rotate(2, "office-3.redb").is_empty());
    // A clock that was set back: what was just made has the oldest name, and stays.
    assert_eq!(rotate(1, "office-2.redb"), [at("office-3.redb")]);
    assert!(rotate(0, "office-2.redb").is_empty());
    assert_eq!(names(&folder).len(), 5);
}

#[test]
fn all_leftovers_of_a_folder_are_removed_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    for name in [".a.redb.unfinished", ".b.unfinished", "c.unfinished", ".d"] {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    assert_eq!(files::remove_all_unfinished(folder.path()).unwrap(), 2);
    assert_eq!(names(&folder), [".d", "c.unfinished"]);
}

const ADD_A_ROW: Migration = Migration {
    to: CURRENT.schema + 1,
    minimum_reader: CURRENT.schema + 1,
    run: |tx| tx.put(Collection::Requests, b"second", b"row"),
};
const FAIL: Migration = Migration {
    to: CURRENT.schema + 2,
    minimum_reader: CURRENT.schema + 2,
    run: |tx| {
        tx.put(Collection::Requests, b"third", b"row")?;
        Err(StoreError::Full {
            file: "step".into(),
        })
    },
};
const ADD_ANOTHER: Migration = Migration {
    to: CURRENT.schema + 2,
    minimum_reader: CURRENT.schema + 2,
    run: |tx| tx.put(Collection::Requests, b"third", b"row"),
};

fn with_steps(steps: &'static [Migration]) -> Options {
    Options {
        plan: Plan {
            schema: CURRENT.schema + 2,
            minimum_reader: CURRENT.schema + 2,
            steps,
        },
        ..options()
    }
}

fn row(store: &RedbStore, key: &str) -> bool {
    let tx = store.read().unwrap();
    tx.get(Collection::Requests, key.as_bytes())
        .unwrap()
        .is_some()
}

#[test]
fn an_older_database_is_brought_up_to_date_after_a_backup() {
    let office = Office::open();
    let before = office.digest();
    let path = office.at("office.redb");
    let _folder = office.close();
    let aside = backup_path(&path, CURRENT.schema + 1, 1);
    // A step that fails leaves the ones before it done, and nothing of itself.
    assert!(RedbStore::open(&path, &with_steps(&[ADD_A_ROW, FAIL])).is_err());
    {
        let store = RedbStore::inspect(&path, &with_steps(&[])).unwrap();
        assert!(row(&store, "second") && !row(&store, "third"));
        assert_eq!(
            meta::schema(&*store.read().unwrap()).unwrap(),
            Some(CURRENT.schema + 1)
        );
    }
    assert_eq!(digest_of(&aside), before);
    let store = RedbStore::open(&path, &with_steps(&[ADD_A_ROW, ADD_ANOTHER])).unwrap();
    assert!(row(&store, "second") && row(&store, "third"));
    assert_eq!(
        meta::schema(&*store.read().unwrap()).unwrap(),
        Some(CURRENT.schema + 2)
    );
    assert_eq!(
        meta::minimum_reader(&*store.read().unwrap()).unwrap(),
        Some(CURRENT.schema + 2)
    );
    store.close().unwrap();
    let error = RedbStore::open(&path, &options()).unwrap_err();
    assert!(
        matches!(error, StoreError::Newer { found, known } if found == known + 2 && known == CURRENT.schema),
        "{error:?}"
    );
    assert_eq!(digest_of(&aside), before);
}

#[test]
fn a_gap_in_the_steps_is_refused_and_the_database_left_alone() {
    let office = Office::open();
    let before = office.digest();
    let path = office.at("office.redb");
    let folder = office.close();
    let error = RedbStore::open(&path, &with_steps(&[ADD_ANOTHER])).unwrap_err();
    let no_way = format!(
        "no way from schema {} to {}",
        CURRENT.schema,
        CURRENT.schema + 2
    );
    assert!(error.to_string().contains(&no_way), "{error}");
    assert_eq!(digest_of(&path), before);
    assert_eq!(names(&folder), ["office.redb"]);
}

#[test]
fn what_had_no_checksum_has_one_after_an_upgrade_and_after_a_restore() {
    let folder = TempDir::new().unwrap();
    let (older, restored) = (
        folder.path().join("older.redb"),
        folder.path().join("restored.redb"),
    );
    let before = Options {
        plan: Plan {
            schema: 2,
            minimum_reader: 2,
            steps: &[],
        },
        ..options()
    };
    let store = RedbStore::create(&older, &before, 0).unwrap();
    let mut tx = store.write().unwrap();
    for collection in Collection::SEALED {
        tx.put(*collection, b"key", b"bare").unwrap();
    }
    tx.commit().unwrap();
    store.close().unwrap();
    // What the restore itself writes is sealed once, not twice.
    let mut mark =
        |tx: &mut dyn WriteTx, _| envelope::put_sealed(tx, Collection::Events, b"mark", b"line");
    backup::restore(&older, &restored, &options(), ".old", 0, &mut mark).unwrap();
    for path in [restored, older] {
        let store = RedbStore::open(&path, &options()).unwrap();
        let tx = store.read().unwrap();
        for collection in Collection::SEALED {
            let value = envelope::get_sealed(&*tx, *collection, b"key").unwrap();
            assert_eq!(value.as_deref(), Some(&b"bare"[..]), "{collection:?}");
        }
        let marked = tx.get(Collection::Events, b"mark").unwrap();
        if let Some(stored) = marked {
            assert_eq!(stored, envelope::seal(b"mark", b"line"));
        }
        assert_eq!(check::verify(&*tx, KINDS).unwrap().faults, []);
    }
}

/// A program of schema 1 knows nothing of changes that wait: it refuses what this one writes, and what it wrote itself
/// is read as it was.
#[test]
fn a_database_from_before_changes_waited_is_opened_and_never_read_back_by_its_program() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    let first = Options {
        plan: Plan {
            schema: 1,
            minimum_reader: 1,
            steps: &[],
        },
        waiting_bytes: 0,
        ..options()
    };
    let store = RedbStore::create(&path, &first, 0).unwrap();
    let mut tx = store.write().unwrap();
    work(&mut *tx, &mut Dice::new(3)).unwrap();
    tx.put(Collection::Requests, b"first", b"row").unwrap();
    tx.commit().unwrap();
    store.close().unwrap();
    let store = RedbStore::open(&path, &options()).unwrap();
    assert!(row(&store, "first"));
    let tx = store.read().unwrap();
    assert_eq!(meta::schema(&*tx).unwrap(), Some(CURRENT.schema));
    assert!(check::verify(&*tx, KINDS).unwrap().is_clean());
    drop(tx);
    drop(store);
    let error = RedbStore::open(&path, &first).unwrap_err();
    assert!(
        matches!(error, StoreError::Newer { known: 1, .. }),
        "{error:?}"
    );
    let aside = RedbStore::inspect(&backup_path(&path, 2, 1), &first).unwrap();
    assert!(row(&aside, "first"));
}

/// A record goes missing on its way into a new file: the file never takes the place of the old one (reliability D7).
#[test]
fn a_file_that_lacks_a_record_never_takes_the_place_of_the_old_one() {
    let office = Office::open();
    office.back_up("b.redb").unwrap();
    let (path, from) = (office.at("office.redb"), office.at("b.redb"));
    let folder = office.close();
    let before = (fs::read(&path).unwrap(), names(&folder));
    let restored = |options: &Options, mark: &mut Mark<'_>| {
        backup::restore(&from, &path, options, ".old", 0, mark)
            .unwrap_err()
            .to_string()
    };
    let refused = [
        restored(&options(), &mut |tx, _| lose_one(tx)),
        restored(&with_steps(&[LOSE_A_RECORD, ADD_ANOTHER]), &mut |_, _| {
            Ok(())
        }),
    ];
    for why in refused {
        assert!(
            why.contains("only 43 of 44 entries of records would be there"),
            "{why}"
        );
        assert!(before == (fs::read(&path).unwrap(), names(&folder)));
    }
    // With nothing lost the same is done.
    backup::restore(&from, &path, &options(), ".old", 0, &mut |_, _| Ok(())).unwrap();
}

#[test]
fn a_step_that_loses_a_record_is_not_taken() {
    let office = Office::open();
    let before = office.digest();
    let path = office.at("office.redb");
    let _folder = office.close();
    let error = RedbStore::open(&path, &with_steps(&[LOSE_A_RECORD, ADD_ANOTHER])).unwrap_err();
    let why = error.to_string();
    assert!(
        why.contains("only 43 of 44 entries of records would be there"),
        "{why}"
    );
    assert_eq!(digest_of(&path), before);
    assert_eq!(
        digest_of(&backup_path(&path, CURRENT.schema + 1, 1)),
        before
    );
}

type Mark<'m> = dyn FnMut(&mut dyn WriteTx, u32) -> Result<(), StoreError> + 'm;

const LOSE_A_RECORD: Migration = Migration {
    to: CURRENT.schema + 1,
    minimum_reader: CURRENT.schema + 1,
    run: lose_one,
};

fn lose_one(tx: &mut dyn WriteTx) -> Result<(), StoreError> {
    let mut first = None;
    let everything = (std::ops::Bound::Unbounded, std::ops::Bound::Unbounded);
    tx.scan(
        Collection::Records,
        everything,
        Direction::Forward,
        &mut |key, _| {
            first = Some(key.to_vec());
            Ok(Step::Stop)
        },
    )?;
    tx.delete(Collection::Records, &first.unwrap())
}
