//! How many personal values one person sees whole in an hour (duties.md D-068, reliability H18).

use crate::domain::calendar::Instant;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::id::StaffId;
use crate::domain::staff::{Right, who_may};
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::storage::envelope::damaged;
use crate::storage::kept::{from_bytes, to_bytes};
use crate::storage::{Collection, WriteTx, meta};

/// How many, as the office sets it.
const SETTING: &str = "reveal.per_hour";
/// Milliseconds in which they count.
const HOUR_MS: i64 = 60 * 60_000;
/// What stands before the id of the member of staff in META.
const PREFIX: &str = "reveals/";

/// What was seen at once.
#[derive(minicbor::Encode, minicbor::Decode)]
struct Seen {
    #[n(0)]
    at: Instant,
    #[n(1)]
    many: u64,
}

/// Counts `many` more that somebody sees at `now`. What would go beyond the hour's bound is refused and not counted.
pub fn count(
    tx: &mut impl WriteTx,
    office: &Office,
    staff: StaffId,
    now: Instant,
    many: usize,
) -> Run<()> {
    let name = format!("{PREFIX}{}", staff.0);
    let mut seen: Vec<Seen> = match meta::get(tx, &name)? {
        Some(bytes) => {
            from_bytes(&bytes).map_err(|fault| damaged(Collection::Meta, name.as_bytes(), fault))?
        }
        None => Vec::new(),
    };
    // A clock that was set back makes nothing older.
    seen.retain(|seen| now.since(seen.at) < HOUR_MS);
    let before: u64 = seen.iter().map(|seen| seen.many).sum();
    let many = u64::try_from(many).unwrap_or(u64::MAX);
    let bound = u64::try_from(office.whole(SETTING, 0)).unwrap_or(0);
    let left = bound.saturating_sub(before);
    if many > left {
        let count = |number: u64| Fact::Count(i64::try_from(number).unwrap_or(i64::MAX));
        return Err(Refusal::new(Why::TooManyRevealed)
            .with("limit", count(bound))
            .with("left", count(left))
            .with("needed", who_may(Right::Office))
            .into());
    }
    if many > 0 {
        seen.push(Seen { at: now, many });
        meta::put(tx, &name, &to_bytes(&seen))?;
    }
    Ok(())
}
