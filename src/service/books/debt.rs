//! What a household indebted, kept beside its charges so that a list never adds up history.

use super::Books;
use super::asked::{Dunned, clocks, disputed, dunned};
use super::rated::due_months;
use super::relief::{instalment_of, word_of};
use crate::domain::calendar::{Day, Instant};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::{Household, Relation, Tie};
use crate::domain::id::HouseholdId;
use crate::domain::ledger::{Account, Asked, Charge, Debt, Owed, Payment, Promise, urgent_at};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;
use crate::service::{audit, lookup};
use crate::storage::codec::Key;
use crate::storage::counters::figure;
use crate::storage::kept::figures::Figure;
use crate::storage::kept::indexes::{CHARGE_UNPAID, PAYMENT_BY_HOUSEHOLD, PROMISE_BY_HOUSEHOLD};
use crate::storage::record::{Record, get};
use crate::storage::{Direction, ReadTx};

/// How many records are read at a time when looking back.
const PAGE: usize = 64;

/// From when dunning counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Since {
    /// As kept, or now if nothing is owed any more.
    Kept,
    /// A payment was reversed: when it owed nothing last is found anew.
    Reopened,
}

/// Returns the unpaid charges of a household in the order of payment: due day, then id.
pub fn unpaid(tx: &dyn ReadTx, household: HouseholdId) -> Run<Vec<Charge>> {
    lookup::all(
        tx,
        CHARGE_UNPAID,
        Key::new().u64(household.0),
        Direction::Forward,
        usize::MAX,
    )
}

/// Returns the latest payments of a household, newest first.
pub fn payments(tx: &dyn ReadTx, household: HouseholdId, most: usize) -> Run<Vec<Payment>> {
    lookup::all(
        tx,
        PAYMENT_BY_HOUSEHOLD,
        Key::new().u64(household.0),
        Direction::Backward,
        most,
    )
}

/// Returns what is kept of a household's debt; nothing if it never owed or paid ahead.
pub fn debt_of(tx: &dyn ReadTx, household: HouseholdId) -> Run<Option<Debt>> {
    Ok(get(tx, household.0)?)
}

/// Returns what a household indebted.
pub fn owed_by(tx: &dyn ReadTx, household: HouseholdId) -> Run<Amount> {
    Ok(debt_of(tx, household)?.map_or(Amount::ZERO, |debt| debt.amount))
}

/// Returns the name of a household's first owner, or of whoever stands for it; empty if nobody does.
pub fn owner_of(tx: &dyn ReadTx, household: HouseholdId) -> Run<String> {
    let people = lookup::people_of(tx, household.0)?;
    let owns = |person: &&crate::domain::household::Person| {
        person
            .ties
            .iter()
            .any(|tie| tie.household == household && tie.relation == Relation::Owner)
    };
    Ok(people
        .iter()
        .find(owns)
        .or_else(|| people.first())
        .map(|person| person.name.clone())
        .unwrap_or_default())
}

/// Returns the promise that binds a household: its last one, neither replaced nor kept.
pub fn promise_in_force(tx: &dyn ReadTx, household: HouseholdId) -> Run<Option<Promise>> {
    let last: Vec<Promise> = lookup::all(
        tx,
        PROMISE_BY_HOUSEHOLD,
        Key::new().u64(household.0),
        Direction::Backward,
        1,
    )?;
    Ok(last.into_iter().find(Promise::in_force))
}

/// What a household paid ahead and has not used, from its account.
fn ahead(tx: &dyn ReadTx, household: HouseholdId) -> Run<Amount> {
    let balance = figure(tx, &Figure::Balance(Account::Advance, household.0).key())?;
    Ok(Amount::from_fen(balance)?.negated())
}

/// Walks a household's records backward in time until `found` says stop.
pub(super) fn back<R: Record>(
    tx: &dyn ReadTx,
    index: u8,
    household: HouseholdId,
    mut more: impl FnMut(&R) -> bool,
) -> Run<()> {
    let mut limit = PAGE;
    let mut seen = 0;
    loop {
        let records: Vec<R> = lookup::all(
            tx,
            index,
            Key::new().u64(household.0),
            Direction::Backward,
            limit,
        )?;
        for record in records.iter().skip(seen) {
            if !more(record) {
                return Ok(());
            }
        }
        if records.len() < limit {
            return Ok(());
        }
        seen = records.len();
        limit = limit.saturating_mul(2);
    }
}

/// When a household owed nothing last, by its payments that still stand.
fn cleared(tx: &dyn ReadTx, household: HouseholdId) -> Run<Option<Instant>> {
    let mut at = None;
    back::<Payment>(tx, PAYMENT_BY_HOUSEHOLD, household, |payment| {
        let left = payment.part_of(household).map(|part| part.left);
        let clears = payment.reversed_by.is_none() && left == Some(Amount::ZERO);
        if clears {
            at = Some(payment.taken_at);
        }
        !clears
    })?;
    Ok(at)
}

impl Books<'_, '_> {
    /// Writes into the debt kept, if there is one, how the household is called and who owns it now. Called
    /// wherever a code, a name or a tie changes.
    pub fn rename_debt(&mut self, household: &Household) -> Run<()> {
        let Some(before) = debt_of(self.tx(), household.id)? else {
            return Ok(());
        };
        let mut debt = Debt {
            premises: household.code.clone(),
            payer: owner_of(self.tx(), household.id)?,
            ..before.clone()
        };
        if debt != before {
            self.keep(&mut debt)?;
        }
        Ok(())
    }

    /// Does so for every home somebody is or was tied to.
    pub fn rename_debts(&mut self, ties: &[Tie]) -> Run<()> {
        for tie in ties {
            if let Some(home) = get::<Household>(self.tx(), tie.household.0)? {
                self.rename_debt(&home)?;
            }
        }
        Ok(())
    }

    /// Sums anew what a household indebted and when it is next somebody's call.
    pub fn refresh_debt(&mut self, household: &Household) -> Run<Debt> {
        self.refresh(household, Since::Kept)
    }

    pub(super) fn refresh(&mut self, household: &Household, since: Since) -> Run<Debt> {
        let id = household.id;
        let kept = debt_of(self.tx(), id)?;
        let office = self.work.office;
        let charges = unpaid(self.tx(), id)?;
        let owed = Owed::of(&charges)?;
        let indebted = owed.amount > Amount::ZERO;
        let clear_at = match (since, &kept) {
            (Since::Reopened, _) if indebted => cleared(self.tx(), id)?,
            (_, Some(debt))
                if indebted || (debt.amount == Amount::ZERO && debt.clear_at.is_some()) =>
            {
                debt.clear_at
            }
            _ if indebted => None,
            _ => Some(self.work.now),
        };
        let dunned = if indebted {
            dunned(self.tx(), office, id, clear_at)?
        } else {
            Dunned::default()
        };
        let clocks = clocks(self.tx(), office, id, &charges, self.work.today())?;
        let disputed = disputed(&charges)?;
        let promise = if indebted {
            promise_in_force(self.tx(), id)?
        } else {
            None
        };
        let promise = promise.map(|promise| (promise.day, promise.amount));
        let instalment = if indebted {
            instalment_of(self.tx(), id)?
        } else {
            None
        };
        let word = word_of(promise, instalment);
        let asked = Asked {
            promise_on: word.map(|(day, _)| day),
            dunned_at: dunned.last,
            wait_days: self.work.office.whole("dunning.wait_days", 7),
        };
        // Whose whole debt is disputed is nobody's call.
        let asked_due_on = match disputed {
            Some(part) => part.rest_due_on,
            None => owed.oldest_due_on,
        };
        let oldest: Day = asked_due_on.unwrap_or(Day::MAX);
        let mut debt = Debt {
            household: id,
            version: kept.as_ref().map_or(0, |debt| debt.version),
            premises: household.code.clone(),
            payer: owner_of(self.tx(), id)?,
            amount: owed.amount,
            months: owed.months,
            items: owed.items,
            oldest_due_on: owed.oldest_due_on,
            promise_on: asked.promise_on,
            promised: word.map_or(Amount::ZERO, |(_, amount)| amount),
            dunned: dunned.count,
            last_dunned_at: dunned.last,
            advance: ahead(self.tx(), id)?,
            urgent_at: urgent_at(oldest, asked, self.work.office.zone),
            community: household.community,
            unpaid_months: due_months(self.tx(), household, owed.unpaid_months)?,
            clear_at,
            done: Some(dunned.done),
            disputed,
            clock_from: clocks.iter().map(|clock| clock.from).min(),
        };
        let nothing = kept.is_none() && !indebted && debt.advance == Amount::ZERO;
        if !nothing && kept.as_ref() != Some(&debt) {
            self.keep(&mut debt)?;
        }
        Ok(debt)
    }
}

/// The refusal for somebody who saw another debt than there is: who changed it, and when.
pub fn stale(work: &Work<'_>, household: &Household) -> Run<Refusal> {
    let mut last = None;
    // A run over many households is noted once, under the record 0.
    for id in [household.id.0, 0] {
        let subject = Subject {
            kind: Debt::KIND,
            id,
        };
        let seq = audit::of_subject(work.tx(), subject, 1)?.first().copied();
        last = last.max(seq);
    }
    let refusal = Refusal::new(Why::Stale).with("number", household.code.as_str());
    let Some(stored) = last
        .map(|seq| audit::event(work.tx(), seq))
        .transpose()?
        .flatten()
    else {
        return Ok(refusal.with("by", "").with("at", Fact::At(work.now)));
    };
    let event = stored.event;
    let command = format!("command-{}", event.command.replace('.', "-"));
    let refusal = refusal
        .with("by", lookup::staff_name(work.tx(), event.actor)?)
        .with("at", Fact::At(event.at))
        .with("command", Fact::Term(command));
    // Who was paid meanwhile gave a receipt: it is what the payer has to be asked for.
    Ok(
        match event.number.filter(|_| event.command == "payment.take") {
            Some(receipt) => refusal.with("receipt", receipt.short(work.today())),
            None => refusal,
        },
    )
}
