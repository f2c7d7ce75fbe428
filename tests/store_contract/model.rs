//! Random steps against a plain ordered map.

use std::collections::BTreeMap;
use std::ops::Bound;

use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::overlay::Overlay;
use frontdesk::storage::{Collection, Direction, ReadTx, Step, Store, WriteTx};
use proptest::prelude::*;

use crate::store_contract::{WAITING, redb_in_memory};

/// One step of the model test.
#[derive(Debug, Clone)]
enum Op {
    Put(u8, Vec<u8>, u8),
    Delete(u8, Vec<u8>),
    Scan(u8, Vec<u8>, Vec<u8>, bool),
    /// Ends the overlay: merged or dropped.
    Overlay(bool),
    /// Ends the transaction: committed or dropped.
    End(bool),
}

fn op() -> impl Strategy<Value = Op> {
    let key = || prop::collection::vec(0..4_u8, 0..3usize);
    let map = || 0..2_u8;
    prop_oneof![
        6 => (map(), key(), any::<u8>()).prop_map(|(map, key, value)| Op::Put(map, key, value)),
        3 => (map(), key()).prop_map(|(map, key)| Op::Delete(map, key)),
        3 => (map(), key(), key(), any::<bool>()).prop_map(|(map, a, b, f)| Op::Scan(map, a, b, f)),
        1 => any::<bool>().prop_map(Op::Overlay),
        1 => any::<bool>().prop_map(Op::End),
    ]
}

type Model = BTreeMap<(u8, Vec<u8>), Vec<u8>>;

fn collection_of(map: u8) -> Collection {
    if map == 0 {
        Collection::Requests
    } else {
        Collection::Drafts
    }
}

fn check_scan(tx: &dyn ReadTx, model: &Model, map: u8, low: &[u8], high: &[u8], forward: bool) {
    let mut expected: Vec<_> = model
        .iter()
        .filter(|((of, key), _)| *of == map && key.as_slice() > low && key.as_slice() <= high)
        .map(|((_, key), value)| (key.clone(), value.clone()))
        .collect();
    let direction = if forward {
        Direction::Forward
    } else {
        Direction::Backward
    };
    if !forward {
        expected.reverse();
    }
    let mut seen = Vec::new();
    let range = (Bound::Excluded(low), Bound::Included(high));
    tx.scan(collection_of(map), range, direction, &mut |key, value| {
        seen.push((key.to_vec(), value.to_vec()));
        Ok(Step::Next)
    })
    .unwrap();
    assert_eq!(seen, expected);
}

fn edit(tx: &mut dyn WriteTx, model: &mut Model, op: &Op) {
    match op {
        Op::Put(map, key, value) => {
            tx.put(collection_of(*map), key, &[*value]).unwrap();
            model.insert((*map, key.clone()), vec![*value]);
        }
        Op::Delete(map, key) => {
            tx.delete(collection_of(*map), key).unwrap();
            model.remove(&(*map, key.clone()));
        }
        Op::Scan(map, low, high, forward) => check_scan(tx, model, *map, low, high, *forward),
        Op::Overlay(_) | Op::End(_) => {}
    }
}

/// Runs the steps: overlays within transactions within the store, each with its model.
fn run_against_model(store: &dyn Store, ops: &[Op]) {
    let mut committed = Model::new();
    for transaction in ops.split_inclusive(|op| matches!(op, Op::End(_))) {
        let mut tx = store.write().unwrap();
        let mut written = committed.clone();
        for part in transaction.split_inclusive(|op| matches!(op, Op::Overlay(_))) {
            let Some(Op::Overlay(merged)) = part.last() else {
                for op in part {
                    edit(&mut *tx, &mut written, op);
                }
                continue;
            };
            let mut laid_over = written.clone();
            let changes = {
                let mut overlay = Overlay::new(tx.as_read());
                for op in part {
                    edit(&mut overlay, &mut laid_over, op);
                }
                overlay.into_changes()
            };
            if *merged {
                changes.apply(&mut *tx).unwrap();
                written = laid_over;
            }
        }
        if matches!(transaction.last(), Some(Op::End(true))) {
            tx.commit().unwrap();
            committed = written;
        } else {
            drop(tx);
        }
        let tx = store.read().unwrap();
        for map in 0..2 {
            check_scan(&*tx, &committed, map, &[], &[9], true);
            check_scan(&*tx, &committed, map, &[0], &[2, 1], false);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_order_of_steps_ends_as_in_a_plain_map(
        ops in prop::collection::vec(op(), 0..80usize),
    ) {
        run_against_model(&MemoryStore::new(), &ops);
        for waiting_bytes in WAITING {
            run_against_model(&redb_in_memory(waiting_bytes), &ops);
        }
    }
}
