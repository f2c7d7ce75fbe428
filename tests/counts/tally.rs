//! Views of a store that count what is read and written through them.

use std::cell::Cell;
use std::collections::BTreeMap;

use frontdesk::storage::{
    Collection, CommitTx, Direction, KeyRange, ReadTx, Result, Visit, WriteTx,
};

use crate::support::passing::hand_on;

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reads {
    /// Values asked for by key.
    pub gets: usize,
    /// Ranges walked.
    pub scans: usize,
    /// Entries met on the way.
    pub entries: usize,
}

/// A view that counts reads.
pub struct Counting<'a> {
    inner: &'a dyn ReadTx,
    gets: Cell<usize>,
    scans: Cell<usize>,
    entries: Cell<usize>,
}

impl<'a> Counting<'a> {
    pub fn new(inner: &'a dyn ReadTx) -> Self {
        Self {
            inner,
            gets: Cell::new(0),
            scans: Cell::new(0),
            entries: Cell::new(0),
        }
    }

    pub fn reads(&self) -> Reads {
        Reads {
            gets: self.gets.get(),
            scans: self.scans.get(),
            entries: self.entries.get(),
        }
    }
}

fn one_more(cell: &Cell<usize>) {
    cell.set(cell.get() + 1);
}

impl ReadTx for Counting<'_> {
    fn get(&self, collection: Collection, key: &[u8]) -> Result<Option<Vec<u8>>> {
        one_more(&self.gets);
        self.inner.get(collection, key)
    }

    fn scan(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        one_more(&self.scans);
        let mut counted = |key: &[u8], value: &[u8]| {
            one_more(&self.entries);
            visit(key, value)
        };
        self.inner.scan(collection, range, direction, &mut counted)
    }
}

/// What was written: puts and deletes by collection.
pub type Writes = BTreeMap<Collection, (usize, usize)>;

/// A transaction that counts writes; it is never committed.
pub struct Noting<'s> {
    inner: Box<dyn CommitTx + 's>,
    pub writes: Writes,
}

impl<'s> Noting<'s> {
    pub fn new(inner: Box<dyn CommitTx + 's>) -> Self {
        Self {
            inner,
            writes: Writes::new(),
        }
    }
}

impl ReadTx for Noting<'_> {
    hand_on!(inner: get, scan);
}

impl WriteTx for Noting<'_> {
    fn put(&mut self, collection: Collection, key: &[u8], value: &[u8]) -> Result<()> {
        self.writes.entry(collection).or_default().0 += 1;
        self.inner.put(collection, key, value)
    }

    fn delete(&mut self, collection: Collection, key: &[u8]) -> Result<()> {
        self.writes.entry(collection).or_default().1 += 1;
        self.inner.delete(collection, key)
    }
}

impl CommitTx for Noting<'_> {
    hand_on!(inner: commit, as_read);
}
