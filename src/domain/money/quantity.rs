//! How much of something was used or is charged: cubic metres, kilowatt hours, square metres, spaces.

use minicbor::decode::Error as DecodeError;
use minicbor::{Decode, Decoder, Encode};

use super::rate::within;
use super::{Area, Exact, MoneyFault, decimal};

/// Decimal places of a quantity.
const PLACES: u32 = 3;
/// Units of a whole one.
const WHOLE: i64 = 1000;
/// 1/1000 of a unit × 1/10000 yuan in units of a fen: 10³ and 10⁴, less the 10² fen of a yuan.
const SCALE: i128 = 100_000;

/// A quantity in 1/1000 of its unit, zero or more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode)]
#[cbor(transparent)]
pub struct Quantity(#[n(0)] i64);

/// A number from outside is held to the same limits as one that was typed.
impl<'b, C> Decode<'b, C> for Quantity {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        Self::from_units(d.i64()?).map_err(|_| DecodeError::message("quantity beyond the limit"))
    }
}

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One of whatever it is.
    pub const ONE: Self = Self(WHOLE);

    /// Returns the quantity of `units` of 1/1000.
    pub fn from_units(units: i64) -> Result<Self, MoneyFault> {
        within(units).map(Self)
    }

    /// Returns `count` whole ones.
    pub fn whole(count: i64) -> Result<Self, MoneyFault> {
        let units = count.checked_mul(WHOLE).ok_or(MoneyFault::TooLarge)?;
        Self::from_units(units)
    }

    /// Returns an area as a quantity of square metres.
    pub fn of_area(area: Area) -> Result<Self, MoneyFault> {
        let units = area.units().checked_mul(10).ok_or(MoneyFault::TooLarge)?;
        Self::from_units(units)
    }

    /// Reads a number with up to three places.
    pub fn parse(text: &str) -> Result<Self, MoneyFault> {
        decimal::parse(text, PLACES).and_then(Self::from_units)
    }

    /// Returns the quantity in 1/1000.
    pub const fn units(self) -> i64 {
        self.0
    }

    /// Returns the sum.
    pub fn plus(self, other: Self) -> Result<Self, MoneyFault> {
        // Both are within 10¹², so the sum cannot leave i64.
        Self::from_units(self.0 + other.0)
    }

    /// Returns the difference; below zero is `Negative`.
    pub fn minus(self, other: Self) -> Result<Self, MoneyFault> {
        Self::from_units(self.0 - other.0)
    }

    /// Returns the price of it at `price` in 1/10000 yuan each, exactly.
    pub fn at(self, price: i64) -> Result<Exact, MoneyFault> {
        Exact::new(i128::from(self.0) * i128::from(price), SCALE)
    }

    /// Splits in proportion to `weights` into whole thousandths that sum exactly to this quantity, the odd
    /// thousandth to the earlier part.
    pub fn split_by(self, weights: &[u32]) -> Result<Vec<Self>, MoneyFault> {
        let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        if whole == 0 {
            return Err(MoneyFault::NoParts);
        }
        let (mut seen, mut given) = (0_i128, 0_i64);
        let mut parts = Vec::with_capacity(weights.len());
        for weight in weights {
            seen += i128::from(*weight);
            let upto = (i128::from(self.0) * seen + whole - 1) / whole;
            let upto = i64::try_from(upto).map_err(|_| MoneyFault::TooLarge)?;
            parts.push(Self::from_units(upto - given)?);
            given = upto;
        }
        Ok(parts)
    }

    /// Prints it with three places.
    pub fn plain(self) -> String {
        decimal::print(self.0, PLACES, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_prices_and_prints() {
        let used = Quantity::parse("12.5").unwrap();
        assert_eq!(used.plain(), "12.500");
        // 12.5 m³ at 3.45 yuan are 43.125 yuan: 4312.5 fen.
        assert_eq!(used.at(34_500), Exact::new(8625, 2));
        assert_eq!(Quantity::whole(2).map(Quantity::units), Ok(2000));
        let area = Area::parse("98.6").unwrap();
        assert_eq!(Quantity::of_area(area), Quantity::parse("98.6"));
        assert_eq!(Quantity::parse("1.0001"), Err(MoneyFault::TooManyDecimals));
        assert_eq!(
            used.minus(Quantity::whole(13).unwrap()),
            Err(MoneyFault::Negative)
        );
        assert_eq!(Quantity::whole(i64::MAX), Err(MoneyFault::TooLarge));
        let outside = minicbor::to_vec(-1_i64).unwrap();
        assert!(minicbor::decode::<Quantity>(&outside).is_err());
    }

    proptest! {
        #[test]
        fn parts_sum_exactly(units in 0..=1_000_000_000_000_i64, weights in prop::collection::vec(1_u32..400, 1..20)) {
            let parts = Quantity::from_units(units).unwrap().split_by(&weights).unwrap();
            prop_assert_eq!(parts.iter().map(|part| part.units()).sum::<i64>(), units);
        }
    }
}
