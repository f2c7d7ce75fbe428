//! A fee item as data: what it is measured by, its prices from day to day, its tiers.

use crate::domain::calendar::Day;
use crate::domain::fees::FeeFault;
use crate::domain::money::{Amount, MoneyFault, Quantity, Rate};

crate::named! {
    /// What the quantity of a fee is (duties.md D-050, D-051, A-47).
    pub enum Measure {
        /// One a month, whatever the home is.
        Fixed = 1 "fixed",
        /// The home's area in m².
        PerArea = 2 "per_area",
        /// The home's parking spaces.
        PerSpace = 3 "per_space",
        /// What a meter of the home says was used: water, power, gas.
        Metered = 4 "metered",
        /// The home's share of what all used together (公摊).
        Shared = 5 "shared",
    }
}

crate::named! {
    /// How often a fee is owed, and whose money it is.
    pub enum Nature {
        /// Every month.
        Monthly = 1 "monthly",
        /// Once, in the month in which it begins for the home.
        Once = 2 "once",
        /// Once, and given back: it is the payer's money (押金).
        Deposit = 3 "deposit",
    }
}

crate::named! {
    /// What a month costs in which a fee begins or ends for a home.
    pub enum Edges {
        /// A month that was begun is owed whole: what the earlier systems do.
        Whole = 1 "whole",
        /// By the day: so many days of the days the month has.
        ByDay = 2 "by_day",
    }
}

crate::named! {
    /// Over what time the bounds of tiers count (阶梯).
    pub enum TierSpan {
        /// For each month charged.
        Month = 1 "month",
        /// For the calendar year, on top of what was charged in it before.
        Year = 2 "year",
    }
}

/// A step of a tiered price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Tier {
    /// What is used above this costs `rate`; what is used up to it costs the step below.
    #[n(0)]
    pub above: Quantity,
    #[n(1)]
    pub rate: Rate,
}

/// What a fee item costs from a day on.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Price {
    #[n(0)]
    pub from: Day,
    /// Of one unit of the quantity: of a month, or of what was used.
    #[n(1)]
    pub rate: Rate,
    /// On top of that, a month.
    #[n(2)]
    pub fixed: Amount,
    /// Dearer steps, by rising bounds.
    #[n(3)]
    #[cbor(default)]
    pub tiers: Vec<Tier>,
}

/// A fee item as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Tariff {
    #[n(0)]
    pub measure: Measure,
    #[n(1)]
    pub nature: Nature,
    /// By rising days; before the first one, that one counts.
    #[n(2)]
    pub prices: Vec<Price>,
    #[n(3)]
    pub from: Day,
    /// Its last day.
    #[n(4)]
    pub until: Option<Day>,
    #[n(5)]
    pub edges: Edges,
    #[n(6)]
    pub tier_span: TierSpan,
}

impl Tariff {
    /// Refuses one whose prices or tiers are out of order, that has no price, or that ends before it begins.
    pub fn check(&self) -> Result<(), FeeFault> {
        if self.prices.is_empty() {
            return Err(FeeFault::NoPrice);
        }
        let tiers_rise = |price: &Price| {
            let first = price.tiers.first();
            first.is_none_or(|tier| tier.above > Quantity::ZERO)
                && price.tiers.is_sorted_by(|one, next| one.above < next.above)
        };
        let days_rise = self.prices.is_sorted_by(|one, next| one.from < next.from);
        if !days_rise || !self.prices.iter().all(tiers_rise) {
            return Err(FeeFault::OutOfOrder);
        }
        if self.prices.iter().any(|price| price.fixed.is_negative()) {
            return Err(MoneyFault::Negative.into());
        }
        match self.until {
            Some(until) if until < self.from => Err(FeeFault::EndsBefore {
                from: self.from,
                until,
            }),
            _ => Ok(()),
        }
    }

    /// The price of a day.
    pub fn price_on(&self, day: Day) -> Result<&Price, FeeFault> {
        self.prices
            .iter()
            .rfind(|price| price.from <= day)
            .or(self.prices.first())
            .ok_or(FeeFault::NoPrice)
    }

    /// Cuts the days from `from` to `until` where the price changes; each piece has one price.
    pub fn stretches(&self, from: Day, until: Day) -> Result<Vec<(Day, Day, &Price)>, FeeFault> {
        let mut pieces = Vec::new();
        let mut begin = from;
        while begin <= until {
            let price = self.price_on(begin)?;
            // The first price counts before its own day too: its day is no change.
            let changes = self.prices.iter().skip(1).map(|price| price.from);
            let change = changes.filter(|day| *day > begin && *day <= until).min();
            let end = change.map_or(until, |day| day.plus(-1));
            pieces.push((begin, end, price));
            match change {
                Some(day) => begin = day,
                None => break,
            }
        }
        Ok(pieces)
    }
}
