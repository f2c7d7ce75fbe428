//! Whom to send: trade of the category, building, on duty, fewest open (product.md, the counter).

use std::collections::BTreeMap;

use crate::domain::id::StaffId;
use crate::domain::staff::Staff;
use crate::domain::ticket::{Ticket, TicketKind};
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

/// Workers proposed for several tickets one after another, as if each were sent before the next is chosen.
#[derive(Debug, Default)]
pub struct Sharing(BTreeMap<StaffId, i64>);

impl Sharing {
    /// Returns the worker to propose for the next ticket; only repairs are proposed somebody.
    pub fn next(
        &mut self,
        tx: &dyn ReadTx,
        office: &Office,
        ticket: &Ticket,
    ) -> Run<Option<Staff>> {
        if ticket.kind != TicketKind::Repair {
            return Ok(None);
        }
        let mut found = candidates(tx, office, &ticket.category, &ticket.premises)?;
        let given = |staff: &Staff| self.0.get(&staff.id).copied().unwrap_or(0);
        found.sort_by_key(|(staff, load)| {
            (load + given(staff), staff.buildings.is_empty(), staff.id)
        });
        let Some((staff, _)) = found.into_iter().next() else {
            return Ok(None);
        };
        let add = |of: StaffId, by: i64, given: &mut BTreeMap<StaffId, i64>| {
            *given.entry(of).or_insert(0) += by;
        };
        if ticket.assignee != Some(staff.id) {
            add(staff.id, 1, &mut self.0);
            if let Some(before) = ticket.assignee {
                add(before, -1, &mut self.0);
            }
        }
        Ok(Some(staff))
    }
}
