//! What an import brings, checked and in our own terms, before any of it is in the books.

use crate::domain::calendar::Day;
use crate::domain::household::{Occupancy, PremisesKind, Relation, Sex};
use crate::domain::ledger::Formula;
use crate::domain::money::{Amount, Area, Quantity, Rate};
use crate::service::loading::totals::Totals;

/// What an import of payments alone is asked for as.
pub const PAID: &str = "paid";
/// What an import of complaints is asked for as.
pub const COMPLAINTS: &str = "complaints";

/// What an import of readings of meters is asked for as.
pub const READINGS: &str = "readings";

/// Everything one file brings. Keys are what is the same in every import of the same thing
/// (`household/1-1-1011`, `fee/2`); they are unique within a community.
#[derive(Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Staged {
    /// The file's name, for the audit line.
    #[n(0)]
    pub file: String,
    /// Digest of the file's bytes in hex, for the audit line.
    #[n(1)]
    pub digest: String,
    /// The community it belongs to: made if there is none of this name. Without one, the only one.
    #[n(2)]
    pub community: Option<String>,
    #[n(3)]
    pub buildings: Vec<BuildingIn>,
    #[n(4)]
    pub fees: Vec<FeeIn>,
    /// Homes, shops and parking spaces.
    #[n(5)]
    pub homes: Vec<HomeIn>,
    #[n(6)]
    pub people: Vec<PersonIn>,
    #[n(7)]
    pub payments: Vec<PaidIn>,
    /// What people who are in the books already are to the homes of this file.
    #[n(8)]
    pub owners: Vec<OwnerIn>,
    /// Rows that were left out because of a fault, for the audit line.
    #[n(9)]
    pub left_out: usize,
    #[n(10)]
    #[cbor(default)]
    pub complaints: Vec<ComplaintIn>,
    /// What the office says the payments come to; without it they are not held to anything.
    #[n(11)]
    pub said: Option<Totals>,
    #[n(12)]
    #[cbor(default)]
    pub readings: Vec<ReadingIn>,
}

impl std::fmt::Debug for Staged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Staged({}, {} rows)", self.file, self.rows())
    }
}

impl Staged {
    /// The same without what was not asked for: payments, complaints or readings alone, or a community.
    #[must_use]
    pub fn only(mut self, what: &str) -> Self {
        if what != READINGS {
            self.readings.clear();
        }
        if what != COMPLAINTS {
            self.complaints.clear();
        }
        if [COMPLAINTS, READINGS].contains(&what) {
            self.payments.clear();
        }
        if [PAID, COMPLAINTS, READINGS].contains(&what) {
            self.buildings.clear();
            self.fees.clear();
            self.homes.clear();
            self.people.clear();
            self.owners.clear();
        }
        self
    }

    /// How many records it would make at most.
    pub const fn rows(&self) -> usize {
        self.buildings.len()
            + self.fees.len()
            + self.homes.len()
            + self.people.len()
            + self.payments.len()
            + self.owners.len()
            + self.complaints.len()
            + self.readings.len()
    }

    /// How many ties between people and homes it would make at most.
    pub fn ties(&self) -> usize {
        let people = self.people.iter().map(|person| person.ties.len());
        let owners = self.owners.iter().map(|owner| owner.ties.len());
        people.chain(owners).fold(0, usize::saturating_add)
    }
}

/// A building with its units.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct BuildingIn {
    #[n(0)]
    pub code: String,
    #[n(1)]
    pub units: Vec<String>,
    #[n(2)]
    pub floors: Option<u32>,
    #[n(3)]
    pub lift: Option<bool>,
}

/// A fee item. One that has the name of one of ours and costs the same is ours, unless another community brought it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct FeeIn {
    #[n(0)]
    pub key: String,
    #[n(1)]
    pub name: String,
    #[n(2)]
    pub formula: Formula,
    #[n(3)]
    pub price: Rate,
    #[n(4)]
    pub fixed: Amount,
    /// Counts for the collection rate.
    #[n(5)]
    pub property_fee: bool,
    #[n(6)]
    pub from: Option<Day>,
    #[n(7)]
    pub until: Option<Day>,
    /// Smallest number of months paid at once; at least 1.
    #[n(8)]
    pub period: u32,
    /// Owed once, for the month it begins in: whatever last day the file writes.
    #[n(9)]
    pub once: bool,
    /// Somebody said that it is ours of this name.
    #[n(10)]
    pub ours: bool,
}

/// A home, shop, office, parking space or public area.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct HomeIn {
    #[n(0)]
    pub key: String,
    /// Canonical code: `1-1-1011`; a parking space's as it is painted.
    #[n(1)]
    pub code: String,
    /// Building and unit it lies in; absent for a parking space.
    #[n(2)]
    pub place: Option<(String, String)>,
    #[n(3)]
    pub kind: PremisesKind,
    #[n(4)]
    pub occupancy: Occupancy,
    #[n(5)]
    pub area: Area,
    #[n(6)]
    pub handed_over: Option<Day>,
    #[n(7)]
    pub floor: Option<i32>,
    /// Key or name of a fee item, and its first day; today if it is not said.
    #[n(8)]
    pub fees: Vec<(String, Option<Day>)>,
    #[n(9)]
    pub note: String,
    /// It was handed over; where no day says when, the day of the import counts.
    #[n(10)]
    pub taken: bool,
}

/// A person. `Debug` prints no personal value (reliability D25).
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PersonIn {
    #[n(0)]
    pub key: String,
    #[n(1)]
    pub name: String,
    /// Digits only.
    #[n(2)]
    pub phones: Vec<String>,
    #[n(3)]
    pub id_number: Option<String>,
    #[n(4)]
    pub sex: Option<Sex>,
    #[n(5)]
    pub plates: Vec<String>,
    #[n(6)]
    pub vulnerable: bool,
    #[n(7)]
    pub ties: Vec<TieIn>,
    #[n(8)]
    pub note: String,
    /// The key of an owner in the books whose homes they share, and as what.
    #[n(9)]
    pub with: Option<(String, Relation)>,
    /// How many characters nobody sees were taken out of the name.
    #[n(10)]
    pub unseen: Option<u32>,
}

impl std::fmt::Debug for PersonIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PersonIn({}, <redacted>)", self.key)
    }
}

/// Somebody an earlier import brought, with what they are to homes of this one.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct OwnerIn {
    /// The person's key.
    #[n(0)]
    pub key: String,
    #[n(1)]
    pub plates: Vec<String>,
    #[n(2)]
    pub ties: Vec<TieIn>,
}

/// What a person is to a home.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct TieIn {
    /// Key or code of the home.
    #[n(0)]
    pub home: String,
    #[n(1)]
    pub relation: Relation,
    #[n(2)]
    pub since: Option<Day>,
    #[n(3)]
    pub until: Option<Day>,
}

/// A payment of the past.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PaidIn {
    #[n(0)]
    pub key: String,
    /// Key or code of the home.
    #[n(1)]
    pub home: String,
    /// Key or name of the fee item.
    #[n(2)]
    pub item: String,
    /// First month paid for, and how many.
    #[n(3)]
    pub from: Day,
    #[n(4)]
    pub months: u32,
    /// What was owed for them, if it is known; else what was paid.
    #[n(5)]
    pub due: Option<Amount>,
    #[n(6)]
    pub paid: Amount,
    #[n(7)]
    pub paid_on: Day,
    #[n(8)]
    pub note: String,
    /// Its table and row in the file; what is charged for it carries it.
    #[n(9)]
    pub place: Option<String>,
}

/// A reading of a meter.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ReadingIn {
    /// The number on the meter.
    #[n(0)]
    pub meter: String,
    #[n(1)]
    pub value: Quantity,
    #[n(2)]
    pub on: Day,
    /// Somebody looked again.
    #[n(3)]
    pub sure: bool,
}

/// A complaint that another system received. `Debug` prints no personal value (reliability D25).
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ComplaintIn {
    /// The number it has there, by which it is known again.
    #[n(0)]
    pub external: String,
    #[n(1)]
    pub caller: String,
    /// Digits only; empty if there is none.
    #[n(2)]
    pub phone: String,
    /// Key or code of the home it is about; where there is none, `area`.
    #[n(3)]
    pub home: Option<String>,
    /// A public area in the words of the file; may be empty.
    #[n(4)]
    pub area: String,
    /// One line; empty: the first of the text.
    #[n(5)]
    pub summary: String,
    #[n(6)]
    pub text: String,
    /// The day it was received, and seconds since midnight by the office's clock.
    #[n(7)]
    pub day: Day,
    #[n(8)]
    pub second: u32,
    /// What the file says of it that has no field of its own.
    #[n(9)]
    pub note: String,
    /// Still to be dealt with; otherwise it is history.
    #[n(10)]
    pub open: bool,
}

impl std::fmt::Debug for ComplaintIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ComplaintIn({}, <redacted>)", self.external)
    }
}
