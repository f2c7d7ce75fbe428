//! The demo's two data files as types.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `office.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfficeFile {
    pub(super) community: String,
    pub(super) manager: String,
    pub(super) staff: Vec<BTreeMap<String, String>>,
    pub(super) buildings: Vec<Shape>,
    pub(super) fees: Fees,
    pub(super) people: People,
    pub(super) known: Vec<Known>,
    pub(super) says: Says,
}

/// A building by its pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shape {
    pub(super) code: String,
    pub(super) units: u32,
    pub(super) floors: u32,
    pub(super) rooms: u32,
}

/// What the fee items are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fees {
    pub(super) property: String,
    pub(super) parking: String,
    /// Charged by hand.
    pub(super) shared: String,
}

/// What people are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) surnames: String,
    pub(super) given: String,
    pub(super) plate: String,
}

/// A home that stories name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    pub(super) home: String,
    pub(super) owner: String,
    pub(super) area: String,
    /// Months of fees it owes.
    #[serde(default)]
    pub(super) owes: u32,
    #[serde(default)]
    pub(super) parking: bool,
    #[serde(default)]
    pub(super) plate: Option<String>,
    #[serde(default)]
    pub(super) vulnerable: bool,
}

/// What is said: `question|answer`, or `what|first act|reported to`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Says {
    pub(super) enquiries: Vec<String>,
    pub(super) fees: Vec<String>,
    pub(super) others: Vec<String>,
    pub(super) incidents: Vec<String>,
    /// By category or trade.
    pub(super) results: BTreeMap<String, Vec<String>>,
    pub(super) opinions: Vec<String>,
    pub(super) partly: String,
    pub(super) unhappy: String,
    pub(super) explained: String,
    pub(super) answered: String,
    pub(super) dunning: Vec<String>,
    pub(super) promise: String,
}

/// `story.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoryFile {
    pub(super) acts: Vec<Act>,
}

/// One act of the story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Act {
    /// Minutes before now.
    pub(super) ago: i64,
    /// Who does it; the first at the desk if nobody is named.
    #[serde(default)]
    pub(super) by: Option<String>,
    #[serde(rename = "do")]
    pub(super) command: String,
    #[serde(default)]
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) about: Option<String>,
    #[serde(default)]
    pub(super) args: BTreeMap<String, String>,
}

/// Reads both files; the error names the line.
pub(super) fn read() -> Result<(OfficeFile, StoryFile), toml::de::Error> {
    Ok((
        toml::from_str(include_str!("office.toml"))?,
        toml::from_str(include_str!("story.toml"))?,
    ))
}
