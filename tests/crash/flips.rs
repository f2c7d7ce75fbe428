//! R8: a flipped bit in a file gives the same answers or a refusal, never another answer.

use std::time::{Duration, Instant};

use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Store, check};

use crate::crash::day::{answers, run_day};
use crate::crash::disk::{CrashDisk, Dice, Vice};
use crate::crash::sample::KINDS;
use crate::crash::workload::{Digest, digest, run, work};
use crate::support::campaign::size;
use crate::support::world::World;

#[test]
fn a_flipped_bit_is_harmless_or_refused_and_then_left_alone() {
    let disk = CrashDisk::new(Vice::None);
    let expected = *run(&disk, 5, 80).last().unwrap();
    flip_bits(&disk.bytes(), expected);
}

/// What waits beside the tables is as safe as what is in its place.
#[test]
fn a_flipped_bit_while_changes_wait_is_harmless_or_refused_too() {
    let disk = CrashDisk::new(Vice::None);
    let store = RedbStore::create_on(disk.clone(), "disk", &Options::default(), 0).unwrap();
    let mut dice = Dice::new(6);
    for _ in 0..40 {
        let mut tx = store.write().unwrap();
        work(&mut *tx, &mut dice).unwrap();
        tx.commit().unwrap();
    }
    let expected = digest(&*store.read().unwrap()).unwrap();
    let sound = disk.bytes();
    disk.die();
    flip_bits(&sound, expected);
}

fn flip_bits(sound: &[u8], expected: Digest) {
    let whole = |store: &RedbStore| {
        let tx = store.read().unwrap();
        assert_eq!(digest(&*tx).unwrap(), expected);
        assert!(check::verify(&*tx, KINDS).unwrap().is_clean());
    };
    flip(sound, size(200, 1_500, 20_000), &whole);
}

/// No open, and nothing asked after it, may take longer.
const NO_HANG: Duration = Duration::from_secs(10);

/// The same questions are answered as before, whatever bit was flipped.
#[test]
fn an_office_with_a_flipped_bit_answers_as_before_or_not_at_all() {
    let disk = CrashDisk::new(Vice::None);
    run_day(&disk, 5, 40);
    let sound = disk.bytes();
    let store = RedbStore::with_backend(disk, "disk", &Options::default()).unwrap();
    let world = World::new();
    let expected = answers(&world, &store).unwrap();
    assert!(expected.len() >= 30, "{}", expected.len());
    drop(store);
    flip(&sound, size(60, 1_500, 20_000), &|store| {
        assert!(
            answers(&world, store).unwrap() == expected,
            "another answer"
        );
    });
}

/// Flips one bit after another in a copy of `sound`: what is opened all the same must pass `look`.
fn flip(sound: &[u8], times: usize, look: &dyn Fn(&RedbStore)) {
    let mut dice = Dice::new(8);
    let (mut refused, mut same) = (0, 0);
    for _ in 0..times {
        let began = Instant::now();
        let mut bytes = sound.to_vec();
        let bit = dice.below(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        let disk = CrashDisk::holding(bytes.clone(), Vice::None);
        let options = Options::default();
        let Ok(store) = RedbStore::with_backend(disk.clone(), "disk", &options) else {
            refused += 1;
            assert!(
                disk.bytes() == bytes,
                "bit {bit}: a refused file was changed"
            );
            continue;
        };
        same += 1;
        eprintln!("bit {bit}");
        look(&store);
        assert!(
            began.elapsed() < NO_HANG,
            "bit {bit}: {:?}",
            began.elapsed()
        );
    }
    assert!(
        refused > 0 && same > 0,
        "{refused} refused, {same} the same"
    );
}
