//! The shift: what was handed over, to be acknowledged line by line; what hands itself over; the work log.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::duties::Duties;
use crate::tui::layers::listed;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::say::{self, Said};
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::view::{Handover, HandoverLine, LogLine, OnDuty, ShiftNow, ShiftPage};
use crate::wire::{Body, Command, Query, Reply, Subject};

/// Acknowledges the line the eye is on.
const ACKNOWLEDGE: &str = "shift.acknowledge";
/// The commands that are about a hand-over: the one the eye is in, else the first that can be meant.
const ACCEPT: &str = "shift.accept";
const RELEASE: &str = "shift.release";
/// Columns of a kind's word, of a number, of a time.
const KIND: usize = 10;
const NUMBER: usize = 11;
const TIME: usize = 12;

/// What a line of the page stands for.
struct Pick {
    /// The hand-over and its line, counted from 1.
    line: Option<(u64, usize)>,
    target: Option<Target>,
}

/// The page.
#[derive(Default)]
pub struct Shift {
    page: ShiftPage,
    loaded: bool,
    sheet: Sheet,
    picks: Vec<Pick>,
}

/// Writes the lines of the page.
struct Writer<'a> {
    desk: &'a Desk<'a>,
    rows: Vec<Row>,
    picks: Vec<Pick>,
}

impl Writer<'_> {
    fn title(&mut self, text: String) {
        if !self.rows.is_empty() {
            self.rows.push(Row::blank());
        }
        self.rows.push(Row::text(text, Tone::Title));
    }

    fn pick(&mut self, spans: Vec<Span>, pick: Pick) {
        self.rows.push(Row::of(spans).picks(self.picks.len()));
        self.picks.push(pick);
    }

    fn handover(&mut self, handed: &Handover) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        let unseen = handed.lines.iter().filter(|line| line.seen_by.is_empty());
        let at = say::instant(kit, clock, handed.handed_at);
        let args = [
            ("shift", Arg::Text(&kit.choice("shift", &handed.shift))),
            ("person", Arg::Text(&handed.person)),
            ("at", Arg::Text(&at)),
            ("open", Arg::Number(count(unseen.count()))),
        ];
        self.title(kit.words.with("shift-handed", &args));
        let mut said = Vec::new();
        for (key, name) in [
            ("shift-to", &handed.to),
            ("shift-accepted", &handed.accepted_by),
            ("shift-released", &handed.released_by),
        ] {
            if !name.is_empty() {
                said.push(kit.words.with(key, &[("person", Arg::Text(name))]));
            }
        }
        for (key, missing) in [
            ("shift-not-accepted", handed.accepted_by.is_empty()),
            ("shift-not-released", handed.released_by.is_empty()),
        ] {
            if missing {
                said.push(kit.words.get(key).into_owned());
            }
        }
        self.rows.push(Row::text(
            said.join(&format!(" {} ", kit.glyphs.dot)),
            Tone::Dim,
        ));
        for (at, line) in handed.lines.iter().enumerate() {
            let spans = self.line(line, Some(handed.mine));
            let pick = Pick {
                line: Some((handed.id, at + 1)),
                target: target(line),
            };
            self.pick(spans, pick);
        }
    }

    /// A line of a hand-over; `mine` tells whether it waits for who looks, nothing that it was not handed over yet.
    fn line(&self, line: &HandoverLine, mine: Option<bool>) -> Vec<Span> {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        let seen = !line.seen_by.is_empty();
        let tone = match mine {
            Some(true) if !seen => Tone::Soon,
            Some(_) if seen => Tone::Dim,
            _ => Tone::Plain,
        };
        let cell = |text: &str, width| kit.ruler.cell(text, width, Align::Left);
        let mark = match (mine, seen) {
            (None, _) => "",
            (Some(_), true) => kit.glyphs.check,
            (Some(_), false) => kit.glyphs.bullet,
        };
        let number = line
            .number
            .map(|number| kit.number(number, clock))
            .unwrap_or_default();
        let mut spans = vec![
            (cell(mark, 2), tone),
            (cell(&kit.choice("handover", &line.kind), KIND), tone),
        ];
        if !number.is_empty() {
            spans.push((cell(&number, NUMBER), tone));
        }
        for text in self.facts(line) {
            if !text.is_empty() {
                spans.push((format!("{text}  "), tone));
            }
        }
        if seen {
            let at = line
                .seen_at
                .map(|at| say::instant(kit, clock, at))
                .unwrap_or_default();
            let args = [("person", Arg::Text(&line.seen_by)), ("at", Arg::Text(&at))];
            spans.push((kit.words.with("shift-seen", &args), Tone::Dim));
        }
        spans
    }

    /// What a line tells beside its kind and number.
    fn facts(&self, line: &HandoverLine) -> Vec<String> {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        let text = match line.kind.as_str() {
            "approval" => kit.words.command(&line.text).into_owned(),
            "cash" => kit.choice("method", &line.text).into_owned(),
            _ if line.subject.is_some_and(|of| of.is_duty()) => {
                kit.term(&format!("duty-{}", line.text)).into_owned()
            }
            _ => line.text.clone(),
        };
        let mut facts = vec![line.premises.clone(), text];
        if line.count > 1 {
            let args = [("count", Arg::Number(line.count))];
            facts.push(kit.words.with("shift-receipts", &args));
        }
        facts.extend(line.amount.map(|amount| say::amount(kit, amount)));
        facts.extend(line.at.map(|at| say::instant(kit, clock, at)));
        facts
    }

    fn own(&mut self, own: &ShiftNow) {
        let kit = self.desk.kit;
        let args = [
            ("contacts", Arg::Number(own.contacts)),
            ("opened", Arg::Number(own.opened)),
            ("moved", Arg::Number(own.moved)),
            ("ended", Arg::Number(own.ended)),
            ("followed", Arg::Number(own.followed_up)),
        ];
        self.title(kit.words.get("shift-own").into_owned());
        self.duty(&own.who);
        self.rows.push(Row::text(
            kit.words.with("shift-figures", &args),
            Tone::Plain,
        ));
        let args = [("count", Arg::Number(count(own.lines.len())))];
        self.title(kit.words.with("shift-would", &args));
        for line in &own.lines {
            let spans = self.line(line, None);
            let pick = Pick {
                line: None,
                target: target(line),
            };
            self.pick(spans, pick);
        }
        if !own.log.is_empty() {
            self.title(kit.words.get("shift-log").into_owned());
        }
        for line in &own.log {
            self.log(line);
        }
    }

    fn log(&mut self, line: &LogLine) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        let cell = |text: &str, width| kit.ruler.cell(text, width, Align::Left);
        let at = say::instant(kit, clock, line.at);
        let act = if line.command.is_empty() {
            kit.words.get("shift-remark").into_owned()
        } else {
            kit.words.command(&line.command).into_owned()
        };
        let number = line
            .number
            .map(|number| kit.number(number, clock))
            .unwrap_or_default();
        let mut spans = vec![
            (cell(&at, TIME), Tone::Dim),
            (format!(" {act}  "), Tone::Plain),
        ];
        for text in [&number, &line.premises, &line.text] {
            if !text.is_empty() {
                spans.push((format!("{text}  "), Tone::Plain));
            }
        }
        let named = line.number.map(Target::numbered);
        match named {
            Some(target) => self.pick(
                spans,
                Pick {
                    line: None,
                    target: Some(target),
                },
            ),
            None => self.rows.push(Row::of(spans)),
        }
    }

    fn duty(&mut self, who: &OnDuty) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        let since = say::instant(kit, clock, who.since);
        let args = [
            ("person", Arg::Text(&who.person)),
            ("shift", Arg::Text(&kit.choice("shift", &who.shift))),
            ("at", Arg::Text(&since)),
        ];
        let mut spans = vec![(kit.words.with("shift-since", &args), Tone::Plain)];
        if who.late > 0 {
            let args = [("minutes", Arg::Number(who.late))];
            spans.push(("  ".to_owned(), Tone::Plain));
            spans.push((kit.words.with("shift-late", &args), Tone::Late));
        }
        if !who.amiss.is_empty() {
            let args = [("text", Arg::Text(&who.amiss))];
            spans.push(("  ".to_owned(), Tone::Plain));
            spans.push((kit.words.with("shift-amiss", &args), Tone::Late));
        }
        self.rows.push(Row::of(spans));
    }
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

/// The record of a line.
fn target(line: &HandoverLine) -> Option<Target> {
    match (line.number, line.subject) {
        (Some(number), _) => Some(Target::numbered(number)),
        (None, Some(subject)) if subject.is_duty() => Some(Target::of_duty(subject)),
        (None, Some(subject)) => {
            let home = About::Household;
            Some(Target::named(home, Some(subject), &line.premises, None))
        }
        (None, None) => None,
    }
}

impl Shift {
    fn lay_out(&mut self, desk: &Desk<'_>) {
        let mut page = Writer {
            desk,
            rows: Vec::new(),
            picks: Vec::new(),
        };
        // What waits for who looks comes first; their own hand-over, still not accepted, last.
        for handed in self.page.handed.iter().filter(|one| one.mine) {
            page.handover(handed);
        }
        if let Some(own) = &self.page.own {
            page.own(own);
        } else {
            let text = desk.kit.words.get("shift-none").into_owned();
            page.title(text);
        }
        for handed in self.page.handed.iter().filter(|one| !one.mine) {
            page.handover(handed);
        }
        page.title(desk.kit.words.get("shift-on-duty").into_owned());
        for who in &self.page.on_duty {
            page.duty(who);
        }
        if self.page.on_duty.is_empty() {
            page.rows.push(listed::nothing(desk, "shift-nobody"));
        }
        self.sheet.set(page.rows);
        self.picks = page.picks;
    }

    fn picked(&self) -> Option<&Pick> {
        self.picks.get(self.sheet.picked()?)
    }

    /// The duty the eye is on.
    fn duty(&self) -> Option<Subject> {
        let subject = self.picked()?.target.as_ref()?.subject;
        subject.filter(Subject::is_duty)
    }

    /// The hand-over the eye is in; else the first that waits for what a name does.
    fn handover(&self, wanted: impl Fn(&Handover) -> bool) -> Option<u64> {
        let here = self.picked().and_then(|pick| pick.line).map(|(id, _)| id);
        let mut handed = self.page.handed.iter();
        here.or_else(|| handed.find(|one| wanted(one)).map(|one| one.id))
    }

    fn acknowledge(&self, desk: &Desk<'_>) -> Outcome {
        let Some((id, line)) = self.picked().and_then(|pick| pick.line) else {
            let text = desk.kit.words.get("shift-no-line").into_owned();
            return Outcome::with(Effect::Say(Said::new(text, Tone::Late)));
        };
        let command = Command::new(ACKNOWLEDGE)
            .arg("line", line.to_string())
            .arg("handover", id.to_string());
        Outcome::with(Effect::Do(command))
    }

    /// Does what a name does to a hand-over; without one the service says that there is none.
    fn about(&self, name: &str, wanted: impl Fn(&Handover) -> bool) -> Outcome {
        let mut command = Command::new(name);
        if let Some(id) = self.handover(wanted) {
            command = command.arg("handover", id.to_string());
        }
        Outcome::with(Effect::Do(command))
    }
}

impl Layer for Shift {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Shift, Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => match self.duty() {
                // There it is ticked off with one key.
                Some(duty) => Outcome::with(Effect::Push(Box::new(Duties::late(duty)))),
                None => Outcome::open(self.target()),
            },
            "go.shift" => Outcome::done(),
            ACKNOWLEDGE => self.acknowledge(desk),
            ACCEPT => self.about(name, |one| one.mine && one.accepted_by.is_empty()),
            RELEASE => self.about(name, |one| one.mine && one.released_by.is_empty()),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            if let Reply::Shift(page) = reply {
                self.page = *page;
                self.loaded = true;
                self.lay_out(desk);
            }
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(0, Query::Shift)]
    }

    fn target(&self) -> Option<Target> {
        self.picked()?.target.clone()
    }

    fn hints(&self) -> Vec<&'static str> {
        let mut hints = Vec::new();
        let mine = || self.page.handed.iter().filter(|one| one.mine);
        if mine().any(|one| one.lines.iter().any(|line| line.seen_by.is_empty())) {
            hints.push(ACKNOWLEDGE);
        }
        if mine().any(|one| one.accepted_by.is_empty()) {
            hints.push(ACCEPT);
        }
        if self.loaded {
            let own = if self.page.own.is_some() {
                ["shift.handover", "shift.note"].as_slice()
            } else {
                &["shift.start"]
            };
            hints.extend(own);
        }
        hints.extend(["open", "back", "help.open"]);
        hints
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let waiting = self.page.handed.iter().filter(|one| one.mine);
        let unseen = waiting.flat_map(|one| &one.lines);
        let unseen = unseen.filter(|line| line.seen_by.is_empty()).count();
        let count = if unseen > 0 {
            let args = [("open", Arg::Number(count(unseen)))];
            desk.kit.words.with("shift-unseen", &args)
        } else {
            desk.session.person().to_owned()
        };
        listed::draw(desk, canvas, area, &self.sheet, "pane-shift", &count);
    }
}
