//! Whom to send: trade of the category, building, on duty, fewest open (product.md, the counter).

use std::collections::BTreeMap;

use crate::domain::calendar::Day;
use crate::domain::id::StaffId;
use crate::domain::staff::Staff;
use crate::domain::ticket::{Ticket, TicketKind};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
use crate::storage::counters::figure;
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::figures::Figure;
use crate::storage::kept::indexes::TICKET_OPEN;
use crate::storage::record::get;
use crate::storage::{Direction, ReadTx, Step};

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

/// Returns who could be sent for a matter of this category at these premises, best first: staff and how much is open with
/// each.
///
/// A category without a trade proposes nobody; who looks after all buildings comes after who looks after this one.
pub fn candidates(
    tx: &dyn ReadTx,
    office: &Office,
    (category, premises): (&str, &str),
    today: Day,
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
        if staff.is_at_hand(today) && here && staff.trades.iter().any(|t| t == trade) {
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
    matter: (&str, &str),
    today: Day,
) -> Run<Option<Staff>> {
    Ok(candidates(tx, office, matter, today)?
        .into_iter()
        .next()
        .map(|(staff, _)| staff))
}

/// Workers proposed for several tickets one after another, as if each were sent before the next is chosen.
#[derive(Debug, Default)]
pub struct Sharing {
    given: BTreeMap<StaffId, i64>,
    /// Who is proposed for none.
    but: Option<StaffId>,
}

impl Sharing {
    /// The same, where somebody is proposed for none.
    pub fn without(but: Option<StaffId>) -> Self {
        Self {
            but,
            ..Self::default()
        }
    }

    /// Returns the worker to propose for the next ticket; only repairs are proposed somebody.
    pub fn next(
        &mut self,
        tx: &dyn ReadTx,
        office: &Office,
        ticket: &Ticket,
        today: Day,
    ) -> Run<Option<Staff>> {
        if ticket.kind != TicketKind::Repair {
            return Ok(None);
        }
        let mut found = candidates(tx, office, (&ticket.category, &ticket.premises), today)?;
        found.retain(|(staff, _)| Some(staff.id) != self.but);
        let given = |staff: &Staff| self.given.get(&staff.id).copied().unwrap_or(0);
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
            add(staff.id, 1, &mut self.given);
            if let Some(before) = ticket.assignee {
                add(before, -1, &mut self.given);
            }
        }
        Ok(Some(staff))
    }
}

/// Returns the open tickets somebody has, most urgent first. What is open is walked until all are found, never what is
/// closed.
pub fn held_by(tx: &dyn ReadTx, staff: StaffId) -> Run<Vec<Ticket>> {
    let load = figure(tx, &Figure::Load(staff.0).key())?;
    let most = usize::try_from(load).unwrap_or(0);
    let mut ids: Vec<u64> = Vec::new();
    if most > 0 {
        let everything = Span::all();
        scan_index(
            tx,
            TICKET_OPEN,
            everything,
            Direction::Forward,
            &mut |hit: Hit<'_>| {
                ids.push(hit.id);
                Ok(Step::Next)
            },
        )?;
    }
    let mut held: Vec<Ticket> = Vec::new();
    for id in ids {
        if held.len() == most {
            break;
        }
        // A ticket that time alone moves up stands in the order twice.
        if let Some(ticket) = get::<Ticket>(tx, id)?
            && ticket.assignee == Some(staff)
            && held.iter().all(|known| known.id != ticket.id)
        {
            held.push(ticket);
        }
    }
    Ok(held)
}
