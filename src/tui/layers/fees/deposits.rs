//! Deposits that still stand: whose, for what, how much is held, and whether the books say the same.

use ratatui::layout::Rect;

use crate::domain::money::Amount;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::listed::{ask, below, cell, columns, draw, nothing, spans, text};
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say;
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::{Cell, DepositSums, Listing};
use crate::wire::{Body, Query, Reply};

/// The columns of the first line, and of the second.
const FIRST: &[&str] = &["deposit", "premises", "name", "held", "deposit_state"];
const SECOND: &[&str] = &["for", "by", "at"];

/// Part number of the sums.
const SUMS: u32 = 1;

/// The page.
#[derive(Default)]
pub struct Deposits {
    list: Listing,
    sums: Option<DepositSums>,
    sheet: Sheet,
}

impl Deposits {
    fn lay_out(&mut self, desk: &Desk<'_>) {
        let mut rows = Vec::new();
        if let Some(sums) = &self.sums {
            rows.extend([Row::of(vec![told(desk, sums)]), Row::blank()]);
        }
        let first = columns(desk, &self.list, FIRST, Tone::Plain);
        for ((at, row), first) in self.list.rows.iter().enumerate().zip(first) {
            let mut second = spans(desk, &self.list, row, SECOND, Tone::Dim);
            let unpaid = cell(&self.list, row, "unpaid").unwrap_or(Cell::Null);
            if unpaid != Cell::Money(Amount::ZERO) {
                let amount = text(desk, "unpaid", &unpaid);
                let args = [("amount", Arg::Text(&amount))];
                let text = desk.kit.words.with("deposits-unpaid", &args);
                second.push((format!("  {text}"), Tone::Soon));
            }
            rows.extend([Row::of(first).picks(at), Row::of(below(second))]);
        }
        if self.list.rows.is_empty() {
            rows.push(nothing(desk, "deposits-none"));
        }
        self.sheet.set(rows);
    }
}

/// What is held in all, and whether the account of deposits says the same.
fn told(desk: &Desk<'_>, sums: &DepositSums) -> (String, Tone) {
    let both = sums.held.plus(sums.unpaid);
    let (key, tone) = if both != Ok(sums.account) {
        ("deposits-held.most", Tone::Late)
    } else if sums.unpaid > Amount::ZERO {
        ("deposits-held.more", Tone::Title)
    } else {
        ("deposits-held", Tone::Title)
    };
    let said = [sums.held, sums.unpaid, sums.account].map(|sum| say::amount(desk.kit, sum));
    let [held, unpaid, account] = &said;
    let args = [
        ("held", Arg::Text(held)),
        ("unpaid", Arg::Text(unpaid)),
        ("account", Arg::Text(account)),
    ];
    (desk.kit.words.with(key, &args), tone)
}

impl Layer for Deposits {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Deposits, Context::Counter]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => Outcome::open(self.target()),
            "fees.deposits" => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            match reply {
                Reply::List(list) => self.list = list,
                Reply::Deposits(sums) => self.sums = Some(sums),
                _ => return Vec::new(),
            }
            self.lay_out(desk);
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![
            ask(REFRESHED, "deposits", &["deposit_state != closed"]),
            Effect::Ask(SUMS, Query::Deposits),
        ]
    }

    fn target(&self) -> Option<Target> {
        let at = self.sheet.picked()?;
        let row = self.list.rows.get(at)?;
        let premises = match cell(&self.list, row, "premises") {
            Some(Cell::Text(premises)) => premises,
            _ => String::new(),
        };
        let subject = self.list.subjects.get(at).copied()?;
        Some(Target::of_deposit(subject, &premises))
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "deposit.return",
            "deposit.keep",
            "deposit.settle",
            "deposit.reverse",
            "deposit.take",
            "open",
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let more = if self.list.next.is_some() { "+" } else { "" };
        let count = format!("{}{more}", self.list.rows.len());
        draw(desk, canvas, area, &self.sheet, "pane-deposits", &count);
    }
}
