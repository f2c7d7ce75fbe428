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
use crate::service::view::Field;
use crate::service::words;

pub(super) fn ticket(asking: Asking<'_>, ticket: &Ticket) -> Run<Vec<Field>> {
    let Asking {
        tx, office, now, ..
    } = asking;
    let explained = deadlines::explain(tx, office, now, ticket)?;
    let mut facts = Facts::default();
    for owed in &explained.owed {
        steps(&mut facts, &owed.deadline);
    }
    // Derived anew above; where rules changed meanwhile the instant in force comes after.
    let next = explained.owed.first().map(|owed| owed.deadline.due);
    facts.at("due_at", ticket.due_at.filter(|due| Some(*due) != next));
    for (name, minutes) in &explained.head_starts {
        facts.put(&format!("head_{name}"), words::minutes(*minutes));
    }
    if let Some(hold) = ticket.hold() {
        facts.at("until", Some(hold.wake_at));
    }
    Ok(facts.done())
}

pub(super) fn contact(asking: Asking<'_>, contact: &Contact) -> Vec<Field> {
    let mut facts = Facts::default();
    let derived = by_rule(asking.office, &contact.due_rule, contact.at);
    told(&mut facts, derived.as_ref(), contact.due_at);
    facts.done()
}

pub(super) fn follow_up(asking: Asking<'_>, follow_up: &FollowUp) -> Vec<Field> {
    let mut facts = Facts::default();
    let derived = deadlines::follow_up(asking.office, follow_up);
    told(&mut facts, derived.as_ref(), Some(follow_up.due_at));
    facts.at("again", follow_up.wake_at);
    facts.done()
}

/// Adds what a rule gives; where the stored instant is another, it comes last.
fn told(facts: &mut Facts, derived: Option<&Deadline>, stored: Option<Instant>) {
    if let Some(deadline) = derived {
        steps(facts, deadline);
    }
    let due = derived.map(|deadline| deadline.due);
    facts.at("due_at", stored.filter(|stored| Some(*stored) != due));
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
