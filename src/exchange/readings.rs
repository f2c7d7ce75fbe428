//! Readings of meters (抄表), as whoever read them brings them.

use std::collections::BTreeMap;

use crate::exchange::codes::Answer;
use crate::exchange::fault::FaultKind;
use crate::exchange::line::Line;
use crate::exchange::staged::{Reading, Source};
use crate::exchange::vocabulary::Field;

/// Readings as they are gathered.
#[derive(Debug, Default)]
pub struct Readings {
    readings: Vec<Reading>,
    rows: BTreeMap<String, Source>,
}

impl Readings {
    /// Reads a row of the table of readings; a meter is read once a day.
    pub fn read(&mut self, line: &mut Line<'_, '_>) {
        let meter = line.needed(Field::Meter, |line| line.name_number(Field::Meter));
        let value = line.needed(Field::Reading, |line| line.quantity(Field::Reading));
        let on = line.needed(Field::ReadOn, |line| line.day(Field::ReadOn));
        let sure = line.code::<Answer>(Field::Sure);
        let (Some(meter), Some(value), Some(on)) = (meter, value, on) else {
            return;
        };
        if let Some(first_row) = line.again(&mut self.rows, format!("{meter}/{on}")) {
            let meter = meter.clone();
            line.fault(Field::Meter, FaultKind::ReadingTwice { meter, first_row });
        }
        if line.is_sound() {
            self.readings.push(Reading {
                source: line.source(),
                meter,
                value,
                on,
                sure: sure == Some(Answer::Yes),
            });
        }
    }

    /// The readings.
    pub fn finish(self) -> Vec<Reading> {
        self.readings
    }
}
