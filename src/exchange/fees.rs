//! Fee items.

use std::collections::BTreeMap;

use crate::exchange::codes::Formula;
use crate::exchange::fault::FaultKind;
use crate::exchange::line::Line;
use crate::exchange::mapping::Mapping;
use crate::exchange::staged::FeeItem;
use crate::exchange::vocabulary::{Field, plain};

/// Months one payment may cover.
pub const MOST_MONTHS: i64 = 600;

/// Fee items as they are gathered.
#[derive(Debug, Default)]
pub struct Fees {
    items: Vec<FeeItem>,
    numbers: BTreeMap<String, u32>,
    names: BTreeMap<String, u32>,
}

impl Fees {
    /// Reads a row of the table of fees.
    pub fn read(&mut self, line: &mut Line<'_, '_>) {
        let number = line.needed(Field::Fee, |line| line.name_number(Field::Fee));
        let name = line.needed(Field::FeeName, |line| line.text(Field::FeeName));
        let kind = line.text(Field::FeeKind);
        let recurrence = line.code(Field::Recurrence);
        let timing = line.code(Field::Timing);
        let billing = line.code(Field::Billing);
        let months = line.whole(Field::Months, 1, MOST_MONTHS);
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
        let row = line.source().row;
        let named = [
            (&number, Field::Fee, &mut self.numbers),
            (&name, Field::FeeName, &mut self.names),
        ];
        for (fee, field, rows) in named {
            let Some(fee) = fee else { continue };
            let first_row = *rows.entry(plain(fee)).or_insert(row);
            if first_row != row {
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
                timing,
                billing,
                months,
                formula,
                price: price.unwrap_or(0),
                fixed: fixed.unwrap_or(0),
                from,
                until,
            });
        }
    }

    /// Finds a fee by number or name: `None` if there is none, else our fee item if the mapping names one.
    pub fn find(
        &self,
        fee: &str,
        mapping: &Mapping,
        known: &dyn Fn(&str) -> bool,
    ) -> Option<Option<String>> {
        let fee = plain(fee);
        let same = |found: &&FeeItem| found.number == fee || plain(&found.name) == fee;
        if let Some(found) = self.items.iter().find(same) {
            return Some(found.ours.clone());
        }
        match mapping.fee(&fee) {
            Some(ours) => Some(Some(ours)),
            None => known(&fee).then_some(None),
        }
    }

    /// None at all.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The fee items.
    pub fn finish(self) -> Vec<FeeItem> {
        self.items
    }
}
