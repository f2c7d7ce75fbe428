//! The head of the dial queue: who is called, and the how-manieth of how many.

use super::Dial;
use super::scope::{Scope, follow_up, is_today};
use crate::domain::id::Number;
use crate::locale::Arg;
use crate::tui::layers::Desk;

impl Dial {
    /// How many of the same matter are called besides this one.
    fn voices(&self, ticket: Number) -> usize {
        let same = self.rows.iter().filter_map(follow_up);
        let same = same.filter(|row| row.ticket == ticket).count();
        same.saturating_sub(1)
    }

    /// Who is called: where, whom, by which number; and how many more there are of the same matter.
    pub(super) fn head(&self, desk: &Desk<'_>) -> Option<String> {
        let placed = self.current()?;
        let row = follow_up(placed)?;
        let number = self.numbers.of(placed.subject).unwrap_or(&row.phone);
        let none = desk.kit.words.get("dial-no-number");
        let number = if number.is_empty() { &none } else { number };
        let mut head = format!("{}  {}  {number}", row.premises, row.name);
        let more = self.voices(row.ticket);
        if self.scope == Scope::Day && more > 0 {
            let more = [("count", Arg::Number(count(more)))];
            head.push_str("  ");
            head.push_str(&desk.kit.words.with("dial-voices", &more));
        }
        Some(head.trim_start().to_owned())
    }

    /// What is called: the day's homes, those of one matter, or one before its day.
    pub(super) fn counted(&self, desk: &Desk<'_>) -> String {
        let words = &desk.kit.words;
        let of = self.called + self.rows.len();
        let alone = self.current().filter(|_| of == 1);
        let args = [
            ("at", Arg::Number(count(self.called + self.at + 1))),
            ("of", Arg::Number(count(of))),
        ];
        match self.scope {
            Scope::Day => words.with("dial-count", &args),
            Scope::Ticket(_) if alone.is_some_and(|row| !is_today(desk.clock, row)) => {
                words.get("dial-early").into_owned()
            }
            Scope::Ticket(number) => {
                let number = number.short(desk.clock.today());
                let [at, of] = args;
                words.with("dial-ticket", &[("number", Arg::Text(&number)), at, of])
            }
        }
    }
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
