//! Charges, payments and the append-only double-entry ledger behind them.

use crate::domain::calendar::{Day, Instant, Month};
use crate::domain::id::{
    ChargeId, CommunityId, EntryId, FeeItemId, HouseholdId, Number, PaymentId, StaffId,
};
use crate::domain::money::{Amount, MoneyFault, Rate};

mod arrears;
mod rules;

pub use arrears::{Asked, Owed, Shares, urgent_at};
pub use rules::{allocate, basis, earliest_effective, reckon};

crate::named! {
    /// How a fee item's amount is found.
    pub enum Formula {
        /// Area × price, plus the fixed part.
        PerArea = 1 "per_area",
        /// The fixed part alone.
        Fixed = 2 "fixed",
    }
}

/// A fee item (收费项目).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct FeeItem {
    #[n(0)]
    pub id: FeeItemId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub name: String,
    #[n(3)]
    pub formula: Formula,
    /// Per m² and month.
    #[n(4)]
    pub price: Rate,
    /// Fixed part a month.
    #[n(5)]
    pub fixed: Amount,
    /// Counts for the collection rate.
    #[n(6)]
    pub property_fee: bool,
    #[n(7)]
    pub from: Day,
    #[n(8)]
    pub until: Option<Day>,
    /// Smallest number of months paid at once.
    #[n(9)]
    pub period: u32,
    #[n(10)]
    pub external: Option<String>,
}

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
    /// How the amount came about, as facts: area in 1/100 m², price, months.
    #[n(11)]
    pub basis: Vec<Basis>,
    #[n(12)]
    pub property_fee: bool,
    #[n(13)]
    pub note: String,
    /// Whether the household counts as charged for the month by this charge: the first property
    /// fee of a month does, the others do not (duties.md D-053, A-13).
    #[n(14)]
    pub counts: bool,
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
    /// What is still owed on it.
    pub fn unpaid(&self) -> Amount {
        self.amount.minus(self.paid).unwrap_or(self.amount)
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
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
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
}

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
}

impl Entry {
    /// The sum of its postings: zero, or the entry is not an entry.
    pub fn sum(&self) -> Result<Amount, MoneyFault> {
        self.postings
            .iter()
            .try_fold(Amount::ZERO, |sum, posting| sum.plus(posting.amount))
    }
}

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
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
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
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
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

impl Debt {
    /// Whether the promise in force has run out without the money.
    pub fn promise_broken(&self, today: Day) -> bool {
        self.promise_on.is_some_and(|day| day < today) && self.amount > Amount::ZERO
    }
}
