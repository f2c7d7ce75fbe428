//! The audit log: who, when, from where, what; append-only and hash-chained (reliability D13).

use std::ops::Bound;

use crate::domain::calendar::Instant;
use crate::domain::id::{Number, StaffId};
use crate::service::command::AuditKind;
use crate::service::subject::Subject;
use crate::storage::codec::{Key, KeyReader};
use crate::storage::envelope::{damaged, get_sealed, put_sealed, unseal};
use crate::storage::kept::{from_bytes, to_bytes};
use crate::storage::{
    Collection, Direction, ReadTx, Result, Step, StoreError, WriteTx, meta, prefix_range,
};

/// Where the head of the chain is kept in META: seq u64, hash [32].
const HEAD: &str = "audit_head";

/// What the line is called that a restore leaves (reliability D9).
pub const RESTORE: &str = "restore";

/// One field in an audit line: its name and a salted digest of its value.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct FieldDigest {
    #[n(0)]
    pub name: String,
    /// First 16 bytes of BLAKE3(salt, name, value), each length-prefixed.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub digest: Vec<u8>,
}

/// One audit line. The chain is over its canonical bytes; the hash before them and the checksum behind are outside.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Event {
    #[n(0)]
    pub seq: u64,
    #[n(1)]
    pub at: Instant,
    #[n(2)]
    pub kind: AuditKind,
    #[n(3)]
    pub actor: StaffId,
    /// Operating-system account and terminal.
    #[n(4)]
    pub seat: String,
    #[n(5)]
    pub command: String,
    /// The record it is about, as people name it.
    #[n(6)]
    pub number: Option<Number>,
    /// Records touched.
    #[n(7)]
    pub touched: Vec<Subject>,
    #[n(8)]
    pub fields: Vec<FieldDigest>,
    #[cbor(n(9), with = "minicbor::bytes")]
    pub request: Vec<u8>,
    /// Why it was refused, for a refusal.
    #[n(10)]
    pub refusal: String,
    /// The approval that allowed it.
    #[n(11)]
    pub approval: Option<Number>,
    /// The seq an undo took back.
    #[n(12)]
    pub undoes: Option<u64>,
    /// `restore`, `reverse` or `never`.
    #[n(13)]
    pub undo: crate::service::command::Undo,
}

/// The personal and other values a line's digests are over; a purge removes this and the chain still verifies.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct EventValues {
    #[cbor(n(0), with = "minicbor::bytes")]
    pub salt: Vec<u8>,
    /// Name, value, whether it is personal.
    #[n(1)]
    pub values: Vec<(String, String, bool)>,
}

/// A stored line: its hash, the canonical bytes it is over, and what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    pub hash: [u8; 32],
    pub bytes: Vec<u8>,
    pub event: Event,
}

/// The head of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last line's seq; 0 before the first.
    pub seq: u64,
    pub hash: [u8; 32],
}

/// Returns the head of the chain.
pub fn head(tx: &(impl ReadTx + ?Sized)) -> Result<Head> {
    let Some(bytes) = meta::get(tx, HEAD)? else {
        return Ok(Head {
            seq: 0,
            hash: [0; 32],
        });
    };
    let mut reader = KeyReader::new(&bytes);
    match (reader.u64(), reader.array::<32>()) {
        (Some(seq), Some(hash)) => Ok(Head { seq, hash }),
        _ => Err(damaged(
            Collection::Meta,
            HEAD.as_bytes(),
            "not the head of the chain",
        )),
    }
}

/// `h_n = BLAKE3(h_{n-1}, seq, canonical bytes)`, each part with its length before it.
pub fn chain(previous: &[u8; 32], seq: u64, bytes: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for part in [previous.as_slice(), seq.to_be_bytes().as_slice(), bytes] {
        hasher.update(&(part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
}

/// The salted digest of a field's value.
pub fn digest(salt: &[u8], name: &str, value: &str) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    for part in [salt, name.as_bytes(), value.as_bytes()] {
        hasher.update(&(part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher
        .finalize()
        .as_bytes()
        .iter()
        .take(16)
        .copied()
        .collect()
}

/// Appends a line: gives it the next seq, digests its values, moves the head. Returns the new head.
pub fn append(
    tx: &mut (impl WriteTx + ?Sized),
    mut event: Event,
    salt: [u8; 16],
    values: Vec<(String, String, bool)>,
) -> Result<Head> {
    let before = head(tx)?;
    event.seq = before.seq + 1;
    event.fields = values
        .iter()
        .map(|(name, value, _)| FieldDigest {
            name: name.clone(),
            digest: digest(&salt, name, value),
        })
        .collect();
    let bytes = to_bytes(&event);
    let hash = chain(&before.hash, event.seq, &bytes);
    let key = Key::new().u64(event.seq).done();
    let mut stored = hash.to_vec();
    stored.extend_from_slice(&bytes);
    put_sealed(tx, Collection::Events, &key, &stored)?;
    if !values.is_empty() {
        let values = EventValues {
            salt: salt.to_vec(),
            values,
        };
        put_sealed(tx, Collection::EventValues, &key, &to_bytes(&values))?;
    }
    if event.kind == AuditKind::Change {
        let by_actor = Key::new().u64(event.actor.0).u64(event.seq).done();
        tx.put(Collection::EventsByActor, &by_actor, &[])?;
    }
    for subject in &event.touched {
        let of = Key::new()
            .u8(subject.kind)
            .u64(subject.id)
            .u64(event.seq)
            .done();
        tx.put(Collection::EventsOf, &of, &[])?;
    }
    let head = Head {
        seq: event.seq,
        hash,
    };
    let mut bytes = Key::new().u64(head.seq).done();
    bytes.extend_from_slice(&head.hash);
    meta::put(tx, HEAD, &bytes)?;
    Ok(head)
}

/// Returns the line with this seq.
pub fn event(tx: &(impl ReadTx + ?Sized), seq: u64) -> Result<Option<StoredEvent>> {
    let key = Key::new().u64(seq).done();
    tx.get(Collection::Events, &key)?
        .map(|stored| open(&key, &stored))
        .transpose()
}

/// Returns the values beside a line, unless they were purged.
pub fn values(tx: &(impl ReadTx + ?Sized), seq: u64) -> Result<Option<EventValues>> {
    let key = Key::new().u64(seq).done();
    get_sealed(tx, Collection::EventValues, &key)?
        .map(|stored| {
            from_bytes(&stored).map_err(|detail| damaged(Collection::EventValues, &key, detail))
        })
        .transpose()
}

/// Forgets the values beside a line that has a personal one; the line and its digests stay, and so does the chain. Returns
/// the names of the personal ones.
pub fn forget_personal(tx: &mut (impl WriteTx + ?Sized), seq: u64) -> Result<Vec<String>> {
    let beside = values(tx, seq)?.map(|beside| beside.values);
    let personal = beside
        .into_iter()
        .flatten()
        .filter(|(_, _, personal)| *personal);
    let names: Vec<String> = personal.map(|(name, ..)| name).collect();
    if !names.is_empty() {
        tx.delete(Collection::EventValues, &Key::new().u64(seq).done())?;
    }
    Ok(names)
}

fn open(key: &[u8], stored: &[u8]) -> Result<StoredEvent> {
    let (hash, bytes) = unseal(Collection::Events, key, stored)?
        .split_first_chunk::<32>()
        .ok_or_else(|| damaged(Collection::Events, key, "too short"))?;
    let event = from_bytes(bytes).map_err(|detail| damaged(Collection::Events, key, detail))?;
    Ok(StoredEvent {
        hash: *hash,
        bytes: bytes.to_vec(),
        event,
    })
}

/// Visits the lines from `from` on, in order.
pub fn scan(
    tx: &(impl ReadTx + ?Sized),
    from: u64,
    direction: Direction,
    visit: &mut dyn FnMut(StoredEvent) -> Result<Step>,
) -> Result<()> {
    use Bound::{Included, Unbounded};
    let key = Key::new().u64(from).done();
    let range = match direction {
        Direction::Forward => (Included(key.as_slice()), Unbounded),
        Direction::Backward => (Unbounded, Included(key.as_slice())),
    };
    tx.scan(Collection::Events, range, direction, &mut |key, stored| {
        visit(open(key, stored)?)
    })
}

/// Returns the seqs of the lines that touched a record, newest first, at most `limit`.
pub fn of_subject(tx: &(impl ReadTx + ?Sized), subject: Subject, limit: usize) -> Result<Vec<u64>> {
    newest(
        tx,
        Collection::EventsOf,
        &Key::new().u8(subject.kind).u64(subject.id).done(),
        limit,
    )
}

/// Returns the seqs of the changes somebody made, newest first, at most `limit`.
pub fn of_actor(tx: &(impl ReadTx + ?Sized), actor: StaffId, limit: usize) -> Result<Vec<u64>> {
    newest(
        tx,
        Collection::EventsByActor,
        &Key::new().u64(actor.0).done(),
        limit,
    )
}

/// Returns the seqs of the changes somebody made after the line `seq`, in their order.
pub fn of_actor_after(tx: &(impl ReadTx + ?Sized), actor: StaffId, seq: u64) -> Result<Vec<u64>> {
    let from = Key::new().u64(actor.0).u64(seq).done();
    let to = Key::new().u64(actor.0).u64(u64::MAX).done();
    let mut seqs = Vec::new();
    tx.scan(
        Collection::EventsByActor,
        (Bound::Excluded(&from), Bound::Included(&to)),
        Direction::Forward,
        &mut |key, _| {
            let tail = key.get(size_of::<u64>()..).unwrap_or_default();
            seqs.extend(KeyReader::new(tail).u64());
            Ok(Step::Next)
        },
    )?;
    Ok(seqs)
}

fn newest(
    tx: &(impl ReadTx + ?Sized),
    collection: Collection,
    prefix: &[u8],
    limit: usize,
) -> Result<Vec<u64>> {
    let mut end = Vec::new();
    let mut seqs = Vec::new();
    tx.scan(
        collection,
        prefix_range(prefix, &mut end),
        Direction::Backward,
        &mut |key, _| {
            let tail = key.get(prefix.len()..).unwrap_or_default();
            seqs.extend(KeyReader::new(tail).u64());
            Ok(if seqs.len() < limit {
                Step::Next
            } else {
                Step::Stop
            })
        },
    )?;
    Ok(seqs)
}

/// A fault found by checking the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainFault {
    /// A line's hash does not follow from the one before.
    Broken(u64),
    /// A seq is missing or out of order.
    Gap(u64),
    /// A value beside a line is not what its digest is over.
    Value(u64, String),
    /// The head in META is not the last line.
    Head,
    /// The bytes of a line, or of what stands beside it, are not what was written.
    Damaged(u64),
}

/// Checks the whole chain and every value that was not purged; returns the head and the faults.
pub fn verify(tx: &dyn ReadTx) -> Result<(Head, Vec<ChainFault>)> {
    use Bound::Unbounded;
    let mut faults = Vec::new();
    // The seq and the hash of the line before; no hash where that line is damaged.
    let (mut before, mut hash) = (0, Some([0; 32]));
    let all = (Unbounded, Unbounded);
    tx.scan(
        Collection::Events,
        all,
        Direction::Forward,
        &mut |key, stored| {
            let seq = KeyReader::new(key).u64().unwrap_or(0);
            if seq != before + 1 {
                faults.push(ChainFault::Gap(before + 1));
            }
            before = seq;
            let stored = match open(key, stored) {
                Ok(stored) if stored.event.seq == seq => stored,
                Ok(_) | Err(StoreError::Damaged { .. }) => {
                    faults.push(ChainFault::Damaged(seq));
                    hash = None;
                    return Ok(Step::Next);
                }
                Err(error) => return Err(error),
            };
            if hash.is_some_and(|hash| chain(&hash, seq, &stored.bytes) != stored.hash) {
                faults.push(ChainFault::Broken(seq));
            }
            hash = Some(stored.hash);
            match values(tx, seq) {
                Ok(Some(beside)) => compare(&stored.event, &beside, &mut faults),
                Ok(None) => {}
                Err(StoreError::Damaged { .. }) => faults.push(ChainFault::Damaged(seq)),
                Err(error) => return Err(error),
            }
            Ok(Step::Next)
        },
    )?;
    let kept = head(tx)?;
    if kept.seq != before || hash.is_some_and(|hash| kept.hash != hash) {
        faults.push(ChainFault::Head);
    }
    let last = Head {
        seq: before,
        hash: hash.unwrap_or(kept.hash),
    };
    Ok((last, faults))
}

/// Names the values beside a line that are not those its digests are over.
fn compare(event: &Event, beside: &EventValues, faults: &mut Vec<ChainFault>) {
    for (at, (name, value, _)) in beside.values.iter().enumerate() {
        let kept = event.fields.get(at);
        if kept.is_none_or(|field| {
            field.name != *name || field.digest != digest(&beside.salt, name, value)
        }) {
            faults.push(ChainFault::Value(event.seq, name.clone()));
        }
    }
}
