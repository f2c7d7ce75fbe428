//! The changes of one command, held apart until it succeeds.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::storage::{
    Collection, Direction, KeyRange, ReadTx, Result, Step, Visit, WriteTx, holds_nothing,
};

/// Puts and deletes not yet merged; `None` stands for a delete.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changes {
    maps: BTreeMap<Collection, BTreeMap<Vec<u8>, Option<Vec<u8>>>>,
}

impl Changes {
    /// Whether nothing was changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.maps.values().all(BTreeMap::is_empty)
    }

    /// How many keys were changed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.maps.values().map(BTreeMap::len).sum()
    }

    /// The changes by collection and key; `None` is a delete.
    pub fn iter(&self) -> impl Iterator<Item = (Collection, &[u8], Option<&[u8]>)> {
        self.maps.iter().flat_map(|(&collection, map)| {
            map.iter()
                .map(move |(key, value)| (collection, key.as_slice(), value.as_deref()))
        })
    }

    /// The collections something was changed in.
    pub fn collections(&self) -> impl Iterator<Item = Collection> {
        self.maps.keys().copied()
    }

    /// The changes of one collection, in key order; `None` is a delete.
    pub fn of(&self, collection: Collection) -> impl Iterator<Item = (&[u8], Option<&[u8]>)> {
        let map = self.maps.get(&collection).into_iter().flatten();
        map.map(|(key, value)| (key.as_slice(), value.as_deref()))
    }

    /// Whether `key` was changed.
    #[must_use]
    pub fn touches(&self, collection: Collection, key: &[u8]) -> bool {
        let map = self.maps.get(&collection);
        map.is_some_and(|map| map.contains_key(key))
    }

    /// Bytes of all keys and values.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.iter()
            .map(|(_, key, value)| key.len() + value.map_or(0, <[u8]>::len))
            .sum()
    }

    /// Takes in changes made after these.
    pub fn absorb(&mut self, later: Self) {
        for (collection, map) in later.maps {
            let own = self.maps.entry(collection).or_default();
            if own.is_empty() {
                *own = map;
            } else {
                own.extend(map);
            }
        }
    }

    /// Notes that `key` now holds `value`, or nothing.
    pub fn set(&mut self, collection: Collection, key: &[u8], value: Option<&[u8]>) {
        self.maps
            .entry(collection)
            .or_default()
            .insert(key.to_vec(), value.map(<[u8]>::to_vec));
    }

    /// Writes the changes into `tx`, in key order.
    pub fn apply(&self, tx: &mut (impl WriteTx + ?Sized)) -> Result<()> {
        for (collection, key, value) in self.iter() {
            match value {
                Some(value) => tx.put(collection, key, value)?,
                None => tx.delete(collection, key)?,
            }
        }
        Ok(())
    }

    /// Returns the value under `key` as it is with these changes over `base`.
    pub fn get_over(
        &self,
        base: &(impl ReadTx + ?Sized),
        collection: Collection,
        key: &[u8],
    ) -> Result<Option<Vec<u8>>> {
        match self.maps.get(&collection).and_then(|map| map.get(key)) {
            Some(own) => Ok(own.clone()),
            None => base.get(collection, key),
        }
    }

    /// Scans `base` with these changes merged in.
    pub fn scan_over(
        &self,
        base: &(impl ReadTx + ?Sized),
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        if holds_nothing(range) {
            return Ok(());
        }
        let Some(map) = self.maps.get(&collection) else {
            return base.scan(collection, range, direction, visit);
        };
        let own = map.range::<[u8], _>(range);
        match direction {
            Direction::Forward => merge(own, base, collection, range, direction, visit),
            Direction::Backward => merge(own.rev(), base, collection, range, direction, visit),
        }
    }
}

/// Walks `own` and the entries of `base` together; an own entry hides the one beneath it.
fn merge<'m>(
    own: impl Iterator<Item = (&'m Vec<u8>, &'m Option<Vec<u8>>)>,
    base: &(impl ReadTx + ?Sized),
    collection: Collection,
    range: KeyRange<'_>,
    direction: Direction,
    visit: &mut Visit<'_>,
) -> Result<()> {
    let mut own = own.peekable();
    let mut stopped = false;
    base.scan(collection, range, direction, &mut |key, value| {
        while let Some((own_key, own_value)) =
            own.next_if(|(own_key, _)| walk_order(own_key, key, direction).is_le())
        {
            if let Some(own_value) = own_value
                && visit(own_key, own_value)? == Step::Stop
            {
                stopped = true;
                return Ok(Step::Stop);
            }
            if own_key.as_slice() == key {
                return Ok(Step::Next);
            }
        }
        let step = visit(key, value)?;
        stopped = step == Step::Stop;
        Ok(step)
    })?;
    if stopped {
        return Ok(());
    }
    for (key, value) in own {
        if let Some(value) = value
            && visit(key, value)? == Step::Stop
        {
            return Ok(());
        }
    }
    Ok(())
}

fn walk_order(a: &[u8], b: &[u8], direction: Direction) -> Ordering {
    match direction {
        Direction::Forward => a.cmp(b),
        Direction::Backward => b.cmp(a),
    }
}

/// A view over `base` that takes writes of its own; dropped, it leaves no trace.
pub struct Overlay<'a> {
    base: &'a dyn ReadTx,
    changes: Changes,
}

impl<'a> Overlay<'a> {
    /// Begins with nothing changed over `base`.
    #[must_use]
    pub fn new(base: &'a dyn ReadTx) -> Self {
        Self {
            base,
            changes: Changes::default(),
        }
    }

    /// The changes so far.
    #[must_use]
    pub const fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Ends the view and returns what was changed, to be applied to the transaction beneath.
    #[must_use]
    pub fn into_changes(self) -> Changes {
        self.changes
    }
}

impl ReadTx for Overlay<'_> {
    fn get(&self, collection: Collection, key: &[u8]) -> Result<Option<Vec<u8>>> {
        self.changes.get_over(self.base, collection, key)
    }

    fn scan(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        self.changes
            .scan_over(self.base, collection, range, direction, visit)
    }
}

impl WriteTx for Overlay<'_> {
    fn put(&mut self, collection: Collection, key: &[u8], value: &[u8]) -> Result<()> {
        self.changes.set(collection, key, Some(value));
        Ok(())
    }

    fn delete(&mut self, collection: Collection, key: &[u8]) -> Result<()> {
        self.changes.set(collection, key, None);
        Ok(())
    }
}
