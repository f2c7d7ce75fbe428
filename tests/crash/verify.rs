//! Verification finds each planted fault, names it, and finds nothing in sound data.

use frontdesk::storage::check::{FaultKind, Report, verify};
use frontdesk::storage::codec::hex;
use frontdesk::storage::counters::{Class, stored_key};
use frontdesk::storage::envelope::seal;
use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::record;
use frontdesk::storage::{Collection, CommitTx, Direction, Step, Store, meta};

use crate::crash::disk::Dice;
use crate::crash::sample::{KINDS, count_of_state};
use crate::crash::workload::work;

/// Verifies a day's data, clean, and again after `harm`.
fn after(harm: impl FnOnce(&mut dyn CommitTx)) -> Report {
    let store = MemoryStore::new();
    let mut tx = store.write().unwrap();
    meta::write_birth(&mut *tx, 1, 1, 0).unwrap();
    let mut dice = Dice::new(4);
    for _ in 0..60 {
        work(&mut *tx, &mut dice).unwrap();
    }
    let clean = verify(tx.as_read(), KINDS).unwrap();
    assert!(clean.is_clean(), "{:?}", clean.faults);
    harm(&mut *tx);
    verify(tx.as_read(), KINDS).unwrap()
}

fn first_key(tx: &dyn CommitTx, collection: Collection) -> Vec<u8> {
    let mut first = None;
    let all = (std::ops::Bound::Unbounded, std::ops::Bound::Unbounded);
    tx.scan(collection, all, Direction::Forward, &mut |key, _| {
        first = Some(key.to_vec());
        Ok(Step::Stop)
    })
    .unwrap();
    first.unwrap()
}

#[track_caller]
fn assert_only(report: &Report, collection: Collection, key: &[u8], what: &FaultKind) {
    let [fault] = report.faults.as_slice() else {
        panic!("{:?}", report.faults);
    };
    assert_eq!((fault.collection, &fault.key), (collection, &hex(key)));
    assert_eq!(&fault.what, what);
}

#[test]
fn sound_data_is_counted() {
    let report = after(|_| {});
    assert!(report.records["ticket"] > 10 && report.records["entry"] > 10);
    let entries = 2 * report.records["ticket"] + report.records["entry"];
    assert_eq!(report.index_entries, entries);
    assert!(report.figures >= 3);
}

#[test]
fn a_missing_index_entry_is_named() {
    let mut key = Vec::new();
    let report = after(|tx| {
        key = first_key(tx, Collection::Index);
        tx.delete(Collection::Index, &key).unwrap();
    });
    assert_only(
        &report,
        Collection::Index,
        &key,
        &FaultKind::MissingIndexEntry,
    );
}

#[test]
fn a_stray_index_entry_is_named() {
    let mut key = Vec::new();
    let mut check = |change: fn(&mut Vec<u8>)| {
        let report = after(|tx| {
            key = first_key(tx, Collection::Index);
            change(&mut key);
            tx.put(Collection::Index, &key, &[]).unwrap();
        });
        assert_only(
            &report,
            Collection::Index,
            &key,
            &FaultKind::StrayIndexEntry,
        );
    };
    // Another id, a kind nobody knows, too short.
    check(|key| *key.last_mut().unwrap() ^= 0x80);
    check(|key| {
        let kind = key.len() - 9;
        key[kind] = 99;
    });
    check(|key| key.truncate(4));
}

#[test]
fn a_wrong_a_missing_and_a_stray_figure_are_named_with_both_sums() {
    let key = stored_key(Class::Figure, &count_of_state(1));
    let mut true_sum = 0;
    let report = after(|tx| {
        let stored = tx.get(Collection::Counters, &key).unwrap().unwrap();
        true_sum = frontdesk::storage::counters::decode(&key, &stored).unwrap();
        let wrong = seal(&key, &(true_sum + 1).to_be_bytes());
        tx.put(Collection::Counters, &key, &wrong).unwrap();
    });
    let wrong = |expected, stored| FaultKind::WrongFigure { expected, stored };
    assert_only(
        &report,
        Collection::Counters,
        &key,
        &wrong(true_sum, true_sum + 1),
    );
    let report = after(|tx| tx.delete(Collection::Counters, &key).unwrap());
    assert_only(&report, Collection::Counters, &key, &wrong(true_sum, 0));
    let stray = stored_key(Class::Figure, b"nobody");
    let report = after(|tx| {
        let number = seal(&stray, &5_i64.to_be_bytes());
        tx.put(Collection::Counters, &stray, &number).unwrap();
    });
    assert_only(&report, Collection::Counters, &stray, &wrong(0, 5));
}

#[test]
fn damaged_values_are_named_wherever_they_are() {
    let damaged = |collection| {
        let mut key = Vec::new();
        let report = after(|tx| {
            key = first_key(tx, collection);
            let mut bytes = tx.get(collection, &key).unwrap().unwrap();
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
            tx.put(collection, &key, &bytes).unwrap();
        });
        let found = report.faults.iter().any(|fault| {
            let is_damage = matches!(fault.what, FaultKind::Damaged(_));
            is_damage && fault.collection == collection && fault.key == hex(&key)
        });
        assert!(found, "{collection:?}: {:?}", report.faults);
    };
    damaged(Collection::Records);
    damaged(Collection::Entries);
    damaged(Collection::Counters);
    damaged(Collection::Meta);
}

#[test]
fn a_record_of_an_unknown_kind_and_an_id_that_would_be_given_twice_are_named() {
    let key = record::stored_key(200, 1);
    let report = after(|tx| tx.put(Collection::Records, &key, b"?").unwrap());
    assert_only(
        &report,
        Collection::Records,
        &key,
        &FaultKind::UnknownKind(200),
    );
    let key = stored_key(Class::LastId, &[7]);
    let report = after(|tx| {
        let number = seal(&key, &1_i64.to_be_bytes());
        tx.put(Collection::Counters, &key, &number).unwrap();
    });
    let [fault] = report.faults.as_slice() else {
        panic!("{:?}", report.faults);
    };
    assert!(
        matches!(fault.what, FaultKind::IdAhead { given: 1, .. }),
        "{fault:?}"
    );
}
