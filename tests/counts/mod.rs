//! Exact counts, which are free of noise: rows read, keys written, bytes sent.

#[allow(dead_code, reason = "shared with the benches, which use more of it")]
#[path = "../benches/estate/mod.rs"]
mod estate;
mod keys;
mod reads;
mod tally;
mod writes;

use std::sync::{Arc, LazyLock};

use frontdesk::domain::calendar::Instant;
use frontdesk::storage::memory::MemoryStore;

use estate::{Size, fill, now_of};

/// Homes of both estates.
const HOMES: u64 = 120;
/// Open tickets of both: an office has as many to do whatever lies behind it.
const OPEN: u64 = 100;

/// An office that has just begun, and the same twenty times as many tickets later.
static YOUNG: LazyLock<Arc<MemoryStore>> = LazyLock::new(|| office(1_000));
static OLD: LazyLock<Arc<MemoryStore>> = LazyLock::new(|| office(20_000));

fn now() -> Instant {
    now_of("2026-11-21".parse().unwrap())
}

fn office(tickets: u64) -> Arc<MemoryStore> {
    let store = MemoryStore::new();
    let size = Size {
        homes: HOMES,
        tickets,
        // Five months, and five years.
        bills: HOMES * if tickets > 1_000 { 60 } else { 6 },
        open: OPEN,
    };
    fill(&store, size, now());
    Arc::new(store)
}
