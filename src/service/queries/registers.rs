//! The registers with how many entries stand where, and what is open of a home.

use std::collections::BTreeMap;

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::household::Household;
use crate::domain::id::HouseholdId;
use crate::domain::register::{Fault, FieldKind, Link, Place, RegisterEntry, Value};
use crate::service::halt::Run;
use crate::service::lookup::all;
use crate::service::queries::Asking;
use crate::service::queries::choices;
use crate::service::registers::{check_with, groups, in_force, masked, set, states, text_of};
use crate::service::subject::Subject;
use crate::service::view::{Choice, EntryRow, RegisterRow};
use crate::storage::codec::{Key, KeyReader};
use crate::storage::index::{Span, scan_index};
use crate::storage::kept::indexes::{
    REGISTER_BOARD, REGISTER_BY_HOUSEHOLD, REGISTER_BY_LINK, REGISTER_DUE,
};
use crate::storage::kept::{board_key, link_key};
use crate::storage::record::Record;
use crate::storage::{Direction, Step};

/// Bytes of files that are checked at once.
const MOST_CHECKED: usize = 512 * 1024;
/// Entries looked at for those that fit what is typed.
const LOOKED_AT: usize = 200;
/// Late entries that are counted.
const MOST_LATE: i64 = 999;
/// Entries of a home that are shown.
const SHOWN: usize = 50;
/// Entries that name a record and are shown with it.
const NAMING: usize = 20;

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

/// Answers `Query::CheckRegisters`: a file takes the place of the office's own of that name.
pub fn checked(asking: Asking<'_>, files: &[(String, String)]) -> Run<Vec<Fault>> {
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    if bytes > MOST_CHECKED {
        return Err(Refusal::new(Why::TooLong)
            .with("limit", MOST_CHECKED)
            .into());
    }
    let given = |name: &str| files.iter().any(|(file, _)| file == name);
    let others = set().files().iter().filter(|(file, _)| !given(file));
    let all: Vec<(String, String)> = files.iter().chain(others).cloned().collect();
    let faults = check_with(asking.tx, &all)?;
    Ok(faults
        .into_iter()
        .filter(|fault| given(&fault.file))
        .collect())
}

/// Answers `Query::RegisterGroups`; states as they are called today.
pub fn grouped(asking: Asking<'_>, register: &str, field: &str) -> Run<Vec<(String, String, i64)>> {
    let Some(declared) = set().named(register) else {
        return Ok(Vec::new());
    };
    let register = declared.register;
    let mut counts: BTreeMap<(String, String), i64> = BTreeMap::new();
    for (value, state, count) in groups(asking.tx, &register.name, field)? {
        let state = register.state(&state).to_owned();
        *counts.entry((value, state)).or_default() += count;
    }
    let counts = counts.into_iter().filter(|(_, count)| *count != 0);
    Ok(counts
        .map(|((value, state), count)| (value, state, count))
        .collect())
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

/// The entries that name a record, what is open and late first.
pub fn naming(asking: Asking<'_>, subject: Subject) -> Run<Vec<EntryRow>> {
    if subject.kind == Household::KIND {
        return of_home(asking, HouseholdId(subject.id));
    }
    let Subject { kind, id } = subject;
    let there: Vec<RegisterEntry> = all(
        asking.tx,
        REGISTER_BY_LINK,
        link_key(Link { kind, id }),
        Direction::Forward,
        NAMING,
    )?;
    let mut rows: Vec<EntryRow> = there.iter().filter_map(|one| row(asking, one)).collect();
    rows.sort_by_key(|row| !row.late);
    Ok(rows)
}

/// Open entries of a register that fit what is typed, by number or title, as they stand on its board.
pub fn to_choose(asking: Asking<'_>, register: &str, typed: &str) -> Run<Vec<Choice>> {
    let today = asking.office.today(asking.now);
    let words = fold(typed);
    let key = board_key(register);
    let there: Vec<RegisterEntry> = all(
        asking.tx,
        REGISTER_BOARD,
        key,
        Direction::Forward,
        LOOKED_AT,
    )?;
    let open = there.iter().filter(|entry| entry.open());
    let rows = open.filter_map(|entry| {
        let row = row(asking, entry)?;
        let title = row.title.iter().map(|fact| match fact {
            Fact::Text(text) => text.clone(),
            _ => String::new(),
        });
        let told = title.filter(|text| !text.is_empty()).collect::<Vec<_>>();
        let home = entry.household.and_then(|_| home_said(entry));
        let said = [Some(row.number.short(today)), home, Some(told.join("  "))];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join("  ");
        let said = said.trim_end().to_owned();
        fold(&said).contains(&words).then(|| Choice {
            value: row.number.full(),
            label: Fact::Text(said),
            note: Some(Fact::Term(format!("state-{}-{}", row.register, row.state))),
        })
    });
    Ok(rows.take(choices::MOST).collect())
}

/// The home an entry is about, as it was written down.
pub(super) fn home_said(entry: &RegisterEntry) -> Option<String> {
    entry.values.iter().find_map(|(_, value)| match value {
        Value::Home(_, code) => Some(code.clone()),
        _ => None,
    })
}

/// An entry in a line; nothing where its register is not in force.
pub(super) fn row(asking: Asking<'_>, entry: &RegisterEntry) -> Option<EntryRow> {
    let register = in_force(entry)?;
    let entry = &register.current(entry.clone());
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
            // A title stands in one line.
            value => {
                let text = text_of(asking.office, field, value).replace('\n', " ");
                Fact::Text(masked(field, &text))
            }
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
