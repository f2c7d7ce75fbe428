//! The half-filled forms the server keeps for who sits here.

use ratatui::layout::Rect;

use crate::domain::office::Draft;
use crate::tui::fields::Field;
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::intake;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::Named;
use crate::wire::{Ask, Body, Query, Reply};

/// Columns of a form's word.
const WORD: usize = 16;

/// Columns of what a form is about.
const ABOUT: usize = 15;
/// Columns of the time it was kept.
const SAVED: usize = 11;

/// What was typed in a form, in words.
fn typed(kit: &Kit, draft: &Draft) -> Vec<String> {
    let args = kit.command(&draft.form).map_or(&[][..], |facts| facts.args);
    let words = draft.fields.iter().filter_map(|(name, value)| {
        if intake::is_apart(name) || name == Draft::SUBJECT || value.is_empty() {
            return None;
        }
        // A further matter's fields are called like the first one's, with its number behind.
        let plain = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let arg = args
            .iter()
            .find(|arg| arg.name == name || arg.name == plain);
        Some(arg.map_or_else(
            || value.clone(),
            |arg| {
                let mut field = Field::of(kit, arg);
                field.set_value(kit, value);
                field.spell_out();
                field.line.text().to_owned()
            },
        ))
    });
    words.collect()
}

/// The list.
#[derive(Default)]
pub struct Drafts {
    all: Vec<Draft>,
    /// Who those are that forms are about.
    named: Vec<Named>,
    sheet: Sheet,
    loaded: bool,
}

impl Drafts {
    fn lay_out(&mut self, desk: &Desk<'_>) {
        let kit = desk.kit;
        let rows = self.all.iter().enumerate().map(|(at, draft)| {
            let word = kit.term(&intake::title(draft)).into_owned();
            let word = kit.ruler.cell(&word, WORD, Align::Left);
            let about = self.about(desk, draft);
            let about = kit.ruler.cell(&about, ABOUT, Align::Left);
            let saved = say::instant(kit, desk.clock, draft.saved_at);
            let saved = kit.ruler.cell(&saved, SAVED, Align::Left);
            let spans = vec![
                (word, Tone::Plain),
                (format!("  {about}"), Tone::Plain),
                (format!("  {saved}  "), Tone::Dim),
                (typed(kit, draft).join("  "), Tone::Plain),
            ];
            Row::of(spans).picks(at)
        });
        let rows = rows.collect();
        self.sheet.set(rows);
    }

    /// What a form is about, as the desk knows it: a person by name and home, whatever was typed.
    fn about(&self, desk: &Desk<'_>, draft: &Draft) -> String {
        let typed = draft.about().unwrap_or_default();
        match self.named.iter().find(|one| one.typed == typed) {
            Some(person) => format!("{} {}", person.name, person.premises)
                .trim()
                .to_owned(),
            None => desk.kit.short(typed, desk.clock),
        }
    }

    fn picked(&self) -> Option<&Draft> {
        self.all.get(self.sheet.picked()?)
    }
}

impl Layer for Drafts {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => Outcome::Done(self.picked().map_or_else(Vec::new, |draft| {
                vec![Effect::Pop, Effect::Reopen(Box::new(draft.clone()))]
            })),
            "draft.drop" => {
                let Some(id) = self.picked().map(|draft| draft.id.clone()) else {
                    return Outcome::done();
                };
                self.all.retain(|draft| draft.id != id);
                self.lay_out(desk);
                Outcome::with(Effect::Send(1, Ask::DropDraft(id)))
            }
            "drafts.open" => Outcome::with(Effect::Pop),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        if let Body::Reply(reply) = body
            && let Reply::Drafts(drafts, named) = *reply
        {
            self.all = drafts;
            self.named = named;
            self.loaded = true;
            self.lay_out(desk);
        }
        Vec::new()
    }

    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.all.clone_from(&desk.session.drafts);
        self.named.clone_from(&desk.session.named);
        self.loaded = !self.all.is_empty();
        self.lay_out(desk);
        vec![Effect::Ask(0, Query::Drafts)]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "draft.drop", "back"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let count = self.all.len().to_string();
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&words.get("pane-drafts"), &count),
            true,
        );
        let inner = below_rule(area);
        if self.all.is_empty() && self.loaded {
            canvas.put(
                (inner.x + 2, inner.y),
                &words.get("drafts-none"),
                Tone::Dim,
                inner.width - 2,
            );
        }
        self.sheet.draw(canvas, inner, desk.kit.glyphs.selected);
    }
}
