//! Lists of homes, people and staff.

use crate::domain::household::{Household, Person, Relation, masked_id};
use crate::domain::ledger::Debt;
use crate::domain::money::Amount;
use crate::domain::staff::{Right, Staff};
use crate::service::halt::Run;
use crate::service::loading::number_shown;
use crate::service::lookup::people_of;
use crate::service::queries::Asking;
use crate::service::queries::found::{current_homes, premises};
use crate::service::queries::rows::load;
use crate::service::rates;
use crate::service::view::Cell;
use crate::storage::Direction;
use crate::storage::kept::indexes::HOUSEHOLD_BY_PLACE;
use crate::storage::record::{Record, get};

use super::cells::{or_null, phone, text, texts, whole};
use super::{List, Order, Shape, Shown};

pub(super) const LISTS: &[List] = &[
    List {
        name: "households",
        columns: &[
            ("premises", Shape::Text),
            ("community", Shape::Text),
            ("kind", Shape::Text),
            ("area", Shape::Text),
            ("owner", Shape::Text),
            ("phone", Shape::Text),
            ("handed_over", Shape::Day),
            ("arrears", Shape::Money),
            ("occupancy", Shape::Text),
            ("floor", Shape::Whole),
            ("external_number", Shape::Text),
            ("fee_paid", Shape::Yes),
        ],
        order: Order::Index(Household::KIND, HOUSEHOLD_BY_PLACE, Direction::Forward),
        row: household,
        right: Right::Read,
    },
    List {
        name: "people",
        columns: &[
            ("person", Shape::Text),
            ("name", Shape::Text),
            ("premises", Shape::Texts),
            ("relation", Shape::Texts),
            ("phone", Shape::Texts),
            ("id_number", Shape::Text),
            ("plate", Shape::Texts),
            ("vulnerable", Shape::Yes),
            ("external_number", Shape::Text),
        ],
        order: Order::Ids(Person::KIND),
        row: person,
        right: Right::Read,
    },
    List {
        name: "staff",
        columns: &[
            ("name", Shape::Text),
            ("rank", Shape::Text),
            ("roles", Shape::Texts),
            ("account", Shape::Text),
            ("trades", Shape::Texts),
            ("buildings", Shape::Texts),
            ("on_duty", Shape::Yes),
            ("active", Shape::Yes),
            ("phone", Shape::Text),
            ("load", Shape::Whole),
            ("away_until", Shape::Day),
        ],
        order: Order::Ids(Staff::KIND),
        row: staff,
        right: Right::Read,
    },
];

fn household(asking: Asking<'_>, id: u64, shown: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(home) = get::<Household>(asking.tx, id)? else {
        return Ok(None);
    };
    let owner = people_of(asking.tx, id)?.into_iter().find(|person| {
        person
            .ties
            .iter()
            .any(|tie| tie.household == home.id && tie.relation == Relation::Owner)
    });
    let debt = get::<Debt>(asking.tx, id)?.map_or(Amount::ZERO, |debt| debt.amount);
    let community = asking
        .office
        .communities
        .iter()
        .find(|community| community.id == home.community);
    Ok(Some(vec![
        text(&premises(asking.office, &home)),
        text(community.map_or("", |community| &community.name)),
        text(home.kind.name()),
        text(&home.area.plain()),
        text(owner.as_ref().map_or("", |owner| &owner.name)),
        phone(
            owner
                .as_ref()
                .and_then(|owner| owner.phones.first())
                .map_or("", String::as_str),
            shown,
        ),
        or_null(home.handed_over, Cell::Day),
        Cell::Money(debt),
        text(home.occupancy.name()),
        or_null(home.floor, whole),
        text(number_shown(home.external.as_deref())),
        or_null(fee_paid(asking, &home)?, Cell::Yes),
    ]))
}

/// Whether this month's property fee is paid: a home that was not charged has not paid it. Nothing for a home that the
/// collection rate leaves out (duties.md D-053, A-13).
fn fee_paid(asking: Asking<'_>, home: &Household) -> Run<Option<bool>> {
    let today = asking.office.today(asking.now);
    let month = today.month();
    if !rates::is_due_today(asking.tx, home, month, today)? {
        return Ok(None);
    }
    rates::has_paid(asking.tx, home, month).map(Some)
}

fn person(asking: Asking<'_>, id: u64, shown: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(person) = get::<Person>(asking.tx, id)? else {
        return Ok(None);
    };
    let mut homes = Vec::new();
    for home in current_homes(&person) {
        let home = get::<Household>(asking.tx, home.0)?;
        homes.extend(home.map(|home| premises(asking.office, &home)));
    }
    let relations: Vec<String> = person
        .ties
        .iter()
        .filter(|tie| tie.until.is_none())
        .map(|tie| tie.relation.name().to_owned())
        .collect();
    let phones: Vec<String> = person
        .phones
        .iter()
        .filter_map(|digits| match phone(digits, shown) {
            Cell::Text(told) => Some(told),
            _ => None,
        })
        .collect();
    let id_number = person.id_number.clone().unwrap_or_default();
    Ok(Some(vec![
        text(&format!("P{}", person.id.0)),
        text(&person.name),
        texts(&homes),
        texts(&relations),
        texts(&phones),
        match shown {
            Shown::Whole => text(&id_number),
            Shown::Masked => text(&masked_id(&id_number)),
        },
        texts(&person.plates),
        Cell::Yes(person.vulnerable),
        text(number_shown(person.external.as_deref())),
    ]))
}

fn staff(asking: Asking<'_>, id: u64, shown: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(staff) = get::<Staff>(asking.tx, id)? else {
        return Ok(None);
    };
    let roles: Vec<String> = staff
        .sides
        .iter()
        .map(|side| side.name().to_owned())
        .collect();
    let load = load(asking, &staff)?;
    Ok(Some(vec![
        text(&staff.name),
        text(staff.rank.name()),
        texts(&roles),
        text(staff.account.as_deref().unwrap_or_default()),
        texts(&staff.trades),
        texts(&staff.buildings),
        Cell::Yes(staff.on_duty),
        Cell::Yes(staff.active),
        phone(staff.phone.as_deref().unwrap_or_default(), shown),
        Cell::Whole(load),
        staff.away_until.map_or(Cell::Null, Cell::Day),
    ]))
}
