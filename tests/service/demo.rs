//! The demo: what the counter shows when it begins, whatever the hour, and the same for the same seed.

use std::sync::LazyLock;

use frontdesk::domain::calendar::{Day, Instant};
use frontdesk::domain::follow_up::FollowUp;
use frontdesk::domain::household::{Household, Person, PremisesKind};
use frontdesk::domain::ledger::Debt;
use frontdesk::domain::office::{Approval, Outage};
use frontdesk::domain::staff::Staff;
use frontdesk::domain::ticket::{Ticket, TicketKind};
use frontdesk::service::seed::demo::{Demo, build};
use frontdesk::service::{audit, books, lookup, pins};
use frontdesk::storage::kept::figures::Figure;
use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::record::Record;
use frontdesk::storage::{ReadTx, Store, check, counters};

const PEPPER: &[u8] = b"a pepper of thirty-two bytes ...";

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn demo(now: Instant, seed: u64) -> MemoryStore {
    let store = MemoryStore::new();
    let wanted = Demo {
        now,
        seed,
        account: "desk",
        pepper: Some(PEPPER),
    };
    build(&store, &wanted).unwrap();
    store
}

/// When the plan of the counter was drawn, and a demo of then: built once, as it takes its time.
const DRAWN: &str = "2026-11-21T14:32:00+08:00";
static FIRST: LazyLock<MemoryStore> = LazyLock::new(|| demo(at(DRAWN), 1));

fn every<R: Record>(tx: &dyn ReadTx) -> Vec<R> {
    lookup::every(tx).unwrap()
}

#[test]
fn the_counter_shows_what_the_plan_of_it_shows() {
    let now = at(DRAWN);
    let tx = FIRST.read().unwrap();
    let tx = &*tx;

    let homes: Vec<Household> = every(tx);
    let of = |kind| homes.iter().filter(|home| home.kind == kind).count();
    assert_eq!(
        (of(PremisesKind::Dwelling), of(PremisesKind::Parking)),
        (1200, 120)
    );
    let people: Vec<Person> = every(tx);
    assert!(people.len() > 1300);
    assert!(
        people
            .iter()
            .all(|person| person.phones[0].starts_with("1700000"))
    );

    let tickets: Vec<Ticket> = every(tx);
    let open: Vec<&Ticket> = tickets
        .iter()
        .filter(|ticket| ticket.kind == TicketKind::Repair && ticket.open())
        .filter(|ticket| ticket.state != "follow_up")
        .collect();
    let late = open.iter().filter(|ticket| ticket.late(now)).count();
    assert_eq!((open.len(), late), (18, 3));
    let states: std::collections::BTreeSet<&str> =
        open.iter().map(|ticket| ticket.state.as_str()).collect();
    for state in [
        "received",
        "dispatched",
        "working",
        "on_hold",
        "returned",
        "rework",
    ] {
        assert!(states.contains(state), "{state} of {states:?}");
    }
    let complaints: std::collections::BTreeSet<&str> = tickets
        .iter()
        .filter(|ticket| ticket.kind == TicketKind::Complaint)
        .map(|ticket| ticket.state.as_str())
        .collect();
    for state in [
        "received",
        "notified",
        "handling",
        "plan_pending",
        "resolved",
        "closed",
    ] {
        assert!(complaints.contains(state), "{state} of {complaints:?}");
    }
    assert!(tickets.iter().any(|ticket| ticket.voices.len() == 2));

    let late: usize = every::<FollowUp>(tx)
        .iter()
        .filter(|one| one.open() && one.due_at < now)
        .count();
    assert_eq!(late, 4);

    let debts: Vec<Debt> = every(tx);
    let owing: Vec<&Debt> = debts.iter().filter(|debt| debt.amount.fen() > 0).collect();
    let sum: i64 = owing.iter().map(|debt| debt.amount.fen()).sum();
    assert_eq!((owing.len(), sum), (312, 48_623_050));
    let first = owing
        .iter()
        .find(|debt| debt.premises == "6-1-1101")
        .unwrap();
    assert_eq!(
        (first.payer.as_str(), first.amount.fen(), first.months),
        ("赵强", 431_200, 7)
    );
    assert_eq!(
        (
            first.promise_broken(Day::from_ymd(2026, 11, 21).unwrap()),
            first.dunned
        ),
        (true, 3)
    );
    let unpaid = |month| counters::figure(tx, &Figure::UnpaidMonth(month).key()).unwrap();
    assert_eq!(unpaid(Day::from_ymd(2026, 11, 1).unwrap().month()), 43);

    let notice: Vec<Outage> = every(tx);
    let home = homes.iter().find(|home| home.code == "3-2-1201").unwrap();
    assert!(notice[0].concerns(home.community, "3-2-1201", now));
    assert_eq!(every::<Approval>(tx).len(), 2);

    assert!(books::verify(tx).unwrap().is_empty());
    assert!(
        check::verify(tx, frontdesk::storage::kept::KINDS)
            .unwrap()
            .faults
            .is_empty()
    );
    assert!(audit::verify(tx).unwrap().1.is_empty());
}

#[test]
fn whatever_the_hour_as_much_is_open_and_late() {
    for now in ["2027-03-01T00:05:00+08:00", "2026-12-31T23:58:00+08:00"] {
        let now = at(now);
        let store = demo(now, 2);
        let tx = store.read().unwrap();
        let tickets: Vec<Ticket> = every(&*tx);
        let repairs = || {
            tickets
                .iter()
                .filter(|ticket| ticket.kind == TicketKind::Repair && ticket.open())
                .filter(|ticket| ticket.state != "follow_up")
        };
        let late = repairs().filter(|ticket| ticket.late(now)).count();
        assert_eq!((repairs().count(), late), (18, 3), "{now:?}");
        let owing = every::<Debt>(&*tx)
            .iter()
            .filter(|debt| debt.amount.fen() > 0)
            .count();
        assert_eq!(owing, 312);
        assert!(tickets.iter().all(|ticket| ticket.received_at <= now));
    }
}

#[test]
fn the_same_seed_makes_the_same_office() {
    let head = |store: &MemoryStore| {
        let tx = store.read().unwrap();
        audit::head(&*tx).unwrap()
    };
    assert_eq!(head(&FIRST), head(&demo(at(DRAWN), 1)));
}

#[test]
fn everybody_at_a_screen_has_a_pin() {
    let tx = FIRST.read().unwrap();
    let staff: Vec<Staff> = every(&*tx);
    let called = |name: &str| staff.iter().find(|one| one.name == name);
    assert!(pins::right(called("李芳"), "1234", PEPPER));
    assert!(pins::right(called("张敏"), "123456", PEPPER));
    assert_eq!(called("王师傅").unwrap().pin, None);
    assert_eq!(called("李芳").unwrap().account.as_deref(), Some("desk"));
}
