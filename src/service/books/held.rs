//! Whether what was given up and what is held of deposits adds up at a home.

use std::collections::BTreeMap;

use super::deposit::deposits_of;
use super::verify::{BookRule, Checking, Posted, Sum, fen};
use crate::domain::id::ChargeId;
use crate::domain::ledger::{Charge, ClaimKind, Deposit, DepositKind, Plan};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::PLAN_BY_HOUSEHOLD;
use crate::storage::{Direction, ReadTx};

/// What is given up of a charge.
pub(super) fn given_up(charge: &Charge) -> Sum {
    let relief = charge.relief.unwrap_or_default();
    fen(relief.reduced) + fen(relief.written_off)
}

/// What is given up of a charge's late fee.
pub(super) fn late_given_up(charge: &Charge) -> Sum {
    let late = charge.late.unwrap_or_default();
    late.reduced.map_or(0, fen)
}

/// What deposits settled, by charge.
pub(super) fn settled_by(deposits: &[Deposit]) -> BTreeMap<u64, Sum> {
    let mut settled: BTreeMap<u64, Sum> = BTreeMap::new();
    let moves = deposits.iter().flat_map(Deposit::standing_moves);
    for part in moves.flat_map(|one| &one.settled) {
        *settled.entry(part.charge.0).or_default() += fen(part.amount);
    }
    settled
}

/// Checks what was given up, the deposits and the plans of a home; returns the deposits.
pub(super) fn check(
    tx: &dyn ReadTx,
    charges: &[Charge],
    posted: &Posted,
    check: &mut Checking<'_>,
) -> Run<Vec<Deposit>> {
    let deposits = deposits_of(tx, check.household)?;
    let fees = charges
        .iter()
        .filter(|charge| charge.claim() != ClaimKind::Deposit);
    let relieved: Sum = fees.map(|fee| given_up(fee) + late_given_up(fee)).sum();
    let booked = posted.relieved == -relieved;
    check.hold(booked, BookRule::ReliefIsBooked, 0, None);
    let mut standing = 0;
    for deposit in &deposits {
        let charge = charges.iter().find(|charge| charge.id == deposit.charge);
        let sound = charge.is_some_and(|charge| is_sound(deposit, charge));
        check.hold(sound, BookRule::DepositIsHeld, deposit.id.0, None);
        standing += deposit.standing().map_or(0, fen);
    }
    let asked = charges
        .iter()
        .filter(|charge| charge.claim() == ClaimKind::Deposit);
    let holds = posted.deposit == -standing && asked.count() == deposits.len();
    check.hold(holds, BookRule::DepositIsHeld, 0, None);
    let key = Key::new().u64(check.household.0);
    let order = Direction::Forward;
    let plans: Vec<Plan> = lookup::all(tx, PLAN_BY_HOUSEHOLD, key, order, usize::MAX)?;
    for plan in &plans {
        let covers = covers(plan, charges);
        check.hold(covers, BookRule::PlanIsWhole, plan.id, None);
    }
    let stand = plans.iter().filter(|plan| plan.stands()).count();
    check.hold(stand <= 1, BookRule::PlanIsWhole, 0, None);
    Ok(deposits)
}

/// Whether a deposit is that of its charge, nothing of it is spent that was not paid, and its parts sum to what was done.
fn is_sound(deposit: &Deposit, charge: &Charge) -> bool {
    let same = charge.claim() == ClaimKind::Deposit
        && charge.amount == deposit.amount
        && charge.household == deposit.household;
    let held = deposit
        .held(charge.paid)
        .is_ok_and(|held| !held.is_negative());
    let moves = || deposit.moves.iter();
    let waived: Sum = moves()
        .filter(|one| one.kind == DepositKind::Waive)
        .map(|one| fen(one.amount))
        .sum();
    let whole = moves().all(|one| {
        let settled: Sum = one.settled.iter().map(|part| fen(part.amount)).sum();
        let settles = matches!(one.kind, DepositKind::Keep | DepositKind::Settle);
        one.amount > Amount::ZERO && settled == if settles { fen(one.amount) } else { 0 }
    });
    same && held && whole && waived == given_up(charge)
}

/// Whether a plan's instalments sum to what it covers, of charges of its own home.
fn covers(plan: &Plan, charges: &[Charge]) -> bool {
    let own = |id: ChargeId| charges.iter().any(|charge| charge.id == id);
    let open: Sum = plan.covers.iter().map(|covered| fen(covered.open)).sum();
    let parts: Sum = plan.parts.iter().map(|part| fen(part.amount)).sum();
    open == parts && plan.covers.iter().all(|covered| own(covered.charge))
}
