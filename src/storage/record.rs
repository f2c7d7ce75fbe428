//! What a record must say of itself so that one piece of code keeps its indexes and counters.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::storage::codec::Key;
use crate::storage::counters;
use crate::storage::envelope::{damaged, unwrap, wrap};
use crate::storage::index;
use crate::storage::{Collection, Direction, ReadTx, Result, Step, StoreError, Visit, WriteTx};

/// An index or counter key as bytes, made with `codec::Key`.
pub type Bytes = Vec<u8>;

/// One entry of an index: which index, and the ordered key within it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct IndexKey {
    /// The index's number in the table of indexes; never reused.
    pub index: u8,
    /// The ordered part before kind and id.
    pub key: Bytes,
}

/// One contribution to a kept figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// The figure's ordered key.
    pub key: Bytes,
    /// How much this record adds to it.
    pub by: i64,
}

/// A stored record with an id of its own.
///
/// `put` compares the indexes and tallies of the stored version with those of the new one and
/// writes only the difference, so a kept figure always equals the sum over the records.
pub trait Record: Sized {
    /// The record's kind; the first byte of its key and of its envelope. Never reused.
    const KIND: u8;
    /// The schema of its encoding; raised only by a migration.
    const SCHEMA: u8 = 1;
    /// The collection it lives in.
    const COLLECTION: Collection = Collection::Records;

    /// Its id within its kind.
    fn id(&self) -> u64;
    /// Its version: 1 when made, one more at each change.
    fn version(&self) -> u32;
    /// Sets the version; called by `put` alone.
    fn set_version(&mut self, version: u32);
    /// Its entries in the indexes.
    fn index_keys(&self) -> Vec<IndexKey> {
        Vec::new()
    }
    /// Its contributions to kept figures.
    fn tallies(&self) -> Vec<Tally> {
        Vec::new()
    }
    /// Its canonical bytes, without the envelope.
    fn encode(&self) -> Vec<u8>;
    /// Reads what `encode` wrote; the error is for the log.
    fn decode(bytes: &[u8]) -> std::result::Result<Self, String>;
}

/// What stands beside a stored record and is kept in step with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Its entries in the indexes.
    pub index_keys: Vec<IndexKey>,
    /// Its contributions to kept figures.
    pub tallies: Vec<Tally>,
}

impl Facets {
    /// Asks `record` for its facets.
    pub fn of<R: Record>(record: &R) -> Self {
        Self {
            index_keys: record.index_keys(),
            tallies: record.tallies(),
        }
    }
}

/// Returns the key a record is stored under.
#[must_use]
pub fn stored_key(kind: u8, id: u64) -> Vec<u8> {
    Key::new().u8(kind).u64(id).done()
}

/// Returns the record with `id`, if there is one; its checksum is verified.
pub fn get<R: Record>(tx: &(impl ReadTx + ?Sized), id: u64) -> Result<Option<R>> {
    let key = stored_key(R::KIND, id);
    match tx.get(R::COLLECTION, &key)? {
        Some(stored) => open(&key, &stored).map(Some),
        None => Ok(None),
    }
}

/// Stores `record` one version on, with its indexes and tallies; returns the stored version.
pub fn put<R: Record>(tx: &mut (impl WriteTx + ?Sized), record: &mut R) -> Result<u32> {
    let old: Option<R> = get(tx, record.id())?;
    let version = match &old {
        Some(old) => old.version().saturating_add(1),
        None => 1,
    };
    record.set_version(version);
    let key = stored_key(R::KIND, record.id());
    let stored = wrap(R::COLLECTION, &key, R::KIND, R::SCHEMA, &record.encode())?;
    let old = old.as_ref().map(Facets::of).unwrap_or_default();
    keep_facets(tx, &key, &old, &Facets::of(record))?;
    tx.put(R::COLLECTION, &key, &stored)?;
    Ok(version)
}

/// Removes the record with `id`, its indexes and tallies; returns whether it was there.
pub fn delete<R: Record>(tx: &mut (impl WriteTx + ?Sized), id: u64) -> Result<bool> {
    let Some(old) = get::<R>(tx, id)? else {
        return Ok(false);
    };
    let key = stored_key(R::KIND, id);
    keep_facets(tx, &key, &Facets::of(&old), &Facets::default())?;
    tx.delete(R::COLLECTION, &key)?;
    Ok(true)
}

/// Visits the records of a kind in the order of their ids, beginning at `from`.
///
/// `from` is the low end when walking forward and the high end when walking backward.
pub fn scan<R: Record>(
    tx: &(impl ReadTx + ?Sized),
    from: Bound<u64>,
    direction: Direction,
    visit: &mut dyn FnMut(R) -> Result<Step>,
) -> Result<()> {
    within::<R>(tx, from, direction, &mut |key, stored| {
        visit(open(key, stored)?)
    })
}

/// Visits what is stored of a kind in the order of its ids.
fn within<R: Record>(
    tx: &(impl ReadTx + ?Sized),
    from: Bound<u64>,
    direction: Direction,
    visit: &mut Visit<'_>,
) -> Result<()> {
    let low_of_kind = stored_key(R::KIND, u64::MIN);
    let high_of_kind = stored_key(R::KIND, u64::MAX);
    let from = from.map(|id| stored_key(R::KIND, id));
    let from = from.as_ref().map(Vec::as_slice);
    let range = match (direction, from) {
        (_, Bound::Unbounded) => (
            Bound::Included(low_of_kind.as_slice()),
            Bound::Included(high_of_kind.as_slice()),
        ),
        (Direction::Forward, from) => (from, Bound::Included(high_of_kind.as_slice())),
        (Direction::Backward, from) => (Bound::Included(low_of_kind.as_slice()), from),
    };
    tx.scan(R::COLLECTION, range, direction, visit)
}

/// Visits the records of a kind as `scan` does, with their ids; one that is damaged comes as nothing, so that
/// what only reads about can go on behind it.
pub fn scan_readable<R: Record>(
    tx: &(impl ReadTx + ?Sized),
    from: Bound<u64>,
    direction: Direction,
    visit: &mut dyn FnMut(u64, Option<R>) -> Result<Step>,
) -> Result<()> {
    within::<R>(tx, from, direction, &mut |key, stored| {
        let id = key.last_chunk().map_or(0, |id| u64::from_be_bytes(*id));
        match open(key, stored) {
            Ok(record) => visit(id, Some(record)),
            Err(StoreError::Damaged { .. }) => visit(id, None),
            Err(error) => Err(error),
        }
    })
}

/// Opens the envelope under `key`, which must hold a record of `kind` and `schema`.
pub(in crate::storage) fn body_of<'a>(
    collection: Collection,
    key: &[u8],
    stored: &'a [u8],
    kind: u8,
    schema: u8,
) -> Result<&'a [u8]> {
    let envelope = unwrap(collection, key, stored)?;
    if (envelope.kind, envelope.schema) == (kind, schema) {
        return Ok(envelope.body);
    }
    let (found, its) = (envelope.kind, envelope.schema);
    let detail = format!("kind {found} schema {its} where kind {kind} schema {schema} belongs");
    Err(damaged(collection, key, detail))
}

fn open<R: Record>(key: &[u8], stored: &[u8]) -> Result<R> {
    let body = body_of(R::COLLECTION, key, stored, R::KIND, R::SCHEMA)?;
    let record = R::decode(body).map_err(|detail| damaged(R::COLLECTION, key, detail))?;
    if stored_key(R::KIND, record.id()) == key {
        Ok(record)
    } else {
        Err(damaged(R::COLLECTION, key, "the record has another id"))
    }
}

/// Writes the difference between the facets of the old and the new version of one record.
pub(in crate::storage) fn keep_facets(
    tx: &mut (impl WriteTx + ?Sized),
    record_key: &[u8],
    old: &Facets,
    new: &Facets,
) -> Result<()> {
    let before: BTreeSet<_> = old.index_keys.iter().collect();
    let after: BTreeSet<_> = new.index_keys.iter().collect();
    for gone in before.difference(&after) {
        tx.delete(Collection::Index, &index::stored_key(gone, record_key))?;
    }
    for made in after.difference(&before) {
        tx.put(Collection::Index, &index::stored_key(made, record_key), &[])?;
    }
    for (key, by) in tally_difference(old, new) {
        if by != 0 {
            let fits = i64::try_from(by)
                .map_err(|_| damaged(Collection::Counters, key, "tally does not fit"))?;
            counters::add_figure(tx, key, fits)?;
        }
    }
    Ok(())
}

fn tally_difference<'t>(old: &'t Facets, new: &'t Facets) -> BTreeMap<&'t [u8], i128> {
    let mut sums: BTreeMap<&[u8], i128> = BTreeMap::new();
    for tally in &old.tallies {
        *sums.entry(&tally.key).or_default() -= i128::from(tally.by);
    }
    for tally in &new.tallies {
        *sums.entry(&tally.key).or_default() += i128::from(tally.by);
    }
    sums
}
