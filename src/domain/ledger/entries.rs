//! What each act books: the two sides of every entry, in whole fen.

use crate::domain::id::HouseholdId;
use crate::domain::ledger::{Account, EntryKind, Method, Posting};
use crate::domain::money::{Amount, MoneyFault};

/// Something done with money at one household. Amounts are above zero unless they say otherwise; which side of
/// which account they land on is `Act::postings`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A fee is charged; `item` is the fee item's id, 0 for a service without one.
    Charge { item: u64, amount: Amount },
    /// A late fee is booked.
    LateFee { amount: Amount },
    /// What was booked of a late fee for days after the one a payment counts for is taken back.
    LateFeeBack { amount: Amount },
    /// A deposit is asked for: owed like a fee, but owed back, and never income.
    Deposit { amount: Amount },
    /// Money came in: `settled` of it against what is owed, the rest ahead. Either may be zero.
    Payment {
        method: Method,
        amount: Amount,
        settled: Amount,
        ahead: Amount,
    },
    /// A payment is reversed: what it settles by now is owed again, what is still ahead is gone.
    Reversal {
        method: Method,
        amount: Amount,
        settled: Amount,
        ahead: Amount,
    },
    /// What was paid ahead settles what is owed.
    UseAhead { amount: Amount },
    /// What was paid ahead is given back.
    RefundAhead { method: Method, amount: Amount },
    /// A deposit is given back.
    RefundDeposit { method: Method, amount: Amount },
    /// A deposit settles what is owed, where the payer agreed.
    KeepDeposit { amount: Amount },
    /// A deposit was not given back after all: the money is in the office's hands again.
    UnreturnDeposit { method: Method, amount: Amount },
    /// What a deposit settled is owed again, and held again.
    UnkeepDeposit { amount: Amount },
    /// 减免: income given up.
    Reduce { amount: Amount },
    /// 核销: what is no longer expected.
    WriteOff { amount: Amount },
    /// A write-off is taken back.
    Restore { amount: Amount },
    /// 抹零: odd fen that cash has no coins for; below zero where the payer gave more than was owed.
    Round { amount: Amount },
}

/// Why an act cannot be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    /// Does not fit.
    #[error(transparent)]
    Money(#[from] MoneyFault),
    /// An amount below zero, or an act about nothing.
    #[error("not positive")]
    NotPositive,
    /// Both sides differ: the parts of a payment are not the payment.
    #[error("does not sum to zero")]
    Unbalanced,
}

impl Act {
    /// What kind of entry books it.
    pub const fn kind(self) -> EntryKind {
        match self {
            Self::Charge { .. } => EntryKind::Charge,
            Self::LateFee { .. } | Self::LateFeeBack { .. } => EntryKind::LateFee,
            Self::Payment { .. } => EntryKind::Payment,
            Self::Reversal { .. } | Self::UnreturnDeposit { .. } | Self::UnkeepDeposit { .. } => {
                EntryKind::Reversal
            }
            Self::UseAhead { .. } => EntryKind::Advance,
            Self::Reduce { .. } => EntryKind::Reduction,
            Self::WriteOff { .. } | Self::Restore { .. } => EntryKind::WriteOff,
            Self::Deposit { .. } | Self::KeepDeposit { .. } => EntryKind::Deposit,
            Self::RefundAhead { .. } | Self::RefundDeposit { .. } => EntryKind::Refund,
            Self::Round { .. } => EntryKind::Rounding,
        }
    }

    /// Both sides of it: account and amount, debit above zero, credit below.
    fn sides(self) -> Vec<(Account, Amount)> {
        use Account::{
            Advance, Deposit, Income, LateFee, Receivable, Reduction, Rounding, WriteOff,
        };
        let moved = |to, amount: Amount, from| vec![(to, amount), (from, amount.negated())];
        match self {
            Self::Charge { amount, .. } => moved(Receivable, amount, Income),
            Self::LateFee { amount } => moved(Receivable, amount, LateFee),
            Self::LateFeeBack { amount } => moved(LateFee, amount, Receivable),
            Self::Deposit { amount } | Self::UnkeepDeposit { amount } => {
                moved(Receivable, amount, Deposit)
            }
            Self::Payment {
                method,
                amount,
                settled,
                ahead,
            } => vec![
                (method.account(), amount),
                (Receivable, settled.negated()),
                (Advance, ahead.negated()),
            ],
            Self::Reversal {
                method,
                amount,
                settled,
                ahead,
            } => vec![
                (method.account(), amount.negated()),
                (Receivable, settled),
                (Advance, ahead),
            ],
            Self::UseAhead { amount } => moved(Advance, amount, Receivable),
            Self::RefundAhead { method, amount } => moved(Advance, amount, method.account()),
            Self::RefundDeposit { method, amount } => moved(Deposit, amount, method.account()),
            Self::KeepDeposit { amount } => moved(Deposit, amount, Receivable),
            Self::UnreturnDeposit { method, amount } => moved(method.account(), amount, Deposit),
            Self::Reduce { amount } => moved(Reduction, amount, Receivable),
            Self::WriteOff { amount } => moved(WriteOff, amount, Receivable),
            Self::Restore { amount } => moved(Receivable, amount, WriteOff),
            Self::Round { amount } => moved(Rounding, amount, Receivable),
        }
    }

    /// Whether its amounts make sense for it.
    fn is_positive(self) -> bool {
        match self {
            Self::Round { amount } => amount != Amount::ZERO,
            Self::Payment {
                amount,
                settled,
                ahead,
                ..
            }
            | Self::Reversal {
                amount,
                settled,
                ahead,
                ..
            } => amount > Amount::ZERO && !settled.is_negative() && !ahead.is_negative(),
            Self::Charge { amount, .. }
            | Self::LateFee { amount }
            | Self::LateFeeBack { amount }
            | Self::Deposit { amount }
            | Self::UseAhead { amount }
            | Self::RefundAhead { amount, .. }
            | Self::RefundDeposit { amount, .. }
            | Self::KeepDeposit { amount }
            | Self::UnreturnDeposit { amount, .. }
            | Self::UnkeepDeposit { amount }
            | Self::Reduce { amount }
            | Self::WriteOff { amount }
            | Self::Restore { amount } => amount > Amount::ZERO,
        }
    }

    /// The postings that book it at a household; they sum to zero, or there are none (reliability D10).
    pub fn postings(self, household: HouseholdId) -> Result<Vec<Posting>, EntryFault> {
        if !self.is_positive() {
            return Err(EntryFault::NotPositive);
        }
        let item = match self {
            Self::Charge { item, .. } => item,
            _ => 0,
        };
        let postings: Vec<Posting> = self
            .sides()
            .into_iter()
            .filter(|(_, amount)| *amount != Amount::ZERO)
            .map(|(account, amount)| Posting {
                account,
                of: match account {
                    Account::Receivable | Account::Advance | Account::Deposit => household.0,
                    Account::Income => item,
                    _ => 0,
                },
                amount,
            })
            .collect();
        if Amount::sum(postings.iter().map(|posting| posting.amount))? != Amount::ZERO {
            return Err(EntryFault::Unbalanced);
        }
        Ok(postings)
    }
}
