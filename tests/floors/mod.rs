//! The architecture as a test: who may import whom, and how a file of ours looks.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each floor and those it may import; itself it always may.
const MAY_IMPORT: [(&str, &[&str]); 16] = [
    ("locale", &[]),
    ("config", &[]),
    ("domain", &[]),
    ("lifecycles", &["domain"]),
    ("registers", &["domain", "lifecycles"]),
    ("storage", &["domain"]),
    ("reports", &["domain"]),
    (
        "service",
        &["domain", "lifecycles", "registers", "storage", "reports"],
    ),
    (
        "exchange",
        &["domain", "service", "reports", "locale", "config"],
    ),
    ("wire", &["domain", "service"]),
    (
        "server",
        &["wire", "service", "storage", "config", "domain"],
    ),
    ("client", &["wire", "config"]),
    // The domain for `safe_text` alone: which characters may never reach a terminal.
    ("terminal", &["config", "domain"]),
    (
        "tui",
        &[
            "client", "terminal", "wire", "exchange", "domain", "locale", "config",
        ],
    ),
    ("cli", ALL),
    ("main", ALL),
];

/// Every floor: the top composes them all.
const ALL: &[&str] = &[
    "locale",
    "config",
    "domain",
    "lifecycles",
    "registers",
    "storage",
    "reports",
    "service",
    "exchange",
    "wire",
    "server",
    "client",
    "terminal",
    "tui",
    "cli",
];

const HARD_LIMIT: usize = 600;
const SOFT_LIMIT: usize = 300;

/// A rule: what is wrong with the text of a file at this path (from the root of the project).
type Rule = fn(&str, &str) -> Vec<String>;

/// The rules every source file of the program is held to.
const SOURCE_RULES: [Rule; 6] = [
    begins_with_its_purpose,
    names_each_floor_on_a_line,
    imports_only_what_is_below,
    is_not_too_long,
    leaves_nothing_unfinished,
    reads_the_surroundings_in_one_place,
];

/// The rules for the tests.
const TEST_RULES: [Rule; 3] = [
    begins_with_its_purpose,
    is_not_too_long,
    leaves_nothing_unfinished,
];

fn begins_with_its_purpose(_: &str, text: &str) -> Vec<String> {
    if text.starts_with("//! ") {
        Vec::new()
    } else {
        vec!["does not begin with //! and its purpose".to_owned()]
    }
}

/// One path, one line: a floor that is used can be found by searching for its name.
fn names_each_floor_on_a_line(_: &str, text: &str) -> Vec<String> {
    ["use crate::{", "super::super"]
        .iter()
        .filter(|group| text.contains(*group))
        .map(|group| format!("has {group}"))
        .collect()
}

/// Returns the floor a file stands on: the folder or file below `src/`.
fn floor_of(path: &str) -> Option<&str> {
    let below = path.strip_prefix("src/")?;
    let first = below.split('/').next()?;
    Some(first.strip_suffix(".rs").unwrap_or(first))
}

fn imports_only_what_is_below(path: &str, text: &str) -> Vec<String> {
    let Some(floor) = floor_of(path) else {
        return Vec::new();
    };
    if floor == "lib" {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == floor) else {
        return vec![format!("{floor} is not in the table of floors")];
    };
    let mut used = BTreeSet::new();
    for start in ["crate::", "frontdesk::"] {
        for part in text.split(start).skip(1) {
            let name: String = part
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect();
            used.insert(name);
        }
    }
    used.iter()
        .filter(|name| ALL.contains(&name.as_str()))
        .filter(|name| *name != floor && !allowed.contains(&name.as_str()))
        .map(|name| format!("{floor} may not import {name}"))
        .collect()
}

fn is_not_too_long(_: &str, text: &str) -> Vec<String> {
    let lines = text.lines().count();
    if lines > HARD_LIMIT {
        vec![format!("has {lines} lines, more than {HARD_LIMIT}")]
    } else {
        Vec::new()
    }
}

/// The marks of unfinished work, put together so that this file does not hold them itself.
fn unfinished_marks() -> [String; 5] {
    [
        ["TO", "DO"].concat(),
        ["FIX", "ME"].concat(),
        ["to", "do!("].concat(),
        ["unimple", "mented!("].concat(),
        ["db", "g!("].concat(),
    ]
}

fn leaves_nothing_unfinished(_: &str, text: &str) -> Vec<String> {
    unfinished_marks()
        .iter()
        .filter(|mark| text.contains(mark.as_str()))
        .map(|mark| format!("has {mark}"))
        .collect()
}

/// Environment variables are read by `config::env` alone, so that a test can bring its own.
fn reads_the_surroundings_in_one_place(path: &str, text: &str) -> Vec<String> {
    if path == "src/config/env.rs" {
        return Vec::new();
    }
    [
        "env::var(",
        "env::var_os(",
        "env::vars(",
        "env::vars_os(",
        "BaseDirs",
        "ProjectDirs",
    ]
    .iter()
    .filter(|call| text.contains(*call))
    .map(|call| format!("has {call}, which belongs into config/env.rs"))
    .collect()
}

/// Returns the path and text of every file below `folder` with that ending, in order.
fn files_below(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Returns the path and text of every file of the program with that ending.
pub fn source_files(ending: &str) -> Vec<(String, String)> {
    files_below("src", ending)
}

#[track_caller]
fn held_to(rules: &[Rule], files: &[(String, String)]) {
    let mut faults = Vec::new();
    for (path, text) in files {
        let lines = text.lines().count();
        if lines > SOFT_LIMIT {
            println!("{path}: {lines} lines; two files, perhaps?");
        }
        for rule in rules {
            faults.extend(rule(path, text).iter().map(|f| format!("{path}: {f}")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_program_keeps_to_the_rules() {
    let files = source_files("rs");
    assert!(files.len() > 10);
    held_to(&SOURCE_RULES, &files);
}

#[test]
fn the_tests_keep_to_their_rules() {
    held_to(&TEST_RULES, &files_below("tests", "rs"));
}

/// What a source file must look like to have exactly the one fault.
const PLANTED: [(&str, &str, &str); 9] = [
    ("src/domain/a.rs", "use std::fmt;\n", "does not begin"),
    (
        "src/tui/a.rs",
        "//! A.\nuse crate::{domain::money, locale};\n",
        "has use crate::{",
    ),
    (
        "src/tui/a/b.rs",
        "//! A.\nuse super::super::c;\n",
        "super::super",
    ),
    (
        "src/domain/a.rs",
        "//! A.\nuse crate::storage::Store;\n",
        "domain may not import storage",
    ),
    (
        "src/locale/mod.rs",
        "//! A.\nfn f() { crate::config::x(); }\n",
        "locale may not import config",
    ),
    ("src/attic/mod.rs", "//! A.\n", "attic is not in the table"),
    (
        "src/terminal/a.rs",
        "//! A.\nuse frontdesk::service::Service;\n",
        "terminal may not import service",
    ),
    (
        "src/tui/a.rs",
        "//! A.\nlet x = std::env::var(\"HOME\");\n",
        "belongs into config/env.rs",
    ),
    (
        "src/tui/mod.rs",
        "//! A.\nuse crate::storage;\n",
        "tui may not import storage",
    ),
];

fn faults_in(path: &str, text: &str) -> Vec<String> {
    SOURCE_RULES
        .iter()
        .flat_map(|rule| rule(path, text))
        .collect()
}

#[test]
fn every_rule_can_fail() {
    for (path, text, expected) in PLANTED {
        let faults = faults_in(path, text);
        assert!(
            faults.iter().any(|fault| fault.contains(expected)),
            "{path}: {expected}: {faults:?}"
        );
    }
    for mark in unfinished_marks() {
        let text = format!("//! A.\n// {mark}\n");
        assert_eq!(faults_in("src/tui/a.rs", &text), [format!("has {mark}")]);
    }
    let long = "//! A.\n".repeat(HARD_LIMIT);
    assert_eq!(faults_in("src/tui/a.rs", &long), Vec::<String>::new());
    let longer = "//! A.\n".repeat(HARD_LIMIT + 1);
    assert_eq!(faults_in("src/tui/a.rs", &longer).len(), 1);
    let good = "//! A.\nuse crate::domain::money::Amount;\nuse crate::wire::Hello;\n";
    assert_eq!(faults_in("src/tui/a.rs", good), Vec::<String>::new());
}

/// Returns the floors the table of `src/lib.rs` declares.
fn declared(lib: &str) -> BTreeSet<&str> {
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect()
}

#[test]
fn every_floor_of_the_library_is_in_the_table() {
    let files = source_files("rs");
    let (_, lib) = files.iter().find(|(path, _)| path == "src/lib.rs").unwrap();
    let table: BTreeSet<&str> = MAY_IMPORT.iter().map(|(name, _)| *name).collect();
    for floor in declared(lib) {
        assert!(table.contains(floor), "{floor}");
        assert!(ALL.contains(&floor), "{floor}");
    }
}

#[test]
fn nobody_imports_upwards_by_the_table_itself() {
    // The table is written from the ground up, so an import must stand above its importer.
    for (index, (floor, allowed)) in MAY_IMPORT.iter().enumerate() {
        for name in allowed.iter().filter(|name| *name != floor) {
            let at = MAY_IMPORT.iter().position(|(known, _)| known == name);
            assert!(at.is_some_and(|at| at < index), "{floor} imports {name}");
        }
    }
}

/// Returns the folders of `src/` (with a slash behind) the map does not name.
fn folders_not_in_map(folders: &BTreeSet<String>, map: &str) -> Vec<String> {
    folders
        .iter()
        .filter(|folder| !map.contains(folder.as_str()))
        .cloned()
        .collect()
}

#[test]
fn the_map_names_every_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders: BTreeSet<String> = source_files("rs")
        .iter()
        .filter_map(|(path, _)| {
            let (floor, _) = path.strip_prefix("src/")?.split_once('/')?;
            Some(format!("{floor}/"))
        })
        .collect();
    let planted = folders_not_in_map(&BTreeSet::from(["attic/".to_owned()]), "domain/ rules");
    assert_eq!(planted, ["attic/"]);
    if let Ok(map) = fs::read_to_string(root.join("src/README.md")) {
        assert_eq!(folders_not_in_map(&folders, &map), Vec::<String>::new());
    }
}

/// Returns the test files no chain of `mod` lines leads to from `tests/main.rs`.
fn forgotten(files: &[(String, String)]) -> Vec<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![("tests/main.rs".to_owned(), "tests".to_owned())];
    while let Some((path, folder)) = open.pop() {
        let Some((_, text)) = files.iter().find(|(name, _)| *name == path) else {
            continue;
        };
        reached.insert(path);
        for line in text.lines() {
            let line = line.trim_start_matches("pub ");
            if let Some(name) = line.strip_prefix("mod ").and_then(|l| l.strip_suffix(';')) {
                let inner = format!("{folder}/{name}");
                open.push((format!("{inner}.rs"), inner.clone()));
                open.push((format!("{inner}/mod.rs"), inner));
            }
        }
    }
    files
        .iter()
        .map(|(path, _)| path.clone())
        .filter(|path| !reached.contains(path))
        // Benches and fuzz targets are programs of their own.
        .filter(|path| !path.starts_with("tests/benches/") && !path.starts_with("tests/fuzz/"))
        .collect()
}

#[test]
fn no_test_file_is_forgotten() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let planted = [
        file("tests/main.rs", "//! A.\nmod one;\nmod two;\n"),
        file("tests/one.rs", "//! A.\nmod inner;\n"),
        file("tests/one/inner.rs", "//! A.\n"),
        file("tests/two/mod.rs", "//! A.\npub mod deep;\n"),
        file("tests/two/deep.rs", "//! A.\n"),
        file("tests/two/lost.rs", "//! A.\n"),
    ];
    assert_eq!(forgotten(&planted), ["tests/two/lost.rs"]);
    assert_eq!(forgotten(&files_below("tests", "rs")), Vec::<String>::new());
}
