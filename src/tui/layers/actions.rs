//! All that can be done to a record now, with the keys for it, and why not what cannot.

use ratatui::layout::Rect;

use crate::tui::keymap::Context;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Cover, Desk, Effect, Layer, Outcome};
use crate::tui::say::{self, Said};
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::Action;
use crate::wire::{Body, Query, Reply};

/// Columns of the keys.
const KEYS: usize = 8;
/// Columns of a command's word.
const WORD: usize = 16;

/// The menu of a record.
pub struct Actions {
    target: Target,
    all: Vec<Action>,
    loaded: bool,
    sheet: Sheet,
}

impl Actions {
    /// Of this record.
    pub fn new(target: Target) -> Self {
        Self {
            target,
            all: Vec::new(),
            loaded: false,
            sheet: Sheet::default(),
        }
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let kit = desk.kit;
        let contexts = [Context::Counter, Context::Global];
        let rows = self.all.iter().enumerate().map(|(at, action)| {
            let keys = kit.keys(&contexts, &action.command).unwrap_or_default();
            let word = kit.words.command(&action.command);
            let (remark, tone) = match &action.refused {
                Some(refusal) => (say::refusal(kit, desk.clock, refusal), Tone::Dim),
                None if action.needs_approval => {
                    (kit.words.get("actions-approval").into_owned(), Tone::Soon)
                }
                None => (
                    kit.words.command_doc(&action.command).into_owned(),
                    Tone::Plain,
                ),
            };
            let name_tone = if action.refused.is_some() {
                Tone::Dim
            } else {
                Tone::Plain
            };
            let spans = vec![
                (kit.ruler.cell(&keys, KEYS, Align::Left), Tone::Key),
                (
                    format!(" {}", kit.ruler.cell(&word, WORD, Align::Left)),
                    name_tone,
                ),
                (format!(" {remark}"), tone),
            ];
            Row::of(spans).picks(at)
        });
        let rows = rows.collect();
        self.sheet.set(rows);
    }

    /// Does one of them, or says why not.
    fn choose(&self, desk: &Desk<'_>, action: &Action) -> Vec<Effect> {
        match &action.refused {
            Some(refusal) => {
                let text = say::refusal(desk.kit, desk.clock, refusal);
                vec![Effect::Say(Said::new(text, Tone::Late))]
            }
            None => self.begin(&action.command),
        }
    }

    /// Begins a command about the record of the menu, which may not be under the cursor any more.
    fn begin(&self, command: &str) -> Vec<Effect> {
        let target = Some(Box::new(self.target.clone()));
        vec![Effect::Pop, Effect::About(command.to_owned(), target)]
    }
}

impl Layer for Actions {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Actions, Context::Counter]
    }

    fn cover(&self) -> Cover {
        let rows = u16::try_from(self.all.len()).unwrap_or(u16::MAX);
        Cover::Box(rows.saturating_add(1).max(3))
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        let picked = self.sheet.picked().and_then(|pick| self.all.get(pick));
        if name == "open" {
            return Outcome::Done(picked.map_or_else(Vec::new, |action| self.choose(desk, action)));
        }
        if name == "actions.open" {
            return Outcome::with(Effect::Pop);
        }
        match self.all.iter().find(|action| action.command == name) {
            Some(action) => Outcome::Done(self.choose(desk, action)),
            None if desk.kit.command(name).is_some() => Outcome::Done(self.begin(name)),
            None => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                match *reply {
                    Reply::Actions(mut actions) => {
                        // What can be done comes first.
                        actions.sort_by_key(|action| action.refused.is_some());
                        self.all = actions;
                        self.loaded = true;
                        self.lay_out(desk);
                    }
                    Reply::Detail(detail) if self.target.subject.is_none() => {
                        self.target = Target::of_detail(&detail);
                        return self.refresh(desk);
                    }
                    _ => {}
                }
                Vec::new()
            }
            Body::Refused(refusal) => {
                let text = say::refusal(desk.kit, desk.clock, &refusal);
                vec![Effect::Pop, Effect::Say(Said::new(text, Tone::Late))]
            }
            _ => Vec::new(),
        }
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        let query = self.target.query(Query::Actions);
        query
            .map(|query| Effect::Ask(0, query))
            .into_iter()
            .collect()
    }

    fn target(&self) -> Option<Target> {
        Some(self.target.clone())
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "back", "help.open"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let name = self.target.name(desk.clock.today());
        let title = format!("{}  {name}", words.get("pane-actions"));
        canvas.rule((area.x, area.y), area.width, (title.trim_end(), ""), true);
        let inner = below_rule(area);
        if self.all.is_empty() {
            let key = if self.loaded {
                "actions-none"
            } else {
                "pane-coming"
            };
            let text = desk.kit.term(key).into_owned();
            canvas.put((inner.x + 2, inner.y), &text, Tone::Dim, inner.width - 2);
        }
        self.sheet.draw(canvas, inner, desk.kit.glyphs.selected);
    }
}
