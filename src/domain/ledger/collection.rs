//! The collection rate (收缴率) by households, and what it takes off (duties.md D-053, 2.3, A-13 to ).

use crate::domain::calendar::{Day, Month};

/// Points of the item.
const POINTS: u32 = 20;

/// What a rate below a bound costs: per cent, points taken off, unfit for the post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct RateBand {
    /// Below so many per cent; exactly so many is not below.
    #[n(0)]
    pub below: u32,
    #[n(1)]
    pub takes: u32,
    #[n(2)]
    pub unfit: bool,
}

/// The bands of duties.md 2.3; the lowest that applies counts.
pub const RATE_BANDS: [RateBand; 3] = [
    band(98, 10, false),
    band(95, POINTS, false),
    band(90, POINTS, true),
];

const fn band(below: u32, takes: u32, unfit: bool) -> RateBand {
    RateBand {
        below,
        takes,
        unfit,
    }
}

/// Households that have paid, of those that owe. The rate counts households, not money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Collection {
    pub paid: u32,
    pub due: u32,
}

/// What a rate means for who answers for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateResult {
    pub points: u32,
    pub unfit: bool,
    /// No household owed anything: the points are kept, and that is said.
    pub nobody_due: bool,
}

/// When the bills of a month were run first: who was handed over by then is due in the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct BillRun {
    /// The number of the month.
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub month: Month,
    #[n(3)]
    pub run_on: Day,
}

impl BillRun {
    /// The id of the record of a month.
    pub fn id_of(month: Month) -> u64 {
        u64::try_from(month.number()).unwrap_or_default()
    }
}

/// A home for the month's rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateHome {
    /// Absent where it was not handed over.
    pub handed_over: Option<Day>,
    /// Property-fee charges of the month.
    pub charges: u32,
    /// Those of them that are settled.
    pub settled: u32,
}

impl RateHome {
    /// Whether it is counted in a month whose bills were run on a day: from the month of its hand-over if that was
    /// before the run, else from the next. Whether anybody lives in it makes no difference.
    pub fn is_due(&self, month: Month, run_on: Day) -> bool {
        self.handed_over
            .is_some_and(|day| day.month() < month || (day.month() == month && day < run_on))
    }

    /// Whether it has paid: every property fee of the month is settled. One that was charged nothing has
    /// not paid.
    pub const fn has_paid(&self) -> bool {
        self.charges > 0 && self.settled >= self.charges
    }
}

impl Collection {
    /// Counts the homes of a month.
    pub fn of<'h>(
        homes: impl IntoIterator<Item = &'h RateHome>,
        month: Month,
        run_on: Day,
    ) -> Self {
        homes
            .into_iter()
            .filter(|home| home.is_due(month, run_on))
            .fold(Self::default(), |sum, home| {
                sum.plus(Self {
                    paid: u32::from(home.has_paid()),
                    due: 1,
                })
            })
    }

    /// Several buildings of one steward together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            paid: self.paid.saturating_add(other.paid),
            due: self.due.saturating_add(other.due),
        }
    }

    /// Whether the rate is below so many per cent.
    fn is_below(self, percent: u32) -> bool {
        u64::from(self.paid) * 100 < u64::from(percent) * u64::from(self.due)
    }

    /// The rate in thousandths, cut and not rounded: what is below 98 % never reads as 98.0; nothing if nobody owes.
    pub fn permille(self) -> Option<u32> {
        let thousandths = u64::from(self.paid) * 1000;
        let rate = thousandths.checked_div(u64::from(self.due))?;
        u32::try_from(rate).ok()
    }

    /// What it means by these bands.
    pub fn result(self, bands: &[RateBand]) -> RateResult {
        let applies = bands.iter().filter(|band| self.is_below(band.below));
        let worst = applies.min_by_key(|band| band.below);
        RateResult {
            points: POINTS.saturating_sub(worst.map_or(0, |band| band.takes)),
            unfit: worst.is_some_and(|band| band.unfit),
            nobody_due: self.due == 0,
        }
    }

    /// How many more households must pay to reach so many per cent; nothing where more would be needed than owe.
    pub fn missing_to(self, percent: u32) -> Option<u32> {
        let wanted = (u64::from(percent) * u64::from(self.due)).div_ceil(100);
        let wanted = u32::try_from(wanted).ok().filter(|n| *n <= self.due)?;
        Some(wanted.saturating_sub(self.paid))
    }
}
