//! Fee items.

use std::collections::BTreeMap;

use crate::exchange::codes::Formula;
use crate::exchange::fault::FaultKind;
use crate::exchange::line::Line;
use crate::exchange::staged::{FeeItem, Source};
use crate::exchange::vocabulary::{Field, plain};
use crate::service::loading::MOST_MONTHS;

/// Fee items as they are gathered.
#[derive(Debug, Default)]
pub struct Fees {
    items: Vec<FeeItem>,
    numbers: BTreeMap<String, Source>,
    names: BTreeMap<String, Source>,
}

/// The fee items the office has.
pub struct There<'a> {
    /// It has this one.
    pub fee: &'a dyn Fn(&str) -> bool,
    /// What it has is known.
    pub all: bool,
}

/// A fault was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted;

impl Fees {
    /// Reads a row of the table of fees.
    pub fn read(&mut self, line: &mut Line<'_, '_>) {
        let number = line.needed(Field::Fee, |line| line.name_number(Field::Fee));
        let name = line.needed(Field::FeeName, |line| line.text(Field::FeeName));
        let kind = line.text(Field::FeeKind);
        let recurrence = line.code(Field::Recurrence);
        let months = line.whole(Field::Months, 1, i64::from(MOST_MONTHS));
        let formula = line.needed(Field::Formula, |line| line.code::<Formula>(Field::Formula));
        let price = line.price(Field::Price);
        let fixed = line.amount(Field::Fixed);
        let from = line.day(Field::From);
        let until = line.day(Field::Until);
        line.in_order(Field::Until, from, until);
        if let Some(formula) = formula {
            let (field, amount) = match formula {
                Formula::PerArea => (Field::Price, price),
                Formula::Fixed => (Field::Fixed, fixed),
            };
            if amount.unwrap_or(0) == 0 && line.is_sound() {
                line.fault(field, FaultKind::FormulaNeeds { field });
            }
        }
        let named = [
            (&number, Field::Fee, &mut self.numbers),
            (&name, Field::FeeName, &mut self.names),
        ];
        for (fee, field, rows) in named {
            let Some(fee) = fee else { continue };
            if let Some(first_row) = line.again(rows, plain(fee)) {
                line.fault(
                    field,
                    FaultKind::FeeTwice {
                        fee: fee.clone(),
                        first_row,
                    },
                );
            }
        }
        let (Some(number), Some(name), Some(formula)) = (number, name, formula) else {
            return;
        };
        if line.is_sound() {
            let mapping = line.mapping();
            self.items.push(FeeItem {
                source: line.source(),
                key: format!("fee/{number}"),
                ours: mapping.fee(&number).or_else(|| mapping.fee(&name)),
                number,
                name,
                kind,
                recurrence,
                months,
                formula,
                price: price.unwrap_or(0),
                fixed: fixed.unwrap_or(0),
                from,
                until,
            });
        }
    }

    /// Our fee item the row names by number or name: ours by the mapping, or `None` for what it is called. A
    /// fault is noted where there is none, unless nothing is known of what there is.
    pub fn resolve(
        &self,
        line: &mut Line<'_, '_>,
        field: Field,
        named: &str,
        there: &There<'_>,
    ) -> Result<Option<String>, Noted> {
        let fee = plain(named);
        let of_file = |fee: &str| {
            let same = |found: &&FeeItem| found.number == fee || plain(&found.name) == fee;
            self.items.iter().find(same)
        };
        if let Some(found) = of_file(&fee) {
            return Ok(found.ours.clone());
        }
        let unchecked = !there.all && self.items.is_empty();
        let is_there = |fee: &str| unchecked || (there.fee)(fee) || of_file(fee).is_some();
        let fee = named.to_owned();
        match line.mapping().fee(named) {
            Some(ours) if is_there(&plain(&ours)) => Ok(Some(ours)),
            Some(mapped) => {
                line.fault(field, FaultKind::MappedFeeUnknown { fee, mapped });
                Err(Noted)
            }
            None if is_there(&plain(named)) => Ok(None),
            None => {
                line.fault(field, FaultKind::FeeUnknown { fee });
                Err(Noted)
            }
        }
    }

    /// The fee items.
    pub fn finish(self) -> Vec<FeeItem> {
        self.items
    }
}
