//! A report as text: UTF-8 with a mark, one table behind another, each under its title.

use std::borrow::Cow;
use std::io::{self, Write};

use super::number;
use crate::exchange::formula;
use crate::reports::spoken::{Cell, Spoken};

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes the report with commas and CR LF. Text that begins like a formula is marked.
pub fn write(report: &Spoken, mut out: impl Write) -> io::Result<()> {
    out.write_all(MARK)?;
    // Tables of different widths stand below one another.
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(out);
    line(&mut writer, [&report.title])?;
    for told in &report.lines {
        line(&mut writer, [told])?;
    }
    for table in &report.tables {
        line(&mut writer, [""])?;
        line(&mut writer, [&table.title])?;
        line(&mut writer, table.heads.iter().map(|head| &head.text))?;
        for row in table.rows.iter().chain(&table.total) {
            record(&mut writer, row.iter().map(cell))?;
        }
        for note in &table.notes {
            line(&mut writer, [note])?;
        }
    }
    if let Some((title, text)) = &report.note {
        line(&mut writer, [""])?;
        line(&mut writer, [title])?;
        for part in text.lines() {
            line(&mut writer, [part])?;
        }
    }
    writer.flush()
}

fn cell(cell: &Cell) -> Cow<'_, str> {
    match number(&cell.value) {
        Some(number) => Cow::Owned(number),
        None => formula::guarded(&cell.text),
    }
}

fn line<W: Write, T: AsRef<str>>(
    writer: &mut ::csv::Writer<W>,
    texts: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    let guarded = |text: T| Cow::Owned(formula::guarded(text.as_ref()).into_owned());
    record(writer, texts.into_iter().map(guarded))
}

fn record<'a, W: Write>(
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
