//! What who sits here has done last; the latest act may be taken back, if it is one that can be.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::say::{self, Said};
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::Act;
use crate::wire::{Body, Query, Reply};

/// Columns of a command's word.
const WORD: usize = 18;

/// The list.
#[derive(Default)]
pub struct Acts {
    acts: Vec<Act>,
    sheet: Sheet,
}

impl Acts {
    fn lay_out(&mut self, desk: &Desk<'_>) {
        let kit = desk.kit;
        let rows = self.acts.iter().enumerate().map(|(at, act)| {
            let number = act
                .number
                .map(|number| kit.number(number, desk.clock))
                .unwrap_or_default();
            let word = kit
                .ruler
                .cell(&kit.words.command(&act.command), WORD, Align::Left);
            let time = say::instant(kit, desk.clock, act.at);
            let mut spans = vec![
                (kit.ruler.cell(&time, 12, Align::Left), Tone::Plain),
                (format!("  {word}"), Tone::Plain),
                (format!(" {number}"), Tone::Plain),
            ];
            let reversal = kit.command(&act.command).and_then(|facts| facts.reversal);
            match (act.restorable, reversal) {
                (true, _) if at == 0 => {
                    spans.push((format!("  {}", kit.words.get("acts-last")), Tone::Key));
                }
                (true, _) => {}
                (false, Some(reversal)) => {
                    let args = [("act", Arg::Text(&kit.words.command(reversal)))];
                    let text = kit.words.with("acts-reversed-by", &args);
                    spans.push((format!("  {text}"), Tone::Dim));
                }
                (false, None) => {
                    spans.push((format!("  {}", kit.words.get("acts-never")), Tone::Dim));
                }
            }
            Row::of(spans).picks(at)
        });
        let rows = rows.collect();
        self.sheet.set(rows);
    }
}

impl Layer for Acts {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => {
                if self.sheet.picked() == Some(0) {
                    Outcome::with(Effect::Run("undo".to_owned()))
                } else {
                    let text = desk.kit.words.get("acts-only-last").into_owned();
                    Outcome::with(Effect::Say(Said::new(text, Tone::Late)))
                }
            }
            "undo.list" => Outcome::with(Effect::Pop),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        if let Body::Reply(reply) = body
            && let Reply::Acts(acts) = *reply
        {
            self.acts = acts;
            self.lay_out(desk);
        }
        Vec::new()
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(0, Query::Acts)]
    }

    fn target(&self) -> Option<Target> {
        let number = self.acts.get(self.sheet.picked()?)?.number?;
        Some(Target::numbered(number))
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["undo", "back"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&words.get("pane-undo"), desk.session.person()),
            true,
        );
        let inner = below_rule(area);
        if self.acts.is_empty() {
            canvas.put(
                (inner.x + 2, inner.y),
                &words.get("acts-none"),
                Tone::Dim,
                inner.width - 2,
            );
        }
        self.sheet.draw(canvas, inner, desk.kit.glyphs.selected);
    }
}
