//! Verification: every record, index entry and kept figure against each other, in bounded memory.
//!
//! What the records imply and what is stored are summed as hashes, in any order; only where two
//! sums differ a second, slower walk names the faults.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::storage::codec::{Key, hex};
use crate::storage::counters::{self, Class};
use crate::storage::envelope::unseal;
use crate::storage::implied::{derive, stored_entries, walk_kind};
use crate::storage::index;
use crate::storage::kinds::KindRow;
use crate::storage::meta;
use crate::storage::{Collection, Direction, ReadTx, Result, Step, StoreError, Visit};

/// How many faults are listed; more are counted in the records' and indexes' numbers only.
pub const MOST_FAULTS: usize = 1_000;

/// Kept figures are compared in this many groups, so that a difference is looked for in one.
const GROUPS: usize = 256;

/// One thing that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub collection: Collection,
    /// The stored key, as hexadecimal digits.
    pub key: String,
    /// What is wrong.
    pub what: FaultKind,
}

/// What can be wrong with what is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The bytes are not what was written; the detail is for the log.
    Damaged(String),
    /// A record of a kind nobody knows.
    UnknownKind(u8),
    /// A record implies this entry, which is not there.
    MissingIndexEntry,
    /// An entry no record implies.
    StrayIndexEntry,
    /// A kept figure is not the sum over the records.
    WrongFigure {
        /// The sum of the records' tallies.
        expected: i64,
        /// What is stored.
        stored: i64,
    },
    /// An id was given to a record and could be given out again.
    IdAhead {
        /// The greatest id in use.
        used: u64,
        /// The last id given out.
        given: u64,
    },
}

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What is wrong, at most `MOST_FAULTS`.
    pub faults: Vec<Fault>,
    /// How many records of each kind there are, by the kind's name.
    pub records: BTreeMap<&'static str, u64>,
    /// How many index entries there are.
    pub index_entries: u64,
    /// How many kept figures there are.
    pub figures: u64,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    fn push(&mut self, fault: Fault) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        }
    }

    fn add(&mut self, collection: Collection, key: &[u8], what: FaultKind) {
        let key = hex(key);
        self.push(Fault {
            collection,
            key,
            what,
        });
    }

    fn add_damage(&mut self, collection: Collection, key: &[u8], detail: String) {
        self.add(collection, key, FaultKind::Damaged(detail));
    }
}

/// A sum of hashes: equal for equal sets, whatever their order.
type Sum = u128;

fn hash(bytes: &[u8]) -> Sum {
    let mut out = [0; 16];
    for (to, from) in out.iter_mut().zip(blake3::hash(bytes).as_bytes()) {
        *to = *from;
    }
    Sum::from_le_bytes(out)
}

/// The share of one tally in the sum of its group: linear, so that it equals that of the total.
fn share(key_hash: Sum, by: i64) -> Sum {
    key_hash.wrapping_mul(Sum::from_le_bytes(i128::from(by).to_le_bytes()))
}

fn group_of(key_hash: Sum) -> usize {
    usize::from(key_hash.to_le_bytes()[0]) % GROUPS
}

/// Sums over kept figures, by group.
struct FigureSums(Vec<Sum>);

impl FigureSums {
    fn new() -> Self {
        Self(vec![0; GROUPS])
    }

    fn add(&mut self, key: &[u8], by: i64) {
        let key_hash = hash(key);
        if let Some(sum) = self.0.get_mut(group_of(key_hash)) {
            *sum = sum.wrapping_add(share(key_hash, by));
        }
    }
}

/// Verifies everything the records of `kinds` and what is kept beside them promise.
///
/// Of other sealed values the checksum alone is verified: what they say is for those who write them. An error
/// means that reading itself failed; what is merely wrong is in the report.
pub fn verify(tx: &dyn ReadTx, kinds: &[KindRow]) -> Result<Report> {
    let mut report = Report::default();
    check_meta(tx, &mut report)?;
    check_unknown_kinds(tx, kinds, &mut report)?;
    let mut implied_figures = FigureSums::new();
    let mut suspects = Vec::new();
    for row in kinds {
        let mut implied: Sum = 0;
        let mut used = 0;
        let mut count = 0;
        walk_kind(tx, row, &mut |key, derived| {
            count += 1;
            let derived = match derived {
                Ok(derived) => derived,
                Err(detail) => {
                    report.add_damage(row.collection, key, detail);
                    return Ok(Step::Next);
                }
            };
            used = derived.id;
            for entry in stored_entries(&derived, key) {
                implied = implied.wrapping_add(hash(&entry));
            }
            for tally in &derived.facets.tallies {
                implied_figures.add(&tally.key, tally.by);
            }
            Ok(Step::Next)
        })?;
        report.records.insert(row.name, count);
        check_last_id(tx, row, used, &mut report)?;
        suspects.push((row, implied));
    }
    check_index(tx, kinds, &suspects, &mut report)?;
    check_figures(tx, kinds, &implied_figures, &mut report)?;
    check_sealed(tx, &mut report)?;
    Ok(report)
}

fn check_sealed(tx: &dyn ReadTx, report: &mut Report) -> Result<()> {
    for collection in Collection::SEALED {
        everything(tx, *collection, &mut |key, stored| {
            note(
                unseal(*collection, key, stored).map(drop),
                *collection,
                report,
            )?;
            Ok(Step::Next)
        })?;
    }
    Ok(())
}

fn check_meta(tx: &dyn ReadTx, report: &mut Report) -> Result<()> {
    let found = [
        meta::schema(tx).map(drop),
        meta::minimum_reader(tx).map(drop),
        meta::epoch(tx).map(drop),
        meta::created_at(tx).map(drop),
    ];
    for result in found {
        note(result, Collection::Meta, report)?;
    }
    Ok(())
}

/// Turns damage in `collection` into a fault and lets every other error pass.
fn note(result: Result<()>, collection: Collection, report: &mut Report) -> Result<()> {
    match result {
        Err(StoreError::Damaged { key, detail, .. }) => {
            report.push(Fault {
                collection,
                key,
                what: FaultKind::Damaged(detail),
            });
            Ok(())
        }
        other => other,
    }
}

/// Jumps from kind to kind in the collections of records.
fn check_unknown_kinds(tx: &dyn ReadTx, kinds: &[KindRow], report: &mut Report) -> Result<()> {
    for collection in [Collection::Records, Collection::Entries] {
        let mut from = Bound::Unbounded;
        loop {
            let mut found: Option<Vec<u8>> = None;
            let low = from.as_ref().map(|kind: &u8| std::slice::from_ref(kind));
            let range = (low, Bound::Unbounded);
            tx.scan(collection, range, Direction::Forward, &mut |key, _| {
                found = Some(key.to_vec());
                Ok(Step::Stop)
            })?;
            let Some(key) = found else {
                break;
            };
            let kind = key.first().copied().unwrap_or_default();
            let known = |row: &KindRow| (row.collection, row.kind) == (collection, kind);
            if !kinds.iter().any(known) {
                report.add(collection, &key, FaultKind::UnknownKind(kind));
            }
            match kind.checked_add(1) {
                Some(next) => from = Bound::Included(next),
                None => break,
            }
        }
    }
    Ok(())
}

fn check_last_id(tx: &dyn ReadTx, row: &KindRow, used: u64, report: &mut Report) -> Result<()> {
    let key = counters::stored_key(Class::LastId, &[row.kind]);
    let Some(stored) = tx.get(Collection::Counters, &key)? else {
        // Ids of this kind are given by somebody else.
        return Ok(());
    };
    let Ok(given) = counters::decode(&key, &stored) else {
        // Named by the walk over the numbers.
        return Ok(());
    };
    let given = u64::try_from(given).unwrap_or_default();
    if given < used {
        report.add(
            Collection::Counters,
            &key,
            FaultKind::IdAhead { used, given },
        );
    }
    Ok(())
}

fn everything(tx: &dyn ReadTx, collection: Collection, visit: &mut Visit<'_>) -> Result<()> {
    let all = (Bound::Unbounded, Bound::Unbounded);
    tx.scan(collection, all, Direction::Forward, visit)
}

fn check_index(
    tx: &dyn ReadTx,
    kinds: &[KindRow],
    implied: &[(&KindRow, Sum)],
    report: &mut Report,
) -> Result<()> {
    let mut stored: BTreeMap<u8, Sum> = BTreeMap::new();
    everything(tx, Collection::Index, &mut |key, value| {
        report.index_entries += 1;
        let kind = index::parse(key).map(|(_, hit)| hit.kind);
        match kind.filter(|kind| kinds.iter().any(|row| row.kind == *kind)) {
            Some(kind) => {
                let sum = stored.entry(kind).or_default();
                *sum = sum.wrapping_add(hash(key));
            }
            None => report.add(Collection::Index, key, FaultKind::StrayIndexEntry),
        }
        if !value.is_empty() {
            report.add_damage(Collection::Index, key, "an entry with a value".to_owned());
        }
        Ok(Step::Next)
    })?;
    for (row, implied) in implied {
        if stored.get(&row.kind).copied().unwrap_or_default() != *implied {
            name_index_faults(tx, row, report)?;
        }
    }
    Ok(())
}

fn name_index_faults(tx: &dyn ReadTx, row: &KindRow, report: &mut Report) -> Result<()> {
    walk_kind(tx, row, &mut |key, derived| {
        if let Ok(derived) = derived {
            for entry in stored_entries(&derived, key) {
                if tx.get(Collection::Index, &entry)?.is_none() {
                    report.add(Collection::Index, &entry, FaultKind::MissingIndexEntry);
                }
            }
        }
        Ok(Step::Next)
    })?;
    everything(tx, Collection::Index, &mut |entry, _| {
        let Some((_, hit)) = index::parse(entry).filter(|(_, hit)| hit.kind == row.kind) else {
            return Ok(Step::Next);
        };
        let key = Key::new().u8(hit.kind).u64(hit.id).done();
        let stored = tx.get(row.collection, &key)?;
        let derived = stored.and_then(|stored| derive(row, &key, &stored).ok());
        let is_implied = derived.is_some_and(|derived| {
            stored_entries(&derived, &key)
                .iter()
                .any(|own| own == entry)
        });
        if !is_implied {
            report.add(Collection::Index, entry, FaultKind::StrayIndexEntry);
        }
        Ok(Step::Next)
    })
}

fn check_figures(
    tx: &dyn ReadTx,
    kinds: &[KindRow],
    implied: &FigureSums,
    report: &mut Report,
) -> Result<()> {
    let mut stored = FigureSums::new();
    everything(tx, Collection::Counters, &mut |key, value| {
        match counters::decode(key, value) {
            Ok(number) => {
                if let Some(key) = figure_key(key) {
                    report.figures += 1;
                    stored.add(key, number);
                }
            }
            Err(error) => note(Err(error), Collection::Counters, report)?,
        }
        Ok(Step::Next)
    })?;
    for (group, (implied, stored)) in implied.0.iter().zip(&stored.0).enumerate() {
        if implied != stored && report.faults.len() < MOST_FAULTS {
            name_figure_faults(tx, kinds, group, report)?;
        }
    }
    Ok(())
}

fn figure_key(stored_key: &[u8]) -> Option<&[u8]> {
    stored_key.strip_prefix(&[Class::Figure as u8])
}

fn name_figure_faults(
    tx: &dyn ReadTx,
    kinds: &[KindRow],
    group: usize,
    report: &mut Report,
) -> Result<()> {
    let is_ours = |key: &[u8]| group_of(hash(key)) == group;
    let mut figures: BTreeMap<Vec<u8>, (i64, i64)> = BTreeMap::new();
    for row in kinds {
        walk_kind(tx, row, &mut |_, derived| {
            for tally in derived
                .map(|derived| derived.facets.tallies)
                .unwrap_or_default()
            {
                if is_ours(&tally.key) {
                    let (expected, _) = figures.entry(tally.key).or_default();
                    *expected = expected.saturating_add(tally.by);
                }
            }
            Ok(Step::Next)
        })?;
    }
    everything(tx, Collection::Counters, &mut |key, value| {
        if let (Some(figure), Ok(number)) = (figure_key(key), counters::decode(key, value))
            && is_ours(figure)
        {
            figures.entry(figure.to_vec()).or_default().1 = number;
        }
        Ok(Step::Next)
    })?;
    for (key, (expected, stored)) in figures {
        if expected != stored {
            let key = counters::stored_key(Class::Figure, &key);
            let what = FaultKind::WrongFigure { expected, stored };
            report.add(Collection::Counters, &key, what);
        }
    }
    Ok(())
}
