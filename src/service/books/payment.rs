//! Taking, using and reversing payments.

use super::debt::{Since, owner_of, promise_in_force, unpaid};
use super::deposit::refuse_spent;
use super::{Books, NewEntry};
use crate::domain::calendar::{Day, Instant};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::Household;
use crate::domain::id::{ChargeId, Letter, PaymentId};
use crate::domain::ledger::{
    Act, Allocation, Charge, Debt, Method, Payment, Promise, Toward, allocate,
};
use crate::domain::money::{Amount, MoneyFault};
use crate::service::halt::Run;
use crate::service::work::Work;
use crate::service::{audit, lookup};
use crate::storage::Direction;
use crate::storage::codec::{Key, hex};
use crate::storage::kept::indexes::{EXTERNAL, PAYMENT_AHEAD};
use crate::storage::record::{Record, get};

/// How many hex digits of the audit head a receipt carries (reliability D13).
const ANCHOR: usize = 10;

/// A payment to be booked.
#[derive(Debug, Clone)]
pub struct NewPayment<'n> {
    pub household: &'n Household,
    pub amount: Amount,
    /// An imported one is numbered on its effective day, any other today.
    pub method: Method,
    /// Empty for the owner.
    pub payer: String,
    pub effective_on: Day,
    pub note: String,
    /// Its number in the system it was imported from; a second booking of it does nothing.
    pub external: Option<String>,
    /// Charges it settles before the oldest: what an earlier system says it was for.
    pub first: &'n [ChargeId],
}

impl Books<'_, '_> {
    /// Books a payment and its receipt, oldest charge first; what no charge takes is paid ahead.
    ///
    /// `None` when a payment with the same external number was booked before.
    pub fn pay(&mut self, new: NewPayment<'_>) -> Run<Option<(Payment, Debt)>> {
        let today = self.work.today();
        if new.amount <= Amount::ZERO {
            return Err(Why::NotPositive.into());
        }
        if new.effective_on > today {
            return Err(Refusal::new(Why::EffectiveDay)
                .with("earliest", Fact::Day(Day::MIN))
                .with("latest", Fact::Day(today))
                .into());
        }
        if let Some(external) = &new.external {
            let key = Key::new().u8(Payment::KIND).str(external);
            if lookup::first(self.tx(), EXTERNAL, key)?.is_some() {
                return Ok(None);
            }
        }
        let mut open = unpaid(self.tx(), new.household.id)?;
        open.sort_by_key(|charge| !new.first.contains(&charge.id));
        let owed = Amount::sum(open.iter().map(Charge::unpaid))?;
        let shares: Vec<_> = open.iter().map(|c| (c.id, c.unpaid())).collect();
        let (allocations, ahead) = allocate(new.amount, &shares)?;
        let settled = new.amount.minus(ahead)?;
        self.apply(&allocations, Amount::plus)?;
        let number = if new.method == Method::Imported {
            self.work.number_on(Letter::Receipt, new.effective_on)?
        } else {
            self.work.number(Letter::Receipt)?
        };
        let entry = self.post(&NewEntry {
            act: Act::Payment {
                method: new.method,
                amount: new.amount,
                settled,
                ahead,
            },
            household: new.household,
            effective_on: new.effective_on,
            reverses: None,
            receipt: Some(number),
        })?;
        let payer = if new.payer.is_empty() {
            owner_of(self.tx(), new.household.id)?
        } else {
            new.payer
        };
        let id = self.work.next_id::<Payment>()?;
        let mut payment = Payment {
            id: PaymentId(id),
            version: 0,
            number,
            household: new.household.id,
            premises: new.household.code.clone(),
            payer,
            amount: new.amount,
            method: new.method,
            taken_at: self.work.now,
            effective_on: new.effective_on,
            taken_by: self.work.actor.staff,
            allocations,
            advance: ahead,
            entry,
            reversed_by: None,
            approval: None,
            reversed_at: None,
            reason: String::new(),
            note: new.note,
            anchor: self.anchor()?,
            external: new.external,
            toward: self.keep_promise(new.household, settled)?,
            left: owed.minus(settled)?,
            clock_back: self.clock_back(id)?,
        };
        self.keep(&mut payment)?;
        let debt = self.settle(new.household)?;
        Ok(Some((payment, debt)))
    }

    /// Reverses a payment: an entry of its own points back, the receipt keeps its number, what it
    /// had settled is owed again.
    pub fn reverse(&mut self, mut payment: Payment, reason: &str) -> Run<(Payment, Debt)> {
        refuse_reversed(self.work, &payment)?;
        refuse_spent(self.work, &payment)?;
        let household: Household = self.work.get(payment.household.0)?;
        let settled = Amount::sum(payment.allocations.iter().map(|part| part.amount))?;
        let entry = self.post(&NewEntry {
            act: Act::Reversal {
                method: payment.method,
                amount: payment.amount,
                settled,
                ahead: payment.advance,
            },
            household: &household,
            effective_on: self.work.today(),
            reverses: Some(payment.entry),
            receipt: Some(payment.number),
        })?;
        self.apply(&payment.allocations, Amount::minus)?;
        if let Some(toward) = payment.toward {
            let mut promise: Promise = self.work.get(toward.promise)?;
            promise.paid = promise.paid.minus(toward.amount)?;
            self.keep(&mut promise)?;
        }
        payment.reversed_by = Some(entry);
        payment.reversed_at = Some(self.work.now);
        reason.clone_into(&mut payment.reason);
        payment.approval = self.work.approved;
        self.keep(&mut payment)?;
        self.use_ahead(&household)?;
        let debt = self.refresh(&household, Since::Reopened)?;
        Ok((payment, debt))
    }

    /// Brings a household in order after its charges changed: what it paid ahead settles the oldest
    /// charges at once, and what it owes is summed anew.
    pub fn settle(&mut self, household: &Household) -> Run<Debt> {
        self.use_ahead(household)?;
        self.refresh(household, Since::Kept)
    }

    /// Settles charges with what was paid ahead: oldest payment first, oldest charge first.
    fn use_ahead(&mut self, household: &Household) -> Run<()> {
        let payments: Vec<Payment> = lookup::all(
            self.tx(),
            PAYMENT_AHEAD,
            Key::new().u64(household.id.0),
            Direction::Forward,
            usize::MAX,
        )?;
        for mut payment in payments {
            let shares: Vec<_> = unpaid(self.tx(), household.id)?
                .iter()
                .map(|charge| (charge.id, charge.unpaid()))
                .collect();
            let (parts, left) = allocate(payment.advance, &shares)?;
            if parts.is_empty() {
                break;
            }
            let used = payment.advance.minus(left)?;
            self.apply(&parts, Amount::plus)?;
            self.post(&NewEntry {
                act: Act::UseAhead { amount: used },
                household,
                effective_on: self.work.today(),
                reverses: None,
                receipt: Some(payment.number),
            })?;
            payment.advance = left;
            for part in parts {
                let same = payment
                    .allocations
                    .iter_mut()
                    .find(|old| old.charge == part.charge);
                match same {
                    Some(old) => old.amount = old.amount.plus(part.amount)?,
                    None => payment.allocations.push(part),
                }
            }
            self.keep(&mut payment)?;
        }
        Ok(())
    }

    /// Adds the parts to what their charges have been paid, or takes them off again.
    pub(super) fn apply(
        &mut self,
        parts: &[Allocation],
        how: fn(Amount, Amount) -> Result<Amount, MoneyFault>,
    ) -> Run<()> {
        for part in parts {
            let mut charge: Charge = self.work.get(part.charge.0)?;
            charge.paid = how(charge.paid, part.amount)?;
            self.keep(&mut charge)?;
        }
        Ok(())
    }

    /// Counts a payment towards the promise in force; what exceeds the promise does not count.
    fn keep_promise(&mut self, household: &Household, settled: Amount) -> Run<Option<Toward>> {
        let Some(mut promise) = promise_in_force(self.tx(), household.id)? else {
            return Ok(None);
        };
        let amount = promise.open().min(settled);
        if amount <= Amount::ZERO {
            return Ok(None);
        }
        promise.paid = promise.paid.plus(amount)?;
        self.keep(&mut promise)?;
        Ok(Some(Toward {
            promise: promise.id,
            amount,
        }))
    }

    /// When an earlier receipt than `id` was made out that by the clock is later, if there is one (reliability K1).
    fn clock_back(&self, id: u64) -> Run<Option<Instant>> {
        let before: Option<Payment> = get(self.tx(), id.saturating_sub(1))?;
        let latest = before.map(|before| {
            before
                .taken_at
                .max(before.clock_back.unwrap_or(before.taken_at))
        });
        Ok(latest.filter(|latest| *latest > self.work.now))
    }

    /// The first digits of the audit chain's head, for the receipt (reliability D13).
    fn anchor(&self) -> Run<String> {
        let head = audit::head(self.tx())?;
        Ok(hex(&head.hash).chars().take(ANCHOR).collect())
    }
}

/// Refuses what would reverse a receipt a second time.
pub fn refuse_reversed(work: &Work<'_>, payment: &Payment) -> Run<()> {
    if payment.reversed_by.is_none() {
        return Ok(());
    }
    Err(Refusal::new(Why::AlreadyReversed)
        .with("number", payment.number.short(work.today()))
        .into())
}
