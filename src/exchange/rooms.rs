//! Homes: the columns about a home, and the table that names owners by number.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::exchange::buildings::{Buildings, UnitRow, read_unit};
use crate::exchange::codes::{RoomKind, State};
use crate::exchange::community::Known;
use crate::exchange::day;
use crate::exchange::fault::{FaultKind, First};
use crate::exchange::fees::{Fees, There};
use crate::exchange::line::Line;
use crate::exchange::note::Filler;
use crate::exchange::owners::{Owners, Resolved};
use crate::exchange::sheet::Cell;
use crate::exchange::staged::{Household, HouseholdFee, Source};
use crate::exchange::vocabulary::{Field, plain};

/// The fee that means none of those listed.
const NO_FEE: &str = "0";
/// A unit's number where there are no units.
const NO_UNIT: &str = "0";
/// Floors below and above ground.
const FLOORS: (i64, i64) = (-20, 300);
/// Divides several fees, or several days, in one cell.
const BETWEEN_FEES: char = '#';

/// Homes as they are gathered.
#[derive(Debug, Default)]
pub struct Rooms {
    households: Vec<Household>,
    rows: BTreeMap<String, Source>,
}

/// What stands beside the table of homes in the same file.
pub struct Beside<'a> {
    /// Buildings of this file.
    pub buildings: &'a Buildings,
    /// Owners of this file.
    pub owners: &'a Owners,
    /// Fees of this file.
    pub fees: &'a Fees,
    /// What the office has already.
    pub known: &'a Known,
}

/// Reads the columns about a home and its unit; its owners and fees are left empty.
pub fn read_home(line: &mut Line<'_, '_>) -> Option<(UnitRow, Household)> {
    let unit_row = read_unit(line);
    let room = match &unit_row {
        Some(row) => line.needed(Field::Room, |line| room(line, row)),
        None => None,
    };
    let floor = line.whole(Field::Floor, FLOORS.0, FLOORS.1);
    let layout = line.text(Field::Layout);
    let area = line.needed(Field::Area, |line| line.area(Field::Area));
    let inner_area = line.area(Field::InnerArea);
    let rent = line.amount(Field::Rent);
    let kind = line.code::<RoomKind>(Field::Kind);
    let state = line.code::<State>(Field::State);
    let handed_over = line.day(Field::HandedOver);
    let (unit_row, room, area) = (unit_row?, room?, area?);
    let shop = unit_row.unit == NO_UNIT && !line.says(Field::Kind);
    let code = code(&unit_row.building, &unit_row.unit, &room);
    let household = Household {
        source: line.source(),
        key: format!("household/{code}"),
        code,
        building: unit_row.building.clone(),
        unit: unit_row.unit.clone(),
        room,
        floor,
        layout,
        area,
        inner_area,
        rent: rent.filter(|rent| *rent > 0),
        kind: kind.or(shop.then_some(RoomKind::Shop)),
        state,
        handed_over,
        taken: false,
        owners: Vec::new(),
        fees: Vec::new(),
    };
    Some((unit_row, household))
}

/// The canonical code of a home.
pub fn code(building: &str, unit: &str, room: &str) -> String {
    format!("{building}-{unit}-{room}")
}

/// A room's number; a cell that has the whole code is cut to it.
fn room(line: &mut Line<'_, '_>, row: &UnitRow) -> Option<String> {
    let text = line.name_number(Field::Room)?;
    let whole = format!("{}-{}-", row.building, row.unit);
    let Some(rest) = text.strip_prefix(&whole) else {
        return line.place(Field::Room);
    };
    let room = crate::exchange::vocabulary::vocabulary().place(rest);
    if room.is_none() {
        line.fault(Field::Room, FaultKind::PlaceWrong { text });
    }
    room
}

/// Checks state against owners: before a sale there is none, after it there is one.
pub fn check_state(line: &mut Line<'_, '_>, state: Option<State>, has_owner: bool) {
    match (state, has_owner) {
        (Some(State::Unsold), true) => line.fault(Field::State, FaultKind::OwnerUnexpected),
        (
            Some(State::LivedIn | State::HandedOver | State::NotMovedIn | State::Decorated),
            false,
        ) => line.fault(Field::State, FaultKind::OwnerMissing),
        _ => {}
    }
}

impl Rooms {
    /// Reads a row of the table of homes.
    pub fn read(&mut self, line: &mut Line<'_, '_>, beside: &Beside<'_>) {
        let home = read_home(line);
        let fees = fees(line, beside);
        let number = line.name_number(Field::Owner);
        let owner = number.map(|number| {
            let known = |number: &str| beside.known.owners.contains(number);
            beside.owners.resolve(line, &number, &known)
        });
        if owner == Some(Resolved::Skip) {
            return;
        }
        let Some((_, mut household)) = home else {
            return;
        };
        check_unit(line, &household, beside);
        if line.says(Field::State) && line.is_sound() {
            check_state(line, household.state, line.says(Field::Owner));
        }
        self.check_new(line, &household.code);
        if line.is_sound() {
            household.fees = fees;
            if let Some(Resolved::Key(key)) = owner {
                household.owners.push(key);
            }
            self.households.push(household);
        }
    }

    fn check_new(&mut self, line: &mut Line<'_, '_>, code: &str) {
        if let Some(first_row) = line.again(&mut self.rows, code.to_owned()) {
            let code = code.to_owned();
            line.fault(Field::Room, FaultKind::HouseholdTwice { code, first_row });
        }
    }

    /// The homes.
    pub fn finish(self) -> Vec<Household> {
        self.households
    }
}

fn check_unit(line: &mut Line<'_, '_>, household: &Household, beside: &Beside<'_>) {
    let Household {
        building,
        unit,
        floor,
        ..
    } = household;
    if let Some(found) = beside.buildings.unit(building, unit) {
        if let (Some(floor), Some(floors)) = (*floor, found.floors)
            && floor > floors
        {
            line.fault(Field::Floor, FaultKind::FloorAbove { floor, floors });
        }
        return;
    }
    if beside.known.units.contains(&format!("{building}-{unit}")) {
        return;
    }
    let building = building.clone();
    if beside.buildings.has(&building) {
        // Shops belong to the building, not to a unit.
        if unit != NO_UNIT {
            line.fault(
                Field::Unit,
                FaultKind::UnitUnknown {
                    building,
                    unit: unit.clone(),
                },
            );
        }
    } else {
        line.fault(Field::Building, FaultKind::BuildingUnknown { building });
    }
}

/// Several fees and as many first days, divided by `#`.
fn fees(line: &mut Line<'_, '_>, beside: &Beside<'_>) -> Vec<HouseholdFee> {
    let Some(text) = line.text(Field::Fees) else {
        return Vec::new();
    };
    let text = plain(&text);
    let numbers: Vec<&str> = text.split(BETWEEN_FEES).collect();
    if numbers == [NO_FEE] {
        line.count(Filler::Fee);
        return Vec::new();
    }
    let Some(days) = days(line, numbers.len()) else {
        return Vec::new();
    };
    let there = There {
        fee: &|fee| beside.known.fees.contains(fee),
        all: true,
    };
    let mut found = Vec::new();
    for (number, from) in numbers.iter().zip(days) {
        let fee = (*number).to_owned();
        if found.iter().any(|other: &HouseholdFee| other.fee == fee) {
            let here = line.source();
            let first_row = First::seen(&here, &here);
            line.fault(Field::Fees, FaultKind::FeeTwice { fee, first_row });
        } else if let Ok(ours) = beside.fees.resolve(line, Field::Fees, number, &there) {
            found.push(HouseholdFee { fee, ours, from });
        }
    }
    found
}

fn days(line: &mut Line<'_, '_>, fees: usize) -> Option<Vec<Option<NaiveDate>>> {
    let several = match line.value(Field::FeesFrom) {
        None => return Some(vec![None; fees]),
        Some(Cell::Text(text)) => plain(text).contains(BETWEEN_FEES).then_some(text),
        Some(_) => None,
    };
    let days = match several {
        None => vec![Some(line.day(Field::FeesFrom)?)],
        Some(text) => {
            let mut days = Vec::new();
            for part in text.split(['#', '\u{ff03}']) {
                let Some(day) = day::from_text(part) else {
                    line.fault(
                        Field::FeesFrom,
                        FaultKind::BadDay {
                            text: part.to_owned(),
                        },
                    );
                    return None;
                };
                days.push(Some(day));
            }
            days
        }
    };
    if days.len() != fees {
        let days = days.len();
        line.fault(Field::FeesFrom, FaultKind::FeeDaysDiffer { fees, days });
        return None;
    }
    Some(days)
}
