//! The port to where records live: five verbs on ordered bytes.

pub mod backup;
pub mod check;
pub mod codec;
pub mod counters;
pub mod envelope;
pub mod files;
pub mod gate;
mod implied;
pub mod index;
pub mod kept;
pub mod kinds;
pub mod memory;
pub mod meta;
pub mod migrations;
pub mod overlay;
pub mod record;
pub mod redb;
pub mod scrub;
pub mod tables;

use std::ops::Bound;

use crate::storage::overlay::Changes;
pub use tables::Collection;

/// Why storage could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system or the engine refused; `file` is where, `detail` its own words.
    #[error("{file}: {detail}")]
    Io { file: String, detail: String },
    /// Stored bytes are not what was written (checksum, length, unknown kind).
    #[error("damaged value in {collection} at key {key}: {detail}")]
    Damaged {
        collection: &'static str,
        key: String,
        detail: String,
    },
    /// The database file was written by a newer program.
    #[error("database schema {found} is newer than this program's {known}")]
    Newer { found: u32, known: u32 },
    /// Another process holds the database.
    #[error("{file}: already open in another process")]
    Locked { file: String },
    /// The disk is full; nothing further is written until a restart.
    #[error("{file}: no space left")]
    Full { file: String },
    /// A commit failed: whether it is on disk is not known (reliability D4).
    #[error("{file}: outcome of a commit unknown: {detail}")]
    Unknown { file: String, detail: String },
}

/// Result of a storage call.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Which way a scan walks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the low end of the range.
    Forward,
    /// From the high end of the range.
    Backward,
}

/// Whether a scan goes on after the entry just visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Visit the next entry.
    Next,
    /// Stop here.
    Stop,
}

/// A range of keys: both ends as bounds on bytes.
pub type KeyRange<'a> = (Bound<&'a [u8]>, Bound<&'a [u8]>);

/// What a scan calls for each entry: key, value.
pub type Visit<'v> = dyn FnMut(&[u8], &[u8]) -> Result<Step> + 'v;

/// A consistent view of the data.
pub trait ReadTx {
    /// Returns the value under `key`, if there is one.
    fn get(&self, collection: Collection, key: &[u8]) -> Result<Option<Vec<u8>>>;
    /// Visits the entries of `range` in key order of `direction` until `visit` says stop.
    fn scan(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()>;
}

/// A view that can be changed; reads see its own writes.
pub trait WriteTx: ReadTx {
    /// Puts `value` under `key`, replacing what was there.
    fn put(&mut self, collection: Collection, key: &[u8], value: &[u8]) -> Result<()>;
    /// Removes `key`; nothing happens if it is absent.
    fn delete(&mut self, collection: Collection, key: &[u8]) -> Result<()>;
}

/// A write transaction of a store: dropped, it leaves no trace.
pub trait CommitTx: WriteTx {
    /// Makes all writes durable at once; an error means the outcome is unknown.
    fn commit(self: Box<Self>) -> Result<()>;
    /// The same transaction as a plain view, for code that may only read.
    fn as_read(&self) -> &dyn ReadTx;
    /// Takes in what was changed apart, over all that was changed before.
    fn merge(&mut self, changes: Changes) -> Result<()> {
        changes.apply(self)
    }
}

/// An engine.
pub trait Store: Send + Sync {
    /// Begins a read of the last committed state.
    fn read(&self) -> Result<Box<dyn ReadTx + '_>>;
    /// Begins the one write transaction.
    fn write(&self) -> Result<Box<dyn CommitTx + '_>>;
    /// Whether work was put off that is better done while nobody waits.
    fn has_put_off(&self) -> bool {
        false
    }
    /// Does what was put off. Nothing committed is at stake, but an error is that of a failed write: nothing more is
    /// written until a restart (reliability D4).
    fn tidy(&self) -> Result<()> {
        Ok(())
    }
}

/// The range of all keys that begin with `prefix`; `end` is scratch space for its upper bound.
pub fn prefix_range<'a>(prefix: &'a [u8], end: &'a mut Vec<u8>) -> KeyRange<'a> {
    end.clear();
    end.extend_from_slice(prefix);
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return (Bound::Included(prefix), Bound::Excluded(end.as_slice()));
        }
    }
    (Bound::Included(prefix), Bound::Unbounded)
}

/// Whether no key can lie in `range`: such a range is empty in every engine, never an error.
pub fn holds_nothing(range: KeyRange<'_>) -> bool {
    match range {
        (Bound::Unbounded, _) | (_, Bound::Unbounded) => false,
        (Bound::Included(low), Bound::Included(high)) => low > high,
        (
            Bound::Included(low) | Bound::Excluded(low),
            Bound::Included(high) | Bound::Excluded(high),
        ) => low >= high,
    }
}
