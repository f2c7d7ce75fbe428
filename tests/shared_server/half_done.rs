//! kill -9 in the middle of a restore, of an upgrade, of an import: what was, or what shall be, and nothing half (REL R4).

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use frontdesk::service::command::Command;
use frontdesk::storage::envelope::unseal;
use frontdesk::storage::migrations::{CURRENT, backup_path};
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Collection, Direction, ReadTx, Step, Store, backup, meta};

use super::acts::{call, homes, payment};
use super::child::{Process, moment, places};
use super::kills::{at_most, ended_well, folder, leftovers, sound};
use crate::support::campaign::size;
use crate::support::counter::Desk;

/// How often each of them is killed.
fn kills() -> usize {
    size(4, 20, 500)
}

/// Everything stored but what is about the file itself.
type Contents = BTreeMap<(Collection, Vec<u8>), Vec<u8>>;

fn contents(tx: &dyn ReadTx) -> Contents {
    let mut all = Contents::new();
    let everything = (std::ops::Bound::Unbounded, std::ops::Bound::Unbounded);
    for &collection in Collection::ALL.iter().filter(|of| **of != Collection::Meta) {
        tx.scan(
            collection,
            everything,
            Direction::Forward,
            &mut |key, value| {
                all.insert((collection, key.to_vec()), value.to_vec());
                Ok(Step::Next)
            },
        )
        .unwrap();
    }
    all
}

/// Opens what is there without touching it.
fn look<T>(path: &Path, look: impl FnOnce(&dyn ReadTx) -> T) -> T {
    let store = RedbStore::inspect(path, &Options::default()).unwrap();
    look(&*store.read().unwrap())
}

/// An office with some days' work in it, at rest; more is done in it by `more`.
fn worked(data: &Path, more: &[Command]) {
    let server = Process::serve(data);
    let mut desk = Desk::at(&places(data));
    for command in more {
        desk.done(command);
    }
    drop(desk);
    drop(ended_well(server, data));
}

fn work(word: &str) -> Vec<Command> {
    let calls = (0..30).map(|n| call(&format!("{word}{n}{}", "说来话长，".repeat(60))));
    let money = (0..10).map(|_| payment("10"));
    calls.chain(money).collect()
}

/// The server of whatever a kill left starts, clears up, and is sound.
fn starts_well(data: &Path) -> RedbStore {
    let server = Process::serve(data);
    assert_eq!(leftovers(data), Vec::<String>::new());
    let links = fs::metadata(places(data).database).unwrap().nlink();
    assert_eq!(links, 1, "another name for the database is left");
    ended_well(server, data)
}

/// Does it once to its end to know how long it takes, in whole milliseconds.
fn time(run: impl FnOnce()) -> u64 {
    let began = Instant::now();
    run();
    u64::try_from(began.elapsed().as_millis()).unwrap() + 1
}

/// How the kills fell: both kinds of end must have been met.
#[derive(Debug, Default)]
struct Fell {
    before: usize,
    after: usize,
}

#[test]
fn a_restore_killed_at_any_moment_leaves_the_old_office_or_the_restored_one() {
    let (_home, data) = folder();
    worked(&data, &homes());
    worked(&data, &work("早"));
    let path = places(&data).database;
    let copy = data.with_file_name("copy.redb");
    let store = RedbStore::open(&path, &Options::default()).unwrap();
    backup::copy(&*store.read().unwrap(), &copy, &Options::default()).unwrap();
    drop(store);
    worked(&data, &work("晚"));
    let kept = data.with_file_name("kept.redb");
    fs::copy(&path, &kept).unwrap();
    let (old, new) = (look(&kept, contents), look(&copy, contents));
    let restoring = || Process::run(&data, &["restore", copy.to_str().unwrap()]);
    let takes = time(|| assert_eq!(restoring().ended(), Some(0)));

    let mut fell = Fell::default();
    for _ in 0..kills() {
        remove_asides(&path);
        fs::copy(&kept, &path).unwrap();
        let process = restoring();
        moment(at_most(takes));
        process.kill();
        let found = look(&path, |tx| {
            sound(tx);
            contents(tx)
        });
        if found == old {
            fell.before += 1;
        } else {
            fell.after += 1;
            // All of the backup, the audit line of the restore, and nothing of what came after it.
            let lost = new.keys().filter(|key| !found.contains_key(*key)).count();
            let more = |of| {
                found.keys().filter(|key| key.0 == of).count()
                    - new.keys().filter(|key| key.0 == of).count()
            };
            assert_eq!(
                (lost, more(Collection::Events), more(Collection::Records)),
                (0, 1, 0)
            );
            let asides = asides(&path);
            assert_eq!(
                look(&asides[0], contents),
                old,
                "the replaced office is kept"
            );
        }
        drop(starts_well(&data));
    }
    eprintln!("{fell:?} of {takes} ms");
    assert!(fell.before > 0, "{fell:?}");
}

/// Cut off just before the new file takes its place, a restore leaves two names for the old one: by the second the
/// office would look like a copy of itself.
#[test]
fn the_second_name_a_restore_left_is_removed_and_what_was_replaced_is_kept() {
    let (_home, data) = folder();
    worked(&data, &homes());
    let path = places(&data).database;
    let kept = path.with_file_name("frontdesk.redb.before-1");
    fs::copy(&path, &kept).unwrap();
    fs::hard_link(&path, path.with_file_name("frontdesk.redb.before-2")).unwrap();
    drop(starts_well(&data));
    assert_eq!(asides(&path), [kept]);
}

/// The files a restore has kept aside.
fn asides(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path.parent().unwrap()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let begin = format!("{}.before-", path.display());
    paths
        .filter(|path| path.display().to_string().starts_with(&begin))
        .collect()
}

fn remove_asides(path: &Path) {
    for aside in asides(path) {
        fs::remove_file(aside).unwrap();
    }
}

/// Makes of an office what a program of an older schema would have left.
fn age(path: &Path, schema: u32) {
    let store = RedbStore::open(path, &Options::default()).unwrap();
    let sealed = contents(&*store.read().unwrap());
    let mut tx = store.write().unwrap();
    for ((collection, key), value) in sealed {
        if Collection::SEALED.contains(&collection) {
            let bare = unseal(collection, &key, &value).unwrap();
            tx.put(collection, &key, bare).unwrap();
        }
    }
    meta::put_number(&mut *tx, meta::SCHEMA, schema).unwrap();
    meta::put_number(&mut *tx, meta::MINIMUM_READER, schema).unwrap();
    tx.commit().unwrap();
    store.close().unwrap();
}

#[test]
fn an_upgrade_killed_at_any_moment_leaves_the_older_office_or_the_newer_one() {
    let (_home, data) = folder();
    worked(&data, &homes());
    worked(&data, &work("旧"));
    let path = places(&data).database;
    let newer = look(&path, contents);
    for schema in [1, 2] {
        let kept = data.with_file_name(format!("schema-{schema}.redb"));
        fs::copy(&path, &kept).unwrap();
        age(&kept, schema);
        let older = look(&kept, contents);
        assert_ne!(older, newer);
        let begin = || {
            remove_asides(&path);
            fs::copy(&kept, &path).unwrap();
        };
        begin();
        let takes = time(|| {
            let server = Process::serve(&data);
            server.kill();
        });
        let mut fell = Fell::default();
        // Fifty of both together are what a change must pass (REL R12).
        for kill in 0..size(2, 25, 250) {
            begin();
            let process = Process::serve_at_once(&data);
            // The first falls before anything can be written.
            if kill > 0 {
                moment(at_most(takes));
            }
            process.kill();
            let found = look(&path, |tx| meta::schema(tx).unwrap().unwrap());
            if found < 3 {
                fell.before += 1;
                assert_eq!(look(&path, contents), older);
            } else {
                fell.after += 1;
                look(&path, sound);
            }
            let store = starts_well(&data);
            let reached = meta::schema(&*store.read().unwrap()).unwrap();
            assert_eq!(reached, Some(CURRENT.schema));
            let has = contents(&*store.read().unwrap());
            assert!(newer.keys().all(|key| has.contains_key(key)));
            let aside = backup_path(&path, schema + 1, 1);
            assert_eq!(look(&aside, contents), older, "the older office is kept");
        }
        eprintln!("schema {schema}: {fell:?} of {takes} ms");
        assert!(fell.before > 0, "{fell:?}");
        // As it was, for the next.
        begin();
        drop(starts_well(&data));
    }
}

/// Homes in the file that is imported.
const HOMES: usize = 200;

fn imported(data: &Path) -> usize {
    let store = RedbStore::inspect(&places(data).database, &Options::default()).unwrap();
    let tx = store.read().unwrap();
    sound(&*tx);
    let kind =
        <frontdesk::domain::household::Household as frontdesk::storage::record::Record>::KIND;
    contents(&*tx)
        .keys()
        .filter(|(of, key)| *of == Collection::Records && key[0] == kind)
        .count()
}

#[test]
fn an_import_killed_at_any_moment_is_there_as_a_whole_or_not_at_all() {
    let (_home, data) = folder();
    worked(
        &data,
        &[Command::new("community.add").arg("name", "翠湖花园")],
    );
    let path = places(&data).database;
    let kept = data.with_file_name("kept.redb");
    fs::copy(&path, &kept).unwrap();
    let file = data.with_file_name("homes.csv");
    let rows = (0..HOMES).map(|n| {
        let (floor, room) = (n / 10 + 1, n % 10 + 1);
        format!("1,1,{floor}{room:02},88.5,已入住,业主{n},1390000{n:04},业主\n")
    });
    let head = String::from("楼号,单元,房间,建筑面积,房屋状态,业主名称,手机号,业主类型\n");
    fs::write(&file, head + &rows.collect::<String>()).unwrap();
    let importing = || Process::run(&data, &["import", "community", file.to_str().unwrap()]);

    let none = imported(&data);
    let server = Process::serve(&data);
    let takes = time(|| assert_eq!(importing().ended(), Some(0)));
    drop(ended_well(server, &data));
    let all = imported(&data);
    assert!(all >= HOMES, "{all}");
    let mut fell = Fell::default();
    for kill in 0..kills() {
        fs::copy(&kept, &path).unwrap();
        let server = Process::serve(&data);
        let process = importing();
        // The first falls before anything can be there, the others mostly while it is being put there.
        if kill > 0 {
            moment(Duration::from_millis(takes / 2) + at_most(takes / 2));
        }
        server.kill();
        process.kill();
        let found = imported(&data);
        if found == none {
            fell.before += 1;
        } else {
            assert_eq!(found, all);
            fell.after += 1;
        }
        // And once more: what is missing comes in, once.
        let server = Process::serve(&data);
        assert_eq!(importing().ended(), Some(0));
        assert_eq!(leftovers(&data), Vec::<String>::new());
        drop(ended_well(server, &data));
        assert_eq!(imported(&data), all);
    }
    eprintln!("{fell:?} of {takes} ms");
    assert!(fell.before > 0, "{fell:?}");
}
