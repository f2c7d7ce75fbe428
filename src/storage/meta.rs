//! What the database says of itself: schema, who may read it, epoch, birthday.

use crate::storage::envelope::{damaged, seal, unseal};
use crate::storage::{Collection, ReadTx, Result, WriteTx};

/// The number of the schema the file is in; never waits beside its table, so that any program finds it.
pub const SCHEMA: &str = "schema";
/// The oldest program schema that may read the file.
pub const MINIMUM_READER: &str = "minimum_reader";
/// The receipt series: one more after each restore (reliability D9).
pub const EPOCH: &str = "epoch";
/// When the database was made, in seconds since 1970.
pub const CREATED_AT: &str = "created_at";

/// Returns the value under `name`; its checksum is verified.
pub fn get(tx: &(impl ReadTx + ?Sized), name: &str) -> Result<Option<Vec<u8>>> {
    match tx.get(Collection::Meta, name.as_bytes())? {
        Some(stored) => {
            unseal(Collection::Meta, name.as_bytes(), &stored).map(|value| Some(value.to_vec()))
        }
        None => Ok(None),
    }
}

/// Puts `value` under `name`, with a checksum.
pub fn put(tx: &mut (impl WriteTx + ?Sized), name: &str, value: &[u8]) -> Result<()> {
    let stored = seal(name.as_bytes(), value);
    tx.put(Collection::Meta, name.as_bytes(), &stored)
}

/// Returns the schema number; `None` means that this is no database of ours.
pub fn schema(tx: &(impl ReadTx + ?Sized)) -> Result<Option<u32>> {
    number(tx, SCHEMA)
}

/// Returns the oldest program schema that may read the file.
pub fn minimum_reader(tx: &(impl ReadTx + ?Sized)) -> Result<Option<u32>> {
    number(tx, MINIMUM_READER)
}

/// Returns the epoch, 1 in a new database.
pub fn epoch(tx: &(impl ReadTx + ?Sized)) -> Result<u32> {
    Ok(number(tx, EPOCH)?.unwrap_or(1))
}

/// Returns when the database was made, in seconds since 1970.
pub fn created_at(tx: &(impl ReadTx + ?Sized)) -> Result<Option<i64>> {
    match get(tx, CREATED_AT)? {
        Some(value) => value
            .try_into()
            .map(|bytes| Some(i64::from_be_bytes(bytes)))
            .map_err(|_| damaged(Collection::Meta, CREATED_AT.as_bytes(), "not a time")),
        None => Ok(None),
    }
}

/// Writes a number of the file's own.
pub fn put_number(tx: &mut (impl WriteTx + ?Sized), name: &str, value: u32) -> Result<()> {
    put(tx, name, &value.to_be_bytes())
}

/// Writes the first rows of a new database.
pub fn write_birth(
    tx: &mut (impl WriteTx + ?Sized),
    schema: u32,
    minimum_reader: u32,
    created_at: i64,
) -> Result<()> {
    put_number(tx, SCHEMA, schema)?;
    put_number(tx, MINIMUM_READER, minimum_reader)?;
    put_number(tx, EPOCH, 1)?;
    put(tx, CREATED_AT, &created_at.to_be_bytes())
}

fn number(tx: &(impl ReadTx + ?Sized), name: &str) -> Result<Option<u32>> {
    match get(tx, name)? {
        Some(value) => value
            .try_into()
            .map(|bytes| Some(u32::from_be_bytes(bytes)))
            .map_err(|_| damaged(Collection::Meta, name.as_bytes(), "not a number")),
        None => Ok(None),
    }
}
