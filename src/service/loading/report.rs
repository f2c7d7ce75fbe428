//! What an import did: how many of each were new, how many were there.

use crate::domain::error::Fact;
use crate::service::loading::Staged;

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

/// The counts of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
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
}

impl Report {
    /// Name (words: `field-import_<name>`) and count, in the order they are told.
    pub const fn counts(&self) -> [(&'static str, Count); 6] {
        [
            ("buildings", self.buildings),
            ("fees", self.fees),
            ("homes", self.homes),
            ("people", self.people),
            ("ties", self.ties),
            ("payments", self.payments),
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
        facts
    }

    /// Whether nothing was new.
    pub fn nothing_new(&self) -> bool {
        self.counts().iter().all(|(_, count)| count.added == 0)
    }
}
