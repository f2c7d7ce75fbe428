//! What a database says, a line a fact: how many entries each table holds, every record, every cell of every list.

use std::collections::BTreeSet;

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::staff::{Actor, Staff};
use frontdesk::service::execute::Service;
use frontdesk::service::queries::{Asking, answer, list};
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::view::Cell;
use frontdesk::storage::kept::KINDS;
use frontdesk::storage::kinds::get_raw;
use frontdesk::storage::record::get;
use frontdesk::storage::{Collection, Direction, ReadTx, Step, prefix_range};

use super::office;

/// When it is asked: what is overdue then is a fact as well.
const ASKED: &str = "2026-11-21T18:00:00+08:00";

/// Who acts when the person with this id acts.
pub fn actor(tx: &dyn ReadTx, id: u64) -> Actor {
    let staff: Staff = get(tx, id).unwrap().unwrap();
    Actor {
        staff: staff.id,
        name: staff.name,
        rank: staff.rank,
        sides: staff.sides,
        seat: "test".into(),
    }
}

/// Asks as the manager.
pub fn ask(tx: &dyn ReadTx, query: &Query) -> Reply {
    let service = Service::open(tx).unwrap();
    let asking = Asking {
        tx,
        office: service.office(),
        actor: &actor(tx, office::MANAGER),
        now: Instant::parse(ASKED).unwrap(),
        search: None,
    };
    answer(asking, query).unwrap()
}

/// The ids of the records of a kind.
fn ids(tx: &dyn ReadTx, collection: Collection, kind: u8) -> Vec<u64> {
    let mut ids = Vec::new();
    let (prefix, mut end) = ([kind], Vec::new());
    tx.scan(
        collection,
        prefix_range(&prefix, &mut end),
        Direction::Forward,
        &mut |key, _| {
            ids.push(u64::from_be_bytes(key[1..].try_into().unwrap()));
            Ok(Step::Next)
        },
    )
    .unwrap();
    ids
}

/// How many entries each table has.
fn entries(tx: &dyn ReadTx) -> Vec<(&'static str, usize)> {
    use std::ops::Bound::Unbounded;
    let count = |collection: Collection| {
        let mut count = 0;
        let everything = (Unbounded, Unbounded);
        tx.scan(collection, everything, Direction::Forward, &mut |_, _| {
            count += 1;
            Ok(Step::Next)
        })
        .unwrap();
        (collection.name(), count)
    };
    Collection::ALL.iter().copied().map(count).collect()
}

/// What there is none of: a frozen database of this schema has something in every table, and a record of every kind.
pub fn missing(tx: &dyn ReadTx) -> Vec<&'static str> {
    let tables = entries(tx).into_iter().filter(|(_, count)| *count == 0);
    let kinds = KINDS
        .iter()
        .filter(|row| ids(tx, row.collection, row.kind).is_empty());
    let tables = tables.map(|(name, _)| name);
    tables.chain(kinds.map(|row| row.name)).collect()
}

/// Everything it says.
pub fn told(tx: &dyn ReadTx) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    for (name, count) in entries(tx) {
        if count > 0 {
            facts.insert(format!("{name} entries"));
        }
    }
    for row in KINDS {
        for id in ids(tx, row.collection, row.kind) {
            let body = get_raw(tx, row, id).unwrap().unwrap();
            let version = (row.derive)(&body).unwrap().version;
            facts.insert(format!("record {} {id} version {version}", row.name));
        }
    }
    for what in list::names() {
        facts.extend(listed(tx, what));
    }
    facts
}

fn listed(tx: &dyn ReadTx, what: &str) -> Vec<String> {
    let query = ListQuery {
        what: what.into(),
        conditions: Vec::new(),
        limit: 1000,
        reveal: true,
        after: None,
        export: false,
    };
    let Reply::List(list) = ask(tx, &Query::List(query)) else {
        panic!("{what}");
    };
    assert_eq!(list.next, None, "{what}");
    let mut facts = Vec::new();
    for row in &list.rows {
        let name = said(&row[0]);
        for (column, cell) in list.columns.iter().zip(row) {
            facts.push(format!("list {what} {name} {column} {}", said(cell)));
        }
    }
    facts
}

fn said(cell: &Cell) -> String {
    match cell {
        Cell::Null => "-".to_owned(),
        Cell::Text(text) => format!("{text:?}"),
        Cell::Whole(number) => number.to_string(),
        Cell::Money(amount) => amount.plain(),
        Cell::Day(day) => day.to_string(),
        Cell::Month(month) => month.to_string(),
        Cell::At(at) => format!("@{}", at.ms()),
        Cell::Yes(yes) => yes.to_string(),
        Cell::Texts(texts) => format!("{texts:?}"),
    }
}

/// The records this program would write otherwise than they are stored.
pub fn read_otherwise(tx: &dyn ReadTx) -> Vec<String> {
    let mut found = Vec::new();
    for row in KINDS {
        for id in ids(tx, row.collection, row.kind) {
            let body = get_raw(tx, row, id).unwrap().unwrap();
            let version = (row.derive)(&body).unwrap().version;
            if (row.with_version)(&body, version).unwrap() != body {
                found.push(format!("{} {id}", row.name));
            }
        }
    }
    found
}
