//! Facts that are said in words: time limits, their rules, settings. The sentences stand in the word files.

use crate::domain::clock_rule::{Limit, Rule, Rules, Unit};
use crate::domain::duty::Every;
use crate::domain::error::Fact;
use crate::domain::ledger::DunningWay;
use crate::service::ladder;
use crate::service::settings::{LIMITS, Shape, effect_of, shape_of, unit_of};

/// A key of the word files: what names a rule or setting, its dots as dashes.
fn key(family: &str, id: &str) -> String {
    format!("{family}-{}", id.replace('.', "-"))
}

fn told(key: String, name: &str, fact: Fact) -> Fact {
    Fact::Told(key, vec![(name.to_owned(), fact)])
}

/// So many minutes.
pub fn minutes(minutes: i64) -> Fact {
    told("limit-minutes".to_owned(), "count", Fact::Count(minutes))
}

/// How long something took, in its two largest units; less than a minute is none.
pub fn spent(minutes: i64) -> Fact {
    let (hours, days) = (minutes / 60, minutes / (24 * 60));
    let (key, large, small) = if days > 0 {
        ("spent-days", days, hours % 24)
    } else if hours > 0 {
        ("spent-hours", hours, minutes % 60)
    } else {
        return self::minutes(minutes);
    };
    let facts = [("large", large), ("small", small)];
    let facts = facts.map(|(name, count)| (name.to_owned(), Fact::Count(count)));
    Fact::Told(key.to_owned(), facts.to_vec())
}

/// A length of time in its own unit.
pub fn limit(limit: Limit) -> Fact {
    let unit = match limit.unit {
        Unit::Minute => "minutes",
        Unit::Hour => "hours",
        Unit::Day => "days",
    };
    let working = if limit.working { "working-" } else { "" };
    let count = Fact::Count(limit.count.into());
    told(format!("limit-{working}{unit}"), "count", count)
}

/// What a rule asks for: 急修：15 分钟内派工.
pub fn rule(id: &str, within: Limit) -> Fact {
    told(key("rule", id), "limit", limit(within))
}

/// Rules whose limit the service standard states (duties.md D-018, D-029); the others are as shipped.
const STATED: &[&str] = &[
    "repair.progress",
    "repair.follow_up",
    "complaint.progress",
    "complaint.follow_up",
];

/// What a rule rests on: the office's own setting or the service standard; nothing where it is only as shipped.
pub fn source(rule: &Rule) -> Option<String> {
    let key = if rule.changed {
        "rule-changed"
    } else if STATED.contains(&rule.id.as_str()) {
        "rule-stated"
    } else {
        return None;
    };
    Some(key.to_owned())
}

/// What a setting is called; a time limit by what its rule asks for as it was shipped.
pub fn setting(name: &str) -> Fact {
    let limit = name.strip_prefix(LIMITS);
    match limit.and_then(|id| Rules::shipped().get(id)) {
        Some(shipped) => rule(&shipped.id, shipped.limit),
        None => Fact::Term(key("setting", name)),
    }
}

/// What a setting takes: bounds, or how it is written.
pub fn setting_takes(name: &str) -> Option<Fact> {
    let shape = match shape_of(name)? {
        Shape::Whole(least, most) => {
            let facts = [("least", least), ("most", most)];
            let facts = facts.map(|(name, bound)| (name.to_owned(), Fact::Count(bound)));
            let key = format!("settings-takes-{}", unit_of(name));
            return Some(Fact::Told(key, facts.to_vec()));
        }
        Shape::Line => "line",
        Shape::Switch => "switch",
        Shape::Week => "week",
        Shape::Hours => "hours-of-day",
        Shape::Shift => "shift",
        Shape::Limit => "limit",
        Shape::Names => "names",
        Shape::Printer => "printer",
        Shape::Rung => "rung",
        Shape::Effect => "effect",
        Shape::Interval => "interval",
        Shape::Since => "since",
    };
    Some(Fact::Term(format!("settings-takes-{shape}")))
}

/// What becomes of what is there already when a setting changes.
pub fn setting_effect(name: &str) -> Fact {
    effect(effect_of(name))
}

/// One of the ways a change works (words: `settings-effect-<name>`).
pub fn effect(name: &str) -> Fact {
    Fact::Term(format!("settings-effect-{name}"))
}

/// The value a setting is shipped with.
pub fn setting_shipped(name: &str, shipped: &str) -> Fact {
    told(
        "settings-shipped".to_owned(),
        "value",
        setting_value(name, shipped),
    )
}

/// What a command is called.
pub fn command(name: &str) -> Fact {
    Fact::Term(key("command", name))
}

/// What a setting is set to.
pub fn setting_value(name: &str, text: &str) -> Fact {
    match shape_of(name) {
        _ if text.is_empty() => Fact::Term("setting-empty".to_owned()),
        Some(Shape::Switch) => Fact::Term(format!("choice-{text}")),
        Some(Shape::Limit) => text
            .parse::<Limit>()
            .map_or_else(|_| Fact::from(text), limit),
        Some(Shape::Rung) => rung(text),
        Some(Shape::Interval) => match Every::read(text).map(Every::name) {
            Some(("days", days)) => {
                let days = ("count".to_owned(), Fact::Count(i64::from(days)));
                Fact::Told("duty-every-days".to_owned(), vec![days])
            }
            Some((name, _)) => Fact::Term(format!("duty-every-{name}")),
            None => Fact::from(text),
        },
        Some(Shape::Effect) => Fact::Term(format!("settings-effect-of-{text}")),
        _ => Fact::from(text),
    }
}

/// A rung of the ladder of dunning as it is set.
fn rung(text: &str) -> Fact {
    let Some(rung) = ladder::rung(DunningWay::Call, text) else {
        return Fact::Term("setting-rung-none".to_owned());
    };
    let facts = [
        ("days", Fact::Count(rung.overdue_days.into())),
        ("wait", Fact::Count(rung.wait_days.into())),
        ("rank", Fact::Term(format!("rank-{}", rung.by.name()))),
    ];
    let facts = facts.map(|(name, fact)| (name.to_owned(), fact));
    Fact::Told("setting-rung".to_owned(), facts.to_vec())
}
