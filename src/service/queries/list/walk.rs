//! The records of a list, window by window: through ids, an index, parts of one, or what is reckoned.

use std::ops::Bound;

use crate::domain::register::RegisterEntry;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::storage::codec::{Key, KeyReader};
use crate::storage::index::{Hit, Span, parse, scan_index};
use crate::storage::kept::indexes::{BY_NUMBER, REGISTER_BOARD, REGISTER_BY_HOUSEHOLD};
use crate::storage::kept::{board_key, day_key, place_key};
use crate::storage::record::{Record, stored_key};
use crate::storage::{Collection, Direction, Step};

use super::{Order, duty, office};

/// The next `wanted` records after a place: the place of each, and its id.
pub(super) fn places(
    asking: Asking<'_>,
    order: &Order,
    after: Option<&[u8]>,
    wanted: usize,
) -> Run<Vec<(Vec<u8>, u64)>> {
    match *order {
        Order::Ids(kind) => by_key(
            asking,
            Collection::Records,
            (stored_key(kind, u64::MIN), stored_key(kind, u64::MAX)),
            after,
            wanted,
        ),
        Order::Events => {
            let ends = (
                Key::new().u64(u64::MIN).done(),
                Key::new().u64(u64::MAX).done(),
            );
            by_key(asking, Collection::Events, ends, after, wanted)
        }
        Order::Index(kind, index, direction) => {
            by_index(asking, (kind, index, direction), (&[], &[]), after, wanted)
        }
        Order::Within(kind, index, direction, ref low, ref high) => {
            by_index(asking, (kind, index, direction), (low, high), after, wanted)
        }
        Order::Parts(kind, index, ref parts) => {
            by_parts(asking, (kind, index), parts, after, wanted)
        }
        Order::Numbers(kind, letter, day) => {
            let of_day = day_key(letter, day).done();
            by_index(
                asking,
                (kind, BY_NUMBER, Direction::Forward),
                (&of_day, &of_day),
                after,
                wanted,
            )
        }
        Order::Register(name) => {
            let order = (RegisterEntry::KIND, REGISTER_BOARD, Direction::Forward);
            let board = board_key(name).done();
            by_index(asking, order, (&board, &board), after, wanted)
        }
        Order::RegisterHome(_, home) => {
            let order = (
                RegisterEntry::KIND,
                REGISTER_BY_HOUSEHOLD,
                Direction::Forward,
            );
            let home = Key::new().u64(home).done();
            by_index(asking, order, (&home, &home), after, wanted)
        }
        Order::RegisterPlace(name, place) => {
            let order = (RegisterEntry::KIND, REGISTER_BOARD, Direction::Forward);
            let board = place_key(name, place).done();
            by_index(asking, order, (&board, &board), after, wanted)
        }
        Order::Duties => duty::places(asking, after, wanted),
        Order::Settings => {
            let from = after.and_then(|after| KeyReader::new(after).u64());
            let first = from.map_or(0, |from| from.saturating_add(1));
            Ok((first..office::settings_count(asking))
                .take(wanted)
                .map(|place| (Key::new().u64(place).done(), place))
                .collect())
        }
    }
}

/// By the keys of a collection, which end in the id.
fn by_key(
    asking: Asking<'_>,
    collection: Collection,
    (low, high): (Vec<u8>, Vec<u8>),
    after: Option<&[u8]>,
    wanted: usize,
) -> Run<Vec<(Vec<u8>, u64)>> {
    // A place of another list must not lead out of this one.
    let from = match after.filter(|after| *after >= low.as_slice() && *after <= high.as_slice()) {
        Some(after) => Bound::Excluded(after),
        None => Bound::Included(low.as_slice()),
    };
    let mut found = Vec::new();
    asking.tx.scan(
        collection,
        (from, Bound::Included(high.as_slice())),
        Direction::Forward,
        &mut |key, _| {
            let at = key.len().saturating_sub(8);
            let id = KeyReader::new(key.get(at..).unwrap_or_default()).u64();
            found.push((key.to_vec(), id.unwrap_or(0)));
            Ok(if found.len() < wanted {
                Step::Next
            } else {
                Step::Stop
            })
        },
    )?;
    Ok(found)
}

/// Through parts of an index that lie one behind the other.
fn by_parts(
    asking: Asking<'_>,
    (kind, index): (u8, u8),
    parts: &[Vec<u8>],
    after: Option<&[u8]>,
    wanted: usize,
) -> Run<Vec<(Vec<u8>, u64)>> {
    let last = after.and_then(parse).filter(|(known, _)| *known == index);
    let last = last.map(|(_, hit)| hit.key.to_vec());
    let mut found = Vec::new();
    for part in parts {
        let within = last.as_ref().is_some_and(|last| last.starts_with(part));
        let over = last.as_ref().is_some_and(|last| part < last);
        if found.len() == wanted || (over && !within) {
            continue;
        }
        found.extend(by_index(
            asking,
            (kind, index, Direction::Forward),
            (part, part),
            after.filter(|_| within),
            wanted - found.len(),
        )?);
    }
    Ok(found)
}

fn by_index(
    asking: Asking<'_>,
    (kind, index, direction): (u8, u8, Direction),
    (low, high): (&[u8], &[u8]),
    after: Option<&[u8]>,
    wanted: usize,
) -> Run<Vec<(Vec<u8>, u64)>> {
    let mut span = Span::between(Bound::Included(low), Bound::Included(high));
    if let Some((known, hit)) = after.and_then(parse)
        && known == index
    {
        span = span.after(hit);
    }
    let mut found = Vec::new();
    scan_index(asking.tx, index, span, direction, &mut |hit: Hit<'_>| {
        if hit.kind == kind {
            let place = Key::new().u8(index).raw(hit.key).u8(hit.kind).u64(hit.id);
            found.push((place.done(), hit.id));
        }
        Ok(if found.len() < wanted {
            Step::Next
        } else {
            Step::Stop
        })
    })?;
    Ok(found)
}
