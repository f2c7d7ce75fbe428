//! Whole numbers kept under keys: numbers given out, figures kept by records, ids.

use crate::storage::codec::Key;
use crate::storage::envelope::{damaged, seal, unseal};
use crate::storage::{Collection, Direction, ReadTx, Result, Step, WriteTx, prefix_range};

/// What a number stands for; the first byte of its key. Never renumbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// A number given out, such as a receipt number: raised by `add_counter`.
    Given = 1,
    /// A figure kept from the tallies of records: changed by `record::put` alone.
    Figure = 2,
    /// The last id given to a kind of record.
    LastId = 3,
}

/// Returns the stored key of a number.
#[must_use]
pub fn stored_key(class: Class, key: &[u8]) -> Vec<u8> {
    Key::new().u8(class as u8).raw(key).done()
}

/// Returns the number given out under `key`; 0 if there is none yet.
pub fn counter(tx: &(impl ReadTx + ?Sized), key: &[u8]) -> Result<i64> {
    read(tx, &stored_key(Class::Given, key))
}

/// Adds `by` to the number given out under `key` and returns the new one.
pub fn add_counter(tx: &mut (impl WriteTx + ?Sized), key: &[u8], by: i64) -> Result<i64> {
    add(tx, &stored_key(Class::Given, key), by)
}

/// Returns the figure kept under `key`: the sum of what the records tally there.
pub fn figure(tx: &(impl ReadTx + ?Sized), key: &[u8]) -> Result<i64> {
    read(tx, &stored_key(Class::Figure, key))
}

/// Adds to a kept figure; only for the code that keeps records.
pub(in crate::storage) fn add_figure(
    tx: &mut (impl WriteTx + ?Sized),
    key: &[u8],
    by: i64,
) -> Result<i64> {
    add(tx, &stored_key(Class::Figure, key), by)
}

/// Visits the kept figures whose key begins with `prefix`; figures of 0 are not stored.
pub fn scan_figures(
    tx: &(impl ReadTx + ?Sized),
    prefix: &[u8],
    direction: Direction,
    visit: &mut dyn FnMut(&[u8], i64) -> Result<Step>,
) -> Result<()> {
    let prefix = stored_key(Class::Figure, prefix);
    let mut end = Vec::new();
    let range = prefix_range(&prefix, &mut end);
    tx.scan(Collection::Counters, range, direction, &mut |key, value| {
        let number = decode(key, value)?;
        visit(key.get(1..).unwrap_or_default(), number)
    })
}

/// Gives out the next id of a kind: 1, 2, 3…; undone with the transaction that took it.
pub fn next_id(tx: &mut (impl WriteTx + ?Sized), kind: u8) -> Result<u64> {
    let key = stored_key(Class::LastId, &[kind]);
    let id = add(tx, &key, 1)?;
    u64::try_from(id).map_err(|_| damaged(Collection::Counters, &key, "id below zero"))
}

/// The last id given out to a kind of record; 0 if there is none yet.
pub fn last_id(tx: &(impl ReadTx + ?Sized), kind: u8) -> Result<u64> {
    let id = read(tx, &stored_key(Class::LastId, &[kind]))?;
    Ok(u64::try_from(id).unwrap_or(0))
}

/// Decodes a stored number.
pub fn decode(stored_key: &[u8], stored: &[u8]) -> Result<i64> {
    let value = unseal(Collection::Counters, stored_key, stored)?;
    let bytes = value
        .try_into()
        .map_err(|_| damaged(Collection::Counters, stored_key, "not a number"))?;
    Ok(i64::from_be_bytes(bytes))
}

fn read(tx: &(impl ReadTx + ?Sized), stored_key: &[u8]) -> Result<i64> {
    match tx.get(Collection::Counters, stored_key)? {
        Some(stored) => decode(stored_key, &stored),
        None => Ok(0),
    }
}

fn add(tx: &mut (impl WriteTx + ?Sized), stored_key: &[u8], by: i64) -> Result<i64> {
    let number = read(tx, stored_key)?
        .checked_add(by)
        .ok_or_else(|| damaged(Collection::Counters, stored_key, "sum does not fit"))?;
    if number == 0 {
        tx.delete(Collection::Counters, stored_key)?;
    } else {
        let stored = seal(stored_key, &number.to_be_bytes());
        tx.put(Collection::Counters, stored_key, &stored)?;
    }
    Ok(number)
}
