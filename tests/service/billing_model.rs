//! Runs in any order against a second, naive account of who owes what: whoever is handed over, whenever, is charged for
//! every month that was run, once.

use std::collections::{BTreeMap, BTreeSet};

use frontdesk::domain::calendar::Month;
use frontdesk::domain::error::Why;
use proptest::prelude::*;

use super::billing::{BILLER, charges, post, preview};
use super::money::{HOME, estate, run, sound};
use crate::support::campaign::size;

/// The homes, and what a month of their area comes to at 2.80: 88.5 m² are 247.80, 98.6 m² are 276.08 yuan.
const HOMES: [(&str, i64); 4] = [
    ("1-1-101", 24_780),
    ("1-1-102", 24_780),
    ("3-2-1101", 27_608),
    (HOME, 27_608),
];
/// A parking space a month.
const PARKING: i64 = 12_000;
/// The month of number 0.
const FIRST: &str = "2026-07";

/// What is done.
#[derive(Debug, Clone)]
enum Step {
    /// A home is handed over on the first day of a month, unless it was before.
    HandOver(usize, i32),
    /// A month is run.
    Run(i32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..HOMES.len(), 0..5_i32).prop_map(|(home, month)| Step::HandOver(home, month)),
        (0..5_i32).prop_map(Step::Run),
    ]
}

/// The naive account.
#[derive(Default)]
struct Naive {
    handed_over: BTreeMap<usize, i32>,
    /// Months a run charged each item for.
    ran: [BTreeSet<i32>; 2],
    /// Home, item, month.
    charged: BTreeSet<(usize, usize, i32)>,
}

impl Naive {
    /// What a run of a month would charge: home, item, month, and how much.
    fn due(&self, month: i32) -> BTreeMap<(usize, usize, i32), i64> {
        let mut due = BTreeMap::new();
        for (home, begun) in &self.handed_over {
            for (item, ran) in self.ran.iter().enumerate() {
                // A home that is not there by the end of the month is not looked at.
                let months = ran
                    .iter()
                    .copied()
                    .filter(|ran| *ran < month)
                    .chain([month]);
                for of in months.filter(|of| begun <= of && *begun <= month) {
                    if !self.charged.contains(&(*home, item, of)) {
                        let amount = if item == 0 { HOMES[*home].1 } else { PARKING };
                        due.insert((*home, item, of), amount);
                    }
                }
            }
        }
        due
    }
}

fn month(number: i32) -> Month {
    FIRST.parse::<Month>().unwrap().plus(number)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(size(6, 40, 2_000)))]

    #[test]
    fn every_month_is_charged_once_whenever_it_is_run(steps in prop::collection::vec(step(), 1..10)) {
        let mut world = estate();
        for (code, _) in HOMES {
            let mut home = world.home(code);
            home.handed_over = None;
            world.put(&mut home);
        }
        let mut naive = Naive::default();
        for step in steps {
            match step {
                Step::HandOver(home, number) => {
                    if naive.handed_over.contains_key(&home) {
                        continue;
                    }
                    naive.handed_over.insert(home, number);
                    let mut kept = world.home(HOMES[home].0);
                    kept.handed_over = Some(month(number).first());
                    world.put(&mut kept);
                }
                Step::Run(number) => {
                    let due = naive.due(number);
                    let of = month(number).to_string();
                    let page = preview(&world, &of);
                    let late: i64 = due.iter().filter(|((_, _, of), _)| *of != number).map(|(_, amount)| amount).sum();
                    prop_assert_eq!(page.all.charges as usize, due.len());
                    prop_assert_eq!(page.all.amount.fen(), due.values().sum::<i64>());
                    prop_assert_eq!(page.all.late_amount.fen(), late);
                    if due.is_empty() {
                        prop_assert_eq!(world.refused(BILLER, run(&of)).why, Why::NothingToCharge);
                        continue;
                    }
                    world.done(BILLER, post(&page));
                    for (home, item, of) in due.keys() {
                        naive.charged.insert((*home, *item, *of));
                        if *of == number {
                            naive.ran[*item].insert(number);
                        }
                    }
                    prop_assert_eq!(charges(&world).len(), naive.charged.len());
                    prop_assert!(!preview(&world, &of).posts);
                }
            }
        }
        sound(&world);
    }
}
