//! The desk's own reports of a month: which there are, whether each was made and handed in.

mod page;
mod saved;

use std::path::PathBuf;

use ratatui::layout::Rect;

use crate::domain::calendar::Month;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::listed::draw;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::{ReportList, ReportRow, SaidView};
use crate::wire::{Body, Query, Reply};

use page::Page;

/// Columns of a name.
const NAME: usize = 34;

/// The list.
pub struct Reports {
    /// The month asked for; none is the present one.
    month: Option<Month>,
    list: ReportList,
    /// Where files are saved.
    folder: Option<PathBuf>,
    sheet: Sheet,
}

/// Fields a form about a report begins with.
fn preset(report: &str, month: Month) -> Vec<(String, String)> {
    vec![
        ("report".to_owned(), report.to_owned()),
        ("month".to_owned(), month.to_string()),
    ]
}

/// The month before or after; none is behind the present one.
fn turned(desk: &Desk<'_>, month: Month, by: i32) -> Month {
    month.plus(by).min(desk.clock.today().month())
}

impl Reports {
    /// Of the present month; files go into `folder`.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self {
            month: None,
            list: ReportList::default(),
            folder,
            sheet: Sheet::default(),
        }
    }

    fn said(desk: &Desk<'_>, key: &str, said: &SaidView) -> String {
        let at = say::instant(desk.kit, desk.clock, said.at);
        let args = [
            ("person", Arg::Text(said.person.as_str())),
            ("at", Arg::Text(&at)),
        ];
        desk.kit.words.with(key, &args)
    }

    fn line(desk: &Desk<'_>, at: usize, row: &ReportRow) -> Row {
        let kit = desk.kit;
        let name = kit.words.get(&format!("report-{}", row.name));
        let (mut state, tone) = match (&row.submitted, &row.made) {
            (Some(by), _) => (Self::said(desk, "report-row-submitted", by), Tone::Good),
            (None, Some(by)) => (Self::said(desk, "report-row-made", by), Tone::Plain),
            (None, None) => (kit.words.get("report-row-unmade").into_owned(), Tone::Dim),
        };
        if row.noted {
            let noted = kit.words.get("report-row-noted");
            state = format!("{state} {} {noted}", kit.glyphs.dot);
        }
        let spans: Vec<Span> = vec![
            (kit.ruler.cell(&name, NAME, Align::Left), Tone::Plain),
            (format!("  {state}"), tone),
        ];
        Row::of(spans).picks(at)
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let mut rows = Vec::new();
        for (at, row) in self.list.rows.iter().enumerate() {
            rows.push(Self::line(desk, at, row));
            let doc = desk.kit.words.get(&format!("report-{}-doc", row.name));
            rows.push(Row::text(format!("    {doc}"), Tone::Dim));
        }
        self.sheet.set(rows);
    }

    fn picked(&self) -> Option<&ReportRow> {
        self.list.rows.get(self.sheet.picked()?)
    }
}

impl Layer for Reports {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Report, Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => {
                let (folder, month) = (self.folder.clone(), self.list.month);
                let page = self.picked().map(|row| Page::new(&row.name, month, folder));
                let push = page.map(|page| Effect::Push(Box::new(page)));
                Outcome::Done(push.into_iter().collect())
            }
            "report.earlier" | "report.later" => {
                let by = if name == "report.later" { 1 } else { -1 };
                self.month = Some(turned(desk, self.list.month, by));
                Outcome::Done(self.refresh(desk))
            }
            "report.note" | "report.make" | "report.submit" => {
                let preset = self.picked().map(|row| preset(&row.name, self.list.month));
                Outcome::with(Effect::Form(
                    name.to_owned(),
                    None,
                    preset.unwrap_or_default(),
                ))
            }
            "go.reports" | "report.next" | "report.previous" | "report.save" | "report.text" => {
                Outcome::done()
            }
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                if let Reply::Reports(list) = *reply {
                    self.list = list;
                    self.lay_out(desk);
                }
                Vec::new()
            }
            Body::Refused(refusal) => vec![Effect::Pop, desk.refused(&refusal)],
            _ => Vec::new(),
        }
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(REFRESHED, Query::Reports(self.month))]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "open",
            "report.earlier",
            "report.later",
            "report.make",
            "report.submit",
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let month = self.list.month.to_string();
        draw(desk, canvas, area, &self.sheet, "pane-reports", &month);
    }
}
