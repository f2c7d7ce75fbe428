//! What waits for who decides: acts for a second person, granted or refused from the list, and what was reported
//! upward or a follow-up found important; and what became of one's own requests.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::listed::{ask, below, cell, draw, nothing, spans, target, text};
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say::{self, Said};
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::view::{Cell, Listing};
use crate::wire::{Body, Reply};

/// The columns of the first line of a pending act: what, where or of which month, how much, who asks, since when.
const FIRST: [&str; 7] = [
    "number", "command", "premises", "month", "amount", "asked_by", "asked_at",
];
/// The columns of the second: of what, why, of which record, who may decide, until when.
const SECOND: [&str; 5] = ["covers", "reason", "subject", "needs_rank", "expires_at"];
/// The same of a request that was decided: of which record, why not.
const OUTCOME: [&str; 2] = ["subject", "decision"];

/// What was reported upward: what it is, where, since when; and why, by whom, to whom.
const REPORTED_FIRST: [&str; 5] = ["number", "kind", "premises", "summary", "reported_at"];
const REPORTED_SECOND: [&str; 3] = ["reason", "reported_by", "reported_to"];

/// What a follow-up found important: on which record, where, when; and what was said, by whom.
const IMPORTANT_FIRST: [&str; 5] = ["number", "premises", "summary", "outcome", "at"];
const IMPORTANT_SECOND: [&str; 3] = ["text", "source", "by"];

/// The act that takes on what was reported, and the one that takes notice of what a follow-up found: one key.
const ACCEPT: &str = "ticket.accept";
const NOTICE: &str = "followup.accept";

/// Lines shown of what a request would change; its page has them all.
const CHANGES: usize = 6;

/// Days for which who asked finds what became of it.
const DAYS: i32 = 7;

/// Part numbers of what it asks.
const PENDING: u32 = REFRESHED;
const OWN: u32 = 1;
const REPORTED: u32 = 2;
const IMPORTANT: u32 = 3;

/// The list.
#[derive(Default)]
pub struct Approvals {
    /// What waits, whoever asked.
    list: Listing,
    /// What was reported upward and waits for who sits here (duties.md D-008).
    reported: Listing,
    /// What follow-ups found important, for who leads the customer service (duties.md D-044).
    important: Listing,
    /// What was decided of the requests of who sits here.
    own: Listing,
    sheet: Sheet,
    loaded: bool,
}

/// What a request would change, a line each, and how many lines more there are.
fn changes(desk: &Desk<'_>, list: &Listing, row: &[Cell]) -> Vec<Row> {
    let Some(Cell::Texts(lines)) = cell(list, row, "changes") else {
        return Vec::new();
    };
    let told = lines.iter().take(CHANGES);
    let told = told.map(|line| Row::of(below(vec![(line.clone(), Tone::Plain)])));
    let mut rows: Vec<Row> = told.collect();
    let more = lines.len().saturating_sub(CHANGES);
    if more > 0 {
        let count = Arg::Number(i64::try_from(more).unwrap_or(i64::MAX));
        let text = desk.kit.words.with("pane-more", &[("count", count)]);
        rows.push(Row::of(below(vec![(text, Tone::Dim)])));
    }
    rows
}

impl Approvals {
    fn lay_out(&mut self, desk: &Desk<'_>) {
        let kit = desk.kit;
        let mut rows = Vec::new();
        if self.loaded && self.list.rows.is_empty() {
            rows.push(nothing(desk, "approvals-none"));
        }
        for (at, row) in self.list.rows.iter().enumerate() {
            let second = below(spans(desk, &self.list, row, &SECOND, Tone::Dim));
            let first = spans(desk, &self.list, row, &FIRST, Tone::Plain);
            rows.extend([Row::of(first).picks(at), Row::of(second)]);
            rows.extend(changes(desk, &self.list, row));
        }
        let mut above = self.list.rows.len();
        let told = [
            (
                &self.reported,
                "reported-title",
                (&REPORTED_FIRST[..], &REPORTED_SECOND[..]),
            ),
            (
                &self.important,
                "important-title",
                (&IMPORTANT_FIRST[..], &IMPORTANT_SECOND[..]),
            ),
        ];
        for (list, title, (first, second)) in told {
            if !list.rows.is_empty() {
                let count = i64::try_from(list.rows.len()).unwrap_or(i64::MAX);
                let title = kit.words.with(title, &[("count", Arg::Number(count))]);
                rows.extend([Row::blank(), Row::of(vec![(title, Tone::Title)])]);
            }
            for (at, row) in list.rows.iter().enumerate() {
                let line = |columns: &[&str], tone| spans(desk, list, row, columns, tone);
                rows.extend([
                    Row::of(line(first, Tone::Plain)).picks(above + at),
                    Row::of(below(line(second, Tone::Dim))),
                ]);
            }
            above += list.rows.len();
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
            let mut second = below(Vec::new());
            second.push((kit.words.with("approvals-decided", &args), Tone::Title));
            second.push(("  ".to_owned(), Tone::Plain));
            second.extend(spans(desk, &self.own, row, &OUTCOME, Tone::Dim));
            let first = spans(desk, &self.own, row, &FIRST, Tone::Plain);
            rows.extend([Row::of(first).picks(above + at), Row::of(second)]);
        }
        self.sheet.set(rows);
    }

    /// What is picked: its list, its place in it, and what the row is of.
    fn picked(&self) -> Option<(&Listing, usize, About)> {
        let lists = [
            (&self.list, About::Approval),
            (&self.reported, About::Ticket),
            (&self.important, About::FollowUp),
        ];
        let mut at = self.sheet.picked()?;
        for (list, about) in lists {
            match at.checked_sub(list.rows.len()) {
                None => return Some((list, at, about)),
                Some(below) => at = below,
            }
        }
        // The latest decision stands first.
        let at = self.own.rows.len().checked_sub(at + 1)?;
        Some((&self.own, at, About::Approval))
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
            "open" => Outcome::open(self.target()),
            "go.approvals" => Outcome::done(),
            ACCEPT => match self.target() {
                Some(target) if target.about() == Some(About::FollowUp) => {
                    let target = Some(Box::new(target));
                    Outcome::with(Effect::About(NOTICE.to_owned(), target))
                }
                _ => Outcome::Ignored,
            },
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                if let Reply::List(list) = *reply {
                    match part {
                        OWN => self.own = list,
                        REPORTED => self.reported = list,
                        IMPORTANT => self.important = list,
                        _ => {
                            self.list = list;
                            self.loaded = true;
                        }
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
        let since = desk.clock.today().plus(-DAYS);
        let asked_by = format!("asked_by = {}", desk.session.person());
        let decided = format!("decided_at >= {since}");
        let own = [asked_by.as_str(), "state != pending", &decided];
        vec![
            ask(PENDING, "approvals", &["state = pending"]),
            ask(OWN, "approvals", &own),
            ask(REPORTED, "reported", &[]),
            ask(IMPORTANT, "important", &[]),
        ]
    }

    fn target(&self) -> Option<Target> {
        let (list, at, about) = self.picked()?;
        target(list, at, about)
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "approval.grant",
            "approval.refuse",
            "approval.withdraw",
            ACCEPT,
            "ticket.accept=followup.accept",
            "open",
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let count = self.list.rows.len().to_string();
        draw(desk, canvas, area, &self.sheet, "pane-approvals", &count);
    }
}
