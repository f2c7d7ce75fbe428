//! Charts on the canvas, in the marks a terminal has.

use ratatui::layout::Rect;
use ratatui::symbols::bar;
use ratatui::widgets::{Bar, BarChart, Sparkline, Widget};

use super::canvas::Canvas;
use crate::terminal::glyphs::Set;
use crate::tui::text::Align;
use crate::tui::theme::Tone;

impl Canvas<'_> {
    /// The pieces of a bar: eighths, or where a terminal has none, whole ones.
    fn pieces(&self) -> bar::Set<'static> {
        let glyphs = self.glyphs();
        if glyphs.set == Set::Unicode {
            return bar::NINE_LEVELS;
        }
        bar::Set {
            full: glyphs.block,
            seven_eighths: glyphs.block,
            three_quarters: glyphs.block,
            five_eighths: glyphs.block,
            half: glyphs.block,
            three_eighths: "_",
            one_quarter: "_",
            one_eighth: "_",
            empty: " ",
        }
    }

    /// Upright bars of so many columns, below each its number, below that its name. A bar as high as the area stands for
    /// `most`, so that two charts beside each other can be compared.
    pub fn bars(
        &mut self,
        area: Rect,
        bars: &[(String, u64)],
        (width, most): (u16, u64),
        tone: Tone,
    ) {
        let height = area.height.saturating_sub(2);
        let drawn = bars.iter();
        let drawn = drawn.map(|(_, value)| Bar::default().value(*value).text_value(String::new()));
        let drawn: Vec<Bar<'_>> = drawn.collect();
        let chart = BarChart::new(drawn)
            .bar_width(width)
            .bar_gap(1)
            .bar_set(self.pieces())
            .bar_style(self.style(tone))
            .max(most.max(1));
        chart.render(Rect { height, ..area }, self.buffer());
        for (at, (name, value)) in (0_u16..).zip(bars) {
            let x = area.x + at * (width + 1);
            if x + width > area.right() {
                break;
            }
            let own = if *value > 0 { tone } else { Tone::Dim };
            let cell = (width, Align::Centre);
            self.cell((x, area.y + height), &value.to_string(), own, cell);
            self.cell((x, area.y + height + 1), name, Tone::Dim, cell);
        }
    }

    /// A line of small bars, a column each.
    pub fn sparkline(&mut self, area: Rect, data: &[u64]) {
        let style = self.style(Tone::Plain);
        let line = Sparkline::default()
            .data(data)
            .bar_set(self.pieces())
            .style(style);
        line.render(area, self.buffer());
    }
}
