//! Chance that is the same for the same seed.

/// A stream of numbers made from a seed (SplitMix64).
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// Begins a stream.
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0) + 1;
        low.saturating_add(i64::try_from(self.next() % span).unwrap_or(0))
    }

    /// Whether something with this many chances in a hundred happens.
    pub(super) fn percent(&mut self, chances: i64) -> bool {
        self.between(1, 100) <= chances
    }

    /// One of these.
    pub(super) fn one<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        let most = i64::try_from(of.len()).ok()?.checked_sub(1)?;
        of.get(usize::try_from(self.between(0, most)).ok()?)
    }

    /// Sixteen bytes, for request ids and salts.
    pub(super) fn bytes(&mut self) -> [u8; 16] {
        (u128::from(self.next()) << 64 | u128::from(self.next())).to_be_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn the_same_seed_gives_the_same_chance_within_its_bounds() {
        let (mut one, mut other) = (Chance::new(7), Chance::new(7));
        let mut seen = [false; 3];
        for _ in 0..100 {
            let drawn = one.between(-1, 1);
            assert_eq!(drawn, other.between(-1, 1));
            seen[usize::try_from(drawn + 1).unwrap()] = true;
        }
        assert_eq!(seen, [true; 3]);
        assert_eq!(one.one::<u8>(&[]), None);
    }
}
