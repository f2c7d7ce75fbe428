//! The reports there are: fixed sections, declared as data in `reports.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

/// How the sections of a report are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Made {
    /// Repairs, complaints and suggestions, counted by something.
    Cases,
    /// Homes with more than one case.
    Repeated,
    /// The month's rates of follow-ups against their targets.
    FollowUps,
    /// Each register and list with what is missing in it.
    Records,
    /// The month's classified summary held against its calendar month (duties.md A-07).
    Reconciled,
}

/// By what cases are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    Kind,
    Category,
    Building,
    /// The class it was filed under when it was done.
    Cause,
    /// Inside the home or in the common parts.
    Scope,
    Outcome,
}

/// A figure of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    Received,
    /// The same of the span before.
    Before,
    /// How many more than before.
    Change,
    Voices,
    Handled,
    Open,
    Overdue,
    HandledRate,
    /// Of which it is known whether their limit was kept.
    Limited,
    Kept,
    KeptRate,
    /// From being received to being handled: the middle one.
    Median,
    /// Came back, or repeats an earlier one.
    Repeated,
    Rated,
    Satisfied,
    SatisfiedRate,
}

impl Figure {
    /// Its column (words: `report-column-<name>`).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Before => "before",
            Self::Change => "change",
            Self::Voices => "voices",
            Self::Handled => "handled",
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::HandledRate => "handled_rate",
            Self::Limited => "limited",
            Self::Kept => "kept",
            Self::KeptRate => "kept_rate",
            Self::Median => "median",
            Self::Repeated => "repeated",
            Self::Rated => "rated",
            Self::Satisfied => "satisfied",
            Self::SatisfiedRate => "satisfied_rate",
        }
    }

    /// For a share: its part and its whole.
    pub const fn of(self) -> Option<(Self, Self)> {
        match self {
            Self::HandledRate => Some((Self::Handled, Self::Received)),
            Self::KeptRate => Some((Self::Kept, Self::Limited)),
            Self::SatisfiedRate => Some((Self::Satisfied, Self::Rated)),
            _ => None,
        }
    }
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub name: String,
    pub made: Made,
    pub by: Option<By>,
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// The figures a chart of it draws.
    #[serde(default)]
    pub chart: Vec<Figure>,
    /// Lines shown at most, those with the most first; the others are added up in one.
    pub most: Option<usize>,
    /// Hundredths each share is to reach.
    pub target: Option<u32>,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    pub name: String,
    /// Never reused: what was made is kept under it.
    pub number: u8,
    /// Whether it begins where the one before ended, instead of with its month (duties.md A-07).
    #[serde(default)]
    pub continues: bool,
    pub sections: Vec<Part>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reports: Vec<Declared>,
}

/// The names of all reports, for the command that makes them; a test holds that they are those of the file.
pub const NAMES: &[&str] = &[
    "class_summary",
    "month_summary",
    "service_report",
    "records_check",
    "follow_up_rates",
];

/// A test holds that the file reads; one that did not would declare no report.
static ALL: LazyLock<Vec<Declared>> = LazyLock::new(|| {
    let read = toml::from_str::<File>(include_str!("reports.toml"));
    read.map_or_else(|_| Vec::new(), |file| file.reports)
});

/// Every report.
pub fn all() -> &'static [Declared] {
    &ALL
}

/// The report called `name`.
pub fn named(name: &str) -> Option<&'static Declared> {
    all().iter().find(|one| one.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads_and_each_share_stands_beside_what_it_is_made_of() {
        toml::from_str::<File>(include_str!("reports.toml")).unwrap();
        let names: Vec<&str> = all().iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, NAMES);
        let mut numbers: Vec<u8> = all().iter().map(|one| one.number).collect();
        numbers.dedup();
        assert_eq!(numbers.len(), NAMES.len());
        for part in all().iter().flat_map(|one| &one.sections) {
            let cases = part.made == Made::Cases;
            assert_eq!(part.by.is_some(), cases, "{}", part.name);
            for figure in &part.figures {
                let Some((share, whole)) = figure.of() else {
                    continue;
                };
                for needed in [share, whole] {
                    assert!(part.figures.contains(&needed), "{} {figure:?}", part.name);
                }
            }
            for drawn in &part.chart {
                assert!(part.figures.contains(drawn), "{} {drawn:?}", part.name);
            }
        }
    }
}
