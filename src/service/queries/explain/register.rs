//! How the deadlines of an entry came about, and its place among what is urgent.

use crate::domain::clock_rule::Limit;
use crate::domain::error::Fact;
use crate::domain::register::RegisterEntry;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::registers::in_force;
use crate::service::view::Explanation;
use crate::service::words;

/// What each running deadline goes by: the field that says until when, or its length; then when it is urgent.
pub(super) fn entry(asking: Asking<'_>, entry: &RegisterEntry) -> Vec<Explanation> {
    let Some(register) = in_force(entry).filter(|_| entry.open()) else {
        return Vec::new();
    };
    let entry = register.current(entry.clone());
    let mut told = Vec::new();
    for one in &entry.running {
        let Some(deadline) = register.deadline(&one.deadline) else {
            continue;
        };
        let mut facts = Facts::default();
        facts.term(
            "rule",
            format!("field-{}-due-{}", register.name, deadline.id),
        );
        let until = deadline.until.as_deref();
        if let Some(field) = until.filter(|field| entry.value(field).is_some()) {
            facts.term("rule_by", format!("field-{}-{field}", register.name));
        } else if let Some(within) = &deadline.within {
            match within.parse::<Limit>() {
                Ok(limit) => facts.put("rule_by", words::limit(limit)),
                Err(_) => facts.term("rule_by", String::from("limit-today")),
            };
        }
        facts.put("due_at", Fact::At(one.due_at));
        if one.head != 0 {
            let name = if one.head > 0 {
                "head_all"
            } else {
                "head_later"
            };
            facts.put(name, words::minutes(one.head.abs()));
        }
        let urgent = one.due_at.plus_minutes(-one.head);
        facts.at("urgent_at", Some(urgent));
        if urgent < asking.now {
            facts.put(
                "time_over",
                words::spent((asking.now.ms() - urgent.ms()) / 60_000),
            );
        }
        told.extend(facts.explains(&deadline.id));
    }
    told
}
