//! What the README says of keys and promises is so.

use frontdesk::tui::commands::known_names;
use frontdesk::tui::keymap::{self, Context};

const README: &str = include_str!("../../README.md");

/// The rows of the table under this heading, cell by cell without their back ticks.
fn table(heading: &str) -> Vec<Vec<String>> {
    let after = README.split(&format!("\n## {heading}\n")).nth(1).unwrap();
    let section = after.split("\n## ").next().unwrap();
    section
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| {
            line.trim_matches('|')
                .split(" | ")
                .map(|cell| {
                    cell.trim()
                        .trim_matches('|')
                        .trim()
                        .trim_matches('`')
                        .to_owned()
                })
                .collect()
        })
        .collect()
}

#[test]
fn every_key_in_the_table_does_what_it_says() {
    let rows = table("Keys");
    assert!(rows.len() > 20);
    for (column, style) in [(0, "default"), (1, "one-hand")] {
        let loaded = keymap::load(&[keymap::style(style).unwrap()], &known_names());
        assert_eq!(loaded.faults, []);
        for row in &rows {
            let (key, command) = (&row[column], &row[2]);
            let bound = Context::all()
                .flat_map(|context| keymap::chords_for(&loaded.keymap, &[context], command))
                .map(|chord| chord.to_string())
                .collect::<Vec<_>>();
            assert!(
                bound.contains(key),
                "{command} is on {bound:?}, not on {key}"
            );
        }
    }
}

#[test]
fn every_promise_names_tests_that_exist() {
    let folders: Vec<String> =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/main.rs"))
            .unwrap()
            .lines()
            .filter_map(|line| {
                line.strip_prefix("mod ")?
                    .strip_suffix(';')
                    .map(str::to_owned)
            })
            .collect();
    for row in table("What it promises") {
        for test in row[1].split(", ").map(|test| test.trim_matches('`')) {
            let (room, file) = test.split_once("::").unwrap_or((test, "mod"));
            let root = env!("CARGO_MANIFEST_DIR");
            let here = format!("{root}/tests/{room}/{file}.rs");
            let inside = format!("{root}/src/{room}/{file}.rs");
            let folder = format!("{root}/src/{room}/{file}/mod.rs");
            let known =
                folders.iter().any(|folder| folder == room) && std::path::Path::new(&here).exists();
            assert!(
                known
                    || std::path::Path::new(&inside).exists()
                    || std::path::Path::new(&folder).exists(),
                "no tests at {test}"
            );
        }
    }
}
