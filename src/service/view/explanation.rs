//! How something came about: one shape for deadlines, amounts, places in the queue and figures.

use crate::service::query::Pane;
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
    /// Where the rows are that a figure counts.
    #[n(3)]
    pub rows: Option<Pane>,
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

    /// The same, whose rows are in a pane.
    #[must_use]
    pub fn counts(self, rows: Pane) -> Self {
        Self {
            rows: Some(rows),
            ..self
        }
    }

    /// Its facts as they are told: the steps, then what they come to.
    pub fn told(&self) -> impl Iterator<Item = &Field> {
        self.values.iter().chain(&self.sum)
    }
}
