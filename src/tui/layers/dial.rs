//! The dial queue of follow-ups: one home at a time, digits for the outcome, then the next.

use ratatui::layout::Rect;

use crate::domain::follow_up::Outcome;
use crate::locale::Arg;
use crate::tui::clock::Clock;
use crate::tui::keymap::Context;
use crate::tui::layers::detail::lines;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{self, Desk, Effect, Layer};
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::view::{self, PlacedRow, RowView};
use crate::wire::{Body, Pane, Query, Reply, Subject, Window};

/// The command each try is recorded by.
const RECORD: &str = "followup.record";

/// The outcomes in the order of their digits, with the text each begins with: evidence is required (D-043).
const OUTCOMES: [(Outcome, &str, &str); 7] = [
    (Outcome::Satisfied, "choice.1", "followup-satisfied"),
    (Outcome::Partly, "choice.2", "followup-partly"),
    (Outcome::NotSatisfied, "choice.3", ""),
    (Outcome::NoAnswer, "choice.4", ""),
    (Outcome::Later, "choice.5", ""),
    (Outcome::Unreachable, "choice.6", ""),
    (Outcome::Exempt, "choice.7", ""),
];

/// Follow-ups asked for at once: all that can be due on a day.
const MOST: u32 = 500;

/// Whether a follow-up is to be made today: due by its end, or waking by then, as the pane's title counts.
pub fn is_today(clock: &Clock, row: &PlacedRow) -> bool {
    let RowView::FollowUp(row) = &row.row else {
        return false;
    };
    row.wake_at.unwrap_or(row.due_at) < clock.zone().end_of(clock.today())
}

/// The queue and where it stands.
pub struct Dial {
    rows: Vec<PlacedRow>,
    at: usize,
    /// Homes called since it was opened, which stand in it no longer.
    called: usize,
    /// Whether it is the day's queue; else it is one home that was chosen before its day.
    day: bool,
    /// Whether the whole queue has come.
    whole: bool,
    record: Option<Box<view::Detail>>,
    sheet: Sheet,
}

impl Dial {
    /// The follow-ups of the day among these, from the selected one on; one of a later day alone.
    pub fn new(clock: &Clock, rows: &[PlacedRow], selected: Option<&PlacedRow>) -> Self {
        let rows: Vec<PlacedRow> = rows
            .iter()
            .filter(|row| is_today(clock, row))
            .cloned()
            .collect();
        let place = selected.and_then(|one| rows.iter().position(|row| row.subject == one.subject));
        let (rows, at, day) = match (selected, place) {
            (Some(one), None) => (vec![one.clone()], 0, false),
            (_, place) => (rows, place.unwrap_or(0), true),
        };
        Self {
            rows,
            at,
            called: 0,
            day,
            whole: !day,
            record: None,
            sheet: Sheet::default(),
        }
    }

    /// Whether there is nobody to call.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes over the whole of the day's queue; the eye stays on its home.
    fn fill(&mut self, clock: &Clock, rows: Vec<PlacedRow>) {
        self.whole = true;
        let here = self.current().map(|row| row.subject);
        let rows: Vec<PlacedRow> = rows
            .into_iter()
            .filter(|row| is_today(clock, row))
            .collect();
        if let Some(at) = rows.iter().position(|row| Some(row.subject) == here) {
            self.rows = rows;
            self.at = at;
        }
    }

    fn current(&self) -> Option<&PlacedRow> {
        self.rows.get(self.at)
    }

    fn go(&mut self, to: usize) -> Vec<Effect> {
        self.at = to.min(self.rows.len().saturating_sub(1));
        self.record = None;
        self.sheet = Sheet::default();
        self.ask()
    }

    fn ask(&self) -> Vec<Effect> {
        let row = self.current();
        row.map(|row| Effect::Ask(0, Query::Detail(row.subject)))
            .into_iter()
            .collect()
    }

    /// Opens the form of a try with this outcome.
    fn record(&self, desk: &Desk<'_>, outcome: Outcome, text: &str) -> Vec<Effect> {
        let mut fields = vec![("outcome".to_owned(), outcome.name().to_owned())];
        if !text.is_empty() {
            fields.push(("text".to_owned(), desk.kit.term(text).into_owned()));
        }
        if matches!(outcome, Outcome::NoAnswer | Outcome::Later) {
            let again = desk.kit.words.get("followup-again").into_owned();
            fields.push(("later".to_owned(), again));
        }
        let aim = self.target().and_then(|target| target.aim(About::FollowUp));
        vec![Effect::Form(RECORD.to_owned(), aim, fields)]
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let Some(record) = &self.record else {
            return;
        };
        let mut rows: Vec<Row> = Vec::new();
        for (place, (outcome, name, _)) in OUTCOMES.iter().enumerate() {
            let Some(keys) = desk.kit.keys(&[Context::Followup], name) else {
                continue;
            };
            let label = desk.kit.choice("outcome", outcome.name()).into_owned();
            let span = [
                (format!("{keys} "), Tone::Key),
                (format!("{label}   "), Tone::Plain),
            ];
            if place % 4 == 0 {
                rows.push(Row::blank());
            }
            if let Some(row) = rows.last_mut() {
                row.spans.extend(span);
            }
        }
        rows.push(Row::blank());
        rows.extend(lines(
            desk,
            record,
            desk.area.width.saturating_sub(3),
            false,
        ));
        self.sheet.set(rows);
    }
}

impl Layer for Dial {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Followup, Context::Counter]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> layers::Outcome {
        if let Some((outcome, _, text)) = OUTCOMES.iter().find(|(_, choice, _)| *choice == name) {
            return layers::Outcome::Done(self.record(desk, *outcome, text));
        }
        match name {
            "move.down" | "pane.next" => {
                let next = self.at + 1;
                layers::Outcome::Done(self.go(next))
            }
            "move.up" | "pane.previous" => {
                let before = self.at.saturating_sub(1);
                layers::Outcome::Done(self.go(before))
            }
            RECORD => {
                layers::Outcome::Done(self.record(desk, Outcome::Satisfied, "followup-satisfied"))
            }
            "move.page_down" | "move.page_up" | "move.first" | "move.last" => {
                self.sheet.command(name, desk.area.height.saturating_sub(2));
                layers::Outcome::done()
            }
            "open" => layers::Outcome::open(self.target()),
            _ => layers::Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                match *reply {
                    Reply::Detail(record) => {
                        self.record = Some(Box::new(record));
                        self.lay_out(desk);
                    }
                    Reply::Pane(rows) => self.fill(desk.clock, rows.rows),
                    _ => {}
                }
                Vec::new()
            }
            Body::Refused(refusal) => vec![desk.refused(&refusal)],
            _ => Vec::new(),
        }
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        let mut effects = self.ask();
        if !self.whole {
            let window = Window::first(MOST);
            effects.push(Effect::Ask(1, Query::Pane(Pane::FollowUps, window)));
        }
        effects
    }

    fn go_on(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        // What was just recorded leaves the queue; the next one stands in its place.
        if self.at < self.rows.len() {
            self.rows.remove(self.at);
            self.called += 1;
        }
        if self.rows.is_empty() {
            return vec![Effect::Pop];
        }
        let at = self.at;
        self.go(at)
    }

    fn target(&self) -> Option<Target> {
        self.current().map(|row| {
            let mut target = Target::of_row(row);
            if let Some(record) = &self.record {
                target.see(record.version);
            }
            target
        })
    }

    fn viewing(&self) -> Option<Subject> {
        self.current().map(|row| row.subject)
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "move.down",
            "move.up",
            "person.reveal",
            "home.open",
            "ticket.note",
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.lay_out(desk);
        self.sheet.settle(desk.area.height.saturating_sub(2));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let kit = desk.kit;
        let title = kit.words.get("dial-title");
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let args = [
            ("at", Arg::Number(number(self.called + self.at + 1))),
            ("of", Arg::Number(number(self.called + self.rows.len()))),
        ];
        let key = if self.day { "dial-count" } else { "dial-early" };
        let count = kit.words.with(key, &args);
        canvas.rule((area.x, area.y), area.width, (&title, &count), true);
        let inner = below_rule(area);
        if let Some(RowView::FollowUp(row)) = self.current().map(|row| &row.row) {
            let head = format!("{}  {}  {}", row.premises, row.name, row.summary);
            canvas.put((inner.x + 2, inner.y), &head, Tone::Title, inner.width - 2);
        }
        self.sheet.draw(canvas, below_rule(inner), " ");
    }
}
