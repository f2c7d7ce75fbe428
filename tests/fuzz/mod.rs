//! Bytes changed a little and at random, for all that reads what others wrote: frames, keys, files, keymaps, questions.
//!
//! `FRONTDESK_CAMPAIGN=long` goes on for minutes. A find is told with the bytes that made it.

mod targets;
mod workbooks;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::crash::disk::Dice;

/// What changed bytes are made of, beside what stands in the seeds.
const PIECES: &[&[u8]] = &[
    b"\0",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\xff\xff\xff\xff",
    b"\x9b\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"\x1b",
    b"\x1b[",
    b"\"",
    b"\r\n",
    b",",
    b"=",
    b"[",
    b"]",
    b"9999999999999999999",
    b"-1",
    b"\xe7\x8e",
    b"\xe2\x80\xae",
    b"PK\x03\x04",
];

/// Most bytes of what is tried.
const MOST: usize = 4096;

/// Something else than `seed`, mostly like it.
fn changed(dice: &mut Dice, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + 1 + dice.below(8)).min(bytes.len());
        match dice.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = dice.next().to_le_bytes()[0],
            2 => drop(bytes.drain(at.min(end)..end)),
            3 => {
                let again = bytes[at.min(end)..end].repeat(1 + dice.below(3));
                bytes.splice(at..at, again);
            }
            4 => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            _ => {
                let other = &seeds[dice.below(seeds.len())];
                let from = dice.below(other.len() + 1);
                bytes.splice(at.., other[from..].iter().copied());
            }
        }
    }
    bytes.truncate(MOST);
    bytes
}

/// Tries a target so often; the first bytes it does not stand, and why.
fn find(
    seeds: &[Vec<u8>],
    rounds: usize,
    target: &mut dyn FnMut(&[u8]) -> Result<(), String>,
) -> Option<(Vec<u8>, String)> {
    let mut dice = Dice::new(rounds as u64);
    for seed in seeds {
        if let Err(why) = target(seed) {
            return Some((seed.clone(), why));
        }
    }
    for _ in 0..rounds {
        let bytes = changed(&mut dice, seeds);
        match catch_unwind(AssertUnwindSafe(|| target(&bytes))) {
            Ok(Ok(())) => {}
            Ok(Err(why)) => return Some((bytes, why)),
            Err(_) => return Some((bytes, "it panicked".to_owned())),
        }
    }
    None
}

#[track_caller]
fn stands(seeds: &[Vec<u8>], rounds: usize, target: &mut dyn FnMut(&[u8]) -> Result<(), String>) {
    if let Some((bytes, why)) = find(seeds, rounds, target) {
        panic!("{why}: {:?}", String::from_utf8_lossy(&bytes));
    }
}
