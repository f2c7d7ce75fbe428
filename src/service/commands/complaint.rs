//! Commands of a complaint's own life.

use crate::domain::error::Fact;
use crate::domain::history::LineKind;
use crate::domain::staff::{Rank, Right};
use crate::domain::ticket::Ticket;
use crate::service::approval;
use crate::service::args::Values;
use crate::service::command::{About, Arg, Command, Kind, Made, Row, Undo};
use crate::service::deadlines::save;
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

use super::ticket::effects;
use super::ticket::expense::{agrees, answers};
use super::ticket::guards::plan_needs_approval;
use super::ticket::walk::{self, Going, found, made, not_from_here, walk};

/// The command an approved plan is.
pub const PLAN_APPROVED: &str = "ticket.plan_approved";

/// A row about a complaint.
const fn row(
    name: &'static str,
    right: Right,
    args: &'static [Arg],
    run: fn(&mut Work<'_>, &Values) -> Run<Made>,
) -> Row {
    Row::new(name, About::Ticket, right, args, run)
}

/// The rows of this file.
pub const ROWS: &[Row] = &[
    row(
        "ticket.explain",
        Right::Desk,
        &[Arg::must("text", Kind::Line(500)).called("explanation")],
        walk::go,
    ),
    row(
        "ticket.notify",
        Right::Desk,
        &[
            Arg::must("department", Kind::Line(60)),
            Arg::must("leader", Kind::Line(60)),
            Arg::may("text", Kind::Line(500)),
        ],
        walk::go,
    ),
    row("ticket.accept", Right::Desk, &[], walk::go),
    // A plan of level 2 or 3, or with compensation, waits for its approval and cannot be taken back
    // alone: the pending command has a number. Other plans are kept and the work goes on.
    row(
        "ticket.plan",
        Right::Supervise,
        &[
            Arg::must("plan", Kind::Line(500)),
            Arg::may("compensation", Kind::AmountOrZero),
        ],
        plan,
    )
    .undo(Undo::Never),
    // Done by granting the approval; or recorded by the property manager with approver, paper and day
    // when it was granted outside the office.
    row(
        PLAN_APPROVED,
        Right::Supervise,
        &[
            Arg::may("approver", Kind::Line(60)),
            Arg::may("document", Kind::Line(80)),
            Arg::may("day", Kind::Day).called("approved_on"),
        ],
        plan_approved,
    )
    .undo(Undo::Never)
    .hidden(),
    row(
        "ticket.resolve",
        Right::Desk,
        &[
            Arg::must("result", Kind::Line(500)),
            Arg::may("responsible", Kind::Anybody),
        ],
        walk::go,
    ),
    row(
        "ticket.feedback",
        Right::Desk,
        &[Arg::must("text", Kind::Line(500)).called("feedback")],
        walk::go,
    ),
    row(
        "ticket.withdraw",
        Right::Desk,
        &[Arg::must("reason", Kind::Reason)],
        walk::go,
    )
    .needs(walk::second_person),
];

/// The rank that approves a plan: leadership; where the office lets it, the department manager for level 2 (duties.md
/// 5.2). Compensation alone goes by its amount, and is never agreed to by less than its amount asks for (D-026); a major
/// complaint's goes to the leadership.
fn authority(work: &Work<'_>, ticket: &Ticket) -> Run<Rank> {
    let Some(grievance) = &ticket.grievance else {
        return Ok(Rank::Leadership);
    };
    // The plan is not approved yet: its own compensation is not among what was agreed before.
    let whole = ticket.expense_agreed()?.plus(grievance.compensation)?;
    Ok(answers(work, ticket).max(agrees(work, whole)?))
}

/// `ticket.plan`.
fn plan(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    let going = Going::by(values);
    if ticket.kind.life().path(&ticket.state, "plan").is_empty() {
        return Err(not_from_here(work, &ticket).into());
    }
    if let (Some(grievance), Some(amount)) =
        (ticket.grievance.as_mut(), values.amount("compensation"))
    {
        grievance.compensation = amount;
    }
    if !plan_needs_approval(&ticket) {
        effects::keep_plan(&mut ticket, values);
        ticket.touched_at = work.now;
        let text = values.line("plan");
        work.line(Subject::of(&ticket), LineKind::Note, "", "", &text)?;
        save(work, &mut ticket)?;
        return Ok(made(&ticket));
    }
    walk(work, &mut ticket, "plan", &going)?;
    let rank = authority(work, &ticket)?;
    let outcome = made(&ticket).with("rank", Fact::Term(format!("rank-{}", rank.name())));
    work.found = Found::Ticket(Box::new(ticket.clone()));
    let command = Command::new(PLAN_APPROVED).about(ticket.number.full());
    let asked = approval::ask(work, &command, &Values::default(), rank)?;
    Ok(Made {
        also: asked.number.into_iter().collect(),
        ..outcome
    })
}

/// `ticket.plan_approved`.
fn plan_approved(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    walk(work, &mut ticket, "grant_plan", &Going::by(values))?;
    Ok(made(&ticket))
}

/// Sends a plan that was not approved back to who handles the complaint.
pub fn plan_refused(work: &mut Work<'_>, ticket: &mut Ticket, values: &Values) -> Run<()> {
    walk(work, ticket, "refuse_plan", &Going::by(values))
}
