//! Whether the books add up: entries, balances, allocations, debts, receipt numbers (reliability D10, M1, M6).

use std::collections::BTreeMap;
use std::ops::Bound;

use super::closed::{Balances, verify_days};
use super::{held, verify_arrears};
use crate::domain::calendar::Day;
use crate::domain::id::{HouseholdId, Letter, Number};
use crate::domain::ledger::{
    Account, Allocation, Charge, Debt, Deposit, Entry, EntryKind, Owed, Part, Payment, Promise,
};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
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
        /// A household counts once as charged for a month it is due in, where it lies, and never else.
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
        /// What is booked of a late fee equals its entries, and what is paid of it the parts of payments that stand.
        LateFeeIsBooked = 15 "late_fee_is_booked",
        /// The days noted for a charge are days of payments that stand, with no more than they settled.
        MovesArePaid = 16 "moves_are_paid",
        /// Receipt numbers run from 1 without gaps on each day and in each series.
        NumbersHaveNoGap = 14 "numbers_have_no_gap",
        /// The debt kept says what was done about it, what is disputed and how its limitation clock runs.
        DebtIsAsked = 61 "debt_is_asked",
        /// What was given up of charges is what the entries of reductions and write-offs say.
        ReliefIsBooked = 23 "relief_is_booked",
        /// A deposit's account holds what is not given back, kept, used or waived; nothing is spent that was not paid.
        DepositIsHeld = 24 "deposit_is_held",
        /// A plan's instalments sum to what it covers; a home has one at most.
        PlanIsWhole = 25 "plan_is_whole",
        /// The lines kept with a charge prove its amount.
        ChargeIsProven = 30 "charge_is_proven",
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
    let office = Office::read(tx)?;
    for _ in 0..count {
        let Some(household) = next_household(tx, from)? else {
            return Ok(None);
        };
        one(tx, &office, HouseholdId(household), faults)?;
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
pub(super) struct Posted {
    receivable: Sum,
    advance: Sum,
    /// What reductions and write-offs put on the receivable account.
    pub(super) relieved: Sum,
    pub(super) deposit: Sum,
    /// The day an entry counts for, of those that move deposits.
    days: BTreeMap<u64, Day>,
    /// What the entry of a charge puts on the receivable account, by entry.
    charges: BTreeMap<u64, Sum>,
    /// What late fees put on it, by charge.
    late: BTreeMap<u64, Sum>,
    /// Sums by account of everything under a receipt.
    receipts: BTreeMap<Number, BTreeMap<Account, Sum>>,
}

/// Collects the faults of one household.
pub(super) struct Checking<'f> {
    pub(super) household: HouseholdId,
    faults: &'f mut Vec<BookFault>,
}

impl Checking<'_> {
    pub(super) fn hold(&mut self, holds: bool, rule: BookRule, id: u64, number: Option<Number>) {
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

fn one(
    tx: &dyn ReadTx,
    office: &Office,
    household: HouseholdId,
    faults: &mut Vec<BookFault>,
) -> Run<()> {
    let mut check = Checking { household, faults };
    let posted = entries(&of(tx, ENTRY_BY_HOUSEHOLD, household)?, &mut check);
    let charges: Vec<Charge> = of(tx, CHARGE_BY_HOUSEHOLD, household)?;
    let payments: Vec<Payment> = of(tx, PAYMENT_BY_HOUSEHOLD, household)?;
    let promises: Vec<Promise> = of(tx, PROMISE_BY_HOUSEHOLD, household)?;
    let deposits = held::check(tx, &charges, &posted, &mut check)?;
    charged(&charges, (&payments, &deposits), &posted, &mut check);
    paid(&payments, &promises, &posted, &mut check);
    let unpaid: Sum = charges.iter().map(|c| fen(c.owed())).sum();
    let own = standing(&payments).filter(|p| p.household == household);
    let ahead: Sum = own.map(|p| fen(p.advance)).sum();
    check.hold(
        posted.receivable == unpaid,
        BookRule::ReceivableIsUnpaid,
        0,
        None,
    );
    check.hold(posted.advance == -ahead, BookRule::AdvanceIsLeft, 0, None);
    check.hold(unpaid == 0 || ahead == 0, BookRule::AdvanceIsUsed, 0, None);
    let kept: Option<Debt> = get(tx, household.0)?;
    if let Some(home) = verify_arrears::home(tx, household.0)? {
        let counts = verify_arrears::counts_where_due(tx, &home, &charges, kept.as_ref())?;
        check.hold(counts, BookRule::MonthCountsOnce, 0, None);
    }
    if let Some(debt) = &kept {
        let asked = verify_arrears::asked_fits(tx, office, debt, &charges)?;
        check.hold(asked, BookRule::DebtIsAsked, 0, None);
    }
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
                    if matches!(entry.kind, EntryKind::Reduction | EntryKind::WriteOff) {
                        posted.relieved += amount;
                    }
                    if matches!(entry.kind, EntryKind::Charge | EntryKind::Deposit) {
                        *posted.charges.entry(entry.id.0).or_default() += amount;
                    }
                    if entry.kind == EntryKind::LateFee {
                        let charge = entry.charge.map_or(0, |charge| charge.0);
                        *posted.late.entry(charge).or_default() += amount;
                    }
                    true
                }
                Account::Advance => {
                    posted.advance += amount;
                    true
                }
                Account::Deposit => {
                    posted.deposit += amount;
                    posted.days.insert(entry.id.0, entry.effective_on);
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

fn charged(
    charges: &[Charge],
    (payments, deposits): (&[Payment], &[Deposit]),
    posted: &Posted,
    check: &mut Checking<'_>,
) {
    let mut allocated: BTreeMap<u64, Sum> = held::settled_by(deposits);
    let mut late: BTreeMap<u64, Sum> = BTreeMap::new();
    let mut days: BTreeMap<(u64, Day), Sum> = BTreeMap::new();
    for one in deposits.iter().flat_map(Deposit::standing_moves) {
        let Some(day) = posted.days.get(&one.entry.0) else {
            continue;
        };
        for part in &one.settled {
            *days.entry((part.charge.0, *day)).or_default() += fen(part.amount);
        }
    }
    for payment in standing(payments) {
        let Some(own) = payment.part_of(check.household) else {
            continue;
        };
        for part in own.allocations {
            *allocated.entry(part.charge.0).or_default() += fen(part.amount);
            let day = (part.charge.0, payment.effective_on);
            *days.entry(day).or_default() += fen(part.amount);
        }
        for part in own.late {
            *late.entry(part.charge.0).or_default() += fen(part.amount);
        }
    }
    for charge in charges {
        let id = charge.id.0;
        let booked = posted.charges.get(&charge.entry.0).copied();
        check.hold(
            booked == Some(fen(charge.amount)),
            BookRule::ChargeIsBooked,
            id,
            None,
        );
        let proven = charge.lines.as_ref().is_none_or(|lines| {
            let derived = lines.of(charge.amount);
            matches!(derived.and_then(|derived| derived.proves()), Ok(true))
        });
        check.hold(proven, BookRule::ChargeIsProven, id, None);
        let settled = allocated.remove(&id).unwrap_or(0);
        check.hold(
            settled == fen(charge.paid),
            BookRule::ChargeIsAllocated,
            id,
            None,
        );
        let gone = fen(charge.paid) + held::given_up(charge);
        let within = charge.paid >= Amount::ZERO && gone <= fen(charge.amount);
        check.hold(within, BookRule::ChargeNotOverpaid, id, None);
        let counts = charge.property_fee || !charge.counts;
        check.hold(counts, BookRule::MonthCountsOnce, id, None);
        let fee = charge.late.unwrap_or_default();
        let booked = posted.late.get(&id).copied().unwrap_or(0);
        let paid = late.remove(&id).unwrap_or(0);
        let gone = fen(fee.paid) + held::late_given_up(charge);
        let holds = booked == fen(fee.posted) && paid == fen(fee.paid) && gone <= fen(fee.posted);
        check.hold(holds, BookRule::LateFeeIsBooked, id, None);
        let noted = charge.moves.iter().flatten().all(|one| {
            let paid = days.get(&(id, one.on)).copied().unwrap_or(0);
            (1..=paid).contains(&-fen(one.amount))
        });
        check.hold(noted, BookRule::MovesArePaid, id, None);
    }
    for id in allocated.keys() {
        check.hold(false, BookRule::ChargeIsAllocated, *id, None);
    }
    let own = |id: &u64| charges.iter().any(|charge| charge.id.0 == *id);
    for id in late.keys().chain(posted.late.keys().filter(|id| !own(id))) {
        check.hold(false, BookRule::LateFeeIsBooked, *id, None);
    }
}

fn paid(payments: &[Payment], promises: &[Promise], posted: &Posted, check: &mut Checking<'_>) {
    let mut toward: BTreeMap<u64, Sum> = BTreeMap::new();
    for payment in payments {
        let number = Some(payment.number);
        let others: Sum = payment.parts().skip(1).map(|part| received(&part)).sum();
        let mut whole = 0;
        for part in payment.parts() {
            whole += received(&part);
            if part.household != check.household {
                continue;
            }
            // What the receipt says came, without what the other homes have of it.
            let money = if part.household == payment.household {
                fen(payment.amount) - others
            } else {
                received(&part)
            };
            part_booked(payment, (&part, money), posted, check);
            if let Some(part) = part.toward.filter(|_| payment.reversed_by.is_none()) {
                *toward.entry(part.promise).or_default() += fen(part.amount);
            }
        }
        check.hold(
            whole == fen(payment.amount) && payment.advance >= Amount::ZERO,
            BookRule::ReceiptIsWhole,
            payment.id.0,
            number,
        );
    }
    for promise in promises {
        let given = toward.get(&promise.id).copied().unwrap_or(0);
        let holds = given == fen(promise.paid);
        check.hold(holds, BookRule::PromiseIsPaid, promise.id, None);
    }
}

fn sum_of(parts: &[Allocation]) -> Sum {
    parts.iter().map(|part| fen(part.amount)).sum()
}

fn given_back(part: &Part<'_>) -> Sum {
    part.refunds.iter().map(|refund| fen(refund.amount)).sum()
}

/// The money that came for a home: what it settled, has ahead or got back, without what was given up.
fn received(part: &Part<'_>) -> Sum {
    let settled = sum_of(part.allocations) + sum_of(part.late);
    settled + fen(part.ahead) + given_back(part) - fen(part.rounded)
}

/// The entries under a receipt are what one home has of it; of a reversed one, what was given back before.
fn part_booked(
    payment: &Payment,
    (part, money): (&Part<'_>, Sum),
    posted: &Posted,
    check: &mut Checking<'_>,
) {
    let mut expected: BTreeMap<Account, Sum> = BTreeMap::new();
    let mut put = |account: Account, amount: Sum| *expected.entry(account).or_default() += amount;
    put(payment.method.account(), given_back(part));
    for refund in part.refunds {
        put(refund.method.account(), -fen(refund.amount));
    }
    if payment.reversed_by.is_none() {
        put(payment.method.account(), money - given_back(part));
        put(
            Account::Receivable,
            -sum_of(part.allocations) - sum_of(part.late),
        );
        put(Account::Advance, -fen(part.ahead));
        put(Account::Rounding, fen(part.rounded));
    }
    let none = BTreeMap::new();
    let booked = posted.receipts.get(&payment.number).unwrap_or(&none);
    let fits = Account::ALL.iter().all(|account| {
        booked.get(account).copied().unwrap_or(0) == expected.get(account).copied().unwrap_or(0)
    });
    check.hold(
        fits,
        BookRule::ReceiptIsBooked,
        payment.id.0,
        Some(payment.number),
    );
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
                // Which of them lower the rate is checked with the months the home is due in.
                unpaid_months: owed.unpaid_months.clone(),
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
