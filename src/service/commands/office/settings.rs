//! `setting.set` and `holiday.set`.

use crate::domain::calendar::{Day, DayKind};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::office::Setting;
use crate::service::args::Values;
use crate::service::books;
use crate::service::command::{Begun, Made};
use crate::service::commands::staff::desks_leave_a_way_in;
use crate::service::deadlines;
use crate::service::halt::Run;
use crate::service::head_start;
use crate::service::ladder;
use crate::service::lookup;
use crate::service::settings::{self, default_of};
use crate::service::subject::Subject;
use crate::service::words;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::SETTING_BY_KEY;

/// Sets a setting; without a value it is the shipped one again.
pub(super) fn set(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let key = values.line("setting");
    let Some(shape) = settings::shape_of(&key) else {
        let fault = Refusal::new(Why::UnknownSetting)
            .with("text", key.as_str())
            .with("nearest", settings::nearest(&key))
            .on("setting");
        return Err(Refusal::fields(vec![fault]).into());
    };
    let value = match values.text("value") {
        None => settings::shipped(&key).unwrap_or_default(),
        Some(typed) => shape.read(typed).ok_or_else(|| {
            let fault = Refusal::new(Why::BadSetting)
                .with("text", typed)
                .with("default", default_of(&key).unwrap_or_default())
                .on("value");
            Refusal::fields(vec![fault])
        })?,
    };
    if key == "desk.accounts" {
        desks_leave_a_way_in(work, &value)?;
    }
    let said = words::setting_value(&key, &value);
    let before = store(work, &key, &value, || {
        already(words::setting(&key), said.clone())
    })?;
    let made = if key.starts_with(ladder::CLOCKS) {
        let moved = books::rewind_clocks(work)?;
        Made::default().with("clocks", moved)
    } else if head_start::moves_tickets(&key) {
        let moved = deadlines::place_open(work)?;
        Made::default().with("moved", moved)
    } else {
        deadlines::rederive_open(work)?;
        Made::default()
    };
    Ok(made
        .with("setting", words::setting(&key))
        .with("before", words::setting_value(&key, &before))
        .with("value", said))
}

/// Marks a day of the calendar as a holiday, a working day, or as neither.
pub(super) fn holiday(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (Some(day), Some(kind)) = (values.day("day"), values.choice("day_kind")) else {
        return Err(Refusal::field("day", Why::Missing).into());
    };
    let said = Fact::Term(format!("choice-day_kind-{kind}"));
    let already = || already(Fact::Day(day), said.clone());
    store(work, &format!("holiday.{day}"), kind, already)?;
    deadlines::rederive_open(work)?;
    Ok(Made::default()
        .with("day", Fact::Day(day))
        .with("kind", said))
}

/// What a setting is set to; what it takes and what a change of it does is to be known.
#[expect(
    clippy::unnecessary_wraps,
    reason = "what a form begins with, which others read from the store"
)]
pub(super) fn begin(work: &Work<'_>, key: &str) -> Run<Begun> {
    let Some(shipped) = settings::shipped(key) else {
        return Ok(Begun::default());
    };
    let value = work.office.settings.get(key).unwrap_or(&shipped);
    let mut notes = vec![words::setting(key)];
    notes.extend(words::setting_takes(key));
    notes.push(words::setting_shipped(key, &shipped));
    notes.push(words::setting_effect(key));
    Ok(Begun {
        fields: vec![("value", value.clone())],
        notes,
    })
}

/// What a day of the calendar is.
#[expect(
    clippy::unnecessary_wraps,
    reason = "what a form begins with, which others read from the store"
)]
pub(super) fn begin_holiday(work: &Work<'_>, typed: &str) -> Run<Begun> {
    let days = &work.office.calendar.days;
    let kind = typed.parse().ok().and_then(|day: Day| days.get(&day));
    let kind = match kind {
        Some(DayKind::Holiday) => "holiday",
        Some(DayKind::Workday) => "workday",
        None => "none",
    };
    Ok(Begun {
        fields: vec![("day_kind", kind.to_owned())],
        notes: vec![words::effect("open")],
    })
}

/// Refuses what is so: a change that changes nothing would stand in the log as one.
pub(super) fn already(setting: Fact, value: Fact) -> Refusal {
    Refusal::new(Why::AlreadySo)
        .with("setting", setting)
        .with("value", value)
}

/// Keeps a value under its key with a line of its own; returns the value before, or refuses with `already` where that
/// was the same. What it decides is derived again by who calls.
pub(super) fn store(
    work: &mut Work<'_>,
    key: &str,
    value: &str,
    already: impl FnOnce() -> Refusal,
) -> Run<String> {
    let known = lookup::first(work.tx(), SETTING_BY_KEY, Key::new().str(key))?;
    let mut setting = match known {
        Some(id) => work.get::<Setting>(id)?,
        None => Setting {
            id: work.next_id::<Setting>()?,
            version: 0,
            key: key.to_owned(),
            value: as_shipped(key),
        },
    };
    if setting.value == value {
        return Err(already().into());
    }
    let before = std::mem::replace(&mut setting.value, value.to_owned());
    work.put(&mut setting)?;
    work.edit_line(
        Subject::of(&setting),
        LineKind::Edit,
        key,
        &before,
        value,
        "",
    )?;
    Ok(before)
}

/// What a setting is as long as nobody set it; a day of the calendar is neither holiday nor working day.
fn as_shipped(key: &str) -> String {
    settings::shipped(key).unwrap_or_else(|| {
        let calendar = key.starts_with("holiday.");
        String::from(if calendar { "none" } else { "" })
    })
}
