//! Sections of records: people, categories, phrases, notices in force, fee items.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the rows of a section, which others read from the store"
)]

use crate::domain::calendar::Day;
use crate::domain::error::Fact;
use crate::domain::fees::{Nature, Price, TierSpan, tiers_text};
use crate::domain::ledger::{FeeItem, Formula};
use crate::domain::office::{Category, Outage, Phrase};
use crate::domain::pinyin;
use crate::domain::premises::PUBLIC;
use crate::domain::staff::Staff;
use crate::service::halt::Run;
use crate::service::lookup::{every, standing_notices};
use crate::service::presence::last_seen;
use crate::service::queries::Asking;
use crate::service::queries::choices::place_of;
use crate::service::queries::detail::category_said;
use crate::service::queries::home::reported;
use crate::service::queries::rows::{load, named};
use crate::service::view::SettingsRow;
use crate::service::words;
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::indexes::HOUSEHOLD_BY_PLACE;
use crate::storage::{Direction, Step};

use super::{count, told};

/// Whether a member of staff is there, away until a day or without one, or gone (words: `settings-here-<name>`).
fn presence(staff: &Staff, today: Day) -> Fact {
    if let Some(until) = staff
        .away_until
        .filter(|_| staff.active && staff.is_away(today))
    {
        return told("staff-away", &[("day", Fact::Day(until))]);
    }
    let name = match (staff.active, staff.on_duty) {
        (false, _) => "left",
        (true, true) => "here",
        (true, false) => "away",
    };
    Fact::Term(format!("settings-here-{name}"))
}

pub(super) fn people_sum(asking: Asking<'_>, _: &str) -> Run<Fact> {
    let people = every::<Staff>(asking.tx)?;
    let here = people.iter().filter(|one| one.active);
    let today = asking.office.today(asking.now);
    let away = here.clone().filter(|one| !one.is_at_hand(today));
    let facts = [
        ("count", count(here.clone().count())),
        ("away", count(away.count())),
    ];
    Ok(told("settings-sum-people", &facts))
}

/// Who is there by rank, highest first, then who has left.
pub(super) fn people(asking: Asking<'_>, _: &str) -> Run<Vec<SettingsRow>> {
    let today = asking.office.today(asking.now);
    let mut people = every::<Staff>(asking.tx)?;
    people.sort_by_cached_key(|one| {
        let rank = std::cmp::Reverse(one.rank);
        (!one.active, rank, pinyin::sort_key(&one.name))
    });
    let row = |one: Staff| {
        let seen = last_seen(asking.tx, one.id)?;
        let mut work: Vec<&str> = one.trades.iter().map(String::as_str).collect();
        let buildings = one.buildings.join(" ");
        work.extend((!buildings.is_empty()).then_some(buildings.as_str()));
        let account = one.account.clone().unwrap_or_default();
        let mut foot = Vec::new();
        if !account.is_empty() {
            foot.push(told(
                "settings-account",
                &[("account", Fact::from(account))],
            ));
        }
        let pin = if one.pin.is_some() { "pin" } else { "no-pin" };
        foot.push(Fact::Term(format!("settings-{pin}")));
        for side in &one.sides {
            foot.push(Fact::Term(format!("role-{}", side.name())));
        }
        foot.push(told(
            "settings-load",
            &[("count", Fact::Count(load(asking, &one)?))],
        ));
        Ok(SettingsRow {
            cells: vec![
                Fact::from(one.name.as_str()),
                Fact::Term(format!("rank-{}", one.rank.name())),
                Fact::from(work.join(" ")),
                presence(&one, today),
                seen.map_or_else(|| Fact::from(""), Fact::At),
            ],
            off: !one.active,
            key: one.name,
            foot,
            ..SettingsRow::default()
        })
    };
    people.into_iter().map(row).collect()
}

pub(super) fn categories_sum(asking: Asking<'_>, _: &str) -> Run<Fact> {
    let all = &asking.office.categories;
    let off = all.iter().filter(|one| !one.active).count();
    let facts = [("count", count(all.len() - off)), ("off", count(off))];
    Ok(told("settings-sum-categories", &facts))
}

/// By kind of ticket, those in use first.
pub(super) fn categories(asking: Asking<'_>, _: &str) -> Run<Vec<SettingsRow>> {
    let mut all: Vec<&Category> = asking.office.categories.iter().collect();
    all.sort_by_key(|one| (!one.active, one.kind as u8, one.id));
    let mut before = None;
    let row = |one: &Category| {
        let group = (one.active, one.kind);
        let heading = match group {
            _ if before == Some(group) => None,
            (true, kind) => Some(Fact::Term(format!("choice-ticket_kind-{}", kind.name()))),
            (false, _) if before.is_some_and(|(active, _)| !active) => None,
            (false, _) => Some(Fact::Term("settings-off".to_owned())),
        };
        before = Some(group);
        SettingsRow {
            key: one.code.clone(),
            cells: vec![
                category_said(asking.office, &one.code),
                Fact::from(one.code.as_str()),
                Fact::from(one.trade.as_str()),
                Fact::Count(one.head_start),
            ],
            foot: vec![words::effect("order")],
            off: !one.active,
            heading,
            ..SettingsRow::default()
        }
    };
    Ok(all.into_iter().map(row).collect())
}

pub(super) fn phrases_sum(asking: Asking<'_>, _: &str) -> Run<Fact> {
    let facts = [("count", count(asking.office.phrases.len()))];
    Ok(told("settings-sum-phrases", &facts))
}

/// By their sound, as a book is read.
pub(super) fn phrases(asking: Asking<'_>, _: &str) -> Run<Vec<SettingsRow>> {
    let mut all: Vec<&Phrase> = asking.office.phrases.iter().collect();
    all.sort_by_cached_key(|one| pinyin::sort_key(&one.text));
    let row = |one: &Phrase| SettingsRow {
        key: one.text.clone(),
        cells: vec![
            Fact::from(one.text.as_str()),
            Fact::from(code(one)),
            category_said(asking.office, &one.category),
            Fact::from(one.place.as_str()),
            one.priority.map_or_else(
                || Fact::from(""),
                |priority| Fact::Term(format!("choice-priority-{}", priority.name())),
            ),
        ],
        ..SettingsRow::default()
    };
    Ok(all.into_iter().map(row).collect())
}

/// What is typed for a phrase: its own code, else its initials.
fn code(phrase: &Phrase) -> String {
    if !phrase.code.is_empty() {
        return phrase.code.clone();
    }
    let searched = pinyin::search_text(&phrase.text);
    let initials = searched.split(' ').next();
    initials.unwrap_or_default().to_owned()
}

pub(super) fn notices_sum(asking: Asking<'_>, _: &str) -> Run<Fact> {
    let all = standing_notices(asking.tx, asking.now)?;
    let coming = all.iter().filter(|one| one.from > asking.now).count();
    let facts = [
        ("count", count(all.len() - coming)),
        ("coming", count(coming)),
    ];
    Ok(told("settings-sum-notices", &facts))
}

/// What is in force or will be, the first to end first.
pub(super) fn notices(asking: Asking<'_>, _: &str) -> Run<Vec<SettingsRow>> {
    let all = standing_notices(asking.tx, asking.now)?;
    let homes = homes(asking, &all)?;
    let row = |(one, homes): (Outage, usize)| {
        let reported = reported(asking, &one)?;
        let community = asking.office.communities.iter();
        let community = community.filter(|_| asking.office.communities.len() > 1);
        let community = community.filter(|known| known.id == one.community);
        let mut foot: Vec<Fact> = community
            .map(|known| Fact::from(known.name.as_str()))
            .collect();
        if !one.category.is_empty() {
            foot.push(category_said(asking.office, &one.category));
        }
        foot.push(told("settings-notice-from", &[("at", Fact::At(one.from))]));
        let by = named(asking, Some(one.by))?;
        foot.push(told("settings-notice-by", &[("by", Fact::from(by))]));
        Ok(SettingsRow {
            cells: vec![
                Fact::from(one.text.as_str()),
                if one.areas.is_empty() {
                    Fact::Term("settings-notice-all".to_owned())
                } else {
                    Fact::from(one.areas.join(" "))
                },
                Fact::At(one.until),
                told("settings-homes", &[("count", count(homes))]),
                told("settings-reported", &[("count", Fact::Count(reported))]),
            ],
            off: one.from > asking.now,
            key: one.id.to_string(),
            foot,
            ..SettingsRow::default()
        })
    };
    all.into_iter().zip(homes).map(row).collect()
}

/// How many homes each notice concerns. Their codes stand in an index, so that no record is read; what belongs to
/// nobody alone is no home.
fn homes(asking: Asking<'_>, notices: &[Outage]) -> Run<Vec<usize>> {
    let mut homes = vec![0; notices.len()];
    if notices.is_empty() {
        return Ok(homes);
    }
    scan_index(
        asking.tx,
        HOUSEHOLD_BY_PLACE,
        Span::all(),
        Direction::Forward,
        &mut |hit: Hit<'_>| {
            let (community, code) = place_of(hit.key);
            if !code.ends_with(PUBLIC) {
                for (notice, homes) in notices.iter().zip(&mut homes) {
                    *homes += usize::from(notice.covers(community, &code));
                }
            }
            Ok(Step::Next)
        },
    )?;
    Ok(homes)
}

pub(super) fn fees_sum(asking: Asking<'_>, _: &str) -> Run<Fact> {
    let facts = [("count", count(every::<FeeItem>(asking.tx)?.len()))];
    Ok(told("settings-sum-fees", &facts))
}

/// What a price is of.
fn costs(item: &FeeItem, price: &Price) -> Fact {
    let unit = match item.formula {
        Formula::Fixed => {
            return told(
                "settings-fee-fixed",
                &[("amount", Fact::Money(price.fixed))],
            );
        }
        Formula::PerArea => "area",
        Formula::PerSpace => "space",
        Formula::Metered if price.tiers.is_empty() => "meter",
        Formula::Metered => "tiers",
        Formula::Shared => "share",
    };
    let key = format!("settings-fee-{unit}");
    told(&key, &[("price", Fact::from(price.rate.plain()))])
}

/// What else is to be known of an item: its steps, how often it is owed, what it will cost.
fn fee_foot(item: &FeeItem, today: Day) -> Vec<Fact> {
    let mut foot = Vec::new();
    let now = item.price_on(today);
    let steps = tiers_text(now.rate, &now.tiers);
    if !steps.is_empty() {
        let span = item.tier_span.unwrap_or(TierSpan::Month).name();
        let span = Fact::Term(format!("choice-tier_span-{span}"));
        let facts = [("steps", Fact::from(steps)), ("span", span)];
        foot.push(told("settings-fee-steps", &facts));
    }
    if item.nature() != Nature::Monthly {
        foot.push(Fact::Term(format!(
            "choice-nature-{}",
            item.nature().name()
        )));
    }
    if let Some(edges) = item.edges {
        let edges = Fact::Term(format!("choice-edges-{}", edges.name()));
        foot.push(told("settings-fee-edges", &[("edges", edges)]));
    }
    let prices = item.prices();
    if let Some(next) = prices.iter().find(|price| price.from > today) {
        let facts = [("day", Fact::Day(next.from)), ("price", costs(item, next))];
        foot.push(told("settings-fee-from", &facts));
    }
    foot.push(words::effect("new"));
    foot
}

pub(super) fn fees(asking: Asking<'_>, _: &str) -> Run<Vec<SettingsRow>> {
    let today = asking.office.today(asking.now);
    let row = |one: FeeItem| SettingsRow {
        cells: vec![
            Fact::from(one.name.as_str()),
            costs(&one, &one.price_on(today)),
            told(
                "settings-fee-months",
                &[("count", Fact::Count(one.period.into()))],
            ),
            Fact::Day(one.from),
            one.until.map_or_else(|| Fact::from(""), Fact::Day),
        ],
        foot: fee_foot(&one, today),
        off: one.until.is_some_and(|until| until < today),
        key: one.name,
        ..SettingsRow::default()
    };
    Ok(every::<FeeItem>(asking.tx)?.into_iter().map(row).collect())
}
