//! Who decides about money that is given up or goes out: a table, and the sum above which it is somebody higher.

use crate::domain::money::Amount;
use crate::domain::staff::Rank;
use crate::service::work::Work;

/// The setting of the sum, in whole yuan.
const LIMIT: &str = "relief.limit_yuan";

/// The sum as shipped (silent in the duties).
const SHIPPED: i64 = 5_000;

/// Command, least rank that decides up to the sum, and above it (duties.md D-055, A-29; instalments and deposits silent).
const DECIDERS: &[(&str, Rank, Rank)] = &[
    ("charge.reduce", Rank::PropertyManager, Rank::Leadership),
    ("charge.write_off", Rank::PropertyManager, Rank::Leadership),
    ("charge.restore", Rank::Supervisor, Rank::Supervisor),
    ("plan.agree", Rank::DeptManager, Rank::PropertyManager),
    ("deposit.return", Rank::Supervisor, Rank::DeptManager),
    ("deposit.keep", Rank::PropertyManager, Rank::Leadership),
    ("deposit.settle", Rank::Supervisor, Rank::DeptManager),
    ("deposit.reverse", Rank::Supervisor, Rank::DeptManager),
];

/// The least rank that decides about so much with the command being done.
pub(super) fn decider(work: &Work<'_>, amount: Amount) -> Rank {
    let limit = work.office.whole(LIMIT, SHIPPED).saturating_mul(100);
    let row = DECIDERS.iter().find(|(name, ..)| *name == work.row.name);
    row.map_or(Rank::Leadership, |(_, below, above)| {
        if amount.fen() > limit { *above } else { *below }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::command::row;

    #[test]
    fn every_act_of_the_table_asks_for_a_second_person() {
        for (name, below, above) in DECIDERS {
            let row = row(name).unwrap();
            assert!(row.needs.is_some() && row.binds.is_some(), "{name}");
            assert!(Rank::Supervisor <= *below && below <= above, "{name}");
        }
    }
}
