//! Changes of small commits, which wait in one place until there are enough to be worth their pages.
//!
//! A command touches some fifty pages all over the file, and the disk takes each of them apart. So its changes are
//! committed as one value; every view lays what waits over the tables; and when much waits, it is put in its places
//! together, in one commit of its own.

use ::redb::{ReadTransaction, ReadableTable, TableDefinition, TableError, WriteTransaction};
use minicbor::bytes::ByteSlice;

use crate::storage::envelope::{seal, unseal};
use crate::storage::kept::{from_bytes, to_bytes};
use crate::storage::overlay::Changes;
use crate::storage::redb::place::Place;
use crate::storage::redb::{Bytes, definition};
use crate::storage::{Collection, Result, StoreError};

/// The changes of one commit each, sealed; numbered from 1 without a gap, in the order they were made.
const TABLE: TableDefinition<'static, u64, Bytes> = TableDefinition::new(NAME);
const NAME: &str = "waiting";

/// What waits.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    changes: Changes,
    /// The number of the last commit.
    last: u64,
    bytes: usize,
}

/// The changes of a commit as they are stored: by collection, keys with their values; no value is a delete.
type Stored<'b> = Vec<(&'b str, Vec<(&'b ByteSlice, Option<&'b ByteSlice>)>)>;

impl Waiting {
    /// Reads what waits in the file.
    pub(super) fn read(tx: &ReadTransaction, place: &Place) -> Result<Self> {
        let mut waiting = Self::default();
        let table = match tx.open_table(TABLE) {
            Ok(table) => table,
            Err(TableError::TableDoesNotExist(_)) => return Ok(waiting),
            Err(error) => return Err(place.table(error)),
        };
        for entry in table.iter().map_err(|error| place.storage(error))? {
            let (number, sealed) = entry.map_err(|error| place.storage(error))?;
            let number = number.value();
            if number != waiting.next() {
                return Err(damaged(waiting.next(), "is not there"));
            }
            waiting.take_in(decode(number, sealed.value())?);
        }
        Ok(waiting)
    }

    /// All changes that wait, the later over the earlier.
    pub(super) const fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Bytes of all commits that wait.
    pub(super) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether nothing waits.
    pub(super) const fn is_empty(&self) -> bool {
        self.last == 0
    }

    const fn next(&self) -> u64 {
        self.last.saturating_add(1)
    }

    /// Writes the changes of a commit into `tx`, behind those that wait.
    pub(super) fn write(
        &self,
        tx: &WriteTransaction,
        changes: &Changes,
    ) -> std::result::Result<(), TableError> {
        let number = self.next();
        let sealed = encode(number, changes);
        tx.open_table(TABLE)?.insert(number, sealed.as_slice())?;
        Ok(())
    }

    /// Notes the changes of a commit that was made.
    pub(super) fn take_in(&mut self, changes: Changes) {
        self.last = self.next();
        self.bytes = self.bytes.saturating_add(changes.bytes());
        self.changes.absorb(changes);
    }

    /// Puts everything that waits in its place.
    pub(super) fn put_in_places(
        &self,
        tx: &WriteTransaction,
    ) -> std::result::Result<(), TableError> {
        put_in_places(tx, &self.changes)?;
        tx.delete_table(TABLE)?;
        Ok(())
    }
}

/// Writes changes where they belong; each table is opened once, its keys come in order.
pub(super) fn put_in_places(
    tx: &WriteTransaction,
    changes: &Changes,
) -> std::result::Result<(), TableError> {
    for collection in changes.collections() {
        let mut table = tx.open_table(definition(collection))?;
        for (key, value) in changes.of(collection) {
            match value {
                Some(value) => table.insert(key, value)?,
                None => table.remove(key)?,
            };
        }
    }
    Ok(())
}

fn encode(number: u64, changes: &Changes) -> Vec<u8> {
    let stored: Stored<'_> = changes
        .collections()
        .map(|collection| {
            let entries = changes.of(collection);
            let entries = entries.map(|(key, value)| (key.into(), value.map(Into::into)));
            (collection.name(), entries.collect())
        })
        .collect();
    seal(&number.to_be_bytes(), &to_bytes(&stored))
}

fn decode(number: u64, sealed: &[u8]) -> Result<Changes> {
    // The seal asks for a collection to name, which this is not.
    let bytes = unseal(Collection::Meta, &number.to_be_bytes(), sealed)
        .map_err(|_| damaged(number, "checksum does not match"))?;
    let stored: Stored<'_> = from_bytes(bytes).map_err(|fault| damaged(number, fault))?;
    let mut changes = Changes::default();
    for (name, entries) in stored {
        let known = Collection::ALL.iter().find(|known| known.name() == name);
        let collection = known.ok_or_else(|| damaged(number, format!("no collection {name}")))?;
        for (key, value) in entries {
            changes.set(*collection, key, value.map(|value| &**value));
        }
    }
    Ok(changes)
}

fn damaged(number: u64, detail: impl Into<String>) -> StoreError {
    StoreError::Damaged {
        collection: NAME,
        key: number.to_string(),
        detail: detail.into(),
    }
}
