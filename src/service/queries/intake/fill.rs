//! The fields a line fills, and what each of its words is shown as.

use crate::domain::calendar::{DAY_MINUTES, When};
use crate::domain::intake::{Guess, Kind, Token as Read, Value};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::found::premises;
use crate::service::view::Token;

use super::known::home_of;

/// The kinds of words: name, and the field each fills.
const KINDS: &[(Kind, &str, &str)] = &[
    (Kind::Room, "room", "premises"),
    (Kind::Person, "person", "person"),
    (Kind::Phone, "phone", "phone"),
    (Kind::Phrase, "phrase", "text"),
    (Kind::Category, "category", "category"),
    (Kind::Urgent, "urgent", "priority"),
    (Kind::When, "when", "appointment"),
    (Kind::Worker, "worker", "worker"),
    (Kind::Text, "text", "text"),
    (Kind::Break, "break", ""),
];

/// Fields as they stand: name, text.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The text of a field, unless it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, text)| known == name && !text.is_empty())
            .map(|(_, text)| text.as_str())
    }

    /// Puts a text in, whatever stood there.
    pub fn replace(&mut self, name: &str, text: String) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), text));
    }

    /// Puts a text in where none stands: the first word of a kind counts.
    fn set(&mut self, name: &str, text: &str) {
        if self.get(name).is_none() && !text.is_empty() {
            self.replace(name, text.to_owned());
        }
    }

    /// Adds a text to what stands there.
    fn add(&mut self, name: &str, text: &str) {
        let text = match self.get(name) {
            Some(before) => format!("{before} {text}"),
            None => text.to_owned(),
        };
        self.replace(name, text);
    }

    /// What was filled in by hand wins.
    pub fn overrule(&mut self, typed: &[(String, String)]) {
        for (name, text) in typed {
            if !text.is_empty() {
                self.replace(name, text.clone());
            }
        }
    }

    /// Takes in one word.
    pub fn take(&mut self, asking: Asking<'_>, token: &Read) -> Run<()> {
        match (token.kind, &token.value) {
            (Kind::Room, Value::Hit(hit)) => {
                match home_of(asking, &hit.key)? {
                    Some(home) => self.set("premises", &premises(asking.office, &home)),
                    // A public area that is no record of its own.
                    None => self.set("area", &hit.label),
                }
            }
            (Kind::Person | Kind::Phone, Value::Hit(hit)) => {
                self.set("person", &hit.key);
                self.set("caller", &hit.label);
            }
            (Kind::Phrase, Value::Hit(hit)) => self.phrase(asking, &hit.key),
            (Kind::Category, Value::Hit(hit)) => self.set("category", &hit.key),
            (Kind::Worker, Value::Hit(hit)) => self.set("worker", &hit.label),
            (Kind::Urgent, _) => self.set("priority", "urgent"),
            (Kind::When, Value::When(when)) => self.set("appointment", &typed_when(*when)),
            (Kind::Text, Value::Text(text)) => self.add("text", text),
            // A number that is nobody's, and marked words that are nothing known: the command
            // takes the one and says what is wrong with the others.
            (kind, Value::Text(text)) => self.set(field_of(kind), text),
            _ => {}
        }
        Ok(())
    }

    /// A phrase says the matter and brings its category and place.
    fn phrase(&mut self, asking: Asking<'_>, key: &str) {
        let phrases = &asking.office.phrases;
        if let Some(phrase) = phrases.iter().find(|known| known.id.to_string() == key) {
            self.add("text", &phrase.text);
            self.set("category", &phrase.category);
            self.set("place", &phrase.place);
        }
    }

    /// The fields.
    pub fn done(self) -> Vec<(String, String)> {
        self.0
    }
}

fn field_of(kind: Kind) -> &'static str {
    row_of(kind).map_or("", |(_, _, field)| field)
}

fn row_of(kind: Kind) -> Option<&'static (Kind, &'static str, &'static str)> {
    KINDS.iter().find(|(known, _, _)| *known == kind)
}

/// A day and time as the argument of a command is typed, so that it means the same tomorrow.
fn typed_when(when: When) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    match when.window {
        None => when.day.to_string(),
        Some(window) if window.from == window.to => {
            format!("{} {}", when.day, clock(window.from))
        }
        Some(window) => {
            // Midnight at the end of a day is not a time of that day.
            let to = window.to.min(DAY_MINUTES - 1);
            format!("{} {}-{}", when.day, clock(window.from), clock(to))
        }
    }
}

/// The ids of the homes a room could be besides the one taken.
pub(super) fn other_rooms(read: &[Read]) -> Vec<u64> {
    read.iter()
        .find(|token| token.kind == Kind::Room)
        .into_iter()
        .flat_map(|token| &token.alternatives)
        .filter(|guess| guess.kind == Kind::Room)
        .filter_map(|guess| match &guess.value {
            Value::Hit(hit) => hit.key.parse().ok(),
            _ => None,
        })
        .collect()
}

/// A word as it is shown.
pub(super) fn token(read: &Read) -> Token {
    let at = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let (_, kind, field) = row_of(read.kind).copied().unwrap_or((read.kind, "", ""));
    Token {
        span: (at(read.span.start), at(read.span.end)),
        kind: kind.to_owned(),
        field: field.to_owned(),
        value: shown(&read.value),
        others: read.alternatives.iter().map(other).collect(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Hit(hit) => hit.label.clone(),
        Value::When(when) => typed_when(*when),
        Value::Text(text) => text.clone(),
        Value::None => String::new(),
    }
}

fn other(guess: &Guess) -> String {
    shown(&guess.value)
}
