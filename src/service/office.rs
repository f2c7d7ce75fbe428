//! The office as it stands: settings, calendar, time limits, categories, phrases; read once, used by every command.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::calendar::{Calendar, Day, DayKind, Instant, Zone, hours_of, week_of};
use crate::domain::household::{Community, Household};
use crate::domain::id::CommunityId;
use crate::domain::office::{Category, Phrase, Setting};
use crate::service::halt::Run;
use crate::service::lookup::every;
use crate::storage::ReadTx;

/// Kinds of records whose change makes a new snapshot necessary.
pub const KINDS: &[u8] = &[1, 16, 17, 20];

/// A snapshot of what the office has declared. Depends on the records alone.
#[derive(Debug, Clone)]
pub struct Office {
    /// Settings by key, as typed; a missing one has its shipped default.
    pub settings: BTreeMap<String, String>,
    pub calendar: Calendar,
    pub zone: Zone,
    pub categories: Vec<Category>,
    pub phrases: Vec<Phrase>,
    pub communities: Vec<Community>,
}

impl Office {
    /// Reads the snapshot.
    pub fn read(tx: &dyn ReadTx) -> Run<Self> {
        let mut settings = BTreeMap::new();
        for setting in every::<Setting>(tx)? {
            settings.insert(setting.key, setting.value);
        }
        let zone = settings
            .get("office.utc_offset")
            .and_then(|text| text.parse().ok())
            .and_then(Zone::new)
            .unwrap_or_default();
        Ok(Self {
            calendar: calendar(&settings),
            zone,
            categories: every(tx)?,
            phrases: every(tx)?,
            communities: every(tx)?,
            settings,
        })
    }

    /// The office's day at `now`.
    pub fn today(&self, now: Instant) -> Day {
        self.zone.day_of(now)
    }

    /// A setting's text, or the shipped default.
    pub fn setting(&self, key: &str) -> &str {
        self.settings
            .get(key)
            .map(String::as_str)
            .or_else(|| crate::service::settings::default_of(key))
            .unwrap_or_default()
    }

    /// A setting that is a whole number, or `otherwise`.
    pub fn whole(&self, key: &str, otherwise: i64) -> i64 {
        self.setting(key).parse().unwrap_or(otherwise)
    }

    /// The code of a home as people type it: with the initials of its community where there are several.
    pub fn home_name(&self, home: &Household) -> String {
        self.place_name(home.community, &home.code)
    }

    /// The same for a place that is no home of ours.
    pub fn place_name(&self, community: CommunityId, printed: &str) -> String {
        let mut communities = self.communities.iter();
        let community = communities.find(|one| one.id == community);
        match community {
            Some(community) if self.communities.len() > 1 => {
                format!("{} {printed}", community.initials)
            }
            _ => printed.to_owned(),
        }
    }

    /// The name of the only community, or of the office.
    pub fn name(&self) -> String {
        let named = self.setting("office.name");
        if named.is_empty() {
            self.communities
                .first()
                .map(|community| community.name.clone())
                .unwrap_or_default()
        } else {
            named.to_owned()
        }
    }
}

/// The calendar the settings describe: `holiday.2026-10-01 = holiday|workday`.
fn calendar(settings: &BTreeMap<String, String>) -> Calendar {
    let mut days = BTreeMap::new();
    let mut known_years = BTreeSet::new();
    for (key, value) in settings {
        let Some(day) = key
            .strip_prefix("holiday.")
            .and_then(|text| text.parse::<Day>().ok())
        else {
            continue;
        };
        let kind = match value.as_str() {
            "holiday" => DayKind::Holiday,
            "workday" => DayKind::Workday,
            // A day that was taken away again tells nothing of its year.
            _ => continue,
        };
        known_years.insert(day.year());
        days.insert(day, kind);
    }
    let shipped = Calendar::default();
    let said = |key| settings.get(key).map(String::as_str);
    Calendar {
        days,
        hours: said("office.hours")
            .and_then(hours_of)
            .unwrap_or(shipped.hours),
        week: said("office.week")
            .and_then(week_of)
            .unwrap_or(shipped.week),
        known_years,
    }
}
