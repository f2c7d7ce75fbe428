//! `community.add`, `community.rename`, `building.add` and `building.steward`.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::household::Steward;
use crate::service::args::Values;
use crate::service::command::Made;
use crate::service::estate::{self, Storeys};
use crate::service::halt::Run;
use crate::service::work::Work;

/// Makes a community; its initials come from the name unless they are given.
pub(super) fn add_community(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let community = estate::add_community(work, &values.line("name"), values.text("initials"))?;
    Ok(Made::default()
        .with("name", community.name)
        .with("initials", community.initials))
}

/// Gives a community another name: the first one is typed when nothing is there yet, and mistyped.
pub(super) fn rename_community(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let community = estate::community(work, values.text("community"))?;
    let name = values.line("name");
    let community = estate::rename_community(work, community, &name, values.text("initials"))?;
    Ok(Made::default()
        .with("name", community.name)
        .with("initials", community.initials))
}

/// Makes a building with its units.
pub(super) fn add_building(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let community = estate::community(work, values.text("community"))?;
    let code = estate::plain_code(&values.line("code"))?;
    if estate::building(work.tx(), community.id, &code)?.is_some() {
        let fault = Refusal::new(Why::Exists).with("text", code).on("code");
        return Err(Refusal::fields(vec![fault]).into());
    }
    let units = units(values.names("units").unwrap_or_default());
    let storeys = Storeys {
        floors: values
            .whole("floors")
            .and_then(|floors| u32::try_from(floors).ok()),
        lift: values.has("lift").then(|| values.yes("lift")),
    };
    let (building, _) = estate::ensure_building(work, community.id, &code, &units, storeys)?;
    Ok(Made::default()
        .with("name", building.code)
        .with("count", building.units.len()))
}

/// The units as typed; a building of which none is named has one.
fn units(typed: &[String]) -> Vec<String> {
    if typed.is_empty() {
        return vec![String::from("1")];
    }
    typed.iter().map(|unit| fold(unit).to_uppercase()).collect()
}

/// Says who answers for the homes of a building from a day on (duties.md D-051, A-51); without a name nobody does.
pub(super) fn steward(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let community = estate::community(work, values.text("community"))?;
    let code = estate::plain_code(&values.line("building"))?;
    let Some(mut building) = estate::building(work.tx(), community.id, &code)? else {
        let fault = Refusal::new(Why::UnknownBuilding).with("text", code);
        return Err(Refusal::fields(vec![fault.on("building")]).into());
    };
    let since = values.day("since").unwrap_or_else(|| work.today());
    let staff = values.staff("steward").map(|staff| staff.id);
    let before = building.clone();
    let stewards = building.stewards.get_or_insert_default();
    stewards.retain(|one| one.since != since);
    stewards.push(Steward { since, staff });
    stewards.sort_by_key(|one| one.since);
    // Who goes on is named once.
    stewards.dedup_by(|next, one| next.staff == one.staff);
    if building == before {
        return Err(Why::NothingChanged.into());
    }
    work.put(&mut building)?;
    let name = values.staff("steward").map(|staff| staff.name.clone());
    let made = Made::default()
        .with("building", building.code)
        .with("day", Fact::Day(since));
    Ok(match name {
        Some(name) => made.with("name", name),
        None => made,
    })
}
