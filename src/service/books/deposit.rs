//! Deposits: asked for like a fee, held for the home, given back, kept or used. Their account is owed back until then.

use super::debt::unpaid;
use super::{Books, NewCharge, NewEntry};
use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::id::{DepositId, EntryId, HouseholdId};
use crate::domain::ledger::{
    Act, Allocation, Charge, ClaimKind, Debt, Deposit, DepositFault, DepositKind, DepositMove,
    DepositRequest, Payment, Standing, allocate,
};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::DEPOSIT_OF;
use crate::storage::{Direction, ReadTx};

/// The name a deposit is typed by.
pub fn deposit_name(id: DepositId) -> String {
    format!("D{}", id.0)
}

/// The deposits of a home: those that still stand first.
pub fn deposits_of(tx: &dyn ReadTx, home: HouseholdId) -> Run<Vec<Deposit>> {
    let mut all = open_deposits(tx, home)?;
    let gone = Key::new().u8(1).u64(home.0);
    let found: Vec<Deposit> = lookup::all(tx, DEPOSIT_OF, gone, Direction::Forward, usize::MAX)?;
    all.extend(found);
    Ok(all)
}

/// The deposits of a home that still stand.
pub fn open_deposits(tx: &dyn ReadTx, home: HouseholdId) -> Run<Vec<Deposit>> {
    let key = Key::new().u8(0).u64(home.0);
    lookup::all(tx, DEPOSIT_OF, key, Direction::Forward, usize::MAX)
}

/// The charges a home owes that a deposit may settle, in the order of payment.
pub fn owed_fees(tx: &dyn ReadTx, home: HouseholdId) -> Run<Vec<Charge>> {
    let mut charges = unpaid(tx, home)?;
    charges.retain(|charge| charge.claim() != ClaimKind::Deposit && charge.unpaid() > Amount::ZERO);
    Ok(charges)
}

/// Says why nothing is done with a deposit.
pub fn deposit_refused(deposit: &Deposit, fault: DepositFault) -> Refusal {
    match fault {
        DepositFault::Money(fault) => Refusal::from(fault),
        DepositFault::NotPositive => Refusal::field("amount", Why::NotPositive),
        DepositFault::MoreThanHeld(held) => {
            let more = Refusal::new(Why::MoreThanHeld)
                .with("amount", held)
                .with("number", deposit_name(deposit.id));
            Refusal::fields(vec![more.on("amount")])
        }
    }
}

/// Refuses to reverse a receipt that paid a deposit of which less would be held than was given back, kept or used.
pub(super) fn refuse_spent(work: &Work<'_>, payment: &Payment) -> Run<()> {
    let parts = payment.parts();
    let parts = parts.flat_map(|own| {
        own.allocations
            .iter()
            .map(move |part| (own.household, part))
    });
    for (home, part) in parts {
        let charge: Charge = work.get(part.charge.0)?;
        if charge.claim() != ClaimKind::Deposit {
            continue;
        }
        let left = charge.paid.minus(part.amount)?;
        let deposits = deposits_of(work.tx(), home)?;
        let Some(deposit) = deposits.iter().find(|one| one.charge == charge.id) else {
            continue;
        };
        if deposit.held(left)?.is_negative() {
            return Err(Refusal::new(Why::DepositSpent)
                .with("number", payment.number.short(work.today()))
                .with("deposit", deposit_name(deposit.id))
                .into());
        }
    }
    Ok(())
}

impl Books<'_, '_> {
    /// Asks a home for a deposit; `new` is the charge of it, `about` what it is tied to. `settle` must follow.
    pub fn ask_deposit(&mut self, new: NewCharge<'_>, about: &str) -> Run<(Deposit, Charge)> {
        let charge = self.booked(new, Some(ClaimKind::Deposit))?;
        let mut deposit = Deposit {
            id: DepositId(self.work.next_id::<Deposit>()?),
            version: 0,
            household: charge.household,
            charge: charge.id,
            name: charge.name.clone(),
            about: about.to_owned(),
            amount: charge.amount,
            at: self.work.now,
            by: self.work.actor.staff,
            moves: Vec::new(),
        };
        self.keep(&mut deposit)?;
        Ok((deposit, charge))
    }

    /// Does with a deposit what was asked: it and every charge must stand as they did when it was asked. `name` is what a
    /// kept part is charged as.
    pub fn move_deposit(
        &mut self,
        household: &Household,
        asked: &DepositRequest,
        name: &str,
    ) -> Run<(Deposit, Debt)> {
        let mut deposit: Deposit = self.work.get(asked.deposit.0)?;
        let mut now = Vec::with_capacity(asked.charges.len());
        for standing in &asked.charges {
            now.push(Standing::of(&self.work.get(standing.charge.0)?));
        }
        if deposit.version != asked.version || now != asked.charges {
            return Err(Why::ApprovalStale.into());
        }
        let own: Charge = self.work.get(deposit.charge.0)?;
        deposit
            .take(own.paid, asked.amount)
            .map_err(|fault| deposit_refused(&deposit, fault))?;
        let amount = asked.amount;
        let settled = match asked.kind {
            DepositKind::Return | DepositKind::Waive => Vec::new(),
            DepositKind::Keep => vec![self.charge_kept(household, asked, name)?],
            DepositKind::Settle => {
                let open = asked.charges.iter().skip(1);
                let open: Result<Vec<_>, _> = open
                    .map(|standing| Ok((standing.charge, standing.open()?)))
                    .collect();
                let open = open.map_err(super::relief::relief_refused)?;
                let (parts, left) = allocate(amount, &open)?;
                if left > Amount::ZERO {
                    let owed = amount.minus(left)?;
                    return Err(Refusal::new(Why::MoreThanOwed).with("owed", owed).into());
                }
                parts
            }
        };
        let act = match asked.method.filter(|_| asked.kind == DepositKind::Return) {
            Some(method) => Act::RefundDeposit { method, amount },
            None => Act::KeepDeposit { amount },
        };
        let entry = self.post(&NewEntry {
            act,
            household,
            effective_on: self.work.today(),
            reverses: None,
            receipt: None,
        })?;
        let today = self.work.today();
        self.apply(&settled, &[], today, Amount::plus)?;
        deposit.moves.push(DepositMove {
            kind: asked.kind,
            amount,
            at: self.work.now,
            by: self.work.actor.staff,
            reason: asked.reason.clone(),
            entry,
            method: asked.method,
            settled,
            approval: self.work.approved,
            reversed: None,
        });
        self.keep(&mut deposit)?;
        let debt = self.settle(household)?;
        Ok((deposit, debt))
    }

    /// Charges what is kept of a deposit, which settles it at once.
    fn charge_kept(
        &mut self,
        household: &Household,
        asked: &DepositRequest,
        name: &str,
    ) -> Run<Allocation> {
        let today = self.work.today();
        let called = (name, asked.amount);
        let new = NewCharge::at_counter(household, called, today, asked.reason.clone());
        let charge = self.charge(new)?;
        Ok(Allocation {
            charge: charge.id,
            amount: asked.amount,
        })
    }

    /// Notes at a deposit what is no longer asked for of its charge.
    pub(super) fn waive(
        &mut self,
        charge: &Charge,
        amount: Amount,
        reason: &str,
        entry: EntryId,
    ) -> Run<()> {
        let deposits = deposits_of(self.tx(), charge.household)?;
        let own = deposits.into_iter().find(|one| one.charge == charge.id);
        let Some(mut deposit) = own else {
            return Err(Refusal::new(Why::Internal)
                .with("detail", format!("no deposit of charge {}", charge.id.0))
                .into());
        };
        deposit.moves.push(DepositMove {
            kind: DepositKind::Waive,
            amount,
            at: self.work.now,
            by: self.work.actor.staff,
            reason: reason.to_owned(),
            entry,
            method: None,
            settled: Vec::new(),
            approval: self.work.approved,
            reversed: None,
        });
        self.keep(&mut deposit)
    }
}
