//! The dial queue of follow-ups: one home at a time, digits for the outcome, then the next.

mod head;
mod number;
mod page;
mod scope;

use ratatui::layout::Rect;

use self::number::{CALL, Numbers, REVEAL};
use self::scope::{Scope, follow_up, is_today};
use crate::domain::calendar::Instant;
use crate::domain::error::Fact;
use crate::domain::follow_up::Outcome;
use crate::domain::id::Number;
use crate::locale::Arg;
use crate::tui::clock::Clock;
use crate::tui::keymap::Context;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{self, Desk, Effect, Layer, REFRESHED};
use crate::tui::say::{self, Said};
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::Sheet;
use crate::tui::word;
use crate::wire::commands::About;
use crate::wire::view::{self, PlacedRow};
use crate::wire::{Body, Pane, Query, Reply, Subject, Window};

/// The command each try is recorded by.
const RECORD: &str = "followup.record";

/// The outcomes in the order of their digits, with the text each begins with: evidence is required (D-043).
const OUTCOMES: [(Outcome, &str, &str); 7] = [
    (Outcome::Satisfied, "choice.1", "followup-satisfied"),
    (Outcome::Partly, "choice.2", "followup-partly"),
    (Outcome::NotSatisfied, "choice.3", ""),
    (Outcome::NoAnswer, "choice.4", "followup-no-answer"),
    (Outcome::Later, "choice.5", ""),
    (Outcome::Unreachable, "choice.6", "followup-unreachable"),
    (Outcome::Exempt, "choice.7", "followup-exempt"),
];

/// Follow-ups asked for at once: all that can be due on a day.
const MOST: u32 = 500;

/// The part the whole queue comes back under.
const QUEUE: u32 = 1;

/// A fact of a record.
fn find<'r>(record: &'r view::Detail, name: &str) -> Option<&'r Fact> {
    let field = record.fields.iter().find(|field| field.name == name);
    field.map(|field| &field.value)
}

/// A point of time as a form takes it.
fn typed(desk: &Desk<'_>, at: Instant) -> String {
    let day = desk.clock.zone().day_of(at);
    if day.since(desk.clock.today()) <= 1 {
        return say::instant(desk.kit, desk.clock, at);
    }
    format!("{day} {}", say::clock_time(desk.clock, at))
}

/// The queue and where it stands.
pub struct Dial {
    rows: Vec<PlacedRow>,
    at: usize,
    /// Homes called since it was opened, which stand in it no longer.
    called: usize,
    scope: Scope,
    /// Whether the whole queue has come.
    whole: bool,
    record: Option<Box<view::Detail>>,
    numbers: Numbers,
    /// The home whose form is open.
    trying: Option<Subject>,
    sheet: Sheet,
}

impl Dial {
    /// The follow-ups of the day among these, from the selected one on; of a later day those of its matter alone.
    pub fn new(clock: &Clock, rows: &[PlacedRow], selected: Option<&PlacedRow>) -> Self {
        let later = selected.filter(|one| !is_today(clock, one));
        let matter = later.and_then(follow_up).map(|row| row.ticket);
        let scope = matter.map_or(Scope::Day, Scope::Ticket);
        let rows = rows.iter().filter(|row| scope.has(clock, row)).cloned();
        let rows: Vec<PlacedRow> = rows.collect();
        let place = selected.and_then(|one| rows.iter().position(|row| row.subject == one.subject));
        Self {
            at: place.unwrap_or(0),
            rows,
            ..Self::of(scope)
        }
    }

    /// Everybody who is still to be asked about a ticket.
    pub fn of_ticket(number: Number) -> Self {
        Self::of(Scope::Ticket(number))
    }

    fn of(scope: Scope) -> Self {
        Self {
            rows: Vec::new(),
            at: 0,
            called: 0,
            scope,
            whole: false,
            record: None,
            numbers: Numbers::default(),
            trying: None,
            sheet: Sheet::default(),
        }
    }

    /// Whether there is nobody to call.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes over the whole queue; the eye stays on its home.
    fn fill(&mut self, desk: &Desk<'_>, rows: Vec<PlacedRow>) -> Vec<Effect> {
        self.whole = true;
        let here = self.current().map(|row| row.subject);
        let mut rows = rows;
        rows.retain(|row| self.scope.has(desk.clock, row));
        if let Some(at) = rows.iter().position(|row| Some(row.subject) == here) {
            self.rows = rows;
            self.at = at;
        } else if here.is_none() {
            self.rows = rows;
            return self.go(desk, 0, true);
        }
        Vec::new()
    }

    fn current(&self) -> Option<&PlacedRow> {
        self.rows.get(self.at)
    }

    /// Turns to a home; `calls` says whether its call begins with that.
    fn go(&mut self, desk: &Desk<'_>, to: usize, calls: bool) -> Vec<Effect> {
        if self.rows.is_empty() {
            let words = &desk.kit.words;
            let text = match self.scope {
                Scope::Day => words.get("said-no-follow-ups").into_owned(),
                Scope::Ticket(number) => {
                    let number = number.short(desk.clock.today());
                    words.with("said-no-follow-ups-of", &[("number", Arg::Text(&number))])
                }
            };
            return vec![Effect::Pop, Effect::Say(Said::new(text, Tone::Good))];
        }
        self.at = to.min(self.rows.len().saturating_sub(1));
        self.record = None;
        self.sheet = Sheet::default();
        let mut effects = self.ask();
        if calls {
            effects.extend(self.call(desk));
        }
        effects
    }

    /// Begins the call: the number is shown whole from now on.
    fn call(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let Some(row) = self.rows.get(self.at) else {
            return Vec::new();
        };
        let number = follow_up(row).map(|row| row.number.full());
        self.numbers
            .call(desk, row.subject, &number.unwrap_or_default())
    }

    /// Takes a home out of the queue.
    fn drop(&mut self, one: Subject) {
        if let Some(at) = self.rows.iter().position(|row| row.subject == one) {
            self.rows.remove(at);
            if at < self.at {
                self.at -= 1;
            }
        }
    }

    fn take(&mut self, desk: &Desk<'_>, record: view::Detail) -> Vec<Effect> {
        let here = self.current().map(|row| row.subject);
        if here != Some(record.subject) {
            return Vec::new();
        }
        let gone = record.ended && self.trying != here;
        self.record = Some(Box::new(record));
        if gone {
            return self.gone(desk);
        }
        self.lay_out(desk);
        Vec::new()
    }

    /// Somebody else was first: says who, and turns to the next.
    fn gone(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let Some(record) = self.record.take() else {
            return Vec::new();
        };
        let kit = desk.kit;
        let number = kit.short(&record.name, desk.clock);
        let last = record.history.iter().rev();
        let last = last.clone().find(|line| line.kind == "attempt");
        let text = last.map(|line| {
            let (_, outcome) = word::change(say::speech(kit, desk.clock), &record.kind, line);
            let at = say::instant(kit, desk.clock, line.at);
            let args = [
                ("number", Arg::Text(&number)),
                ("by", Arg::Text(&line.by)),
                ("at", Arg::Text(&at)),
                ("outcome", Arg::Text(&outcome)),
            ];
            kit.words.with("dial-gone", &args)
        });
        self.drop(record.subject);
        let at = self.at;
        let mut effects = self.go(desk, at, false);
        effects.extend(text.map(|text| Effect::Say(Said::new(text, Tone::Late))));
        effects
    }

    fn ask(&self) -> Vec<Effect> {
        let row = self.current();
        row.map(|row| Effect::Ask(REFRESHED, Query::Detail(row.subject)))
            .into_iter()
            .collect()
    }

    /// Opens the form of a try with this outcome.
    fn record(&mut self, desk: &Desk<'_>, outcome: Outcome, text: &str) -> Vec<Effect> {
        let record = self.record.as_deref();
        let early = record.filter(|record| !page::may_leave_out(record));
        if let Some(record) = early.filter(|_| outcome == Outcome::Exempt) {
            return vec![desk.refused(&page::too_few(record))];
        }
        let mut fields = vec![("outcome".to_owned(), outcome.name().to_owned())];
        if !text.is_empty() {
            fields.push(("text".to_owned(), desk.kit.term(text).into_owned()));
        }
        let next = record.and_then(|record| find(record, "next_try"));
        if let Some(Fact::At(next)) = next.filter(|_| !outcome.ends()) {
            fields.push(("later".to_owned(), typed(desk, *next)));
        }
        self.trying = self.current().map(|row| row.subject);
        let aim = self.target().and_then(|target| target.aim(About::FollowUp));
        vec![Effect::Form(RECORD.to_owned(), aim, fields)]
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        if let Some(record) = &self.record {
            let refused = self.numbers.refused(record.subject);
            self.sheet.set(page::rows(desk, record, refused));
        }
    }
}

impl Layer for Dial {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Followup, Context::Counter]
    }

    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let mut effects = self.refresh(desk);
        effects.extend(self.call(desk));
        effects
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> layers::Outcome {
        let tried = self.trying.take();
        if tried.is_some() && self.record.as_ref().is_some_and(|record| record.ended) {
            // Its form was given up because somebody else was first: no key is for the next home unseen.
            return layers::Outcome::Done(self.gone(desk));
        }
        if let Some((outcome, _, text)) = OUTCOMES.iter().find(|(_, choice, _)| *choice == name) {
            return layers::Outcome::Done(self.record(desk, *outcome, text));
        }
        match name {
            "move.down" | "pane.next" => {
                let next = self.at + 1;
                layers::Outcome::Done(self.go(desk, next, false))
            }
            "move.up" | "pane.previous" => {
                let before = self.at.saturating_sub(1);
                layers::Outcome::Done(self.go(desk, before, false))
            }
            REVEAL => layers::Outcome::Done(self.call(desk)),
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

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        if part == CALL {
            self.numbers.take(body);
            self.lay_out(desk);
            return Vec::new();
        }
        match body {
            Body::Reply(reply) => match *reply {
                Reply::Detail(record) => self.take(desk, record),
                Reply::Pane(rows) => self.fill(desk, rows.rows),
                _ => Vec::new(),
            },
            Body::Refused(refusal) => vec![desk.refused(&refusal)],
            _ => Vec::new(),
        }
    }

    fn shows(&self, part: u32) -> bool {
        part == CALL
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        let mut effects = self.ask();
        if !self.whole {
            let window = Window::first(MOST);
            effects.push(Effect::Ask(QUEUE, Query::Pane(Pane::FollowUps, window)));
        }
        effects
    }

    fn go_on(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        // A note or a payment beside it leaves the home where it is.
        let Some(tried) = self.trying.take() else {
            return Vec::new();
        };
        self.drop(tried);
        self.called += 1;
        if self.rows.is_empty() {
            return vec![Effect::Pop];
        }
        let at = self.at;
        self.go(desk, at, true)
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
        let shown = self
            .current()
            .is_some_and(|row| self.numbers.of(row.subject).is_some());
        let mut hints = vec!["move.down", "move.up"];
        if !shown {
            hints.push(REVEAL);
        }
        hints.extend(["home.open", "ticket.note", "back", "help.open"]);
        hints
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.lay_out(desk);
        self.sheet.settle(desk.area.height.saturating_sub(2));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let title = desk.kit.words.get("dial-title");
        let counted = self.counted(desk);
        canvas.rule((area.x, area.y), area.width, (&title, &counted), true);
        let inner = below_rule(area);
        if let Some(head) = self.head(desk) {
            canvas.put((inner.x + 2, inner.y), &head, Tone::Title, inner.width - 2);
        }
        self.sheet.draw(canvas, below_rule(inner), " ");
    }
}
