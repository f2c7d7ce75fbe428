//! `outage.post`, `outage.edit` and `outage.end`: water off, lift out of order, and the end of it.

use crate::domain::calendar::Instant;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::office::Outage;
use crate::service::args::Values;
use crate::service::command::{Begun, Made};
use crate::service::estate;
use crate::service::halt::Run;
use crate::service::lookup::standing_notices;
use crate::service::work::Work;

/// Most areas one notice names.
const MOST_AREAS: usize = 100;

/// Posts a notice; from its beginning to its end it stands beside every call it concerns.
pub(super) fn post(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let community = estate::community(work, values.text("community"))?;
    let zone = work.office.zone;
    let from = values
        .when("from")
        .map_or(work.now, |when| when.start(zone));
    let Some(until) = values.when("until").map(|when| when.end(zone)) else {
        return Err(Refusal::field("until", Why::Missing).into());
    };
    let areas = areas(values)?;
    let mut outage = Outage {
        id: work.next_id::<Outage>()?,
        version: 0,
        community: community.id,
        areas,
        category: values.line("category"),
        text: values.line("text"),
        from,
        until,
        by: work.actor.staff,
    };
    check(work, &outage)?;
    work.put(&mut outage)?;
    Ok(made(&outage))
}

/// Refuses a notice that ends before it begins or is over, and one about buildings that are not there.
fn check(work: &Work<'_>, outage: &Outage) -> Run<()> {
    if outage.until <= outage.from || outage.until <= work.now {
        let fault = Refusal::new(Why::PastDay)
            .with("day", Fact::At(outage.until))
            .on("until");
        return Err(Refusal::fields(vec![fault]).into());
    }
    for area in &outage.areas {
        let building = area.split('-').next().unwrap_or_default();
        if estate::building(work.tx(), outage.community, building)?.is_none() {
            let fault = Refusal::new(Why::UnknownPremises)
                .with("text", area.as_str())
                .on("areas");
            return Err(Refusal::fields(vec![fault]).into());
        }
    }
    Ok(())
}

/// The notice of this number that has not ended.
fn standing(work: &Work<'_>, number: Option<i64>) -> Run<Outage> {
    let wanted = number.and_then(|id| u64::try_from(id).ok());
    let mut standing = standing_notices(work.tx(), work.now)?.into_iter();
    standing.find(|one| Some(one.id) == wanted).ok_or_else(|| {
        let number = number.map(|id| id.to_string()).unwrap_or_default();
        let refusal = Refusal::new(Why::UnknownRecord).with("number", number);
        crate::service::halt::Halt::Refused(refusal)
    })
}

/// Corrects a notice: what it says, where, until when.
pub(super) fn edit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let zone = work.office.zone;
    let before = standing(work, values.whole("notice"))?;
    let mut outage = before.clone();
    if let Some(text) = values.text("text") {
        text.clone_into(&mut outage.text);
    }
    if let Some(until) = values.when("until") {
        outage.until = until.end(zone);
    }
    if let Some(from) = values.when("from") {
        outage.from = from.start(zone);
    }
    if values.has("areas") {
        outage.areas = areas(values)?;
    }
    if let Some(category) = values.text("category") {
        category.clone_into(&mut outage.category);
    }
    for field in values.clearing(&["areas", "category"])? {
        match field {
            "areas" => outage.areas.clear(),
            _ => outage.category.clear(),
        }
    }
    if outage == before {
        return Err(Why::NothingChanged.into());
    }
    check(work, &outage)?;
    work.put(&mut outage)?;
    Ok(made(&outage))
}

/// What a notice says.
pub(super) fn begin(work: &Work<'_>, typed: &str) -> Run<Begun> {
    let outage = standing(work, typed.parse().ok())?;
    let zone = work.office.zone;
    let printed = |at: Instant| {
        let minute = zone.minute_of(at);
        format!("{} {:02}:{:02}", zone.day_of(at), minute / 60, minute % 60)
    };
    Ok(Begun {
        fields: vec![
            ("text", outage.text),
            ("until", printed(outage.until)),
            ("from", printed(outage.from)),
            ("areas", outage.areas.join(",")),
            ("category", outage.category),
        ],
        notes: Vec::new(),
    })
}

/// Ends a notice now: the one in force, or the one with this number where there are several.
pub(super) fn end(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut standing = standing_notices(work.tx(), work.now)?;
    let wanted = values.whole("notice").and_then(|id| u64::try_from(id).ok());
    match wanted {
        Some(id) => standing.retain(|one| one.id == id),
        // One that has not begun is no notice in force: it is named or left alone.
        None => standing.retain(|one| one.from <= work.now),
    }
    if standing.len() > 1 {
        return Err(Refusal::field("notice", Why::Missing).into());
    }
    let mut outage = standing.pop().ok_or_else(|| {
        let number = wanted.map(|id| id.to_string()).unwrap_or_default();
        Refusal::new(Why::UnknownRecord).with("number", number)
    })?;
    outage.until = work.now;
    outage.from = outage.from.min(work.now);
    work.put(&mut outage)?;
    Ok(made(&outage))
}

fn made(outage: &Outage) -> Made {
    Made::default()
        .with(
            "notice",
            Fact::Count(i64::try_from(outage.id).unwrap_or(i64::MAX)),
        )
        .with("text", outage.text.as_str())
        .with("until", Fact::At(outage.until))
}

/// The areas as they are kept: `3栋` is `3`, `3栋2单元` is `3-2`, `3栋2单元01立管` is `3-2-*01`.
fn areas(values: &Values) -> Run<Vec<String>> {
    let typed = values.names("areas").unwrap_or_default();
    if typed.len() > MOST_AREAS {
        let fault = Refusal::new(Why::TooMany)
            .with("limit", MOST_AREAS)
            .on("areas");
        return Err(Refusal::fields(vec![fault]).into());
    }
    typed
        .iter()
        .map(|area| {
            crate::domain::premises::area(area).ok_or_else(|| {
                let fault = Refusal::new(Why::BadCode)
                    .with("text", area.as_str())
                    .on("areas");
                Refusal::fields(vec![fault]).into()
            })
        })
        .collect()
}
