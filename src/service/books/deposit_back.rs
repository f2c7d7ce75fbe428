//! What was done with a deposit by mistake is taken back: entries of its own point to the first, and nothing goes away.

use super::debt::Since;
use super::{Books, NewEntry};
use crate::domain::calendar::Day;
use crate::domain::error::Why;
use crate::domain::household::Household;
use crate::domain::id::EntryId;
use crate::domain::ledger::{
    Act, Charge, Debt, Deposit, DepositKind, DepositMove, DepositRequest, Entry, Method, Relief,
    Standing, TakenBack,
};
use crate::domain::money::Amount;
use crate::service::halt::Run;

impl Books<'_, '_> {
    /// Takes back what was done with a deposit, or that it was asked for: it and every charge must stand as they did when
    /// this was asked.
    pub fn reverse_deposit(
        &mut self,
        household: &Household,
        asked: &DepositRequest,
    ) -> Run<(Deposit, Debt)> {
        let mut deposit: Deposit = self.work.get(asked.deposit.0)?;
        let mut now = Vec::with_capacity(asked.charges.len());
        for standing in &asked.charges {
            now.push(Standing::of(&self.work.get(standing.charge.0)?));
        }
        if deposit.version != asked.version || now != asked.charges {
            return Err(Why::ApprovalStale.into());
        }
        let Some(place) = asked.reverses else {
            return self.unask(household, &deposit, asked);
        };
        let found = deposit.reversible(Some(place));
        let Some((_, done)) = found.map(|(at, done)| (at, done.clone())) else {
            return Err(Why::ApprovalStale.into());
        };
        let entry = self.post_back(household, &done)?;
        let first: Entry = self.work.get(done.entry.0)?;
        self.apply(&done.settled, &[], first.effective_on, Amount::minus)?;
        if done.kind == DepositKind::Keep {
            self.drop_kept(household, &done)?;
        }
        let back = TakenBack {
            at: self.work.now,
            by: self.work.actor.staff,
            reason: asked.reason.clone(),
            entry,
            approval: self.work.approved,
        };
        let at = usize::try_from(place).unwrap_or_default();
        if let Some(one) = deposit.moves.get_mut(at.saturating_sub(1)) {
            one.reversed = Some(back);
        }
        self.keep(&mut deposit)?;
        self.use_ahead(household)?;
        let debt = self.refresh(household, Since::Reopened)?;
        Ok((deposit, debt))
    }

    /// Posts the other way round what an act with a deposit posted.
    fn post_back(&mut self, household: &Household, done: &DepositMove) -> Run<EntryId> {
        let amount = done.amount;
        let act = match (done.kind, done.method) {
            (DepositKind::Return, method) => Act::UnreturnDeposit {
                method: method.unwrap_or(Method::Cash),
                amount,
            },
            _ => Act::UnkeepDeposit { amount },
        };
        let today = self.work.today();
        self.post(&back(household, act, today, Some(done.entry)))
    }

    /// What was kept is charged for no more. A charge never goes away: it is given up whole.
    fn drop_kept(&mut self, household: &Household, done: &DepositMove) -> Run<()> {
        let today = self.work.today();
        for part in &done.settled {
            let act = Act::Reduce {
                amount: part.amount,
            };
            self.post_about(
                &back(household, act, today, Some(done.entry)),
                Some(part.charge),
            )?;
            let mut charge: Charge = self.work.get(part.charge.0)?;
            let relief = charge.relief.unwrap_or_default();
            charge.relief = Some(Relief {
                reduced: relief.reduced.plus(part.amount)?,
                ..relief
            });
            self.keep(&mut charge)?;
        }
        Ok(())
    }

    /// Asks no more for what is unpaid of a deposit that was asked for by mistake.
    fn unask(
        &mut self,
        household: &Household,
        deposit: &Deposit,
        asked: &DepositRequest,
    ) -> Run<(Deposit, Debt)> {
        let mut charge: Charge = self.work.get(deposit.charge.0)?;
        if charge.paid > Amount::ZERO || charge.unpaid() != asked.amount {
            return Err(Why::ApprovalStale.into());
        }
        let act = Act::KeepDeposit {
            amount: asked.amount,
        };
        let today = self.work.today();
        let entry = back(household, act, today, Some(charge.entry));
        let entry = self.post_about(&entry, Some(charge.id))?;
        let relief = charge.relief.unwrap_or_default();
        charge.relief = Some(Relief {
            reduced: relief.reduced.plus(asked.amount)?,
            ..relief
        });
        self.keep(&mut charge)?;
        self.waive(&charge, asked.amount, &asked.reason, entry)?;
        let debt = self.settle(household)?;
        Ok((self.work.get(deposit.id.0)?, debt))
    }
}

fn back(
    household: &Household,
    act: Act,
    effective_on: Day,
    reverses: Option<EntryId>,
) -> NewEntry<'_> {
    NewEntry {
        act,
        household,
        effective_on,
        reverses,
        receipt: None,
    }
}
