//! All faults of a declaration that could be read: names that lead nowhere, states without a way out.

use std::collections::{BTreeMap, BTreeSet};

use super::declaration::{Field, FieldKind};
use super::fault::{Fault, What};
use super::names::{BY_ITSELF, Known};
use super::read::{Parts, Reader};
use super::{OWN_COLUMNS, Register, Sort};
use crate::domain::clock_rule::Limit;
use crate::domain::duty::Every;
use crate::domain::id::Letter;
use crate::domain::lifecycle::{self, Lifecycle, Names};

/// Names of arguments and acts the program has itself.
const RESERVED: &[&str] = &["reason", "clear", "subject", "homes", "digest"];
/// The last parts of the commands every register has.
const ACTS: &[&str] = &["add", "batch", "edit", "reveal", "purge"];
/// The limit that ends with the day.
pub(super) const TODAY: &str = "today";

/// Checks what can be checked of parts that were not all read.
pub(super) fn names(parts: &Parts, known: &Known<'_>, reader: &mut Reader<'_>) {
    called(parts, known, reader);
    fields(parts, reader);
    super::fields::kinds(parts, known, reader);
}

/// Checks everything and puts the register together.
pub(super) fn whole(parts: Parts, known: &Known<'_>, reader: &mut Reader<'_>) -> Option<Register> {
    names(&parts, known, reader);
    used(&parts, reader);
    super::fields::forms(&parts, reader);
    let keep = super::fields::keep(&parts, reader);
    deadlines(&parts, reader);
    recurring(&parts, reader);
    wanted(&parts, known, reader);
    let letter = Letter::of_registers(&parts.head.letter);
    let life = life(&parts, known, reader);
    let sort = sort(&parts, reader);
    Some(Register {
        letter: letter?,
        life: life?,
        sort,
        name: parts.head.name,
        label: parts.head.label,
        paper: parts.head.paper,
        columns: parts.head.columns,
        title: parts.head.title,
        renamed: parts.head.renamed,
        renamed_fields: parts.head.renamed_fields,
        groups: parts.head.groups,
        stock: parts.head.stock,
        grid: parts.head.grid,
        in_store: parts.head.in_store,
        keep,
        fields: parts.fields,
        states: parts.states,
        opening: parts.opening,
        correction: parts.correction,
        moves: parts.moves,
        deadlines: parts.deadlines,
        recurring: parts.recurring,
    })
}

/// Registers of several files have names of their own; with each the line it is named on.
pub fn across(registers: &[(&str, u32, &Register)]) -> Vec<Fault> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for (file, line, register) in registers {
        if !seen.insert(register.name.as_str()) {
            faults.push(Fault {
                file: (*file).to_owned(),
                line: *line,
                what: What::Taken,
                text: register.name.clone(),
                known: Vec::new(),
            });
        }
    }
    faults
}

/// A name of the program's own kind.
fn is_name(name: &str) -> bool {
    let tail = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.len() <= 24 && name.chars().all(tail)
}

/// Names are names, and each is used once.
fn called(parts: &Parts, known: &Known<'_>, reader: &mut Reader<'_>) {
    let head = &parts.head;
    if !is_name(&head.name) {
        reader.fault("name", What::BadName, &head.name, &[]);
    } else if known.taken.contains(&head.name.as_str()) {
        reader.fault("name", What::Taken, &head.name, &[]);
    }
    if Letter::of_registers(&head.letter).is_none() {
        let letters: Vec<&str> = Letter::REGISTERS.iter().map(|one| one.name()).collect();
        reader.fault("letter", What::BadLetter, &head.letter, &letters);
    }
    let lists: [(&str, Vec<&str>); 3] = [
        (
            "fields",
            parts.fields.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "states",
            parts.states.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "deadlines",
            parts.deadlines.iter().map(|one| one.id.as_str()).collect(),
        ),
    ];
    for (part, ids) in lists {
        let mut seen = BTreeSet::new();
        for (at, id) in ids.into_iter().enumerate() {
            let path = format!("{part}[{at}].id");
            if !is_name(id) {
                reader.fault(&path, What::BadName, id, &[]);
            }
            if !seen.insert(id) {
                reader.fault(&path, What::Twice, id, &[]);
            }
            if part == "fields" && (RESERVED.contains(&id) || OWN_COLUMNS.contains(&id)) {
                reader.fault(&path, What::Reserved, id, &[]);
            }
        }
    }
    for (at, step) in parts.moves.iter().enumerate() {
        let path = format!("moves[{at}].id");
        if !is_name(&step.id) {
            reader.fault(&path, What::BadName, &step.id, &[]);
        }
        if ACTS.contains(&step.id.as_str()) {
            reader.fault(&path, What::Reserved, &step.id, &[]);
        }
    }
}

/// Choices have values, others have none; what a field depends on is a choice.
fn fields(parts: &Parts, reader: &mut Reader<'_>) {
    for (at, field) in parts.fields.iter().enumerate() {
        let path = format!("fields[{at}]");
        if (field.kind == FieldKind::Choice) == field.options.is_empty() {
            reader.fault(&format!("{path}.options"), What::Options, &field.id, &[]);
        }
        let mut seen = BTreeSet::new();
        for option in &field.options {
            let within = format!("{path}.options");
            if !is_name(&option.id) {
                reader.fault(&within, What::BadName, &option.id, &[]);
            }
            if !seen.insert(&option.id) {
                reader.fault(&within, What::Twice, &option.id, &[]);
            }
        }
        if let Some(when) = &field.required_when {
            let within = format!("{path}.required_when");
            match parts.fields.iter().find(|other| other.id == when.field) {
                None => unknown_field(parts, reader, &within, &when.field),
                Some(other) => {
                    let values: Vec<&str> =
                        other.options.iter().map(|one| one.id.as_str()).collect();
                    for value in when.is.iter().filter(|one| !values.contains(&one.as_str())) {
                        reader.fault(&within, What::Options, value, &values);
                    }
                }
            }
        }
    }
}

pub(super) fn unknown_field(parts: &Parts, reader: &mut Reader<'_>, path: &str, name: &str) {
    let known: Vec<&str> = parts.fields.iter().map(|one| one.id.as_str()).collect();
    reader.fault(path, What::UnknownField, name, &known);
}

/// Where fields are named, which, and the kinds they may be of where not all are.
type Used<'p> = (String, &'p [String], Option<&'p [FieldKind]>);

/// Fields named anywhere are there.
fn used(parts: &Parts, reader: &mut Reader<'_>) {
    // Fields that get the time of now, or who acts.
    const STAMPED: &[FieldKind] = &[FieldKind::Moment, FieldKind::Staff];
    let mut lists: Vec<Used<'_>> = vec![
        ("title".to_owned(), &parts.head.title, None),
        ("opening.asks".to_owned(), &parts.opening.asks, None),
        (
            "opening.stamps".to_owned(),
            &parts.opening.stamps,
            Some(STAMPED),
        ),
    ];
    if let Some(correction) = &parts.correction {
        lists.push(("correction.asks".to_owned(), &correction.asks, None));
    }
    for (at, step) in parts.moves.iter().enumerate() {
        lists.push((format!("moves[{at}].asks"), &step.asks, None));
        lists.push((format!("moves[{at}].needs"), &step.needs, None));
        lists.push((format!("moves[{at}].empties"), &step.empties, None));
        lists.push((format!("moves[{at}].stamps"), &step.stamps, Some(STAMPED)));
    }
    for (path, names, kind) in lists {
        for name in names {
            match parts.fields.iter().find(|field| field.id == *name) {
                None => unknown_field(parts, reader, &path, name),
                Some(field) if kind.is_some_and(|kinds| !kinds.contains(&field.kind)) => {
                    reader.fault(&path, What::WrongKind, name, &[]);
                }
                Some(_) => {}
            }
        }
    }
    for (at, step) in parts.moves.iter().enumerate() {
        for name in step.needs.iter().filter(|name| !step.asks.contains(name)) {
            let asked: Vec<&str> = step.asks.iter().map(String::as_str).collect();
            reader.fault(
                &format!("moves[{at}].needs"),
                What::UnknownField,
                name,
                &asked,
            );
        }
    }
    for name in &parts.head.columns {
        let known = |field: &Field| field.id == *name;
        if !parts.fields.iter().any(known) && !OWN_COLUMNS.contains(&name.as_str()) {
            unknown_field(parts, reader, "columns", name);
        }
    }
    for name in parts.head.renamed_fields.values() {
        if !parts.fields.iter().any(|field| field.id == *name) {
            unknown_field(parts, reader, "renamed_fields", name);
        }
    }
    if let Some(state) = &parts.head.in_store
        && !parts.states.iter().any(|one| one.id == *state)
    {
        reader.fault("in_store", What::UnknownState, state, &states(parts));
    }
    for state in parts.head.renamed.values() {
        if !parts.states.iter().any(|one| one.id == *state) {
            reader.fault("renamed", What::UnknownState, state, &states(parts));
        }
    }
}

fn states(parts: &Parts) -> Vec<&str> {
    parts.states.iter().map(|one| one.id.as_str()).collect()
}

/// A deadline says how long, or which field says until when.
fn deadlines(parts: &Parts, reader: &mut Reader<'_>) {
    for (at, deadline) in parts.deadlines.iter().enumerate() {
        let path = format!("deadlines[{at}]");
        if deadline.within.is_none() && deadline.until.is_none() {
            reader.fault(&path, What::BadLimit, &deadline.id, &[]);
        }
        if let Some(within) = &deadline.within
            && within != TODAY
            && within.parse::<Limit>().is_err()
        {
            reader.fault(&format!("{path}.within"), What::BadLimit, within, &[]);
        }
        if let Some(until) = &deadline.until {
            let within = format!("{path}.until");
            match parts.fields.iter().find(|field| field.id == *until) {
                None => unknown_field(parts, reader, &within, until),
                Some(field) if !matches!(field.kind, FieldKind::Day | FieldKind::Moment) => {
                    reader.fault(&within, What::WrongKind, until, &[]);
                }
                Some(_) => {}
            }
        }
    }
}

/// What recurs does so in states there are, in a period that can be told, and is nothing that wants a form.
fn recurring(parts: &Parts, reader: &mut Reader<'_>) {
    let Some(recurring) = &parts.recurring else {
        return;
    };
    for state in &recurring.states {
        if !parts.states.iter().any(|one| one.id == *state) {
            reader.fault(
                "recurring.states",
                What::UnknownState,
                state,
                &states(parts),
            );
        }
    }
    // A choice whose every value is a period says of each entry how often.
    let says = |field: &Field| {
        let mut options = field.options.iter();
        field.id == recurring.every && options.all(|one| Every::read(&one.id).is_some())
    };
    let chosen = parts
        .fields
        .iter()
        .any(|field| field.kind == FieldKind::Choice && says(field));
    if !chosen && Every::read(&recurring.every).is_none() {
        let every = &recurring.every;
        reader.fault("recurring.every", What::BadTiming, every, &Every::names());
    }
    for effect in &recurring.effects {
        if !BY_ITSELF.contains(&effect.as_str()) {
            reader.fault("recurring.effects", What::UnknownEffect, effect, BY_ITSELF);
        }
    }
}

/// Guards or effects, each with the kinds of field it looks at.
type Table<'a> = &'a [(&'a str, &'a [FieldKind])];

/// Guards and effects find the fields they look at.
fn wanted(parts: &Parts, known: &Known<'_>, reader: &mut Reader<'_>) {
    let mut named: Vec<(String, &[String], Table<'_>)> = vec![
        (
            "opening.guards".to_owned(),
            &parts.opening.guards,
            known.guards,
        ),
        (
            "opening.effects".to_owned(),
            &parts.opening.effects,
            known.effects,
        ),
    ];
    for (at, step) in parts.moves.iter().enumerate() {
        named.push((format!("moves[{at}].guards"), &step.guards, known.guards));
        named.push((format!("moves[{at}].effects"), &step.effects, known.effects));
    }
    if let Some(recurring) = &parts.recurring {
        let effects = &recurring.effects;
        named.push(("recurring.effects".to_owned(), effects, known.effects));
    }
    for (path, names, table) in named {
        for name in names {
            let row = table.iter().find(|(known, _)| known == name);
            let wants = row.map_or(&[][..], |(_, wants)| *wants);
            // What names any record may name an entry of one register alone.
            let fits = |field: &Field, kind: FieldKind| {
                field.kind == kind || (kind, field.kind) == (FieldKind::Record, FieldKind::Entry)
            };
            let has = |kind: &FieldKind| parts.fields.iter().any(|field| fits(field, *kind));
            if !wants.iter().all(has) {
                reader.fault(&path, What::LacksField, name, &[]);
            }
        }
    }
}

/// The order of the board.
fn sort(parts: &Parts, reader: &mut Reader<'_>) -> Sort {
    match parts.head.sort.as_deref() {
        None | Some("due") => Sort::Due,
        Some("newest") => Sort::Newest,
        Some(field) => {
            if !parts.fields.iter().any(|one| one.id == field) {
                unknown_field(parts, reader, "sort", field);
            }
            Sort::Field(field.to_owned())
        }
    }
}

/// The lifecycle in it, checked by the engine of lifecycles.
fn life(parts: &Parts, known: &Known<'_>, reader: &mut Reader<'_>) -> Option<Lifecycle> {
    let guards: Vec<&str> = known.guards.iter().map(|(name, _)| *name).collect();
    let effects: Vec<&str> = known.effects.iter().map(|(name, _)| *name).collect();
    let names = Names {
        guards: &guards,
        effects: &effects,
    };
    let clocks: Vec<String> = parts.deadlines.iter().map(|one| one.id.clone()).collect();
    let opening = lifecycle::Opening {
        right: parts.opening.right,
        guards: parts.opening.guards.clone(),
        effects: parts.opening.effects.clone(),
        starts: parts.opening.starts.clone(),
    };
    let states_of = parts.states.iter().map(|one| lifecycle::State {
        id: one.id.clone(),
        group: one.group,
    });
    let moves = parts.moves.iter().map(|one| lifecycle::Move {
        name: one.id.clone(),
        from: one.from.clone(),
        to: one.to.clone(),
        right: one.right,
        approval: one.approval,
        guards: one.guards.clone(),
        effects: one.effects.clone(),
        starts: one.starts.clone(),
        restarts: one.restarts.clone(),
        stops: one.stops.clone(),
        pauses: Vec::new(),
        resumes: Vec::new(),
        passed_by: Vec::new(),
        automatic: false,
    });
    let shape = (states_of.collect(), moves.collect());
    let made = Lifecycle::assemble(&parts.head.name, clocks.clone(), opening, shape, &names);
    let faults = match made {
        Ok(life) => return Some(life),
        Err(faults) => faults,
    };
    let clocks: Vec<&str> = clocks.iter().map(String::as_str).collect();
    let known: BTreeMap<What, Vec<&str>> = BTreeMap::from([
        (What::UnknownState, states(parts)),
        (What::UnknownGuard, guards.clone()),
        (What::UnknownEffect, effects.clone()),
        (What::UnknownDeadline, clocks),
    ]);
    for fault in faults {
        let (what, text) = said(fault.what);
        let near = known.get(&what).cloned().unwrap_or_default();
        reader.fault(&fault.path, what, &text, &near);
    }
    None
}

/// A fault of a lifecycle in the words of registers.
fn said(what: lifecycle::What) -> (What, String) {
    use lifecycle::What as Life;
    match what {
        Life::Syntax(text) | Life::UnknownCommand(text) => (What::Syntax, text),
        Life::UnknownState(name) => (What::UnknownState, name),
        Life::DuplicateState(name) => (What::Twice, name),
        Life::Initial(count) => (What::Initial, count.to_string()),
        Life::Unreachable(name) => (What::Unreachable, name),
        Life::NoWayOut(name) => (What::NoWayOut, name),
        Life::NeverCloses(name) => (What::NeverCloses, name),
        Life::LeavesClosed(name) => (What::LeavesClosed, name),
        Life::UnknownGuard(name) => (What::UnknownGuard, name),
        Life::UnknownEffect(name) => (What::UnknownEffect, name),
        Life::UnknownClock(name) => (What::UnknownDeadline, name),
        Life::Ambiguous { name, .. } | Life::Automatic(name) | Life::AutomaticCircle(name) => {
            (What::Ambiguous, name)
        }
    }
}
