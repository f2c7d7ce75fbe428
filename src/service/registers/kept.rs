//! The office's own files against what is stored: a state entries are in does not vanish.

use crate::domain::register::{Fault, What};
use crate::service::halt::Run;
use crate::storage::codec::KeyReader;
use crate::storage::counters::scan_figures;
use crate::storage::kept::figures::register_states;
use crate::storage::{Direction, ReadTx, Step};

use super::{install, report, set};

/// Puts the office's own files in force, but for those with a fault; all faults are kept to be told.
pub fn open(tx: &dyn ReadTx, files: &[(String, String)]) -> Run<Vec<Fault>> {
    let mut faults = install(files);
    let mut sound = Vec::new();
    for (file, text) in files {
        let used = in_use(tx, file)?;
        if used.is_empty() {
            sound.push((file.clone(), text.clone()));
        }
        faults.extend(used);
    }
    if sound.len() != files.len() {
        install(&sound);
    }
    report(&faults);
    Ok(faults)
}

/// The states entries of a file's register are in that it no longer declares.
fn in_use(tx: &dyn ReadTx, file: &str) -> Run<Vec<Fault>> {
    let mut faults = Vec::new();
    let Some(declared) = set().all().find(|one| one.file == file) else {
        return Ok(faults);
    };
    let register = declared.register;
    for (state, count) in states(tx, &register.name)? {
        let today = register.state(&state);
        if count > 0 && register.life().state(today).is_none() {
            let known = register.states.iter().map(|one| one.id.clone());
            faults.push(Fault {
                file: file.to_owned(),
                line: 0,
                what: What::StateInUse,
                text: state,
                known: known.collect(),
            });
        }
    }
    Ok(faults)
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
