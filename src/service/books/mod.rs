//! The books: the one place where money is posted, charged, paid and reversed.

mod debt;
mod verify;

use crate::domain::calendar::{Day, Month};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::{Household, PremisesKind};
use crate::domain::id::{ChargeId, EntryId, Letter, Number, PaymentId};
use crate::domain::ledger::{
    Account, Allocation, Basis, Charge, ChargeSource, Debt, Entry, EntryKind, FeeItem, Method,
    Payment, Posting, Promise, Toward, allocate,
};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::subject::Subject;
use crate::service::work::Work;
use crate::service::{audit, command};
use crate::storage::codec::{Key, hex};
use crate::storage::kept::indexes::{CHARGE_BY_HOUSEHOLD, CHARGE_ONCE, EXTERNAL, PAYMENT_AHEAD};
use crate::storage::record::{self, Record};
use crate::storage::{Direction, ReadTx};

pub use debt::{debt_of, owed_by, owner_of, promise_in_force, stale, unpaid};
pub use verify::{BookFault, BookRule, verify};

/// How many hex digits of the audit head a receipt carries (reliability D13).
const ANCHOR: usize = 10;

/// A charge to be booked.
#[derive(Debug, Clone)]
pub struct NewCharge<'n> {
    pub household: &'n Household,
    /// Absent for a paid service; such a charge is no property fee.
    pub item: Option<&'n FeeItem>,
    /// Name without an item; with one, the item's is taken.
    pub name: String,
    pub month: Month,
    pub amount: Amount,
    pub due_on: Day,
    pub source: ChargeSource,
    pub basis: Vec<Basis>,
    pub note: String,
}

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

/// An entry to be posted.
#[derive(Debug, Clone)]
struct NewEntry<'n> {
    kind: EntryKind,
    household: &'n Household,
    effective_on: Day,
    /// Account, amount; a household's accounts are its own, income is `item`'s.
    postings: Vec<(Account, Amount)>,
    item: u64,
    reverses: Option<EntryId>,
    receipt: Option<Number>,
}

/// The books as one command writes them.
pub struct Books<'w, 'a> {
    work: &'w mut Work<'a>,
    bulk: bool,
}

impl<'w, 'a> Books<'w, 'a> {
    /// The books for one act on one household.
    pub fn of(work: &'w mut Work<'a>) -> Self {
        Self { work, bulk: false }
    }

    /// The books for a run or an import over many households: each kind is touched once, as the
    /// record 0, and no before-images are kept, so the command must not be one that `undo` restores.
    pub fn bulk(work: &'w mut Work<'a>) -> Self {
        let bulk = work.row.undo != command::Undo::Restore;
        Self { work, bulk }
    }

    /// Stores a record of the books.
    fn keep<R: Record>(&mut self, kept: &mut R) -> Run<()> {
        if self.bulk {
            record::put(self.work.raw(), kept)?;
            self.work.touch(Subject {
                kind: R::KIND,
                id: 0,
            });
            return Ok(());
        }
        self.work.put(kept)
    }

    fn tx(&self) -> &dyn ReadTx {
        self.work.tx()
    }

    /// Posts an entry; one that does not sum to zero is refused (reliability D10).
    fn post(&mut self, new: NewEntry<'_>) -> Run<EntryId> {
        let NewEntry {
            kind,
            household,
            effective_on,
            postings,
            item,
            reverses,
            receipt,
        } = new;
        let posting = |(account, amount)| Posting {
            account,
            of: match account {
                Account::Receivable | Account::Advance => household.id.0,
                Account::Income => item,
                _ => 0,
            },
            amount,
        };
        let mut entry = Entry {
            id: EntryId(self.work.next_id::<Entry>()?),
            version: 0,
            kind,
            at: self.work.now,
            effective_on,
            postings: postings
                .into_iter()
                .filter(|(_, amount)| *amount != Amount::ZERO)
                .map(posting)
                .collect(),
            by: self.work.actor.staff,
            reverses,
            receipt,
            household: household.id,
        };
        if entry.sum()? != Amount::ZERO {
            return Err(Refusal::new(Why::Internal)
                .with("detail", "entry does not sum to zero")
                .into());
        }
        self.keep(&mut entry)?;
        Ok(entry.id)
    }

    /// Books a charge. `settle` must follow once the household's charges are booked.
    pub fn charge(&mut self, new: NewCharge<'_>) -> Run<Charge> {
        if new.amount <= Amount::ZERO {
            return Err(Why::NotPositive.into());
        }
        if new.household.kind == PremisesKind::Public {
            return Err(Refusal::new(Why::NothingToCharge)
                .with("month", new.month.to_string())
                .with("count", Fact::Count(0))
                .into());
        }
        let name = new
            .item
            .map_or_else(|| new.name.clone(), |item| item.name.clone());
        if let Some(item) = new.item
            && charged(self.tx(), new.household, item, new.month)?
        {
            return Err(Refusal::new(Why::Exists)
                .with("text", format!("{name} {}", new.month))
                .into());
        }
        let property_fee = new.item.is_some_and(|item| item.property_fee);
        let counts = property_fee && !self.counted(new.household, new.month)?;
        let entry = self.post(NewEntry {
            kind: EntryKind::Charge,
            household: new.household,
            effective_on: new.month.first(),
            postings: vec![
                (Account::Receivable, new.amount),
                (Account::Income, new.amount.negated()),
            ],
            item: new.item.map_or(0, |item| item.id.0),
            reverses: None,
            receipt: None,
        })?;
        let mut charge = Charge {
            id: ChargeId(self.work.next_id::<Charge>()?),
            version: 0,
            household: new.household.id,
            item: new.item.map(|item| item.id),
            name,
            month: new.month,
            amount: new.amount,
            paid: Amount::ZERO,
            due_on: new.due_on,
            source: new.source,
            entry,
            basis: new.basis,
            property_fee,
            note: new.note,
            counts,
        };
        self.keep(&mut charge)?;
        Ok(charge)
    }

    /// Whether a property fee of the month makes the household count as charged already.
    fn counted(&self, household: &Household, month: Month) -> Run<bool> {
        let key = Key::new().u64(household.id.0).i32(month.number());
        let charges: Vec<Charge> = lookup::all(
            self.tx(),
            CHARGE_BY_HOUSEHOLD,
            key,
            Direction::Forward,
            usize::MAX,
        )?;
        Ok(charges.iter().any(|charge| charge.counts))
    }

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
        let entry = self.post(NewEntry {
            kind: EntryKind::Payment,
            household: new.household,
            effective_on: new.effective_on,
            postings: vec![
                (new.method.account(), new.amount),
                (Account::Receivable, settled.negated()),
                (Account::Advance, ahead.negated()),
            ],
            item: 0,
            reverses: None,
            receipt: Some(number),
        })?;
        let payer = if new.payer.is_empty() {
            owner_of(self.tx(), new.household.id)?
        } else {
            new.payer
        };
        let mut payment = Payment {
            id: PaymentId(self.work.next_id::<Payment>()?),
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
            reversed_at: None,
            reason: String::new(),
            note: new.note,
            anchor: self.anchor()?,
            external: new.external,
            toward: self.keep_promise(new.household, settled)?,
            left: owed.minus(settled)?,
        };
        self.keep(&mut payment)?;
        let debt = self.settle(new.household)?;
        Ok(Some((payment, debt)))
    }

    /// Reverses a payment: an entry of its own points back, the receipt keeps its number, what it
    /// had settled is owed again.
    pub fn reverse(&mut self, mut payment: Payment, reason: &str) -> Run<(Payment, Debt)> {
        refuse_reversed(self.work, &payment)?;
        let household: Household = self.work.get(payment.household.0)?;
        let settled = Amount::sum(payment.allocations.iter().map(|part| part.amount))?;
        let entry = self.post(NewEntry {
            kind: EntryKind::Reversal,
            household: &household,
            effective_on: self.work.today(),
            postings: vec![
                (payment.method.account(), payment.amount.negated()),
                (Account::Receivable, settled),
                (Account::Advance, payment.advance),
            ],
            item: 0,
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
        self.keep(&mut payment)?;
        self.use_ahead(&household)?;
        let debt = self.refresh(&household, debt::Since::Reopened)?;
        Ok((payment, debt))
    }

    /// Brings a household in order after its charges changed: what it paid ahead settles the oldest
    /// charges at once, and what it owes is summed anew.
    pub fn settle(&mut self, household: &Household) -> Run<Debt> {
        self.use_ahead(household)?;
        self.refresh(household, debt::Since::Kept)
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
            self.post(NewEntry {
                kind: EntryKind::Advance,
                household,
                effective_on: self.work.today(),
                postings: vec![
                    (Account::Advance, used),
                    (Account::Receivable, used.negated()),
                ],
                item: 0,
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
    fn apply(
        &mut self,
        parts: &[Allocation],
        how: fn(Amount, Amount) -> Result<Amount, crate::domain::money::MoneyFault>,
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
        let Some(mut promise) = debt::promise_in_force(self.tx(), household.id)? else {
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

    /// The first digits of the audit chain's head, for the receipt (reliability D13).
    fn anchor(&self) -> Run<String> {
        let head = audit::head(self.tx())?;
        Ok(hex(&head.hash).chars().take(ANCHOR).collect())
    }
}

/// Whether a household was charged for an item and month before.
pub fn charged(tx: &dyn ReadTx, household: &Household, item: &FeeItem, month: Month) -> Run<bool> {
    let key = Key::new()
        .u64(household.id.0)
        .u64(item.id.0)
        .i32(month.number());
    Ok(lookup::first(tx, CHARGE_ONCE, key)?.is_some())
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
