//! Bytes of the database, by what they are for.

use std::collections::BTreeMap;
use std::ops::Bound;

use frontdesk::storage::index::parse;
use frontdesk::storage::kept::kind_row;
use frontdesk::storage::{Collection, Direction, Step, Store};

use super::Desk;
use crate::kit::table::{Figure, Unit};

/// Kinds told apart; the others are summed.
const KINDS: &[&str] = &["ticket", "line", "contact", "follow_up", "charge", "entry"];

pub fn figures(desk: &Desk, out: &mut Vec<Figure>) {
    let tickets = desk.size.tickets as f64;
    let file = std::fs::metadata(&desk.path).unwrap().len();
    out.push(Figure::one(
        "disk a ticket: whole file",
        Unit::Bytes,
        file as f64 / tickets,
    ));
    let mut sums: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    let tx = desk.store.read().unwrap();
    for collection in [Collection::Records, Collection::Entries, Collection::Index] {
        let all = (Bound::Unbounded, Bound::Unbounded);
        tx.scan(collection, all, Direction::Forward, &mut |key, value| {
            let index = collection == Collection::Index;
            let kind = if index {
                parse(key).map(|(_, hit)| hit.kind)
            } else {
                key.first().copied()
            };
            let name = kind.and_then(kind_row).map_or("", |row| row.name);
            let name = KINDS
                .iter()
                .find(|known| **known == name)
                .unwrap_or(&"all else");
            *sums.entry((index, name)).or_default() += key.len() + value.len();
            Ok(Step::Next)
        })
        .unwrap();
    }
    for name in KINDS.iter().chain(&["all else"]) {
        for (index, what) in [(false, "records"), (true, "indexes")] {
            let bytes = sums.get(&(index, *name)).copied().unwrap_or(0);
            let name = format!("disk a ticket: {name} {what}");
            out.push(Figure::one(name, Unit::Bytes, bytes as f64 / tickets));
        }
    }
}
