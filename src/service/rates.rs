//! The collection rate from kept figures: who is due in a month, who has paid, and how much (duties.md D-053, 2.3).

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::domain::calendar::{Day, Month};
use crate::domain::household::{Building, Community, Household, Place};
use crate::domain::ledger::{BillRun, Charge, Collection, Debt, RateHome};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::storage::codec::{Key, KeyReader};
use crate::storage::counters::{figure, scan_figures};
use crate::storage::kept::figures::{Figure, Rate, rate_key, rated_on_key, read_place};
use crate::storage::kept::indexes::CHARGE_BY_HOUSEHOLD;
use crate::storage::record::{get, scan};
use crate::storage::{Direction, ReadTx, Step};

/// What a month's rate is made of, for a building or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MonthRate {
    pub homes: Collection,
    /// Property fees of the month.
    pub fees: Amount,
    /// What of them is settled.
    pub settled: Amount,
}

impl MonthRate {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            homes: self.homes.plus(other.homes),
            fees: self.fees.plus(other.fees).unwrap_or(self.fees),
            settled: self.settled.plus(other.settled).unwrap_or(self.settled),
        }
    }

    /// What is settled of every thousand yuan, cut; nothing where nothing was charged.
    pub fn permille(self) -> Option<u32> {
        let thousandths = i128::from(self.settled.fen()) * 1000;
        let rate = thousandths.checked_div(i128::from(self.fees.fen()))?;
        u32::try_from(rate).ok()
    }
}

/// The day the bills of a month were run on first. Where nobody ran them, whoever was handed over within the month was
/// handed over before.
pub fn run_on(tx: &dyn ReadTx, month: Month) -> Run<Day> {
    let run: Option<BillRun> = get(tx, BillRun::id_of(month))?;
    Ok(run.map_or_else(|| month.last().plus(1), |run| run.run_on))
}

/// Whether a home is due in a month (duties.md ).
pub fn is_due(tx: &dyn ReadTx, home: &Household, month: Month) -> Run<bool> {
    let Some(day) = home.handed_over.filter(|_| home.is_rated()) else {
        return Ok(false);
    };
    if day.month() != month {
        return Ok(day.month() < month);
    }
    let home = RateHome {
        handed_over: Some(day),
        charges: 0,
        settled: 0,
    };
    Ok(home.is_due(month, run_on(tx, month)?))
}

/// Homes handed over on this day and later are not due in the month, as it looks today.
fn not_due_from(tx: &dyn ReadTx, month: Month, today: Day) -> Run<Day> {
    let within = run_on(tx, month)?.clamp(month.first(), month.last().plus(1));
    Ok(within.min(today.plus(1)))
}

/// Whether a home is due in a month, as it looks today: who will be handed over is not yet.
pub fn is_due_today(tx: &dyn ReadTx, home: &Household, month: Month, today: Day) -> Run<bool> {
    let from = not_due_from(tx, month, today)?;
    let rated = home.handed_over.filter(|_| home.is_rated());
    Ok(rated.is_some_and(|day| day < from))
}

/// Homes that are not due in the month although they are handed over, by where they count.
fn late_comers(
    tx: &dyn ReadTx,
    month: Month,
    today: Day,
    visit: &mut dyn FnMut(Place, i64),
) -> Run<()> {
    let from = not_due_from(tx, month, today)?;
    let prefix = rated_on_key();
    scan_figures(tx, &prefix, Direction::Backward, &mut |key, homes| {
        let end = key.get(prefix.len()..).unwrap_or_default();
        let day = KeyReader::new(end).i32().and_then(Day::new);
        if day.is_none_or(|day| day < from) {
            return Ok(Step::Stop);
        }
        // The day has four bytes.
        if let Some(place) = end.get(4..).and_then(read_place) {
            visit(place, homes);
        }
        Ok(Step::Next)
    })?;
    Ok(())
}

/// The whole office's rate of a month by households: a few kept figures.
pub fn whole(tx: &dyn ReadTx, month: Month, today: Day) -> Run<Collection> {
    let kept = |wanted: Figure<'_>| figure(tx, &wanted.key());
    let mut due = kept(Figure::HandedOver)?;
    late_comers(tx, month, today, &mut |_, homes| due -= homes)?;
    let charged = kept(Figure::ChargedMonth(month))?;
    let unpaid = kept(Figure::UnpaidMonth(month))?;
    Ok(collection(due, charged, unpaid))
}

/// Who has paid is who was charged and owes nothing of it; never more than are due.
fn collection(due: i64, charged: i64, unpaid: i64) -> Collection {
    let whole = |number: i64| u32::try_from(number.max(0)).unwrap_or(u32::MAX);
    let due = whole(due);
    Collection {
        paid: whole(charged - unpaid).min(due),
        due,
    }
}

/// The rate of a month by where homes count, from kept figures. A month an older program charged is counted home by
/// home.
pub fn by_place(tx: &dyn ReadTx, month: Month, today: Day) -> Run<BTreeMap<Place, MonthRate>> {
    let nowhere = |rate| figure(tx, &Figure::Rate(month, rate, None).key());
    if nowhere(Rate::Charged)? > 0 || nowhere(Rate::Fees)? != 0 {
        return walked(tx, month, today);
    }
    let mut due: BTreeMap<Place, i64> = BTreeMap::new();
    for building in lookup::every::<Building>(tx)? {
        let place = building.place();
        let homes = figure(tx, &Figure::Rated(&place).key())?;
        due.insert(place, homes);
    }
    // Homes that lie in no building.
    for community in lookup::every::<Community>(tx)? {
        let place = Place::of(community.id, "");
        let homes = figure(tx, &Figure::Rated(&place).key())?;
        due.insert(place, homes);
    }
    late_comers(tx, month, today, &mut |place, homes| {
        *due.entry(place).or_default() -= homes;
    })?;
    let mut parts: BTreeMap<Place, [i64; 4]> = BTreeMap::new();
    for (at, rate) in [Rate::Charged, Rate::Unpaid, Rate::Fees, Rate::Settled]
        .into_iter()
        .enumerate()
    {
        let prefix = rate_key(month, rate);
        scan_figures(tx, &prefix, Direction::Forward, &mut |key, number| {
            let place = key.get(prefix.len()..).and_then(read_place);
            let part = place.and_then(|place| parts.entry(place).or_default().get_mut(at));
            if let Some(part) = part {
                *part = number;
            }
            Ok(Step::Next)
        })?;
    }
    for place in parts.keys() {
        due.entry(place.clone()).or_default();
    }
    let mut rates = BTreeMap::new();
    for (place, due) in due {
        let [charged, unpaid, fees, settled] = parts.get(&place).copied().unwrap_or_default();
        let rate = MonthRate {
            homes: collection(due, charged, unpaid),
            fees: Amount::from_fen(fees)?,
            settled: Amount::from_fen(settled)?,
        };
        if rate != MonthRate::default() {
            rates.insert(place, rate);
        }
    }
    Ok(rates)
}

/// The same, home by home.
fn walked(tx: &dyn ReadTx, month: Month, today: Day) -> Run<BTreeMap<Place, MonthRate>> {
    let mut homes: Vec<Household> = Vec::new();
    let from = not_due_from(tx, month, today)?;
    scan::<Household>(tx, Bound::Unbounded, Direction::Forward, &mut |home| {
        homes.push(home);
        Ok(Step::Next)
    })?;
    let mut rates: BTreeMap<Place, MonthRate> = BTreeMap::new();
    for home in homes {
        let charges = charges_of(tx, &home, month)?;
        let due = home.handed_over.filter(|_| home.is_rated());
        let due = due.is_some_and(|day| day < from);
        let fees = Amount::sum(charges.iter().map(|charge| charge.amount))?;
        let open = Amount::sum(charges.iter().map(Charge::unpaid))?;
        if !due && fees == Amount::ZERO {
            continue;
        }
        let rate = MonthRate {
            homes: Collection {
                paid: u32::from(due && paid(&charges)),
                due: u32::from(due),
            },
            fees,
            settled: fees.minus(open)?,
        };
        let sum = rates.entry(home.place()).or_default();
        *sum = sum.plus(rate);
    }
    Ok(rates)
}

/// The property fees of a home and month.
fn charges_of(tx: &dyn ReadTx, home: &Household, month: Month) -> Run<Vec<Charge>> {
    let key = Key::new().u64(home.id.0).i32(month.number());
    let all: Vec<Charge> =
        lookup::all(tx, CHARGE_BY_HOUSEHOLD, key, Direction::Forward, usize::MAX)?;
    Ok(all
        .into_iter()
        .filter(|charge| charge.property_fee)
        .collect())
}

fn paid(charges: &[Charge]) -> bool {
    !charges.is_empty() && charges.iter().all(|charge| charge.unpaid() <= Amount::ZERO)
}

/// Whether a home has paid the property fees of a month: one that was not charged has not.
pub fn has_paid(tx: &dyn ReadTx, home: &Household, month: Month) -> Run<bool> {
    let debt: Option<Debt> = get(tx, home.id.0)?;
    if debt.is_some_and(|debt| debt.unpaid_months.contains(&month)) {
        return Ok(false);
    }
    Ok(paid(&charges_of(tx, home, month)?))
}
