//! Buildings and their units.

use std::collections::BTreeMap;

use crate::exchange::codes::Answer;
use crate::exchange::fault::{FaultKind, First};
use crate::exchange::line::Line;
use crate::exchange::staged::{Building, Source, Unit};
use crate::exchange::vocabulary::Field;

/// Storeys a building may have.
const MOST_FLOORS: i64 = 300;

/// Buildings as they are gathered.
#[derive(Debug, Default)]
pub struct Buildings {
    found: BTreeMap<String, Building>,
    order: Vec<String>,
}

/// What a row says of a unit.
#[derive(Debug)]
pub struct UnitRow {
    /// The building's number.
    pub building: String,
    /// The unit's number.
    pub unit: String,
    /// Storeys.
    pub floors: Option<i64>,
    /// Has a lift.
    pub lift: Option<bool>,
}

/// Reads the columns about a unit; tables of homes have them too.
pub fn read_unit(line: &mut Line<'_, '_>) -> Option<UnitRow> {
    let building = line.needed(Field::Building, |line| line.place(Field::Building));
    let unit = line.needed(Field::Unit, |line| line.place(Field::Unit));
    let floors = line.whole(Field::Floors, 1, MOST_FLOORS);
    let lift = line
        .code::<Answer>(Field::Lift)
        .map(|answer| answer == Answer::Yes);
    Some(UnitRow {
        building: building?,
        unit: unit?,
        floors,
        lift,
    })
}

impl Buildings {
    /// Reads a row of the table of buildings.
    pub fn read(&mut self, line: &mut Line<'_, '_>) {
        let row = read_unit(line);
        if line.filled(Field::Floors).is_none() {
            line.fault(
                Field::Floors,
                FaultKind::Missing {
                    field: Field::Floors,
                },
            );
        }
        let Some(row) = row else { return };
        if let Some(first) = self.unit(&row.building, &row.unit) {
            let first_row = First::seen(&first.source, &line.source());
            let (building, unit) = (row.building.clone(), row.unit.clone());
            line.fault(
                Field::Unit,
                FaultKind::BuildingTwice {
                    building,
                    unit,
                    first_row,
                },
            );
        }
        if line.is_sound() {
            self.add(line.source(), row);
        }
    }

    /// Adds a unit; it must be new.
    pub fn add(&mut self, source: Source, row: UnitRow) {
        let UnitRow {
            building,
            unit,
            floors,
            lift,
        } = row;
        let entry = self.found.entry(building.clone()).or_insert_with(|| {
            self.order.push(building.clone());
            Building {
                source: source.clone(),
                key: format!("building/{building}"),
                number: building,
                units: Vec::new(),
            }
        });
        entry.units.push(Unit {
            source,
            number: unit,
            floors,
            lift,
        });
    }

    /// There is such a building.
    pub fn has(&self, building: &str) -> bool {
        self.found.contains_key(building)
    }

    /// None at all.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The unit, if there is one.
    pub fn unit(&self, building: &str, unit: &str) -> Option<&Unit> {
        self.found
            .get(building)?
            .units
            .iter()
            .find(|found| found.number == unit)
    }

    /// The buildings in the order of the file.
    pub fn finish(mut self) -> Vec<Building> {
        self.order
            .iter()
            .filter_map(|number| self.found.remove(number))
            .collect()
    }
}
