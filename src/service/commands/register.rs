//! The command on registers as a whole: what recurs in them. Every other one comes with its declaration.

use crate::domain::staff::Right;
use crate::service::command::{About, Row, Undo};
use crate::service::registers::recur;

/// The rows of this file.
pub const ROWS: &[Row] = &[
    // Done by the program on each new day.
    Row::new(
        "register.recur",
        About::Nothing,
        Right::Supervise,
        &[],
        recur,
    )
    .undo(Undo::Never)
    .hidden(),
];
