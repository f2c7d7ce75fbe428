//! Where an entry of a section comes from: what it means, what it rests on, who changed it last.

use crate::domain::clock_rule::Rules;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::history::Line;
use crate::domain::ledger::FeeItem;
use crate::domain::office::{Category, Outage, Phrase, Setting};
use crate::service::audit;
use crate::service::command::AuditKind;
use crate::service::halt::Run;
use crate::service::lookup::{self, every, staff_name};
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::settings::LIMITS;
use crate::service::subject::Subject;
use crate::service::view::{Explanation, SettingsRow};
use crate::service::words;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{LINE_OF, SETTING_BY_KEY};
use crate::storage::record::{Record, get};

use super::{named, told};

/// The name of these explanations.
const RULE: &str = "settings";
/// What a day of the calendar is kept under.
const HOLIDAY: &str = "holiday.";
/// Log lines of a record looked through for its last change.
const LOOKED_BACK: usize = 50;

/// Answers `Query::SettingsWhy`: which rule uses an entry, the source of its default, who changed it last and when.
pub fn why(asking: Asking<'_>, section: &str, key: &str) -> Run<Vec<Explanation>> {
    let rows = (named(section)?.rows)(asking, section)?;
    let row = rows.into_iter().find(|row| row.key == key).ok_or_else(|| {
        let fault = Refusal::new(Why::UnknownRecord).with("number", key);
        crate::service::halt::Halt::Refused(fault)
    })?;
    let subject = subject(asking, section, key)?;
    let mut facts = Facts::default();
    meaning(&mut facts, section, &row);
    for note in row.foot {
        facts.put("settings_note", note);
    }
    changed(asking, &mut facts, subject)?;
    Ok(facts.explains(RULE).into_iter().collect())
}

/// What it is, what uses it, where its default comes from.
fn meaning(facts: &mut Facts, section: &str, row: &SettingsRow) {
    let mut cells = row.cells.iter();
    if let Some(name) = cells.next() {
        facts.put("settings_entry", name.clone());
    }
    let Some(value) = cells.next().filter(|_| !row.shipped.is_empty() || row.own) else {
        facts.term("settings_used", format!("settings-used-{section}"));
        return;
    };
    facts.put("settings_value", value.clone());
    facts.term("settings_used", format!("settings-used-{section}"));
    let rule = row.key.strip_prefix(LIMITS);
    match rule.and_then(|rule| Rules::shipped().get(rule)) {
        // What the standard does not state is as shipped (duties.md A-35).
        Some(rule) => facts.term(
            "settings_source",
            words::source(rule).unwrap_or_else(|| "settings-source-silent".to_owned()),
        ),
        None if section == "holidays" => {
            facts.term("settings_source", "settings-source-week".to_owned())
        }
        None => facts.term("settings_source", "settings-source-shipped".to_owned()),
    };
}

/// The record an entry is kept in; none where nobody has changed what is shipped.
fn subject(asking: Asking<'_>, section: &str, key: &str) -> Run<Option<Subject>> {
    let tx = asking.tx;
    let setting = |key: &str| -> Run<Option<Subject>> {
        let id = lookup::first(tx, SETTING_BY_KEY, Key::new().str(key))?;
        Ok(id.map(|id| Subject {
            kind: Setting::KIND,
            id,
        }))
    };
    Ok(match section {
        "people" => Some(Subject::of(&lookup::staff_or_former(tx, key)?)),
        "holidays" => setting(&format!("{HOLIDAY}{key}"))?,
        "categories" => first::<Category>(&asking.office.categories, |one| one.code == key),
        "phrases" => first::<Phrase>(&asking.office.phrases, |one| one.text == key),
        "notices" => match key.parse() {
            Ok(id) => get::<Outage>(tx, id)?.map(|one| Subject::of(&one)),
            Err(_) => None,
        },
        "fees" => first::<FeeItem>(&every(tx)?, |one| one.name == key),
        _ => setting(key)?,
    })
}

fn first<R: Record>(all: &[R], wanted: impl Fn(&R) -> bool) -> Option<Subject> {
    all.iter().find(|one| wanted(one)).map(Subject::of)
}

/// Who changed it last, when, and what it was before.
fn changed(asking: Asking<'_>, facts: &mut Facts, subject: Option<Subject>) -> Run<()> {
    let unchanged = || Fact::Term("settings-unchanged".to_owned());
    let Some(subject) = subject else {
        facts.put("settings_changed", unchanged());
        return Ok(());
    };
    for seq in audit::of_subject(asking.tx, subject, LOOKED_BACK)? {
        let Some(stored) = audit::event(asking.tx, seq)? else {
            continue;
        };
        let event = stored.event;
        if event.kind != AuditKind::Change {
            continue;
        }
        let by = staff_name(asking.tx, event.actor)?;
        let key = if by.is_empty() {
            "settings-changed-itself"
        } else {
            "settings-changed"
        };
        let said = [
            ("by", Fact::from(by)),
            ("at", Fact::At(event.at)),
            ("command", words::command(&event.command)),
        ];
        facts.put("settings_changed", told(key, &said));
        let key = Key::new().u8(subject.kind).u64(subject.id);
        let lines: Vec<Line> = lookup::all(asking.tx, LINE_OF, key, Direction::Backward, 1)?;
        if let Some(line) = lines.first().filter(|_| subject.kind == Setting::KIND) {
            facts.put(
                "settings_before",
                words::setting_value(&line.field, &line.before),
            );
        }
        return Ok(());
    }
    facts.put("settings_changed", unchanged());
    Ok(())
}
