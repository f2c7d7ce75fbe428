//! One suite for every store: memory, redb with changes that wait and that hardly do, and an overlay over each.

mod bytes;
mod model;
mod records;
mod waiting;

use std::ops::Bound;

use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::overlay::Overlay;
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Collection, Direction, KeyRange, ReadTx, Step, Store, WriteTx};
use redb::backends::InMemoryBackend;

const ALL: KeyRange<'static> = (Bound::Unbounded, Bound::Unbounded);
const MAP: Collection = Collection::Requests;

/// How much may wait: nothing, a few small commits, many.
pub const WAITING: [usize; 3] = [0, 40, 512 << 10];

pub fn options(waiting_bytes: usize) -> Options {
    Options {
        waiting_bytes,
        ..Options::default()
    }
}

pub fn redb_in_memory(waiting_bytes: usize) -> RedbStore {
    let options = options(waiting_bytes);
    RedbStore::create_on(InMemoryBackend::new(), "memory", &options, 0).unwrap()
}

fn each_store(case: fn(&dyn Store)) {
    case(&MemoryStore::new());
    for waiting_bytes in WAITING {
        case(&redb_in_memory(waiting_bytes));
    }
}

/// Runs a case on a write transaction of each engine and on an overlay over each.
fn each_tx(case: fn(&mut dyn WriteTx)) {
    let mut stores: Vec<Box<dyn Store>> = vec![Box::new(MemoryStore::new())];
    for waiting_bytes in WAITING {
        stores.push(Box::new(redb_in_memory(waiting_bytes)));
    }
    for store in stores {
        {
            let mut tx = store.write().unwrap();
            case(&mut *tx);
        }
        let mut tx = store.write().unwrap();
        let changes = {
            let mut overlay = Overlay::new(tx.as_read());
            case(&mut overlay);
            overlay.into_changes()
        };
        changes.apply(&mut *tx).unwrap();
        tx.commit().unwrap();
    }
}

fn list(tx: &(impl ReadTx + ?Sized), range: KeyRange<'_>, direction: Direction) -> Vec<Vec<u8>> {
    let mut keys = Vec::new();
    tx.scan(MAP, range, direction, &mut |key, value| {
        assert_eq!(key, value, "each test value equals its key");
        keys.push(key.to_vec());
        Ok(Step::Next)
    })
    .unwrap();
    keys
}

fn texts(keys: &[Vec<u8>]) -> Vec<&str> {
    keys.iter()
        .map(|key| std::str::from_utf8(key).unwrap())
        .collect()
}

fn put_all(tx: &mut dyn WriteTx, keys: &[&str]) {
    for key in keys {
        tx.put(MAP, key.as_bytes(), key.as_bytes()).unwrap();
    }
}
