//! `household.add`, `household.edit`, `household.recode`: one home, shop, space or public area.

use crate::domain::calendar::Day;
use crate::domain::error::{Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::household::{FeeLink, Household, Occupancy, PremisesKind};
use crate::domain::ledger::FeeItem;
use crate::domain::money::Area;
use crate::service::args::Values;
use crate::service::books::Books;
use crate::service::command::Made;
use crate::service::estate::{self, Storeys};
use crate::service::fee_names::FeeNames;
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;
use crate::storage::ReadTx;
use crate::storage::record::get;

/// What `clear` may empty.
const CLEARABLE: &[&str] = &["handed_over", "floor", "fees", "note", "area"];

/// Makes a home; its building and unit are made with it where they are missing.
pub(super) fn add(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let community = estate::community(work, values.text("community"))?;
    let wanted = kind_of(values).unwrap_or(PremisesKind::Dwelling);
    let (code, place) = estate::new_code(&values.line("premises"), wanted).map_err(on_premises)?;
    estate::refuse_taken(work, community.id, &code)?;
    if let Some((building, unit)) = place {
        estate::ensure_building(work, community.id, &building, &[unit], Storeys::default())?;
        // The unit's public area came with it, and may be what was asked for.
        estate::refuse_taken(work, community.id, &code)?;
    }
    let mut home = estate::blank(work, community.id, code)?;
    home.kind = if estate::is_public(&home.code, wanted) {
        PremisesKind::Public
    } else {
        wanted
    };
    let all = estate::communities(work)?;
    let names = FeeNames::new(work.tx(), &community, &all);
    home.fees = fee_links(names, work.today(), &[], values)?;
    set_plain(&mut home, values);
    if home.handed_over.is_some() && home.occupancy == Occupancy::Unknown {
        home.occupancy = Occupancy::HandedOver;
    }
    work.put(&mut home)?;
    Ok(Made::default().with("premises", home.code))
}

/// Puts a fault about the code on its field.
fn on_premises(halt: crate::service::halt::Halt) -> crate::service::halt::Halt {
    match halt {
        crate::service::halt::Halt::Refused(refusal) => {
            Refusal::fields(vec![refusal.on("premises")]).into()
        }
        store @ crate::service::halt::Halt::Store(_) => store,
    }
}

/// Corrects a home; each change leaves a line.
pub(super) fn edit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let Found::Household(found) = work.found.clone() else {
        return Err(Why::UnknownPremises.into());
    };
    let before = *found;
    let mut home = before.clone();
    if let Some(kind) = kind_of(values) {
        home.kind = kind;
    }
    if values.has("fees") {
        let names = FeeNames::of(work.tx(), &work.office.communities, home.community)
            .ok_or(Why::UnknownCommunity)?;
        home.fees = fee_links(names, work.today(), &before.fees, values)?;
    }
    set_plain(&mut home, values);
    if values.yes("verified") {
        home.verified_on = Some(work.today());
    }
    for field in values.clearing(CLEARABLE)? {
        match field {
            "handed_over" => home.handed_over = None,
            "floor" => home.floor = None,
            "fees" => home.fees.clear(),
            "note" => home.note.clear(),
            _ => home.area = Area::default(),
        }
    }
    if home == before {
        return Err(Why::NothingChanged.into());
    }
    let (old, new) = (shown(work.tx(), &before)?, shown(work.tx(), &home)?);
    work.put(&mut home)?;
    if (before.handed_over, before.is_rated()) != (home.handed_over, home.is_rated()) {
        Books::of(work).recount(&home)?;
    }
    let subject = Subject::of(&home);
    for ((field, before), (_, after)) in old.iter().zip(&new) {
        if before != after {
            work.edit_line(subject, LineKind::Edit, field, before, after, "")?;
        }
    }
    Ok(Made::default().with("premises", home.code))
}

/// Gives a home another code: a slip of who added it. What was printed with the old one keeps it.
pub(super) fn recode(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let Found::Household(found) = work.found.clone() else {
        return Err(Why::UnknownPremises.into());
    };
    let mut home = *found;
    let (code, place) =
        estate::new_code(&values.line("premises"), home.kind).map_err(on_premises)?;
    estate::refuse_taken(work, home.community, &code)?;
    if let Some((building, unit)) = place {
        estate::ensure_building(work, home.community, &building, &[unit], Storeys::default())?;
        estate::refuse_taken(work, home.community, &code)?;
    }
    let before = std::mem::replace(&mut home.code, code);
    work.put(&mut home)?;
    Books::of(work).rename_debt(&home)?;
    Books::of(work).recount(&home)?;
    let reason = values.line("reason");
    work.edit_line(
        Subject::of(&home),
        LineKind::Edit,
        "premises",
        &before,
        &home.code,
        &reason,
    )?;
    Ok(Made::default()
        .with("premises", home.code)
        .with("before", before))
}

/// What the form of `household.edit` begins with.
pub(super) fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let Found::Household(home) = &work.found else {
        return Ok(Vec::new());
    };
    Ok(shown(work.tx(), home)?
        .into_iter()
        .filter(|(field, text)| !text.is_empty() && *field != "verified")
        .collect())
}

/// The fields as text, in the order of the arguments.
fn shown(tx: &dyn ReadTx, home: &Household) -> Run<Vec<(&'static str, String)>> {
    let mut fees = Vec::new();
    for link in &home.fees {
        fees.extend(get::<FeeItem>(tx, link.item.0)?.map(|item| item.name));
    }
    let area = if home.area == Area::default() {
        String::new()
    } else {
        home.area.plain()
    };
    Ok(vec![
        ("kind", home.kind.name().to_owned()),
        ("occupancy", home.occupancy.name().to_owned()),
        ("area", area),
        (
            "handed_over",
            home.handed_over
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ),
        (
            "floor",
            home.floor
                .map(|floor| floor.to_string())
                .unwrap_or_default(),
        ),
        ("fees", fees.join(",")),
        ("note", home.note.clone()),
        (
            "verified",
            home.verified_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ),
    ])
}

fn kind_of(values: &Values) -> Option<PremisesKind> {
    values.choice("kind").and_then(PremisesKind::from_name)
}

/// Sets the fields that need no looking up.
fn set_plain(home: &mut Household, values: &Values) {
    if let Some(occupancy) = values.choice("occupancy").and_then(Occupancy::from_name) {
        home.occupancy = occupancy;
    }
    if let Some(area) = values.area("area") {
        home.area = area;
    }
    if let Some(day) = values.day("handed_over") {
        home.handed_over = Some(day);
    }
    if let Some(floor) = values
        .whole("floor")
        .and_then(|floor| i32::try_from(floor).ok())
    {
        home.floor = Some(floor);
    }
    if let Some(note) = values.text("note") {
        note.clone_into(&mut home.note);
    }
}

/// The fee items a home's community means by the names given; one already charged keeps its first day, and is
/// meant by its name even if it came from elsewhere.
pub(super) fn fee_links(
    names: FeeNames<'_>,
    today: Day,
    before: &[FeeLink],
    values: &Values,
) -> Run<Vec<FeeLink>> {
    let since = values.day("since").unwrap_or(today);
    let mut links: Vec<FeeLink> = Vec::new();
    for name in values.names("fees").unwrap_or_default() {
        let linked = |item: &FeeItem| before.iter().any(|link| link.item == item.id);
        let item = match names.exactly(name.trim())?.filter(linked) {
            Some(kept) => kept.id,
            None => names.named(name)?.id,
        };
        if links.iter().any(|link| link.item == item) {
            continue;
        }
        let known = before.iter().find(|link| link.item == item).cloned();
        links.push(known.unwrap_or(FeeLink::new(item, since)));
    }
    Ok(links)
}
