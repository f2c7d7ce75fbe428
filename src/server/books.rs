//! Checks the books in the background from the server's start on, and keeps what was found.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use crate::server::shared::Shared;
use crate::service::books::{self, BookFault};
use crate::service::halt::Run;

/// Households checked on one snapshot: a snapshot that is held long makes the file grow.
const AT_ONCE: usize = 200;

/// What the check has found: the balances are derived again at every start (reliability D10, promise 6).
#[derive(Debug, Default)]
pub struct Checked {
    faults: AtomicU32,
    done: OnceLock<()>,
}

impl Checked {
    /// How many faults were found so far; none while nothing was and the check still runs.
    pub fn faults(&self) -> Option<u32> {
        let faults = self.faults.load(Ordering::SeqCst);
        (faults > 0 || self.done.get().is_some()).then_some(faults)
    }

    fn add(&self, found: &[BookFault]) {
        for fault in found {
            tracing::error!(
                rule = ?fault.rule,
                household = ?fault.household,
                id = fault.id,
                "the books do not add up: run frontdesk verify"
            );
        }
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        self.faults.fetch_add(count, Ordering::SeqCst);
    }
}

/// Starts the check; it ends by itself, or soon after the server is told to stop.
pub fn start(shared: Arc<Shared>) -> std::io::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new()
        .name(String::from("books"))
        .spawn(move || match check(&shared) {
            Ok(()) => {}
            Err(halt) => tracing::error!(error = %halt, "the books could not be checked"),
        })
}

fn check(shared: &Shared) -> Run<()> {
    let mut next = Some(0);
    while let Some(from) = next {
        if shared.stopping() {
            return Ok(());
        }
        let mut found = Vec::new();
        next = books::verify_some(&*shared.store.read()?, from, AT_ONCE, &mut found)?;
        shared.books.add(&found);
    }
    let mut found = Vec::new();
    books::verify_receipts(&*shared.store.read()?, &mut found)?;
    shared.books.add(&found);
    shared.books.done.get_or_init(|| ());
    if shared.books.faults() == Some(0) {
        tracing::info!("the books add up");
    }
    Ok(())
}
