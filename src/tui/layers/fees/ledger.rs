//! The ledger of a home: every charge, late fee, payment and relief as it was booked, with what was owed after it.

use ratatui::layout::Rect;

use crate::domain::money::Amount;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::explain::Explain;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say;
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::view::{LedgerLine, LedgerPage};
use crate::wire::{Body, Query, Reply, Subject};

/// Part number of a further page.
const MORE: u32 = 1;
/// Lines asked for at a time.
const PAGE: u32 = 60;
/// Lines before the end at which the next page is asked for.
const AHEAD: usize = 30;
/// Columns of a day, a kind, and an amount.
const DAY: usize = 10;
const KIND: usize = 12;
const AMOUNT: usize = 14;

/// Shows the ledger of one home.
pub struct Ledger {
    home: Subject,
    page: Option<LedgerPage>,
    /// Where the further page begins that is on its way.
    coming: Option<Vec<u8>>,
    sheet: Sheet,
}

impl Ledger {
    /// Of the home this record belongs to.
    pub fn new(home: Subject) -> Self {
        Self {
            home,
            page: None,
            coming: None,
            sheet: Sheet::default(),
        }
    }

    fn picked(&self) -> Option<&LedgerLine> {
        self.page.as_ref()?.lines.get(self.sheet.picked()?)
    }

    /// Asks for the page behind what is shown, once the eye comes near its end.
    fn more(&mut self) -> Vec<Effect> {
        let Some(page) = self.page.as_ref().filter(|_| self.coming.is_none()) else {
            return Vec::new();
        };
        let at = self.sheet.picked().unwrap_or_default();
        let near = at + AHEAD >= page.lines.len();
        let Some(next) = page.next.clone().filter(|_| near) else {
            return Vec::new();
        };
        self.coming = Some(next.clone());
        vec![Effect::Ask(
            MORE,
            Query::Ledger(self.home, Some(next), PAGE),
        )]
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let Some(page) = &self.page else {
            return;
        };
        let rows = page.lines.iter().enumerate();
        let rows = rows.map(|(at, line)| Row::of(spans(desk, line)).picks(at));
        let mut rows: Vec<Row> = rows.collect();
        if rows.is_empty() {
            let none = desk.kit.words.get("ledger-none").into_owned();
            rows.push(Row::text(none, Tone::Dim));
        }
        self.sheet.set(rows);
    }

    /// Opens what a line is about: a charge how it came about, a receipt its page.
    fn open(&self, explained: bool) -> Outcome {
        let Some(line) = self.picked() else {
            return Outcome::done();
        };
        let Some(about) = line.about else {
            return Outcome::done();
        };
        if let Some(number) = line.receipt.filter(|_| !explained) {
            let subject = line.about.filter(|_| line.item.is_empty());
            let target = Target::named(About::Payment, subject, &number.full(), Some(number));
            Outcome::with(Effect::Open(target))
        } else {
            let explain = Explain::asking(Query::Explain(about));
            Outcome::with(Effect::Push(Box::new(explain)))
        }
    }
}

/// A line: its day, what was booked, what for, how much, and what was owed after it.
fn spans(desk: &Desk<'_>, line: &LedgerLine) -> Vec<Span> {
    let (kit, ruler) = (desk.kit, desk.kit.ruler);
    let moved = if line.amount == Amount::ZERO {
        line.used
    } else {
        line.amount
    };
    let tone = if line.amount == Amount::ZERO {
        Tone::Dim
    } else if line.amount.is_negative() {
        Tone::Good
    } else {
        Tone::Plain
    };
    let kind = kit.choice("entry", &line.kind);
    let mut what: Vec<String> = Vec::new();
    what.extend((!line.item.is_empty()).then(|| line.item.clone()));
    what.extend(line.receipt.map(|number| kit.number(number, desk.clock)));
    what.extend(
        line.method
            .as_ref()
            .map(|method| kit.choice("method", method).into_owned()),
    );
    let room = usize::from(Sheet::room(desk.area.width));
    let room = room.saturating_sub(DAY + KIND + 2 * AMOUNT + 3).max(8);
    vec![
        (
            ruler.cell(&say::day(desk.clock, line.on), DAY, Align::Left),
            Tone::Dim,
        ),
        (
            format!(" {} ", ruler.cell(&kind, KIND, Align::Left)),
            Tone::Plain,
        ),
        (ruler.cell(&what.join(" "), room, Align::Left), Tone::Plain),
        (ruler.amount(&say::amount(kit, moved), AMOUNT), tone),
        (
            format!(" {}", ruler.amount(&say::amount(kit, line.balance), AMOUNT)),
            Tone::Dim,
        ),
    ]
}

/// What stands at the right of the rule: owed, late fees grown, ahead.
fn head(desk: &Desk<'_>, page: &LedgerPage) -> String {
    let parts = [
        ("ledger-owed", page.owed),
        ("ledger-accrued", page.accrued),
        ("ledger-ahead", page.ahead),
    ];
    let told = parts
        .iter()
        .enumerate()
        .filter(|(at, (_, amount))| *at == 0 || *amount != Amount::ZERO);
    let told = told.map(|(_, (key, amount))| {
        let amount = say::amount(desk.kit, *amount);
        desk.kit.words.with(key, &[("amount", Arg::Text(&amount))])
    });
    told.collect::<Vec<_>>()
        .join(&format!(" {} ", desk.kit.glyphs.dot))
}

impl Layer for Ledger {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Counter]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::Done(self.more());
        }
        match name {
            "open" => self.open(false),
            "explain" => self.open(true),
            "ledger.open" => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            let Reply::Ledger(page) = reply else {
                return Vec::new();
            };
            let coming = self.coming.take();
            if let (MORE, Some(shown)) = (part, &mut self.page) {
                // A page of a ledger that began anew since fits nowhere.
                if coming.is_some() && shown.next == coming {
                    shown.lines.extend(page.lines);
                    shown.next = page.next;
                }
            } else {
                // What was changed may have moved every balance: it begins anew.
                self.home = page.home;
                self.page = Some(*page);
            }
            self.lay_out(desk);
            self.more()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(REFRESHED, Query::Ledger(self.home, None, PAGE))]
    }

    fn target(&self) -> Option<Target> {
        let page = self.page.as_ref()?;
        Some(Target::named(
            About::Household,
            Some(page.home),
            &page.premises,
            None,
        ))
    }

    fn viewing(&self) -> Option<Subject> {
        self.page.as_ref().map(|page| page.home)
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "back",
            "open",
            "explain",
            "payment.take",
            "home.open",
            "actions.open",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let title = words.get("pane-ledger");
        let (name, right) = match &self.page {
            Some(page) => (
                format!("{} {}", page.premises, page.payer),
                head(desk, page),
            ),
            None => (words.get("pane-coming").into_owned(), String::new()),
        };
        let title = format!("{title} {}", name.trim());
        canvas.rule((area.x, area.y), area.width, (&title, &right), true);
        self.sheet
            .draw(canvas, below_rule(area), desk.kit.glyphs.selected);
    }
}
