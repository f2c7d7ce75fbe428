//! The month's rates of follow-ups: how many were made, in time by both clocks, and what was said.

use crate::domain::calendar::Month;
use crate::domain::error::Fact;
use crate::reports::cases::about;
use crate::reports::{Column, Line, Opens, Part, Section, Unit, Value};
use crate::service::halt::Run;
use crate::service::queries::header::count_between;
use crate::storage::counters::figure;
use crate::storage::kept::figures::{Asked as Kept, Figure};
use crate::storage::kept::indexes::FOLLOW_UP_DUE;

use super::Reckoning;

/// All of them are made (duties.md D-042), in hundredths.
pub const ALL: u32 = 100;
/// So many are satisfied (duties.md D-033, D-134), in hundredths.
pub const CONTENT: u32 = 98;

/// What is known of the follow-ups that were due in a month so far; what was left out is in none of the rates
/// (duties.md 5.3). An opinion is counted in the month it was due in, whenever it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub month: Month,
    pub answered: i64,
    pub overdue: i64,
    pub left_out: i64,
    pub in_hours: i64,
    pub in_days: i64,
    pub satisfied: i64,
    pub partly: i64,
    pub unhappy: i64,
}

/// Reads them: of kept figures, and of what is overdue by its index.
pub fn asked(reckoning: Reckoning<'_>, month: Month) -> Run<Asked> {
    let kept = |what| figure(reckoning.tx, &Figure::FollowUps(month, what).key());
    let zone = reckoning.office.zone;
    let (begun, ended) = (zone.at(month.first(), 0), zone.end_of(month.last()));
    let until = reckoning.now.min(ended);
    Ok(Asked {
        month,
        answered: kept(Kept::Answered)?,
        overdue: count_between(reckoning.tx, FOLLOW_UP_DUE, begun, until)?,
        left_out: kept(Kept::LeftOut)?,
        in_hours: kept(Kept::InHours)?,
        in_days: kept(Kept::InDays)?,
        satisfied: kept(Kept::Satisfied)?,
        partly: kept(Kept::Partly)?,
        unhappy: kept(Kept::NotSatisfied)?,
    })
}

impl Asked {
    /// What was due: what was answered, and what is overdue.
    pub const fn due(&self) -> i64 {
        self.answered + self.overdue
    }

    /// The rows behind a rate: what was missed, what it is a part of, who was not content.
    pub fn rows(&self, rate: &str) -> Vec<String> {
        let from = format!("due_at >= {}", self.month.first());
        let to = format!("due_at <= {}", self.month.last());
        let own: &[&str] = match rate {
            "followed" => &["overdue = yes"],
            "content" => &["outcome != exempt", "outcome != satisfied", "outcome != "],
            "left_out" => &["outcome = exempt"],
            _ => &["outcome != exempt"],
        };
        let own = own.iter().map(|one| (*one).to_owned());
        [from, to].into_iter().chain(own).collect()
    }
}

/// The rates against their targets, each with its part and its whole; below them what was said and what was left out.
pub fn section(reckoning: Reckoning<'_>, part: &Part, month: Month) -> Run<Section> {
    let asked = asked(reckoning, month)?;
    let rate = |name: &str, share: i64, of: i64, target: u32| Line {
        cells: vec![
            Value::Said(Fact::Term(format!("report-rate-{name}"))),
            Value::Count(share),
            Value::Count(of),
            Value::share(share, of),
            Value::share(i64::from(target), 100),
        ],
        opens: vec![
            Some(Opens {
                what: "followups".to_owned(),
                conditions: asked.rows(name),
            });
            5
        ],
    };
    let lines = vec![
        rate("followed", asked.answered, asked.due(), ALL),
        rate("hours", asked.in_hours, asked.due(), ALL),
        rate("days", asked.in_days, asked.due(), ALL),
        rate("content", asked.satisfied, asked.answered, CONTENT),
    ];
    let column = |name: &str, unit, of| Column {
        name: name.to_owned(),
        unit,
        of,
        target: None,
    };
    let said = [
        ("partly", asked.partly),
        ("unhappy", asked.unhappy),
        ("left_out", asked.left_out),
        ("overdue", asked.overdue),
    ];
    let said = said.map(|(name, count)| (name.to_owned(), Fact::Count(count)));
    Ok(Section {
        name: part.name.clone(),
        columns: vec![
            about(&part.name),
            column("part", Unit::Count, None),
            column("whole", Unit::Count, None),
            column("rate", Unit::Share, Some((1, 2))),
            column("target", Unit::Share, None),
        ],
        lines,
        total: None,
        notes: vec![Fact::Told("report-asked".to_owned(), said.to_vec())],
        chart: vec![3, 4],
    })
}
