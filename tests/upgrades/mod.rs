//! Databases as the programs of each schema left them: opened by this one, with every fact they held (REL R12).
//!
//! For a new schema run `FRONTDESK_FREEZE=1 cargo nextest run -E 'test(freeze)'` once, add its number to `FROZEN` and
//! commit what it wrote. A frozen file is never made again.

mod facts;
mod office;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use frontdesk::domain::error::Why;
use frontdesk::domain::id::StaffId;
use frontdesk::server::ServeError;
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::{audit, draft, pins};
use frontdesk::storage::migrations::{CURRENT, backup_path};
use frontdesk::storage::record::get;
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Collection, Store, StoreError, meta};
use tempfile::TempDir;

use crate::support::counter::Counter;

/// The schemas of which a database is kept.
const FROZEN: &[u32] = &[3, 4, 5, 6, 7];

/// Most bytes of a frozen database.
const MOST: usize = 64 * 1024;

fn place(schema: u32, what: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/upgrades/schema-{schema}.{what}"))
}

/// Lays the frozen database at `path`.
fn thaw(schema: u32, path: &Path) {
    let packed = std::fs::read(place(schema, "redb.deflate")).unwrap();
    assert!(packed.len() <= MOST, "{} bytes", packed.len());
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed.as_slice())
        .read_to_end(&mut bytes)
        .unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// The frozen database opened by this program.
fn opened(schema: u32) -> (TempDir, PathBuf, RedbStore) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    thaw(schema, &path);
    let store = RedbStore::open(&path, &Options::default()).unwrap();
    (folder, path, store)
}

fn asked(store: &RedbStore, query: &Query) -> Reply {
    facts::ask(&*store.read().unwrap(), query)
}

/// Nothing is wrong with records, indexes, figures, ledger, numbers, chain and requests.
#[track_caller]
fn sound(store: &RedbStore) {
    match asked(store, &Query::Verify) {
        Reply::Verify(found) => assert_eq!(found.faults, Vec::<String>::new()),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn done(store: &RedbStore, job: &Job) -> Done {
    let mut service = Service::open(&*store.read().unwrap()).unwrap();
    match service.execute(store, job).unwrap() {
        Answer::Done(done) => done,
        other => panic!("{}: {other:?}", job.command.name),
    }
}

#[test]
fn freeze() {
    if std::env::var_os("FRONTDESK_FREEZE").is_none() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("office.redb");
    office::make(&path);
    let store = RedbStore::inspect(&path, &Options::default()).unwrap();
    let told = facts::told(&*store.read().unwrap());
    drop(store);
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&std::fs::read(&path).unwrap()).unwrap();
    let packed = packed.finish().unwrap();
    assert!(packed.len() <= MOST, "{} bytes", packed.len());
    let text = told
        .into_iter()
        .fold(String::new(), |text, fact| text + &fact + "\n");
    for (what, bytes) in [("redb.deflate", packed), ("facts.txt", text.into_bytes())] {
        let mut file = std::fs::File::create_new(place(CURRENT.schema, what)).unwrap();
        file.write_all(&bytes).unwrap();
    }
}

#[test]
fn the_schema_of_this_program_is_among_them() {
    assert!(FROZEN.contains(&CURRENT.schema), "see the head of the file");
}

#[test]
fn every_fact_is_told_as_it_was_then() {
    for &schema in FROZEN {
        let (_folder, path, store) = opened(schema);
        let tx = store.read().unwrap();
        assert_eq!(meta::schema(&*tx).unwrap(), Some(CURRENT.schema));
        let then = std::fs::read_to_string(place(schema, "facts.txt")).unwrap();
        let now = facts::told(&*tx);
        let lost: Vec<&str> = then.lines().filter(|fact| !now.contains(*fact)).collect();
        assert_eq!(lost, Vec::<&str>::new(), "schema {schema}");
        for collection in Collection::ALL {
            let word = format!("{} ", collection.name());
            assert!(then.lines().any(|fact| fact.starts_with(&word)), "{word}");
        }
        if schema == CURRENT.schema {
            assert_eq!(facts::missing(&*tx), Vec::<&str>::new());
            // What this program reads it writes again, to the byte.
            assert_eq!(facts::read_otherwise(&*tx), Vec::<String>::new());
        }
        drop(tx);
        sound(&store);
        assert_eq!(
            backup_path(&path, schema + 1, 1).exists(),
            schema < CURRENT.schema
        );
    }
}

#[test]
fn work_goes_on_in_it() {
    for &schema in FROZEN {
        let (_folder, path, store) = opened(schema);
        let head = |store: &RedbStore| audit::head(&*store.read().unwrap()).unwrap().seq;
        let begun = head(&store);

        // What was asked last is known by its request.
        let again = done(&store, &office::last(&store));
        assert_eq!((again.seq, head(&store)), (begun, begun));
        // What was done then can be taken back now.
        done(
            &store,
            &office::job(&store, [10; 16], Command::new("undo"), 52),
        );
        // Half-filled forms and PINs are there.
        {
            let tx = store.read().unwrap();
            let drafts = draft::of(&*tx, StaffId(office::DESK)).unwrap();
            assert_eq!(drafts, [office::draft()]);
            let staff: frontdesk::domain::staff::Staff = get(&*tx, office::DESK).unwrap().unwrap();
            let mut old = Command::new("staff.pin")
                .about("李芳")
                .arg("pin", "8642")
                .arg("old", office::PIN);
            let pepper = office::PEPPER;
            pins::seal(&mut old, &[9; 16], pepper, staff.pin.as_deref()).unwrap();
            let mut wrong = old.clone();
            wrong.args[1].1 = wrong.args[0].1.clone();
            drop(tx);
            let mut service = Service::open(&*store.read().unwrap()).unwrap();
            let refused = service.execute(&store, &office::job(&store, [8; 16], wrong, 50));
            assert!(
                matches!(refused.unwrap(), Answer::Refused(why) if why.fields[0].why == Why::WrongOldPin)
            );
            done(&store, &office::job(&store, [9; 16], old, 51));
        }

        // More is done on top of it.
        let number = done(
            &store,
            &office::job(&store, [11; 16], office::repair("楼道灯不亮"), 53),
        )
        .number
        .unwrap();
        assert!(number.count > 1, "{number:?} was given out before");
        assert!(head(&store) > begun + 2);
        sound(&store);
        store.close().unwrap();
        sound(&RedbStore::open(&path, &Options::default()).unwrap());
    }
}

/// A database of a schema this program does not know: refused with both numbers, and not a byte is changed.
#[test]
fn a_newer_database_is_refused_and_left_as_it_is() {
    let mut counter = Counter::open();
    counter.stop();
    let path = counter.paths.database.clone();
    std::fs::remove_file(&path).unwrap();
    thaw(CURRENT.schema, &path);
    let newer = CURRENT.schema + 1;
    let store = RedbStore::open(&path, &Options::default()).unwrap();
    let mut tx = store.write().unwrap();
    meta::put_number(&mut *tx, meta::SCHEMA, newer).unwrap();
    tx.commit().unwrap();
    store.close().unwrap();

    let before = std::fs::read(&path).unwrap();
    let data = counter.paths.data.clone();
    let names = || -> BTreeSet<String> {
        std::fs::read_dir(&data)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains("redb"))
            .collect()
    };
    let had = names();
    let refused = counter.start_with(|_| {}).unwrap_err();
    assert!(
        matches!(&refused, ServeError::Store(StoreError::Newer { found, known })
            if (*found, *known) == (newer, CURRENT.schema)),
        "{refused:?}"
    );
    assert!(std::fs::read(&path).unwrap() == before, "it was changed");
    assert_eq!(names(), had);
}
