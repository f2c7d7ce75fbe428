//! The registers in force: the shipped ones and the office's own, with the commands and the list each brings.

mod act;
mod batch;
mod deadline;
mod effects;
mod fields;
mod guards;
mod kept;
mod links;
mod purge;
mod recurring;
mod rows;
mod standing;
mod words;

pub use batch::{HOMES, MOST as MOST_HOMES};
pub use effects::followed_up;
pub use fields::{masked, text_of};
pub use guards::clearance;
pub use kept::{check_with, groups, miscomputed, open, states};
use links::of_named;
pub use links::to as link_to;
pub use recurring::{due as recurring_due, run as recur};
pub use rows::{ADD, BATCH, EDIT, PURGE, REVEAL};
pub use standing::{in_force, kept_until, not_from_here, past_keep, state as state_of_entry};
pub use words::{Said, words};

use std::collections::BTreeSet;
use std::sync::{LazyLock, PoisonError, RwLock};

use crate::domain::register::{Fault, Known, Register, across, named, read};
use crate::registers::SHIPPED;
use crate::service::command::Row;
use crate::service::commands::TABLES;
use crate::service::queries::list::{List, own_lists, register_list};

/// A register with what is derived from it.
pub struct Declared {
    /// The name of its file.
    pub file: String,
    pub register: &'static Register,
    /// Its commands.
    pub rows: &'static [Row],
    /// Its list.
    pub list: List,
}

/// The registers in force, and what is wrong with files that are not.
#[derive(Default)]
pub struct Set {
    registers: Vec<&'static Declared>,
    faults: Vec<Fault>,
    /// The office's own files as they were read.
    files: Vec<(String, String)>,
}

/// The set of this process. What is in force is never freed: commands are known by it until the process ends, and a
/// server reads its files once.
static SET: LazyLock<RwLock<&'static Set>> = LazyLock::new(|| {
    let shipped = SHIPPED.iter().map(|(file, text)| (*file, *text));
    let (registers, faults) = declared(shipped, &[]);
    debug_assert!(faults.is_empty(), "{faults:?}");
    RwLock::new(Box::leak(Box::new(Set {
        registers,
        faults,
        files: Vec::new(),
    })))
});

/// The registers in force.
pub fn set() -> &'static Set {
    *SET.read().unwrap_or_else(PoisonError::into_inner)
}

impl Set {
    /// Every register, the shipped ones first.
    pub fn all(&self) -> impl Iterator<Item = &'static Declared> + '_ {
        self.registers.iter().copied()
    }

    /// The register called `name`.
    pub fn named(&self, name: &str) -> Option<&'static Declared> {
        self.all().find(|one| one.register.name == name)
    }

    /// What is wrong with the files that are not in force.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// What tells the office's own files from others; 0 where there are none.
    pub fn mark(&self) -> u32 {
        if self.files.is_empty() {
            return 0;
        }
        let mut hasher = blake3::Hasher::new();
        for part in self.files.iter().flat_map(|(file, text)| [file, text]) {
            hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        let [a, b, c, d, ..] = *hasher.finalize().as_bytes();
        u32::from_be_bytes([a, b, c, d]).max(1)
    }

    /// The office's own files.
    pub fn files(&self) -> &[(String, String)] {
        &self.files
    }
}

/// Every command of every register.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    set().all().flat_map(|one| one.rows.iter())
}

/// The register a command belongs to.
pub fn of_command(name: &str) -> Option<&'static Register> {
    let (register, _) = name.split_once('.')?;
    set().named(register).map(|one| one.register)
}

/// Puts the office's own files in force in this process; a file with a fault is not, and all faults are returned.
pub fn install(files: &[(String, String)]) -> Vec<Fault> {
    let mut current = SET.write().unwrap_or_else(PoisonError::into_inner);
    if current.files == files {
        return current.faults.clone();
    }
    let shipped: Vec<&'static Declared> = current
        .registers
        .iter()
        .copied()
        .take(SHIPPED.len())
        .collect();
    let names: Vec<&str> = shipped
        .iter()
        .map(|one| one.register.name.as_str())
        .collect();
    let texts = files
        .iter()
        .map(|(file, text)| (file.as_str(), text.as_str()));
    let (own, faults) = declared(texts, &names);
    let registers = shipped.into_iter().chain(own).collect();
    *current = Box::leak(Box::new(Set {
        registers,
        faults: faults.clone(),
        files: files.to_vec(),
    }));
    faults
}

/// Keeps what is wrong with files to be told; those that are in force stay so.
fn report(faults: &[Fault]) {
    let mut current = SET.write().unwrap_or_else(PoisonError::into_inner);
    if current.faults == faults {
        return;
    }
    *current = Box::leak(Box::new(Set {
        registers: current.registers.clone(),
        faults: faults.to_vec(),
        files: current.files.clone(),
    }));
}

/// Reads and checks files without putting them in force.
pub fn check(files: &[(String, String)]) -> Vec<Fault> {
    own(files).1
}

/// The registers of the office's own files, and all faults of all of them.
fn own(files: &[(String, String)]) -> (Vec<(&str, Register)>, Vec<Fault>) {
    let shipped: Vec<&str> = set()
        .all()
        .take(SHIPPED.len())
        .map(|one| one.register.name.as_str())
        .collect();
    let texts = files
        .iter()
        .map(|(file, text)| (file.as_str(), text.as_str()));
    registers_of(texts, &shipped)
}

/// Reads files; those without a fault become registers, beside these names.
fn declared<'f>(
    files: impl Iterator<Item = (&'f str, &'f str)>,
    beside: &[&str],
) -> (Vec<&'static Declared>, Vec<Fault>) {
    let (registers, faults) = registers_of(files, beside);
    let derived = registers.into_iter().map(|(file, one)| derived(file, one));
    (derived.collect(), faults)
}

/// The registers of these files, and all faults of all of them.
fn registers_of<'f>(
    files: impl Iterator<Item = (&'f str, &'f str)>,
    beside: &[&str],
) -> (Vec<(&'f str, Register)>, Vec<Fault>) {
    let mut taken: BTreeSet<&str> = BTreeSet::from(OTHERS);
    taken.extend(beside.iter().copied());
    for name in own_lists() {
        taken.insert(name);
    }
    let groups = TABLES.iter().flat_map(|table| table.iter());
    taken.extend(groups.filter_map(|row| row.name.split_once('.').map(|(group, _)| group)));
    let taken: Vec<&str> = taken.into_iter().collect();
    let files: Vec<(&str, &str)> = files.collect();
    let names: Vec<Option<(String, u32)>> = files.iter().map(|(_, text)| named(text)).collect();
    let own = names.iter().flatten().map(|(name, _)| name.as_str());
    let there: Vec<&str> = own.chain(beside.iter().copied()).collect();
    let known = Known::shipped(&taken).beside(&there);
    let mut read_well = Vec::new();
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    for ((file, text), name) in files.iter().zip(&names) {
        match read(file, text, &known) {
            Ok(register) => {
                read_well.push((*file, register));
                lines.push(name.as_ref().map_or(0, |(_, line)| *line));
            }
            Err(found) => faults.extend(found),
        }
    }
    let with_lines = read_well.iter().zip(&lines);
    let all: Vec<(&str, u32, &Register)> = with_lines
        .map(|((file, one), line)| (*file, *line, one))
        .collect();
    let twice = across(&all);
    read_well.retain(|(file, _)| !twice.iter().any(|fault| fault.file == *file));
    faults.extend(twice);
    (read_well, faults)
}

/// Names that belong to the terminal or to the command line.
const OTHERS: [&str; 8] = [
    "row", "pane", "go", "form", "edit", "choice", "draft", "register",
];

/// What a register brings: its commands and its list.
fn derived(file: &str, register: Register) -> &'static Declared {
    let register: &'static Register = Box::leak(Box::new(register));
    Box::leak(Box::new(Declared {
        file: file.to_owned(),
        rows: Box::leak(rows::of(register).into_boxed_slice()),
        list: register_list(register),
        register,
    }))
}
