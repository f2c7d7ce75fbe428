//! Deposits (押金): taken for something, held, kept in part or whole with a reason, given back.

use crate::domain::calendar::Instant;
use crate::domain::id::{ChargeId, DepositId, EntryId, HouseholdId, Number, StaffId};
use crate::domain::ledger::{Allocation, Method, Standing};
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::redacted::redacted;

crate::named! {
    /// What became of a part of a deposit.
    pub enum DepositKind {
        /// 退还: given back.
        Return = 1 "return",
        /// 扣留: kept for damage or breach, as income with a reason.
        Keep = 2 "keep",
        /// 抵扣: settled what the home owed, where the payer agreed.
        Settle = 3 "settle",
        /// 免收: no longer asked for before it was paid.
        Waive = 4 "waive",
    }
}

/// Something done with a deposit.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DepositMove {
    #[n(0)]
    pub kind: DepositKind,
    #[n(1)]
    pub amount: Amount,
    #[n(2)]
    pub at: Instant,
    /// Who decided.
    #[n(3)]
    pub by: StaffId,
    #[n(4)]
    pub reason: String,
    #[n(5)]
    pub entry: EntryId,
    /// How it was given back.
    #[n(6)]
    pub method: Option<Method>,
    /// The charges it settled; they sum to the amount of what was kept or settled.
    #[n(7)]
    pub settled: Vec<Allocation>,
    /// The request it was granted on.
    #[n(8)]
    pub approval: Option<Number>,
    /// That it was taken back; it stays, and counts no more.
    #[n(9)]
    pub reversed: Option<TakenBack>,
}

/// That something done with a deposit was taken back, by entries of its own that point to the first.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct TakenBack {
    #[n(0)]
    pub at: Instant,
    /// Who decided.
    #[n(1)]
    pub by: StaffId,
    #[n(2)]
    pub reason: String,
    #[n(3)]
    pub entry: EntryId,
    /// The request it was granted on.
    #[n(4)]
    pub approval: Option<Number>,
}

/// A deposit: asked for by a charge, and owed back once that is paid.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Deposit {
    #[n(0)]
    pub id: DepositId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub household: HouseholdId,
    /// The charge that asks for it.
    #[n(3)]
    pub charge: ChargeId,
    /// As charged: 装修押金.
    #[n(4)]
    pub name: String,
    /// What it is tied to: the number of a ticket, or what people call it.
    #[n(5)]
    pub about: String,
    #[n(6)]
    pub amount: Amount,
    #[n(7)]
    pub at: Instant,
    #[n(8)]
    pub by: StaffId,
    /// In the order they were done, those that were taken back with them.
    #[n(9)]
    pub moves: Vec<DepositMove>,
}

redacted!(Deposit: id, household, amount);

/// Why nothing is done with a deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DepositFault {
    /// Does not fit.
    #[error(transparent)]
    Money(#[from] MoneyFault),
    /// Nothing, or less.
    #[error("not positive")]
    NotPositive,
    /// More than is held; so much is.
    #[error("more than is held")]
    MoreThanHeld(Amount),
}

/// What is asked to be done with a deposit, bound to how it and its charge stood.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DepositRequest {
    #[n(0)]
    pub deposit: DepositId,
    /// The version of the deposit this was read from.
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub kind: DepositKind,
    #[n(3)]
    pub amount: Amount,
    /// What was held before.
    #[n(4)]
    pub held: Amount,
    /// The charges it would settle, as they stood; the deposit's own stands first.
    #[n(5)]
    pub charges: Vec<Standing>,
    #[n(6)]
    pub method: Option<Method>,
    #[n(7)]
    pub reason: String,
    /// Which of what was done is taken back, by its place from 1; nothing where something is to be done.
    #[n(8)]
    pub reverses: Option<u32>,
}

impl Deposit {
    /// What was done with it and stands.
    pub fn standing_moves(&self) -> impl Iterator<Item = &DepositMove> {
        self.moves.iter().filter(|one| one.reversed.is_none())
    }

    /// What was moved in these ways, and not taken back.
    pub fn moved(&self, kinds: &[DepositKind]) -> Result<Amount, MoneyFault> {
        let moves = self
            .standing_moves()
            .filter(|one| kinds.contains(&one.kind));
        Amount::sum(moves.map(|one| one.amount))
    }

    /// What was done at a place from 1, if it stands; without a place what was done last. A waiver is none: what is to be
    /// paid after all is asked for anew.
    pub fn reversible(&self, place: Option<u32>) -> Option<(u32, &DepositMove)> {
        let placed = (1..).zip(&self.moves);
        placed
            .filter(|(at, one)| {
                one.reversed.is_none()
                    && one.kind != DepositKind::Waive
                    && place.is_none_or(|place| place == *at)
            })
            .last()
    }

    /// What is neither given back, nor kept, nor used, nor waived: what the account of deposits holds of it.
    pub fn standing(&self) -> Result<Amount, MoneyFault> {
        self.amount.minus(self.moved(DepositKind::ALL)?)
    }

    /// What is in the office's hands of it, with `paid` of its charge; below zero in a damaged book only.
    pub fn held(&self, paid: Amount) -> Result<Amount, MoneyFault> {
        paid.minus(self.moved(&[DepositKind::Return, DepositKind::Keep, DepositKind::Settle])?)
    }

    /// Whether there is anything left to do about it.
    pub fn is_open(&self) -> bool {
        self.standing()
            .is_ok_and(|standing| standing > Amount::ZERO)
    }

    /// Whether so much may be taken out of it: above zero, and held.
    pub fn take(&self, paid: Amount, amount: Amount) -> Result<(), DepositFault> {
        let held = self.held(paid)?;
        if amount <= Amount::ZERO {
            return Err(DepositFault::NotPositive);
        }
        if amount > held {
            return Err(DepositFault::MoreThanHeld(held));
        }
        Ok(())
    }
}
