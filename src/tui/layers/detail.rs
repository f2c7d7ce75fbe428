//! One record with everything about it: its facts, the long text, its history.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::clock::Clock;
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::say;
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::tui::word;
use crate::wire::commands::About;
use crate::wire::view::{self, EntryRow, HistoryLine};
use crate::wire::{Body, Query, Reply, Subject};

/// Columns of a label.
const LABEL: usize = 10;
/// The fact that tells a matter in a line.
const SUMMARY: &str = "summary";
/// Blanks between a label and its value.
const GAP: usize = 2;

/// Shows a record.
pub struct Detail {
    subject: Option<Subject>,
    name: String,
    record: Option<Box<view::Detail>>,
    sheet: Sheet,
}

impl Detail {
    /// Of this record.
    pub fn of(subject: Subject) -> Self {
        Self {
            subject: Some(subject),
            name: String::new(),
            record: None,
            sheet: Sheet::default(),
        }
    }

    /// Of the record with this number or code.
    pub fn named(name: &str) -> Self {
        Self {
            subject: None,
            name: name.to_owned(),
            record: None,
            sheet: Sheet::default(),
        }
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        if let Some(record) = &self.record {
            let width = Sheet::room(desk.area.width);
            self.sheet.set(lines(desk, record, width, true));
        }
    }

    /// Whether it waits, or waited, for a second person: it is decided where it is read.
    fn is_approval(&self) -> bool {
        self.subject.is_some_and(Subject::is_approval)
    }

    /// The link the eye is on: a field's, or an entry that names the record.
    fn link(&self) -> Option<Target> {
        let record = self.record.as_ref()?;
        let picked = self.sheet.picked()?;
        let Some(field) = record.fields.get(picked) else {
            let entry = record.entries.get(picked - record.fields.len())?;
            let (subject, number) = (Some(entry.subject), Some(entry.number));
            return Some(Target::named(About::Register, subject, "", number));
        };
        let text = match &field.value {
            crate::domain::error::Fact::Text(text) => text.as_str(),
            _ => "",
        };
        let about = if field.name == "premises" {
            About::Household
        } else {
            About::Ticket
        };
        Some(Target::named(about, field.link, text, None))
    }
}

impl Layer for Detail {
    fn contexts(&self) -> &'static [Context] {
        if self.is_approval() {
            return &[Context::Approvals, Context::Detail, Context::Counter];
        }
        &[Context::Detail, Context::Counter]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match (name, self.link()) {
            ("open", Some(link)) => Outcome::with(Effect::Open(link)),
            ("open", None) => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            if let Reply::Detail(record) = reply {
                self.subject = Some(record.subject);
                self.record = Some(Box::new(record));
                self.lay_out(desk);
            }
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        let query = match self.subject {
            Some(subject) => Query::Detail(subject),
            None => Query::Show(self.name.clone()),
        };
        vec![Effect::Ask(0, query)]
    }

    fn target(&self) -> Option<Target> {
        self.record.as_ref().map(|record| Target::of_detail(record))
    }

    fn viewing(&self) -> Option<Subject> {
        self.subject
    }

    fn hints(&self) -> Vec<&'static str> {
        if self.is_approval() {
            return vec![
                "approval.grant",
                "approval.refuse",
                "approval.withdraw",
                "back",
                "help.open",
            ];
        }
        vec![
            "back",
            "contact.answer",
            "ticket.dispatch",
            "ticket.done",
            "ticket.file",
            "ticket.note",
            "followup.record",
            "payment.take",
            "home.open",
            "actions.open",
            "explain",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.lay_out(desk);
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let (title, right) = match &self.record {
            Some(record) => (title(desk, record), desk.others()),
            None => (words.get("pane-coming").into_owned(), String::new()),
        };
        let right = match self.sheet.position(below_rule(area).height) {
            None => right,
            Some((line, lines)) => {
                let facts = [("line", line), ("lines", lines)].map(|(name, count)| {
                    let count = i64::try_from(count).unwrap_or(i64::MAX);
                    (name, Arg::Number(count))
                });
                let at = words.with("page-position", &facts);
                format!("{right} {at}").trim_start().to_owned()
            }
        };
        canvas.rule((area.x, area.y), area.width, (&title, &right), true);
        self.sheet
            .draw(canvas, below_rule(area), desk.kit.glyphs.selected);
    }
}

/// The title of a record: its number and state; of a duty what it is called.
pub fn title(desk: &Desk<'_>, record: &view::Detail) -> String {
    let state = desk.kit.state(&record.kind, &record.state, false);
    let name = if record.kind == "duty" {
        desk.kit.term(&format!("duty-{}", record.name)).into_owned()
    } else {
        desk.kit.short(&record.name, desk.clock)
    };
    let title = format!("{name}  {state}");
    title.trim_end().to_owned()
}

/// The lines of a labelled value, the later ones below the first; a label longer than its column keeps its distance.
pub fn labelled(kit: &Kit, name: &str, value: &str, tone: Tone, width: u16) -> Vec<Row> {
    let label = kit.field(name);
    let column = kit.ruler.width(&label).max(LABEL) + GAP;
    let label = kit.ruler.pad(&label, column, Align::Left).into_owned();
    let mut head = Some((label, Tone::Dim));
    let room = usize::from(width).saturating_sub(column).max(8);
    let mut rows = Vec::new();
    for line in kit.ruler.wrap(value, room) {
        let head = head
            .take()
            .unwrap_or_else(|| (" ".repeat(column), Tone::Plain));
        rows.push(Row::of(vec![head, (line, tone)]));
    }
    rows
}

/// The lines of a record over `width` columns; `links` says whether its links can be picked.
pub fn lines(desk: &Desk<'_>, record: &view::Detail, width: u16, links: bool) -> Vec<Row> {
    let kit = desk.kit;
    let speech = say::speech(kit, desk.clock);
    let mut rows = Vec::new();
    // The matter is told once: in its line where that holds all of it, else in full below.
    let text = record.text.trim();
    let summary = record.fields.iter().find(|field| field.name == SUMMARY);
    let summary = summary.map(|field| word::fact(speech, &record.kind, field));
    let whole = summary.as_deref().is_some_and(|summary| summary == text);
    let cut = !whole && summary.is_some_and(|summary| text.starts_with(&summary));
    for (at, field) in record.fields.iter().enumerate() {
        if cut && field.name == SUMMARY {
            continue;
        }
        let value = word::fact(speech, &record.kind, field);
        let mut lines = labelled(kit, &field.name, &value, Tone::Plain, width);
        if links
            && field.link.is_some()
            && let Some(first) = lines.first_mut()
        {
            first.pick = Some(at);
        }
        rows.append(&mut lines);
    }
    if !text.is_empty() && !whole {
        rows.push(Row::blank());
        let text = kit.ruler.wrap(&record.text, width.into());
        rows.extend(text.into_iter().map(|line| Row::text(line, Tone::Plain)));
    }
    if !record.entries.is_empty() {
        rows.push(Row::blank());
        rows.push(Row::text(kit.words.get("home-entries"), Tone::Title));
        for (at, entry) in record.entries.iter().enumerate() {
            let mut row = Row::of(entry_line(kit, desk.clock, entry));
            row.pick = links.then_some(record.fields.len() + at);
            rows.push(row);
        }
    }
    if !record.history.is_empty() {
        rows.push(Row::blank());
        rows.push(Row::text(kit.words.get("detail-history"), Tone::Title));
        for line in record.history.iter().rev() {
            rows.append(&mut history(desk, record, line, width));
        }
    }
    rows
}

/// An entry of a register in a line: its number, what it is of, its title, where it stands, until when.
pub fn entry_line(kit: &Kit, clock: &Clock, entry: &EntryRow) -> Vec<Span> {
    let speech = say::speech(kit, clock);
    let mut said = vec![
        kit.number(entry.number, clock),
        kit.term(&format!("register-{}", entry.register))
            .into_owned(),
    ];
    said.extend(entry.title.iter().map(|fact| speech.fact(fact)));
    let state = kit.state(&entry.register, &entry.state, true);
    let mut spans = vec![
        (said.join("  "), Tone::Plain),
        (format!("  {state}"), Tone::Dim),
    ];
    if let Some(due) = entry.due_at {
        let tone = if entry.late { Tone::Late } else { Tone::Dim };
        spans.push((format!("  {}", say::instant(kit, clock, due)), tone));
    }
    spans
}

/// A line of the history: when, who, what, from what to what, and what was said.
pub fn told(desk: &Desk<'_>, record: &view::Detail, line: &HistoryLine) -> String {
    let kit = desk.kit;
    let (before, after) = word::change(say::speech(kit, desk.clock), &record.kind, line);
    let mut said = format!(
        "{}  {}  {}",
        say::instant(kit, desk.clock, line.at),
        line.by,
        kit.words.command(&line.command)
    );
    if !line.field.is_empty() {
        said.push_str("  ");
        said.push_str(&kit.field(&line.field));
    }
    if !before.is_empty() {
        said.push_str("  ");
        said.push_str(&before);
    }
    if !after.is_empty() {
        said = format!("{said} {} {after}", kit.glyphs.arrow);
    }
    let remark = word::remark(&kit.words, line);
    if !remark.is_empty() {
        said.push_str("  ");
        said.push_str(&remark);
    }
    said
}

/// The lines of a line of the history.
fn history(desk: &Desk<'_>, record: &view::Detail, line: &HistoryLine, width: u16) -> Vec<Row> {
    let said = told(desk, record, line);
    let wrapped = desk
        .kit
        .ruler
        .wrap(&said, usize::from(width).saturating_sub(2).max(8));
    wrapped
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            let text = if at == 0 { text } else { format!("  {text}") };
            Row::text(text, Tone::Plain)
        })
        .collect()
}
