//! What must hold before a move: the functions behind the names lifecycles use.

use crate::domain::error::{Refusal, Why};
use crate::domain::follow_up::FollowUp;
use crate::domain::lifecycle::Arrow;
use crate::domain::money::Amount;
use crate::domain::staff::Rank;
use crate::domain::ticket::Ticket;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::work::Work;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::FOLLOW_UP_BY_TICKET;

use super::expense::none_waits;
use super::walk::{Going, too_low};

/// A guard: what the work, the ticket, the values and the arrow say.
type Guard = fn(&Work<'_>, &Ticket, &Going<'_>, &Arrow<'_>) -> Run<()>;

/// Every guard by the name it has in lifecycles. Opening has its own (`fields_complete`).
const GUARDS: &[(&str, Guard)] = &[
    ("adoption", |_, _, going, _| {
        needs(going.values.has("adopted"), "adopted")
    }),
    ("class_and_zone", class_and_zone),
    // Nothing is done while it is not known what it may cost (duties.md D-026).
    ("cost_approved", |work, ticket, _, _| {
        none_waits(work, ticket)
    }),
    ("department", |_, _, going, _| given(going, "department")),
    ("follow_up_proof", follow_up_proof),
    ("has_worker", |_, _, going, _| {
        needs(going.worker.is_some(), "worker")
    }),
    ("level_one", level_one),
    ("major_reported", major_reported),
    ("not_taken_on", not_taken_on),
    ("plan_approved_if_needed", plan_approved_if_needed),
    ("plan_authority", plan_authority),
    ("plan_text", |_, _, going, _| given(going, "plan")),
    ("rank_of_escalation", rank_of_escalation),
    ("reason", |_, _, going, _| given(going, "reason")),
    // Without a rank named it goes to the next one up: effects know which.
    ("reported_to", |_, _, _, _| Ok(())),
    ("result", |_, _, going, _| given(going, "result")),
    ("text", |_, _, going, _| given(going, "text")),
    ("waits_for_notice", waits_for_notice),
    ("wake_day", |_, _, going, _| {
        needs(going.values.when("until").is_some(), "until")
    }),
];

/// Checks the guard called `name`.
pub fn check(
    name: &str,
    work: &Work<'_>,
    ticket: &Ticket,
    going: &Going<'_>,
    step: &Arrow<'_>,
) -> Run<()> {
    match GUARDS.iter().find(|(known, _)| *known == name) {
        Some((_, guard)) => guard(work, ticket, going, step),
        None => Err(Refusal::new(Why::Internal)
            .with("detail", format!("no guard {name}"))
            .into()),
    }
}

/// Refuses with the field that is missing.
fn needs(there: bool, field: &str) -> Run<()> {
    if there {
        Ok(())
    } else {
        Err(Refusal::field(field, Why::Missing).into())
    }
}

fn given(going: &Going<'_>, field: &str) -> Run<()> {
    needs(going.values.text(field).is_some(), field)
}

fn refuse_unless(holds: bool, why: Why) -> Run<()> {
    if holds { Ok(()) } else { Err(why.into()) }
}

fn class_and_zone(_: &Work<'_>, ticket: &Ticket, going: &Going<'_>, _: &Arrow<'_>) -> Run<()> {
    let there = |kept: &str, name| !kept.is_empty() || going.values.text(name).is_some();
    refuse_unless(
        there(&ticket.class, "class") && there(&ticket.zone, "zone"),
        Why::NeedsFiling,
    )
}

/// The follow-ups of a ticket, in the order they arose.
pub fn follow_ups(work: &Work<'_>, ticket: &Ticket) -> Run<Vec<FollowUp>> {
    lookup::all(
        work.tx(),
        FOLLOW_UP_BY_TICKET,
        Key::new().u64(ticket.id.0),
        Direction::Forward,
        usize::MAX,
    )
}

/// Closing wants every follow-up ended, each with its proof (`followup.record` sees to that); coming
/// back wants the one that said so (duties.md D-042, D-043).
fn follow_up_proof(work: &Work<'_>, ticket: &Ticket, _: &Going<'_>, step: &Arrow<'_>) -> Run<()> {
    let all = follow_ups(work, ticket)?;
    let closing = step.rule.name == "followed_up";
    refuse_unless(
        all.iter().any(|one| !one.open()) && (!closing || all.iter().all(|one| !one.open())),
        Why::NeedsProof,
    )
}

/// A major complaint, or one above level 1, has to go up (duties.md D-030, D-031).
fn level_one(_: &Work<'_>, ticket: &Ticket, _: &Going<'_>, _: &Arrow<'_>) -> Run<()> {
    let grave = ticket
        .grievance
        .as_ref()
        .is_some_and(|grievance| grievance.major || grievance.level > 1);
    if grave {
        Err(too_low(Rank::DeptManager).into())
    } else {
        Ok(())
    }
}

fn rank_of_escalation(work: &Work<'_>, ticket: &Ticket, _: &Going<'_>, _: &Arrow<'_>) -> Run<()> {
    let least = ticket.acceptance();
    if work.actor.rank >= least {
        Ok(())
    } else {
        Err(too_low(least).into())
    }
}

/// What is being handled by who took it on is not taken on again until it was reported upward.
fn not_taken_on(work: &Work<'_>, ticket: &Ticket, _: &Going<'_>, _: &Arrow<'_>) -> Run<()> {
    if ticket.accepted_by.is_some() {
        Err(super::walk::not_from_here(work, ticket).into())
    } else {
        Ok(())
    }
}

/// Notice is taken once, of what was reported upward (duties.md D-008).
fn waits_for_notice(work: &Work<'_>, ticket: &Ticket, _: &Going<'_>, _: &Arrow<'_>) -> Run<()> {
    if ticket.waits_for().is_some() {
        Ok(())
    } else {
        Err(super::walk::not_from_here(work, ticket).into())
    }
}

/// Whether a plan must be approved before the complaint is resolved (duties.md D-031, A-10).
pub fn plan_needs_approval(ticket: &Ticket) -> bool {
    ticket
        .grievance
        .as_ref()
        .is_some_and(|grievance| grievance.level > 1 || grievance.compensation > Amount::ZERO)
}

fn plan_approved_if_needed(_: &Work<'_>, ticket: &Ticket, _: &Going<'_>, _: &Arrow<'_>) -> Run<()> {
    let approved = ticket
        .grievance
        .as_ref()
        .is_some_and(|grievance| !grievance.plan_approved_by.is_empty());
    refuse_unless(approved || !plan_needs_approval(ticket), Why::NeedsPlan)
}

fn major_reported(_: &Work<'_>, ticket: &Ticket, _: &Going<'_>, _: &Arrow<'_>) -> Run<()> {
    match &ticket.grievance {
        Some(grievance) if grievance.major => {
            if ticket.reported() && ticket.accepted_by.is_some() {
                Ok(())
            } else {
                Err(too_low(Rank::DeptManager).into())
            }
        }
        _ => Ok(()),
    }
}

/// Granted by who may (the approval checked the rank), or granted outside and recorded with
/// approver, paper and day by the property manager (duties.md 5.2).
fn plan_authority(work: &Work<'_>, _: &Ticket, going: &Going<'_>, _: &Arrow<'_>) -> Run<()> {
    if work.approved.is_some() {
        return Ok(());
    }
    if work.actor.rank < Rank::PropertyManager {
        return Err(too_low(Rank::PropertyManager).into());
    }
    given(going, "approver")?;
    given(going, "document")?;
    needs(going.values.day("day").is_some(), "day")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lifecycle::{Kind, Lifecycle};

    #[test]
    fn every_guard_of_a_lifecycle_has_its_function() {
        for kind in Kind::ALL {
            for rule in Lifecycle::load(*kind).moves() {
                for name in &rule.guards {
                    assert!(GUARDS.iter().any(|(known, _)| known == name), "{name}");
                }
            }
        }
    }
}
