//! What the month's classified summary counted, and what the calendar month did (duties.md A-07).

use crate::domain::calendar::{Instant, Month};
use crate::domain::error::Fact;
use crate::domain::ticket::TicketKind;
use crate::reports::reconciled::{Reconciled, Stretch, section as table};
use crate::reports::{Case, Line, Part, Report, Section, Value};
use crate::service::halt::Run;

use super::cases::within;
use super::{Reckoning, Window, bounds, declared, frozen, kept, window};

/// The report that is made before the month is over, and continues.
const SUMMARY: &str = "class_summary";

/// What a made summary says came of each kind.
fn said(summary: &Report) -> Vec<(TicketKind, i64)> {
    let kinds = summary.sections.iter().find(|one| one.name == "kinds");
    let at = kinds.and_then(|one| one.columns.iter().position(|own| own.name == "received"));
    let Some((kinds, at)) = kinds.zip(at) else {
        return Vec::new();
    };
    let line = |line: &Line| match (line.cells.first(), line.cells.get(at)) {
        (Some(Value::Named(_, kind, _)), Some(Value::Count(count))) => {
            Some((TicketKind::from_name(kind)?, *count))
        }
        _ => None,
    };
    kinds.lines.iter().filter_map(line).collect()
}

/// What came in a window.
fn stretch<'a>(reckoning: Reckoning<'_>, cases: &'a [Case], window: Window) -> Stretch<'a> {
    Stretch {
        cases,
        within: bounds(reckoning.office.zone, window),
    }
}

/// The section of a month that reaches from `from` to `to`, in which these cases came.
pub fn section(
    reckoning: Reckoning<'_>,
    part: &Part,
    month: Month,
    ((from, to), came): (Window, &[Case]),
) -> Run<Section> {
    let summary = declared(SUMMARY)?;
    let made = kept(reckoning.tx, summary, month)?;
    let made = made.as_ref().and_then(frozen);
    let (since, until) = match &made {
        Some(made) => (made.from, made.to),
        None => window(reckoning, summary, month)?,
    };
    let cases = |from: Instant, to: Instant| within(reckoning, (from, to.max(from)));
    let (span, carried, after) = (cases(since, until)?, cases(since, from)?, cases(until, to)?);
    let key = if made.is_some() {
        "report-reconciled"
    } else {
        "report-reconciled-unmade"
    };
    let facts = [("from", since), ("to", until)];
    let facts = facts.map(|(name, at)| (name.to_owned(), Fact::At(at)));
    let reconciled = Reconciled {
        said: made.as_ref().map(said),
        span: stretch(reckoning, &span, (since, until)),
        carried: stretch(reckoning, &carried, (since, from)),
        after: stretch(reckoning, &after, (until, to)),
        month: stretch(reckoning, came, (from, to)),
        note: Fact::Told(key.to_owned(), facts.to_vec()),
    };
    Ok(table(part, &reconciled))
}
