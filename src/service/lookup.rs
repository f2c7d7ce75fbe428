//! Finding records by what people type: room codes, names, initials, numbers.

use std::ops::Bound;

use crate::domain::calendar::Instant;
use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::household::{Community, Household, Person};
use crate::domain::id::Number;
use crate::domain::ledger::FeeItem;
use crate::domain::office::{Category, Outage};
use crate::domain::pinyin;
use crate::domain::premises;
use crate::domain::staff::Staff;
use crate::domain::ticket::TicketKind;
use crate::service::halt::{Halt, Run};
use crate::service::office::Office;
use crate::storage::codec::Key;
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::indexes::{
    BY_NUMBER, FEE_ITEM_BY_NAME, HOUSEHOLD_BY_CODE, OUTAGE_BY_UNTIL, PERSON_BY_HOUSEHOLD,
};
use crate::storage::kept::number_key;
use crate::storage::record::{Record, get, scan};
use crate::storage::{Direction, ReadTx, Step};

/// How many candidates a refusal names.
const NAMED: usize = 5;

/// Returns the id of the first entry of `index` under exactly `key`.
pub fn first(tx: &dyn ReadTx, index: u8, key: Key) -> Run<Option<u64>> {
    let key = key.done();
    let mut found = None;
    scan_index(
        tx,
        index,
        Span::prefix(&key),
        Direction::Forward,
        &mut |hit: Hit<'_>| {
            if hit.key == key.as_slice() {
                found = Some(hit.id);
                return Ok(Step::Stop);
            }
            Ok(Step::Next)
        },
    )?;
    Ok(found)
}

/// Returns the records behind the entries of `index` that begin with `key`, at most `limit`.
pub fn all<R: Record>(
    tx: &dyn ReadTx,
    index: u8,
    key: Key,
    direction: Direction,
    limit: usize,
) -> Run<Vec<R>> {
    let ids = ids::<R>(tx, index, key, direction, limit)?;
    let mut records = Vec::with_capacity(ids.len());
    for id in ids {
        records.extend(get::<R>(tx, id)?);
    }
    Ok(records)
}

/// Returns the ids of the records that `all` would return.
pub fn ids<R: Record>(
    tx: &dyn ReadTx,
    index: u8,
    key: Key,
    direction: Direction,
    limit: usize,
) -> Run<Vec<u64>> {
    let key = key.done();
    let mut ids = Vec::new();
    let span = Span::prefix(&key);
    scan_index(tx, index, span, direction, &mut |hit: Hit<'_>| {
        if hit.kind == R::KIND {
            ids.push(hit.id);
        }
        Ok(if ids.len() < limit {
            Step::Next
        } else {
            Step::Stop
        })
    })?;
    Ok(ids)
}

/// Returns every record of a kind. Only for kinds that stay small: staff, categories, settings.
pub fn every<R: Record>(tx: &dyn ReadTx) -> Run<Vec<R>> {
    let mut records = Vec::new();
    scan::<R>(tx, Bound::Unbounded, Direction::Forward, &mut |record| {
        records.push(record);
        Ok(Step::Next)
    })?;
    Ok(records)
}

/// Returns the ids in an index of instants between two of them, the earliest first, at most `limit`.
pub fn between(
    tx: &dyn ReadTx,
    index: u8,
    (from, until): (Bound<Instant>, Bound<Instant>),
    limit: usize,
) -> Run<Vec<u64>> {
    let key = |at: Instant| Key::new().i64(at.ms()).done();
    let (from, until) = (from.map(key), until.map(key));
    let span = Span::between(
        from.as_ref().map(Vec::as_slice),
        until.as_ref().map(Vec::as_slice),
    );
    let mut ids = Vec::new();
    scan_index(tx, index, span, Direction::Forward, &mut |hit: Hit<'_>| {
        ids.push(hit.id);
        Ok(if ids.len() < limit {
            Step::Next
        } else {
            Step::Stop
        })
    })?;
    Ok(ids)
}

/// Returns the notices that have not run out, the one that ends next first.
pub fn standing_notices(tx: &dyn ReadTx, now: Instant) -> Run<Vec<Outage>> {
    let ahead = (Bound::Excluded(now), Bound::Unbounded);
    let ids = between(tx, OUTAGE_BY_UNTIL, ahead, usize::MAX)?;
    let mut standing = Vec::with_capacity(ids.len());
    for id in ids {
        standing.extend(get::<Outage>(tx, id)?);
    }
    Ok(standing)
}

/// Returns the id of the record with this number.
pub fn id_of_number(tx: &dyn ReadTx, number: Number) -> Run<Option<u64>> {
    first(tx, BY_NUMBER, number_key(number))
}

/// Returns the home with exactly this canonical code.
pub fn household_by_code(tx: &dyn ReadTx, community: u64, code: &str) -> Run<Option<Household>> {
    match first(tx, HOUSEHOLD_BY_CODE, Key::new().u64(community).str(code))? {
        Some(id) => Ok(get(tx, id)?),
        None => Ok(None),
    }
}

/// Returns the one home `typed` names, in any form of its code.
///
/// With several communities the initials of one may come before the room (`jgy 3-2-1201`).
pub fn premises(tx: &dyn ReadTx, office: &Office, typed: &str) -> Run<Household> {
    let mut found = premises_candidates(tx, office, typed)?;
    match found.len() {
        0 => Err(Refusal::new(Why::UnknownPremises)
            .with("text", typed)
            .into()),
        1 => Ok(found.remove(0)),
        _ => {
            let names: Vec<String> = found
                .iter()
                .take(NAMED)
                .map(|home| office.home_name(home))
                .collect();
            Err(Refusal::new(Why::SeveralPremises)
                .with("text", typed)
                .with("candidates", names.join(" "))
                .into())
        }
    }
}

/// Returns the community whose initials come before the room, if any do, and the room (`jgy 3-2-1201`).
/// With one community nothing comes before; what comes before a public area may be its unit (`5-1 公共`).
pub fn in_community<'o, 't>(
    office: &'o Office,
    typed: &'t str,
) -> (Option<&'o Community>, &'t str) {
    let typed = typed.trim();
    if office.communities.len() > 1
        && let Some((initials, rest)) = typed.split_once(' ')
    {
        let named = |one: &&Community| one.initials.eq_ignore_ascii_case(initials);
        if let Some(community) = office.communities.iter().find(named) {
            return (Some(community), rest.trim());
        }
    }
    (None, typed)
}

/// Returns every home `typed` may mean.
pub fn premises_candidates(tx: &dyn ReadTx, office: &Office, typed: &str) -> Run<Vec<Household>> {
    let mut found = Vec::new();
    let (only, rest) = in_community(office, typed);
    for community in &office.communities {
        if only.is_some_and(|only| only.id != community.id) {
            continue;
        }
        let failed = std::cell::RefCell::new(None);
        let hits = |code: &str| match first(
            tx,
            HOUSEHOLD_BY_CODE,
            Key::new().u64(community.id.0).str(code),
        ) {
            Ok(id) => id.is_some(),
            Err(halt) => {
                failed.borrow_mut().get_or_insert(halt);
                false
            }
        };
        // A building or unit is there if its public area is.
        let codes = premises::candidates(rest, &|code| {
            hits(code) || hits(&format!("{code} {}", premises::PUBLIC))
        });
        if let Some(halt) = failed.into_inner() {
            return Err(halt);
        }
        let before = found.len();
        for code in codes {
            found.extend(household_by_code(tx, community.id.0, &code.to_string())?);
        }
        // A parking space or a shop has a code of its own making: found as it is painted.
        if found.len() == before {
            let painted = fold(rest).trim().to_uppercase();
            found.extend(household_by_code(tx, community.id.0, &painted)?);
        }
    }
    Ok(found)
}

/// Returns the one active member of staff who fits `wanted` and whose name, pinyin or initials
/// `typed` is; an exact name wins over the rest.
pub fn staff(tx: &dyn ReadTx, typed: &str, wanted: impl Fn(&Staff) -> bool) -> Run<Staff> {
    let everybody: Vec<Staff> = every::<Staff>(tx)?
        .into_iter()
        .filter(|s| s.active && wanted(s))
        .collect();
    let typed = typed.trim().trim_start_matches('@');
    let exact: Vec<&Staff> = everybody
        .iter()
        .filter(|s| fold(&s.name) == fold(typed))
        .collect();
    let fitting: Vec<&Staff> = if exact.is_empty() {
        everybody
            .iter()
            .filter(|s| pinyin::matches(&s.name, typed))
            .collect()
    } else {
        exact
    };
    match fitting.as_slice() {
        [] => Err(Refusal::new(Why::UnknownStaff).with("text", typed).into()),
        [one] => Ok((*one).clone()),
        several => {
            let names: Vec<&str> = several
                .iter()
                .take(NAMED)
                .map(|s| s.name.as_str())
                .collect();
            Err(Refusal::new(Why::SeveralStaff)
                .with("text", typed)
                .with("candidates", names.join(" "))
                .into())
        }
    }
}

/// Returns the member of staff `typed` means; who has left only by the whole name, and only where nobody who
/// is there is meant.
pub fn staff_or_former(tx: &dyn ReadTx, typed: &str) -> Run<Staff> {
    let found = staff(tx, typed, |_| true);
    let Err(Halt::Refused(refusal)) = &found else {
        return found;
    };
    if refusal.why != Why::UnknownStaff {
        return found;
    }
    let typed = fold(typed.trim().trim_start_matches('@'));
    let mut former = every::<Staff>(tx)?
        .into_iter()
        .filter(|one| !one.active && fold(&one.name) == typed);
    // Of several of the same name the last who left comes back.
    former.next_back().map_or(found, Ok)
}

/// Returns the member of staff with this id, for showing a name.
pub fn staff_name(tx: &dyn ReadTx, id: crate::domain::id::StaffId) -> Run<String> {
    Ok(get::<Staff>(tx, id.0)?
        .map(|staff| staff.name)
        .unwrap_or_default())
}

/// Returns the person `P12` names.
pub fn person(tx: &dyn ReadTx, typed: &str) -> Run<Person> {
    let unknown = || Refusal::new(Why::UnknownPerson).with("text", typed);
    let id = typed
        .trim()
        .trim_start_matches(['P', 'p'])
        .parse::<u64>()
        .map_err(|_| unknown())?;
    get(tx, id)?.ok_or_else(|| unknown().into())
}

/// Returns the people tied to a household, owners first.
pub fn people_of(tx: &dyn ReadTx, household: u64) -> Run<Vec<Person>> {
    let mut people: Vec<Person> = all(
        tx,
        PERSON_BY_HOUSEHOLD,
        Key::new().u64(household),
        Direction::Forward,
        50,
    )?;
    people.sort_by_key(|person| {
        let relation = person
            .ties
            .iter()
            .find(|tie| tie.household.0 == household)
            .map(|tie| tie.relation);
        (
            relation.map_or(u16::MAX, |relation| relation as u16),
            person.id,
        )
    });
    Ok(people)
}

/// The same among those for tickets of a kind, where it is known: the only one that begins or sounds so is meant.
pub fn category_of<'o>(
    office: &'o Office,
    typed: &str,
    kind: Option<TicketKind>,
) -> Run<&'o Category> {
    let found = category(office, typed);
    let several =
        |halt: &Halt| matches!(halt, Halt::Refused(why) if why.why == Why::SeveralCategories);
    let Some(kind) = kind.filter(|_| found.as_ref().is_err_and(several)) else {
        return found;
    };
    let sounds = folded_category(typed);
    let fitting: Vec<&Category> = office
        .categories
        .iter()
        .filter(|one| one.active && one.kind == kind && pinyin::matches(&one.name, &sounds))
        .collect();
    match fitting.as_slice() {
        [] => found,
        [only] => Ok(only),
        several => Err(several_categories(typed, several).into()),
    }
}

fn folded_category(typed: &str) -> String {
    fold(typed.trim().trim_start_matches('#'))
}

fn several_categories(typed: &str, several: &[&Category]) -> Refusal {
    let named = several.iter().take(NAMED).map(|one| one.name.as_str());
    Refusal::new(Why::SeveralCategories)
        .with("candidates", named.collect::<Vec<_>>().join(" "))
        .with("text", folded_category(typed))
}

/// Returns the category with this code or name; where several begin or sound so, says which.
pub fn category<'o>(office: &'o Office, typed: &str) -> Run<&'o Category> {
    let typed = folded_category(typed);
    let active = office.categories.iter().filter(|category| category.active);
    if let Some(exact) = active
        .clone()
        .find(|category| category.code == typed || fold(&category.name) == typed)
    {
        return Ok(exact);
    }
    let fitting: Vec<&Category> = active
        .filter(|one| !typed.is_empty() && pinyin::matches(&one.name, &typed))
        .collect();
    Err(match fitting.as_slice() {
        [] | [_] => Refusal::new(Why::UnknownCategory).with("text", typed),
        several => several_categories(&typed, several),
    }
    .into())
}

/// Returns the fee item with this name.
pub fn fee_item(tx: &dyn ReadTx, typed: &str) -> Run<FeeItem> {
    let found = first(tx, FEE_ITEM_BY_NAME, Key::new().str(typed.trim()))?;
    match found {
        Some(id) => Ok(
            get(tx, id)?.ok_or_else(|| Refusal::new(Why::UnknownFeeItem).with("text", typed))?
        ),
        None => Err(Refusal::new(Why::UnknownFeeItem).with("text", typed).into()),
    }
}
