//! The shape of a lifecycle file.

use serde::Deserialize;

use super::Rank;

/// Stands in a list of states for all that are not closed.
const OPEN: &str = "@open";

/// What a state counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Just taken in; nobody has it yet.
    Initial,
    /// Somebody has to do something.
    Active,
    /// It waits for somebody else or for a day.
    Waiting,
    /// The work is done; only the follow-up or the filing is left.
    Settled,
    /// Over; never left.
    Closed,
}

/// A state.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Its id, as stored in records; never changed once used.
    pub id: String,
    /// What it counts as.
    pub group: Group,
}

/// How a record begins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Least rank.
    pub right: Rank,
    /// What must hold.
    #[serde(default)]
    pub guards: Vec<String>,
    /// What happens.
    #[serde(default)]
    pub effects: Vec<String>,
    /// Clocks that start.
    #[serde(default)]
    pub starts: Vec<String>,
}

/// An arrow, or several of one name to the same state.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The last part of the command that asks for it.
    pub name: String,
    /// States it begins in; `@open` is every state that is not closed.
    pub from: Vec<String>,
    /// State it ends in; without one the state stays.
    pub to: Option<String>,
    /// Least rank.
    pub right: Rank,
    /// Least rank of another person who has to agree first.
    pub approval: Option<Rank>,
    /// What must hold.
    #[serde(default)]
    pub guards: Vec<String>,
    /// What happens.
    #[serde(default)]
    pub effects: Vec<String>,
    /// Clocks that start; what runs already goes on.
    #[serde(default)]
    pub starts: Vec<String>,
    /// Clocks that start from zero if they run.
    #[serde(default)]
    pub restarts: Vec<String>,
    /// Clocks that stop.
    #[serde(default)]
    pub stops: Vec<String>,
    /// Clocks that stand still.
    #[serde(default)]
    pub pauses: Vec<String>,
    /// Clocks that go on.
    #[serde(default)]
    pub resumes: Vec<String>,
    /// Commands that may walk this arrow on their way.
    #[serde(default)]
    pub passed_by: Vec<String>,
    /// Whether it is walked at once when its state is reached.
    #[serde(default)]
    pub automatic: bool,
}

/// A whole file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Declaration {
    pub kind: String,
    #[serde(default)]
    pub clocks: Vec<String>,
    pub opening: Opening,
    pub states: Vec<State>,
    pub moves: Vec<Move>,
}

impl Declaration {
    /// Returns whether `arrow` begins in `state`.
    pub fn leaves(&self, arrow: &Move, state: &str) -> bool {
        arrow.from.iter().any(|from| {
            from == state
                || (from == OPEN
                    && self
                        .states
                        .iter()
                        .any(|known| known.id == state && known.group != Group::Closed))
        })
    }

    /// Returns whether `name` may stand in a list of states.
    pub fn names_states(&self, name: &str) -> bool {
        name == OPEN || self.states.iter().any(|state| state.id == name)
    }
}

impl Move {
    /// Returns the clocks it names, each with the name of the list it stands in.
    pub(super) fn clock_lists(&self) -> [(&'static str, &[String]); 5] {
        [
            ("starts", &self.starts),
            ("restarts", &self.restarts),
            ("stops", &self.stops),
            ("pauses", &self.pauses),
            ("resumes", &self.resumes),
        ]
    }
}
