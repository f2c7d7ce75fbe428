//! Every sentence the command line can say is there, in every language, with what it needs.

use std::collections::BTreeSet;

use frontdesk::locale::{Language, sources};

use crate::floors::source_files;

/// The keys with words in a language.
fn keys(language: Language) -> BTreeSet<String> {
    sources(language)
        .iter()
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
        .filter(|key| key.starts_with("cli-"))
        .collect()
}

/// The text literals of the command line's files that are keys.
fn literals() -> BTreeSet<String> {
    source_files("rs")
        .iter()
        .filter(|(path, _)| path.starts_with("src/cli/"))
        .flat_map(|(_, text)| text.split('"').skip(1).step_by(1).map(str::to_owned))
        .filter(|text| text.starts_with("cli-"))
        .filter(|text| {
            text.bytes()
                .all(|b| b.is_ascii_lowercase() || b"-_".contains(&b))
        })
        .collect()
}

#[test]
fn every_key_of_the_command_line_has_words() {
    let prefixes = ["cli-row", "cli-table", "cli-note", "cli-map", "cli-filler-"];
    for language in Language::ALL {
        let there = keys(language);
        for key in literals() {
            if !prefixes.contains(&key.as_str()) && !key.ends_with('-') {
                assert!(there.contains(&key), "{key} in {}", language.tag());
            }
        }
    }
}

/// The names of an enum's variants as they are written in its file, in the form of keys.
fn variants(path: &str, name: &str) -> Vec<String> {
    let files = source_files("rs");
    let (_, text) = files.iter().find(|(file, _)| file == path).unwrap();
    let (_, body) = text.split_once(&format!("pub enum {name} {{\n")).unwrap();
    let (body, _) = body.split_once("\n}\n").unwrap();
    body.lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()))
        .map(|line| {
            let name: String = line
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            kebab(&name)
        })
        .collect()
}

fn kebab(name: &str) -> String {
    let mut key = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !key.is_empty() {
            key.push('-');
        }
        key.push(c.to_ascii_lowercase());
    }
    key
}

#[test]
fn every_fault_of_an_import_has_its_sentence() {
    let there = keys(Language::En);
    let mut missing = Vec::new();
    for (prefix, path, name, least) in [
        ("cli-row", "src/exchange/fault.rs", "FaultKind", 30),
        ("cli-table", "src/exchange/refusal.rs", "Refusal", 20),
        ("cli-found", "src/exchange/refusal.rs", "Foreign", 9),
        ("cli-how", "src/exchange/refusal.rs", "Death", 4),
        ("cli-note", "src/exchange/note.rs", "NoteKind", 10),
        ("cli-filler", "src/exchange/note.rs", "Filler", 7),
        ("cli-map", "src/exchange/mapping.rs", "MapFaultKind", 4),
    ] {
        let names = variants(path, name);
        assert!(names.len() >= least, "{name}: {names:?}");
        missing.extend(
            names
                .iter()
                .map(|name| format!("{prefix}-{name}"))
                .filter(|key| !there.contains(key)),
        );
    }
    assert_eq!(missing, Vec::<String>::new());
}
