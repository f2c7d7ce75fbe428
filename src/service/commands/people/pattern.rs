//! `homes.pattern`: the homes of a whole community by buildings, units, floors and rooms.

use crate::domain::calendar::Day;
use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::household::{Community, FeeLink, Household};
use crate::domain::id::{CommunityId, FeeItemId};
use crate::domain::ledger::{FeeItem, Formula};
use crate::domain::money::{Area, Rate};
use crate::domain::staff::Right;
use crate::service::args::{Values, missing};
use crate::service::command::Made;
use crate::service::commands::people::household::fee_links;
use crate::service::estate::{self, Storeys};
use crate::service::execute::authorise;
use crate::service::fee_names::FeeNames;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::subject::Subject;
use crate::service::work::Work;
use crate::storage::record::{Record, put};

/// Most homes one command makes (architecture.md, decision 10).
const MOST: i64 = 100_000;
/// Most buildings of one pattern.
const MOST_BUILDINGS: usize = 500;
/// Most buildings of one span.
const MOST_SPAN: u32 = 500;

/// What every home of the pattern has in common.
struct Alike {
    community: CommunityId,
    area: Area,
    handed_over: Option<Day>,
    fees: Vec<FeeLink>,
}

/// Makes the homes that are missing; those that are there stay as they are.
pub(super) fn run(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let community = estate::community(work, values.text("community"))?;
    let codes = buildings(&values.line("buildings"))?;
    let whole = |name| values.whole(name).unwrap_or(1);
    let (units, floors, rooms) = (whole("units"), whole("floors"), whole("rooms"));
    let count = i64::try_from(codes.len())
        .unwrap_or(MOST)
        .saturating_mul(units * floors * rooms);
    if count > MOST {
        let fault =
            Refusal::new(Why::TooMany).with("limit", crate::domain::error::Fact::Count(MOST));
        return Err(Refusal::fields(vec![fault.on("buildings")]).into());
    }
    let alike = Alike {
        community: community.id,
        area: values.area("area").unwrap_or_default(),
        handed_over: values.day("handed_over"),
        fees: fees(work, &community, values)?,
    };
    let storeys = Storeys {
        floors: u32::try_from(floors).ok(),
        lift: values.has("lift").then(|| values.yes("lift")),
    };
    let unit_names: Vec<String> = (1..=units).map(|unit| unit.to_string()).collect();
    let (mut added, mut known) = (0_usize, 0_usize);
    for building in &codes {
        estate::ensure_building(work, community.id, building, &unit_names, storeys)?;
        for unit in &unit_names {
            for floor in 1..=floors {
                for room in 1..=rooms {
                    let code = format!("{building}-{unit}-{floor:02}{room:02}");
                    if make(work, &alike, code, floor)? {
                        added += 1;
                    } else {
                        known += 1;
                    }
                }
            }
        }
    }
    work.touch(Subject {
        kind: Household::KIND,
        id: 0,
    });
    Ok(Made::default()
        .with("name", community.name)
        .with("added", added)
        .with("known", known))
}

/// The fees of the homes. With a price those that are missing are made: an office that begins has none, and homes
/// without fees would never be billed.
fn fees(work: &mut Work<'_>, community: &Community, values: &Values) -> Run<Vec<FeeLink>> {
    let all = estate::communities(work)?;
    let names = values.names("fees").unwrap_or_default();
    let price = values.rate("price");
    if price.is_some() && names.is_empty() {
        return Err(Refusal::fields(vec![missing("fees")]).into());
    }
    for name in names {
        let fees = FeeNames::new(work.tx(), community, &all);
        if let Some(there) = fees.find(name)? {
            // One that costs something else is not what was meant.
            if price.is_some_and(|price| there.prices().iter().all(|one| one.rate != price)) {
                let taken = Refusal::new(Why::Exists).with("text", there.name.as_str());
                return Err(Refusal::fields(vec![taken.on("fees")]).into());
            }
            continue;
        }
        let Some(price) = price.filter(|price| *price != Rate::default()) else {
            return Err(Refusal::fields(vec![missing("price")]).into());
        };
        authorise(work.actor, Right::Office)?;
        // Another community's of the same name is not meant, and no two may be called alike.
        let name = match fees.exactly(name)? {
            Some(_) => fees.own(name),
            None => name.clone(),
        };
        let id = FeeItemId(work.next_id::<FeeItem>()?);
        let since = values.day("since");
        let from = since.unwrap_or_else(|| work.today().month().first());
        let mut item = FeeItem {
            price,
            property_fee: true,
            ..FeeItem::new(id, name, Formula::PerArea, from)
        };
        work.put(&mut item)?;
    }
    let fees = FeeNames::new(work.tx(), community, &all);
    fee_links(fees, work.today(), &[], values)
}

/// Makes one home unless it is there. It is written past `Work::put`: a line that named each of 100,000
/// homes would say less than the pattern, which the audit line holds.
fn make(work: &mut Work<'_>, alike: &Alike, code: String, floor: i64) -> Run<bool> {
    if lookup::household_by_code(work.tx(), alike.community.0, &code)?.is_some() {
        return Ok(false);
    }
    let mut home = estate::blank(work, alike.community, code)?;
    home.area = alike.area;
    home.handed_over = alike.handed_over;
    home.fees.clone_from(&alike.fees);
    home.floor = i32::try_from(floor).ok();
    put(work.raw(), &mut home)?;
    Ok(true)
}

/// Reads `1-6`, `1,3,5-8` or `A、B`.
fn buildings(typed: &str) -> Run<Vec<String>> {
    let bad = || {
        let fault = Refusal::new(Why::BadCode)
            .with("text", typed)
            .on("buildings");
        Refusal::fields(vec![fault])
    };
    let folded = fold(typed);
    let mut codes: Vec<String> = Vec::new();
    for part in folded
        .split([',', '、', ' '])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        if let Some((from, to)) = part.split_once('-') {
            let (from, to): (u32, u32) = (
                from.trim().parse().map_err(|_| bad())?,
                to.trim().parse().map_err(|_| bad())?,
            );
            if from > to || to - from >= MOST_SPAN {
                return Err(bad().into());
            }
            codes.extend((from..=to).map(|number| number.to_string()));
        } else if part.chars().all(char::is_alphanumeric) && part.chars().count() <= 8 {
            codes.push(part.to_uppercase());
        } else {
            return Err(bad().into());
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    codes.retain(|code| seen.insert(code.clone()));
    if codes.is_empty() || codes.len() > MOST_BUILDINGS {
        return Err(bad().into());
    }
    Ok(codes)
}

#[cfg(test)]
mod tests {
    use super::buildings;

    #[test]
    fn buildings_are_listed_or_spanned() {
        let read = |typed: &str| buildings(typed).ok();
        let list = |codes: &[&str]| Some(codes.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(read("1-3"), list(&["1", "2", "3"]));
        assert_eq!(read("1,3、5-6，5"), list(&["1", "3", "5", "6"]));
        assert_eq!(read("a b"), list(&["A", "B"]));
        for bad in ["", "3-1", "1-9999", "x-y", "1;2", "-"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
