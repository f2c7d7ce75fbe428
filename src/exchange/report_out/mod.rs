//! Writes a report in words as a file: a workbook with charts, or a text table.

mod csv;
mod xlsx;

pub use csv::write as write_csv;
pub use xlsx::write as write_xlsx;

use crate::reports::Value;

/// A number of a cell in plain decimal notation; nothing where it is a text.
fn number(value: &Value) -> Option<String> {
    match value {
        Value::Count(count) => Some(count.to_string()),
        Value::Money(amount) => Some(amount.plain()),
        Value::Empty | Value::Said(_) | Value::Named(..) | Value::Share(..) | Value::Minutes(_) => {
            None
        }
    }
}
