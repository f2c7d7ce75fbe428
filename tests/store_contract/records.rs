//! Records with their indexes, figures and versions.

use std::ops::Bound;

use frontdesk::storage::counters::{add_counter, counter, figure, next_id, scan_figures};
use frontdesk::storage::index::{Hit, Span, scan_index};
use frontdesk::storage::kinds::{Stamp, get_raw, put_raw};
use frontdesk::storage::record;
use frontdesk::storage::{Collection, Direction, ReadTx, Step, StoreError, check};

use crate::crash::sample::{
    BY_HOME, BY_STATE, Entry, KINDS, Ticket, balance_of_home, count_of_state, ticket,
};
use crate::store_contract::{ALL, each_store, each_tx};

#[track_caller]
fn assert_verifies(tx: &dyn ReadTx) {
    let report = check::verify(tx, KINDS).unwrap();
    assert!(report.is_clean(), "{:?}", report.faults);
}

#[test]
fn a_new_record_has_version_one_and_each_put_adds_one() {
    each_tx(|tx| {
        let mut made = ticket(1, 3, 0, 500);
        assert_eq!(record::put(tx, &mut made).unwrap(), 1);
        assert_eq!(record::put(tx, &mut made).unwrap(), 2);
        // What the caller believes the version to be does not count.
        made.version = 77;
        assert_eq!(record::put(tx, &mut made).unwrap(), 3);
        assert_eq!(record::get::<Ticket>(tx, 1).unwrap(), Some(made));
        assert_eq!(record::get::<Ticket>(tx, 2).unwrap(), None);
    });
}

fn ids(tx: &dyn ReadTx, index: u8, span: Span<'_>, direction: Direction) -> Vec<u64> {
    let mut ids = Vec::new();
    scan_index(tx, index, span, direction, &mut |hit| {
        ids.push(hit.id);
        Ok(Step::Next)
    })
    .unwrap();
    ids
}

#[test]
fn a_put_moves_indexes_and_figures_by_the_difference() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        let mut first = ticket(1, 3, 0, 500);
        record::put(&mut *tx, &mut first).unwrap();
        record::put(&mut *tx, &mut ticket(2, 3, 0, 900)).unwrap();
        first.state = 1;
        first.amount = 700;
        record::put(&mut *tx, &mut first).unwrap();
        assert_eq!(figure(&*tx, &count_of_state(0)).unwrap(), 1);
        assert_eq!(figure(&*tx, &count_of_state(1)).unwrap(), 1);
        assert_eq!(figure(&*tx, &balance_of_home(3)).unwrap(), 1_600);
        assert_eq!(
            ids(
                tx.as_read(),
                BY_STATE,
                Span::prefix(&[0]),
                Direction::Forward
            ),
            [2]
        );
        assert_eq!(
            ids(
                tx.as_read(),
                BY_STATE,
                Span::prefix(&[1]),
                Direction::Forward
            ),
            [1]
        );
        assert_eq!(
            ids(tx.as_read(), BY_HOME, Span::all(), Direction::Backward),
            [2, 1]
        );
        assert_verifies(tx.as_read());
    });
}

#[test]
fn a_deleted_record_takes_its_indexes_and_figures_along() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        record::put(&mut *tx, &mut ticket(1, 3, 0, 500)).unwrap();
        assert!(record::delete::<Ticket>(&mut *tx, 1).unwrap());
        assert!(!record::delete::<Ticket>(&mut *tx, 1).unwrap());
        for collection in [Collection::Records, Collection::Index, Collection::Counters] {
            tx.scan(collection, ALL, Direction::Forward, &mut |key, _| {
                panic!("{key:?} left")
            })
            .unwrap();
        }
    });
}

#[test]
fn records_are_walked_in_the_order_of_their_ids() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        for id in [300, 1, 256, 2] {
            record::put(&mut *tx, &mut ticket(id, 1, 0, 0)).unwrap();
            let entry = &mut Entry {
                id,
                version: 0,
                home: 1,
                amount: 5,
            };
            record::put(&mut *tx, entry).unwrap();
        }
        let walk = |from, direction| {
            let mut seen = Vec::new();
            record::scan::<Ticket>(&*tx, from, direction, &mut |ticket| {
                seen.push(ticket.id);
                Ok(if seen.len() == 3 {
                    Step::Stop
                } else {
                    Step::Next
                })
            })
            .unwrap();
            seen
        };
        assert_eq!(walk(Bound::Unbounded, Direction::Forward), [1, 2, 256]);
        assert_eq!(walk(Bound::Excluded(2), Direction::Forward), [256, 300]);
        assert_eq!(walk(Bound::Unbounded, Direction::Backward), [300, 256, 2]);
        assert_eq!(walk(Bound::Included(256), Direction::Backward), [256, 2, 1]);
        assert!(record::get::<Entry>(&*tx, 300).unwrap().is_some());
        assert_verifies(tx.as_read());
    });
}

#[test]
fn an_index_is_walked_by_span_and_resumed_after_a_hit() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        for (id, home) in [(1, 10), (2, 10), (3, 10), (4, 20), (5, 30)] {
            record::put(&mut *tx, &mut ticket(id, home, 0, 0)).unwrap();
        }
        let home = |home: u64| home.to_be_bytes().to_vec();
        let (ten, twenty) = (home(10), home(20));
        let forward = |span| ids(tx.as_read(), BY_HOME, span, Direction::Forward);
        let backward = |span| ids(tx.as_read(), BY_HOME, span, Direction::Backward);
        assert_eq!(forward(Span::prefix(&ten)), [1, 2, 3]);
        let not_ten = Span::between(Bound::Excluded(&ten), Bound::Unbounded);
        assert_eq!(forward(not_ten), [4, 5]);
        let below_twenty = Span::between(Bound::Unbounded, Bound::Excluded(&twenty));
        assert_eq!(backward(below_twenty), [3, 2, 1]);
        let to_twenty = Span::between(Bound::Included(&ten), Bound::Included(&twenty));
        let seen = Hit {
            key: &ten,
            kind: 7,
            id: 2,
        };
        assert_eq!(forward(to_twenty.after(seen)), [3, 4]);
        assert_eq!(backward(to_twenty.after(seen)), [1]);
        // A place outside the span does not widen it.
        assert_eq!(forward(not_ten.after(seen)), [4, 5]);
    });
}

#[test]
fn given_numbers_and_ids_count_and_are_undone_with_their_transaction() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        assert_eq!(counter(&*tx, b"receipt").unwrap(), 0);
        assert_eq!(add_counter(&mut *tx, b"receipt", 1).unwrap(), 1);
        assert_eq!(next_id(&mut *tx, 7).unwrap(), 1);
        tx.commit().unwrap();
        let mut tx = store.write().unwrap();
        assert_eq!(next_id(&mut *tx, 7).unwrap(), 2);
        drop(tx);
        let mut tx = store.write().unwrap();
        assert_eq!(next_id(&mut *tx, 7).unwrap(), 2);
        assert_eq!(next_id(&mut *tx, 8).unwrap(), 1);
        assert_eq!(counter(&*tx, b"receipt").unwrap(), 1);
        assert_eq!(figure(&*tx, b"receipt").unwrap(), 0);
        assert!(add_counter(&mut *tx, b"receipt", i64::MAX).is_err());
    });
}

#[test]
fn figures_are_listed_by_prefix_without_zeros() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        for (id, amount) in [(1, 100), (2, 0), (3, -40)] {
            record::put(&mut *tx, &mut ticket(id, id, 0, amount)).unwrap();
        }
        let mut seen = Vec::new();
        scan_figures(&*tx, &[2], Direction::Forward, &mut |key, number| {
            seen.push((key.to_vec(), number));
            Ok(Step::Next)
        })
        .unwrap();
        assert_eq!(seen, [(balance_of_home(1), 100), (balance_of_home(3), -40)]);
    });
}

#[test]
fn bytes_are_restored_with_indexes_figures_and_a_later_version() {
    each_store(|store| {
        let row = &KINDS[0];
        let mut tx = store.write().unwrap();
        let mut changed = ticket(1, 3, 0, 500);
        record::put(&mut *tx, &mut changed).unwrap();
        let before = get_raw(&*tx, row, 1).unwrap().unwrap();
        changed.home = 4;
        record::put(&mut *tx, &mut changed).unwrap();
        let version = put_raw(&mut *tx, row, 1, Some(&before), Stamp::Next).unwrap();
        assert_eq!(version, Some(3));
        assert_eq!(record::get::<Ticket>(&*tx, 1).unwrap().unwrap().home, 3);
        assert_verifies(tx.as_read());
        assert_eq!(put_raw(&mut *tx, row, 1, None, Stamp::Next).unwrap(), None);
        assert_eq!(figure(&*tx, &balance_of_home(3)).unwrap(), 0);
        assert_verifies(tx.as_read());
        let version = put_raw(&mut *tx, row, 1, Some(&before), Stamp::AsGiven).unwrap();
        assert_eq!(version, Some(1));
        assert_eq!(get_raw(&*tx, row, 1).unwrap(), Some(before.clone()));
        assert!(put_raw(&mut *tx, row, 2, Some(&before), Stamp::Next).is_err());
        assert_verifies(tx.as_read());
    });
}

#[test]
fn a_damaged_record_is_an_error_that_names_its_key() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        record::put(&mut *tx, &mut ticket(1, 3, 0, 500)).unwrap();
        let key = record::stored_key(7, 1);
        let mut bytes = tx.get(Collection::Records, &key).unwrap().unwrap();
        bytes[10] ^= 4;
        tx.put(Collection::Records, &key, &bytes).unwrap();
        let Err(StoreError::Damaged {
            collection, key, ..
        }) = record::get::<Ticket>(&*tx, 1)
        else {
            panic!("damage not found");
        };
        assert_eq!(
            (collection, key.as_str()),
            ("records", "070000000000000001")
        );
        assert!(record::put(&mut *tx, &mut ticket(1, 3, 0, 500)).is_err());
        assert!(record::delete::<Ticket>(&mut *tx, 1).is_err());
    });
}
