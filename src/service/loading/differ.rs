//! What a file says otherwise than the books, where it says anything: told, never taken over in silence.

use crate::domain::fees::Price;
use crate::domain::household::{Household, Occupancy, Person};
use crate::domain::ledger::FeeItem;
use crate::domain::money::Area;
use crate::service::loading::report::Differing;
use crate::service::loading::staged::{FeeIn, HomeIn, PersonIn};

/// Whether the file gives a value, and another one than is kept.
fn other<T: PartialEq>(given: Option<&T>, kept: Option<&T>) -> bool {
    given.is_some() && given != kept
}

/// Whether the file gives something that is not among what is kept.
fn more(given: &[String], kept: &[String]) -> bool {
    given.iter().any(|one| !kept.contains(one))
}

/// Holds a fee item against its row.
pub(super) fn fee(found: &mut Differing, kept: &FeeItem, row: &FeeIn) {
    found.one(kept.formula != row.formula, &kept.name, "formula");
    // A price of another day is none that differs: a file says only one.
    let prices = kept.prices();
    let other = |differs: fn(&Price, &FeeIn) -> bool| prices.iter().all(|one| differs(one, row));
    found.one(other(|one, row| one.rate != row.price), &kept.name, "price");
    found.one(
        other(|one, row| one.fixed != row.fixed),
        &kept.name,
        "fixed",
    );
}

/// Holds a home against its row; its fees need looking up and are held by who can.
pub(super) fn home(found: &mut Differing, kept: &Household, row: &HomeIn, name: &str) {
    let said = row.occupancy != Occupancy::Unknown;
    let (area, floor) = (row.area != Area::default(), kept.floor.as_ref());
    found.one(kept.kind != row.kind, name, "kind");
    found.one(area && kept.area != row.area, name, "area");
    found.one(other(row.floor.as_ref(), floor), name, "floor");
    found.one(said && kept.occupancy != row.occupancy, name, "occupancy");
    let day = kept.handed_over.as_ref();
    found.one(other(row.handed_over.as_ref(), day), name, "handed_over");
}

/// Holds a person against their row. Only the names of the fields are told: the values are personal.
pub(super) fn person(found: &mut Differing, kept: &Person, row: &PersonIn) {
    let name = kept.name.as_str();
    found.one(kept.name != row.name, name, "name");
    found.one(more(&row.phones, &kept.phones), name, "phone");
    found.one(more(&row.plates, &kept.plates), name, "plate");
    let id_number = kept.id_number.as_ref();
    found.one(other(row.id_number.as_ref(), id_number), name, "id_number");
}
