//! The shape of a register's file.

use serde::Deserialize;

use super::computed::Computed;
use crate::domain::lifecycle::{Group, Rank};

/// A word in the languages of the program.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
    /// Traditional Chinese.
    #[serde(rename = "zh-Hant")]
    pub zh_hant: String,
    /// English.
    pub en: String,
}

impl Label {
    /// Whether it is this word, in any of the languages.
    pub fn says(&self, word: &str) -> bool {
        [&self.zh_hans, &self.zh_hant, &self.en]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(word))
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines of one text.
    Block,
    /// A list, one thing a line.
    Lines,
    /// One of the field's options.
    Choice,
    Day,
    /// A day and a time of day.
    Moment,
    /// Yuan.
    Amount,
    /// A whole number from 0 on.
    Number,
    Phone,
    YesNo,
    /// A home, and with it the home of the entry.
    Home,
    Person,
    Staff,
    /// A ticket, a contact, a receipt or an entry of a register, by its number.
    Record,
    /// A charge, by its id.
    Charge,
    /// An entry of the register the field names, by its number.
    Entry,
    /// A file kept as evidence.
    File,
}

impl FieldKind {
    /// The shape of what such a field holds: see `Value::kind`.
    pub const fn held(self) -> u8 {
        match self {
            Self::Text | Self::Block | Self::Lines | Self::Choice | Self::Phone => 0,
            Self::Number => 1,
            Self::Amount => 2,
            Self::Day => 3,
            Self::Moment => 4,
            Self::YesNo => 5,
            Self::Home => 6,
            Self::Person | Self::Staff => 7,
            Self::Record | Self::Entry => 8,
            Self::Charge => 9,
            Self::File => 10,
        }
    }
}

/// One of the values of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// As it is stored.
    pub id: String,
    pub label: Label,
}

/// When a field must be filled.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The choice it depends on.
    pub field: String,
    /// The values with which it must.
    pub is: Vec<String>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its id, as stored in entries and typed on the command line.
    pub id: String,
    pub kind: FieldKind,
    pub label: Label,
    /// Whether an entry is never without it.
    #[serde(default)]
    pub required: bool,
    /// With which values of a choice it must be filled.
    pub required_when: Option<When>,
    /// Whether lists and pages hide its middle.
    #[serde(default)]
    pub masked: bool,
    /// The longest line, in characters.
    pub longest: Option<u16>,
    /// The values of a choice.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// The register whose entries it names.
    pub of: Option<String>,
    /// How it comes about, where nobody types it.
    pub computed: Option<Computed>,
}

/// A state.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Its id, as stored in entries.
    pub id: String,
    pub group: Group,
    pub label: Label,
}

/// How an entry begins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// What it is called to make one.
    pub label: Label,
    /// Least rank.
    #[serde(default)]
    pub right: Rank,
    /// The fields of its form.
    pub asks: Vec<String>,
    /// What it is called to make one for each of many homes at once; absent where that is not offered.
    pub several: Option<Label>,
    #[serde(default)]
    pub guards: Vec<String>,
    #[serde(default)]
    pub effects: Vec<String>,
    /// Deadlines that begin.
    #[serde(default)]
    pub starts: Vec<String>,
    /// Fields that get the time of now, or who acts.
    #[serde(default)]
    pub stamps: Vec<String>,
}

/// What may be corrected of an open entry.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    pub label: Label,
    /// Least rank.
    #[serde(default)]
    pub right: Rank,
    /// The fields that may be corrected.
    pub asks: Vec<String>,
}

/// A move.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The last part of its command.
    pub id: String,
    pub label: Label,
    /// States it begins in; `@open` is every state that is not closed.
    pub from: Vec<String>,
    /// State it ends in; without one the state stays.
    pub to: Option<String>,
    /// Least rank.
    #[serde(default)]
    pub right: Rank,
    /// Least rank of another person who has to agree first.
    pub approval: Option<Rank>,
    /// Fields its form offers.
    #[serde(default)]
    pub asks: Vec<String>,
    /// Of these, the ones without which it is refused.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Fields it empties.
    #[serde(default)]
    pub empties: Vec<String>,
    /// Fields that get the time of now, or who acts.
    #[serde(default)]
    pub stamps: Vec<String>,
    /// Whether a reason must be given.
    #[serde(default)]
    pub reason: bool,
    #[serde(default)]
    pub guards: Vec<String>,
    #[serde(default)]
    pub effects: Vec<String>,
    /// Deadlines that begin; one that runs goes on.
    #[serde(default)]
    pub starts: Vec<String>,
    /// Of the deadlines that run, those that begin anew.
    #[serde(default)]
    pub restarts: Vec<String>,
    /// Deadlines that end.
    #[serde(default)]
    pub stops: Vec<String>,
}

/// A time limit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    pub id: String,
    pub label: Label,
    /// How long: `30m`, `24h`, `3d`, `4wh` of working time; or `today`, until the day ends.
    pub within: Option<String>,
    /// The field that says until when; where it is empty, `within` counts.
    pub until: Option<String>,
    /// Minutes its entry is moved up among what is urgent.
    #[serde(default)]
    pub head: i64,
}

/// What the program does by itself, once in each period, with every entry in one of these states.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recurring {
    pub states: Vec<String>,
    /// How often, as the calendar of duties says it (`month`), or the choice in which each entry says it.
    pub every: String,
    pub effects: Vec<String>,
}

/// What stands above the tables of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub name: String,
    pub letter: String,
    pub label: Label,
    pub paper: Option<Label>,
    pub columns: Vec<String>,
    pub title: Vec<String>,
    #[serde(default)]
    pub sort: Option<String>,
    #[serde(default)]
    pub renamed: std::collections::BTreeMap<String, String>,
    #[serde(default)]
    pub renamed_fields: std::collections::BTreeMap<String, String>,
    #[serde(default)]
    pub groups: Vec<String>,
    pub stock: Option<String>,
    pub grid: Option<String>,
    pub in_store: Option<String>,
    pub keep: Option<String>,
}
