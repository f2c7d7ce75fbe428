//! What a file would bring: records not yet in the database, faults, notes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Serialize, Serializer};

use crate::exchange::codes::{
    Formula, Place, Recurrence, Role, RoomKind, Sex, State, Tenure, Vehicle,
};
use crate::exchange::fault::Fault;
use crate::exchange::note::{Filler, Note};
use crate::exchange::vocabulary::SheetKind;
use crate::service::loading::Totals;

/// Where in the file something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Source {
    /// The sheet's name; empty for a text file.
    #[serde(serialize_with = "name")]
    pub sheet: Arc<str>,
    /// The row as the file numbers it.
    pub row: u32,
}

fn name<S: Serializer>(name: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(name)
}

/// Everything a file holds, checked. Rows with a fault are in none of the lists.
#[derive(Debug, Default)]
pub struct Staged {
    /// The community's name, from the mapping.
    pub community: Option<String>,
    /// Buildings with their units.
    pub buildings: Vec<Building>,
    /// Homes.
    pub households: Vec<Household>,
    /// People.
    pub people: Vec<Person>,
    /// Fee items.
    pub fees: Vec<FeeItem>,
    /// Parking spaces.
    pub parking: Vec<ParkingSpace>,
    /// Payments of the past.
    pub payments: Vec<Payment>,
    /// Complaints.
    pub complaints: Vec<Complaint>,
    /// Readings of meters.
    pub readings: Vec<Reading>,
    /// They are still to be dealt with; otherwise they are history.
    pub open: bool,
    /// What the office says the payments come to.
    pub said: Option<Totals>,
    /// Rows read as data by table, faulty ones included.
    pub rows: BTreeMap<SheetKind, usize>,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// What was read past.
    pub notes: Vec<Note>,
    /// Values that mean "not known", by kind.
    pub fillers: BTreeMap<Filler, u32>,
}

impl Staged {
    /// May be imported: nothing is wrong, or all that is wrong may be left out and shall be.
    pub fn acceptable(&self, skip_bad: bool) -> bool {
        self.faults.iter().all(|fault| skip_bad && fault.skippable)
    }

    /// The rows that are left out because of a fault.
    pub fn bad_rows(&self) -> BTreeSet<&Source> {
        self.faults
            .iter()
            .filter(|fault| fault.source.row > 0)
            .map(|fault| &fault.source)
            .collect()
    }
}

/// A building. Key: `building/NUMBER`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Building {
    /// Where it is first named.
    pub source: Source,
    /// What is the same in every import of it.
    pub key: String,
    /// Its number or name, as `1`.
    pub number: String,
    /// Its units.
    pub units: Vec<Unit>,
}

/// A unit of a building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its row.
    pub source: Source,
    /// Its number; `0` for shops that have none.
    pub number: String,
    /// Storeys.
    pub floors: Option<i64>,
    /// Has a lift.
    pub lift: Option<bool>,
}

/// A home. Key: `household/CODE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// Its row, the first of several.
    pub source: Source,
    /// What is the same in every import of it.
    pub key: String,
    /// Building, unit, room: `1-1-1011`.
    pub code: String,
    /// The building's number.
    pub building: String,
    /// The unit's number.
    pub unit: String,
    /// The room's number.
    pub room: String,
    /// The floor.
    pub floor: Option<i64>,
    /// The code of its layout, as the file has it.
    pub layout: Option<String>,
    /// Built area in 1/100 square metre.
    pub area: i64,
    /// Area inside in 1/100 square metre.
    pub inner_area: Option<i64>,
    /// Rent in fen a month.
    pub rent: Option<i64>,
    /// What it is used for.
    pub kind: Option<RoomKind>,
    /// How far it is.
    pub state: Option<State>,
    /// The day its owner took it over.
    pub handed_over: Option<NaiveDate>,
    /// It was taken over, on a day the file does not tell.
    pub taken: bool,
    /// The keys of its owners.
    pub owners: Vec<String>,
    /// Its fees.
    pub fees: Vec<HouseholdFee>,
}

/// A fee of a home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdFee {
    /// The fee's number in the file.
    pub fee: String,
    /// Our fee item, if the mapping names one.
    pub ours: Option<String>,
    /// The first day it is owed for.
    pub from: Option<NaiveDate>,
}

/// A person. Key: `person/OWNER`, `person/OWNER/NUMBER` or `person/OWNER/NAME`; from the flat form, the name and an
/// identity number, telephone or home.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Their row, the first of several.
    pub source: Source,
    /// What is the same in every import of them.
    pub key: String,
    /// The number in the file.
    pub number: Option<String>,
    /// The name.
    pub name: String,
    /// How many characters nobody sees were taken out of it.
    pub unseen: usize,
    /// As the file has it.
    pub sex: Option<Sex>,
    /// Years.
    pub age: Option<i64>,
    /// Telephone numbers, digits only.
    pub phones: Vec<String>,
    /// The identity number.
    pub id_number: Option<String>,
    /// What they are to the owner; from the flat form, to the first of their homes.
    pub role: Role,
    /// For others than owners: the key of the owner they belong to.
    pub belongs_to: Option<String>,
    /// From the flat form: the codes of the homes the file names them with, and what they are to each.
    pub homes: Vec<(String, Role)>,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Personal: not in logs and panics (REL D25).
        out.debug_struct("Person")
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

/// A fee item. Key: `fee/NUMBER`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeItem {
    /// Its row.
    pub source: Source,
    /// What is the same in every import of it.
    pub key: String,
    /// The number in the file.
    pub number: String,
    /// The name.
    pub name: String,
    /// Our fee item, if the mapping names one.
    pub ours: Option<String>,
    /// What kind of fee, as the file has it.
    pub kind: Option<String>,
    /// How often it comes.
    pub recurrence: Option<Recurrence>,
    /// The least months paid at once.
    pub months: Option<i64>,
    /// How it is worked out.
    pub formula: Formula,
    /// Price in 1/10000 yuan a square metre and month.
    pub price: i64,
    /// The fixed amount, or what is added, in fen.
    pub fixed: i64,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

/// A parking space. Key: `parking/LOT/SPACE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkingSpace {
    /// Its row.
    pub source: Source,
    /// What is the same in every import of it.
    pub key: String,
    /// The lot's number.
    pub lot: String,
    /// The space's number.
    pub space: String,
    /// Where it lies.
    pub place: Option<Place>,
    /// Area in 1/100 square metre.
    pub area: Option<i64>,
    /// The key of its owner or tenant.
    pub owner: Option<String>,
    /// The number plate.
    pub plate: Option<String>,
    /// The car's make.
    pub brand: Option<String>,
    /// What kind of vehicle.
    pub vehicle: Option<Vehicle>,
    /// Its colour.
    pub colour: Option<String>,
    /// How it is held.
    pub tenure: Option<Tenure>,
    /// From when.
    pub from: Option<NaiveDate>,
    /// Until when.
    pub until: Option<NaiveDate>,
}

/// A payment of the past. Key: home, item, period, day and amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its row.
    pub source: Source,
    /// What is the same in every import of it.
    pub key: String,
    /// The home's code.
    pub premises: String,
    /// The fee's name in the file.
    pub item: String,
    /// Our fee item, if the mapping names one.
    pub ours: Option<String>,
    /// Months paid for.
    pub months: u32,
    /// The first day paid for.
    pub from: NaiveDate,
    /// The last day paid for, or the day after it: as the file has it.
    pub until: NaiveDate,
    /// The day it was paid.
    pub paid_on: NaiveDate,
    /// What was owed, in fen.
    pub due: Option<i64>,
    /// What was paid, in fen.
    pub paid: i64,
    /// Who took it.
    pub cashier: Option<String>,
    /// What was written beside it.
    pub note: Option<String>,
}

/// A reading of a meter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its row.
    pub source: Source,
    /// The number on the meter.
    pub meter: String,
    /// What it showed, in 1/1000.
    pub value: i64,
    /// The day it was read.
    pub on: NaiveDate,
    /// Somebody looked again.
    pub sure: bool,
}

/// A complaint. What is the same in every import of it is its number.
#[derive(Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Its row.
    pub source: Source,
    /// The number it has where it comes from.
    pub external: String,
    /// Who complained, as the file has it.
    pub customer: Option<String>,
    /// Telephone numbers, digits only.
    pub phones: Vec<String>,
    /// Where, if the file says it.
    pub place: Option<ComplaintPlace>,
    /// What it is about, in a line.
    pub subject: Option<String>,
    /// The whole of it.
    pub text: String,
    /// When it was received, by the clock on the wall.
    pub received: NaiveDateTime,
    /// How many were against it.
    pub dislikes: Option<i64>,
    /// How many were for it.
    pub likes: Option<i64>,
}

/// Where a complaint is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComplaintPlace {
    /// A home, by its code.
    Home(String),
    /// Somewhere everybody goes, in the words of the file.
    Public(String),
}

impl std::fmt::Debug for Complaint {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Personal: not in logs and panics (REL D25).
        out.debug_struct("Complaint")
            .field("source", &self.source)
            .field("external", &self.external)
            .finish_non_exhaustive()
    }
}
