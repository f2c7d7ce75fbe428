//! The collection rate of a month by steward and building, with its points and what is missing (duties.md D-053, 2.3).

use std::collections::BTreeMap;

use crate::domain::calendar::Month;
use crate::domain::id::StaffId;
use crate::domain::ledger::RATE_BANDS;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::arrears::{called, steward_called, stewards_on};
use crate::service::rates::{MonthRate, by_place};
use crate::service::view::{Counted, GroupBy, RateLine, Rates};

/// Answers `Query::Rates`: of this month if none is named, by building unless by steward.
pub fn rates(asking: Asking<'_>, month: Option<Month>, by: GroupBy) -> Run<Rates> {
    let today = asking.office.today(asking.now);
    let month = month.unwrap_or_else(|| today.month());
    let target = asking.office.whole("rate.target_percent", 98);
    let target = u32::try_from(target).unwrap_or(100);
    let places = by_place(asking.tx, month, today)?;
    let all = |conditions: Vec<String>| {
        let own = [format!("month = {month}")];
        Some(Counted {
            what: "unpaid_homes".to_owned(),
            conditions: own.into_iter().chain(conditions).collect(),
        })
    };
    let mut whole = MonthRate::default();
    for rate in places.values() {
        whole = whole.plus(*rate);
    }
    let mut lines = Vec::new();
    if by == GroupBy::Steward {
        // The rate goes by who answers for the building on the last day of the month (duties.md A-51).
        let stewards = stewards_on(asking, month.last().min(today))?;
        let mut sums: BTreeMap<Option<StaffId>, MonthRate> = BTreeMap::new();
        for (place, rate) in &places {
            let sum = sums.entry(stewards.get(place).copied()).or_default();
            *sum = sum.plus(*rate);
        }
        for (steward, rate) in sums {
            let (name, text) = steward_called(asking, steward)?;
            let rows = all(vec![format!("steward = {text}")]);
            lines.push(RateLine {
                name: Some(name),
                rows,
                ..line(rate, target)
            });
        }
    } else {
        for (place, rate) in &places {
            let (name, text) = called(asking, place);
            let rows = all(vec![format!("building = {text}")]);
            lines.push(RateLine {
                name: Some(name),
                rows,
                ..line(*rate, target)
            });
        }
    }
    // The lowest first; of equal ones where the most homes are missing.
    lines.sort_by_key(|line| {
        let rate = u64::from(line.paid) * 1_000_000;
        let rate = rate.checked_div(u64::from(line.due)).unwrap_or(u64::MAX);
        (rate, std::cmp::Reverse(line.due - line.paid))
    });
    Ok(Rates {
        month,
        whole: RateLine {
            rows: all(Vec::new()),
            ..line(whole, target)
        },
        lines,
        target,
    })
}

fn line(rate: MonthRate, target: u32) -> RateLine {
    let result = rate.homes.result(&RATE_BANDS);
    RateLine {
        name: None,
        paid: rate.homes.paid,
        due: rate.homes.due,
        rate: rate.homes.permille(),
        fees: rate.fees,
        settled: rate.settled,
        by_amount: rate.permille(),
        points: result.points,
        unfit: result.unfit,
        missing: rate.homes.missing_to(target).filter(|missing| *missing > 0),
        rows: None,
    }
}
