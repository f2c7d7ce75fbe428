//! Writes a table as an .xlsx workbook.

use std::io::{self, Write};

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::exchange::formula;
use crate::exchange::table::{Table, Value};

/// A spreadsheet shows so many digits; a longer number is written as text so that none is lost.
const KEPT_DIGITS: usize = 15;

/// Writes the table as a sheet with a heading row that stays in sight. Text that begins like a formula is marked.
pub fn write(table: &Table, out: impl Write + Send) -> io::Result<()> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), table).map_err(io::Error::other)?;
    workbook.save_to_writer(out).map_err(io::Error::other)
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    if !table.name.is_empty() {
        sheet.set_name(&table.name)?;
    }
    let bold = Format::new().set_bold();
    for (column, heading) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, formula::guarded(heading), &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, values) in (1_u32..).zip(&table.rows) {
        for (column, value) in (0_u16..).zip(values) {
            write_value(sheet, row, column, value)?;
        }
    }
    Ok(())
}

fn write_value(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            sheet.write_string(row, column, formula::guarded(text))?;
        }
        Value::Number(text) => {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            match text.parse::<f64>() {
                Ok(number) if digits <= KEPT_DIGITS => sheet.write_number(row, column, number)?,
                _ => sheet.write_string(row, column, formula::guarded(text))?,
            };
        }
    }
    Ok(())
}
