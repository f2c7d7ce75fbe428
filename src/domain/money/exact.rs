//! Exact sums of money on the way to a charge: fractions of a fen, rounded once at the end.

use std::cmp::Ordering;

use super::{Amount, MoneyFault, rounded};

/// A fraction of a fen in lowest terms. Everything a charge is made of is added up in it, and only the sum
/// is rounded; what does not fit is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    numerator: i128,
    /// At least one.
    denominator: i128,
}

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };

    /// Returns `numerator / denominator` fen; a denominator below one is `NoParts`.
    pub fn new(numerator: i128, denominator: i128) -> Result<Self, MoneyFault> {
        if denominator <= 0 {
            return Err(MoneyFault::NoParts);
        }
        let common = common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let common = i128::try_from(common).map_err(|_| MoneyFault::TooLarge)?;
        Ok(Self {
            numerator: numerator / common,
            denominator: denominator / common,
        })
    }

    /// Returns an amount as it stands.
    pub fn of(amount: Amount) -> Self {
        Self {
            numerator: i128::from(amount.fen()),
            denominator: 1,
        }
    }

    /// Returns the numerator and the denominator, in lowest terms.
    pub const fn fraction(self) -> (i128, i128) {
        (self.numerator, self.denominator)
    }

    /// Returns the sum.
    pub fn plus(self, other: Self) -> Result<Self, MoneyFault> {
        let (left, right) = self.alike(other)?;
        let sum = left.checked_add(right).ok_or(MoneyFault::TooLarge)?;
        let denominator = self.denominator / self.common(other)?;
        let denominator = denominator
            .checked_mul(other.denominator)
            .ok_or(MoneyFault::TooLarge)?;
        Self::new(sum, denominator)
    }

    /// Returns `part / whole` of it.
    pub fn times(self, part: i64, whole: i64) -> Result<Self, MoneyFault> {
        let by = Self::new(i128::from(part), i128::from(whole))?;
        // Crosswise in lowest terms first: the product stays as small as it can be.
        let left = Self::new(self.numerator, by.denominator)?;
        let right = Self::new(by.numerator, self.denominator)?;
        let fit = |product: Option<i128>| product.ok_or(MoneyFault::TooLarge);
        Self::new(
            fit(left.numerator.checked_mul(right.numerator))?,
            fit(left.denominator.checked_mul(right.denominator))?,
        )
    }

    /// Returns the smaller of both.
    pub fn least(self, other: Self) -> Result<Self, MoneyFault> {
        let (left, right) = self.alike(other)?;
        Ok(match left.cmp(&right) {
            Ordering::Greater => other,
            Ordering::Less | Ordering::Equal => self,
        })
    }

    /// Rounds to fen, halves away from zero: the one rounding rule of the house, applied once per charge.
    pub fn round(self) -> Result<Amount, MoneyFault> {
        rounded(self.numerator, self.denominator)
    }

    /// The greatest common divisor of both denominators.
    fn common(self, other: Self) -> Result<i128, MoneyFault> {
        let common = common_divisor(
            self.denominator.unsigned_abs(),
            other.denominator.unsigned_abs(),
        );
        i128::try_from(common).map_err(|_| MoneyFault::TooLarge)
    }

    /// Both numerators over their least common denominator.
    fn alike(self, other: Self) -> Result<(i128, i128), MoneyFault> {
        let common = self.common(other)?;
        let fit = |product: Option<i128>| product.ok_or(MoneyFault::TooLarge);
        Ok((
            fit(self.numerator.checked_mul(other.denominator / common))?,
            fit(other.numerator.checked_mul(self.denominator / common))?,
        ))
    }
}

/// The greatest number that divides both; of zero and a number, the number.
const fn common_divisor(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(numerator: i128, denominator: i128) -> Exact {
        Exact::new(numerator, denominator).unwrap()
    }

    #[test]
    fn thirds_of_a_fen_are_whole_again() {
        let third = exact(1, 3);
        let whole = third.plus(third).unwrap().plus(third).unwrap();
        assert_eq!(whole, exact(1, 1));
        assert_eq!(exact(2, 6), third);
        assert_eq!(exact(1, 28).plus(exact(1, 31)), Ok(exact(59, 868)));
        assert_eq!(third.times(3, 2), Ok(exact(1, 2)));
        assert_eq!(exact(1, 2).least(third), Ok(third));
        assert_eq!(third.least(exact(1, 2)), Ok(third));
        assert_eq!(Exact::new(1, 0), Err(MoneyFault::NoParts));
    }

    #[test]
    fn halves_go_away_from_zero_and_nothing_wraps() {
        let fen = |numerator, denominator| exact(numerator, denominator).round().map(Amount::fen);
        assert_eq!(fen(5, 2), Ok(3));
        assert_eq!(fen(-5, 2), Ok(-3));
        assert_eq!(fen(249, 100), Ok(2));
        assert_eq!(fen(i128::MAX, 1), Err(MoneyFault::TooLarge));
        let most = exact(i128::MAX, 1);
        assert_eq!(most.plus(most), Err(MoneyFault::TooLarge));
        assert_eq!(most.times(2, 1), Err(MoneyFault::TooLarge));
        // As large as a numerator can be, and still less than half a fen.
        assert_eq!(
            exact(i128::MAX / 2 - 1, i128::MAX).round(),
            Ok(Amount::ZERO)
        );
    }
}
