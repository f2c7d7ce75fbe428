//! Which months a home counts in for the collection rate, kept with its charges (duties.md D-053, A-13, A-14).

use std::collections::BTreeSet;

use super::{Books, counted};
use crate::domain::calendar::Month;
use crate::domain::household::Household;
use crate::domain::ledger::{BillRun, Charge};
use crate::service::halt::Run;
use crate::service::{lookup, rates};
use crate::storage::codec::Key;
use crate::storage::kept::indexes::CHARGE_BY_HOUSEHOLD;
use crate::storage::record::get;
use crate::storage::{Direction, ReadTx};

/// Of these months those a home is due in.
pub(super) fn due_months(
    tx: &dyn ReadTx,
    household: &Household,
    months: Vec<Month>,
) -> Run<Vec<Month>> {
    let mut due = Vec::with_capacity(months.len());
    for month in months {
        if rates::is_due(tx, household, month)? {
            due.push(month);
        }
    }
    Ok(due)
}

/// Whether a property fee of the month makes the home count as charged, and none did before.
pub(super) fn counts(tx: &dyn ReadTx, household: &Household, month: Month) -> Run<bool> {
    Ok(rates::is_due(tx, household, month)? && !counted(tx, household, month)?)
}

impl Books<'_, '_> {
    /// Notes that the bills of a month are run today; the first run alone counts. Returns whether this is it.
    pub fn note_run(&mut self, month: Month) -> Run<bool> {
        let id = BillRun::id_of(month);
        let known: Option<BillRun> = get(self.tx(), id)?;
        if known.is_some() {
            return Ok(false);
        }
        let run_on = self.work.today();
        self.keep(&mut BillRun {
            id,
            version: 0,
            month,
            run_on,
        })?;
        Ok(true)
    }

    /// Counts a home anew after it moved, was handed over on another day or stopped being rated.
    pub fn recount(&mut self, household: &Household) -> Run<()> {
        let key = Key::new().u64(household.id.0);
        let charges: Vec<Charge> = lookup::all(
            self.tx(),
            CHARGE_BY_HOUSEHOLD,
            key,
            Direction::Forward,
            usize::MAX,
        )?;
        if charges.is_empty() {
            return Ok(());
        }
        // What counted once goes on counting, so that nothing changes without a reason.
        let counting = charges.iter().filter(|charge| charge.counts);
        let mut taken: BTreeSet<Month> = counting.map(|charge| charge.month).collect();
        let place = household.place();
        for charge in charges.into_iter().filter(|charge| charge.property_fee) {
            let due = rates::is_due(self.tx(), household, charge.month)?;
            let counts = due && (charge.counts || taken.insert(charge.month));
            let moved = charge.place.as_ref().is_some_and(|old| *old != place);
            if counts != charge.counts || moved {
                let mut charge = Charge {
                    counts,
                    place: charge.place.as_ref().map(|_| place.clone()),
                    ..charge
                };
                self.keep(&mut charge)?;
            }
        }
        self.refresh_debt(household)?;
        Ok(())
    }
}
