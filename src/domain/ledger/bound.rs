//! What a request for a second person is bound to beside its record: the money it would change, as it stood (reliability D12).

use crate::domain::expense::ExpenseRequest;
use crate::domain::ledger::{DepositRequest, PlanRequest, ReliefRequest};

/// What exactly was asked. It is stored with the request, shown to who decides, and done or refused whole.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Bound {
    /// Reduction, write-off, or its taking back.
    #[n(0)]
    Relief(#[n(0)] ReliefRequest),
    /// Payment by instalments.
    #[n(1)]
    Plan(#[n(0)] PlanRequest),
    /// What becomes of a deposit.
    #[n(2)]
    Deposit(#[n(0)] DepositRequest),
    /// What a ticket is to cost the office.
    #[n(3)]
    Expense(#[n(0)] ExpenseRequest),
}

impl Bound {
    /// Whether what is written on the record meanwhile leaves it as it was asked: the request says itself all it depends on.
    pub const fn outlives_edits(&self) -> bool {
        matches!(self, Self::Expense(_))
    }
}
