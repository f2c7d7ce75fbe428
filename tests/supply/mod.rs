//! What we build on: known sources, accepted licences, no crate twice, every dependency with its reason.

mod one_file;

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// Licences we accept; an expression with `OR` needs one of them, with `AND` all.
const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    // option-ext, through `directories`: file-level copyleft, unmodified here.
    "MPL-2.0",
];

/// Crates that may stand in the lock file twice, with the reason.
const TWICE: &[(&str, &str)] = &[(
    "syn",
    "build time only: derive macros are moving from 2 to 3",
)];

/// Direct dependencies at most.
const MOST_DIRECT: usize = 42;

/// What is built on, on every platform: what a build here never needed is fetched where it was not before.
fn metadata() -> Value {
    let asked = |how: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--locked"])
            .args(how)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap()
    };
    let mut output = asked(&["--offline"]);
    if !output.status.success() {
        output = asked(&[]);
    }
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn packages(metadata: &Value) -> Vec<(&str, &str, &str, &str)> {
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let field = |name: &str| package[name].as_str().unwrap_or("");
            (
                field("name"),
                field("version"),
                field("license"),
                field("source"),
            )
        })
        .collect()
}

fn accepted(expression: &str) -> bool {
    let one = |licence: &str| {
        let licence = licence.trim().trim_matches(['(', ')']);
        let licence = licence
            .strip_suffix(" WITH LLVM-exception")
            .unwrap_or(licence);
        LICENCES.contains(&licence)
    };
    expression
        .split(" AND ")
        .all(|part| part.replace('/', " OR ").split(" OR ").any(one))
}

fn twice<'a>(packages: &[(&'a str, &'a str, &'a str, &'a str)]) -> Vec<&'a str> {
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, ..) in packages {
        *versions.entry(name).or_default() += 1;
    }
    versions
        .into_iter()
        .filter(|(name, count)| *count > 1 && !TWICE.iter().any(|(known, _)| known == name))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn licences_sources_and_duplicates_are_as_agreed() {
    let metadata = metadata();
    let packages = packages(&metadata);
    for (name, version, licence, source) in &packages {
        assert!(accepted(licence), "{name} {version}: {licence}");
        let known = source.is_empty() && *name == "frontdesk" || source.starts_with("registry+");
        assert!(known, "{name} {version} comes from {source}");
    }
    assert_eq!(
        twice(&packages),
        Vec::<&str>::new(),
        "the same crate in two versions"
    );
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    let mut inside = false;
    let mut said = false;
    let mut direct = 0;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]" || line == "[dev-dependencies]";
            if line == "[dev-dependencies]" {
                assert!(direct <= MOST_DIRECT, "{direct} direct dependencies");
            }
        } else if inside && line.starts_with('#') {
            said = true;
        } else if inside && line.contains('=') {
            assert!(said, "no word on what this is for: {line}");
            said = false;
            direct += 1;
        }
    }
}

#[test]
fn the_rules_find_what_they_are_for() {
    assert!(!accepted("GPL-3.0-only"));
    assert!(!accepted("MIT AND AGPL-3.0"));
    assert!(accepted("(Apache-2.0 OR MIT) AND BSD-3-Clause"));
    let planted = [
        ("rand", "0.8", "", ""),
        ("rand", "0.9", "", ""),
        ("syn", "2", "", ""),
        ("syn", "3", "", ""),
    ];
    assert_eq!(twice(&planted), ["rand"]);
}
