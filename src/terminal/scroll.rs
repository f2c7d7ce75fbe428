//! Finds the rows that merely moved up or down between two frames, so that the terminal can move them itself.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::terminal::grid::{Grid, Slot};

/// Fewest changed rows that make a move worth trying.
const LEAST: i32 = 2;

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

/// The moves worth trying: the one that puts most rows in place, whole and with rows between that are drawn anew, and
/// the first of them with a row more at either end, where the selected row stays at the edge of its list.
pub fn candidates(old: &Grid, new: &Grid) -> Vec<Shift> {
    let blank = digest(&vec![Slot::BLANK; usize::from(new.cols)]);
    let digests = |grid: &Grid| (0..grid.rows).map(|y| digest(grid.row(y))).collect();
    let (old, new): (Vec<u64>, Vec<u64>) = (digests(old), digests(new));
    let rows = i32::try_from(new.len()).unwrap_or(0);
    let best = |gaps: bool| {
        (1 - rows..rows)
            .filter(|by| *by != 0)
            .filter_map(|by| longest(&old, &new, by, (blank, gaps)))
            .max_by_key(|(gain, _)| *gain)
            .map(|(_, shift)| shift)
    };
    let mut shifts = Vec::new();
    if let Some(best) = best(false) {
        shifts.push(best);
        if let Some(top) = best.top.checked_sub(1) {
            shifts.push(Shift { top, ..best });
        }
        if i32::from(best.bottom) + 1 < rows {
            shifts.push(Shift {
                bottom: best.bottom + 1,
                ..best
            });
        }
    }
    shifts.extend(best(true).filter(|shift| !shifts.contains(shift)));
    shifts
}

/// The band of rows that gains most from a move by `by`, with the number of changed rows it saves; with `gaps` rows that
/// are not put in place may lie between.
fn longest(old: &[u64], new: &[u64], by: i32, (blank, gaps): (u64, bool)) -> Option<(i32, Shift)> {
    let rows = i32::try_from(new.len()).unwrap_or(0);
    let row = |rows: &[u64], y: i32| usize::try_from(y).ok().and_then(|y| rows.get(y).copied());
    let mut best: Option<(i32, Shift)> = None;
    let (mut start, mut gain) = (0, 0);
    for y in 0..rows {
        let wanted = row(new, y);
        let (placed, stays) = (wanted == row(old, y + by), wanted == row(old, y));
        if placed {
            gain += i32::from(!stays && wanted != Some(blank));
        } else {
            gain -= i32::from(stays);
        }
        if !placed && (!gaps || gain <= 0) {
            (start, gain) = (y + 1, 0);
            continue;
        }
        if placed && gain >= LEAST && best.is_none_or(|(most, _)| gain > most) {
            let shift = Shift {
                top: u16::try_from(start + by.min(0)).ok()?,
                bottom: u16::try_from(y + by.max(0)).ok()?,
                by,
            };
            best = Some((gain, shift));
        }
    }
    best
}

fn digest(row: &[Slot]) -> u64 {
    let mut hasher = DefaultHasher::new();
    row.hash(&mut hasher);
    hasher.finish()
}
