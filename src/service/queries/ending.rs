//! Homes and people by what is said of them shortest: the room without its building, the last digits of a phone.

use crate::domain::fold::fold;
use crate::domain::household::{Household, Person};
use crate::service::halt::Run;
use crate::service::search::{Matches, SearchText};
use crate::storage::ReadTx;
use crate::storage::record::get;

/// Digits of the shortest room that is looked for alone: 101.
const ROOM_DIGITS: usize = 3;
/// Digits of a phone people say: the last four.
const PHONE_DIGITS: usize = 4;
/// Digits from which on a number is a phone, looked up whole.
const WHOLE: usize = 7;
/// People looked at for each that is wanted: the digits may stand anywhere in their numbers.
const LOOKED_AT: usize = 20;

/// The digits of a text that is nothing else, if there are so many.
fn digits(typed: &str, least: usize) -> Option<String> {
    let typed = fold(typed.trim());
    let plain = typed.bytes().all(|byte| byte.is_ascii_digit());
    (plain && (least..WHOLE).contains(&typed.len())).then_some(typed)
}

/// Homes whose room is `typed`: 302 is also what is written 0302.
pub fn homes(search: &SearchText, typed: &str, most: usize) -> Matches {
    let Some(room) = digits(typed, ROOM_DIGITS) else {
        return Matches::default();
    };
    let mut found = search.homes_ending(&room, most);
    if room.len() == ROOM_DIGITS {
        let padded = search.homes_ending(&format!("0{room}"), most);
        found.count += padded.count;
        found.ids.extend(padded.ids);
        found.ids.truncate(most);
    }
    found
}

/// A home as it is ordered among others: each part of its code by its number.
pub fn place(home: &Household) -> Vec<(u32, String)> {
    let part = |part: &str| (part.parse().unwrap_or(u32::MAX), part.to_owned());
    home.code.split('-').map(part).collect()
}

/// People one of whose numbers ends with `typed`.
pub fn people(tx: &dyn ReadTx, search: &SearchText, typed: &str, most: usize) -> Run<Vec<Person>> {
    let Some(last) = digits(typed, PHONE_DIGITS) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for id in search.people(&last, most.saturating_mul(LOOKED_AT)).ids {
        let person = get::<Person>(tx, id)?;
        let ends = |person: &Person| person.phones.iter().any(|phone| phone.ends_with(&last));
        found.extend(person.filter(ends));
        if found.len() == most {
            break;
        }
    }
    Ok(found)
}
