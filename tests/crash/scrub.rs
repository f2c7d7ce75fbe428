//! Reading through everything finds each damaged value, wherever it is, in short windows.

use std::ops::Bound;

use frontdesk::storage::check::{Fault, FaultKind};
use frontdesk::storage::codec::hex;
use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::scrub::Scrub;
use frontdesk::storage::{
    Collection, Direction, KeyRange, ReadTx, Result, Step, Store, StoreError, Visit,
};

use crate::service::money::{HOME, estate, pay, run};
use crate::support::passing::hand_on;
use crate::support::world::World;

/// Reads all of a store; returns what was found and how many windows it took.
fn read_through(store: &MemoryStore) -> (Vec<Fault>, usize) {
    let (mut scrub, mut found, mut windows) = (Scrub::default(), Vec::new(), 0);
    while !scrub.is_through() {
        scrub.window(&*store.read().unwrap(), &mut found).unwrap();
        windows += 1;
    }
    (found, windows)
}

/// An office in which something was done, with something in every table.
fn office() -> World {
    let mut world = estate();
    world.done("张敏", run("2026-11"));
    world.done("李芳", pay(HOME, "100"));
    let mut tx = world.store.write().unwrap();
    for collection in Collection::SEALED {
        let stored = frontdesk::storage::envelope::seal(b"\xff key", b"whatever it is");
        tx.put(*collection, b"\xff key", &stored).unwrap();
    }
    tx.commit().unwrap();
    world
}

#[test]
fn a_damaged_value_is_found_in_every_table_and_named() {
    let world = office();
    assert_eq!(
        read_through(&world.store),
        (Vec::new(), Collection::ALL.len())
    );
    for &collection in Collection::ALL {
        let mut last = None;
        let everything = (Bound::Unbounded, Bound::Unbounded);
        world
            .look(|tx| {
                tx.scan(
                    collection,
                    everything,
                    Direction::Backward,
                    &mut |key, value| {
                        last = Some((key.to_vec(), value.to_vec()));
                        Ok(Step::Stop)
                    },
                )
            })
            .unwrap();
        let (key, sound) = last.unwrap_or_else(|| panic!("nothing in {collection:?}"));
        let mut value = sound.clone();
        match value.first_mut() {
            Some(byte) => *byte ^= 1,
            None => value.push(0),
        }
        let put = |value: &[u8]| {
            let mut tx = world.store.write().unwrap();
            tx.put(collection, &key, value).unwrap();
            tx.commit().unwrap();
        };
        put(&value);
        let (found, _) = read_through(&world.store);
        put(&sound);
        let [
            Fault {
                collection: of,
                key: named,
                what: FaultKind::Damaged(_),
            },
        ] = found.as_slice()
        else {
            panic!("{collection:?}: {found:?}");
        };
        assert_eq!(*of, collection);
        // What an index is kept by may be a name or a phone: of its entry only the record is told.
        let told = match collection {
            Collection::Index => &key[key.len() - 9..],
            _ => &key[..],
        };
        assert_eq!(*named, hex(told));
    }
}

#[test]
fn what_is_much_is_read_in_many_windows_each_of_it_once() {
    let world = office();
    let mut tx = world.store.write().unwrap();
    for n in 0..64_u8 {
        let value = frontdesk::storage::envelope::seal(&[n], &vec![n; 64 << 10]);
        tx.put(Collection::Drafts, &[n], &value).unwrap();
    }
    for n in [0, 31, 63_u8] {
        tx.put(Collection::Drafts, &[n], b"damaged").unwrap();
    }
    tx.commit().unwrap();
    let (found, windows) = read_through(&world.store);
    let keys: Vec<&str> = found.iter().map(|fault| fault.key.as_str()).collect();
    assert_eq!(keys, ["00", "1f", "3f"]);
    // Four megabytes, a quarter of one at a time.
    assert!(
        (Collection::ALL.len() + 12..Collection::ALL.len() + 20).contains(&windows),
        "{windows}"
    );
}

/// A view one of whose tables cannot be read.
struct Unreadable<'a> {
    tx: &'a dyn ReadTx,
}

impl ReadTx for Unreadable<'_> {
    hand_on!(tx: get);

    fn scan(
        &self,
        collection: Collection,
        range: KeyRange<'_>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        if collection == Collection::Records {
            let (file, detail) = (String::from("disk"), String::from("input/output error"));
            return Err(StoreError::Io { file, detail });
        }
        self.tx.scan(collection, range, direction, visit)
    }
}

#[test]
fn a_table_that_cannot_be_read_does_not_keep_the_others_from_being_read() {
    let world = office();
    let mut tx = world.store.write().unwrap();
    tx.put(Collection::Drafts, b"draft", b"damaged").unwrap();
    tx.commit().unwrap();
    let tx = world.store.read().unwrap();
    let (mut scrub, mut found, mut failed) = (Scrub::default(), Vec::new(), 0);
    while !scrub.is_through() {
        failed += usize::from(scrub.window(&Unreadable { tx: &*tx }, &mut found).is_err());
    }
    assert_eq!((failed, found.len()), (1, 1));
}
