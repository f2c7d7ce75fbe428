//! Fee items (收费项目): what a home can be charged for, and its prices from day to day.

use crate::domain::calendar::{Day, Month};
use crate::domain::fees::{Edges, Nature, Price, Tier, TierSpan};
use crate::domain::id::FeeItemId;
use crate::domain::money::{Amount, Rate};

crate::named! {
    /// How a fee item's amount is found.
    pub enum Formula {
        /// Area × price, plus the fixed part.
        PerArea = 1 "per_area",
        /// The fixed part alone.
        Fixed = 2 "fixed",
        /// Parking spaces × price, plus the fixed part.
        PerSpace = 3 "per_space",
        /// What a meter of the home says × price, perhaps in tiers, plus the fixed part.
        Metered = 4 "metered",
        /// The home's part of what the public meters of the item say (公摊).
        Shared = 5 "shared",
    }
}

/// A fee item (收费项目).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct FeeItem {
    #[n(0)]
    pub id: FeeItemId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub name: String,
    #[n(3)]
    pub formula: Formula,
    /// Per m² and month.
    #[n(4)]
    pub price: Rate,
    /// Fixed part a month.
    #[n(5)]
    pub fixed: Amount,
    /// Counts for the collection rate.
    #[n(6)]
    pub property_fee: bool,
    #[n(7)]
    pub from: Day,
    #[n(8)]
    pub until: Option<Day>,
    /// Smallest number of months paid at once.
    #[n(9)]
    pub period: u32,
    #[n(10)]
    pub external: Option<String>,
    /// Other prices from later days on, in order; absent without any, so that it is stored as it was before.
    #[n(11)]
    pub later: Option<Vec<Price>>,
    /// What a month costs in which it begins or ends for a home; absent for whole months.
    #[n(12)]
    pub edges: Option<Edges>,
    /// How often it is owed, and whose money it is; absent for what its days say: once, where it ends on the day it
    /// begins, else every month.
    #[n(13)]
    pub nature: Option<Nature>,
    /// Over what time the bounds of its tiers count; absent for a month.
    #[n(14)]
    pub tier_span: Option<TierSpan>,
    /// Dearer steps of its first price; absent without any.
    #[n(15)]
    pub tiers: Option<Vec<Tier>>,
    /// Months a run charged it for, in order, the latest `RUNS_KEPT`: a home that comes to them later is caught up.
    #[n(16)]
    pub runs: Option<Vec<Month>>,
}

/// How many months of runs an item remembers.
const RUNS_KEPT: usize = 24;

impl FeeItem {
    /// One that costs nothing yet: every month, in whole months, without an end.
    pub const fn new(id: FeeItemId, name: String, formula: Formula, from: Day) -> Self {
        Self {
            id,
            version: 0,
            name,
            formula,
            price: Rate::ZERO,
            fixed: Amount::ZERO,
            property_fee: false,
            from,
            until: None,
            period: 1,
            external: None,
            later: None,
            edges: None,
            nature: None,
            tier_span: None,
            tiers: None,
            runs: None,
        }
    }

    /// Its prices, by the day each counts from; the first counts before its day too.
    pub fn prices(&self) -> Vec<Price> {
        let first = Price {
            from: self.from,
            rate: self.price,
            fixed: self.fixed,
            tiers: self.tiers.clone().unwrap_or_default(),
        };
        let later = self.later.iter().flatten().cloned();
        std::iter::once(first).chain(later).collect()
    }

    /// The price that counts on a day.
    pub fn price_on(&self, day: Day) -> Price {
        let mut prices = self.prices();
        let at = prices.iter().rposition(|price| price.from <= day);
        prices.swap_remove(at.unwrap_or(0))
    }

    /// Puts `price` in the place of the one that counts on its day; beside it, from that day on, where `anew`.
    pub fn set_price(&mut self, price: Price, anew: bool) {
        let day = price.from;
        let counts = self
            .later
            .iter_mut()
            .flatten()
            .rfind(|known| known.from <= day);
        match counts {
            Some(known) if !anew || known.from == day => {
                *known = Price {
                    from: known.from,
                    ..price
                };
            }
            None if !anew || day <= self.from => {
                self.price = price.rate;
                self.fixed = price.fixed;
                self.tiers = Some(price.tiers).filter(|tiers| !tiers.is_empty());
            }
            _ => {
                let later = self.later.get_or_insert_default();
                later.push(price);
                later.sort_by_key(|price| price.from);
            }
        }
    }

    /// How often it is owed, and whose money it is.
    pub fn nature(&self) -> Nature {
        match self.nature {
            Some(nature) => nature,
            None if self.until == Some(self.from) => Nature::Once,
            None => Nature::Monthly,
        }
    }

    /// Whether it is owed once: it says so, or it ends on the day it begins.
    pub fn is_once(&self) -> bool {
        self.nature() != Nature::Monthly
    }

    /// Months before `month` a run charged it for, from `earliest` on.
    pub fn runs_before(&self, month: Month, earliest: Month) -> impl Iterator<Item = Month> {
        let runs = self.runs.iter().flatten().copied();
        runs.filter(move |run| (earliest..month).contains(run))
    }

    /// Notes that a run charged it for a month.
    pub fn note_run(&mut self, month: Month) {
        let runs = self.runs.get_or_insert_default();
        if let Err(at) = runs.binary_search(&month) {
            runs.insert(at, month);
            let over = runs.len().saturating_sub(RUNS_KEPT);
            runs.drain(..over);
        }
    }

    /// Whether a home that pays it since a day owes it for this month. What is owed once is owed for the
    /// month in which it begins for the home.
    pub fn is_owed(&self, since: Day, month: Month) -> bool {
        if self.is_once() {
            return self.from.max(since).month() == month;
        }
        self.from <= month.last()
            && self.until.is_none_or(|day| day >= month.first())
            && since <= month.last()
    }
}
