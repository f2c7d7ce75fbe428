//! Request ids already used: the same id gives the same answer, and its effect once (reliability D5).

use crate::domain::calendar::Day;
use crate::service::answer::Answer;
use crate::service::command::Command;
use crate::service::pins;
use crate::storage::codec::{Key, KeyReader};
use crate::storage::envelope::{get_sealed, put_sealed};
use crate::storage::kept::{from_bytes, to_bytes};
use crate::storage::{Collection, Direction, ReadTx, Result, Step, StoreError, WriteTx};

/// A request id: 128 random bits made by who asks.
pub type RequestId = [u8; 16];

/// How many days an id and its answer are kept.
pub const KEPT_DAYS: i32 = 30;

#[derive(minicbor::Encode, minicbor::Decode)]
struct Stored {
    #[cbor(n(0), with = "minicbor::bytes")]
    body: Vec<u8>,
    #[n(1)]
    answer: Answer,
}

/// What is known of a request id.
#[derive(Debug, PartialEq, Eq)]
pub enum Known {
    New,
    /// Done before with the same body: this was the answer.
    Same(Box<Answer>),
    /// Used before for something else.
    Other,
}

/// The digest of what is asked, and by whom. An old PIN is not in it: once it was replaced it cannot be told
/// any more whether the same was given.
pub fn body_hash(staff: u64, command: &Command) -> [u8; 32] {
    let mut asked = command.clone();
    asked
        .args
        .retain(|(name, _)| !pins::proves(&command.name, name));
    let mut hasher = blake3::Hasher::new();
    hasher.update(&staff.to_be_bytes());
    hasher.update(&to_bytes(&asked));
    *hasher.finalize().as_bytes()
}

/// Whether nothing was done under this id before. Where what is kept of it cannot be read, something was:
/// `Service::run` says what became of it.
pub fn is_new(tx: &(impl ReadTx + ?Sized), id: &RequestId, body: &[u8; 32]) -> Result<bool> {
    match known(tx, id, body) {
        Ok(known) => Ok(known == Known::New),
        Err(StoreError::Damaged { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Looks a request id up.
pub fn known(tx: &(impl ReadTx + ?Sized), id: &RequestId, body: &[u8; 32]) -> Result<Known> {
    let Some(bytes) = get_sealed(tx, Collection::Requests, id)? else {
        return Ok(Known::New);
    };
    let stored: Stored = from_bytes(&bytes).map_err(|detail| StoreError::Damaged {
        collection: Collection::Requests.name(),
        key: crate::storage::codec::hex(id),
        detail,
    })?;
    Ok(if stored.body == body.as_slice() {
        Known::Same(Box::new(stored.answer))
    } else {
        Known::Other
    })
}

/// Whether anything was done under this id.
pub fn is_used(tx: &(impl ReadTx + ?Sized), id: &RequestId) -> Result<bool> {
    Ok(tx.get(Collection::Requests, id)?.is_some())
}

/// Remembers an answer.
pub fn remember(
    tx: &mut (impl WriteTx + ?Sized),
    id: &RequestId,
    body: &[u8; 32],
    answer: &Answer,
    today: Day,
) -> Result<()> {
    let stored = Stored {
        body: body.to_vec(),
        answer: answer.clone(),
    };
    put_sealed(tx, Collection::Requests, id, &to_bytes(&stored))?;
    let by_day = Key::new().i32(today.number()).raw(id).done();
    tx.put(Collection::RequestsByDay, &by_day, &[])
}

/// Forgets at most `limit` answers older than they are kept; returns how many.
pub fn forget(tx: &mut (impl WriteTx + ?Sized), today: Day, limit: usize) -> Result<usize> {
    use std::ops::Bound::{Excluded, Unbounded};
    let oldest = Key::new()
        .i32(today.number().saturating_sub(KEPT_DAYS))
        .done();
    let mut old: Vec<Vec<u8>> = Vec::new();
    tx.scan(
        Collection::RequestsByDay,
        (Unbounded, Excluded(oldest.as_slice())),
        Direction::Forward,
        &mut |key, _| {
            old.push(key.to_vec());
            Ok(if old.len() < limit {
                Step::Next
            } else {
                Step::Stop
            })
        },
    )?;
    for key in &old {
        let mut reader = KeyReader::new(key);
        if let (Some(_), Some(id)) = (reader.i32(), reader.array::<16>()) {
            tx.delete(Collection::Requests, &id)?;
        }
        tx.delete(Collection::RequestsByDay, key)?;
    }
    Ok(old.len())
}
