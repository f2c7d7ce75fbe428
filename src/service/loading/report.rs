//! What an import did: how many of each were new, how many were there.

use crate::domain::error::Fact;
use crate::service::loading::Staged;
use crate::service::loading::complaints::CLOSED;

/// How many records of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Count {
    /// Made by this import.
    #[n(0)]
    pub added: usize,
    /// There before, and left as they were.
    #[n(1)]
    pub known: usize,
}

impl Count {
    /// Counts one more.
    pub const fn one(&mut self, new: bool) {
        if new {
            self.added += 1;
        } else {
            self.known += 1;
        }
    }
}

/// Differences told one by one; the others are counted.
const MOST_TOLD: usize = 20;

/// What the file says otherwise than the books, which keep what they have.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Differing {
    #[n(0)]
    pub count: usize,
    /// The record by its name, and the field by its own; the first ones.
    #[n(1)]
    pub told: Vec<(String, String)>,
}

impl Differing {
    /// Counts a field of a record if the file says something else about it.
    pub fn one(&mut self, differs: bool, record: &str, field: &str) {
        if differs {
            self.count += 1;
            if self.told.len() < MOST_TOLD {
                self.told.push((record.to_owned(), field.to_owned()));
            }
        }
    }

    fn facts(&self) -> [(String, Fact); 2] {
        let one = |(record, field): &(String, String)| {
            let facts = vec![
                ("record".to_owned(), Fact::from(record.as_str())),
                ("field".to_owned(), Fact::Term(format!("field-{field}"))),
            ];
            Fact::Told("import-differs".to_owned(), facts)
        };
        let told = self.told.iter().map(one).collect();
        [
            ("differing".to_owned(), self.count.into()),
            ("differences".to_owned(), Fact::Several(told)),
        ]
    }
}

/// The counts of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Report {
    #[n(0)]
    pub buildings: Count,
    #[n(1)]
    pub fees: Count,
    #[n(2)]
    pub homes: Count,
    #[n(3)]
    pub people: Count,
    /// Ties between people and homes.
    #[n(4)]
    pub ties: Count,
    #[n(5)]
    pub payments: Count,
    #[n(6)]
    pub differing: Differing,
    #[n(7)]
    pub complaints: Count,
    /// Readings of meters.
    #[n(8)]
    #[cbor(default)]
    pub readings: Count,
}

impl Report {
    /// Name (words: `field-import_<name>`) and count, in the order they are told.
    pub const fn counts(&self) -> [(&'static str, Count); 8] {
        [
            ("buildings", self.buildings),
            ("fees", self.fees),
            ("homes", self.homes),
            ("people", self.people),
            ("ties", self.ties),
            ("payments", self.payments),
            ("complaints", self.complaints),
            ("readings", self.readings),
        ]
    }

    /// The facts of the sentence that tells them.
    pub fn facts(&self, staged: &Staged) -> Vec<(String, Fact)> {
        let mut facts = vec![("file".to_owned(), Fact::from(staged.file.as_str()))];
        for (name, count) in self.counts() {
            facts.push((format!("{name}_added"), count.added.into()));
            facts.push((format!("{name}_known"), count.known.into()));
        }
        facts.push(("left_out".to_owned(), staged.left_out.into()));
        if let Some(one) = staged.complaints.first() {
            let state = if one.open { "received" } else { CLOSED };
            let state = format!("state-complaint-{state}");
            facts.push(("state".to_owned(), Fact::Term(state)));
        }
        facts.extend(self.differing.facts());
        facts
    }

    /// Whether nothing was new.
    pub fn nothing_new(&self) -> bool {
        self.counts().iter().all(|(_, count)| count.added == 0)
    }
}
