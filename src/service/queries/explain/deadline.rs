//! How a deadline came about: rule, start, pauses, days that do not count, head start.

use crate::domain::calendar::{Instant, MINUTE_MS};
use crate::domain::clock_rule::{Deadline, Step};
use crate::domain::contact::Contact;
use crate::domain::follow_up::FollowUp;
use crate::domain::ticket::Ticket;
use crate::service::deadlines::{self, by_rule};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::urgent::head_of;
use crate::service::query::Pane;
use crate::service::view::Explanation;
use crate::service::words;
use crate::storage::kept::FOLLOWING_UP;

/// The name of the explanation of a place in the queue.
const URGENCY: &str = "urgency";

pub(super) fn ticket(asking: Asking<'_>, ticket: &Ticket) -> Run<Vec<Explanation>> {
    let Asking {
        tx, office, now, ..
    } = asking;
    let explained = deadlines::explain(tx, office, now, ticket)?;
    let mut told: Vec<Explanation> = Vec::new();
    for owed in &explained.owed {
        let mut facts = Facts::default();
        steps(&mut facts, &owed.deadline);
        told.extend(facts.explains(&owed.rule.id));
    }
    // Derived anew above; where rules changed meanwhile the instant in force comes after.
    let next = explained.owed.first().map(|owed| owed.deadline.due);
    let mut facts = Facts::default();
    facts.at("due_at", ticket.due_at.filter(|due| Some(*due) != next));
    told.extend(facts.explains(&ticket.due_rule));
    if !ticket.open() || ticket.state == FOLLOWING_UP {
        return Ok(told);
    }
    // The place stands behind what is owed next, before what is owed later.
    let later = told.split_off(told.len().min(1));
    let mut facts = Facts::default();
    if let Some(hold) = ticket.hold() {
        facts.at("urgent_wake", Some(hold.wake_at));
    } else {
        facts.at("urgent_due", ticket.due_at);
        for (name, minutes) in &explained.head_starts {
            facts.put(&format!("head_{name}"), words::minutes(*minutes));
        }
    }
    facts.at("urgent_at", Some(ticket.place_at(now)));
    told.extend(facts.explains(URGENCY));
    told.extend(later);
    Ok(told)
}

pub(super) fn contact(asking: Asking<'_>, contact: &Contact) -> Vec<Explanation> {
    let derived = by_rule(asking.office, &contact.due_rule, contact.at);
    let mut all = told(&contact.due_rule, derived.as_ref(), contact.due_at);
    if contact.open() {
        let from = contact.due_at.unwrap_or(contact.at);
        all.extend(queued(asking, Facts::default(), Pane::Contacts, from));
    }
    all
}

pub(super) fn follow_up(asking: Asking<'_>, follow_up: &FollowUp) -> Vec<Explanation> {
    let derived = deadlines::follow_up(asking.office, follow_up);
    let mut all = told("follow_up", derived.as_ref(), Some(follow_up.due_at));
    if follow_up.open() {
        let mut facts = Facts::default();
        facts.at("urgent_wake", follow_up.wake_at);
        let from = follow_up.urgent_at();
        all.extend(queued(asking, facts, Pane::FollowUps, from));
    }
    all
}

/// How a matter's place in the queue comes about: what all of its pane is moved, and the instant.
pub(super) fn queued(
    asking: Asking<'_>,
    mut facts: Facts,
    pane: Pane,
    from: Instant,
) -> Option<Explanation> {
    let minutes = head_of(asking, pane);
    if minutes != 0 {
        let name = if minutes > 0 {
            "head_all"
        } else {
            "head_later"
        };
        facts.put(name, words::minutes(minutes.abs()));
    }
    facts.at("urgent_at", Some(from.plus_minutes(-minutes)));
    facts.explains(URGENCY)
}

/// What a rule gives; where the stored instant is another, it comes last.
fn told(rule: &str, derived: Option<&Deadline>, stored: Option<Instant>) -> Vec<Explanation> {
    let mut facts = Facts::default();
    if let Some(deadline) = derived {
        steps(&mut facts, deadline);
    }
    let due = derived.map(|deadline| deadline.due);
    facts.at("due_at", stored.filter(|stored| Some(*stored) != due));
    facts.explains(rule).into_iter().collect()
}

/// Adds the steps from the rule to the instant.
fn steps(facts: &mut Facts, deadline: &Deadline) {
    for step in &deadline.steps {
        match step {
            Step::Rule(rule) => {
                facts.put("rule", words::rule(&rule.id, rule.limit));
                if let Some(source) = words::source(rule) {
                    facts.term("rule_source", source);
                }
            }
            Step::Start(at) => {
                facts.at("from", Some(*at));
            }
            Step::Pause(from, until) => {
                facts.at("pause", Some(*from)).at("to", *until);
            }
            Step::Holiday(day) => {
                facts.day("holiday", Some(*day));
            }
            Step::RestDay(day) => {
                facts.day("rest_day", Some(*day));
            }
            Step::UnknownYear(year) => {
                facts.count("unknown_year", i64::from(*year));
            }
            Step::Due(due) => {
                facts.at("due_at", Some(*due));
            }
            Step::Left(ms) => {
                facts.put("time_left", words::minutes(ms.div_euclid(MINUTE_MS)));
            }
        }
    }
}
