//! Reads on through every stored value, a little at a time, and names those that are not what was written (reliability D6).

use std::ops::Bound;

use crate::storage::check::{Fault, FaultKind};
use crate::storage::codec::hex;
use crate::storage::counters;
use crate::storage::envelope::{damaged, unseal, unwrap};
use crate::storage::index::TAIL;
use crate::storage::{Collection, Direction, ReadTx, Result, Step, StoreError};

/// Bytes read in one window: a few milliseconds of reading. One value may be larger.
const WINDOW: usize = 256 << 10;
/// What an entry costs beside its bytes.
const ENTRY: usize = 64;

/// How far the reading has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scrub {
    table: usize,
    after: Option<Vec<u8>>,
}

impl Scrub {
    /// Whether everything has been read.
    #[must_use]
    pub fn is_through(&self) -> bool {
        self.table >= Collection::ALL.len()
    }

    /// Reads one window of `tx` and adds what is damaged to `found`.
    ///
    /// What cannot even be read is an error; the next window is then of the next table.
    pub fn window(&mut self, tx: &dyn ReadTx, found: &mut Vec<Fault>) -> Result<()> {
        let Some(&collection) = Collection::ALL.get(self.table) else {
            return Ok(());
        };
        let after = self.after.take();
        let low = after.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
        let table = self.table;
        self.table += 1;
        let mut left = WINDOW;
        let mut last = None;
        let range = (low, Bound::Unbounded);
        tx.scan(collection, range, Direction::Forward, &mut |key, stored| {
            if let Err(StoreError::Damaged { detail, .. }) = sound(collection, key, stored) {
                found.push(Fault {
                    collection,
                    key: hex(shown(collection, key)),
                    what: FaultKind::Damaged(detail),
                });
            }
            let spent = ENTRY + key.len() + stored.len();
            if spent <= left {
                left -= spent;
                return Ok(Step::Next);
            }
            last = Some(key.to_vec());
            Ok(Step::Stop)
        })?;
        if last.is_some() {
            self.table = table;
            self.after = last;
        }
        Ok(())
    }
}

/// What can be said of a value by itself.
fn sound(collection: Collection, key: &[u8], stored: &[u8]) -> Result<()> {
    match collection {
        Collection::Records | Collection::Entries => unwrap(collection, key, stored).map(drop),
        Collection::Counters => counters::decode(key, stored).map(drop),
        Collection::Meta
        | Collection::Events
        | Collection::EventValues
        | Collection::Undo
        | Collection::Requests
        | Collection::Drafts => unseal(collection, key, stored).map(drop),
        Collection::Index
        | Collection::EventsByActor
        | Collection::EventsOf
        | Collection::RequestsByDay => match stored {
            [] => Ok(()),
            _ => Err(damaged(collection, key, "an entry with a value")),
        },
    }
}

/// The part of a key that may be told: an index is kept by names and phones, so only the record it leads to.
fn shown(collection: Collection, key: &[u8]) -> &[u8] {
    match collection {
        Collection::Index => key
            .get(key.len().saturating_sub(TAIL)..)
            .unwrap_or_default(),
        _ => key,
    }
}
