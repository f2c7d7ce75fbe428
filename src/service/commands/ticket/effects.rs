//! What a move does beside changing the state: the functions behind the names lifecycles use.

use crate::domain::error::{Refusal, Why};
use crate::domain::follow_up::{FollowUp, Outcome};
use crate::domain::id::{FollowUpId, HouseholdId, Letter, PersonId};
use crate::domain::lifecycle::Arrow;
use crate::domain::staff::Rank;
use crate::domain::ticket::{Pause, Report, Ticket};
use crate::service::args::Values;
use crate::service::deadlines::follow_up_due;
use crate::service::halt::Run;
use crate::service::work::Work;

use super::guards::follow_ups;
use super::paid_work;
use super::walk::{Going, filed};

/// Minutes after midnight at which what sleeps until a day comes back.
pub const MORNING: u16 = 9 * 60;

/// Sets fields of the ticket.
type Sets = fn(&Work<'_>, &mut Ticket, &Going<'_>, &Arrow<'_>);
/// Makes or changes other records.
type Makes = fn(&mut Work<'_>, &mut Ticket, &Going<'_>, &Arrow<'_>) -> Run<()>;

/// What an effect is.
enum Effect {
    Sets(Sets),
    Makes(Makes),
    /// Done elsewhere; the comment beside it says where.
    Elsewhere,
}

/// Every effect by the name it has in lifecycles. Numbers are given at opening (`give_number`).
const EFFECTS: &[(&str, Effect)] = &[
    // The pending command itself is made by `ticket.plan`, when the ticket is stored.
    (
        "ask_plan_approval",
        Effect::Sets(|_, ticket, going, _| keep_plan(ticket, going.values)),
    ),
    ("assign", Effect::Sets(assign)),
    ("count_rework", Effect::Sets(count_rework)),
    (
        "file_slip",
        Effect::Sets(|_, ticket, going, _| filed(ticket, going.values)),
    ),
    (
        "make_follow_up",
        Effect::Makes(|work, ticket, _, _| make_follow_ups(work, ticket, false)),
    ),
    ("offer_higher_level", Effect::Sets(raise_level)),
    (
        "raise_charge",
        Effect::Makes(|work, ticket, going, _| paid_work::charge(work, ticket, going.values)),
    ),
    ("raise_level", Effect::Sets(raise_level)),
    ("record_plan_approval", Effect::Sets(record_plan_approval)),
    (
        "record_plan_refusal",
        Effect::Sets(|_, ticket, _, _| {
            if let Some(grievance) = ticket.grievance.as_mut() {
                grievance.plan_approved_by.clear();
            }
        }),
    ),
    ("report_upward", Effect::Sets(report_upward)),
    ("sleep", Effect::Sets(sleep)),
    (
        "take_notice",
        Effect::Sets(|work, ticket, _, _| ticket.accepted_by = Some(work.actor.staff)),
    ),
    ("tell_voices", Effect::Makes(tell_voices)),
    (
        "unassign",
        Effect::Sets(|_, ticket, going, _| {
            ticket.assignee = None;
            if let Some(reason) = going.values.text("reason") {
                reason.clone_into(&mut ticket.reason);
            }
        }),
    ),
    (
        "wake",
        Effect::Sets(|work, ticket, _, _| {
            if let Some(pause) = ticket.pauses.last_mut() {
                pause.until.get_or_insert(work.now);
            }
        }),
    ),
    ("write_feedback", Effect::Sets(write_feedback)),
    ("write_note", Effect::Sets(write_note)),
    // The slip is printed from the ticket under the ticket's own number.
    ("write_slip", Effect::Elsewhere),
];

/// Applies the effect called `name`.
pub fn apply(
    name: &str,
    work: &mut Work<'_>,
    ticket: &mut Ticket,
    going: &Going<'_>,
    step: &Arrow<'_>,
) -> Run<()> {
    match EFFECTS.iter().find(|(known, _)| *known == name) {
        Some((_, Effect::Sets(set))) => {
            set(work, ticket, going, step);
            Ok(())
        }
        Some((_, Effect::Makes(make))) => make(work, ticket, going, step),
        Some((_, Effect::Elsewhere)) => Ok(()),
        None => Err(Refusal::new(Why::Internal)
            .with("detail", format!("no effect {name}"))
            .into()),
    }
}

/// Who has it now: the worker sent, the department told, the person who takes it on.
fn assign(work: &Work<'_>, ticket: &mut Ticket, going: &Going<'_>, step: &Arrow<'_>) {
    let worker = going.worker.as_ref().map(|worker| worker.id);
    match (ticket.grievance.as_mut(), step.rule.name.as_str()) {
        (Some(grievance), "notify") => {
            grievance.department = going.values.line("department");
            grievance.leader = going.values.line("leader");
            grievance.notified_at = Some(work.now);
        }
        (Some(_), _) => {
            ticket.accepted_by = Some(work.actor.staff);
            ticket.assignee = worker.or(Some(work.actor.staff));
        }
        (None, _) => {
            let before = ticket.assignee;
            ticket.assignee = worker.or(Some(work.actor.staff));
            // Whoever has it already was sent when they were sent.
            if before != ticket.assignee || ticket.dispatched_at.is_none() {
                ticket.dispatched_at = Some(work.now);
            }
        }
    }
}

/// The work came back: everything about its end is open again (duties.md D-022).
fn count_rework(_: &Work<'_>, ticket: &mut Ticket, _: &Going<'_>, _: &Arrow<'_>) {
    ticket.reopened = ticket.reopened.saturating_add(1);
    ticket.done_at = None;
    ticket.started_at = None;
    if let Some(grievance) = ticket.grievance.as_mut() {
        grievance.fed_back_at = None;
        grievance.plan_approved_by.clear();
    }
}

/// Makes the follow-ups of reporter and voices (duties.md D-042); those still open from an earlier
/// round are taken up again. `voices_only` leaves the reporter out: who took the matter back knows.
fn make_follow_ups(work: &mut Work<'_>, ticket: &Ticket, voices_only: bool) -> Run<()> {
    struct Party<'t> {
        household: Option<HouseholdId>,
        premises: &'t str,
        person: Option<PersonId>,
        name: &'t str,
        phone: &'t str,
    }
    let since = ticket.done_at.unwrap_or(work.now);
    let due_at = follow_up_due(work.office, ticket.kind, since);
    let reporter = Party {
        household: ticket.household,
        premises: &ticket.premises,
        person: ticket.person,
        name: &ticket.caller,
        phone: &ticket.phone,
    };
    let voices = ticket.voices.iter().map(|voice| Party {
        household: voice.household,
        premises: &voice.premises,
        person: voice.person,
        name: &voice.name,
        phone: &voice.phone,
    });
    let earlier = follow_ups(work, ticket)?;
    let parties = std::iter::once(reporter).chain(voices);
    for (voice, party) in (0_u32..).zip(parties).skip(usize::from(voices_only)) {
        let open = earlier.iter().find(|one| one.open() && one.voice == voice);
        let mut follow_up = match open {
            Some(open) => FollowUp {
                since,
                due_at,
                wake_at: None,
                ..open.clone()
            },
            None => FollowUp {
                id: FollowUpId(work.next_id::<FollowUp>()?),
                version: 0,
                number: work.number(Letter::FollowUp)?,
                ticket: ticket.id,
                ticket_number: ticket.number,
                household: party.household,
                premises: party.premises.to_owned(),
                person: party.person,
                name: party.name.to_owned(),
                phone: party.phone.to_owned(),
                summary: ticket.summary.clone(),
                since,
                due_at,
                wake_at: None,
                attempts: Vec::new(),
                outcome: None,
                ended_at: None,
                assignee: ticket.received_by,
                important: false,
                noted_by: None,
                voice,
                undone: false,
                before: before(&earlier, voice),
                days: None,
                entry: None,
            },
        };
        work.put(&mut follow_up)?;
    }
    Ok(())
}

/// The follow-up before one of this voice; for who was never asked the one whose answer brought the matter back
/// (duties.md 5.3).
fn before(earlier: &[FollowUp], voice: u32) -> Option<FollowUpId> {
    let last = |fits: fn(&FollowUp, u32) -> bool| {
        let fitting = earlier.iter().filter(|one| !one.open() && fits(one, voice));
        fitting.max_by_key(|one| one.ended_at).map(|one| one.id)
    };
    last(|one, voice| one.voice == voice)
        .or_else(|| last(|one, _| one.outcome == Some(Outcome::NotSatisfied)))
}

/// Sets the level, upward only (duties.md A-10), and the major flag, which is never taken away here.
fn raise_level(work: &Work<'_>, ticket: &mut Ticket, going: &Going<'_>, _: &Arrow<'_>) {
    if let Some(grievance) = ticket.grievance.as_mut() {
        let level = going.values.whole("level").unwrap_or(1);
        grievance.raise(u8::try_from(level).unwrap_or(1));
        let major = grievance.major || going.values.yes("major");
        ticket.set_major(major, work.now);
    }
}

/// To whom it goes: the rank named, else the next one up; what is grave goes to the department manager.
pub fn target(work: &Work<'_>, ticket: &Ticket, going: &Going<'_>) -> Rank {
    if let Some(rank) = going.values.choice("target").and_then(Rank::from_name) {
        return rank;
    }
    let grave = ticket
        .grievance
        .as_ref()
        .is_some_and(|grievance| grievance.major || grievance.level > 1);
    let least = if grave {
        Rank::DeptManager
    } else {
        Rank::Supervisor
    };
    let above = Rank::ALL
        .iter()
        .copied()
        .find(|rank| *rank > work.actor.rank)
        .unwrap_or(Rank::Leadership);
    least.max(above)
}

fn report_upward(work: &Work<'_>, ticket: &mut Ticket, going: &Going<'_>, _: &Arrow<'_>) {
    ticket.report = Some(Report {
        to: target(work, ticket, going),
        at: work.now,
        by: work.actor.staff,
        reason: going.values.line("reason"),
    });
    // It waits for who it went to (duties.md D-008).
    ticket.accepted_by = None;
}

fn sleep(work: &Work<'_>, ticket: &mut Ticket, going: &Going<'_>, _: &Arrow<'_>) {
    let Some(until) = going.values.when("until") else {
        return;
    };
    let minute = until.window.map_or(MORNING, |window| window.from);
    ticket.pauses.push(Pause {
        from: work.now,
        until: None,
        reason: going.values.line("reason"),
        wake_at: work.office.zone.at(until.day, minute).max(work.now),
    });
}

/// The end of a ticket that was not worked to its end: nobody is asked any more whether it is good,
/// but everybody who joined in is told.
fn tell_voices(
    work: &mut Work<'_>,
    ticket: &mut Ticket,
    _: &Going<'_>,
    step: &Arrow<'_>,
) -> Run<()> {
    if step.rule.name == "followed_up" {
        return Ok(());
    }
    if let Some(pause) = ticket.pauses.last_mut() {
        pause.until.get_or_insert(work.now);
    }
    let earlier = follow_ups(work, ticket)?;
    for mut open in earlier.into_iter().filter(FollowUp::open) {
        open.end(Outcome::Exempt, work.now, work.office.zone);
        work.put(&mut open)?;
    }
    make_follow_ups(work, ticket, true)
}

/// Keeps a plan and what it costs; an approval of an earlier one is void.
pub fn keep_plan(ticket: &mut Ticket, values: &Values) {
    if let Some(grievance) = ticket.grievance.as_mut() {
        grievance.plan = values.line("plan");
        if let Some(amount) = values.amount("compensation") {
            grievance.compensation = amount;
        }
        grievance.plan_approved_by.clear();
    }
}

/// Who approved, by what paper, on which day; inside the office the actor and the approval's number.
fn record_plan_approval(work: &Work<'_>, ticket: &mut Ticket, going: &Going<'_>, _: &Arrow<'_>) {
    let by = match (work.approved, going.values.day("day")) {
        (Some(approval), _) => format!("{} {}", work.actor.name, approval.full()),
        (None, Some(day)) => format!(
            "{} {} {day}",
            going.values.line("approver"),
            going.values.line("document"),
        ),
        (None, None) => String::new(),
    };
    if let Some(grievance) = ticket.grievance.as_mut() {
        grievance.plan_approved_by = by;
        // Who decides on its plan has taken notice of it.
        ticket.accepted_by.get_or_insert(work.actor.staff);
    }
}

fn write_feedback(work: &Work<'_>, ticket: &mut Ticket, going: &Going<'_>, _: &Arrow<'_>) {
    if let Some(grievance) = ticket.grievance.as_mut() {
        grievance.fed_back_at = Some(work.now);
        grievance.feedback = going.values.line("text");
    }
}

/// The line itself is written by the walk; an explanation is kept with the complaint too (duties.md D-028).
fn write_note(_: &Work<'_>, ticket: &mut Ticket, going: &Going<'_>, step: &Arrow<'_>) {
    if let (Some(grievance), "explain") = (ticket.grievance.as_mut(), step.rule.name.as_str()) {
        grievance.explanation = going.values.line("text");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lifecycle::{Kind, Lifecycle};

    #[test]
    fn every_effect_of_a_lifecycle_has_its_function() {
        for kind in Kind::ALL {
            for rule in Lifecycle::load(*kind).moves() {
                for name in &rule.effects {
                    assert!(EFFECTS.iter().any(|(known, _)| known == name), "{name}");
                }
            }
        }
    }
}
