//! The list of a register: its own columns, then its fields as they are declared.

use crate::domain::register::{Field, FieldKind, Register, RegisterEntry, Value};
use crate::domain::staff::Right;
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::queries::Asking;
use crate::service::registers::{in_force, masked, text_of};
use crate::service::view::Cell;
use crate::storage::record::get;

use super::cells::{number, or_null, text};
use super::{Column, List, Order, Shape, Shown};

/// The column that says in which group of the board an entry stands.
pub const PLACE: &str = "group";

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
    Ok(Some(cells))
}

/// A value as a cell; hidden as far as it may not be shown.
fn cell(asking: Asking<'_>, field: &Field, value: Option<&Value>, shown: Shown) -> Cell {
    let said = |value: &Value| {
        let said = match value {
            // A person's name tells more than the number it is typed by.
            Value::Named(_, name) => name.clone(),
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
