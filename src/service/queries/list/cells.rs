//! Cells of a listing, made of what records hold.

use crate::domain::household::Household;
use crate::domain::household::masked_phone;
use crate::domain::id::{HouseholdId, Number};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::found::premises;
use crate::service::view::Cell;
use crate::storage::record::get;

use super::Shown;

/// A text; an empty one is null.
pub fn text(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Null
    } else {
        Cell::Text(text.to_owned())
    }
}

/// A number in full: `R20261121-018`.
pub fn number(number: Number) -> Cell {
    Cell::Text(number.full())
}

/// A whole number.
pub fn whole(count: impl TryInto<i64>) -> Cell {
    Cell::Whole(count.try_into().unwrap_or(i64::MAX))
}

/// What is there, or null.
pub fn or_null<T>(value: Option<T>, cell: fn(T) -> Cell) -> Cell {
    value.map_or(Cell::Null, cell)
}

/// A phone number as far as it may be shown.
pub fn phone(digits: &str, shown: Shown) -> Cell {
    match shown {
        Shown::Whole => text(digits),
        Shown::Masked => text(&masked_phone(digits)),
    }
}

/// Texts; none is an empty list.
pub fn texts(texts: &[String]) -> Cell {
    Cell::Texts(texts.to_vec())
}

/// The code of a home.
pub fn home(asking: Asking<'_>, id: HouseholdId) -> Run<Cell> {
    let household: Option<Household> = get(asking.tx, id.0)?;
    Ok(household.map_or(Cell::Null, |home| text(&premises(asking.office, &home))))
}
