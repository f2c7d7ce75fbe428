//! The characters that may not stand in safe text.

use std::ops::RangeInclusive;

/// Characters nobody can see: they are dropped from imports. Category Cc is asked of the standard library.
const INVISIBLE: &[RangeInclusive<char>] = &[
    '\u{00ad}'..='\u{00ad}',   // soft hyphen
    '\u{034f}'..='\u{034f}',   // grapheme joiner
    '\u{0600}'..='\u{0605}',   // Cf
    '\u{061c}'..='\u{061c}',   // Arabic letter mark
    '\u{06dd}'..='\u{06dd}',   // Cf
    '\u{070f}'..='\u{070f}',   // Cf
    '\u{0890}'..='\u{0891}',   // Cf
    '\u{08e2}'..='\u{08e2}',   // Cf
    '\u{115f}'..='\u{1160}',   // Hangul fillers
    '\u{17b4}'..='\u{17b5}',   // Khmer inherent vowels, never drawn
    '\u{180b}'..='\u{180f}',   // Mongolian selectors and separator
    '\u{200b}'..='\u{200f}',   // zero width and direction
    '\u{2028}'..='\u{202e}',   // Zl, Zp, direction overrides
    '\u{2060}'..='\u{206f}',   // word joiner, isolates, deprecated
    '\u{2800}'..='\u{2800}',   // empty Braille pattern
    '\u{3164}'..='\u{3164}',   // Hangul filler
    '\u{fe00}'..='\u{fe0f}',   // variation selectors
    '\u{feff}'..='\u{feff}',   // byte order mark
    '\u{ffa0}'..='\u{ffa0}',   // half-width Hangul filler
    '\u{fff0}'..='\u{fffb}',   // unassigned, interlinear annotation
    '\u{110bd}'..='\u{110bd}', // Cf
    '\u{110cd}'..='\u{110cd}', // Cf
    '\u{13430}'..='\u{1343f}', // Cf
    '\u{1bca0}'..='\u{1bca3}', // Cf
    '\u{1d173}'..='\u{1d17a}', // Cf
    '\u{e0000}'..='\u{e0fff}', // tags, variation selectors
];

/// Characters without an agreed meaning: shown as markers even from imports, since something was meant by them.
const PRIVATE: &[RangeInclusive<char>] = &[
    '\u{e000}'..='\u{f8ff}',
    '\u{fdd0}'..='\u{fdef}',
    '\u{f0000}'..='\u{10ffff}',
];

/// Whether a character may never stand in safe text: category Cc, Cf, Co, Zl or Zp, a non-character, or invisible.
pub fn is_hidden(c: char) -> bool {
    !is_usual(c) && (is_invisible(c) || is_private(c))
}

/// Nearly everything asked about: ASCII, rules, Chinese marks, hanzi, full-width forms.
const fn is_usual(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{2500}'..='\u{257f}'
            | '\u{3000}'..='\u{303f}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ff01}'..='\u{ff5e}'
    )
}

/// Whether nobody can see a character.
pub fn is_invisible(c: char) -> bool {
    if c < '\u{ad}' {
        return c.is_control();
    }
    INVISIBLE.iter().any(|range| range.contains(&c))
}

/// What ends a line or turns text around: nobody takes it out without a word.
const STEERING: &[RangeInclusive<char>] = &[
    '\u{061c}'..='\u{061c}',
    '\u{200e}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2066}'..='\u{2069}',
];

/// Whether a character takes no room, says nothing and steers nothing: an import takes it out, and counts it.
pub fn is_unseen(c: char) -> bool {
    is_hidden(c)
        && is_invisible(c)
        && !c.is_control()
        && !STEERING.iter().any(|range| range.contains(&c))
}

fn is_private(c: char) -> bool {
    // The last two places of every plane are non-characters.
    u32::from(c) & 0xfffe == 0xfffe || PRIVATE.iter().any(|range| range.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usual_can_be_seen() {
        let usual = ('\0'..=char::MAX).filter(|c| is_usual(*c));
        let hidden: Vec<char> = usual
            .filter(|c| is_invisible(*c) || is_private(*c))
            .collect();
        assert_eq!(hidden, []);
    }
}
