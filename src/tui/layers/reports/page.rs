//! One report: its tables, each figure a way to the rows it counts.

use std::path::PathBuf;

use ratatui::layout::Rect;

use crate::domain::calendar::Month;
use crate::locale::Arg;
use crate::tui::chore::Made;
use crate::tui::keymap::Context;
use crate::tui::layers::board::Board;
use crate::tui::layers::counted::Counted;
use crate::tui::layers::listed::draw_titled;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::report;
use crate::tui::say::{self, Said};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::registers::named;
use crate::wire::view::{self, Column, Line, ReportPage, Section, Value};
use crate::wire::{Body, Query, Reply};

use super::saved::{Came, Content, work};
use super::{preset, turned};

/// What saving is known by.
const SAVED: u32 = 1;

/// The page.
pub struct Page {
    name: String,
    month: Month,
    folder: Option<PathBuf>,
    shown: Option<ReportPage>,
    /// The column of the figure the eye is on.
    at: usize,
    sheet: Sheet,
}

impl Page {
    /// Of the report called so, of a month; files go into `folder`.
    pub fn new(name: &str, month: Month, folder: Option<PathBuf>) -> Self {
        Self {
            name: name.to_owned(),
            month,
            folder,
            shown: None,
            at: 1,
            sheet: Sheet::default(),
        }
    }

    /// Every line of the report that can be picked, in order, with its section.
    fn lines(&self) -> impl Iterator<Item = (&Section, &Line)> {
        let sections = self.shown.iter().flat_map(|page| &page.report.sections);
        sections.flat_map(|one| {
            one.lines
                .iter()
                .chain(&one.total)
                .map(move |line| (one, line))
        })
    }

    /// What a figure is: short of what it is to reach, or nothing in particular.
    fn tone(column: Option<&Column>, line: &Line, value: &Value) -> Tone {
        let own = column.and_then(|column| column.target);
        // A table of rates says beside each what it is to reach.
        let beside = match line.cells.last() {
            Some(Value::Share(target, 100)) if own.is_none() => Some(*target),
            _ => None,
        };
        let target = own.map(i64::from).or(beside);
        match value.permille().zip(target) {
            Some((rate, target)) if rate < target * 10 => Tone::Late,
            _ => Tone::Plain,
        }
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let Some(page) = &self.shown else {
            return;
        };
        let kit = desk.kit;
        let speech = say::speech(kit, desk.clock);
        let room = usize::from(Sheet::room(desk.area.width));
        let mut rows: Vec<Row> = Vec::new();
        for line in report::above(speech, page) {
            rows.push(Row::text(line, Tone::Dim));
        }
        let picked = self.sheet.picked();
        let mut pick = 0;
        for section in &page.report.sections {
            let table = report::table(speech, section);
            let laid = report::lay_out(kit.ruler, &table, room);
            rows.push(Row::blank());
            rows.push(Row::text(table.title.clone(), Tone::Title));
            rows.push(Row::text(laid.head.join(&report::gap()), Tone::Dim));
            let lines = section.lines.iter().chain(&section.total);
            for (line, cells) in lines.zip(laid.rows.iter().chain(&laid.total)) {
                let here = picked == Some(pick);
                let mut spans: Vec<Span> = Vec::new();
                for (at, (text, value)) in cells.iter().zip(&line.cells).enumerate() {
                    if at > 0 {
                        spans.push((report::gap(), Tone::Plain));
                    }
                    let tone = if here && at > 0 && at == self.figure(line) {
                        Tone::Selected
                    } else {
                        Self::tone(section.columns.get(at), line, value)
                    };
                    spans.push((text.clone(), tone));
                }
                rows.push(Row::of(spans).picks(pick));
                pick += 1;
            }
            if section.lines.is_empty() {
                rows.push(Row::text(kit.words.get("report-nothing"), Tone::Dim));
            }
            rows.extend(
                table
                    .notes
                    .into_iter()
                    .map(|note| Row::text(note, Tone::Dim)),
            );
        }
        let spoken = report::spoken(speech, page);
        if let Some((title, text)) = spoken.note {
            rows.extend([Row::blank(), Row::text(title, Tone::Title)]);
            for line in text.lines() {
                let parts = kit.ruler.wrap(line, room).into_iter();
                rows.extend(parts.map(|part| Row::text(part, Tone::Plain)));
            }
        }
        self.sheet.set(rows);
    }

    /// The column of the figure the eye is on in a line.
    fn figure(&self, line: &Line) -> usize {
        self.at.min(line.cells.len().saturating_sub(1)).max(1)
    }

    /// Goes to the next figure of the line, or to the one before.
    fn step(&mut self, forward: bool) {
        let last = self.sheet.picked().and_then(|pick| {
            let (_, line) = self.lines().nth(pick)?;
            Some((self.figure(line), line.cells.len().saturating_sub(1)))
        });
        let Some((at, last)) = last else {
            return;
        };
        self.at = if forward {
            if at < last { at + 1 } else { 1 }
        } else if at > 1 {
            at - 1
        } else {
            last.max(1)
        };
    }

    /// Shows the rows the figure counts.
    fn open(&self, desk: &Desk<'_>) -> Outcome {
        let opened = self.sheet.picked().and_then(|pick| {
            let (section, line) = self.lines().nth(pick)?;
            let at = self.figure(line);
            let rows = line.opens.get(at).or_else(|| line.opens.first())?.clone()?;
            let label = desk.kit.words.get(&format!(
                "report-column-{}",
                section
                    .columns
                    .get(at)
                    .map_or("", |column| column.name.as_str())
            ));
            if named(&rows.what).is_some() {
                return Some(Effect::Push(Box::new(Board::of(&rows.what))));
            }
            let asked = view::Counted {
                what: rows.what,
                conditions: rows.conditions,
            };
            let counted = Counted::rows(asked, "counted-report", label.into_owned())?;
            Some(Effect::Push(Box::new(counted)))
        });
        Outcome::Done(opened.into_iter().collect())
    }

    fn save(&self, desk: &Desk<'_>, text: bool) -> Outcome {
        let Some(page) = &self.shown else {
            return Outcome::done();
        };
        let speech = say::speech(desk.kit, desk.clock);
        let content = if text {
            Content::Text(report::lines(speech, page))
        } else {
            Content::Workbook(report::spoken(speech, page))
        };
        let name = format!("{}-{}", self.name, page.report.month);
        Outcome::with(Effect::Work(
            SAVED,
            work(self.folder.clone(), name, content),
        ))
    }
}

impl Layer for Page {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Report, Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            self.lay_out(desk);
            return Outcome::done();
        }
        match name {
            "open" => self.open(desk),
            "report.next" | "report.previous" => {
                self.step(name == "report.next");
                self.lay_out(desk);
                Outcome::done()
            }
            "report.earlier" | "report.later" => {
                let by = if name == "report.later" { 1 } else { -1 };
                self.month = turned(desk, self.month, by);
                Outcome::Done(self.refresh(desk))
            }
            "report.save" | "report.text" => self.save(desk, name == "report.text"),
            "report.note" | "report.make" | "report.submit" => {
                let mut fields = preset(&self.name, self.month);
                // What was written is gone on with.
                let note = self.shown.as_ref().and_then(|page| page.note.as_ref());
                if name == "report.note"
                    && let Some(note) = note
                {
                    fields.push(("text".to_owned(), note.text.clone()));
                }
                Outcome::with(Effect::Form(name.to_owned(), None, fields))
            }
            "go.reports" => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                if let Reply::Report(page) = *reply {
                    self.month = page.report.month;
                    self.shown = Some(*page);
                    self.lay_out(desk);
                    // The mark of the figure is where the eye is, which a first page has only now.
                    self.lay_out(desk);
                }
                Vec::new()
            }
            Body::Refused(refusal) => vec![Effect::Pop, desk.refused(&refusal)],
            _ => Vec::new(),
        }
    }

    fn worked(&mut self, desk: &Desk<'_>, _: u32, made: Made) -> Vec<Effect> {
        let Ok(came) = made.downcast::<Came>() else {
            return Vec::new();
        };
        let (key, text, tone) = match *came {
            Ok(path) => ("report-saved", path.display().to_string(), Tone::Good),
            Err(detail) => ("report-not-saved", detail, Tone::Late),
        };
        let text = desk.kit.words.with(key, &[("text", Arg::Text(&text))]);
        vec![Effect::Say(Said::new(text, tone))]
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        let asked = Query::Report(self.name.clone(), Some(self.month));
        vec![Effect::Ask(REFRESHED, asked)]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "open",
            "report.next",
            "report.earlier",
            "report.save",
            "report.make",
            "report.note",
            "report.submit",
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let title = desk.kit.words.get(&format!("report-{}", self.name));
        let month = self.month.to_string();
        draw_titled(desk, canvas, area, &self.sheet, (&title, &month));
    }
}
