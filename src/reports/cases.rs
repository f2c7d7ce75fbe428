//! Figures of repairs, complaints and suggestions, counted by something.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::declared::{By, Figure, Part};
use super::{Column, Line, Opens, Section, Unit, Value};
use crate::domain::calendar::{Instant, MINUTE_MS};
use crate::domain::error::Fact;
use crate::domain::follow_up::Outcome;
use crate::domain::ticket::{Scope, TicketKind};

/// The list whose rows are cases.
pub const LIST: &str = "cases";

/// What a report knows of one repair, complaint or suggestion. One that was cancelled is none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is counted by a figure of its own"
)]
pub struct Case {
    pub kind: TicketKind,
    /// Its code, and what the office calls it.
    pub category: (String, String),
    /// The building as it is called; empty for what lies in none.
    pub building: String,
    /// The home, or the public area, as it is called.
    pub premises: String,
    /// Whether a home is behind the premises.
    pub home: bool,
    /// The class it was filed under.
    pub cause: String,
    pub scope: Scope,
    pub received_at: Instant,
    /// Whether nobody has to work on it any more.
    pub handled: bool,
    /// When the work was done, or it was over; unknown of what an earlier system ended.
    pub handled_at: Option<Instant>,
    /// Late now.
    pub overdue: bool,
    /// Whether its limit was kept; unknown while it runs.
    pub kept: Option<bool>,
    /// Came back, or repeats an earlier one.
    pub repeated: bool,
    pub outcome: Option<Outcome>,
    /// Who else reported the same.
    pub voices: usize,
}

/// The span of a report and what its rows are asked by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span<'a> {
    /// What came in the span.
    pub now: &'a [Case],
    /// What came in the one before.
    pub before: &'a [Case],
    /// Conditions of the list that hold for what came in the span, and in the one before.
    pub within: [String; 2],
    pub within_before: [String; 2],
}

impl Case {
    fn is_rated(&self) -> bool {
        self.outcome.is_some_and(Outcome::answered)
    }

    /// Whether a figure counts it.
    pub fn counts(&self, figure: Figure) -> bool {
        match figure {
            Figure::Received | Figure::Before | Figure::Change | Figure::HandledRate => true,
            Figure::Voices => self.voices > 0,
            Figure::Handled => self.handled,
            Figure::Median => self.handled_at.is_some(),
            Figure::Open => !self.handled,
            Figure::Overdue => self.overdue,
            Figure::Limited | Figure::KeptRate => self.kept.is_some(),
            Figure::Kept => self.kept == Some(true),
            Figure::Repeated => self.repeated,
            Figure::Rated | Figure::SatisfiedRate => self.is_rated(),
            Figure::Satisfied => self.outcome == Some(Outcome::Satisfied),
        }
    }

    /// What it is counted under: its order, its words, the condition that holds for all of them.
    fn group(&self, by: By) -> (String, Value, String) {
        let named = |field: &str, value: &str, text: &str| {
            let label = Value::Named(field.to_owned(), value.to_owned(), text.to_owned());
            (value.to_owned(), label, format!("{field} = {value}"))
        };
        let text = |field: &str, text: &str| {
            let label = if text.is_empty() {
                Value::Said(Fact::Term(format!("report-no-{field}")))
            } else {
                Value::Said(Fact::from(text))
            };
            (text.to_owned(), label, format!("{field} = {text}"))
        };
        match by {
            By::Kind => {
                let (_, label, condition) = named("kind", self.kind.name(), "");
                ((self.kind as u8).to_string(), label, condition)
            }
            By::Category if self.category.0.is_empty() => text("category", ""),
            By::Category => named("category", &self.category.0, &self.category.1),
            By::Building => text("building", &self.building),
            By::Cause if matches!(self.cause.as_str(), "adopted" | "not_adopted") => {
                named("class", &self.cause, &self.cause)
            }
            By::Cause => text("class", &self.cause),
            By::Scope => named("scope", self.scope.name(), ""),
            By::Outcome => match self.outcome {
                Some(outcome) => named("outcome", outcome.name(), ""),
                None => text("outcome", ""),
            },
        }
    }
}

/// The conditions beside the span and the group that hold for what a figure counts.
/// A share leads to what keeps it from being whole.
const ROWS: &[(Figure, &[&str])] = &[
    (Figure::Handled, &["handled = yes"]),
    (Figure::Median, &["handled_at != "]),
    (Figure::Open, &["handled = no"]),
    (Figure::Overdue, &["overdue = yes"]),
    (Figure::Limited, &["in_time != "]),
    (Figure::KeptRate, &["in_time = no"]),
    (Figure::Kept, &["in_time = yes"]),
    (Figure::HandledRate, &["handled = no"]),
    (Figure::Repeated, &["repeated = yes"]),
    (Figure::Rated, &["rated = yes"]),
    (Figure::Satisfied, &["outcome = satisfied"]),
    (
        Figure::SatisfiedRate,
        &["rated = yes", "outcome != satisfied"],
    ),
    (Figure::Voices, &["voices > 0"]),
];

/// A column of a figure.
fn column(figure: Figure, part: &Part) -> Column {
    let place = |wanted: Figure| {
        let at = part.figures.iter().position(|one| *one == wanted);
        // The first column says what a line is about.
        at.map_or(0, |at| u32::try_from(at + 1).unwrap_or(0))
    };
    let of = figure.of();
    Column {
        name: figure.name().to_owned(),
        unit: match (of, figure) {
            (Some(_), _) => Unit::Share,
            (None, Figure::Median) => Unit::Minutes,
            (None, _) => Unit::Count,
        },
        of: of.map(|(share, whole)| (place(share), place(whole))),
        target: part.target.filter(|_| of.is_some()),
    }
}

/// How many.
fn count(cases: &[&Case], figure: Figure) -> i64 {
    let counted = cases.iter().filter(|case| case.counts(figure)).count();
    i64::try_from(counted).unwrap_or(i64::MAX)
}

/// The middle one of the times from being received to being handled; of two middle ones the shorter.
fn median(cases: &[&Case]) -> Value {
    let times = cases.iter().filter_map(|case| {
        let handled = case.handled_at?;
        Some(handled.since(case.received_at).max(0) / MINUTE_MS)
    });
    let mut times: Vec<i64> = times.collect();
    times.sort_unstable();
    let middle = times.len().saturating_sub(1) / 2;
    times
        .get(middle)
        .map_or(Value::Empty, |one| Value::Minutes(*one))
}

/// A figure of these cases, and of those of the span before.
pub fn figure(figure: Figure, now: &[&Case], before: &[&Case]) -> Value {
    match figure {
        Figure::Before => Value::Count(count(before, Figure::Received)),
        Figure::Change => {
            Value::Count(count(now, Figure::Received) - count(before, Figure::Received))
        }
        Figure::Median => median(now),
        figure => match figure.of() {
            Some((share, whole)) => Value::share(count(now, share), count(now, whole)),
            None => Value::Count(count(now, figure)),
        },
    }
}

/// A line: its label, its figures and the rows behind each.
fn line(
    part: &Part,
    label: Value,
    (now, before): (&[&Case], &[&Case]),
    span: &Span<'_>,
    group: Option<&str>,
) -> Line {
    let rows = |figure: Option<Figure>| {
        let within = match figure {
            Some(Figure::Before) => &span.within_before,
            _ => &span.within,
        };
        let own = ROWS.iter().find(|(known, _)| Some(*known) == figure);
        let own = own.into_iter().flat_map(|(_, own)| own.iter().copied());
        let conditions = within.iter().map(String::as_str).chain(group).chain(own);
        Some(Opens {
            what: LIST.to_owned(),
            conditions: conditions.map(str::to_owned).collect(),
        })
    };
    let figures = part.figures.iter();
    let cells = figures.clone().map(|one| figure(*one, now, before));
    Line {
        cells: std::iter::once(label).chain(cells).collect(),
        opens: std::iter::once(rows(None))
            .chain(figures.map(|one| rows(Some(*one))))
            .collect(),
    }
}

/// What is counted under one group.
#[derive(Default)]
struct Group<'a> {
    label: Option<(Value, String)>,
    now: Vec<&'a Case>,
    before: Vec<&'a Case>,
}

/// A section of cases counted by something: those with the most first, kinds in their own order.
pub fn section(part: &Part, span: &Span<'_>) -> Section {
    let by = part.by.unwrap_or(By::Kind);
    let mut groups: BTreeMap<String, Group<'_>> = BTreeMap::new();
    for case in span.now {
        let (order, label, condition) = case.group(by);
        let group = groups.entry(order).or_default();
        group.label.get_or_insert((label, condition));
        group.now.push(case);
    }
    // What came in the span before alone is a line where the two are compared.
    let compared = part.figures.contains(&Figure::Before);
    for case in span.before.iter().filter(|_| compared) {
        let (order, label, condition) = case.group(by);
        let group = groups.entry(order).or_default();
        group.label.get_or_insert((label, condition));
        group.before.push(case);
    }
    let mut groups: Vec<Group<'_>> = groups.into_values().collect();
    if !matches!(by, By::Kind | By::Scope) {
        groups.sort_by_key(|group| Reverse((group.now.len(), group.before.len())));
    }
    let rest = groups.split_off(part.most.unwrap_or(groups.len()).min(groups.len()));
    let mut lines: Vec<Line> = Vec::new();
    for group in &groups {
        let Some((label, condition)) = &group.label else {
            continue;
        };
        let cases = (group.now.as_slice(), group.before.as_slice());
        lines.push(line(part, label.clone(), cases, span, Some(condition)));
    }
    if !rest.is_empty() {
        let label = Value::Said(Fact::Term("report-others".to_owned()));
        let now: Vec<&Case> = rest.iter().flat_map(|group| group.now.clone()).collect();
        let before: Vec<&Case> = rest.iter().flat_map(|group| group.before.clone()).collect();
        let mut others = line(part, label, (&now, &before), span, None);
        // No condition holds for the others alone.
        others.opens = vec![None; others.cells.len()];
        lines.push(others);
    }
    let all: Vec<&Case> = span.now.iter().collect();
    let all_before: Vec<&Case> = span.before.iter().collect();
    let label = Value::Said(Fact::Term("report-total".to_owned()));
    let total = line(part, label, (&all, &all_before), span, None);
    let mut columns = vec![about(&part.name)];
    columns.extend(part.figures.iter().map(|one| column(*one, part)));
    let drawn = part.chart.iter().filter_map(|drawn| {
        let at = part.figures.iter().position(|one| one == drawn)?;
        u32::try_from(at + 1).ok()
    });
    Section {
        name: part.name.clone(),
        columns,
        lines,
        total: Some(total),
        notes: Vec::new(),
        chart: drawn.collect(),
    }
}

/// The column that says what a line is about (words: `report-column-by_<section>`).
pub fn about(section: &str) -> Column {
    Column {
        name: format!("by_{section}"),
        unit: Unit::Text,
        of: None,
        target: None,
    }
}

/// Homes with more than one case in the span, those with the most first.
pub fn repeated(part: &Part, span: &Span<'_>) -> Section {
    const FIGURES: [Figure; 3] = [Figure::Received, Figure::Repeated, Figure::Open];
    let shape = Part {
        figures: FIGURES.to_vec(),
        target: None,
        ..part.clone()
    };
    let mut homes: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in span.now.iter().filter(|case| case.home) {
        homes.entry(&case.premises).or_default().push(case);
    }
    let mut homes: Vec<(&str, Vec<&Case>)> = homes.into_iter().collect();
    homes.retain(|(_, cases)| cases.len() > 1);
    homes.sort_by_key(|(_, cases)| Reverse(cases.len()));
    let all = homes.len();
    homes.truncate(part.most.unwrap_or(all));
    let lines = homes.iter().map(|(premises, cases)| {
        let label = Value::Said(Fact::from(*premises));
        let group = format!("premises = {premises}");
        line(&shape, label, (cases, &[]), span, Some(&group))
    });
    let mut columns = vec![about(&part.name)];
    columns.extend(FIGURES.iter().map(|one| column(*one, &shape)));
    let left = i64::try_from(all.saturating_sub(homes.len())).unwrap_or(0);
    let more = Fact::Told(
        "report-more-homes".to_owned(),
        vec![("count".to_owned(), Fact::Count(left))],
    );
    Section {
        name: part.name.clone(),
        columns,
        lines: lines.collect(),
        total: None,
        notes: if left > 0 { vec![more] } else { Vec::new() },
        chart: Vec::new(),
    }
}
