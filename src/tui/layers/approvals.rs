//! What waits for a second person: granted or refused from the list.

use ratatui::layout::Rect;

use crate::domain::id::Number;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::say::{self, Said};
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::view::{Cell, Listing};
use crate::wire::{Body, ListQuery, Query, Reply};

/// Rows asked for.
const MOST: u32 = 200;

/// The columns of the first line of a pending act: what, where, how much, who asks, since when.
const FIRST: [&str; 6] = [
    "number", "command", "premises", "amount", "asked_by", "asked_at",
];
/// The columns of the second: of which record, why, who may decide, until when.
const SECOND: [&str; 4] = ["reason", "subject", "needs_rank", "expires_at"];

/// The list.
#[derive(Default)]
pub struct Approvals {
    list: Listing,
    sheet: Sheet,
    loaded: bool,
}

impl Approvals {
    fn cell(&self, row: &[Cell], column: &str) -> Option<Cell> {
        let at = self.list.columns.iter().position(|name| name == column)?;
        row.get(at).cloned()
    }

    fn spans(&self, desk: &Desk<'_>, row: &[Cell], columns: &[&str], tone: Tone) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let premises = self.cell(row, "premises");
        for column in columns {
            let column = *column;
            let Some(cell) = self.cell(row, column) else {
                continue;
            };
            let text = text(desk, column, &cell);
            // A home is named once.
            let again = column == "subject" && Some(&cell) == premises.as_ref();
            if text.is_empty() || again {
                continue;
            }
            if !spans.is_empty() {
                spans.push(("  ".to_owned(), Tone::Plain));
            }
            spans.push((text, tone));
        }
        spans
    }

    fn number(&self, desk: Option<&Desk<'_>>) -> Option<Number> {
        let row = self.list.rows.get(self.sheet.picked()?)?;
        let Cell::Text(text) = self.cell(row, "number")? else {
            return None;
        };
        let today = desk.map_or(crate::domain::calendar::Day::MAX, |desk| desk.clock.today());
        Number::parse(&text, today)
    }
}

/// What a cell says.
fn text(desk: &Desk<'_>, column: &str, cell: &Cell) -> String {
    let (kit, clock) = (desk.kit, desk.clock);
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) if column == "command" => kit.words.command(text).into_owned(),
        Cell::Text(text) if column == "needs_rank" => {
            let rank = kit.term(&format!("rank-{text}")).into_owned();
            kit.words
                .with("approvals-rank", &[("rank", Arg::Text(&rank))])
        }
        Cell::Text(text) if column == "reason" => {
            kit.words.with("approvals-why", &[("why", Arg::Text(text))])
        }
        Cell::Text(text) => Number::parse(text, clock.today())
            .map_or_else(|| text.clone(), |number| kit.number(number, clock)),
        Cell::Whole(number) => number.to_string(),
        Cell::Money(amount) => say::amount(kit, *amount),
        Cell::Day(day) => say::day(clock, *day),
        Cell::Month(month) => month.to_string(),
        Cell::At(at) if column == "expires_at" => {
            let until = say::instant(kit, clock, *at);
            kit.words
                .with("approvals-until", &[("until", Arg::Text(&until))])
        }
        Cell::At(at) => say::instant(kit, clock, *at),
        Cell::Yes(yes) => {
            let key = if *yes { "choice-yes" } else { "choice-no" };
            kit.term(key).into_owned()
        }
        Cell::Texts(texts) => texts.join(" "),
    }
}

impl Layer for Approvals {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Approvals, Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => match self.target() {
                Some(target) => Outcome::with(Effect::Open(target)),
                None => Outcome::done(),
            },
            "go.approvals" => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                if let Reply::List(list) = *reply {
                    self.list = list;
                    self.loaded = true;
                    let rows = self.list.rows.iter().enumerate();
                    let rows = rows.flat_map(|(at, row)| {
                        let mut second = vec![("    ".to_owned(), Tone::Plain)];
                        second.extend(self.spans(desk, row, &SECOND, Tone::Dim));
                        let first = self.spans(desk, row, &FIRST, Tone::Plain);
                        [Row::of(first).picks(at), Row::of(second)]
                    });
                    let rows = rows.collect();
                    self.sheet.set(rows);
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
        let query = ListQuery {
            export: false,
            what: "approvals".to_owned(),
            conditions: vec!["state = pending".to_owned()],
            limit: MOST,
            reveal: false,
            after: None,
        };
        vec![Effect::Ask(0, Query::List(query))]
    }

    fn target(&self) -> Option<Target> {
        let number = self.number(None)?;
        Some(Target::named(
            About::Approval,
            None,
            &number.full(),
            Some(number),
        ))
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "approval.grant",
            "approval.refuse",
            "open",
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let count = if self.loaded {
            self.list.rows.len().to_string()
        } else {
            String::new()
        };
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&words.get("pane-approvals"), &count),
            true,
        );
        let inner = below_rule(area);
        if self.list.rows.is_empty() {
            let text = if self.loaded {
                words.get("approvals-none")
            } else {
                words.get("pane-coming")
            };
            canvas.put((inner.x + 2, inner.y), &text, Tone::Dim, inner.width - 2);
        }
        self.sheet.draw(canvas, inner, desk.kit.glyphs.selected);
    }
}
