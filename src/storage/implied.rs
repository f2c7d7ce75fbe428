//! What records imply: their index entries and their parts of kept figures.

use std::collections::BTreeMap;

use crate::storage::codec::KeyReader;
use crate::storage::counters::{add_figure, figure};
use crate::storage::envelope::damaged;
use crate::storage::index;
use crate::storage::kinds::{Derived, KindRow};
use crate::storage::record::body_of;
use crate::storage::{
    Collection, Direction, ReadTx, Result, Step, StoreError, WriteTx, prefix_range,
};

/// What is done with each record: its key, and what it says of itself or why it cannot be read.
pub(in crate::storage) type VisitDerived<'v> =
    dyn FnMut(&[u8], std::result::Result<Derived, String>) -> Result<Step> + 'v;

/// Visits every record of a kind.
pub(in crate::storage) fn walk_kind(
    tx: &dyn ReadTx,
    row: &KindRow,
    visit: &mut VisitDerived<'_>,
) -> Result<()> {
    let mut end = Vec::new();
    let prefix = [row.kind];
    let range = prefix_range(&prefix, &mut end);
    tx.scan(
        row.collection,
        range,
        Direction::Forward,
        &mut |key, stored| visit(key, derive(row, key, stored)),
    )
}

/// What a stored record says of itself.
pub(in crate::storage) fn derive(
    row: &KindRow,
    key: &[u8],
    stored: &[u8],
) -> std::result::Result<Derived, String> {
    let body =
        body_of(row.collection, key, stored, row.kind, row.schema).map_err(
            |error| match error {
                StoreError::Damaged { detail, .. } => detail,
                other => other.to_string(),
            },
        )?;
    let derived = (row.derive)(body)?;
    let mut reader = KeyReader::new(key);
    if (reader.u8(), reader.u64()) == (Some(row.kind), Some(derived.id)) && reader.is_at_end() {
        Ok(derived)
    } else {
        Err("the record has another id".to_owned())
    }
}

/// The index entries a record implies, each once.
pub(in crate::storage) fn stored_entries(derived: &Derived, record_key: &[u8]) -> Vec<Vec<u8>> {
    let mut entries: Vec<_> = derived
        .facets
        .index_keys
        .iter()
        .map(|entry| index::stored_key(entry, record_key))
        .collect();
    entries.sort();
    entries.dedup();
    entries
}

/// Adds the index entries and makes up the figures that an older program did not keep; nothing is taken away.
pub(in crate::storage) fn make_up(tx: &mut dyn WriteTx, kinds: &[KindRow]) -> Result<()> {
    let mut missing: Vec<Vec<u8>> = Vec::new();
    let mut figures: BTreeMap<Vec<u8>, i64> = BTreeMap::new();
    for row in kinds {
        let read: &dyn ReadTx = tx;
        walk_kind(read, row, &mut |key, derived| {
            let derived = derived.map_err(|detail| damaged(row.collection, key, detail))?;
            for entry in stored_entries(&derived, key) {
                if read.get(Collection::Index, &entry)?.is_none() {
                    missing.push(entry);
                }
            }
            for tally in derived.facets.tallies {
                let sum = figures.entry(tally.key).or_default();
                *sum = sum.saturating_add(tally.by);
            }
            Ok(Step::Next)
        })?;
    }
    for entry in missing {
        tx.put(Collection::Index, &entry, &[])?;
    }
    for (key, sum) in figures {
        let kept = figure(&*tx, &key)?;
        add_figure(tx, &key, sum.saturating_sub(kept))?;
    }
    Ok(())
}
