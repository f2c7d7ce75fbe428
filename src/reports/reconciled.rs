//! The month's classified summary and its calendar month held against each other (duties.md A-07).

use super::cases::{LIST, about};
use super::declared::Part;
use super::{Case, Column, Line, Opens, Section, Unit, Value};
use crate::domain::error::Fact;
use crate::domain::ticket::TicketKind;

/// A stretch of time: what came in it, and the conditions of the list that hold for that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch<'a> {
    pub cases: &'a [Case],
    pub within: [String; 2],
}

impl Stretch<'_> {
    /// How many of a kind came, or of all.
    fn count(&self, kind: Option<TicketKind>) -> i64 {
        let of = |case: &&Case| kind.is_none_or(|kind| case.kind == kind);
        i64::try_from(self.cases.iter().filter(of).count()).unwrap_or(i64::MAX)
    }

    /// The rows of a kind that came, or of all.
    fn rows(&self, kind: Option<TicketKind>) -> Opens {
        let kind = kind.map(|kind| format!("kind = {}", kind.name()));
        Opens {
            what: LIST.to_owned(),
            conditions: self.within.iter().cloned().chain(kind).collect(),
        }
    }
}

/// What the summary and the month are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled<'a> {
    /// What the summary said came of each kind; nothing where it was not made yet.
    pub said: Option<Vec<(TicketKind, i64)>>,
    /// What came in the span of the summary, as the records say now.
    pub span: Stretch<'a>,
    /// What of it came in the month before, when that month's summary had been made.
    pub carried: Stretch<'a>,
    /// What came in the month when its summary had been made: the next one counts it.
    pub after: Stretch<'a>,
    /// What came in the month.
    pub month: Stretch<'a>,
    /// What is to be known of the span.
    pub note: Fact,
}

impl Reconciled<'_> {
    /// What the summary said of a kind, or of all; where there is none yet, what it would say.
    fn said(&self, kind: Option<TicketKind>) -> i64 {
        match &self.said {
            Some(said) => {
                let own = said
                    .iter()
                    .filter(|(of, _)| kind.is_none_or(|kind| *of == kind));
                own.map(|(_, count)| count).sum()
            }
            None => self.span.count(kind),
        }
    }

    /// A line: said, what changed since it was said, carried over, after it, in the month.
    fn line(&self, label: Value, kind: Option<TicketKind>) -> Line {
        let (said, now) = (self.said(kind), self.span.count(kind));
        let count = |stretch: &Stretch<'_>| Value::Count(stretch.count(kind));
        let rows = |stretch: &Stretch<'_>| Some(stretch.rows(kind));
        // The rows of what was said are there as long as they are the same.
        let same = rows(&self.span).filter(|_| said == now);
        Line {
            cells: vec![
                label,
                Value::Count(said),
                Value::Count(now - said),
                count(&self.carried),
                count(&self.after),
                count(&self.month),
            ],
            opens: vec![
                rows(&self.month),
                same,
                None,
                rows(&self.carried),
                rows(&self.after),
                rows(&self.month),
            ],
        }
    }
}

/// The section: said + changed - carried + after = month, of each kind and of all.
pub fn section(part: &Part, reconciled: &Reconciled<'_>) -> Section {
    let column = |name: &&str| Column {
        name: (*name).to_owned(),
        unit: Unit::Count,
        of: None,
        target: None,
    };
    let names = ["said", "since", "carried", "after", "month"];
    let mut columns = vec![about(&part.name)];
    columns.extend(names.iter().map(column));
    let line = |kind: &TicketKind| {
        let label = Value::Named("kind".to_owned(), kind.name().to_owned(), String::new());
        reconciled.line(label, Some(*kind))
    };
    let total = Value::Said(Fact::Term("report-total".to_owned()));
    Section {
        name: part.name.clone(),
        columns,
        lines: TicketKind::ALL.iter().map(line).collect(),
        total: Some(reconciled.line(total, None)),
        notes: vec![reconciled.note.clone()],
        chart: Vec::new(),
    }
}
