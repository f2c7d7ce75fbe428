//! `community.add`, `community.rename` and `building.add`.

use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
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
