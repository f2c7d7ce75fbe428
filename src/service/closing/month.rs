//! A month's figures as they are now, of kept figures alone.

use std::collections::BTreeMap;

use crate::domain::calendar;
use crate::domain::close::{MonthClose, Stood};
use crate::domain::ledger::{Account, Collection};
use crate::domain::money::Amount;
use crate::service::halt::Run;
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

/// Homes that have paid a month's property fee, of those handed over (duties.md D-053): whoever was not charged has not
/// paid.
pub fn paid_homes(tx: &dyn ReadTx, month: calendar::Month) -> Run<Collection> {
    let kept = |wanted: Figure| figure(tx, &wanted.key());
    let due = kept(Figure::HandedOver)?.max(0);
    let charged = kept(Figure::ChargedMonth(month))?;
    let paid = (charged - kept(Figure::UnpaidMonth(month))?).clamp(0, due);
    let homes = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Collection {
        paid: homes(paid),
        due: homes(due),
    })
}

/// The figures of a month as they are now.
pub fn month(tx: &dyn ReadTx, month: calendar::Month) -> Run<Month> {
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
        rate: paid_homes(tx, month)?,
        closed: get(tx, MonthClose::id_of(month))?,
    })
}
