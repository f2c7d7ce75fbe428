//! Parking spaces.

use std::collections::BTreeMap;

use crate::exchange::fault::FaultKind;
use crate::exchange::line::Line;
use crate::exchange::note::Filler;
use crate::exchange::owners::Resolved;
use crate::exchange::rooms::Beside;
use crate::exchange::staged::{ParkingSpace, Source};
use crate::exchange::vocabulary::{Field, plain, vocabulary};

/// Parking spaces as they are gathered.
#[derive(Debug, Default)]
pub struct Parking {
    spaces: Vec<ParkingSpace>,
    rows: BTreeMap<String, Source>,
}

impl Parking {
    /// Reads a row of the table of parking spaces.
    pub fn read(&mut self, line: &mut Line<'_, '_>, beside: &Beside<'_>) {
        let lot = line.needed(Field::Lot, |line| line.place(Field::Lot));
        let space = line.needed(Field::Space, |line| line.name_number(Field::Space));
        let place = line.code(Field::Place);
        let area = area(line);
        let number_plate = line
            .text(Field::Plate)
            .map(|plate| plain(&plate).to_uppercase());
        let brand = line.text(Field::Brand);
        let vehicle = line.code(Field::Vehicle);
        let colour = line.text(Field::Colour);
        let tenure = line.code(Field::Tenure);
        let from = line.day(Field::From);
        let until = line.day(Field::Until);
        line.in_order(Field::Until, from, until);
        let owner = line.name_number(Field::Owner).map(|number| {
            let known = |number: &str| beside.known.owners.contains(number);
            beside.owners.resolve(line, &number, &known)
        });
        let (Some(lot), Some(space)) = (lot, space) else {
            return;
        };
        let key = format!("parking/{lot}/{space}");
        if let Some(first_row) = line.again(&mut self.rows, key.clone()) {
            let space = space.clone();
            line.fault(Field::Space, FaultKind::ParkingTwice { space, first_row });
        }
        if !line.is_sound() || owner == Some(Resolved::Skip) {
            return;
        }
        let owner = match owner {
            Some(Resolved::Key(key)) => Some(key),
            _ => None,
        };
        self.spaces.push(ParkingSpace {
            source: line.source(),
            key,
            lot,
            space,
            place,
            area,
            owner,
            plate: number_plate,
            brand,
            vehicle,
            colour,
            tenure,
            from,
            until,
        });
    }

    /// The spaces.
    pub fn finish(self) -> Vec<ParkingSpace> {
        self.spaces
    }
}

fn area(line: &mut Line<'_, '_>) -> Option<i64> {
    let text = line.filled(Field::Area)?.as_text();
    if vocabulary().is_filler_area(&text) {
        line.count(Filler::Area);
        return None;
    }
    line.area(Field::Area)
}
