//! Doing the work ticks the duty: what a command did, or a report that was made, is kept under the duties it fulfils.

use crate::domain::calendar::Day;
use crate::domain::duty::{By, Did, Duty, DutyDone};
use crate::domain::history::LineKind;
use crate::domain::id::Number;
use crate::domain::register::{RegisterEntry, Value};
use crate::service::command::Made;
use crate::service::halt::Run;
use crate::service::registers;
use crate::service::subject::Subject;
use crate::service::work::Work;
use crate::storage::record::Record;

use super::items::{self, Item};
use super::set;

/// Acts that are kept of a period; what comes after them changes nothing.
const MOST: usize = 400;

/// Keeps an act under a duty of a period, unless it is settled already; a duty with a count goes on counting.
pub fn settle(work: &mut Work<'_>, item: &Item, did: Did) -> Run<bool> {
    let mut record = match &item.record {
        Some(record) => record.clone(),
        None => DutyDone::new(&item.duty.id, item.period),
    };
    let counts = item.duty.count > 1 && record.waived.is_none() && record.acts.len() < MOST;
    if record.settled(item.duty.count) && !counts {
        return Ok(false);
    }
    let said = [did.number.map(Number::full).unwrap_or_default(), {
        let name = did.file.as_ref().map_or("", |file| file.name.as_str());
        format!("{} {name}", did.text).trim().to_owned()
    }];
    record.acts.push(did);
    let said = said.join(" ");
    work.put(&mut record)?;
    work.line(
        Subject::of(&record),
        LineKind::Move,
        "",
        "done",
        said.trim(),
    )?;
    Ok(true)
}

/// Ticks a duty of the period a day lies in.
fn tick(
    work: &mut Work<'_>,
    duty: &'static Duty,
    day: Day,
    (what, number): (&str, Option<Number>),
) -> Run<bool> {
    let Some(item) = items::at(work.tx(), work.office, work.now, duty, day)? else {
        return Ok(false);
    };
    let did = Did {
        at: work.now,
        by: work.actor.staff,
        text: String::new(),
        file: None,
        what: what.to_owned(),
        number,
    };
    settle(work, &item, did)
}

/// Ticks what the command just done fulfils: because it is that command, or because an entry came into a state.
pub fn follow(work: &mut Work<'_>, made: &Made) -> Run<()> {
    let today = work.today();
    let name = work.row.name;
    for duty in set().on() {
        match &duty.by {
            By::Command(command) if command == name => {
                tick(work, duty, today, (name, made.number))?;
            }
            By::Register { register, .. } => {
                for entry in moved(work, register)? {
                    if fits(&duty.by, &entry) {
                        tick(work, duty, today, (name, Some(entry.number)))?;
                    }
                }
            }
            By::Command(_) | By::Report(_) | By::Hand => {}
        }
    }
    Ok(())
}

/// The entries of a register that this command moved.
fn moved(work: &Work<'_>, register: &str) -> Run<Vec<RegisterEntry>> {
    if registers::set().named(register).is_none() {
        return Ok(Vec::new());
    }
    let touched = work.touched().iter();
    let entries = touched.filter(|one| one.kind == RegisterEntry::KIND);
    let mut found = Vec::new();
    for subject in entries {
        let entry: Option<RegisterEntry> = work.find(subject.id)?;
        // What was taken back keeps the instant it moved at.
        let moved =
            |entry: &RegisterEntry| entry.register == register && entry.moved_at == work.now;
        found.extend(entry.filter(moved));
    }
    Ok(found)
}

/// Whether an entry is in a state that fulfils, with the values that are asked for.
fn fits(by: &By, entry: &RegisterEntry) -> bool {
    let By::Register { states, field, .. } = by else {
        return false;
    };
    let chosen = |(field, values): &(String, Vec<String>)| match entry.value(field) {
        Some(Value::Text(chosen)) => values.contains(chosen),
        _ => false,
    };
    states.contains(&entry.state) && field.as_ref().is_none_or(chosen)
}

/// Ticks the duties a report fulfils, in the period a day of its own period lies in; says how many were.
pub fn report_made(work: &mut Work<'_>, name: &str, period: Day) -> Run<usize> {
    let mut ticked = 0;
    for duty in set().on() {
        if matches!(&duty.by, By::Report(report) if report == name)
            && tick(work, duty, period, (name, None))?
        {
            ticked += 1;
        }
    }
    Ok(ticked)
}
