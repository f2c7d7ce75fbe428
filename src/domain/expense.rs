//! What a repair or a compensation costs the office: agreed within an authority by amount, paid out only then.

use crate::domain::calendar::Instant;
use crate::domain::id::{Number, StaffId, TicketId};
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::redacted::redacted;
use crate::domain::staff::Rank;

crate::named! {
    /// What money of the office is spent on (duties.md D-026).
    pub enum ExpenseKind {
        /// Parts, work, an outside firm.
        Repair = 1 "repair",
        /// 赔偿, what is made good to somebody.
        Compensation = 2 "compensation",
    }
}

/// An expense that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Expense {
    #[n(0)]
    pub kind: ExpenseKind,
    #[n(1)]
    pub amount: Amount,
    #[n(2)]
    pub reason: String,
    /// Who agreed to it, by rank or by the request it was granted on.
    #[n(3)]
    pub by: StaffId,
    #[n(4)]
    pub at: Instant,
    /// The request it was granted on; absent where it lay within the authority of who declared it.
    #[n(5)]
    pub approval: Option<Number>,
}

/// Money of the office that went out. It is paid by who keeps the office's own money, not from the counter's drawer:
/// the books of the homes know nothing of it.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PaidOut {
    /// With a minus where it came back, or never went out.
    #[n(0)]
    pub amount: Amount,
    #[n(1)]
    pub at: Instant,
    #[n(2)]
    pub by: StaffId,
    /// Who got it.
    #[n(3)]
    pub payee: String,
    /// The number of the voucher; empty where there is none.
    #[n(4)]
    pub reference: String,
}

redacted!(PaidOut: amount, at);

/// What a ticket costs the office.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Expenses {
    /// The oldest first.
    #[n(0)]
    pub agreed: Vec<Expense>,
    /// The oldest first; never more in all than was agreed.
    #[n(1)]
    pub paid: Vec<PaidOut>,
}

/// An expense that waits for who may agree to it: exactly this is granted (reliability D12).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ExpenseRequest {
    #[n(0)]
    pub ticket: TicketId,
    #[n(1)]
    pub kind: ExpenseKind,
    #[n(2)]
    pub amount: Amount,
    /// What had been agreed for the ticket before: whoever decides decides about the whole.
    #[n(3)]
    pub before: Amount,
}

impl ExpenseRequest {
    /// What the ticket would cost in all.
    pub fn whole(&self) -> Result<Amount, MoneyFault> {
        self.before.plus(self.amount)
    }
}

impl Expenses {
    /// What was agreed in all.
    pub fn sum(&self) -> Result<Amount, MoneyFault> {
        Amount::sum(self.agreed.iter().map(|one| one.amount))
    }

    /// What went out in all.
    pub fn out(&self) -> Result<Amount, MoneyFault> {
        Amount::sum(self.paid.iter().map(|one| one.amount))
    }
}

/// The least rank that agrees to so much: the first whose limit it does not exceed, the leadership above all of them
/// (duties.md D-026; a limit is within it, A-18).
pub fn authority(bands: &[(Rank, Amount)], whole: Amount) -> Rank {
    let within = bands.iter().filter(|(_, limit)| whole <= *limit);
    let least = within.map(|(rank, _)| *rank).min();
    least.unwrap_or(Rank::Leadership)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_within_its_band() {
        let yuan = |yuan: i64| Amount::from_fen(yuan * 100).unwrap();
        let bands = [
            (Rank::Supervisor, yuan(500)),
            (Rank::DeptManager, yuan(2_000)),
            (Rank::PropertyManager, yuan(10_000)),
        ];
        let of = |fen: i64| authority(&bands, Amount::from_fen(fen).unwrap());
        assert_eq!(of(1), Rank::Supervisor);
        assert_eq!(of(50_000), Rank::Supervisor);
        assert_eq!(of(50_001), Rank::DeptManager);
        assert_eq!(of(200_000), Rank::DeptManager);
        assert_eq!(of(200_001), Rank::PropertyManager);
        assert_eq!(of(1_000_000), Rank::PropertyManager);
        assert_eq!(of(1_000_001), Rank::Leadership);
        assert_eq!(authority(&[], yuan(1)), Rank::Leadership);
    }
}
