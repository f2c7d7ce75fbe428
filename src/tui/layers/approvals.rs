//! What waits for a second person, granted or refused from the list; and what became of one's own requests.

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
/// The same of a request that was decided: of which record, why not.
const OUTCOME: [&str; 2] = ["subject", "decision"];

/// Days for which who asked finds what became of it.
const DAYS: i32 = 7;

/// Part numbers of what it asks.
const PENDING: u32 = 0;
const OWN: u32 = 1;

/// The list.
#[derive(Default)]
pub struct Approvals {
    /// What waits, whoever asked.
    list: Listing,
    /// What was decided of the requests of who sits here.
    own: Listing,
    sheet: Sheet,
    loaded: bool,
}

fn cell(list: &Listing, row: &[Cell], column: &str) -> Option<Cell> {
    let at = list.columns.iter().position(|name| name == column)?;
    row.get(at).cloned()
}

impl Approvals {
    fn lay_out(&mut self, desk: &Desk<'_>) {
        let kit = desk.kit;
        let mut rows = Vec::new();
        let indent = || vec![("    ".to_owned(), Tone::Plain)];
        for (at, row) in self.list.rows.iter().enumerate() {
            let mut second = indent();
            second.extend(spans(desk, &self.list, row, &SECOND, Tone::Dim));
            let first = spans(desk, &self.list, row, &FIRST, Tone::Plain);
            rows.extend([Row::of(first).picks(at), Row::of(second)]);
        }
        if !self.own.rows.is_empty() {
            let days = [("days", Arg::Number(DAYS.into()))];
            let title = kit.words.with("approvals-own", &days);
            rows.extend([Row::blank(), Row::of(vec![(title, Tone::Title)])]);
        }
        for (at, row) in self.own.rows.iter().rev().enumerate() {
            let said = |column| {
                let cell = cell(&self.own, row, column);
                cell.map_or_else(String::new, |cell| text(desk, column, &cell))
            };
            let args = [
                ("state", Arg::Text(&said("state"))),
                ("by", Arg::Text(&said("decided_by"))),
                ("at", Arg::Text(&said("decided_at"))),
            ];
            let mut second = indent();
            second.push((kit.words.with("approvals-decided", &args), Tone::Title));
            second.push(("  ".to_owned(), Tone::Plain));
            second.extend(spans(desk, &self.own, row, &OUTCOME, Tone::Dim));
            let first = spans(desk, &self.own, row, &FIRST, Tone::Plain);
            let at = self.list.rows.len() + at;
            rows.extend([Row::of(first).picks(at), Row::of(second)]);
        }
        self.sheet.set(rows);
    }

    fn number(&self, desk: Option<&Desk<'_>>) -> Option<Number> {
        let picked = self.sheet.picked()?;
        let waits = self.list.rows.get(picked);
        let (list, row) = if let Some(row) = waits {
            (&self.list, row)
        } else {
            let at = picked.checked_sub(self.list.rows.len())?;
            (&self.own, self.own.rows.iter().rev().nth(at)?)
        };
        let Cell::Text(text) = cell(list, row, "number")? else {
            return None;
        };
        let today = desk.map_or(crate::domain::calendar::Day::MAX, |desk| desk.clock.today());
        Number::parse(&text, today)
    }
}

/// These columns of a row, one behind another.
fn spans(desk: &Desk<'_>, list: &Listing, row: &[Cell], columns: &[&str], tone: Tone) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let premises = cell(list, row, "premises");
    for column in columns {
        let column = *column;
        let Some(cell) = cell(list, row, column) else {
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
        Cell::Text(text) if column == "state" => kit.state("approval", text, true).into_owned(),
        Cell::Text(text) if column == "reason" || column == "decision" => {
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

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                if let Reply::List(list) = *reply {
                    if part == OWN {
                        self.own = list;
                    } else {
                        self.list = list;
                        self.loaded = true;
                    }
                    self.lay_out(desk);
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

    fn refresh(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let asked = |part, conditions| {
            let query = ListQuery {
                export: false,
                what: "approvals".to_owned(),
                conditions,
                limit: MOST,
                reveal: false,
                after: None,
            };
            Effect::Ask(part, Query::List(query))
        };
        let since = desk.clock.today().plus(-DAYS);
        let own = vec![
            format!("asked_by = {}", desk.session.person()),
            "state != pending".to_owned(),
            format!("decided_at >= {since}"),
        ];
        vec![
            asked(PENDING, vec!["state = pending".to_owned()]),
            asked(OWN, own),
        ]
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
