//! The transactions of the embedded engine.

use std::cell::OnceCell;
use std::ops::Bound;

use ::redb::{
    Durability, ReadOnlyTable, ReadTransaction, ReadableTable, StorageError, TableError,
    WriteTransaction,
};

use crate::storage::redb::{Bytes, Place, RedbStore, definition};
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

/// A snapshot; each table is opened once.
pub(super) struct RedbRead {
    tx: ReadTransaction,
    tables: Vec<OnceCell<Option<Table>>>,
    place: Place,
}

impl RedbRead {
    pub(super) fn new(tx: ReadTransaction, place: Place) -> Self {
        let tables = Collection::ALL.iter().map(|_| OnceCell::new()).collect();
        Self { tx, tables, place }
    }

    /// Returns the table, `None` if the file is older than the collection.
    fn table(&self, collection: Collection) -> Result<Option<&Table>> {
        let Some(cell) = self.tables.get(collection as usize) else {
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

impl ReadTx for RedbRead {
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

/// The one write transaction.
pub(super) struct RedbWrite<'s> {
    tx: WriteTransaction,
    place: &'s Place,
}

/// How many entries the first part of a scan fetches, and how many a later one at most.
const FIRST_PART: usize = 16;
const LARGEST_PART: usize = 512;
/// How many bytes a part of a scan fetches before it is enough.
const PART_BYTES: usize = 256 << 10;

type Entries = Vec<(Vec<u8>, Vec<u8>)>;

impl<'s> RedbWrite<'s> {
    pub(super) const fn new(tx: WriteTransaction, place: &'s Place) -> Self {
        Self { tx, place }
    }

    fn change(
        &self,
        collection: Collection,
        key: &[u8],
        value: Option<&[u8]>,
    ) -> std::result::Result<(), TableError> {
        let mut table = self.tx.open_table(definition(collection))?;
        match value {
            Some(value) => table.insert(key, value)?,
            None => table.remove(key)?,
        };
        Ok(())
    }

    /// Fetches up to `limit` entries; the table is closed again, so that a visitor may read it.
    fn part(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        limit: usize,
    ) -> std::result::Result<Entries, TableError> {
        let table = self.tx.open_table(definition(collection))?;
        let mut found = table.range::<&[u8]>(range)?;
        let mut part = Entries::new();
        let mut bytes = 0;
        while part.len() < limit && bytes < PART_BYTES {
            let entry = match direction {
                Direction::Forward => found.next(),
                Direction::Backward => found.next_back(),
            };
            let Some((key, value)) = entry.transpose()? else {
                break;
            };
            bytes += key.value().len() + value.value().len();
            part.push((key.value().to_vec(), value.value().to_vec()));
        }
        Ok(part)
    }

    fn failed(&self, error: TableError) -> crate::storage::StoreError {
        match error {
            TableError::Storage(error) => self.place.failed_write(error),
            other => self.place.table(other),
        }
    }
}

impl ReadTx for RedbWrite<'_> {
    fn get(&self, collection: Collection, key: &[u8]) -> Result<Option<Vec<u8>>> {
        let table = self
            .tx
            .open_table(definition(collection))
            .map_err(|error| self.place.table(error))?;
        let found: std::result::Result<_, StorageError> = table.get(key);
        let found = found.map_err(|error| self.place.storage(error))?;
        Ok(found.map(|value| value.value().to_vec()))
    }

    fn scan(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        let mut limit = FIRST_PART;
        let mut last: Option<Vec<u8>> = None;
        loop {
            let rest = match (&last, direction) {
                (None, _) => range,
                (Some(last), Direction::Forward) => (Bound::Excluded(last.as_slice()), range.1),
                (Some(last), Direction::Backward) => (range.0, Bound::Excluded(last.as_slice())),
            };
            if holds_nothing(rest) {
                return Ok(());
            }
            let mut part = self
                .part(collection, rest, direction, limit)
                .map_err(|error| self.place.table(error))?;
            for (key, value) in &part {
                if visit(key, value)? == Step::Stop {
                    return Ok(());
                }
            }
            match part.pop() {
                Some((key, _)) => last = Some(key),
                None => return Ok(()),
            }
            limit = (limit * 2).min(LARGEST_PART);
        }
    }
}

impl WriteTx for RedbWrite<'_> {
    fn put(&mut self, collection: Collection, key: &[u8], value: &[u8]) -> Result<()> {
        self.change(collection, key, Some(value))
            .map_err(|error| self.failed(error))
    }

    fn delete(&mut self, collection: Collection, key: &[u8]) -> Result<()> {
        self.change(collection, key, None)
            .map_err(|error| self.failed(error))
    }
}

impl CommitTx for RedbWrite<'_> {
    fn commit(self: Box<Self>) -> Result<()> {
        let Self { tx, place } = *self;
        tx.commit().map_err(|error| place.commit(error))
    }

    fn as_read(&self) -> &dyn ReadTx {
        self
    }
}
