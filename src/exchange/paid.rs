//! Payments of the past.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use crate::exchange::fault::FaultKind;
use crate::exchange::fees::{Fees, There};
use crate::exchange::line::Line;
use crate::exchange::note::NoteKind;
use crate::exchange::rooms::code;
use crate::exchange::staged::{Payment, Source};
use crate::exchange::vocabulary::{Field, plain, vocabulary};
use crate::service::loading::MOST_MONTHS;

/// Payments as they are gathered.
#[derive(Debug, Default)]
pub struct Paid {
    payments: Vec<Payment>,
    rows: BTreeMap<String, Source>,
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
        let said = line.whole(Field::Months, 1, i64::from(MOST_MONTHS));
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
        if let Some(first_row) = line.again(&mut self.rows, key.clone()) {
            line.fault(Field::Premises, FaultKind::PaymentTwice { first_row });
        }
        let months = months(line, from, until, said);
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

/// The months paid for, by the two days; that a row says another number is noted.
fn months(line: &mut Line<'_, '_>, from: NaiveDate, until: NaiveDate, said: Option<i64>) -> u32 {
    let Some(months) = between(from, until) else {
        let range = FaultKind::OutOfRange {
            text: until.to_string(),
            least: from.to_string(),
            most: plus(from, MOST_MONTHS).map_or_else(String::new, |day| day.to_string()),
        };
        line.fault(Field::Until, range);
        return MOST_MONTHS;
    };
    if let Some(said) = said.filter(|said| *said != i64::from(months)) {
        let counted = months;
        line.note(NoteKind::MonthsDiffer { said, counted });
    }
    months
}

fn plus(from: NaiveDate, months: u32) -> Option<NaiveDate> {
    from.checked_add_months(Months::new(months))
}

/// How many months lie between two days, begun ones counted; files write either the last day or the day after it.
/// A month that begins on the 30th ends on the last of February. Nothing beyond what one payment may cover.
fn between(from: NaiveDate, until: NaiveDate) -> Option<u32> {
    (1..=MOST_MONTHS).find(|months| plus(from, *months).is_some_and(|after| until <= after))
}

/// A home's code: building, unit and room with dashes of any width between.
fn premises(line: &mut Line<'_, '_>) -> Option<String> {
    let text = line.text(Field::Premises)?;
    let code = home_code(&text);
    if code.is_none() {
        line.fault(Field::Premises, FaultKind::PremisesWrong { text });
    }
    code
}

/// A home's code read off a text; `None` where it is not building, unit and room.
pub fn home_code(text: &str) -> Option<String> {
    let parts: Vec<String> = plain(text)
        .split(['-', '\u{2010}', '\u{2013}', '\u{2014}', '\u{2212}'])
        .filter_map(|part| vocabulary().place(part))
        .collect();
    let dashes = plain(text)
        .chars()
        .filter(|letter| !letter.is_alphanumeric())
        .count();
    if let [building, unit, room] = parts.as_slice()
        && dashes == 2
    {
        return Some(code(building, unit, room));
    }
    None
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::between;

    #[test]
    fn months_are_the_same_whichever_end_is_written() {
        let of = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (from, until, count) in [
            ("2026-01-01", "2026-12-31", Some(12)),
            ("2026-01-01", "2027-01-01", Some(12)),
            ("2026-01-15", "2026-02-14", Some(1)),
            ("2026-01-15", "2026-02-15", Some(1)),
            ("2026-01-15", "2026-02-20", Some(2)),
            ("2026-03-01", "2026-03-31", Some(1)),
            ("2026-03-10", "2026-03-12", Some(1)),
            ("2026-01-30", "2026-02-28", Some(1)),
            ("2026-01-31", "2026-02-28", Some(1)),
            ("2026-01-31", "2026-03-30", Some(2)),
            ("2026-01-31", "2026-03-31", Some(2)),
            ("1990-01-01", "2015-12-31", Some(312)),
            ("1950-01-01", "2015-12-31", None),
        ] {
            assert_eq!(between(of(from), of(until)), count, "{from} {until}");
        }
    }
}
