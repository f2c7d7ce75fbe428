//! Charts on the canvas, in the marks a terminal has.

use ratatui::layout::Rect;
use ratatui::symbols::bar;
use ratatui::widgets::{Bar, BarChart, Sparkline, Widget};

use super::canvas::Canvas;
use crate::terminal::glyphs::Set;
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

    /// Upright bars of so many columns, each with its number in it and its name below it.
    pub fn bars(&mut self, area: Rect, bars: &[(String, u64)], width: u16) {
        let style = |tone| self.style(tone);
        let (plain, dim, number) = (style(Tone::Plain), style(Tone::Dim), style(Tone::Selected));
        let bars = bars.iter().map(|(name, value)| {
            Bar::with_label(name.as_str(), *value).text_value(value.to_string())
        });
        let bars: Vec<Bar<'_>> = bars.collect();
        let chart = BarChart::new(bars)
            .bar_width(width)
            .bar_gap(1)
            .bar_set(self.pieces())
            .bar_style(plain)
            .label_style(dim)
            .value_style(number);
        chart.render(area, self.buffer());
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
