//! Whether what is kept for arrears and the collection rate is what the records say (reliability M1).

use std::collections::BTreeMap;

use super::asked::{clocks, disputed, dunned};
use crate::domain::calendar::{Day, Month};
use crate::domain::household::Household;
use crate::domain::ledger::{Charge, Debt};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::service::rates;
use crate::storage::ReadTx;
use crate::storage::record::get;

/// Whether a home counts in exactly the months it is due and charged in, and where it lies.
pub(super) fn counts_where_due(
    tx: &dyn ReadTx,
    home: &Household,
    charges: &[Charge],
    debt: Option<&Debt>,
) -> Run<bool> {
    let fees = charges.iter().filter(|charge| charge.property_fee);
    let mut months: BTreeMap<Month, (usize, bool)> = BTreeMap::new();
    for charge in fees {
        let (counted, unpaid) = months.entry(charge.month).or_default();
        *counted += usize::from(charge.counts);
        *unpaid |= charge.unpaid() > Amount::ZERO;
        if charge
            .place
            .as_ref()
            .is_some_and(|place| *place != home.place())
        {
            return Ok(false);
        }
    }
    let mut lowering = Vec::new();
    for (month, (counted, unpaid)) in months {
        let due = rates::is_due(tx, home, month)?;
        if counted != usize::from(due) {
            return Ok(false);
        }
        lowering.extend((due && unpaid).then_some(month));
    }
    Ok(debt.map_or(lowering.is_empty(), |debt| debt.unpaid_months == lowering))
}

/// Whether the debt kept says how the home was dunned, what is disputed and from when the first clock runs.
pub(super) fn asked_fits(
    tx: &dyn ReadTx,
    office: &Office,
    debt: &Debt,
    charges: &[Charge],
) -> Run<bool> {
    let mut unpaid: Vec<Charge> = charges.to_vec();
    unpaid.retain(|charge| charge.owed() > Amount::ZERO);
    if debt.disputed != disputed(&unpaid)? {
        return Ok(false);
    }
    // Acts lie in the past, whenever this is asked.
    let clocks = clocks(tx, office, debt.household, &unpaid, Day::MAX)?;
    let from = clocks.iter().map(|clock| clock.from).min();
    if debt.clock_from.is_some() && debt.clock_from != from {
        return Ok(false);
    }
    if debt.amount <= Amount::ZERO {
        return Ok(true);
    }
    let dunned = dunned(tx, office, debt.household, debt.clear_at)?;
    Ok(debt.done.as_ref().is_none_or(|done| *done == dunned.done))
}

/// The home the books are checked for.
pub(super) fn home(tx: &dyn ReadTx, id: u64) -> Run<Option<Household>> {
    Ok(get(tx, id)?)
}
