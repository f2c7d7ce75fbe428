//! Reading the indexes that `record.rs` keeps: `index u8, key…, kind u8, id u64`.

use std::ops::Bound;

use crate::storage::codec::{Key, KeyReader};
use crate::storage::envelope::damaged;
use crate::storage::record::IndexKey;
use crate::storage::{Collection, Direction, ReadTx, Result, Step, prefix_range};

/// How many bytes of an entry follow the ordered key: kind and id.
pub(in crate::storage) const TAIL: usize = 9;

/// One entry of an index, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The ordered key, as `Record::index_keys` made it.
    pub key: &'a [u8],
    /// The kind of the record.
    pub kind: u8,
    /// The id of the record.
    pub id: u64,
}

/// Which part of an index to walk.
///
/// Bounds are prefixes: `Included(k)` takes in every key that begins with `k`, `Excluded(k)` none.
#[derive(Debug, Clone, Copy)]
pub struct Span<'a> {
    low: Bound<&'a [u8]>,
    high: Bound<&'a [u8]>,
    after: Option<Hit<'a>>,
}

impl<'a> Span<'a> {
    /// The whole index.
    #[must_use]
    pub const fn all() -> Self {
        Self::between(Bound::Unbounded, Bound::Unbounded)
    }

    /// All keys that begin with `prefix`.
    #[must_use]
    pub const fn prefix(prefix: &'a [u8]) -> Self {
        Self::between(Bound::Included(prefix), Bound::Included(prefix))
    }

    /// All keys from `low` to `high`.
    #[must_use]
    pub const fn between(low: Bound<&'a [u8]>, high: Bound<&'a [u8]>) -> Self {
        Self {
            low,
            high,
            after: None,
        }
    }

    /// The same, beginning after an entry already seen, in the direction of the walk.
    #[must_use]
    pub const fn after(mut self, seen: Hit<'a>) -> Self {
        self.after = Some(seen);
        self
    }
}

/// Returns the stored key of an entry for the record under `record_key`.
pub(in crate::storage) fn stored_key(entry: &IndexKey, record_key: &[u8]) -> Vec<u8> {
    Key::new()
        .u8(entry.index)
        .raw(&entry.key)
        .raw(record_key)
        .done()
}

/// Takes a stored entry apart: its index and the hit; `None` if it is too short.
#[must_use]
pub fn parse(stored_key: &[u8]) -> Option<(u8, Hit<'_>)> {
    let (&index, rest) = stored_key.split_first()?;
    let (key, tail) = rest.split_at_checked(rest.len().checked_sub(TAIL)?)?;
    let mut tail = KeyReader::new(tail);
    let kind = tail.u8()?;
    let id = tail.u64()?;
    Some((index, Hit { key, kind, id }))
}

/// Visits the entries of `index` within `span`, in key order, then by kind and id.
pub fn scan_index(
    tx: &(impl ReadTx + ?Sized),
    index: u8,
    span: Span<'_>,
    direction: Direction,
    visit: &mut dyn FnMut(Hit<'_>) -> Result<Step>,
) -> Result<()> {
    let within = |key: &[u8]| Key::new().u8(index).raw(key).done();
    let low = match span.low {
        Bound::Unbounded => Some(vec![index]),
        Bound::Included(key) => Some(within(key)),
        Bound::Excluded(key) => behind(&within(key)),
    };
    let Some(low) = low else {
        return Ok(());
    };
    let high = match span.high {
        Bound::Unbounded => behind(&[index]),
        Bound::Included(key) => behind(&within(key)),
        Bound::Excluded(key) => Some(within(key)),
    };
    let seen = span.after.map(|seen| {
        let key = Key::new().raw(&within(seen.key));
        key.u8(seen.kind).u64(seen.id).done()
    });
    let mut range = (
        Bound::Included(low.as_slice()),
        high.as_deref().map_or(Bound::Unbounded, Bound::Excluded),
    );
    // A place outside the span must not widen it.
    match (direction, &seen) {
        (Direction::Forward, Some(seen)) if *seen >= low => range.0 = Bound::Excluded(seen),
        (Direction::Backward, Some(seen)) if high.as_ref().is_none_or(|high| seen < high) => {
            range.1 = Bound::Excluded(seen);
        }
        _ => {}
    }
    tx.scan(Collection::Index, range, direction, &mut |key, _| {
        let (_, hit) = parse(key)
            .ok_or_else(|| damaged(Collection::Index, key, "shorter than an index entry"))?;
        visit(hit)
    })
}

/// The first place behind all keys that begin with `prefix`; `None` if there is none.
fn behind(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = Vec::new();
    match prefix_range(prefix, &mut end).1 {
        Bound::Excluded(end) => Some(end.to_vec()),
        _ => None,
    }
}
