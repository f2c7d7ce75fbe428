//! Commands on communities, buildings, homes and people.

use crate::service::command::Row;

/// The rows of this file.
pub const ROWS: &[Row] = &[];
