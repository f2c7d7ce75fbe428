//! Commands that decide what waits for a second person.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::id::Number;
use crate::domain::ledger::Bound;
use crate::domain::office::{Approval, ApprovalState};
use crate::domain::staff::{Rank, Right, Staff, lacking, may};
use crate::service::approval::{self, digest, expired, subject_of};
use crate::service::args::{self, Reading, Value, Values};
use crate::service::clock_doubt;
use crate::service::command::{About, Arg, Kind, Made, Row, Undo, row};
use crate::service::halt::{Halt, Run};
use crate::service::subject::Found;
use crate::service::work::Work;

use super::complaint;

/// The rows of this file.
pub const ROWS: &[Row] = &[
    Row::new(approval::GRANT, About::Approval, Right::Approve, &[], grant).undo(Undo::Never),
    Row::new(
        "approval.refuse",
        About::Approval,
        Right::Approve,
        &[Arg::must("reason", Kind::Reason)],
        refuse,
    )
    .undo(Undo::Never),
    // Who asked finds that it was asked wrongly, or is wanted no more.
    Row::new(
        "approval.withdraw",
        About::Approval,
        Right::Desk,
        &[Arg::must("reason", Kind::Reason)],
        withdraw,
    )
    .undo(Undo::Never),
    // Done by the program on each new day.
    Row::new(
        "approval.expire",
        About::Nothing,
        Right::Approve,
        &[],
        expire,
    )
    .undo(Undo::Never)
    .hidden(),
];

/// The approval a command is about.
fn found(work: &Work<'_>) -> Run<Approval> {
    match &work.found {
        Found::Approval(approval) => Ok((**approval).clone()),
        _ => Err(Refusal::field("subject", Why::Missing).into()),
    }
}

/// Checks who decides: still pending, another person than who asked, of the rank it needs.
fn decider(work: &Work<'_>, approval: &Approval) -> Run<()> {
    if approval.state != ApprovalState::Pending {
        return Err(about(work, approval, Why::Decided).into());
    }
    if approval.asked_by == work.actor.staff {
        return Err(Why::OwnApproval.into());
    }
    if work.actor.rank < approval.rank {
        return Err(Refusal::new(Why::RankTooLow)
            .with("rank", rank(approval.rank))
            .into());
    }
    Ok(())
}

fn rank(rank: Rank) -> Fact {
    Fact::Term(format!("rank-{}", rank.name()))
}

fn about(work: &Work<'_>, approval: &Approval, why: Why) -> Refusal {
    Refusal::new(why).with("number", approval.number.short(work.today()))
}

/// `approval.grant`: does exactly what was asked, now, in this very transaction (reliability D12).
fn grant(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let mut approval = found(work)?;
    decider(work, &approval)?;
    if approval.expires_at <= work.now {
        return Err(about(work, &approval, Why::Decided).into());
    }
    let inner = row(&approval.command).ok_or_else(|| {
        Refusal::new(Why::UnknownCommand).with("command", approval.command.as_str())
    })?;
    asker_still_may(work, &approval, inner)?;
    let (subject, own) = subject_of(work, inner, &approval)?;
    let version = subject.version().unwrap_or(0);
    let edited = version != approval.subject_version
        && !approval.bound.as_ref().is_some_and(Bound::outlives_edits);
    if edited || digest(&approval) != approval.digest {
        return Err(about(work, &approval, Why::ApprovalStale).into());
    }
    // What is kept is plain; what an older program kept as typed means what it meant when it was asked.
    let reading = Reading {
        tx: work.tx(),
        office: work.office,
        now: approval.asked_at,
    };
    let values = args::read(reading, inner, &own)?;
    approval.state = ApprovalState::Done;
    approval.decided_by = Some(work.actor.staff);
    approval.decided_at = Some(work.now);
    work.put(&mut approval)?;
    for (name, text) in &approval.args {
        let personal = inner.arg(name).is_some_and(|arg| arg.personal);
        work.audit(name, text.trim(), personal);
    }
    let outer = work.row;
    work.row = inner;
    work.found = subject;
    work.approved = Some(approval.number);
    work.bound.clone_from(&approval.bound);
    let done = (inner.run)(work, &values).map_err(|halt| stale(work, &approval, halt))?;
    work.row = outer;
    let mut made = decided(&approval);
    made.also.extend(done.number);
    made.also.extend(done.also);
    Ok(made)
}

/// What was asked and cannot be done any more because a record it is bound to changed is told by its own number.
fn stale(work: &Work<'_>, approval: &Approval, halt: Halt) -> Halt {
    match halt {
        Halt::Refused(refusal) if refusal.why == Why::ApprovalStale => {
            about(work, approval, Why::ApprovalStale).into()
        }
        halt => halt,
    }
}

/// Who asked must still be here and have the right to ask.
fn asker_still_may(work: &Work<'_>, approval: &Approval, inner: &Row) -> Run<()> {
    let asker: Option<Staff> = work.find(approval.asked_by.0)?;
    let Some(asker) = asker else {
        return Err(Refusal::new(Why::UnknownRecord).with("number", "").into());
    };
    if asker.active && may(asker.rank, &asker.sides, inner.right) {
        return Ok(());
    }
    Err(lacking(inner.right, &asker.name, asker.rank, &asker.sides).into())
}

/// The outcome of a decision: the approval and the command it was about.
fn decided(approval: &Approval) -> Made {
    let command = approval.command.replace('.', "-");
    Made::of(approval.number).with("command", Fact::Term(format!("command-{command}")))
}

/// `approval.refuse`: also for what is stale or expired, so that nothing waits for ever.
fn refuse(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let approval = found(work)?;
    decider(work, &approval)?;
    ended(work, approval, ApprovalState::Refused, values)
}

/// `approval.withdraw`: only by who asked, while it waits.
fn withdraw(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let approval = found(work)?;
    if approval.state != ApprovalState::Pending {
        return Err(about(work, &approval, Why::Decided).into());
    }
    if approval.asked_by != work.actor.staff {
        return Err(about(work, &approval, Why::NotAsker).into());
    }
    ended(work, approval, ApprovalState::Withdrawn, values)
}

/// Ends a request that is not granted.
fn ended(
    work: &mut Work<'_>,
    mut approval: Approval,
    state: ApprovalState,
    values: &Values,
) -> Run<Made> {
    approval.state = state;
    approval.decided_by = Some(work.actor.staff);
    approval.decided_at = Some(work.now);
    approval.reason = values.line("reason");
    work.put(&mut approval)?;
    let mut made = decided(&approval);
    made.also.extend(send_back(work, &approval, values)?);
    Ok(made)
}

/// Sends a complaint whose plan was not approved back to who handles it; its number.
fn send_back(work: &mut Work<'_>, approval: &Approval, values: &Values) -> Run<Option<Number>> {
    if approval.command != complaint::PLAN_APPROVED {
        return Ok(None);
    }
    let Some(inner) = row(complaint::PLAN_APPROVED) else {
        return Ok(None);
    };
    let (Found::Ticket(mut ticket), _) = subject_of(work, inner, approval)? else {
        return Ok(None);
    };
    if ticket.state != "plan_pending" {
        return Ok(None);
    }
    work.approved = Some(approval.number);
    complaint::plan_refused(work, &mut ticket, values)?;
    Ok(Some(ticket.number))
}

/// `approval.expire`: whatever was not decided in time is over, and its plan is to be made anew.
fn expire(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    // A clock that ran ahead must not end what still has days.
    if let Some(minutes) = clock_doubt::of(work.tx())? {
        return Err(clock_doubt::refusal(minutes).into());
    }
    let mut made = Made::default();
    let mut sent_back = Vec::new();
    for mut approval in expired(work.tx(), work.now)? {
        approval.state = ApprovalState::Expired;
        approval.decided_at = Some(work.now);
        work.put(&mut approval)?;
        // The number of what expired is the reason the history tells.
        let mut values = Values::default();
        values.set("reason", Value::Text(approval.number.full()));
        sent_back.extend(send_back(work, &approval, &values)?);
        made.also.push(approval.number);
    }
    // The line is about all of them, not about one.
    work.approved = None;
    let count = i64::try_from(made.also.len()).unwrap_or(i64::MAX);
    work.audit("approvals", count.to_string(), false);
    made.also.extend(sent_back);
    Ok(made.with("approvals", Fact::Count(count)))
}
