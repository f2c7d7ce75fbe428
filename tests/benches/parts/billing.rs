//! The run of a month: five items at every home, one of them by meter and one shared, in one durable act.

use std::path::Path;

use frontdesk::domain::calendar::{Day, Instant, Zone};
use frontdesk::domain::fees::{How, Meter, MeterKind, MeterReading, Reading, Register};
use frontdesk::domain::household::{Community, FeeLink, Household, Occupancy, PremisesKind};
use frontdesk::domain::id::{CommunityId, FeeItemId, HouseholdId, MeterId, StaffId};
use frontdesk::domain::ledger::{FeeItem, Formula};
use frontdesk::domain::money::{Amount, Quantity, Rate};
use frontdesk::domain::staff::Rank;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::office::Office;
use frontdesk::service::queries::{Asking, answer};
use frontdesk::service::query::{Query, Reply};
use frontdesk::storage::counters::next_id;
use frontdesk::storage::record::{Record, put};
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Store, WriteTx};

use crate::estate::{area_of, code_of, receptionist};
use crate::kit::machine;
use crate::kit::measure::time;
use crate::kit::table::{Figure, Unit};

/// The items: what charges each.
const ITEMS: [(&str, Formula); 5] = [
    ("物业费", Formula::PerArea),
    ("停车费", Formula::PerSpace),
    ("垃圾费", Formula::Fixed),
    ("水费", Formula::Metered),
    ("公摊电费", Formula::Shared),
];
/// What a home used in the month, and what all share: enough that each has something to pay of it.
const USED: i64 = 12;
const SHARED: i64 = 60_000;
/// Homes written in one commit.
const BATCH: u64 = 5_000;

/// Makes an office of so many homes beside `path`, looks at the month's run, and makes it.
pub fn figures(path: &Path, homes: u64, now: Instant, out: &mut Vec<Figure>) {
    let path = path.with_extension("billing");
    let store = RedbStore::create(&path, &Options::default(), now.ms()).unwrap();
    fill(&store, homes, now);
    let charges = homes * ITEMS.len() as u64;
    let mut actor = receptionist();
    actor.rank = Rank::PropertyManager;
    let office = Office::read(&*store.read().unwrap()).unwrap();
    let looked = || {
        let tx = store.read().unwrap();
        let asking = Asking {
            tx: &*tx,
            office: &office,
            actor: &actor,
            now,
            search: None,
        };
        match answer(asking, &Query::Billing(None)).unwrap() {
            Reply::Billing(page) => page,
            other => panic!("{other:?}"),
        }
    };
    let (page, taken) = time(looked);
    assert_eq!(
        u64::from(page.all.charges),
        charges,
        "{:?}",
        page.left.first()
    );
    let rate = charges as f64 / taken.as_secs_f64();
    out.push(Figure::one(
        "billing: preview, charges",
        Unit::ASecond,
        rate,
    ));
    let mut service = Service::open(&*store.read().unwrap()).unwrap();
    machine::forget_most_resident();
    let before = machine::most_resident();
    let job = Job {
        actor: actor.clone(),
        request: [3; 16],
        command: Command::new("charge.run")
            .arg("month", page.month.to_string())
            .arg("preview", page.digest.as_str()),
        now,
        salt: [7; 16],
    };
    let (answer, taken) = time(|| service.execute(&store, &job).unwrap());
    assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    let rate = charges as f64 / taken.as_secs_f64();
    out.push(Figure::one("billing: run, charges", Unit::ASecond, rate));
    let grown = machine::most_resident() - before;
    out.push(Figure::one(
        "billing: run, memory on top",
        Unit::Mebibytes,
        grown,
    ));
    store.close().unwrap();
    std::fs::remove_file(path).unwrap();
}

/// The day from which everything is charged.
fn since() -> Day {
    Day::from_ymd(2020, 1, 1).unwrap()
}

fn reading(on: Day, value: i64) -> Reading {
    Reading {
        on,
        value: Quantity::whole(value).unwrap(),
        how: How::Read,
        restart: None,
        confirmed: false,
    }
}

/// Stores a record of this id, which is the next of its kind.
fn add<R: Record>(tx: &mut dyn WriteTx, mut new: R) {
    assert_eq!(next_id(tx, R::KIND).unwrap(), new.id());
    put(tx, &mut new).unwrap();
}

fn fill(store: &RedbStore, homes: u64, now: Instant) {
    let mut tx = store.write().unwrap();
    add(
        &mut *tx,
        Community {
            id: CommunityId(1),
            version: 0,
            name: "翠湖花园".into(),
            initials: "chhy".into(),
        },
    );
    for (id, (name, formula)) in (1..).zip(ITEMS) {
        let item = FeeItem::new(FeeItemId(id), name.into(), formula, since());
        add(
            &mut *tx,
            FeeItem {
                price: Rate::parse("2.4").unwrap(),
                fixed: Amount::parse("10").unwrap(),
                property_fee: id == 1,
                ..item
            },
        );
    }
    tx.commit().unwrap();
    for first in (1..=homes).step_by(usize::try_from(BATCH).unwrap()) {
        let mut tx = store.write().unwrap();
        for id in first..(first + BATCH).min(homes + 1) {
            add(&mut *tx, household(id));
            meter(&mut *tx, (id, id, 4), USED, now);
        }
        tx.commit().unwrap();
    }
    let mut tx = store.write().unwrap();
    let lobby = homes + 1;
    add(
        &mut *tx,
        Household {
            kind: PremisesKind::Public,
            fees: Vec::new(),
            ..household(lobby)
        },
    );
    meter(&mut *tx, (lobby, lobby, 5), SHARED, now);
    tx.commit().unwrap();
}

fn household(id: u64) -> Household {
    let link = |item| FeeLink::new(FeeItemId(item), since());
    Household {
        id: HouseholdId(id),
        version: 0,
        community: CommunityId(1),
        code: code_of(id),
        kind: PremisesKind::Dwelling,
        occupancy: Occupancy::LivedIn,
        area: area_of(id),
        handed_over: Some(since()),
        floor: None,
        fees: (1..=5).map(link).collect(),
        note: String::new(),
        verified_on: None,
        external: None,
    }
}

/// A meter that was charged up to the end of the month before, and read since: its id, home and item, and what was used.
fn meter(tx: &mut dyn WriteTx, (id, home, item): (u64, u64, u64), used: i64, now: Instant) {
    let begun = Zone::default().day_of(now).month().first();
    let first = reading(begun.plus(-1), 100);
    let last = reading(begun, 100 + used);
    add(
        tx,
        Meter {
            id: MeterId(id),
            version: 0,
            code: format!("W-{id}"),
            kind: MeterKind::Water,
            household: HouseholdId(home),
            item: FeeItemId(item),
            register: Register {
                digits: 5,
                factor: 1,
            },
            last,
            charged: first.on,
            until: None,
        },
    );
    for (one, since, used) in [(first, first.on, 0), (last, first.on, used)] {
        let mut kept = MeterReading {
            id: MeterReading::id_of(MeterId(id), one.on),
            version: 0,
            meter: MeterId(id),
            reading: one,
            since,
            used: Quantity::whole(used).unwrap(),
            by: StaffId(1),
            at: now,
        };
        put(tx, &mut kept).unwrap();
    }
}
