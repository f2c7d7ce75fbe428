//! Columns of a list: which fit into the room there is, and how wide each is.

use crate::tui::text::Align;

/// Columns in which a matter can be read at ease.
const EASE: u16 = 30;

/// How the width of a column comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// What it wants, less where room is short.
    Usual,
    /// At least that of its widest text: what would say something else when cut.
    Whole,
    /// As much as a deadline takes, which is more in some languages.
    Due,
    /// What is left over.
    Rest,
    /// What it wants, where the column of the rest keeps room to read; else it is not shown.
    Extra,
}

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
    /// How its width comes about.
    pub room: Room,
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
            room: Room::Whole,
            align: Align::Left,
        }
    }

    /// A column that goes in its turn.
    pub const fn ranked(rank: u8, least: u16, wanted: u16) -> Self {
        Self {
            rank,
            room: Room::Usual,
            ..Self::key(least, wanted)
        }
    }

    /// A column for wide terminals; the lower its rank, the earlier it comes.
    pub const fn extra(rank: u8, width: u16) -> Self {
        Self {
            room: Room::Extra,
            ..Self::ranked(rank, width, width)
        }
    }

    /// The column that takes what is left over.
    pub const fn rest(least: u16) -> Self {
        Self {
            room: Room::Rest,
            ..Self::key(least, least)
        }
    }

    /// The column that tells a deadline.
    pub const fn due(rank: u8) -> Self {
        Self {
            room: Room::Due,
            gap: 0,
            ..Self::ranked(rank, 10, 10)
        }
    }

    /// Whether its width comes about so.
    pub fn is(&self, room: Room) -> bool {
        self.room == room
    }

    /// The same, wide enough for texts of so many columns.
    pub fn at_least(self, width: u16) -> Self {
        Self {
            least: self.least.max(width),
            wanted: self.wanted.max(width),
            ..self
        }
    }

    /// The same, never cut.
    pub const fn whole(self) -> Self {
        Self {
            room: Room::Whole,
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

    /// The same, which would like so many columns.
    pub const fn wants(self, wanted: u16) -> Self {
        Self { wanted, ..self }
    }

    /// The same with another gap.
    pub const fn gap(self, gap: u16) -> Self {
        Self { gap, ..self }
    }
}

/// Returns the width of each column within `room`; none for one that is left out.
pub fn fit(columns: &[Column], room: u16) -> Vec<Option<u16>> {
    let mut widths: Vec<Option<u16>> = columns
        .iter()
        .map(|column| (!column.is(Room::Extra)).then_some(column.wanted))
        .collect();
    let usual = columns.iter().filter(|column| !column.is(Room::Extra));
    let mut ranks: Vec<u8> = usual.map(|column| column.rank).collect();
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
        if let Some(width) = width.as_mut().filter(|_| column.is(Room::Rest)) {
            *width = (*width + spare).saturating_sub(over);
        }
    }
    add_extras(columns, &mut widths);
    widths
}

/// Gives room of the column that grows to those for wide terminals, as long as it can be read at ease.
fn add_extras(columns: &[Column], widths: &mut [Option<u16>]) {
    let Some(grows) = columns.iter().position(|column| column.is(Room::Rest)) else {
        return;
    };
    let mut extras: Vec<(u8, usize)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.is(Room::Extra))
        .map(|(place, column)| (column.rank, place))
        .collect();
    extras.sort_unstable();
    for (_, place) in extras {
        let Some(column) = columns.get(place) else {
            return;
        };
        let taken = column.wanted + column.gap;
        let Some(Some(width)) = widths.get_mut(grows) else {
            return;
        };
        if *width < taken + EASE {
            return;
        }
        *width -= taken;
        if let Some(extra) = widths.get_mut(place) {
            *extra = Some(column.wanted);
        }
    }
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

    #[test]
    fn a_wide_list_has_more_columns() {
        let columns = [
            Column::key(9, 9),
            Column::extra(2, 11),
            Column::rest(8),
            Column::extra(1, 8),
            Column::ranked(1, 13, 13),
        ];
        let shown = |room| fit(&columns, room).iter().flatten().count();
        assert_eq!((shown(40), shown(66), shown(79)), (3, 4, 5));
        assert_eq!(fit(&columns, 66)[3], Some(8));
        for room in 17..200 {
            assert!(shown(room + 1) >= shown(room), "{room}");
        }
    }

    proptest! {
        #[test]
        fn what_fits_fits_exactly(room in 17u16..200) {
            let widths = fit(&COLUMNS, room);
            prop_assert_eq!(taken(&COLUMNS, &widths), room);
        }
    }
}
