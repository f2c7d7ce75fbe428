//! Whether the machine's clock can be believed: after a jump money waits until somebody has looked (reliability D20).

use crate::domain::error::{Fact, Refusal, Why};
use crate::storage::{Collection, ReadTx, Result, WriteTx, meta};

/// Where the jump is kept in META: minutes, i64.
const NAME: &str = "clock_doubt";
/// Where the clock stood against the machine's uptime when it was looked at last: boot u128, milliseconds i64.
const SEEN: &str = "clock_seen";

/// Notes that the clock jumped by so many minutes; a larger jump noted before stays.
pub fn raise(tx: &mut (impl WriteTx + ?Sized), minutes: i64) -> Result<()> {
    let known = of(tx)?.unwrap_or(0);
    let minutes = if known.abs() > minutes.abs() {
        known
    } else {
        minutes
    };
    meta::put(tx, NAME, &minutes.to_be_bytes())
}

/// The minutes the clock jumped by, unless somebody has confirmed it since.
pub fn of(tx: &(impl ReadTx + ?Sized)) -> Result<Option<i64>> {
    let bytes = meta::get(tx, NAME)?;
    Ok(bytes
        .and_then(|bytes| bytes.try_into().ok())
        .map(i64::from_be_bytes))
}

/// Since which start of the machine, and at what time by the clock that start would have been, when the clock was
/// looked at last; nothing where what is kept is not that.
pub fn seen(tx: &(impl ReadTx + ?Sized)) -> Result<Option<(u128, i64)>> {
    let bytes = meta::get(tx, SEEN)?.unwrap_or_default();
    Ok(bytes.split_first_chunk().and_then(|(boot, rest)| {
        let began = rest.try_into().ok().map(i64::from_be_bytes)?;
        Some((u128::from_be_bytes(*boot), began))
    }))
}

/// Notes where the clock stands against the machine's uptime.
pub fn note_seen(tx: &mut (impl WriteTx + ?Sized), boot: u128, began: i64) -> Result<()> {
    let mut bytes = boot.to_be_bytes().to_vec();
    bytes.extend_from_slice(&began.to_be_bytes());
    meta::put(tx, SEEN, &bytes)
}

/// The refusal of what must not go by a clock that jumped by so many minutes.
pub fn refusal(minutes: i64) -> Refusal {
    Refusal::new(Why::ClockJumped).with("minutes", Fact::Count(minutes.saturating_abs()))
}

/// Notes that somebody has looked at the clock and found it right.
pub fn settle(tx: &mut (impl WriteTx + ?Sized)) -> Result<()> {
    tx.delete(Collection::Meta, NAME.as_bytes())
}
