//! What a household owes, what was done about it, and when it is next somebody's call.

use crate::domain::calendar::{DAY_MS, Day, Instant, Month, Zone};
use crate::domain::id::{CommunityId, HouseholdId, StaffId};
use crate::domain::ledger::Charge;
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::redacted::redacted;

crate::named! {
    /// The steps of asking for money (duties.md 5.4).
    pub enum DunningWay {
        Call = 1 "call",
        Message = 2 "message",
        Visit = 3 "visit",
        /// 催缴通知单, with a receipt.
        Notice = 4 "notice",
        Letter = 5 "letter",
    }
}

/// One act of asking for money.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Dunning {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub household: HouseholdId,
    #[n(3)]
    pub at: Instant,
    #[n(4)]
    pub by: StaffId,
    #[n(5)]
    pub way: DunningWay,
    #[n(6)]
    pub text: String,
}

/// A promise to pay.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Promise {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub household: HouseholdId,
    #[n(3)]
    pub amount: Amount,
    #[n(4)]
    pub day: Day,
    #[n(5)]
    pub at: Instant,
    #[n(6)]
    pub by: StaffId,
    /// What payments that were not reversed gave towards it.
    #[n(7)]
    pub paid: Amount,
    /// Replaced by a later one.
    #[n(8)]
    pub replaced: bool,
    #[n(9)]
    pub text: String,
}

redacted!(Promise: id, household, amount, at);

impl Promise {
    /// Whether it still binds: neither replaced nor kept.
    pub fn in_force(&self) -> bool {
        !self.replaced && self.paid < self.amount
    }

    /// What is still to come of it.
    pub fn open(&self) -> Amount {
        self.amount
            .minus(self.paid)
            .unwrap_or_default()
            .max(Amount::ZERO)
    }
}

/// What a household owes, kept beside its charges so that a list never adds up history.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Debt {
    /// The household's id.
    #[n(0)]
    pub household: HouseholdId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub premises: String,
    #[n(3)]
    pub payer: String,
    /// Unpaid sum of its charges.
    #[n(4)]
    pub amount: Amount,
    /// How many months have something unpaid.
    #[n(5)]
    pub months: u32,
    /// Names of the items unpaid, in order of first due.
    #[n(6)]
    pub items: Vec<String>,
    #[n(7)]
    pub oldest_due_on: Option<Day>,
    /// The promise in force.
    #[n(8)]
    pub promise_on: Option<Day>,
    #[n(9)]
    pub promised: Amount,
    /// How often it was dunned since it last owed nothing.
    #[n(10)]
    pub dunned: u32,
    #[n(11)]
    pub last_dunned_at: Option<Instant>,
    /// Paid ahead and not yet used.
    #[n(12)]
    pub advance: Amount,
    /// When it is next somebody's call.
    #[n(13)]
    pub urgent_at: Instant,
    #[n(14)]
    pub community: CommunityId,
    /// Months with an unpaid property fee; they lower the collection rate (D-053).
    #[n(15)]
    pub unpaid_months: Vec<Month>,
    /// When it last owed nothing; dunning counts from then.
    #[n(16)]
    pub clear_at: Option<Instant>,
}

redacted!(Debt: household, amount, months);

impl Debt {
    /// Whether the promise in force has run out without the money.
    pub fn promise_broken(&self, today: Day) -> bool {
        self.promise_on.is_some_and(|day| day < today) && self.amount > Amount::ZERO
    }
}

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
    /// Sums charges given in the order of payment: due day, then id. Paid ones add nothing; a late fee that is booked is
    /// owed like its charge, but a month whose fee is paid is paid.
    pub fn of(charges: &[Charge]) -> Result<Self, MoneyFault> {
        let mut owed = Self::default();
        let mut months = Vec::new();
        for charge in charges.iter().filter(|c| c.owed() > Amount::ZERO) {
            owed.amount = owed.amount.plus(charge.owed())?;
            owed.oldest_due_on = Some(
                owed.oldest_due_on
                    .map_or(charge.due_on, |oldest| oldest.min(charge.due_on)),
            );
            if !owed.items.contains(&charge.name) {
                owed.items.push(charge.name.clone());
            }
            months.push(charge.month);
            if charge.property_fee && charge.unpaid() > Amount::ZERO {
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
/// dunned without a promise or after breaking it is left in peace for `wait_days`, and never called
/// before the end of the oldest due day.
pub fn urgent_at(oldest_due_on: Day, asked: Asked, zone: Zone) -> Instant {
    let waited = asked
        .dunned_at
        .map(|at| at.plus_ms(asked.wait_days.saturating_mul(DAY_MS)));
    let Some(promised) = asked.promise_on.map(|day| zone.end_of(day)) else {
        let due = zone.end_of(oldest_due_on);
        return waited.map_or(due, |waited| waited.max(due));
    };
    match (asked.dunned_at, waited) {
        (Some(dunned), Some(waited)) if dunned > promised => waited,
        _ => promised,
    }
}
