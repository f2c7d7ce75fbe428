//! What an import finds, in words: where it stands, and what it is.

use serde::Serialize;

use crate::exchange::fault::facts;
use crate::exchange::staged::Source;
use crate::exchange::vocabulary::{Field, vocabulary};
use crate::locale::{Arg, Words};

/// Sheet, row and column of a finding, as a beginning of its line.
pub fn place(words: &Words, source: &Source, column: Option<&str>) -> String {
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
    words.with(key, &facts)
}

/// The sentence of an enum of facts: `PREFIX-CODE`.
pub fn sentence(words: &Words, prefix: &str, kind: &impl Serialize) -> String {
    let (code, arguments) = facts(kind);
    let arguments: Vec<(String, String)> = arguments
        .into_iter()
        .map(|(name, text)| {
            let said = argument(words, &code, &name, &text);
            (name, said)
        })
        .collect();
    let arguments: Vec<(&str, Arg<'_>)> = arguments
        .iter()
        .map(|(name, text)| (name.as_str(), Arg::Text(text)))
        .collect();
    words.with(&format!("{prefix}-{code}"), &arguments)
}

/// An argument in words where it is a name of ours.
fn argument(words: &Words, code: &str, name: &str, text: &str) -> String {
    match name {
        "field" => heading_of(text),
        "fields" => {
            let headings: Vec<String> = text.split(' ').map(heading_of).collect();
            headings.join(&words.get("cli-list"))
        }
        "found" | "how" => words.get(&format!("cli-{name}-{text}")).into_owned(),
        "code" if code == "forbidden" => match text.parse::<u32>() {
            Ok(number) => format!("U+{number:04X}"),
            Err(_) => text.to_owned(),
        },
        // A cell may hold several lines; a sentence is one.
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// A column by its name as files head it.
fn heading_of(name: &str) -> String {
    let field = vocabulary()
        .sheets
        .iter()
        .flat_map(|sheet| sheet.columns.keys())
        .find(|field| serde_json::to_value(field).is_ok_and(|known| known == name));
    field.map_or_else(|| name.to_owned(), |field| heading(*field))
}

/// A column as files head it: what the office must look for in its own file, whatever its language.
pub fn heading(field: Field) -> String {
    vocabulary()
        .sheets
        .iter()
        .find_map(|sheet| sheet.columns.get(&field)?.words.first().cloned())
        .unwrap_or_default()
}
