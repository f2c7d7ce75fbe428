//! A file of rows and cells, whatever it was read from.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use minicbor::{Decode, Encode};

use crate::exchange::day;

/// A file: one sheet from a text file, several from a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Workbook {
    /// The sheets in the order of the file.
    #[n(0)]
    pub sheets: Vec<Sheet>,
    /// The file counts days from 1904, so a number without a date format says no day.
    #[n(1)]
    pub from_1904: bool,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Sheet {
    /// The name on its tab; empty for a text file.
    #[n(0)]
    pub name: String,
    /// The rows that hold anything, in order.
    #[n(1)]
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Row {
    /// From 1, as the spreadsheet numbers it; for a text file the line on which the record begins.
    #[n(0)]
    pub number: u32,
    /// From the first column to the last that holds anything.
    #[n(1)]
    pub cells: Vec<Cell>,
}

/// One cell. Numbers are kept as the decimal text the sheet shows, never as floating point.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub enum Cell {
    /// Nothing.
    #[n(0)]
    #[default]
    Empty,
    /// Text.
    #[n(1)]
    Text(#[n(0)] String),
    /// A number, in plain decimal notation.
    #[n(2)]
    Number(#[n(0)] String),
    /// A number with a date format: days in the 1900 system, the time of day behind the point.
    #[n(3)]
    DateSerial(#[n(0)] String),
    /// Yes or no.
    #[n(4)]
    Flag(#[n(0)] bool),
    /// An error of the sheet such as `#REF!`, or a formula that was never calculated.
    #[n(5)]
    Error(#[n(0)] String),
    /// More than a cell may hold: it was not kept.
    #[n(6)]
    TooLong,
}

const EMPTY: Cell = Cell::Empty;

impl Row {
    /// The cell in a column counted from 0; past the end all are empty.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&EMPTY)
    }
}

impl Cell {
    /// Nothing, or white space only.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What the cell shows, without white space around it.
    pub fn as_text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::TooLong => Cow::Borrowed(""),
            Self::Text(text) | Self::Number(text) | Self::DateSerial(text) | Self::Error(text) => {
                Cow::Borrowed(text.trim())
            }
            Self::Flag(flag) => Cow::Borrowed(if *flag { "TRUE" } else { "FALSE" }),
        }
    }

    /// A day and time, a day alone as its midnight. A number counts as in [`Cell::as_day`].
    pub fn as_moment(&self) -> Option<NaiveDateTime> {
        match self {
            Self::Text(text) => day::moment_from_text(text),
            Self::DateSerial(text) => day::moment_from_serial(text),
            Self::Number(text) if text.contains('.') => {
                self.as_day().and_then(|_| day::moment_from_serial(text))
            }
            other => other.as_day().map(|day| day.and_time(NaiveTime::MIN)),
        }
    }

    /// A day. A number without a date format counts only if it can hardly be anything else.
    pub fn as_day(&self) -> Option<NaiveDate> {
        match self {
            Self::Text(text) => day::from_text(text),
            Self::Number(text) => day::from_plain_number(whole_part(text)),
            Self::DateSerial(text) => day::from_serial(whole_part(text).parse().ok()?),
            Self::Empty | Self::Flag(_) | Self::Error(_) | Self::TooLong => None,
        }
    }
}

/// The day is in front of the point, the time behind it.
fn whole_part(text: &str) -> &str {
    text.split_once('.').map_or(text, |(whole, _)| whole)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::Cell;

    #[test]
    fn a_day_is_read_however_it_is_kept() {
        let day = NaiveDate::from_ymd_opt(2016, 1, 1);
        assert_eq!(Cell::DateSerial("42370.75".into()).as_day(), day);
        assert_eq!(Cell::Number("42370".into()).as_day(), day);
        assert_eq!(Cell::Text("2016-1-1".into()).as_day(), day);
        assert_eq!(Cell::Number("12".into()).as_day(), None);
        assert_eq!(
            Cell::DateSerial("12".into()).as_day(),
            NaiveDate::from_ymd_opt(1900, 1, 12)
        );
    }
}
