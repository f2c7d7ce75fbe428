//! Walking a lifecycle: one command, one or several arrows.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Group, Lifecycle, Move, Rank};

/// One arrow walked; each leaves a line in the record's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrow<'a> {
    /// State before.
    pub from: &'a str,
    /// State after; the same if the move stays.
    pub to: &'a str,
    /// The move, with its guards, effects and clocks.
    pub rule: &'a Move,
}

/// What becomes of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockChange {
    /// It starts, unless it runs.
    Start,
    /// It starts from zero if it runs.
    Restart,
    /// It stops.
    Stop,
    /// It stands still.
    Pause,
    /// It goes on.
    Resume,
}

/// A command that leads nowhere from a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoWay {
    /// The state.
    pub from: String,
    /// The command that was asked for.
    pub command: String,
}

impl Lifecycle {
    /// Returns the arrows that `command` walks from `from`, shortest way first declared; empty if there is none.
    ///
    /// On the way lie only moves that name the command in `passed_by`; automatic moves follow at the end.
    pub fn path<'a>(&'a self, from: &str, command: &str) -> Vec<Arrow<'a>> {
        let Some(start) = self.state(from) else {
            return Vec::new();
        };
        let mut reached: BTreeSet<&str> = BTreeSet::from([start.id.as_str()]);
        let mut ways: VecDeque<(&'a str, Vec<Arrow<'a>>)> =
            VecDeque::from([(start.id.as_str(), Vec::new())]);
        while let Some((at, way)) = ways.pop_front() {
            if let Some(goal) = self.moves_from(at).find(|arrow| arrow.name == command) {
                let mut way = way;
                way.push(arrow(at, goal));
                self.follow_automatic(&mut way);
                return way;
            }
            for passed in self
                .moves_from(at)
                .filter(|arrow| arrow.passed_by.iter().any(|by| by == command))
            {
                let step = arrow(at, passed);
                if reached.insert(step.to) {
                    let mut longer = way.clone();
                    longer.push(step);
                    ways.push_back((step.to, longer));
                }
            }
        }
        Vec::new()
    }

    /// Returns the arrows that `command` walks from `from`, or that there is no way.
    pub fn advance<'a>(&'a self, from: &str, command: &str) -> Result<Vec<Arrow<'a>>, NoWay> {
        let way = self.path(from, command);
        if way.is_empty() {
            return Err(NoWay {
                from: from.to_owned(),
                command: command.to_owned(),
            });
        }
        Ok(way)
    }

    /// Returns what `way` does to each clock, the last word counting; a closed state stops them all.
    pub fn clock_changes<'a>(&'a self, way: &[Arrow<'a>]) -> BTreeMap<&'a str, ClockChange> {
        let mut changes = BTreeMap::new();
        for step in way {
            let rule = step.rule;
            for (clocks, change) in [
                (&rule.stops, ClockChange::Stop),
                (&rule.pauses, ClockChange::Pause),
                (&rule.resumes, ClockChange::Resume),
                (&rule.restarts, ClockChange::Restart),
                (&rule.starts, ClockChange::Start),
            ] {
                changes.extend(clocks.iter().map(|clock| (clock.as_str(), change)));
            }
            if self.group(step.to) == Group::Closed {
                changes.extend(
                    self.clocks()
                        .iter()
                        .map(|clock| (clock.as_str(), ClockChange::Stop)),
                );
            }
        }
        changes
    }

    /// Adds the automatic moves from where `way` ends; a checked lifecycle has no circle of them.
    fn follow_automatic<'a>(&'a self, way: &mut Vec<Arrow<'a>>) {
        for _ in self.states() {
            let Some(last) = way.last().copied() else {
                return;
            };
            let Some(next) = self.moves_from(last.to).find(|rule| rule.automatic) else {
                return;
            };
            way.push(arrow(last.to, next));
        }
    }
}

/// Returns the least rank that may walk all of `way`.
pub fn right(way: &[Arrow<'_>]) -> Rank {
    way.iter()
        .map(|step| step.rule.right)
        .max()
        .unwrap_or_default()
}

/// Returns the rank that has to agree before `way` is walked, if any has.
pub fn approval(way: &[Arrow<'_>]) -> Option<Rank> {
    way.iter().filter_map(|step| step.rule.approval).max()
}

/// Returns `rule` walked from `from`.
fn arrow<'a>(from: &'a str, rule: &'a Move) -> Arrow<'a> {
    Arrow {
        from,
        to: rule.to.as_deref().unwrap_or(from),
        rule,
    }
}
