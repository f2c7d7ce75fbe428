//! The commands, by what they change; `TABLES` is the one table everything derives from.

mod office;

use crate::service::command::Row;

/// Every command, by file.
pub const TABLES: &[&[Row]] = &[office::ROWS];
