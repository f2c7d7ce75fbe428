//! R8: a flipped bit in a file gives the same answers or a refusal, never another answer.

use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Store, check};

use crate::crash::disk::{CrashDisk, Dice, Vice};
use crate::crash::sample::KINDS;
use crate::crash::workload::{Digest, digest, run, work};
use crate::support::campaign::size;

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
    let mut dice = Dice::new(8);
    let (mut refused, mut same) = (0, 0);
    for _ in 0..size(200, 1_500, 20_000) {
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
        let tx = store.read().unwrap();
        assert_eq!(digest(&*tx).unwrap(), expected, "bit {bit}");
        assert!(check::verify(&*tx, KINDS).unwrap().is_clean(), "bit {bit}");
    }
    assert!(
        refused > 0 && same > 0,
        "{refused} refused, {same} the same"
    );
}
