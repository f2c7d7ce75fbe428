//! What was done about a home's debt: the ways it was dunned in, what is disputed, where its limitation clocks stand.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::Books;
use super::debt::{back, unpaid};
use crate::domain::calendar::{Day, Instant, Zone};
use crate::domain::household::Household;
use crate::domain::id::{ChargeId, HouseholdId, Number};
use crate::domain::ledger::{
    Charge, ClaimAct, Debt, Disputed, Done, Dunning, Kept, LimitationClock, Payment, Promise,
    Promised, broken_of,
};
use crate::domain::money::{Amount, MoneyFault};
use crate::service::halt::Run;
use crate::service::ladder::Clocks;
use crate::service::lookup;
use crate::service::office::Office;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{
    DUNNING_BY_HOUSEHOLD, PAYMENT_BY_HOUSEHOLD, PROMISE_BY_HOUSEHOLD,
};
use crate::storage::record::scan;
use crate::storage::{Direction, ReadTx, Step};

/// How a home was dunned after an instant.
#[derive(Debug, Default)]
pub(super) struct Dunned {
    pub(super) count: u32,
    pub(super) last: Option<Instant>,
    /// The ways, each with its last day.
    pub(super) done: Vec<Done>,
}

/// How a household was dunned after an instant.
pub(super) fn dunned(
    tx: &dyn ReadTx,
    office: &Office,
    household: HouseholdId,
    after: Option<Instant>,
) -> Run<Dunned> {
    let mut dunned = Dunned::default();
    back::<Dunning>(tx, DUNNING_BY_HOUSEHOLD, household, |dunning| {
        if after.is_some_and(|after| dunning.at <= after) {
            return false;
        }
        dunned.count = dunned.count.saturating_add(1);
        dunned.last.get_or_insert(dunning.at);
        if dunned.done.iter().all(|done| done.way != dunning.way) {
            let day = office.today(dunning.at);
            let way = dunning.way;
            dunned.done.push(Done { way, day });
        }
        true
    })?;
    dunned.done.sort_by_key(|done| done.way);
    Ok(dunned)
}

/// What of unpaid charges is disputed.
pub(super) fn disputed(unpaid: &[Charge]) -> Result<Option<Disputed>, MoneyFault> {
    let of = |disputed: bool| {
        let parts = unpaid.iter();
        parts.filter(move |charge| charge.disputed.is_some() == disputed)
    };
    let amount = Amount::sum(of(true).map(Charge::open))?;
    Ok((amount > Amount::ZERO).then(|| Disputed {
        amount,
        rest_due_on: of(false).map(|charge| charge.due_on).min(),
    }))
}

/// Where the limitation clock of each unpaid charge stands, in the order they are given.
pub fn clocks(
    tx: &dyn ReadTx,
    office: &Office,
    household: HouseholdId,
    unpaid: &[Charge],
    today: Day,
) -> Run<Vec<LimitationClock>> {
    let Some(oldest) = unpaid.iter().map(|charge| charge.due_on).min() else {
        return Ok(Vec::new());
    };
    let mut acts: Vec<(Day, ClaimAct)> = Vec::new();
    back::<Dunning>(tx, DUNNING_BY_HOUSEHOLD, household, |dunning| {
        let day = office.today(dunning.at);
        acts.extend(dunning.claims().map(|act| (day, act)));
        day >= oldest
    })?;
    back::<Promise>(tx, PROMISE_BY_HOUSEHOLD, household, |promise| {
        let day = office.today(promise.at);
        acts.push((day, ClaimAct::Promise));
        day >= oldest
    })?;
    let parts = if unpaid.iter().any(|charge| charge.paid > Amount::ZERO) {
        part_payments(tx, office, household, oldest)?
    } else {
        BTreeMap::new()
    };
    let rules = Clocks::of(office);
    let clock = |charge: &Charge| {
        let paid = parts.get(&charge.id).into_iter().flatten();
        let paid = paid.map(|day| (*day, ClaimAct::PartPayment));
        let acts: Vec<_> = acts.iter().copied().chain(paid).collect();
        rules.clock(charge.due_on, &acts, today)
    };
    Ok(unpaid.iter().map(clock).collect())
}

/// The days something was paid of each charge, by payments that stand.
fn part_payments(
    tx: &dyn ReadTx,
    office: &Office,
    household: HouseholdId,
    oldest: Day,
) -> Run<BTreeMap<ChargeId, Vec<Day>>> {
    let mut parts: BTreeMap<ChargeId, Vec<Day>> = BTreeMap::new();
    back::<Payment>(tx, PAYMENT_BY_HOUSEHOLD, household, |payment| {
        if payment.reversed_by.is_none() {
            for part in &payment.allocations {
                let days = parts.entry(part.charge).or_default();
                days.push(payment.effective_on);
            }
        }
        office.today(payment.taken_at) >= oldest
    })?;
    Ok(parts)
}

/// What became of a promise by a day, by the payments that stand (duties.md D-052).
pub fn promise_state(tx: &dyn ReadTx, zone: Zone, promise: &Promise, today: Day) -> Run<Kept> {
    let all = promises(tx, zone, promise.household)?;
    let own = all.iter().find(|one| one.promise.id == promise.id);
    Ok(match own {
        Some(own) => own.promised().kept(today)?,
        None => Kept::Open,
    })
}

/// How a home keeps its word: of so many promises that are decided, so many were broken.
pub fn word_of(
    tx: &dyn ReadTx,
    zone: Zone,
    household: HouseholdId,
    today: Day,
) -> Run<(usize, usize)> {
    let all = promises(tx, zone, household)?;
    let all: Vec<Promised<'_>> = all.iter().map(Told::promised).collect();
    Ok(broken_of(&all, today)?)
}

/// A promise with what was paid towards it.
struct Told {
    promise: Promise,
    replaced_on: Option<Day>,
    paid: Vec<(Day, Amount)>,
}

impl Told {
    fn promised(&self) -> Promised<'_> {
        Promised {
            amount: self.promise.amount,
            day: self.promise.day,
            replaced_on: self.replaced_on,
            paid: &self.paid,
        }
    }
}

/// The promises of a home, the earliest first, each with the payments that went towards it.
fn promises(tx: &dyn ReadTx, zone: Zone, household: HouseholdId) -> Run<Vec<Told>> {
    let all: Vec<Promise> = lookup::all(
        tx,
        PROMISE_BY_HOUSEHOLD,
        Key::new().u64(household.0),
        Direction::Forward,
        usize::MAX,
    )?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let mut paid: BTreeMap<u64, Vec<(Day, Amount)>> = BTreeMap::new();
    back::<Payment>(tx, PAYMENT_BY_HOUSEHOLD, household, |payment| {
        if let Some(toward) = payment.toward.filter(|_| payment.reversed_by.is_none()) {
            let days = paid.entry(toward.promise).or_default();
            days.push((payment.effective_on, toward.amount));
        }
        true
    })?;
    // One that was replaced was so when the next was given.
    let next = all
        .iter()
        .skip(1)
        .map(|promise| Some(zone.day_of(promise.at)));
    let next: Vec<Option<Day>> = next.chain([None]).collect();
    let told = all.into_iter().zip(next).map(|(promise, next)| Told {
        replaced_on: next.filter(|_| promise.replaced),
        paid: paid.remove(&promise.id).unwrap_or_default(),
        promise,
    });
    Ok(told.collect())
}

impl Books<'_, '_> {
    /// Marks the unpaid charges that are meant as disputed by a complaint, or as disputed no longer; returns how many
    /// and what is owed by them.
    pub fn dispute(
        &mut self,
        household: &Household,
        meant: &dyn Fn(&Charge) -> bool,
        by: Option<Number>,
    ) -> Run<(u32, Amount)> {
        let (mut count, mut amount) = (0, Amount::ZERO);
        let charges = unpaid(self.tx(), household.id)?;
        for mut charge in charges.into_iter().filter(meant) {
            count += 1;
            amount = amount.plus(charge.open())?;
            charge.disputed = by;
            self.keep(&mut charge)?;
        }
        if count > 0 {
            self.refresh_debt(household)?;
        }
        Ok((count, amount))
    }
}

/// Reckons the limitation clocks of all debts anew, by the rules as they are now; returns how many run from another day.
pub fn rewind_clocks(work: &mut Work<'_>) -> Run<usize> {
    // The office of the workspace is as it was before.
    let office = Office::read(work.tx())?;
    let today = work.today();
    let mut debts: Vec<Debt> = Vec::new();
    scan::<Debt>(
        work.tx(),
        Bound::Unbounded,
        Direction::Forward,
        &mut |debt| {
            debts.extend((debt.amount > Amount::ZERO).then_some(debt));
            Ok(Step::Next)
        },
    )?;
    let mut moved = 0;
    for mut debt in debts {
        let charges = unpaid(work.tx(), debt.household)?;
        let clocks = clocks(work.tx(), &office, debt.household, &charges, today)?;
        let from = clocks.iter().map(|clock| clock.from).min();
        if debt.clock_from != from {
            debt.clock_from = from;
            work.put(&mut debt)?;
            moved += 1;
        }
    }
    Ok(moved)
}
