//! Fees worked by hand: each way of measuring, months in part, prices that change, tiers, shares.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::fees::{
    Derivation, Edges, FeeFault, Home, Input, Measure, Nature, Period, Price, Share, Tariff, Tier,
    TierSpan, Use, price,
};
use frontdesk::domain::id::FeeItemId;
use frontdesk::domain::ledger::{FeeItem, Formula};
use frontdesk::domain::money::{Amount, Area, MoneyFault, Quantity};
use proptest::prelude::*;

use super::ratio::Ratio;
use super::{area, day, month, much, rate, yuan};

pub fn costs(from: &str, each: &str, fixed: &str) -> Price {
    Price {
        from: day(from),
        rate: rate(each),
        fixed: yuan(fixed),
        tiers: Vec::new(),
    }
}

pub fn tariff(measure: Measure, edges: Edges, prices: Vec<Price>) -> Tariff {
    Tariff {
        measure,
        nature: Nature::Monthly,
        prices,
        from: day("2020-01-01"),
        until: None,
        edges,
        tier_span: TierSpan::Month,
    }
}

pub fn home(since: &str) -> Home {
    Home {
        area: area("98.6"),
        spaces: 2,
        handed_over: Some(day("2019-06-01")),
        since: day(since),
        until: None,
    }
}

fn one(text: &str) -> Period {
    Period::of(month(text))
}

#[track_caller]
fn derived(tariff: &Tariff, home: &Home, period: Period, input: Input) -> Derivation {
    let derived = price(tariff, home, period, input).unwrap().unwrap();
    assert_eq!(derived.proves(), Ok(true));
    derived
}

#[track_caller]
fn owes(tariff: &Tariff, home: &Home, of: &str, wanted: &str) -> Derivation {
    let derived = derived(tariff, home, one(of), Input::Nothing);
    assert_eq!(derived.amount, yuan(wanted), "{derived:?}");
    derived
}

#[track_caller]
fn owes_nothing(tariff: &Tariff, home: &Home, of: &str) {
    let derived = price(tariff, home, one(of), Input::Nothing);
    assert_eq!(derived, Ok(None));
}

#[test]
fn by_area_by_space_and_fixed() {
    let home = home("2020-01-01");
    let from = "2020-01-01";
    // 98.60 × 2.80 = 276.08; with 12.50 on top 288.58.
    let fee = tariff(
        Measure::PerArea,
        Edges::Whole,
        vec![costs(from, "2.8", "12.5")],
    );
    owes(&fee, &home, "2026-11", "288.58");
    // Two spaces at 150.
    let parking = tariff(
        Measure::PerSpace,
        Edges::Whole,
        vec![costs(from, "150", "0")],
    );
    owes(&parking, &home, "2026-11", "300");
    let lift = tariff(Measure::Fixed, Edges::Whole, vec![costs(from, "9", "25")]);
    owes(&lift, &home, "2026-11", "25");
    // A quarter is three months, rounded once: 3 × 98.60 × 2.8333 = 838.090… (monthly 279.36 would make 838.08).
    let odd = tariff(
        Measure::PerArea,
        Edges::Whole,
        vec![costs(from, "2.8333", "0")],
    );
    let quarter = Period {
        first: month("2026-10"),
        months: 3,
    };
    assert_eq!(
        derived(&odd, &home, quarter, Input::Nothing).amount,
        yuan("838.09")
    );
    owes(&odd, &home, "2026-10", "279.36");
}

#[test]
fn a_home_nobody_lives_in_is_charged_from_its_hand_over() {
    let fee = tariff(
        Measure::PerArea,
        Edges::Whole,
        vec![costs("2020-01-01", "2.8", "0")],
    );
    let mut empty = home("2020-01-01");
    empty.handed_over = Some(day("2026-11-20"));
    // The rules are not told whether anybody lives there; the month begun is owed whole.
    owes_nothing(&fee, &empty, "2026-10");
    owes(&fee, &empty, "2026-11", "276.08");
    empty.handed_over = None;
    owes_nothing(&fee, &empty, "2026-11");
}

#[test]
fn a_month_in_part_is_owed_by_the_day() {
    let fee = tariff(
        Measure::PerArea,
        Edges::ByDay,
        vec![costs("2020-01-01", "2.8", "30")],
    );
    // From the 21st of November 10 of 30 days: (276.08 + 30) × 10 ÷ 30 = 102.0266… → 102.03.
    let derived = owes(&fee, &home("2026-11-21"), "2026-11", "102.03");
    assert_eq!(derived.lines.len(), 2);
    assert_eq!((derived.lines[0].part, derived.lines[0].whole), (10, 30));
    // Until the 10th of February of a leap year 10 of 29: 306.08 × 10 ÷ 29 = 105.5448… → 105.54.
    let mut leaving = home("2020-01-01");
    leaving.until = Some(day("2028-02-10"));
    owes(&fee, &leaving, "2028-02", "105.54");
    owes_nothing(&fee, &leaving, "2028-03");
    // One day, the first and last: 306.08 ÷ 31 = 9.8735… → 9.87.
    let mut a_day = home("2026-12-31");
    a_day.until = Some(day("2026-12-31"));
    owes(&fee, &a_day, "2026-12", "9.87");
    // Ended before it began.
    let mut never = home("2026-12-31");
    never.until = Some(day("2026-12-30"));
    owes_nothing(&fee, &never, "2026-12");
}

#[test]
fn a_price_that_changes_counts_from_its_day() {
    let prices = vec![
        costs("2026-01-01", "2.8", "0"),
        costs("2026-11-11", "3.1", "0"),
    ];
    let fee = tariff(Measure::PerArea, Edges::Whole, prices);
    // 10 of 30 days at 2.80, 20 at 3.10: 98.6 × (28 + 62) ÷ 30 = 98.6 × 3 = 295.80.
    let derived = owes(&fee, &home("2020-01-01"), "2026-11", "295.80");
    let days: Vec<_> = derived
        .lines
        .iter()
        .map(|line| (line.from, line.until))
        .collect();
    let (tenth, eleventh) = (day("2026-11-10"), day("2026-11-11"));
    assert_eq!(
        days,
        [(day("2026-11-01"), tenth), (eleventh, day("2026-11-30"))]
    );
    // Before the first price that one counts: 98.6 × 2.8.
    owes(&fee, &home("2020-01-01"), "2025-06", "276.08");
    // On the first of a month nothing is divided.
    let prices = vec![
        costs("2026-01-01", "2.8", "0"),
        costs("2026-11-01", "3.1", "0"),
    ];
    let fee = tariff(Measure::PerArea, Edges::Whole, prices);
    assert_eq!(
        owes(&fee, &home("2020-01-01"), "2026-11", "305.66")
            .lines
            .len(),
        1
    );
}

#[test]
fn what_is_owed_once_is_owed_when_it_begins_for_the_home() {
    for nature in [Nature::Once, Nature::Deposit] {
        let mut once = tariff(
            Measure::Fixed,
            Edges::ByDay,
            vec![costs("2020-01-01", "0", "2000")],
        );
        once.nature = nature;
        let home = home("2026-11-21");
        owes(&once, &home, "2026-11", "2000");
        owes_nothing(&once, &home, "2026-12");
        owes_nothing(&once, &home, "2026-10");
        once.until = Some(day("2026-11-20"));
        owes_nothing(&once, &home, "2026-11");
    }
}

fn used(text: &str, from: &str, until: &str, before: &str) -> Input {
    Input::Use(Use {
        quantity: much(text),
        from: day(from),
        until: day(until),
        before: much(before),
    })
}

fn water() -> Tariff {
    let mut price = costs("2026-01-01", "3.45", "0");
    price.tiers = vec![
        Tier {
            above: much("180"),
            rate: rate("4.83"),
        },
        Tier {
            above: much("260"),
            rate: rate("5.83"),
        },
    ];
    let mut water = tariff(Measure::Metered, Edges::Whole, vec![price]);
    water.tier_span = TierSpan::Year;
    water
}

#[test]
fn a_year_of_water_climbs_its_tiers() {
    let home = home("2020-01-01");
    let billed = |input| derived(&water(), &home, one("2026-11"), input);
    // 12.5 × 3.45 = 43.125, half a fen goes up.
    let plain = billed(used("12.5", "2026-10-21", "2026-11-20", "0"));
    assert_eq!(plain.amount, yuan("43.13"));
    // On top of 170: 10 at 3.45, 80 at 4.83, 5 at 5.83: 34.50 + 386.40 + 29.15 = 450.05.
    let steep = billed(used("95", "2026-10-21", "2026-11-20", "170"));
    assert_eq!(steep.amount, yuan("450.05"));
    assert_eq!(steep.lines.len(), 3);
    // On the bound itself nothing is dearer: 10 × 3.45.
    assert_eq!(
        billed(used("10", "2026-10-21", "2026-11-20", "170")).amount,
        yuan("34.50")
    );
    // Nothing used is a line and no money.
    let none = billed(used("0", "2026-10-21", "2026-11-20", "170"));
    assert_eq!((none.amount, none.lines.len()), (Amount::ZERO, 1));
}

#[test]
fn tiers_by_the_month_count_for_each_month_charged() {
    let mut power = water();
    power.tier_span = TierSpan::Month;
    let two = Period {
        first: month("2026-10"),
        months: 2,
    };
    // Two months: bounds of 360 and 520. 365 is 360 × 3.45 + 5 × 4.83 = 1242 + 24.15 = 1266.15; before counts not.
    let input = used("365", "2026-10-01", "2026-11-30", "9999");
    let derived = derived(&power, &home("2020-01-01"), two, input);
    assert_eq!(derived.amount, yuan("1266.15"));
}

#[test]
fn a_price_between_two_readings_takes_its_days() {
    let prices = vec![costs("2026-01-01", "3", "0"), costs("2026-11-11", "4", "5")];
    let water = tariff(Measure::Metered, Edges::Whole, prices);
    // 30 days, 10 before the change: 10.001 m³ are 3.334 and 6.667; 10.002 + 26.668 + 5 = 41.67.
    let input = used("10.001", "2026-11-01", "2026-11-30", "0");
    let derived = derived(&water, &home("2020-01-01"), one("2026-11"), input);
    assert_eq!(derived.amount, yuan("41.67"));
    let quantities: Vec<_> = derived.lines.iter().map(|line| line.quantity).collect();
    assert_eq!(quantities, [much("3.334"), much("6.667"), much("1")]);
}

#[test]
fn what_nobody_has_read_is_an_exception_and_never_guessed() {
    let home = home("2020-01-01");
    let priced = |tariff: &Tariff, input| price(tariff, &home, one("2026-11"), input);
    assert_eq!(priced(&water(), Input::Nothing), Err(FeeFault::NoReading));
    let mut shared = water();
    shared.measure = Measure::Shared;
    assert_eq!(priced(&shared, Input::Nothing), Err(FeeFault::NoShare));
    let backward = used("1", "2026-11-20", "2026-11-19", "0");
    assert_eq!(priced(&water(), backward), Err(FeeFault::NotAPeriod));
    let mut none = water();
    none.prices.clear();
    assert_eq!(priced(&none, Input::Nothing), Err(FeeFault::NoPrice));
    let mut mixed = water();
    mixed.prices[0].tiers.reverse();
    assert_eq!(mixed.check(), Err(FeeFault::OutOfOrder));
    let mut ended = water();
    ended.until = Some(day("2019-12-31"));
    let until = day("2019-12-31");
    let from = day("2020-01-01");
    assert_eq!(ended.check(), Err(FeeFault::EndsBefore { from, until }));
}

#[test]
fn shares_of_public_use_sum_to_the_bill() {
    let mut lift = tariff(
        Measure::Shared,
        Edges::Whole,
        vec![costs("2020-01-01", "0.6", "0")],
    );
    lift.nature = Nature::Monthly;
    // 166.67 kWh at 0.60 are 100.002, so 100.00; three like homes pay 33.34, 33.33 and 33.33.
    let mut amounts = Vec::new();
    for before in 0..3 {
        let share = Share {
            quantity: much("166.67"),
            before,
            own: 1,
            whole: 3,
        };
        let home = home("2020-01-01");
        amounts.push(derived(&lift, &home, one("2026-11"), Input::Share(share)).amount);
    }
    assert_eq!(amounts, [yuan("33.34"), yuan("33.33"), yuan("33.33")]);
    let beyond = Input::Share(Share {
        quantity: much("1"),
        before: 2,
        own: 2,
        whole: 3,
    });
    let priced = price(&lift, &home("2020-01-01"), one("2026-11"), beyond);
    assert_eq!(priced, Err(MoneyFault::NoParts.into()));
}

#[test]
fn what_does_not_fit_is_refused() {
    let fee = tariff(
        Measure::PerArea,
        Edges::Whole,
        vec![costs("2020-01-01", "100000000", "0")],
    );
    let mut wide = home("2020-01-01");
    wide.area = Area::from_units(100_000_000_000).unwrap();
    let refused = Err(FeeFault::Money(MoneyFault::TooLarge));
    assert_eq!(price(&fee, &wide, one("2026-11"), Input::Nothing), refused);
    for (first, months) in [
        ("2026-11", 0),
        ("2026-11", 121),
        ("2199-12", 2),
        ("2026-11", u32::MAX),
    ] {
        let period = Period {
            first: month(first),
            months,
        };
        let priced = price(&fee, &home("2020-01-01"), period, Input::Nothing);
        assert_eq!(priced, Err(FeeFault::NotAPeriod), "{first} {months}");
    }
    let fee = tariff(
        Measure::PerArea,
        Edges::Whole,
        vec![costs("2020-01-01", "1", "-1")],
    );
    assert_eq!(fee.check(), Err(MoneyFault::Negative.into()));
    assert_eq!(Quantity::from_units(-1), Err(MoneyFault::Negative));
}

proptest! {
    /// What is charged today by the one price of a fee item is what the rules say.
    #[test]
    fn a_stored_fee_item_costs_what_it_did(
        units in 0..=50_000_i64, fixed in 0..=100_000_i64, size in 0..=100_000_i64,
        per_area in any::<bool>(), once in any::<bool>(),
        from in 19_000..20_000_i32, lasts in prop::option::of(0..400_i32), since in 19_000..20_000_i32, at in 0..40_i32,
    ) {
        let from = Day::new(from).unwrap();
        let item = FeeItem {
            price: frontdesk::domain::money::Rate::from_units(units).unwrap(),
            fixed: Amount::from_fen(fixed).unwrap(),
            until: if once { Some(from) } else { lasts.map(|days| from.plus(days)) },
            ..FeeItem::new(
                FeeItemId(1),
                "物业费".into(),
                if per_area { Formula::PerArea } else { Formula::Fixed },
                from,
            )
        };
        let since = Day::new(since).unwrap();
        let home = Home {
            area: Area::from_units(size).unwrap(),
            spaces: 0,
            handed_over: Some(Day::MIN),
            since,
            until: None,
        };
        let of = from.month().plus(at - 5);
        let priced = price(&Tariff::from(&item), &home, Period::of(of), Input::Nothing).unwrap();
        prop_assert_eq!(priced.is_some(), item.is_owed(since, of));
        if let Some(derived) = priced {
            // What stood before: area × price rounded once, then the whole fen of the fixed part.
            let by_area = if per_area { Ratio::of(i128::from(size) * i128::from(units), 10_000).nearest() } else { 0 };
            prop_assert_eq!(derived.amount.fen(), by_area + fixed);
            prop_assert_eq!(derived.proves(), Ok(true));
        }
    }
}
