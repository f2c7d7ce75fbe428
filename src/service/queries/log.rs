//! The asker's acts and drafts, audit lines, and who may sign on.

use std::ops::Bound;

use crate::domain::household::{Household, PremisesKind};
use crate::domain::office::Draft;
use crate::service::audit;
use crate::service::draft;
use crate::service::halt::{Halt, Run};
use crate::service::lookup::{self, staff_name};
use crate::service::pins;
use crate::service::queries::Asking;
use crate::service::queries::found::home_of;
use crate::service::undo;
use crate::service::view::{Act, AuditLine, Named};
use crate::storage::codec::hex;
use crate::storage::kept::to_bytes;
use crate::storage::record::scan;
use crate::storage::{Direction, Step};

/// Acts shown.
const ACTS: usize = 20;
/// Bytes of the drafts in one answer: a frame holds them (reliability 4.3).
const MOST_BYTES: usize = 768 * 1024;
/// Audit lines in one answer.
pub const MOST_LINES: u32 = 1000;

/// Answers `Query::Acts`.
pub fn acts(asking: Asking<'_>) -> Run<Vec<Act>> {
    let acts = undo::acts(asking.tx, asking.actor.staff, ACTS)?;
    acts.into_iter()
        .map(|act| {
            Ok(Act {
                about: undo::about(asking.tx, asking.office, &act)?,
                refused: undo::obstacle(asking.tx, asking.office, asking.now, &act)?,
                restorable: act.restorable,
                seq: act.event.seq,
                at: act.event.at,
                command: act.event.command,
                number: act.event.number,
            })
        })
        .collect()
}

/// Answers `Query::Drafts`.
pub fn drafts(asking: Asking<'_>) -> Run<(Vec<Draft>, Vec<Named>)> {
    let mut drafts = draft::of(asking.tx, asking.actor.staff)?;
    // The newest come first; what does not fit into an answer comes once these are done with.
    let mut bytes = 0;
    drafts.retain(|draft| {
        bytes += to_bytes(draft).len();
        bytes <= MOST_BYTES
    });
    let mut named: Vec<Named> = Vec::new();
    for typed in drafts.iter().filter_map(Draft::about) {
        let is_number = typed.trim_start_matches(['P', 'p']).len() < typed.len();
        if is_number
            && named.iter().all(|one| one.typed != typed)
            && let Some(person) = or_none(lookup::person(asking.tx, typed))?
        {
            named.push(Named {
                typed: typed.to_owned(),
                premises: home_of(asking, &person)?,
                name: person.name,
            });
        }
    }
    Ok((drafts, named))
}

/// What is not there is no fault of who asks.
fn or_none<T>(found: Run<T>) -> Run<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Halt::Refused(_)) => Ok(None),
        Err(halt) => Err(halt),
    }
}

/// Answers `Query::Events`: from a seq on, in order.
pub fn events(asking: Asking<'_>, from: u64, limit: u32) -> Run<Vec<AuditLine>> {
    let limit = usize::try_from(limit.clamp(1, MOST_LINES)).unwrap_or(1);
    let mut stored = Vec::new();
    audit::scan(asking.tx, from, Direction::Forward, &mut |line| {
        stored.push(line);
        Ok(if stored.len() < limit {
            Step::Next
        } else {
            Step::Stop
        })
    })?;
    stored
        .into_iter()
        .map(|line| audit_line(asking, line))
        .collect()
}

/// A stored line as people and exports read it.
pub fn audit_line(asking: Asking<'_>, stored: audit::StoredEvent) -> Run<AuditLine> {
    let event = stored.event;
    Ok(AuditLine {
        seq: event.seq,
        at: event.at,
        actor: staff_name(asking.tx, event.actor)?,
        seat: event.seat,
        command: event.command,
        number: event.number,
        kind: event.kind.name().to_owned(),
        refusal: event.refusal,
        fields: event
            .fields
            .into_iter()
            .map(|field| (field.name, hex(&field.digest)))
            .collect(),
        bytes: stored.bytes,
        hash: stored.hash.to_vec(),
    })
}

/// Answers `Query::People`.
pub fn people(asking: Asking<'_>) -> Run<Vec<String>> {
    pins::who_may_sign_on(asking.tx)
}

/// Answers `Query::FirstStart`.
pub fn first_start(asking: Asking<'_>) -> Run<bool> {
    let mut none = true;
    scan::<Household>(
        asking.tx,
        Bound::Unbounded,
        Direction::Forward,
        &mut |home| {
            // A community comes with its public area, where nobody lives.
            none = home.kind == PremisesKind::Public;
            Ok(if none { Step::Next } else { Step::Stop })
        },
    )?;
    Ok(none)
}
