//! The books are checked from the start of the server on, and what does not add up is shown (REL promise 6, D10).

use std::time::{Duration, Instant};

use frontdesk::domain::ledger::Payment;
use frontdesk::domain::money::Amount;
use frontdesk::service::query::{Query, Reply};
use frontdesk::storage::Store;
use frontdesk::storage::record::{get, put};
use frontdesk::wire::{Ask, Body};

use super::acts::{founded, payment};
use crate::support::counter::{Counter, Desk};

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
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    founded(&mut desk);
    desk.done(&payment("10"));
    drop(desk);
    counter.stop();
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
    assert!(wrong > 0);
    assert_eq!(in_the_top_line(&mut desk), wrong);
}
