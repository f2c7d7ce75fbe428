//! Communities, buildings and public areas as commands and imports find or make them.

use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::household::{Building, Community, Household, Occupancy, PremisesKind};
use crate::domain::id::{BuildingId, CommunityId, HouseholdId};
use crate::domain::money::Area;
use crate::domain::pinyin;
use crate::domain::premises::{self, Code};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::work::Work;
use crate::storage::ReadTx;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::BUILDING_BY_CODE;
use crate::storage::record::get;

/// Characters of a code that is kept as it is written: a parking space, a shop with a name.
const CODE_CHARACTERS: usize = 32;

/// Returns the communities, in the order they were added.
pub fn communities(work: &Work<'_>) -> Run<Vec<Community>> {
    lookup::every(work.tx())
}

/// Returns the community `named` by name or initials, or the only one if none is named.
pub fn community(work: &Work<'_>, named: Option<&str>) -> Run<Community> {
    let all = communities(work)?;
    let missing = || Refusal::field("community", Why::Missing);
    let Some(named) = named else {
        return match all.as_slice() {
            [only] => Ok(only.clone()),
            _ => Err(missing().into()),
        };
    };
    let wanted = fold(named);
    all.into_iter()
        .find(|one| fold(&one.name) == wanted || fold(&one.initials) == wanted)
        .ok_or_else(|| {
            Refusal::fields(vec![
                Refusal::new(Why::UnknownCommunity)
                    .with("text", named)
                    .on("community"),
            ])
            .into()
        })
}

/// Makes a community; its initials are those of its name unless others are given.
pub fn add_community(work: &mut Work<'_>, name: &str, initials: Option<&str>) -> Run<Community> {
    let initials = initials.map_or_else(|| initials_of(name), str::to_lowercase);
    free(work, name, &initials, None)?;
    let mut community = Community {
        id: CommunityId(work.next_id::<Community>()?),
        version: 0,
        name: name.to_owned(),
        initials,
    };
    work.put(&mut community)?;
    public_area(work, community.id, &[])?;
    Ok(community)
}

/// Gives a community another name. Its initials go with the name, unless they were its own or others are given.
pub fn rename_community(
    work: &mut Work<'_>,
    mut community: Community,
    name: &str,
    initials: Option<&str>,
) -> Run<Community> {
    let followed = community.initials == initials_of(&community.name);
    if let Some(initials) = initials {
        community.initials = initials.to_lowercase();
    } else if followed {
        community.initials = initials_of(name);
    }
    free(work, name, &community.initials, Some(community.id))?;
    name.clone_into(&mut community.name);
    work.put(&mut community)?;
    Ok(community)
}

/// Refuses a name or initials another community than `own` has.
fn free(work: &Work<'_>, name: &str, initials: &str, own: Option<CommunityId>) -> Run<()> {
    let all = communities(work)?;
    let others = all.iter().filter(|one| Some(one.id) != own);
    let taken = others.into_iter().find_map(|one| {
        (fold(&one.name) == fold(name))
            .then(|| ("name", one.name.clone()))
            .or_else(|| (one.initials == initials).then(|| ("initials", one.initials.clone())))
    });
    match taken {
        Some((field, text)) => {
            let fault = Refusal::new(Why::Exists).with("text", text).on(field);
            Err(Refusal::fields(vec![fault]).into())
        }
        None => Ok(()),
    }
}

/// Returns the pinyin initials of a name: 翠湖花园 gives `chhy`.
pub fn initials_of(name: &str) -> String {
    pinyin::search_text(name)
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Returns the building with this code.
pub fn building(tx: &dyn ReadTx, community: CommunityId, code: &str) -> Run<Option<Building>> {
    let key = Key::new().u64(community.0).str(code);
    match lookup::first(tx, BUILDING_BY_CODE, key)? {
        Some(id) => Ok(get(tx, id)?),
        None => Ok(None),
    }
}

/// What is said of a building: all of it may be unknown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Storeys {
    /// How many.
    pub floors: Option<u32>,
    /// Whether a lift goes there.
    pub lift: Option<bool>,
}

/// Returns the building with this code and these units in it, made where they are missing; with each
/// comes its public area, so that a leak in the stairwell has a place. The flag says whether it is new.
pub fn ensure_building(
    work: &mut Work<'_>,
    community: CommunityId,
    code: &str,
    units: &[String],
    storeys: Storeys,
) -> Run<(Building, bool)> {
    let known = building(work.tx(), community, code)?;
    let new = known.is_none();
    let mut building = match known {
        Some(building) => building,
        None => Building {
            id: BuildingId(work.next_id::<Building>()?),
            version: 0,
            community,
            code: code.to_owned(),
            units: Vec::new(),
            floors: 0,
            lift: false,
            stewards: None,
        },
    };
    let before = building.clone();
    let missing: Vec<String> = units
        .iter()
        .filter(|unit| !building.units.contains(*unit))
        .cloned()
        .collect();
    building.units.extend(missing.iter().cloned());
    building.units.sort_by_key(|unit| premises::order_key(unit));
    building.floors = building.floors.max(storeys.floors.unwrap_or(0));
    building.lift |= storeys.lift.unwrap_or(false);
    if new || building != before {
        work.put(&mut building)?;
    }
    if new {
        public_area(work, community, &[code])?;
    }
    for unit in &missing {
        public_area(work, community, &[code, unit])?;
    }
    Ok((building, new))
}

/// Makes the public area of a community, a building or a unit, unless it is there.
fn public_area(work: &mut Work<'_>, community: CommunityId, within: &[&str]) -> Run<()> {
    let code = Code::Public {
        within: within.iter().map(|part| (*part).to_owned()).collect(),
    }
    .to_string();
    if lookup::household_by_code(work.tx(), community.0, &code)?.is_some() {
        return Ok(());
    }
    let mut area = blank(work, community, code)?;
    area.kind = PremisesKind::Public;
    work.put(&mut area)
}

/// Returns a home of which only the code is known, with an id of its own.
pub fn blank(work: &mut Work<'_>, community: CommunityId, code: String) -> Run<Household> {
    Ok(Household {
        id: HouseholdId(work.next_id::<Household>()?),
        version: 0,
        community,
        code,
        kind: PremisesKind::Dwelling,
        occupancy: Occupancy::Unknown,
        area: Area::default(),
        handed_over: None,
        floor: None,
        fees: Vec::new(),
        note: String::new(),
        verified_on: None,
        external: None,
    })
}

/// Returns the canonical code of new premises and the building and unit it lies in.
///
/// A home is written with its three parts, in any way of writing them; a parking space keeps the code
/// painted on it.
pub fn new_code(typed: &str, kind: PremisesKind) -> Run<(String, Option<(String, String)>)> {
    if kind == PremisesKind::Parking {
        return Ok((plain_code(typed)?, None));
    }
    let mut found = premises::candidates(typed, &|_| true);
    match (found.pop(), found.as_slice()) {
        (Some(code), []) => {
            let place = match &code {
                Code::Home { building, unit, .. } => Some((building.clone(), unit.clone())),
                Code::Public { within } => within
                    .first()
                    .map(|building| (building.clone(), within.get(1).cloned().unwrap_or_default())),
            };
            Ok((code.to_string(), place.filter(|(_, unit)| !unit.is_empty())))
        }
        (None, _) => Err(bad_code(typed).into()),
        (Some(last), others) => {
            let names: Vec<String> = others
                .iter()
                .chain([&last])
                .take(5)
                .map(ToString::to_string)
                .collect();
            Err(Refusal::new(Why::SeveralPremises)
                .with("text", typed)
                .with("candidates", names.join(" "))
                .into())
        }
    }
}

/// Whether a code is that of a public area. A parking space is what it is, whatever is painted on it.
pub fn is_public(code: &str, wanted: PremisesKind) -> bool {
    wanted != PremisesKind::Parking
        && premises::candidates(code, &|_| true)
            .iter()
            .any(|code| matches!(code, Code::Public { .. }))
}

/// Returns a code kept as it is written, in capitals and half-width characters.
pub fn plain_code(typed: &str) -> Run<String> {
    let code = fold(typed).trim().to_uppercase();
    let sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '#' | '/' | '.' | ' ');
    if code.is_empty() || code.chars().count() > CODE_CHARACTERS || !code.chars().all(sound) {
        return Err(bad_code(typed).into());
    }
    Ok(code)
}

fn bad_code(typed: &str) -> Refusal {
    Refusal::new(Why::BadCode).with("text", typed)
}

/// Refuses a code that a home of the community has already.
pub fn refuse_taken(work: &Work<'_>, community: CommunityId, code: &str) -> Run<()> {
    if lookup::household_by_code(work.tx(), community.0, code)?.is_none() {
        return Ok(());
    }
    let fault = Refusal::new(Why::Exists).with("text", code).on("premises");
    Err(Refusal::fields(vec![fault]).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(typed: &str, kind: PremisesKind) -> Option<String> {
        new_code(typed, kind).ok().map(|(code, _)| code)
    }

    #[test]
    fn a_new_home_has_three_parts_however_they_are_written() {
        for typed in ["3-2-1201", "3栋2单元1201", "3#2#1201", "３－２－１２０１"] {
            assert_eq!(
                code(typed, PremisesKind::Dwelling).as_deref(),
                Some("3-2-1201"),
                "{typed}"
            );
        }
        assert_eq!(
            code("5-1 公共", PremisesKind::Public).as_deref(),
            Some("5-1 公共")
        );
        for typed in ["", "王建国", "321201", "3-2-1-1201"] {
            assert_eq!(code(typed, PremisesKind::Dwelling), None, "{typed}");
        }
    }

    #[test]
    fn a_parking_space_keeps_what_is_painted_on_it() {
        assert_eq!(
            code("b2-117", PremisesKind::Parking).as_deref(),
            Some("B2-117")
        );
        assert_eq!(
            code("C0001", PremisesKind::Parking).as_deref(),
            Some("C0001")
        );
        assert_eq!(code("B2\n117", PremisesKind::Parking), None);
    }

    #[test]
    fn initials_are_those_of_the_name() {
        assert_eq!(initials_of("翠湖花园"), "chhy");
        assert_eq!(initials_of("SOHO现代城"), "sohoxdc");
    }
}
