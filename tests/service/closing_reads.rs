//! The page of months reads what it shows: the months of its rows, never the years before them.

use std::collections::BTreeMap;

use frontdesk::domain::calendar::Month;
use frontdesk::domain::ledger::{Account, Entry};
use frontdesk::domain::money::Amount;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::MonthView;
use frontdesk::storage::record;

use super::desk::{DESK, SUPERVISOR};
use super::money::{HOME, add_charge, estate, pay, sound};
use crate::counts::tally::Reads;
use crate::support::world::World;

/// An office that has charged since the January of a year, and was paid now and then.
fn since(year: i32) -> World {
    let mut world = estate();
    let mut month = Month::new(year, 1).unwrap();
    let last: Month = "2026-11".parse().unwrap();
    let mut count = 0;
    while month <= last {
        let charge = add_charge(HOME, "维修费", &format!("{}", 100 + count));
        let charge = charge.arg("month", month.to_string());
        world.done(SUPERVISOR, charge.arg("due", format!("{month}-10")));
        if count % 3 == 0 {
            world.done(DESK, pay(HOME, "150").arg("advance", "yes"));
        }
        month = month.plus(1);
        count += 1;
    }
    world
}

fn read(world: &World, wanted: Option<Month>) -> (Reads, Vec<MonthView>) {
    match world.counted(DESK, &Query::MonthClose(wanted)) {
        (reads, Reply::MonthClose(months)) => (reads, months),
        other => panic!("{other:?}"),
    }
}

#[test]
fn years_behind_the_months_that_are_shown_cost_nothing() {
    let (young, old) = (since(2025), since(2016));
    let (few, _) = read(&young, None);
    let (many, shown) = read(&old, None);
    assert_eq!(shown.len(), 13);
    assert_eq!((few.scans, few.entries), (many.scans, many.entries));
    assert!(many.gets <= few.gets, "{many:?} {few:?}");
    // One scan of the balances and one of late comers for each month; at most every account of each month.
    let accounts = 13 * Account::ALL.len();
    assert!(many.entries <= accounts + 13, "{many:?}");
    let month = Some("2026-10".parse().unwrap());
    assert_eq!(read(&young, month).0.entries, read(&old, month).0.entries);
}

#[test]
fn what_was_owed_at_each_end_is_what_the_entries_say() {
    let world = since(2024);
    let mut ends: BTreeMap<Month, i64> = BTreeMap::new();
    let mut id = 1;
    while let Some(entry) = world.look(|tx| record::get::<Entry>(tx, id)).unwrap() {
        let own = entry.postings.iter();
        let own = own.filter(|posting| posting.account == Account::Receivable);
        let sum: i64 = own.map(|posting| posting.amount.fen()).sum();
        *ends.entry(entry.effective_on.month()).or_default() += sum;
        id += 1;
    }
    let owed_at = |month: Month| -> i64 { ends.range(..=month).map(|(_, fen)| fen).sum() };
    let (_, all) = read(&world, None);
    let long_ago: Month = "2024-05".parse().unwrap();
    let (_, one) = read(&world, Some(long_ago));
    for month in all.iter().chain(&one) {
        let arrears = month.figures.iter().find(|one| one.name == "arrears");
        let expected = Amount::from_fen(owed_at(month.month)).unwrap();
        assert_eq!(arrears.unwrap().now, expected, "{}", month.month);
    }
    sound(&world);
}
