//! Arrears as a whole: by building, steward, age, item and payer, with the way to the homes of each.

use ratatui::layout::Rect;

use super::columns::{Column, line};
use crate::locale::Arg;
use crate::tui::fields::Line;
use crate::tui::keymap::Context;
use crate::tui::layers::counted::Counted;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::{self, Counted as Rows, Group, GroupBy, GroupOrder};
use crate::wire::{ArrearsQuery, Body, Query, Reply};

/// Lists of the whole office that stand above the groups: the list, its conditions, its words.
const WHOLE: &[(&str, &str, &str)] = &[
    ("arrears", "amount > 0", "arrears-urgent"),
    ("debts", "amount > 0", "arrears-largest"),
    ("debts_by_age", "amount > 0", "arrears-oldest"),
    ("limitation", "days_left < 10000", "arrears-limitation"),
];

/// Name, homes, amount, share, how much is as old.
const COLUMNS: [Column; 5] = [
    Column::of("arrears-col-name", 22, Align::Left),
    Column::of("arrears-col-homes", 8, Align::Right),
    Column::of("arrears-col-amount", 18, Align::Right),
    Column::of("arrears-col-share", 7, Align::Right),
    Column::of("arrears-col-aged", 17, Align::Right),
];

/// The page.
pub struct Arrears {
    by: GroupBy,
    order: GroupOrder,
    filter: Line,
    filtering: bool,
    page: Option<view::Arrears>,
    sheet: Sheet,
}

impl Default for Arrears {
    fn default() -> Self {
        Self {
            by: GroupBy::Building,
            order: GroupOrder::Amount,
            filter: Line::default(),
            filtering: false,
            page: None,
            sheet: Sheet::default(),
        }
    }
}

/// The one behind another in a circle, or before it.
fn beside<T: Copy + PartialEq>(all: &[T], one: T, back: bool) -> T {
    let at = all.iter().position(|known| *known == one).unwrap_or(0);
    let step = if back { all.len().saturating_sub(1) } else { 1 };
    let next = (at + step).checked_rem(all.len()).unwrap_or(0);
    all.get(next).copied().unwrap_or(one)
}

impl Arrears {
    fn ask(&self) -> Effect {
        let query = ArrearsQuery {
            by: self.by,
            order: self.order,
            filter: self.filter.text().trim().to_owned(),
        };
        Effect::Ask(REFRESHED, Query::Arrears(query))
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let (kit, words) = (desk.kit, &desk.kit.words);
        let Some(page) = &self.page else {
            return;
        };
        let whole = WHOLE.iter().enumerate();
        let mut rows: Vec<Row> = whole
            .map(|(at, (_, _, key))| Row::text(words.get(key), Tone::Plain).picks(at))
            .collect();
        rows.push(Row::blank());
        rows.push(Row::text(line(kit, &COLUMNS, None), Tone::Dim));
        for (at, group) in page.groups.iter().enumerate() {
            let name = say::fact(kit, desk.clock, &group.name);
            let aged = group.aged.map(|aged| say::amount(kit, aged));
            let cells = [
                name,
                group.homes.to_string(),
                say::amount(kit, group.amount),
                share(group, page),
                aged.unwrap_or_default(),
            ];
            let text = line(kit, &COLUMNS, Some(&cells));
            rows.push(Row::text(text, Tone::Plain).picks(WHOLE.len() + at));
        }
        if page.groups.is_empty() {
            rows.push(Row::text(words.get("arrears-none"), Tone::Dim));
        }
        if page.left_out > 0 {
            let args = [("count", Arg::Number(page.left_out))];
            rows.push(Row::text(words.with("arrears-left-out", &args), Tone::Dim));
        }
        self.sheet.set(rows);
    }

    fn open(&self, desk: &Desk<'_>) -> Outcome {
        let Some(at) = self.sheet.picked() else {
            return Outcome::done();
        };
        let counted = if let Some((what, condition, key)) = WHOLE.get(at) {
            let rows = Rows {
                what: (*what).to_owned(),
                conditions: vec![(*condition).to_owned()],
            };
            Counted::rows(rows, key, String::new())
        } else {
            let group = at.checked_sub(WHOLE.len());
            let groups = self.page.as_ref().map(|page| &page.groups);
            let group = groups.zip(group).and_then(|(all, at)| all.get(at));
            group.and_then(|group| {
                let name = say::fact(desk.kit, desk.clock, &group.name);
                Counted::rows(group.rows.clone(), "pane-arrears", name)
            })
        };
        let push = counted.map(|rows| Effect::Push(Box::new(rows)));
        Outcome::Done(push.into_iter().collect())
    }

    /// The rows the sheet has beside the rule and the line that narrows.
    fn room(&self, desk: &Desk<'_>) -> u16 {
        let filter = u16::from(self.filtering || !self.filter.is_empty());
        desk.area.height.saturating_sub(1 + filter)
    }
}

/// What part of all is owed by a group, in tenths of a percent.
fn share(group: &Group, page: &view::Arrears) -> String {
    let part = i128::from(group.amount.fen()) * 1000;
    match part.checked_div(i128::from(page.amount.fen())) {
        Some(share) => format!("{}.{}%", share / 10, share % 10),
        None => String::new(),
    }
}

impl Layer for Arrears {
    fn contexts(&self) -> &'static [Context] {
        if self.filtering {
            &[Context::Picker, Context::Text]
        } else {
            &[Context::Fees]
        }
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, self.room(desk)) {
            return Outcome::done();
        }
        if self.filtering && self.filter.edit(name) {
            return Outcome::with(self.ask());
        }
        match name {
            "open" if self.filtering => self.filtering = false,
            "open" => return self.open(desk),
            "back" if self.filtering || !self.filter.is_empty() => {
                self.filtering = false;
                self.filter = Line::default();
            }
            "fees.filter" => {
                self.filtering = true;
                return Outcome::done();
            }
            "fees.next" | "fees.previous" => {
                self.by = beside(GroupBy::ALL, self.by, name == "fees.previous");
                self.page = None;
            }
            "fees.order" => self.order = beside(GroupOrder::ALL, self.order, false),
            "fees.arrears" => return Outcome::done(),
            _ => return Outcome::Ignored,
        }
        Outcome::with(self.ask())
    }

    fn text(&mut self, _: &Desk<'_>, text: &str) -> Vec<Effect> {
        self.filter.insert(text);
        vec![self.ask()]
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            if let Reply::Arrears(page) = reply {
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
            "fees.next",
            "fees.order",
            "fees.filter",
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(self.room(desk));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let by = words
            .get(&format!("arrears-by-{}", self.by.name()))
            .into_owned();
        let order = words.get(&format!("arrears-order-{}", self.order.name()));
        let title = format!(
            "{} {dot} {by} {dot} {order}",
            words.get("pane-arrears"),
            dot = desk.kit.glyphs.dot
        );
        let total = self.page.as_ref().map(|page| {
            let debt = say::amount(desk.kit, page.amount);
            let args = [
                ("homes", Arg::Number(page.homes)),
                ("debt", Arg::Text(&debt)),
            ];
            words.with("total-arrears", &args)
        });
        let total = total.unwrap_or_default();
        canvas.rule((area.x, area.y), area.width, (&title, &total), true);
        let mut left = below_rule(area);
        let room = area.width.saturating_sub(4);
        if self.filtering || !self.filter.is_empty() {
            let label = words.get("settings-filter");
            let end = canvas.put((left.x + 2, left.y), &label, Tone::Dim, room);
            let cols = left.right().saturating_sub(end + 2);
            canvas.input((end + 1, left.y), &self.filter, cols, self.filtering, false);
            left = below_rule(left);
        }
        if self.page.is_none() {
            let text = words.get("pane-coming");
            canvas.put((left.x + 2, left.y), &text, Tone::Dim, room);
            return;
        }
        self.sheet.draw(canvas, left, desk.kit.glyphs.selected);
    }
}
