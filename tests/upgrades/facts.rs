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

/// Everything it says.
pub fn told(tx: &dyn ReadTx) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    let everything = (std::ops::Bound::Unbounded, std::ops::Bound::Unbounded);
    for &collection in Collection::ALL {
        let mut count = 0;
        tx.scan(collection, everything, Direction::Forward, &mut |_, _| {
            count += 1;
            Ok(Step::Next)
        })
        .unwrap();
        assert!(count > 0, "nothing in {}", collection.name());
        facts.insert(format!("{} entries", collection.name()));
    }
    for row in KINDS {
        let of = ids(tx, row.collection, row.kind);
        assert!(!of.is_empty(), "no {}", row.name);
        for id in of {
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
