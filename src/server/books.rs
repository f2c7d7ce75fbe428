//! Checks in the background: the books from the server's start on, then every stored value; and both again each day.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use crate::server::keeper;
use crate::server::shared::Shared;
use crate::service::books;
use crate::service::halt::{Halt, Run};
use crate::storage::scrub::Scrub;

/// Households checked on one snapshot: a snapshot that is held long makes the file grow.
const AT_ONCE: usize = 200;
/// After so long without a request nobody is about to wait while stored values are read.
pub const QUIET: Duration = Duration::from_secs(3);

/// What a check has found: the balances are derived again at every start (reliability D10, promise 6), what is stored
/// is read through when nobody asks for anything (D6).
#[derive(Debug, Default)]
pub struct Checked {
    faults: AtomicU32,
    done: AtomicBool,
}

impl Checked {
    /// How many faults there are; none while nothing was found and the first check still runs.
    pub fn faults(&self) -> Option<u32> {
        let faults = self.faults.load(Ordering::SeqCst);
        (faults > 0 || self.done.load(Ordering::SeqCst)).then_some(faults)
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

/// Says whether it was through: it is not when the server stops.
fn check_books(shared: &Shared, quiet: Duration, count: &mut usize) -> Run<bool> {
    let mut next = Some(0);
    let mut receipts = false;
    while !receipts {
        if !shared.wait_quiet(quiet) {
            return Ok(false);
        }
        let mut found = Vec::new();
        let tx = shared.store.read()?;
        if let Some(from) = next {
            next = books::verify_some(&*tx, from, AT_ONCE, &mut found)?;
        } else {
            books::verify_receipts(&*tx, &mut found)?;
            receipts = true;
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
    Ok(true)
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
