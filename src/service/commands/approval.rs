//! Commands that decide what waits for a second person.

use crate::service::command::Row;

/// The rows of this file.
pub const ROWS: &[Row] = &[];
