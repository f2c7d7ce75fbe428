//! What a household owes, summed over its unpaid charges, and when it is next somebody's call.

use crate::domain::calendar::{DAY_MS, Day, Instant, Month, Zone};
use crate::domain::id::ChargeId;
use crate::domain::ledger::Charge;
use crate::domain::money::{Amount, MoneyFault};

/// Unpaid charges as `allocate` takes them: id, what is still owed on it.
pub type Shares = Vec<(ChargeId, Amount)>;

/// The sum over a household's unpaid charges.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owed {
    pub amount: Amount,
    /// How many months have something unpaid.
    pub months: u32,
    /// Names of the items unpaid, in order of first due.
    pub items: Vec<String>,
    pub oldest_due_on: Option<Day>,
    /// Months with an unpaid property fee, in order (duties.md D-053, A-13).
    pub unpaid_months: Vec<Month>,
}

impl Owed {
    /// Sums charges given in the order of payment: due day, then id. Paid ones add nothing.
    pub fn of(charges: &[Charge]) -> Result<Self, MoneyFault> {
        let mut owed = Self::default();
        let mut months = Vec::new();
        for charge in charges.iter().filter(|c| c.unpaid() > Amount::ZERO) {
            owed.amount = owed.amount.plus(charge.unpaid())?;
            owed.oldest_due_on = Some(
                owed.oldest_due_on
                    .map_or(charge.due_on, |oldest| oldest.min(charge.due_on)),
            );
            if !owed.items.contains(&charge.name) {
                owed.items.push(charge.name.clone());
            }
            months.push(charge.month);
            if charge.property_fee {
                owed.unpaid_months.push(charge.month);
            }
        }
        months.sort_unstable();
        months.dedup();
        owed.months = u32::try_from(months.len()).unwrap_or(u32::MAX);
        owed.unpaid_months.sort_unstable();
        owed.unpaid_months.dedup();
        Ok(owed)
    }
}

/// What was done about a debt so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// The day of the promise in force.
    pub promise_on: Option<Day>,
    /// The last dunning since it owed nothing.
    pub dunned_at: Option<Instant>,
    /// How many days a dunning is given time.
    pub wait_days: i64,
}

/// When a debt is next somebody's call (duties.md D-051, D-052, part 5.4).
///
/// With a promise: the end of its day, which lies in the past once the promise is broken. Who was
/// dunned without a promise or after breaking it is left in peace for `wait_days`. Otherwise the
/// end of the oldest due day.
pub fn urgent_at(oldest_due_on: Day, asked: Asked, zone: Zone) -> Instant {
    let waited = asked
        .dunned_at
        .map(|at| at.plus_ms(asked.wait_days.saturating_mul(DAY_MS)));
    match asked.promise_on.map(|day| zone.end_of(day)) {
        Some(promised) => match (asked.dunned_at, waited) {
            (Some(dunned), Some(waited)) if dunned > promised => waited,
            _ => promised,
        },
        None => waited.unwrap_or_else(|| zone.end_of(oldest_due_on)),
    }
}
