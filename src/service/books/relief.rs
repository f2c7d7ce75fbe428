//! What is given up of what is owed, and payment by instalments: done exactly as it was asked, or refused whole.

use super::debt::unpaid;
use super::late::LateRules;
use super::{Books, NewEntry};
use crate::domain::calendar::Day;
use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::id::HouseholdId;
use crate::domain::ledger::{
    Act, Charge, ClaimKind, Covered, Debt, Instalment, Plan, PlanRequest, ReliefFault, ReliefKind,
    ReliefRequest, Standing, dues,
};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{CHARGE_BY_HOUSEHOLD, PLAN_BY_HOUSEHOLD};
use crate::storage::record::get;
use crate::storage::{Direction, ReadTx};

/// Says why nothing is given up.
pub fn relief_refused(fault: ReliefFault) -> Refusal {
    match fault {
        ReliefFault::Money(fault) => Refusal::from(fault),
        ReliefFault::NotPositive => Refusal::field("amount", Why::NotPositive),
        ReliefFault::MoreThanOpen(open) => {
            let more = Refusal::new(Why::MoreThanOwed).with("owed", open);
            Refusal::fields(vec![more.on("amount")])
        }
        ReliefFault::MoreThanWrittenOff(amount) => {
            let more = Refusal::new(Why::MoreThanWrittenOff).with("amount", amount);
            Refusal::fields(vec![more.on("amount")])
        }
        ReliefFault::NotAPlan => Refusal::field("parts", Why::NotAPlan),
        ReliefFault::Changed => Refusal::new(Why::ApprovalStale),
    }
}

/// The charges of a home an act of this kind may be about, in the order of payment. What was asked as a deposit and not
/// paid may be waived, and is never written off: nobody expected to keep it.
pub fn relievable(tx: &dyn ReadTx, home: HouseholdId, kind: ReliefKind) -> Run<Vec<Charge>> {
    let fee = |charge: &Charge| charge.claim() != ClaimKind::Deposit;
    let mut charges = match kind {
        ReliefKind::Reduce | ReliefKind::WriteOff | ReliefKind::ReduceLate => unpaid(tx, home)?,
        ReliefKind::Restore => {
            let key = Key::new().u64(home.0);
            let order = Direction::Forward;
            let mut all: Vec<Charge> =
                lookup::all(tx, CHARGE_BY_HOUSEHOLD, key, order, usize::MAX)?;
            all.sort_by_key(|charge| (charge.due_on, charge.id));
            all
        }
    };
    charges.retain(|charge| {
        let room = Standing::of(charge).room(kind);
        room.is_ok_and(|room| room > Amount::ZERO) && (kind == ReliefKind::Reduce || fee(charge))
    });
    Ok(charges)
}

/// The charges of a home with a late fee that can be asked for by the end of a day, and how much of it.
pub fn late_relievable(
    tx: &dyn ReadTx,
    office: &Office,
    home: HouseholdId,
    by: Day,
) -> Run<Vec<(Charge, Amount)>> {
    let mut late = Vec::new();
    for due in dues(unpaid(tx, home)?, LateRules::of(office).policy, by)? {
        let amount = due.late()?;
        if amount > Amount::ZERO {
            late.push((due.charge, amount));
        }
    }
    Ok(late)
}

/// The plan of a home that was not ended by decision; it may be paid by now.
pub fn plan_of(tx: &dyn ReadTx, home: HouseholdId) -> Run<Option<Plan>> {
    let key = Key::new().u64(home.0);
    let last: Vec<Plan> = lookup::all(tx, PLAN_BY_HOUSEHOLD, key, Direction::Backward, 1)?;
    Ok(last.into_iter().find(Plan::stands))
}

/// What was settled of a plan's charges since it was agreed.
pub fn settled_of(tx: &dyn ReadTx, plan: &Plan) -> Run<Amount> {
    let mut now = Vec::with_capacity(plan.covers.len());
    for covered in &plan.covers {
        let charge: Option<Charge> = get(tx, covered.charge.0)?;
        let settled = charge.map(|charge| Standing::of(&charge).settled());
        now.push(settled.transpose()?.unwrap_or_default());
    }
    Ok(plan.settled(&now)?)
}

/// The next instalment of a home that is not paid whole, with what is still to come of it; one whose day is over stays the
/// next.
pub fn instalment_of(tx: &dyn ReadTx, home: HouseholdId) -> Run<Option<Instalment>> {
    match plan_of(tx, home)? {
        Some(plan) => Ok(plan.coming(settled_of(tx, &plan)?)?),
        None => Ok(None),
    }
}

impl Books<'_, '_> {
    /// Gives up what was asked, or asks for it again: each charge must stand as it did when it was asked.
    pub fn relieve(&mut self, household: &Household, asked: &ReliefRequest) -> Run<Debt> {
        let ids = asked.parts.iter().map(|part| part.standing.charge);
        let charges: Run<Vec<Charge>> = ids.map(|id| self.work.get(id.0)).collect();
        let mut charges = charges?;
        if asked.kind == ReliefKind::ReduceLate {
            return self.relieve_late(household, asked, &charges);
        }
        let now: Vec<Standing> = charges.iter().map(Standing::of).collect();
        let after = asked.granted(&now).map_err(relief_refused)?;
        for ((charge, part), after) in charges.iter_mut().zip(&asked.parts).zip(after) {
            let amount = part.amount;
            let act = match (asked.kind, charge.claim()) {
                (ReliefKind::Reduce, ClaimKind::Deposit) => Act::KeepDeposit { amount },
                (ReliefKind::Reduce | ReliefKind::ReduceLate, _) => Act::Reduce { amount },
                (ReliefKind::WriteOff, _) => Act::WriteOff { amount },
                (ReliefKind::Restore, _) => Act::Restore { amount },
            };
            let entry = NewEntry {
                act,
                household,
                effective_on: self.work.today(),
                reverses: None,
                receipt: None,
            };
            let entry = self.post_about(&entry, Some(charge.id))?;
            charge.relief = after.relief();
            // No day is noted of it: what is given up bears no late fee, and one that is asked for again bears all of it.
            self.keep(charge)?;
            if charge.claim() == ClaimKind::Deposit {
                self.waive(charge, amount, &asked.reason, entry)?;
            }
        }
        self.settle(household)
    }

    /// Gives up what was asked of late fees: they are booked as they stood on the day it was asked, then given up. What
    /// grows later is asked for.
    fn relieve_late(
        &mut self,
        household: &Household,
        asked: &ReliefRequest,
        charges: &[Charge],
    ) -> Run<Debt> {
        let changed = || relief_refused(ReliefFault::Changed);
        let by = asked.by.ok_or_else(changed)?;
        let policy = LateRules::of(self.work.office).policy;
        let dues = dues(charges.to_vec(), policy, by)?;
        let mut now = Vec::with_capacity(dues.len());
        for due in &dues {
            now.push(Standing::with_late(&due.charge, due.late()?));
        }
        asked.granted(&now).map_err(relief_refused)?;
        for (due, part) in dues.iter().zip(&asked.parts) {
            let id = due.charge.id;
            if due.accrual.open > Amount::ZERO {
                self.book_late(household, id, due.accrual.open, by)?;
            }
            let entry = NewEntry {
                act: Act::Reduce {
                    amount: part.amount,
                },
                household,
                effective_on: self.work.today(),
                reverses: None,
                receipt: None,
            };
            self.post_about(&entry, Some(id))?;
            let mut charge: Charge = self.work.get(id.0)?;
            let mut late = charge.late.unwrap_or_default();
            late.reduced = Some(late.reduced.unwrap_or_default().plus(part.amount)?);
            charge.late = Some(late);
            self.keep(&mut charge)?;
        }
        self.settle(household)
    }

    /// Agrees on a plan: each charge must stand as it did when it was asked. One agreed before ends by it.
    pub fn agree(&mut self, household: &Household, asked: &PlanRequest) -> Run<(Plan, Debt)> {
        let mut covers = Vec::with_capacity(asked.covers.len());
        for standing in &asked.covers {
            let charge: Charge = self.work.get(standing.charge.0)?;
            if Standing::of(&charge) != *standing {
                return Err(relief_refused(ReliefFault::Changed).into());
            }
            covers.push(Covered {
                charge: charge.id,
                open: standing.open().map_err(relief_refused)?,
                settled: standing.settled()?,
            });
        }
        if plan_of(self.tx(), household.id)?.is_some() {
            self.stop_plan(household, "")?;
        }
        let mut plan = Plan {
            id: self.work.next_id::<Plan>()?,
            version: 0,
            household: household.id,
            covers,
            parts: asked.parts.clone(),
            reason: asked.reason.clone(),
            agreed_at: self.work.now,
            agreed_by: self.work.actor.staff,
            approval: self.work.approved,
            ended_at: None,
            ended_by: None,
            end_reason: String::new(),
        };
        self.keep(&mut plan)?;
        let debt = self.refresh_debt(household)?;
        Ok((plan, debt))
    }

    /// Ends the plan of a home: what is still open is asked for as before.
    pub fn end_plan(&mut self, household: &Household, reason: &str) -> Run<(Plan, Debt)> {
        let plan = self.stop_plan(household, reason)?;
        let debt = self.refresh_debt(household)?;
        Ok((plan, debt))
    }

    fn stop_plan(&mut self, household: &Household, reason: &str) -> Run<Plan> {
        let none = || Refusal::new(Why::NoPlan).with("premises", household.code.as_str());
        let mut plan = plan_of(self.tx(), household.id)?.ok_or_else(none)?;
        plan.ended_at = Some(self.work.now);
        plan.ended_by = Some(self.work.actor.staff);
        reason.clone_into(&mut plan.end_reason);
        self.keep(&mut plan)?;
        Ok(plan)
    }
}

/// The day somebody's word stands for and its amount: a promise, or the next instalment, whichever comes first.
pub(super) fn word_of(
    promise: Option<(Day, Amount)>,
    instalment: Option<Instalment>,
) -> Option<(Day, Amount)> {
    let instalment = instalment.map(|part| (part.due_on, part.amount));
    promise
        .into_iter()
        .chain(instalment)
        .min_by_key(|(day, _)| *day)
}
