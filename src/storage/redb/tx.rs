//! The transactions of the embedded engine.

use std::cell::OnceCell;
use std::sync::Arc;

use ::redb::{
    Durability, ReadOnlyTable, ReadTransaction, ReadableTableMetadata, TableError, WriteTransaction,
};

use crate::storage::overlay::Changes;
use crate::storage::redb::place::Place;
use crate::storage::redb::waiting::Waiting;
use crate::storage::redb::{Alone, Bytes, RedbStore, definition};
use crate::storage::{
    Collection, CommitTx, Direction, KeyRange, ReadTx, Result, Step, Visit, WriteTx, holds_nothing,
};

/// Begins a write transaction that is durable when it commits.
pub(super) fn begin(store: &RedbStore) -> Result<WriteTransaction> {
    store.place.check_trouble()?;
    let mut tx = store
        .database
        .begin_write()
        .map_err(|error| store.place.transaction(error))?;
    tx.set_durability(Durability::Immediate)
        .map_err(|error| store.place.refused(error.to_string()))?;
    tx.set_two_phase_commit(true);
    // The integrity check on open reads everything anyway.
    tx.set_quick_repair(false);
    Ok(tx)
}

type Table = ReadOnlyTable<Bytes, Bytes>;

/// A snapshot of the tables, each opened once.
struct Tables {
    tx: ReadTransaction,
    open: Vec<OnceCell<Option<Table>>>,
    place: Place,
}

impl Tables {
    /// Returns the table, `None` if nothing was ever put there.
    fn table(&self, collection: Collection) -> Result<Option<&Table>> {
        let Some(cell) = self.open.get(collection as usize) else {
            return Ok(None);
        };
        if let Some(table) = cell.get() {
            return Ok(table.as_ref());
        }
        let table = match self.tx.open_table(definition(collection)) {
            Ok(table) => Some(table),
            Err(TableError::TableDoesNotExist(_)) => None,
            Err(error) => return Err(self.place.table(error)),
        };
        Ok(cell.get_or_init(|| table).as_ref())
    }
}

impl ReadTx for Tables {
    fn get(&self, collection: Collection, key: &[u8]) -> Result<Option<Vec<u8>>> {
        let Some(table) = self.table(collection)? else {
            return Ok(None);
        };
        let found = table.get(key).map_err(|error| self.place.storage(error))?;
        Ok(found.map(|value| value.value().to_vec()))
    }

    fn scan(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        if holds_nothing(range) {
            return Ok(());
        }
        let Some(table) = self.table(collection)? else {
            return Ok(());
        };
        let mut entries = table
            .range::<&[u8]>(range)
            .map_err(|error| self.place.storage(error))?;
        loop {
            let entry = match direction {
                Direction::Forward => entries.next(),
                Direction::Backward => entries.next_back(),
            };
            let Some(entry) = entry else {
                return Ok(());
            };
            let (key, value) = entry.map_err(|error| self.place.storage(error))?;
            if visit(key.value(), value.value())? == Step::Stop {
                return Ok(());
            }
        }
    }
}

/// A snapshot: what waits, laid over the tables.
pub(super) struct RedbRead {
    tables: Tables,
    waiting: Arc<Waiting>,
}

impl RedbRead {
    pub(super) fn new(tx: ReadTransaction, place: Place, waiting: Arc<Waiting>) -> Self {
        let open = Collection::ALL.iter().map(|_| OnceCell::new()).collect();
        Self {
            tables: Tables { tx, open, place },
            waiting,
        }
    }

    /// How many entries a collection holds.
    pub(super) fn count(&self, collection: Collection) -> Result<u64> {
        let mut count = match self.tables.table(collection)? {
            Some(table) => table
                .len()
                .map_err(|error| self.tables.place.storage(error))?,
            None => 0,
        };
        for (key, value) in self.waiting.changes().of(collection) {
            match (self.tables.get(collection, key)?, value) {
                (None, Some(_)) => count += 1,
                (Some(_), None) => count = count.saturating_sub(1),
                _ => {}
            }
        }
        Ok(count)
    }
}

impl ReadTx for RedbRead {
    fn get(&self, collection: Collection, key: &[u8]) -> Result<Option<Vec<u8>>> {
        let waiting = self.waiting.changes();
        waiting.get_over(&self.tables, collection, key)
    }

    fn scan(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        let waiting = self.waiting.changes();
        waiting.scan_over(&self.tables, collection, range, direction, visit)
    }
}

/// The one write transaction.
pub(super) struct RedbWrite<'s> {
    store: &'s RedbStore,
    base: RedbRead,
    changes: Changes,
    alone: Alone<'s>,
}

impl<'s> RedbWrite<'s> {
    /// Begins over `base`, which nobody else changes meanwhile.
    pub(super) fn new(store: &'s RedbStore, base: RedbRead, alone: Alone<'s>) -> Self {
        Self {
            store,
            base,
            changes: Changes::default(),
            alone,
        }
    }
}

impl ReadTx for RedbWrite<'_> {
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

impl WriteTx for RedbWrite<'_> {
    fn put(&mut self, collection: Collection, key: &[u8], value: &[u8]) -> Result<()> {
        self.changes.set(collection, key, Some(value));
        Ok(())
    }

    fn delete(&mut self, collection: Collection, key: &[u8]) -> Result<()> {
        self.changes.set(collection, key, None);
        Ok(())
    }
}

impl CommitTx for RedbWrite<'_> {
    fn commit(self: Box<Self>) -> Result<()> {
        let Self {
            store,
            base,
            changes,
            alone,
        } = *self;
        // Given up first: the pages it holds could not be used again, and what waits would be copied.
        drop(base);
        store.keep(changes, &alone)
    }

    fn as_read(&self) -> &dyn ReadTx {
        self
    }

    fn merge(&mut self, changes: Changes) -> Result<()> {
        self.changes.absorb(changes);
        Ok(())
    }
}
