//! Prices per square metre and the charges they make.

use minicbor::decode::Error as DecodeError;
use minicbor::{Decode, Decoder, Encode};

use super::{Amount, MoneyFault, decimal, rounded};

/// Decimal places of a price in yuan.
const PRICE_PLACES: u32 = 4;
/// Decimal places of an area in square metres.
const AREA_PLACES: u32 = 2;
/// `Rate` × `Area` in units of a fen: 10⁴ of one and 10² of the other, less the 10² fen of a yuan.
const SCALE: i64 = 10_000;
/// The largest price and area, in their own units; their product stays far inside i128.
const LIMIT: i64 = 1_000_000_000_000;

/// A price in 1/10000 yuan per square metre (or per piece) and month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode)]
#[cbor(transparent)]
pub struct Rate(#[n(0)] i64);

/// An area in 1/100 square metre.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode)]
#[cbor(transparent)]
pub struct Area(#[n(0)] i64);

/// A number from outside is held to the same limits as one that was typed.
impl<'b, C> Decode<'b, C> for Rate {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        Self::from_units(d.i64()?).map_err(|_| DecodeError::message("price beyond the limit"))
    }
}

impl<'b, C> Decode<'b, C> for Area {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        Self::from_units(d.i64()?).map_err(|_| DecodeError::message("area beyond the limit"))
    }
}

impl Rate {
    /// Free of charge.
    pub const ZERO: Self = Self(0);

    /// Returns the price of `units` of 1/10000 yuan.
    pub fn from_units(units: i64) -> Result<Self, MoneyFault> {
        within(units).map(Self)
    }

    /// Reads yuan with up to four places.
    pub fn parse(text: &str) -> Result<Self, MoneyFault> {
        decimal::parse(text, PRICE_PLACES).and_then(Self::from_units)
    }

    /// Returns the price in 1/10000 yuan.
    pub const fn units(self) -> i64 {
        self.0
    }

    /// Prints yuan with four places.
    pub fn plain(self) -> String {
        decimal::print(self.0, PRICE_PLACES, false)
    }

    /// Returns the price for `area`, rounded once to fen.
    pub fn charge(self, area: Area) -> Result<Amount, MoneyFault> {
        self.charge_part(area, 1, 1)
    }

    /// Returns the price for `area` over `part` of `whole` days of a month, rounded once to fen.
    pub fn charge_part(self, area: Area, part: i64, whole: i64) -> Result<Amount, MoneyFault> {
        if part < 0 || whole <= 0 {
            return Err(MoneyFault::NoParts);
        }
        let product = i128::from(self.0) * i128::from(area.0);
        let numerator = product
            .checked_mul(i128::from(part))
            .filter(|n| n.unsigned_abs() < u128::MAX >> 8)
            .ok_or(MoneyFault::TooLarge)?;
        rounded(numerator, i128::from(SCALE) * i128::from(whole))
    }
}

impl Area {
    /// Returns the area of `units` of 1/100 square metre.
    pub fn from_units(units: i64) -> Result<Self, MoneyFault> {
        within(units).map(Self)
    }

    /// Reads square metres with up to two places.
    pub fn parse(text: &str) -> Result<Self, MoneyFault> {
        decimal::parse(text, AREA_PLACES).and_then(Self::from_units)
    }

    /// Returns the area in 1/100 square metre.
    pub const fn units(self) -> i64 {
        self.0
    }

    /// Prints square metres with two places.
    pub fn plain(self) -> String {
        decimal::print(self.0, AREA_PLACES, false)
    }
}

/// Refuses a price, area or quantity that is negative or beyond the limit.
pub(super) fn within(units: i64) -> Result<i64, MoneyFault> {
    match units {
        ..0 => Err(MoneyFault::Negative),
        0..=LIMIT => Ok(units),
        _ => Err(MoneyFault::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_from_outside_is_held_to_the_limits() {
        let bytes = |number: i64| minicbor::to_vec(number).unwrap();
        assert_eq!(
            minicbor::decode::<Rate>(&bytes(LIMIT)).unwrap(),
            Rate(LIMIT)
        );
        assert_eq!(minicbor::decode::<Area>(&bytes(0)).unwrap(), Area(0));
        for number in [-1, LIMIT + 1, i64::MAX] {
            assert!(
                minicbor::decode::<Rate>(&bytes(number)).is_err(),
                "{number}"
            );
            assert!(
                minicbor::decode::<Area>(&bytes(number)).is_err(),
                "{number}"
            );
        }
    }

    #[test]
    fn charges_round_once() {
        let rate = Rate::parse("2.8").unwrap();
        let area = Area::parse("98.6").unwrap();
        assert_eq!(rate.charge(area), Amount::parse("276.08"));
        // 0.005 yuan for one square metre is half a fen.
        assert_eq!(
            Rate::parse("0.005")
                .unwrap()
                .charge(Area::parse("1").unwrap()),
            Amount::parse("0.01")
        );
        assert_eq!(rate.charge_part(area, 10, 30), Amount::parse("92.03"));
        assert_eq!(rate.charge_part(area, 10, 0), Err(MoneyFault::NoParts));
        assert_eq!(Rate::parse("2.80001"), Err(MoneyFault::TooManyDecimals));
        assert_eq!(Area::parse("-3"), Err(MoneyFault::Negative));
        assert_eq!(rate.plain(), "2.8000");
        assert_eq!(area.plain(), "98.60");
    }

    proptest! {
        #[test]
        fn a_charge_is_within_half_a_fen(price in 0..=2_000_000_i64, area in 0..=1_000_000_i64, part in 0..=31_i64) {
            let charge = Rate::from_units(price).unwrap()
                .charge_part(Area::from_units(area).unwrap(), part, 31).unwrap();
            let exact = i128::from(price) * i128::from(area) * i128::from(part);
            let whole = i128::from(SCALE) * 31;
            let off = i128::from(charge.fen()) * whole - exact;
            prop_assert!(off.abs() * 2 <= whole);
            prop_assert!(off * 2 > -whole, "halves go up");
        }

        #[test]
        fn the_largest_never_overflow(price in 0..=LIMIT, area in 0..=LIMIT, part in 0..=i64::MAX, whole in 1..=i64::MAX) {
            let _ = Rate::from_units(price).unwrap().charge_part(Area::from_units(area).unwrap(), part, whole);
        }
    }
}
