//! What an import read past, said aloud.

use serde::Serialize;

use crate::exchange::staged::Source;

/// Something of the file that became no record and is no fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Sheet and row; row 0 is the sheet as a whole.
    #[serde(flatten)]
    pub source: Source,
    /// What it is.
    #[serde(flatten)]
    pub kind: NoteKind,
}

/// What was read past, or understood in a way the office should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "note", rename_all = "kebab-case")]
pub enum NoteKind {
    /// Cells beside the table.
    Beside { text: String },
    /// A row of explanation below or between the data.
    Explanation { text: String },
    /// A row above the headings.
    Title { text: String },
    /// The headings once more.
    HeadingsAgain,
    /// A row of totals.
    Total { text: String },
    /// A sheet without a table we know.
    SheetIgnored { rows: usize },
    /// A table that was not asked for.
    SheetUnasked { rows: usize },
    /// A column whose heading we do not know; `filled` cells of it were not read.
    ColumnIgnored { heading: String, filled: usize },
    /// Several names in one cell, kept as one person.
    SeveralNames { names: String },
    /// The file has no table of buildings; they were taken from its rooms.
    BuildingsFromRooms { buildings: usize },
    /// So many homes have no day of hand-over; the first day of their fees was taken for it.
    HandedOverByFees { homes: usize },
    /// So many homes have neither; the day of the import is taken for it.
    HandedOverByImport { homes: usize },
    /// The row says another number of months than its two days; the days count.
    MonthsDiffer { said: i64, counted: u32 },
    /// The mapping made the owner unknown.
    OwnerMadeUnknown { owner: String },
    /// The mapping left the row out.
    RowSkipped { owner: String },
    /// An entry of the mapping that nothing asked for.
    MapUnused { key: String },
}

/// A word or number that stands for "not known".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Filler {
    /// A telephone number such as 18999999999.
    Phone,
    /// An identity number such as 111111111111111111.
    IdNumber,
    /// The age 1.
    Age,
    /// The area 1 of a parking space.
    Area,
    /// A dash or a word for "none".
    Word,
    /// The fee 0, which means none of the listed.
    Fee,
    /// An invisible character, taken out of a text.
    Invisible,
}
