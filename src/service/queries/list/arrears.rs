//! Lists of what homes owe: the most urgent first, the largest, the oldest, those whose limitation runs out; and of
//! homes that have not paid a month's fee.

use crate::domain::calendar::{Day, Month};
use crate::domain::household::{Building, Household};
use crate::domain::id::{CommunityId, StaffId};
use crate::domain::ledger::{BANDS, Debt, band, band_from};
use crate::domain::staff::Right;
use crate::service::estate::building;
use crate::service::halt::Run;
use crate::service::ladder::{self, Clocks};
use crate::service::lookup::staff_name;
use crate::service::queries::Asking;
use crate::service::queries::arrears::stewards_on;
use crate::service::queries::found::premises;
use crate::service::rates;
use crate::service::view::Cell;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{
    DEBT_BY_AGE, DEBT_BY_CLOCK, DEBT_BY_GROUP, DEBT_URGENT, HOUSEHOLD_BY_PLACE,
};
use crate::storage::kept::{OF_ALL, of_item, of_payer, of_place, place_of_building};
use crate::storage::record::{Record, get};

use super::cells::{or_null, text, texts, whole};
use super::condition::Asked;
use super::{Column, List, Order, Shape, Shown};

/// Homes that have not paid a month's fee.
pub(super) const UNPAID: &str = "unpaid_homes";

/// Debts whose limitation clock has few days left.
const CLOCKED: &str = "limitation";

const DEBT: &[Column] = &[
    ("premises", Shape::Text),
    ("payer", Shape::Text),
    ("amount", Shape::Money),
    ("months", Shape::Whole),
    ("oldest_due_on", Shape::Day),
    ("promise_on", Shape::Day),
    ("next_step", Shape::Text),
    ("items", Shape::Texts),
    ("promised", Shape::Money),
    ("dunned", Shape::Whole),
    ("last_dunned_at", Shape::At),
    ("building", Shape::Text),
    ("steward", Shape::Text),
    ("age", Shape::Whole),
    ("step", Shape::Text),
    ("step_on", Shape::Day),
    ("disputed", Shape::Money),
    ("days_left", Shape::Whole),
    ("expires_on", Shape::Day),
];

const fn debts(name: &'static str, index: u8) -> List {
    List {
        name,
        columns: DEBT,
        order: Order::Index(Debt::KIND, index, Direction::Forward),
        row: debt,
        right: Right::Read,
    }
}

pub(super) const LISTS: &[List] = &[
    debts("arrears", DEBT_URGENT),
    debts("debts", DEBT_BY_GROUP),
    debts("debts_by_age", DEBT_BY_AGE),
    debts(CLOCKED, DEBT_BY_CLOCK),
    List {
        name: UNPAID,
        columns: &[
            ("premises", Shape::Text),
            ("month", Shape::Month),
            ("charged", Shape::Yes),
            ("payer", Shape::Text),
            ("arrears", Shape::Money),
            ("building", Shape::Text),
            ("steward", Shape::Text),
            ("handed_over", Shape::Day),
        ],
        order: Order::Index(Household::KIND, HOUSEHOLD_BY_PLACE, Direction::Forward),
        row: unpaid_home,
        right: Right::Read,
    },
];

/// Reads what is asked of a column.
type Asks<'a> = &'a dyn Fn(&str) -> Option<Asked<'a>>;

/// The part of an index that has what is asked for; nothing where no index does.
pub(super) fn within(asking: Asking<'_>, list: &str, asked: Asks<'_>) -> Option<Order> {
    let debts = |index, low: Vec<u8>, high: Vec<u8>| {
        Order::Within(Debt::KIND, index, Direction::Forward, low, high)
    };
    let days = |index, first: Day, last: Day| {
        let key = |day: Day| Key::new().i32(day.number()).done();
        debts(index, key(first), key(last))
    };
    match list {
        "debts" => {
            let group = group(asking, asked);
            if let (None, Some(parts)) = (&group, of_steward(asking, asked)) {
                return Some(Order::Parts(Debt::KIND, DEBT_BY_GROUP, parts));
            }
            let group = group.unwrap_or_else(|| Key::new().u8(OF_ALL)).done();
            Some(debts(DEBT_BY_GROUP, group.clone(), group))
        }
        "debts_by_age" => {
            let Some(Asked::Whole(age)) = asked("age") else {
                return None;
            };
            let today = asking.office.today(asking.now);
            let (first, last) = match usize::try_from(age).ok()?.checked_sub(1) {
                Some(at) => band_from(at, today)?,
                None => (today, Day::MAX),
            };
            Some(days(DEBT_BY_AGE, first, last))
        }
        CLOCKED => {
            let last = Clocks::of(asking.office).latest_shown(asking.office.today(asking.now));
            Some(days(DEBT_BY_CLOCK, Day::MIN, last))
        }
        UNPAID => {
            let (community, code) = building_asked(asking, asked)?;
            let prefix = place_of_building(community, code).done();
            let forward = Direction::Forward;
            let kind = Household::KIND;
            Some(Order::Within(
                kind,
                HOUSEHOLD_BY_PLACE,
                forward,
                prefix.clone(),
                prefix,
            ))
        }
        _ => None,
    }
}

/// The parts of the index of debts that hold the buildings of the steward who is asked for.
fn of_steward(asking: Asking<'_>, asked: Asks<'_>) -> Option<Vec<Vec<u8>>> {
    let Some(Asked::Text(wanted)) = asked("steward") else {
        return None;
    };
    let today = asking.office.today(asking.now);
    let mut parts = Vec::new();
    for (place, steward) in stewards_on(asking, today).ok()? {
        if staff_name(asking.tx, steward).ok()? == wanted {
            parts.push(of_place(&place).done());
        }
    }
    parts.sort_unstable();
    Some(parts)
}

/// The group of the index of debts that is asked for.
fn group(asking: Asking<'_>, asked: Asks<'_>) -> Option<Key> {
    if let Some((community, code)) = building_asked(asking, asked) {
        return Some(of_place(&crate::domain::household::Place {
            community,
            building: code.to_owned(),
        }));
    }
    match (asked("items"), asked("payer")) {
        (Some(Asked::Text(name)), _) => Some(of_item(name)),
        (_, Some(Asked::Text(name))) => Some(of_payer(name)),
        (_, Some(Asked::Nothing)) => Some(of_payer("")),
        _ => None,
    }
}

/// The building that is asked for, as it is called.
fn building_asked<'a>(asking: Asking<'_>, asked: Asks<'a>) -> Option<(CommunityId, &'a str)> {
    let Some(Asked::Text(typed)) = asked("building") else {
        return None;
    };
    let communities = &asking.office.communities;
    if let [only] = communities.as_slice() {
        return Some((only.id, typed));
    }
    let (initials, code) = typed.split_once(' ')?;
    let community = communities.iter().find(|one| one.initials == initials)?;
    Some((community.id, code))
}

/// How the building of a home is called and who answers for it; nothing where it lies in none.
fn of_building(
    asking: Asking<'_>,
    community: CommunityId,
    code: &str,
    day: Day,
) -> Run<(Cell, Cell)> {
    if code.is_empty() {
        return Ok((Cell::Null, Cell::Null));
    }
    let known: Option<Building> = building(asking.tx, community, code)?;
    let steward: Option<StaffId> = known.and_then(|building| building.steward_on(day));
    let steward = match steward {
        Some(id) => staff_name(asking.tx, id)?,
        None => String::new(),
    };
    let name = asking.office.place_name(community, code);
    Ok((text(&name), text(&steward)))
}

fn debt(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(debt) = get::<Debt>(asking.tx, id)? else {
        return Ok(None);
    };
    let today = asking.office.today(asking.now);
    let place = debt.place();
    let (building, steward) = of_building(asking, place.community, &place.building, today)?;
    let age = debt.oldest_due_on.map(|due_on| {
        let band = band(due_on, today).map_or(0, |at| at + 1);
        band.min(BANDS.len())
    });
    let step = ladder::next(asking.office, &debt);
    let clock = Clocks::of(asking.office).first(&debt, today);
    Ok(Some(vec![
        text(&debt.premises),
        text(&debt.payer),
        Cell::Money(debt.amount),
        whole(debt.months),
        or_null(debt.oldest_due_on, Cell::Day),
        or_null(debt.promise_on, Cell::Day),
        text(next_step(asking, &debt)),
        texts(&debt.items),
        Cell::Money(debt.promised),
        whole(debt.dunned),
        or_null(debt.last_dunned_at, Cell::At),
        building,
        steward,
        age.map_or(Cell::Null, whole),
        text(step.map_or("", |step| step.rung.way.name())),
        or_null(step.map(|step| step.from), Cell::Day),
        or_null(debt.disputed.map(|part| part.amount), Cell::Money),
        or_null(clock.map(|clock| clock.days_left), whole),
        or_null(clock.map(|clock| clock.expires_on), Cell::Day),
    ]))
}

/// What comes next: wait for the day promised, call because it passed, or dun.
fn next_step(asking: Asking<'_>, debt: &Debt) -> &'static str {
    let today = asking.office.today(asking.now);
    if debt.undisputed() <= crate::domain::money::Amount::ZERO {
        "disputed"
    } else if debt.promise_broken(today) {
        "broken_promise"
    } else if debt.promise_on.is_some() {
        "promised"
    } else if debt.urgent_at > asking.now {
        "wait"
    } else {
        "dun"
    }
}

/// A home that is due in the month and has not paid it; nothing for the others.
fn unpaid_home(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(home) = get::<Household>(asking.tx, id)? else {
        return Ok(None);
    };
    let today = asking.office.today(asking.now);
    let month: Month = today.month();
    if !rates::is_due_today(asking.tx, &home, month, today)?
        || rates::has_paid(asking.tx, &home, month)?
    {
        return Ok(None);
    }
    let debt = get::<Debt>(asking.tx, id)?;
    let unpaid = debt
        .as_ref()
        .map(|debt| debt.unpaid_months.contains(&month));
    let place = home.place();
    let (building, steward) = of_building(asking, place.community, &place.building, today)?;
    let payer = match &debt {
        Some(debt) => debt.payer.clone(),
        None => crate::service::books::owner_of(asking.tx, home.id)?,
    };
    Ok(Some(vec![
        text(&premises(asking.office, &home)),
        Cell::Month(month),
        Cell::Yes(unpaid.unwrap_or(false)),
        text(&payer),
        or_null(debt.map(|debt| debt.amount), Cell::Money),
        building,
        steward,
        or_null(home.handed_over, Cell::Day),
    ]))
}
