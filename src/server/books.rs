//! Checks in the background: the books from the server's start on, then every stored value; and both again each day.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use crate::domain::household::Household;
use crate::server::shared::Shared;
use crate::server::writer::disk_nearly_full;
use crate::server::{keeper, signon};
use crate::service::books::{self, Balances};
use crate::service::halt::{Halt, Run};
use crate::storage::ReadTx;
use crate::storage::counters::last_id;
use crate::storage::record::Record;
use crate::storage::scrub::Scrub;

/// Households checked on one snapshot: a snapshot that is held long makes the file grow.
const AT_ONCE: usize = 200;
/// Entries, and closes of days, for the same reason.
const ENTRIES: usize = 20_000;
const CLOSES: usize = 10;
/// MiB that must be free beyond the reserve for the check to leave a mark of what it found.
const ROOM_MIB: u64 = 8;
/// After so long without a request nobody is about to wait while stored values are read.
pub const QUIET: Duration = Duration::from_secs(3);

/// What a check has found: the balances are derived again at every start (reliability D10, promise 6), what is stored
/// is read through when nobody asks for anything (D6).
#[derive(Debug, Default)]
pub struct Checked {
    faults: AtomicU32,
    done: AtomicBool,
    /// How far the check that runs is, in hundredths.
    percent: AtomicU32,
}

impl Checked {
    /// How many faults there are; none while nothing was found and the first check still runs.
    pub fn faults(&self) -> Option<u32> {
        let faults = self.faults.load(Ordering::SeqCst);
        (faults > 0 || self.done.load(Ordering::SeqCst)).then_some(faults)
    }

    /// How far the check that runs is, in hundredths.
    pub fn percent(&self) -> u32 {
        self.percent.load(Ordering::SeqCst)
    }

    /// Tells how far the check is that runs.
    fn at(&self, percent: u32) {
        self.percent.store(percent.min(100), Ordering::SeqCst);
    }

    /// Tells what a check that still runs has found; what the last one found stands until this one ends.
    fn so_far(&self, found: usize) {
        let found = u32::try_from(found).unwrap_or(u32::MAX);
        self.faults.fetch_max(found, Ordering::SeqCst);
    }

    /// Tells what a check has found that was through.
    fn end(&self, found: usize) {
        let found = u32::try_from(found).unwrap_or(u32::MAX);
        self.faults.store(found, Ordering::SeqCst);
        self.done.store(true, Ordering::SeqCst);
    }
}

/// Starts the checks; they end soon after the server is told to stop. `quiet` is how long nobody must have asked for
/// anything before what nobody waits for is done.
pub fn start(shared: Arc<Shared>, quiet: Duration) -> std::io::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new()
        .name(String::from("books"))
        .spawn(move || {
            // At the start somebody waits to be told whether money may be taken.
            let mut before_books = Duration::ZERO;
            loop {
                let today = keeper::today(&shared);
                check(&shared, before_books);
                read_through(&shared, quiet);
                if !keeper::wait_for_another_day(&shared, today) {
                    return;
                }
                before_books = quiet;
            }
        })
}

/// Checks the books; that they cannot be checked is a fault as well.
fn check(shared: &Shared, quiet: Duration) {
    let mut count = 0;
    let ended = caught(|| check_books(shared, quiet, &mut count));
    match ended {
        Ok(false) => return,
        Ok(true) => {}
        Err(halt) => {
            count += 1;
            tracing::error!(error = %halt, "the books could not be checked: run frontdesk verify");
        }
    }
    shared.books.end(count);
    if count == 0 {
        tracing::info!("the books add up");
    }
}

/// What is left to be checked of the books, in this order.
enum Left {
    /// In a moment: the kept balances against what the last check left.
    Quickly,
    /// Households from this id on.
    Homes(u64),
    Balances(Box<Balances>),
    /// Closes of days from this number on.
    Days(u64),
    Receipts,
}

/// Up to which hundredth of the whole the homes and the balances are.
const HOMES: u32 = 60;
const BALANCES: u32 = 95;

/// Says whether it was through: it is not when the server stops.
fn check_books(shared: &Shared, quiet: Duration, count: &mut usize) -> Run<bool> {
    let mut left = Some(Left::Quickly);
    shared.books.at(0);
    while let Some(now) = left.take() {
        if !shared.wait_quiet(quiet) {
            return Ok(false);
        }
        let mut found = Vec::new();
        let tx = shared.store.read()?;
        let mut checkpoint = None;
        left = match now {
            Left::Quickly => {
                books::verify_quickly(&*tx, &mut found)?;
                Some(Left::Homes(0))
            }
            Left::Homes(from) => Some(homes(shared, &*tx, from, &mut found)?),
            Left::Balances(mut balances) => {
                let through = balances.some(&*tx, ENTRIES)?;
                let part = balances.percent(&*tx)? * (BALANCES - HOMES) / 100;
                shared.books.at(HOMES + part);
                if through {
                    let (faults, sound) = balances.end();
                    found.extend(faults);
                    checkpoint = sound;
                    Some(Left::Days(1))
                } else {
                    Some(Left::Balances(balances))
                }
            }
            Left::Days(from) => {
                let next = books::verify_days(&*tx, from, CLOSES, &mut found)?;
                Some(next.map_or(Left::Receipts, Left::Days))
            }
            Left::Receipts => {
                books::verify_receipts(&*tx, &mut found)?;
                None
            }
        };
        drop(tx);
        // What only makes the next start quicker must not be what a full disk stops the server by.
        let room = disk_nearly_full(shared, &shared.office(), ROOM_MIB).is_none();
        if let Some(checkpoint) = checkpoint.filter(|_| room) {
            signon::plain(
                shared,
                Box::new(move |tx| books::keep_checkpoint(tx, &checkpoint)),
            )?;
        }
        for fault in &found {
            tracing::error!(
                rule = ?fault.rule,
                household = ?fault.household,
                id = fault.id,
                "the books do not add up: run frontdesk verify"
            );
        }
        *count += found.len();
        shared.books.so_far(*count);
    }
    shared.books.at(100);
    Ok(true)
}

/// Some of the households, and what is left then.
fn homes(
    shared: &Shared,
    tx: &dyn ReadTx,
    from: u64,
    found: &mut Vec<books::BookFault>,
) -> Run<Left> {
    let Some(next) = books::verify_some(tx, from, AT_ONCE, found)? else {
        return Ok(Left::Balances(Box::new(Balances::begin(tx)?)));
    };
    let last = last_id(tx, Household::KIND)?;
    let part = next.saturating_mul(u64::from(HOMES)).checked_div(last);
    let part = part.and_then(|part| u32::try_from(part).ok());
    shared.books.at(part.unwrap_or(0).min(HOMES));
    Ok(Left::Homes(next))
}

/// Reads every stored value, in windows of a few milliseconds, each of a snapshot of its own and only while nobody
/// asks for anything.
fn read_through(shared: &Shared, quiet: Duration) {
    let mut scrub = Scrub::default();
    let mut count = 0;
    while !scrub.is_through() {
        if !shared.wait_quiet(quiet) {
            return;
        }
        let mut found = Vec::new();
        if let Err(halt) = caught(|| Ok(scrub.window(&*shared.store.read()?, &mut found)?)) {
            count += 1;
            tracing::error!(error = %halt, "stored values cannot be read: restore a backup");
        }
        for fault in &found {
            tracing::error!(
                table = fault.collection.name(),
                key = fault.key,
                "a stored value is damaged: run frontdesk verify, then restore a backup"
            );
        }
        count += found.len();
        shared.values.so_far(count);
    }
    shared.values.end(count);
    if count == 0 {
        tracing::info!("all stored values are sound");
    }
}

/// The engine may panic on pages that are damaged; that is a fault found, not the end of the checks.
fn caught<T>(check: impl FnOnce() -> Run<T>) -> Run<T> {
    std::panic::catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| {
        let detail = String::from("reading panicked");
        Err(Halt::Store(crate::storage::StoreError::Io {
            file: String::from("database"),
            detail,
        }))
    })
}
