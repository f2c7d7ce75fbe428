//! Payment by instalments (分期): what was agreed, which charges it covers, and where it stands by what became of them.

use crate::domain::calendar::{Day, Instant};
use crate::domain::id::{ChargeId, HouseholdId, Number, StaffId};
use crate::domain::ledger::{Instalment, PlanState, Standing, plan_state};
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::redacted::redacted;

/// What a plan would be, whole: what the second person sees is what is digested.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PlanRequest {
    #[n(0)]
    pub household: HouseholdId,
    /// The charges it is about, as they stood when it was asked.
    #[n(1)]
    pub covers: Vec<Standing>,
    /// They sum to what was open of the charges.
    #[n(2)]
    pub parts: Vec<Instalment>,
    #[n(3)]
    pub reason: String,
}

/// A charge of a plan, as it stood when the plan was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Covered {
    #[n(0)]
    pub charge: ChargeId,
    /// What was open of it.
    #[n(1)]
    pub open: Amount,
    /// What was settled of it before.
    #[n(2)]
    pub settled: Amount,
}

/// An instalment plan of a home.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Plan {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub household: HouseholdId,
    #[n(3)]
    pub covers: Vec<Covered>,
    #[n(4)]
    pub parts: Vec<Instalment>,
    #[n(5)]
    pub reason: String,
    #[n(6)]
    pub agreed_at: Instant,
    /// Who decided.
    #[n(7)]
    pub agreed_by: StaffId,
    /// The request it was granted on.
    #[n(8)]
    pub approval: Option<Number>,
    #[n(9)]
    pub ended_at: Option<Instant>,
    #[n(10)]
    pub ended_by: Option<StaffId>,
    #[n(11)]
    pub end_reason: String,
}

redacted!(Plan: id, household, agreed_at);

crate::named! {
    /// What became of a plan by a day; computed, never stored.
    pub enum PlanEnd {
        /// Nothing is behind.
        Kept = 1 "kept",
        /// An instalment's day is over without its money: the home is back on the ladder.
        Broken = 2 "broken",
        /// All of it is paid.
        Fulfilled = 3 "fulfilled",
        /// Ended by decision, or replaced by another.
        Ended = 4 "ended",
    }
}

impl Plan {
    /// Whether it was not ended by decision.
    pub const fn stands(&self) -> bool {
        self.ended_at.is_none()
    }

    /// What was settled of its charges since it was agreed; `now` says what is settled of each of them by now, in the
    /// order of `covers`.
    ///
    /// A payment reversed since makes it less, and never less than nothing; late fees make no instalment larger.
    pub fn settled(&self, now: &[Amount]) -> Result<Amount, MoneyFault> {
        let parts = self.covers.iter().zip(now).map(|(covered, now)| {
            let since = now.minus(covered.settled)?;
            Ok(since.max(Amount::ZERO).min(covered.open))
        });
        Amount::sum(parts.collect::<Result<Vec<Amount>, MoneyFault>>()?)
    }

    /// Where it stands at the end of a day with `settled` of it.
    pub fn state(&self, settled: Amount, today: Day) -> Result<PlanState, MoneyFault> {
        plan_state(&self.parts, settled, today)
    }

    /// What became of it.
    pub fn end(&self, settled: Amount, today: Day) -> Result<PlanEnd, MoneyFault> {
        let state = self.state(settled, today)?;
        Ok(if !self.stands() {
            PlanEnd::Ended
        } else if state.open == Amount::ZERO {
            PlanEnd::Fulfilled
        } else if state.behind > Amount::ZERO {
            PlanEnd::Broken
        } else {
            PlanEnd::Kept
        })
    }

    /// The next day money is due on, and how much of it is not paid yet; nothing once all is paid or it was ended.
    pub fn coming(&self, settled: Amount) -> Result<Option<Instalment>, MoneyFault> {
        if !self.stands() {
            return Ok(None);
        }
        let mut due = Amount::ZERO;
        for part in &self.parts {
            due = due.plus(part.amount)?;
            if settled < due {
                return Ok(Some(Instalment {
                    due_on: part.due_on,
                    amount: due.minus(settled)?,
                }));
            }
        }
        Ok(None)
    }
}
