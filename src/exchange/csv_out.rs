//! Writes a table as text: UTF-8 with a mark, as spreadsheets expect it.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::exchange::formula;
use crate::exchange::table::{Table, Value};

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes the table with commas and CR LF. Text that begins like a formula is marked.
pub fn write(table: &Table, mut out: impl Write) -> io::Result<()> {
    out.write_all(MARK)?;
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    let headings = table
        .columns
        .iter()
        .map(|heading| formula::guarded(heading));
    write_record(&mut writer, headings)?;
    for row in &table.rows {
        write_record(&mut writer, row.iter().map(printed))?;
    }
    writer.flush()
}

fn printed(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => formula::guarded(text),
        Value::Number(number) => Cow::Borrowed(number),
    }
}

fn write_record<'a, W: Write>(
    writer: &mut ::csv::Writer<W>,
    fields: impl Iterator<Item = Cow<'a, str>>,
) -> io::Result<()> {
    let record: ::csv::StringRecord = fields.collect();
    writer
        .write_record(&record)
        .map_err(|error| match error.into_kind() {
            ::csv::ErrorKind::Io(error) => error,
            _ => io::Error::from(io::ErrorKind::InvalidInput),
        })
}
