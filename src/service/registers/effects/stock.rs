//! Effects on what is in stock (duties.md D-152): taken in, counted, drawn. The balance of an item is kept by them alone.

use crate::domain::error::Fact;
use crate::domain::history::LineKind;
use crate::domain::register::{FieldKind, Register, RegisterEntry, Value};
use crate::service::command::Made;
use crate::service::halt::Run;
use crate::service::registers::rows::word;
use crate::service::registers::{act, in_force, of_named};
use crate::service::subject::Subject;
use crate::service::work::Work;

use super::Done;

/// The field an item's balance is kept in.
const BALANCE: &str = "balance";

/// What is in stock of an item; nothing where its register keeps no balance.
pub fn balance(register: &Register, entry: &RegisterEntry) -> Option<i64> {
    let field = register.field(BALANCE)?;
    match entry.value(&field.id) {
        Some(Value::Whole(count)) if field.kind == FieldKind::Number => Some(*count),
        _ if field.kind == FieldKind::Number => Some(0),
        _ => None,
    }
}

/// How many the form says.
fn count(done: &Done<'_>) -> i64 {
    let mut numbers = done.of(FieldKind::Number);
    let number = numbers.find_map(|(_, _, value)| match value {
        Value::Whole(count) => Some(*count),
        _ => None,
    });
    number.unwrap_or_default()
}

/// Keeps an item with another balance, and says so.
fn set(
    work: &mut Work<'_>,
    (register, mut item): (&Register, RegisterEntry),
    balance: i64,
    made: Made,
) -> Run<Made> {
    item.set(BALANCE, Some(Value::Whole(balance)));
    act::keep(work, register, &mut item)?;
    Ok(made.with("balance", Fact::Count(balance)))
}

/// More of it is there.
pub(super) fn take_in(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    let item: RegisterEntry = work.get(done.entry.id)?;
    match balance(done.register, &item) {
        Some(there) => {
            let sum = there.saturating_add(count(done));
            set(work, (done.register, item), sum, made)
        }
        None => Ok(made),
    }
}

/// So many of it were counted.
pub(super) fn count_stock(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    let item: RegisterEntry = work.get(done.entry.id)?;
    match balance(done.register, &item) {
        Some(_) => set(work, (done.register, item), count(done), made),
        None => Ok(made),
    }
}

/// So many are taken from the item it names; the item's history names what for.
pub(super) fn draw_stock(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    let Some(item) = of_named(work, done.register, done.entry)? else {
        return Ok(made);
    };
    let Some((register, there)) =
        in_force(&item).and_then(|register| Some((register, balance(register, &item)?)))
    else {
        return Ok(made);
    };
    let left = there.saturating_sub(count(done));
    let (subject, number) = (Subject::of(&item), done.entry.number.full());
    let made = set(work, (register, register.current(item)), left, made)?;
    let field = word(&register.name, BALANCE);
    let (was, is) = (there.to_string(), left.to_string());
    work.edit_line(subject, LineKind::Edit, &field, &was, &is, &number)?;
    Ok(made)
}
