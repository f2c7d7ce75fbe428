//! Commands every ticket shares, and the life of a repair.

use crate::service::command::Row;

/// The rows of this file.
pub const ROWS: &[Row] = &[];
