//! Any fee, home and period against day by day and unit by unit.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::fees::{
    Edges, Home, Input, Measure, Nature, Period, Price, Share, Tariff, Tier, TierSpan, Use, price,
};
use frontdesk::domain::money::{Amount, Area, Quantity, Rate};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::month;
use super::ratio::Ratio;
use crate::support::campaign::size;

const BEGIN: i32 = 20_454; // 2026-01-01

/// Days after the beginning, rate, fixed part, and tiers by bound and rate.
type Drawn = (i32, i64, i64, Vec<(i64, i64)>);

fn a_price() -> impl Strategy<Value = Drawn> {
    let tiers = prop::collection::vec((1..900_i64, 0..90_000_i64), 0..3);
    (0..500_i32, 0..60_000_i64, 0..20_000_i64, tiers)
}

fn tariff(measure: Measure, by_day: bool, prices: &[Drawn]) -> Tariff {
    let mut prices: Vec<Price> = prices
        .iter()
        .map(|(after, rate, fixed, tiers)| {
            let mut tiers: Vec<Tier> = tiers
                .iter()
                .map(|(above, rate)| Tier {
                    above: Quantity::from_units(*above).unwrap(),
                    rate: Rate::from_units(*rate).unwrap(),
                })
                .collect();
            tiers.sort_by_key(|tier| tier.above);
            tiers.dedup_by_key(|tier| tier.above);
            Price {
                from: Day::new(BEGIN + after).unwrap(),
                rate: Rate::from_units(*rate).unwrap(),
                fixed: Amount::from_fen(*fixed).unwrap(),
                tiers,
            }
        })
        .collect();
    prices.sort_by_key(|price| price.from);
    prices.dedup_by_key(|price| price.from);
    Tariff {
        measure,
        nature: Nature::Monthly,
        prices,
        from: Day::new(BEGIN - 100).unwrap(),
        until: None,
        edges: if by_day { Edges::ByDay } else { Edges::Whole },
        tier_span: TierSpan::Year,
    }
}

/// The price of a day: the last that began by then, or the first of all.
fn of_day(tariff: &Tariff, day: Day) -> &Price {
    let mut found = &tariff.prices[0];
    for price in &tariff.prices {
        if price.from <= day {
            found = price;
        }
    }
    found
}

/// Goes through the period day by day; each day costs its part of its month.
fn by_the_day(tariff: &Tariff, home: &Home, period: Period) -> Option<i64> {
    let mut sum = Ratio::ZERO;
    let mut owed = false;
    for count in 0..i32::try_from(period.months).unwrap() {
        let month = period.first.plus(count);
        let days: Vec<Day> = month.first().through(month.last()).collect();
        let lives = |day: &Day| {
            *day >= tariff.from.max(home.since).max(home.handed_over.unwrap())
                && home.until.is_none_or(|until| *day <= until)
        };
        let any = days.iter().any(lives);
        for day in &days {
            let counts = match tariff.edges {
                Edges::ByDay => lives(day),
                Edges::Whole => any,
            };
            if !counts {
                continue;
            }
            owed = true;
            let price = of_day(tariff, *day);
            let fixed = Ratio::whole(price.fixed.fen());
            let each = i128::from(price.rate.units());
            let by = match tariff.measure {
                Measure::PerArea => Ratio::of(i128::from(home.area.units()) * each, 10_000),
                Measure::PerSpace => Ratio::of(i128::from(home.spaces) * each, 100),
                _ => Ratio::ZERO,
            };
            let part = Ratio::of(1, i128::try_from(days.len()).unwrap());
            sum = sum.add(by.add(fixed).times(part));
        }
    }
    owed.then(|| sum.nearest())
}

#[test]
fn any_monthly_fee_is_the_sum_of_its_days() {
    let mut runner = TestRunner::new(Config::with_cases(size(300, 5_000, 200_000)));
    let home = (
        0..30_000_i64,
        0..4_u32,
        -40..420_i32,
        -40..420_i32,
        prop::option::of(0..500_i32),
    );
    let fee = (
        0..3_usize,
        any::<bool>(),
        prop::collection::vec(a_price(), 1..4),
    );
    let made = (home, fee, 0..14_i32, 1..5_u32);
    runner
        .run(
            &made,
            |((area, spaces, handed, since, until), (measure, by_day, prices), at, months)| {
                let measure = [Measure::Fixed, Measure::PerArea, Measure::PerSpace][measure];
                let tariff = tariff(measure, by_day, &prices);
                let since = Day::new(BEGIN + since).unwrap();
                let handed = Day::new(BEGIN + handed).unwrap();
                let home = Home {
                    area: Area::from_units(area).unwrap(),
                    spaces,
                    handed_over: Some(handed),
                    since,
                    // One that ends before it begins is held by hand-worked cases.
                    until: until.map(|days| since.max(handed).plus(days)),
                };
                let period = Period {
                    first: month("2026-01").plus(at),
                    months,
                };
                let derived = price(&tariff, &home, period, Input::Nothing).unwrap();
                let naive = by_the_day(&tariff, &home, period);
                prop_assert_eq!(derived.as_ref().map(|d| d.amount.fen()), naive);
                if let Some(derived) = derived {
                    prop_assert_eq!(derived.proves(), Ok(true));
                }
                Ok(())
            },
        )
        .unwrap();
}

/// Gives each 1/1000 its day and then its price by how much was used before it.
fn by_the_unit(tariff: &Tariff, used: Use) -> i64 {
    let mut sum = Ratio::ZERO;
    let days = i64::from(used.until.since(used.from)) + 1;
    let all = used.quantity.units();
    for unit in 0..all {
        // Unit u lies on the first day d whose running total, rounded up, is beyond it: ⌈all × d ÷ days⌉ > u. A price
        // that changes after day d takes the units from there.
        let mut last = used.from;
        for price in &tariff.prices {
            if price.from <= used.from || price.from > used.until {
                continue;
            }
            let gone = i64::from(price.from.since(used.from));
            let upto = (all * gone + days - 1) / days;
            if unit >= upto {
                last = last.max(price.from);
            }
        }
        let price = of_day(tariff, last);
        let place = used.before.units() + unit;
        let mut rate = price.rate;
        for tier in &price.tiers {
            if place >= tier.above.units() {
                rate = tier.rate;
            }
        }
        sum = sum.add(Ratio::of(i128::from(rate.units()), 100_000));
    }
    let base = of_day(tariff, used.until).fixed;
    sum.add(Ratio::whole(base.fen())).nearest()
}

#[test]
fn any_use_is_the_sum_of_its_units() {
    let mut runner = TestRunner::new(Config::with_cases(size(150, 1_500, 40_000)));
    let fee = prop::collection::vec(a_price(), 1..4);
    let use_of = (0..1500_i64, 0..400_i32, 0..120_i32, 0..1000_i64);
    runner
        .run(&(fee, use_of), |(prices, (units, from, days, before))| {
            let tariff = tariff(Measure::Metered, false, &prices);
            let from = Day::new(BEGIN + from).unwrap();
            let used = Use {
                quantity: Quantity::from_units(units).unwrap(),
                from,
                until: from.plus(days),
                before: Quantity::from_units(before).unwrap(),
            };
            let home = Home {
                area: Area::default(),
                spaces: 0,
                handed_over: Some(Day::MIN),
                since: Day::MIN,
                until: None,
            };
            let period = Period::of(used.until.month());
            let derived = price(&tariff, &home, period, Input::Use(used))
                .unwrap()
                .unwrap();
            prop_assert_eq!(derived.amount.fen(), by_the_unit(&tariff, used));
            prop_assert_eq!(derived.proves(), Ok(true));
            Ok(())
        })
        .unwrap();
}

proptest! {
    #[test]
    fn any_shares_sum_to_the_bill_and_are_less_than_a_fen_off(
        units in 0..9_000_000_i64, each in 0..50_000_i64, fixed in 0..900_000_i64,
        pieces in prop::collection::vec(1..30_000_u64, 1..40),
    ) {
        let whole: u64 = pieces.iter().sum();
        let tariff = tariff(Measure::Shared, false, &[(0, each, fixed, Vec::new())]);
        let bill = Ratio::of(i128::from(units) * i128::from(each), 100_000).add(Ratio::whole(fixed)).nearest();
        let home = Home {
            area: Area::default(),
            spaces: 0,
            handed_over: Some(Day::MIN),
            since: Day::MIN,
            until: None,
        };
        let (mut before, mut sum) = (0, 0);
        for own in pieces {
            let share = Share { quantity: Quantity::from_units(units).unwrap(), before, own, whole };
            let period = Period::of(month("2026-11"));
            let derived = price(&tariff, &home, period, Input::Share(share)).unwrap().unwrap();
            prop_assert_eq!(derived.proves(), Ok(true));
            let off = i128::from(derived.amount.fen()) * i128::from(whole) - i128::from(bill) * i128::from(own);
            prop_assert!(off.abs() < i128::from(whole));
            before += own;
            sum += derived.amount.fen();
        }
        prop_assert_eq!(sum, bill);
    }
}
