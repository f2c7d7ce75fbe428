//! A buffer to draw on with the screen's own means.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::terminal::glyphs::Glyphs;
use crate::tui::fields::Line;
use crate::tui::kit::Kit;
use crate::tui::text::Align;
use crate::tui::theme::Tone;

/// Text with what it is meant as.
pub type Span = (String, Tone);

/// The buffer and the means.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    kit: &'a Kit,
    cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    /// Draws on `buffer`.
    pub fn new(buffer: &'a mut Buffer, kit: &'a Kit) -> Self {
        Self {
            buffer,
            kit,
            cursor: None,
        }
    }

    /// What a tone looks like here.
    pub(super) fn style(&self, tone: Tone) -> Style {
        self.kit.theme.style(tone)
    }

    /// What is drawn on.
    pub(super) const fn buffer(&mut self) -> &mut Buffer {
        self.buffer
    }

    /// Where the cursor was put last.
    pub const fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// Puts the cursor nowhere: what is above has no text to type.
    pub const fn hide_cursor(&mut self) {
        self.cursor = None;
    }

    /// The marks of this terminal.
    pub const fn glyphs(&self) -> &'static Glyphs {
        self.kit.glyphs
    }

    /// Columns of a text.
    pub fn width(&self, text: &str) -> u16 {
        u16::try_from(self.kit.ruler.width(text)).unwrap_or(u16::MAX)
    }

    /// Writes text over at most `cols` columns, cut with an ellipsis; returns the column behind it.
    pub fn put(&mut self, (x, y): (u16, u16), text: &str, tone: Tone, cols: u16) -> u16 {
        let shown = self.kit.ruler.fit(text, cols.into());
        let style = self.kit.theme.style(tone);
        self.kit.ruler.put(self.buffer, (x, y), shown, style, cols)
    }

    /// Writes text to fill exactly `cols` columns.
    pub fn cell(&mut self, at: (u16, u16), text: &str, tone: Tone, (cols, align): (u16, Align)) {
        let shown = self.kit.ruler.cell(text, cols.into(), align);
        let style = self.kit.theme.style(tone);
        self.kit.ruler.put(self.buffer, at, shown, style, cols);
    }

    /// Writes pieces one after another over at most `cols` columns; returns the column behind them.
    pub fn spans(&mut self, (x, y): (u16, u16), spans: &[Span], cols: u16) -> u16 {
        let end = x.saturating_add(cols);
        let mut at = x;
        for (text, tone) in spans {
            at = self.put((at, y), text, *tone, end.saturating_sub(at));
        }
        at
    }

    /// Draws a rule across with a title and what stands at its right end; both may be empty.
    pub fn rule(
        &mut self,
        (x, y): (u16, u16),
        cols: u16,
        (title, right): (&str, &str),
        focus: bool,
    ) {
        let (glyph, tone) = if focus {
            (self.kit.glyphs.rule_heavy, Tone::Focus)
        } else {
            (self.kit.glyphs.rule, Tone::Rule)
        };
        let style = self.kit.theme.style(tone);
        let ruler = self.kit.ruler;
        ruler.rule(self.buffer, (x, y), glyph, style, cols);
        let mut end = x;
        if !title.is_empty() {
            let text = format!("{title} ");
            end = self.put((x + 1, y), &text, tone, cols.saturating_sub(2));
        }
        if !right.is_empty() {
            let text = format!(" {right} ");
            let width = self.width(&text);
            let from = x + cols.saturating_sub(width + 1);
            if from > end {
                self.put((from, y), &text, tone, width);
            }
        }
    }

    /// Blanks an area.
    pub fn blank(&mut self, area: Rect) {
        let style = self.kit.theme.style(Tone::Plain);
        self.kit.ruler.blank(self.buffer, area, style);
    }

    /// Draws text being typed over exactly `cols` columns, scrolled so that its cursor can be seen, and puts the cursor
    /// there if it has the `focus`. `mask` hides what was typed.
    pub fn input(&mut self, (x, y): (u16, u16), line: &Line, cols: u16, focus: bool, mask: bool) {
        let hidden = Line::of(&self.kit.glyphs.mask.repeat(line.text().chars().count()));
        let line = if mask { &hidden } else { line };
        let before = self.kit.ruler.width(line.before());
        let room = usize::from(cols);
        let from = if focus {
            // One column stays free for the cursor itself, two for a wide glyph being composed there.
            (before + 2).saturating_sub(room)
        } else {
            0
        };
        let shown = self.kit.ruler.window(line.text(), from, room);
        // Trailing blanks are not drawn as typed text, so that a typed character costs one cell.
        let shown = shown.trim_end();
        let style = self.kit.theme.style(Tone::Plain);
        self.kit.ruler.put(self.buffer, (x, y), shown, style, cols);
        if focus {
            let column = u16::try_from(before.saturating_sub(from)).unwrap_or(0);
            self.cursor = Some(Position {
                x: x + column.min(cols.saturating_sub(1)),
                y,
            });
        }
    }
}
