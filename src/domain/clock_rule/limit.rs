//! How long something may take, as people write it: `30m`, `24h`, `3d`, `4wh`, `3wd`.

use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Encode};

use crate::domain::calendar::Calendar;
use crate::domain::calendar::MINUTE_MS;

/// The longest limit: a year in minutes.
const MOST_MINUTES: u32 = 366 * 1440;

/// The unit a limit is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Unit {
    /// Minutes.
    #[n(0)]
    Minute,
    /// Hours.
    #[n(1)]
    Hour,
    /// Days of 24 hours; of working time, the working hours of one day.
    #[n(2)]
    Day,
}

impl Unit {
    /// Returns its letter.
    const fn letter(self) -> char {
        match self {
            Self::Minute => 'm',
            Self::Hour => 'h',
            Self::Day => 'd',
        }
    }
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
pub struct Limit {
    /// How many units; at least one, at most a year.
    #[n(0)]
    pub count: u32,
    /// The unit.
    #[n(1)]
    pub unit: Unit,
    /// Whether only working time counts.
    #[n(2)]
    pub working: bool,
}

/// A text that is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a length of time")]
pub struct NotALimit;

impl Limit {
    /// Returns its length in milliseconds of the clock it runs by.
    pub fn ms(self, calendar: &Calendar) -> i64 {
        let day = if self.working {
            calendar.minutes_a_day()
        } else {
            1440
        };
        let unit = match self.unit {
            Unit::Minute => 1,
            Unit::Hour => 60,
            Unit::Day => day,
        };
        i64::from(self.count.min(MOST_MINUTES)) * i64::from(unit) * MINUTE_MS
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let working = if self.working { "w" } else { "" };
        write!(f, "{}{working}{}", self.count, self.unit.letter())
    }
}

impl FromStr for Limit {
    type Err = NotALimit;

    fn from_str(text: &str) -> Result<Self, NotALimit> {
        let text = text.trim();
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let (unit, working) = match text.strip_prefix(&digits) {
            Some("m") => (Unit::Minute, false),
            Some("h") => (Unit::Hour, false),
            Some("d") => (Unit::Day, false),
            Some("wm") => (Unit::Minute, true),
            Some("wh") => (Unit::Hour, true),
            Some("wd") => (Unit::Day, true),
            _ => return Err(NotALimit),
        };
        let minutes: u32 = match unit {
            Unit::Minute => 1,
            Unit::Hour => 60,
            Unit::Day => 1440,
        };
        let count: u32 = digits.parse().map_err(|_| NotALimit)?;
        let most = MOST_MINUTES / minutes;
        (1..=most)
            .contains(&count)
            .then_some(Self {
                count,
                unit,
                working,
            })
            .ok_or(NotALimit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints() {
        for text in ["30m", "24h", "3d", "4wh", "3wd", "366d"] {
            assert_eq!(text.parse::<Limit>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "0m",
            "-1h",
            "3",
            "3x",
            "1.5h",
            "367d",
            "99999999999m",
            "w3h",
            "h",
        ] {
            assert_eq!(text.parse::<Limit>(), Err(NotALimit), "{text}");
        }
        let calendar = Calendar::default();
        assert_eq!(
            "2wd".parse::<Limit>().unwrap().ms(&calendar),
            900 * MINUTE_MS
        );
        assert_eq!(
            "2d".parse::<Limit>().unwrap().ms(&calendar),
            2880 * MINUTE_MS
        );
    }
}
