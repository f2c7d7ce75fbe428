//! The list of a register: its own columns, then its fields as they are declared.

use crate::domain::household::phone_digits;
use crate::domain::id::Number;
use crate::domain::register::{Field, FieldKind, Place, Register, RegisterEntry, State, Value};
use crate::domain::staff::Right;
use crate::service::halt::Run;
use crate::service::lookup::{self, premises_candidates, staff_name};
use crate::service::queries::Asking;
use crate::service::registers::{in_force, kept_until, masked, past_keep, set, text_of};
use crate::service::view::Cell;
use crate::storage::Direction;
use crate::storage::kept::indexes::REGISTER_BOARD;
use crate::storage::kept::place_key;
use crate::storage::record::{Record, get};

use super::cells::{number, or_null, text};
use super::condition::Asked;
use super::{Column, List, Order, Shape, Shown};

/// The column that says in which group of the board an entry stands.
pub const PLACE: &str = "group";

/// The column that says whether an entry is over for longer than its register keeps it.
pub const PAST: &str = "past_keep";

/// What comes before the fields.
const BEFORE: &[Column] = &[
    ("number", Shape::Text),
    ("state", Shape::Text),
    (PLACE, Shape::Text),
];
/// What comes behind them.
const BEHIND: &[Column] = &[
    ("due_at", Shape::At),
    ("late", Shape::Yes),
    ("made_at", Shape::At),
    ("made_by", Shape::Text),
    (PAST, Shape::Yes),
];

/// The list of a register.
pub fn list_of(register: &'static Register) -> List {
    let fields = register.fields.iter();
    let fields = fields.map(|field| (field.id.as_str(), shape(field)));
    let columns: Vec<Column> = BEFORE
        .iter()
        .copied()
        .chain(fields)
        .chain(BEHIND.iter().copied())
        .collect();
    List {
        name: &register.name,
        columns: Box::leak(columns.into_boxed_slice()),
        order: Order::Register(&register.name),
        row,
        right: Right::Read,
    }
}

const fn shape(field: &Field) -> Shape {
    match field.kind {
        FieldKind::Day => Shape::Day,
        FieldKind::Moment => Shape::At,
        FieldKind::Amount => Shape::Money,
        FieldKind::Number => Shape::Whole,
        FieldKind::YesNo => Shape::Yes,
        _ => Shape::Text,
    }
}

fn row(asking: Asking<'_>, id: u64, shown: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(entry) = get::<RegisterEntry>(asking.tx, id)? else {
        return Ok(None);
    };
    let Some(register) = in_force(&entry) else {
        return Ok(None);
    };
    let entry = register.current(entry);
    let mut cells = vec![
        number(entry.number),
        text(register.state(&entry.state)),
        text(entry.place.name()),
    ];
    let fields = register.fields.iter();
    cells.extend(fields.map(|field| cell(asking, field, entry.value(&field.id), shown)));
    cells.push(or_null(entry.due_at(), Cell::At));
    cells.push(Cell::Yes(entry.is_late(asking.now)));
    cells.push(Cell::At(entry.made_at));
    cells.push(text(&staff_name(asking.tx, entry.made_by)?));
    let past = past_keep(asking.office, asking.now, register, &entry);
    cells.push(Cell::Yes(past));
    Ok(Some(cells))
}

/// What is past its retention: the end of those that are over, which stand newest first.
pub fn past_order(asking: Asking<'_>, register: &Register) -> Order {
    let key = || place_key(&register.name, Place::Closed);
    // The sort key of what is over is the instant it ended, backward; nothing ended before the epoch.
    let sort = |at: i64| (i64::MAX - at).to_be_bytes();
    let (from, end) = match kept_until(asking.office, asking.now, register) {
        Some(until) => (until.ms() - 1, 0),
        None => (0, 0),
    };
    let bytes = |at: i64| key().bytes(&sort(at)).done();
    let direction = Direction::Forward;
    Order::Within(
        RegisterEntry::KIND,
        REGISTER_BOARD,
        direction,
        bytes(from),
        bytes(end),
    )
}

/// Whether an entry is of the register called so.
pub fn is_of(asking: Asking<'_>, id: u64, register: &str) -> Run<bool> {
    let entry: Option<RegisterEntry> = get(asking.tx, id)?;
    Ok(entry.is_some_and(|entry| entry.register == register))
}

/// The home a condition asks for, where the entries of the register are about one.
pub fn home_asked<'c>(
    asking: Asking<'_>,
    register: &str,
    asked: &impl Fn(&str) -> Option<Asked<'c>>,
) -> Option<u64> {
    let register = set().named(register)?.register;
    // An entry is about the home of its last field of that kind: with several it is not known by which.
    let mut fields = register.fields.iter();
    let mut fields = fields
        .by_ref()
        .filter(|field| field.kind == FieldKind::Home);
    let (field, None) = (fields.next()?, fields.next()) else {
        return None;
    };
    let Some(Asked::Text(typed)) = asked(&field.id) else {
        return None;
    };
    let homes = premises_candidates(asking.tx, asking.office, typed).ok()?;
    match homes.as_slice() {
        [home] => Some(home.id.0),
        _ => None,
    }
}

/// The group of the one state a condition asks for.
pub fn place_asked<'c>(
    register: &str,
    asked: &impl Fn(&str) -> Option<Asked<'c>>,
) -> Option<Place> {
    let register = set().named(register)?.register;
    let Some(Asked::Text(state)) = asked("state") else {
        return None;
    };
    let meant = |one: &&State| one.id == state || one.label.says(state);
    let mut states = register.states.iter().filter(meant);
    match (states.next(), states.next()) {
        (Some(state), None) => Some(Place::of(state.group)),
        _ => None,
    }
}

/// The texts what is typed for a field may stand for: a home in any form of its code, a person by `P` and number, a
/// short number, the word of a choice.
pub fn meant(asking: Asking<'_>, register: &Register, column: &str, typed: &str) -> Vec<String> {
    let Some(field) = register.field(column) else {
        let states = register.states.iter().filter(|_| column == "state");
        let states = states.filter(|state| state.label.says(typed));
        return states.map(|state| state.id.clone()).collect();
    };
    match field.kind {
        FieldKind::Home => {
            let homes = premises_candidates(asking.tx, asking.office, typed).unwrap_or_default();
            homes
                .iter()
                .map(|home| asking.office.home_name(home))
                .collect()
        }
        FieldKind::Phone => phone_digits(typed).into_iter().collect(),
        FieldKind::Record | FieldKind::Entry => {
            let number = Number::parse(typed, asking.office.today(asking.now));
            number.into_iter().map(Number::full).collect()
        }
        FieldKind::Person if typed.starts_with(['P', 'p']) => {
            let person = lookup::person(asking.tx, typed);
            person.into_iter().map(|person| person.name).collect()
        }
        FieldKind::Staff => {
            let staff = lookup::staff_or_former(asking.tx, typed);
            staff.into_iter().map(|staff| staff.name).collect()
        }
        FieldKind::Choice => {
            let options = field.options.iter();
            let said = options.filter(|option| option.label.says(typed));
            said.map(|option| option.id.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// A value as a cell; hidden as far as it may not be shown.
fn cell(asking: Asking<'_>, field: &Field, value: Option<&Value>, shown: Shown) -> Cell {
    let said = |value: &Value| {
        let said = match value {
            // A person's name tells more than the number it is typed by.
            Value::Named(_, name) | Value::Charge(_, name) => name.clone(),
            value => text_of(asking.office, field, value),
        };
        match shown {
            Shown::Whole => text(&said),
            Shown::Masked => text(&masked(field, &said)),
        }
    };
    match value {
        None => Cell::Null,
        Some(Value::Day(day)) => Cell::Day(*day),
        Some(Value::At(at)) => Cell::At(*at),
        Some(Value::Amount(amount)) => Cell::Money(*amount),
        Some(Value::Whole(number)) => Cell::Whole(*number),
        Some(Value::Yes(yes)) => Cell::Yes(*yes),
        Some(value) => said(value),
    }
}
