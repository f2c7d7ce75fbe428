//! Commands that ask for money: dunning, promises.

use crate::service::command::Row;

/// The rows of this file.
pub const ROWS: &[Row] = &[];
