//! A month's figures as they are now, of kept figures alone.

use std::collections::BTreeMap;

use crate::domain::calendar;
use crate::domain::close::{MonthClose, Stood};
use crate::domain::ledger::{Account, Collection};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::rates;
use crate::storage::codec::KeyReader;
use crate::storage::counters::scan_figures;
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
    let mut own: BTreeMap<Account, i64> = BTreeMap::new();
    let mut until: BTreeMap<Account, i64> = BTreeMap::new();
    scan_figures(
        tx,
        &Figure::month_balances(),
        Direction::Forward,
        &mut |key, sum| {
            let mut reader = KeyReader::new(key.get(BEFORE..).unwrap_or_default());
            let (Some(of), Some(account)) = (reader.i32(), reader.u8()) else {
                return Ok(Step::Next);
            };
            if of > month.number() {
                return Ok(Step::Stop);
            }
            let mut accounts = Account::ALL.iter().copied();
            let Some(account) = accounts.find(|one| *one as u8 == account) else {
                return Ok(Step::Next);
            };
            *until.entry(account).or_default() += sum;
            if of == month.number() {
                own.insert(account, sum);
            }
            Ok(Step::Next)
        },
    )?;
    let amounts = |sums: BTreeMap<Account, i64>| {
        let amounts = sums.into_iter();
        let amounts = amounts.map(|(account, fen)| Ok((account, Amount::from_fen(fen)?)));
        amounts.collect::<Run<BTreeMap<_, _>>>()
    };
    let (own, until) = (amounts(own)?, amounts(until)?);
    let read = |one: &Stood| Ok((*one, one.read(&own, &until)?));
    Ok(Month {
        month,
        figures: Stood::ALL.iter().map(read).collect::<Run<_>>()?,
        rate: rates::whole(tx, month, today)?,
        closed: get(tx, MonthClose::id_of(month))?,
    })
}
