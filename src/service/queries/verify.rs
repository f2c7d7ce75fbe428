//! The check of everything: records and indexes, audit chain, ledger, numbers given out, requests.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::domain::calendar::Day;
use crate::domain::household::Household;
use crate::domain::id::{HouseholdId, Letter, Number};
use crate::domain::ledger::{Charge, Debt, Entry, Payment};
use crate::domain::money::Amount;
use crate::service::audit::{self, ChainFault};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::view::Verified;
use crate::storage::check;
use crate::storage::codec::{Key, KeyReader, hex};
use crate::storage::counters::{counter, figure};
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::KINDS;
use crate::storage::kept::figures::receivable;
use crate::storage::kept::indexes::BY_NUMBER;
use crate::storage::record::{get, scan};
use crate::storage::{Collection, Direction, ReadTx, Step};

/// Faults told; there may be more.
const MOST_FAULTS: usize = 1000;

/// What the check has found so far.
#[derive(Default)]
struct Found {
    counts: Vec<(String, i64)>,
    faults: Vec<String>,
}

impl Found {
    fn fault(&mut self, fault: String) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        }
    }

    fn count(&mut self, name: &str, count: impl TryInto<i64>) {
        let count = count.try_into().unwrap_or(i64::MAX);
        self.counts.push((name.to_owned(), count));
    }
}

/// Answers `Query::Verify`.
pub fn verify(asking: Asking<'_>) -> Run<Verified> {
    let tx = asking.tx;
    let mut found = Found::default();
    records(tx, &mut found)?;
    let (head, faults) = audit::verify(tx)?;
    found.count("events", head.seq);
    for fault in faults {
        found.fault(chain_fault(&fault));
    }
    entries(tx, &mut found)?;
    balances(tx, &mut found)?;
    payments(tx, &mut found)?;
    numbers(tx, &mut found)?;
    requests(tx, &mut found)?;
    Ok(Verified {
        counts: found.counts,
        faults: found.faults,
        seq: head.seq,
        hash: head.hash.to_vec(),
    })
}

/// Every record against its index entries and kept figures.
fn records(tx: &dyn ReadTx, found: &mut Found) -> Run<()> {
    let report = check::verify(tx, KINDS)?;
    for (kind, count) in &report.records {
        found.count(kind, *count);
    }
    found.count("index_entries", report.index_entries);
    found.count("figures", report.figures);
    for fault in report.faults {
        let place = fault.collection.name();
        found.fault(format!("{place} {}: {:?}", fault.key, fault.what));
    }
    Ok(())
}

fn chain_fault(fault: &ChainFault) -> String {
    match fault {
        ChainFault::Broken(seq) => format!("events {seq}: hash does not follow"),
        ChainFault::Gap(seq) => format!("events {seq}: missing"),
        ChainFault::Value(seq, name) => format!("events {seq}: value of {name} is another"),
        ChainFault::Head => String::from("events: head is not the last line"),
    }
}

/// Debit equals credit in every entry.
fn entries(tx: &dyn ReadTx, found: &mut Found) -> Run<()> {
    scan::<Entry>(tx, Bound::Unbounded, Direction::Forward, &mut |entry| {
        if entry.sum() != Ok(Amount::ZERO) {
            found.fault(format!("entry {}: debit is not credit", entry.id.0));
        }
        Ok(Step::Next)
    })?;
    Ok(())
}

/// What each household owes: ledger, charges and the kept debt say the same.
fn balances(tx: &dyn ReadTx, found: &mut Found) -> Run<()> {
    let mut unpaid: BTreeMap<HouseholdId, i64> = BTreeMap::new();
    scan::<Charge>(tx, Bound::Unbounded, Direction::Forward, &mut |charge| {
        if charge.paid.is_negative() || charge.paid > charge.amount {
            let id = charge.id.0;
            found.fault(format!("charge {id}: paid is not within the amount"));
        }
        *unpaid.entry(charge.household).or_default() += charge.unpaid().fen();
        Ok(Step::Next)
    })?;
    let mut homes: Vec<(HouseholdId, String)> = Vec::new();
    scan::<Household>(tx, Bound::Unbounded, Direction::Forward, &mut |home| {
        homes.push((home.id, home.code));
        Ok(Step::Next)
    })?;
    for (home, code) in homes {
        let owed = unpaid.remove(&home).unwrap_or(0);
        let booked = figure(tx, &receivable(home).key())?;
        if booked != owed {
            found.fault(format!(
                "{code}: receivable {booked} fen, unpaid {owed} fen"
            ));
        }
        let kept = get::<Debt>(tx, home.0)?.map_or(0, |debt| debt.amount.fen());
        if kept != owed {
            found.fault(format!("{code}: debt {kept} fen, unpaid {owed} fen"));
        }
    }
    for home in unpaid.keys() {
        found.fault(format!("charges of household {}: no such home", home.0));
    }
    Ok(())
}

/// The parts of every payment sum to it, and what stands paid on a charge is what payments gave.
fn payments(tx: &dyn ReadTx, found: &mut Found) -> Run<()> {
    let mut given: BTreeMap<u64, i64> = BTreeMap::new();
    scan::<Payment>(tx, Bound::Unbounded, Direction::Forward, &mut |payment| {
        let parts: i64 = payment
            .allocations
            .iter()
            .map(|part| part.amount.fen())
            .sum();
        if parts + payment.advance.fen() != payment.amount.fen() {
            let number = payment.number.full();
            found.fault(format!("{number}: its parts do not sum to it"));
        }
        if payment.reversed_by.is_none() {
            for part in &payment.allocations {
                *given.entry(part.charge.0).or_default() += part.amount.fen();
            }
        }
        Ok(Step::Next)
    })?;
    scan::<Charge>(tx, Bound::Unbounded, Direction::Forward, &mut |charge| {
        let parts = given.remove(&charge.id.0).unwrap_or(0);
        if parts != charge.paid.fen() {
            let (id, paid) = (charge.id.0, charge.paid.fen());
            found.fault(format!(
                "charge {id}: paid {paid} fen, payments {parts} fen"
            ));
        }
        Ok(Step::Next)
    })?;
    Ok(())
}

/// A day's numbers of one letter and series.
type Series = (u8, i32, u32);

/// Numbers are gapless: each day of a letter and series counts from 1 to the last given out.
fn numbers(tx: &dyn ReadTx, found: &mut Found) -> Run<()> {
    let mut last: BTreeMap<Series, u32> = BTreeMap::new();
    let mut gaps = Vec::new();
    scan_index(
        tx,
        BY_NUMBER,
        Span::all(),
        Direction::Forward,
        &mut |hit: Hit<'_>| {
            let mut key = KeyReader::new(hit.key);
            if let (Some(letter), Some(day), Some(series), Some(count)) =
                (key.u8(), key.i32(), key.u32(), key.u32())
            {
                let before = last.insert((letter, day, series), count).unwrap_or(0);
                if count != before + 1 {
                    gaps.push((letter, day, series, before + 1));
                }
            }
            Ok(Step::Next)
        },
    )?;
    for (letter, day, series, count) in gaps {
        let number = printed(letter, day, series, count);
        found.fault(format!("{number}: missing or given twice"));
    }
    for ((letter, day, series), count) in last {
        let key = Key::new().u8(letter).i32(day).u32(series).done();
        let given = counter(tx, &key)?;
        if given != i64::from(count) {
            let number = printed(letter, day, series, count);
            found.fault(format!(
                "{number}: the last one, yet {given} were given out"
            ));
        }
    }
    Ok(())
}

fn printed(letter: u8, day: i32, series: u32, count: u32) -> String {
    let letter = Letter::ALL.iter().find(|one| **one as u8 == letter);
    match (letter, Day::new(day)) {
        (Some(letter), Some(day)) => Number {
            letter: *letter,
            day,
            count,
            series,
        }
        .full(),
        _ => format!("number {count}"),
    }
}

/// Every remembered request stands in the list by day, and the other way round.
fn requests(tx: &dyn ReadTx, found: &mut Found) -> Run<()> {
    let all = (Bound::Unbounded, Bound::Unbounded);
    let mut remembered: i64 = 0;
    tx.scan(
        Collection::Requests,
        all,
        Direction::Forward,
        &mut |_, _| {
            remembered += 1;
            Ok(Step::Next)
        },
    )?;
    let mut listed: i64 = 0;
    let mut strays = Vec::new();
    tx.scan(
        Collection::RequestsByDay,
        all,
        Direction::Forward,
        &mut |key, _| {
            listed += 1;
            let mut reader = KeyReader::new(key);
            let known = match (reader.i32(), reader.array::<16>()) {
                (Some(_), Some(id)) => tx.get(Collection::Requests, &id)?.is_some(),
                _ => false,
            };
            if !known {
                strays.push(hex(key));
            }
            Ok(Step::Next)
        },
    )?;
    found.count("requests", remembered);
    for key in strays {
        found.fault(format!("requests_by_day {key}: no such request"));
    }
    if listed != remembered {
        found.fault(format!("requests: {remembered}, of them {listed} by day"));
    }
    Ok(())
}
