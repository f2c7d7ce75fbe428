//! Where a home stands: homes at one place of a unit's floors, one above another, hang on the same line (立管).

use std::ops::RangeInclusive;

/// Digits of a room number that name its place on the floor.
const PLACE_DIGITS: usize = 2;
/// Digits of room numbers that are read so: 101, 1201.
const ROOM_DIGITS: RangeInclusive<usize> = 3..=4;

/// Where a home stands in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand<'a> {
    /// Building and unit: `3-2`.
    pub unit: &'a str,
    /// The floor.
    pub floor: u32,
    /// The place on the floor: `01` of 1201, `A` of 12A.
    pub place: &'a str,
}

impl Stand<'_> {
    /// Whether a home hangs on the same line as another: the same place of the same unit, on another floor.
    pub fn over_or_under(&self, other: &Self) -> bool {
        self.unit == other.unit && self.place == other.place && self.floor != other.floor
    }
}

/// Reads the canonical code of a home: `3-2-1201` is place 01 of floor 12 of unit `3-2`. None for shops, for public
/// areas and for rooms that are not numbered by floor and place.
pub fn stand(code: &str) -> Option<Stand<'_>> {
    let (unit, room) = code.rsplit_once('-')?;
    let (_, number) = unit.split_once('-').filter(|(_, unit)| *unit != "0")?;
    let letters = room.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = room.len() - letters.len();
    let (floor, place) = if letters.is_empty() {
        let floor = digits.checked_sub(PLACE_DIGITS)?;
        room.split_at_checked(floor)
            .filter(|_| ROOM_DIGITS.contains(&digits))?
    } else {
        room.split_at_checked(digits).filter(|(floor, place)| {
            (1..=PLACE_DIGITS).contains(&floor.len())
                && place.bytes().all(|byte| byte.is_ascii_uppercase())
        })?
    };
    let floor = floor.parse().ok().filter(|_| !number.contains('-'))?;
    Some(Stand { unit, floor, place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_where_a_home_stands() {
        for (code, stands) in [
            ("3-2-1201", Some(("3-2", 12, "01"))),
            ("3-2-0101", Some(("3-2", 1, "01"))),
            ("A-1-101", Some(("A-1", 1, "01"))),
            ("3-2-12A", Some(("3-2", 12, "A"))),
            ("3-0-12", None),
            ("3-0-1201", None),
            ("3-2-12", None),
            ("3-2-12013", None),
            ("3-2 公共", None),
            ("公共", None),
            ("3-2", None),
            ("", None),
        ] {
            let found = stand(code).map(|stand| (stand.unit, stand.floor, stand.place));
            assert_eq!(found, stands, "{code}");
        }
    }

    #[test]
    fn a_line_runs_through_the_floors_of_one_place() {
        let over =
            |one: &str, other: &str| stand(one).unwrap().over_or_under(&stand(other).unwrap());
        assert!(over("3-2-1201", "3-2-0101"));
        assert!(!over("3-2-1201", "3-2-1202"), "next door");
        assert!(!over("3-2-1201", "3-1-1101"), "another unit");
        assert!(!over("3-2-1201", "3-2-1201"), "itself");
    }
}
