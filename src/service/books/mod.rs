//! The books: the one place where money is posted, charged, paid and reversed.

mod asked;
mod closed;
mod debt;
mod deposit;
mod deposit_back;
mod held;
mod late;
mod payment;
mod plan;
mod rated;
mod refund;
mod relief;
mod verify;
mod verify_arrears;

use crate::domain::calendar::{Day, Month};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fees::Proof;
use crate::domain::household::{Household, PremisesKind};
use crate::domain::id::{ChargeId, EntryId, Number};
use crate::domain::ledger::{
    Act, Basis, Charge, ChargeSource, ClaimKind, Entry, EntryFault, FeeItem, basis,
};
use crate::domain::money::Amount;
use crate::service::command::Undo;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{CHARGE_BY_HOUSEHOLD, CHARGE_ONCE};
use crate::storage::record::Record;
use crate::storage::{Direction, ReadTx};

pub use asked::{clocks, promise_state, rewind_clocks, word_of};
pub use closed::{Balances, Checkpoint, keep_checkpoint, verify_days, verify_quickly};
pub use debt::{debt_of, owed_by, owner_of, payments, promise_in_force, stale, unpaid};
pub use deposit::{deposit_name, deposit_refused, deposits_of, open_deposits, owed_fees};
pub use late::{LateRules, accrued};
pub use payment::{NewPayment, refuse_reversed, refuse_used};
pub use plan::{Intent, Plan, Wanted, plan};
pub use refund::refuse_refund;
pub use relief::{instalment_of, late_relievable, plan_of, relief_refused, relievable, settled_of};
pub use verify::{BookFault, BookRule, missing_numbers, verify, verify_receipts, verify_some};

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
    /// The lines that prove the amount, where the rules reckoned it.
    pub lines: Option<Proof>,
    pub note: String,
    /// The day it counts for; the first of its month where none is named.
    pub on: Option<Day>,
}

impl<'n> NewCharge<'n> {
    /// A charge of so much that falls due today: it is paid at the counter. `note` says what it is tied to.
    pub fn at_counter(
        household: &'n Household,
        (name, amount): (&str, Amount),
        today: Day,
        note: String,
    ) -> Self {
        Self {
            household,
            item: None,
            name: name.to_owned(),
            month: today.month(),
            amount,
            due_on: today,
            source: ChargeSource::Manual,
            basis: vec![Basis {
                fact: basis::MANUAL.to_owned(),
                value: amount.fen(),
            }],
            lines: None,
            note,
            on: Some(today),
        }
    }
}

/// An entry to be posted.
#[derive(Debug, Clone)]
struct NewEntry<'n> {
    act: Act,
    household: &'n Household,
    effective_on: Day,
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
        let bulk = work.row.undo != Undo::Restore;
        Self { work, bulk }
    }

    /// Stores a record of the books.
    fn keep<R: Record>(&mut self, kept: &mut R) -> Run<()> {
        if self.bulk {
            return self.work.put_bulk(kept);
        }
        self.work.put(kept)
    }

    fn tx(&self) -> &dyn ReadTx {
        self.work.tx()
    }

    /// Posts what an act books; one that does not sum to zero is refused (reliability D10).
    fn post(&mut self, new: &NewEntry<'_>) -> Run<EntryId> {
        self.post_about(new, None)
    }

    /// Posts what an act books about one charge.
    fn post_about(&mut self, new: &NewEntry<'_>, charge: Option<ChargeId>) -> Run<EntryId> {
        let postings = new
            .act
            .postings(new.household.id)
            .map_err(|fault| match fault {
                EntryFault::Money(fault) => Refusal::from(fault),
                EntryFault::NotPositive => Refusal::new(Why::NotPositive),
                EntryFault::Unbalanced => {
                    Refusal::new(Why::Internal).with("detail", "entry does not sum to zero")
                }
            })?;
        let mut entry = Entry {
            id: EntryId(self.work.next_id::<Entry>()?),
            version: 0,
            kind: new.act.kind(),
            at: self.work.now,
            effective_on: new.effective_on,
            postings,
            by: self.work.actor.staff,
            reverses: new.reverses,
            receipt: new.receipt,
            household: new.household.id,
            charge,
        };
        self.keep(&mut entry)?;
        Ok(entry.id)
    }

    /// Books a charge. `settle` must follow once the household's charges are booked.
    pub fn charge(&mut self, new: NewCharge<'_>) -> Run<Charge> {
        self.booked(new, None)
    }

    /// Books a charge of a kind; nothing for a fee.
    fn booked(&mut self, new: NewCharge<'_>, kind: Option<ClaimKind>) -> Run<Charge> {
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
        let counts = property_fee && rated::counts(self.tx(), new.household, new.month)?;
        let id = ChargeId(self.work.next_id::<Charge>()?);
        let act = match kind {
            Some(ClaimKind::Deposit) => Act::Deposit { amount: new.amount },
            _ => Act::Charge {
                item: new.item.map_or(0, |item| item.id.0),
                amount: new.amount,
            },
        };
        let new_entry = NewEntry {
            act,
            household: new.household,
            effective_on: new.on.unwrap_or_else(|| new.month.first()),
            reverses: None,
            receipt: None,
        };
        let entry = self.post_about(&new_entry, Some(id))?;
        let mut charge = Charge {
            id,
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
            late: None,
            moves: None,
            relief: None,
            disputed: None,
            kind,
            place: property_fee.then(|| new.household.place()),
            lines: new.lines,
        };
        self.keep(&mut charge)?;
        Ok(charge)
    }
}

/// Whether a property fee of the month makes the household count as charged.
pub fn counted(tx: &dyn ReadTx, household: &Household, month: Month) -> Run<bool> {
    let key = Key::new().u64(household.id.0).i32(month.number());
    let charges: Vec<Charge> =
        lookup::all(tx, CHARGE_BY_HOUSEHOLD, key, Direction::Forward, usize::MAX)?;
    Ok(charges.iter().any(|charge| charge.counts))
}

/// Whether a household was charged for an item and month before.
pub fn charged(tx: &dyn ReadTx, household: &Household, item: &FeeItem, month: Month) -> Run<bool> {
    let key = Key::new()
        .u64(household.id.0)
        .u64(item.id.0)
        .i32(month.number());
    Ok(lookup::first(tx, CHARGE_ONCE, key)?.is_some())
}
