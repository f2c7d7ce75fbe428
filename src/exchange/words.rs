//! What a file was found to hold, in words: faults, notes, fillers, counts.

use serde::Serialize;

use crate::exchange::fault::facts;
use crate::exchange::note::NoteKind;
use crate::exchange::odd::odd_rows;
use crate::exchange::staged::{Source, Staged};
use crate::exchange::vocabulary::{SheetKind, heading, heading_in, vocabulary};
use crate::locale::faults::kind;
use crate::locale::{Arg, Words, cause_in};
use crate::service::loading::Totals;

/// A finding as its line: where it stands, and what it is.
fn line(words: &Words, source: &Source, column: Option<&str>, sentence: &str) -> String {
    format!("{}{sentence}", place(words, source, column))
}

/// Where a file is imported from; advice names only what is to be had there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The command line, with its options.
    Cli,
    /// The screen of the first start, which has none.
    Wizard,
}

/// What is wrong, a line each; the rows that may be left out are among them.
pub fn faults(words: &Words, staged: &Staged, from: From) -> Vec<String> {
    staged
        .faults
        .iter()
        .map(|fault| {
            let column = fault.column.as_deref();
            let said = sentence_from(words, "cli-row", &fault.kind, (from, column));
            line(words, &fault.source, column, &said)
        })
        .collect()
}

/// What was read past and what counts as unknown, a line each. Unless `whole`, what stands beside a table
/// is only counted: forms bring a page of explanations with every sheet.
pub fn notes(words: &Words, staged: &Staged, whole: bool, from: From) -> Vec<String> {
    let mut beside: Vec<(&str, u32, u32, u32)> = Vec::new();
    let mut lines = Vec::new();
    for note in &staged.notes {
        if !whole && matches!(note.kind, NoteKind::Beside { .. }) {
            let row = note.source.row;
            match beside.last_mut() {
                Some((sheet, _, last, count)) if **sheet == *note.source.sheet => {
                    (*last, *count) = (row, *count + 1);
                }
                _ => beside.push((&note.source.sheet, row, row, 1)),
            }
            continue;
        }
        let said = sentence(words, "cli-note", &note.kind);
        lines.push(line(words, &note.source, None, &said));
    }
    for (sheet, first, last, count) in beside {
        let numbers = [first, last, count].map(|number| number.to_string());
        let [first, last, count] = numbers.each_ref().map(|text| Arg::Text(text));
        let facts = [
            ("sheet", Arg::Text(sheet)),
            ("first", first),
            ("last", last),
            ("count", count),
        ];
        let own = (from == From::Wizard).then_some("cli-note-beside-rows.wizard");
        let said = own.and_then(|key| words.fill(key, &facts));
        let said = said.unwrap_or_else(|| words.with("cli-note-beside-rows", &facts));
        lines.push(said.trim_start().to_owned());
    }
    let fillers = staged.fillers.iter().map(|(filler, count)| {
        let name = serde_json::to_value(filler).unwrap_or_default();
        let key = format!("cli-filler-{}", name.as_str().unwrap_or_default());
        let count = count.to_string();
        words.with(&key.replace('_', "-"), &[("count", Arg::Text(&count))])
    });
    lines.extend(fillers);
    lines
}

/// The rows that may be why a file does not come to what was said, a line each.
pub fn odd(words: &Words, staged: &Staged, found: Totals, said: Totals) -> Vec<String> {
    let rows = odd_rows(staged, found, said).into_iter();
    rows.map(|(source, odd)| {
        let said = sentence(words, "cli-odd", &odd);
        line(words, &source, None, &said)
    })
    .collect()
}

/// How many of each the file brings.
pub fn counts(words: &Words, staged: &Staged) -> String {
    let counts = [
        ("buildings", staged.buildings.len()),
        ("homes", staged.households.len()),
        ("people", staged.people.len()),
        ("fees", staged.fees.len()),
        ("parking", staged.parking.len()),
        ("payments", staged.payments.len()),
    ]
    .map(|(name, count)| (name, count.to_string()));
    let complaints = staged.rows.get(&SheetKind::Complaints);
    if let Some(rows) = complaints {
        let numbers = [*rows, staged.complaints.len()].map(|number| number.to_string());
        let [rows, complaints] = numbers.each_ref().map(|text| Arg::Text(text));
        let facts = [("rows", rows), ("complaints", complaints)];
        return words.with("cli-import-counts-complaints", &facts);
    }
    if let Some(rows) = staged.rows.get(&SheetKind::Readings) {
        let numbers = [*rows, staged.readings.len()].map(|number| number.to_string());
        let [rows, readings] = numbers.each_ref().map(|text| Arg::Text(text));
        let facts = [("rows", rows), ("readings", readings)];
        return words.with("cli-import-counts-readings", &facts);
    }
    let counts: Vec<(&str, Arg<'_>)> = counts
        .iter()
        .map(|(name, count)| (*name, Arg::Text(count)))
        .collect();
    words.with("cli-import-counts", &counts)
}

/// Sheet, row and column of a finding, as a beginning of its line.
fn place(words: &Words, source: &Source, column: Option<&str>) -> String {
    let row = source.row.to_string();
    let facts = [
        ("sheet", Arg::Text(&source.sheet)),
        ("row", Arg::Text(&row)),
        ("column", Arg::Text(column.unwrap_or_default())),
    ];
    let key = match (source.row, column) {
        (0, _) if source.sheet.is_empty() => return String::new(),
        (0, _) => "cli-place-sheet",
        (_, None) => "cli-place-row",
        (_, Some(_)) => "cli-place-cell",
    };
    // The one table of a text file has no name.
    words.with(key, &facts).trim_start().to_owned()
}

/// The sentence of an enum of facts: `PREFIX-CODE`.
pub fn sentence(words: &Words, prefix: &str, kind: &impl Serialize) -> String {
    sentence_from(words, prefix, kind, (From::Cli, None))
}

/// The same for where it is read: `PREFIX-CODE.wizard`, where there is one; and about a column as the file heads it.
fn sentence_from(
    words: &Words,
    prefix: &str,
    kind: &impl Serialize,
    (from, column): (From, Option<&str>),
) -> String {
    let (code, arguments) = facts(kind);
    let table = arguments
        .iter()
        .find_map(|(name, text)| sheet_kind(text).filter(|_| name == "table"));
    let arguments: Vec<(String, String)> = arguments
        .into_iter()
        .map(|(name, text)| {
            let said = match (name.as_str(), column) {
                ("field", Some(column)) => column.to_owned(),
                _ => argument(words, (&code, table), &name, &text),
            };
            (name, said)
        })
        .collect();
    let arguments: Vec<(&str, Arg<'_>)> = arguments
        .iter()
        .map(|(name, text)| (name.as_str(), Arg::Text(text)))
        .collect();
    let key = format!("{prefix}-{code}");
    let own = (from == From::Wizard)
        .then(|| words.fill(&format!("{key}.wizard"), &arguments))
        .flatten();
    own.unwrap_or_else(|| words.with(&key, &arguments))
}

/// An argument in words where it is a name of ours.
fn argument(
    words: &Words,
    (code, table): (&str, Option<SheetKind>),
    name: &str,
    text: &str,
) -> String {
    match name {
        "field" => heading_of(table, text),
        "fields" => {
            let headings: Vec<String> = text
                .split(' ')
                .map(|field| heading_of(table, field))
                .collect();
            headings.join(&words.get("cli-list"))
        }
        "first_row" => first(words, text),
        "found" | "how" => words.get(&format!("cli-{name}-{text}")).into_owned(),
        "cause" if text.starts_with("toml-") => kind(words, text).into_owned(),
        "cause" => cause_in(words, text).into_owned(),
        "code" if code == "forbidden" => match text.parse::<u32>() {
            Ok(number) => format!("U+{number:04X}"),
            Err(_) => text.to_owned(),
        },
        // A cell may hold several lines; a sentence is one.
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Where something stands first: `2`, or `SHEET!2`.
fn first(words: &Words, place: &str) -> String {
    match place.rsplit_once('!') {
        Some((sheet, row)) => {
            let facts = [("sheet", Arg::Text(sheet)), ("row", Arg::Text(row))];
            words.with("cli-first-elsewhere", &facts)
        }
        None => words.with("cli-first-row", &[("row", Arg::Text(place))]),
    }
}

fn sheet_kind(name: &str) -> Option<SheetKind> {
    serde_json::from_value(serde_json::Value::from(name)).ok()
}

/// A column by its name as files head it, those of one kind if that is known.
fn heading_of(table: Option<SheetKind>, name: &str) -> String {
    let field = vocabulary()
        .sheets
        .iter()
        .flat_map(|sheet| sheet.columns.keys())
        .find(|field| serde_json::to_value(field).is_ok_and(|known| known == name));
    field.map_or_else(
        || name.to_owned(),
        |field| table.map_or_else(|| heading(*field), |table| heading_in(table, *field)),
    )
}
