//! An import of 100,000 rows, and what others wait for meanwhile.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::household::{Occupancy, PremisesKind, Relation};
use frontdesk::domain::staff::Rank;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::loading::{HomeIn, PersonIn, Staged, TieIn, read};
use frontdesk::service::query::Query;
use frontdesk::storage::Store;
use frontdesk::storage::kept::to_bytes;
use frontdesk::storage::redb::{Options, RedbStore};

use super::Desk;
use crate::estate::{Size, code_of, receptionist};
use crate::kit::measure::{Times, time};
use crate::kit::table::{Figure, Unit};

const ROWS: u64 = 100_000;
fn staged() -> Staged {
    let homes = 1..=ROWS / 2;
    Staged {
        file: "rooms.csv".into(),
        community: Some("翠湖花园".into()),
        homes: homes.clone().map(home).collect(),
        people: homes.map(person).collect(),
        ..Staged::default()
    }
}

fn home(id: u64) -> HomeIn {
    HomeIn {
        key: format!("household/{id}"),
        code: code_of(id),
        place: None,
        kind: PremisesKind::Dwelling,
        occupancy: Occupancy::LivedIn,
        area: crate::estate::area_of(id),
        handed_over: None,
        floor: None,
        fees: Vec::new(),
        note: String::new(),
        taken: false,
    }
}

fn person(id: u64) -> PersonIn {
    let (name, phone) = crate::estate::owner_of(id);
    PersonIn {
        with: None,
        unseen: None,
        key: format!("person/{id}"),
        name,
        phones: vec![phone],
        id_number: None,
        sex: None,
        plates: Vec::new(),
        vulnerable: false,
        ties: vec![TieIn {
            home: code_of(id),
            relation: Relation::Owner,
            since: None,
            until: None,
        }],
        note: String::new(),
    }
}

/// Imports into a new database beside `path`, while somebody looks at the top line all the time.
pub fn figures(path: &Path, now: Instant, out: &mut Vec<Figure>) {
    let path = path.with_extension("import");
    drop(RedbStore::create(&path, &Options::default(), now.ms()).unwrap());
    let nothing = Size::of(1, 1);
    let desk = Desk::open(&path, nothing, now);
    let bytes = to_bytes(&staged());
    let done = AtomicBool::new(false);
    let (taken, waits) = std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            let mut waits = Times::default();
            while !done.load(Ordering::Relaxed) {
                waits.push(time(|| desk.must(&Query::Header)).1);
            }
            waits
        });
        let taken = time(|| import(&desk.store, now, &bytes)).1;
        done.store(true, Ordering::Relaxed);
        (taken, looking.join().unwrap())
    });
    drop(desk);
    std::fs::remove_file(path).unwrap();
    let rate = ROWS as f64 / taken.as_secs_f64();
    out.push(Figure::one("import of 100,000 rows", Unit::ASecond, rate));
    out.push(Figure::times("header during the import", &waits));
}

/// Stages what a terminal sent and applies it: checked, indexed, one audit line, one durable commit.
fn import(store: &dyn Store, now: Instant, bytes: &[u8]) {
    let mut service = Service::open(&*store.read().unwrap()).unwrap();
    let mut actor = receptionist();
    actor.rank = Rank::PropertyManager;
    let id = [1; 16];
    service.staging().put(actor.staff, id, read(bytes).unwrap());
    let job = Job {
        actor,
        request: [2; 16],
        command: Command::new("import.apply").arg("staged", "01".repeat(16)),
        now,
        salt: [7; 16],
    };
    let answer = service.execute(store, &job).unwrap();
    assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
}
