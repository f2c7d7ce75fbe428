//! What a person means by a day and a time of day.

mod scan;
mod words;

use std::fmt;

use minicbor::{Decode, Encode};

use crate::domain::fold::fold;

use super::{DAY_MINUTES, Day, Instant, Zone};
use scan::{Piece, pieces};
use words::{Part, WORDS};

/// A span of a day in minutes since midnight; a point of time if both ends are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Window {
    /// Where it begins.
    #[n(0)]
    pub from: u16,
    /// Where it ends.
    #[n(1)]
    pub to: u16,
}

/// A day, and the time of it if one was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct When {
    /// The day; today if only a time was said.
    #[n(0)]
    pub day: Day,
    /// The time of day.
    #[n(1)]
    pub window: Option<Window>,
    /// Whether it is over already: shown, never moved to another day.
    #[n(2)]
    pub past: bool,
}

impl When {
    /// Returns its beginning; without a time of day the beginning of the day.
    pub fn start(self, zone: Zone) -> Instant {
        zone.at(self.day, self.window.map_or(0, |window| window.from))
    }

    /// Returns its end; without a time of day the end of the day.
    pub fn end(self, zone: Zone) -> Instant {
        self.window
            .map_or(zone.end_of(self.day), |window| zone.at(self.day, window.to))
    }
}

/// The form that means the same on any day, as [`parse_when`] reads it: `2026-11-23 14:00-16:30`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        write!(f, "{}", self.day)?;
        match self.window {
            None => Ok(()),
            Some(Window { from, to }) if from == to => write!(f, " {}", clock(from)),
            Some(Window { from, to }) => write!(f, " {}-{}", clock(from), clock(to)),
        }
    }
}

/// What may stand between a day and a time as a space may.
const COMMAS: [char; 3] = [',', '，', '、'];

/// What the pieces have said so far.
#[derive(Default)]
struct Said {
    day: Option<Day>,
    part: Option<&'static Part>,
    /// The part of the day named after the word of a span.
    end_part: Option<&'static Part>,
    from: Option<Piece>,
    to: Option<Piece>,
    spanning: bool,
}

/// Reads a day, a time of day or both: `明天上午`, `下周一 9点半`, `11-22 14:30`, `today 3pm`, `+2d`.
///
/// A weekday alone is its next occurrence, today included; a date without a year is this year's. All of
/// the text must be understood, and nothing may be said twice.
pub fn parse_when(text: &str, now: Instant, zone: Zone) -> Option<When> {
    let local = zone.local(now);
    let mut said = Said::default();
    // 明天，9点 is one day and time.
    let text = fold(text).replace(COMMAS, " ");
    let found = pieces(&text)?;
    if found.is_empty() {
        return None;
    }
    for piece in found {
        said.take(piece, local.day)?;
    }
    if said.spanning && said.to.is_none() {
        return None;
    }
    let day = said.day.unwrap_or(local.day);
    let window = said.window()?;
    let over = window.is_some_and(|window| window.to < local.minute);
    let past = day < local.day || (day == local.day && over);
    Some(When { day, window, past })
}

impl Said {
    /// Adds a piece; none if it contradicts what was said.
    fn take(&mut self, piece: Piece, today: Day) -> Option<()> {
        match piece {
            Piece::Offset(days) => self.set_day(today.plus(days)),
            Piece::Weekday { weeks, day } => self.set_day(weekday(today, weeks, day)),
            Piece::Date { year, month, day } => {
                let (this_year, this_month, _) = today.ymd();
                let year = year.unwrap_or(this_year);
                self.set_day(Day::from_ymd(year, month.unwrap_or(this_month), day)?)
            }
            Piece::Part(part) => {
                if let Some(days) = part.day {
                    self.set_day(today.plus(days))?;
                }
                let place = if self.spanning {
                    &mut self.end_part
                } else {
                    &mut self.part
                };
                place.replace(part).is_none().then_some(())
            }
            Piece::To => {
                let begun = self.from.is_some() && !self.spanning;
                self.spanning = true;
                begun.then_some(())
            }
            Piece::Clock(_) | Piece::Spoken { .. } | Piece::Halved { .. } => {
                let place = if self.spanning {
                    &mut self.to
                } else {
                    &mut self.from
                };
                place.replace(piece).is_none().then_some(())
            }
        }
    }

    /// Sets the day; none if it was set before.
    fn set_day(&mut self, day: Day) -> Option<()> {
        self.day.replace(day).is_none().then_some(())
    }

    /// Returns the time of day; none (outside) if it makes no sense.
    #[expect(
        clippy::option_option,
        reason = "no time of day is an answer, a senseless one is not"
    )]
    fn window(&self) -> Option<Option<Window>> {
        let Some(from) = &self.from else {
            return Some(self.part.map(|part| Window {
                from: part.from,
                to: part.to,
            }));
        };
        let Some(to) = &self.to else {
            let minute = minute(from, from, self.part)?;
            return Some(Some(Window {
                from: minute,
                to: minute,
            }));
        };
        let end = minute(to, to, self.end_part.or(self.part))?;
        let from = minute(from, to, self.part)?;
        // 6点到8点: the second hour comes after the first, on the same half of the clock or the next.
        let later = end + DAY_MINUTES / 2;
        let spoken = matches!(to, Piece::Spoken { .. });
        let to = if end < from && spoken && end < DAY_MINUTES / 2 {
            later
        } else {
            end
        };
        (from <= to).then_some(Some(Window { from, to }))
    }
}

/// Returns the minute of the day of a time said beside a part of the day; am or pm behind the end of a
/// span counts for its beginning too.
fn minute(piece: &Piece, end: &Piece, part: Option<&Part>) -> Option<u16> {
    let halves = match *end {
        Piece::Halved { pm, .. } => Some(pm),
        _ => None,
    };
    let (hour, minute) = match *piece {
        Piece::Clock(minute) => match (halves, part) {
            (Some(pm), _) if minute / 60 <= 12 => (halved(minute / 60, pm)?, minute % 60),
            (_, Some(part)) => (part.hour(minute / 60), minute % 60),
            // With digits it is the clock of 24 hours, unless a half of the day was named.
            (_, None) => return Some(minute),
        },
        Piece::Spoken { hour, minute } => match (halves, part) {
            (Some(pm), _) => (halved(hour, pm)?, minute),
            (None, Some(part)) => (part.hour(hour), minute),
            (None, None) if WORDS.bare.noon.contains(&hour) => (hour + 12, minute),
            (None, None) => (hour, minute),
        },
        Piece::Halved { hour, minute, pm } => (halved(hour, pm)?, minute),
        _ => return None,
    };
    Some(hour * 60 + minute).filter(|minute| *minute <= DAY_MINUTES)
}

/// Returns the hour of 24 of a clock with twelve.
const fn halved(hour: u16, pm: bool) -> Option<u16> {
    match (hour, pm) {
        (12, false) => Some(0),
        (12, true) => Some(12),
        (1..12, true) => Some(hour + 12),
        (1..12, false) => Some(hour),
        _ => None,
    }
}

/// Returns the day of the week `weeks` from this one, or its next occurrence from today on.
fn weekday(today: Day, weeks: Option<i32>, day: u8) -> Day {
    let ahead = i32::from(day) - i32::from(today.weekday());
    match weeks {
        Some(weeks) => today.plus(ahead + 7 * weeks),
        None => today.plus(ahead.rem_euclid(7)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Saturday 2026-11-21, 14:32.
    fn now() -> Instant {
        Instant::parse("2026-11-21T14:32:00+08:00").unwrap()
    }

    /// Prints what was understood: day, span, `!` if past.
    fn shown(text: &str) -> String {
        let Some(when) = parse_when(text, now(), Zone::default()) else {
            return "-".to_owned();
        };
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let window = when.window.map_or(String::new(), |window| {
            format!(" {}-{}", clock(window.from), clock(window.to))
        });
        let past = if when.past { " !" } else { "" };
        format!("{}{window}{past}", when.day)
    }

    #[test]
    fn days() {
        for (text, day) in [
            ("今天", "2026-11-21"),
            ("明天", "2026-11-22"),
            ("大后天", "2026-11-24"),
            ("後天", "2026-11-23"),
            ("禮拜六", "2026-11-21"),
            ("週日", "2026-11-22"),
            ("下週五", "2026-11-27"),
            ("周六", "2026-11-21"),
            ("周一", "2026-11-23"),
            ("星期五", "2026-11-27"),
            ("下周一", "2026-11-23"),
            ("本周五", "2026-11-20 !"),
            ("next Monday", "2026-11-23"),
            ("sat", "2026-11-21"),
            ("Tomorrow", "2026-11-22"),
            ("11-22", "2026-11-22"),
            ("11/22", "2026-11-22"),
            ("11月22日", "2026-11-22"),
            ("十一月二十二日", "2026-11-22"),
            ("22日", "2026-11-22"),
            ("22号", "2026-11-22"),
            ("2027-01-05", "2027-01-05"),
            ("2027年1月5日", "2027-01-05"),
            ("1-5", "2026-01-05 !"),
            ("20日", "2026-11-20 !"),
            ("昨天", "2026-11-20 !"),
            ("+2d", "2026-11-23"),
            ("2天后", "2026-11-23"),
            ("１１－２２", "2026-11-22"),
        ] {
            assert_eq!(shown(text), day, "{text}");
        }
    }

    #[test]
    fn times() {
        for (text, when) in [
            ("明天上午", "2026-11-22 09:00-12:00"),
            ("明天，9点", "2026-11-22 09:00-09:00"),
            ("明天、下午", "2026-11-22 14:00-18:00"),
            ("明天 下午", "2026-11-22 14:00-18:00"),
            ("周日晚上", "2026-11-22 18:00-21:00"),
            ("明天中午", "2026-11-22 12:00-14:00"),
            ("9点", "2026-11-21 09:00-09:00 !"),
            ("明天9点半", "2026-11-22 09:30-09:30"),
            ("明天九點一刻", "2026-11-22 09:15-09:15"),
            ("明天三点", "2026-11-22 15:00-15:00"),
            ("下午3点", "2026-11-21 15:00-15:00"),
            ("晚上8点20", "2026-11-21 20:20-20:20"),
            ("今晚7点", "2026-11-21 19:00-19:00"),
            ("明早", "2026-11-22 08:00-10:00"),
            ("中午12点", "2026-11-21 12:00-12:00 !"),
            ("14:30", "2026-11-21 14:30-14:30 !"),
            ("11-22 14:30", "2026-11-22 14:30-14:30"),
            ("today 3pm", "2026-11-21 15:00-15:00"),
            ("tomorrow 12:15 am", "2026-11-22 00:15-00:15"),
            ("tomorrow morning", "2026-11-22 09:00-12:00"),
            ("明天下午2点到4点", "2026-11-22 14:00-16:00"),
            ("明天9-11点", "2026-11-22 09:00-11:00"),
            ("明天 9:00-11:00", "2026-11-22 09:00-11:00"),
            ("上午", "2026-11-21 09:00-12:00 !"),
            ("下午", "2026-11-21 14:00-18:00"),
            ("明天下午3:30", "2026-11-22 15:30-15:30"),
            ("明天下午15:30", "2026-11-22 15:30-15:30"),
            ("明天下午2:00-4:00", "2026-11-22 14:00-16:00"),
            ("晚上8:30", "2026-11-21 20:30-20:30"),
            ("tomorrow afternoon 3:30", "2026-11-22 15:30-15:30"),
            ("明天上午10:30", "2026-11-22 10:30-10:30"),
            ("明天2:00-4:00pm", "2026-11-22 14:00-16:00"),
            ("明天下午2点到4:30", "2026-11-22 14:00-16:30"),
            ("明晚12点", "2026-11-22 24:00-24:00"),
            ("2026-11-22 24:00", "2026-11-22 24:00-24:00"),
            ("明天凌晨2点", "2026-11-22 02:00-02:00"),
            ("明天凌晨12点半", "2026-11-22 00:30-00:30"),
            ("明天凌晨", "2026-11-22 00:00-06:00"),
            ("明天6点到8点", "2026-11-22 18:00-20:00"),
            ("明天5点到7点", "2026-11-22 17:00-19:00"),
            ("明天6-8点", "2026-11-22 18:00-20:00"),
            ("明天10点到2点", "2026-11-22 10:00-14:00"),
            ("明天上午9点到下午3点", "2026-11-22 09:00-15:00"),
            ("明天9点05", "2026-11-22 09:05-09:05"),
            ("明天九点零五分", "2026-11-22 09:05-09:05"),
        ] {
            assert_eq!(shown(text), when, "{text}");
        }
    }

    #[test]
    fn what_is_not_a_day_is_refused() {
        for text in [
            "",
            " ",
            "9",
            "1201",
            "3-2-1201",
            "321201",
            "周",
            "下周",
            "明天后天",
            "上午下午",
            "13-40",
            "25:00",
            "9:5",
            "明天漏水",
            "13800138000",
            "+2",
            "2月30日",
            "到9点",
            "9点到",
            "wjg",
            "5-1 公共",
            "明天4点到14:00",
        ] {
            assert_eq!(shown(text), "-", "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_understood_or_not(text in "[0-9年月日号点半时周天上下午明今+:/-]{0,12}|\\PC{0,16}") {
            if let Some(when) = parse_when(&text, now(), Zone::default()) {
                if let Some(window) = when.window {
                    prop_assert!(window.from <= window.to && window.to <= DAY_MINUTES);
                }
                prop_assert_eq!(when.day < Zone::default().day_of(now()), when.past && when.day != Zone::default().day_of(now()));
            }
        }
    }
}
