//! 月结: the latest months, each as it was frozen and as it is now.

use ratatui::layout::Rect;

use crate::domain::calendar::Month;
use crate::domain::ledger::Collection;
use crate::domain::money::Amount;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::listed::{below, draw};
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::{FigureView, MonthView};
use crate::wire::{Body, Query, Reply};

/// Columns of a month, of a name, of an amount.
const MONTH: usize = 9;
const NAME: usize = 14;
const MONEY: usize = 16;

/// The figures told of a month in its line in the list.
const FIRST: [&str; 3] = ["charged", "paid", "arrears"];

/// The commands about a month: the one the eye is on.
const CLOSE: &str = "month.close";
const REOPEN: &str = "month.reopen";

/// The page: of the latest months, or of one.
#[derive(Default)]
pub struct Months {
    month: Option<Month>,
    all: Vec<MonthView>,
    sheet: Sheet,
}

/// A rate in words: `96.4% 482/500`.
fn rate(desk: &Desk<'_>, (paid, due): (u32, u32)) -> String {
    let Some(permille) = (Collection { paid, due }).permille() else {
        return desk.kit.words.get("close-nobody-due").into_owned();
    };
    let rate = format!("{}.{}", permille / 10, permille % 10);
    let args = [
        ("rate", Arg::Text(rate.as_str())),
        ("paid", Arg::Number(i64::from(paid))),
        ("due", Arg::Number(i64::from(due))),
    ];
    desk.kit.words.with("close-rate", &args)
}

/// A figure as it counts: frozen, where the month is closed.
fn counts(figure: &FigureView) -> Amount {
    figure.frozen.unwrap_or(figure.now)
}

impl Months {
    /// The page of one month.
    pub fn of(month: Month) -> Self {
        Self {
            month: Some(month),
            ..Self::default()
        }
    }

    /// A month in the list: what it came to; its rate and who closed it below.
    fn line(desk: &Desk<'_>, at: usize, month: &MonthView, rows: &mut Vec<Row>) {
        let kit = desk.kit;
        let mut spans: Vec<Span> = vec![(
            kit.ruler.cell(&month.month.to_string(), MONTH, Align::Left),
            Tone::Plain,
        )];
        for name in FIRST {
            let figure = month.figures.iter().find(|figure| figure.name == name);
            let Some(figure) = figure else { continue };
            let label = kit.choice("stood", name).into_owned();
            let amount = say::amount(kit, counts(figure));
            spans.push((format!("{label} {amount}  "), Tone::Plain));
        }
        rows.push(Row::of(spans).picks(at));
        let rate = rate(desk, month.frozen.unwrap_or(month.now));
        let rate = (format!("{rate}  "), Tone::Plain);
        rows.push(Row::of(below(vec![rate, Self::state(desk, month)])));
    }

    /// Whether it is closed, by whom; and whether something came later.
    fn state(desk: &Desk<'_>, month: &MonthView) -> Span {
        let kit = desk.kit;
        let Some(closed) = &month.closed else {
            let key = if month.running {
                "close-month-running"
            } else {
                "close-month-open"
            };
            return (kit.words.get(key).into_owned(), Tone::Dim);
        };
        let at = say::instant(kit, desk.clock, closed.at);
        let args = [
            ("person", Arg::Text(closed.person.as_str())),
            ("at", Arg::Text(&at)),
        ];
        let text = kit.words.with("close-month-closed", &args);
        let later = month
            .figures
            .iter()
            .any(|figure| counts(figure) != figure.now);
        if later {
            let more = kit.words.get("close-month-later");
            return (format!("{text} {} {more}", kit.glyphs.dot), Tone::Soon);
        }
        (text, Tone::Dim)
    }

    /// One month: each figure frozen, what came later, and as it is now.
    fn whole(desk: &Desk<'_>, month: &MonthView) -> Vec<Row> {
        let kit = desk.kit;
        let cell = |text: &str, align| kit.ruler.cell(text, MONEY, align);
        let head = |key: &str| cell(&kit.words.get(key), Align::Right);
        let mut rows = vec![Row::of(vec![
            (kit.ruler.cell("", NAME, Align::Left), Tone::Dim),
            (head("close-head-frozen"), Tone::Dim),
            (head("close-head-later"), Tone::Dim),
            (head("close-head-now"), Tone::Dim),
        ])];
        for figure in &month.figures {
            let label = kit.choice("stood", &figure.name).into_owned();
            let money = |amount: Amount| cell(&say::amount(kit, amount), Align::Right);
            let later = figure.frozen.and_then(|was| figure.now.minus(was).ok());
            let later = later.filter(|later| *later != Amount::ZERO);
            rows.push(Row::of(vec![
                (kit.ruler.cell(&label, NAME, Align::Left), Tone::Plain),
                (
                    figure.frozen.map_or_else(|| cell("", Align::Right), money),
                    Tone::Plain,
                ),
                (
                    later.map_or_else(|| cell("", Align::Right), money),
                    Tone::Soon,
                ),
                (money(figure.now), Tone::Plain),
            ]));
        }
        let now = rate(desk, month.now);
        let was = month.frozen.map(|frozen| rate(desk, frozen));
        for (at, text) in [("close-head-frozen", was), ("close-head-now", Some(now))] {
            let Some(text) = text else { continue };
            let head = kit.words.get(at);
            rows.push(Row::of(vec![
                (kit.ruler.cell(&head, NAME, Align::Left), Tone::Plain),
                (text, Tone::Plain),
            ]));
        }
        rows.push(Row::blank());
        let (text, tone) = Self::state(desk, month);
        rows.push(Row::text(text, tone));
        for one in &month.reopened {
            let at = say::instant(kit, desk.clock, one.at);
            let args = [
                ("person", Arg::Text(one.person.as_str())),
                ("at", Arg::Text(&at)),
                ("text", Arg::Text(&one.text)),
            ];
            let text = kit.words.with("close-reopened", &args);
            rows.push(Row::text(text, Tone::Dim));
        }
        rows
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let rows = if let (Some(_), Some(month)) = (self.month, self.all.first()) {
            Self::whole(desk, month)
        } else {
            let mut rows = Vec::new();
            for (at, month) in self.all.iter().enumerate() {
                Self::line(desk, at, month, &mut rows);
            }
            rows
        };
        self.sheet.set(rows);
    }

    /// The month the eye is on.
    fn picked(&self) -> Option<Month> {
        self.month.or_else(|| {
            let at = self.sheet.picked()?;
            self.all.get(at).map(|month| month.month)
        })
    }
}

impl Layer for Months {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Close, Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" if self.month.is_none() => {
                let page = self
                    .picked()
                    .map(|month| Effect::Push(Box::new(Self::of(month))));
                Outcome::Done(page.into_iter().collect())
            }
            "open" | "fees.months" => Outcome::done(),
            CLOSE | REOPEN => {
                // The running month cannot be meant; then the form proposes the last one.
                let running = |month: &Month| {
                    let mut all = self.all.iter();
                    all.any(|one| one.month == *month && one.running)
                };
                let month = self.picked().filter(|month| !running(month));
                let preset = month.map(|month| (String::from("month"), month.to_string()));
                let preset = preset.into_iter().collect();
                Outcome::with(Effect::Form(name.to_owned(), None, preset))
            }
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            if let Reply::MonthClose(all) = reply {
                self.all = all;
                self.lay_out(desk);
            }
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(REFRESHED, Query::MonthClose(self.month))]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![CLOSE, REOPEN, "open", "back", "help.open"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let month = self
            .month
            .map(|month| month.to_string())
            .unwrap_or_default();
        draw(desk, canvas, area, &self.sheet, "pane-months", &month);
    }
}
