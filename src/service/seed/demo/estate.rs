//! The community of the demo: homes, people, fee items, as an import would bring them.

use std::collections::BTreeMap;

use crate::domain::calendar::{Day, Month};
use crate::domain::household::{Occupancy, PremisesKind, Relation, Sex};
use crate::domain::ledger::Formula;
use crate::domain::money::{Amount, Area, Rate};
use crate::service::loading::{BuildingIn, FeeIn, HomeIn, PersonIn, Staged, TieIn};

use super::chance::Chance;
use super::data::{Known, OfficeFile, Shape};

/// Price of the property fee: 2.50 yuan per square metre and month.
const PRICE: i64 = 25_000;
/// The parking fee: 300 yuan a month.
const PARKING: i64 = 30_000;
/// Homes that owe property fees, those of the stories among them: 3.6 % of 1,200.
const DEBTORS: usize = 43;
/// Homes that owe only a charge by hand.
const SHARERS: usize = 269;
/// Months charged to who owes nothing; all of them are paid.
const MONTHS: u32 = 3;
/// Parking spaces below ground.
const SPACES: u32 = 120;
/// Areas of flats, in 1/100 square metre.
const AREAS: &[i64] = &[8_920, 9_860, 9_860, 11_230, 12_640];

/// Where a home stands with its fees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owes {
    /// Pays.
    Nothing,
    /// Pays its fees and owes a charge by hand.
    Shared,
    /// Owes so many months of all its fees.
    Months(u32),
}

/// One home as the rest of the demo speaks of it.
#[derive(Debug, Clone)]
pub(super) struct Home {
    pub(super) code: String,
    pub(super) area: Area,
    pub(super) parking: bool,
    pub(super) owes: Owes,
    /// Named in a story: nothing else happens there by chance.
    pub(super) told: bool,
}

impl Home {
    /// What its fees come to in a month.
    pub(super) fn monthly(&self) -> Option<Amount> {
        let fee = Rate::from_units(PRICE).ok()?.charge(self.area).ok()?;
        let parking = Amount::from_fen(if self.parking { PARKING } else { 0 }).ok()?;
        fee.plus(parking).ok()
    }

    /// How many months are charged to it.
    pub(super) const fn months(&self) -> u32 {
        match self.owes {
            Owes::Months(months) => months,
            Owes::Nothing | Owes::Shared => MONTHS,
        }
    }
}

/// The community.
#[derive(Debug)]
pub(super) struct Estate {
    pub(super) homes: Vec<Home>,
    pub(super) staged: Staged,
}

/// Makes the community.
pub(super) fn make(file: &OfficeFile, chance: &mut Chance, today: Day) -> Estate {
    let known: BTreeMap<&str, &Known> = file
        .known
        .iter()
        .map(|known| (known.home.as_str(), known))
        .collect();
    let mut homes: Vec<Home> = file
        .buildings
        .iter()
        .flat_map(codes)
        .map(|code| home(code, &known, chance))
        .collect();
    share_debts(&mut homes, chance);
    let mut staged = Staged {
        file: String::from("demo"),
        community: Some(file.community.clone()),
        buildings: file.buildings.iter().map(building).collect(),
        fees: fees(file),
        ..Staged::default()
    };
    for home in &homes {
        staged
            .homes
            .push(home_in(file, home, chance, today.month()));
    }
    for number in 1..=SPACES {
        staged.homes.push(space(number));
    }
    let mut phones = 0;
    for (place, home) in homes.iter().enumerate() {
        let known = known.get(home.code.as_str()).copied();
        let space = u32::try_from(place).ok().filter(|_| home.parking);
        people(
            file,
            home,
            known,
            space,
            chance,
            &mut phones,
            &mut staged.people,
        );
    }
    Estate { homes, staged }
}

fn codes(shape: &Shape) -> Vec<String> {
    let mut codes = Vec::new();
    for unit in 1..=shape.units {
        for floor in 1..=shape.floors {
            for room in 1..=shape.rooms {
                codes.push(format!("{}-{unit}-{floor:02}{room:02}", shape.code));
            }
        }
    }
    codes
}

fn building(shape: &Shape) -> BuildingIn {
    BuildingIn {
        code: shape.code.clone(),
        units: (1..=shape.units).map(|unit| unit.to_string()).collect(),
        floors: Some(shape.floors),
        lift: Some(true),
    }
}

fn home(code: String, known: &BTreeMap<&str, &Known>, chance: &mut Chance) -> Home {
    let drawn = chance.one(AREAS).copied().unwrap_or_default();
    let told = known.get(code.as_str());
    let area = told.and_then(|told| Area::parse(&told.area).ok());
    Home {
        area: area.unwrap_or_else(|| Area::from_units(drawn).unwrap_or_default()),
        parking: told.is_some_and(|told| told.parking),
        owes: match told.map(|told| told.owes) {
            Some(months) if months > 0 => Owes::Months(months),
            _ => Owes::Nothing,
        },
        told: told.is_some(),
        code,
    }
}

/// Says who owes: as many as the counter of the office shows.
fn share_debts(homes: &mut [Home], chance: &mut Chance) {
    let mut debtors = homes
        .iter()
        .filter(|home| home.owes != Owes::Nothing)
        .count();
    let mut sharers = 0;
    let mut order: Vec<(u64, usize)> = (0..homes.len()).map(|at| (chance.next(), at)).collect();
    order.sort_unstable();
    for (_, at) in order {
        let Some(home) = homes.get_mut(at).filter(|home| !home.told) else {
            continue;
        };
        if debtors < DEBTORS {
            let months = chance.between(1, 9).min(chance.between(2, 9));
            home.owes = Owes::Months(u32::try_from(months).unwrap_or(1));
            home.parking = chance.percent(20);
            debtors += 1;
        } else if sharers < SHARERS {
            home.owes = Owes::Shared;
            sharers += 1;
        } else {
            home.parking = chance.percent(12);
        }
    }
}

fn fees(file: &OfficeFile) -> Vec<FeeIn> {
    let item = |key: &str, name: &str, price, fixed, property_fee| FeeIn {
        key: key.to_owned(),
        name: name.to_owned(),
        formula: if property_fee {
            Formula::PerArea
        } else {
            Formula::Fixed
        },
        price: Rate::from_units(price).unwrap_or_default(),
        fixed: Amount::from_fen(fixed).unwrap_or_default(),
        property_fee,
        from: Day::from_ymd(2019, 6, 1),
        until: None,
        period: 1,
        once: false,
        ours: false,
    };
    vec![
        item("fee/1", &file.fees.property, PRICE, 0, true),
        item("fee/2", &file.fees.parking, 0, PARKING, false),
    ]
}

fn home_in(file: &OfficeFile, home: &Home, chance: &mut Chance, this_month: Month) -> HomeIn {
    let mut parts = home.code.split('-').map(str::to_owned);
    let place = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let floor = parts.next().and_then(|room| {
        let floor: String = room.chars().take(2).collect();
        floor.parse().ok()
    });
    let back = i32::try_from(home.months()).unwrap_or(1) - 1;
    let since = Some(this_month.plus(-back).first());
    let mut fees = vec![(file.fees.property.clone(), since)];
    if home.parking {
        fees.push((file.fees.parking.clone(), since));
    }
    let month = u32::try_from(chance.between(6, 12)).unwrap_or(6);
    HomeIn {
        key: format!("household/{}", home.code),
        code: home.code.clone(),
        place: Some(place),
        kind: PremisesKind::Dwelling,
        occupancy: if chance.percent(10) {
            Occupancy::Let
        } else {
            Occupancy::LivedIn
        },
        area: home.area,
        handed_over: Day::from_ymd(2019, month, 15),
        floor,
        fees,
        note: String::new(),
        taken: false,
    }
}

fn space(number: u32) -> HomeIn {
    HomeIn {
        key: format!("parking/{number}"),
        code: format!("B2-{number:03}"),
        place: None,
        kind: PremisesKind::Parking,
        occupancy: Occupancy::Unknown,
        area: Area::default(),
        handed_over: None,
        floor: Some(-2),
        fees: Vec::new(),
        note: String::new(),
        taken: false,
    }
}

/// The owner of a home, and who else is there.
fn people(
    file: &OfficeFile,
    home: &Home,
    known: Option<&Known>,
    space: Option<u32>,
    chance: &mut Chance,
    phones: &mut u32,
    all: &mut Vec<PersonIn>,
) {
    let tie = |home: String, relation| TieIn {
        home,
        relation,
        since: None,
        until: None,
    };
    let mut person = |relation: Relation, name: Option<&str>, chance: &mut Chance| {
        *phones += 1;
        let plates = match known.and_then(|known| known.plate.clone()) {
            Some(plate) if relation == Relation::Owner => vec![plate],
            _ if chance.percent(20) => {
                vec![format!("{}{:05}", file.people.plate, 20_000 + *phones)]
            }
            _ => Vec::new(),
        };
        PersonIn {
            with: None,
            key: format!("person/{phones}"),
            name: name.map_or_else(|| called(file, chance), str::to_owned),
            phones: vec![format!("1700000{phones:04}")],
            id_number: None,
            sex: chance.one(&[Sex::Female, Sex::Male]).copied(),
            plates,
            vulnerable: known.is_some_and(|known| known.vulnerable) || chance.percent(2),
            ties: vec![tie(home.code.clone(), relation)],
            note: String::new(),
            unseen: None,
        }
    };
    let mut owner = person(
        Relation::Owner,
        known.map(|known| known.owner.as_str()),
        chance,
    );
    if let Some(space) = space {
        let number = space % SPACES + 1;
        owner
            .ties
            .push(tie(format!("B2-{number:03}"), Relation::Owner));
    }
    all.push(owner);
    if known.is_none() && chance.percent(10) {
        all.push(person(Relation::Tenant, None, chance));
    } else if chance.percent(8) {
        all.push(person(Relation::Family, None, chance));
    }
}

/// A name by chance.
fn called(file: &OfficeFile, chance: &mut Chance) -> String {
    let surnames: Vec<char> = file.people.surnames.chars().collect();
    let given: Vec<char> = file.people.given.chars().collect();
    let mut name = String::new();
    name.extend(chance.one(&surnames));
    name.extend(chance.one(&given));
    if chance.percent(70) {
        name.extend(chance.one(&given));
    }
    name
}
