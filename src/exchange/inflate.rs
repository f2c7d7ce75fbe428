//! Unpacks a deflate stream (RFC 1951) to look at it, never past a limit.
//!
//! The archive library of the workbook reader trusts the size an entry declares; a guard in front of it must not.

/// Why a stream could not be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InflateFault {
    /// The stream contradicts itself or ends too early.
    Broken,
    /// It unpacks to more than the limit.
    TooLarge,
}

const WINDOW: usize = 32 * 1024;
/// The output kept before what lies further back than the window is handed on.
const KEPT: usize = 4 * WINDOW;
const LONGEST_CODE: u32 = 15;

const LENGTH_BASE: [u16; 29] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
];
const LENGTH_EXTRA: [u32; 29] = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const DISTANCE_BASE: [u16; 30] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA: [u32; 30] = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
];
const CODE_LENGTH_ORDER: [usize; 19] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

/// Unpacks `data` and hands the output on in pieces; gives its length, or refuses as soon as it passes `limit`.
pub fn inflate(data: &[u8], limit: u64, sink: &mut dyn FnMut(&[u8])) -> Result<u64, InflateFault> {
    let mut bits = Bits {
        data: data.iter(),
        held: 0,
        count: 0,
    };
    let mut out = Output {
        kept: Vec::with_capacity(KEPT),
        passed: 0,
        limit,
        sink,
    };
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out)?,
            1 => coded(
                &mut bits,
                &mut out,
                &fixed_literals()?,
                &Codes::new(&[5; 30])?,
            )?,
            2 => {
                let (literals, distances) = tables(&mut bits)?;
                coded(&mut bits, &mut out, &literals, &distances)?;
            }
            _ => return Err(InflateFault::Broken),
        }
        if last {
            return Ok(out.finish());
        }
    }
}

struct Bits<'a> {
    data: std::slice::Iter<'a, u8>,
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn fill(&mut self, wanted: u32) {
        while self.count < wanted {
            let Some(byte) = self.data.next() else { return };
            self.held |= u64::from(*byte) << self.count;
            self.count += 8;
        }
    }

    fn take(&mut self, wanted: u32) -> Result<usize, InflateFault> {
        self.fill(wanted);
        let value = self.held & ((1 << wanted) - 1);
        self.drop(wanted)?;
        usize::try_from(value).map_err(|_| InflateFault::Broken)
    }

    fn drop(&mut self, used: u32) -> Result<(), InflateFault> {
        self.count = self.count.checked_sub(used).ok_or(InflateFault::Broken)?;
        self.held >>= used;
        Ok(())
    }
}

struct Output<'a> {
    kept: Vec<u8>,
    passed: u64,
    limit: u64,
    sink: &'a mut dyn FnMut(&[u8]),
}

impl Output<'_> {
    fn push(&mut self, byte: u8) -> Result<(), InflateFault> {
        if self.kept.len() == KEPT {
            let (old, window) = self.kept.split_at(KEPT - WINDOW);
            (self.sink)(old);
            self.passed += u64::try_from(old.len()).unwrap_or(0);
            self.kept = window.to_vec();
            self.kept.reserve_exact(KEPT - WINDOW);
        }
        self.kept.push(byte);
        let length = self.passed + u64::try_from(self.kept.len()).unwrap_or(0);
        if length > self.limit {
            Err(InflateFault::TooLarge)
        } else {
            Ok(())
        }
    }

    fn repeat(&mut self, distance: usize, length: usize) -> Result<(), InflateFault> {
        for _ in 0..length {
            let from = self
                .kept
                .len()
                .checked_sub(distance)
                .ok_or(InflateFault::Broken)?;
            let byte = *self.kept.get(from).ok_or(InflateFault::Broken)?;
            self.push(byte)?;
        }
        Ok(())
    }

    fn finish(self) -> u64 {
        (self.sink)(&self.kept);
        self.passed + u64::try_from(self.kept.len()).unwrap_or(0)
    }
}

/// A prefix code as a table over the next bits: each entry holds symbol and length.
struct Codes {
    table: Vec<(u16, u8)>,
    longest: u32,
}

impl Codes {
    fn new(lengths: &[u8]) -> Result<Self, InflateFault> {
        let longest = u32::from(lengths.iter().copied().max().unwrap_or(0)).max(1);
        if longest > LONGEST_CODE {
            return Err(InflateFault::Broken);
        }
        let size = 1_usize << longest;
        let mut table = vec![(0, 0); size];
        let mut code: usize = 0;
        for length in 1..=longest {
            code <<= 1;
            let of_length = |pair: &(usize, &u8)| u32::from(*pair.1) == length;
            for (symbol, _) in lengths.iter().enumerate().filter(of_length) {
                if code >= 1 << length {
                    return Err(InflateFault::Broken);
                }
                let turned = code.reverse_bits() >> (usize::BITS - length);
                let entry = (
                    u16::try_from(symbol).map_err(|_| InflateFault::Broken)?,
                    u8::try_from(length).map_err(|_| InflateFault::Broken)?,
                );
                for slot in table.iter_mut().skip(turned).step_by(1 << length) {
                    *slot = entry;
                }
                code += 1;
            }
        }
        Ok(Self { table, longest })
    }

    fn next(&self, bits: &mut Bits<'_>) -> Result<usize, InflateFault> {
        bits.fill(self.longest);
        let ahead = bits.held & ((1 << self.longest) - 1);
        let ahead = usize::try_from(ahead).map_err(|_| InflateFault::Broken)?;
        let (symbol, length) = *self.table.get(ahead).ok_or(InflateFault::Broken)?;
        if length == 0 {
            return Err(InflateFault::Broken);
        }
        bits.drop(u32::from(length))?;
        Ok(usize::from(symbol))
    }
}

fn fixed_literals() -> Result<Codes, InflateFault> {
    let lengths: Vec<u8> = (0..288)
        .map(|symbol| match symbol {
            144..=255 => 9,
            256..=279 => 7,
            _ => 8,
        })
        .collect();
    Codes::new(&lengths)
}

fn tables(bits: &mut Bits<'_>) -> Result<(Codes, Codes), InflateFault> {
    let literals = bits.take(5)? + 257;
    let distances = bits.take(5)? + 1;
    let count = bits.take(4)? + 4;
    let mut lengths = [0_u8; 19];
    for place in CODE_LENGTH_ORDER.iter().take(count) {
        let length = u8::try_from(bits.take(3)?).map_err(|_| InflateFault::Broken)?;
        if let Some(slot) = lengths.get_mut(*place) {
            *slot = length;
        }
    }
    let codes = Codes::new(&lengths)?;
    let mut all: Vec<u8> = Vec::with_capacity(literals + distances);
    while all.len() < literals + distances {
        let (value, times) = match codes.next(bits)? {
            16 => (*all.last().ok_or(InflateFault::Broken)?, bits.take(2)? + 3),
            17 => (0, bits.take(3)? + 3),
            18 => (0, bits.take(7)? + 11),
            length => (u8::try_from(length).map_err(|_| InflateFault::Broken)?, 1),
        };
        all.extend(std::iter::repeat_n(value, times));
    }
    if all.len() != literals + distances {
        return Err(InflateFault::Broken);
    }
    let (literals, distances) = all.split_at(literals);
    Ok((Codes::new(literals)?, Codes::new(distances)?))
}

fn stored(bits: &mut Bits<'_>, out: &mut Output<'_>) -> Result<(), InflateFault> {
    bits.drop(bits.count % 8)?;
    let length = bits.take(16)?;
    let inverse = bits.take(16)?;
    if length ^ inverse != 0xFFFF {
        return Err(InflateFault::Broken);
    }
    for _ in 0..length {
        let byte = u8::try_from(bits.take(8)?).map_err(|_| InflateFault::Broken)?;
        out.push(byte)?;
    }
    Ok(())
}

fn coded(
    bits: &mut Bits<'_>,
    out: &mut Output<'_>,
    literals: &Codes,
    distances: &Codes,
) -> Result<(), InflateFault> {
    loop {
        let symbol = literals.next(bits)?;
        if let Ok(byte) = u8::try_from(symbol) {
            out.push(byte)?;
            continue;
        }
        let Some(place) = symbol.checked_sub(257) else {
            return Ok(());
        };
        let length = based(bits, place, &LENGTH_BASE, &LENGTH_EXTRA)?;
        let place = distances.next(bits)?;
        let distance = based(bits, place, &DISTANCE_BASE, &DISTANCE_EXTRA)?;
        out.repeat(distance, length)?;
    }
}

fn based(
    bits: &mut Bits<'_>,
    place: usize,
    base: &[u16],
    extra: &[u32],
) -> Result<usize, InflateFault> {
    let base = base.get(place).ok_or(InflateFault::Broken)?;
    let extra = extra.get(place).ok_or(InflateFault::Broken)?;
    Ok(usize::from(*base) + bits.take(*extra)?)
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
