//! The first start: the office has no homes yet, and these are the ways to get them.

use ratatui::layout::Rect;

use crate::tui::keymap::Context;
use crate::tui::layers::page::{Page, below_rule};
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::{Body, Query, Reply};

/// What a step does.
enum Step {
    /// Opens the form of a command.
    Form(&'static str),
    /// Shows words that say what to do outside.
    Page(&'static str),
}

/// The ways: what they are called, what they do.
const STEPS: [(&str, Step); 5] = [
    ("wizard-community", Step::Form("community.add")),
    ("wizard-building", Step::Form("building.add")),
    ("wizard-staff", Step::Form("staff.add")),
    ("wizard-import", Step::Page("wizard-import-how")),
    ("wizard-demo", Step::Page("wizard-demo-how")),
];

/// The list of ways.
#[derive(Default)]
pub struct Wizard {
    sheet: Sheet,
}

impl Layer for Wizard {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        let step = self.sheet.picked().and_then(|pick| STEPS.get(pick));
        match (name, step) {
            ("open", Some((_, Step::Form(command)))) => {
                Outcome::with(Effect::Form((*command).to_owned(), None, Vec::new()))
            }
            ("open", Some((title, Step::Page(key)))) => {
                let width = usize::from(desk.area.width.saturating_sub(3));
                let text = desk.kit.term(key).into_owned();
                let lines = desk.kit.ruler.wrap(&text, width);
                let rows = lines
                    .into_iter()
                    .map(|line| Row::text(line, Tone::Plain))
                    .collect();
                let page = Page::new(desk.kit.term(title).into_owned(), rows);
                Outcome::with(Effect::Push(Box::new(page)))
            }
            ("open", None) => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let steps = STEPS.iter().enumerate();
        let rows = steps.map(|(at, (key, _))| Row::text(desk.kit.term(key), Tone::Plain).picks(at));
        self.sheet.set(rows.collect());
        Vec::new()
    }

    fn go_on(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.sheet.command("move.down", desk.area.height);
        vec![Effect::Ask(0, Query::FirstStart)]
    }

    fn reply(&mut self, _: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        // Once there are homes it is in the way.
        if let Body::Reply(reply) = body
            && matches!(*reply, Reply::FirstStart(false))
        {
            return vec![Effect::Pop];
        }
        Vec::new()
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "back"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(2));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&words.get("wizard-title"), ""),
            true,
        );
        let inner = below_rule(area);
        canvas.put(
            (inner.x + 2, inner.y),
            &words.get("wizard-why"),
            Tone::Dim,
            inner.width - 2,
        );
        self.sheet.draw(
            canvas,
            below_rule(below_rule(inner)),
            desk.kit.glyphs.selected,
        );
    }
}
