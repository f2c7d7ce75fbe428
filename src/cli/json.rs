//! Values as JSON: stable names, instants with the office's offset, money as a decimal string.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::domain::calendar::Zone;
use crate::domain::error::Fact;
use crate::service::view::Cell;

/// A JSON object whose members stay in the order in which they were put.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Object(pub Vec<(String, Value)>);

impl Object {
    /// Adds a member.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// A cell of a listing.
pub fn cell(cell: &Cell, zone: Zone) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Whole(number) => Value::from(*number),
        Cell::Money(amount) => Value::from(amount.plain()),
        Cell::Day(day) => Value::from(day.to_string()),
        Cell::Month(month) => Value::from(month.to_string()),
        Cell::At(at) => Value::from(zone.print(*at)),
        Cell::Yes(yes) => Value::from(*yes),
        Cell::Texts(texts) => Value::from(texts.clone()),
    }
}

/// A name of ours out of its key: what stands after the family and the set.
fn name_in(key: &str) -> &str {
    match key.split_once('-') {
        Some(("rank" | "right", name)) => name,
        Some(("choice" | "state", rest)) => rest.split_once('-').map_or(rest, |(_, name)| name),
        _ => key,
    }
}

/// A fact of a record or refusal; a term is its name, which does not change with the language.
pub fn fact(fact: &Fact, zone: Zone) -> Value {
    match fact {
        Fact::Term(key) if key == "choice-yes" => Value::from(true),
        Fact::Term(key) => Value::from(name_in(key)),
        Fact::Text(text) => Value::from(text.as_str()),
        Fact::Told(key, facts) => {
            let told = facts
                .iter()
                .map(|(name, fact)| (name.clone(), self::fact(fact, zone)));
            let mut object: serde_json::Map<String, Value> = told.collect();
            object.insert("name".to_owned(), Value::from(key.as_str()));
            Value::Object(object)
        }
        Fact::Several(facts) => Value::from(
            facts
                .iter()
                .map(|one| self::fact(one, zone))
                .collect::<Vec<_>>(),
        ),
        Fact::Count(count) => Value::from(*count),
        Fact::Money(amount) => Value::from(amount.plain()),
        Fact::Day(day) => Value::from(day.to_string()),
        Fact::At(at) => Value::from(zone.print(*at)),
    }
}

/// A row of a listing as an object.
pub fn row(columns: &[String], cells: &[Cell], zone: Zone) -> Object {
    Object(
        columns
            .iter()
            .cloned()
            .zip(cells.iter().map(|value| cell(value, zone)))
            .collect(),
    )
}
