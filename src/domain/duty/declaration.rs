//! A duty as it is declared.

use crate::domain::duty::period::Timing;
use crate::domain::register::Label;
use crate::domain::staff::{Actor, Rank, Side};

/// Whose duty it is, unless a person was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// Everybody of this rank.
    Rank(Rank),
    /// Everybody with this role beside the rank.
    Side(Side),
}

impl Owner {
    /// The rank or role called so; nobody without a screen, no script.
    pub fn named(name: &str) -> Option<Self> {
        let side = || match Side::from_name(name)? {
            side @ (Side::Archivist | Side::Quality) => Some(Self::Side(side)),
            Side::Auditor | Side::Service | Side::Switchboard => None,
        };
        let rank = Rank::from_name(name).filter(|rank| *rank > Rank::Worker);
        rank.map(Self::Rank).or_else(side)
    }

    /// Its key in the word files.
    pub fn term(self) -> String {
        match self {
            Self::Rank(rank) => format!("rank-{}", rank.name()),
            Self::Side(side) => format!("role-{}", side.name()),
        }
    }

    /// Whether it is this person's.
    pub fn is(self, actor: &Actor) -> bool {
        match self {
            Self::Rank(rank) => actor.rank == rank,
            Self::Side(side) => actor.sides.contains(&side),
        }
    }

    /// Whether this person may say it is done: who it is of, and whoever is above.
    pub fn may(self, actor: &Actor) -> bool {
        match self {
            Self::Rank(rank) => actor.rank >= rank,
            Self::Side(_) => self.is(actor) || actor.rank >= Rank::Supervisor,
        }
    }
}

/// What fulfils a duty beside saying so by hand with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Nothing else.
    Hand,
    /// An entry of a register that comes into one of these states; where a field is named, only one with one of these
    /// values in it. A register that is not in force fulfils nothing.
    Register {
        register: String,
        states: Vec<String>,
        field: Option<(String, Vec<String>)>,
    },
    /// A command of the program that was done: a shift handed over, a day closed, bills run.
    Command(String),
    /// A report that was made.
    Report(String),
}

impl By {
    /// Its name in words and lists.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Register { .. } => "register",
            Self::Command(_) => "command",
            Self::Report(_) => "report",
        }
    }
}

/// A duty that comes again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its name on the command line; its words stand under `duty-<id>`.
    pub id: String,
    pub label: Label,
    /// Part of duties.md, row of the calendar there, rows of the catalogue; empty for an office's own.
    pub part: String,
    pub source: String,
    pub rows: Vec<String>,
    pub owner: Owner,
    pub timing: Timing,
    /// The setting that says how often, where an office chooses (duties.md 4.6).
    pub interval: Option<String>,
    /// How often within a period.
    pub count: u32,
    pub by: By,
    /// Declared, and not in force until an office switches it on.
    pub off: bool,
}
