//! How many columns one glyph takes, and how far a terminal can be trusted to agree.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide this terminal draws the characters Unicode calls ambiguous (quotes, rules, arrows, …).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Widths {
    /// Two columns instead of one: terminals set up for Chinese legacy encodings.
    pub ambiguous_wide: bool,
}

/// Whether terminals agree on the width of a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trust {
    /// All do: ASCII, hanzi, full-width punctuation.
    Sure,
    /// A setting of the terminal decides, the same for all such glyphs.
    Ambiguous,
    /// They differ: clusters, emoji, scripts that are shaped.
    Doubtful,
}

impl Widths {
    /// Columns of one grapheme: 0, 1 or 2. Nothing that is drawn takes more than two.
    pub fn glyph(self, grapheme: &str) -> usize {
        let mut chars = grapheme.chars();
        match (chars.next(), chars.next()) {
            (None, _) => 0,
            (Some(c), None) => self.char(c),
            _ => {
                let width = if self.ambiguous_wide {
                    grapheme.width_cjk()
                } else {
                    grapheme.width()
                };
                let marks = grapheme.chars().filter(|c| is_kana_mark(*c)).count();
                (width + marks).min(2)
            }
        }
    }

    fn char(self, c: char) -> usize {
        if matches!(c, ' '..='~') || is_kana_mark(c) {
            return 1;
        }
        if is_hanzi(c) {
            return 2;
        }
        let width = if self.ambiguous_wide {
            c.width_cjk()
        } else {
            c.width()
        };
        width.unwrap_or(0).min(2)
    }
}

/// Half-width voiced marks have width 0 in Unicode and a column of their own in every terminal.
fn is_kana_mark(c: char) -> bool {
    matches!(c, '\u{ff9e}' | '\u{ff9f}')
}

/// What most cells hold, told without the tables.
const fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// How far the width of one grapheme can be relied on when the cursor's place after it matters.
pub fn trust(grapheme: &str) -> Trust {
    let mut chars = grapheme.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return Trust::Doubtful;
    };
    match c {
        ' '..='~' => Trust::Sure,
        _ if is_hanzi(c) => Trust::Sure,
        // The hexagrams became wide as late as Unicode 16.
        '\u{4dc0}'..='\u{4dff}' => Trust::Doubtful,
        _ if c.width() == Some(1) && c.width_cjk() == Some(2) => Trust::Ambiguous,
        '\u{a1}'..='\u{2ff}' if c.width() == Some(1) => Trust::Sure,
        '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}'
            if c.width() == Some(2) =>
        {
            Trust::Sure
        }
        _ => Trust::Doubtful,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ambiguous_glyphs_follow_the_terminal() {
        let narrow = Widths::default();
        let wide = Widths {
            ambiguous_wide: true,
        };
        for glyph in [
            "“", "”", "‘", "’", "…", "—", "·", "×", "℃", "±", "→", "█", "─", "│", "━",
        ] {
            assert_eq!((narrow.glyph(glyph), wide.glyph(glyph)), (1, 2), "{glyph}");
            assert_eq!(trust(glyph), Trust::Ambiguous, "{glyph}");
        }
        for glyph in ["王", "，", "《", "￥", "㎡", "～", "　", "𠮷"] {
            assert_eq!((narrow.glyph(glyph), wide.glyph(glyph)), (2, 2), "{glyph}");
            assert_eq!(trust(glyph), Trust::Sure, "{glyph}");
        }
        for glyph in ["a", "¥", "~"] {
            assert_eq!((narrow.glyph(glyph), wide.glyph(glyph)), (1, 1), "{glyph}");
            assert_eq!(trust(glyph), Trust::Sure, "{glyph}");
        }
    }

    #[test]
    fn the_tables_agree_about_hanzi() {
        for c in ('\u{3000}'..='\u{a000}').filter(|c| is_hanzi(*c)) {
            assert_eq!((c.width(), c.width_cjk()), (Some(2), Some(2)), "{c}");
        }
    }

    #[test]
    fn no_glyph_takes_more_than_two_columns() {
        for glyph in ["👨‍👩‍👧", "क्ष्म", "ｶﾞﾞ", "e\u{323}\u{301}", "🇨🇳"]
        {
            assert!(Widths::default().glyph(glyph) <= 2, "{glyph}");
            assert_eq!(trust(glyph), Trust::Doubtful, "{glyph}");
        }
        assert_eq!(Widths::default().glyph("ﾞ"), 1);
        assert_eq!(Widths::default().glyph("\u{7}"), 0);
    }
}
