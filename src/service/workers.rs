//! Whom to send: trade of the category, building, on duty, fewest open (product.md, the counter).

use crate::domain::staff::Staff;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
use crate::storage::ReadTx;
use crate::storage::counters::figure;
use crate::storage::kept::figures::Figure;

/// The building a printed code lies in: `3` of `3-2-1201`, `5` of `5-1 公共`; empty if it names none.
pub fn building_of(premises: &str) -> &str {
    let code = premises.split(' ').next().unwrap_or_default();
    let building = code.split('-').next().unwrap_or_default();
    if building.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        building
    } else {
        ""
    }
}

/// Returns who could be sent, best first: staff and how much is open with each.
///
/// A category without a trade proposes nobody; who looks after all buildings comes after who looks after this one.
pub fn candidates(
    tx: &dyn ReadTx,
    office: &Office,
    category: &str,
    premises: &str,
) -> Run<Vec<(Staff, i64)>> {
    let trade = office
        .categories
        .iter()
        .find(|known| known.code == category)
        .map(|known| known.trade.as_str())
        .unwrap_or_default();
    if trade.is_empty() {
        return Ok(Vec::new());
    }
    let building = building_of(premises);
    let mut found = Vec::new();
    for staff in lookup::every::<Staff>(tx)? {
        let here = staff.buildings.is_empty() || staff.buildings.iter().any(|b| b == building);
        if staff.active && staff.on_duty && here && staff.trades.iter().any(|t| t == trade) {
            let load = figure(tx, &Figure::Load(staff.id.0).key())?;
            found.push((staff, load));
        }
    }
    found.sort_by_key(|(staff, load)| (*load, staff.buildings.is_empty(), staff.id));
    Ok(found)
}

/// Returns the worker to propose, if there is one.
pub fn choose(
    tx: &dyn ReadTx,
    office: &Office,
    category: &str,
    premises: &str,
) -> Run<Option<Staff>> {
    Ok(candidates(tx, office, category, premises)?
        .into_iter()
        .next()
        .map(|(staff, _)| staff))
}
