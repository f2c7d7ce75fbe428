//! What the books hold beside their households: kept balances against all entries, closed days, frozen months.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound;

use super::verify::{BookFault, BookRule, Sum, fen};
use crate::domain::calendar::Month;
use crate::domain::close::{DayClose, MonthClose, Stood, taken};
use crate::domain::id::HouseholdId;
use crate::domain::ledger::{Account, Entry};
use crate::service::closing;
use crate::service::halt::Run;
use crate::storage::codec::KeyReader;
use crate::storage::counters::{last_id, scan_figures};
use crate::storage::kept::figures::Figure;
use crate::storage::kept::{from_bytes, to_bytes};
use crate::storage::record::{Record, get, scan};
use crate::storage::{Direction, ReadTx, Step, WriteTx, meta};

/// The name the last check that was through is kept under.
const CHECKED: &str = "books_checked";
/// Bytes before account and owner in the key of a balance.
const BEFORE: usize = 2;

fn fault(rule: BookRule, household: Option<u64>, id: u64) -> BookFault {
    BookFault {
        rule,
        household: household.map(HouseholdId),
        id,
        number: None,
    }
}

/// What stands on each account by a check that was through: up to which entry, then account and sum.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Checkpoint {
    #[n(0)]
    through: u64,
    #[n(1)]
    sums: Vec<(Account, i64)>,
}

/// The kept balances, by account and owner.
fn kept(tx: &dyn ReadTx, visit: &mut dyn FnMut(Account, u64, Sum)) -> Run<()> {
    scan_figures(
        tx,
        &Figure::balances(),
        Direction::Forward,
        &mut |key, sum| {
            let mut reader = KeyReader::new(key.get(BEFORE..).unwrap_or_default());
            let (account, of) = (reader.u8(), reader.u64());
            let mut accounts = Account::ALL.iter().copied();
            let account = accounts.find(|one| Some(*one as u8) == account);
            if let (Some(account), Some(of)) = (account, of) {
                visit(account, of, Sum::from(sum));
            }
            Ok(Step::Next)
        },
    )?;
    Ok(())
}

/// Holds the kept balances against the last check that was through and the entries since: done in a moment, at every
/// start. What an account's owners have one by one the whole check tells.
pub fn verify_quickly(tx: &dyn ReadTx, faults: &mut Vec<BookFault>) -> Run<()> {
    let mut now: BTreeMap<Account, Sum> = BTreeMap::new();
    kept(tx, &mut |account, _, sum| {
        *now.entry(account).or_default() += sum;
    })?;
    if now.values().sum::<Sum>() != 0 {
        faults.push(fault(BookRule::BalanceIsKept, None, 0));
    }
    let Some(bytes) = meta::get(tx, CHECKED)? else {
        return Ok(());
    };
    // What cannot be read says nothing; the whole check follows.
    let Ok(checked) = from_bytes::<Checkpoint>(&bytes) else {
        return Ok(());
    };
    let then = checked.sums.iter();
    let mut sums: BTreeMap<Account, Sum> = then
        .map(|(account, sum)| (*account, Sum::from(*sum)))
        .collect();
    scan::<Entry>(
        tx,
        Bound::Excluded(checked.through),
        Direction::Forward,
        &mut |entry| {
            for posting in &entry.postings {
                *sums.entry(posting.account).or_default() += fen(posting.amount);
            }
            Ok(Step::Next)
        },
    )?;
    for account in Account::ALL {
        let sum = |of: &BTreeMap<Account, Sum>| of.get(account).copied().unwrap_or(0);
        if sum(&now) != sum(&sums) {
            faults.push(fault(BookRule::BalanceIsKept, None, *account as u64));
        }
    }
    Ok(())
}

/// Keeps what a check found that was through and found nothing wrong.
pub fn keep_checkpoint(tx: &mut (impl WriteTx + ?Sized), checkpoint: &Checkpoint) -> Run<()> {
    meta::put(tx, CHECKED, &to_bytes(checkpoint))?;
    Ok(())
}

/// A month as it was frozen: until which entry, and its figures.
struct FrozenMonth {
    month: Month,
    through: u64,
    figures: Vec<(Stood, Sum)>,
}

/// Adds up all entries in the order they were booked, some at a time, each time in what is stored by then.
#[derive(Default)]
pub struct Balances {
    /// The last entry that is in the sums.
    through: u64,
    sums: BTreeMap<(Account, u64), Sum>,
    months: BTreeMap<(Month, Account), Sum>,
    frozen: VecDeque<FrozenMonth>,
    faults: Vec<BookFault>,
}

impl Balances {
    /// Begins, with the months that are frozen by now.
    pub fn begin(tx: &dyn ReadTx) -> Run<Self> {
        let mut frozen = Vec::new();
        scan::<MonthClose>(tx, Bound::Unbounded, Direction::Forward, &mut |closed| {
            for one in &closed.closes {
                frozen.push(FrozenMonth {
                    month: closed.month,
                    through: one.through,
                    figures: one
                        .figures
                        .iter()
                        .map(|(name, amount)| (*name, fen(*amount)))
                        .collect(),
                });
            }
            Ok(Step::Next)
        })?;
        frozen.sort_by_key(|one| one.through);
        Ok(Self {
            frozen: frozen.into(),
            ..Self::default()
        })
    }

    /// How far it is, in hundredths.
    pub fn percent(&self, tx: &dyn ReadTx) -> Run<u32> {
        let last = last_id(tx, Entry::KIND)?;
        let part = self.through.saturating_mul(100).checked_div(last);
        Ok(part
            .and_then(|part| u32::try_from(part).ok())
            .unwrap_or(100))
    }

    /// Adds up to `count` entries; says whether it came to the end and held the sums against what is kept.
    pub fn some(&mut self, tx: &dyn ReadTx, count: usize) -> Run<bool> {
        let mut left = count;
        let from = Bound::Excluded(self.through);
        scan::<Entry>(tx, from, Direction::Forward, &mut |entry| {
            if left == 0 {
                return Ok(Step::Stop);
            }
            left -= 1;
            self.freeze(entry.id.0.saturating_sub(1));
            self.add(&entry);
            Ok(Step::Next)
        })?;
        if left == 0 {
            return Ok(false);
        }
        self.freeze(u64::MAX);
        self.compare(tx)?;
        Ok(true)
    }

    fn add(&mut self, entry: &Entry) {
        let month = entry.effective_on.month();
        for posting in &entry.postings {
            let amount = fen(posting.amount);
            *self.sums.entry((posting.account, posting.of)).or_default() += amount;
            *self.months.entry((month, posting.account)).or_default() += amount;
        }
        self.through = entry.id.0;
    }

    /// Holds the months that were frozen with no entry behind `through` against the sums.
    fn freeze(&mut self, through: u64) {
        while let Some(one) = self.frozen.pop_front() {
            if one.through > through {
                self.frozen.push_front(one);
                return;
            }
            let holds = one.figures.iter().all(|(name, kept)| {
                let (accounts, credit) = name.of();
                let own = |month: Month| match name {
                    Stood::Arrears => month <= one.month,
                    _ => month == one.month,
                };
                let sums = self.months.iter();
                let sum: Sum = sums
                    .filter(|((month, account), _)| own(*month) && accounts.contains(account))
                    .map(|(_, sum)| *sum)
                    .sum();
                *kept == if credit { -sum } else { sum }
            });
            if !holds {
                let id = MonthClose::id_of(one.month);
                self.faults.push(fault(BookRule::MonthCloseHolds, None, id));
            }
        }
    }

    /// Holds the sums against the kept balances.
    fn compare(&mut self, tx: &dyn ReadTx) -> Run<()> {
        let mut left = self.sums.clone();
        left.retain(|_, sum| *sum != 0);
        let mut wrong: Vec<(Account, u64)> = Vec::new();
        kept(tx, &mut |account, of, sum| {
            if left.remove(&(account, of)).unwrap_or(0) != sum {
                wrong.push((account, of));
            }
        })?;
        wrong.extend(left.into_keys());
        for (account, of) in wrong {
            let owned = matches!(
                account,
                Account::Receivable | Account::Advance | Account::Deposit
            );
            let household = owned.then_some(of);
            let rule = BookRule::BalanceIsKept;
            self.faults.push(fault(rule, household, account as u64));
        }
        Ok(())
    }

    /// What it found; and what is to be kept for the next start, where that is nothing.
    pub fn end(self) -> (Vec<BookFault>, Option<Checkpoint>) {
        if !self.faults.is_empty() {
            return (self.faults, None);
        }
        let mut sums: BTreeMap<Account, Sum> = BTreeMap::new();
        for ((account, _), sum) in &self.sums {
            *sums.entry(*account).or_default() += sum;
        }
        let sums = sums.into_iter();
        let sums = sums.map(|(account, sum)| Some((account, i64::try_from(sum).ok()?)));
        let checkpoint = sums.collect::<Option<Vec<_>>>().map(|sums| Checkpoint {
            through: self.through,
            sums,
        });
        (self.faults, checkpoint)
    }
}

/// Checks up to `count` closes of days from the number `from` on: each says what its entries came to, and begins where
/// the one before it that stood ended. Returns from where to go on, if there are more.
pub fn verify_days(
    tx: &dyn ReadTx,
    from: u64,
    count: usize,
    faults: &mut Vec<BookFault>,
) -> Run<Option<u64>> {
    let last = last_id(tx, DayClose::KIND)?;
    let end = from.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
    for id in from.max(1)..=last.min(end.saturating_sub(1)) {
        let Some(close) = get::<DayClose>(tx, id)? else {
            // Each is numbered on from the one before, and none is ever removed.
            faults.push(fault(BookRule::DayClosesFollow, None, id));
            continue;
        };
        let (entries, _) = closing::entries(tx, close.after, close.through, usize::MAX)?;
        let holds = close.adds_up() && taken(&entries).as_ref() == Ok(&close.lines);
        if !holds {
            faults.push(fault(BookRule::DayCloseHolds, None, id));
        }
        if !follows(tx, &close)? {
            faults.push(fault(BookRule::DayClosesFollow, None, id));
        }
    }
    Ok((end <= last).then_some(end))
}

/// Whether a close begins where the last one before it ended that stood then, and leaves no day out of order.
fn follows(tx: &dyn ReadTx, close: &DayClose) -> Run<bool> {
    let mut id = close.id;
    while let Some(before) = id.checked_sub(1).filter(|id| *id > 0) {
        id = before;
        let Some(before) = get::<DayClose>(tx, before)? else {
            return Ok(false);
        };
        let stood = before
            .reopened
            .as_ref()
            .is_none_or(|reopened| reopened.at > close.at);
        if stood {
            return Ok(before.through == close.after && before.day < close.day);
        }
    }
    // The first of all begins somewhere; what was taken before it is in none.
    Ok(close.after <= close.through)
}
