//! Folds what was typed and what is stored to one form for searching.

use std::sync::LazyLock;

/// First of the full-width forms of printable ASCII.
const WIDE_FIRST: u32 = 0xFF01;
/// Last of them.
const WIDE_LAST: u32 = 0xFF5E;
/// Distance from a full-width form to its ASCII character.
const WIDE_OFFSET: u32 = 0xFEE0;
/// First of the unified ideographs.
const HAN_FIRST: u32 = 0x4E00;
/// How many there are.
const HAN_COUNT: usize = 0x5200;

/// The Simplified character at each place of the ideographs; itself where there is nothing to fold.
///
/// The data file holds pairs of lines: characters, and below each the one it folds to.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = (HAN_FIRST..)
        .map_while(char::from_u32)
        .take(HAN_COUNT)
        .collect();
    for (from, to) in pairs() {
        if let Some(place) = place(from).and_then(|at| table.get_mut(at)) {
            *place = to;
        }
    }
    table
});

/// Returns the pairs of the data file.
fn pairs() -> impl Iterator<Item = (char, char)> {
    let lines = || include_str!("pairs.txt").lines();
    let from = lines().step_by(2);
    let to = lines().skip(1).step_by(2);
    from.zip(to)
        .flat_map(|(from, to)| from.chars().zip(to.chars()))
}

/// Returns where `c` stands among the ideographs.
fn place(c: char) -> Option<usize> {
    u32::from(c)
        .checked_sub(HAN_FIRST)
        .and_then(|at| usize::try_from(at).ok())
        .filter(|at| *at < HAN_COUNT)
}

/// Returns the half-width form of a full-width letter, digit, mark or space, other characters as they are.
pub fn half_width(c: char) -> char {
    match u32::from(c) {
        WIDE_FIRST..=WIDE_LAST => char::from_u32(u32::from(c) - WIDE_OFFSET).unwrap_or(c),
        0x3000 => ' ',
        _ => c,
    }
}

/// Returns the Simplified form of a Traditional or variant character, other characters as they are.
pub fn simplified(c: char) -> char {
    place(c)
        .and_then(|at| SIMPLIFIED.get(at).copied())
        .unwrap_or(c)
}

/// Returns the folded form of one character: half-width, Simplified, lower case where that is one character.
pub fn fold_char(c: char) -> char {
    let narrow = half_width(c);
    let mut lower = narrow.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => simplified(lower),
        _ => narrow,
    }
}

/// Folds `text` for searching, character by character, so that places in it stay the same.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_table_is_whole() {
        let lines: Vec<&str> = include_str!("pairs.txt").lines().collect();
        assert!(lines.len().is_multiple_of(2));
        for pair in lines.chunks(2) {
            assert_eq!(pair[0].chars().count(), pair[1].chars().count());
        }
        let mut seen = BTreeMap::new();
        for (from, to) in pairs() {
            assert!(place(from).is_some() && place(to).is_some(), "{from}{to}");
            assert_eq!(seen.insert(from, to), None, "{from} twice");
        }
        assert!(seen.len() > 2500);
        for to in seen.values() {
            assert!(!seen.contains_key(to), "{to} folds on");
        }
    }

    #[test]
    fn folds_scripts_case_and_width() {
        assert_eq!(fold("陳淑芬"), "陈淑芬");
        assert_eq!(fold("３棟２單元　ＡＢ"), "3栋2单元 ab");
        assert_eq!(fold("門禁失靈，鑰匙"), "门禁失灵,钥匙");
        assert_eq!(fold("已经是简体"), "已经是简体");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(once.chars().count(), text.chars().count());
        }
    }
}
