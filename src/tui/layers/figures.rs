//! The figures of the top line: how each comes about, and the way to the rows it counts.

use ratatui::layout::Rect;

use crate::tui::keymap::Context;
use crate::tui::layers::counted::Counted;
use crate::tui::layers::explain::paragraphs;
use crate::tui::layers::listed::draw;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::Explanation;
use crate::wire::{Body, Query, Reply};

/// The list.
#[derive(Default)]
pub struct Figures {
    all: Vec<Explanation>,
    sheet: Sheet,
}

impl Figures {
    /// Shows the rows the picked figure counts.
    fn open(&self) -> Outcome {
        let picked = self.sheet.picked().and_then(|at| self.all.get(at));
        let rows = picked.and_then(Counted::of);
        Outcome::Done(
            rows.map(|rows| Effect::Push(Box::new(rows)))
                .into_iter()
                .collect(),
        )
    }
}

impl Layer for Figures {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => self.open(),
            "figures.open" => Outcome::with(Effect::Pop),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            if let Reply::Explain(all) = reply {
                let width = desk.area.width.saturating_sub(3);
                let rows: Vec<Row> = paragraphs(desk, &all, width, true);
                self.all = all;
                self.sheet.set(rows);
            }
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(REFRESHED, Query::Figures)]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "move.down", "back", "help.open"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        draw(desk, canvas, area, &self.sheet, "pane-figures", "");
    }
}
