//! Reads a file of duties part by part, so that a fault in one hides none in another.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::declaration::{By, Duty, Owner};
use super::period::{At, Every, Shift, Timing};
use super::record::key;
use crate::domain::calendar::Day;
use crate::domain::register::{Fault, Label, What};

/// Bytes of the largest file (reliability.md 4.3).
const LARGEST: usize = 256 * 1024;
/// Acts a duty may ask for within a period.
const MOST: u32 = 366;

/// What may stand at the top of a file, and in a duty.
const TOP: &[&str] = &["duties", "off", "on"];
const KEYS: &[&str] = &[
    "id", "label", "part", "source", "rows", "owner", "every", "interval", "day", "before", "at",
    "shift", "count", "register", "states", "field", "is", "command", "report", "off",
];

/// What declarations are checked against beside themselves.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Whether there is a command called so.
    pub command: &'a dyn Fn(&str) -> bool,
    /// Whether an interval is a setting of this name.
    pub setting: &'a dyn Fn(&str) -> bool,
    /// The states of a register; nothing where it is not in force.
    pub states: &'a dyn Fn(&str) -> Option<Vec<String>>,
    /// The values of a choice of a register; nothing where there is no such field.
    pub values: &'a dyn Fn(&str, &str) -> Option<Vec<String>>,
}

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct File {
    pub duties: Vec<Duty>,
    /// Other files' duties that it switches off or on.
    pub off: Vec<String>,
    pub on: Vec<String>,
}

/// A duty as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Raw {
    id: String,
    label: Label,
    part: String,
    source: String,
    rows: Vec<String>,
    owner: String,
    every: String,
    interval: Option<String>,
    day: Option<u8>,
    before: Option<u8>,
    at: Option<String>,
    shift: Option<String>,
    count: Option<u32>,
    register: Option<String>,
    states: Vec<String>,
    field: Option<String>,
    is: Vec<String>,
    command: Option<String>,
    report: Option<String>,
    off: bool,
}

struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    /// `3`, `3.before`: the line it begins in.
    lines: BTreeMap<String, u32>,
    faults: Vec<Fault>,
}

/// Reads and checks the file called `file`; all its faults are returned at once, in the order of their lines.
pub fn read(file: &str, text: &str, known: Known<'_>) -> Result<File, Vec<Fault>> {
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
    let read = reader.whole(table.into_inner(), known);
    if reader.faults.is_empty() {
        return Ok(read);
    }
    reader.faults.sort_by_key(|fault| fault.line);
    reader.faults.dedup();
    Err(reader.faults)
}

/// What several files say against one another: a name twice, a name to switch that nobody has.
pub fn across(files: &[(&str, &File)]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut ids: BTreeMap<u64, &str> = BTreeMap::new();
    let fault = |file: &str, what, text: &str| Fault {
        file: file.to_owned(),
        line: 0,
        what,
        text: text.to_owned(),
        known: Vec::new(),
    };
    for (file, read) in files {
        for duty in &read.duties {
            // Two names with one key would share their records.
            if ids.insert(key(&duty.id, Day::MIN), file).is_some() {
                faults.push(fault(file, What::Twice, &duty.id));
            }
        }
    }
    for (file, read) in files {
        for id in read.off.iter().chain(&read.on) {
            if !ids.contains_key(&key(id, Day::MIN)) {
                faults.push(fault(file, What::UnknownDuty, id));
            }
        }
    }
    faults
}

impl Reader<'_> {
    fn fault(&mut self, path: &str, what: What, text: &str, known: &[&str]) {
        let around = path.split('.').next().unwrap_or_default();
        let line = self.lines.get(path).or_else(|| self.lines.get(around));
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line: line.copied().unwrap_or(0),
            what,
            text: text.to_owned(),
            known: known.iter().map(|name| (*name).to_owned()).collect(),
        });
    }

    fn line(&self, at: usize) -> u32 {
        let before = self.text.as_bytes().iter().take(at);
        let breaks = before.filter(|byte| **byte == b'\n').count();
        u32::try_from(breaks + 1).unwrap_or(u32::MAX)
    }

    fn syntax(&mut self, error: &toml::de::Error, around: Range<usize>) {
        let line = self.line(error.span().unwrap_or(around).start);
        // One line: what follows are the words of the file itself.
        let said = error.message().lines().next().unwrap_or_default();
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line,
            what: What::Syntax,
            text: said.to_owned(),
            known: Vec::new(),
        });
    }

    fn whole(&mut self, table: DeTable<'_>, known: Known<'_>) -> File {
        let mut file = File::default();
        for (name, value) in table {
            let line = self.line(name.span().start);
            let name = name.get_ref().to_string();
            self.lines.insert(name.clone(), line);
            match name.as_str() {
                "duties" => file.duties = self.duties(value, known),
                "off" => file.off = self.plain(value).unwrap_or_default(),
                "on" => file.on = self.plain(value).unwrap_or_default(),
                _ => self.fault(&name, What::UnknownKey, &name, TOP),
            }
        }
        file
    }

    fn plain<T: serde::de::DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Option<T> {
        let span = value.span();
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(read) => Some(read),
            Err(error) => {
                self.syntax(&error, span);
                None
            }
        }
    }

    fn duties(&mut self, value: Spanned<DeValue<'_>>, known: Known<'_>) -> Vec<Duty> {
        let DeValue::Array(array) = value.into_inner() else {
            self.fault("duties", What::Syntax, "[[duties]]", &[]);
            return Vec::new();
        };
        let mut duties = Vec::new();
        let mut ids = BTreeSet::new();
        for (at, value) in array.into_iter().enumerate() {
            let path = at.to_string();
            let line = self.line(value.span().start);
            self.lines.insert(path.clone(), line);
            let Some(raw) = self.raw(&path, value) else {
                continue;
            };
            if !ids.insert(raw.id.clone()) {
                self.fault(&format!("{path}.id"), What::Twice, &raw.id, &[]);
            }
            duties.extend(self.duty(&path, raw, known));
        }
        duties
    }

    /// One duty as it is written: what is unknown in it is said and left out, so that the rest is read all the same.
    fn raw(&mut self, path: &str, value: Spanned<DeValue<'_>>) -> Option<Raw> {
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            self.fault(path, What::Syntax, "[[duties]]", &[]);
            return None;
        };
        let mut kept = DeTable::new();
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let within = format!("{path}.{name}");
            let line = self.line(key.span().start);
            self.lines.insert(within.clone(), line);
            if KEYS.contains(&name.as_str()) {
                kept.insert(key, value);
            } else {
                self.fault(&within, What::UnknownKey, &name, KEYS);
            }
        }
        self.plain(Spanned::new(span, DeValue::Table(kept)))
    }

    /// A text that must be readable; what is not is said.
    fn must<T>(&mut self, path: &str, text: &str, read: Option<T>, names: &[&str]) -> Option<T> {
        if read.is_none() {
            let key = path.rsplit('.').next().unwrap_or_default();
            if text.is_empty() {
                self.fault(path, What::MissingKey, key, &[]);
            } else {
                self.fault(path, What::BadTiming, text, names);
            }
        }
        read
    }

    fn duty(&mut self, path: &str, raw: Raw, known: Known<'_>) -> Option<Duty> {
        let within = |key: &str| format!("{path}.{key}");
        let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if raw.id.is_empty() || raw.id.len() > 40 || !raw.id.chars().all(sound) {
            self.fault(&within("id"), What::BadName, &raw.id, &[]);
        }
        let label = &raw.label;
        if [&label.zh_hans, &label.zh_hant, &label.en]
            .iter()
            .any(|text| text.trim().is_empty())
        {
            self.fault(&within("label"), What::MissingKey, "label", &[]);
        }
        let owner = Owner::named(&raw.owner);
        let names = [
            "receptionist",
            "supervisor",
            "dept_manager",
            "property_manager",
            "leadership",
            "archivist",
            "quality",
        ];
        let owner = self.must(&within("owner"), &raw.owner, owner, &names);
        let timing = self.timing(path, &raw);
        if let Some(interval) = &raw.interval
            && !(known.setting)(interval)
        {
            self.fault(&within("interval"), What::UnknownSetting, interval, &[]);
        }
        let count = raw.count.unwrap_or(1);
        if !(1..=MOST).contains(&count) {
            self.fault(
                &within("count"),
                What::BadTiming,
                &count.to_string(),
                &["1-366"],
            );
        }
        let by = self.by(path, &raw, known);
        Some(Duty {
            owner: owner?,
            timing: timing?,
            id: raw.id,
            label: raw.label,
            part: raw.part,
            source: raw.source,
            rows: raw.rows,
            interval: raw.interval,
            count,
            by,
            off: raw.off,
        })
    }

    fn timing(&mut self, path: &str, raw: &Raw) -> Option<Timing> {
        let within = |key: &str| format!("{path}.{key}");
        let every = Every::read(&raw.every);
        let every = self.must(&within("every"), &raw.every, every, &Every::names());
        for (key, number, least) in [("day", raw.day, 1), ("before", raw.before, 2)] {
            let Some(number) = number else { continue };
            if !(least..=31).contains(&number) {
                let known = format!("{least}-31");
                self.fault(
                    &within(key),
                    What::BadTiming,
                    &number.to_string(),
                    &[&known],
                );
            }
            // A day of the month is one of a month; and not two of them.
            let month = every.is_none_or(|every| every == Every::Month);
            if !month || (key == "before" && raw.day.is_some()) {
                self.fault(&within(key), What::BadTiming, key, &["every = \"month\""]);
            }
        }
        let daily = every.is_some_and(Every::is_daily);
        let usual = if daily { "close" } else { "end" };
        let at = raw.at.as_deref().unwrap_or(usual);
        let at = self.must(&within("at"), at, At::read(at), &["end open close 17:30"]);
        let shift = raw.shift.as_deref().unwrap_or("previous");
        let named = Shift::named(shift);
        let shift = self.must(
            &within("shift"),
            shift,
            named,
            &["previous", "next", "none"],
        );
        Some(Timing {
            every: every?,
            day: raw.day,
            before: raw.before,
            at: at?,
            shift: shift?,
        })
    }

    fn by(&mut self, path: &str, raw: &Raw, known: Known<'_>) -> By {
        let within = |key: &str| format!("{path}.{key}");
        let several = [&raw.register, &raw.command, &raw.report];
        if several.iter().filter(|one| one.is_some()).count() > 1 {
            self.fault(path, What::Ambiguous, &raw.id, &[]);
        }
        if let Some(command) = &raw.command {
            if !(known.command)(command) {
                self.fault(&within("command"), What::UnknownCommand, command, &[]);
            }
            return By::Command(command.clone());
        }
        if let Some(report) = &raw.report {
            return By::Report(report.clone());
        }
        let Some(register) = &raw.register else {
            return By::Hand;
        };
        if raw.states.is_empty() {
            self.fault(&within("states"), What::MissingKey, "states", &[]);
        }
        if let Some(states) = (known.states)(register) {
            let names: Vec<&str> = states.iter().map(String::as_str).collect();
            for state in raw.states.iter().filter(|state| !states.contains(state)) {
                self.fault(&within("states"), What::UnknownState, state, &names);
            }
            if let Some(field) = &raw.field {
                match (known.values)(register, field) {
                    None => self.fault(&within("field"), What::UnknownField, field, &[]),
                    Some(values) => {
                        let names: Vec<&str> = values.iter().map(String::as_str).collect();
                        for value in raw.is.iter().filter(|value| !values.contains(value)) {
                            self.fault(&within("is"), What::Options, value, &names);
                        }
                    }
                }
            }
        }
        By::Register {
            register: register.clone(),
            states: raw.states.clone(),
            field: raw.field.clone().map(|field| (field, raw.is.clone())),
        }
    }
}
