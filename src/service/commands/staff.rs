//! Commands on the people of the office.

use crate::service::command::Row;

/// The rows of this file.
pub const ROWS: &[Row] = &[];
