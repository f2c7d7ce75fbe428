//! Commands that charge, take and reverse money.

use crate::service::command::Row;

/// The rows of this file.
pub const ROWS: &[Row] = &[];
