//! Collects labelled facts; what is empty is left out.

use crate::domain::calendar::{Day, Instant};
use crate::domain::error::Fact;
use crate::domain::money::Amount;
use crate::service::subject::Subject;
use crate::service::view::{Explanation, Field};

/// A growing list of labelled facts.
#[derive(Debug, Default)]
pub struct Facts(Vec<Field>);

impl Facts {
    /// Adds a text, unless it is empty.
    pub fn text(&mut self, name: &str, text: &str) -> &mut Self {
        if !text.is_empty() {
            self.put(name, text);
        }
        self
    }

    /// Adds a key of the word files.
    pub fn term(&mut self, name: &str, key: String) -> &mut Self {
        self.put(name, Fact::Term(key))
    }

    /// Adds one of a closed set of names, in the words of `choice-<set>-<name>`; another text as it stands.
    pub fn choice(&mut self, name: &str, set: &str, value: &str, known: &[&str]) -> &mut Self {
        if known.contains(&value) {
            self.term(name, format!("choice-{set}-{value}"))
        } else {
            self.text(name, value)
        }
    }

    /// Says that something holds; what does not hold is left out.
    pub fn yes(&mut self, name: &str, holds: bool) -> &mut Self {
        if holds {
            self.term(name, String::from("choice-yes"));
        }
        self
    }

    /// Adds a number, unless it is zero.
    pub fn count(&mut self, name: &str, count: i64) -> &mut Self {
        if count != 0 {
            self.put(name, Fact::Count(count));
        }
        self
    }

    /// Adds an instant, if there is one.
    pub fn at(&mut self, name: &str, at: Option<Instant>) -> &mut Self {
        if let Some(at) = at {
            self.put(name, Fact::At(at));
        }
        self
    }

    /// Adds a day, if there is one.
    pub fn day(&mut self, name: &str, day: Option<Day>) -> &mut Self {
        if let Some(day) = day {
            self.put(name, Fact::Day(day));
        }
        self
    }

    /// Adds an amount, unless it is zero.
    pub fn money(&mut self, name: &str, amount: Amount) -> &mut Self {
        if amount != Amount::ZERO {
            self.put(name, amount);
        }
        self
    }

    /// Adds a fact, unless it is an empty text.
    pub fn said(&mut self, name: &str, value: Fact) -> &mut Self {
        match value {
            Fact::Text(text) => self.text(name, &text),
            fact => self.put(name, fact),
        }
    }

    /// Adds a fact.
    pub fn put(&mut self, name: &str, value: impl Into<Fact>) -> &mut Self {
        self.0.push(Field::new(name, value));
        self
    }

    /// Adds a text that opens a record.
    pub fn link(&mut self, name: &str, text: &str, to: Option<Subject>) -> &mut Self {
        if !text.is_empty() {
            self.0.push(Field {
                link: to,
                ..Field::new(name, text)
            });
        }
        self
    }

    /// Adds a fact that opens a record.
    pub fn opens(&mut self, name: &str, value: Fact, to: Option<Subject>) -> &mut Self {
        self.0.push(Field {
            link: to,
            ..Field::new(name, value)
        });
        self
    }

    /// What was collected, as an explanation whose last fact is what the others come to; nothing of nothing.
    pub fn explains(self, rule: &str) -> Option<Explanation> {
        (!self.0.is_empty()).then(|| Explanation::of(rule, self.0))
    }

    /// What was collected.
    pub fn done(self) -> Vec<Field> {
        self.0
    }
}
