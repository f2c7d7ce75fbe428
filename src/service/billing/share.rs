//! Shares of public use (公摊): the homes that pay the item share by area what its public meters say, in parts that
//! sum to the whole.

use std::collections::BTreeMap;

use crate::domain::calendar::{Day, Month};
use crate::domain::fees::{Input, Meter, Period, Share};
use crate::domain::household::Household;
use crate::domain::ledger::{FeeItem, Formula};
use crate::domain::money::Quantity;
use crate::service::billing::{Bill, Billing, Left, One, Plan, Problem, awaits, each_home};
use crate::service::halt::Run;
use crate::service::meters;
use crate::storage::ReadTx;

/// What is shared of one item.
#[derive(Debug, Default)]
struct Shared {
    quantity: Quantity,
    /// 1/100 m² of all homes that share, and of those that have had their part.
    whole: u64,
    before: u64,
    /// The meters it is charged by, each up to a day: with the first part.
    read: Vec<(Meter, Day)>,
    /// Why nothing of it is shared.
    left: Option<Left>,
}

/// What is shared of each item.
#[derive(Debug, Default)]
pub(super) struct Shares {
    of: BTreeMap<u64, Shared>,
    /// What is wrong with public meters, and where they are.
    problems: Vec<(Problem, String)>,
}

impl Shares {
    /// Reads the public meters, and adds up the areas of the homes that share; no home is read where nothing is shared.
    pub(super) fn of(tx: &dyn ReadTx, billing: &Billing) -> Run<Self> {
        let mut shares = Self::default();
        let shared = |item: &&FeeItem| item.formula == Formula::Shared;
        for item in billing.items.values().filter(shared) {
            shares.meters(tx, item, billing.month)?;
        }
        if shares.of.values().all(|one| one.left.is_some()) {
            return Ok(shares);
        }
        each_home(tx, |home| {
            if billing.is_billed(home) {
                for link in &home.fees {
                    let item = billing.items.get(&link.item.0);
                    if let Some(item) = item.filter(|item| item.formula == Formula::Shared) {
                        shares.count(One { home, link, item }, billing.month);
                    }
                }
            }
            Ok(())
        })?;
        Ok(shares)
    }

    /// What the public meters of an item say for a month; nothing is shared before all of them are read.
    fn meters(&mut self, tx: &dyn ReadTx, item: &FeeItem, month: Month) -> Run<()> {
        let mut shared = Shared::default();
        for meter in meters::of_item(tx, item.id)? {
            match meters::spent(tx, &meter, month.last(), false)? {
                Some(spent) => {
                    shared.quantity = shared.quantity.plus(spent.quantity)?;
                    shared.read.push((meter, spent.until));
                }
                None if awaits(&meter, month) => {
                    let place = meters::home_code(tx, meter.household)?;
                    let problem = Problem {
                        item: item.id.0,
                        why: Left::NotRead,
                        meter: meter.code,
                    };
                    self.problems.push((problem, place));
                    shared.left = Some(Left::NotRead);
                }
                None => {}
            }
        }
        if shared.left.is_none() && shared.read.is_empty() {
            let ran = item.runs.iter().flatten().any(|run| *run == month);
            shared.left = Some(if ran { Left::SharedOut } else { Left::NoMeter });
            if !ran {
                let problem = Problem {
                    item: item.id.0,
                    why: Left::NoMeter,
                    meter: String::new(),
                };
                self.problems.push((problem, String::new()));
            }
        }
        self.of.insert(item.id.0, shared);
        Ok(())
    }

    /// Adds the area of a home that shares.
    fn count(&mut self, one: One<'_>, month: Month) {
        let part = pieces(one.home);
        if let Some(shared) = self.of.get_mut(&one.item.id.0)
            && owes(one, month)
        {
            shared.whole = shared.whole.saturating_add(part);
        }
    }

    /// A home that was charged before keeps its place in the order, should anything of the item still be shared.
    pub(super) fn pass(&mut self, one: One<'_>) {
        if let Some(shared) = self.of.get_mut(&one.item.id.0) {
            shared.before = shared.before.saturating_add(pieces(one.home));
        }
    }

    /// Cuts the part of a home.
    pub(super) fn cut(&mut self, one: One<'_>, month: Month, plan: &mut Plan) {
        let Some(shared) = self.of.get_mut(&one.item.id.0) else {
            return;
        };
        if !owes(one, month) {
            return;
        }
        match shared.left {
            // Of its meters it is said once.
            Some(Left::NotRead | Left::NoMeter) => return,
            Some(why) => {
                one.leave(plan, why, "");
                return;
            }
            None => {}
        }
        let own = pieces(one.home);
        if own == 0 {
            one.leave(plan, Left::NoArea, "");
            return;
        }
        let share = Share {
            quantity: shared.quantity,
            before: shared.before,
            own,
            whole: shared.whole,
        };
        shared.before = shared.before.saturating_add(own);
        match one.price(Period::of(month), Input::Share(share)) {
            Ok(Some(derived)) => plan.bills.push(Bill {
                item: one.item.id.0,
                month,
                derived,
                read: std::mem::take(&mut shared.read),
            }),
            Ok(None) => {}
            Err(_) => one.leave(plan, Left::NoPrice, ""),
        }
    }

    /// What is wrong with public meters, and where they are.
    pub(super) fn problems(&self) -> impl Iterator<Item = (&Problem, &str)> {
        let problems = self.problems.iter();
        problems.map(|(problem, place)| (problem, place.as_str()))
    }
}

/// By what a home shares: 1/100 m².
fn pieces(home: &Household) -> u64 {
    u64::try_from(home.area.units()).unwrap_or(0)
}

/// Whether a home owes the item for a month, whatever its part comes to.
fn owes(one: One<'_>, month: Month) -> bool {
    let nothing = Share {
        quantity: Quantity::ZERO,
        before: 0,
        own: 1,
        whole: 1,
    };
    let priced = one.price(Period::of(month), Input::Share(nothing));
    matches!(priced, Ok(Some(_)))
}
