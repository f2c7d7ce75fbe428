//! Puts, deletes, scans and transactions, as every store must have them.

use std::ops::Bound;

use frontdesk::storage::overlay::Overlay;
use frontdesk::storage::{
    Collection, Direction, KeyRange, Step, StoreError, WriteTx, prefix_range,
};

use crate::store_contract::{ALL, MAP, each_store, each_tx, list, put_all, texts};

#[test]
fn an_absent_key_is_none() {
    each_tx(|tx| assert_eq!(tx.get(MAP, b"x").unwrap(), None));
}

#[test]
fn a_put_is_read_in_the_same_transaction() {
    each_tx(|tx| {
        tx.put(MAP, b"k", b"v").unwrap();
        assert_eq!(tx.get(MAP, b"k").unwrap().as_deref(), Some(&b"v"[..]));
    });
}

#[test]
fn a_second_put_replaces_the_first() {
    each_tx(|tx| {
        tx.put(MAP, b"k", b"old").unwrap();
        tx.put(MAP, b"k", b"new").unwrap();
        assert_eq!(tx.get(MAP, b"k").unwrap().as_deref(), Some(&b"new"[..]));
    });
}

#[test]
fn a_deleted_key_is_gone_from_get_and_scan() {
    each_tx(|tx| {
        put_all(tx, &["a", "b", "c"]);
        tx.delete(MAP, b"b").unwrap();
        assert_eq!(tx.get(MAP, b"b").unwrap(), None);
        assert_eq!(texts(&list(tx, ALL, Direction::Forward)), ["a", "c"]);
    });
}

#[test]
fn deleting_what_is_absent_does_nothing() {
    each_tx(|tx| {
        tx.delete(MAP, b"x").unwrap();
        assert!(list(tx, ALL, Direction::Forward).is_empty());
    });
}

#[test]
fn collections_are_apart() {
    each_tx(|tx| {
        for &collection in Collection::ALL {
            tx.put(collection, b"same", collection.name().as_bytes())
                .unwrap();
        }
        for &collection in Collection::ALL {
            let value = tx.get(collection, b"same").unwrap().unwrap();
            assert_eq!(value, collection.name().as_bytes());
            tx.delete(collection, b"same").unwrap();
        }
    });
}

#[test]
fn empty_keys_and_values_are_kept() {
    each_tx(|tx| {
        tx.put(MAP, b"", b"").unwrap();
        assert_eq!(tx.get(MAP, b"").unwrap().as_deref(), Some(&b""[..]));
        assert_eq!(list(tx, ALL, Direction::Backward), [Vec::<u8>::new()]);
    });
}

#[test]
fn long_keys_and_values_are_kept() {
    each_tx(|tx| {
        let key = vec![7; 2_000];
        let value = vec![9; 1 << 20];
        tx.put(MAP, &key, &value).unwrap();
        assert_eq!(tx.get(MAP, &key).unwrap(), Some(value));
        tx.delete(MAP, &key).unwrap();
    });
}

#[test]
fn scans_walk_in_byte_order_both_ways() {
    each_tx(|tx| {
        put_all(tx, &["b", "a", "ab", "c", "a\u{10ffff}"]);
        let forward = list(tx, ALL, Direction::Forward);
        assert_eq!(texts(&forward), ["a", "ab", "a\u{10ffff}", "b", "c"]);
        let mut backward = list(tx, ALL, Direction::Backward);
        backward.reverse();
        assert_eq!(backward, forward);
    });
}

#[test]
fn bounds_are_kept_both_ways() {
    each_tx(|tx| {
        put_all(tx, &["a", "b", "c", "d"]);
        let (b, d) = (&b"b"[..], &b"d"[..]);
        let cases: [(KeyRange<'_>, &[&str]); 5] = [
            ((Bound::Included(b), Bound::Included(d)), &["b", "c", "d"]),
            ((Bound::Excluded(b), Bound::Excluded(d)), &["c"]),
            ((Bound::Unbounded, Bound::Excluded(b)), &["a"]),
            ((Bound::Excluded(d), Bound::Unbounded), &[]),
            ((Bound::Included(b), Bound::Included(b)), &["b"]),
        ];
        for (range, expected) in cases {
            assert_eq!(texts(&list(tx, range, Direction::Forward)), expected);
            let mut backward = list(tx, range, Direction::Backward);
            backward.reverse();
            assert_eq!(texts(&backward), expected);
        }
    });
}

#[test]
fn a_range_that_holds_nothing_is_empty_and_no_error() {
    each_tx(|tx| {
        put_all(tx, &["a", "b", "c"]);
        let (a, c) = (&b"a"[..], &b"c"[..]);
        let ranges = [
            (Bound::Included(c), Bound::Included(a)),
            (Bound::Excluded(a), Bound::Excluded(a)),
            (Bound::Excluded(a), Bound::Included(a)),
            (Bound::Included(a), Bound::Excluded(a)),
        ];
        for range in ranges {
            assert!(list(tx, range, Direction::Forward).is_empty());
            assert!(list(tx, range, Direction::Backward).is_empty());
        }
    });
}

#[test]
fn a_prefix_range_holds_exactly_its_prefix() {
    each_tx(|tx| {
        for key in [
            &b"a"[..],
            b"a\xff",
            b"a\xff\xff",
            b"b",
            b"\xff",
            b"\xff\xff",
        ] {
            tx.put(MAP, key, key).unwrap();
        }
        let mut end = Vec::new();
        for (prefix, count) in [
            (&b"a"[..], 3),
            (b"a\xff", 2),
            (b"\xff", 2),
            (b"", 6),
            (b"c", 0),
        ] {
            let range = prefix_range(prefix, &mut end);
            assert_eq!(
                list(tx, range, Direction::Forward).len(),
                count,
                "{prefix:?}"
            );
        }
    });
}

#[test]
fn a_scan_stops_when_told() {
    each_tx(|tx| {
        put_all(tx, &["a", "b", "c"]);
        for (direction, expected) in [(Direction::Forward, "a"), (Direction::Backward, "c")] {
            let mut seen = Vec::new();
            tx.scan(MAP, ALL, direction, &mut |key, _| {
                seen.push(key.to_vec());
                Ok(Step::Stop)
            })
            .unwrap();
            assert_eq!(texts(&seen), [expected]);
        }
    });
}

#[test]
fn an_error_of_the_visitor_ends_the_scan() {
    each_tx(|tx| {
        put_all(tx, &["a", "b"]);
        let mut seen = 0;
        let result = tx.scan(MAP, ALL, Direction::Forward, &mut |_, _| {
            seen += 1;
            Err(StoreError::Full { file: "f".into() })
        });
        assert!(matches!(result, Err(StoreError::Full { .. })));
        assert_eq!(seen, 1);
    });
}

#[test]
fn a_visitor_may_read_the_collection_it_walks() {
    each_tx(|tx| {
        put_all(tx, &["a", "b", "c"]);
        let mut inner = 0;
        tx.scan(MAP, ALL, Direction::Forward, &mut |key, _| {
            assert!(tx.get(MAP, key)?.is_some());
            tx.scan(MAP, ALL, Direction::Backward, &mut |_, _| {
                inner += 1;
                Ok(Step::Next)
            })?;
            Ok(Step::Next)
        })
        .unwrap();
        assert_eq!(inner, 9);
    });
}

#[test]
fn a_long_scan_misses_and_repeats_nothing() {
    each_tx(|tx| {
        let keys: Vec<String> = (0..3_000).map(|number| format!("{number:05}")).collect();
        for key in &keys {
            put_all(tx, &[key]);
        }
        assert_eq!(texts(&list(tx, ALL, Direction::Forward)), keys);
        let mut backward = list(tx, ALL, Direction::Backward);
        backward.reverse();
        assert_eq!(texts(&backward), keys);
        for key in &keys {
            tx.delete(MAP, key.as_bytes()).unwrap();
        }
    });
}

#[test]
fn a_commit_is_seen_by_the_next_reader() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        put_all(&mut *tx, &["k"]);
        tx.commit().unwrap();
        assert!(store.read().unwrap().get(MAP, b"k").unwrap().is_some());
    });
}

#[test]
fn a_dropped_transaction_leaves_no_trace() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        put_all(&mut *tx, &["k"]);
        drop(tx);
        assert!(store.read().unwrap().get(MAP, b"k").unwrap().is_none());
        assert!(store.write().unwrap().get(MAP, b"k").unwrap().is_none());
    });
}

#[test]
fn a_reader_sees_the_state_it_began_with() {
    each_store(|store| {
        let before = store.read().unwrap();
        let mut tx = store.write().unwrap();
        put_all(&mut *tx, &["k"]);
        assert!(store.read().unwrap().get(MAP, b"k").unwrap().is_none());
        tx.commit().unwrap();
        assert!(before.get(MAP, b"k").unwrap().is_none());
        assert!(list(&*before, ALL, Direction::Forward).is_empty());
        assert!(store.read().unwrap().get(MAP, b"k").unwrap().is_some());
    });
}

#[test]
fn the_next_writer_waits_for_the_first() {
    each_store(|store| {
        let first = store.write().unwrap();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| {
                let mut tx = store.write().unwrap();
                let seen = tx.get(MAP, b"first").unwrap().is_some();
                put_all(&mut *tx, &["second"]);
                tx.commit().unwrap();
                seen
            });
            let mut first = first;
            put_all(&mut *first, &["first"]);
            first.commit().unwrap();
            assert!(second.join().unwrap());
        });
        assert_eq!(
            list(&*store.read().unwrap(), ALL, Direction::Forward).len(),
            2
        );
    });
}

#[test]
fn a_write_transaction_reads_beneath_its_own_changes() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        put_all(&mut *tx, &["a", "c", "e"]);
        tx.commit().unwrap();
        let mut tx = store.write().unwrap();
        put_all(&mut *tx, &["b", "f"]);
        tx.delete(MAP, b"c").unwrap();
        assert_eq!(
            texts(&list(&*tx, ALL, Direction::Forward)),
            ["a", "b", "e", "f"]
        );
        let backward = list(tx.as_read(), ALL, Direction::Backward);
        assert_eq!(texts(&backward), ["f", "e", "b", "a"]);
    });
}

#[test]
fn overlays_lie_over_overlays_and_a_dropped_one_is_forgotten() {
    each_store(|store| {
        let mut tx = store.write().unwrap();
        put_all(&mut *tx, &["a", "b"]);
        let changes = {
            let mut lower = Overlay::new(tx.as_read());
            put_all(&mut lower, &["c"]);
            lower.delete(MAP, b"a").unwrap();
            let mut upper = Overlay::new(&lower);
            put_all(&mut upper, &["a", "d"]);
            upper.delete(MAP, b"c").unwrap();
            assert_eq!(
                texts(&list(&upper, ALL, Direction::Forward)),
                ["a", "b", "d"]
            );
            drop(upper);
            assert_eq!(texts(&list(&lower, ALL, Direction::Backward)), ["c", "b"]);
            lower.into_changes()
        };
        assert_eq!(changes.len(), 2);
        changes.apply(&mut *tx).unwrap();
        assert_eq!(texts(&list(&*tx, ALL, Direction::Forward)), ["b", "c"]);
    });
}
