//! Conditions of a list: `field op value`, checked before anything is read.

use std::cmp::Ordering;

use crate::domain::calendar::{Day, Instant, Month, Zone, parse_when};
use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::money::Amount;
use crate::service::registers::set;
use crate::service::view::Cell;

use super::{List, Shape};

/// How a cell is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Equal,
    Other,
    Less,
    AtMost,
    More,
    AtLeast,
    /// Contains, folded.
    Has,
}

/// Signs, the longer before those they begin with.
const SIGNS: &[(&str, Op)] = &[
    ("!=", Op::Other),
    ("<=", Op::AtMost),
    (">=", Op::AtLeast),
    ("=", Op::Equal),
    ("<", Op::Less),
    (">", Op::More),
    ("~", Op::Has),
];

/// What reading a condition may use.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    pub zone: Zone,
    pub now: Instant,
    /// The texts that what is typed for a column may stand for: a home in any form of its code, a phone with
    /// or without separators, a short number.
    pub meant: &'a dyn Fn(&str, &str) -> Vec<String>,
}

/// What a cell is compared with.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    /// Nothing: `assignee = `.
    Empty,
    Text(String),
    /// One of these, for a name that is written in several ways.
    OneOf(Vec<String>),
    Whole(i64),
    Money(Amount),
    Day(Day),
    Month(Month),
    /// From, and up to but without: an instant is a span of one millisecond, a day one of its length.
    Span(Instant, Instant),
    Yes(bool),
}

/// What a condition may ask of a column that an index answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// That it says no.
    No,
    /// That it says yes.
    Yes,
    /// That it says something.
    Something,
}

/// What a condition wants a column to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'c> {
    Nothing,
    Text(&'c str),
    Whole(i64),
}

/// One condition on one column.
#[derive(Debug)]
pub struct Condition {
    column: usize,
    op: Op,
    value: Value,
    /// Compared with the value as it is kept, not as it is masked: who knows a whole number may ask for it.
    pub unmasked: bool,
}

/// Columns whose cells are masked.
const MASKED: [&str; 2] = ["phone", "id_number"];

/// Whether the cells of a column of a list are masked: in that of a register those it declares so.
pub(super) fn is_masked(list: &str, column: &str) -> bool {
    match set().named(list) {
        Some(declared) => declared
            .register
            .field(column)
            .is_some_and(|field| field.masked),
        None => MASKED.contains(&column),
    }
}

/// Reads a condition for a list with these columns.
pub fn read(typed: &str, list: &List, terms: Terms<'_>) -> Result<Condition, Refusal> {
    let columns = list.columns;
    let bad = || Refusal::new(Why::BadCondition).with("text", typed);
    let (at, sign, op) = typed
        .char_indices()
        .find_map(|(at, _)| {
            let rest = typed.get(at..)?;
            let (sign, op) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
            Some((at, *sign, *op))
        })
        .ok_or_else(bad)?;
    let name = typed.get(..at).unwrap_or_default().trim();
    let value = typed.get(at + sign.len()..).unwrap_or_default().trim();
    let column = columns
        .iter()
        .position(|(column, _)| *column == name)
        .ok_or_else(|| {
            let known: Vec<&str> = columns.iter().map(|(column, _)| *column).collect();
            Refusal::new(Why::UnknownColumn)
                .with("text", name)
                .with("choices", known.join(" "))
        })?;
    let shape = columns.get(column).map_or(Shape::Text, |(_, shape)| *shape);
    let texts = matches!(shape, Shape::Text | Shape::Texts);
    let ordered = !matches!(op, Op::Equal | Op::Other);
    let value = match op {
        _ if value.is_empty() => Value::Empty,
        Op::Equal | Op::Other if texts => Value::OneOf((terms.meant)(name, value)),
        _ => value_of(value, shape, terms).ok_or_else(bad)?,
    };
    let senseless = match op {
        Op::Has => !texts || value == Value::Empty,
        _ => ordered && (matches!(shape, Shape::Yes | Shape::Texts) || value == Value::Empty),
    };
    if senseless {
        return Err(bad());
    }
    let unmasked = is_masked(list.name, name) && matches!(value, Value::OneOf(_));
    Ok(Condition {
        column,
        op,
        value,
        unmasked,
    })
}

/// A day as people write it: `2026-11-21`, `today`, `昨天`, `11-21`.
fn day(text: &str, terms: Terms<'_>) -> Option<Day> {
    text.parse().ok().or_else(|| {
        let when = parse_when(text, terms.now, terms.zone)?;
        when.window.is_none().then_some(when.day)
    })
}

fn value_of(text: &str, shape: Shape, terms: Terms<'_>) -> Option<Value> {
    let zone = terms.zone;
    Some(match shape {
        Shape::Text | Shape::Texts => Value::Text(text.to_owned()),
        Shape::Whole => Value::Whole(text.parse().ok()?),
        Shape::Money => Value::Money(Amount::parse_signed(text).ok()?),
        Shape::Day => Value::Day(day(text, terms)?),
        Shape::Month => Value::Month(text.parse().ok()?),
        Shape::At => {
            if let Some(at) = Instant::parse(text) {
                Value::Span(at, at.plus_ms(1))
            } else {
                let day = day(text, terms)?;
                Value::Span(zone.at(day, 0), zone.end_of(day))
            }
        }
        Shape::Yes => Value::Yes(match text {
            "yes" | "true" | "1" => true,
            "no" | "false" | "0" => false,
            _ => return None,
        }),
    })
}

impl Condition {
    /// The one text a column must say, where that is all that is asked of it.
    pub fn says(&self, column: usize) -> Option<&str> {
        let texts = match &self.value {
            Value::OneOf(texts) if self.op == Op::Equal && self.column == column => texts,
            _ => return None,
        };
        match texts.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Whether it holds for no row but those whose `column` is as `asks` says.
    pub fn asks(&self, column: usize, asks: Asks) -> bool {
        let asked = match (self.op, &self.value) {
            (Op::Equal, Value::Yes(false)) => asks == Asks::No,
            (Op::Equal, Value::Yes(true)) => asks == Asks::Yes,
            (Op::Other, Value::Empty) | (Op::Equal, Value::OneOf(_)) => asks == Asks::Something,
            _ => false,
        };
        self.column == column && asked
    }

    /// The day it asks of `column`, if it holds for that day alone.
    pub fn is_day(&self, column: usize) -> Option<Day> {
        match (self.op, &self.value) {
            (Op::Equal, Value::Day(day)) if self.column == column => Some(*day),
            _ => None,
        }
    }

    /// The instant before which no row of it fits, by `column`.
    pub fn from(&self, column: usize) -> Option<Instant> {
        match (self.op, &self.value) {
            (Op::Equal | Op::AtLeast | Op::More, Value::Span(from, _)) if self.column == column => {
                Some(*from)
            }
            _ => None,
        }
    }

    /// The instant behind which no row of it fits, by `column`.
    pub fn until(&self, column: usize) -> Option<Instant> {
        match (self.op, &self.value) {
            (Op::Equal | Op::AtMost, Value::Span(_, to)) if self.column == column => Some(*to),
            (Op::Less, Value::Span(from, _)) if self.column == column => Some(*from),
            _ => None,
        }
    }

    /// The month it asks of `column`, if it holds for that month alone.
    pub fn is_month(&self, column: usize) -> Option<Month> {
        match (self.op, &self.value) {
            (Op::Equal, Value::Month(month)) if self.column == column => Some(*month),
            _ => None,
        }
    }

    /// What `column` must be, as it was typed, where it holds for nothing else.
    pub fn is(&self, column: usize) -> Option<Asked<'_>> {
        match (self.op, &self.value) {
            _ if self.column != column => None,
            (Op::Equal, Value::OneOf(texts)) => texts.first().map(|text| Asked::Text(text)),
            (Op::Equal, Value::Whole(number)) => Some(Asked::Whole(*number)),
            (Op::Equal, Value::Empty) => Some(Asked::Nothing),
            _ => None,
        }
    }

    /// Whether the row fits.
    pub fn holds(&self, row: &[Cell]) -> bool {
        let Some(cell) = row.get(self.column) else {
            return false;
        };
        if let (Value::Empty, Cell::Texts(texts)) = (&self.value, cell) {
            return texts.is_empty() == (self.op == Op::Equal);
        }
        if let (Value::OneOf(wanted), Cell::Texts(texts)) = (&self.value, cell) {
            return texts.iter().any(|text| wanted.contains(text)) != (self.op == Op::Other);
        }
        if let (Value::OneOf(wanted), Cell::Text(text)) = (&self.value, cell) {
            return wanted.contains(text) != (self.op == Op::Other);
        }
        if let (Value::Text(wanted), Cell::Texts(texts)) = (&self.value, cell) {
            return texts.iter().any(|text| fold(text).contains(&fold(wanted)));
        }
        if let (Op::Has, Value::Text(wanted), Cell::Text(text)) = (self.op, &self.value, cell) {
            return fold(text).contains(&fold(wanted));
        }
        match compared(cell, &self.value) {
            Some(order) => match self.op {
                Op::Equal => order == Ordering::Equal,
                Op::Other => order != Ordering::Equal,
                Op::Less => order == Ordering::Less,
                Op::AtMost => order != Ordering::Greater,
                Op::More => order == Ordering::Greater,
                Op::AtLeast => order != Ordering::Less,
                Op::Has => false,
            },
            // Nothing is another than something, and neither more nor less.
            None => self.op == Op::Other,
        }
    }
}

/// How a cell stands to a value; none where one of them is nothing and the other is not.
fn compared(cell: &Cell, value: &Value) -> Option<Ordering> {
    match (cell, value) {
        (Cell::Null, Value::Empty) => Some(Ordering::Equal),
        (Cell::Text(cell), Value::Text(value)) => Some(cell.as_str().cmp(value)),
        (Cell::Whole(cell), Value::Whole(value)) => Some(cell.cmp(value)),
        (Cell::Money(cell), Value::Money(value)) => Some(cell.cmp(value)),
        (Cell::Day(cell), Value::Day(value)) => Some(cell.cmp(value)),
        (Cell::Month(cell), Value::Month(value)) => Some(cell.cmp(value)),
        (Cell::Yes(cell), Value::Yes(value)) => Some(cell.cmp(value)),
        (Cell::At(cell), Value::Span(from, to)) => Some(if cell < from {
            Ordering::Less
        } else if cell < to {
            Ordering::Equal
        } else {
            Ordering::Greater
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::staff::Right;
    use crate::service::queries::list::cells::text;
    use crate::service::queries::list::{Column, Order};

    static LIST: List = List {
        name: "tickets",
        columns: COLUMNS,
        order: Order::Events,
        row: |_, _, _| Ok(None),
        right: Right::Read,
    };

    const COLUMNS: &[Column] = &[
        ("state", Shape::Text),
        ("amount", Shape::Money),
        ("at", Shape::At),
        ("overdue", Shape::Yes),
        ("trades", Shape::Texts),
    ];

    fn row(state: &str, fen: i64) -> Vec<Cell> {
        vec![
            text(state),
            Cell::Money(Amount::from_fen(fen).unwrap()),
            Cell::At(Instant::parse("2026-11-21T14:32:00+08:00").unwrap()),
            Cell::Yes(true),
            Cell::Texts(vec!["水电".into(), "locks".into()]),
        ]
    }

    fn terms() -> Terms<'static> {
        Terms {
            zone: Zone::default(),
            now: Instant::parse("2026-11-21T18:00:00+08:00").unwrap(),
            meant: &|_, typed| vec![typed.to_owned()],
        }
    }

    #[track_caller]
    fn holds(typed: &str) -> bool {
        read(typed, &LIST, terms())
            .unwrap()
            .holds(&row("working", 12_345))
    }

    #[test]
    fn rows_that_fit() {
        for typed in [
            "state = working",
            "state=working",
            "state != done",
            "state ~ ORK",
            "state < x",
            "amount = 123.45",
            "amount >= 100",
            "amount < 200",
            "at = 2026-11-21",
            "at >= 2026-11-21",
            "at <= 2026-11-21",
            "at > 2026-11-20",
            "at < 2026-11-21T15:00:00+08:00",
            "at = today",
            "at = 今天",
            "at > yesterday",
            "at > 昨天",
            "at < 明天",
            "amount = ￥123.45",
            "overdue = yes",
            "trades = locks",
            "trades ~ 水",
            "trades != gas",
            "state != ",
        ] {
            assert!(holds(typed), "{typed}");
        }
    }

    #[test]
    fn rows_that_do_not() {
        for typed in [
            "state = done",
            "state ~ done",
            "amount > 123.45",
            "amount != 123.45",
            "at > 2026-11-21",
            "at != 2026-11-21",
            "overdue = no",
            "trades = gas",
            "trades != locks",
            "state = ",
        ] {
            assert!(!holds(typed), "{typed}");
        }
        let empty = read("state = ", &LIST, terms()).unwrap();
        assert!(empty.holds(&row("", 0)));
        let more = read("state > a", &LIST, terms()).unwrap();
        assert!(!more.holds(&row("", 0)), "nothing is not more");
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for typed in [
            "",
            "state",
            "working",
            "no_such = 1",
            "amount = abc",
            "amount ~ 1",
            "at = someday",
            "overdue > no",
            "overdue = perhaps",
            "amount > ",
            "= working",
        ] {
            let refusal = read(typed, &LIST, terms()).unwrap_err();
            let unknown = matches!(typed, "no_such = 1" | "= working");
            let why = if unknown {
                Why::UnknownColumn
            } else {
                Why::BadCondition
            };
            assert_eq!(refusal.why, why, "{typed}");
        }
    }
}
