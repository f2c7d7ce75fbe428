//! `ticket.review`: a supervisor checks what was done against what was written down.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::review::{Review, Verdict};
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;

use super::walk::{found, made, not_from_here};

/// The row: any ticket that is done may be checked, as often as there is reason to (duties.md D-025, D-036).
pub const ROW: Row = Row::new(
    "ticket.review",
    About::Ticket,
    Right::Supervise,
    &[
        Arg::must("verdict", Kind::Choice(Verdict::NAMES)),
        Arg::may("remark", Kind::Line(200)),
    ],
    review,
)
.prefill(|_| Ok(vec![("verdict", Verdict::True.name().to_owned())]));

fn review(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    if ticket.reviewed().is_none() {
        return Err(not_from_here(work, &ticket).into());
    }
    let verdict = values.choice("verdict").and_then(Verdict::from_name);
    let verdict = verdict.unwrap_or(Verdict::True);
    let remark = values.line("remark");
    // What is amiss is said, so that whoever did it can mend it.
    if verdict == Verdict::Amiss && remark.is_empty() {
        return Err(Refusal::fields(vec![Refusal::new(Why::Missing).on("remark")]).into());
    }
    let of = Subject::of(&ticket);
    let before = ticket.review.as_ref().map_or("", |one| one.verdict.name());
    work.line(of, LineKind::Review, before, verdict.name(), &remark)?;
    ticket.review = Some(Review {
        by: work.actor.staff,
        at: work.now,
        verdict,
        remark,
    });
    work.put(&mut ticket)?;
    let verdict = Fact::Term(format!("choice-verdict-{}", verdict.name()));
    Ok(made(&ticket).with("verdict", verdict))
}
