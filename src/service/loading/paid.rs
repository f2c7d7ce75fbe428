//! Payments of the past: what was owed is charged by month, what was paid settles exactly that.

use crate::domain::calendar::Month;
use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::id::ChargeId;
use crate::domain::ledger::{Basis, Charge, ChargeSource, FeeItem, Method, Payment, basis};
use crate::domain::money::Amount;
use crate::service::books::{self, Books, NewCharge, NewPayment, Wanted};
use crate::service::halt::Run;
use crate::service::loading::apply::Loading;
use crate::service::loading::staged::PaidIn;
use crate::service::lookup;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{CHARGE_ONCE, EXTERNAL};
use crate::storage::record::Record;

/// Most months one payment of the past was for.
pub const MOST_MONTHS: u32 = 600;

/// Books one payment, unless it was booked by an earlier import.
pub(super) fn load(loading: &mut Loading<'_, '_>, row: &PaidIn) -> Run<()> {
    let external = loading.external(&row.key);
    let key = Key::new().u8(Payment::KIND).str(&external);
    if lookup::first(loading.work.tx(), EXTERNAL, key)?.is_some() {
        loading.report.payments.one(false);
        return Ok(());
    }
    let home: Household = {
        let id = loading.home_named(&row.home)?;
        loading.work.get(id.0)?
    };
    let item: FeeItem = {
        let id = loading.fee_named(&row.item)?;
        loading.work.get(id.0)?
    };
    if row.months == 0 || row.months > MOST_MONTHS {
        let months = Refusal::new(Why::BadNumber).with("text", row.months.to_string());
        return Err(months.into());
    }
    let first = charges(loading, row, &home, &item)?;
    let open = books::unpaid(loading.work.tx(), home.id)?;
    let open = open.iter().map(|charge| charge.id);
    let first: Vec<ChargeId> = open.filter(|charge| first.contains(charge)).collect();
    let booked = Books::bulk(loading.work).pay(NewPayment {
        note: row.note.clone(),
        external: Some(external),
        wanted: Wanted::First(first),
        ..NewPayment::new(&home, row.paid, Method::Imported, row.paid_on)
    })?;
    loading.report.payments.one(booked.is_some());
    Ok(())
}

/// Charges the months the payment was for, as far as they are not charged; returns all of them.
fn charges(
    loading: &mut Loading<'_, '_>,
    row: &PaidIn,
    home: &Household,
    item: &FeeItem,
) -> Run<Vec<ChargeId>> {
    let shares = row.due.unwrap_or(row.paid).split(row.months)?;
    let mut month: Month = row.from.month();
    let mut charges = Vec::new();
    for amount in shares {
        let key = Key::new().u64(home.id.0).u64(item.id.0).i32(month.number());
        let known = lookup::first(loading.work.tx(), CHARGE_ONCE, key)?;
        match known {
            Some(id) => charges.push(ChargeId(id)),
            // A few fen over many months: some owe nothing.
            None if amount <= Amount::ZERO => {}
            None => charges.push(charge(loading, row, home, item, month, amount)?),
        }
        month = month.plus(1);
    }
    Ok(charges)
}

/// Where a charge of the past is from: the file, its table and row, then what was written beside it.
fn origin(loading: &Loading<'_, '_>, row: &PaidIn) -> String {
    let Some(place) = &row.place else {
        return row.note.clone();
    };
    let origin = format!("{} {place} {}", loading.file, row.note);
    origin.trim_end().to_owned()
}

fn charge(
    loading: &mut Loading<'_, '_>,
    row: &PaidIn,
    home: &Household,
    item: &FeeItem,
    month: Month,
    amount: Amount,
) -> Run<ChargeId> {
    let reason = Basis {
        fact: basis::IMPORTED.to_owned(),
        value: amount.fen(),
    };
    let note = origin(loading, row);
    let charge: Charge = Books::bulk(loading.work).charge(NewCharge {
        household: home,
        item: Some(item),
        name: String::new(),
        month,
        amount,
        due_on: month.first(),
        source: ChargeSource::Import,
        basis: vec![reason],
        lines: None,
        note,
        on: None,
    })?;
    Ok(charge.id)
}
