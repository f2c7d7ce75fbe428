//! Charges, payments and the append-only double-entry ledger behind them.

use crate::domain::calendar::{Day, Instant, Month};
use crate::domain::fees::Proof;
use crate::domain::household::Place;
use crate::domain::id::{ChargeId, EntryId, FeeItemId, HouseholdId, Number, PaymentId, StaffId};
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::redacted::redacted;

mod aging;
mod arrears;
mod bound;
mod claims;
mod collection;
mod deposit;
mod dues;
mod entries;
mod fee_item;
mod late;
mod limitation;
mod plan;
mod receipt;
mod relief;
mod rules;

pub use aging::{
    Aged, BANDS, Kept, LADDER, NextStep, Promised, Rung, age_months, band, band_from, broken_of,
    next_step,
};
pub use arrears::{
    Asked, Debt, Disputed, Done, Dunning, DunningResult, DunningWay, Owed, Promise, urgent_at,
};
pub use bound::Bound;
pub use claims::{
    Claim, ClaimKind, Order, SettleFault, Settled, Settlement, Wish, in_order, settle, use_ahead,
};
pub use collection::{BillRun, Collection, RATE_BANDS, RateBand, RateHome, RateResult};
pub use deposit::{Deposit, DepositFault, DepositKind, DepositMove, DepositRequest, TakenBack};
pub use dues::{Due, Move, dues, dues_back};
pub use entries::{Act, EntryFault};
pub use fee_item::{FeeItem, Formula};
pub use late::{Accrual, FirstDay, LatePolicy, LateStretch, Principal, late_fee};
pub use limitation::{ClaimAct, EFFECTS, Effect, Limitation, LimitationClock, limitation};
pub use plan::{Covered, Plan, PlanEnd, PlanRequest};
pub use receipt::{Part, Refund, Share};
pub use relief::{
    Instalment, PlanState, ReliefFault, ReliefKind, ReliefPart, ReliefRequest, Standing, plan,
    plan_state,
};
pub use rules::{allocate, basis, earliest_effective};

crate::named! {
    /// Where a charge came from.
    pub enum ChargeSource {
        /// The monthly run (`charge.run`).
        Run = 1 "run",
        Import = 2 "import",
        /// Added by hand (`charge.add`).
        Manual = 3 "manual",
    }
}

/// One amount owed by one household for one item and month.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Charge {
    #[n(0)]
    pub id: ChargeId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub household: HouseholdId,
    /// Absent for a charge without a fee item (a paid service).
    #[n(3)]
    pub item: Option<FeeItemId>,
    /// The item's name as charged.
    #[n(4)]
    pub name: String,
    #[n(5)]
    pub month: Month,
    /// Never changed once booked.
    #[n(6)]
    pub amount: Amount,
    /// What payments have settled so far; equals the sum of their allocations.
    #[n(7)]
    pub paid: Amount,
    #[n(8)]
    pub due_on: Day,
    #[n(9)]
    pub source: ChargeSource,
    /// The entry that booked it.
    #[n(10)]
    pub entry: EntryId,
    /// How an amount that was not reckoned by the rules came about; one that was may have it too, from before lines were kept.
    #[n(11)]
    pub basis: Vec<Basis>,
    #[n(12)]
    pub property_fee: bool,
    #[n(13)]
    pub note: String,
    /// Whether the household counts as charged for the month by this charge: the first property
    /// fee of a month does, the others do not (duties.md D-053, A-13); none does for a household
    /// that is not due in the month.
    #[n(14)]
    pub counts: bool,
    /// The late fee posted on it; absent without one. It never bears one itself.
    #[n(15)]
    pub late: Option<LateFee>,
    /// What changed its principal, by the day it counts for; absent for nothing, and for what came before days were noted.
    #[n(16)]
    pub moves: Option<Vec<Move>>,
    /// What of it was given up with approval; absent without any.
    #[n(17)]
    pub relief: Option<Relief>,
    /// The complaint it is disputed by; absent where nobody disputes it.
    #[n(19)]
    pub disputed: Option<Number>,
    /// The lines that prove the amount; absent where it was typed, taken over, or charged before they were kept.
    #[n(20)]
    pub lines: Option<Proof>,
    /// Whose money it becomes; absent for a fee.
    #[n(21)]
    pub kind: Option<ClaimKind>,
    /// Where it counts for the collection rate; absent on what an older program charged, and where no rate counts it.
    #[n(22)]
    pub place: Option<Place>,
}

/// The late fee of a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct LateFee {
    /// Booked so far.
    #[n(0)]
    pub posted: Amount,
    /// What payments have settled of it.
    #[n(1)]
    pub paid: Amount,
    /// 减免: what was given up of it with approval; absent without any.
    #[n(2)]
    pub reduced: Option<Amount>,
}

/// What was given up of a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Relief {
    /// 减免.
    #[n(0)]
    pub reduced: Amount,
    /// 核销; may be asked for again.
    #[n(1)]
    pub written_off: Amount,
}

/// One line of the explanation of a charge.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Basis {
    /// One of `basis::…`.
    #[n(0)]
    pub fact: String,
    /// In the fact's own unit: 1/100 m², 1/10000 yuan, fen.
    #[n(1)]
    pub value: i64,
}

impl Charge {
    /// What is still owed on it, without its late fee.
    pub fn unpaid(&self) -> Amount {
        let Relief {
            reduced,
            written_off,
        } = self.relief.unwrap_or_default();
        [self.paid, reduced, written_off]
            .into_iter()
            .try_fold(self.amount, Amount::minus)
            .unwrap_or(self.amount)
    }

    /// What is still owed of the late fee posted on it.
    pub fn late_unpaid(&self) -> Amount {
        let late = self.late.unwrap_or_default();
        [late.paid, late.reduced.unwrap_or_default()]
            .into_iter()
            .try_fold(late.posted, Amount::minus)
            .unwrap_or(late.posted)
    }

    /// What is owed by it in all.
    pub fn open(&self) -> Amount {
        self.unpaid()
            .plus(self.late_unpaid())
            .unwrap_or_else(|_| self.unpaid())
    }

    /// How the amount came about, as facts: area in 1/100 m², price, days of a month.
    pub fn reasons(&self) -> Vec<Basis> {
        let proof = self.lines.as_ref().map(|lines| lines.of(self.amount));
        match proof {
            Some(Ok(derivation)) => derivation.basis(),
            _ => self.basis.clone(),
        }
    }

    /// What it is for.
    pub fn claim(&self) -> ClaimKind {
        self.kind.unwrap_or(ClaimKind::Fee)
    }
}

crate::named! {
    /// How money was handed over.
    pub enum Method {
        Cash = 1 "cash",
        Transfer = 2 "transfer",
        Wechat = 3 "wechat",
        Alipay = 4 "alipay",
        Card = 5 "card",
        /// Taken over from an earlier system's books.
        Imported = 6 "imported",
    }
}

/// A part of a payment that settles a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Allocation {
    #[n(0)]
    pub charge: ChargeId,
    #[n(1)]
    pub amount: Amount,
}

/// One payment and its receipt.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Payment {
    #[n(0)]
    pub id: PaymentId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub number: Number,
    #[n(3)]
    pub household: HouseholdId,
    #[n(4)]
    pub premises: String,
    #[n(5)]
    pub payer: String,
    #[n(6)]
    pub amount: Amount,
    #[n(7)]
    pub method: Method,
    /// The server's time of booking.
    #[n(8)]
    pub taken_at: Instant,
    /// The day it counts for, shown beside the booking if another.
    #[n(9)]
    pub effective_on: Day,
    #[n(10)]
    pub taken_by: StaffId,
    /// Oldest charge first.
    #[n(11)]
    pub allocations: Vec<Allocation>,
    /// Paid ahead: what no charge took.
    #[n(12)]
    pub advance: Amount,
    #[n(13)]
    pub entry: EntryId,
    /// The entry that reversed it; the receipt keeps its number.
    #[n(14)]
    pub reversed_by: Option<EntryId>,
    #[n(15)]
    pub reversed_at: Option<Instant>,
    #[n(16)]
    pub reason: String,
    #[n(17)]
    pub note: String,
    /// First ten hex digits of the audit chain when it was booked (reliability D13).
    #[n(18)]
    pub anchor: String,
    #[n(19)]
    pub external: Option<String>,
    /// The promise it went towards, and how much of it.
    #[n(20)]
    pub toward: Option<Toward>,
    /// What the household still owed after it.
    #[n(21)]
    pub left: Amount,
    /// The request its reversal was granted on.
    #[n(22)]
    pub approval: Option<Number>,
    /// When an earlier receipt was made out that by the clock is later: the clock went back since (reliability K1).
    #[n(23)]
    pub clock_back: Option<Instant>,
    /// Late fees it settled, by the charge they grew on; absent without any.
    #[n(24)]
    pub late: Option<Vec<Allocation>>,
    /// The other homes it settles something of; absent for one home.
    #[n(25)]
    pub others: Option<Vec<Share>>,
    /// Cash handed over, where that was more.
    #[n(26)]
    pub tendered: Option<Amount>,
    /// The number of the card slip, transfer or order.
    #[n(27)]
    pub reference: Option<String>,
    /// 抹零: odd fen that were given up with it.
    #[n(28)]
    pub rounded: Option<Amount>,
    /// What was given back of what was paid ahead.
    #[n(29)]
    pub refunds: Option<Vec<Refund>>,
    /// How often it was printed; every one after the first is a copy (reliability H14).
    #[n(30)]
    pub prints: Option<u32>,
}

redacted!(Payment: id, number, amount);

/// A part of a payment that keeps a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Toward {
    /// The promise's id.
    #[n(0)]
    pub promise: u64,
    #[n(1)]
    pub amount: Amount,
}

crate::named! {
    /// The ledger's accounts. A household's are told apart by its id in the line.
    pub enum Account {
        /// 应收: what a household owes.
        Receivable = 1 "receivable",
        /// 预收: what a household paid ahead.
        Advance = 2 "advance",
        /// Income of a fee item.
        Income = 3 "income",
        /// 减免: income given up with approval.
        Reduction = 4 "reduction",
        Cash = 5 "cash",
        Transfer = 6 "transfer",
        Wechat = 7 "wechat",
        Alipay = 8 "alipay",
        Card = 9 "card",
        /// Taken over from an earlier system's books.
        Opening = 10 "opening",
        /// 押金: what is held for a household and owed back.
        Deposit = 11 "deposit",
        /// 核销: what is no longer expected.
        WriteOff = 12 "write_off",
        /// Income of late fees (滞纳金).
        LateFee = 13 "late_fee",
        /// Odd fen that cash has no coins for.
        Rounding = 14 "rounding",
    }
}

impl Method {
    /// The account the money lands in.
    pub const fn account(self) -> Account {
        match self {
            Self::Cash => Account::Cash,
            Self::Transfer => Account::Transfer,
            Self::Wechat => Account::Wechat,
            Self::Alipay => Account::Alipay,
            Self::Card => Account::Card,
            Self::Imported => Account::Opening,
        }
    }
}

/// One side of an entry; debit positive, credit negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Posting {
    #[n(0)]
    pub account: Account,
    /// The household of a household's account, the fee item of income; 0 otherwise.
    #[n(1)]
    pub of: u64,
    #[n(2)]
    pub amount: Amount,
}

crate::named! {
    /// What an entry books.
    pub enum EntryKind {
        Charge = 1 "charge",
        Payment = 2 "payment",
        Reversal = 3 "reversal",
        Reduction = 4 "reduction",
        /// Money paid ahead settles a later charge.
        Advance = 5 "advance",
        LateFee = 6 "late_fee",
        /// What is no longer expected, or is expected again.
        WriteOff = 7 "write_off",
        /// A deposit is asked for, or settles what is owed.
        Deposit = 8 "deposit",
        /// Money is given back.
        Refund = 9 "refund",
        Rounding = 10 "rounding",
    }
}

/// One ledger entry: never changed, never deleted; a correction is another that points back.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Entry {
    #[n(0)]
    pub id: EntryId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub kind: EntryKind,
    /// The server's time of booking.
    #[n(3)]
    pub at: Instant,
    /// The day it counts for.
    #[n(4)]
    pub effective_on: Day,
    #[n(5)]
    pub postings: Vec<Posting>,
    #[n(6)]
    pub by: StaffId,
    #[n(7)]
    pub reverses: Option<EntryId>,
    /// The receipt it belongs to.
    #[n(8)]
    pub receipt: Option<Number>,
    #[n(9)]
    pub household: HouseholdId,
    /// The charge it is about, where it is about one: a charge itself, its late fee, what is given up of it.
    #[n(10)]
    pub charge: Option<ChargeId>,
}

impl Entry {
    /// The sum of its postings: zero, or the entry is not an entry.
    pub fn sum(&self) -> Result<Amount, MoneyFault> {
        self.postings
            .iter()
            .try_fold(Amount::ZERO, |sum, posting| sum.plus(posting.amount))
    }
}
