//! What an office says its books come to, held against what a file brings before any of it is accepted.

use crate::domain::error::{Refusal, Why};
use crate::domain::money::{Amount, MoneyFault};
use crate::service::halt::Run;
use crate::service::loading::staged::{PaidIn, Staged};

/// How many payments, and what they come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Totals {
    #[n(0)]
    pub count: usize,
    #[n(1)]
    pub sum: Amount,
}

impl Totals {
    /// What these payments come to.
    pub fn of(payments: &[PaidIn]) -> Result<Self, MoneyFault> {
        Ok(Self {
            count: payments.len(),
            sum: Amount::sum(payments.iter().map(|one| one.paid))?,
        })
    }

    /// Refuses what does not come to what was said, to the fen.
    pub fn held_to(self, said: Self) -> Result<(), Refusal> {
        if self == said {
            return Ok(());
        }
        let difference = self.sum.minus(said.sum).map_err(Refusal::from)?;
        Err(Refusal::new(Why::TotalsDiffer)
            .with("count", self.count)
            .with("found", self.sum)
            .with("wanted_count", said.count)
            .with("wanted", said.sum)
            .with("difference", difference))
    }

    /// Asks for what it should come to.
    pub fn unsaid(self) -> Refusal {
        Refusal::new(Why::TotalsUnsaid)
            .with("count", self.count)
            .with("found", self.sum)
    }
}

/// Refuses what is staged where it is not what the office says; the server checks what the terminal checked.
pub(super) fn check(staged: &Staged) -> Run<()> {
    if let Some(said) = staged.said {
        Totals::of(&staged.payments)?.held_to(said)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(count: usize, fen: i64) -> Totals {
        let sum = Amount::from_fen(fen).unwrap();
        Totals { count, sum }
    }

    #[test]
    fn a_fen_or_a_row_more_is_not_the_same() {
        assert_eq!(totals(3, 300_000).held_to(totals(3, 300_000)), Ok(()));
        for other in [totals(3, 300_001), totals(3, 299_999), totals(2, 300_000)] {
            let refused = totals(3, 300_000).held_to(other).unwrap_err();
            assert_eq!(refused.why, Why::TotalsDiffer);
        }
    }
}
