//! The one table that has a row for each person in each home.

use std::collections::BTreeMap;

use crate::exchange::buildings::{Buildings, UnitRow};
use crate::exchange::codes::Role;
use crate::exchange::fault::{FaultKind, First};
use crate::exchange::line::Line;
use crate::exchange::owners::person;
use crate::exchange::people::{self, Personal};
use crate::exchange::rooms::{check_state, read_home};
use crate::exchange::staged::{Household, Person};
use crate::exchange::vocabulary::Field;

/// Homes and people as they are gathered.
#[derive(Debug, Default)]
pub struct Flat {
    households: Vec<Household>,
    homes: BTreeMap<String, usize>,
    people: Vec<Person>,
    persons: BTreeMap<String, usize>,
}

impl Flat {
    /// Reads a row; units that no other table has are added to the buildings.
    pub fn read(&mut self, line: &mut Line<'_, '_>, buildings: &mut Buildings) {
        let home = read_home(line);
        let named = line.says(Field::Name);
        let personal = if named { people::read(line) } else { None };
        let role = if named && line.says(Field::Role) {
            line.needed(Field::Role, |line| line.code(Field::Role))
        } else {
            named.then_some(Role::Owner)
        };
        let Some((unit, household)) = home else {
            return;
        };
        let state = household.state;
        if line.is_sound() {
            self.check_same(line, &household);
            check_floors(line, &unit, household.floor, buildings);
            let owned = self
                .home(&household.code)
                .is_some_and(|home| !home.owners.is_empty());
            check_state(line, state, named || owned);
        }
        let belongs_to = match role {
            Some(Role::Family | Role::Tenant | Role::Temporary) => {
                let owner = self
                    .home(&household.code)
                    .and_then(|home| home.owners.first());
                // Whoever is not the owner comes below the owner of the home.
                if owner.is_none() && line.is_sound() {
                    line.fault(Field::Role, FaultKind::OwnerMissing);
                }
                owner.cloned()
            }
            _ => None,
        };
        let key = personal
            .as_ref()
            .map(|personal| key(personal, &household.code));
        if let (Some(key), Some(personal)) = (&key, &personal) {
            self.check_person(line, key, personal, &household.code);
        }
        if !line.is_sound() {
            return;
        }
        if buildings.unit(&unit.building, &unit.unit).is_none() {
            buildings.add(line.source(), unit);
        }
        let code = household.code.clone();
        let place = *self.homes.entry(code.clone()).or_insert_with(|| {
            self.households.push(household);
            self.households.len() - 1
        });
        let (Some(key), Some(personal), Some(role)) = (key, personal, role) else {
            return;
        };
        if role == Role::Owner
            && let Some(home) = self.households.get_mut(place)
        {
            home.owners.push(key.clone());
        }
        let known = self
            .persons
            .get(&key)
            .and_then(|place| self.people.get_mut(*place));
        if let Some(known) = known {
            known.homes.push((code, role));
            return;
        }
        let mut new = person(line, key.clone(), None, personal, role, belongs_to);
        new.homes.push((code, role));
        self.persons.insert(key, self.people.len());
        self.people.push(new);
    }

    fn home(&self, code: &str) -> Option<&Household> {
        self.households.get(*self.homes.get(code)?)
    }

    /// Rows of one home repeat its facts and must agree.
    fn check_same(&self, line: &mut Line<'_, '_>, household: &Household) {
        let Some(first) = self.home(&household.code) else {
            return;
        };
        let differing = [
            (Field::Floor, first.floor != household.floor),
            (Field::Layout, first.layout != household.layout),
            (Field::Area, first.area != household.area),
            (Field::InnerArea, first.inner_area != household.inner_area),
            (Field::Rent, first.rent != household.rent),
            (Field::Kind, first.kind != household.kind),
            (Field::State, first.state != household.state),
            (
                Field::HandedOver,
                first.handed_over != household.handed_over,
            ),
        ];
        let (code, first_row) = (&household.code, First::seen(&first.source, &line.source()));
        for (field, _) in differing.into_iter().filter(|(_, differs)| *differs) {
            let (code, first_row) = (code.clone(), first_row.clone());
            line.fault(
                field,
                FaultKind::HouseholdDiffers {
                    code,
                    field,
                    first_row,
                },
            );
        }
        if !line.says(Field::Name) {
            let code = code.clone();
            line.fault(Field::Room, FaultKind::HouseholdTwice { code, first_row });
        }
    }

    /// The same person may have several homes, but not other facts, nor one home twice.
    fn check_person(&self, line: &mut Line<'_, '_>, key: &str, personal: &Personal, code: &str) {
        let Some(first) = self
            .persons
            .get(key)
            .and_then(|place| self.people.get(*place))
        else {
            return;
        };
        let first_row = First::seen(&first.source, &line.source());
        let differing = [
            (Field::Sex, first.sex != personal.sex),
            (Field::Age, first.age != personal.age),
            (Field::Phone, first.phones != personal.phones),
            (Field::IdNumber, first.id_number != personal.id_number),
        ];
        for (field, _) in differing.into_iter().filter(|(_, differs)| *differs) {
            let first_row = first_row.clone();
            line.fault(field, FaultKind::PersonDiffers { field, first_row });
        }
        if first.homes.iter().any(|(home, _)| home == code) {
            line.fault(Field::Name, FaultKind::PersonTwice { first_row });
        }
    }

    /// The homes and the people.
    pub fn finish(self) -> (Vec<Household>, Vec<Person>) {
        (self.households, self.people)
    }
}

/// What makes a person the same in two rows: the identity number; else name and telephone; else name and home.
fn key(personal: &Personal, code: &str) -> String {
    let Personal {
        name,
        phones,
        id_number,
        ..
    } = personal;
    match (id_number, phones.first()) {
        (Some(number), _) => format!("person/{name}/{number}"),
        (None, Some(phone)) => format!("person/{name}/{phone}"),
        (None, None) => format!("person/{name}/{code}"),
    }
}

/// The rows of one unit repeat its facts and must agree.
fn check_floors(
    line: &mut Line<'_, '_>,
    unit: &UnitRow,
    floor: Option<i64>,
    buildings: &Buildings,
) {
    let first = buildings.unit(&unit.building, &unit.unit);
    if let (Some(first), Some(floors)) = (first, unit.floors)
        && first.floors.is_some_and(|first| first != floors)
    {
        let code = format!("{}-{}", unit.building, unit.unit);
        let (field, first_row) = (Field::Floors, First::seen(&first.source, &line.source()));
        line.fault(
            field,
            FaultKind::HouseholdDiffers {
                code,
                field,
                first_row,
            },
        );
    }
    let floors = unit.floors.or(first.and_then(|first| first.floors));
    if let (Some(floor), Some(floors)) = (floor, floors)
        && floor > floors
    {
        line.fault(Field::Floor, FaultKind::FloorAbove { floor, floors });
    }
}
