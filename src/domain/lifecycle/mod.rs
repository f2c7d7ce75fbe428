//! The engine of lifecycles: states, arrows between them, and who may walk them.

mod check;
mod declaration;
mod names;
mod rank;
mod shipped;
mod walk;

pub use check::{Fault, What};
pub use declaration::{Group, Move, Opening, State};
pub use names::Names;
pub use rank::Rank;
pub use shipped::Kind;
pub use walk::{Arrow, ClockChange, NoWay, approval, right};

use declaration::Declaration;

/// A checked lifecycle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lifecycle {
    declaration: Declaration,
}

impl Lifecycle {
    /// Reads and checks a declaration; all its faults are returned at once.
    pub fn read(text: &str, names: &Names<'_>) -> Result<Self, Vec<Fault>> {
        let declaration: Declaration =
            toml::from_str(text).map_err(|error| vec![Fault::syntax(&error)])?;
        let faults = check::faults(&declaration, names);
        if faults.is_empty() {
            Ok(Self { declaration })
        } else {
            Err(faults)
        }
    }

    /// Makes one of parts that were read elsewhere, checked as a file is.
    pub fn assemble(
        kind: &str,
        clocks: Vec<String>,
        opening: Opening,
        (states, moves): (Vec<State>, Vec<Move>),
        names: &Names<'_>,
    ) -> Result<Self, Vec<Fault>> {
        let declaration = Declaration {
            kind: kind.to_owned(),
            clocks,
            opening,
            states,
            moves,
        };
        let faults = check::faults(&declaration, names);
        let assembled = Self { declaration };
        if faults.is_empty() {
            Ok(assembled)
        } else {
            Err(faults)
        }
    }

    /// Returns the shipped lifecycle of `kind`.
    pub fn load(kind: Kind) -> &'static Self {
        shipped::lifecycle(kind)
    }

    /// Returns what it is the life of.
    pub fn kind(&self) -> &str {
        &self.declaration.kind
    }

    /// Returns how a record begins.
    pub const fn opening(&self) -> &Opening {
        &self.declaration.opening
    }

    /// Returns the state a record begins in.
    pub fn initial(&self) -> &str {
        self.states()
            .iter()
            .find(|state| state.group == Group::Initial)
            .map_or("", |state| &state.id)
    }

    /// Returns all states in the order of their declaration.
    pub fn states(&self) -> &[State] {
        &self.declaration.states
    }

    /// Returns the state called `id`.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.states().iter().find(|state| state.id == id)
    }

    /// Returns the group of the state called `id`; unknown states count as active, so that they are seen.
    pub fn group(&self, id: &str) -> Group {
        self.state(id).map_or(Group::Active, |state| state.group)
    }

    /// Returns all moves in the order of their declaration.
    pub fn moves(&self) -> &[Move] {
        &self.declaration.moves
    }

    /// Returns the clocks its moves start and stop.
    pub fn clocks(&self) -> &[String] {
        &self.declaration.clocks
    }

    /// Returns the moves that leave `state` (or stay in it) by a single arrow.
    pub fn moves_from<'a>(&'a self, state: &'a str) -> impl Iterator<Item = &'a Move> {
        self.moves()
            .iter()
            .filter(move |arrow| self.leaves(arrow, state))
    }

    /// Returns whether `arrow` begins in `state`.
    fn leaves(&self, arrow: &Move, state: &str) -> bool {
        self.declaration.leaves(arrow, state)
    }
}
