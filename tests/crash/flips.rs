//! R8: a flipped bit in a closed file gives the same answers or a refusal, never another answer.

use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Store, check};

use crate::crash::campaign::size;
use crate::crash::disk::{CrashDisk, Dice, Vice};
use crate::crash::sample::KINDS;
use crate::crash::workload::{digest, run};

#[test]
fn a_flipped_bit_is_harmless_or_refused_and_then_left_alone() {
    let disk = CrashDisk::new(Vice::None);
    let expected = *run(&disk, 5, 80).last().unwrap();
    let sound = disk.bytes();
    let mut dice = Dice::new(8);
    let (mut refused, mut same) = (0, 0);
    for _ in 0..size(200, 1_500) {
        let mut bytes = sound.clone();
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
