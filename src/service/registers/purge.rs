//! What is personal in an entry goes once it is over for longer than its register keeps it (duties.md D-068); the entry
//! and its number stay.

use crate::domain::history::LineKind;
use crate::service::args::Values;
use crate::service::audit;
use crate::service::command::Made;
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::undo;
use crate::service::work::Work;

use super::act;
use super::standing::{not_from_here, state};

/// Empties what is masked of an entry, and what the log and the acts that could be taken back still hold of it.
pub fn run(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (register, mut entry) = act::found(work)?;
    let asked_by = (work.office, work.now, work.actor);
    if let Some(refusal) = not_from_here(asked_by, work.row.name, &entry) {
        return Err(refusal.into());
    }
    let masked = register.fields.iter().filter(|field| field.masked);
    let held: Vec<&str> = masked
        .map(|field| field.id.as_str())
        .filter(|name| entry.value(name).is_some())
        .collect();
    for name in &held {
        entry.set(name, None);
    }
    act::keep(work, register, &mut entry)?;
    let subject = Subject::of(&entry);
    for seq in audit::of_subject(work.tx(), subject, usize::MAX)? {
        audit::forget_personal(work.raw(), seq)?;
        undo::forget(work.raw(), seq)?;
    }
    let reason = values.text("reason").unwrap_or_default();
    work.line(subject, LineKind::Note, "", "", reason)?;
    Ok(Made::of(entry.number)
        .with("state", state(register, &entry))
        .with("count", held.len()))
}
