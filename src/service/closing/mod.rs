//! Days and months as they are closed: what waits, what a close holds, what came after it.

mod month;

use std::ops::Bound;

pub use month::{Month as MonthNow, month, months};

use crate::domain::calendar::{Day, Instant};
use crate::domain::close::{DayClose, Taken, day_of_money, net_of, taken};
use crate::domain::ledger::{Entry, Method};
use crate::domain::money::{Amount, MoneyFault};
use crate::service::audit;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
use crate::storage::codec::{Key, hex};
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::indexes::{DAY_CLOSE_STANDING, ENTRY_MONEY};
use crate::storage::record::{get, scan};
use crate::storage::{Direction, ReadTx, Step};

/// The setting that says how much change stays in the drawer, in yuan.
const FLOAT: &str = "close.float_yuan";
/// How many hex digits of the audit head a close carries (reliability H21).
const ANCHOR: usize = 10;

/// What waits to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The day it would close.
    pub day: Day,
    /// The last entry of the close before it, and the last one it would hold; the same where there is none.
    pub after: u64,
    pub through: u64,
    pub lines: Vec<Taken>,
    /// Cash by the ledger.
    pub cash: Amount,
    pub float: Amount,
}

/// The close in force of the latest day.
pub fn latest(tx: &dyn ReadTx) -> Run<Option<DayClose>> {
    let found = lookup::all(tx, DAY_CLOSE_STANDING, Key::new(), Direction::Backward, 1)?;
    Ok(found.into_iter().next())
}

/// The close in force of a day.
pub fn of_day(tx: &dyn ReadTx, day: Day) -> Run<Option<DayClose>> {
    let key = Key::new().i32(day.number());
    let found = lookup::all(tx, DAY_CLOSE_STANDING, key, Direction::Backward, 1)?;
    Ok(found.into_iter().next())
}

/// The latest closes, those opened again with them, the newest first.
pub fn closes(tx: &dyn ReadTx, most: usize) -> Run<Vec<DayClose>> {
    let mut closes = Vec::new();
    scan::<DayClose>(tx, Bound::Unbounded, Direction::Backward, &mut |close| {
        closes.push(close);
        Ok(if closes.len() < most {
            Step::Next
        } else {
            Step::Stop
        })
    })?;
    Ok(closes)
}

/// The close on whose hand-in slip this code stands, looked for from the newest on. One is made a day: there is no index.
pub fn of_code(tx: &dyn ReadTx, code: &str) -> Run<Option<DayClose>> {
    let mut found = None;
    scan::<DayClose>(tx, Bound::Unbounded, Direction::Backward, &mut |close| {
        if close.anchor == code {
            found = Some(close);
            return Ok(Step::Stop);
        }
        Ok(Step::Next)
    })?;
    Ok(found)
}

/// The first entry behind `after` that moved money.
fn next_money(tx: &dyn ReadTx, after: u64) -> Run<Option<Entry>> {
    let mut found = None;
    walk(tx, after, u64::MAX, &mut |entry| {
        found = Some(entry);
        Step::Stop
    })?;
    Ok(found)
}

/// Visits the entries behind `after` up to `through` that moved money, in the order they were booked.
fn walk(
    tx: &dyn ReadTx,
    after: u64,
    through: u64,
    visit: &mut dyn FnMut(Entry) -> Step,
) -> Run<()> {
    let low = Key::new().u64(after.saturating_add(1)).done();
    let high = Key::new().u64(through).done();
    let span = Span::between(Bound::Included(&low), Bound::Included(&high));
    scan_index(
        tx,
        ENTRY_MONEY,
        span,
        Direction::Forward,
        &mut |hit: Hit<'_>| {
            Ok(match get::<Entry>(tx, hit.id)? {
                Some(entry) => visit(entry),
                None => Step::Next,
            })
        },
    )?;
    Ok(())
}

/// The entries a close holds, at most so many, and whether there are more.
pub fn entries(tx: &dyn ReadTx, after: u64, through: u64, most: usize) -> Run<(Vec<Entry>, bool)> {
    let mut entries = Vec::new();
    let mut more = false;
    walk(tx, after, through, &mut |entry| {
        if entries.len() == most {
            more = true;
            return Step::Stop;
        }
        entries.push(entry);
        Step::Next
    })?;
    Ok((entries, more))
}

/// Where the first close of all begins: behind the last entry booked before its day. What was taken before the office
/// closed days is in none.
fn beginning(tx: &dyn ReadTx, office: &Office, day: Day) -> Run<u64> {
    let mut before = 0;
    let all = Span::all();
    scan_index(
        tx,
        ENTRY_MONEY,
        all,
        Direction::Backward,
        &mut |hit: Hit<'_>| {
            let entry: Option<Entry> = get(tx, hit.id)?;
            Ok(match entry {
                Some(entry) if office.zone.day_of(entry.at) >= day => Step::Next,
                _ => {
                    before = hit.id;
                    Step::Stop
                }
            })
        },
    )?;
    Ok(before)
}

/// The first day with money that is not closed. Nothing waits where the office closes no days.
fn first_open(tx: &dyn ReadTx, office: &Office, last: &DayClose) -> Run<Option<Day>> {
    let first = next_money(tx, last.through)?;
    Ok(first.map(|entry| day_of_money(entry.at, office.zone, Some(last.day))))
}

/// The first day with money that is not closed, where the office closes days.
pub fn first_open_of(tx: &dyn ReadTx, office: &Office) -> Run<Option<Day>> {
    match latest(tx)? {
        Some(last) => first_open(tx, office, &last),
        None => Ok(None),
    }
}

/// The day before today whose money is not closed, if there is one.
pub fn overdue(tx: &dyn ReadTx, office: &Office, now: Instant) -> Run<Option<Day>> {
    let today = office.today(now);
    Ok(first_open_of(tx, office)?.filter(|day| *day < today))
}

/// The day that is to be closed next: the first one open, today where all before it are closed. The clock may stand
/// before the last day closed; that day is named then.
pub fn next_day(tx: &dyn ReadTx, office: &Office, now: Instant) -> Run<Day> {
    let today = office.today(now);
    Ok(overdue(tx, office, now)?.unwrap_or(today))
}

/// What a close of this day would hold: all that was booked since the last one and until the day's end.
pub fn pending(tx: &dyn ReadTx, office: &Office, day: Day) -> Run<Pending> {
    let last = latest(tx)?;
    let after = match &last {
        Some(last) => last.through,
        None => beginning(tx, office, day)?,
    };
    let closed = last.map(|last| last.day);
    let mut own: Vec<Entry> = Vec::new();
    walk(tx, after, u64::MAX, &mut |entry| {
        // Whatever the clock did since: what was booked behind another day's first entry is of that day.
        if day_of_money(entry.at, office.zone, closed) > day {
            return Step::Stop;
        }
        own.push(entry);
        Step::Next
    })?;
    let through = own.last().map_or(after, |entry| entry.id.0);
    let lines = taken(&own)?;
    Ok(Pending {
        day,
        after,
        through,
        cash: net_of(&lines, Method::Cash)?,
        lines,
        float: float(office)?,
    })
}

/// The change that stays in the drawer.
fn float(office: &Office) -> Result<Amount, MoneyFault> {
    Amount::from_fen(office.whole(FLOAT, 0).saturating_mul(100))
}

/// How the audit chain stands, as a close carries it.
pub fn anchor(tx: &dyn ReadTx) -> Run<String> {
    let head = audit::head(tx)?;
    Ok(hex(&head.hash).chars().take(ANCHOR).collect())
}
