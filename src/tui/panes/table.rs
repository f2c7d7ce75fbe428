//! Columns of a list: which fit into the room there is, and how wide each is.

use crate::tui::text::Align;

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Fewest columns of text it makes sense with.
    pub least: u16,
    /// Columns it would like.
    pub wanted: u16,
    /// Blanks behind it.
    pub gap: u16,
    /// Which goes first when room is short: the highest; 0 never goes.
    pub rank: u8,
    /// Whether it takes what is left over.
    pub grows: bool,
    /// Whether it tells a deadline, which takes more room in some languages.
    pub tells_due: bool,
    /// Which side its text keeps to.
    pub align: Align,
}

impl Column {
    /// A column that is never left out.
    pub const fn key(least: u16, wanted: u16) -> Self {
        Self {
            least,
            wanted,
            gap: 2,
            rank: 0,
            grows: false,
            tells_due: false,
            align: Align::Left,
        }
    }

    /// A column that goes in its turn.
    pub const fn ranked(rank: u8, least: u16, wanted: u16) -> Self {
        Self {
            rank,
            ..Self::key(least, wanted)
        }
    }

    /// The column that takes what is left over.
    pub const fn rest(least: u16) -> Self {
        Self {
            grows: true,
            ..Self::key(least, least)
        }
    }

    /// The column that tells a deadline.
    pub const fn due(rank: u8) -> Self {
        Self {
            tells_due: true,
            gap: 0,
            ..Self::ranked(rank, 10, 10)
        }
    }

    /// The same, wide enough for texts of so many columns.
    pub fn at_least(self, width: u16) -> Self {
        Self {
            least: self.least.max(width),
            wanted: self.wanted.max(width),
            ..self
        }
    }

    /// The same, kept to the right.
    pub const fn right(self) -> Self {
        Self {
            align: Align::Right,
            ..self
        }
    }

    /// The same with another gap.
    pub const fn gap(self, gap: u16) -> Self {
        Self { gap, ..self }
    }
}

/// Returns the width of each column within `room`; none for one that is left out.
pub fn fit(columns: &[Column], room: u16) -> Vec<Option<u16>> {
    let mut widths: Vec<Option<u16>> = columns.iter().map(|c| Some(c.wanted)).collect();
    let mut ranks: Vec<u8> = columns.iter().map(|column| column.rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let steps = ranks.iter().rev();
    let squeeze = steps.clone().map(|rank| (*rank, false));
    let drop = steps.filter(|rank| **rank > 0).map(|rank| (*rank, true));
    for (rank, out) in squeeze.chain(drop) {
        if taken(columns, &widths) <= room {
            break;
        }
        for (column, width) in columns.iter().zip(&mut widths) {
            if column.rank == rank && width.is_some() {
                *width = if out { None } else { Some(column.least) };
            }
        }
    }
    let spare = room.saturating_sub(taken(columns, &widths));
    let over = taken(columns, &widths).saturating_sub(room);
    for (column, width) in columns.iter().zip(&mut widths) {
        if let Some(width) = width.as_mut().filter(|_| column.grows) {
            *width = (*width + spare).saturating_sub(over);
        }
    }
    widths
}

/// Columns all of them take with the gaps between them.
fn taken(columns: &[Column], widths: &[Option<u16>]) -> u16 {
    let shown = columns
        .iter()
        .zip(widths)
        .filter_map(|(c, w)| w.map(|w| (w, c.gap)));
    let (mut sum, mut last_gap) = (0_u16, 0);
    for (width, gap) in shown {
        sum = sum.saturating_add(width + gap);
        last_gap = gap;
    }
    sum.saturating_sub(last_gap)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: [Column; 4] = [
        Column::key(9, 9),
        Column::ranked(2, 8, 10),
        Column::rest(6),
        Column::ranked(1, 4, 14),
    ];

    #[test]
    fn what_counts_least_goes_first() {
        let total = |room| fit(&COLUMNS, room);
        assert_eq!(total(60), [Some(9), Some(10), Some(21), Some(14)]);
        assert_eq!(total(44), [Some(9), Some(8), Some(7), Some(14)]);
        assert_eq!(total(34), [Some(9), Some(8), Some(7), Some(4)]);
        assert_eq!(total(32), [Some(9), None, Some(15), Some(4)]);
        assert_eq!(total(18), [Some(9), None, Some(7), None]);
    }

    proptest! {
        #[test]
        fn what_fits_fits_exactly(room in 17u16..200) {
            let widths = fit(&COLUMNS, room);
            prop_assert_eq!(taken(&COLUMNS, &widths), room);
        }
    }
}
