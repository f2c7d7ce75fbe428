//! Cuts a line at spaces, at commas and full stops, and at the marks between matters.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The words of the data file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub urgent: Vec<String>,
    pub breaks: Vec<char>,
    pub stops: Vec<char>,
    pub worker: Vec<String>,
    pub category: Vec<String>,
    pub titles: Vec<String>,
    pub kinds: BTreeMap<String, Vec<String>>,
}

/// A test holds that the file reads.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap_or_default());

/// One word of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// Where it begins, in bytes.
    pub start: usize,
    /// The word.
    pub text: &'a str,
    /// Whether it is the mark between two matters.
    pub is_break: bool,
}

impl Word<'_> {
    /// Returns where it ends, in bytes.
    pub const fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Cuts `line` into words; a mark between matters is a word of its own.
pub(super) fn cut(line: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut begun: Option<usize> = None;
    let ends = line.char_indices().map(|(at, c)| (at, Some(c)));
    for (at, c) in ends.chain(std::iter::once((line.len(), None))) {
        let is_break = c.is_some_and(|c| WORDS.breaks.contains(&c));
        let parts = c.is_some_and(|c| c.is_whitespace() || is_stop(line, at, c));
        if c.is_some() && !parts && !is_break {
            begun.get_or_insert(at);
            continue;
        }
        if let Some(start) = begun.take() {
            words.extend(word(line, start, at, false));
        }
        if is_break {
            let end = at + c.map_or(0, char::len_utf8);
            words.extend(word(line, at, end, true));
        }
    }
    words
}

/// Whether the mark at this place ends a word: not the comma in 12,000.
fn is_stop(line: &str, at: usize, mark: char) -> bool {
    let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before = line.get(..at).and_then(|before| before.chars().next_back());
    let behind = line.get(at..).and_then(|here| here.chars().nth(1));
    WORDS.stops.contains(&mark) && !(mark.is_ascii() && number(before) && number(behind))
}

/// Returns the word between two places.
fn word(line: &str, start: usize, end: usize, is_break: bool) -> Option<Word<'_>> {
    line.get(start..end).map(|text| Word {
        start,
        text,
        is_break,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::ContactKind;

    #[test]
    fn the_words_read() {
        let words: Words = toml::from_str(include_str!("words.toml")).unwrap();
        assert!(
            words
                .kinds
                .keys()
                .all(|kind| ContactKind::from_name(kind).is_some())
        );
        assert!(!words.urgent.is_empty() && words.breaks.len() == 2);
        assert_eq!(words.stops.len(), 4);
    }
}
