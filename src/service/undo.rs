//! Taking back: before-images kept with each act, restored if nobody has built on them.

mod about;

use std::collections::BTreeMap;

use crate::domain::calendar::{Day, Instant};
use crate::domain::contact::{Contact, ContactState};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::follow_up::FollowUp;
use crate::domain::register::RegisterEntry;
use crate::domain::ticket::Ticket;
use crate::service::audit;
use crate::service::command::{AuditKind, Made, Undo, row};
use crate::service::deadlines;
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::office::Office;
use crate::service::subject::Subject;
use crate::service::work::{Before, Work};
use crate::storage::codec::Key;
use crate::storage::envelope::{get_sealed, put_sealed};
use crate::storage::kept::{from_bytes, kind_row, to_bytes};
use crate::storage::kinds::{Stamp, get_raw, put_raw};
use crate::storage::record::{Record, get};
use crate::storage::{Collection, ReadTx, Result, StoreError, WriteTx};

/// How many of an actor's acts are looked through for one to take back.
const LOOK_BACK: usize = 200;

/// One record as it was before an act, and what the act left: its content, whatever the version, so
/// that an act stays undoable after a later one was taken back.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
struct Kept {
    #[n(0)]
    subject: Subject,
    #[n(1)]
    before: Option<Vec<u8>>,
    #[cbor(n(2), with = "minicbor::bytes")]
    after: Vec<u8>,
}

/// Keeps what an act changed, under its seq.
pub(super) fn keep(
    tx: &mut (impl WriteTx + ?Sized),
    seq: u64,
    before: &BTreeMap<Subject, Before>,
) -> Result<()> {
    let mut kept = Vec::new();
    for (subject, before) in before {
        kept.push(Kept {
            subject: *subject,
            before: before.clone(),
            after: content(tx, *subject)?,
        });
    }
    let key = Key::new().u64(seq).done();
    put_sealed(tx, Collection::Undo, &key, &to_bytes(&kept))
}

/// Forgets what an act changed: it can no longer be taken back.
pub(super) fn forget(tx: &mut (impl WriteTx + ?Sized), seq: u64) -> Result<()> {
    tx.delete(Collection::Undo, &Key::new().u64(seq).done())
}

/// The digest of a record's content without its version; empty if it is gone.
fn content(tx: &(impl ReadTx + ?Sized), subject: Subject) -> Result<Vec<u8>> {
    let Some(row) = kind_row(subject.kind) else {
        return Ok(Vec::new());
    };
    let Some(bytes) = get_raw(tx, row, subject.id)? else {
        return Ok(Vec::new());
    };
    let plain = (row.with_version)(&bytes, 0).map_err(|detail| StoreError::Damaged {
        collection: row.collection.name(),
        key: format!("{} {}", row.name, subject.id),
        detail,
    })?;
    Ok(blake3::hash(&plain).as_bytes().to_vec())
}

/// The name of the fact under which an undo tells which act it took back.
const UNDOES: &str = "undoes";

/// The act an undo took back, from what it made.
pub(super) fn undone_seq(made: &Made) -> Option<u64> {
    made.facts
        .iter()
        .find(|(name, _)| name == UNDOES)
        .and_then(|(_, fact)| match fact {
            Fact::Count(seq) => u64::try_from(*seq).ok(),
            _ => None,
        })
}

/// One of an actor's acts that may be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub event: audit::Event,
    /// Whether it can be restored; otherwise the command says it is reversed or never undone.
    pub restorable: bool,
}

/// Returns somebody's latest acts that were not taken back, newest first.
pub fn acts(tx: &dyn ReadTx, staff: crate::domain::id::StaffId, limit: usize) -> Run<Vec<Act>> {
    let mut acts = Vec::new();
    let mut gone = Vec::new();
    for seq in audit::of_actor(tx, staff, LOOK_BACK)? {
        let Some(stored) = audit::event(tx, seq)? else {
            continue;
        };
        if let Some(undone) = stored.event.undoes {
            gone.push(undone);
        } else if !gone.contains(&seq) && stored.event.kind == AuditKind::Change {
            let kept = tx
                .get(Collection::Undo, &Key::new().u64(seq).done())?
                .is_some();
            acts.push(Act {
                restorable: kept && stored.event.undo == Undo::Restore,
                event: stored.event,
            });
            if acts.len() == limit {
                break;
            }
        }
    }
    Ok(acts)
}

/// The word for a command.
fn word(command: &str) -> Fact {
    Fact::Term(format!("command-{}", command.replace('.', "-")))
}

/// Says that an act cannot be taken back, and what reverses it where something does.
fn irreversible(today: Day, act: &Act) -> Refusal {
    let command = act.event.command.as_str();
    let reversal = row(command).and_then(|row| row.reversal);
    match (reversal, act.event.number) {
        (Some(reversal), Some(number)) => Refusal::new(Why::MustReverse)
            .with("number", number.short(today))
            .with("act", word(reversal))
            .with("name", reversal),
        // Its kind could be taken back; what it booked cannot.
        _ if row(command).is_some_and(|row| row.undo == Undo::Restore) => Refusal::new(Why::Booked),
        _ => Refusal::new(Why::CannotUndo),
    }
    .with("command", word(command))
}

/// What an act was about, as people call it; empty where nothing tells.
pub fn about(tx: &dyn ReadTx, office: &Office, act: &Act) -> Run<String> {
    about::about(tx, office, &act.event)
}

/// What stands in the way of taking an act back: its kind, or who built on it, when and with what.
pub fn obstacle(tx: &dyn ReadTx, office: &Office, now: Instant, act: &Act) -> Run<Option<Refusal>> {
    if !act.restorable {
        return Ok(Some(irreversible(office.today(now), act)));
    }
    for one in &kept(tx, act.event.seq)? {
        let later = later_act(tx, one.subject, act.event.seq)?;
        if content(tx, one.subject)? != one.after || (speaks(one) && later.is_some()) {
            return Ok(Some(built_on(tx, office, now, (act, one.subject, later))?));
        }
    }
    Ok(None)
}

/// Says who built on an act, and on which of the tickets it changed, as far as the log tells.
fn built_on(
    tx: &dyn ReadTx,
    office: &Office,
    now: Instant,
    (act, on, later): (&Act, Subject, Option<audit::Event>),
) -> Run<Refusal> {
    let ticket = match act.event.number {
        None if on.kind == Ticket::KIND => get::<Ticket>(tx, on.id)?.map(|ticket| ticket.number),
        number => number,
    };
    let called = match ticket {
        Some(number) => number.short(office.today(now)),
        None => about(tx, office, act)?,
    };
    let refusal = Refusal::new(Why::BuiltOn).with("number", called);
    Ok(match later {
        Some(later) => refusal
            .with("by", staff_name(tx, later.actor)?)
            .with("at", Fact::At(later.at))
            .with("what", word(&later.command)),
        None => refusal,
    })
}

/// What an act changed, as it was kept.
fn kept(tx: &dyn ReadTx, seq: u64) -> Run<Vec<Kept>> {
    let key = Key::new().u64(seq).done();
    let bytes = get_sealed(tx, Collection::Undo, &key)?.unwrap_or_default();
    let kept = from_bytes(&bytes).map_err(|detail| StoreError::Damaged {
        collection: Collection::Undo.name(),
        key: seq.to_string(),
        detail,
    })?;
    Ok(kept)
}

/// Takes back the actor's last act, or the one with this seq: an act of its own that restores the fields.
pub fn take_back(work: &mut Work<'_>, wanted: Option<u64>) -> Run<Made> {
    let limit = if wanted.is_some() { LOOK_BACK } else { 1 };
    let act = acts(work.tx(), work.actor.staff, limit)?
        .into_iter()
        .find(|act| wanted.is_none_or(|wanted| act.event.seq == wanted));
    let act = match (act, wanted) {
        (Some(act), _) => act,
        (None, Some(wanted)) => return Err(undone_before(work, wanted)?.into()),
        (None, None) => return Err(Why::NothingToUndo.into()),
    };
    if let Some(refusal) = obstacle(work.tx(), work.office, work.now, &act)? {
        return Err(refusal.into());
    }
    let seq = act.event.seq;
    // What was made and is gone afterwards is called what it was.
    let of = about(work.tx(), work.office, &act)?;
    let kept = kept(work.tx(), seq)?;
    for one in &kept {
        restore(work, one)?;
    }
    for one in kept.iter().filter(|one| one.subject.kind == Ticket::KIND) {
        deadlines::place_again(work, one.subject.id)?;
    }
    let mut made = Made::default()
        .with(UNDOES, Fact::Count(i64::try_from(seq).unwrap_or(i64::MAX)))
        .with("command", word(&act.event.command))
        .with("of", of);
    made.number = act.event.number;
    Ok(made)
}

/// Whether what others wrote under a record an act made counts as built on it, though the record itself says the
/// same: a line, a number that points to it.
fn speaks(kept: &Kept) -> bool {
    let numbered = [Ticket::KIND, Contact::KIND, RegisterEntry::KIND].contains(&kept.subject.kind);
    kept.before.is_none() && numbered
}

/// The latest act on a record since the one with this seq that was not taken back again.
fn later_act(tx: &dyn ReadTx, subject: Subject, seq: u64) -> Run<Option<audit::Event>> {
    for later in audit::of_subject(tx, subject, LOOK_BACK)? {
        if later <= seq {
            break;
        }
        if let Some(stored) = audit::event(tx, later)?
            && stored.event.kind == AuditKind::Change
            && stored.event.undoes.is_none()
            && taken_back(tx, stored.event.actor, stored.event.seq)?.is_none()
        {
            return Ok(Some(stored.event));
        }
    }
    Ok(None)
}

/// Says that an act was taken back already, at another terminal of who did it; where it was not, that there is none.
fn undone_before(work: &Work<'_>, seq: u64) -> Run<Refusal> {
    let Some(before) = taken_back(work.tx(), work.actor.staff, seq)? else {
        return Ok(Refusal::new(Why::NothingToUndo));
    };
    Ok(Refusal::new(Why::AlreadyUndone)
        .with("by", staff_name(work.tx(), before.actor)?)
        .with("at", Fact::At(before.at)))
}

/// The act by which who did it took it back.
fn taken_back(
    tx: &dyn ReadTx,
    actor: crate::domain::id::StaffId,
    wanted: u64,
) -> Run<Option<audit::Event>> {
    for seq in audit::of_actor(tx, actor, LOOK_BACK)? {
        if seq <= wanted {
            break;
        }
        if let Some(later) = audit::event(tx, seq)?
            && later.event.undoes == Some(wanted)
        {
            return Ok(Some(later.event));
        }
    }
    Ok(None)
}

/// Puts one record back to what it was. A record the act made stays, marked as taken back, where it
/// has a number: numbers stay spent and none is missing.
fn restore(work: &mut Work<'_>, kept: &Kept) -> Run<()> {
    let Some(row) = kind_row(kept.subject.kind) else {
        return Ok(());
    };
    let now_bytes = get_raw(work.tx(), row, kept.subject.id)?;
    work.remember(kept.subject, now_bytes);
    match (&kept.before, kept.subject.kind) {
        (None, Ticket::KIND) => {
            if let Some(mut ticket) = get::<Ticket>(work.tx(), kept.subject.id)? {
                "cancelled".clone_into(&mut ticket.state);
                ticket.closed_at = Some(work.now);
                work.put(&mut ticket)?;
            }
            Ok(())
        }
        (None, Contact::KIND) => {
            if let Some(mut contact) = get::<Contact>(work.tx(), kept.subject.id)? {
                contact.state = ContactState::Undone;
                contact.due_at = None;
                work.put(&mut contact)?;
            }
            Ok(())
        }
        (None, FollowUp::KIND) => {
            if let Some(mut follow_up) = get::<FollowUp>(work.tx(), kept.subject.id)? {
                follow_up.undone = true;
                follow_up.ended_at = Some(work.now);
                follow_up.wake_at = None;
                work.put(&mut follow_up)?;
            }
            Ok(())
        }
        (None, RegisterEntry::KIND) => {
            if let Some(mut entry) = get::<RegisterEntry>(work.tx(), kept.subject.id)? {
                entry.undone = true;
                work.put(&mut entry)?;
            }
            Ok(())
        }
        (before, _) => {
            put_raw(
                work.raw(),
                row,
                kept.subject.id,
                before.as_deref(),
                Stamp::Next,
            )?;
            Ok(())
        }
    }
}
