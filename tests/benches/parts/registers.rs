//! A register with as many entries as the estate has tickets: its board, its filters, search, a form.

use frontdesk::domain::register::RegisterEntry;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::search::SearchText;
use frontdesk::service::subject::Subject;
use frontdesk::storage::Store;
use frontdesk::storage::record::Record;
use frontdesk::storage::redb::{Options, RedbStore};

use super::{Desk, WINDOW};
use crate::estate::{QUIET, Random, Size, code_of, entries, fill};
use crate::kit::measure::{time, times};
use crate::kit::table::{Figure, Unit};

const TIMES: usize = 1_000;
/// Of so many entries one is still open.
const ONE_OPEN_OF: u64 = 10;
/// Records of the search text read in at once.
const PIECE: usize = 2_000;

pub fn figures(desk: &Desk, out: &mut Vec<Figure>) {
    let count = desk.size.tickets;
    let path = desk.path.with_file_name("registers.redb");
    let size = Size {
        tickets: 0,
        bills: 0,
        open: 0,
        ..desk.size
    };
    if !path.exists() {
        let store = RedbStore::create(&path, &Options::default(), desk.now.ms()).unwrap();
        fill(&store, size, desk.now);
        entries(&store, (count, count / ONE_OPEN_OF), size.homes, desk.now);
    }
    let desk = Desk::open(&path, size, desk.now);
    let mut take = |name: &str, query: &dyn Fn(&mut Random) -> Query| {
        let mut random = Random::new(7);
        let times = times(TIMES, |_| drop(desk.must(&query(&mut random))));
        out.push(Figure::times(format!("register: {name}"), &times));
    };
    take("all counted", &|_| Query::Registers);
    take("what is in store", &|_| {
        Query::RegisterGroups("key".into(), "kind".into())
    });
    let home = format!("premises = {}", code_of(QUIET));
    for condition in ["", "group = closed", "state = lent", "kind = meter", &home] {
        let name = if condition == home {
            "of a home"
        } else {
            condition
        };
        take(&format!("list {name}: {WINDOW} rows"), &|_| {
            let conditions = [condition].into_iter().filter(|one| !one.is_empty());
            Query::List(ListQuery {
                what: "key".into(),
                conditions: conditions.map(str::to_owned).collect(),
                limit: WINDOW,
                reveal: false,
                after: None,
                export: false,
            })
        });
    }
    let entry = |random: &mut Random| Subject {
        kind: RegisterEntry::KIND,
        id: random.below(count) + 1,
    };
    take("entry", &|random| Query::Detail(entry(random)));
    take("what can be done", &|random| Query::Actions(entry(random)));
    // What is retired is corrected no more: the youngest are open.
    let open = count / ONE_OPEN_OF;
    take("form", &|random| {
        let id = count - random.below(open);
        let entry = Subject {
            kind: RegisterEntry::KIND,
            id,
        };
        Query::Form("key.edit".into(), Some(entry))
    });
    let mut search = SearchText::new(1_000_000);
    let ((), read_in) = time(|| {
        let tx = desk.store.read().unwrap();
        while !search.read_more(&*tx, PIECE).unwrap() {}
    });
    let micros = read_in.as_secs_f64() * 1e6;
    out.push(Figure::one(
        "register: search text read in",
        Unit::Time,
        micros,
    ));
    for text in ["王建国", "wjg", "无此"] {
        let times = times(TIMES / 10, |_| {
            let found = desk.ask(&Query::Find(text.into(), WINDOW), Some(&search));
            assert!(matches!(found, Ok(Reply::Found(_))));
        });
        out.push(Figure::times(format!("register: find {text}"), &times));
    }
}
