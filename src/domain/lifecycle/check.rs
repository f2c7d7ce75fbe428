//! All faults of a lifecycle file at once, each with its place.

use std::collections::{BTreeMap, BTreeSet};

use super::declaration::Declaration;
use super::{Group, Names};

/// One fault of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: `moves[3].guards`, `states.working`.
    pub path: String,
    /// What.
    pub what: What,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The file is not of the form; the parser's own words.
    Syntax(String),
    /// No such state.
    UnknownState(String),
    /// A state declared twice.
    DuplicateState(String),
    /// Not exactly one initial state; how many.
    Initial(usize),
    /// A state no way leads to.
    Unreachable(String),
    /// A state that is not closed and cannot be left.
    NoWayOut(String),
    /// A state from which no closed one can be reached.
    NeverCloses(String),
    /// A closed state that a move leaves.
    LeavesClosed(String),
    /// No such guard.
    UnknownGuard(String),
    /// No such effect.
    UnknownEffect(String),
    /// A clock that is not in the list of clocks.
    UnknownClock(String),
    /// No such command, in `passed_by`.
    UnknownCommand(String),
    /// Two moves of one name from one state.
    Ambiguous {
        /// The name.
        name: String,
        /// The state.
        state: String,
    },
    /// More than one automatic move from a state, or one that stays.
    Automatic(String),
    /// Automatic moves in a circle through this state.
    AutomaticCircle(String),
}

impl Fault {
    /// Wraps what the parser said.
    pub(super) fn syntax(error: &toml::de::Error) -> Self {
        Self {
            path: String::new(),
            what: What::Syntax(error.to_string()),
        }
    }
}

/// Returns every fault of `declaration`.
pub(super) fn faults(declaration: &Declaration, names: &Names<'_>) -> Vec<Fault> {
    let mut found = Checker {
        declaration,
        faults: Vec::new(),
    };
    found.states();
    found.names(names);
    found.arrows();
    found.automatic();
    found.ways();
    found.faults
}

/// A declaration and the faults found so far.
struct Checker<'a> {
    declaration: &'a Declaration,
    faults: Vec<Fault>,
}

impl Checker<'_> {
    fn add(&mut self, path: String, what: What) {
        self.faults.push(Fault { path, what });
    }

    /// Adds a fault of `what` for each of `used` that is not among `known`.
    fn unknown(&mut self, path: &str, used: &[String], known: &[&str], what: fn(String) -> What) {
        for name in used {
            if !known.contains(&name.as_str()) {
                self.add(path.to_owned(), what(name.clone()));
            }
        }
    }

    /// States: once each, one initial.
    fn states(&mut self) {
        let mut seen = BTreeSet::new();
        for state in &self.declaration.states {
            let path = format!("states.{}", state.id);
            if !seen.insert(&state.id) {
                self.add(path, What::DuplicateState(state.id.clone()));
            }
        }
        let initial = self
            .declaration
            .states
            .iter()
            .filter(|state| state.group == Group::Initial)
            .count();
        if initial != 1 {
            self.add("states".to_owned(), What::Initial(initial));
        }
    }

    /// Guards, effects, clocks, states and commands are known ones.
    fn names(&mut self, names: &Names<'_>) {
        let declaration = self.declaration;
        let (guards, effects) = (names.guards, names.effects);
        let clocks: Vec<&str> = declaration.clocks.iter().map(String::as_str).collect();
        let states: Vec<&str> = declaration
            .states
            .iter()
            .map(|state| state.id.as_str())
            .collect();
        let commands: Vec<&str> = declaration
            .moves
            .iter()
            .map(|rule| rule.name.as_str())
            .collect();

        let opening = &declaration.opening;
        self.unknown(
            "opening.guards",
            &opening.guards,
            guards,
            What::UnknownGuard,
        );
        self.unknown(
            "opening.effects",
            &opening.effects,
            effects,
            What::UnknownEffect,
        );
        self.unknown(
            "opening.starts",
            &opening.starts,
            &clocks,
            What::UnknownClock,
        );
        for (at, rule) in declaration.moves.iter().enumerate() {
            let path = |field: &str| format!("moves[{at}].{field}");
            self.unknown(&path("guards"), &rule.guards, guards, What::UnknownGuard);
            self.unknown(
                &path("effects"),
                &rule.effects,
                effects,
                What::UnknownEffect,
            );
            for (list, used) in rule.clock_lists() {
                self.unknown(&path(list), used, &clocks, What::UnknownClock);
            }
            let passed_by = &rule.passed_by;
            self.unknown(
                &path("passed_by"),
                passed_by,
                &commands,
                What::UnknownCommand,
            );
            let from: Vec<String> = rule
                .from
                .iter()
                .filter(|name| !declaration.names_states(name))
                .cloned()
                .collect();
            self.unknown(&path("from"), &from, &states, What::UnknownState);
            let to: Vec<String> = rule.to.iter().cloned().collect();
            self.unknown(&path("to"), &to, &states, What::UnknownState);
        }
    }

    /// No closed state is left, and no two moves of one name leave a state.
    fn arrows(&mut self) {
        for state in &self.declaration.states {
            let mut seen = BTreeSet::new();
            for (at, rule) in self.declaration.moves.iter().enumerate() {
                if !self.declaration.leaves(rule, &state.id) {
                    continue;
                }
                let path = format!("moves[{at}].from");
                if state.group == Group::Closed {
                    self.add(path.clone(), What::LeavesClosed(state.id.clone()));
                }
                if !seen.insert(&rule.name) {
                    let (name, state) = (rule.name.clone(), state.id.clone());
                    self.add(path, What::Ambiguous { name, state });
                }
            }
        }
    }

    /// At most one automatic move from a state, and no circle of them.
    fn automatic(&mut self) {
        let mut next: BTreeMap<&str, &str> = BTreeMap::new();
        for (at, rule) in self.declaration.moves.iter().enumerate() {
            for from in rule.from.iter().filter(|_| rule.automatic) {
                let path = format!("moves[{at}]");
                match &rule.to {
                    Some(to) if next.insert(from, to).is_none() => {}
                    _ => self.add(path, What::Automatic(from.clone())),
                }
            }
        }
        for start in next.keys().copied() {
            let mut at = start;
            for _ in 0..next.len() {
                let Some(to) = next.get(at) else { break };
                at = to;
                if at == start {
                    let path = format!("states.{start}");
                    self.add(path, What::AutomaticCircle(start.to_owned()));
                    break;
                }
            }
        }
    }

    /// Every state is reached, can be left unless closed, and leads to a closed one.
    fn ways(&mut self) {
        let declaration = self.declaration;
        let edges: Vec<(&str, &str)> = declaration
            .states
            .iter()
            .flat_map(|state| {
                declaration
                    .moves
                    .iter()
                    .filter(move |rule| declaration.leaves(rule, &state.id))
                    .filter_map(move |rule| Some((state.id.as_str(), rule.to.as_deref()?)))
            })
            .filter(|(from, to)| from != to)
            .collect();
        let of = |group: Group| {
            declaration
                .states
                .iter()
                .filter(move |state| state.group == group)
                .map(|state| state.id.as_str())
        };
        let reached = closure(of(Group::Initial).collect(), &edges);
        let back: Vec<(&str, &str)> = edges.iter().map(|(from, to)| (*to, *from)).collect();
        let closing = closure(of(Group::Closed).collect(), &back);
        for state in &declaration.states {
            let (id, path) = (state.id.as_str(), format!("states.{}", state.id));
            if !reached.contains(id) {
                self.add(path.clone(), What::Unreachable(id.to_owned()));
            }
            if state.group == Group::Closed {
                continue;
            }
            if !edges.iter().any(|(from, _)| *from == id) {
                self.add(path, What::NoWayOut(id.to_owned()));
            } else if !closing.contains(id) {
                self.add(path, What::NeverCloses(id.to_owned()));
            }
        }
    }
}

/// Returns all that can be reached from `from` along `edges`.
fn closure<'a>(from: BTreeSet<&'a str>, edges: &[(&'a str, &'a str)]) -> BTreeSet<&'a str> {
    let mut reached = from;
    loop {
        let before = reached.len();
        for (from, to) in edges {
            if reached.contains(from) {
                reached.insert(to);
            }
        }
        if reached.len() == before {
            return reached;
        }
    }
}
