//! The arithmetic of charges and payments: amounts by fee item, oldest charge first, back-dating.

use crate::domain::calendar::Day;
use crate::domain::id::ChargeId;
use crate::domain::ledger::Allocation;
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::staff::Rank;

/// The facts an amount is explained with; each is said as `choice-basis-<fact>`.
pub mod basis {
    /// The home's area, in 1/100 m².
    pub const AREA: &str = "area";
    /// The price, in 1/10000 yuan per m² and month.
    pub const PRICE: &str = "price";
    /// The fixed part, in fen.
    pub const FIXED: &str = "fixed";
    /// Days charged and days of the month, as days × 100 + days of the month, of the price before it.
    pub const DAYS: &str = "days";
    /// The sum before it was rounded, in 1/10000 yuan, cut; told where something was rounded.
    pub const EXACT: &str = "exact";
    /// Parking spaces charged.
    pub const SPACES: &str = "spaces";
    /// What a meter says was used, in 1/1000 of its unit.
    pub const USED: &str = "used";
    /// What all used together, in 1/1000 of its unit; of one whole where it was rounded before it was cut.
    pub const TOGETHER: &str = "together";
    /// The home's pieces of what was used together, and all pieces: 1/100 m².
    pub const SHARE: &str = "share";
    /// See `SHARE`.
    pub const SHARES: &str = "shares";
    /// Typed in by somebody, in fen.
    pub const MANUAL: &str = "manual";
    /// Taken over from an earlier system, in fen.
    pub const IMPORTED: &str = "imported";
}

/// Splits `amount` over unpaid charges, oldest first; what is left over is paid ahead.
///
/// `unpaid` is in the order of payment: due day, then id. The parts sum exactly to `amount`.
pub fn allocate(
    amount: Amount,
    unpaid: &[(ChargeId, Amount)],
) -> Result<(Vec<Allocation>, Amount), MoneyFault> {
    let mut left = amount;
    let mut parts = Vec::new();
    for (charge, owed) in unpaid {
        if left <= Amount::ZERO {
            break;
        }
        let part = left.min(*owed);
        if part > Amount::ZERO {
            parts.push(Allocation {
                charge: *charge,
                amount: part,
            });
            left = left.minus(part)?;
        }
    }
    Ok((parts, left))
}

/// How many days back each rank may let a payment count; (silent) in the duties, proposed here.
const BACK: &[(Rank, i32)] = &[
    (Rank::Receptionist, 7),
    (Rank::Supervisor, 31),
    (Rank::DeptManager, 366),
    (Rank::Leadership, 36_600),
];

/// The earliest day a payment taken today may count for (reliability H13).
pub fn earliest_effective(rank: Rank, today: Day) -> Day {
    let days = BACK
        .iter()
        .rfind(|(from, _)| rank >= *from)
        .map_or(0, |(_, days)| *days);
    today.plus(-days)
}
