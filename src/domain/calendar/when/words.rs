//! The words for days and times, read once from their data file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A part of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// Minutes since midnight at which it begins.
    pub from: u16,
    /// Minutes since midnight at which it ends.
    pub to: u16,
    /// Hours of the clock that lie after noon when said with this part.
    #[serde(default)]
    pub noon: Vec<u16>,
    /// Hours of the clock that lie before one in the morning when said with this part.
    #[serde(default)]
    pub midnight: Vec<u16>,
    /// Days from today, where the word says the day too.
    pub day: Option<i32>,
}

impl Part {
    /// Returns the hour of 24 that an hour of the clock means beside this part of the day.
    pub(super) fn hour(&self, hour: u16) -> u16 {
        if self.noon.contains(&hour) {
            hour + 12
        } else if self.midnight.contains(&hour) {
            hour.saturating_sub(12)
        } else {
            hour
        }
    }
}

/// Hours meant after noon when no part of the day is named.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bare {
    /// Hours of the clock.
    pub noon: Vec<u16>,
}

/// All words of the data file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub hour: Vec<String>,
    pub half: Vec<String>,
    pub quarter: Vec<String>,
    pub minute: Vec<String>,
    pub day: Vec<String>,
    pub month: Vec<String>,
    pub year: Vec<String>,
    pub later: Vec<String>,
    pub ahead: Vec<String>,
    pub to: Vec<String>,
    pub am: Vec<String>,
    pub pm: Vec<String>,
    pub offsets: BTreeMap<String, i32>,
    pub weeks: BTreeMap<String, i32>,
    pub coming: BTreeMap<String, i32>,
    pub weekdays: BTreeMap<String, u8>,
    pub parts: BTreeMap<String, Part>,
    pub bare: Bare,
    pub numerals: BTreeMap<char, u16>,
}

/// The shipped words; a test holds that the file reads.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fold::fold;

    #[test]
    fn the_file_reads_and_is_folded() {
        let words: Words = toml::from_str(include_str!("words.toml")).unwrap();
        let maps = [&words.offsets, &words.weeks, &words.coming];
        for word in maps
            .iter()
            .flat_map(|map| map.keys())
            .chain(words.parts.keys())
        {
            assert_eq!(&fold(word), word);
        }
        for part in words.parts.values() {
            assert!(part.from < part.to);
        }
    }
}
