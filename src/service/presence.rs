//! When somebody last sat down at a desk with a PIN, or did something anywhere.

use crate::domain::calendar::Instant;
use crate::domain::id::StaffId;
use crate::service::audit;
use crate::storage::codec::Key;
use crate::storage::counters::{add_counter, counter};
use crate::storage::{ReadTx, Result, WriteTx};

/// What the keys of these counters begin with. Uses of phrases have 1; numbers have their letter and a day behind it,
/// which begins with a set bit, where no id does.
const SIGNED_ON: u8 = 2;

fn key(staff: StaffId) -> Vec<u8> {
    Key::new().u8(SIGNED_ON).u64(staff.0).done()
}

/// Notes that somebody signed on. It is no record: the line in the log is.
pub fn note(tx: &mut (impl WriteTx + ?Sized), staff: StaffId, at: Instant) -> Result<()> {
    let key = key(staff);
    let kept = counter(tx, &key)?;
    add_counter(tx, &key, at.ms().saturating_sub(kept))?;
    Ok(())
}

/// The last sign-on or act of somebody, whichever is later.
pub fn last_seen(tx: &dyn ReadTx, staff: StaffId) -> Result<Option<Instant>> {
    let signed_on = Some(counter(tx, &key(staff))?)
        .filter(|ms| *ms > 0)
        .map(Instant::from_ms);
    let acted = match audit::of_actor(tx, staff, 1)?.first() {
        Some(seq) => audit::event(tx, *seq)?.map(|stored| stored.event.at),
        None => None,
    };
    Ok(signed_on.max(acted))
}
