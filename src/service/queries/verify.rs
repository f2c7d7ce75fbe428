//! The check of everything: records and indexes, audit chain, ledger, numbers given out, requests.

use std::ops::Bound;

use crate::domain::household::Household;
use crate::domain::id::Letter;
use crate::domain::ledger::Debt;
use crate::service::audit::{self, ChainFault};
use crate::service::books;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::registers;
use crate::service::view::Verified;
use crate::storage::check;
use crate::storage::codec::{KeyReader, hex};
use crate::storage::kept::KINDS;
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
    for fault in faults.iter().filter_map(chain_fault) {
        found.fault(fault);
    }
    ledger(tx, &mut found)?;
    for (number, field) in registers::miscomputed(tx, asking.office)? {
        found.fault(format!(
            "register {number}: {field} is not what it is computed of"
        ));
    }
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

/// What is wrong with the log; nothing where the check of the stored bytes has said it.
fn chain_fault(fault: &ChainFault) -> Option<String> {
    Some(match fault {
        ChainFault::Broken(seq) => format!("events {seq}: hash does not follow"),
        ChainFault::Gap(seq) => format!("events {seq}: missing"),
        ChainFault::Value(seq, name) => format!("events {seq}: value of {name} is another"),
        ChainFault::Head => String::from("events: head is not the last line"),
        ChainFault::Damaged(_) => return None,
    })
}

/// The ledger: entries, balances, allocations, debts, receipts.
fn ledger(tx: &dyn ReadTx, found: &mut Found) -> Run<()> {
    for fault in books::verify(tx)? {
        let about = match (fault.number, fault.household) {
            (Some(number), _) => number.full(),
            (None, Some(home)) => {
                get::<Household>(tx, home.0)?.map_or(format!("{}", home.0), |home| home.code)
            }
            (None, None) => String::new(),
        };
        found.fault(format!("{} {about} {}", fault.rule.name(), fault.id));
    }
    debtors(tx, found)
}

/// What is kept of a debt names the home and its owner as they are called now.
fn debtors(tx: &dyn ReadTx, found: &mut Found) -> Run<()> {
    let mut debts = Vec::new();
    scan::<Debt>(tx, Bound::Unbounded, Direction::Forward, &mut |debt| {
        debts.push((debt.household, debt.premises, debt.payer));
        Ok(Step::Next)
    })?;
    for (home, premises, payer) in debts {
        let code = get::<Household>(tx, home.0)?.map_or(String::new(), |home| home.code);
        if code != premises || books::owner_of(tx, home)? != payer {
            found.fault(format!("debt {code}: names another home or owner"));
        }
    }
    Ok(())
}

/// Numbers have no gaps; those of receipts are checked with the ledger.
fn numbers(tx: &dyn ReadTx, found: &mut Found) -> Run<()> {
    for letter in Letter::ALL.iter().filter(|one| **one != Letter::Receipt) {
        for number in books::missing_numbers(tx, *letter)? {
            found.fault(format!("{}: missing or given twice", number.full()));
        }
    }
    Ok(())
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
