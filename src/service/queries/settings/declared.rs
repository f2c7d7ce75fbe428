//! Sections of settings and of the calendar.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the rows of a section, which others read from the store"
)]

use crate::domain::calendar::{Day, DayKind};
use crate::domain::clock_rule::Limit;
use crate::domain::error::Fact;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::settings::{self, LIMITS};
use crate::service::view::SettingsRow;
use crate::service::words;

use super::{count, told};

/// Years from today's on whose holidays ought to be known.
const AHEAD: i32 = 2;

/// The keys of a section's settings, in the order of their table.
fn keys(section: &str) -> Vec<String> {
    settings::keys()
        .filter(|key| settings::section_of(key) == Some(section))
        .collect()
}

/// What a setting is set to now, and what it is shipped with.
fn values(asking: Asking<'_>, key: &str) -> (String, String) {
    let shipped = settings::shipped(key).unwrap_or_default();
    let own = asking.office.settings.get(key);
    (own.unwrap_or(&shipped).clone(), shipped)
}

pub(super) fn sum(asking: Asking<'_>, section: &str) -> Run<Fact> {
    let keys = keys(section);
    let own = keys.iter().filter(|key| {
        let (value, shipped) = values(asking, key);
        value != shipped
    });
    let facts = [("count", count(keys.len())), ("own", count(own.count()))];
    Ok(told("settings-sum", &facts))
}

pub(super) fn rows(asking: Asking<'_>, section: &str) -> Run<Vec<SettingsRow>> {
    let row = |key: String| {
        let (value, shipped) = values(asking, &key);
        let own = value != shipped;
        let name = match (key.strip_prefix(LIMITS), value.parse::<Limit>()) {
            // A limit is said as a sentence that holds it.
            (Some(rule), Ok(limit)) => words::rule(rule, limit),
            _ => words::setting(&key),
        };
        SettingsRow {
            cells: vec![
                name,
                words::setting_value(&key, &value),
                words::setting_value(&key, &shipped),
            ],
            foot: notes(asking, &key),
            own,
            shipped,
            key,
            ..SettingsRow::default()
        }
    };
    Ok(keys(section).into_iter().map(row).collect())
}

/// What is to be known before a setting is changed: what it takes, what it is shipped with, what becomes of what is
/// there already.
fn notes(asking: Asking<'_>, key: &str) -> Vec<Fact> {
    let (_, shipped) = values(asking, key);
    let mut notes: Vec<Fact> = words::setting_takes(key).into_iter().collect();
    notes.push(words::setting_shipped(key, &shipped));
    notes.push(words::setting_effect(key));
    notes
}

/// The days that differ from the week, by day.
fn days(asking: Asking<'_>) -> impl Iterator<Item = (Day, DayKind)> {
    asking
        .office
        .calendar
        .days
        .iter()
        .map(|(day, kind)| (*day, *kind))
}

pub(super) fn holidays_sum(asking: Asking<'_>, _: &str) -> Run<Fact> {
    let known = asking.office.calendar.known_years.iter();
    let years: Vec<String> = known.map(i32::to_string).collect();
    if years.is_empty() {
        return Ok(Fact::Term("settings-sum-no-year".to_owned()));
    }
    let facts = [
        ("count", count(days(asking).count())),
        ("years", Fact::from(years.join(" "))),
    ];
    Ok(told("settings-sum-holidays", &facts))
}

pub(super) fn holidays(asking: Asking<'_>, _: &str) -> Run<Vec<SettingsRow>> {
    let mut year = None;
    let mut rows = Vec::new();
    for (day, kind) in days(asking) {
        let heading = (year != Some(day.year())).then(|| {
            let of_year = days(asking).filter(|(other, _)| other.year() == day.year());
            let (off, worked): (Vec<_>, Vec<_>) =
                of_year.partition(|(_, kind)| *kind == DayKind::Holiday);
            let facts = [
                ("year", Fact::from(day.year().to_string())),
                ("holidays", count(off.len())),
                ("workdays", count(worked.len())),
            ];
            told("settings-year", &facts)
        });
        year = Some(day.year());
        let kind = match kind {
            DayKind::Holiday => "holiday",
            DayKind::Workday => "workday",
        };
        rows.push(SettingsRow {
            key: day.to_string(),
            cells: vec![
                Fact::from(day.to_string()),
                Fact::Count(day.weekday().into()),
                Fact::Term(format!("choice-day_kind-{kind}")),
            ],
            foot: vec![words::effect("open")],
            heading,
            shipped: "none".to_owned(),
            ..SettingsRow::default()
        });
    }
    Ok(rows)
}

/// The years about which nobody has told anything: working time in them is reckoned by the week alone.
pub(super) fn unknown_years(asking: Asking<'_>) -> Vec<Fact> {
    let first = asking.office.today(asking.now).year();
    (first..first + AHEAD)
        .filter(|year| !asking.office.calendar.known_years.contains(year))
        .map(|year| {
            let year = [("year", Fact::from(year.to_string()))];
            told("settings-year-unknown", &year)
        })
        .collect()
}
