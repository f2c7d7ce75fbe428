//! Marks and rules, in a column each for what a terminal can show.

/// Which column of the table a terminal gets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Set {
    /// UTF-8 with ambiguous glyphs in one column.
    Unicode,
    /// Glyphs of GBK, which fonts for it draw in two columns; rules stay ASCII, since theirs would not meet.
    Gbk,
    /// What every terminal has.
    #[default]
    Ascii,
}

/// The marks and rules of one set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// Which set this is.
    pub set: Set,
    /// A horizontal rule.
    pub rule: &'static str,
    /// The rule above what has the focus.
    pub rule_heavy: &'static str,
    /// A vertical rule.
    pub bar: &'static str,
    /// The vertical rule beside what has the focus.
    pub bar_heavy: &'static str,
    /// Where two rules cross.
    pub cross: &'static str,
    /// Before the selected row.
    pub selected: &'static str,
    /// Before a row marked for a bulk act.
    pub marked: &'static str,
    /// Before an overdue row.
    pub overdue: &'static str,
    /// Before a row about to be overdue.
    pub soon: &'static str,
    /// Done, correct.
    pub check: &'static str,
    /// Not done, wrong.
    pub wrong: &'static str,
    /// Between one thing and what became of it.
    pub arrow: &'static str,
    /// More above.
    pub up: &'static str,
    /// More below.
    pub down: &'static str,
    /// After a cut text.
    pub ellipsis: &'static str,
    /// Between two things in a line.
    pub dot: &'static str,
    /// Before an item of a list.
    pub bullet: &'static str,
    /// For what is not there.
    pub none: &'static str,
    /// A full piece of a bar chart.
    pub block: &'static str,
    /// An empty piece of a bar chart.
    pub shade: &'static str,
    /// For a hidden digit.
    pub mask: &'static str,
    /// Times.
    pub times: &'static str,
}

/// One row a mark, one column a set: unicode, gbk, ascii.
macro_rules! table {
    ($($name:ident $unicode:literal $gbk:literal $ascii:literal)*) => {
        const UNICODE: Glyphs = Glyphs { set: Set::Unicode, $($name: $unicode),* };
        const GBK: Glyphs = Glyphs { set: Set::Gbk, $($name: $gbk),* };
        const ASCII: Glyphs = Glyphs { set: Set::Ascii, $($name: $ascii),* };

        #[cfg(test)]
        const ROWS: &[(&str, &str, &str, &str)] =
            &[$((stringify!($name), $unicode, $gbk, $ascii)),*];
    };
}

table! {
    rule       "─" "-"  "-"
    rule_heavy "━" "="  "="
    bar        "│" "|"  "|"
    bar_heavy  "┃" "|"  "|"
    cross      "┼" "+"  "+"
    selected   ">" ">"  ">"
    marked     "*" "*"  "*"
    overdue    "!" "!"  "!"
    soon       "?" "?"  "?"
    check      "✓" "√"  "v"
    wrong      "✗" "×"  "x"
    arrow      "→" "→"  "->"
    up         "↑" "↑"  "^"
    down       "↓" "↓"  "v"
    ellipsis   "…" "…"  ".."
    dot        "·" "·"  "-"
    bullet     "•" "●"  "*"
    none       "—" "—"  "-"
    block      "█" "#"  "#"
    shade      "░" "."  "."
    mask       "*" "*"  "*"
    times      "×" "×"  "x"
}

impl Glyphs {
    /// The marks of a set.
    pub const fn pick(set: Set) -> &'static Self {
        match set {
            Set::Unicode => &UNICODE,
            Set::Gbk => &GBK,
            Set::Ascii => &ASCII,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::width::Widths;

    #[test]
    fn each_set_keeps_to_its_means() {
        let gbk = encoding_rs::GBK;
        for (name, unicode, in_gbk, ascii) in ROWS {
            assert!(ascii.bytes().all(|b| matches!(b, b'!'..=b'~')), "{name}");
            assert!(!gbk.encode(in_gbk).2, "{name} is not in GBK");
            assert_eq!(Widths::default().glyph(unicode), 1, "{name}");
        }
    }

    #[test]
    fn rules_and_marks_take_one_column_everywhere() {
        let wide = Widths {
            ambiguous_wide: true,
        };
        for glyphs in [Glyphs::pick(Set::Gbk), Glyphs::pick(Set::Ascii)] {
            for one in [
                glyphs.rule,
                glyphs.rule_heavy,
                glyphs.bar,
                glyphs.cross,
                glyphs.selected,
                glyphs.marked,
                glyphs.overdue,
                glyphs.soon,
                glyphs.block,
                glyphs.shade,
                glyphs.mask,
            ] {
                assert_eq!(wide.glyph(one), 1, "{one}");
            }
        }
    }
}
