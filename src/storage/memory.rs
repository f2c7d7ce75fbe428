//! The engine of tests: ordered maps in memory, with snapshots.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use crate::storage::overlay::Changes;
use crate::storage::{
    Collection, CommitTx, Direction, KeyRange, ReadTx, Result, Step, Store, Visit, WriteTx,
    holds_nothing,
};

type Map = BTreeMap<Vec<u8>, Vec<u8>>;
type Maps = BTreeMap<Collection, Map>;

/// A store that forgets everything when it is dropped.
#[derive(Debug, Default)]
pub struct MemoryStore {
    committed: RwLock<Arc<Maps>>,
    writer: Mutex<()>,
}

impl MemoryStore {
    /// Begins empty.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    // A panic while the lock is held leaves the maps as the last commit made them.
    fn snapshot(&self) -> Snapshot {
        let committed = self
            .committed
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        Snapshot(Arc::clone(&committed))
    }
}

impl Store for MemoryStore {
    fn read(&self) -> Result<Box<dyn ReadTx + '_>> {
        Ok(Box::new(self.snapshot()))
    }

    fn write(&self) -> Result<Box<dyn CommitTx + '_>> {
        let alone = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Box::new(MemoryWrite {
            store: self,
            base: self.snapshot(),
            changes: Changes::default(),
            alone,
        }))
    }
}

struct Snapshot(Arc<Maps>);

impl ReadTx for Snapshot {
    fn get(&self, collection: Collection, key: &[u8]) -> Result<Option<Vec<u8>>> {
        let map = self.0.get(&collection);
        Ok(map.and_then(|map| map.get(key)).cloned())
    }

    fn scan(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        let Some(map) = self.0.get(&collection) else {
            return Ok(());
        };
        if holds_nothing(range) {
            return Ok(());
        }
        let entries = map.range::<[u8], _>(range);
        match direction {
            Direction::Forward => walk(entries, visit),
            Direction::Backward => walk(entries.rev(), visit),
        }
    }
}

fn walk<'m>(
    entries: impl Iterator<Item = (&'m Vec<u8>, &'m Vec<u8>)>,
    visit: &mut Visit<'_>,
) -> Result<()> {
    for (key, value) in entries {
        if visit(key, value)? == Step::Stop {
            break;
        }
    }
    Ok(())
}

struct MemoryWrite<'s> {
    store: &'s MemoryStore,
    base: Snapshot,
    changes: Changes,
    alone: MutexGuard<'s, ()>,
}

impl ReadTx for MemoryWrite<'_> {
    fn get(&self, collection: Collection, key: &[u8]) -> Result<Option<Vec<u8>>> {
        self.changes.get_over(&self.base, collection, key)
    }

    fn scan(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        self.changes
            .scan_over(&self.base, collection, range, direction, visit)
    }
}

impl WriteTx for MemoryWrite<'_> {
    fn put(&mut self, collection: Collection, key: &[u8], value: &[u8]) -> Result<()> {
        self.changes.set(collection, key, Some(value));
        Ok(())
    }

    fn delete(&mut self, collection: Collection, key: &[u8]) -> Result<()> {
        self.changes.set(collection, key, None);
        Ok(())
    }
}

impl CommitTx for MemoryWrite<'_> {
    fn commit(self: Box<Self>) -> Result<()> {
        let Self {
            store,
            base,
            changes,
            alone,
        } = *self;
        // Given up first, so that without readers the maps are changed in place.
        drop(base);
        {
            let mut committed = store
                .committed
                .write()
                .unwrap_or_else(PoisonError::into_inner);
            let maps = Arc::make_mut(&mut committed);
            for (collection, key, value) in changes.iter() {
                let map = maps.entry(collection).or_default();
                match value {
                    Some(value) => map.insert(key.to_vec(), value.to_vec()),
                    None => map.remove(key),
                };
            }
        }
        drop(alone);
        Ok(())
    }

    fn as_read(&self) -> &dyn ReadTx {
        self
    }
}
