//! The table of time limits: shipped figures, and the office's own in their place.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Limit, Rule};

/// The data file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rules: Vec<Line>,
}

/// One line of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    within: String,
    source: String,
}

/// All rules by id, and the order of the file they come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    by_id: BTreeMap<String, Rule>,
    order: Vec<String>,
}

/// A setting that cannot be used; the shipped figure stays in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleFault {
    /// There is no rule of this id.
    Unknown(String),
    /// The text is no length of time.
    NotALimit {
        /// The rule.
        id: String,
        /// The text.
        text: String,
    },
}

/// A test holds that every line of the file reads.
static SHIPPED: LazyLock<Rules> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../lifecycles/deadlines.toml")).unwrap_or_default();
    Rules::of(file)
});

impl Rules {
    /// Returns the shipped rules.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Returns the rules with the office's `settings` (id to `30m`) in force, and what is wrong with them.
    pub fn with<'s>(
        settings: impl IntoIterator<Item = (&'s str, &'s str)>,
    ) -> (Self, Vec<RuleFault>) {
        let mut rules = Self::shipped().clone();
        let mut faults = Vec::new();
        for (id, text) in settings {
            let Some(rule) = rules.by_id.get_mut(id) else {
                faults.push(RuleFault::Unknown(id.to_owned()));
                continue;
            };
            match text.parse::<Limit>() {
                Ok(limit) => {
                    rule.changed = limit != rule.limit;
                    rule.limit = limit;
                }
                Err(_) => faults.push(RuleFault::NotALimit {
                    id: id.to_owned(),
                    text: text.to_owned(),
                }),
            }
        }
        (rules, faults)
    }

    /// Returns the rule called `id`.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.by_id.get(id)
    }

    /// Returns the rule of a clock: for the variant, else for `normal`, else for all; none if it does not run.
    pub fn find(&self, kind: &str, clock: &str, variant: &str) -> Option<&Rule> {
        [
            format!("{kind}.{clock}.{variant}"),
            format!("{kind}.{clock}.normal"),
            format!("{kind}.{clock}"),
        ]
        .iter()
        .find_map(|id| self.get(id))
    }

    /// Returns all rules, those of repairs first.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.order.iter().filter_map(|id| self.get(id))
    }

    /// Makes the rules of a file, leaving out lines that do not read.
    fn of(file: File) -> Self {
        let order = file.rules.iter().map(|line| line.id.clone()).collect();
        let by_id = file
            .rules
            .into_iter()
            .filter_map(|line| {
                let rule = Rule {
                    id: line.id.clone(),
                    limit: line.within.parse().ok()?,
                    source: line.source,
                    changed: false,
                };
                Some((line.id, rule))
            })
            .collect();
        Self { by_id, order }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lifecycle::Kind;
    use crate::domain::lifecycle::Lifecycle;

    #[test]
    fn the_file_reads_line_by_line() {
        let file: File = toml::from_str(include_str!("../../lifecycles/deadlines.toml")).unwrap();
        assert_eq!(file.rules.len(), Rules::shipped().iter().count());
        assert!(file.rules.iter().all(|line| !line.source.is_empty()));
    }

    #[test]
    fn figures_are_those_of_the_duties() {
        for (id, within) in [
            ("repair.dispatch.normal", "30m"),
            ("repair.dispatch.urgent", "15m"),
            ("repair.arrival.urgent", "30m"),
            ("repair.completion.normal", "24h"),
            ("repair.completion.difficult", "72h"),
            ("repair.progress", "3d"),
            ("repair.follow_up", "3d"),
            ("complaint.report_supervisor.major", "30m"),
            ("complaint.report_manager.major", "2h"),
            ("complaint.answer", "24h"),
            ("complaint.no_note", "24h"),
            ("enquiry.call_back", "4wh"),
            ("incident.report", "30m"),
        ] {
            let rule = Rules::shipped().get(id).unwrap();
            assert_eq!(rule.limit.to_string(), within, "{id}");
        }
    }

    #[test]
    fn every_clock_of_a_lifecycle_has_a_rule() {
        for kind in Kind::ALL {
            for clock in Lifecycle::load(*kind).clocks() {
                let prefix = format!("{}.{clock}", kind.name());
                let found = Rules::shipped()
                    .iter()
                    .any(|rule| rule.id == prefix || rule.id.starts_with(&format!("{prefix}.")));
                assert!(found, "{prefix}");
            }
        }
    }

    #[test]
    fn a_variant_falls_back_to_the_normal_one() {
        let rules = Rules::shipped();
        let id = |clock, variant| {
            rules
                .find("repair", clock, variant)
                .map(|rule| rule.id.as_str())
        };
        assert_eq!(id("dispatch", "difficult"), Some("repair.dispatch.normal"));
        assert_eq!(id("follow_up", "urgent"), Some("repair.follow_up"));
        assert_eq!(id("arrival", "normal"), None);
        assert_eq!(rules.find("complaint", "report_supervisor", "normal"), None);
    }

    #[test]
    fn an_office_sets_its_own() {
        let (rules, faults) = Rules::with([
            ("repair.dispatch.urgent", "10m"),
            ("repair.arrival.urgent", "soon"),
            ("repair.teleport", "1m"),
        ]);
        let rule = rules.get("repair.dispatch.urgent").unwrap();
        assert_eq!(
            (rule.limit.to_string().as_str(), rule.changed),
            ("10m", true)
        );
        assert_eq!(
            rules.get("repair.arrival.urgent"),
            Rules::shipped().get("repair.arrival.urgent")
        );
        assert_eq!(
            faults,
            [
                RuleFault::NotALimit {
                    id: "repair.arrival.urgent".to_owned(),
                    text: "soon".to_owned()
                },
                RuleFault::Unknown("repair.teleport".to_owned())
            ]
        );
    }
}
