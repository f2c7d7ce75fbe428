//! What a repair, complaint or request says of itself.

use super::{Said, follow_up_subject, link_contact, link_home, link_ticket, short};
use crate::domain::error::Fact;
use crate::domain::follow_up::FollowUp;
use crate::domain::household::masked_phone;
use crate::domain::ledger::Charge;
use crate::domain::money::Amount;
use crate::domain::ticket::{Appointment, Grievance, Priority, Ticket};
use crate::service::approval::{EXPENSE, pending_of};
use crate::service::halt::Run;
use crate::service::lookup::all;
use crate::service::office::Office;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::found::household_subject;
use crate::service::queries::rows::named;
use crate::service::seed::ships;
use crate::service::subject::Subject;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::FOLLOW_UP_BY_TICKET;
use crate::storage::record::get;

/// Follow-ups of one ticket that are linked: one a voice.
const FOLLOW_UPS: usize = 50;

/// What a hold may wait for, by name.
const WAITING_FOR: &[&str] = &["parts", "owner", "contractor", "approval", "other"];

/// Classes of complaint, by name.
const CLASSES: &[&str] = &[
    "service",
    "neighbour",
    "noise",
    "environment",
    "safety",
    "fees",
    "facilities",
    "decoration",
    "parking",
    "staff_attitude",
    "marketing",
    "other",
];

pub(super) fn said(asking: Asking<'_>, ticket: &Ticket) -> Run<Said> {
    let mut facts = Facts::default();
    if ticket.priority != Priority::Normal {
        facts.term(
            "priority",
            format!("choice-priority-{}", ticket.priority.name()),
        );
    }
    link_home(&mut facts, &ticket.premises, ticket.household);
    facts
        .text("caller", &ticket.caller)
        .text("phone", &masked_phone(&ticket.phone))
        .text("summary", &ticket.summary)
        .said("category", category_said(asking.office, &ticket.category))
        .text("place", &ticket.place);
    // What is about no place lies neither inside a home nor outside.
    if !ticket.premises.is_empty() {
        facts.term("scope", format!("choice-scope-{}", ticket.scope.name()));
    }
    appointment(asking, &mut facts, ticket.appointment);
    facts
        .text("assignee", &named(asking, ticket.assignee)?)
        .at("due_at", ticket.due_at.filter(|_| ticket.open()));
    if let Some(hold) = ticket.hold() {
        facts
            .choice("waiting_for", "waiting_for", &hold.reason, WAITING_FOR)
            .at("until", Some(hold.wake_at));
    }
    facts
        .at("received_at", Some(ticket.received_at))
        // Another office's desk received what was taken over.
        .text(
            "received_by",
            &named(
                asking,
                Some(ticket.received_by).filter(|_| ticket.imported_at.is_none()),
            )?,
        )
        .at("imported_at", ticket.imported_at)
        .at("dispatched_at", ticket.dispatched_at)
        .at("started_at", ticket.started_at)
        .at("done_at", ticket.done_at)
        .text("result", &ticket.result)
        .money("cost", ticket.cost)
        .money("cost_open", still_owed(asking, ticket)?)
        .money("expense_agreed", ticket.expense_agreed()?)
        .money("expense_paid", ticket.expense_out()?)
        .choice("class", "class", &ticket.class, CLASSES)
        .text("zone", &ticket.zone)
        .at("closed_at", ticket.closed_at)
        .text("reason", &ticket.reason)
        .count("reopened", i64::from(ticket.reopened));
    // Nothing more is asked of what is over.
    let waits = if ticket.open() {
        pending_of(asking.tx, asking.now, EXPENSE, ticket.number)?
    } else {
        None
    };
    if let Some(approval) = waits {
        let number = short(asking, approval.number);
        facts.link("expense_waits", &number, Some(Subject::of(&approval)));
    }
    if let Some(outcome) = ticket.outcome {
        facts.term("outcome", format!("choice-outcome-{}", outcome.name()));
    }
    if let Some(report) = &ticket.report {
        facts
            .term("reported_to", format!("rank-{}", report.to.name()))
            .at("reported_at", Some(report.at))
            .text("reported_by", &named(asking, Some(report.by))?)
            .text("reported_why", &report.reason);
    }
    facts.text("accepted_by", &named(asking, ticket.accepted_by)?);
    if let Some(review) = &ticket.review {
        facts
            .term(
                "verdict",
                format!("choice-verdict-{}", review.verdict.name()),
            )
            .at("reviewed_at", Some(review.at))
            .text("reviewed_by", &named(asking, Some(review.by))?)
            .text("remark", &review.remark);
    }
    if let Some(grievance) = &ticket.grievance {
        grieved(asking, &mut facts, grievance)?;
    }
    related(asking, &mut facts, ticket)?;
    facts.text(
        "external_number",
        ticket.external.as_deref().unwrap_or_default(),
    );
    Ok(Said {
        kind: ticket.kind.name().to_owned(),
        state: ticket.state.clone(),
        fields: facts.done(),
        text: ticket.text.clone(),
    })
}

/// What is still owed of what the customer pays for the work.
fn still_owed(asking: Asking<'_>, ticket: &Ticket) -> Run<Amount> {
    let mut owed = Amount::ZERO;
    for id in ticket.charges.iter().flatten() {
        let charge: Option<Charge> = get(asking.tx, id.0)?;
        owed = owed.plus(charge.map_or(Amount::ZERO, |charge| charge.open()))?;
    }
    Ok(owed)
}

/// What only a complaint has.
fn grieved(asking: Asking<'_>, facts: &mut Facts, grievance: &Grievance) -> Run<()> {
    facts
        .count("level", i64::from(grievance.level))
        .yes("major", grievance.major)
        .text("against", &grievance.against)
        .text("demand", &grievance.demand)
        .text("explanation", &grievance.explanation)
        .text("department", &grievance.department)
        .text("leader", &grievance.leader)
        .at("notified_at", grievance.notified_at)
        .text("plan", &grievance.plan)
        .money("compensation", grievance.compensation)
        .text("plan_approved_by", &grievance.plan_approved_by)
        .at("fed_back_at", grievance.fed_back_at)
        .text("feedback", &grievance.feedback)
        .text("responsible", &named(asking, grievance.cause_staff)?);
    Ok(())
}

/// The records tied to it, each to be opened from here.
fn related(asking: Asking<'_>, facts: &mut Facts, ticket: &Ticket) -> Run<()> {
    for voice in &ticket.voices {
        let told = format!("{} {}", voice.premises, voice.name);
        facts.link("voice", told.trim(), voice.household.map(household_subject));
    }
    if let Some(contact) = ticket.contact {
        link_contact(asking, facts, contact)?;
    }
    let follow_ups: Vec<FollowUp> = all(
        asking.tx,
        FOLLOW_UP_BY_TICKET,
        Key::new().u64(ticket.id.0),
        Direction::Forward,
        FOLLOW_UPS,
    )?;
    for follow_up in follow_ups {
        facts.link(
            "follow_up",
            &short(asking, follow_up.number),
            Some(follow_up_subject(follow_up.id)),
        );
    }
    if let Some(earlier) = ticket.rework_of {
        link_ticket(asking, facts, "rework_of", earlier)?;
    }
    for other in &ticket.links {
        link_ticket(asking, facts, "other", *other)?;
    }
    Ok(())
}

/// A category as it is told: a shipped one in the words of the language, one of the office's own by its name.
pub fn category_said(office: &Office, code: &str) -> Fact {
    if ships(code) {
        Fact::Term(format!("category-{code}"))
    } else {
        Fact::Text(category_name(office, code))
    }
}

/// The same for a row: the code of a shipped one, for which the screen has the word.
pub fn category_in_row(office: &Office, code: &str) -> String {
    if ships(code) {
        code.to_owned()
    } else {
        category_name(office, code)
    }
}

/// The office's word for a category; the code itself if it is no longer declared.
fn category_name(office: &Office, code: &str) -> String {
    office
        .categories
        .iter()
        .find(|category| category.code == code)
        .map_or_else(|| code.to_owned(), |category| category.name.clone())
}

/// A day alone is a day; with a window it is the beginning and the end of it.
pub fn appointment(asking: Asking<'_>, facts: &mut Facts, appointment: Option<Appointment>) {
    let Some(appointment) = appointment else {
        return;
    };
    match appointment.window {
        None => {
            facts.day("appointment", Some(appointment.day));
        }
        Some(window) => {
            let at = |minute| asking.office.zone.at(appointment.day, minute);
            facts.at("appointment", Some(at(window.from)));
            if window.to != window.from {
                facts.at("to", Some(at(window.to)));
            }
        }
    }
}
