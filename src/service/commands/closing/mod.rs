//! Closing days and months (duties.md D-050, D-054; reliability H21).

mod day;
mod month;

use crate::service::command::Row;

/// The rows of this folder.
pub const ROWS: &[Row] = &[
    day::CLOSE,
    day::SETTLE,
    day::REOPEN,
    month::CLOSE,
    month::REOPEN,
];
