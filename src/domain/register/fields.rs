//! Faults of fields and of what is said of them in the head: kinds, computed ones, files in forms, retention.

use super::check::unknown_field;
use super::computed::{FUNCTIONS, Gives, function};
use super::declaration::{Field, FieldKind};
use super::fault::What;
use super::names::Known;
use super::read::{Parts, Reader};

/// The kinds entries can be counted by: few values, each a word.
const COUNTED: &[FieldKind] = &[
    FieldKind::Choice,
    FieldKind::YesNo,
    FieldKind::Staff,
    FieldKind::Number,
];

fn found<'p>(parts: &'p Parts, name: &str) -> Option<&'p Field> {
    parts.fields.iter().find(|field| field.id == name)
}

/// A field names a register where its kind wants one, and is computed as its kind allows.
pub(super) fn kinds(parts: &Parts, known: &Known<'_>, reader: &mut Reader<'_>) {
    for (at, field) in parts.fields.iter().enumerate() {
        let path = format!("fields[{at}].of");
        let name = field.of.as_deref().unwrap_or(&field.id);
        let there = known.registers.contains(&name) || parts.head.name == name;
        if (field.kind == FieldKind::Entry) != field.of.is_some() || (field.of.is_some() && !there)
        {
            reader.fault(&path, What::UnknownRegister, name, known.registers);
        }
        computed(parts, field, &format!("fields[{at}].computed"), reader);
    }
    let stock = parts.head.stock.iter();
    let counted = parts
        .head
        .groups
        .iter()
        .map(|name| ("groups", name, COUNTED));
    let counted = counted.chain(stock.map(|name| ("stock", name, &[FieldKind::Choice][..])));
    let grid = parts.head.grid.iter();
    let counted = counted.chain(grid.map(|name| ("grid", name, &[FieldKind::Text][..])));
    for (path, name, kinds) in counted {
        match found(parts, name) {
            None => unknown_field(parts, reader, path, name),
            Some(field) if !kinds.contains(&field.kind) || field.masked => {
                reader.fault(path, What::WrongKind, name, &[]);
            }
            Some(_) => {}
        }
    }
}

fn computed(parts: &Parts, field: &Field, path: &str, reader: &mut Reader<'_>) {
    let Some(computed) = &field.computed else {
        return;
    };
    let Some(function) = function(&computed.by) else {
        let known: Vec<&str> = FUNCTIONS.iter().map(|one| one.name).collect();
        return reader.fault(path, What::UnknownFunction, &computed.by, &known);
    };
    if field.required || field.required_when.is_some() {
        reader.fault(path, What::Computed, &field.id, &[]);
    }
    let (least, most) = function.count;
    if !(least..=most).contains(&computed.of.len()) {
        reader.fault(path, What::LacksField, &computed.by, &[]);
    }
    let mut kinds = Vec::new();
    for name in &computed.of {
        match found(parts, name) {
            None => unknown_field(parts, reader, path, name),
            // What is computed is computed of what was typed: in any order the result is the same.
            Some(other) if other.computed.is_some() => {
                reader.fault(path, What::Computed, name, &[]);
            }
            Some(other) if !function.takes.is_empty() && !function.takes.contains(&other.kind) => {
                reader.fault(path, What::WrongKind, name, &[]);
            }
            Some(other) => kinds.push(other.kind),
        }
    }
    let fits = match function.gives {
        Gives::Kind(kind) => field.kind == kind,
        Gives::Same => kinds.iter().all(|kind| *kind == field.kind),
    };
    if !fits {
        reader.fault(path, What::WrongKind, &field.id, &[]);
    }
}

/// No form asks for, empties or stamps what is computed, and none has two files.
pub(super) fn forms(parts: &Parts, reader: &mut Reader<'_>) {
    let mut lists: Vec<(String, &[String])> = vec![
        ("opening.asks".to_owned(), &parts.opening.asks),
        ("opening.stamps".to_owned(), &parts.opening.stamps),
    ];
    if let Some(correction) = &parts.correction {
        lists.push(("correction.asks".to_owned(), &correction.asks));
    }
    for (at, step) in parts.moves.iter().enumerate() {
        lists.push((format!("moves[{at}].asks"), &step.asks));
        lists.push((format!("moves[{at}].empties"), &step.empties));
        lists.push((format!("moves[{at}].stamps"), &step.stamps));
    }
    for (path, names) in lists {
        let fields = names.iter().filter_map(|name| found(parts, name));
        let (mut files, asks) = (0, path.ends_with("asks"));
        for field in fields {
            if field.computed.is_some() {
                reader.fault(&path, What::Computed, &field.id, &[]);
            }
            files += usize::from(asks && field.kind == FieldKind::File);
            if files == 2 {
                reader.fault(&path, What::Files, &field.id, &[]);
            }
        }
    }
    // Moves of one name are one form.
    for (at, step) in parts.moves.iter().enumerate() {
        let same = parts.moves.iter().filter(|other| other.id == step.id);
        let mut asked: Vec<&str> = same.flat_map(|one| &one.asks).map(String::as_str).collect();
        asked.sort_unstable();
        asked.dedup();
        let is_file =
            |name: &&str| found(parts, name).is_some_and(|one| one.kind == FieldKind::File);
        if asked.into_iter().filter(is_file).count() > 1 {
            reader.fault(&format!("moves[{at}].asks"), What::Files, &step.id, &[]);
        }
    }
}

/// The months something is kept: `24m`.
pub(super) fn keep(parts: &Parts, reader: &mut Reader<'_>) -> Option<u32> {
    let text = parts.head.keep.as_deref()?;
    let months = text
        .strip_suffix('m')
        .and_then(|months| months.parse().ok());
    let months = months.filter(|months| (1..=1200).contains(months));
    if months.is_none() {
        reader.fault("keep", What::BadKeep, text, &[]);
    }
    months
}
