//! Working time: which days and hours count, and arithmetic over them.

use std::collections::{BTreeMap, BTreeSet};

use minicbor::{Decode, Encode};

use super::{DAY_MINUTES, Day, Instant, MINUTE_MS, Zone};

/// Days a search for working time goes on before it gives up: two years without a working day.
const PATIENCE: i32 = 731;
/// Monday to Friday, bit 0 being Monday.
const MONDAY_TO_FRIDAY: u8 = 0b001_1111;

/// What a day is against the rule of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum DayKind {
    /// A holiday on a day that would be worked.
    #[n(0)]
    Holiday,
    /// A day worked although the week says rest (调休).
    #[n(1)]
    Workday,
}

/// Why a calendar cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// A span of hours ends before it begins, or past midnight.
    #[error("hours from minute {0} to {1}")]
    Hours(u16, u16),
    /// Two spans of hours overlap or are out of order.
    #[error("hours overlap at minute {0}")]
    Overlap(u16),
    /// No hour or no day of the week is worked.
    #[error("no working time")]
    Empty,
}

/// The working time of an office.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Calendar {
    /// Days that differ from the week.
    #[n(0)]
    pub days: BTreeMap<Day, DayKind>,
    /// Working hours of a day as minutes since midnight, in order, each end after its beginning.
    #[n(1)]
    pub hours: Vec<(u16, u16)>,
    /// Days of the week that are worked, bit 0 being Monday.
    #[n(2)]
    pub week: u8,
    /// Years whose holidays have been entered; working time in others is a guess and says so.
    #[n(3)]
    pub known_years: BTreeSet<i32>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            days: BTreeMap::new(),
            hours: vec![(510, 720), (810, 1050)],
            week: MONDAY_TO_FRIDAY,
            known_years: BTreeSet::new(),
        }
    }
}

/// Reads the days of the week that are worked, 1 being Monday: `1-6`, `1,3,5`; bit 0 is Monday.
pub fn week_of(text: &str) -> Option<u8> {
    let mut week = 0;
    for part in text.split([',', '，']).map(str::trim) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to): (u8, u8) = (from.parse().ok()?, to.parse().ok()?);
        if from < 1 || to > 7 || from > to {
            return None;
        }
        for day in from..=to {
            week |= 1 << (day - 1);
        }
    }
    Some(week)
}

/// Prints what [`week_of`] reads.
pub fn week_text(week: u8) -> String {
    let worked = |day: u8| (1..=7).contains(&day) && week & (1 << (day - 1)) != 0;
    let parts: Vec<String> = (1..=7)
        .filter(|day| worked(*day) && !worked(day - 1))
        .map(|from| {
            let to = (from..=7)
                .take_while(|day| worked(*day))
                .last()
                .unwrap_or(from);
            if from == to {
                from.to_string()
            } else {
                format!("{from}-{to}")
            }
        })
        .collect();
    parts.join(",")
}

/// Reads the working hours of a day, `8:30-12:00,13:30-17:30`, as minutes since midnight, in order.
pub fn hours_of(text: &str) -> Option<Vec<(u16, u16)>> {
    let minute = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
    };
    let hours = text
        .split([',', '，'])
        .map(|span| {
            let (from, to) = span.split_once('-')?;
            Some((minute(from)?, minute(to)?))
        })
        .collect::<Option<Vec<_>>>()?;
    let calendar = Calendar {
        hours,
        ..Calendar::default()
    };
    calendar.check().is_ok().then_some(calendar.hours)
}

/// Prints what [`hours_of`] reads.
pub fn hours_text(hours: &[(u16, u16)]) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let spans: Vec<String> = hours
        .iter()
        .map(|(from, to)| format!("{}-{}", clock(*from), clock(*to)))
        .collect();
    spans.join(",")
}

impl Calendar {
    /// Checks that there is working time and that the hours are in order.
    pub fn check(&self) -> Result<(), CalendarFault> {
        if self.hours.is_empty() || self.week.trailing_zeros() >= 7 {
            return Err(CalendarFault::Empty);
        }
        let mut last = 0;
        for &(from, to) in &self.hours {
            if from >= to || to > DAY_MINUTES {
                return Err(CalendarFault::Hours(from, to));
            }
            if from < last {
                return Err(CalendarFault::Overlap(from));
            }
            last = to;
        }
        Ok(())
    }

    /// Returns whether `day` is worked.
    pub fn works(&self, day: Day) -> bool {
        match self.days.get(&day) {
            Some(DayKind::Holiday) => false,
            Some(DayKind::Workday) => true,
            None => self.week & (1 << (day.weekday() - 1)) != 0,
        }
    }

    /// Returns the working minutes of a worked day.
    pub fn minutes_a_day(&self) -> u32 {
        self.hours
            .iter()
            .map(|(from, to)| u32::from(to.saturating_sub(*from)))
            .sum()
    }

    /// Returns the instant at which `minutes` of working time have passed since `start`.
    ///
    /// Zero minutes from outside working time is the next beginning of it. A calendar without working
    /// time for two years gives the end of those two years, so that the answer always exists.
    pub fn add_working(&self, start: Instant, minutes: u32, zone: Zone) -> Instant {
        self.add_working_ms(start, i64::from(minutes) * MINUTE_MS, zone)
    }

    /// As `add_working`, in milliseconds.
    pub fn add_working_ms(&self, start: Instant, ms: i64, zone: Zone) -> Instant {
        let mut left = ms.max(0);
        let mut day = zone.day_of(start);
        let mut idle = 0;
        while idle < PATIENCE && day < Day::MAX {
            idle += 1;
            for (from, to) in self.spans(day, zone) {
                let begin = from.max(start);
                if to <= begin {
                    continue;
                }
                idle = 0;
                let room = to.since(begin);
                if left < room || (left == room && left > 0) {
                    return begin.plus_ms(left);
                }
                left -= room;
            }
            day = day.plus(1);
        }
        zone.end_of(day)
    }

    /// Returns the milliseconds of working time from `from` to `to`; 0 if `to` is earlier.
    pub fn working_between(&self, from: Instant, to: Instant, zone: Zone) -> i64 {
        zone.day_of(from)
            .through(zone.day_of(to))
            .flat_map(|day| self.spans(day, zone))
            .map(|(begin, end)| end.min(to).since(begin.max(from)).max(0))
            .sum()
    }

    /// Returns the working spans of `day`; none if it is not worked.
    fn spans(&self, day: Day, zone: Zone) -> impl Iterator<Item = (Instant, Instant)> {
        let worked = self.works(day);
        self.hours
            .iter()
            .filter(move |_| worked)
            .map(move |(from, to)| (zone.at(day, *from), zone.at(day, *to)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        Instant::parse(&format!("{text}:00+08:00")).unwrap()
    }

    /// National day 2026: 1–7 October off, Saturday the 10th worked.
    fn october() -> Calendar {
        let mut calendar = Calendar::default();
        for number in 1..=7 {
            let day = Day::from_ymd(2026, 10, number).unwrap();
            calendar.days.insert(day, DayKind::Holiday);
        }
        let made_up = Day::from_ymd(2026, 10, 10).unwrap();
        calendar.days.insert(made_up, DayKind::Workday);
        calendar.known_years.insert(2026);
        calendar
    }

    #[track_caller]
    fn adds(start: &str, minutes: u32, due: &str) {
        let zone = Zone::default();
        let found = october().add_working(at(start), minutes, zone);
        assert_eq!(
            zone.print(found),
            zone.print(at(due)),
            "{start} + {minutes}"
        );
    }

    #[test]
    fn skips_nights_noons_weekends_and_holidays() {
        adds("2026-11-20T09:00", 60, "2026-11-20T10:00");
        adds("2026-11-20T11:30", 60, "2026-11-20T14:00");
        adds("2026-11-20T17:00", 60, "2026-11-23T09:00");
        adds("2026-11-21T10:00", 240, "2026-11-23T14:00");
        adds("2026-09-30T17:00", 31, "2026-10-08T08:31");
        adds("2026-10-09T17:00", 31, "2026-10-10T08:31");
    }

    #[test]
    fn ends_with_the_hours_and_begins_with_them() {
        adds("2026-11-20T16:30", 60, "2026-11-20T17:30");
        adds("2026-11-21T10:00", 0, "2026-11-23T08:30");
        adds("2026-11-20T10:00", 0, "2026-11-20T10:00");
    }

    #[test]
    fn week_and_hours_are_read_as_an_office_writes_them() {
        for (text, week) in [
            ("1-5", "1-5"),
            ("1-6", "1-6"),
            ("1,3, 5", "1,3,5"),
            ("5，1-3", "1-3,5"),
            ("7", "7"),
        ] {
            assert_eq!(week_text(week_of(text).unwrap()), week, "{text}");
        }
        for text in ["", "0", "8", "5-1", "1-", "mon"] {
            assert_eq!(week_of(text), None, "{text}");
        }
        let usual = "08:30-12:00,13:30-17:30";
        assert_eq!(
            hours_of("8:30-12:00, 13:30-17:30"),
            Some(Calendar::default().hours)
        );
        assert_eq!(hours_text(&Calendar::default().hours), usual);
        assert_eq!(hours_of("0:00-24:00"), Some(vec![(0, 1440)]));
        for text in [
            "",
            "9-12",
            "12:00-9:00",
            "8:00-12:00,11:00-17:00",
            "8:60-9:00",
            "20:00-24:01",
        ] {
            assert_eq!(hours_of(text), None, "{text}");
        }
        assert_eq!(october().minutes_a_day(), 450);
    }

    #[test]
    fn an_empty_calendar_still_answers() {
        let calendar = Calendar {
            week: 0,
            ..Calendar::default()
        };
        assert_eq!(calendar.check(), Err(CalendarFault::Empty));
        let found = calendar.add_working(at("2026-11-20T09:00"), 1, Zone::default());
        assert!(found > at("2028-01-01T00:00"));
        let broken = Calendar {
            hours: vec![(600, 700), (650, 800)],
            ..Calendar::default()
        };
        assert_eq!(broken.check(), Err(CalendarFault::Overlap(650)));
    }

    #[test]
    fn survives_storage() {
        let stored = minicbor::to_vec(october()).unwrap();
        assert_eq!(minicbor::decode::<Calendar>(&stored).unwrap(), october());
    }

    proptest! {
        #[test]
        fn adding_and_counting_agree(start in 1_790_000_000_i64..1_800_000_000, minutes in 1_u32..20_000) {
            let (calendar, zone) = (october(), Zone::default());
            let start = Instant::from_ms(start * 1000);
            let due = calendar.add_working(start, minutes, zone);
            prop_assert_eq!(calendar.working_between(start, due, zone), i64::from(minutes) * MINUTE_MS);
            prop_assert!(calendar.works(zone.day_of(due)));
        }

        #[test]
        fn more_time_is_never_due_earlier(start in 1_790_000_000_i64..1_800_000_000, less in 0_u32..5_000, more in 0_u32..5_000) {
            let (calendar, zone) = (october(), Zone::default());
            let start = Instant::from_ms(start * 1000);
            prop_assert!(calendar.add_working(start, less, zone) <= calendar.add_working(start, less + more, zone));
        }
    }
}
