//! Answers `Query::Reports` and `Query::Report`.

use crate::domain::calendar::Month;
use crate::domain::error::{Refusal, Why};
use crate::domain::report::{Act, Figures, ReportMade};
use crate::reports::all;
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::queries::Asking;
use crate::service::reports::{declared, digest, frozen, kept, reckon};
use crate::service::view::{ReportList, ReportPage, ReportRow, SaidView};

/// Who did it and when, with a text.
fn said(asking: Asking<'_>, act: Act, text: &str) -> Run<SaidView> {
    Ok(SaidView {
        person: staff_name(asking.tx, act.by)?,
        at: act.at,
        text: text.to_owned(),
    })
}

fn of(asking: Asking<'_>, act: Option<Act>, text: &str) -> Run<Option<SaidView>> {
    act.map(|act| said(asking, act, text)).transpose()
}

fn made(asking: Asking<'_>, figures: Option<&Figures>) -> Run<Option<SaidView>> {
    let told = figures.map(|figures| said(asking, figures.made, &figures.digest));
    told.transpose()
}

/// The month asked for; none that has not begun.
fn begun(asking: Asking<'_>, month: Option<Month>) -> Run<Month> {
    let running = asking.office.today(asking.now).month();
    let month = month.unwrap_or(running);
    if month > running {
        return Err(Refusal::new(Why::ReportAhead)
            .with("month", month.to_string())
            .into());
    }
    Ok(month)
}

/// Every report with what was kept of it for a month.
pub fn list(asking: Asking<'_>, month: Option<Month>) -> Run<ReportList> {
    let month = begun(asking, month)?;
    let mut rows = Vec::new();
    for declared in all() {
        let kept = kept(asking.tx, declared, month)?;
        let kept = kept.as_ref();
        rows.push(ReportRow {
            name: declared.name.clone(),
            made: made(asking, kept.and_then(|one| one.figures.as_ref()))?,
            submitted: of(asking, kept.and_then(|one| one.submitted), "")?,
            noted: kept.is_some_and(|one| !one.text.is_empty()),
        });
    }
    Ok(ReportList { month, rows })
}

/// A report of a month: as it was handed in, else as the records say now.
pub fn page(asking: Asking<'_>, name: &str, month: Option<Month>) -> Run<ReportPage> {
    let month = begun(asking, month)?;
    let declared = declared(name)?;
    let kept: Option<ReportMade> = kept(asking.tx, declared, month)?;
    let kept = kept.as_ref();
    let submitted = kept.and_then(|one| one.submitted);
    let figures = kept.and_then(|one| one.figures.as_ref());
    let frozen = submitted.and(kept).and_then(frozen);
    let report = match frozen {
        Some(report) => report,
        None => reckon(asking.reckoning(), declared, month)?,
    };
    let digest = digest(&report);
    let note = kept.filter(|one| !one.text.is_empty());
    Ok(ReportPage {
        changed: figures.is_some_and(|figures| figures.digest != digest),
        digest,
        note: of(
            asking,
            note.and_then(|one| one.written),
            note.map_or("", |one| one.text.as_str()),
        )?,
        made: made(asking, figures)?,
        submitted: of(asking, submitted, "")?,
        report,
    })
}
