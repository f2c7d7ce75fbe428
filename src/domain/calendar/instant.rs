//! Points of time, and the zone in which people read them.

use std::fmt;

use minicbor::{Decode, Encode};

use super::{DAY_MINUTES, DAY_MS, Day, MINUTE_MS};

/// A point of time in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Instant(#[n(0)] i64);

impl Instant {
    /// Returns the instant `ms` milliseconds after the epoch.
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Returns the milliseconds since the epoch.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Returns the instant `ms` milliseconds later (earlier if negative).
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Returns the instant `minutes` later (earlier if negative).
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_ms(minutes.saturating_mul(MINUTE_MS))
    }

    /// Returns the milliseconds from `earlier` to this instant.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads `2026-11-21T14:32:05+08:00`, with or without seconds' fraction, or with `Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_once('T')?;
        let day: Day = day.parse().ok()?;
        let (time, zone) = if let Some(time) = rest.strip_suffix('Z') {
            (time, Zone::UTC)
        } else {
            let at = rest.len().checked_sub(6)?;
            let (time, offset) = rest.split_at_checked(at)?;
            (time, Zone::parse(offset)?)
        };
        let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
        let mut parts = clock.split(':');
        let hour = two_digits(parts.next()?, 23)?;
        let minute = two_digits(parts.next()?, 59)?;
        let second = two_digits(parts.next()?, 59)?;
        let plain = fraction.len() <= 9 && fraction.bytes().all(|b| b.is_ascii_digit());
        if parts.next().is_some() || fraction.is_empty() || !plain {
            return None;
        }
        let thousandths: String = fraction.chars().chain("00".chars()).take(3).collect();
        let ms: i64 = thousandths.parse().ok()?;
        let start = zone.at(day, hour * 60 + minute);
        Some(start.plus_ms(i64::from(second) * 1000 + ms))
    }
}

/// Reads exactly two digits of at most `most`.
fn two_digits(text: &str, most: u16) -> Option<u16> {
    let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| digits && *n <= most)
}

/// A fixed distance from UTC in minutes; the default is China's, +480.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Zone(#[n(0)] i16);

impl Default for Zone {
    fn default() -> Self {
        Self(480)
    }
}

/// What the clock on the wall shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Local {
    /// The day.
    pub day: Day,
    /// Minutes since midnight, 0..1440.
    pub minute: u16,
    /// Milliseconds since the minute began.
    pub ms: u16,
}

impl Zone {
    /// No distance.
    pub const UTC: Self = Self(0);

    /// Returns the zone `minutes` east of Greenwich, if less than a day off.
    pub const fn new(minutes: i16) -> Option<Self> {
        if minutes > -1440 && minutes < 1440 {
            Some(Self(minutes))
        } else {
            None
        }
    }

    /// Returns the minutes east of Greenwich.
    pub const fn minutes(self) -> i16 {
        self.0
    }

    /// Reads `+08:00`.
    fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.get(1..)?.split_once(':')?;
        let size = i16::try_from(two_digits(hours, 23)? * 60 + two_digits(minutes, 59)?).ok()?;
        match text.get(..1)? {
            "+" => Self::new(size),
            "-" => Self::new(-size),
            _ => None,
        }
    }

    /// Returns what the wall clock shows at `instant`, the day held within its limits.
    pub fn local(self, instant: Instant) -> Local {
        let shifted = instant.plus_minutes(i64::from(self.0)).ms();
        let days = shifted.div_euclid(DAY_MS);
        let limits = (i64::from(Day::MIN.number()), i64::from(Day::MAX.number()));
        let number = i32::try_from(days.clamp(limits.0, limits.1)).unwrap_or_default();
        let within = shifted.rem_euclid(DAY_MS);
        Local {
            day: Day::new(number).unwrap_or(Day::EPOCH),
            minute: u16::try_from(within / MINUTE_MS).unwrap_or_default(),
            ms: u16::try_from(within % MINUTE_MS).unwrap_or_default(),
        }
    }

    /// Returns the day of `instant` here.
    pub fn day_of(self, instant: Instant) -> Day {
        self.local(instant).day
    }

    /// Returns the minutes since midnight of `instant` here, 0..1440.
    pub fn minute_of(self, instant: Instant) -> u16 {
        self.local(instant).minute
    }

    /// Returns the instant at which the wall clock shows `day` and `minute` (1440 is the next midnight).
    pub fn at(self, day: Day, minute: u16) -> Instant {
        Instant::from_ms(i64::from(day.number()) * DAY_MS)
            .plus_minutes(i64::from(minute) - i64::from(self.0))
    }

    /// Returns the last millisecond of `day`.
    pub fn end_of(self, day: Day) -> Instant {
        self.at(day, DAY_MINUTES).plus_ms(-1)
    }

    /// Prints `2026-11-21T14:32:05+08:00`.
    pub fn print(self, instant: Instant) -> String {
        format!("{}{self}", self.wall(instant))
    }

    /// Prints `2026-11-21T14:32:05`, without the offset.
    fn wall(self, instant: Instant) -> String {
        let local = self.local(instant);
        format!(
            "{}T{:02}:{:02}:{:02}",
            local.day,
            local.minute / 60,
            local.minute % 60,
            local.ms / 1000
        )
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", size / 60, size % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prints_with_its_offset() {
        let instant = Instant::parse("2026-11-21T14:32:05+08:00").unwrap();
        assert_eq!(Zone::default().print(instant), "2026-11-21T14:32:05+08:00");
        assert_eq!(Zone::UTC.print(instant), "2026-11-21T06:32:05+00:00");
        let west = Zone::new(-210).unwrap();
        assert_eq!(west.print(instant), "2026-11-21T03:02:05-03:30");
        assert_eq!(Instant::parse("2026-11-21T06:32:05Z"), Some(instant));
        assert_eq!(
            Instant::parse("2026-11-21T06:32:05.250Z"),
            Some(instant.plus_ms(250))
        );
    }

    #[test]
    fn a_day_begins_at_local_midnight() {
        let zone = Zone::default();
        let midnight = Instant::parse("2026-11-21T00:00:00+08:00").unwrap();
        assert_eq!(zone.day_of(midnight).to_string(), "2026-11-21");
        assert_eq!(zone.day_of(midnight.plus_ms(-1)).to_string(), "2026-11-20");
        assert_eq!(zone.at(zone.day_of(midnight), 0), midnight);
        assert_eq!(
            zone.end_of(zone.day_of(midnight)).since(midnight),
            DAY_MS - 1
        );
    }

    #[test]
    fn refuses_what_is_not_an_instant() {
        for text in [
            "2026-11-21",
            "2026-11-21T14:32+08:00",
            "2026-11-21T24:00:00Z",
            "2026-11-21T14:32:05",
            "2026-11-21T14:32:05+8:00",
            "2026-11-21T14:32:05.Z",
            "2026-11-21T14:32:05水水",
            "T",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_reading_agree(seconds in -2_208_000_000_i64..7_258_000_000, minutes in -1439_i16..1440) {
            let instant = Instant::from_ms(seconds * 1000);
            let zone = Zone::new(minutes).unwrap();
            prop_assert_eq!(Instant::parse(&zone.print(instant)), Some(instant));
            let local = zone.local(instant);
            prop_assert_eq!(zone.at(local.day, local.minute).plus_ms(i64::from(local.ms)), instant);
        }

        #[test]
        fn any_number_and_text_is_borne(ms in any::<i64>(), text in "\\PC{0,30}") {
            let _ = Zone::default().print(Instant::from_ms(ms));
            let _ = Instant::parse(&text);
        }
    }
}
