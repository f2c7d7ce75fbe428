//! Where money would go: the one reckoning behind what is shown before a payment and what a payment books.

use std::collections::BTreeMap;

use super::LateRules;
use super::debt::unpaid;
use crate::domain::calendar::Day;
use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::id::{ChargeId, HouseholdId};
use crate::domain::ledger::{
    Allocation, Claim, ClaimKind, Due, SettleFault, Settled, Wish, allocate, dues_back, in_order,
    settle,
};
use crate::domain::money::{Amount, MoneyFault};
use crate::service::halt::Run;
use crate::storage::ReadTx;

/// Which charges are to be settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Oldest,
    /// These first, then the oldest.
    First(Vec<ChargeId>),
    /// So much on each of these and nothing else.
    Parts(Vec<(ChargeId, Amount)>),
}

/// What is to be done with money.
#[derive(Debug, Clone)]
pub struct Intent<'i> {
    pub home: &'i Household,
    /// The money, with what is given up to round it off.
    pub amount: Amount,
    /// The day it counts for: late fees grow until its end.
    pub on: Day,
    /// The day it is booked: late fees may be booked up to it.
    pub today: Day,
    pub rules: LateRules,
    pub wanted: Wanted,
    /// Other homes it settles something of, and how much; without an amount all are settled by age.
    pub others: &'i [(Household, Option<Amount>)],
}

/// What each home can be asked for, in the order of payment, and where the money goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Of all the homes, the first one's first.
    pub dues: Vec<Due>,
    pub parts: Vec<Settled>,
    /// Paid ahead for the first home.
    pub ahead: Amount,
}

/// What one home gets of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HomePlan {
    pub principal: Vec<Allocation>,
    pub late: Vec<Allocation>,
    pub settled: Amount,
    /// What is still to be booked of late fees on what it settles.
    pub posts: Vec<(ChargeId, Amount)>,
}

impl Plan {
    /// What has been asked for of all homes.
    pub fn due(&self) -> Result<Amount, MoneyFault> {
        self.dues
            .iter()
            .try_fold(Amount::ZERO, |sum, due| sum.plus(due.sum()?))
    }

    /// What a charge gets of the money, and its late fee.
    pub fn on(&self, charge: ChargeId) -> Result<(Amount, Amount), MoneyFault> {
        let of = |late: bool| {
            let own = self.parts.iter().filter(|part| part.charge == charge);
            let own = own.filter(|part| (part.kind == ClaimKind::LateFee) == late);
            Amount::sum(own.map(|part| part.amount))
        };
        Ok((of(false)?, of(true)?))
    }

    /// What it means for one home.
    pub fn of(&self, home: HouseholdId) -> Result<HomePlan, MoneyFault> {
        let mut plan = HomePlan::default();
        for due in self.dues.iter().filter(|due| due.charge.household == home) {
            let id = due.charge.id;
            let (principal, late) = self.on(id)?;
            for (amount, list) in [(principal, &mut plan.principal), (late, &mut plan.late)] {
                if amount > Amount::ZERO {
                    list.push(Allocation { charge: id, amount });
                    plan.settled = plan.settled.plus(amount)?;
                }
            }
            // Who pays something of a charge has its late fee booked: it is not lost with what it grows on.
            if principal.plus(late)? > Amount::ZERO && due.accrual.open > Amount::ZERO {
                plan.posts.push((id, due.accrual.open));
            }
        }
        Ok(plan)
    }
}

/// What a home can be asked for on a day, in the order of payment.
fn dues_of(tx: &dyn ReadTx, home: HouseholdId, intent: &Intent<'_>) -> Run<Vec<Due>> {
    let charges = unpaid(tx, home)?;
    Ok(dues_back(
        charges,
        intent.rules.policy,
        intent.on,
        intent.today,
    )?)
}

/// Where money would go; refuses what cannot be.
pub fn plan(tx: &dyn ReadTx, intent: &Intent<'_>) -> Run<Plan> {
    let homes = std::iter::once(intent.home).chain(intent.others.iter().map(|(home, _)| home));
    let mut all: Vec<Due> = Vec::new();
    for home in homes {
        all.extend(dues_of(tx, home.id, intent)?);
    }
    let mut claims: Vec<Claim> = Vec::new();
    for due in &all {
        claims.extend(due.claims()?);
    }
    let mut parts: Vec<Settled> = Vec::new();
    let mut rest = intent.amount;
    // What was said for a home goes to it alone.
    for (home, amount) in intent.others {
        let Some(amount) = *amount else {
            continue;
        };
        let (own, others): (Vec<Claim>, Vec<Claim>) = claims
            .into_iter()
            .partition(|claim| claim.household == home.id);
        claims = others;
        let settled = settle(amount, &own, intent.rules.order, Wish::Oldest, None);
        parts.extend(settled.map_err(|fault| refused(fault, home, &own))?.parts);
        rest = rest.minus(amount)?;
    }
    if rest.is_negative() {
        return Err(Refusal::new(Why::MoreThanOwed)
            .with("owed", intent.amount)
            .into());
    }
    let mut ahead = Amount::ZERO;
    if rest > Amount::ZERO {
        let chosen;
        let wish = match &intent.wanted {
            Wanted::Oldest => Wish::Oldest,
            Wanted::First(first) => Wish::First(first),
            Wanted::Parts(wanted) => {
                chosen = of_charges(intent.rules, &claims, wanted)?;
                Wish::Parts(&chosen)
            }
        };
        let of = |amount, claims: &[Claim], wish| {
            let settled = settle(
                amount,
                claims,
                intent.rules.order,
                wish,
                Some(intent.home.id),
            );
            settled.map_err(|fault| refused(fault, intent.home, claims))
        };
        let mut settled = of(rest, &claims, wish)?;
        // More than was said for charges: the rest goes by age, because nothing is ahead beside a debt.
        if let (Wanted::Parts(_), Some((_, more))) = (&intent.wanted, settled.ahead) {
            let left = without(claims, &settled.parts)?;
            let by_age = of(more, &left, Wish::Oldest)?;
            settled.parts.extend(by_age.parts);
            settled.ahead = by_age.ahead;
        }
        parts.extend(settled.parts);
        ahead = settled.ahead.map_or(Amount::ZERO, |(_, amount)| amount);
    }
    Ok(Plan {
        dues: all,
        parts,
        ahead,
    })
}

/// What is left of claims once parts of them are settled.
fn without(claims: Vec<Claim>, parts: &[Settled]) -> Result<Vec<Claim>, MoneyFault> {
    let mut left = claims;
    for claim in &mut left {
        let own = |part: &&Settled| (part.charge, part.kind) == (claim.charge, claim.kind);
        let settled = Amount::sum(parts.iter().filter(own).map(|part| part.amount))?;
        claim.open = claim.open.minus(settled)?;
    }
    left.retain(|claim| claim.open > Amount::ZERO);
    Ok(left)
}

/// What was said for a charge, cut into it and its late fee in the order of the office.
fn of_charges(
    rules: LateRules,
    claims: &[Claim],
    wanted: &[(ChargeId, Amount)],
) -> Run<Vec<Settled>> {
    let mut parts = Vec::new();
    let sorted = in_order(rules.order, claims);
    for (charge, amount) in wanted {
        let own: BTreeMap<u64, Claim> = (0..)
            .zip(
                sorted
                    .iter()
                    .filter(|claim| claim.charge == *charge)
                    .copied(),
            )
            .collect();
        let places: Vec<(ChargeId, Amount)> = own
            .iter()
            .map(|(place, claim)| (ChargeId(*place), claim.open))
            .collect();
        if own.is_empty() {
            return Err(not_open(*charge).into());
        }
        let (cut, left) = allocate(*amount, &places)?;
        if left > Amount::ZERO {
            let open = Amount::sum(own.values().map(|claim| claim.open))?;
            return Err(Refusal::new(Why::MoreThanOwed).with("owed", open).into());
        }
        parts.extend(cut.iter().filter_map(|part| {
            let claim = own.get(&part.charge.0)?;
            Some(Settled {
                charge: claim.charge,
                kind: claim.kind,
                household: claim.household,
                amount: part.amount,
            })
        }));
    }
    Ok(parts)
}

fn not_open(charge: ChargeId) -> Refusal {
    let refusal = Refusal::new(Why::ChargeNotOpen).with("text", charge.0.to_string());
    Refusal::fields(vec![refusal.on("charges")])
}

/// Why money cannot go where it was asked to.
fn refused(fault: SettleFault, home: &Household, claims: &[Claim]) -> Refusal {
    match fault {
        SettleFault::Money(fault) => fault.into(),
        SettleFault::NotPositive => Refusal::new(Why::NotPositive),
        SettleFault::NotOpen(charge) => not_open(charge),
        SettleFault::Twice(charge) => {
            let refusal = Refusal::new(Why::Exists).with("text", charge.0.to_string());
            Refusal::fields(vec![refusal.on("charges")])
        }
        SettleFault::MoreThanOpen(_, open) => Refusal::new(Why::MoreThanOwed).with("owed", open),
        SettleFault::LeftOver(_) if claims.is_empty() => {
            Refusal::new(Why::NothingOwed).with("premises", home.code.as_str())
        }
        SettleFault::LeftOver(_) | SettleFault::MoreThanPaid => {
            let open = Amount::sum(claims.iter().map(|claim| claim.open)).unwrap_or_default();
            Refusal::new(Why::MoreThanOwed).with("owed", open)
        }
    }
}
