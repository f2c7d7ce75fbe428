//! What is no longer asked for: reductions, write-offs, payment by instalments. Pure effects, bound to what was asked.

use crate::domain::calendar::{Day, Month};
use crate::domain::id::{ChargeId, HouseholdId};
use crate::domain::ledger::{Charge, Relief};
use crate::domain::money::{Amount, MoneyFault};

/// The most instalments of one plan: ten years of months.
const MOST_PARTS: u32 = 120;

/// What stands of one charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Standing {
    #[n(0)]
    pub charge: ChargeId,
    /// The version of the charge this was read from.
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub amount: Amount,
    #[n(3)]
    pub paid: Amount,
    /// 减免: given up with approval, never owed again.
    #[n(4)]
    pub reduced: Amount,
    /// 核销: no longer expected; it comes back with a payment or by decision.
    #[n(5)]
    pub written_off: Amount,
    /// What can be asked for of its late fee, by the day a request for its reduction names; absent from any other.
    #[n(6)]
    pub late: Option<Amount>,
}

/// Why nothing is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReliefFault {
    /// Does not fit.
    #[error(transparent)]
    Money(#[from] MoneyFault),
    /// Nothing, or less.
    #[error("not positive")]
    NotPositive,
    /// More than is open; so much is.
    #[error("more than is open")]
    MoreThanOpen(Amount),
    /// More than was written off; so much was.
    #[error("more than was written off")]
    MoreThanWrittenOff(Amount),
    /// A plan of no parts, of too many, or of more parts than there are fen.
    #[error("not a plan")]
    NotAPlan,
    /// What was asked no longer stands: the charges changed since.
    #[error("changed since it was asked")]
    Changed,
}

crate::named! {
    /// What is asked for.
    pub enum ReliefKind {
        Reduce = 1 "reduce",
        WriteOff = 2 "write_off",
        /// A write-off is taken back: the money is asked for again.
        Restore = 3 "restore",
        /// 减免 of what has grown of a late fee; the charge itself stays.
        ReduceLate = 4 "reduce_late",
    }
}

impl Standing {
    /// What stands of a charge; its late fee is not in it.
    pub fn of(charge: &Charge) -> Self {
        let relief = charge.relief.unwrap_or_default();
        Self {
            charge: charge.id,
            version: charge.version,
            amount: charge.amount,
            paid: charge.paid,
            reduced: relief.reduced,
            written_off: relief.written_off,
            late: None,
        }
    }

    /// What stands of a charge and of its late fee.
    pub fn with_late(charge: &Charge, late: Amount) -> Self {
        Self {
            late: Some(late),
            ..Self::of(charge)
        }
    }

    /// What an act of this kind would leave: of the late fee, or of the charge.
    pub fn left(&self, kind: ReliefKind) -> Result<Amount, ReliefFault> {
        match kind {
            ReliefKind::ReduceLate => Ok(self.late.unwrap_or_default()),
            _ => self.open(),
        }
    }

    /// What is given up of it; nothing where that is nothing.
    pub fn relief(&self) -> Option<Relief> {
        let relief = Relief {
            reduced: self.reduced,
            written_off: self.written_off,
        };
        (relief != Relief::default()).then_some(relief)
    }

    /// What is not asked for any more of it: paid, or given up.
    pub fn settled(&self) -> Result<Amount, MoneyFault> {
        Amount::sum([self.paid, self.reduced, self.written_off])
    }

    /// How much of an act of this kind it has room for.
    pub fn room(&self, kind: ReliefKind) -> Result<Amount, ReliefFault> {
        match kind {
            ReliefKind::Reduce | ReliefKind::WriteOff => self.open(),
            ReliefKind::Restore => Ok(self.written_off),
            ReliefKind::ReduceLate => Ok(self.late.unwrap_or_default()),
        }
    }

    /// What is still asked for; refuses one on which more was settled than it came to.
    pub fn open(&self) -> Result<Amount, ReliefFault> {
        let open = self.amount.minus(self.settled()?)?;
        if open.is_negative() {
            return Err(MoneyFault::Negative.into());
        }
        Ok(open)
    }

    /// Returns what stands after `amount` of it was given up, or asked for again.
    pub fn after(self, kind: ReliefKind, amount: Amount) -> Result<Self, ReliefFault> {
        if amount <= Amount::ZERO {
            return Err(ReliefFault::NotPositive);
        }
        let open = self.open()?;
        let late = self.late.unwrap_or_default();
        match kind {
            ReliefKind::ReduceLate if amount > late => Err(ReliefFault::MoreThanOpen(late)),
            ReliefKind::ReduceLate => Ok(Self {
                late: Some(late.minus(amount)?),
                ..self
            }),
            ReliefKind::Reduce | ReliefKind::WriteOff if amount > open => {
                Err(ReliefFault::MoreThanOpen(open))
            }
            ReliefKind::Restore if amount > self.written_off => {
                Err(ReliefFault::MoreThanWrittenOff(self.written_off))
            }
            ReliefKind::Reduce => Ok(Self {
                reduced: self.reduced.plus(amount)?,
                ..self
            }),
            ReliefKind::WriteOff => Ok(Self {
                written_off: self.written_off.plus(amount)?,
                ..self
            }),
            ReliefKind::Restore => Ok(Self {
                written_off: self.written_off.minus(amount)?,
                ..self
            }),
        }
    }
}

/// One part of what is asked: so much of one charge as it stood when it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ReliefPart {
    #[n(0)]
    pub standing: Standing,
    #[n(1)]
    pub amount: Amount,
}

/// A request for relief, whole: what the second person sees is what the request's digest is over (reliability D12, M4).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ReliefRequest {
    #[n(0)]
    pub household: HouseholdId,
    #[n(1)]
    pub kind: ReliefKind,
    #[n(2)]
    pub parts: Vec<ReliefPart>,
    #[n(3)]
    pub reason: String,
    /// The day by whose end late fees were reckoned; only where they are what is given up.
    #[n(4)]
    pub by: Option<Day>,
}

impl ReliefRequest {
    /// Asks for `amount` over these charges, the first ones first; `None` for all there is room for.
    pub fn over(
        household: HouseholdId,
        kind: ReliefKind,
        standings: &[Standing],
        amount: Option<Amount>,
        reason: &str,
    ) -> Result<Self, ReliefFault> {
        let rooms: Result<Vec<Amount>, ReliefFault> = standings
            .iter()
            .map(|standing| standing.room(kind))
            .collect();
        let rooms = rooms?;
        let room = Amount::sum(rooms.iter().copied())?;
        let mut left = amount.unwrap_or(room);
        if left > room {
            return Err(match kind {
                ReliefKind::Restore => ReliefFault::MoreThanWrittenOff(room),
                ReliefKind::Reduce | ReliefKind::WriteOff | ReliefKind::ReduceLate => {
                    ReliefFault::MoreThanOpen(room)
                }
            });
        }
        if left <= Amount::ZERO {
            return Err(ReliefFault::NotPositive);
        }
        let mut parts = Vec::new();
        for (standing, room) in standings.iter().zip(rooms) {
            let amount = left.min(room);
            if amount > Amount::ZERO {
                parts.push(ReliefPart {
                    standing: *standing,
                    amount,
                });
                left = left.minus(amount)?;
            }
        }
        Ok(Self {
            household,
            kind,
            parts,
            reason: reason.to_owned(),
            by: None,
        })
    }

    /// What is given up, or asked for again, in all.
    pub fn total(&self) -> Result<Amount, MoneyFault> {
        Amount::sum(self.parts.iter().map(|part| part.amount))
    }

    /// Returns what stands after it was granted, in the order of its parts.
    ///
    /// `now` is each charge as it stands now: anything that is not exactly as it was asked is refused whole.
    pub fn granted(&self, now: &[Standing]) -> Result<Vec<Standing>, ReliefFault> {
        let as_asked = self
            .parts
            .iter()
            .map(|part| part.standing)
            .eq(now.iter().copied());
        let mut ids: Vec<ChargeId> = now.iter().map(|standing| standing.charge).collect();
        ids.sort_unstable();
        ids.dedup();
        if !as_asked || ids.len() != now.len() {
            return Err(ReliefFault::Changed);
        }
        self.parts
            .iter()
            .map(|part| part.standing.after(self.kind, part.amount))
            .collect()
    }
}

/// One part of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Instalment {
    #[n(0)]
    pub due_on: Day,
    #[n(1)]
    pub amount: Amount,
}

/// Splits what is open into instalments on a day of each month; they sum exactly to it, the odd fen first.
pub fn plan(
    open: Amount,
    parts: u32,
    first: Month,
    day: u32,
) -> Result<Vec<Instalment>, ReliefFault> {
    let fits = (1..=MOST_PARTS).contains(&parts) && i64::from(parts) <= open.fen();
    let months = i32::try_from(parts).unwrap_or_default();
    if !fits || first.plus(months - 1).since(first) != months - 1 {
        return Err(ReliefFault::NotAPlan);
    }
    let amounts = open.split(parts)?;
    Ok((0..months)
        .zip(amounts)
        .map(|(count, amount)| Instalment {
            due_on: first.plus(count).day(day),
            amount,
        })
        .collect())
}

/// Where a plan stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanState {
    /// Due by the day.
    pub due: Amount,
    /// Due by the day and not paid; zero while the plan is kept.
    pub behind: Amount,
    /// What is still to come of the whole.
    pub open: Amount,
    /// The first instalment that is not paid whole.
    pub next: Option<Instalment>,
}

/// Returns where a plan stands at the end of `today`, with `paid` towards it: the oldest is paid first. An
/// instalment is behind once its day is over.
pub fn plan_state(plan: &[Instalment], paid: Amount, today: Day) -> Result<PlanState, MoneyFault> {
    let past = plan.iter().filter(|part| part.due_on < today);
    let over = Amount::sum(past.map(|part| part.amount))?;
    let by_now = plan.iter().filter(|part| part.due_on <= today);
    let mut left = paid;
    let mut next = None;
    for part in plan {
        if left < part.amount {
            next = Some(*part);
            break;
        }
        left = left.minus(part.amount)?;
    }
    let all = Amount::sum(plan.iter().map(|part| part.amount))?;
    Ok(PlanState {
        due: Amount::sum(by_now.map(|part| part.amount))?,
        behind: over.minus(paid)?.max(Amount::ZERO),
        open: all.minus(paid)?.max(Amount::ZERO),
        next,
    })
}
