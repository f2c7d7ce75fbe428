//! 月结: the figures of a month as they were when it was closed; what comes later stands beside them.

use std::collections::BTreeMap;

use super::Said;
use crate::domain::calendar::{Instant, Month};
use crate::domain::id::StaffId;
use crate::domain::ledger::{Account, Collection, Method};
use crate::domain::money::{Amount, MoneyFault};

crate::named! {
    /// A figure of a month.
    pub enum Stood {
        /// 应收: fees charged for the month.
        Charged = 1 "charged",
        /// 实收: money in, less what was given back, with this month as its effective one.
        Paid = 2 "paid",
        /// 减免.
        Reduced = 3 "reduced",
        /// 核销, less what was taken back of it.
        WrittenOff = 4 "written_off",
        /// 滞纳金 booked.
        LateFees = 5 "late_fees",
        /// 押金 asked for, less what was kept or given back.
        Deposits = 6 "deposits",
        /// What is owed at the month's end by what is effective until then.
        Arrears = 7 "arrears",
    }
}

impl Stood {
    /// The accounts whose movements in the month make it, and whether they are read from the credit side. Arrears are
    /// what stands on theirs, not what moved.
    pub fn of(self) -> (Vec<Account>, bool) {
        match self {
            Self::Charged => (vec![Account::Income], true),
            Self::Paid => {
                let ours = |method: &&Method| **method != Method::Imported;
                let methods = Method::ALL.iter().filter(ours);
                (methods.map(|method| method.account()).collect(), false)
            }
            Self::Reduced => (vec![Account::Reduction], false),
            Self::WrittenOff => (vec![Account::WriteOff], false),
            Self::LateFees => (vec![Account::LateFee], true),
            Self::Deposits => (vec![Account::Deposit], true),
            Self::Arrears => (vec![Account::Receivable], false),
        }
    }

    /// The figure, of what moved on each account in the month and in all months until its end.
    pub fn read(
        self,
        month: &BTreeMap<Account, Amount>,
        until: &BTreeMap<Account, Amount>,
    ) -> Result<Amount, MoneyFault> {
        let (accounts, credit) = self.of();
        let from = if self == Self::Arrears { until } else { month };
        let sums = accounts.iter().filter_map(|account| from.get(account));
        let sum = Amount::sum(sums.copied())?;
        Ok(if credit { sum.negated() } else { sum })
    }
}

/// The figures as they stood at one close.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Frozen {
    #[n(0)]
    pub at: Instant,
    #[n(1)]
    pub by: StaffId,
    /// The last entry that is in them.
    #[n(2)]
    pub through: u64,
    #[n(3)]
    pub figures: Vec<(Stood, Amount)>,
    /// Homes that had paid, of those that owed (duties.md D-053).
    #[n(4)]
    pub paid: u32,
    #[n(5)]
    pub due: u32,
    /// First ten hex digits of the audit chain then.
    #[n(6)]
    pub anchor: String,
    /// Who asked to open it again, when and why; the request it was granted on stands in the log.
    #[n(7)]
    pub reopened: Option<Said>,
}

impl Frozen {
    /// One of its figures.
    pub fn figure(&self, wanted: Stood) -> Amount {
        let found = self.figures.iter().find(|(known, _)| *known == wanted);
        found.map_or(Amount::ZERO, |(_, amount)| *amount)
    }

    /// The collection rate of the month.
    pub const fn rate(&self) -> Collection {
        Collection {
            paid: self.paid,
            due: self.due,
        }
    }
}

/// The closes of one month; the last one counts unless it was opened again.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct MonthClose {
    #[n(0)]
    pub month: Month,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub closes: Vec<Frozen>,
}

impl MonthClose {
    /// The close in force.
    pub fn standing(&self) -> Option<&Frozen> {
        self.closes.last().filter(|last| last.reopened.is_none())
    }

    /// The id a month's closes are kept under.
    pub fn id_of(month: Month) -> u64 {
        u64::try_from(month.number()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(text: &str) -> Amount {
        Amount::parse_signed(text).unwrap()
    }

    #[test]
    fn figures_are_read_from_the_side_they_are_booked_on() {
        let month = BTreeMap::from([
            (Account::Income, yuan("-500")),
            (Account::Cash, yuan("300")),
            (Account::Wechat, yuan("-20")),
            (Account::Opening, yuan("7")),
            (Account::Reduction, yuan("30")),
            (Account::Receivable, yuan("190")),
        ]);
        let until = BTreeMap::from([(Account::Receivable, yuan("990"))]);
        let read = |one: Stood| one.read(&month, &until).unwrap();
        assert_eq!(read(Stood::Charged), yuan("500"));
        // 300 in cash less 20 given back by WeChat; what an earlier system took is not this office's money.
        assert_eq!(read(Stood::Paid), yuan("280"));
        assert_eq!(read(Stood::Reduced), yuan("30"));
        assert_eq!(read(Stood::WrittenOff), Amount::ZERO);
        // What is owed stands, it does not only move.
        assert_eq!(read(Stood::Arrears), yuan("990"));
    }
}
