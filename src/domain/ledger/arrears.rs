//! What a household owes, what was done about it, and when it is next somebody's call.

use crate::domain::calendar::{DAY_MS, Day, Instant, Month, Zone};
use crate::domain::household::Place;
use crate::domain::id::{CommunityId, HouseholdId, StaffId};
use crate::domain::ledger::{Charge, ClaimAct};
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

crate::named! {
    /// What came of asking for money.
    pub enum DunningResult {
        /// Spoken with.
        Reached = 1 "reached",
        NoAnswer = 2 "no_answer",
        /// Sent; nobody knows whether it came.
        Sent = 3 "sent",
        /// 签收: it can be shown that it came.
        Received = 4 "received",
        /// 拒签: they would not take it.
        Refused = 5 "refused",
        /// 留置: left at the door.
        Left = 6 "left",
    }
}

impl DunningWay {
    /// What comes of it as a rule.
    pub const fn usually(self) -> DunningResult {
        match self {
            Self::Call | Self::Visit => DunningResult::Reached,
            Self::Message => DunningResult::Sent,
            Self::Notice | Self::Letter => DunningResult::Received,
        }
    }

    /// Whether it only reminds: the desk may do it at any time, whatever the ladder proposes.
    pub const fn reminds(self) -> bool {
        matches!(self, Self::Call | Self::Message)
    }

    /// Whether it is a paper, which counts before a court once it can be shown that it came.
    pub const fn is_paper(self) -> bool {
        matches!(self, Self::Notice | Self::Letter)
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
    /// Absent on what an older program kept.
    #[n(7)]
    pub result: Option<DunningResult>,
    /// Why it was done before its turn, if it was.
    #[n(8)]
    pub early: Option<String>,
}

impl Dunning {
    /// The act of the limitation clock it is; none where a paper cannot be shown to have come.
    pub fn claims(&self) -> Option<ClaimAct> {
        if self.way.is_paper() && self.result != Some(DunningResult::Received) {
            return None;
        }
        ClaimAct::from_name(self.way.name())
    }
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
    /// The ways it was dunned in since it last owed nothing, each with its last day; absent on what an older program
    /// kept.
    #[n(17)]
    pub done: Option<Vec<Done>>,
    /// What of it is disputed; absent where nothing is.
    #[n(18)]
    pub disputed: Option<Disputed>,
    /// The earliest day a limitation clock of its charges runs from; absent on what an older program kept.
    #[n(19)]
    pub clock_from: Option<Day>,
}

/// A way somebody was dunned in, and the last day of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Done {
    #[n(0)]
    pub way: DunningWay,
    #[n(1)]
    pub day: Day,
}

/// What of a debt is disputed: still owed, and nobody is asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Disputed {
    #[n(0)]
    pub amount: Amount,
    /// When the oldest of the rest was due; absent where all of it is disputed.
    #[n(1)]
    pub rest_due_on: Option<Day>,
}

redacted!(Debt: household, amount, months);

impl Debt {
    /// What nobody disputes.
    pub fn undisputed(&self) -> Amount {
        let disputed = self.disputed.map_or(Amount::ZERO, |part| part.amount);
        self.amount.minus(disputed).unwrap_or(self.amount)
    }

    /// When the oldest charge was due for which anybody is asked.
    pub fn asked_due_on(&self) -> Option<Day> {
        match self.disputed {
            Some(part) => part.rest_due_on,
            None => self.oldest_due_on,
        }
    }

    /// Where its home counts.
    pub fn place(&self) -> Place {
        Place::of(self.community, &self.premises)
    }

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
