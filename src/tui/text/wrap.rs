//! Breaks text into lines by the rules of Chinese typesetting (kinsoku).

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::text::Ruler;

/// May not begin a line.
const NOT_FIRST: &str = "。，、；：？！）》」』】〉〕］｝”’…—·～％℃,.;:?!)]}%";

/// May not end a line.
const NOT_LAST: &str = "（《「『【〈〔［｛“‘￥¥([{";

/// See [`Ruler::wrap`].
pub fn lines(ruler: Ruler, text: &str, cols: usize) -> Vec<String> {
    if cols == 0 {
        return Vec::new();
    }
    let mut page = Page {
        ruler,
        cols,
        lines: Vec::new(),
        line: String::new(),
        width: 0,
        fresh: true,
    };
    for paragraph in text.split('\n') {
        page.fresh = true;
        for unit in units(ruler, paragraph) {
            page.add(unit);
        }
        page.turn();
    }
    page.lines
}

/// The paragraph in pieces that may stand apart.
fn units(ruler: Ruler, paragraph: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut before: Option<&str> = None;
    for (at, glyph) in paragraph.grapheme_indices(true) {
        if before.is_some_and(|before| may_part(ruler, before, glyph)) {
            units.extend(paragraph.get(start..at));
            start = at;
        }
        before = Some(glyph);
    }
    units.extend(paragraph.get(start..).filter(|rest| !rest.is_empty()));
    units
}

fn may_part(ruler: Ruler, before: &str, after: &str) -> bool {
    if is_blank(before) || is_blank(after) {
        return true;
    }
    if NOT_LAST.contains(before) || NOT_FIRST.contains(after) {
        return false;
    }
    // Chinese marks are narrow in some terminals; the apostrophe of a Latin word is one of them.
    let closed = before != "’" && !before.is_ascii() && NOT_FIRST.contains(before);
    let opens = !after.is_ascii() && NOT_LAST.contains(after);
    closed || opens || ruler.width(before) > 1 || ruler.width(after) > 1
}

fn is_blank(glyph: &str) -> bool {
    matches!(glyph, " " | "\u{3000}")
}

/// The lines so far and the one being filled.
struct Page {
    ruler: Ruler,
    cols: usize,
    lines: Vec<String>,
    line: String,
    width: usize,
    /// The line being filled is the first of its paragraph, whose indent stays.
    fresh: bool,
}

impl Page {
    fn add(&mut self, unit: &str) {
        let width = self.ruler.width(unit);
        let blank = is_blank(unit);
        if blank && self.line.is_empty() && !self.fresh {
            return;
        }
        if self.width + width > self.cols && !self.line.is_empty() {
            self.turn();
            if blank {
                return;
            }
        }
        if width > self.cols {
            self.split(unit);
        } else {
            self.line.push_str(unit);
            self.width += width;
        }
    }

    /// A unit longer than a line: broken wherever the line is full.
    fn split(&mut self, unit: &str) {
        for glyph in unit.graphemes(true) {
            // What is wider than a whole line cannot be shown at all.
            let (glyph, width) = match self.ruler.width(glyph) {
                width if width > self.cols => ("?", 1),
                width => (glyph, width),
            };
            if self.width + width > self.cols {
                self.turn();
            }
            self.line.push_str(glyph);
            self.width += width;
        }
    }

    fn turn(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.lines
            .push(line.trim_end_matches([' ', '\u{3000}']).to_owned());
        self.width = 0;
        self.fresh = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::text::Widths;
    use proptest::prelude::*;

    const RULER: Ruler = Ruler::new(
        Widths {
            ambiguous_wide: false,
        },
        "…",
    );

    #[test]
    fn closing_marks_do_not_begin_a_line() {
        assert_eq!(lines(RULER, "厨房漏水。急修", 8), ["厨房漏", "水。急修"]);
        assert_eq!(lines(RULER, "他说（急）来", 6), ["他说", "（急）", "来"]);
        assert_eq!(lines(RULER, "说：“漏水”了", 6), ["说：", "“漏水”", "了"]);
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(
            lines(RULER, "请打 13812345678 找王", 12),
            ["请打", "13812345678", "找王"]
        );
        assert_eq!(lines(RULER, "abcdefgh", 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn paragraphs_and_indents_stay() {
        assert_eq!(
            lines(RULER, "　　一二\n\n三", 6),
            ["　　一", "二", "", "三"]
        );
        assert_eq!(lines(RULER, "", 6), [""]);
        assert!(lines(RULER, "王", 0).is_empty());
        assert_eq!(lines(RULER, "王", 1), ["?"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_too_wide(
            pieces in prop::collection::vec(
                prop::sample::select(vec!["王", "a", "bc", "。", "，", "（", "“", "”", " ", "12", "《", "》", "\n"]), 0..60),
            cols in 2usize..20,
        ) {
            let text = pieces.concat();
            let wrapped = lines(RULER, &text, cols);
            for line in &wrapped {
                prop_assert!(RULER.width(line) <= cols, "{line}");
            }
            let solid = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(solid(&wrapped.concat()), solid(&text));
        }

        #[test]
        fn marks_keep_their_place_when_there_is_room(
            pieces in prop::collection::vec(prop::sample::select(vec!["王", "漏水", "急。", "（好）", "说：", "“水”", "钱"]), 0..40),
            cols in 8usize..20,
        ) {
            let wrapped = lines(RULER, &pieces.concat(), cols);
            for line in &wrapped {
                prop_assert!(!line.starts_with(|c| NOT_FIRST.contains(c)), "{line}");
                prop_assert!(!line.ends_with(|c| NOT_LAST.contains(c)), "{line}");
            }
        }
    }
}
