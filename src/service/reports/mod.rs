//! The desk's own reports: figures of a month's records, walked by indexes of that month, never by history.

pub mod cases;
mod follow_ups;
mod reconciled;
mod records;

pub use follow_ups::{ALL, Asked, CONTENT, asked};

use crate::domain::calendar::{Instant, Month, Zone};
use crate::domain::error::{Refusal, Why};
use crate::domain::report::ReportMade;
use crate::reports::cases::{Span, repeated, section};
use crate::reports::declared::{Declared, Made, NAMES, named};
use crate::reports::{Case, Report};
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::storage::ReadTx;
use crate::storage::kept::{from_bytes, to_bytes};
use crate::storage::record::get;

/// Hex digits of a digest that are told.
const DIGITS: usize = 10;

/// What a report is reckoned from: one consistent view of the store, and when it is looked at.
#[derive(Clone, Copy)]
pub struct Reckoning<'a> {
    pub tx: &'a dyn ReadTx,
    pub office: &'a Office,
    pub now: Instant,
}

/// From an instant on and before another.
pub type Window = (Instant, Instant);

/// The report called so, or the refusal that names those there are.
pub fn declared(name: &str) -> Run<&'static Declared> {
    named(name).ok_or_else(|| {
        Refusal::new(Why::UnknownReport)
            .with("text", name)
            .with("choices", NAMES.join(" "))
            .into()
    })
}

/// What was kept of a report of a month.
pub fn kept(tx: &dyn ReadTx, declared: &Declared, month: Month) -> Run<Option<ReportMade>> {
    Ok(get(tx, ReportMade::id_of(declared.number, month))?)
}

/// The report as it was made, if its figures were kept.
pub fn frozen(made: &ReportMade) -> Option<Report> {
    let figures = made.figures.as_ref()?;
    from_bytes(&figures.report).ok()
}

/// First hex digits of what a report says, whenever it is looked at.
pub fn digest(report: &Report) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(report.name.as_bytes());
    for value in report.figures() {
        hasher.update(&to_bytes(value));
    }
    short(&hasher)
}

/// The digits of a digest that are told.
fn short(hasher: &blake3::Hasher) -> String {
    let hex = hasher.finalize().to_hex();
    hex.chars().take(DIGITS).collect()
}

/// Whole seconds: what is written beside a report names the same instant as the report.
fn second(at: Instant) -> Instant {
    Instant::from_ms(at.ms().div_euclid(1000) * 1000)
}

/// From where to where a report of a month reaches: the month so far; one that continues, from where the last one ended
/// to where it ended itself, or to now (duties.md A-07).
pub fn window(reckoning: Reckoning<'_>, declared: &Declared, month: Month) -> Run<Window> {
    let zone = reckoning.office.zone;
    // What comes in the last second of a month is in it: the end is where the next one begins.
    let (first, end) = (zone.at(month.first(), 0), zone.at(month.plus(1).first(), 0));
    let now = second(reckoning.now);
    let through = |month| -> Run<Option<Instant>> {
        let made = kept(reckoning.tx, declared, month)?;
        Ok(made
            .and_then(|made| made.figures)
            .map(|figures| figures.through))
    };
    let from = if declared.continues {
        through(month.plus(-1))?.unwrap_or(first)
    } else {
        first
    };
    Ok((from, end.min(now).max(from)))
}

/// Where what it is compared with begins: it ends where this one begins.
fn before(
    reckoning: Reckoning<'_>,
    declared: &Declared,
    month: Month,
    from: Instant,
) -> Run<Window> {
    let last = month.plus(-1);
    let first = reckoning.office.zone.at(last.first(), 0);
    if declared.continues {
        let made = kept(reckoning.tx, declared, last.plus(-1))?;
        let through = made.and_then(|made| made.figures).map(|one| one.through);
        return Ok((through.unwrap_or(first), from));
    }
    Ok((first, from))
}

/// The conditions of the list of cases that hold for what came in a window.
fn bounds(zone: Zone, (from, to): Window) -> [String; 2] {
    [
        format!("received_at >= {}", zone.print(from)),
        format!("received_at < {}", zone.print(to)),
    ]
}

/// The report of a month as its records say now.
pub fn reckon(reckoning: Reckoning<'_>, declared: &'static Declared, month: Month) -> Run<Report> {
    let (from, to) = window(reckoning, declared, month)?;
    let zone = reckoning.office.zone;
    let counts = |made: Made| declared.sections.iter().any(|part| part.made == made);
    let mut now: Vec<Case> = Vec::new();
    let mut then: Vec<Case> = Vec::new();
    let (since, until) = before(reckoning, declared, month, from)?;
    if counts(Made::Cases) || counts(Made::Repeated) || counts(Made::Reconciled) {
        now = cases::within(reckoning, (from, to))?;
        let mut parts = declared.sections.iter();
        if parts.any(|part| part.figures.contains(&crate::reports::Figure::Before)) {
            then = cases::within(reckoning, (since, until))?;
        }
    }
    let span = Span {
        now: &now,
        before: &then,
        within: bounds(zone, (from, to)),
        within_before: bounds(zone, (since, until)),
    };
    let mut sections = Vec::new();
    for part in &declared.sections {
        sections.push(match part.made {
            Made::Cases => section(part, &span),
            Made::Repeated => repeated(part, &span),
            Made::FollowUps => follow_ups::section(reckoning, part, month)?,
            Made::Records => records::section(reckoning, part, (from, to))?,
            Made::Reconciled => {
                reconciled::section(reckoning, part, month, ((from, to), now.as_slice()))?
            }
        });
    }
    Ok(Report {
        name: declared.name.clone(),
        month,
        from,
        to,
        sections,
    })
}
