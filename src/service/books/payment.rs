//! Taking, using and reversing payments.

use super::debt::{Since, owner_of, promise_in_force};
use super::deposit::refuse_spent;
use super::plan::{HomePlan, Intent, Wanted, plan};
use super::{Books, LateRules, NewEntry};
use crate::domain::calendar::{Day, Instant};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::Household;
use crate::domain::id::{EntryId, Letter, Number, PaymentId};
use crate::domain::ledger::{
    Act, Allocation, Charge, Debt, Method, Part, Payment, Promise, Share, Toward,
};
use crate::domain::money::{Amount, MoneyFault};
use crate::service::halt::Run;
use crate::service::work::Work;
use crate::service::{audit, lookup};
use crate::storage::Direction;
use crate::storage::codec::{Key, hex};
use crate::storage::kept::indexes::{EXTERNAL, PAYMENT_AHEAD, PAYMENT_BY_REFERENCE};
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
    /// Which charges it settles first; what an earlier system says it was for.
    pub wanted: Wanted,
    /// Other homes it settles something of.
    pub others: &'n [(Household, Option<Amount>)],
    /// Cash handed over.
    pub tendered: Option<Amount>,
    /// The number of the card slip, transfer or order.
    pub reference: Option<String>,
    /// Odd fen given up with it.
    pub rounded: Amount,
}

impl<'n> NewPayment<'n> {
    /// Money for one home, oldest charge first.
    pub const fn new(household: &'n Household, amount: Amount, method: Method, on: Day) -> Self {
        Self {
            household,
            amount,
            method,
            payer: String::new(),
            effective_on: on,
            note: String::new(),
            external: None,
            wanted: Wanted::Oldest,
            others: &[],
            tendered: None,
            reference: None,
            rounded: Amount::ZERO,
        }
    }
}

/// What one home gets of a payment that is being booked.
struct Taking<'n> {
    household: &'n Household,
    plan: HomePlan,
    ahead: Amount,
    rounded: Amount,
    /// What it owed with the late fees booked now.
    owed: Amount,
}

impl Books<'_, '_> {
    /// Books a payment and its receipt, oldest charge first where nothing else is wanted; what no charge takes is paid
    /// ahead. Late fees that have grown on what it settles are booked with it.
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
        refuse_used(self.work, new.method, new.reference.as_deref())?;
        let takings = self.takings(&new)?;
        let number = if new.method == Method::Imported {
            self.work.number_on(Letter::Receipt, new.effective_on)?
        } else {
            self.work.number(Letter::Receipt)?
        };
        let mut shares = Vec::new();
        for taking in &takings {
            shares.push(self.take(taking, &new, number)?);
        }
        let mut shares = shares.into_iter();
        let (Some(first), Some(own)) = (takings.first(), shares.next()) else {
            return Err(Why::NotPositive.into());
        };
        let payer = if new.payer.is_empty() {
            owner_of(self.tx(), new.household.id)?
        } else {
            new.payer
        };
        let id = self.work.next_id::<Payment>()?;
        let others: Vec<Share> = shares.collect();
        let mut payment = Payment {
            id: PaymentId(id),
            version: 0,
            number,
            household: own.household,
            premises: own.premises,
            payer,
            amount: new.amount,
            method: new.method,
            taken_at: self.work.now,
            effective_on: new.effective_on,
            taken_by: self.work.actor.staff,
            allocations: own.allocations,
            advance: first.ahead,
            entry: own.entry,
            reversed_by: None,
            approval: None,
            reversed_at: None,
            reason: String::new(),
            note: new.note,
            anchor: self.anchor()?,
            external: new.external,
            toward: own.toward,
            left: own.left,
            clock_back: self.clock_back(id)?,
            late: Some(own.late).filter(|late| !late.is_empty()),
            others: Some(others).filter(|others| !others.is_empty()),
            tendered: new.tendered.filter(|tendered| *tendered > new.amount),
            reference: new.reference,
            rounded: Some(first.rounded).filter(|rounded| *rounded > Amount::ZERO),
            refunds: None,
            prints: None,
        };
        self.keep(&mut payment)?;
        for taking in takings.iter().skip(1) {
            self.settle(taking.household)?;
        }
        let debt = self.settle(first.household)?;
        Ok(Some((payment, debt)))
    }

    /// What each home gets, the one it was asked for first where it gets something.
    fn takings<'n>(&self, new: &NewPayment<'n>) -> Run<Vec<Taking<'n>>> {
        let plan = plan(
            self.tx(),
            &Intent {
                home: new.household,
                amount: new.amount.plus(new.rounded)?,
                on: new.effective_on,
                today: self.work.today(),
                rules: rules_of(self.work, new.method),
                wanted: new.wanted.clone(),
                others: new.others,
            },
        )?;
        let mut takings = Vec::new();
        let own = (new.household, plan.ahead, new.rounded);
        let others = new.others.iter();
        let others = others.map(|(home, _)| (home, Amount::ZERO, Amount::ZERO));
        for (household, ahead, rounded) in std::iter::once(own).chain(others) {
            let own = plan.of(household.id)?;
            let money = own.settled.plus(ahead)?.minus(rounded)?;
            if money.is_negative() || money == Amount::ZERO && rounded > Amount::ZERO {
                return Err(Why::NotPositive.into());
            }
            if money == Amount::ZERO {
                continue;
            }
            let dues = plan.dues.iter();
            let dues = dues.filter(|due| due.charge.household == household.id);
            let kept = dues.map(|due| due.charge.owed());
            let grown = own.posts.iter().map(|(_, amount)| *amount);
            takings.push(Taking {
                household,
                owed: Amount::sum(kept.chain(grown))?,
                plan: own,
                ahead,
                rounded,
            });
        }
        Ok(takings)
    }

    /// Books what one home gets.
    fn take(&mut self, taking: &Taking<'_>, new: &NewPayment<'_>, number: Number) -> Run<Share> {
        let (home, plan) = (taking.household, &taking.plan);
        for (charge, amount) in &plan.posts {
            self.book_late(home, *charge, *amount, new.effective_on)?;
        }
        let under = |act| NewEntry {
            act,
            household: home,
            effective_on: new.effective_on,
            reverses: None,
            receipt: Some(number),
        };
        let settled = plan.settled.minus(taking.rounded)?;
        let entry = self.post(&under(Act::Payment {
            method: new.method,
            amount: settled.plus(taking.ahead)?,
            settled,
            ahead: taking.ahead,
        }))?;
        if taking.rounded > Amount::ZERO {
            self.post(&under(Act::Round {
                amount: taking.rounded,
            }))?;
        }
        let rules = rules_of(self.work, new.method);
        let back = self.settle_on(home, rules, plan, new.effective_on)?;
        Ok(Share {
            household: home.id,
            premises: home.code.clone(),
            allocations: plan.principal.clone(),
            late: plan.late.clone(),
            entry,
            reversed_by: None,
            toward: self.keep_promise(home, plan.settled)?,
            left: taking.owed.minus(plan.settled)?.minus(back)?,
        })
    }

    /// Reverses a payment: an entry of its own points back for each home, the receipt keeps its number, what it had
    /// settled is owed again. A late fee that was booked with it stays: it has grown all the same.
    pub fn reverse(&mut self, mut payment: Payment, reason: &str) -> Run<(Payment, Debt)> {
        refuse_reversed(self.work, &payment)?;
        refuse_spent(self.work, &payment)?;
        let mut entries = Vec::new();
        let mut homes = Vec::new();
        for part in payment.parts() {
            let household: Household = self.work.get(part.household.0)?;
            entries.push(self.reverse_part(&payment, part, &household)?);
            homes.push(household);
        }
        let mut entries = entries.into_iter();
        payment.reversed_by = entries.next();
        for share in payment.others.iter_mut().flatten() {
            share.reversed_by = entries.next();
        }
        payment.reversed_at = Some(self.work.now);
        reason.clone_into(&mut payment.reason);
        payment.approval = self.work.approved;
        self.keep(&mut payment)?;
        let mut first = None;
        for household in &homes {
            self.use_ahead(household)?;
            let debt = self.refresh(household, Since::Reopened)?;
            first.get_or_insert(debt);
        }
        let debt = first.ok_or(Why::UnknownRecord)?;
        Ok((payment, debt))
    }

    /// Takes back what one home has of a payment.
    fn reverse_part(
        &mut self,
        payment: &Payment,
        part: Part<'_>,
        household: &Household,
    ) -> Run<EntryId> {
        let settled = part.settled()?.minus(part.rounded)?;
        let amount = settled.plus(part.ahead)?;
        // All of it was given back before.
        if amount <= Amount::ZERO {
            return Err(already_reversed(self.work, payment).into());
        }
        let today = self.work.today();
        let under = |act| NewEntry {
            act,
            household,
            effective_on: today,
            reverses: Some(part.entry),
            receipt: Some(payment.number),
        };
        let entry = self.post(&under(Act::Reversal {
            method: payment.method,
            amount,
            settled,
            ahead: part.ahead,
        }))?;
        if part.rounded > Amount::ZERO {
            self.post(&under(Act::Round {
                amount: part.rounded.negated(),
            }))?;
        }
        self.apply(
            part.allocations,
            part.late,
            payment.effective_on,
            Amount::minus,
        )?;
        if let Some(toward) = part.toward {
            let mut promise: Promise = self.work.get(toward.promise)?;
            promise.paid = promise.paid.minus(toward.amount)?;
            self.keep(&mut promise)?;
        }
        Ok(entry)
    }

    /// Brings a household in order after its charges changed: what it paid ahead settles the oldest
    /// charges at once, and what it owes is summed anew.
    pub fn settle(&mut self, household: &Household) -> Run<Debt> {
        self.use_ahead(household)?;
        self.refresh(household, Since::Kept)
    }

    /// Settles charges with what was paid ahead: oldest payment first, oldest charge first. It counts for the day the
    /// money came: it has been here since.
    pub(super) fn use_ahead(&mut self, household: &Household) -> Run<()> {
        let payments: Vec<Payment> = lookup::all(
            self.tx(),
            PAYMENT_AHEAD,
            Key::new().u64(household.id.0),
            Direction::Forward,
            usize::MAX,
        )?;
        for mut payment in payments {
            let on = payment.effective_on;
            let plan = plan(
                self.tx(),
                &Intent {
                    home: household,
                    amount: payment.advance,
                    on,
                    today: self.work.today(),
                    rules: rules_of(self.work, payment.method),
                    wanted: Wanted::Oldest,
                    others: &[],
                },
            )?;
            let own = plan.of(household.id)?;
            if own.settled == Amount::ZERO {
                break;
            }
            for (charge, amount) in &own.posts {
                self.book_late(household, *charge, *amount, on)?;
            }
            let rules = rules_of(self.work, payment.method);
            self.settle_on(household, rules, &own, on)?;
            self.post(&NewEntry {
                act: Act::UseAhead {
                    amount: own.settled,
                },
                household,
                effective_on: self.work.today(),
                reverses: None,
                receipt: Some(payment.number),
            })?;
            payment.advance = plan.ahead;
            merge(&mut payment.allocations, own.principal)?;
            if !own.late.is_empty() {
                merge(payment.late.get_or_insert_default(), own.late)?;
            }
            self.keep(&mut payment)?;
        }
        Ok(())
    }

    /// Adds the parts to what their charges and late fees have been paid, or takes them off again.
    pub(super) fn apply(
        &mut self,
        principal: &[Allocation],
        late: &[Allocation],
        on: Day,
        how: fn(Amount, Amount) -> Result<Amount, MoneyFault>,
    ) -> Run<()> {
        for part in principal {
            let mut charge: Charge = self.work.get(part.charge.0)?;
            let before = charge.paid;
            charge.paid = how(before, part.amount)?;
            charge.moved(on, before.minus(charge.paid)?)?;
            self.keep(&mut charge)?;
        }
        for part in late {
            let mut charge: Charge = self.work.get(part.charge.0)?;
            let mut fee = charge.late.unwrap_or_default();
            fee.paid = how(fee.paid, part.amount)?;
            charge.late = Some(fee);
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

/// Adds parts to others, those of the same charge together.
fn merge(all: &mut Vec<Allocation>, more: Vec<Allocation>) -> Result<(), MoneyFault> {
    for part in more {
        match all.iter_mut().find(|old| old.charge == part.charge) {
            Some(old) => old.amount = old.amount.plus(part.amount)?,
            None => all.push(part),
        }
    }
    Ok(())
}

/// How late fees grow on what a payment settles; what an earlier system took had its own.
fn rules_of(work: &Work<'_>, method: Method) -> LateRules {
    if method == Method::Imported {
        LateRules::NONE
    } else {
        LateRules::of(work.office)
    }
}

/// Refuses a slip or order that was booked before.
pub fn refuse_used(work: &Work<'_>, method: Method, reference: Option<&str>) -> Run<()> {
    let Some(reference) = reference else {
        return Ok(());
    };
    let key = Key::new().u8(method as u8).str(reference);
    let used = match lookup::first(work.tx(), PAYMENT_BY_REFERENCE, key)? {
        Some(id) => get::<Payment>(work.tx(), id)?,
        None => None,
    };
    let Some(payment) = used else {
        return Ok(());
    };
    let refusal = Refusal::new(Why::ReferenceUsed)
        .with("text", reference)
        .with("number", payment.number.short(work.today()));
    Err(Refusal::fields(vec![refusal.on("reference")]).into())
}

/// Refuses what would reverse a receipt a second time.
pub fn refuse_reversed(work: &Work<'_>, payment: &Payment) -> Run<()> {
    if payment.reversed_by.is_none() {
        return Ok(());
    }
    Err(already_reversed(work, payment).into())
}

fn already_reversed(work: &Work<'_>, payment: &Payment) -> Refusal {
    Refusal::new(Why::AlreadyReversed).with("number", payment.number.short(work.today()))
}
