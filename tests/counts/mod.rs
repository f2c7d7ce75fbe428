//! Exact counts, which are free of noise: rows read, keys written, bytes sent.

mod entries;
#[allow(
    dead_code,
    unused_imports,
    reason = "shared with the benches, which use more of it"
)]
#[path = "../benches/estate/mod.rs"]
mod estate;
pub mod idle;
mod keys;
pub mod line;
mod reads;
#[path = "../benches/kit/session.rs"]
mod session;
pub mod tally;
mod writes;

use std::sync::{Arc, LazyLock};

use frontdesk::domain::calendar::Instant;
use frontdesk::storage::memory::MemoryStore;

use crate::support::campaign::size;
pub use estate::Random;
use estate::{Size, fill, now_of};

/// Homes of both estates.
const HOMES: u64 = 120;
/// Open tickets of both: an office has as many to do whatever lies behind it.
const OPEN: u64 = 100;

/// An office that has just begun, and the same many times as many tickets later.
static YOUNG: LazyLock<Arc<MemoryStore>> = LazyLock::new(|| office(500, 6));
static OLD: LazyLock<Arc<MemoryStore>> = LazyLock::new(|| office(size(4_000, 4_000, 20_000), 60));

/// When both are looked at: not on the minute all deadlines are counted from.
fn now() -> Instant {
    filled_at().plus_ms(30_000)
}

fn filled_at() -> Instant {
    now_of("2026-11-21".parse().unwrap())
}

fn office(tickets: u64, months: u64) -> Arc<MemoryStore> {
    let store = MemoryStore::new();
    let size = Size {
        homes: HOMES,
        tickets,
        bills: HOMES * months,
        open: OPEN,
    };
    fill(&store, size, filled_at());
    Arc::new(store)
}
