//! A seeded estate of any size, put into a store as the commands would have made it.

mod entries;
mod homes;
mod matters;
mod money;
mod random;
mod words;

use frontdesk::domain::calendar::{Day, Instant};
use frontdesk::domain::id::StaffId;
use frontdesk::domain::staff::{Actor, Rank};
use frontdesk::service::command::row;
use frontdesk::service::office::Office;
use frontdesk::service::work::Work;
use frontdesk::storage::Store;
use frontdesk::storage::record::{self, Record};

pub use entries::{QUIET, entries};
pub use homes::{area_of, code_of, owner_of};
pub use random::Random;
pub use words::{ABSENT, COMMON, RARE};

/// How many records one transaction takes, about.
const BATCH: u64 = 40_000;
/// Minute of the day at which the estate is looked at; contacts of the day came before.
const EVENING: u16 = 18 * 60 + 30;

/// How much there is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub homes: u64,
    /// Tickets; as many contacts, each the beginning of one.
    pub tickets: u64,
    /// Bill lines.
    pub bills: u64,
    /// Tickets somebody still has to do something about.
    pub open: u64,
}

impl Size {
    /// Two bill lines a ticket, and at least one a home; a fifth of the tickets open, at most 2,000.
    pub fn of(tickets: u64, homes: u64) -> Self {
        Self {
            homes,
            tickets,
            bills: homes.max(2 * tickets),
            open: (tickets / 5).min(2_000),
        }
    }

    /// Follow-ups still to be made.
    pub fn following_up(self) -> u64 {
        self.open / 2
    }

    /// Contacts a day, so that history is at most 2,000 days.
    pub fn a_day(self) -> u64 {
        self.tickets.div_ceil(2_000).max(50)
    }
}

/// When an estate filled for `today` is looked at.
pub fn now_of(today: Day) -> Instant {
    frontdesk::domain::calendar::Zone::default().at(today, EVENING)
}

/// Who looks and acts.
pub fn receptionist() -> Actor {
    Actor {
        staff: StaffId(1),
        name: "李芳".into(),
        rank: Rank::Receptionist,
        sides: Vec::new(),
        seat: "bench:1".into(),
    }
}

/// Fills an empty store.
pub fn fill(store: &dyn Store, size: Size, now: Instant) {
    let filling = Filling {
        store,
        size,
        now,
        actor: receptionist(),
    };
    homes::fill(&filling);
    matters::fill(&filling);
    money::fill(&filling);
}

/// An estate on its way.
struct Filling<'s> {
    store: &'s dyn Store,
    size: Size,
    now: Instant,
    actor: Actor,
}

impl Filling<'_> {
    /// Calls `each` with 0, 1, 2… to `count`, in transactions of many; each makes about `records` records.
    fn batches(&self, count: u64, records: u64, mut each: impl FnMut(&mut Work<'_>, u64)) {
        let row = row("contact.log").unwrap();
        let step = (BATCH / records.max(1)).max(1);
        for from in (0..count).step_by(usize::try_from(step).unwrap()) {
            let mut tx = self.store.write().unwrap();
            let changes = {
                let office = Office::read(tx.as_read()).unwrap();
                let mut work = Work::new(tx.as_read(), &self.actor, self.now, &office, row);
                for at in from..count.min(from + step) {
                    each(&mut work, at);
                }
                work.finish().changes
            };
            changes.apply(&mut *tx).unwrap();
            tx.commit().unwrap();
        }
    }
}

/// Stores a record without the bookkeeping of one command, which is not made for thousands.
fn put<R: Record>(record: &mut R, work: &mut Work<'_>) {
    record::put(work.raw(), record).unwrap();
}
