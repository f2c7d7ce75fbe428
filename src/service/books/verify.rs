//! Whether the books add up: entries, balances, allocations, debts, receipt numbers (reliability D10, M1, M6).

use std::collections::BTreeMap;
use std::ops::Bound;

use super::closed::{Balances, verify_days};
use crate::domain::calendar::{Day, Month};
use crate::domain::id::{HouseholdId, Letter, Number};
use crate::domain::ledger::{Account, Charge, Debt, Entry, EntryKind, Owed, Payment, Promise};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::storage::codec::{Key, KeyReader};
use crate::storage::counters::{Class, decode, stored_key};
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::indexes::{
    BY_NUMBER, CHARGE_BY_HOUSEHOLD, ENTRY_BY_HOUSEHOLD, PAYMENT_BY_HOUSEHOLD, PROMISE_BY_HOUSEHOLD,
};
use crate::storage::record::{Record, get};
use crate::storage::{Collection, Direction, ReadTx, Step, prefix_range};

/// Faults told at most; a damaged ledger needs no longer list.
const MOST: usize = 1_000;

crate::named! {
    /// A rule of the books.
    pub enum BookRule {
        /// An entry's postings sum to zero.
        EntrySumsToZero = 1 "entry_sums_to_zero",
        /// An entry posts on no other household's account.
        EntryOfOneHousehold = 2 "entry_of_one_household",
        /// A charge's entry books its amount.
        ChargeIsBooked = 3 "charge_is_booked",
        /// A charge is paid by exactly the allocations of payments that stand.
        ChargeIsAllocated = 4 "charge_is_allocated",
        /// A charge is paid at most once over.
        ChargeNotOverpaid = 5 "charge_not_overpaid",
        /// A household counts once as charged for a month.
        MonthCountsOnce = 6 "month_counts_once",
        /// The entries of a receipt sum to what it says, of a reversed one to nothing.
        ReceiptIsBooked = 7 "receipt_is_booked",
        /// A receipt's parts sum to its amount.
        ReceiptIsWhole = 8 "receipt_is_whole",
        /// The receivable account equals what the charges leave unpaid.
        ReceivableIsUnpaid = 9 "receivable_is_unpaid",
        /// The advance account equals what the payments leave over.
        AdvanceIsLeft = 10 "advance_is_left",
        /// The debt kept equals the unpaid charges.
        DebtIsUnpaid = 11 "debt_is_unpaid",
        /// Money paid ahead does not lie idle beside a debt.
        AdvanceIsUsed = 12 "advance_is_used",
        /// A promise was kept by exactly the payments that went towards it.
        PromiseIsPaid = 13 "promise_is_paid",
        /// Receipt numbers run from 1 without gaps on each day and in each series.
        NumbersHaveNoGap = 14 "numbers_have_no_gap",
        /// A close of a day says what its entries and its pieces come to.
        DayCloseHolds = 50 "day_close_holds",
        /// A close begins where the one before it ended, and none is missing.
        DayClosesFollow = 51 "day_closes_follow",
        /// A month's frozen figures are what the entries booked by then come to.
        MonthCloseHolds = 52 "month_close_holds",
        /// A balance kept equals the entries.
        BalanceIsKept = 53 "balance_is_kept",
    }
}

/// One place where the books do not add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookFault {
    pub rule: BookRule,
    pub household: Option<HouseholdId>,
    /// The entry, charge, payment or promise by its id; 0 where the rule is about the household.
    pub id: u64,
    /// The receipt, where the rule is about one.
    pub number: Option<Number>,
}

/// Checks the whole ledger, one household at a time. A fault is an answer, not an error.
pub fn verify(tx: &dyn ReadTx) -> Run<Vec<BookFault>> {
    let mut faults = Vec::new();
    let mut next = Some(0);
    while let (Some(from), true) = (next, faults.len() < MOST) {
        next = verify_some(tx, from, usize::MAX, &mut faults)?;
    }
    verify_receipts(tx, &mut faults)?;
    let mut balances = Balances::begin(tx)?;
    balances.some(tx, usize::MAX)?;
    faults.extend(balances.end().0);
    verify_days(tx, 1, usize::MAX, &mut faults)?;
    faults.truncate(MOST);
    Ok(faults)
}

/// Checks up to `count` households from the id `from` on; returns from where to go on, if there are more.
/// Stops at `MOST` faults.
pub fn verify_some(
    tx: &dyn ReadTx,
    mut from: u64,
    count: usize,
    faults: &mut Vec<BookFault>,
) -> Run<Option<u64>> {
    for _ in 0..count {
        let Some(household) = next_household(tx, from)? else {
            return Ok(None);
        };
        one(tx, HouseholdId(household), faults)?;
        let Some(next) = household.checked_add(1) else {
            return Ok(None);
        };
        from = next;
        if faults.len() >= MOST {
            break;
        }
    }
    Ok(Some(from))
}

/// The first household at or after `from` that the books know.
fn next_household(tx: &dyn ReadTx, from: u64) -> Run<Option<u64>> {
    let key = Key::new().u64(from).done();
    let span = Span::between(Bound::Included(&key), Bound::Unbounded);
    let mut first: Option<u64> = None;
    for index in [
        CHARGE_BY_HOUSEHOLD,
        PAYMENT_BY_HOUSEHOLD,
        ENTRY_BY_HOUSEHOLD,
        PROMISE_BY_HOUSEHOLD,
    ] {
        scan_index(tx, index, span, Direction::Forward, &mut |hit: Hit<'_>| {
            let household = KeyReader::new(hit.key).u64();
            first = [first, household].into_iter().flatten().min();
            Ok(Step::Stop)
        })?;
    }
    crate::storage::record::scan::<Debt>(
        tx,
        Bound::Included(from),
        Direction::Forward,
        &mut |debt| {
            first = Some(first.map_or(debt.household.0, |first| first.min(debt.household.0)));
            Ok(Step::Stop)
        },
    )?;
    Ok(first)
}

/// A sum that cannot overflow; only `i128` holds what a damaged ledger may add up to.
pub(super) type Sum = i128;

pub(super) fn fen(amount: Amount) -> Sum {
    Sum::from(amount.fen())
}

/// What the entries of one household say.
#[derive(Default)]
struct Posted {
    receivable: Sum,
    advance: Sum,
    /// What the entry of a charge puts on the receivable account, by entry.
    charges: BTreeMap<u64, Sum>,
    /// Sums by account of everything under a receipt.
    receipts: BTreeMap<Number, BTreeMap<Account, Sum>>,
}

/// Collects the faults of one household.
struct Checking<'f> {
    household: HouseholdId,
    faults: &'f mut Vec<BookFault>,
}

impl Checking<'_> {
    fn hold(&mut self, holds: bool, rule: BookRule, id: u64, number: Option<Number>) {
        if !holds {
            self.faults.push(BookFault {
                rule,
                household: Some(self.household),
                id,
                number,
            });
        }
    }
}

fn of<R: Record>(tx: &dyn ReadTx, index: u8, household: HouseholdId) -> Run<Vec<R>> {
    lookup::all(
        tx,
        index,
        Key::new().u64(household.0),
        Direction::Forward,
        usize::MAX,
    )
}

fn one(tx: &dyn ReadTx, household: HouseholdId, faults: &mut Vec<BookFault>) -> Run<()> {
    let mut check = Checking { household, faults };
    let posted = entries(&of(tx, ENTRY_BY_HOUSEHOLD, household)?, &mut check);
    let charges: Vec<Charge> = of(tx, CHARGE_BY_HOUSEHOLD, household)?;
    let payments: Vec<Payment> = of(tx, PAYMENT_BY_HOUSEHOLD, household)?;
    let promises: Vec<Promise> = of(tx, PROMISE_BY_HOUSEHOLD, household)?;
    charged(&charges, &payments, &posted, &mut check);
    paid(&payments, &promises, &posted, &mut check);
    let unpaid: Sum = charges.iter().map(|c| fen(c.amount) - fen(c.paid)).sum();
    let ahead: Sum = standing(&payments).map(|p| fen(p.advance)).sum();
    check.hold(
        posted.receivable == unpaid,
        BookRule::ReceivableIsUnpaid,
        0,
        None,
    );
    check.hold(posted.advance == -ahead, BookRule::AdvanceIsLeft, 0, None);
    check.hold(unpaid == 0 || ahead == 0, BookRule::AdvanceIsUsed, 0, None);
    let kept: Option<Debt> = get(tx, household.0)?;
    check.hold(
        debt_fits(kept.as_ref(), charges, ahead),
        BookRule::DebtIsUnpaid,
        0,
        None,
    );
    Ok(())
}

fn standing(payments: &[Payment]) -> impl Iterator<Item = &Payment> {
    payments.iter().filter(|p| p.reversed_by.is_none())
}

fn entries(entries: &[Entry], check: &mut Checking<'_>) -> Posted {
    let mut posted = Posted::default();
    for entry in entries {
        let sum: Sum = entry.postings.iter().map(|p| fen(p.amount)).sum();
        check.hold(sum == 0, BookRule::EntrySumsToZero, entry.id.0, None);
        for posting in &entry.postings {
            let amount = fen(posting.amount);
            let own = match posting.account {
                Account::Receivable => {
                    posted.receivable += amount;
                    if entry.kind == EntryKind::Charge {
                        *posted.charges.entry(entry.id.0).or_default() += amount;
                    }
                    true
                }
                Account::Advance => {
                    posted.advance += amount;
                    true
                }
                _ => false,
            };
            check.hold(
                !own || posting.of == check.household.0,
                BookRule::EntryOfOneHousehold,
                entry.id.0,
                None,
            );
            if let Some(number) = entry.receipt {
                let accounts = posted.receipts.entry(number).or_default();
                *accounts.entry(posting.account).or_default() += amount;
            }
        }
    }
    posted
}

fn charged(charges: &[Charge], payments: &[Payment], posted: &Posted, check: &mut Checking<'_>) {
    let mut allocated: BTreeMap<u64, Sum> = BTreeMap::new();
    for part in standing(payments).flat_map(|payment| &payment.allocations) {
        *allocated.entry(part.charge.0).or_default() += fen(part.amount);
    }
    let mut months: BTreeMap<Month, usize> = BTreeMap::new();
    for charge in charges {
        let id = charge.id.0;
        let booked = posted.charges.get(&charge.entry.0).copied();
        check.hold(
            booked == Some(fen(charge.amount)),
            BookRule::ChargeIsBooked,
            id,
            None,
        );
        let settled = allocated.remove(&id).unwrap_or(0);
        check.hold(
            settled == fen(charge.paid),
            BookRule::ChargeIsAllocated,
            id,
            None,
        );
        let within = charge.paid >= Amount::ZERO && charge.paid <= charge.amount;
        check.hold(within, BookRule::ChargeNotOverpaid, id, None);
        if charge.property_fee || charge.counts {
            *months.entry(charge.month).or_default() += usize::from(charge.counts);
        }
    }
    for id in allocated.keys() {
        check.hold(false, BookRule::ChargeIsAllocated, *id, None);
    }
    let once = months.values().all(|count| *count == 1);
    check.hold(once, BookRule::MonthCountsOnce, 0, None);
}

fn paid(payments: &[Payment], promises: &[Promise], posted: &Posted, check: &mut Checking<'_>) {
    let mut toward: BTreeMap<u64, Sum> = BTreeMap::new();
    for payment in payments {
        let number = Some(payment.number);
        let settled: Sum = payment.allocations.iter().map(|p| fen(p.amount)).sum();
        let ahead = fen(payment.advance);
        check.hold(
            settled + ahead == fen(payment.amount) && ahead >= 0,
            BookRule::ReceiptIsWhole,
            payment.id.0,
            number,
        );
        let mut expected: BTreeMap<Account, Sum> = BTreeMap::new();
        if payment.reversed_by.is_none() {
            expected.insert(payment.method.account(), fen(payment.amount));
            expected.insert(Account::Receivable, -settled);
            expected.insert(Account::Advance, -ahead);
            if let Some(part) = payment.toward {
                *toward.entry(part.promise).or_default() += fen(part.amount);
            }
        }
        let none = BTreeMap::new();
        let booked = posted.receipts.get(&payment.number).unwrap_or(&none);
        let fits = Account::ALL.iter().all(|account| {
            booked.get(account).copied().unwrap_or(0) == expected.get(account).copied().unwrap_or(0)
        });
        check.hold(fits, BookRule::ReceiptIsBooked, payment.id.0, number);
    }
    for promise in promises {
        let given = toward.get(&promise.id).copied().unwrap_or(0);
        let holds = given == fen(promise.paid);
        check.hold(holds, BookRule::PromiseIsPaid, promise.id, None);
    }
}

/// Whether the debt kept says what the charges say.
fn debt_fits(kept: Option<&Debt>, mut charges: Vec<Charge>, ahead: Sum) -> bool {
    charges.sort_by_key(|charge| (charge.due_on, charge.id));
    let Ok(owed) = Owed::of(&charges) else {
        return false;
    };
    match kept {
        None => owed.amount == Amount::ZERO && ahead == 0,
        Some(debt) => {
            let says = Owed {
                amount: debt.amount,
                months: debt.months,
                items: debt.items.clone(),
                oldest_due_on: debt.oldest_due_on,
                unpaid_months: debt.unpaid_months.clone(),
            };
            says == owed && fen(debt.advance) == ahead
        }
    }
}

/// The key of a day's count in a series, as `Work::number` keeps it, without its letter.
fn read_day(key: &[u8]) -> Option<(Day, u32, Option<u32>)> {
    let mut reader = KeyReader::new(key);
    reader.u8()?;
    let day = Day::new(reader.i32()?)?;
    let series = reader.u32()?;
    Some((day, series, reader.u32()))
}

/// Receipts have no gap in their numbers.
pub fn verify_receipts(tx: &dyn ReadTx, faults: &mut Vec<BookFault>) -> Run<()> {
    let missing = missing_numbers(tx, Letter::Receipt)?;
    faults.extend(missing.into_iter().map(|number| BookFault {
        rule: BookRule::NumbersHaveNoGap,
        household: None,
        id: 0,
        number: Some(number),
    }));
    Ok(())
}

/// Where the numbers of a letter do not exist once each from 1 to the last that was given out, for every day and
/// series: the number that should be there.
pub fn missing_numbers(tx: &dyn ReadTx, letter: Letter) -> Run<Vec<Number>> {
    let mut missing = Vec::new();
    let mut miss = |day: Day, series: u32, count: u32| {
        missing.push(Number {
            letter,
            day,
            count,
            series,
        });
    };
    let letter = Key::new().u8(letter as u8).done();
    // The last number found on each day, then what was given out.
    let mut days: BTreeMap<(Day, u32), (u32, u32)> = BTreeMap::new();
    scan_index(
        tx,
        BY_NUMBER,
        Span::prefix(&letter),
        Direction::Forward,
        &mut |hit: Hit<'_>| {
            if let Some((day, series, Some(count))) = read_day(hit.key) {
                let (last, _) = days.entry((day, series)).or_default();
                let next = last.saturating_add(1);
                if count != next {
                    miss(day, series, next);
                }
                *last = count;
            }
            Ok(Step::Next)
        },
    )?;
    let prefix = stored_key(Class::Given, &letter);
    let mut end = Vec::new();
    let given = prefix_range(&prefix, &mut end);
    tx.scan(
        Collection::Counters,
        given,
        Direction::Forward,
        &mut |key, value| {
            // What cannot be read is no number anything has; the walk over the counters names it.
            let count = decode(key, value).ok();
            let count = count.and_then(|count| u32::try_from(count).ok());
            if let Some((day, series, _)) = read_day(key.get(1..).unwrap_or_default()) {
                days.entry((day, series)).or_default().1 = count.unwrap_or(u32::MAX);
            }
            Ok(Step::Next)
        },
    )?;
    for ((day, series), (last, given)) in days {
        if last != given {
            miss(day, series, last.min(given).saturating_add(1));
        }
    }
    Ok(missing)
}
