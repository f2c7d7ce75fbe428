//! The proof of an amount: its lines, how they were rounded, and the facts a charge keeps of them.

use crate::domain::calendar::Day;
use crate::domain::fees::FeeFault;
use crate::domain::ledger::{Basis, basis};
use crate::domain::money::{Amount, Exact, MoneyFault, Quantity};

/// 1/10000 yuan of a fen.
pub(super) const UNITS_OF_FEN: i64 = 100;

crate::named! {
    /// What a line of a derivation charges.
    pub enum LineKind {
        Fixed = 1 "fixed",
        Area = 2 "area",
        Spaces = 3 "spaces",
        /// What was used, at one price or at the lowest of a tiered one.
        Use = 4 "use",
        /// What was used above a bound.
        Tier = 5 "tier",
        /// A part of what was used together.
        Share = 6 "share",
    }
}

/// quantity × price × part ÷ whole, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub kind: LineKind,
    pub from: Day,
    pub until: Day,
    pub quantity: Quantity,
    /// In 1/10000 yuan each.
    pub price: i64,
    /// Days charged of the days of the month, or pieces of a share; 1 of 1 where nothing is divided.
    pub part: i64,
    pub whole: i64,
    /// In fen, before rounding.
    pub exact: Exact,
}

crate::named! {
    /// How the sum of a charge became whole fen.
    pub enum Rounding {
        /// Halves away from zero, once, after everything was added up.
        Half = 1 "half",
        /// Cut from a whole that was rounded once, so that all parts sum to it: less than a fen from the exact sum, the
    /// odd fen to the earlier.
        Cut = 2 "cut",
    }
}

/// An amount and its proof: the lines sum to `exact`, and `exact` rounded once is `amount`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    pub lines: Vec<Line>,
    /// The sum of the lines in fen, before rounding.
    pub exact: Exact,
    pub rounding: Rounding,
    pub amount: Amount,
}

impl Derivation {
    /// Reckons the lines anew from their figures; whether they prove the amount.
    pub fn proves(&self) -> Result<bool, MoneyFault> {
        let mut sum = Exact::ZERO;
        for line in &self.lines {
            let exact = line.quantity.at(line.price)?.times(line.part, line.whole)?;
            if exact != line.exact {
                return Ok(false);
            }
            sum = sum.plus(exact)?;
        }
        let near = match self.rounding {
            Rounding::Half => sum.round()? == self.amount,
            Rounding::Cut => {
                let (off, whole) = sum.plus(Exact::of(self.amount.negated()))?.fraction();
                off.unsigned_abs() < whole.unsigned_abs()
            }
        };
        Ok(sum == self.exact && near)
    }

    /// Adds the lines up and rounds once.
    pub(super) fn of(lines: Vec<Line>) -> Result<Self, FeeFault> {
        let exact = lines
            .iter()
            .try_fold(Exact::ZERO, |sum, line| sum.plus(line.exact))?;
        Ok(Self {
            lines,
            exact,
            rounding: Rounding::Half,
            amount: exact.round()?,
        })
    }

    /// The facts it is explained with, in the order of its lines: area, spaces, use or share, and price; days where they
    /// are not all of the month; and the sum before rounding where something was rounded.
    pub fn basis(&self) -> Vec<Basis> {
        let fact = |fact: &str, value| Basis {
            fact: fact.to_owned(),
            value,
        };
        let mut facts = Vec::new();
        let mut area_said = false;
        for line in &self.lines {
            match line.kind {
                LineKind::Area => {
                    if !area_said {
                        facts.push(fact(basis::AREA, line.quantity.units() / 10));
                        area_said = true;
                    }
                    facts.push(fact(basis::PRICE, line.price));
                }
                LineKind::Fixed => facts.push(fact(basis::FIXED, line.price / UNITS_OF_FEN)),
                LineKind::Spaces => {
                    let spaces = line.quantity.units() / Quantity::ONE.units();
                    facts.push(fact(basis::SPACES, spaces));
                    facts.push(fact(basis::PRICE, line.price));
                }
                LineKind::Use | LineKind::Tier => {
                    facts.push(fact(basis::USED, line.quantity.units()));
                    facts.push(fact(basis::PRICE, line.price));
                }
                LineKind::Share => {
                    facts.push(fact(basis::TOGETHER, line.quantity.units()));
                    facts.push(fact(basis::PRICE, line.price));
                    facts.push(fact(basis::SHARE, line.part));
                    facts.push(fact(basis::SHARES, line.whole));
                }
            }
            if line.part != line.whole && line.kind != LineKind::Share {
                facts.push(fact(basis::DAYS, line.part * 100 + line.whole));
            }
        }
        let (numerator, denominator) = self.exact.fraction();
        if denominator != 1 {
            let cut = numerator.saturating_mul(i128::from(UNITS_OF_FEN)) / denominator;
            facts.push(fact(basis::EXACT, i64::try_from(cut).unwrap_or(i64::MAX)));
        }
        facts
    }
}

/// A line as a charge keeps it; what it comes to is reckoned anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ProofLine {
    #[n(0)]
    pub kind: LineKind,
    #[n(1)]
    pub from: Day,
    #[n(2)]
    pub until: Day,
    #[n(3)]
    pub quantity: Quantity,
    #[n(4)]
    pub price: i64,
    #[n(5)]
    pub part: i64,
    #[n(6)]
    pub whole: i64,
}

/// The derivation of an amount as a charge keeps it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Proof {
    #[n(0)]
    pub rounding: Rounding,
    #[n(1)]
    pub lines: Vec<ProofLine>,
}

impl From<&Derivation> for Proof {
    fn from(derivation: &Derivation) -> Self {
        let line = |line: &Line| ProofLine {
            kind: line.kind,
            from: line.from,
            until: line.until,
            quantity: line.quantity,
            price: line.price,
            part: line.part,
            whole: line.whole,
        };
        Self {
            rounding: derivation.rounding,
            lines: derivation.lines.iter().map(line).collect(),
        }
    }
}

impl Proof {
    /// The derivation of `amount` reckoned anew from what was kept; `Derivation::proves` says whether it does.
    pub fn of(&self, amount: Amount) -> Result<Derivation, MoneyFault> {
        let line = |line: &ProofLine| {
            Ok(Line {
                kind: line.kind,
                from: line.from,
                until: line.until,
                quantity: line.quantity,
                price: line.price,
                part: line.part,
                whole: line.whole,
                exact: line.quantity.at(line.price)?.times(line.part, line.whole)?,
            })
        };
        let lines = self.lines.iter().map(line).collect::<Result<Vec<_>, _>>()?;
        let sum = |sum: Exact, line: &Line| sum.plus(line.exact);
        let exact = lines.iter().try_fold(Exact::ZERO, sum)?;
        Ok(Derivation {
            lines,
            exact,
            rounding: self.rounding,
            amount,
        })
    }
}
