//! Finds the rows that merely moved up or down between two frames, so that the terminal can move them itself.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::terminal::grid::{Grid, Slot};

/// Fewest changed rows that make a move worth trying.
const LEAST: usize = 2;

/// Rows `top..=bottom` move up by `by`, or down if it is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// First row of the region.
    pub top: u16,
    /// Last row of the region.
    pub bottom: u16,
    /// Rows to move up.
    pub by: i32,
}

/// The moves worth trying: the one that puts most rows in place, and the same with a row more at either end, where the
/// selected row stays at the edge of its list.
pub fn candidates(old: &Grid, new: &Grid) -> Vec<Shift> {
    let old: Vec<u64> = (0..old.rows).map(|y| digest(old.row(y))).collect();
    let blank = digest(&vec![Slot::BLANK; usize::from(new.cols)]);
    let new: Vec<u64> = (0..new.rows).map(|y| digest(new.row(y))).collect();
    let rows = i32::try_from(new.len()).unwrap_or(0);
    let Some((_, best)) = (1 - rows..rows)
        .filter(|by| *by != 0)
        .filter_map(|by| longest(&old, &new, by, blank))
        .max_by_key(|(gain, _)| *gain)
    else {
        return Vec::new();
    };
    let mut shifts = vec![best];
    if let Some(top) = best.top.checked_sub(1) {
        shifts.push(Shift { top, ..best });
    }
    if i32::from(best.bottom) + 1 < rows {
        shifts.push(Shift {
            bottom: best.bottom + 1,
            ..best
        });
    }
    shifts
}

/// The longest band of rows that a move by `by` puts in place, with the number of changed rows it saves.
fn longest(old: &[u64], new: &[u64], by: i32, blank: u64) -> Option<(usize, Shift)> {
    let rows = i32::try_from(new.len()).unwrap_or(0);
    let row = |rows: &[u64], y: i32| usize::try_from(y).ok().and_then(|y| rows.get(y).copied());
    let mut best: Option<(usize, Shift)> = None;
    let (mut start, mut gain) = (0, 0);
    for y in 0..=rows {
        let wanted = row(new, y);
        if wanted.is_some() && wanted == row(old, y + by) {
            gain += usize::from(wanted != row(old, y) && wanted != Some(blank));
            continue;
        }
        if gain >= LEAST && best.is_none_or(|(most, _)| gain > most) {
            let shift = Shift {
                top: u16::try_from(start + by.min(0)).ok()?,
                bottom: u16::try_from(y - 1 + by.max(0)).ok()?,
                by,
            };
            best = Some((gain, shift));
        }
        (start, gain) = (y + 1, 0);
    }
    best
}

fn digest(row: &[Slot]) -> u64 {
    let mut hasher = DefaultHasher::new();
    row.hash(&mut hasher);
    hasher.finish()
}
