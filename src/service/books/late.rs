//! Late fees: by which rules they grow, and booking what has grown.

use super::debt::unpaid;
use super::plan::HomePlan;
use super::{Books, NewEntry};
use crate::domain::calendar::Day;
use crate::domain::household::Household;
use crate::domain::id::{ChargeId, HouseholdId};
use crate::domain::ledger::{Act, Charge, Due, FirstDay, LatePolicy, Order, dues};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::storage::ReadTx;

/// How late fees grow and when they are settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateRules {
    pub policy: LatePolicy,
    pub order: Order,
}

impl LateRules {
    /// No late fee grows; one that is booked is still owed.
    pub const NONE: Self = Self {
        policy: LatePolicy::NONE,
        order: Order::PrincipalFirst,
    };

    /// As the office has settled it.
    pub fn of(office: &Office) -> Self {
        let whole = |key| u32::try_from(office.whole(key, 0)).unwrap_or_default();
        let policy = LatePolicy {
            ppm: whole("late.rate_ppm"),
            grace_days: whole("late.grace_days"),
            first: if office.setting("late.grace_costs") == "yes" {
                FirstDay::AfterDue
            } else {
                FirstDay::AfterGrace
            },
            cap_percent: Some(whole("late.cap_percent")).filter(|percent| *percent > 0),
        };
        let order = if office.setting("late.principal_first") == "yes" {
            Order::PrincipalFirst
        } else {
            Order::LateFeeFirst
        };
        Self { policy, order }
    }
}

/// What has accrued on a home's open charges by the end of a day and is not booked.
pub fn accrued(tx: &dyn ReadTx, office: &Office, household: HouseholdId, on: Day) -> Run<Amount> {
    let policy = LateRules::of(office).policy;
    if policy.ppm == 0 {
        return Ok(Amount::ZERO);
    }
    let open = dues(unpaid(tx, household)?, policy, on)?;
    Ok(Amount::sum(open.iter().map(|due| due.accrual.open))?)
}

impl Books<'_, '_> {
    /// Books what has accrued on the charges of a home by the end of a day. `settle` must follow.
    pub fn post_late(&mut self, household: &Household, on: Day) -> Run<(usize, Amount)> {
        let rules = LateRules::of(self.work.office);
        let open: Vec<Due> = dues(unpaid(self.tx(), household.id)?, rules.policy, on)?;
        let mut count = 0;
        let mut sum = Amount::ZERO;
        for due in open {
            if due.accrual.open > Amount::ZERO {
                self.book_late(household, due.charge.id, due.accrual.open, on)?;
                sum = sum.plus(due.accrual.open)?;
                count += 1;
            }
        }
        Ok((count, sum))
    }

    /// Puts on the charges of a home what a plan says, for a day; what late fees were booked for days after it, which
    /// the money that came on it did not let grow, is taken back. Returns how much.
    pub(super) fn settle_on(
        &mut self,
        household: &Household,
        rules: LateRules,
        plan: &HomePlan,
        on: Day,
    ) -> Run<Amount> {
        let today = self.work.today();
        let mut before = Vec::new();
        if on < today {
            for part in &plan.principal {
                let charge: Charge = self.work.get(part.charge.0)?;
                before.push((charge.id, charge.overbooked(rules.policy, today)?));
            }
        }
        self.apply(&plan.principal, &plan.late, on, Amount::plus)?;
        let mut sum = Amount::ZERO;
        for (id, before) in before {
            let mut charge: Charge = self.work.get(id.0)?;
            let over = charge.overbooked(rules.policy, today)?.minus(before)?;
            // What was paid of it stays paid.
            let amount = over.min(charge.late_unpaid());
            if amount <= Amount::ZERO {
                continue;
            }
            let new = NewEntry {
                act: Act::LateFeeBack { amount },
                household,
                effective_on: today,
                reverses: None,
                receipt: None,
            };
            self.post_about(&new, Some(id))?;
            let mut late = charge.late.unwrap_or_default();
            late.posted = late.posted.minus(amount)?;
            charge.late = Some(late);
            self.keep(&mut charge)?;
            sum = sum.plus(amount)?;
        }
        Ok(sum)
    }

    /// Books a late fee on a charge, for a day.
    pub(super) fn book_late(
        &mut self,
        household: &Household,
        charge: ChargeId,
        amount: Amount,
        on: Day,
    ) -> Run<()> {
        // Under no receipt: it stays owed where the payment is reversed, because it has grown all the same.
        let new = NewEntry {
            act: Act::LateFee { amount },
            household,
            effective_on: on,
            reverses: None,
            receipt: None,
        };
        self.post_about(&new, Some(charge))?;
        let mut charge: Charge = self.work.get(charge.0)?;
        let mut late = charge.late.unwrap_or_default();
        late.posted = late.posted.plus(amount)?;
        charge.late = Some(late);
        self.keep(&mut charge)
    }
}
