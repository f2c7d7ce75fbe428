//! Late fees (滞纳金, 违约金): what has accrued on a charge by a day, stretch by stretch.

use crate::domain::calendar::Day;
use crate::domain::ledger::ClaimKind;
use crate::domain::money::{Amount, Exact, MoneyFault};

/// Parts of a million: what a rate is counted in.
const MILLION: i64 = 1_000_000;
/// The highest rate: a hundredth of the principal a day.
const MOST_PPM: u32 = 10_000;

crate::named! {
    /// The first day that counts once the grace is over.
    pub enum FirstDay {
        /// The day after the due day: the grace is lost with its last day.
        AfterDue = 1 "after_due",
        /// The day after the grace: its days never cost anything.
        AfterGrace = 2 "after_grace",
    }
}

/// How late fees accrue. The duties name none (silent): an office has none until it sets a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct LatePolicy {
    /// A day, in parts of a million of the principal: 500 is 0.5‰ (万分之五); 0 is none.
    #[n(0)]
    pub ppm: u32,
    /// Who pays within so many days of the due day owes none.
    #[n(1)]
    pub grace_days: u32,
    #[n(2)]
    pub first: FirstDay,
    /// The most of it, in percent of the principal that was late; absent for no limit.
    #[n(3)]
    pub cap_percent: Option<u32>,
}

impl LatePolicy {
    /// No late fee.
    pub const NONE: Self = Self {
        ppm: 0,
        grace_days: 0,
        first: FirstDay::AfterGrace,
        cap_percent: Some(100),
    };
}

/// The history of one charge's principal.
#[derive(Debug, Clone, Copy)]
pub struct Principal<'h> {
    pub kind: ClaimKind,
    pub amount: Amount,
    pub due_on: Day,
    /// What changed it, with the day it counts for: payments and reductions below zero, what came back above.
    /// A payment that was reversed is left out: its money never came.
    pub moves: &'h [(Day, Amount)],
}

/// Days on which the same principal was late: principal × days × rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateStretch {
    pub from: Day,
    pub until: Day,
    pub days: i32,
    pub principal: Amount,
    /// In fen, before rounding.
    pub exact: Exact,
}

/// What has accrued by a day, with its proof: the stretches sum up, the limit is kept, and the sum is rounded once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accrual {
    pub ppm: u32,
    pub stretches: Vec<LateStretch>,
    /// The sum of the stretches in fen, before rounding and before the limit.
    pub exact: Exact,
    /// The most it may come to, in fen; absent for no limit.
    pub cap: Option<Exact>,
    /// What has accrued, rounded once, halves away from zero.
    pub amount: Amount,
    /// What was booked of it before.
    pub posted: Amount,
    /// What is still to be booked; never below zero.
    pub open: Amount,
}

impl Principal<'_> {
    /// What was owed of it when a day began; a day counts with that, so the day of a payment is the last one
    /// of what it paid.
    fn at_start_of(&self, day: Day) -> Result<Amount, MoneyFault> {
        let before = self.moves.iter().filter(|(on, _)| *on < day);
        let left = before.map(|(_, amount)| *amount);
        let left = Amount::sum(left)?.plus(self.amount)?;
        Ok(left.max(Amount::ZERO))
    }
}

/// Returns the late fee of a charge by the end of `on`, of which `posted` was booked before.
///
/// It is simple: it grows with the principal alone, never with itself. What has accrued stays owed when the
/// principal is paid. It is never below zero, also when a reduction came after it was booked.
pub fn late_fee(
    policy: LatePolicy,
    principal: Principal<'_>,
    posted: Amount,
    on: Day,
) -> Result<Accrual, MoneyFault> {
    if policy.ppm > MOST_PPM {
        return Err(MoneyFault::TooLarge);
    }
    let grace = i32::try_from(policy.grace_days).map_err(|_| MoneyFault::TooLarge)?;
    let grace_ends = principal.due_on.plus(grace);
    let bears = policy.ppm > 0 && principal.kind.bears_late_fee() && on > grace_ends;
    let stretches = if bears {
        stretches(policy, principal, grace_ends, on)?
    } else {
        Vec::new()
    };
    let exact = stretches
        .iter()
        .try_fold(Exact::ZERO, |sum, stretch| sum.plus(stretch.exact))?;
    let late = principal.at_start_of(grace_ends.plus(1))?;
    let cap = match policy.cap_percent {
        Some(percent) => Some(Exact::of(late).times(i64::from(percent), 100)?),
        None => None,
    };
    let amount = match cap {
        Some(cap) => exact.least(cap)?,
        None => exact,
    }
    .round()?;
    Ok(Accrual {
        ppm: policy.ppm,
        stretches,
        exact,
        cap,
        amount,
        posted,
        open: amount.minus(posted)?.max(Amount::ZERO),
    })
}

fn stretches(
    policy: LatePolicy,
    principal: Principal<'_>,
    grace_ends: Day,
    on: Day,
) -> Result<Vec<LateStretch>, MoneyFault> {
    let first = match policy.first {
        FirstDay::AfterDue => principal.due_on.plus(1),
        FirstDay::AfterGrace => grace_ends.plus(1),
    };
    // Within the grace nothing changes: what was paid in it bears nothing, what was not bears all of it.
    let mut begins: Vec<Day> = principal
        .moves
        .iter()
        .map(|(day, _)| day.plus(1))
        .filter(|day| *day > grace_ends.plus(1) && *day <= on)
        .collect();
    begins.push(first);
    begins.sort_unstable();
    begins.dedup();
    let mut stretches: Vec<LateStretch> = Vec::new();
    for (at, from) in begins.iter().enumerate() {
        let until = begins.get(at + 1).map_or(on, |next| next.plus(-1));
        let owed = principal.at_start_of((*from).max(grace_ends.plus(1)))?;
        if owed == Amount::ZERO {
            continue;
        }
        let days = until.since(*from) + 1;
        let parts = i64::from(days) * i64::from(policy.ppm);
        stretches.push(LateStretch {
            from: *from,
            until,
            days,
            principal: owed,
            exact: Exact::of(owed).times(parts, MILLION)?,
        });
    }
    Ok(stretches)
}

impl Accrual {
    /// Reckons the stretches anew from their figures; whether they prove the amounts.
    pub fn proves(&self) -> Result<bool, MoneyFault> {
        let mut sum = Exact::ZERO;
        for stretch in &self.stretches {
            let parts = i64::from(stretch.until.since(stretch.from) + 1) * i64::from(self.ppm);
            sum = sum.plus(Exact::of(stretch.principal).times(parts, MILLION)?)?;
        }
        let kept = match self.cap {
            Some(cap) => sum.least(cap)?,
            None => sum,
        };
        let open = self.amount.minus(self.posted)?.max(Amount::ZERO);
        Ok(sum == self.exact && kept.round()? == self.amount && open == self.open)
    }
}
