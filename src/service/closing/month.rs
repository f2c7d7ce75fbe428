//! Months' figures as they are now, of kept figures alone: those of the months that are asked for and of later ones.

use std::collections::BTreeMap;

use crate::domain::calendar;
use crate::domain::close::{MonthClose, Stood};
use crate::domain::error::Why;
use crate::domain::ledger::{Account, Collection};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::rates;
use crate::storage::codec::KeyReader;
use crate::storage::counters::{figure, scan_figures};
use crate::storage::kept::figures::Figure;
use crate::storage::record::get;
use crate::storage::{Direction, ReadTx, Step};

/// Bytes before month and account in the key of a month's balance.
const BEFORE: usize = 2;

/// A month as it stands now, and as it stood when it was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    pub month: calendar::Month,
    pub figures: Vec<(Stood, Amount)>,
    pub rate: Collection,
    pub closed: Option<MonthClose>,
}

/// The figures of a month as they are now.
pub fn month(tx: &dyn ReadTx, month: calendar::Month, today: calendar::Day) -> Run<Month> {
    let mut found = months(tx, (month, month), today)?;
    Ok(found.pop().ok_or(Why::Internal)?)
}

/// The figures of the months from the first to the last as they are now, the latest first. The balances kept are walked
/// back from the latest month: what is older than the first costs nothing.
pub fn months(
    tx: &dyn ReadTx,
    (first, last): (calendar::Month, calendar::Month),
    today: calendar::Day,
) -> Run<Vec<Month>> {
    let mut moved: BTreeMap<i32, BTreeMap<Account, i64>> = BTreeMap::new();
    // What is owed in all; what later months put to it is taken off on the way back.
    let mut owed = figure(tx, &Figure::DebtSum.key())?;
    scan_figures(
        tx,
        &Figure::month_balances(),
        Direction::Backward,
        &mut |key, sum| {
            let mut reader = KeyReader::new(key.get(BEFORE..).unwrap_or_default());
            let (Some(of), Some(account)) = (reader.i32(), reader.u8()) else {
                return Ok(Step::Next);
            };
            if of < first.number() {
                return Ok(Step::Stop);
            }
            let mut accounts = Account::ALL.iter().copied();
            let Some(account) = accounts.find(|one| *one as u8 == account) else {
                return Ok(Step::Next);
            };
            if of <= last.number() {
                moved.entry(of).or_default().insert(account, sum);
            } else if account == Account::Receivable {
                owed -= sum;
            }
            Ok(Step::Next)
        },
    )?;
    let mut found = Vec::new();
    for back in 0..=last.since(first) {
        let month = last.plus(-back);
        let own = moved.remove(&month.number()).unwrap_or_default();
        let until = BTreeMap::from([(Account::Receivable, Amount::from_fen(owed)?)]);
        owed -= own.get(&Account::Receivable).copied().unwrap_or_default();
        let own = own.into_iter();
        let own = own.map(|(account, fen)| Ok((account, Amount::from_fen(fen)?)));
        let own = own.collect::<Run<BTreeMap<_, _>>>()?;
        let read = |one: &Stood| Ok((*one, one.read(&own, &until)?));
        found.push(Month {
            month,
            figures: Stood::ALL.iter().map(read).collect::<Run<_>>()?,
            rate: rates::whole(tx, month, today)?,
            closed: get(tx, MonthClose::id_of(month))?,
        });
    }
    Ok(found)
}
