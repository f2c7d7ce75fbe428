//! Staged imports: files converted by `exchange` become records in one transaction and one audit line.

mod apply;
mod complaints;
mod differ;
mod known;
mod paid;
mod readings;
mod report;
mod sound;
mod staged;
mod staging;
mod totals;

pub use known::{Known, Place, known, number_shown};
pub use paid::MOST_MONTHS;
pub use report::{Count, Differing, Report};
pub use staged::{
    BuildingIn, COMPLAINTS, ComplaintIn, FeeIn, HomeIn, OwnerIn, PAID, PaidIn, PersonIn, READINGS,
    ReadingIn, Staged, TieIn,
};
pub use staging::{ImportId, MOST_BYTES, Staging, pieces, read, read_id};
pub use totals::Totals;

use crate::domain::calendar::Instant;
use crate::domain::error::{Refusal, Why};
use crate::domain::staff::{Actor, Right};
use crate::service::args::Values;
use crate::service::command::{Made, row};
use crate::service::execute::authorise;
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::service::work::Work;
use crate::storage::ReadTx;

/// The command that applies what is staged.
pub const COMMAND: &str = "import.apply";
/// Most rows of one import (architecture.md, decision 10).
const MOST_ROWS: usize = 100_000;

/// `import.apply`: everything staged under the id, or nothing.
pub fn command(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let staged = read_id(&values.line("staged"))
        .and_then(|id| work.staging?.get(work.actor.staff, &id))
        .ok_or(Why::NotStaged)?;
    let report = apply(work, staged, values.text("community"))?;
    work.audit("file", staged.file.as_str(), false);
    work.audit("digest", staged.digest.as_str(), false);
    for (name, count) in report.counts() {
        work.audit(name, format!("+{} ={}", count.added, count.known), false);
    }
    work.audit("differing", report.differing.count.to_string(), false);
    work.audit("left_out", staged.left_out.to_string(), false);
    Ok(Made {
        facts: report.facts(staged),
        ..Made::default()
    })
}

/// Says what an import would do, and does nothing.
pub fn rehearse(
    base: &dyn ReadTx,
    office: &Office,
    actor: &Actor,
    now: Instant,
    staged: &Staged,
    community: Option<&str>,
) -> Run<Report> {
    let row =
        row(COMMAND).ok_or_else(|| Refusal::new(Why::UnknownCommand).with("command", COMMAND))?;
    let mut work = Work::new(base, actor, now, office, row);
    apply(&mut work, staged, community)
}

fn apply(work: &mut Work<'_>, staged: &Staged, community: Option<&str>) -> Run<Report> {
    if staged.rows() > MOST_ROWS || staged.ties() > MOST_ROWS {
        return Err(Refusal::new(Why::TooMany).with("limit", MOST_ROWS).into());
    }
    // Whoever may keep the registry may not book money with it: what is loaded asks what its own command asks.
    if !staged.payments.is_empty() {
        authorise(work.actor, Right::Cash)?;
        authorise(work.actor, Right::Billing)?;
    }
    if !staged.readings.is_empty() {
        authorise(work.actor, Right::Billing)?;
    }
    if !staged.complaints.is_empty() {
        authorise(work.actor, Right::Log)?;
    }
    // What is over without having been followed up is a supervisor's to say, as withdrawing is (duties.md D-042).
    if staged.complaints.iter().any(|one| !one.open) {
        authorise(work.actor, Right::Supervise)?;
    }
    sound::check(staged, community, work.today())?;
    totals::check(staged)?;
    apply::Loading::begin(work, community.or(staged.community.as_deref()))?.run(staged)
}
