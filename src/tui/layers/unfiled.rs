//! Repairs that are done and whose slip is not filed yet (duties.md D-019), worked through with the filing key.

use ratatui::layout::Rect;

use crate::tui::keymap::Context;
use crate::tui::layers::listed::{ask, below, draw, nothing, spans, target};
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::view::Listing;
use crate::wire::{Body, Reply};

/// The columns of the first line: what was repaired where, and since when it is done.
const FIRST: [&str; 4] = ["number", "premises", "summary", "done_at"];
/// The columns of the second: by whom, with what result, and what is known of its place already.
const SECOND: [&str; 4] = ["assignee", "result", "class", "zone"];

/// The list.
#[derive(Default)]
pub struct Unfiled {
    list: Listing,
    sheet: Sheet,
}

impl Unfiled {
    fn lay_out(&mut self, desk: &Desk<'_>) {
        let rows = self.list.rows.iter().enumerate();
        let rows = rows.flat_map(|(at, row)| {
            let line = |columns: &[&str], tone| spans(desk, &self.list, row, columns, tone);
            [
                Row::of(line(&FIRST, Tone::Plain)).picks(at),
                Row::of(below(line(&SECOND, Tone::Dim))),
            ]
        });
        let mut rows: Vec<Row> = rows.collect();
        if rows.is_empty() {
            rows.push(nothing(desk, "unfiled-none"));
        }
        self.sheet.set(rows);
    }
}

impl Layer for Unfiled {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Counter]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => Outcome::open(self.target()),
            "unfiled.open" => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                if let Reply::List(list) = *reply {
                    self.list = list;
                    self.lay_out(desk);
                }
                Vec::new()
            }
            Body::Refused(refusal) => vec![Effect::Pop, desk.refused(&refusal)],
            _ => Vec::new(),
        }
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![ask(REFRESHED, "tickets", vec!["filed = no".to_owned()])]
    }

    fn target(&self) -> Option<Target> {
        let row = self.list.rows.get(self.sheet.picked()?)?;
        target(&self.list, row, About::Ticket)
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["ticket.file", "open", "back", "help.open"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        // A list that goes on behind its last row says so.
        let more = if self.list.next.is_some() { "+" } else { "" };
        let count = format!("{}{more}", self.list.rows.len());
        draw(desk, canvas, area, &self.sheet, "pane-unfiled", &count);
    }
}
