//! Payments of the past.

use std::collections::BTreeMap;

use crate::exchange::fault::FaultKind;
use crate::exchange::fees::{Fees, MOST_MONTHS, There};
use crate::exchange::line::Line;
use crate::exchange::rooms::code;
use crate::exchange::staged::Payment;
use crate::exchange::vocabulary::{Field, plain, vocabulary};

/// Payments as they are gathered.
#[derive(Debug, Default)]
pub struct Paid {
    payments: Vec<Payment>,
    rows: BTreeMap<String, u32>,
}

/// What tells whether a payment's home and item exist.
pub struct Against<'a> {
    /// Fees of this file.
    pub fees: &'a Fees,
    /// Fees of the office.
    pub there: There<'a>,
    /// There is this home; `None` if homes cannot be checked.
    pub has_home: Option<&'a dyn Fn(&str) -> bool>,
}

impl Paid {
    /// Reads a row of the table of payments.
    pub fn read(&mut self, line: &mut Line<'_, '_>, against: &Against<'_>) {
        let premises = line.needed(Field::Premises, |line| premises(line));
        let item = line.needed(Field::Item, |line| line.text(Field::Item));
        let months = line.whole(Field::Months, 1, MOST_MONTHS);
        let from = line.needed(Field::From, |line| line.day(Field::From));
        let until = line.needed(Field::Until, |line| line.day(Field::Until));
        line.in_order(Field::Until, from, until);
        let paid_on = line.needed(Field::PaidOn, |line| line.day(Field::PaidOn));
        let due = line.amount(Field::Due);
        let paid = line.needed(Field::Paid, |line| line.amount(Field::Paid));
        let cashier = line.text(Field::Cashier);
        let note = line.long_text(Field::Note);
        if let (Some(code), Some(has_home)) = (&premises, against.has_home)
            && !has_home(code)
        {
            line.fault(
                Field::Premises,
                FaultKind::PremisesUnknown { code: code.clone() },
            );
        }
        let Some(item) = item else { return };
        let Ok(ours) = against
            .fees
            .resolve(line, Field::Item, &item, &against.there)
        else {
            return;
        };
        let (Some(premises), Some(from), Some(until), Some(paid_on), Some(paid)) =
            (premises, from, until, paid_on, paid)
        else {
            return;
        };
        let key = format!(
            "payment/{premises}/{}/{from}/{until}/{paid_on}/{paid}",
            plain(&item)
        );
        let row = line.source().row;
        let first_row = *self.rows.entry(key.clone()).or_insert(row);
        if first_row != row {
            line.fault(Field::Premises, FaultKind::PaymentTwice { first_row });
        }
        if line.is_sound() {
            self.payments.push(Payment {
                source: line.source(),
                key,
                premises,
                item,
                ours,
                months,
                from,
                until,
                paid_on,
                due,
                paid,
                cashier,
                note,
            });
        }
    }

    /// The payments.
    pub fn finish(self) -> Vec<Payment> {
        self.payments
    }
}

/// A home's code: building, unit and room with dashes of any width between.
fn premises(line: &mut Line<'_, '_>) -> Option<String> {
    let text = line.text(Field::Premises)?;
    let parts: Vec<String> = plain(&text)
        .split(['-', '\u{2010}', '\u{2013}', '\u{2014}', '\u{2212}'])
        .filter_map(|part| vocabulary().place(part))
        .collect();
    let dashes = plain(&text)
        .chars()
        .filter(|letter| !letter.is_alphanumeric())
        .count();
    if let [building, unit, room] = parts.as_slice()
        && dashes == 2
    {
        return Some(code(building, unit, room));
    }
    line.fault(Field::Premises, FaultKind::PremisesWrong { text });
    None
}
