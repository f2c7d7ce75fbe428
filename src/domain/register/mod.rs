//! The engine of declared registers: fields, states, moves, deadlines, read from a file.

mod check;
mod computed;
mod declaration;
mod entry;
mod fault;
mod fields;
mod names;
mod read;

pub use check::across;
pub use computed::{Computed, FUNCTIONS, Function, Gives, function};
pub use declaration::{
    Choice, Correction, Deadline, Field, FieldKind, Label, Move, Opening, Recurring, State, When,
};
pub use entry::{Link, Place, RegisterEntry, Running, Value};
pub use fault::{Fault, What};
pub use names::{BY_ITSELF, EFFECTS, GUARDS, Known, MONEY};
pub use read::{named, read};

use std::collections::BTreeMap;

use crate::domain::calendar::{Day, Instant};
use crate::domain::duty::Every;
use crate::domain::fold::fold;
use crate::domain::id::Letter;
use crate::domain::lifecycle::Lifecycle;

/// Columns every register's list has before and behind its fields.
pub const OWN_COLUMNS: &[&str] = &[
    "number",
    "state",
    "group",
    "due_at",
    "late",
    "made_at",
    "made_by",
    "past_keep",
];

/// How the entries of a board stand in their group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// What is due first; without a deadline behind.
    Due,
    /// The newest first.
    Newest,
    /// By a field.
    Field(String),
}

/// A checked register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// The first part of its commands, and the name of its list.
    pub name: String,
    /// What its numbers begin with.
    pub letter: Letter,
    pub label: Label,
    /// What an entry is called on paper; as the register where nothing is said.
    pub paper: Option<Label>,
    pub fields: Vec<Field>,
    pub states: Vec<State>,
    pub opening: Opening,
    pub correction: Option<Correction>,
    pub moves: Vec<Move>,
    pub deadlines: Vec<Deadline>,
    pub recurring: Option<Recurring>,
    /// Columns of its board: fields, or own columns.
    pub columns: Vec<String>,
    /// The fields that tell an entry in a line.
    pub title: Vec<String>,
    pub sort: Sort,
    /// Former states: what became of them.
    pub renamed: BTreeMap<String, String>,
    /// Former fields: what they are called today.
    pub renamed_fields: BTreeMap<String, String>,
    /// The fields its entries are counted by.
    pub groups: Vec<String>,
    /// The choice whose values its board counts in its head, by what is in store of each (duties.md D-102).
    pub stock: Option<String>,
    /// The field that names the place of what is open in a cabinet, which is drawn as a grid (duties.md D-074).
    pub grid: Option<String>,
    /// The state in which something is in store; the first one where nothing is said.
    in_store: Option<String>,
    /// Months an entry is kept once it is over; forever where nothing is said.
    pub keep: Option<u32>,
    life: Lifecycle,
}

impl Register {
    /// Its states and the arrows between them.
    pub const fn life(&self) -> &Lifecycle {
        &self.life
    }

    /// The field called `id`.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The first field of a kind.
    pub fn first(&self, kind: FieldKind) -> Option<&Field> {
        self.fields.iter().find(|field| field.kind == kind)
    }

    /// The deadline called `id`.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.deadlines.iter().find(|one| one.id == id)
    }

    /// The state as it is called today.
    pub fn state<'s>(&'s self, stored: &'s str) -> &'s str {
        self.renamed.get(stored).map_or(stored, String::as_str)
    }

    /// An entry with its fields as they are called today.
    pub fn current(&self, mut entry: RegisterEntry) -> RegisterEntry {
        for (name, _) in &mut entry.values {
            if let Some(today) = self.renamed_fields.get(name) {
                name.clone_from(today);
            }
        }
        entry
    }

    /// The state in which something is in store.
    pub fn in_store(&self) -> &str {
        let first = || self.life.initial();
        self.in_store.as_deref().unwrap_or_else(first)
    }

    /// The fields entries are counted by, the stock among them.
    pub fn counted(&self) -> impl Iterator<Item = &str> {
        let stock = self.stock.iter().filter(|name| !self.groups.contains(name));
        self.groups.iter().chain(stock).map(String::as_str)
    }

    /// What an entry is counted under: field, value.
    pub fn groups_of(&self, entry: &RegisterEntry) -> Vec<(String, String)> {
        let groups = self.counted().filter_map(|name| {
            let value = match entry.value(name)? {
                Value::Text(text) | Value::Home(_, text) | Value::Named(_, text) => text.clone(),
                Value::Yes(yes) => String::from(if *yes { "yes" } else { "no" }),
                Value::Whole(number) => number.to_string(),
                _ => return None,
            };
            Some((name.to_owned(), value))
        });
        groups.collect()
    }

    /// Up to when an entry that is over must have ended for nobody to need it any more.
    pub fn kept_from(&self, today: Day) -> Option<Day> {
        let months = i32::try_from(self.keep?).ok()?;
        let month = today.month().plus(-months);
        let (_, _, day) = today.ymd();
        let day = i32::try_from(day).unwrap_or(1).min(month.days());
        Some(month.first().plus(day - 1))
    }

    /// The first move called `id` that leaves `state`, or the first of that name.
    pub fn step(&self, id: &str, state: &str) -> Option<&Move> {
        let named = || self.moves.iter().filter(|one| one.id == id);
        let here = |one: &&Move| {
            one.from
                .iter()
                .any(|from| from == state || from.starts_with('@'))
        };
        named().find(here).or_else(|| named().next())
    }

    /// How often the program does what recurs with an entry, if it does.
    pub fn recurs(&self, entry: &RegisterEntry) -> Option<Every> {
        let recurring = self.recurring.as_ref()?;
        let state = self.state(&entry.state);
        if !entry.open() || !recurring.states.iter().any(|one| one == state) {
            return None;
        }
        let own = || match entry.value(&recurring.every) {
            Some(Value::Text(chosen)) => Every::read(chosen),
            _ => None,
        };
        Every::read(&recurring.every).or_else(own)
    }

    /// Whether a field must be filled with what the others hold.
    pub fn must(&self, field: &Field, entry: &RegisterEntry) -> bool {
        let when = |when: &When| match entry.value(&when.field) {
            Some(Value::Text(chosen)) => when.is.contains(chosen),
            _ => false,
        };
        field.required || field.required_when.as_ref().is_some_and(when)
    }

    /// Its place among those of its group: of what is over the newest first.
    pub fn sort_key(&self, entry: &RegisterEntry) -> Vec<u8> {
        let backward = |at: Instant| (i64::MAX - at.ms()).to_be_bytes().to_vec();
        if entry.place == Place::Closed {
            let mut key = backward(entry.moved_at);
            // What is emptied stands behind all that is not: nobody looks through it for what is still to be emptied.
            if let Some(first) = key.first_mut().filter(|_| entry.purged_at.is_some()) {
                *first |= 0x80;
            }
            return key;
        }
        let field = match &self.sort {
            Sort::Due => {
                let due = entry.due_at().map_or(i64::MAX, Instant::ms);
                return due.to_be_bytes().to_vec();
            }
            Sort::Newest => return backward(entry.made_at),
            Sort::Field(field) => field,
        };
        match entry.value(field) {
            Some(Value::Text(text) | Value::Home(_, text) | Value::Named(_, text)) => {
                fold(text).bytes().take(LONGEST_KEY).collect()
            }
            Some(Value::Whole(number)) => signed(*number),
            Some(Value::Amount(amount)) => signed(amount.fen()),
            Some(Value::Day(day)) => day.number().to_be_bytes().to_vec(),
            Some(Value::At(at)) => at.ms().to_be_bytes().to_vec(),
            Some(Value::Yes(yes)) => vec![u8::from(*yes)],
            Some(Value::Record(number)) => number.full().into_bytes(),
            Some(Value::Charge(id, _)) => id.to_be_bytes().to_vec(),
            Some(Value::File(name, _)) => fold(name).bytes().take(LONGEST_KEY).collect(),
            None => Vec::new(),
        }
    }
}

/// A number as bytes in its order: what is below nothing comes first.
fn signed(number: i64) -> Vec<u8> {
    (number ^ i64::MIN).to_be_bytes().to_vec()
}

/// Bytes of a text a board sorts by.
const LONGEST_KEY: usize = 64;
