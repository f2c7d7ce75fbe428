//! The collection rate of a month: the office, then each building or steward, the lowest first; each opens the homes
//! that have not paid.

use ratatui::layout::Rect;

use super::columns::{Column, line};
use crate::domain::calendar::Month;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::counted::Counted;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::{self, GroupBy, RateLine};
use crate::wire::{Body, Query, Reply};

/// Name, homes, rate, rate by amount, points, homes still to pay.
const COLUMNS: [Column; 6] = [
    Column::of("rates-col-name", 18, Align::Left),
    Column::of("rates-col-homes", 11, Align::Right),
    Column::of("rates-col-rate", 7, Align::Right),
    Column::of("rates-col-amount", 9, Align::Right),
    Column::of("rates-col-points", 7, Align::Right),
    Column::of("rates-col-missing", 18, Align::Left),
];

/// The page.
pub struct Rates {
    by: GroupBy,
    /// The month that is asked for; none is the present one.
    month: Option<Month>,
    page: Option<view::Rates>,
    sheet: Sheet,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            by: GroupBy::Steward,
            month: None,
            page: None,
            sheet: Sheet::default(),
        }
    }
}

fn percent(rate: Option<u32>) -> String {
    rate.map_or_else(String::new, |rate| format!("{}.{}%", rate / 10, rate % 10))
}

impl Rates {
    fn ask(&self) -> Effect {
        Effect::Ask(REFRESHED, Query::Rates(self.month, self.by))
    }

    /// One line and its tone: what costs points is late, what makes unfit for the post too.
    fn row(desk: &Desk<'_>, rate: &RateLine) -> (String, Tone) {
        let (kit, words) = (desk.kit, &desk.kit.words);
        let name = match &rate.name {
            Some(name) => say::fact(kit, desk.clock, name),
            None => words.get("rates-whole").into_owned(),
        };
        let missing = match rate.missing {
            _ if rate.due == 0 => words.get("rates-nobody").into_owned(),
            _ if rate.unfit => words.get("rates-unfit").into_owned(),
            Some(missing) => {
                let args = [("count", Arg::Number(missing.into()))];
                words.with("rates-missing", &args)
            }
            None => words.get("rates-reached").into_owned(),
        };
        let cells = [
            name,
            format!("{}/{}", rate.paid, rate.due),
            percent(rate.rate),
            percent(rate.by_amount),
            rate.points.to_string(),
            missing,
        ];
        let tone = match (rate.unfit, rate.missing) {
            (true, _) => Tone::Late,
            (_, Some(_)) => Tone::Soon,
            _ => Tone::Plain,
        };
        (line(kit, &COLUMNS, Some(&cells)), tone)
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let Some(page) = &self.page else {
            return;
        };
        let mut rows = vec![Row::text(line(desk.kit, &COLUMNS, None), Tone::Dim)];
        for (at, rate) in std::iter::once(&page.whole).chain(&page.lines).enumerate() {
            let (text, tone) = Self::row(desk, rate);
            rows.push(Row::text(text, tone).picks(at));
        }
        self.sheet.set(rows);
    }

    /// The homes of the picked line that have not paid.
    fn open(&self, desk: &Desk<'_>) -> Outcome {
        let picked = self.page.as_ref().zip(self.sheet.picked());
        let rate = picked.and_then(|(page, at)| match at.checked_sub(1) {
            Some(at) => page.lines.get(at),
            None => Some(&page.whole),
        });
        let counted = rate.and_then(|rate| {
            let name = rate.name.as_ref();
            let name = name.map(|name| say::fact(desk.kit, desk.clock, name));
            let month = self.page.as_ref()?.month;
            let named = format!("{month} {}", name.unwrap_or_default());
            let named = named.trim_end().to_owned();
            Counted::rows(rate.rows.clone()?, "counted-unpaid", named)
        });
        let push = counted.map(|rows| Effect::Push(Box::new(rows)));
        Outcome::Done(push.into_iter().collect())
    }
}

impl Layer for Rates {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Fees]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => return self.open(desk),
            "fees.next" | "fees.previous" => {
                let by = if name == "fees.next" { 1 } else { -1 };
                let shown = self.page.as_ref().map(|page| page.month);
                // No month is behind the present one.
                let latest = desk.clock.today().month();
                self.month = shown.map(|month| month.plus(by).min(latest));
            }
            "fees.order" => {
                self.by = if self.by == GroupBy::Steward {
                    GroupBy::Building
                } else {
                    GroupBy::Steward
                };
            }
            "fees.rates" => return Outcome::done(),
            _ => return Outcome::Ignored,
        }
        Outcome::with(self.ask())
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            if let Reply::Rates(page) = reply {
                self.page = Some(*page);
                self.lay_out(desk);
            }
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![self.ask()]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "open",
            "fees.previous=fees.earlier",
            "fees.next=fees.later",
            "fees.order=fees.turn",
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let mut title = words.get("pane-rates").into_owned();
        let mut right = String::new();
        if let Some(page) = &self.page {
            let by = words.get(&format!("arrears-by-{}", self.by.name()));
            title = format!(
                "{title} {} {dot} {by}",
                page.month,
                dot = desk.kit.glyphs.dot
            );
            let args = [("target", Arg::Number(page.target.into()))];
            right = words.with("rates-target", &args);
        }
        canvas.rule((area.x, area.y), area.width, (&title, &right), true);
        let left = below_rule(area);
        if self.page.is_none() {
            let text = words.get("pane-coming");
            canvas.put((left.x + 2, left.y), &text, Tone::Dim, left.width - 4);
            return;
        }
        self.sheet.draw(canvas, left, desk.kit.glyphs.selected);
    }
}
