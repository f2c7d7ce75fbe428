//! The tickets marked for one act on several.

use crate::domain::calendar::Day;
use crate::domain::id::Number;
use crate::wire::Subject;
use crate::wire::view::OneOf;

/// The marks, in the order they were set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks(Vec<(Subject, Number)>);

impl Marks {
    /// How many.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this record is marked.
    pub fn has(&self, subject: Subject) -> bool {
        self.0.iter().any(|(marked, _)| *marked == subject)
    }

    /// Marks a record, or takes its mark off.
    pub fn toggle(&mut self, subject: Subject, number: Number) {
        if self.has(subject) {
            self.0.retain(|(marked, _)| *marked != subject);
        } else {
            self.0.push((subject, number));
        }
    }

    /// Takes all off.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// How questions and commands name them.
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|(_, number)| number.full()).collect()
    }

    /// Takes the marks off what left the list; returns what that was called. What was marked since it was asked stays.
    pub fn drop_gone(&mut self, known: &[OneOf], today: Day) -> Vec<String> {
        let gone = |subject: Subject| {
            let one = known.iter().find(|one| one.row.subject == subject);
            one.is_some_and(|one| !one.standing)
        };
        let (gone, stay): (Vec<_>, Vec<_>) =
            self.0.drain(..).partition(|(subject, _)| gone(*subject));
        self.0 = stay;
        gone.iter().map(|(_, number)| number.short(today)).collect()
    }
}
