//! Commands on follow-ups.

use crate::service::command::Row;

/// The rows of this file.
pub const ROWS: &[Row] = &[];
