//! The rules of charges and debts: what a fee costs, what is settled first, whose call comes when.

use frontdesk::domain::calendar::{DAY_MS, Day, Month, Zone};
use frontdesk::domain::fees::whole_month;
use frontdesk::domain::id::{ChargeId, EntryId, FeeItemId, HouseholdId};
use frontdesk::domain::ledger::{
    Asked, Charge, ChargeSource, FeeItem, Formula, Owed, allocate, basis, earliest_effective,
    urgent_at,
};
use frontdesk::domain::money::{Amount, Area, MoneyFault, Rate};
use frontdesk::domain::staff::Rank;
use proptest::prelude::*;

fn day(y: i32, m: u32, d: u32) -> Day {
    Day::from_ymd(y, m, d).unwrap()
}

fn yuan(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn item(formula: Formula, price: &str, fixed: &str) -> FeeItem {
    FeeItem {
        price: Rate::parse(price).unwrap(),
        fixed: yuan(fixed),
        property_fee: true,
        ..FeeItem::new(FeeItemId(1), "物业费".into(), formula, day(2020, 1, 1))
    }
}

fn november() -> Month {
    Month::new(2026, 11).unwrap()
}

#[track_caller]
fn costs(formula: Formula, price: &str, fixed: &str, area: &str, wanted: &str, facts: &[&str]) {
    let item = item(formula, price, fixed);
    let derived = whole_month(&item, Area::parse(area).unwrap(), 1, november()).unwrap();
    assert_eq!(derived.amount, yuan(wanted));
    let found = derived.basis();
    let found: Vec<&str> = found.iter().map(|fact| fact.fact.as_str()).collect();
    assert_eq!(found, facts);
}

#[test]
fn a_fee_is_area_by_price_and_the_fixed_part() {
    use basis::{AREA, EXACT, FIXED, PRICE};
    costs(
        Formula::PerArea,
        "2.8",
        "0",
        "98.6",
        "276.08",
        &[AREA, PRICE],
    );
    costs(
        Formula::PerArea,
        "2.8",
        "12.5",
        "98.6",
        "288.58",
        &[AREA, PRICE, FIXED],
    );
    costs(Formula::Fixed, "2.8", "60", "98.6", "60", &[FIXED]);
    // Half a fen goes up, once, and the explanation tells the sum before it.
    costs(
        Formula::PerArea,
        "0.005",
        "1",
        "1",
        "1.01",
        &[AREA, PRICE, FIXED, EXACT],
    );
}

#[test]
fn a_fee_beyond_the_books_is_refused_and_never_wraps() {
    let dear = item(Formula::PerArea, "100000000", "0");
    let wide = Area::from_units(1_000_000_000_000).unwrap();
    let month = |item, area| whole_month(item, area, 1, november());
    assert_eq!(month(&dear, wide), Err(MoneyFault::TooLarge.into()));
    let full = item(Formula::PerArea, "1", "10000000000");
    assert_eq!(
        month(&full, Area::parse("1").unwrap()),
        Err(MoneyFault::TooLarge.into())
    );
}

fn charge(id: u64, month: (i32, u32), amount: &str, paid: &str, property_fee: bool) -> Charge {
    let month = Month::new(month.0, month.1).unwrap();
    Charge {
        id: ChargeId(id),
        version: 1,
        household: HouseholdId(1),
        item: None,
        name: if property_fee {
            "物业费"
        } else {
            "停车费"
        }
        .into(),
        month,
        amount: yuan(amount),
        paid: yuan(paid),
        due_on: month.day(15),
        source: ChargeSource::Run,
        entry: EntryId(id),
        basis: Vec::new(),
        property_fee,
        note: String::new(),
        counts: false,
        late: None,
        moves: None,
        relief: None,
        disputed: None,
        lines: None,
        kind: None,
        place: None,
    }
}

#[test]
fn a_debt_counts_months_once_and_names_each_item_once() {
    let owed = Owed::of(&[
        charge(1, (2026, 9), "100", "40", true),
        charge(2, (2026, 9), "50", "0", false),
        charge(3, (2026, 10), "100", "100", true),
        charge(4, (2026, 11), "50", "0", false),
        charge(5, (2026, 11), "100", "0", true),
    ])
    .unwrap();
    assert_eq!(owed.amount, yuan("260"));
    assert_eq!(owed.months, 2);
    assert_eq!(owed.items, ["物业费", "停车费"]);
    assert_eq!(owed.oldest_due_on, Some(day(2026, 9, 15)));
    let months: Vec<String> = owed.unpaid_months.iter().map(ToString::to_string).collect();
    assert_eq!(months, ["2026-09", "2026-11"]);
    let most = charge(1, (2026, 9), "10000000000", "0", true);
    assert_eq!(Owed::of(&[most.clone(), most]), Err(MoneyFault::TooLarge));
}

#[test]
fn whose_call_it_is_follows_promise_then_dunning_then_due_day() {
    let zone = Zone::default();
    let due = day(2026, 9, 15);
    let asked = Asked {
        wait_days: 7,
        ..Asked::default()
    };
    assert_eq!(urgent_at(due, asked, zone), zone.end_of(due));
    let dunned_at = zone.at(day(2026, 11, 20), 600);
    let dunned = Asked {
        dunned_at: Some(dunned_at),
        ..asked
    };
    let waited = dunned_at.plus_ms(7 * DAY_MS);
    assert_eq!(urgent_at(due, dunned, zone), waited);
    let promised = Asked {
        promise_on: Some(day(2026, 11, 25)),
        ..dunned
    };
    let promise_ends = zone.end_of(day(2026, 11, 25));
    assert_eq!(urgent_at(due, promised, zone), promise_ends);
    // Dunned again after breaking it: not on top of the list for ever.
    let broken = Asked {
        dunned_at: Some(promise_ends.plus_minutes(60)),
        ..promised
    };
    assert_eq!(
        urgent_at(due, broken, zone),
        promise_ends.plus_minutes(60).plus_ms(7 * DAY_MS)
    );
}

#[test]
fn higher_ranks_may_date_further_back() {
    let today = day(2026, 11, 21);
    let earliest = |rank| today.since(earliest_effective(rank, today));
    assert_eq!(earliest(Rank::Worker), 0);
    assert_eq!(earliest(Rank::Receptionist), 7);
    assert_eq!(earliest(Rank::Supervisor), 31);
    assert_eq!(earliest(Rank::PropertyManager), 366);
}

proptest! {
    #[test]
    fn parts_sum_exactly_and_never_exceed_what_is_owed(
        fen in 0..=1_000_000_000_000_i64,
        owed in prop::collection::vec(0..=200_000_i64, 0..30),
    ) {
        let amount = Amount::from_fen(fen).unwrap();
        let unpaid: Vec<_> = (1_u64..)
            .zip(&owed)
            .map(|(id, fen)| (ChargeId(id), Amount::from_fen(*fen).unwrap()))
            .collect();
        let (parts, left) = allocate(amount, &unpaid).unwrap();
        let sum: i64 = parts.iter().map(|part| part.amount.fen()).sum();
        prop_assert_eq!(sum + left.fen(), fen);
        // Oldest first: every charge before the last one touched is settled whole.
        let mut rest = fen;
        for (id, owed) in &unpaid {
            let part = parts.iter().find(|part| part.charge == *id).map_or(0, |p| p.amount.fen());
            prop_assert_eq!(part, rest.min(owed.fen()));
            rest -= part;
        }
    }
}
