//! Records as bytes: one row a kind, so that undo and verification need no type.

use crate::storage::envelope::{damaged, wrap};
use crate::storage::record::{Facets, Record, body_of, keep_facets, stored_key};
use crate::storage::{Collection, ReadTx, Result, WriteTx};

/// What the bytes of a record say of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// The record's id.
    pub id: u64,
    /// The record's version.
    pub version: u32,
    /// Its entries in the indexes and its contributions to kept figures.
    pub facets: Facets,
}

/// A kind of record without its type.
#[derive(Debug, Clone, Copy)]
pub struct KindRow {
    /// The kind's number.
    pub kind: u8,
    /// The schema of its encoding.
    pub schema: u8,
    /// Where it is stored.
    pub collection: Collection,
    /// Its name, for messages and tables.
    pub name: &'static str,
    /// Reads what the bytes say of themselves.
    pub derive: fn(&[u8]) -> std::result::Result<Derived, String>,
    /// Writes the same record with another version.
    pub with_version: fn(&[u8], u32) -> std::result::Result<Vec<u8>, String>,
}

impl KindRow {
    /// Makes the row of `R`.
    #[must_use]
    pub const fn of<R: Record>(name: &'static str) -> Self {
        Self {
            kind: R::KIND,
            schema: R::SCHEMA,
            collection: R::COLLECTION,
            name,
            derive: derive::<R>,
            with_version: with_version::<R>,
        }
    }
}

fn derive<R: Record>(bytes: &[u8]) -> std::result::Result<Derived, String> {
    let record = R::decode(bytes)?;
    Ok(Derived {
        id: record.id(),
        version: record.version(),
        facets: Facets::of(&record),
    })
}

fn with_version<R: Record>(bytes: &[u8], version: u32) -> std::result::Result<Vec<u8>, String> {
    let mut record = R::decode(bytes)?;
    record.set_version(version);
    Ok(record.encode())
}

/// Which version bytes are stored under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// The version the bytes carry: an exact copy.
    AsGiven,
    /// One more than the greater of the stored and the carried version: for undo, so that nobody
    /// who saw a later version takes the restored one for it.
    Next,
}

/// Returns the encoded record with `id`, without its envelope; its checksum is verified.
pub fn get_raw(tx: &(impl ReadTx + ?Sized), row: &KindRow, id: u64) -> Result<Option<Vec<u8>>> {
    let key = stored_key(row.kind, id);
    let Some(stored) = tx.get(row.collection, &key)? else {
        return Ok(None);
    };
    let body = body_of(row.collection, &key, &stored, row.kind, row.schema)?;
    Ok(Some(body.to_vec()))
}

/// Stores `body` as the record with `id`, or removes the record if there is none, with indexes
/// and tallies; returns the stored version.
pub fn put_raw(
    tx: &mut (impl WriteTx + ?Sized),
    row: &KindRow,
    id: u64,
    body: Option<&[u8]>,
    stamp: Stamp,
) -> Result<Option<u32>> {
    let key = stored_key(row.kind, id);
    let derive =
        |body: &[u8]| (row.derive)(body).map_err(|detail| damaged(row.collection, &key, detail));
    let old = match get_raw(tx, row, id)? {
        Some(old) => Some(derive(&old)?),
        None => None,
    };
    let before = old
        .as_ref()
        .map(|old| old.facets.clone())
        .unwrap_or_default();
    let Some(body) = body else {
        keep_facets(tx, &key, &before, &Facets::default())?;
        tx.delete(row.collection, &key)?;
        return Ok(None);
    };
    let given = derive(body)?;
    if given.id != id {
        return Err(damaged(row.collection, &key, "the record has another id"));
    }
    let (body, version) = match stamp {
        Stamp::AsGiven => (body.to_vec(), given.version),
        Stamp::Next => {
            let stored = old.as_ref().map_or(0, |old| old.version);
            let version = stored.max(given.version).saturating_add(1);
            let body = (row.with_version)(body, version)
                .map_err(|detail| damaged(row.collection, &key, detail))?;
            (body, version)
        }
    };
    // The version may be part of an index key, so the facets are those of the stored bytes.
    let after = derive(&body)?.facets;
    let stored = wrap(row.collection, &key, row.kind, row.schema, &body)?;
    keep_facets(tx, &key, &before, &after)?;
    tx.put(row.collection, &key, &stored)?;
    Ok(Some(version))
}
