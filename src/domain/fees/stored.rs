//! Fee items as they are stored, priced by the rules.

use crate::domain::calendar::{Day, Month};
use crate::domain::fees::{
    Derivation, Edges, FeeFault, Home, Input, Measure, Nature, Period, Tariff, TierSpan, price,
};
use crate::domain::ledger::{FeeItem, Formula};
use crate::domain::money::{Area, Rate};

/// A fee item as it is stored today.
impl From<&FeeItem> for Tariff {
    fn from(item: &FeeItem) -> Self {
        let mut prices = item.prices();
        let measure = match item.formula {
            Formula::PerArea => Measure::PerArea,
            Formula::Fixed => {
                for price in &mut prices {
                    price.rate = Rate::default();
                }
                Measure::Fixed
            }
        };
        Self {
            measure,
            nature: if item.is_once() {
                Nature::Once
            } else {
                Nature::Monthly
            },
            prices,
            from: item.from,
            until: item.until,
            edges: item.edges.unwrap_or(Edges::Whole),
            tier_span: TierSpan::Month,
        }
    }
}

/// Returns what a month of an item costs a home of `area` that owes the whole month.
pub fn whole_month(item: &FeeItem, area: Area, month: Month) -> Result<Derivation, FeeFault> {
    let tariff = Tariff {
        nature: Nature::Monthly,
        from: Day::MIN,
        until: None,
        ..Tariff::from(item)
    };
    let home = Home {
        area,
        spaces: 0,
        handed_over: Some(Day::MIN),
        since: Day::MIN,
        until: None,
    };
    price(&tariff, &home, Period::of(month), Input::Nothing)?.ok_or(FeeFault::NotAPeriod)
}
