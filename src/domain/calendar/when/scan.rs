//! Cuts a text about a day and time into pieces.

use std::collections::BTreeMap;

use super::words::{Part, WORDS};

/// One thing said about a day or a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Days from today.
    Offset(i32),
    /// A day (1 = Monday) of the week so many weeks from this one; without weeks its next occurrence.
    Weekday { weeks: Option<i32>, day: u8 },
    /// A date, as much of it as was said.
    Date {
        year: Option<i32>,
        month: Option<u32>,
        day: u32,
    },
    /// A part of the day.
    Part(&'static Part),
    /// A time by the 24-hour clock, in minutes.
    Clock(u16),
    /// A time as spoken: hour of the clock and minutes past it.
    Spoken { hour: u16, minute: u16 },
    /// A spoken time with am (false) or pm (true).
    Halved { hour: u16, minute: u16, pm: bool },
    /// The word between the two ends of a span of time.
    To,
}

/// What is left to read.
struct Cursor<'a>(&'a str);

impl Cursor<'_> {
    /// Takes one of `words` (the longest that fits) off the front.
    fn any(&mut self, words: &[String]) -> bool {
        self.longest(words.iter().map(|word| (word, ()))).is_some()
    }

    /// Takes the longest key of `map` off the front and returns its value.
    fn key<V>(&mut self, map: &'static BTreeMap<String, V>) -> Option<&'static V> {
        self.longest(map.iter())
    }

    /// Takes the longest of `words` off the front and returns what stands beside it.
    fn longest<'w, V>(&mut self, words: impl Iterator<Item = (&'w String, V)>) -> Option<V> {
        let (rest, _, value) = words
            .filter_map(|(word, value)| {
                let rest = self.0.strip_prefix(word.as_str())?;
                Some((rest, word.len(), value))
            })
            .max_by_key(|(_, length, _)| *length)?;
        self.0 = rest;
        Some(value)
    }

    /// Takes the spaces off the front.
    fn skip_spaces(&mut self) {
        self.0 = self.0.trim_start();
    }

    /// Takes the character `wanted` off the front.
    fn char(&mut self, wanted: char) -> bool {
        self.0
            .strip_prefix(wanted)
            .map(|rest| self.0 = rest)
            .is_some()
    }

    /// Takes a number of up to four digits, or a Chinese one below a hundred, and how many digits it has.
    fn number(&mut self) -> Option<(u16, usize)> {
        let digits = self.0.chars().take_while(char::is_ascii_digit).count();
        if digits > 0 {
            let (number, rest) = self.0.split_at_checked(digits)?;
            self.0 = rest;
            return (digits <= 4)
                .then(|| number.parse().ok())?
                .map(|n| (n, digits));
        }
        let spoken: Vec<char> = self
            .0
            .chars()
            .take_while(|c| WORDS.numerals.contains_key(c))
            .collect();
        let values: Vec<u16> = spoken
            .iter()
            .filter_map(|c| WORDS.numerals.get(c).copied())
            .collect();
        let number = match *values.as_slice() {
            [n] => n,
            [0, ones] if ones < 10 => ones,
            [10, ones] if ones < 10 => 10 + ones,
            [tens, 10] if tens < 10 => tens * 10,
            [tens, 10, ones] if tens < 10 && ones < 10 => tens * 10 + ones,
            _ => return None,
        };
        let bytes = spoken.iter().map(|c| c.len_utf8()).sum();
        self.0 = self.0.split_at_checked(bytes)?.1;
        Some((
            number,
            if number < 10 && spoken.len() < 2 {
                1
            } else {
                2
            },
        ))
    }
}

/// Cuts the folded `text` into pieces; none if any of it is not understood.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut cursor = Cursor(text.trim());
    let mut found = Vec::new();
    while !cursor.0.is_empty() {
        found.push(piece(&mut cursor)?);
        cursor.skip_spaces();
    }
    Some(found)
}

/// Takes the next piece.
fn piece(cursor: &mut Cursor<'_>) -> Option<Piece> {
    let words = &*WORDS;
    if cursor.char('+') {
        let (days, _) = cursor.number()?;
        return cursor
            .any(&words.ahead)
            .then_some(Piece::Offset(i32::from(days)));
    }
    if let Some(days) = cursor.key(&words.offsets) {
        return Some(Piece::Offset(*days));
    }
    if let Some(part) = cursor.key(&words.parts) {
        return Some(Piece::Part(part));
    }
    let before = cursor.0;
    if let Some(weeks) = cursor.key(&words.weeks).copied() {
        cursor.skip_spaces();
        let day = *cursor.key(&words.weekdays)?;
        return Some(Piece::Weekday {
            weeks: Some(weeks),
            day,
        });
    }
    let prefixed = cursor.key(&words.coming).is_some();
    cursor.skip_spaces();
    if prefixed || before.starts_with(|c: char| c.is_ascii_lowercase()) {
        if let Some(day) = cursor.key(&words.weekdays) {
            return Some(Piece::Weekday {
                weeks: None,
                day: *day,
            });
        }
        cursor.0 = before;
    }
    if cursor.any(&words.to) {
        return Some(Piece::To);
    }
    numeric(cursor)
}

/// Takes a date, a time or a count of days that begins with a number.
fn numeric(cursor: &mut Cursor<'_>) -> Option<Piece> {
    let words = &*WORDS;
    let (first, width) = cursor.number()?;
    if width == 4 && (cursor.char('-') || cursor.char('/') || cursor.any(&words.year)) {
        let (month, _) = cursor.number()?;
        let separated = cursor.char('-') || cursor.char('/') || cursor.any(&words.month);
        let (day, _) = cursor.number().filter(|_| separated)?;
        cursor.any(&words.day);
        return Some(date(Some(first), Some(month), day));
    }
    if width > 2 {
        return None;
    }
    let before = cursor.0;
    let dashed = cursor.char('-') || cursor.char('/');
    if dashed || cursor.any(&words.month) {
        let (day, digits) = cursor.number()?;
        let hour = cursor.0;
        if dashed && (cursor.any(&words.hour) || cursor.char(':')) {
            // 9-11点 is a span of hours, not the eleventh of September.
            cursor.0 = before;
            return Some(spoken(first, 0));
        }
        cursor.0 = hour;
        cursor.any(&words.day);
        return (digits <= 2).then(|| date(None, Some(first), day));
    }
    if cursor.any(&words.later) {
        return Some(Piece::Offset(i32::from(first)));
    }
    if cursor.any(&words.day) {
        return Some(date(None, None, first));
    }
    time(cursor, first)
}

/// Takes the rest of a time whose hour is `hour`.
fn time(cursor: &mut Cursor<'_>, hour: u16) -> Option<Piece> {
    let words = &*WORDS;
    let mut said = true;
    let minute = if cursor.char(':') {
        let (minute, _) = cursor
            .number()
            .filter(|(m, width)| *m < 60 && *width == 2)?;
        if !cursor.0.trim_start().starts_with(['a', 'p']) {
            let there = hour < 24 || (hour, minute) == (24, 0);
            return there.then_some(Piece::Clock(hour * 60 + minute));
        }
        minute
    } else if cursor.any(&words.hour) {
        past_the_hour(cursor)?
    } else {
        said = false;
        0
    };
    cursor.skip_spaces();
    for (names, pm) in [(&words.am, false), (&words.pm, true)] {
        if cursor.any(names) {
            return Some(Piece::Halved { hour, minute, pm });
        }
    }
    // A bare number is not a time.
    (said && hour < 25).then_some(spoken(hour, minute))
}

/// Takes 半, 一刻, 30分 or nothing after the hour.
fn past_the_hour(cursor: &mut Cursor<'_>) -> Option<u16> {
    let words = &*WORDS;
    if cursor.any(&words.half) {
        return Some(30);
    }
    let before = cursor.0;
    let Some((number, width)) = cursor.number() else {
        return Some(0);
    };
    if cursor.any(&words.quarter) {
        return (number < 4).then_some(number * 15);
    }
    if cursor.any(&words.minute) || width == 2 {
        return (number < 60).then_some(number);
    }
    cursor.0 = before;
    Some(0)
}

/// Makes a date piece of small numbers.
fn date(year: Option<u16>, month: Option<u16>, day: u16) -> Piece {
    Piece::Date {
        year: year.map(i32::from),
        month: month.map(u32::from),
        day: u32::from(day),
    }
}

/// Makes a spoken time.
const fn spoken(hour: u16, minute: u16) -> Piece {
    Piece::Spoken { hour, minute }
}
