//! The fields a line fills, and what each of its words is shown as.

use crate::domain::calendar::{DAY_MINUTES, When};
use crate::domain::error::{FieldFault, Refusal, Why};
use crate::domain::intake::{Guess, Kind, Token as Read, Value};
use crate::domain::office::Phrase;
use crate::domain::ticket::Priority;
use crate::service::args::{self, Reading};
use crate::service::command::row;
use crate::service::halt::{Halt, Run};
use crate::service::queries::Asking;
use crate::service::queries::found::premises;
use crate::service::view::Token;

use super::LOG;
use super::keywords;
use super::known::{home_of, whose};

/// The kinds of words: name, and the field each fills.
const KINDS: &[(Kind, &str, &str)] = &[
    (Kind::Room, "room", "premises"),
    (Kind::Person, "person", "person"),
    (Kind::Phone, "phone", "phone"),
    (Kind::Phrase, "phrase", "text"),
    (Kind::About, "kind", "kind"),
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
    pub fn set(&mut self, name: &str, text: &str) {
        if self.get(name).is_none() && !text.is_empty() {
            self.replace(name, text.to_owned());
        }
    }

    /// Adds a text to what stands there, behind the mark that stood between them.
    fn add(&mut self, name: &str, mark: &str, text: &str) {
        let text = match self.get(name) {
            Some(before) => format!("{before}{mark}{text}"),
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

    /// Takes in one word of a matter that is known to be of a kind, or not yet of any.
    ///
    /// `mark` is what stands before it in the line: a space, a comma.
    pub fn take(&mut self, asking: Asking<'_>, kind: &str, token: &Read, mark: &str) -> Run<()> {
        let placed = self.get("premises").is_some() || self.get("area").is_some();
        match (token.kind, &token.value) {
            // A second home is what the first speaks of.
            (Kind::Room, Value::Hit(hit)) if placed => self.add("text", mark, &hit.label),
            (Kind::Room, Value::Text(text)) if placed => self.add("text", mark, text),
            (Kind::Room, Value::Hit(hit)) => {
                match home_of(asking, &hit.key)? {
                    Some(home) => self.set("premises", &premises(asking.office, &home)),
                    // A public area that is no record of its own.
                    None => self.set("area", &hit.label),
                }
            }
            (Kind::Person | Kind::Phone, Value::Hit(hit)) => {
                if self.get("person").is_some_and(|known| known != hit.key) {
                    self.add("text", mark, &hit.label);
                }
                self.set("person", &hit.key);
                self.set("caller", &hit.label);
            }
            (Kind::Phrase, Value::Hit(hit)) => self.phrase(asking, kind, &hit.key, mark),
            (Kind::Category, Value::Hit(hit)) => self.set("category", &hit.key),
            (Kind::Worker, Value::Hit(hit)) => self.set("worker", &hit.label),
            (Kind::Urgent, _) => self.replace("priority", "urgent".to_owned()),
            (Kind::When, Value::When(when)) => self.set("appointment", &typed_when(*when)),
            (Kind::Text, Value::Text(text)) => self.add("text", mark, text),
            // Somebody nobody knows by that name.
            (Kind::Person, Value::Text(text)) => self.set("caller", text),
            // A number that is nobody's, and marked words that are nothing known: the command
            // takes the one and says what is wrong with the others.
            (kind, Value::Text(text)) => self.set(field_of(kind), text),
            _ => {}
        }
        Ok(())
    }

    /// A phrase says the matter and brings its place and, where it is of the matter's kind, its category.
    fn phrase(&mut self, asking: Asking<'_>, kind: &str, key: &str, mark: &str) {
        let phrases = &asking.office.phrases;
        if let Some(phrase) = phrases.iter().find(|known| known.id.to_string() == key) {
            self.add("text", mark, &phrase.text);
            self.bring(asking, kind, phrase);
        }
    }

    /// Free text that holds a phrase is about what the longest one is about, other text about what its words speak of;
    /// what was said of category and place stays.
    pub fn guess(&mut self, asking: Asking<'_>, kind: &str) {
        let Some(text) = self.get("text").filter(|_| self.get("category").is_none()) else {
            return;
        };
        let phrases = asking.office.phrases.iter();
        let held = phrases.filter(|phrase| !phrase.text.is_empty() && text.contains(&phrase.text));
        if let Some(phrase) = held.max_by_key(|phrase| phrase.text.len()) {
            self.bring(asking, kind, phrase);
            return;
        }
        let fits = |code: &str| {
            let of = kind_of_category(asking, code);
            of.is_some_and(|of| kind.is_empty() || of == kind)
        };
        if let Some(code) = keywords::category(text, fits) {
            self.set("category", code);
        }
    }

    fn bring(&mut self, asking: Asking<'_>, kind: &str, phrase: &Phrase) {
        let of = kind_of_category(asking, &phrase.category);
        if kind.is_empty() || of == Some(kind) {
            self.set("place", &phrase.place);
            self.set("category", &phrase.category);
            self.set("priority", phrase.priority.map_or("", Priority::name));
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }

    /// The fields.
    pub fn done(self) -> Vec<(String, String)> {
        self.0
    }
}

/// The kind of ticket a category is for.
pub(super) fn kind_of_category(asking: Asking<'_>, code: &str) -> Option<&'static str> {
    let mut known = asking.office.categories.iter();
    known
        .find(|category| category.code == code)
        .map(|category| category.kind.name())
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

/// How many of those it could be a fault names.
const NAMED: usize = 5;

/// Says that a few digits could be several homes or people.
pub(super) fn several(typed: &str, could: &[String]) -> Refusal {
    Refusal::new(Why::SeveralPremises)
        .with("text", typed)
        .with("candidates", could.join("  "))
}

/// Whether a word is these few digits, which could be several homes or people.
pub(super) fn is_undecided(read: &Read, typed: &str) -> bool {
    let digits = matches!(&read.value, Value::Text(text) if text == typed);
    read.kind == Kind::Room && digits && read.alternatives.len() > 1
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
pub(super) fn token(asking: Asking<'_>, read: &Read) -> Run<Token> {
    let at = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let (_, kind, field) = row_of(read.kind).copied().unwrap_or((read.kind, "", ""));
    let mut others = Vec::with_capacity(read.alternatives.len());
    for guess in &read.alternatives {
        others.push(other(asking, guess)?);
    }
    Ok(Token {
        span: (at(read.span.start), at(read.span.end)),
        kind: kind.to_owned(),
        field: field.to_owned(),
        value: shown(&read.value),
        others,
        fault: fault(asking, read, field)?,
    })
}

/// What the command would say against a word that was not looked up, or a day.
fn fault(asking: Asking<'_>, read: &Read, field: &str) -> Run<Option<FieldFault>> {
    let doubted = match read.kind {
        Kind::Room | Kind::Category | Kind::Worker => !read.value.is_known(),
        Kind::When => true,
        _ => false,
    };
    if !read.value.is_known() && read.alternatives.len() > 1 && read.kind == Kind::Room {
        let mut could = Vec::new();
        for guess in read.alternatives.iter().take(NAMED) {
            could.push(other(asking, guess)?);
        }
        if read.alternatives.len() > NAMED {
            could.push("…".to_owned());
        }
        return Ok(Some(several(&shown(&read.value), &could).on(field)));
    }
    let arg = row(LOG).and_then(|row| row.arg(field));
    let Some(arg) = arg.filter(|_| doubted) else {
        return Ok(None);
    };
    match args::value(reading(asking), arg, &shown(&read.value)) {
        Ok(_) => Ok(None),
        Err(Halt::Refused(refusal)) => Ok(Some(refusal.on(field))),
        Err(halt) => Err(halt),
    }
}

/// What reading arguments may ask.
pub(super) const fn reading(asking: Asking<'_>) -> Reading<'_> {
    Reading {
        tx: asking.tx,
        office: asking.office,
        now: asking.now,
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

/// Another reading as it is offered: people with their home, as several may have one name.
fn other(asking: Asking<'_>, guess: &Guess) -> Run<String> {
    let name = shown(&guess.value);
    match (&guess.value, guess.kind) {
        (Value::Hit(hit), Kind::Person | Kind::Phone) => Ok(match whose(asking, &hit.key)? {
            Some(home) => format!("{name} {}", premises(asking.office, &home)),
            None => name,
        }),
        _ => Ok(name),
    }
}
