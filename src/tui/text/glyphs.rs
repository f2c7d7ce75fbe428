//! The glyphs of a text, the usual ones without asking the tables of Unicode: each frame asks for a thousand of them.

use unicode_segmentation::UnicodeSegmentation;

/// Returns the graphemes of a text.
pub fn glyphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        let (_, first) = chars.next()?;
        // Between two characters that no rule of joining knows there is always an end; it ends before a third
        // whatever that is, so only what follows directly matters.
        let end = match chars.next() {
            None => Some(rest.len()),
            Some((at, next)) => (stands_alone(first) && stands_alone(next)).then_some(at),
        };
        let end = end.or_else(|| rest.graphemes(true).next().map(str::len))?;
        let (glyph, behind) = rest.split_at_checked(end)?;
        rest = behind;
        Some(glyph)
    })
}

/// Whether a character joins none before it and none behind it: ASCII, rules, Chinese marks, hanzi, full-width forms.
const fn stands_alone(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{2500}'..='\u{257f}'
            | '\u{3001}'..='\u{3029}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ff01}'..='\u{ff5e}'
            | '\u{ffe0}'..='\u{ffe6}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stands_alone_is_parted_from_its_like() {
        let alone: Vec<char> = (' '..='\u{ffff}').filter(|c| stands_alone(*c)).collect();
        assert!(alone.len() > 20_000);
        let text: String = alone.iter().collect();
        assert_eq!(text.graphemes(true).count(), alone.len());
        let back: String = alone.iter().rev().collect();
        assert_eq!(back.graphemes(true).count(), alone.len());
    }

    proptest! {
        #[test]
        fn they_are_the_graphemes(text in "[a-c \u{4e00}-\u{4e09}\u{2500}，\u{301}\u{302a}\u{200d}\u{fe0f}👨👩🇨🇳한각\u{915}\u{94d}\r\n]{0,12}") {
            let quick: Vec<&str> = glyphs(&text).collect();
            let exact: Vec<&str> = text.graphemes(true).collect();
            prop_assert_eq!(quick, exact);
        }
    }
}
