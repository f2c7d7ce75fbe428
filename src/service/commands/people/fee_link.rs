//! `household.fee`: what a home pays of one item: from when, up to when, for how many spaces.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::household::FeeLink;
use crate::service::args::Values;
use crate::service::command::Made;
use crate::service::fee_names::FeeNames;
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

/// What `clear` may empty.
const CLEARABLE: &[&str] = &["until", "spaces"];

/// Sets it, or adds the item to what the home pays; what was charged stays.
pub(super) fn set(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let Found::Household(found) = work.found.clone() else {
        return Err(Why::UnknownPremises.into());
    };
    let mut home = *found;
    let named = values.fee_item("item").ok_or(Why::Missing)?;
    let at = home.fees.iter().position(|link| link.item == named.id);
    let item = if at.is_some() {
        named.clone()
    } else {
        // A name means the community's own item, never another community's.
        FeeNames::of(work.tx(), &work.office.communities, home.community)
            .ok_or(Why::UnknownCommunity)?
            .named(&named.name)?
    };
    let before = at.and_then(|at| home.fees.get(at)).cloned();
    let mut link = before
        .clone()
        .unwrap_or_else(|| FeeLink::new(item.id, work.today()));
    link.since = values.day("since").unwrap_or(link.since);
    link.until = values.day("until").or(link.until);
    if let Some(spaces) = values.whole("spaces") {
        link.spaces = u32::try_from(spaces).ok();
    }
    for field in values.clearing(CLEARABLE)? {
        if field == "until" {
            link.until = None;
        } else {
            link.spaces = None;
        }
    }
    if link.until.is_some_and(|until| until < link.since) {
        let first = Fact::Day(link.since);
        let fault = Refusal::new(Why::PastDay).with("day", first).on("until");
        return Err(Refusal::fields(vec![fault]).into());
    }
    if before.as_ref() == Some(&link) {
        return Err(Why::NothingChanged.into());
    }
    let (old, new) = (before.as_ref().map(told), told(&link));
    match at.and_then(|at| home.fees.get_mut(at)) {
        Some(known) => *known = link,
        None => home.fees.push(link),
    }
    work.put(&mut home)?;
    work.edit_line(
        Subject::of(&home),
        LineKind::Edit,
        "fees",
        &old.map(|old| format!("{} {old}", item.name))
            .unwrap_or_default(),
        &format!("{} {new}", item.name),
        "",
    )?;
    Ok(Made::default()
        .with("premises", home.code)
        .with("name", item.name))
}

/// The days of a link and its spaces, as a line of the history has them.
fn told(link: &FeeLink) -> String {
    let until = link.until.map(|day| day.to_string()).unwrap_or_default();
    let days = format!("{}…{until}", link.since);
    match link.spaces {
        Some(spaces) => format!("{days} ×{spaces}"),
        None => days,
    }
}
