//! `report.note`, `report.make`, `report.submit`: the author's words, the figures as they are now, and handing them in.

use crate::domain::calendar::Month;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::report::{Act, Figures, ReportMade};
use crate::domain::staff::Right;
use crate::reports::declared::{Declared, NAMES};
use crate::service::args::Values;
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::duties::report_made;
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::reports::{Reckoning, declared, digest, reckon};
use crate::service::work::Work;
use crate::storage::kept::to_bytes;

/// Which report, of which month.
const REPORT: Arg = Arg::must("report", Kind::Choice(NAMES));
const MONTH: Arg = Arg::must("month", Kind::Month);

pub(super) const ROWS: &[Row] = &[NOTE, MAKE, SUBMIT];

/// `report.note`: the analysis in the author's own words; the program writes none of it (duties.md D-024).
const NOTE: Row = Row::new(
    "report.note",
    About::Nothing,
    Right::Desk,
    &[REPORT, MONTH, Arg::must("text", Kind::Block)],
    note,
)
.prefill(prefill);

/// `report.make`: keeps the figures as they are now, with their digest. It can be made again until it is handed in.
const MAKE: Row = Row::new(
    "report.make",
    About::Nothing,
    Right::Desk,
    &[REPORT, MONTH, Arg::may("text", Kind::Block)],
    make,
)
.prefill(prefill);

/// `report.submit`: hands it in as it was made; for the records of a month, they are filed (duties.md D-066).
const SUBMIT: Row = Row::new(
    "report.submit",
    About::Nothing,
    Right::Desk,
    &[REPORT, MONTH],
    submit,
)
.prefill(prefill);

#[allow(
    clippy::unnecessary_wraps,
    reason = "what a form begins with may have to be looked up"
)]
fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    Ok(vec![("month", work.today().month().to_string())])
}

/// What was kept of the report so far, which nobody has handed in; a new one where nothing was.
fn begun(work: &Work<'_>, values: &Values) -> Run<(&'static Declared, ReportMade)> {
    let declared = declared(values.choice("report").unwrap_or_default())?;
    let month: Month = values.month("month").unwrap_or(work.today().month());
    if month > work.today().month() {
        let ahead = Refusal::new(Why::ReportAhead);
        return Err(ahead.with("month", month.to_string()).into());
    }
    let found = work.find(ReportMade::id_of(declared.number, month))?;
    let report = found.unwrap_or_else(|| ReportMade::new(declared.number, &declared.name, month));
    if let Some(act) = report.submitted {
        let refusal = of(&report, Why::ReportSubmitted)
            .with("by", staff_name(work.tx(), act.by)?)
            .with("at", Fact::At(act.at));
        return Err(refusal.into());
    }
    Ok((declared, report))
}

/// What a report is called in words.
fn called(report: &ReportMade) -> Fact {
    Fact::Term(format!("report-{}", report.name))
}

fn of(report: &ReportMade, why: Why) -> Refusal {
    Refusal::new(why)
        .with("report", called(report))
        .with("month", report.month.to_string())
}

const fn act(work: &Work<'_>) -> Act {
    Act {
        by: work.actor.staff,
        at: work.now,
    }
}

fn made(report: &ReportMade) -> Made {
    let made = Made::default()
        .with("report", called(report))
        .with("month", report.month.to_string());
    match &report.figures {
        Some(figures) => made.with("digest", figures.digest.as_str()),
        None => made,
    }
}

/// Keeps the author's words.
fn write(work: &Work<'_>, values: &Values, report: &mut ReportMade) {
    if let Some(text) = values.text("text") {
        text.clone_into(&mut report.text);
        report.written = Some(act(work));
    }
}

fn note(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (_, mut report) = begun(work, values)?;
    write(work, values, &mut report);
    let told = made(&report);
    work.put(&mut report)?;
    Ok(told)
}

fn make(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (declared, mut report) = begun(work, values)?;
    write(work, values, &mut report);
    let reckoning = Reckoning {
        tx: work.tx(),
        office: work.office,
        now: work.now,
    };
    let now = reckon(reckoning, declared, report.month)?;
    let digest = digest(&now);
    work.audit("digest", digest.as_str(), false);
    report.figures = Some(Figures {
        made: act(work),
        through: now.to,
        digest,
        report: to_bytes(&now),
    });
    let told = made(&report);
    work.put(&mut report)?;
    report_made(work, &report.name, report.month.first())?;
    Ok(told)
}

fn submit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (_, mut report) = begun(work, values)?;
    if report.figures.is_none() {
        return Err(of(&report, Why::ReportUnmade).into());
    }
    report.submitted = Some(act(work));
    let told = made(&report);
    work.put(&mut report)?;
    Ok(told)
}
