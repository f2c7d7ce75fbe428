//! A day of puts and deletes, and what the data must be after each of them.

use std::ops::Bound;

use frontdesk::storage::counters::{add_counter, next_id};
use frontdesk::storage::record;
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{
    Collection, Direction, ReadTx, Result, Step, Store, StoreError, WriteTx, check,
};

use crate::crash::disk::{CrashDisk, Dice};
use crate::crash::sample::{Entry, KINDS, Ticket, ticket};

/// A digest of everything stored.
pub type Digest = [u8; 32];

pub fn digest(tx: &dyn ReadTx) -> Result<Digest> {
    let mut hasher = blake3::Hasher::new();
    for &collection in Collection::ALL {
        hasher.update(collection.name().as_bytes());
        let all = (Bound::Unbounded, Bound::Unbounded);
        tx.scan(collection, all, Direction::Forward, &mut |key, value| {
            for part in [key, value] {
                hasher.update(&(part.len() as u64).to_be_bytes());
                hasher.update(part);
            }
            Ok(Step::Next)
        })?;
    }
    Ok(*hasher.finalize().as_bytes())
}

/// One piece of work: a few records change together.
pub fn work(tx: &mut dyn WriteTx, dice: &mut Dice) -> Result<()> {
    for _ in 0..=dice.below(3) {
        let home = dice.next() % 5;
        let amount = i64::try_from(dice.next() % 10_000).unwrap() - 5_000;
        let state = u8::try_from(dice.below(3)).unwrap();
        let some_id = dice.next() % 40 + 1;
        match dice.below(10) {
            0..4 => {
                let id = next_id(tx, 7)?;
                record::put(tx, &mut ticket(id, home, state, amount))?;
            }
            4..7 => {
                if let Some(mut changed) = record::get::<Ticket>(tx, some_id)? {
                    changed.state = state;
                    changed.title = "长文".repeat(dice.below(400));
                    record::put(tx, &mut changed)?;
                }
            }
            7 => {
                record::delete::<Ticket>(tx, some_id)?;
            }
            _ => {
                let id = next_id(tx, 9)?;
                let version = 0;
                record::put(
                    tx,
                    &mut Entry {
                        id,
                        version,
                        home,
                        amount,
                    },
                )?;
                add_counter(tx, b"receipt", 1)?;
            }
        }
    }
    Ok(())
}

/// Little waits, so that changes wait, are put in their places, and go there at once, time and again.
pub fn options() -> Options {
    Options {
        waiting_bytes: 4 << 10,
        ..Options::default()
    }
}

/// The digests after each commit: that of the new database first.
pub fn run(disk: &CrashDisk, seed: u64, commits: usize) -> Vec<Digest> {
    let mut digests = Vec::new();
    let ended = try_run(disk, seed, commits, &mut digests);
    ended.expect("a faultless disk");
    digests
}

/// The same on a disk that may fail; ends with the first error.
///
/// `digests` has one entry more than there are acknowledgements if a commit was on its way.
pub fn try_run(
    disk: &CrashDisk,
    seed: u64,
    commits: usize,
    digests: &mut Vec<Digest>,
) -> std::result::Result<(), StoreError> {
    let mut dice = Dice::new(seed);
    let store = RedbStore::create_on(disk.clone(), "disk", &options(), 0)?;
    digests.push(digest(&*store.read()?)?);
    disk.ack();
    for _ in 0..commits {
        let mut tx = store.write()?;
        work(&mut *tx, &mut dice)?;
        digests.push(digest(tx.as_read())?);
        tx.commit()?;
        disk.ack();
        // Nobody is told of it, and nobody may notice it.
        if dice.chance(10) {
            store.tidy()?;
        }
    }
    store.close()
}

/// Judges a recovered store: everything acknowledged, at most the one piece on its way besides.
pub fn judge(
    store: &RedbStore,
    acked: usize,
    digests: &[Digest],
) -> std::result::Result<(), String> {
    judge_state(store, acked, digests)?;
    let tx = store.read().map_err(|error| error.to_string())?;
    let report = check::verify(&*tx, KINDS).map_err(|error| error.to_string())?;
    if report.is_clean() {
        Ok(())
    } else {
        Err(format!("{:?}", report.faults))
    }
}

/// The same without a look at what it means: enough where every state was found sound when it was made.
pub fn judge_state(
    store: &RedbStore,
    acked: usize,
    digests: &[Digest],
) -> std::result::Result<(), String> {
    let of_store = || store.read().and_then(|tx| digest(&*tx));
    let found = of_store().map_err(|error| error.to_string())?;
    let Some(state) = digests.iter().position(|digest| *digest == found) else {
        return Err(format!("a state that never was, {acked} acknowledged"));
    };
    // The same state may have been there before: the latest that fits counts.
    let fits = |at: usize| digests.get(at) == Some(&found);
    if !fits(acked) && !fits(acked + 1) {
        return Err(format!("state {state} after {acked} acknowledged"));
    }
    store.tidy().map_err(|error| error.to_string())?;
    if of_store().map_err(|error| error.to_string())? != found {
        return Err("another state once everything is in its place".to_owned());
    }
    Ok(())
}
