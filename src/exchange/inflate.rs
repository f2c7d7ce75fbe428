//! Unpacks a deflate stream to look at it, never past a limit.
//!
//! The archive library of the workbook reader trusts the size an entry declares; a guard in front of it must not.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// Why a stream could not be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InflateFault {
    /// The stream contradicts itself or ends too early.
    Broken,
    /// It unpacks to more than the limit.
    TooLarge,
}

/// Bytes unpacked at once.
const PIECE: usize = 32 * 1024;

/// Unpacks `data` and hands the output on in pieces; gives its length, or refuses as soon as it passes `limit`.
pub fn inflate(data: &[u8], limit: u64, sink: &mut dyn FnMut(&[u8])) -> Result<u64, InflateFault> {
    let mut from = DeflateDecoder::new(data);
    let mut piece = vec![0; PIECE];
    let mut length: u64 = 0;
    loop {
        let count = from.read(&mut piece).map_err(|_| InflateFault::Broken)?;
        if count == 0 {
            return if data.is_empty() {
                Err(InflateFault::Broken)
            } else {
                Ok(length)
            };
        }
        length += count as u64;
        if length > limit {
            return Err(InflateFault::TooLarge);
        }
        sink(piece.get(..count).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{InflateFault, inflate};

    fn unpack(data: &[u8], limit: u64) -> Result<Vec<u8>, InflateFault> {
        let mut out = Vec::new();
        let length = inflate(data, limit, &mut |piece| out.extend_from_slice(piece))?;
        assert_eq!(usize::try_from(length).unwrap(), out.len());
        Ok(out)
    }

    #[test]
    fn stored_and_fixed_blocks() {
        let stored = [1, 3, 0, 0xFC, 0xFF, b'a', b'b', b'c'];
        assert_eq!(unpack(&stored, 3).unwrap(), b"abc");
        assert_eq!(unpack(&stored, 2), Err(InflateFault::TooLarge));
        // "aaaaaaaaaa" as one literal and a match that reads what it writes.
        let fixed = [0x4B, 0x84, 0x03, 0x00];
        assert_eq!(unpack(&fixed, 10).unwrap(), b"aaaaaaaaaa");
        assert_eq!(unpack(&[0x4B], 10), Err(InflateFault::Broken));
        assert_eq!(unpack(&[7], 10), Err(InflateFault::Broken));
        assert_eq!(unpack(&[], 10), Err(InflateFault::Broken));
    }

    proptest! {
        #[test]
        fn any_bytes_end_within_the_limit(data in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(out) = unpack(&data, 10_000) {
                prop_assert!(out.len() <= 10_000);
            }
        }
    }
}
