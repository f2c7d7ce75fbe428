//! Arrears by building, steward, age, item and payer, from kept figures: no charge is read (duties.md D-051, D-052).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::calendar::Day;
use crate::domain::error::Fact;
use crate::domain::fold::fold;
use crate::domain::household::{Building, Place};
use crate::domain::id::StaffId;
use crate::domain::ledger::{BANDS, band};
use crate::domain::money::Amount;
use crate::domain::premises::order_key;
use crate::service::halt::Run;
use crate::service::lookup::{every, staff_name};
use crate::service::queries::Asking;
use crate::service::query::ArrearsQuery;
use crate::service::view::{Arrears, Counted, Group, GroupBy, GroupOrder};
use crate::storage::codec::{Key, KeyReader};
use crate::storage::counters::{figure, scan_figures};
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::OF_PAYER;
use crate::storage::kept::figures::{
    BY_DUE, BY_ITEM, BY_OLDEST, BY_PLACE, Figure, Sum, arrears_key, read_place,
};
use crate::storage::kept::indexes::DEBT_BY_GROUP;
use crate::storage::{Direction, Step};

/// Groups told at most; the others are found by their name.
const MOST: usize = 200;

/// A sum while it is added up: homes, fen.
type Sums = (i64, i64);

/// One group before its words are found.
struct Part {
    name: Fact,
    /// What it is ordered by where it is ordered by name.
    order: String,
    sums: Sums,
    aged: Option<i64>,
    list: &'static str,
    condition: String,
}

/// Answers `Query::Arrears`.
pub fn arrears(asking: Asking<'_>, query: &ArrearsQuery) -> Run<Arrears> {
    let mut parts = match query.by {
        GroupBy::Building => buildings(asking)?,
        GroupBy::Steward => stewards(asking)?,
        GroupBy::Age => ages(asking)?,
        GroupBy::Item => items(asking)?,
        GroupBy::Payer => payers(asking, &query.filter)?,
    };
    let wanted = fold(&query.filter);
    parts.retain(|part| wanted.is_empty() || fold(&part.order).contains(&wanted));
    match query.order {
        GroupOrder::Name => parts.sort_by_cached_key(|part| order_key(&part.order)),
        GroupOrder::Amount => parts.sort_by_key(|part| Reverse(part.sums.1)),
        GroupOrder::Homes => parts.sort_by_key(|part| Reverse(part.sums)),
    }
    let left_out = parts.len().saturating_sub(MOST);
    parts.truncate(MOST);
    let mut groups = Vec::with_capacity(parts.len());
    for part in parts {
        let (homes, fen) = part.sums;
        groups.push(Group {
            name: part.name,
            homes,
            amount: Amount::from_fen(fen)?,
            aged: part.aged.map(Amount::from_fen).transpose()?,
            rows: Counted {
                what: part.list.to_owned(),
                conditions: vec![part.condition],
            },
        });
    }
    let kept = |wanted: Figure<'_>| figure(asking.tx, &wanted.key());
    Ok(Arrears {
        groups,
        homes: kept(Figure::Debtors)?,
        amount: Amount::from_fen(kept(Figure::DebtSum)?)?,
        left_out: i64::try_from(left_out).unwrap_or(i64::MAX),
    })
}

/// The figures of a group by what stands behind the group in their keys.
fn sums<K: Ord>(
    asking: Asking<'_>,
    group: u8,
    read: &dyn Fn(&[u8]) -> Option<K>,
) -> Run<BTreeMap<K, Sums>> {
    let mut found: BTreeMap<K, Sums> = BTreeMap::new();
    for sum in [Sum::Homes, Sum::Fen] {
        let prefix = arrears_key(group, sum);
        scan_figures(
            asking.tx,
            &prefix,
            Direction::Forward,
            &mut |key, number| {
                let name = key.get(prefix.len()..).and_then(read);
                if let Some(name) = name {
                    let (homes, fen) = found.entry(name).or_default();
                    *(if sum == Sum::Homes { homes } else { fen }) = number;
                }
                Ok(Step::Next)
            },
        )?;
    }
    Ok(found)
}

/// How a building is called and asked for; what lies in none is called so.
pub(super) fn called(asking: Asking<'_>, place: &Place) -> (Fact, String) {
    if place.building.is_empty() {
        return (Fact::Term("arrears-no-building".to_owned()), String::new());
    }
    let name = asking.office.place_name(place.community, &place.building);
    let told = vec![("code".to_owned(), Fact::from(name.as_str()))];
    (Fact::Told("arrears-building".to_owned(), told), name)
}

fn buildings(asking: Asking<'_>) -> Run<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    for (place, (homes, fen)) in sums(asking, BY_PLACE, &read_place)? {
        let (name, text) = called(asking, &place);
        // What lies in no building is one group, whichever community it is of.
        let known = parts.iter_mut().find(|part| part.order == text);
        if let Some(part) = known {
            part.sums.0 += homes;
            part.sums.1 += fen;
            continue;
        }
        parts.push(Part {
            name,
            condition: format!("building = {text}"),
            order: text,
            sums: (homes, fen),
            aged: None,
            list: "debts",
        });
    }
    Ok(parts)
}

/// Who answers for each building on a day.
pub(super) fn stewards_on(asking: Asking<'_>, day: Day) -> Run<BTreeMap<Place, StaffId>> {
    let buildings = every::<Building>(asking.tx)?;
    let steward = |building: &Building| Some((building.place(), building.steward_on(day)?));
    Ok(buildings.iter().filter_map(steward).collect())
}

/// The name of a steward, or that there is none; empty where there is none.
pub(super) fn steward_called(asking: Asking<'_>, steward: Option<StaffId>) -> Run<(Fact, String)> {
    Ok(match steward {
        Some(id) => {
            let name = staff_name(asking.tx, id)?;
            (Fact::from(name.as_str()), name)
        }
        None => (Fact::Term("arrears-no-steward".to_owned()), String::new()),
    })
}

fn stewards(asking: Asking<'_>) -> Run<Vec<Part>> {
    let known = stewards_on(asking, asking.office.today(asking.now))?;
    let mut all: BTreeMap<Option<StaffId>, Sums> = BTreeMap::new();
    for (place, (homes, fen)) in sums(asking, BY_PLACE, &read_place)? {
        let sum = all.entry(known.get(&place).copied()).or_default();
        sum.0 += homes;
        sum.1 += fen;
    }
    let mut parts = Vec::new();
    for (steward, sums) in all {
        let (name, text) = steward_called(asking, steward)?;
        parts.push(Part {
            name,
            condition: format!("steward = {text}"),
            order: text,
            sums,
            aged: None,
            list: "debts",
        });
    }
    Ok(parts)
}

/// The place of a due day among the ages: what is not overdue first, then the bands.
fn age(due_on: Day, today: Day) -> usize {
    band(due_on, today).map_or(0, |at| at + 1)
}

fn ages(asking: Asking<'_>) -> Run<Vec<Part>> {
    let today = asking.office.today(asking.now);
    let day = |end: &[u8]| KeyReader::new(end).i32().and_then(Day::new);
    let mut homes = [(0, 0); BANDS.len() + 1];
    for (due_on, sums) in sums(asking, BY_OLDEST, &day)? {
        if let Some(sum) = homes.get_mut(age(due_on, today)) {
            sum.0 += sums.0;
            sum.1 += sums.1;
        }
    }
    let mut aged = [0; BANDS.len() + 1];
    for (due_on, (_, fen)) in sums(asking, BY_DUE, &day)? {
        if let Some(sum) = aged.get_mut(age(due_on, today)) {
            *sum += fen;
        }
    }
    let parts = homes.into_iter().zip(aged).enumerate();
    let part = |(at, (sums, aged)): (usize, (Sums, i64))| Part {
        name: Fact::Term(format!("arrears-age-{at}")),
        order: at.to_string(),
        sums,
        aged: Some(aged),
        list: "debts_by_age",
        condition: format!("age = {at}"),
    };
    Ok(parts.map(part).collect())
}

fn items(asking: Asking<'_>) -> Run<Vec<Part>> {
    let name = |end: &[u8]| KeyReader::new(end).str();
    let all = sums(asking, BY_ITEM, &name)?;
    let part = |(name, sums): (String, Sums)| Part {
        name: Fact::from(name.as_str()),
        condition: format!("items = {name}"),
        order: name,
        sums,
        aged: None,
        list: "debts",
    };
    Ok(all.into_iter().map(part).collect())
}

/// By the name of who pays, along an index: no record is read.
fn payers(asking: Asking<'_>, filter: &str) -> Run<Vec<Part>> {
    let wanted = fold(filter);
    let mut all: BTreeMap<String, Sums> = BTreeMap::new();
    let prefix = Key::new().u8(OF_PAYER).done();
    let forward = Direction::Forward;
    scan_index(
        asking.tx,
        DEBT_BY_GROUP,
        Span::prefix(&prefix),
        forward,
        &mut |hit: Hit<'_>| {
            let mut reader = KeyReader::new(hit.key);
            reader.u8();
            if let (Some(name), Some(fen)) = (reader.str(), reader.desc_i64())
                && (wanted.is_empty() || fold(&name).contains(&wanted))
            {
                let sum = all.entry(name).or_default();
                sum.0 += 1;
                sum.1 += fen;
            }
            Ok(Step::Next)
        },
    )?;
    let part = |(name, sums): (String, Sums)| Part {
        condition: format!("payer = {name}"),
        name: if name.is_empty() {
            Fact::Term("arrears-no-payer".to_owned())
        } else {
            Fact::from(name.as_str())
        },
        order: name,
        sums,
        aged: None,
        list: "debts",
    };
    Ok(all.into_iter().map(part).collect())
}
