//! The office's own files against what is stored: a state entries are in does not vanish.

use std::ops::Bound;

use crate::domain::register::{Fault, Register, RegisterEntry, What};
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::storage::codec::KeyReader;
use crate::storage::counters::scan_figures;
use crate::storage::kept::figures::{register_fields, register_groups, register_states};
use crate::storage::record::scan;
use crate::storage::{Direction, ReadTx, Step};

use super::standing::in_force;
use super::{install, own, report};

/// Puts the office's own files in force, but for those with a fault; all faults are kept to be told.
pub fn open(tx: &dyn ReadTx, files: &[(String, String)]) -> Run<Vec<Fault>> {
    let faults = check_with(tx, files)?;
    let sound = |(file, _): &&(String, String)| !faults.iter().any(|fault| fault.file == *file);
    let sound: Vec<(String, String)> = files.iter().filter(sound).cloned().collect();
    install(&sound);
    report(&faults);
    Ok(faults)
}

/// All faults of all files: what is wrong in them, and what entries are in that they no longer declare.
pub fn check_with(tx: &dyn ReadTx, files: &[(String, String)]) -> Run<Vec<Fault>> {
    let (registers, mut faults) = own(files);
    for (file, register) in registers {
        let text = files.iter().find(|(name, _)| name == file);
        let text = text.map_or("", |(_, text)| text.as_str());
        faults.extend(in_use(tx, (file, text), &register)?);
    }
    faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Ok(faults)
}

/// The line of a file that begins with one of these, the first of them that is there.
fn line_of(text: &str, begins: &[&str]) -> u32 {
    let found = begins.iter().find_map(|begin| {
        let mut lines = text.lines();
        lines.position(|line| line.trim_start().starts_with(begin))
    });
    found.map_or(0, |at| u32::try_from(at + 1).unwrap_or(u32::MAX))
}

/// The states and fields entries of a file's register are in that it no longer declares, or declares otherwise.
fn in_use(tx: &dyn ReadTx, (file, text): (&str, &str), register: &Register) -> Run<Vec<Fault>> {
    let mut faults = Vec::new();
    let mut fault = |begins: &[&str], what: What, name: String, known: Vec<String>| {
        faults.push(Fault {
            file: file.to_owned(),
            line: line_of(text, begins),
            what,
            text: name,
            known,
        });
    };
    for (state, count) in states(tx, &register.name)? {
        let today = register.state(&state);
        if count > 0 && register.life().state(today).is_none() {
            let known = register.states.iter().map(|one| one.id.clone()).collect();
            fault(
                &["renamed =", "[renamed]", "[[states]]"],
                What::StateInUse,
                state,
                known,
            );
        }
    }
    for (name, kind, count) in fields(tx, &register.name)? {
        let today = register.renamed_fields.get(&name).unwrap_or(&name);
        match register.field(today) {
            _ if count <= 0 => {}
            None => {
                let known = register.fields.iter().map(|one| one.id.clone()).collect();
                let begins = ["renamed_fields =", "[renamed_fields]", "[[fields]]"];
                fault(&begins, What::FieldInUse, name, known);
            }
            // What is computed is computed anew.
            Some(field) if field.kind.held() != kind && field.computed.is_none() => {
                let own = format!("id = \"{today}\"");
                fault(&[&own], What::KindInUse, today.clone(), Vec::new());
            }
            Some(_) => {}
        }
    }
    Ok(faults)
}

/// How many entries of a register hold something in each field, as stored: field, shape of the value, count.
fn fields(tx: &dyn ReadTx, register: &str) -> Run<Vec<(String, u8, i64)>> {
    let prefix = register_fields(register).done();
    let mut fields = Vec::new();
    scan_figures(tx, &prefix, Direction::Forward, &mut |key, count| {
        let mut rest = KeyReader::new(key.strip_prefix(prefix.as_slice()).unwrap_or_default());
        if let (Some(field), Some(kind)) = (rest.str(), rest.u8()) {
            fields.push((field, kind, count));
        }
        Ok(Step::Next)
    })?;
    Ok(fields)
}

/// How many entries hold each value of a field they are counted by, in each state: value, state, count.
pub fn groups(tx: &dyn ReadTx, register: &str, field: &str) -> Run<Vec<(String, String, i64)>> {
    let prefix = register_groups(register, field).done();
    let mut groups = Vec::new();
    scan_figures(tx, &prefix, Direction::Forward, &mut |key, count| {
        let mut rest = KeyReader::new(key.strip_prefix(prefix.as_slice()).unwrap_or_default());
        if let (Some(value), Some(state)) = (rest.str(), rest.str()) {
            groups.push((value, state, count));
        }
        Ok(Step::Next)
    })?;
    Ok(groups)
}

/// The first computed field of each entry that holds something else than it should: number, field.
pub fn miscomputed(tx: &dyn ReadTx, office: &Office) -> Run<Vec<(String, String)>> {
    let mut wrong = Vec::new();
    scan::<RegisterEntry>(tx, Bound::Unbounded, Direction::Forward, &mut |entry| {
        let register =
            in_force(&entry).filter(|one| one.fields.iter().any(|field| field.computed.is_some()));
        if let Some(register) = register {
            let number = entry.number.full();
            let entry = register.current(entry);
            let field = register.reckoned_wrongly(&entry, office.zone);
            wrong.extend(field.map(|field| (number, field.to_owned())));
        }
        Ok(Step::Next)
    })?;
    Ok(wrong)
}

/// How many entries of a register are in each state, as stored.
pub fn states(tx: &dyn ReadTx, register: &str) -> Run<Vec<(String, i64)>> {
    let prefix = register_states(register).done();
    let mut states = Vec::new();
    scan_figures(tx, &prefix, Direction::Forward, &mut |key, count| {
        let rest = key.strip_prefix(prefix.as_slice()).unwrap_or_default();
        if let Some(state) = KeyReader::new(rest).str() {
            states.push((state, count));
        }
        Ok(Step::Next)
    })?;
    Ok(states)
}
