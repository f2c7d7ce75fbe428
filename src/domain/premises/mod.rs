//! Codes of homes and public areas: every way of writing one, and their order.

mod stand;

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::fold::fold;

pub use stand::{Stand, stand};

/// Units tried where a unit was left out; 0 is the shops of a building.
const UNITS: RangeInclusive<u8> = 0..=9;
/// Digits of a room number written in full.
const ROOM_DIGITS: usize = 4;
/// Digits of the longest code written without breaks; longer numbers are something else.
const MOST_DIGITS: usize = 9;
/// Digits a number is filled up to in the sort key.
const KEY_DIGITS: usize = 8;

/// The words of the data file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    breaks: Vec<String>,
    ends: Vec<String>,
    lines: Vec<String>,
    public: Vec<String>,
    digits: String,
    ten: String,
}

/// A test holds that the file reads.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap_or_default());

/// A place in a community.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A home, shop or office: `3-2-1201`; a shop has unit 0.
    Home {
        /// Building.
        building: String,
        /// Unit of the building.
        unit: String,
        /// Room.
        room: String,
    },
    /// What belongs to nobody alone: `5-1 公共`, `5 公共` or `公共`.
    Public {
        /// Building and, if it is narrower, unit.
        within: Vec<String>,
    },
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home {
                building,
                unit,
                room,
            } => write!(f, "{building}-{unit}-{room}"),
            Self::Public { within } if within.is_empty() => f.write_str(PUBLIC),
            Self::Public { within } => write!(f, "{} {PUBLIC}", within.join("-")),
        }
    }
}

/// What stands between a unit and the place of a line in an area: any floor.
pub const LINE: &str = "-*";

/// How a public area is written in a code.
pub const PUBLIC: &str = "公共";

/// Returns the places that `typed` can mean, the most literal reading first.
///
/// `exists` is asked for homes (`3-2-1201`), for units (`5-1`) and for buildings (`5`). Digits without
/// breaks are split in every way that hits; only if none does, a left-out unit is tried.
pub fn candidates(typed: &str, exists: &dyn Fn(&str) -> bool) -> Vec<Code> {
    let folded = fold(typed);
    let text = folded.trim();
    if let Some(within) = public_part(text) {
        return public(within, exists);
    }
    if text.contains(char::is_whitespace) {
        return Vec::new();
    }
    let Some(parts) = parts(text) else {
        return Vec::new();
    };
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    match *parts.as_slice() {
        [building, unit, room] => with_room(building, unit, room, exists, &mut found),
        [building, rest] => {
            split_unit(building, rest, exists, &mut found);
            if found.is_empty() {
                any_unit(building, rest, exists, &mut found);
            }
        }
        [digits] if digits.len() <= MOST_DIGITS => {
            for (building, rest) in splits(digits, 3) {
                split_unit(building, rest, exists, &mut found);
            }
            if found.is_empty() {
                for (building, room) in splits(digits, 3).filter(|(_, room)| room.len() > 2) {
                    any_unit(building, room, exists, &mut found);
                }
            }
        }
        _ => {}
    }
    found
}

/// Returns the area that is meant: `3栋2单元` gives `3-2`, the beginning of its codes; `3-2-01立管` gives `3-2-*01`, the
/// homes of one line.
pub fn area(typed: &str) -> Option<String> {
    let folded = fold(typed);
    let text = folded.trim();
    let Some(line) = line_part(text) else {
        return parts(text)
            .filter(|parts| parts.len() <= 2)
            .map(|parts| parts.join("-"));
    };
    let parts = parts(&line)?;
    let [building, unit, place] = parts.as_slice() else {
        return None;
    };
    let line = if place.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{building}-{unit}{LINE}{place:0>2}")
    } else {
        format!("{building}-{unit}{LINE}{place}")
    };
    (place.len() <= 2).then_some(line)
}

/// Returns what is left of the name of a line without the word or mark for one, if it is one.
fn line_part(text: &str) -> Option<String> {
    if text.contains(LINE) {
        return Some(text.replace(LINE, "-"));
    }
    let mut lines = WORDS.lines.iter();
    let line = lines.find_map(|word| text.strip_suffix(word.as_str()))?;
    Some(line.trim().to_owned())
}

/// The building of a home by its code, which has three parts; empty for what lies in none: a parking space, a code of
/// another make.
pub fn building_of(code: &str) -> &str {
    let mut parts = code.split('-');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(building), Some(_), Some(_), None) => building,
        _ => "",
    }
}

/// Whether a home or public area lies in an area as [`area`] returns it.
pub fn lies_in(area: &str, code: &str) -> bool {
    if let Some((unit, place)) = area.split_once(LINE) {
        return stand(code).is_some_and(|stand| stand.unit == unit && stand.place == place);
    }
    code.strip_prefix(area)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', ' ']))
}

/// Whether `typed` is written like a code, though no place may have it: building, unit and room, or a public area.
///
/// Two parts, and digits run together, are only taken so where nothing else says which place is meant (`alone`).
pub fn resembles(typed: &str, alone: bool) -> bool {
    let folded = fold(typed);
    let text = folded.trim();
    if text.contains(char::is_whitespace) {
        return false;
    }
    if let Some(within) = public_part(text) {
        return parts(within).is_some_and(|parts| parts.len() <= 2);
    }
    let Some(parts) = parts(text) else {
        return false;
    };
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let numbered = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let house = |part: &str| part.len() <= if numbered(part) { 3 } else { 1 };
    let room =
        |part: &str, digits: RangeInclusive<usize>| numbered(part) && digits.contains(&part.len());
    match *parts.as_slice() {
        [building, unit, last] => house(building) && unit.len() <= 2 && room(last, 2..=4),
        [building, rest] => alone && house(building) && room(rest, 3..=6),
        [digits] => alone && room(digits, 5..=6),
        _ => false,
    }
}

/// Returns the key by which codes stand in their natural order: 3-2-901 before 3-2-1201 before 12-1-101.
pub fn order_key(code: &str) -> String {
    let mut key = String::with_capacity(code.len() * 3);
    let mut digits = String::new();
    for c in fold(code).chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            let number = digits.trim_start_matches('0');
            let missing = KEY_DIGITS.saturating_sub(number.len());
            key.extend(std::iter::repeat_n('0', missing));
            key.push_str(number);
            digits.clear();
        }
        key.push(c);
    }
    // The code itself parts 0302 from 302, which are the same number.
    key.push_str(code);
    key
}

/// Returns what stands before a word for public areas, if `text` ends in one.
fn public_part(text: &str) -> Option<&str> {
    WORDS
        .public
        .iter()
        .find_map(|word| text.strip_suffix(word.as_str()))
        .map(|within| within.trim().trim_end_matches('-'))
}

/// Returns the public area of a building, a unit or the whole community.
fn public(within: &str, exists: &dyn Fn(&str) -> bool) -> Vec<Code> {
    if within.is_empty() {
        return vec![Code::Public { within: Vec::new() }];
    }
    let Some(within) = parts(within).filter(|parts| parts.len() <= 2) else {
        return Vec::new();
    };
    if exists(&within.join("-")) {
        vec![Code::Public { within }]
    } else {
        Vec::new()
    }
}

/// Cuts a code at its breaks; none if something in it belongs to no code.
fn parts(text: &str) -> Option<Vec<String>> {
    let mut plain = text.to_owned();
    for end in &WORDS.ends {
        if let Some(before) = plain.strip_suffix(end.as_str()) {
            plain = before.to_owned();
            break;
        }
    }
    for word in &WORDS.breaks {
        plain = plain.replace(word.as_str(), "-");
    }
    let mut parts: Vec<String> = plain
        .split('-')
        .map(|part| part.trim().to_uppercase())
        .collect();
    // A number in words is only one of a building or room where it stands beside such a word.
    if plain.contains('-') {
        for part in &mut parts {
            if let Some(number) = spelled_out(part) {
                *part = number;
            }
        }
    }
    // 3栋 alone ends in a break.
    if parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    // A1201: a letter building runs into its room.
    if let [only] = parts.as_slice() {
        let letters: String = only.chars().take_while(char::is_ascii_alphabetic).collect();
        if let Some(rest) = only.strip_prefix(&letters).filter(|_| !letters.is_empty()) {
            parts = vec![letters.clone(), rest.to_owned()];
        }
    }
    let sound = parts
        .iter()
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric()));
    let numbered = parts
        .iter()
        .any(|part| part.chars().any(|c| c.is_ascii_digit()));
    (sound && numbered && parts.len() <= 3).then_some(parts)
}

/// Returns the digits of a number in words, up to 99 with tens, digit by digit without.
fn spelled_out(part: &str) -> Option<String> {
    let digits = |text: &str| -> Option<String> {
        text.chars()
            .map(|c| {
                let place = WORDS.digits.chars().position(|digit| digit == c)?;
                char::from_digit(u32::try_from(place).ok()?, 10)
            })
            .collect()
    };
    let Some((tens, ones)) = part.split_once(&WORDS.ten) else {
        return digits(part).filter(|digits| !digits.is_empty());
    };
    if WORDS.ten.is_empty() || tens.chars().count() > 1 || ones.chars().count() > 1 {
        return None;
    }
    let or = |text: &str, none: &str| match text {
        "" => Some(none.to_owned()),
        text => digits(text),
    };
    Some(or(tens, "1")? + &or(ones, "0")?)
}

/// Returns the ways to cut `text` in two with at most `most` characters before the cut.
fn splits(text: &str, most: usize) -> impl Iterator<Item = (&str, &str)> {
    (1..=most).filter_map(|at| {
        text.split_at_checked(at)
            .filter(|(_, rest)| !rest.is_empty())
    })
}

/// Adds the homes of `building` whose unit and room are run together in `rest`.
fn split_unit(building: &str, rest: &str, exists: &dyn Fn(&str) -> bool, found: &mut Vec<Code>) {
    for (unit, room) in splits(rest, 2).filter(|(_, room)| room.len() > 1) {
        with_room(building, unit, room, exists, found);
    }
}

/// Adds the homes of `building` with `room` in whatever unit.
fn any_unit(building: &str, room: &str, exists: &dyn Fn(&str) -> bool, found: &mut Vec<Code>) {
    for unit in UNITS {
        with_room(building, &unit.to_string(), room, exists, found);
    }
}

/// Adds the home if it exists, its room as typed or with zeros before it.
fn with_room(
    building: &str,
    unit: &str,
    room: &str,
    exists: &dyn Fn(&str) -> bool,
    found: &mut Vec<Code>,
) {
    let short = room.trim_start_matches('0');
    let long = format!("{room:0>ROOM_DIGITS$}");
    for room in [room, &long, short] {
        let code = Code::Home {
            building: building.to_owned(),
            unit: unit.to_owned(),
            room: room.to_owned(),
        };
        if !room.is_empty() && exists(&code.to_string()) {
            if !found.contains(&code) {
                found.push(code);
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_area_is_a_building_a_unit_or_a_line() {
        for (typed, meant) in [
            ("3栋", Some("3")),
            ("3栋2单元", Some("3-2")),
            ("3栋2单元01立管", Some("3-2-*01")),
            ("3-2-1线", Some("3-2-*01")),
            ("3-2-*01", Some("3-2-*01")),
            ("3-2-a 立管", Some("3-2-*A")),
            ("3-2-1201立管", None),
            ("3-2-1201", None),
            ("线", None),
        ] {
            assert_eq!(area(typed).as_deref(), meant, "{typed}");
        }
    }

    #[test]
    fn what_lies_in_an_area() {
        for (area, code, lies) in [
            ("3", "3-2-1201", true),
            ("3", "3 公共", true),
            ("3", "32-1-201", false),
            ("3-2", "3-2 公共", true),
            ("3-2-*01", "3-2-1201", true),
            ("3-2-*01", "3-2-0101", true),
            ("3-2-*01", "3-2-1202", false),
            ("3-2-*01", "3-1-1201", false),
            ("3-2-*01", "3-2 公共", false),
        ] {
            assert_eq!(lies_in(area, code), lies, "{area} {code}");
        }
    }

    const ESTATE: &[&str] = &[
        "3-2-1201",
        "32-1-201",
        "1-1-0302",
        "3-0-12",
        "A-1-1201",
        "5-1",
        "5",
        "12-3-0904",
        "4-1-501",
    ];

    #[track_caller]
    fn means(typed: &str, codes: &[&str]) {
        let found: Vec<String> = candidates(typed, &|code| ESTATE.contains(&code))
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, codes, "{typed}");
    }

    #[test]
    fn the_words_read() {
        let words: Words = toml::from_str(include_str!("words.toml")).unwrap();
        assert!(words.public.iter().any(|word| word == PUBLIC));
    }

    #[test]
    fn every_way_of_writing_it() {
        for typed in [
            "3-2-1201",
            "3栋2单元1201",
            "3棟2單元1201室",
            "3#2#1201",
            "3幢2门1201",
            "３－２－１２０１",
            "3号楼2单元1201号",
            "3/2/1201",
            " 3-2-1201 ",
            "三栋二单元1201",
            "三栋二单元一二零一",
            "3-21201",
        ] {
            means(typed, &["3-2-1201"]);
        }
        means("十二棟三單元904", &["12-3-0904"]);
        means("五栋一单元公共", &["5-1 公共"]);
        means("110302", &["1-1-0302"]);
        means("1-1-302", &["1-1-0302"]);
        means("11302", &["1-1-0302"]);
        means("3-0-012", &["3-0-12"]);
        means("A座1-1201", &["A-1-1201"]);
        means("a1201", &["A-1-1201"]);
    }

    #[test]
    fn digits_are_split_in_every_way_that_hits() {
        means("321201", &["3-2-1201", "32-1-201"]);
        means("1230904", &["12-3-0904"]);
        means("4501", &["4-1-501"]);
        means("4-501", &["4-1-501"]);
    }

    #[test]
    fn public_areas() {
        means("5-1 公共", &["5-1 公共"]);
        means("5-1gg", &["5-1 公共"]);
        means("5栋1单元公共区域", &["5-1 公共"]);
        means("5 gg", &["5 公共"]);
        means("五栋公共", &["5 公共"]);
        means("公共", &["公共"]);
        means("9-1 公共", &[]);
    }

    #[test]
    fn what_is_no_code() {
        for typed in [
            "",
            "-",
            "13812345678",
            "漏水",
            "二楼",
            "一二三四",
            "wjg",
            "14:30",
            "3-2-1-1201",
            "3-2-1201 漏水",
            "0",
        ] {
            means(typed, &[]);
        }
    }

    #[test]
    fn what_looks_like_a_code() {
        for typed in [
            "9-9-9999",
            "11-1-0302",
            "9栋9单元9999",
            "9-1公共",
            "a-1-1201",
        ] {
            assert!(resembles(typed, false), "{typed}");
        }
        for typed in ["999999", "9-9999", "9栋1201", "a1201"] {
            assert!(resembles(typed, true), "{typed}");
            assert!(!resembles(typed, false), "{typed}");
        }
        for typed in [
            "138-1234-5678",
            "0755-12345678",
            "13812345678",
            "2026-11-22",
            "11-22",
            "公共",
            "漏水",
            "300",
            "24小时",
            "iso900",
        ] {
            assert!(!resembles(typed, true), "{typed}");
        }
    }

    #[test]
    fn natural_order() {
        let mut codes = [
            "12-1-101", "3-2-1201", "3-2-901", "3-2-0901", "A-1-1", "3-10-101",
        ];
        codes.sort_by_key(|code| order_key(code));
        assert_eq!(
            codes,
            [
                "3-2-0901", "3-2-901", "3-2-1201", "3-10-101", "12-1-101", "A-1-1"
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_borne(typed in "[0-9栋单元#A-Z公共 -]{0,14}|\\PC{0,20}") {
            let found = candidates(&typed, &|_| true);
            prop_assert!(found.len() < 200);
        }

        #[test]
        fn run_together_or_apart_it_is_found(building in 1_u32..200, unit in 0_u32..20, room in 1_u32..10_000) {
            let code = format!("{building}-{unit}-{room:04}");
            for typed in [code.clone(), code.replace('-', ""), code.replacen('-', "栋", 1)] {
                let found = candidates(&typed, &|asked| asked == code);
                prop_assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), vec![code.clone()]);
            }
        }
    }
}
