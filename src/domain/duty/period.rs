//! The periods a duty comes in, and the instant each is due.

use crate::domain::calendar::{Calendar, DAY_MINUTES, Day, Instant, Month, Zone};

/// 1970-01-05, a Monday: what is counted in weeks or days is counted from it.
const MONDAY: i32 = 4;
/// Days without a period that are walked over: the longest holidays.
const PATIENCE: i32 = 62;

/// How often a duty comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Each day of the calendar.
    Day,
    /// Each day that is worked.
    Workday,
    /// Monday to Sunday.
    Week,
    /// Two weeks, from a Monday on, running on over the years.
    TwoWeeks,
    /// The 1st to the 15th, the 16th to the last (duties.md 4.2).
    HalfMonth,
    Month,
    Quarter,
    HalfYear,
    Year,
    /// So many days, running on over the years.
    Days(u16),
}

/// Their names in files and settings.
const NAMES: &[(&str, Every)] = &[
    ("day", Every::Day),
    ("workday", Every::Workday),
    ("week", Every::Week),
    ("two_weeks", Every::TwoWeeks),
    ("half_month", Every::HalfMonth),
    ("month", Every::Month),
    ("quarter", Every::Quarter),
    ("half_year", Every::HalfYear),
    ("year", Every::Year),
];

impl Every {
    /// Reads a name, or a number of days from 1 to 366.
    pub fn read(text: &str) -> Option<Self> {
        let named = NAMES.iter().find(|(name, _)| *name == text);
        let days = || {
            let days = text.parse().ok()?;
            (1..=366).contains(&days).then_some(Self::Days(days))
        };
        named.map(|(_, every)| *every).or_else(days)
    }

    /// Its name, and how many days where it is a number of them.
    pub fn name(self) -> (&'static str, u16) {
        let named = NAMES.iter().find(|(_, every)| *every == self);
        match (named, self) {
            (None, Self::Days(days)) => ("days", days),
            (named, _) => (named.map_or("days", |(name, _)| *name), 0),
        }
    }

    /// The names files and settings may use.
    pub fn names() -> Vec<&'static str> {
        NAMES.iter().map(|(name, _)| *name).collect()
    }

    /// Whether it comes within a day.
    pub const fn is_daily(self) -> bool {
        matches!(self, Self::Day | Self::Workday | Self::Days(1))
    }
}

/// The days a duty is to be done in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode,
)]
pub struct Period {
    #[n(0)]
    pub first: Day,
    #[n(1)]
    pub last: Day,
}

/// What a calendar of duties goes by.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    pub calendar: &'a Calendar,
    pub zone: Zone,
    /// Whether "before the 28th" includes the 28th (duties.md A-03).
    pub named_day: bool,
}

/// When on its day a duty is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// When the day is over.
    End,
    /// So many minutes from the beginning of the working hours.
    Open(i16),
    /// So many minutes from their end.
    Close(i16),
    /// A time of day, in minutes.
    Minute(u16),
}

impl At {
    /// Reads `end`, `open`, `open-15`, `close`, `close+30` or `17:30`.
    pub fn read(text: &str) -> Option<Self> {
        let minutes = |rest: &str| match rest {
            "" => Some(0),
            rest if rest.starts_with(['+', '-']) => rest
                .parse()
                .ok()
                .filter(|minutes: &i16| (-720..=720).contains(minutes)),
            _ => None,
        };
        if text == "end" {
            return Some(Self::End);
        }
        if let Some(rest) = text.strip_prefix("open") {
            return minutes(rest).map(Self::Open);
        }
        if let Some(rest) = text.strip_prefix("close") {
            return minutes(rest).map(Self::Close);
        }
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(Self::Minute(hour * 60 + minute))
    }

    /// The instant on a day.
    fn on(self, day: Day, terms: Terms<'_>) -> Instant {
        let hours = &terms.calendar.hours;
        let moved = |minute: u16, by: i16| {
            let minute = i32::from(minute) + i32::from(by);
            let minute = minute.clamp(0, i32::from(DAY_MINUTES));
            terms.zone.at(day, u16::try_from(minute).unwrap_or(0))
        };
        match self {
            Self::End => terms.zone.end_of(day),
            Self::Open(by) => moved(hours.first().map_or(0, |(from, _)| *from), by),
            Self::Close(by) => moved(hours.last().map_or(DAY_MINUTES, |(_, to)| *to), by),
            Self::Minute(minute) => terms.zone.at(day, minute),
        }
    }
}

/// Where a due day goes that is not worked, within its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// To the last working day before it.
    Previous,
    /// To the first working day after it.
    Next,
    /// Nowhere.
    Stays,
}

impl Shift {
    /// The one called so.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "previous" => Self::Previous,
            "next" => Self::Next,
            "none" => Self::Stays,
            _ => return None,
        })
    }
}

/// When a duty comes and is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    pub every: Every,
    /// The day of the month it is due on; the last of a shorter month.
    pub day: Option<u8>,
    /// The day of the month it is due before.
    pub before: Option<u8>,
    pub at: At,
    pub shift: Shift,
}

/// When a period's duty is due, and how that came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day the declaration says.
    pub said: Day,
    /// The same where it is worked, else where it was moved to.
    pub day: Day,
    pub at: Instant,
}

impl Timing {
    /// The period a day lies in; none for a day that is not worked, where it comes on working days.
    pub fn period(&self, day: Day, terms: Terms<'_>) -> Option<Period> {
        let months = |count: u32| {
            let month = day.month();
            let into = (month.month() - 1) % count;
            let first = month.plus(-i32::try_from(into).unwrap_or(0));
            let last = first.plus(i32::try_from(count).unwrap_or(1) - 1);
            span(first, last)
        };
        let days = |count: i32| {
            let into = (day.number() - MONDAY).rem_euclid(count);
            let first = day.plus(-into);
            Period {
                first,
                last: first.plus(count - 1).max(day),
            }
        };
        Some(match self.every {
            Every::Workday if !terms.calendar.works(day) => return None,
            Every::Day | Every::Workday => Period {
                first: day,
                last: day,
            },
            Every::Week => days(7),
            Every::TwoWeeks => days(14),
            Every::Days(count) => days(i32::from(count.max(1))),
            Every::HalfMonth => {
                let first = day.month().first();
                let middle = first.plus(14);
                if day <= middle {
                    Period {
                        first,
                        last: middle,
                    }
                } else {
                    Period {
                        first: middle.plus(1),
                        last: day.month().last(),
                    }
                }
            }
            Every::Month => months(1),
            Every::Quarter => months(3),
            Every::HalfYear => months(6),
            Every::Year => months(12),
        })
    }

    /// When the duty of a period is due.
    pub fn due(&self, period: Period, terms: Terms<'_>) -> Due {
        let of_month = |number: u8| {
            let first = period.last.month().first();
            first
                .plus(i32::from(number) - 1)
                .min(period.last)
                .max(period.first)
        };
        let said = match (self.day, self.before) {
            (Some(day), _) => of_month(day),
            (None, Some(before)) if terms.named_day => of_month(before),
            (None, Some(before)) => of_month(before.saturating_sub(1).max(1)),
            (None, None) => period.last,
        };
        let day = self.moved(said, period, terms);
        Due {
            said,
            day,
            at: self.at.on(day, terms),
        }
    }

    /// The working day that stands for a day; the day itself where the period has none on that side.
    fn moved(&self, said: Day, period: Period, terms: Terms<'_>) -> Day {
        let works = |day: &Day| terms.calendar.works(*day);
        let found = match self.shift {
            Shift::Stays => None,
            Shift::Previous => period.first.through(said).rev().find(works),
            Shift::Next => said.through(period.last).find(works),
        };
        found.unwrap_or(said)
    }

    /// The periods that have a day between two days, in order. Costs a step a day at most.
    pub fn periods(&self, from: Day, to: Day, terms: Terms<'_>) -> Vec<Period> {
        let mut found = Vec::new();
        let mut day = from;
        while day <= to {
            let next = match self.period(day, terms) {
                Some(period) => {
                    found.push(period);
                    period.last.plus(1)
                }
                None => day.plus(1),
            };
            if next <= day {
                break;
            }
            day = next;
        }
        found
    }

    /// The latest period whose duty was due by `now`, and the one behind it; of days nobody worked for two months none.
    pub fn latest(&self, now: Instant, terms: Terms<'_>) -> Option<(Period, Due)> {
        let mut day = terms.zone.day_of(now);
        let mut idle = 0;
        while idle < PATIENCE && day > Day::MIN {
            idle += 1;
            let Some(period) = self.period(day, terms) else {
                day = day.plus(-1);
                continue;
            };
            let due = self.due(period, terms);
            if due.at <= now {
                return Some((period, due));
            }
            day = period.first.plus(-1);
        }
        None
    }
}

fn span(first: Month, last: Month) -> Period {
    Period {
        first: first.first(),
        last: last.last(),
    }
}

impl Period {
    /// How many of `count` acts there should be when `today` begins, spread evenly over the period.
    pub fn pace(self, count: u32, today: Day) -> u32 {
        let days = i64::from(self.last.since(self.first)) + 1;
        let gone = i64::from(today.since(self.first)).clamp(0, days);
        let due = i64::from(count) * gone / days.max(1);
        u32::try_from(due).unwrap_or(0)
    }
}
