//! A cabinet: what is open of a register by the place it hangs at, in the order of the places.

use crate::domain::lifecycle::Group;
use crate::domain::register::{Place, RegisterEntry, Value};
use crate::service::halt::Run;
use crate::service::lookup::all;
use crate::service::queries::Asking;
use crate::service::queries::registers::{home_said, row};
use crate::service::registers::set;
use crate::service::view::GridCell;
use crate::storage::Direction;
use crate::storage::kept::indexes::REGISTER_BOARD;
use crate::storage::kept::place_key;

/// Entries of a cabinet that are looked at: more hooks than any office has.
const MOST: usize = 2_000;

/// A part of a place: numbers count by their value, so that 9 hangs before 10.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64),
    Text(String),
}

/// A place in parts.
fn parts(place: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = place.trim();
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        parts.push(match part.parse() {
            Ok(number) if digits => Part::Number(number),
            _ => Part::Text(part.to_owned()),
        });
        rest = after;
    }
    parts
}

/// Answers `Query::RegisterGrid`: nothing where the register has no cabinet. Says whether there are more than are shown.
pub fn cells(asking: Asking<'_>, register: &str) -> Run<(Vec<GridCell>, bool)> {
    let declared = set().named(register).map(|one| one.register);
    let Some((register, field)) = declared.and_then(|one| Some((one, one.grid.as_deref()?))) else {
        return Ok((Vec::new(), false));
    };
    let mut cells = Vec::new();
    let mut more = false;
    // What hangs there first: it is never crowded out by what is not.
    for place in [Place::Initial, Place::Active] {
        let room = MOST.saturating_sub(cells.len());
        let key = place_key(&register.name, place);
        let mut there: Vec<RegisterEntry> = all(
            asking.tx,
            REGISTER_BOARD,
            key,
            Direction::Forward,
            room.saturating_add(1),
        )?;
        more |= there.len() > room;
        there.truncate(room);
        for entry in there {
            let entry = register.current(entry);
            // What was handed over for good hangs nowhere any more.
            if register.life().group(&entry.state) == Group::Settled {
                continue;
            }
            let hook = match entry.value(field) {
                Some(Value::Text(hook)) => hook.clone(),
                _ => String::new(),
            };
            let Some(row) = row(asking, &entry) else {
                continue;
            };
            cells.push(GridCell {
                place: hook,
                premises: home_said(&entry).unwrap_or_default(),
                out: place == Place::Active,
                entry: row,
            });
        }
    }
    // What has no place written down comes last.
    cells.sort_by_cached_key(|cell| {
        let (nowhere, place) = (cell.place.is_empty(), parts(&cell.place));
        (nowhere, place, cell.entry.number)
    });
    Ok((cells, more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_hangs_before_ten() {
        let mut places = ["A10", "B1", "A9", "10", "9-2", "9-10", "A"];
        places.sort_by_cached_key(|place| parts(place));
        assert_eq!(places, ["9-2", "9-10", "10", "A", "A9", "A10", "B1"]);
    }
}
