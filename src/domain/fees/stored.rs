//! Fee items and links as they are stored, priced by the rules.

use crate::domain::calendar::{Day, Month};
use crate::domain::fees::{
    Derivation, Edges, FeeFault, Home, Input, Measure, Nature, Period, Tariff, TierSpan, price,
};
use crate::domain::household::{FeeLink, Household};
use crate::domain::ledger::{FeeItem, Formula};
use crate::domain::money::{Area, Rate};

impl From<Formula> for Measure {
    fn from(formula: Formula) -> Self {
        match formula {
            Formula::PerArea => Self::PerArea,
            Formula::Fixed => Self::Fixed,
            Formula::PerSpace => Self::PerSpace,
            Formula::Metered => Self::Metered,
            Formula::Shared => Self::Shared,
        }
    }
}

impl From<&FeeItem> for Tariff {
    fn from(item: &FeeItem) -> Self {
        let mut prices = item.prices();
        if item.formula == Formula::Fixed {
            // What stands there counts again once the item is charged by something.
            for price in &mut prices {
                price.rate = Rate::ZERO;
            }
        }
        Self {
            measure: item.formula.into(),
            nature: item.nature(),
            prices,
            from: item.from,
            until: item.until,
            edges: item.edges.unwrap_or(Edges::Whole),
            tier_span: item.tier_span.unwrap_or(TierSpan::Month),
        }
    }
}

impl Home {
    /// A home as the rules see it for an item it pays.
    pub fn of(household: &Household, link: &FeeLink, item: &FeeItem) -> Self {
        Self {
            area: household.area,
            spaces: link.spaces.unwrap_or(1),
            // What is owed once is owed for the month it begins in, whenever the home is handed over.
            handed_over: household
                .handed_over
                .filter(|_| !item.is_once())
                .or(Some(Day::MIN)),
            since: link.since,
            until: link.until,
        }
    }
}

/// Returns what a month of an item costs a home of `area` with so many spaces that owes the whole month.
pub fn whole_month(
    item: &FeeItem,
    area: Area,
    spaces: u32,
    month: Month,
) -> Result<Derivation, FeeFault> {
    let tariff = Tariff {
        nature: Nature::Monthly,
        from: Day::MIN,
        until: None,
        ..Tariff::from(item)
    };
    let home = Home {
        area,
        spaces,
        handed_over: Some(Day::MIN),
        since: Day::MIN,
        until: None,
    };
    price(&tariff, &home, Period::of(month), Input::Nothing)?.ok_or(FeeFault::NotAPeriod)
}
