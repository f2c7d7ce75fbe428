//! Commands on conversations: log, correct, answer.

use crate::service::command::Row;

/// The rows of this file.
pub const ROWS: &[Row] = &[];
