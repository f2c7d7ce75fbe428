//! 日结: what waits to be closed, and the closes of the days before; each opens its receipts.

use ratatui::layout::Rect;

use crate::domain::money::Amount;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::listed::{below, draw, nothing};
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say;
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::{DayPage, DayView, MoneyRow, OpenDay, TakenView};
use crate::wire::{Body, Query, Reply};

/// Columns of a name, of a method, of an amount, of a day or time, of a number.
const NAME: usize = 10;
const METHOD: usize = 8;
const MONEY: usize = 14;
const TIME: usize = 12;
const NUMBER: usize = 12;

/// The commands about a close: the one the eye is on.
const SETTLE: &str = "day.settle";
const REOPEN: &str = "day.reopen";

/// What a line stands for.
enum Pick {
    /// A close, by its place.
    Close(usize),
    Receipt(Box<Target>),
}

/// The page: of all, or of one close.
#[derive(Default)]
pub struct Days {
    /// The number of the close it is about.
    id: Option<u64>,
    page: DayPage,
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
    fn title(&mut self, key: &str, args: &[(&str, Arg<'_>)], tone: Tone) {
        if !self.rows.is_empty() {
            self.rows.push(Row::blank());
        }
        let text = self.desk.kit.words.with(key, args);
        self.rows.push(Row::text(text, tone));
    }

    fn pick(&mut self, spans: Vec<Span>, pick: Pick) {
        self.rows.push(Row::of(spans).picks(self.picks.len()));
        self.picks.push(pick);
    }

    fn told(&mut self, key: &str, args: &[(&str, Arg<'_>)], tone: Tone) {
        let text = self.desk.kit.words.with(key, args);
        self.rows.push(Row::of(below(vec![(text, tone)])));
    }

    fn cell(&self, text: &str, width: usize, align: Align) -> String {
        self.desk.kit.ruler.cell(text, width, align)
    }

    fn money(&self, amount: Amount) -> String {
        let text = say::amount(self.desk.kit, amount);
        self.cell(&text, MONEY, Align::Right)
    }

    /// Who took what, by which method.
    fn lines(&mut self, lines: &[TakenView]) {
        let kit = self.desk.kit;
        for line in lines {
            let method = kit.choice("method", &line.method);
            let args = [("count", Arg::Number(line.receipts))];
            let mut spans = vec![
                (self.cell(&line.person, NAME, Align::Left), Tone::Plain),
                (self.cell(&method, METHOD, Align::Left), Tone::Plain),
                (self.money(line.taken), Tone::Plain),
                (
                    format!("  {}", kit.words.with("shift-receipts", &args)),
                    Tone::Dim,
                ),
            ];
            if line.returns > 0 {
                let given = say::amount(kit, line.given);
                let args = [
                    ("count", Arg::Number(line.returns)),
                    ("amount", Arg::Text(&given)),
                ];
                let text = kit.words.with("close-given", &args);
                spans.push((format!("  {text}"), Tone::Soon));
            }
            self.rows.push(Row::of(below(spans)));
        }
        if lines.is_empty() {
            self.told("close-no-money", &[], Tone::Dim);
        }
    }

    fn open(&mut self, open: &OpenDay) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        let day = say::day(clock, open.day);
        let cash = say::amount(kit, open.cash);
        let args = [("day", Arg::Text(&day)), ("cash", Arg::Text(&cash))];
        let (key, tone) = if open.overdue {
            ("close-overdue", Tone::Late)
        } else if open.closed {
            ("close-next", Tone::Title)
        } else {
            ("close-open", Tone::Title)
        };
        self.title(key, &args, tone);
        self.lines(&open.lines);
    }

    fn rows(&mut self, rows: &[MoneyRow], more: bool) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        for row in rows {
            let number = row.number.map(|number| kit.number(number, clock));
            let tone = if row.amount.is_negative() {
                Tone::Soon
            } else {
                Tone::Plain
            };
            let at = say::instant(kit, clock, row.at);
            let method = kit.choice("method", &row.method);
            let mut spans = vec![
                (self.cell(&at, TIME, Align::Left), Tone::Dim),
                (
                    self.cell(&number.unwrap_or_default(), NUMBER, Align::Left),
                    tone,
                ),
                (self.cell(&row.premises, NUMBER, Align::Left), tone),
                (self.cell(&method, METHOD, Align::Left), tone),
                (self.money(row.amount), tone),
                (format!("  {}", row.person), Tone::Dim),
            ];
            if row.kind != "payment" {
                let kind = kit.choice("entry", &row.kind).into_owned();
                spans.push((format!("  {kind}"), tone));
            }
            match row.number {
                Some(number) => self.pick(spans, Pick::Receipt(Box::new(Target::numbered(number)))),
                None => self.rows.push(Row::of(spans)),
            }
        }
        if more {
            self.told("close-more", &[], Tone::Dim);
        }
    }

    /// A close in one line, and what is to be known of it.
    fn close(&mut self, at: usize, close: &DayView) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        let day = say::day(clock, close.day);
        let when = say::instant(kit, clock, close.at);
        let tone = if close.reopened.is_some() {
            Tone::Dim
        } else {
            Tone::Plain
        };
        let total = say::amount(kit, close.total);
        let cash = say::amount(kit, close.expected);
        let args = [
            ("slip", Arg::Text(&close.id.to_string())),
            ("total", Arg::Text(&total)),
            ("cash", Arg::Text(&cash)),
            ("person", Arg::Text(&close.person)),
            ("at", Arg::Text(&when)),
        ];
        let text = kit.words.with("close-line", &args);
        let spans = vec![(self.cell(&day, TIME, Align::Left), tone), (text, tone)];
        self.pick(spans, Pick::Close(at));
        self.differs(close);
    }

    /// What was counted amiss, what was decided about it, and that the close was opened again.
    fn differs(&mut self, close: &DayView) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        if close.difference != Amount::ZERO {
            let sum = say::amount(kit, close.difference);
            let args = [
                ("sum", Arg::Text(&sum)),
                ("reason", Arg::Text(&close.reason)),
            ];
            let open = close.decided.is_none() && close.reopened.is_none();
            self.told(
                "close-differs",
                &args,
                if open { Tone::Late } else { Tone::Dim },
            );
        }
        for (key, said) in [
            ("close-decided", &close.decided),
            ("close-reopened", &close.reopened),
        ] {
            let Some(said) = said else { continue };
            let at = say::instant(kit, clock, said.at);
            let args = [
                ("person", Arg::Text(&said.person)),
                ("at", Arg::Text(&at)),
                ("text", Arg::Text(&said.text)),
            ];
            self.told(key, &args, Tone::Dim);
        }
    }

    /// One close, whole.
    fn whole(&mut self, close: &DayView) {
        let kit = self.desk.kit;
        self.close(0, close);
        self.title("close-taken", &[], Tone::Title);
        self.lines(&close.lines);
        self.title("close-cash", &[], Tone::Title);
        for (name, count) in &close.pieces {
            let label = kit.field(name).into_owned();
            let text = format!("{}{count:>6}", self.cell(&label, METHOD, Align::Left));
            self.rows.push(Row::of(below(vec![(text, Tone::Plain)])));
        }
        for (key, amount) in [
            ("field-close_counted", close.counted),
            ("field-close_float", close.float),
            ("field-close_cash_books", close.expected),
            ("field-close_difference", close.difference),
        ] {
            let label = self.desk.kit.words.get(key).into_owned();
            let text = format!(
                "{}{}",
                self.cell(&label, NUMBER, Align::Left),
                self.money(amount)
            );
            self.rows.push(Row::of(below(vec![(text, Tone::Plain)])));
        }
        self.title("close-rows", &[], Tone::Title);
    }
}

impl Days {
    /// The page of one close.
    pub fn of(id: u64) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let mut page = Writer {
            desk,
            rows: Vec::new(),
            picks: Vec::new(),
        };
        if self.id.is_some() {
            if let Some(close) = self.page.closes.first() {
                page.whole(close);
            }
            page.rows(&self.page.rows, self.page.more);
        } else {
            if let Some(open) = &self.page.open {
                page.open(open);
            }
            page.rows(&self.page.rows, self.page.more);
            page.title("close-before", &[], Tone::Title);
            for (at, close) in self.page.closes.iter().enumerate() {
                page.close(at, close);
            }
            if self.page.closes.is_empty() {
                page.rows.push(nothing(desk, "close-none"));
            }
        }
        self.sheet.set(page.rows);
        self.picks = page.picks;
    }

    fn picked(&self) -> Option<&Pick> {
        self.picks.get(self.sheet.picked()?)
    }

    /// The close the eye is on; of the page of one close that one, of all the latest that the name can be about.
    fn close(&self, wanted: impl Fn(&DayView) -> bool) -> Option<&DayView> {
        match self.picked() {
            Some(Pick::Close(at)) => self.page.closes.get(*at),
            _ => self.page.closes.iter().find(|close| wanted(close)),
        }
    }

    /// Opens the form of a command about a close, with its day in it.
    fn about(&self, name: &str, wanted: impl Fn(&DayView) -> bool) -> Outcome {
        let day = self.close(wanted).map(|close| close.day.to_string());
        let preset = day.into_iter().map(|day| (String::from("day"), day));
        Outcome::with(Effect::Form(name.to_owned(), None, preset.collect()))
    }
}

impl Layer for Days {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Close, Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        let standing = |close: &DayView| close.reopened.is_none();
        match name {
            "open" => match self.picked() {
                Some(Pick::Close(at)) if self.id.is_none() => {
                    let close = self.page.closes.get(*at);
                    let page = close.map(|close| Effect::Push(Box::new(Self::of(close.id))));
                    Outcome::Done(page.into_iter().collect())
                }
                Some(Pick::Receipt(target)) => Outcome::open(Some(*target.clone())),
                _ => Outcome::done(),
            },
            "fees.days" => Outcome::done(),
            // A receipt is printed as everywhere.
            "ticket.print" if !matches!(self.picked(), Some(Pick::Receipt(_))) => {
                let close = self.close(|close| close.reopened.is_none());
                let print = close.map(|close| Effect::Print("hand_in", vec![close.id.to_string()]));
                Outcome::Done(print.into_iter().collect())
            }
            SETTLE => self.about(name, |close| {
                standing(close) && close.difference != Amount::ZERO && close.decided.is_none()
            }),
            REOPEN => self.about(name, standing),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            if let Reply::DayClose(page) = reply {
                self.page = *page;
                self.lay_out(desk);
            }
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(REFRESHED, Query::DayClose(self.id))]
    }

    fn target(&self) -> Option<Target> {
        match self.picked()? {
            Pick::Receipt(target) => Some(*target.clone()),
            Pick::Close(_) => None,
        }
    }

    fn hints(&self) -> Vec<&'static str> {
        let mut hints = Vec::new();
        if self.id.is_none() {
            hints.push("day.close");
        }
        let undecided = |close: &&DayView| {
            close.difference != Amount::ZERO && close.decided.is_none() && close.reopened.is_none()
        };
        if self.page.closes.iter().any(|close| undecided(&close)) {
            hints.push(SETTLE);
        }
        hints.extend(["ticket.print", "open", "back", "help.open"]);
        hints
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        draw(desk, canvas, area, &self.sheet, "pane-days", "");
    }
}
