//! Who would be sent: the trade of the category, the building, on duty, the fewest open.

use crate::domain::id::CommunityId;
use crate::domain::staff::{Rank, Staff};
use crate::service::halt::Run;
use crate::service::lookup::every;
use crate::service::queries::Asking;
use crate::storage::counters::figure;
use crate::storage::kept::figures::Figure;

/// Returns the worker to propose for a category at a place; nobody where nobody fits.
///
/// Whoever looks after the building comes before whoever looks after all; among equals the one
/// with the fewest open tickets, then the one added first.
pub fn proposed(
    asking: Asking<'_>,
    category: &str,
    (_, premises): (CommunityId, &str),
) -> Run<Option<Staff>> {
    let trade = asking
        .office
        .categories
        .iter()
        .find(|known| known.code == category)
        .map(|known| known.trade.as_str())
        .filter(|trade| !trade.is_empty());
    let Some(trade) = trade else {
        return Ok(None);
    };
    let building = premises.split(['-', ' ']).next().unwrap_or_default();
    let mut best: Option<((bool, i64), Staff)> = None;
    for worker in every::<Staff>(asking.tx)? {
        let fits = worker.active
            && worker.on_duty
            && worker.rank == Rank::Worker
            && worker.trades.iter().any(|one| one == trade)
            && (worker.buildings.is_empty() || worker.buildings.iter().any(|one| one == building));
        if !fits {
            continue;
        }
        let place = (worker.buildings.is_empty(), load(asking, &worker)?);
        if best.as_ref().is_none_or(|(least, _)| place < *least) {
            best = Some((place, worker));
        }
    }
    Ok(best.map(|(_, worker)| worker))
}

/// How many open tickets a worker has; a kept figure.
pub fn load(asking: Asking<'_>, worker: &Staff) -> Run<i64> {
    Ok(figure(asking.tx, &Figure::Load(worker.id.0).key())?)
}
