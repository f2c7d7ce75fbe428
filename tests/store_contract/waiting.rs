//! What waits beside the tables of redb is never missing, never twice and never out of order, for anybody.

use std::sync::atomic::{AtomicBool, Ordering};

use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::redb::RedbStore;
use frontdesk::storage::{Collection, Direction, ReadTx, Result, Step, Store};
use proptest::prelude::*;

use crate::crash::disk::{CrashDisk, Dice, Vice};
use crate::crash::workload::digest;
use crate::store_contract::{ALL, WAITING, options, redb_in_memory};

/// A put, or a delete, in one of the collections.
type Change = (usize, u8, Option<Vec<u8>>);

#[derive(Debug, Clone)]
enum Act {
    /// A transaction, committed or dropped.
    Write(Vec<Change>, bool),
    Tidy,
    /// Closes the database and opens it again.
    Reopen,
    /// The process ends between two calls.
    Die,
}

fn change() -> impl Strategy<Value = Change> {
    let value = prop::option::weighted(0.6, prop::collection::vec(any::<u8>(), 0..12usize));
    (0..Collection::ALL.len(), 0..6_u8, value)
}

fn act() -> impl Strategy<Value = Act> {
    let changes = || prop::collection::vec(change(), 0..6usize);
    prop_oneof![
        8 => changes().prop_map(|changes| Act::Write(changes, true)),
        1 => changes().prop_map(|changes| Act::Write(changes, false)),
        1 => Just(Act::Tidy),
        1 => Just(Act::Reopen),
        1 => Just(Act::Die),
    ]
}

fn write(store: &dyn Store, changes: &[Change], committed: bool) {
    let mut tx = store.write().unwrap();
    for (collection, key, value) in changes {
        // Keys of the tests' own: the file says of itself what it is under others.
        let (collection, key) = (Collection::ALL[*collection], [b'~', *key]);
        match value {
            Some(value) => tx.put(collection, &key, value).unwrap(),
            None => tx.delete(collection, &key).unwrap(),
        }
    }
    if committed {
        tx.commit().unwrap();
    }
}

/// How many entries each collection holds, counted one by one.
fn counted(store: &dyn Store) -> Vec<(Collection, u64)> {
    let tx = store.read().unwrap();
    let count = |&collection| {
        let mut count = 0;
        tx.scan(collection, ALL, Direction::Backward, &mut |_, _| {
            count += 1;
            Ok(Step::Next)
        })
        .unwrap();
        (collection, count)
    };
    Collection::ALL.iter().map(count).collect()
}

fn run_beside_memory(acts: &[Act], waiting_bytes: usize) {
    let options = options(waiting_bytes);
    let memory = MemoryStore::new();
    let mut disk = CrashDisk::new(Vice::None);
    let mut store = RedbStore::create_on(disk.clone(), "disk", &options, 0).unwrap();
    // The model begins with what a new file says of itself.
    let mut tx = memory.write().unwrap();
    let all =
        &mut |key: &[u8], value: &[u8]| tx.put(Collection::Meta, key, value).map(|()| Step::Next);
    let born = store.read().unwrap();
    born.scan(Collection::Meta, ALL, Direction::Forward, all)
        .unwrap();
    drop(born);
    tx.commit().unwrap();
    for act in acts {
        match act {
            Act::Write(changes, committed) => {
                write(&store, changes, *committed);
                write(&memory, changes, *committed);
            }
            Act::Tidy => {
                store.tidy().unwrap();
                assert!(!store.has_put_off());
            }
            Act::Reopen => {
                store.close().unwrap();
                store = RedbStore::with_backend(disk.clone(), "disk", &options).unwrap();
            }
            Act::Die => {
                let left = CrashDisk::holding(disk.bytes(), Vice::None);
                disk.die();
                drop(store);
                disk = left;
                store = RedbStore::with_backend(disk.clone(), "disk", &options).unwrap();
            }
        }
        let of = |store: &dyn Store| digest(&*store.read().unwrap()).unwrap();
        assert_eq!(of(&store), of(&memory), "after {act:?}");
        assert_eq!(store.census().unwrap(), counted(&memory), "after {act:?}");
        assert_eq!(counted(&store), counted(&memory), "after {act:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_order_of_commits_reopens_and_deaths_ends_as_in_memory(
        acts in prop::collection::vec(act(), 0..24usize),
    ) {
        for waiting_bytes in WAITING.into_iter().chain([160]) {
            run_beside_memory(&acts, waiting_bytes);
        }
    }
}

/// Every commit moves a little from one purse to another: no reader may ever see the sum change.
#[test]
fn no_reader_sees_a_mixture_while_changes_are_put_in_their_places() {
    const PURSES: u8 = 12;
    let store = redb_in_memory(400);
    let of = |purse: u8| {
        let collections = [Collection::Requests, Collection::Drafts];
        (collections[usize::from(purse % 2)], [purse])
    };
    let holds = |tx: &dyn ReadTx, purse: u8| -> Result<i64> {
        let (collection, key) = of(purse);
        let held = tx.get(collection, &key)?;
        Ok(held.map_or(0, |value| i64::from_be_bytes(value.try_into().unwrap())))
    };
    let over = AtomicBool::new(false);
    let read = || -> Result<u64> {
        let mut looks = 0;
        while !over.load(Ordering::Relaxed) {
            let tx = store.read()?;
            let held: Vec<i64> = (0..PURSES)
                .map(|purse| holds(&*tx, purse))
                .collect::<Result<_>>()?;
            assert_eq!(held.iter().sum::<i64>(), 0, "{held:?}");
            looks += 1;
        }
        Ok(looks)
    };
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3).map(|_| scope.spawn(read)).collect();
        let mut dice = Dice::new(11);
        for number in 1..=2_000 {
            let mut tx = store.write().unwrap();
            let purse = |dice: &mut Dice| u8::try_from(dice.below(usize::from(PURSES))).unwrap();
            for (purse, by) in [(purse(&mut dice), -number), (purse(&mut dice), number)] {
                let now = holds(tx.as_read(), purse).unwrap() + by;
                let (collection, key) = of(purse);
                tx.put(collection, &key, &now.to_be_bytes()).unwrap();
            }
            // Now and then too large to wait.
            if number % 50 == 0 {
                tx.put(Collection::Undo, b"large", &[7; 200]).unwrap();
            }
            tx.commit().unwrap();
        }
        over.store(true, Ordering::Relaxed);
        for reader in readers {
            assert!(reader.join().unwrap().unwrap() > 0);
        }
    });
}
