//! Amounts of money in fen: exact, bounded, never a float.

mod capitals;
mod decimal;
mod exact;
mod quantity;
mod rate;

use std::fmt;

use minicbor::decode::{Decoder, Error as DecodeError};
use minicbor::encode::{Encoder, Error as EncodeError, Write};
use minicbor::{Decode, Encode};

pub use exact::Exact;
pub use quantity::Quantity;
pub use rate::{Area, Rate};

/// The largest amount in fen, either way: ten thousand million yuan.
const LIMIT: i64 = 1_000_000_000_000;
/// The most parts an amount is split into.
const MOST_PARTS: usize = 100_000;
/// Decimal places of an amount in yuan.
const PLACES: u32 = 2;

/// Why an amount could not be read or computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyFault {
    /// Beyond the limit of ±10¹² fen, or of a rate or area.
    #[error("beyond the limit")]
    TooLarge,
    /// Below zero where that makes no sense.
    #[error("negative")]
    Negative,
    /// Nothing was written.
    #[error("empty")]
    Empty,
    /// Something that is not a decimal number.
    #[error("not a number")]
    NotANumber,
    /// More decimal places than the unit has.
    #[error("too many decimals")]
    TooManyDecimals,
    /// A share of nothing: a divisor or a number of parts of zero.
    #[error("nothing to divide by")]
    NoParts,
}

/// An amount of money in fen (1/100 yuan), at most ±10¹².
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Returns the amount of `fen`, if it is within the limit.
    pub const fn from_fen(fen: i64) -> Result<Self, MoneyFault> {
        if fen < -LIMIT || fen > LIMIT {
            return Err(MoneyFault::TooLarge);
        }
        Ok(Self(fen))
    }

    /// Returns the amount in fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// Returns whether this is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Returns the sum; the error is `TooLarge`.
    pub const fn plus(self, other: Self) -> Result<Self, MoneyFault> {
        // Both are within 10¹², so the sum cannot leave i64.
        Self::from_fen(self.0 + other.0)
    }

    /// Returns the difference; the error is `TooLarge`.
    pub const fn minus(self, other: Self) -> Result<Self, MoneyFault> {
        Self::from_fen(self.0 - other.0)
    }

    /// Returns the amount with the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(-self.0)
    }

    /// Returns `count` times this amount.
    pub fn times(self, count: i64) -> Result<Self, MoneyFault> {
        self.share(count, 1)
    }

    /// Returns `part / whole` of this amount, rounded once to fen, halves away from zero.
    pub fn share(self, part: i64, whole: i64) -> Result<Self, MoneyFault> {
        rounded(i128::from(self.0) * i128::from(part), i128::from(whole))
    }

    /// Returns the sum of `amounts`.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyFault> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Splits into `parts` that sum exactly to this amount and differ by at most one fen, the larger first.
    pub fn split(self, parts: u32) -> Result<Vec<Self>, MoneyFault> {
        let count = usize::try_from(parts)
            .ok()
            .filter(|count| *count <= MOST_PARTS)
            .ok_or(MoneyFault::TooLarge)?;
        self.split_by(&vec![1; count])
    }

    /// Splits in proportion to `weights`; the parts sum exactly to this amount.
    ///
    /// Each part is the difference of two rounded running totals, so no part is off by more than a fen.
    pub fn split_by(self, weights: &[u32]) -> Result<Vec<Self>, MoneyFault> {
        let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        if whole == 0 {
            return Err(MoneyFault::NoParts);
        }
        let mut seen = 0_i128;
        let mut given = Self::ZERO;
        let mut parts = Vec::with_capacity(weights.len());
        for weight in weights {
            seen += i128::from(*weight);
            // Rounding the running total up gives the odd fen to the earlier parts.
            let upto = ceiling(i128::from(self.0.abs()) * seen, whole)?;
            let upto = if self.is_negative() {
                upto.negated()
            } else {
                upto
            };
            parts.push(upto.minus(given)?);
            given = upto;
        }
        Ok(parts)
    }

    /// Returns the part from `before` to `before + own` of `whole` equal pieces, cut as `split_by` cuts: parts that
    /// lie end to end sum exactly to this amount.
    pub fn slice(self, before: u64, own: u64, whole: u64) -> Result<Self, MoneyFault> {
        let end = before.checked_add(own).filter(|end| *end <= whole);
        let end = end.filter(|_| whole > 0).ok_or(MoneyFault::NoParts)?;
        let upto = |pieces: u64| {
            let size = i128::from(self.0.abs()) * i128::from(pieces);
            let cut = ceiling(size, i128::from(whole))?;
            Ok(if self.is_negative() {
                cut.negated()
            } else {
                cut
            })
        };
        upto(end)?.minus(upto(before)?)
    }

    /// Reads an amount in yuan of zero or more: `12`, `12.3`, `12.34`, `￥1,236.00`.
    pub fn parse(text: &str) -> Result<Self, MoneyFault> {
        let amount = Self::parse_signed(text)?;
        if amount.is_negative() {
            return Err(MoneyFault::Negative);
        }
        Ok(amount)
    }

    /// Reads an amount in yuan that may be negative.
    pub fn parse_signed(text: &str) -> Result<Self, MoneyFault> {
        decimal::parse(text, PLACES).and_then(Self::from_fen)
    }

    /// Prints yuan with two places and no grouping, `1236.00`: for files and programs.
    pub fn plain(self) -> String {
        decimal::print(self.0, PLACES, false)
    }

    /// Prints yuan with two places and grouped thousands, `1,236.00`: for people.
    pub fn grouped(self) -> String {
        decimal::print(self.0, PLACES, true)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())
    }
}

impl<C> Encode<C> for Amount {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), EncodeError<W::Error>> {
        e.i64(self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Amount {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        Self::from_fen(d.i64()?).map_err(|_| DecodeError::message("amount beyond the limit"))
    }
}

/// Divides rounding halves away from zero: the one rounding rule of the house.
fn rounded(numerator: i128, denominator: i128) -> Result<Amount, MoneyFault> {
    if denominator <= 0 {
        return Err(MoneyFault::NoParts);
    }
    // By what is left over, not by doubling: no numerator is too large for it.
    let (whole, left) = (numerator / denominator, numerator % denominator);
    let up = left.unsigned_abs() >= denominator.unsigned_abs() - left.unsigned_abs();
    let fen = i64::try_from(whole).map_err(|_| MoneyFault::TooLarge)?;
    let odd = if up { numerator.signum() } else { 0 };
    let odd = i64::try_from(odd).unwrap_or_default();
    Amount::from_fen(fen.checked_add(odd).ok_or(MoneyFault::TooLarge)?)
}

/// Divides two numbers of zero or more, rounding up.
fn ceiling(numerator: i128, denominator: i128) -> Result<Amount, MoneyFault> {
    let fen = (numerator + denominator - 1) / denominator;
    i64::try_from(fen)
        .map_err(|_| MoneyFault::TooLarge)
        .and_then(Amount::from_fen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn reads(text: &str, fen: i64) {
        assert_eq!(Amount::parse_signed(text), Amount::from_fen(fen), "{text}");
    }

    #[test]
    fn reads_what_people_write() {
        reads("12", 1200);
        reads("12.3", 1230);
        reads("12.34", 1234);
        reads("￥1,236.00", 123_600);
        reads("¥ 0.05", 5);
        reads("1，236元", 123_600);
        reads("１２．５", 1250);
        reads("-3.10", -310);
        reads("007", 700);
        reads("10000000000", LIMIT);
    }

    #[test]
    fn refuses_what_is_not_exact() {
        for (text, fault) in [
            ("", MoneyFault::Empty),
            (" ￥ ", MoneyFault::Empty),
            ("12.345", MoneyFault::TooManyDecimals),
            ("12345678901234567", MoneyFault::TooLarge),
            ("10000000000.01", MoneyFault::TooLarge),
            ("1,23", MoneyFault::NotANumber),
            ("12,3456", MoneyFault::NotANumber),
            (",123", MoneyFault::NotANumber),
            ("1e5", MoneyFault::NotANumber),
            (".", MoneyFault::NotANumber),
            ("1.", MoneyFault::NotANumber),
            (".5", MoneyFault::NotANumber),
            ("1.2.3", MoneyFault::NotANumber),
            ("--1", MoneyFault::NotANumber),
            ("1 2", MoneyFault::NotANumber),
            ("-1", MoneyFault::Negative),
        ] {
            assert_eq!(Amount::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn prints_for_people_and_for_programs() {
        let amount = Amount::from_fen(48_623_050).unwrap();
        assert_eq!(amount.grouped(), "486,230.50");
        assert_eq!(amount.plain(), "486230.50");
        assert_eq!(Amount::from_fen(-5).unwrap().grouped(), "-0.05");
        assert_eq!(Amount::from_fen(-100_000).unwrap().grouped(), "-1,000.00");
        assert_eq!(Amount::ZERO.grouped(), "0.00");
    }

    #[test]
    fn holds_the_limit() {
        let most = Amount::from_fen(LIMIT).unwrap();
        assert_eq!(
            most.plus(Amount::from_fen(1).unwrap()),
            Err(MoneyFault::TooLarge)
        );
        assert_eq!(
            most.negated().minus(Amount::from_fen(1).unwrap()),
            Err(MoneyFault::TooLarge)
        );
        assert_eq!(most.times(i64::MAX), Err(MoneyFault::TooLarge));
        assert_eq!(Amount::from_fen(i64::MIN), Err(MoneyFault::TooLarge));
        let stored = minicbor::to_vec(LIMIT + 1).unwrap();
        assert!(minicbor::decode::<Amount>(&stored).is_err());
    }

    #[test]
    fn rounds_halves_away_from_zero() {
        let five = Amount::from_fen(5).unwrap();
        assert_eq!(five.share(1, 2), Amount::from_fen(3));
        assert_eq!(five.negated().share(1, 2), Amount::from_fen(-3));
        assert_eq!(five.share(1, 3), Amount::from_fen(2));
        assert_eq!(five.share(1, 0), Err(MoneyFault::NoParts));
        assert_eq!(five.split(0), Err(MoneyFault::NoParts));
        assert_eq!(five.split(u32::MAX), Err(MoneyFault::TooLarge));
    }

    #[test]
    fn the_odd_fen_goes_to_the_first() {
        let parts = |fen: i64| -> Vec<i64> {
            let split = Amount::from_fen(fen).unwrap().split(3).unwrap();
            split.into_iter().map(Amount::fen).collect()
        };
        assert_eq!(parts(100), [34, 33, 33]);
        assert_eq!(parts(-101), [-34, -34, -33]);
    }

    proptest! {
        #[test]
        fn printing_and_reading_agree(fen in -LIMIT..=LIMIT) {
            let amount = Amount::from_fen(fen).unwrap();
            prop_assert_eq!(Amount::parse_signed(&amount.plain()), Ok(amount));
            prop_assert_eq!(Amount::parse_signed(&amount.grouped()), Ok(amount));
            let stored = minicbor::to_vec(amount).unwrap();
            prop_assert_eq!(minicbor::decode::<Amount>(&stored).unwrap(), amount);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,24}") {
            let _ = Amount::parse_signed(&text);
        }

        #[test]
        fn parts_sum_exactly(fen in -LIMIT..=LIMIT, weights in prop::collection::vec(0_u32..5000, 1..40)) {
            let amount = Amount::from_fen(fen).unwrap();
            let whole: u32 = weights.iter().sum();
            if whole == 0 {
                prop_assert_eq!(amount.split_by(&weights), Err(MoneyFault::NoParts));
                return Ok(());
            }
            let parts = amount.split_by(&weights).unwrap();
            prop_assert_eq!(Amount::sum(parts.iter().copied()), Ok(amount));
            for (part, weight) in parts.iter().zip(&weights) {
                let exact = i128::from(fen) * i128::from(*weight);
                let off = (i128::from(part.fen()) * i128::from(whole) - exact).abs();
                prop_assert!(off < i128::from(whole), "a part is off by a fen or more");
            }
        }

        #[test]
        fn even_parts_differ_by_a_fen(fen in 0..=LIMIT, parts in 1_u32..200) {
            let split = Amount::from_fen(fen).unwrap().split(parts).unwrap();
            let (low, high) = (split.iter().min().unwrap(), split.iter().max().unwrap());
            prop_assert!(high.fen() - low.fen() <= 1);
        }
    }
}
