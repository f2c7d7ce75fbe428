//! One month of the common calendar.

use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Encode};

use super::Day;
use super::day::NotADay;

/// A month, stored as year × 12 + (month − 1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Month(#[n(0)] i32);

impl Month {
    /// Returns the month of a year in 1900..=2199 and a number 1–12.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let month = i32::try_from(month).ok()?;
        ((1900..=2199).contains(&year) && (1..=12).contains(&month))
            .then_some(Self(year * 12 + month - 1))
    }

    /// Returns the number it is stored as.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Returns the year.
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// Returns the month of the year, 1–12.
    pub fn month(self) -> u32 {
        u32::try_from(self.0.rem_euclid(12)).unwrap_or_default() + 1
    }

    /// Returns its first day.
    pub fn first(self) -> Day {
        Day::from_ymd(self.year(), self.month(), 1).unwrap_or(Day::MIN)
    }

    /// Returns its last day.
    pub fn last(self) -> Day {
        let next = Self(self.0.saturating_add(1));
        Day::from_ymd(next.year(), next.month(), 1).map_or(Day::MAX, |day| day.plus(-1))
    }

    /// Returns how many days it has.
    pub fn days(self) -> i32 {
        self.last().since(self.first()) + 1
    }

    /// Returns the month `months` later (earlier if negative), stopping at the limits.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(
            self.0
                .saturating_add(months)
                .clamp(1900 * 12, 2199 * 12 + 11),
        )
    }

    /// Returns the number of months from `earlier` to this one.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Returns its day `day`, or its last day if it is shorter.
    pub fn day(self, day: u32) -> Day {
        Day::from_ymd(self.year(), self.month(), day.max(1)).unwrap_or_else(|| self.last())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for Month {
    type Err = NotADay;

    /// Reads `2026-11` and nothing else.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        format!("{text}-01").parse::<Day>().map(Day::month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_days() {
        let month: Month = "2028-02".parse().unwrap();
        assert_eq!(month.days(), 29);
        assert_eq!(month.last().to_string(), "2028-02-29");
        assert_eq!(month.plus(-2).to_string(), "2027-12");
        assert_eq!(month.since("2026-11".parse().unwrap()), 15);
        assert_eq!(month.day(31), month.last());
        assert_eq!("2199-12".parse::<Month>().unwrap().last(), Day::MAX);
        for text in ["2026-13", "2026-1", "2026-00", "2026-11-01", ""] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }
}
