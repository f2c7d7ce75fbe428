//! Meters: what was used between two readings, and which readings are not believed.

use crate::domain::calendar::Day;
use crate::domain::money::{MoneyFault, Quantity};

/// The most whole digits of a register.
const MOST_DIGITS: u32 = 9;

/// The register of a meter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Register {
    /// Whole digits it shows, 1 to 9; after the last it begins at zero again.
    #[n(0)]
    pub digits: u32,
    /// What one of its units stands for (倍率); at least one.
    #[n(1)]
    pub factor: u32,
}

crate::named! {
    /// Where a reading is from.
    pub enum How {
        Read = 1 "read",
        /// Not read: what is usual, because the office says so.
        Estimated = 2 "estimated",
    }
}

/// What a register showed on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Reading {
    #[n(0)]
    pub on: Day,
    #[n(1)]
    pub value: Quantity,
    #[n(2)]
    pub how: How,
    /// The meter was replaced that day: what the new one showed.
    #[n(3)]
    pub restart: Option<Quantity>,
    /// Somebody looked again and says that it is so.
    #[n(4)]
    pub confirmed: bool,
}

impl Reading {
    /// What the next reading counts from.
    pub fn start(&self) -> Quantity {
        self.restart.unwrap_or(self.value)
    }
}

/// Why a reading is not believed; nothing is charged by it before somebody has looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadingFault {
    /// Not after the one before.
    #[error("not after the reading of {0}")]
    NotLater(Day),
    /// More than the register has digits for, or the register has none.
    #[error("beyond the register")]
    BeyondRegister,
    /// Less than before; past the last digit it would be this much.
    #[error("less than before")]
    Backward(Quantity),
    /// Less than was estimated before, by this much: too much was charged.
    #[error("less than was estimated")]
    BelowEstimate(Quantity),
    /// So many times the usual and more.
    #[error("far more than usual")]
    Jump(Quantity),
    /// Nobody has read it.
    #[error("not read")]
    Missing,
    /// Does not fit.
    #[error(transparent)]
    Money(#[from] MoneyFault),
}

/// What a home usually uses: so much on so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    pub quantity: Quantity,
    pub days: i32,
}

/// What is taken for a jump.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct JumpLimit {
    /// More than so many times the usual of as many days.
    #[n(0)]
    pub times: u32,
    /// Up to this nothing is a jump: a home that stood empty may be lived in again.
    #[n(1)]
    pub least: Quantity,
}

impl JumpLimit {
    /// Three times the usual, from ten units on; (silent) in the duties, proposed here.
    pub fn proposed() -> Self {
        Self {
            times: 3,
            least: Quantity::whole(10).unwrap_or_default(),
        }
    }

    /// Whether `quantity` in `days` is one. Without a usual nothing is known to jump.
    fn is_jump(self, quantity: Quantity, days: i32, usual: Option<Usual>) -> bool {
        let Some(usual) = usual.filter(|usual| usual.days > 0) else {
            return false;
        };
        let used = i128::from(quantity.units()) * i128::from(usual.days);
        let most = i128::from(usual.quantity.units()) * i128::from(days) * i128::from(self.times);
        quantity > self.least && used > most
    }
}

/// What was used between two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    pub quantity: Quantity,
    /// The day after the reading before, and the day of this one.
    pub from: Day,
    pub until: Day,
    /// The register went past its last digit.
    pub rolled: bool,
}

impl Used {
    /// On how many days.
    pub fn days(&self) -> i32 {
        self.until.since(self.from) + 1
    }
}

impl Register {
    /// How many units of 1/1000 it counts before it begins again.
    fn span(self) -> Result<i64, ReadingFault> {
        if !(1..=MOST_DIGITS).contains(&self.digits) || self.factor == 0 {
            return Err(ReadingFault::BeyondRegister);
        }
        Ok(10_i64.pow(self.digits) * Quantity::ONE.units())
    }

    /// What so many units of the register stand for.
    fn stands_for(self, units: i64) -> Result<Quantity, ReadingFault> {
        let units = units.checked_mul(i64::from(self.factor));
        Ok(Quantity::from_units(units.ok_or(MoneyFault::TooLarge)?)?)
    }
}

/// Returns what was used between two readings, or why the later one is not believed.
///
/// A lower figure is a register that began again only where that is believable: the use across its last digit
/// is no jump by what is usual, or somebody has confirmed it. A jump is believed when it is confirmed.
pub fn use_between(
    register: Register,
    before: &Reading,
    now: &Reading,
    usual: Option<Usual>,
    limit: JumpLimit,
) -> Result<Used, ReadingFault> {
    let span = register.span()?;
    let (start, end) = (before.start().units(), now.value.units());
    let restart = now.restart.unwrap_or_default().units();
    if start >= span || end >= span || restart >= span {
        return Err(ReadingFault::BeyondRegister);
    }
    if now.on <= before.on {
        return Err(ReadingFault::NotLater(before.on));
    }
    let days = now.on.since(before.on);
    let used = |units: i64, rolled: bool| -> Result<Used, ReadingFault> {
        Ok(Used {
            quantity: register.stands_for(units)?,
            from: before.on.plus(1),
            until: now.on,
            rolled,
        })
    };
    if end >= start {
        let used = used(end - start, false)?;
        return if now.confirmed || !limit.is_jump(used.quantity, days, usual) {
            Ok(used)
        } else {
            Err(ReadingFault::Jump(used.quantity))
        };
    }
    if before.how == How::Estimated && before.restart.is_none() {
        let over = register.stands_for(start - end)?;
        return Err(ReadingFault::BelowEstimate(over));
    }
    let across = used(span - start + end, true)?;
    let known = usual.is_some_and(|usual| usual.days > 0);
    let believable = known && !limit.is_jump(across.quantity, days, usual);
    if now.confirmed || believable {
        Ok(across)
    } else {
        Err(ReadingFault::Backward(across.quantity))
    }
}

/// What is usual by the uses before; nothing without any.
pub fn usual(uses: &[Used]) -> Result<Option<Usual>, MoneyFault> {
    let mut sum = Usual {
        quantity: Quantity::ZERO,
        days: 0,
    };
    for used in uses {
        sum.quantity = sum.quantity.plus(used.quantity)?;
        sum.days = sum.days.saturating_add(used.days());
    }
    Ok((sum.days > 0).then_some(sum))
}

crate::named! {
    /// What happens with a meter nobody has read.
    pub enum Missing {
        /// It is an exception: nothing is charged.
        Refuse = 1 "refuse",
        /// What is usual is charged until it is read.
        Estimate = 2 "estimate",
    }
}

/// Returns the reading that stands in for one nobody took: what is usual for as many days, in whole units of
/// the register, halves up. Without a usual, or where the office does not want it, it stays missing.
pub fn estimate(
    missing: Missing,
    register: Register,
    before: &Reading,
    on: Day,
    usual: Option<Usual>,
) -> Result<Reading, ReadingFault> {
    let span = register.span()?;
    let usual = usual.filter(|usual| usual.days > 0);
    let (Missing::Estimate, Some(usual)) = (missing, usual) else {
        return Err(ReadingFault::Missing);
    };
    if on <= before.on {
        return Err(ReadingFault::NotLater(before.on));
    }
    let one = i128::from(Quantity::ONE.units());
    let numerator = i128::from(usual.quantity.units()) * i128::from(on.since(before.on));
    let denominator = i128::from(usual.days) * i128::from(register.factor) * one;
    let whole = (numerator * 2 + denominator) / (denominator * 2);
    let added = i64::try_from(whole * one).map_err(|_| MoneyFault::TooLarge)?;
    let shown = before.start().units().checked_add(added);
    let shown = shown.ok_or(MoneyFault::TooLarge)?;
    Ok(Reading {
        on,
        value: Quantity::from_units(shown % span)?,
        how: How::Estimated,
        restart: None,
        confirmed: false,
    })
}
