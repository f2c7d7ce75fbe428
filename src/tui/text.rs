//! Text in columns: measured, cut, padded, wrapped and written into the screen buffer, here and nowhere else.

mod glyphs;
mod squeeze;
mod wrap;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::safe_text::is_hidden;
pub use crate::terminal::width::Widths;
use crate::tui::text::glyphs::glyphs;

/// What fills an amount's column when the amount does not fit: a cut amount would be a wrong one.
const NO_ROOM: &str = "#";

/// What is drawn for a glyph that is not safe; safe text has none.
const HOSTILE: &str = "?";

/// Which side of a cell the text keeps to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// To the right.
    Right,
    /// In the middle, the odd blank to the right.
    Centre,
}

/// Measures text the way one terminal draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruler {
    widths: Widths,
    ellipsis: &'static str,
}

impl Ruler {
    /// A ruler for a terminal of these widths; `ellipsis` is the glyph that ends a cut text.
    pub const fn new(widths: Widths, ellipsis: &'static str) -> Self {
        Self { widths, ellipsis }
    }

    /// The widths it measures by.
    pub const fn widths(&self) -> Widths {
        self.widths
    }

    /// Columns the text takes.
    pub fn width(&self, text: &str) -> usize {
        if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
            return text.len();
        }
        glyphs(text).map(|g| self.glyph(g)).sum()
    }

    /// The text, or as much of it as fits into `cols` with the ellipsis at its end. Never half a glyph.
    pub fn fit<'a>(&self, text: &'a str, cols: usize) -> Cow<'a, str> {
        if self.width(text) <= cols {
            return Cow::Borrowed(text);
        }
        let dots = self.width(self.ellipsis);
        let Some(room) = cols.checked_sub(dots) else {
            return Cow::Borrowed(self.head(text, cols).0);
        };
        Cow::Owned(format!("{}{}", self.head(text, room).0, self.ellipsis))
    }

    /// The text with blanks up to `cols`; longer text is left as it is.
    pub fn pad<'a>(&self, text: &'a str, cols: usize, align: Align) -> Cow<'a, str> {
        let blanks = cols.saturating_sub(self.width(text));
        if blanks == 0 {
            return Cow::Borrowed(text);
        }
        let left = match align {
            Align::Left => 0,
            Align::Right => blanks,
            Align::Centre => blanks / 2,
        };
        let right = blanks - left;
        Cow::Owned(format!("{:left$}{text}{:right$}", "", ""))
    }

    /// Exactly `cols` columns of the text: cut or padded.
    pub fn cell(&self, text: &str, cols: usize, align: Align) -> String {
        self.pad(&self.fit(text, cols), cols, align).into_owned()
    }

    /// An amount at the right edge of exactly `cols` columns. One that does not fit becomes `#`, since a cut amount would
    /// read as a smaller one.
    pub fn amount(&self, text: &str, cols: usize) -> String {
        if self.width(text) > cols {
            return NO_ROOM.repeat(cols);
        }
        self.pad(text, cols, Align::Right).into_owned()
    }

    /// Exactly the columns `from..from + cols` of the text, for fields that scroll sideways. A glyph cut by either edge
    /// is shown as blanks.
    pub fn window(&self, text: &str, from: usize, cols: usize) -> String {
        let to = from.saturating_add(cols);
        let mut shown = String::new();
        let mut filled = from;
        let mut at = 0;
        for glyph in glyphs(text) {
            let end = at + self.glyph(glyph);
            if at >= filled && end > at && end <= to {
                shown.extend(std::iter::repeat_n(' ', at - filled));
                shown.push_str(glyph);
                filled = end;
            }
            at = end;
            if at >= to {
                break;
            }
        }
        shown.extend(std::iter::repeat_n(' ', to.saturating_sub(filled)));
        shown
    }

    /// Writes `glyph` into row `y` from column `x` as often as it fits into `cols`, and blanks behind it: a rule across a
    /// pane. It is measured once, since a quarter of what a frame draws are rules.
    pub fn rule(
        &self,
        buffer: &mut Buffer,
        (x, y): (u16, u16),
        glyph: &str,
        style: Style,
        cols: u16,
    ) {
        let width = u16::try_from(self.width(glyph)).unwrap_or(u16::MAX).max(1);
        self.mend_left(buffer, x, y);
        let end = x.saturating_add(cols);
        let whole = end - cols % width;
        for column in x..end {
            let begins = column < whole && (column - x).is_multiple_of(width);
            self.set(buffer, column, y, if begins { glyph } else { " " }, style);
        }
    }

    /// The text in lines of at most `cols` columns, broken as Chinese is set: no line begins with a closing mark or ends
    /// with an opening one, and Latin words stay whole where they fit. Without columns there are no lines.
    pub fn wrap(&self, text: &str, cols: usize) -> Vec<String> {
        wrap::lines(*self, text, cols)
    }

    /// The texts of one line, shortened until all fit into `cols`: each with how freely it may be shortened, the highest
    /// first and 0 never.
    pub fn squeeze(&self, texts: &[(&str, u8)], cols: usize) -> Vec<String> {
        squeeze::squeeze(*self, texts, cols)
    }

    /// Writes text into row `y` from column `x`, over at most `cols` columns, and tells the column behind it. Glyphs that
    /// it cuts in half are blanked; anything a terminal might obey is drawn as `?`.
    pub fn put(
        &self,
        buffer: &mut Buffer,
        (x, y): (u16, u16),
        text: impl AsRef<str>,
        style: Style,
        cols: u16,
    ) -> u16 {
        let area = buffer.area;
        if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
            return x;
        }
        let end = x.saturating_add(cols).min(area.right());
        self.mend_left(buffer, x, y);
        let mut at = x;
        for glyph in glyphs(text.as_ref()) {
            let glyph = if glyph.chars().any(is_hidden) {
                HOSTILE
            } else {
                glyph
            };
            let width = u16::try_from(self.glyph(glyph)).unwrap_or(0);
            if width == 0 {
                continue;
            }
            if at + width > end {
                break;
            }
            let mut symbol = glyph;
            for column in at..at + width {
                self.set(buffer, column, y, symbol, style);
                symbol = " ";
            }
            at += width;
        }
        at
    }

    /// Blanks an area, a popup's for instance, and mends the wide glyphs its left edge cuts.
    pub fn blank(&self, buffer: &mut Buffer, area: Rect, style: Style) {
        let area = area.intersection(buffer.area);
        for y in area.top()..area.bottom() {
            self.mend_left(buffer, area.left(), y);
            for x in area.left()..area.right() {
                self.set(buffer, x, y, " ", style);
            }
        }
    }

    /// Blanks the glyph left of `x` if it reaches over `x`: its second half is about to go.
    fn mend_left(&self, buffer: &mut Buffer, x: u16, y: u16) {
        let Some(before) = x.checked_sub(1) else {
            return;
        };
        let reaches = buffer
            .cell((before, y))
            .is_some_and(|cell| self.glyph(cell.symbol()) > 1);
        if reaches && let Some(cell) = buffer.cell_mut((before, y)) {
            cell.set_char(' ');
        }
    }

    #[allow(
        clippy::unused_self,
        clippy::disallowed_methods,
        reason = "this module writes the cells for all others, and only glyphs it has looked at"
    )]
    fn set(&self, buffer: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.reset();
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// Columns of one grapheme as `put` draws it.
    fn glyph(&self, glyph: &str) -> usize {
        if glyph.chars().any(is_hidden) {
            return HOSTILE.len();
        }
        self.widths.glyph(glyph)
    }

    /// The longest beginning that fits into `cols`, and its width.
    fn head<'a>(&self, text: &'a str, cols: usize) -> (&'a str, usize) {
        let (mut width, mut at) = (0, 0);
        for glyph in glyphs(text) {
            let wider = width + self.glyph(glyph);
            if wider > cols {
                return (text.get(..at).unwrap_or_default(), width);
            }
            (width, at) = (wider, at + glyph.len());
        }
        (text, width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::buffer::Cell;

    const NARROW: Ruler = Ruler::new(
        Widths {
            ambiguous_wide: false,
        },
        "…",
    );
    const WIDE: Ruler = Ruler::new(
        Widths {
            ambiguous_wide: true,
        },
        "…",
    );

    #[test]
    fn a_cut_ends_at_a_glyph() {
        assert_eq!(NARROW.fit("厨房水管漏水", 12), "厨房水管漏水");
        assert_eq!(NARROW.fit("厨房水管漏水", 11), "厨房水管漏…");
        assert_eq!(NARROW.fit("厨房水管漏水", 10), "厨房水管…");
        assert_eq!(WIDE.fit("厨房水管漏水", 10), "厨房水管…");
        assert_eq!(WIDE.fit("厨房", 1), "");
    }

    #[test]
    fn amounts_are_never_cut() {
        assert_eq!(NARROW.amount("￥4,312.00", 12), "  ￥4,312.00");
        assert_eq!(NARROW.amount("￥4,312.00", 9), "#########");
    }

    #[test]
    fn a_window_shows_blanks_for_halves() {
        assert_eq!(NARROW.window("a王建国", 2, 4), " 建 ");
        assert_eq!(NARROW.window("a王建国", 1, 4), "王建");
        assert_eq!(NARROW.window("ab", 5, 3), "   ");
    }

    #[test]
    fn a_popup_leaves_no_half_glyph_at_its_edges() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        NARROW.put(&mut buffer, (0, 0), "王建国强", Style::new(), 8);
        NARROW.put(&mut buffer, (3, 0), "|x", Style::new(), 2);
        let row: Vec<&str> = buffer.content().iter().map(Cell::symbol).collect();
        assert_eq!(row, ["王", " ", " ", "|", "x", " ", "强", " "]);
    }

    #[test]
    fn nothing_is_written_outside() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        assert_eq!(NARROW.put(&mut buffer, (2, 0), "王王", Style::new(), 9), 4);
        assert_eq!(NARROW.put(&mut buffer, (3, 0), "王", Style::new(), 9), 3);
        assert_eq!(NARROW.put(&mut buffer, (9, 9), "王", Style::new(), 9), 9);
        assert_eq!(
            NARROW.put(&mut buffer, (0, 0), "\u{1b}[", Style::new(), 9),
            2
        );
        assert_eq!(buffer.content()[0].symbol(), "?");
    }

    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "a",
            "Z9",
            " ",
            "王",
            "，",
            "。",
            "“",
            "”",
            "…",
            "─",
            "￥",
            "é",
            "e\u{323}",
            "《",
            "👨‍👩‍👧",
            "ｶﾞ",
            "word ",
            "\u{1b}",
            "\u{202e}",
        ]);
        prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn a_rule_is_its_glyph_written_as_often_as_it_fits() {
        for (ruler, glyph) in [(NARROW, "─"), (WIDE, "─"), (NARROW, "-")] {
            for cols in 0..9 {
                let area = Rect::new(0, 0, 12, 1);
                let (mut one, mut other) = (Buffer::empty(area), Buffer::empty(area));
                for buffer in [&mut one, &mut other] {
                    ruler.put(buffer, (0, 0), "一二三四五六", Style::default(), 12);
                }
                let style = Style::default().bold();
                ruler.rule(&mut one, (1, 0), glyph, style, cols);
                let times = usize::from(cols) / ruler.width(glyph);
                let text = ruler.cell(&glyph.repeat(times), cols.into(), Align::Left);
                ruler.put(&mut other, (1, 0), text, style, cols);
                assert_eq!(one, other, "{glyph} {cols}");
            }
        }
    }

    proptest! {
        #[test]
        fn widths_are_exact(text in texts(), cols in 0usize..30, from in 0usize..30, wide: bool) {
            let ruler = if wide { WIDE } else { NARROW };
            for align in [Align::Left, Align::Right, Align::Centre] {
                prop_assert_eq!(ruler.width(&ruler.cell(&text, cols, align)), cols);
            }
            prop_assert!(ruler.width(&ruler.fit(&text, cols)) <= cols);
            prop_assert_eq!(ruler.width(&ruler.amount(&text, cols)), cols);
            prop_assert_eq!(ruler.width(&ruler.window(&text, from, cols)), cols);
        }

        #[test]
        fn what_is_put_takes_its_width(text in texts(), x in 0u16..12, wide: bool) {
            let ruler = if wide { WIDE } else { NARROW };
            let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
            ruler.put(&mut buffer, (0, 0), "王".repeat(10), Style::new(), 20);
            let room = 8;
            let end = ruler.put(&mut buffer, (x, 0), &text, Style::new(), room);
            prop_assert_eq!(usize::from(end - x), ruler.head(&text, usize::from(room)).1);
            let mut at = 0;
            while at < 20 {
                let glyph = ruler.glyph(buffer.content()[at].symbol());
                prop_assert!(glyph > 0 && at + glyph <= 20);
                for hidden in &buffer.content()[at + 1..at + glyph] {
                    prop_assert_eq!(hidden.symbol(), " ");
                }
                at += glyph;
            }
        }
    }
}
