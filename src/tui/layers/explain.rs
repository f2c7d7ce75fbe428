//! How a deadline or an amount came about, step by step.

use ratatui::layout::Rect;

use crate::tui::keymap::Context;
use crate::tui::layers::detail::labelled;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::say;
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::{Explanation, Field};
use crate::wire::{Body, Query, Reply};

/// The lines of explanations over `width` columns, a paragraph each; what the steps come to stands out, and `picks`
/// says whether it can be picked.
pub fn paragraphs(desk: &Desk<'_>, all: &[Explanation], width: u16, picks: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, one) in all.iter().enumerate() {
        if !rows.is_empty() {
            rows.push(Row::blank());
        }
        let line = |field: &Field, tone| {
            let value = say::fact(desk.kit, desk.clock, &field.value);
            labelled(desk.kit, &field.name, &value, tone, width)
        };
        rows.extend(one.values.iter().flat_map(|field| line(field, Tone::Plain)));
        let sum = one.sum.iter().flat_map(|field| line(field, Tone::Title));
        rows.extend(sum.map(|row| if picks { row.picks(at) } else { row }));
    }
    rows
}

/// The steps of one record.
pub struct Explain {
    target: Target,
    /// The question, where it is not about a record.
    query: Option<Query>,
    sheet: Sheet,
    loaded: bool,
}

impl Explain {
    /// Of this record.
    pub fn new(target: Target) -> Self {
        Self {
            target,
            query: None,
            sheet: Sheet::default(),
            loaded: false,
        }
    }

    /// Of what a question of its own asks about.
    pub fn asking(query: Query) -> Self {
        Self {
            query: Some(query),
            ..Self::new(Target::default())
        }
    }
}

impl Layer for Explain {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Help]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        if name == "explain" {
            return Outcome::with(Effect::Pop);
        }
        Outcome::Ignored
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            let explained = match reply {
                Reply::Explain(explained) => explained,
                Reply::Detail(detail) if self.target.subject.is_none() => {
                    self.target = Target::of_detail(&detail);
                    return self.refresh(desk);
                }
                _ => return Vec::new(),
            };
            self.loaded = true;
            let width = desk.area.width.saturating_sub(3);
            self.sheet.set(paragraphs(desk, &explained, width, false));
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        let of_record = || self.target.query(Query::Explain);
        let query = self.query.clone().or_else(of_record);
        query
            .map(|query| Effect::Ask(0, query))
            .into_iter()
            .collect()
    }

    fn target(&self) -> Option<Target> {
        self.query.is_none().then(|| self.target.clone())
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["back"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&words.get("pane-explain"), ""),
            true,
        );
        let inner = below_rule(area);
        if self.sheet.is_empty() {
            let text = if self.loaded {
                words.get("explain-none")
            } else {
                words.get("pane-coming")
            };
            canvas.put((inner.x + 2, inner.y), &text, Tone::Dim, inner.width - 2);
        }
        self.sheet.draw(canvas, inner, desk.kit.glyphs.selected);
    }
}
