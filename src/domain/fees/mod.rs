//! What a home is charged and why: fee items as data, and the pure rules that price them.

mod derivation;
mod meter;
mod metered;
mod price;
mod stored;
mod tariff;
mod tiers;

pub use derivation::{Derivation, Line, LineKind, Proof, ProofLine, Rounding};
pub use meter::{
    How, JumpLimit, Missing, Reading, ReadingFault, Register, Used, Usual, estimate, use_between,
    usual,
};
pub use metered::{Meter, MeterKind, MeterReading, usual_of};
pub use price::{Home, Input, Period, Share, Use, price};
pub use stored::whole_month;
pub use tariff::{Edges, Measure, Nature, Price, Tariff, Tier, TierSpan};
pub use tiers::{NotTiers, read_tiers, short, tiers_text};

use crate::domain::calendar::Day;
use crate::domain::error::{Refusal, Why};
use crate::domain::money::MoneyFault;

/// Why a fee could not be priced; each is an exception of a billing run that somebody looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FeeFault {
    /// The arithmetic does not fit.
    #[error(transparent)]
    Money(#[from] MoneyFault),
    /// The item has no price.
    #[error("no price")]
    NoPrice,
    /// Prices do not stand in the order of their days, or tiers not in the order of their bounds.
    #[error("out of order")]
    OutOfOrder,
    /// The item charges what a meter says, and nobody has read it.
    #[error("no reading")]
    NoReading,
    /// The item charges a share of public use, and what is shared is not known.
    #[error("no share")]
    NoShare,
    /// A period or the days of a reading end before they begin, or are longer than ten years.
    #[error("not a period")]
    NotAPeriod,
    /// The home pays it from a day after the last day it is in use.
    #[error("ends on {until} before it begins on {from}")]
    EndsBefore {
        /// The day it would begin.
        from: Day,
        /// The day it ends.
        until: Day,
    },
}

impl From<FeeFault> for Refusal {
    fn from(fault: FeeFault) -> Self {
        match fault {
            FeeFault::Money(fault) => fault.into(),
            _ => Self::new(Why::Internal).with("detail", fault.to_string()),
        }
    }
}
