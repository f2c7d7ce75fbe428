//! Finding homes, people, phones, plates, tickets and contacts as it is typed.

use ratatui::layout::Rect;

use crate::domain::id::Number;
use crate::locale::Arg;
use crate::tui::fields::Line;
use crate::tui::keymap::Context;
use crate::tui::layers::fees::days::Days;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::view::{Hit, Hits};
use crate::wire::{Body, Query, Reply};

/// Hits asked for.
const MOST: u32 = 50;
/// What a hit is called that is the close of a day: it opens the page of closes.
const CLOSE: &str = "close";
/// From here on a count is only known to be as large.
const COUNTED_TO: i64 = 999;

/// The search line and what it finds.
#[derive(Default)]
pub struct Find {
    line: Line,
    hits: Hits,
    sheet: Sheet,
    /// Whether the answer to what is typed is still to come.
    waiting: bool,
    /// Whether the first hit is to be opened when it comes.
    open: bool,
}

impl Find {
    fn ask(&mut self) -> Vec<Effect> {
        if self.line.text().trim().is_empty() {
            self.hits = Hits::default();
            self.waiting = false;
            self.sheet.set(Vec::new());
            return Vec::new();
        }
        self.waiting = true;
        vec![Effect::Ask(
            0,
            Query::Find(self.line.text().to_owned(), MOST),
        )]
    }

    fn hit(&self) -> Option<&Hit> {
        self.hits.hits.get(self.sheet.picked()?)
    }

    fn picked(&self) -> Option<Target> {
        self.hit().filter(|hit| hit.kind != CLOSE).map(target)
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let rows = self.hits.hits.iter().enumerate();
        let rows = rows
            .map(|(at, hit)| Row::of(spans(desk, hit)).picks(at))
            .collect();
        self.sheet.set(rows);
    }

    fn opened(&self) -> Vec<Effect> {
        match (self.hit(), self.picked()) {
            (_, Some(target)) => vec![Effect::Pop, Effect::Open(target)],
            (Some(close), None) => {
                let page = Days::of(close.subject.id);
                vec![Effect::Pop, Effect::Push(Box::new(page))]
            }
            (None, None) => Vec::new(),
        }
    }
}

/// The record a hit opens.
fn target(hit: &Hit) -> Target {
    // Any day after all numbers will do: full forms name their own.
    let number = Number::parse(&hit.name, crate::domain::calendar::Day::MAX);
    if number.is_none()
        && let Some(home) = hit.household
    {
        return Target::named(About::Household, Some(home), &hit.name, None);
    }
    let about = match hit.kind.as_str() {
        "household" => About::Household,
        "person" => About::Person,
        "contact" => About::Contact,
        "payment" => About::Payment,
        "register" => About::Register,
        _ => About::Ticket,
    };
    Target::named(about, Some(hit.subject), &hit.name, number)
}

fn spans(desk: &Desk<'_>, hit: &Hit) -> Vec<Span> {
    let kit = desk.kit;
    let mut spans = vec![(hit.name.clone(), Tone::Plain)];
    if !hit.text.is_empty() && hit.text != hit.name {
        spans.push((format!("  {}", hit.text), Tone::Plain));
    }
    if let Some(at) = hit.at {
        spans.push((
            format!("  {}", crate::tui::say::instant(kit, desk.clock, at)),
            Tone::Dim,
        ));
    }
    if let Some(key) = WHY.iter().find(|(why, _)| *why == hit.why) {
        spans.push((format!("  {}", kit.term(key.1)), Tone::Dim));
    }
    spans
}

/// Why something was found, and the words for it.
const WHY: [(&str, &str); 5] = [
    ("check_code", "field-check_code"),
    ("phone", "field-phone"),
    ("plate", "field-plate"),
    ("pinyin", "find-pinyin"),
    ("text", "field-text"),
];

impl Layer for Find {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Find, Context::Text]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(2)) {
            return Outcome::done();
        }
        if self.line.edit(name) {
            return Outcome::Done(self.ask());
        }
        match name {
            "open" if self.waiting => {
                self.open = true;
                Outcome::done()
            }
            "open" => Outcome::Done(self.opened()),
            "find.open" => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn text(&mut self, _: &Desk<'_>, text: &str) -> Vec<Effect> {
        self.line.insert(text);
        self.open = false;
        self.ask()
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        self.waiting = false;
        if let Body::Reply(reply) = body
            && let Reply::Found(hits) = *reply
        {
            self.hits = hits;
            self.sheet = Sheet::default();
            self.lay_out(desk);
        }
        if std::mem::take(&mut self.open) {
            return self.opened();
        }
        Vec::new()
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        // What was not read in yet may be there now.
        if self.hits.partial {
            self.ask()
        } else {
            Vec::new()
        }
    }

    fn target(&self) -> Option<Target> {
        self.picked()
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "form.clear", "back", "contact.call"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(2));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let mut count = String::new();
        let unknown = self.waiting && self.hits.hits.is_empty();
        if !self.line.is_empty() && !unknown {
            let key = if self.hits.count >= COUNTED_TO {
                "find-many"
            } else {
                "find-count"
            };
            count = words.with(key, &[("count", Arg::Number(self.hits.count))]);
            if self.hits.partial {
                count = format!("{count} {}", words.get("find-partial"));
            }
        }
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&words.get("pane-find"), &count),
            true,
        );
        let inner = below_rule(area);
        let at = (inner.x + 2, inner.y);
        canvas.input(at, &self.line, inner.width.saturating_sub(3), true, false);
        let list = below_rule(inner);
        if self.line.is_empty() {
            canvas.put(
                (list.x + 2, list.y),
                &words.get("find-how"),
                Tone::Dim,
                list.width - 2,
            );
        } else if self.hits.hits.is_empty() && !self.waiting {
            let key = if self.hits.partial {
                "find-partial"
            } else {
                "find-none"
            };
            canvas.put(
                (list.x + 2, list.y),
                &words.get(key),
                Tone::Dim,
                list.width - 2,
            );
        }
        self.sheet.draw(canvas, list, desk.kit.glyphs.selected);
    }
}
