//! What who sits here has done last; any act nobody has built on may be taken back, if it is one that can be.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::say;
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::Act;
use crate::wire::{Body, Query, Reply};

/// Columns of a command's word.
const WORD: usize = 18;

/// Columns of whom or what it was about.
const WHOM: usize = 26;

/// Whether an act can be taken back, in a few words; the whole reason is said to who tries.
fn standing(kit: &Kit, act: &Act) -> (String, Tone) {
    let reversal = kit.command(&act.command).and_then(|facts| facts.reversal);
    let said = |key: &str| kit.words.get(key).into_owned();
    match (act.restorable, &act.refused, reversal) {
        (true, None, _) => (said("acts-can"), Tone::Key),
        (true, Some(_), _) => (said("acts-built-on"), Tone::Dim),
        (false, _, Some(reversal)) => {
            let args = [("act", Arg::Text(&kit.words.command(reversal)))];
            (kit.words.with("acts-reversed-by", &args), Tone::Dim)
        }
        (false, _, None) => (said("acts-never"), Tone::Dim),
    }
}

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
            let whom = format!("{number} {}", act.about);
            let whom = kit.ruler.cell(whom.trim(), WHOM, Align::Left);
            let (text, tone) = standing(kit, act);
            let spans = vec![
                (kit.ruler.cell(&time, 12, Align::Left), Tone::Plain),
                (format!(" {word}"), Tone::Plain),
                (format!(" {whom}"), Tone::Plain),
                (format!("  {text}"), tone),
            ];
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
            "open" | "undo" => {
                let picked = self.sheet.picked().and_then(|at| self.acts.get(at));
                let Some(act) = picked else {
                    return Outcome::done();
                };
                let event = ("event".to_owned(), act.seq.to_string());
                Outcome::with(Effect::Form("undo".to_owned(), None, vec![event]))
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
        vec!["undo", "move.down", "back"]
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
