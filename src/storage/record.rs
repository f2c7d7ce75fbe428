//! What a record must say of itself so that one piece of code keeps its indexes and counters.

use super::{Collection, ReadTx, Result, WriteTx};

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

/// Returns the record with `id`, if there is one; its checksum is verified.
pub fn get<R: Record>(tx: &(impl ReadTx + ?Sized), id: u64) -> Result<Option<R>> {
    let _ = (tx, id);
    Ok(None)
}

/// Stores `record` one version on, with its indexes and tallies; returns the stored version.
pub fn put<R: Record>(tx: &mut (impl WriteTx + ?Sized), record: &mut R) -> Result<u32> {
    let _ = (tx, record);
    Ok(0)
}
