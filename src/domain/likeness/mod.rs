//! Whether two reports may be the same matter, and by which facts (product.md, a voice instead of a duplicate).

pub mod words;

use crate::domain::calendar::Instant;
use crate::domain::id::CommunityId;
use crate::domain::premises::{PUBLIC, stand};
use crate::domain::ticket::TicketKind;
use words::{Pairs, Weights};

/// Words told of what two reports have in common.
const TOLD: usize = 2;
/// Milliseconds of an hour.
const HOUR: i64 = 3_600_000;
/// Hours of a day.
const DAY: i64 = 24;
/// Times the likeness of words that is enough at one place, where nothing else but the community is the same.
const FAR: u64 = 2;

crate::named! {
    /// How near two places are to each other, the nearest first.
    pub enum Near {
        Home = 1 "home",
        /// One above the other, on the same line (立管).
        Line = 2 "line",
        /// One is what the other's unit, building or community shares: the lift, the stairwell.
        Shared = 3 "shared",
        Unit = 4 "unit",
        Building = 5 "building",
        Community = 6 "community",
        /// Anywhere, reported from the same phone.
        Phone = 7 "phone",
    }
}

impl Near {
    /// What it is worth in the order.
    const fn worth(self) -> u64 {
        match self {
            Self::Home => 500,
            Self::Line => 400,
            Self::Phone | Self::Shared => 300,
            Self::Unit => 200,
            Self::Building => 100,
            Self::Community => 0,
        }
    }
}

/// One report: what a caller says, or a ticket.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    pub community: CommunityId,
    /// Codes of the places it is reported from; the first one is where it is.
    pub places: Vec<&'a str>,
    /// Digits; empty if none is known.
    pub phone: &'a str,
    /// None while it is not yet known.
    pub kind: Option<TicketKind>,
    /// A category code; empty while it is not yet known.
    pub category: &'a str,
    /// What was said of it: the summary, the whole.
    pub texts: Vec<&'a str>,
    /// When it was last reported.
    pub at: Instant,
}

/// Within which times reports may be the same matter, and how alike their words must be: settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windows {
    /// Hours along a line and in what a unit or building shares.
    pub line: i64,
    /// Hours in a unit or building.
    pub building: i64,
    /// Hours for complaints, requests and what the same phone reports.
    pub complaint: i64,
    /// How much of the words must be the same, of [`words::WHOLE`].
    pub words: u64,
}

/// Why a report may be the same matter as another.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Likeness {
    #[n(0)]
    pub near: Near,
    /// Of the same category.
    #[n(1)]
    pub category: bool,
    /// Reported within so many hours of each other; at least 1.
    #[n(2)]
    pub hours: i64,
    /// Words of the one that the other has too, if they are enough to say something.
    #[n(3)]
    pub words: Vec<String>,
}

/// A candidate that may be the same matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// Its place among the candidates.
    pub at: usize,
    /// What orders it: the highest first.
    pub score: u64,
    /// The deciding facts.
    pub why: Likeness,
}

/// The candidates that may be the same matter as a report, the likeliest first. Words count by how few of the candidates
/// have them.
pub fn likely(asked: &Report<'_>, candidates: &[Report<'_>], windows: &Windows) -> Vec<Likely> {
    let said = Pairs::of(&asked.texts);
    let pairs: Vec<Pairs> = candidates
        .iter()
        .map(|candidate| Pairs::of(&candidate.texts))
        .collect();
    let weights = Weights::over(pairs.iter());
    let said = weights.weigh(&said);
    let mut found = Vec::new();
    for (at, (candidate, pairs)) in candidates.iter().zip(&pairs).enumerate() {
        let Some(near) = nearest(asked, candidate) else {
            continue;
        };
        let there = weights.weigh(pairs);
        let alike = said.alike(&there);
        let hours = hours(asked.at.since(candidate.at));
        let category = !asked.category.is_empty() && asked.category == candidate.category;
        if !together(asked, candidate, near, (category, alike, hours), windows) {
            continue;
        }
        let mut told = Vec::new();
        if alike >= windows.words {
            for text in &asked.texts {
                told.extend(there.common(text, TOLD));
            }
            told.dedup();
            told.truncate(TOLD);
        }
        let fresh = match hours {
            1 => 100,
            2..=DAY => 50,
            _ => 0,
        };
        found.push(Likely {
            at,
            score: near.worth() + if category { 200 } else { 0 } + fresh + alike * 3 / 10,
            why: Likeness {
                near,
                category,
                hours,
                words: told,
            },
        });
    }
    found.sort_by_key(|one| (std::cmp::Reverse(one.score), one.at));
    found
}

/// Hours within which two instants so many milliseconds apart lie.
const fn hours(ms: i64) -> i64 {
    let begun = ms.abs().saturating_add(HOUR - 1) / HOUR;
    if begun > 1 { begun } else { 1 }
}

/// Whether what is the same is enough, so near to each other.
fn together(
    asked: &Report<'_>,
    candidate: &Report<'_>,
    near: Near,
    (category, alike, hours): (bool, u64, i64),
    windows: &Windows,
) -> bool {
    let said = alike >= windows.words;
    // What is wrong with a place goes on until it is mended or forgotten; a grievance goes on.
    let repair = |report: &Report<'_>| report.kind == Some(TicketKind::Repair);
    let grievance = !repair(asked) && !repair(candidate);
    let within = |window: i64| {
        hours
            <= if grievance {
                windows.complaint.max(window)
            } else {
                window
            }
    };
    match near {
        Near::Home => category || said,
        Near::Phone => (category || said) && hours <= windows.complaint,
        Near::Line | Near::Shared => (category || said) && within(windows.line),
        Near::Unit | Near::Building => {
            category && within(windows.building) || said && within(windows.line)
        }
        Near::Community => grievance && alike >= windows.words * FAR && within(windows.complaint),
    }
}

/// How near the places of two reports are at their nearest; none if nothing is known to be the same.
fn nearest(asked: &Report<'_>, candidate: &Report<'_>) -> Option<Near> {
    let here = asked.places.first().copied().unwrap_or_default();
    let mut near = None;
    if asked.community == candidate.community {
        let places = candidate.places.iter();
        near = places.map(|place| between(here, place)).min();
    }
    let phone = !asked.phone.is_empty() && asked.phone == candidate.phone;
    match near {
        Some(Near::Community) | None if phone => Some(Near::Phone),
        near => near,
    }
}

/// How near two places of one community are.
fn between(one: &str, other: &str) -> Near {
    if one.is_empty() || other.is_empty() {
        return Near::Community;
    }
    if one == other {
        return Near::Home;
    }
    if covers(one, other) || covers(other, one) {
        return Near::Shared;
    }
    if let (Some(one), Some(other)) = (stand(one), stand(other))
        && one.over_or_under(&other)
    {
        return Near::Line;
    }
    match (unit(one), unit(other)) {
        (Some(one), Some(other)) if one == other => Near::Unit,
        _ if building(one) == building(other) => Near::Building,
        _ => Near::Community,
    }
}

/// Whether a place is what the other's unit, building or community shares: `3-2 公共` covers `3-2-1201`.
fn covers(area: &str, place: &str) -> bool {
    let Some(within) = area.strip_suffix(PUBLIC).map(str::trim_end) else {
        return false;
    };
    within.is_empty()
        || place
            .strip_prefix(within)
            .is_some_and(|rest| rest.starts_with(['-', ' ']))
}

/// The building and unit a home or public area is of: `3-2` of `3-2-1201` and of `3-2 公共`.
pub fn unit(code: &str) -> Option<&str> {
    let plain = code.strip_suffix(PUBLIC).map_or(code, str::trim_end);
    let (building, rest) = plain.split_once('-')?;
    let unit = rest.split_once('-').map_or(rest, |(unit, _)| unit);
    code.get(..building.len() + 1 + unit.len())
}

/// The building a home or public area is of: `3` of `3-2-1201`; nothing of what the whole community shares.
pub fn building(code: &str) -> &str {
    let plain = code.strip_suffix(PUBLIC).map_or(code, str::trim_end);
    plain.split('-').next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
