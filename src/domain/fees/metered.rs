//! Meters as they are kept: whose they are, what they say, up to where that was charged.

use crate::domain::calendar::{Day, Instant};
use crate::domain::fees::{Reading, Register, Usual};
use crate::domain::id::{FeeItemId, HouseholdId, MeterId, StaffId};
use crate::domain::money::{MoneyFault, Quantity};

crate::named! {
    /// What a meter counts.
    pub enum MeterKind {
        Water = 1 "water",
        Power = 2 "power",
        Gas = 3 "gas",
    }
}

/// A meter of a home, or of a public area, whose use the homes share that pay its item (公摊).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Meter {
    #[n(0)]
    pub id: MeterId,
    #[n(1)]
    pub version: u32,
    /// The number on it (表号), unique in the office.
    #[n(2)]
    pub code: String,
    #[n(3)]
    pub kind: MeterKind,
    #[n(4)]
    pub household: HouseholdId,
    /// The fee item that charges what it says.
    #[n(5)]
    pub item: FeeItemId,
    #[n(6)]
    pub register: Register,
    /// The latest reading; the first is of the day it was put in.
    #[n(7)]
    pub last: Reading,
    /// The day of the reading up to which was charged; nothing was before the first.
    #[n(8)]
    pub charged: Day,
    /// Its last day; nobody is asked to read it afterwards.
    #[n(9)]
    pub until: Option<Day>,
}

/// Bits of an id that say the day of a reading; the others say the meter, so that readings lie by meter and day.
const DAY_BITS: u32 = 20;

/// One reading of a meter.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct MeterReading {
    /// By `MeterReading::id_of`.
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub meter: MeterId,
    #[n(3)]
    pub reading: Reading,
    /// The day of the reading before; of the first its own.
    #[n(4)]
    pub since: Day,
    /// What was used between the two, as it was judged when it was read.
    #[n(5)]
    pub used: Quantity,
    #[n(6)]
    pub by: StaffId,
    #[n(7)]
    pub at: Instant,
}

impl MeterReading {
    /// The id of the reading of a meter on a day: there is one a day.
    pub fn id_of(meter: MeterId, day: Day) -> u64 {
        let days = u64::try_from(day.since(Day::MIN)).unwrap_or(0);
        (meter.0 << DAY_BITS) | days
    }
}

/// What is usual by the readings before; nothing without any use among them.
pub fn usual_of(readings: &[MeterReading]) -> Result<Option<Usual>, MoneyFault> {
    let mut sum = Usual {
        quantity: Quantity::ZERO,
        days: 0,
    };
    for one in readings {
        sum.quantity = sum.quantity.plus(one.used)?;
        sum.days = sum.days.saturating_add(one.reading.on.since(one.since));
    }
    Ok((sum.days > 0).then_some(sum))
}
