//! Half-filled forms, kept by the server for who was typing (reliability D23).

use std::collections::BTreeSet;

use crate::domain::calendar::{DAY_MS, Instant};
use crate::domain::error::{Refusal, Why};
use crate::domain::id::StaffId;
use crate::domain::office::Draft;
use crate::service::command::{Kind, row};
use crate::service::halt::{Halt, Run};
use crate::service::requests;
use crate::service::requests::RequestId;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::envelope::{damaged, put_sealed, unseal};
use crate::storage::kept::{from_bytes, to_bytes};
use crate::storage::{
    Collection, Direction, ReadTx, Result, Step, StoreError, WriteTx, prefix_range,
};

/// Most drafts one person keeps (reliability 4.3).
pub const MOST: usize = 20;
/// Most bytes of one draft (reliability 4.3).
pub const MOST_BYTES: usize = 64 * 1024;
/// Days after which a draft nobody came back to is dropped.
pub const KEPT_DAYS: i64 = 7;

fn key(staff: StaffId, id: &[u8]) -> Vec<u8> {
    Key::new().u64(staff.0).raw(id).done()
}

/// The ids of the forms that are open at other terminals now: nobody else touches them.
pub type Elsewhere = BTreeSet<RequestId>;

/// The id of a draft: the request id its command will have, and nothing else.
pub fn id(draft: &Draft) -> Run<RequestId> {
    let bad = |_| Refusal::new(Why::Internal).with("detail", "a draft's id has 16 bytes");
    draft
        .id
        .as_slice()
        .try_into()
        .map_err(bad)
        .map_err(Into::into)
}

/// Keeps a draft; replaces the earlier text of the same form, and an earlier form for the same act on
/// the same record. Where there are too many the oldest yields. A PIN is never kept, and nothing of a form whose
/// command is done: what a terminal sends behind it, or again over a new line, is late.
pub fn save(tx: &mut (impl WriteTx + ?Sized), draft: &Draft, elsewhere: &Elsewhere) -> Run<()> {
    if requests::is_used(tx, &id(draft)?)? {
        return Ok(());
    }
    let mut draft = draft.clone();
    if let Some(row) = row(&draft.form) {
        draft
            .fields
            .retain(|(name, _)| row.arg(name).is_none_or(|arg| arg.kind != Kind::Pin));
    }
    let bytes = to_bytes(&draft);
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::new(Why::TooLong).with("limit", MOST_BYTES).into());
    }
    let key = key(draft.staff, &draft.id);
    if tx.get(Collection::Drafts, &key)?.is_none() {
        make_room(tx, &draft, elsewhere)?;
    }
    put_sealed(tx, Collection::Drafts, &key, &bytes)?;
    Ok(())
}

/// Drops what a new draft takes the place of.
fn make_room(tx: &mut (impl WriteTx + ?Sized), draft: &Draft, elsewhere: &Elsewhere) -> Run<()> {
    let mut kept = match of(tx, draft.staff) {
        // A damaged draft must not stop what is typed now; the next sweep takes it away.
        Err(Halt::Store(StoreError::Damaged { .. })) => return Ok(()),
        kept => kept?,
    };
    let mut count = kept.len();
    kept.retain(|old| id(old).is_ok_and(|id| !elsewhere.contains(&id)));
    let same = |old: &Draft| {
        old.form == draft.form && draft.about().is_some() && old.about() == draft.about()
    };
    for old in kept.extract_if(.., |old| same(old)) {
        discard(tx, draft.staff, &old.id)?;
        count -= 1;
    }
    if count < MOST {
        return Ok(());
    }
    // The newest is first.
    let oldest = kept
        .last()
        .ok_or_else(|| Refusal::new(Why::TooManyDrafts).with("limit", MOST))?;
    discard(tx, draft.staff, &oldest.id)
}

/// Drops a draft.
pub fn discard(tx: &mut (impl WriteTx + ?Sized), staff: StaffId, id: &[u8]) -> Run<()> {
    tx.delete(Collection::Drafts, &key(staff, id))?;
    Ok(())
}

/// Drops the draft whose form a command came from: its id is the request's.
pub(super) fn settle(work: &mut Work<'_>, request: &RequestId) -> Run<()> {
    let staff = work.actor.staff;
    discard(work.raw(), staff, request)
}

fn opened(key: &[u8], stored: &[u8]) -> Result<Draft> {
    let bytes = unseal(Collection::Drafts, key, stored)?;
    from_bytes(bytes).map_err(|detail| damaged(Collection::Drafts, key, detail))
}

/// Returns somebody's drafts, the newest first; nobody else's.
pub fn of(tx: &(impl ReadTx + ?Sized), staff: StaffId) -> Run<Vec<Draft>> {
    let prefix = Key::new().u64(staff.0).done();
    let mut end = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    tx.scan(
        Collection::Drafts,
        prefix_range(&prefix, &mut end),
        Direction::Forward,
        &mut |key, stored| {
            drafts.push(opened(key, stored)?);
            Ok(Step::Next)
        },
    )?;
    drafts.sort_by_key(|draft| std::cmp::Reverse((draft.saved_at, draft.depth)));
    Ok(drafts)
}

/// Drops every draft nobody came back to in time; returns how many.
pub fn sweep(tx: &mut (impl WriteTx + ?Sized), now: Instant) -> Run<usize> {
    use std::ops::Bound::Unbounded;
    let mut old = Vec::new();
    tx.scan(
        Collection::Drafts,
        (Unbounded, Unbounded),
        Direction::Forward,
        &mut |key, stored| {
            let stale = opened(key, stored)
                .map_or(true, |draft| now.since(draft.saved_at) > KEPT_DAYS * DAY_MS);
            if stale {
                old.push(key.to_vec());
            }
            Ok(Step::Next)
        },
    )?;
    for key in &old {
        tx.delete(Collection::Drafts, key)?;
    }
    Ok(old.len())
}
