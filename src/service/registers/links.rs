//! What an entry names and who names a record: both ends of a link.

use crate::domain::household::{Household, Person};
use crate::domain::ledger::Charge;
use crate::domain::register::{FieldKind, Link, Register, RegisterEntry, Value};
use crate::domain::staff::Staff;
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject, by_number};
use crate::service::work::Work;
use crate::storage::ReadTx;
use crate::storage::record::Record;

/// The record a value of a field names, if it names one.
pub fn to(tx: &dyn ReadTx, kind: FieldKind, value: &Value) -> Run<Option<Subject>> {
    let subject = |kind: u8, id: u64| Some(Subject { kind, id });
    Ok(match value {
        Value::Home(home, _) => subject(Household::KIND, home.0),
        Value::Named(id, _) if kind == FieldKind::Person => subject(Person::KIND, *id),
        Value::Named(id, _) => subject(Staff::KIND, *id),
        Value::Charge(id, _) => subject(Charge::KIND, *id),
        Value::Record(number) => by_number(tx, *number)?.as_ref().and_then(Found::subject),
        _ => None,
    })
}

/// The entry the first field of that kind names, if it names one.
pub fn of_named(
    work: &Work<'_>,
    register: &Register,
    entry: &RegisterEntry,
) -> Run<Option<RegisterEntry>> {
    let field = register.first(FieldKind::Entry);
    match field.and_then(|field| entry.value(&field.id)) {
        Some(Value::Record(number)) => match by_number(work.tx(), *number)? {
            Some(Found::Register(found)) => Ok(Some(*found)),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// The records the fields of an entry name, but for its own home, which has an index of its own.
pub fn of(tx: &dyn ReadTx, register: &Register, entry: &RegisterEntry) -> Run<Vec<Link>> {
    let mut links = Vec::new();
    let home = entry.household.map(|home| home.0);
    for field in &register.fields {
        let Some(value) = entry.value(&field.id) else {
            continue;
        };
        if let Some(Subject { kind, id }) = to(tx, field.kind, value)?
            && (kind != Household::KIND || Some(id) != home)
        {
            links.push(Link { kind, id });
        }
    }
    links.sort_unstable();
    links.dedup();
    Ok(links)
}
