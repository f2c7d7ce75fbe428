//! How something came about: one shape for deadlines, amounts, places in the queue and figures.

use crate::service::view::Field;

/// A rule, what it was worked out from, and what that comes to.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Explanation {
    /// The rule's id: a time limit's (`repair.dispatch.urgent`), or what is explained (`urgency`, `charge`, `rate`).
    #[n(0)]
    pub rule: String,
    /// Step by step.
    #[n(1)]
    pub values: Vec<Field>,
    /// What the steps come to.
    #[n(2)]
    pub sum: Option<Field>,
    /// The rows a figure counts.
    #[n(3)]
    pub rows: Option<Counted>,
}

/// The rows a figure counts, as `frontdesk list` asks for them.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Counted {
    #[n(0)]
    pub what: String,
    #[n(1)]
    pub conditions: Vec<String>,
}

impl Explanation {
    /// An explanation whose last fact is what the others come to.
    pub fn of(rule: &str, mut values: Vec<Field>) -> Self {
        Self {
            rule: rule.to_owned(),
            sum: values.pop(),
            values,
            rows: None,
        }
    }

    /// The same, which counts the rows of a list that fit.
    #[must_use]
    pub fn counts(self, what: &str, conditions: &[String]) -> Self {
        Self {
            rows: Some(Counted {
                what: what.to_owned(),
                conditions: conditions.to_vec(),
            }),
            ..self
        }
    }

    /// Its facts as they are told: the steps, then what they come to.
    pub fn told(&self) -> impl Iterator<Item = &Field> {
        self.values.iter().chain(&self.sum)
    }
}
