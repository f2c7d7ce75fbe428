//! What the office has settled: people, limits, calendar, words, notices, settings; and where each comes from.

mod declared;
mod lists;
mod why;

pub use why::why;

use crate::domain::error::{Fact, Refusal, Why};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::view::{SettingsPage, SettingsRow};

/// A section: its name (words: `settings-<name>`), what the list of all says of it, its rows, what is said above them.
struct Section {
    name: &'static str,
    sum: fn(Asking<'_>, &str) -> Run<Fact>,
    rows: fn(Asking<'_>, &str) -> Run<Vec<SettingsRow>>,
    notes: fn(Asking<'_>) -> Vec<Fact>,
}

const fn nothing(_: Asking<'_>) -> Vec<Fact> {
    Vec::new()
}

/// A section of settings declared in `service/settings`.
const fn declared(name: &'static str) -> Section {
    Section {
        name,
        sum: declared::sum,
        rows: declared::rows,
        notes: nothing,
    }
}

/// A section of records.
const fn records(
    name: &'static str,
    sum: fn(Asking<'_>, &str) -> Run<Fact>,
    rows: fn(Asking<'_>, &str) -> Run<Vec<SettingsRow>>,
) -> Section {
    Section {
        name,
        sum,
        rows,
        notes: nothing,
    }
}

/// Every section, most wanted first.
const SECTIONS: &[Section] = &[
    records("people", lists::people_sum, lists::people),
    declared("limits"),
    declared("heads"),
    Section {
        notes: declared::unknown_years,
        ..records("holidays", declared::holidays_sum, declared::holidays)
    },
    records("categories", lists::categories_sum, lists::categories),
    records("phrases", lists::phrases_sum, lists::phrases),
    records("notices", lists::notices_sum, lists::notices),
    records("fees", lists::fees_sum, lists::fees),
    declared("desk"),
    declared("work"),
    declared("pressing"),
    declared("shifts"),
    declared("duties"),
    declared("alike"),
    declared("upkeep"),
];

/// Answers `Query::Settings`: a section, or with no name what all of them hold.
pub fn page(asking: Asking<'_>, name: &str) -> Run<SettingsPage> {
    if name.is_empty() {
        return all(asking);
    }
    let section = named(name)?;
    Ok(SettingsPage {
        section: name.to_owned(),
        rows: (section.rows)(asking, name)?,
        notes: (section.notes)(asking),
    })
}

fn named(name: &str) -> Run<&'static Section> {
    let found = SECTIONS.iter().find(|section| section.name == name);
    found.ok_or_else(|| {
        let choices: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
        Refusal::new(Why::UnknownList)
            .with("text", name)
            .with("choices", choices.join(" "))
            .into()
    })
}

fn all(asking: Asking<'_>) -> Run<SettingsPage> {
    let mut page = SettingsPage {
        notes: declared::unknown_years(asking),
        ..SettingsPage::default()
    };
    for section in SECTIONS {
        page.rows.push(SettingsRow {
            key: section.name.to_owned(),
            cells: vec![
                Fact::Term(format!("settings-{}", section.name)),
                (section.sum)(asking, section.name)?,
            ],
            ..SettingsRow::default()
        });
    }
    Ok(page)
}

/// A sentence of the word files with its facts.
fn told(key: &str, facts: &[(&str, Fact)]) -> Fact {
    let facts = facts.iter().cloned();
    let named = facts.map(|(name, fact)| (name.to_owned(), fact));
    Fact::Told(key.to_owned(), named.collect())
}

/// How many there are.
fn count(of: usize) -> Fact {
    Fact::Count(i64::try_from(of).unwrap_or(i64::MAX))
}
