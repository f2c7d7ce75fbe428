//! The books are checked from the start of the server on, and what does not add up is shown (REL promise 6, D10).

use std::time::{Duration, Instant};

use frontdesk::domain::ledger::{Account, Payment};
use frontdesk::domain::money::Amount;
use frontdesk::service::query::{Query, Reply};
use frontdesk::storage::counters::{Class, stored_key};
use frontdesk::storage::envelope::seal;
use frontdesk::storage::kept::figures::Figure;
use frontdesk::storage::record::{get, put};
use frontdesk::storage::{Collection, Store};
use frontdesk::wire::{Ask, Body};

use super::acts::{founded, payment};
use crate::support::counter::{Counter, Desk};

/// A counter with one payment of 10 yuan, that was stopped.
fn paid_once() -> Counter {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    founded(&mut desk);
    desk.done(&payment("10"));
    drop(desk);
    counter.stop();
    counter
}

/// What the check came to, once it is through.
fn checked(desk: &mut Desk) -> u32 {
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        let (_, Body::Status(status)) = desk.request(Ask::Status) else {
            panic!("no status");
        };
        if let Some(wrong) = status.books_wrong {
            return wrong;
        }
        assert!(Instant::now() < patience, "the check does not end");
        std::thread::yield_now();
    }
}

fn in_the_top_line(desk: &mut Desk) -> u32 {
    match desk.query(Query::Header).1 {
        Reply::Header(header) => header.books_wrong,
        other => panic!("{other:?}"),
    }
}

#[test]
fn books_that_do_not_add_up_are_found_at_the_start_and_shown_on_every_screen() {
    let mut counter = paid_once();
    counter.start();
    let mut desk = counter.desk();
    assert_eq!((checked(&mut desk), in_the_top_line(&mut desk)), (0, 0));
    drop(desk);
    counter.stop();

    let store = counter.store();
    let mut tx = store.write().unwrap();
    let mut taken: Payment = get(&*tx, 1).unwrap().unwrap();
    taken.amount = Amount::from_fen(1).unwrap();
    put(&mut *tx, &mut taken).unwrap();
    tx.commit().unwrap();
    store.close().unwrap();
    counter.start();
    let mut desk = counter.desk();
    let wrong = checked(&mut desk);
    // The check that still runs may find more.
    assert!(wrong > 0 && in_the_top_line(&mut desk) >= wrong);
}

#[test]
fn a_wrong_balance_is_found_at_the_start_though_every_home_adds_up() {
    let mut counter = paid_once();
    // Once through, the check leaves what it found; the next start begins with that.
    counter.start();
    let mut desk = counter.desk();
    assert_eq!(checked(&mut desk), 0);
    let (_, Body::Status(status)) = desk.request(Ask::Status) else {
        panic!("no status");
    };
    assert_eq!(status.books_percent, 100);
    drop(desk);
    counter.stop();
    let store = counter.store();
    let mut tx = store.write().unwrap();
    let key = stored_key(Class::Figure, &Figure::Balance(Account::Cash, 0).key());
    let sealed = seal(&key, &1_001_i64.to_be_bytes());
    tx.put(Collection::Counters, &key, &sealed).unwrap();
    tx.commit().unwrap();
    store.close().unwrap();
    counter.start();
    let mut desk = counter.desk();
    let wrong = checked(&mut desk);
    // The check that still runs may find more.
    assert!(wrong > 0 && in_the_top_line(&mut desk) >= wrong);
    let Reply::Verify(found) = desk.query(Query::Verify).1 else {
        panic!("no answer");
    };
    let balance = |fault: &String| fault.starts_with("balance_is_kept");
    assert!(found.faults.iter().any(balance), "{:?}", found.faults);
}
