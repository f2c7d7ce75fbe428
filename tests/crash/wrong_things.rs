//! R10: the wrong thing at the path is refused in one clear line and not touched.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;

use frontdesk::storage::files::UNFINISHED;
use frontdesk::storage::meta;
use frontdesk::storage::migrations::CURRENT;
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Store, StoreError};
use rustix::fs::{CWD, FileType, Mode};
use tempfile::TempDir;

use crate::crash::disk::Dice;
use crate::crash::workload::work;

fn options() -> Options {
    Options::default()
}

/// Makes a closed database of some size and returns its bytes.
fn sound(path: &Path) -> Vec<u8> {
    let store = RedbStore::create(path, &options(), 0).unwrap();
    let mut tx = store.write().unwrap();
    let mut dice = Dice::new(1);
    for _ in 0..50 {
        work(&mut *tx, &mut dice).unwrap();
    }
    tx.commit().unwrap();
    store.close().unwrap();
    fs::read(path).unwrap()
}

/// Opening `path` fails with `detail` in the message, and leaves what is there as it was.
#[track_caller]
fn assert_refused(path: &Path, detail: &str) -> StoreError {
    let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let before = is_file.then(|| fs::read(path).ok());
    let error = RedbStore::open(path, &options()).unwrap_err();
    let text = error.to_string();
    assert!(text.contains(detail), "{text}");
    assert!(
        text.lines().count() == 1 && !text.contains("panicked"),
        "{text}"
    );
    let after = is_file.then(|| fs::read(path).ok());
    assert!(before == after, "{} was changed", path.display());
    error
}

fn with_bytes(bytes: &[u8], detail: &str) -> StoreError {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    fs::write(&path, bytes).unwrap();
    assert_refused(&path, detail)
}

#[test]
fn what_is_no_file_is_refused_without_opening_it() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert_refused(&at("nothing"), "No such file");
    assert_refused(folder.path(), "is a directory");
    rustix::fs::mknodat(CWD, at("fifo"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    assert_refused(&at("fifo"), "is a FIFO");
    symlink(at("fifo"), at("to_fifo")).unwrap();
    assert_refused(&at("to_fifo"), "is a FIFO");
    let _listener = UnixListener::bind(at("socket")).unwrap();
    assert_refused(&at("socket"), "is a socket");
    symlink("/dev/null", at("to_null")).unwrap();
    assert_refused(&at("to_null"), "is a device");
    assert_refused(Path::new("/dev/zero"), "is a device");
    symlink(at("b"), at("a")).unwrap();
    symlink(at("a"), at("b")).unwrap();
    assert_refused(&at("a"), "symbolic links");
    symlink(at("gone"), at("dangling")).unwrap();
    assert_refused(&at("dangling"), "No such file");
    fs::write(at("file"), "x").unwrap();
    assert_refused(&at("file").join("below"), "Not a directory");
}

#[test]
fn what_is_no_database_is_refused() {
    with_bytes(b"", "is empty");
    with_bytes("业主名单,电话\n张三,138\n".as_bytes(), "");
    with_bytes(&[0; 4096], "");
    with_bytes(&vec![0xa5; 1 << 16], "");
    with_bytes(b"SQLite format 3\0 and so on", "");
}

#[test]
fn a_cut_or_lengthened_database_is_refused_or_whole() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    let bytes = sound(&path);
    for kept in [
        1,
        100,
        4095,
        4096,
        bytes.len() / 2,
        bytes.len() - 4096,
        bytes.len() - 1,
    ] {
        with_bytes(&bytes[..kept], "");
    }
    let mut longer = bytes.clone();
    longer.extend_from_slice(&[7; 8192]);
    fs::write(&path, &longer).unwrap();
    let store = RedbStore::open(&path, &options()).unwrap();
    assert!(store.census().unwrap().iter().any(|(_, count)| *count > 20));
}

#[test]
fn another_programs_database_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("other.redb");
    let table = redb::TableDefinition::<u64, u64>::new("meta");
    let database = redb::Database::create(&path).unwrap();
    drop(database);
    assert_refused(&path, "is not a database of this program");
    let database = redb::Database::create(&path).unwrap();
    let tx = database.begin_write().unwrap();
    tx.open_table(table).unwrap().insert(1, 2).unwrap();
    tx.commit().unwrap();
    drop(database);
    assert_refused(&path, "meta is of type");
}

#[test]
fn a_file_without_permission_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    sound(&path);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything: then there is nothing to refuse.
    if fs::File::open(&path).is_err() {
        assert_refused(&path, "ermission denied");
    }
}

#[test]
fn a_database_held_by_another_is_locked() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    let store = RedbStore::create(&path, &options(), 0).unwrap();
    let error = assert_refused(&path, "already open");
    assert!(matches!(error, StoreError::Locked { .. }), "{error:?}");
    store.close().unwrap();
    RedbStore::open(&path, &options()).unwrap();
}

#[test]
fn a_newer_database_is_refused_by_name_of_both_versions() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    let mut newer = options();
    let known = CURRENT.schema;
    newer.plan.schema = known + 1;
    // Once closed orderly and once left as a crash leaves it.
    for orderly in [true, false] {
        let _ = fs::remove_file(&path);
        let store = RedbStore::create(&path, &newer, 0).unwrap();
        // What waits is not looked at: a newer program may write it in its own way.
        let mut tx = store.write().unwrap();
        work(&mut *tx, &mut Dice::new(1)).unwrap();
        tx.commit().unwrap();
        if orderly {
            store.close().unwrap();
        } else {
            let copy = folder.path().join("copy.redb");
            fs::copy(&path, &copy).unwrap();
            drop(store);
            fs::rename(&copy, &path).unwrap();
        }
        let says = format!("schema {} is newer than this program's {known}", known + 1);
        let error = assert_refused(&path, &says);
        assert!(
            matches!(error, StoreError::Newer { found, known: own } if (found, own) == (known + 1, known))
        );
    }
}

#[test]
fn a_new_database_is_private_and_has_its_birthday() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    let store = RedbStore::create(&path, &options(), 1_795_000_000).unwrap();
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let tx = store.read().unwrap();
    assert_eq!(meta::schema(&*tx).unwrap(), Some(CURRENT.schema));
    assert_eq!(
        meta::minimum_reader(&*tx).unwrap(),
        Some(CURRENT.minimum_reader)
    );
    assert_eq!(meta::epoch(&*tx).unwrap(), 1);
    assert_eq!(meta::created_at(&*tx).unwrap(), Some(1_795_000_000));
}

#[test]
fn creation_never_replaces_what_is_there() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    for content in ["", "a letter"] {
        fs::write(&path, content).unwrap();
        let error = RedbStore::create(&path, &options(), 0).unwrap_err();
        assert!(error.to_string().contains("already exists"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    assert!(RedbStore::create(&folder.path().join("no/office.redb"), &options(), 0).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// R4: what a kill during creation can leave is removed at the next start.
#[test]
fn the_leftover_of_a_killed_creation_is_removed() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    let leftover = folder.path().join(format!(".office.redb{UNFINISHED}"));
    let whole = {
        let elsewhere = TempDir::new().unwrap();
        sound(&elsewhere.path().join("x.redb"))
    };
    for kept in [0, 1, 320, 4096, whole.len() / 2, whole.len()] {
        fs::write(&leftover, &whole[..kept]).unwrap();
        RedbStore::create(&path, &options(), 0)
            .unwrap()
            .close()
            .unwrap();
        assert!(!leftover.exists());
        fs::write(&leftover, &whole[..kept]).unwrap();
        RedbStore::open(&path, &options()).unwrap().close().unwrap();
        assert!(!leftover.exists());
        fs::remove_file(&path).unwrap();
    }
}
