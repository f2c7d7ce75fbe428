//! `export WHAT`: a list as a file that opens as data, never as formulas (reliability H36).

use std::io::Write;

use crate::cli::args::{self, Format};
use crate::cli::fault::Fault;
use crate::cli::list::{heading, kind_of, pages};
use crate::cli::print::print_json;
use crate::cli::talk::Talk;
use crate::cli::world::Run;
use crate::cli::{json, outfile};
use crate::domain::calendar::Zone;
use crate::domain::safe_text::SafeBlock;
use crate::exchange::table::{Table, Value};
use crate::exchange::{csv_out, xlsx_out};
use crate::locale::{Arg, Words};
use crate::service::query::ListQuery;
use crate::service::view::{Cell, Listing};
use crate::tui::word;

/// Exports.
pub fn run(run: &mut Run<'_>, args: &args::Export) -> Result<(), Fault> {
    if args.format == Format::Xlsx && args.out.is_none() {
        return Err(Fault::usage("cli-out-needed", &[]));
    }
    let query = ListQuery {
        export: true,
        what: args.what.clone(),
        conditions: args.conditions.clone(),
        limit: 0,
        reveal: args.reveal,
        after: None,
    };
    let mut link = run.connect()?;
    let mut talk = Talk::new(&mut *link);
    let words = &run.words;
    let Some(file) = &args.out else {
        write(
            &mut talk,
            words,
            query,
            args.format,
            &mut Plain(run.world.out),
        )?;
        return Ok(());
    };
    let rows = outfile::write(file, args.replace, |out| {
        write(&mut talk, words, query, args.format, out)
    })?;
    let (path, rows) = (file.display().to_string(), rows.to_string());
    let facts = [("path", Arg::Text(&path)), ("rows", Arg::Text(&rows))];
    run.say("cli-exported", &facts)
}

/// Standard output as a place a table can be written to.
struct Plain<'w>(&'w mut dyn Write);

impl Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Writes all rows; returns how many.
fn write(
    talk: &mut Talk<'_>,
    words: &Words,
    query: ListQuery,
    format: Format,
    out: &mut dyn Write,
) -> Result<usize, Fault> {
    let mut count = 0;
    if format == Format::Json {
        pages(talk, query, None, |listing| {
            let zone = Zone::new(listing.zone).unwrap_or_default();
            count += listing.rows.len();
            for row in &listing.rows {
                print_json(out, &json::row(&listing.columns, row, zone))?;
            }
            Ok(())
        })?;
        return Ok(count);
    }
    let mut table = Table {
        name: query.what.clone(),
        ..Table::default()
    };
    pages(talk, query, None, |listing| {
        extend(&mut table, words, &listing);
        Ok(())
    })?;
    match format {
        Format::Csv => csv_out::write(&table, out)?,
        Format::Xlsx => {
            // The workbook is built in memory anyway.
            let mut bytes = Vec::new();
            xlsx_out::write(&table, &mut bytes)?;
            out.write_all(&bytes)?;
        }
        Format::Json => {}
    }
    Ok(table.rows.len())
}

/// Adds a page to the table, under headings in the user's words.
pub fn extend(table: &mut Table, words: &Words, listing: &Listing) {
    if table.columns.is_empty() {
        table.columns = listing
            .columns
            .iter()
            .map(|column| heading(words, &table.name, column))
            .collect();
    }
    let zone = Zone::new(listing.zone).unwrap_or_default();
    let rows = listing.rows.iter().map(|row| {
        let kind = kind_of(&table.name, listing, row);
        row.iter()
            .zip(&listing.columns)
            .map(|(cell, column)| value(cell, zone, |text| word::value(words, kind, column, text)))
            .collect()
    });
    let rows: Vec<Vec<Value>> = rows.collect();
    table.rows.extend(rows);
}

/// A cell as a value: numbers stay numbers, names of ours are said by `word`, text can never become a formula.
fn value(cell: &Cell, zone: Zone, word: impl Fn(&str) -> String) -> Value {
    let text = |text: &str| Value::Text(SafeBlock::shown(text).into_string());
    match cell {
        Cell::Null => Value::Empty,
        Cell::Text(words) => text(&word(words)),
        Cell::Whole(number) => Value::Number(number.to_string()),
        Cell::Money(amount) => Value::Number(amount.plain()),
        Cell::Day(day) => Value::Text(day.to_string()),
        Cell::Month(month) => Value::Text(month.to_string()),
        Cell::At(at) => Value::Text(zone.print(*at)),
        Cell::Yes(yes) => text(&word(if *yes { "yes" } else { "no" })),
        Cell::Texts(texts) => {
            let words: Vec<String> = texts.iter().map(|one| word(one)).collect();
            text(&words.join(" "))
        }
    }
}
