//! From what a file says to what is loaded: the same facts in the terms of the books.

use chrono::{Datelike, NaiveDate, Timelike};

use crate::domain::calendar::Day;
use crate::domain::error::{Outcome, Refusal, Why};
use crate::domain::household::{Occupancy, PremisesKind, Relation, Sex};
use crate::domain::ledger::Formula;
use crate::domain::money::{Amount, Area, Quantity, Rate};
use crate::exchange::codes::{self, Role, RoomKind, State, Tenure};
use crate::exchange::links::Links;
use crate::exchange::staged as file;
use crate::exchange::vocabulary::{Field, heading};
use crate::service::loading::{
    BuildingIn, ComplaintIn, FeeIn, HomeIn, OwnerIn, PaidIn, PersonIn, ReadingIn, Staged, TieIn,
};

/// What stands in the name or kind of a fee that counts for the collection rate, a line each: those of homes, shops
/// and parking spaces (duties.md D-053, D-103, A-47).
const PROPERTY_FEES: &str = include_str!("property_fee.txt");

/// Converts what was staged; a figure beyond what the books hold is a fault.
pub fn convert(staged: &file::Staged, name: &str, digest: &str) -> Outcome<Staged> {
    let links = Links::of(staged);
    let mut homes: Vec<HomeIn> = staged
        .households
        .iter()
        .map(|one| home(one, &links))
        .collect::<Outcome<_>>()?;
    for space in &staged.parking {
        homes.push(parking(space, &links)?);
    }
    Ok(Staged {
        file: name.to_owned(),
        digest: digest.to_owned(),
        community: staged.community.clone(),
        buildings: staged.buildings.iter().map(building).collect(),
        fees: staged.fees.iter().map(fee).collect::<Outcome<_>>()?,
        homes,
        people: staged
            .people
            .iter()
            .map(|one| person(one, &links))
            .collect(),
        payments: staged
            .payments
            .iter()
            .map(payment)
            .collect::<Outcome<_>>()?,
        owners: owners(&links),
        left_out: staged.bad_rows().len(),
        readings: staged
            .readings
            .iter()
            .map(reading)
            .collect::<Outcome<_>>()?,
        complaints: staged
            .complaints
            .iter()
            .map(|one| complaint(one, staged.open))
            .collect::<Outcome<_>>()?,
        said: staged.said,
    })
}

/// Owners whom the file names by their number and an earlier one listed.
fn owners(links: &Links<'_>) -> Vec<OwnerIn> {
    let owner = |key: &str| {
        let owned = links.owned(key).iter();
        let mut ties: Vec<TieIn> = owned.map(|home| tie(home, Relation::Owner)).collect();
        let (plates, spaces) = parked(links, key);
        ties.extend(spaces);
        OwnerIn {
            key: key.to_owned(),
            plates,
            ties,
        }
    };
    links.of_earlier().into_iter().map(owner).collect()
}

fn tie(home: &str, relation: Relation) -> TieIn {
    TieIn {
        home: home.to_owned(),
        relation,
        since: None,
        until: None,
    }
}

/// The plates and the parking spaces of whoever has this key.
fn parked(links: &Links<'_>, key: &str) -> (Vec<String>, Vec<TieIn>) {
    let mut plates = Vec::new();
    let mut ties = Vec::new();
    for space in links.parked(key) {
        plates.extend(space.plate.clone());
        ties.push(TieIn {
            home: space.key.clone(),
            relation: match space.tenure {
                Some(Tenure::Let) => Relation::Tenant,
                _ => Relation::Owner,
            },
            since: space.from.and_then(day),
            until: space.until.and_then(day),
        });
    }
    (plates, ties)
}

fn reading(one: &file::Reading) -> Outcome<ReadingIn> {
    let wrong = || Refusal::new(Why::BadDay).with("text", one.on.to_string());
    Ok(ReadingIn {
        meter: one.meter.clone(),
        value: Quantity::from_units(one.value)?,
        on: day(one.on).ok_or_else(wrong)?,
        sure: one.sure,
    })
}

fn building(one: &file::Building) -> BuildingIn {
    let floors = one.units.iter().filter_map(|unit| unit.floors).max();
    let lifts: Vec<bool> = one.units.iter().filter_map(|unit| unit.lift).collect();
    BuildingIn {
        code: one.number.clone(),
        units: one.units.iter().map(|unit| unit.number.clone()).collect(),
        floors: floors.and_then(|floors| u32::try_from(floors).ok()),
        lift: (!lifts.is_empty()).then(|| lifts.contains(&true)),
    }
}

fn fee(one: &file::FeeItem) -> Outcome<FeeIn> {
    let from = one.from.and_then(day);
    let once = one.recurrence == Some(codes::Recurrence::Once);
    let says_property = |text: &str| PROPERTY_FEES.lines().any(|word| text.contains(word));
    Ok(FeeIn {
        key: one.key.clone(),
        name: one.ours.clone().unwrap_or_else(|| one.name.clone()),
        formula: match one.formula {
            codes::Formula::PerArea => Formula::PerArea,
            codes::Formula::Fixed => Formula::Fixed,
        },
        price: Rate::from_units(one.price)?,
        fixed: Amount::from_fen(one.fixed)?,
        property_fee: says_property(&one.name) || one.kind.as_deref().is_some_and(says_property),
        from,
        until: one.until.and_then(day),
        period: one
            .months
            .and_then(|months| u32::try_from(months).ok())
            .unwrap_or(1)
            .max(1),
        once,
        ours: one.ours.is_some(),
    })
}

fn home(one: &file::Household, links: &Links<'_>) -> Outcome<HomeIn> {
    let named = |link: &file::HouseholdFee| match &link.ours {
        Some(ours) => ours.clone(),
        None => links.fee(&link.fee).unwrap_or(&link.fee).to_owned(),
    };
    let mut note = Note::default();
    note.put(Field::Layout, one.layout.as_deref());
    let inner = one.inner_area.map(Area::from_units).transpose()?;
    note.put(Field::InnerArea, inner.map(Area::plain).as_deref());
    let rent = one.rent.map(Amount::from_fen).transpose()?;
    note.put(Field::Rent, rent.map(Amount::plain).as_deref());
    Ok(HomeIn {
        key: one.key.clone(),
        code: one.code.clone(),
        place: Some((one.building.clone(), one.unit.clone())),
        kind: match one.kind {
            None | Some(RoomKind::Dwelling) => PremisesKind::Dwelling,
            Some(RoomKind::Office) => PremisesKind::Office,
            Some(RoomKind::Dormitory) => PremisesKind::Dormitory,
            Some(RoomKind::Shop) => PremisesKind::Shop,
            Some(RoomKind::Parking) => PremisesKind::Parking,
        },
        occupancy: match one.state {
            None => Occupancy::Unknown,
            Some(State::LivedIn) => Occupancy::LivedIn,
            Some(State::Unsold) => Occupancy::Unsold,
            Some(State::HandedOver) => Occupancy::HandedOver,
            Some(State::NotMovedIn) => Occupancy::NotMovedIn,
            Some(State::Decorated) => Occupancy::Decorated,
            Some(State::Let) => Occupancy::Let,
            Some(State::Sold) => Occupancy::Sold,
            Some(State::Vacant) => Occupancy::Idle,
            Some(State::Decorating) => Occupancy::Decorating,
        },
        area: Area::from_units(one.area)?,
        handed_over: one.handed_over.and_then(day),
        taken: one.taken,
        floor: one.floor.and_then(|floor| i32::try_from(floor).ok()),
        fees: one
            .fees
            .iter()
            .map(|link| (named(link), link.from.and_then(day)))
            .collect(),
        note: note.0,
    })
}

/// A parking space is premises of its own, so that it can owe and be found.
fn parking(one: &file::ParkingSpace, links: &Links<'_>) -> Outcome<HomeIn> {
    let mut note = Note::default();
    note.put(Field::Lot, Some(&one.lot));
    note.put(Field::Place, word(one.place).as_deref());
    note.put(Field::Brand, one.brand.as_deref());
    note.put(Field::Vehicle, word(one.vehicle).as_deref());
    note.put(Field::Colour, one.colour.as_deref());
    Ok(HomeIn {
        key: one.key.clone(),
        code: if links.is_twice(&one.space) {
            format!("{}-{}", one.lot, one.space)
        } else {
            one.space.clone()
        },
        place: None,
        kind: PremisesKind::Parking,
        occupancy: match one.tenure {
            None => Occupancy::Unknown,
            Some(Tenure::Let) => Occupancy::Let,
            Some(Tenure::Sold) => Occupancy::Sold,
        },
        area: Area::from_units(one.area.unwrap_or(0))?,
        // Whoever holds it owes for it from the day it is theirs.
        handed_over: one.tenure.and(one.from).and_then(day),
        taken: one.tenure.is_some(),
        floor: None,
        fees: Vec::new(),
        note: note.0,
    })
}

const fn relation(role: Role) -> Relation {
    match role {
        Role::Owner => Relation::Owner,
        Role::Family => Relation::Family,
        Role::Tenant => Relation::Tenant,
        Role::Temporary => Relation::Temporary,
    }
}

fn person(one: &file::Person, links: &Links<'_>) -> PersonIn {
    let (mut ties, with) = if one.homes.is_empty() {
        // Who belongs to an owner lives where the owner does, one of an earlier file too.
        let head = one.belongs_to.as_ref().unwrap_or(&one.key);
        let owned = links.owned(head).iter();
        let ties = owned.map(|home| tie(home, relation(one.role))).collect();
        let with = (!links.lists(head)).then(|| (head.clone(), relation(one.role)));
        (ties, with)
    } else {
        let named = one.homes.iter();
        let ties: Vec<TieIn> = named
            .map(|(home, role)| tie(home, relation(*role)))
            .collect();
        (ties, None)
    };
    let (plates, spaces) = parked(links, &one.key);
    ties.extend(spaces);
    let mut note = Note::default();
    note.put(Field::Age, one.age.map(|age| age.to_string()).as_deref());
    PersonIn {
        key: one.key.clone(),
        name: one.name.clone(),
        unseen: u32::try_from(one.unseen).ok().filter(|unseen| *unseen > 0),
        phones: one.phones.clone(),
        id_number: one.id_number.clone(),
        sex: one.sex.map(|sex| match sex {
            codes::Sex::Female => Sex::Female,
            codes::Sex::Male => Sex::Male,
        }),
        plates,
        vulnerable: false,
        ties,
        note: note.0,
        with,
    }
}

fn payment(one: &file::Payment) -> Outcome<PaidIn> {
    let mut note = Note::default();
    note.put(Field::Cashier, one.cashier.as_deref());
    note.put(Field::Note, one.note.as_deref());
    let wrong = |date: NaiveDate| Refusal::new(Why::BadDay).with("text", date.to_string());
    Ok(PaidIn {
        key: one.key.clone(),
        home: one.premises.clone(),
        item: one.ours.clone().unwrap_or_else(|| one.item.clone()),
        from: day(one.from).ok_or_else(|| wrong(one.from))?,
        months: one.months,
        due: one.due.map(Amount::from_fen).transpose()?,
        paid: Amount::from_fen(one.paid)?,
        paid_on: day(one.paid_on).ok_or_else(|| wrong(one.paid_on))?,
        note: note.0,
        place: Some(place(&one.source)),
    })
}

/// Table and row of what is imported, as it is written beside it: `房屋缴费历史 12`; a text file has no table.
fn place(source: &file::Source) -> String {
    let place = format!("{} {}", source.sheet, source.row);
    place.trim_start().to_owned()
}

fn complaint(one: &file::Complaint, open: bool) -> Outcome<ComplaintIn> {
    let (phone, others) = match one.phones.split_first() {
        Some((first, others)) => (first.clone(), others),
        None => (String::new(), &[][..]),
    };
    let mut note = Note::default();
    note.put(Field::Phone, Some(&others.join(" ")));
    for (field, count) in [(Field::Dislikes, one.dislikes), (Field::Likes, one.likes)] {
        note.put(field, count.map(|count| count.to_string()).as_deref());
    }
    let (home, area) = match &one.place {
        None => (None, String::new()),
        Some(file::ComplaintPlace::Home(code)) => (Some(code.clone()), String::new()),
        Some(file::ComplaintPlace::Public(area)) => (None, area.clone()),
    };
    let wrong = || Refusal::new(Why::BadDay).with("text", one.received.to_string());
    Ok(ComplaintIn {
        external: one.external.clone(),
        caller: one.customer.clone().unwrap_or_default(),
        phone,
        home,
        area,
        summary: one.subject.clone().unwrap_or_default(),
        text: one.text.clone(),
        day: day(one.received.date()).ok_or_else(wrong)?,
        second: one.received.num_seconds_from_midnight(),
        note: note.0,
        open,
    })
}

fn day(date: NaiveDate) -> Option<Day> {
    Day::from_ymd(date.year(), date.month(), date.day())
}

/// A code in our own word.
fn word<C: serde::Serialize>(code: Option<C>) -> Option<String> {
    let word = serde_json::to_value(code?).ok()?;
    word.as_str().map(str::to_owned)
}

/// What a file says that has no field of its own in the books, under its heading.
#[derive(Default)]
struct Note(String);

impl Note {
    fn put(&mut self, field: Field, text: Option<&str>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            return;
        };
        if !self.0.is_empty() {
            self.0.push_str(", ");
        }
        if field != Field::Note {
            self.0.push_str(&heading(field));
            self.0.push(' ');
        }
        self.0.push_str(text);
    }
}
