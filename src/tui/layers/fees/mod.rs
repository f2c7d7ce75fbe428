//! What has to do with fees, as a page to choose from: each entry opens a page of its own.

pub mod arrears;
mod billing;
mod columns;
pub mod days;
pub mod deposits;
pub mod ledger;
pub mod months;
pub mod rates;

use ratatui::layout::Rect;

use crate::tui::keymap::Context;
use crate::tui::layers::listed::draw;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::Body;

pub use billing::Billing;

/// Columns of the keys.
const KEYS: usize = 6;
/// Columns of a name.
const NAME: usize = 20;

/// The pages and forms, in the order they are needed in; each name has a key in this context.
const SECTIONS: &[&str] = &[
    "fees.arrears",
    "ledger.open",
    "fees.billing",
    "meter.read",
    "fees.rates",
    "fees.days",
    "fees.months",
    "go.approvals",
    "fees.deposits",
    "fees.items",
];

/// The page.
#[derive(Default)]
pub struct Fees {
    sheet: Sheet,
}

impl Layer for Fees {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Fees]
    }

    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let kit = desk.kit;
        let row = |(at, name): (usize, &&str)| {
            let keys = kit.keys(self.contexts(), name).unwrap_or_default();
            let word = kit.words.command(name);
            let doc = kit.words.command_doc(name);
            Row::of(vec![
                (kit.ruler.cell(&keys, KEYS, Align::Left), Tone::Key),
                (kit.ruler.cell(&word, NAME, Align::Left), Tone::Plain),
                (format!("  {doc}"), Tone::Dim),
            ])
            .picks(at)
        };
        let rows = SECTIONS.iter().enumerate().map(row).collect();
        self.sheet.set(rows);
        Vec::new()
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => {
                let picked = self.sheet.picked().and_then(|at| SECTIONS.get(at));
                let run = picked.map(|name| Effect::Run((*name).to_owned()));
                Outcome::Done(run.into_iter().collect())
            }
            "go.fees" => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, _: &Desk<'_>, _: u32, _: Body) -> Vec<Effect> {
        Vec::new()
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "move.down", "back", "help.open"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        draw(desk, canvas, area, &self.sheet, "pane-fees", "");
    }
}
