//! What a month's run charges each home, and what it leaves out and why: the same walk for the preview, which writes
//! nothing, and for the run, which writes exactly that (duties.md D-050, 5.4).

mod share;
mod tally;

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::domain::calendar::{Day, Month};
use crate::domain::error::{Refusal, Why};
use crate::domain::fees::{
    Derivation, FeeFault, Home, Input, Meter, Nature, Period, Tariff, Use, price,
};
use crate::domain::household::{FeeLink, Household, PremisesKind};
use crate::domain::ledger::{FeeItem, Formula};
use crate::domain::money::{Amount, Area, Quantity};
use crate::service::books::charged;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::meters;
use crate::service::office::Office;
use crate::storage::record::scan;
use crate::storage::{Direction, ReadTx, Step};

use share::Shares;

pub use tally::{Sum, Tally};

/// How many households are held at a time.
const PAGE: usize = 256;
/// How many months ahead of the current one may be charged; a typed year far off is a mistake.
const AHEAD: i32 = 12;
/// How many months back a home that came to them later is caught up.
const CATCH_UP: i32 = 12;
/// The most months of a meter that was not read are charged at once.
const UNREAD: i32 = 12;

crate::named! {
    /// Why a home, or an item, is left out of a run (words: `billing-why-<name>`).
    pub enum Left {
        /// The home was handed over and pays nothing: it counts as one that has not paid (duties.md D-053).
        NoFees = 1 "no_fees",
        /// An item is charged by an area, and the home has none.
        NoArea = 2 "no_area",
        /// An item is charged by spaces, and the home has none.
        NoSpaces = 3 "no_spaces",
        /// An item is charged by a meter, and there is none.
        NoMeter = 4 "no_meter",
        /// The meter was not read.
        NotRead = 5 "not_read",
        /// What is shared was shared out before the home came to it.
        SharedOut = 6 "shared_out",
        /// The price cannot be reckoned.
        NoPrice = 7 "no_price",
    }
}

/// What somebody should look at: the item, why, and the meter it is about where it is about one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The item's id; 0 where it is about the home.
    pub item: u64,
    pub why: Left,
    pub meter: String,
}

/// One amount to be charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    pub item: u64,
    pub month: Month,
    /// By what the amount came about; of zero where a meter says that nothing was used.
    pub derived: Derivation,
    /// The meters it charges, each up to a day.
    pub read: Vec<(Meter, Day)>,
}

/// What a run does with one home.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub bills: Vec<Bill>,
    /// Items charged for the month before.
    pub before: Vec<u64>,
    pub problems: Vec<Problem>,
}

/// A run of a month: what holds for all homes.
pub struct Billing {
    pub month: Month,
    /// When what is charged falls due.
    pub due_on: Day,
    pub items: BTreeMap<u64, FeeItem>,
    shares: Shares,
}

/// The day a month's fees fall due.
pub fn due_day(office: &Office, month: Month) -> Day {
    let day = office.whole("fee.due_day", 15);
    month.day(u32::try_from(day).unwrap_or(15))
}

/// The next households in the order of their ids.
pub fn households(tx: &dyn ReadTx, after: Bound<u64>) -> Run<Vec<Household>> {
    let mut page = Vec::with_capacity(PAGE);
    scan::<Household>(tx, after, Direction::Forward, &mut |household| {
        page.push(household);
        Ok(if page.len() < PAGE {
            Step::Next
        } else {
            Step::Stop
        })
    })?;
    Ok(page)
}

/// Calls `visit` with every household, a page of them at a time.
fn each_home(tx: &dyn ReadTx, mut visit: impl FnMut(&Household) -> Run<()>) -> Run<()> {
    let mut after = Bound::Unbounded;
    loop {
        let page = households(tx, after)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = Bound::Excluded(last.id.0);
        page.iter().try_for_each(&mut visit)?;
    }
}

impl Billing {
    /// Begins a run of a month; refuses one too far ahead.
    pub fn begin(tx: &dyn ReadTx, office: &Office, today: Day, month: Month) -> Run<Self> {
        if month > today.month().plus(AHEAD) {
            let fault = Refusal::new(Why::BadDay).with("text", month.to_string());
            return Err(Refusal::fields(vec![fault.on("month")]).into());
        }
        let items = lookup::every::<FeeItem>(tx)?.into_iter();
        let items = items.map(|item| (item.id.0, item)).collect();
        let mut billing = Self {
            month,
            due_on: due_day(office, month),
            items,
            shares: Shares::default(),
        };
        billing.shares = Shares::of(tx, &billing)?;
        Ok(billing)
    }

    /// What is wrong with the items themselves: public meters nobody has read; where each stands.
    pub fn of_items(&self) -> impl Iterator<Item = (&Problem, &str)> {
        self.shares.problems()
    }

    /// What a home is charged, in the order of what it pays. Homes are asked for in the order of their ids, each once:
    /// shares are cut in it.
    pub fn plan(&mut self, tx: &dyn ReadTx, home: &Household) -> Run<Plan> {
        let mut plan = Plan::default();
        if !self.is_billed(home) {
            return Ok(plan);
        }
        if home.fees.is_empty() {
            plan.problems.push(Problem {
                item: 0,
                why: Left::NoFees,
                meter: String::new(),
            });
        }
        for link in &home.fees {
            let Some(item) = self.items.get(&link.item.0) else {
                let detail = format!("no fee item {}", link.item.0);
                return Err(Refusal::new(Why::Internal).with("detail", detail).into());
            };
            // A deposit is taken by its own act: it is nobody's income.
            if item.nature() == Nature::Deposit {
                continue;
            }
            let one = One { home, link, item };
            late(tx, one, self.month, &mut plan)?;
            if charged(tx, home, item, self.month)? {
                self.shares.pass(one);
                plan.before.push(item.id.0);
                continue;
            }
            match item.formula {
                Formula::Metered => metered(tx, one, self.month, &mut plan)?,
                Formula::Shared => self.shares.cut(one, self.month, &mut plan),
                Formula::PerArea | Formula::Fixed | Formula::PerSpace => {
                    plain(one, self.month, &mut plan);
                }
            }
        }
        Ok(plan)
    }

    /// Whether a home is billed for the month: one that was handed over by its end, lived in or not (A-14, 2.3).
    fn is_billed(&self, home: &Household) -> bool {
        let last = self.month.last();
        home.kind != PremisesKind::Public && home.handed_over.is_some_and(|day| day <= last)
    }
}

/// A home and an item it pays.
#[derive(Clone, Copy)]
struct One<'h> {
    home: &'h Household,
    link: &'h FeeLink,
    item: &'h FeeItem,
}

impl One<'_> {
    /// What the home owes for a period; a fault is one of the item.
    fn price(self, period: Period, input: Input) -> Result<Option<Derivation>, FeeFault> {
        let home = Home::of(self.home, self.link, self.item);
        price(&Tariff::from(self.item), &home, period, input)
    }

    fn leave(self, plan: &mut Plan, why: Left, meter: &str) {
        plan.problems.push(Problem {
            item: self.item.id.0,
            why,
            meter: meter.to_owned(),
        });
    }
}

/// Months a run charged before the home came to the item.
fn late(tx: &dyn ReadTx, one: One<'_>, month: Month, plan: &mut Plan) -> Run<()> {
    // What was used or shared then belongs to who was charged with it.
    if matches!(one.item.formula, Formula::Metered | Formula::Shared) {
        return Ok(());
    }
    for earlier in one.item.runs_before(month, month.plus(-CATCH_UP)) {
        let there = one
            .home
            .handed_over
            .is_some_and(|day| day <= earlier.last());
        if there && !charged(tx, one.home, one.item, earlier)? {
            plain(one, earlier, plan);
        }
    }
    Ok(())
}

/// What the home itself says the amount of.
fn plain(one: One<'_>, month: Month, plan: &mut Plan) {
    match one.price(Period::of(month), Input::Nothing) {
        Ok(None) => {}
        Ok(Some(derived)) if derived.amount > Amount::ZERO => plan.bills.push(Bill {
            item: one.item.id.0,
            month,
            derived,
            read: Vec::new(),
        }),
        Ok(Some(_)) => {
            let why = match one.item.formula {
                Formula::PerArea if one.home.area == Area::default() => Left::NoArea,
                Formula::PerSpace => Left::NoSpaces,
                _ => return,
            };
            one.leave(plan, why, "");
        }
        Err(_) => one.leave(plan, Left::NoPrice, ""),
    }
}

/// What the home's meters say; nothing of them where one was not read.
fn metered(tx: &dyn ReadTx, one: One<'_>, month: Month, plan: &mut Plan) -> Run<()> {
    if !one.item.is_owed(one.link.since, month) {
        return Ok(());
    }
    let all = meters::of_home(tx, one.item.id, one.home.id)?;
    if all.is_empty() {
        one.leave(plan, Left::NoMeter, "");
        return Ok(());
    }
    let by_year = one.item.tier_span.is_some();
    let mut total: Option<Use> = None;
    let mut read = Vec::new();
    let mut since = month;
    for meter in all {
        match meters::spent(tx, &meter, month.last(), by_year)? {
            Some(spent) => {
                since = since.min(meter.charged.month());
                let sum = total.get_or_insert(Use {
                    quantity: Quantity::ZERO,
                    from: spent.from,
                    until: spent.until,
                    before: Quantity::ZERO,
                });
                sum.quantity = sum.quantity.plus(spent.quantity)?;
                sum.before = sum.before.plus(spent.before)?;
                sum.from = sum.from.min(spent.from);
                sum.until = sum.until.max(spent.until);
                read.push((meter, spent.until));
            }
            None if awaits(&meter, month) => {
                one.leave(plan, Left::NotRead, &meter.code);
                return Ok(());
            }
            None => {}
        }
    }
    let Some(used) = total else { return Ok(()) };
    let months = month.since(since).clamp(1, UNREAD);
    let period = Period {
        first: month.plus(1 - months),
        months: u32::try_from(months).unwrap_or(1),
    };
    match one.price(period, Input::Use(used)) {
        Ok(Some(derived)) => plan.bills.push(Bill {
            item: one.item.id.0,
            month,
            derived,
            read,
        }),
        Ok(None) => {}
        Err(_) => one.leave(plan, Left::NoPrice, ""),
    }
    Ok(())
}

/// Whether a meter that was not read since it was charged should have been: one that ended or was put in or charged
/// within the month is not waited for.
fn awaits(meter: &Meter, month: Month) -> bool {
    meter.until.is_none() && meter.charged < month.first()
}
