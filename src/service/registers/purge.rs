//! What is personal in an entry goes once it is over for longer than its register keeps it (duties.md D-068); the entry
//! and its number stay.

use std::collections::BTreeSet;

use crate::domain::error::{Refusal, Why};
use crate::domain::follow_up::FollowUp;
use crate::domain::history::LineKind;
use crate::domain::id::Number;
use crate::domain::office::Approval;
use crate::service::approval::{self, Copy};
use crate::service::args::Values;
use crate::service::audit;
use crate::service::command::Made;
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::undo;
use crate::service::work::Work;
use crate::storage::record::Record;

use super::act;
use super::standing::{not_from_here, state};

/// What is called so in every record that is rung up.
const PHONE: &str = "phone";

/// Empties what is masked of an entry, and what else still holds it: the log, the acts that could be taken back, the
/// requests that were decided, the follow-ups that are over.
pub fn run(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (register, mut entry) = act::found(work)?;
    let asked_by = (work.office, work.now, work.actor);
    if let Some(refusal) = not_from_here(asked_by, work.row.name, &entry) {
        return Err(refusal.into());
    }
    let mut emptied = BTreeSet::new();
    for field in register.fields.iter().filter(|field| field.masked) {
        if entry.value(&field.id).is_some() {
            entry.set(&field.id, None);
            emptied.insert(field.id.clone());
        }
    }
    let subject = Subject::of(&entry);
    let beside = forget(work, subject, &mut emptied)?;
    let mut needed = None;
    for other in beside {
        let copy = match other.kind {
            Approval::KIND => approval::forget_personal(work, other, entry.number)?,
            FollowUp::KIND => follow_up(work, other, entry.number)?,
            _ => Copy::Elsewhere,
        };
        match copy {
            Copy::Elsewhere => {}
            Copy::Needed(number) => needed = Some(number),
            Copy::Emptied(names) => {
                emptied.extend(names);
                forget(work, other, &mut emptied)?;
            }
        }
    }
    match needed {
        // What is still to be decided or rung is emptied another time.
        Some(number) if emptied.is_empty() => {
            let number = number.short(work.today());
            return Err(Refusal::new(Why::StillAsked).with("number", number).into());
        }
        Some(_) => {}
        None => entry.purged_at = Some(work.now),
    }
    act::keep(work, register, &mut entry)?;
    let reason = values.text("reason").unwrap_or_default();
    work.line(subject, LineKind::Note, "", "", reason)?;
    Ok(Made::of(entry.number)
        .with("state", state(register, &entry))
        .with("count", emptied.len()))
}

/// Forgets what the log and the acts that could be taken back hold of a record; returns what else those acts touched.
fn forget(
    work: &mut Work<'_>,
    subject: Subject,
    emptied: &mut BTreeSet<String>,
) -> Run<BTreeSet<Subject>> {
    let mut beside = BTreeSet::new();
    for seq in audit::of_subject(work.tx(), subject, usize::MAX)? {
        emptied.extend(audit::forget_personal(work.raw(), seq)?);
        undo::forget(work.raw(), seq)?;
        if let Some(line) = audit::event(work.tx(), seq)? {
            beside.extend(line.event.touched);
        }
    }
    Ok(beside)
}

/// Empties the number a follow-up of an entry was made under, once nobody rings it any more.
fn follow_up(work: &mut Work<'_>, of: Subject, entry: Number) -> Run<Copy> {
    let mut follow_up: FollowUp = work.get(of.id)?;
    if follow_up.ticket_number != entry || follow_up.phone.is_empty() {
        return Ok(Copy::Elsewhere);
    }
    if follow_up.open() {
        return Ok(Copy::Needed(follow_up.number));
    }
    follow_up.phone.clear();
    work.put(&mut follow_up)?;
    Ok(Copy::Emptied(vec![PHONE.to_owned()]))
}
