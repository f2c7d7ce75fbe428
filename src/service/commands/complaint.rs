//! Commands of a complaint's own life.

use crate::service::command::Row;

/// The rows of this file.
pub const ROWS: &[Row] = &[];
