//! Reads a register's file part by part, so that a fault in one hides none in another.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::Register;
use super::check;
use super::declaration::{Correction, Deadline, Field, Head, Move, Opening, Recurring, State};
use super::fault::{Fault, What};
use super::names::Known;

/// Bytes of the largest file (reliability.md 4.3).
const LARGEST: usize = 256 * 1024;

/// What may stand in each part of a file, to name the nearest to a wrong one.
const KEYS: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "name",
            "letter",
            "label",
            "paper",
            "columns",
            "title",
            "sort",
            "renamed",
            "renamed_fields",
            "groups",
            "stock",
            "grid",
            "in_store",
            "keep",
            "fields",
            "states",
            "opening",
            "correction",
            "moves",
            "deadlines",
            "recurring",
        ],
    ),
    (
        "fields",
        &[
            "id",
            "kind",
            "label",
            "required",
            "required_when",
            "masked",
            "longest",
            "options",
            "of",
            "computed",
        ],
    ),
    ("states", &["id", "group", "label"]),
    (
        "opening",
        &[
            "label", "right", "asks", "several", "guards", "effects", "starts", "stamps",
        ],
    ),
    ("correction", &["label", "right", "asks"]),
    (
        "moves",
        &[
            "id", "label", "from", "to", "right", "approval", "asks", "needs", "empties", "stamps",
            "reason", "guards", "effects", "starts", "restarts", "stops",
        ],
    ),
    ("deadlines", &["id", "label", "within", "until", "head"]),
    ("recurring", &["states", "every", "effects"]),
];

/// The parts of a file as far as they could be read.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub head: Head,
    pub fields: Vec<Field>,
    pub states: Vec<State>,
    pub opening: Opening,
    pub correction: Option<Correction>,
    pub moves: Vec<Move>,
    pub deadlines: Vec<Deadline>,
    pub recurring: Option<Recurring>,
}

/// Where everything stands, and what is wrong so far.
pub(super) struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    /// `moves[3]`, `moves[3].from`, `states.lent`: the line it begins in.
    lines: BTreeMap<String, u32>,
    pub faults: Vec<Fault>,
}

/// Reads and checks the file called `file`; all its faults are returned at once, in the order of their lines.
pub fn read(file: &str, text: &str, known: &Known<'_>) -> Result<Register, Vec<Fault>> {
    let mut reader = Reader {
        file,
        text,
        lines: BTreeMap::new(),
        faults: Vec::new(),
    };
    if text.len() > LARGEST {
        reader.fault("", What::TooLarge, &(LARGEST / 1024).to_string(), &[]);
        return Err(reader.faults);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        reader.syntax(error, 0..0);
    }
    let parts = reader.parts(table.into_inner());
    // What could not be read would look like something missing everywhere else.
    if !reader.faults.is_empty() {
        check::names(&parts, known, &mut reader);
        return Err(reader.in_order());
    }
    match check::whole(parts, known, &mut reader) {
        Some(register) if reader.faults.is_empty() => Ok(register),
        _ => Err(reader.in_order()),
    }
}

/// What a file calls its register, and the line it does so on; nothing where it cannot be read so far.
pub fn named(text: &str) -> Option<(String, u32)> {
    let (table, _) = DeTable::parse_recoverable(text);
    let name = table.get_ref().get("name")?;
    let before = text.as_bytes().iter().take(name.span().start);
    let line = before.filter(|byte| **byte == b'\n').count() + 1;
    let name = name.get_ref().as_str()?.to_owned();
    Some((name, u32::try_from(line).unwrap_or(u32::MAX)))
}

impl Reader<'_> {
    /// Adds a fault at a place, or at the nearest place around it that has a line.
    pub fn fault(&mut self, path: &str, what: What, text: &str, known: &[&str]) {
        let mut around = path;
        let line = loop {
            if let Some(line) = self.lines.get(around) {
                break *line;
            }
            match around.rsplit_once('.') {
                Some((outer, _)) => around = outer,
                None => break 0,
            }
        };
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line,
            what,
            text: text.to_owned(),
            known: known.iter().map(|name| (*name).to_owned()).collect(),
        });
    }

    fn in_order(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|fault| fault.line);
        self.faults.dedup();
        self.faults
    }

    fn line(&self, at: usize) -> u32 {
        let before = self.text.as_bytes().iter().take(at);
        let breaks = before.filter(|byte| **byte == b'\n').count();
        u32::try_from(breaks + 1).unwrap_or(u32::MAX)
    }

    fn syntax(&mut self, error: &toml::de::Error, around: Range<usize>) {
        let at = error.span().unwrap_or(around).start;
        let line = self.line(at);
        // One line: what follows are the words of the file itself.
        let said = error
            .message()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        let (what, text) = match said.split('`').nth(1) {
            Some(key) if said.starts_with("missing field") => (What::MissingKey, key.to_owned()),
            _ => (What::Syntax, said),
        };
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line,
            what,
            text,
            known: Vec::new(),
        });
    }

    /// Takes the file apart.
    fn parts(&mut self, table: DeTable<'_>) -> Parts {
        let mut parts = Parts::default();
        let mut head = DeTable::new();
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let span = key.span();
            let line = self.line(span.start);
            self.lines.insert(name.clone(), line);
            match name.as_str() {
                "fields" => parts.fields = self.several("fields", value, |one: &Field| &one.id),
                "states" => parts.states = self.several("states", value, |one: &State| &one.id),
                "moves" => parts.moves = self.several("moves", value, |_| ""),
                "deadlines" => {
                    parts.deadlines = self.several("deadlines", value, |one: &Deadline| &one.id);
                }
                "opening" => parts.opening = self.one("opening", value).unwrap_or_default(),
                "correction" => parts.correction = self.one("correction", value),
                "recurring" => parts.recurring = self.one("recurring", value),
                known if keys("").contains(&known) => {
                    head.insert(key, value);
                }
                _ => self.fault(&name, What::UnknownKey, &name, keys("")),
            }
        }
        let whole = 0..0;
        let spanned = Spanned::new(whole.clone(), DeValue::Table(head));
        match Head::deserialize(ValueDeserializer::from(spanned)) {
            Ok(head) => parts.head = head,
            Err(error) => self.syntax(&error, whole),
        }
        for needed in ["fields", "states", "opening", "moves"] {
            if !self.lines.contains_key(needed) {
                self.fault("", What::MissingKey, needed, &[]);
            }
        }
        parts
    }

    /// Reads a list of tables, each by itself.
    fn several<T: DeserializeOwned>(
        &mut self,
        part: &str,
        value: Spanned<DeValue<'_>>,
        id: fn(&T) -> &str,
    ) -> Vec<T> {
        let span = value.span();
        let DeValue::Array(array) = value.into_inner() else {
            let known = format!("[[{part}]]");
            let line = self.line(span.start);
            self.lines.insert(part.to_owned(), line);
            self.fault(part, What::Syntax, &known, &[]);
            return Vec::new();
        };
        let mut read = Vec::new();
        for (at, value) in array.into_iter().enumerate() {
            let path = format!("{part}[{at}]");
            if let Some(one) = self.table::<T>(part, &path, value) {
                if let Some(line) = self.lines.get(&path).copied() {
                    self.lines
                        .entry(format!("{part}.{}", id(&one)))
                        .or_insert(line);
                }
                read.push(one);
            }
        }
        read
    }

    fn one<T: DeserializeOwned>(&mut self, part: &str, value: Spanned<DeValue<'_>>) -> Option<T> {
        self.table(part, part, value)
    }

    /// Reads one table: what is unknown in it is said and left out, so that the rest is read all the same.
    fn table<T: DeserializeOwned>(
        &mut self,
        part: &str,
        path: &str,
        value: Spanned<DeValue<'_>>,
    ) -> Option<T> {
        let span = value.span();
        let line = self.line(span.start);
        self.lines.insert(path.to_owned(), line);
        let DeValue::Table(table) = value.into_inner() else {
            self.fault(path, What::Syntax, path, &[]);
            return None;
        };
        let mut kept = DeTable::new();
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let within = format!("{path}.{name}");
            let line = self.line(key.span().start);
            self.lines.insert(within.clone(), line);
            if keys(part).contains(&name.as_str()) {
                kept.insert(key, value);
            } else {
                self.fault(&within, What::UnknownKey, &name, keys(part));
            }
        }
        let spanned = Spanned::new(span.clone(), DeValue::Table(kept));
        match T::deserialize(ValueDeserializer::from(spanned)) {
            Ok(read) => Some(read),
            Err(error) => {
                self.syntax(&error, span);
                None
            }
        }
    }
}

/// The keys of a part.
fn keys(part: &str) -> &'static [&'static str] {
    let known = KEYS.iter().find(|(name, _)| *name == part);
    known.map_or(&[], |(_, keys)| *keys)
}
