//! Deadlines of entries: when each ends, by the office's calendar.

use crate::domain::calendar::Instant;
use crate::domain::clock_rule::Limit;
use crate::domain::lifecycle::ClockChange;
use crate::domain::register::{Deadline, Register, RegisterEntry, Running, Value};
use crate::service::office::Office;

/// Starts and ends deadlines, and reckons those anew that a field says the end of.
pub fn change<'c>(
    office: &Office,
    now: Instant,
    register: &Register,
    entry: &mut RegisterEntry,
    changes: impl Iterator<Item = (&'c str, ClockChange)>,
) {
    for (name, change) in changes {
        let runs = entry.running.iter().any(|one| one.deadline == name);
        match change {
            ClockChange::Start if !runs => begin(entry, name, now),
            ClockChange::Restart if runs => begin(entry, name, now),
            ClockChange::Stop => entry.running.retain(|one| one.deadline != name),
            ClockChange::Start
            | ClockChange::Restart
            | ClockChange::Pause
            | ClockChange::Resume => {}
        }
    }
    let running = std::mem::take(&mut entry.running);
    let runs = running.into_iter().filter_map(|mut one| {
        let deadline = register.deadline(&one.deadline)?;
        one.head = deadline.head;
        if let Some(said) = said(office, entry, deadline) {
            one.due_at = said;
        } else if one.due_at == now {
            one.due_at = within(office, now, deadline)?;
        }
        Some(one)
    });
    let running = runs.collect();
    entry.running = running;
}

/// Begins a deadline; until when is reckoned at once.
fn begin(entry: &mut RegisterEntry, name: &str, now: Instant) {
    entry.running.retain(|one| one.deadline != name);
    entry.running.push(Running {
        deadline: name.to_owned(),
        due_at: now,
        head: 0,
    });
}

/// The end its field says.
fn said(office: &Office, entry: &RegisterEntry, deadline: &Deadline) -> Option<Instant> {
    match entry.value(deadline.until.as_deref()?)? {
        Value::Day(day) => Some(office.zone.end_of(*day)),
        Value::At(at) => Some(*at),
        _ => None,
    }
}

/// The end after its length from now on; none where it has no length.
fn within(office: &Office, now: Instant, deadline: &Deadline) -> Option<Instant> {
    let text = deadline.within.as_deref()?;
    let Ok(limit) = text.parse::<Limit>() else {
        // A checked declaration says either a length or the end of the day.
        return Some(office.zone.end_of(office.today(now)));
    };
    let ms = limit.ms(&office.calendar);
    Some(if limit.working {
        office.calendar.add_working_ms(now, ms, office.zone)
    } else {
        Instant::from_ms(now.ms().saturating_add(ms))
    })
}
