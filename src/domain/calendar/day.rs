//! One day of the common calendar.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use minicbor::decode::Error as DecodeError;
use minicbor::{Decode, Decoder, Encode};

use super::Month;

/// Days from 0001-01-01 (counted as 1) to 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;
/// 1900-01-01.
const FIRST: i32 = -25_567;
/// 2199-12-31.
const LAST: i32 = 84_005;

/// A day, counted from 1970-01-01; from 1900-01-01 to 2199-12-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode)]
#[cbor(transparent)]
pub struct Day(#[n(0)] i32);

/// A text or number that is no day of 1900..=2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day")]
pub struct NotADay;

/// A number from outside is held to the same limits as one that was typed.
impl<'b, C> Decode<'b, C> for Day {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        Self::new(d.i32()?).ok_or_else(|| DecodeError::message("no day of 1900 to 2199"))
    }
}

impl Day {
    /// 1900-01-01.
    pub const MIN: Self = Self(FIRST);
    /// 2199-12-31.
    pub const MAX: Self = Self(LAST);
    /// 1970-01-01.
    pub const EPOCH: Self = Self(0);

    /// Returns the day `number` days after 1970-01-01, if within the limits.
    pub const fn new(number: i32) -> Option<Self> {
        if number < FIRST || number > LAST {
            return None;
        }
        Some(Self(number))
    }

    /// Returns the day of year, month (1–12) and day (1–31), if there is one.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        Self::new(date.num_days_from_ce().checked_sub(EPOCH_FROM_CE)?)
    }

    /// Returns the number of days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Returns year, month (1–12) and day (1–31).
    pub fn ymd(self) -> (i32, u32, u32) {
        NaiveDate::from_num_days_from_ce_opt(self.0.saturating_add(EPOCH_FROM_CE))
            .map_or((1970, 1, 1), |date| (date.year(), date.month(), date.day()))
    }

    /// Returns the year.
    pub fn year(self) -> i32 {
        self.ymd().0
    }

    /// Returns the month it lies in.
    pub fn month(self) -> Month {
        let (year, month, _) = self.ymd();
        Month::new(year, month).unwrap_or_default()
    }

    /// Returns the day of the week, 1 = Monday to 7 = Sunday.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        u8::try_from((self.0.saturating_add(3)).rem_euclid(7)).unwrap_or(0) + 1
    }

    /// Returns the day `days` later (earlier if negative), stopping at the limits.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(FIRST, LAST))
    }

    /// Returns the number of days from `earlier` to this day.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Returns this day and all after it up to and with `last`.
    pub fn through(self, last: Self) -> impl DoubleEndedIterator<Item = Self> {
        (self.0..=last.0).map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = NotADay;

    /// Reads `2026-11-21` and nothing else.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let mut parts = text.split('-');
        let mut part = |width: usize| -> Option<u32> {
            parts
                .next()
                .filter(|p| p.len() == width && p.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|p| p.parse().ok())
        };
        let (year, month, day) = (part(4), part(2), part(2));
        let rest = parts.next();
        match (year, month, day, rest) {
            (Some(year), Some(month), Some(day), None) => i32::try_from(year)
                .ok()
                .and_then(|year| Self::from_ymd(year, month, day))
                .ok_or(NotADay),
            _ => Err(NotADay),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_from_outside_is_held_to_the_limits() {
        let bytes = |number: i32| minicbor::to_vec(number).unwrap();
        assert_eq!(minicbor::decode::<Day>(&bytes(LAST)).unwrap(), Day::MAX);
        for number in [FIRST - 1, LAST + 1, i32::MAX] {
            assert!(minicbor::decode::<Day>(&bytes(number)).is_err(), "{number}");
        }
    }

    #[test]
    fn knows_its_limits() {
        assert_eq!(Day::MIN.to_string(), "1900-01-01");
        assert_eq!(Day::MAX.to_string(), "2199-12-31");
        assert_eq!(Day::MAX.plus(1), Day::MAX);
        assert_eq!(Day::MIN.plus(i32::MIN), Day::MIN);
        assert_eq!(Day::new(LAST + 1), None);
        assert_eq!("1899-12-31".parse::<Day>(), Err(NotADay));
    }

    #[test]
    fn reads_only_iso() {
        let day: Day = "2026-11-21".parse().unwrap();
        assert_eq!((day.ymd(), day.weekday()), ((2026, 11, 21), 6));
        for text in [
            "2026-2-03",
            "2026-02-30",
            "26-02-03",
            "2026-02-03-",
            "",
            "+026-02-03",
        ] {
            assert_eq!(text.parse::<Day>(), Err(NotADay), "{text}");
        }
    }

    #[test]
    fn stored_as_a_bare_number() {
        let day: Day = "1970-01-02".parse().unwrap();
        assert_eq!(minicbor::to_vec(day).unwrap(), [1]);
    }

    proptest! {
        #[test]
        fn printing_and_reading_agree(number in FIRST..=LAST) {
            let day = Day::new(number).unwrap();
            prop_assert_eq!(day.to_string().parse(), Ok(day));
            prop_assert_eq!(day.plus(7).weekday(), if day.plus(7).since(day) == 7 { day.weekday() } else { Day::MAX.weekday() });
            prop_assert!(day.month().first() <= day && day <= day.month().last());
        }
    }
}
