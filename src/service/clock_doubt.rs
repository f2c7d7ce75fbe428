//! Whether the machine's clock can be believed: after a jump money waits until somebody has looked (reliability D20).

use crate::domain::error::{Fact, Refusal, Why};
use crate::storage::{Collection, ReadTx, Result, WriteTx, meta};

/// Where the jump is kept in META: minutes, i64.
const NAME: &str = "clock_doubt";

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

/// The refusal of what must not go by a clock that jumped by so many minutes.
pub fn refusal(minutes: i64) -> Refusal {
    Refusal::new(Why::ClockJumped).with("minutes", Fact::Count(minutes.saturating_abs()))
}

/// Notes that somebody has looked at the clock and found it right.
pub fn settle(tx: &mut (impl WriteTx + ?Sized)) -> Result<()> {
    tx.delete(Collection::Meta, NAME.as_bytes())
}
