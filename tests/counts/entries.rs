//! What a register costs does not grow with what lies in it: its board, its filters, a form, a move.

use std::sync::{Arc, LazyLock};

use frontdesk::domain::household::Household;
use frontdesk::domain::register::{Place, RegisterEntry};
use frontdesk::service::command::Command;
use frontdesk::service::office::Office;
use frontdesk::service::queries::{Asking, answer};
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::record::{Record, scan};
use frontdesk::storage::{Direction, Step, Store};

use super::estate::{QUIET, Size, code_of, entries, fill, receptionist};
use super::tally::{Counting, Reads};
use super::writes::writes;
use super::{filled_at, now};

const HOMES: u64 = 20;
/// Rows of a small window: a register of ten has more.
const WINDOW: u32 = 2;

/// A register that was just begun, and one with ten thousand entries; as many of each are open.
static FEW: LazyLock<Arc<MemoryStore>> = LazyLock::new(|| register(14));
static MANY: LazyLock<Arc<MemoryStore>> = LazyLock::new(|| register(10_000));

fn register(count: u64) -> Arc<MemoryStore> {
    let store = MemoryStore::new();
    let size = Size {
        homes: HOMES,
        tickets: 0,
        bills: 0,
        open: 0,
    };
    fill(&store, size, filled_at());
    entries(&store, (count, 6), HOMES, filled_at());
    Arc::new(store)
}

fn reads(store: &MemoryStore, query: &Query) -> (Reads, Reply) {
    let tx = store.read().unwrap();
    let office = Office::read(&*tx).unwrap();
    let counting = Counting::new(&*tx);
    let asking = Asking {
        tx: &counting,
        office: &office,
        actor: &receptionist(),
        now: now(),
        search: None,
    };
    let reply = answer(asking, query).unwrap();
    (counting.reads(), reply)
}

/// The same reads with few entries and with many, and no more entries of an index than this.
#[track_caller]
fn same(few: &Query, many: &Query, most: usize) {
    let (young, reply) = reads(&FEW, few);
    let (old, _) = reads(&MANY, many);
    assert_eq!(young, old, "{few:?}: {reply:?}");
    assert!(old.entries <= most, "{old:?}: {few:?}");
}

fn list(conditions: &[&str]) -> Query {
    Query::List(ListQuery {
        what: "key".into(),
        conditions: conditions.iter().map(|one| (*one).to_owned()).collect(),
        limit: WINDOW,
        reveal: false,
        after: None,
        export: false,
    })
}

#[test]
fn a_board_and_its_filters() {
    let home = format!("premises = {}", code_of(QUIET));
    for conditions in [
        vec![],
        vec!["group = active"],
        vec!["group = initial"],
        vec!["group = closed"],
        vec!["state = lent"],
        vec!["state = 已注销"],
        vec![home.as_str()],
        vec![home.as_str(), "state = in_store"],
    ] {
        same(&list(&conditions), &list(&conditions), 12);
    }
    same(&Query::Registers, &Query::Registers, 24);
    let groups = Query::RegisterGroups("key".into(), "kind".into());
    same(&groups, &groups, 12);
}

/// The newest entry at a place.
fn entry(store: &MemoryStore, place: Place) -> RegisterEntry {
    let tx = store.read().unwrap();
    let mut found = None;
    let from = std::ops::Bound::Unbounded;
    scan::<RegisterEntry>(&*tx, from, Direction::Backward, &mut |entry| {
        if entry.place == place {
            found = Some(entry);
            return Ok(Step::Stop);
        }
        Ok(Step::Next)
    })
    .unwrap();
    found.unwrap()
}

#[test]
fn an_entry_what_can_be_done_with_it_and_the_form() {
    type Ask = fn(Subject) -> Query;
    let asks: [Ask; 4] = [
        Query::Detail,
        Query::Actions,
        |subject| Query::Form("key.return".into(), Some(subject)),
        Query::Explain,
    ];
    for ask in asks {
        let of = |store: &MemoryStore| ask(Subject::of(&entry(store, Place::Active)));
        same(&of(&FEW), &of(&MANY), 12);
    }
    let home = Query::Home(Subject {
        kind: Household::KIND,
        id: QUIET,
    });
    same(&home, &home, 40);
}

#[test]
fn a_move_writes_as_much_and_so_does_a_new_entry() {
    let back = |store: &MemoryStore| {
        let number = entry(store, Place::Active).number.full();
        let back = Command::new("key.return").about(number);
        writes(store, back.arg("back_pieces", "3"))
    };
    let add = Command::new("key.add")
        .arg("premises", code_of(QUIET))
        .arg("kind", "door")
        .arg("pieces", "3");
    let pairs = [
        (back(&FEW), back(&MANY)),
        (writes(&FEW, add.clone()), writes(&MANY, add)),
    ];
    for (few, many) in pairs {
        assert_eq!(few, many);
        let keys: usize = many.values().map(|(puts, deletes)| puts + deletes).sum();
        assert!(keys <= 45, "{keys} keys: {many:?}");
    }
}
