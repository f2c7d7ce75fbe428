//! The registers with how many entries stand where, and what is open of a home.

use crate::domain::error::Fact;
use crate::domain::id::HouseholdId;
use crate::domain::register::{FieldKind, Place, RegisterEntry, Value};
use crate::service::halt::Run;
use crate::service::lookup::all;
use crate::service::queries::Asking;
use crate::service::registers::{in_force, masked, set, states, text_of};
use crate::service::subject::Subject;
use crate::service::view::{EntryRow, RegisterRow};
use crate::storage::codec::{Key, KeyReader};
use crate::storage::index::{Span, scan_index};
use crate::storage::kept::board_key;
use crate::storage::kept::indexes::{REGISTER_BY_HOUSEHOLD, REGISTER_DUE};
use crate::storage::{Direction, Step};

/// Late entries that are counted.
const MOST_LATE: i64 = 999;
/// Entries of a home that are shown.
const SHOWN: usize = 50;

/// Answers `Query::Registers`.
pub fn counted(asking: Asking<'_>) -> Run<Vec<RegisterRow>> {
    let mut rows = Vec::new();
    for declared in set().all() {
        let register = declared.register;
        let mut row = RegisterRow {
            name: register.name.clone(),
            ..RegisterRow::default()
        };
        for (state, count) in states(asking.tx, &register.name)? {
            match Place::of(register.life().group(register.state(&state))) {
                Place::Active => row.active += count,
                Place::Initial => row.initial += count,
                Place::Closed => row.closed += count,
            }
        }
        row.late = late(asking, &register.name)?;
        rows.push(row);
    }
    Ok(rows)
}

/// How many open entries have a deadline that is over.
fn late(asking: Asking<'_>, register: &str) -> Run<i64> {
    let prefix = board_key(register).done();
    let now = asking.now.ms();
    let mut count = 0;
    scan_index(
        asking.tx,
        REGISTER_DUE,
        Span::prefix(&prefix),
        Direction::Forward,
        &mut |hit| {
            let due = hit.key.strip_prefix(prefix.as_slice()).unwrap_or_default();
            let over = KeyReader::new(due).i64().is_some_and(|due| due < now);
            if over {
                count += 1;
            }
            Ok(if over && count < MOST_LATE {
                Step::Next
            } else {
                Step::Stop
            })
        },
    )?;
    Ok(count)
}

/// The open entries of a home, what is late first.
pub fn of_home(asking: Asking<'_>, home: HouseholdId) -> Run<Vec<EntryRow>> {
    let key = Key::new().u64(home.0).u8(0);
    let there: Vec<RegisterEntry> = all(
        asking.tx,
        REGISTER_BY_HOUSEHOLD,
        key,
        Direction::Forward,
        SHOWN,
    )?;
    let mut rows: Vec<EntryRow> = there.iter().filter_map(|one| row(asking, one)).collect();
    rows.sort_by_key(|row| !row.late);
    Ok(rows)
}

/// An entry in a line; nothing where its register is not in force.
fn row(asking: Asking<'_>, entry: &RegisterEntry) -> Option<EntryRow> {
    let register = in_force(entry)?;
    let fields = register
        .title
        .iter()
        .filter_map(|name| register.field(name));
    let title = fields.filter_map(|field| {
        let value = entry.value(&field.id)?;
        Some(match value {
            Value::Text(chosen) if field.kind == FieldKind::Choice => {
                Fact::Term(format!("choice-{}-{}-{chosen}", register.name, field.id))
            }
            Value::Named(_, name) => Fact::Text(masked(field, name)),
            value => Fact::Text(masked(field, &text_of(asking.office, field, value))),
        })
    });
    Some(EntryRow {
        subject: Subject::of(entry),
        version: entry.version,
        number: entry.number,
        register: register.name.clone(),
        state: register.state(&entry.state).to_owned(),
        title: title.collect(),
        due_at: entry.due_at(),
        late: entry.is_late(asking.now),
    })
}
