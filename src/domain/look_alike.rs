//! Names that look like other names: letters of another script, or signs that only look like the hanzi they stand for.

use std::ops::RangeInclusive;

/// Scripts whose letters pass for Latin ones (UTS #39). A whole name in one of them is somebody's name.
const FOREIGN: &[RangeInclusive<char>] = &[
    '\u{0370}'..='\u{03ff}', // Greek
    '\u{0400}'..='\u{058f}', // Cyrillic, Armenian
    '\u{10a0}'..='\u{10ff}', // Georgian
    '\u{13a0}'..='\u{13ff}', // Cherokee
    '\u{1c80}'..='\u{1c8f}', // Cyrillic
    '\u{1f00}'..='\u{1fff}', // Greek
    '\u{2c80}'..='\u{2cff}', // Coptic
    '\u{2de0}'..='\u{2dff}', // Cyrillic
    '\u{a4d0}'..='\u{a4ff}', // Lisu
    '\u{a640}'..='\u{a69f}', // Cyrillic
];

/// Signs that are never the right ones in a name: each looks like a hanzi or a letter and is none.
const FALSE: &[RangeInclusive<char>] = &[
    '\u{2e80}'..='\u{2fdf}',   // radicals
    '\u{31c0}'..='\u{31ef}',   // strokes
    '\u{1d400}'..='\u{1d7ff}', // mathematical letters
];

/// Whether somebody may take `name` for another: it mixes look-alike letters with hanzi or Latin letters, or has signs
/// that are none of either (reliability S2).
pub fn looks_alike(name: &str) -> bool {
    let has = |ranges: &[RangeInclusive<char>]| {
        name.chars()
            .any(|c| ranges.iter().any(|range| range.contains(&c)))
    };
    has(FALSE) || (has(FOREIGN) && name.chars().any(is_usual))
}

/// Whether a character is a hanzi or a Latin letter.
const fn is_usual(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mixes_or_pretends_is_found() {
        for name in [
            "Wаng Wei",    // Cyrillic a
            "Αnna Müller", // Greek alpha
            "王Ӏ国",
            "\u{2f3a}国强",
            "李\u{2ed8}",
            "\u{1d400}nna",
        ] {
            assert!(looks_alike(name), "{name}");
        }
    }

    #[test]
    fn the_names_of_people_are_left_alone() {
        for name in [
            "王建国",
            "欧阳·阿依古丽",
            "Иванова Анна",
            "Ελένη",
            "Anna Müller",
            "ＡＢ公司",
            "𠮷田",
            "",
        ] {
            assert!(!looks_alike(name), "{name}");
        }
    }
}
