//! What money settles first: charges and their late fees, of one home or several, and what is paid ahead.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::id::{ChargeId, HouseholdId};
use crate::domain::ledger::allocate;
use crate::domain::money::{Amount, MoneyFault};

crate::named! {
    /// What a claim is for.
    pub enum ClaimKind {
        /// A fee or a service.
        Fee = 1 "fee",
        /// The late fee of a charge; it never bears one itself.
        LateFee = 2 "late_fee",
        /// Money held for the payer (押金); it bears none.
        Deposit = 3 "deposit",
    }
}

impl ClaimKind {
    /// Whether a late fee grows on it.
    pub const fn bears_late_fee(self) -> bool {
        matches!(self, Self::Fee)
    }
}

crate::named! {
    /// Which is settled first, principal or late fee; within that the oldest.
    pub enum Order {
        /// All late fees, then all principal: the rule of the Civil Code (art. 561) where nothing else was agreed.
        LateFeeFirst = 1 "late_fee_first",
        /// All principal, then all late fees: what was agreed in the payer's favour.
        PrincipalFirst = 2 "principal_first",
        /// The oldest charge with its late fee, then the next.
        ByCharge = 3 "by_charge",
    }
}

/// What is open of a charge, or of its late fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub charge: ChargeId,
    /// For a late fee, `charge` is the one it grew on.
    pub kind: ClaimKind,
    pub household: HouseholdId,
    pub due_on: Day,
    pub open: Amount,
}

/// What a payer asks for; without anything the oldest is settled first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish<'w> {
    Oldest,
    /// These charges first, in this order, then the oldest.
    First(&'w [ChargeId]),
    /// So much on each of these and nothing else.
    Parts(&'w [Settled]),
}

/// A part of the money that settles a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    pub charge: ChargeId,
    pub kind: ClaimKind,
    pub household: HouseholdId,
    pub amount: Amount,
}

/// Where the whole of a payment went; all parts and what is ahead sum exactly to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// In the order they were settled in.
    pub parts: Vec<Settled>,
    /// Paid ahead, for this home.
    pub ahead: Option<(HouseholdId, Amount)>,
}

/// Why money cannot be put where it was asked to go; nothing of it is put anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettleFault {
    /// Does not fit.
    #[error(transparent)]
    Money(#[from] MoneyFault),
    /// Nothing, or less.
    #[error("not positive")]
    NotPositive,
    /// A charge that was asked for is not open.
    #[error("not open")]
    NotOpen(ChargeId),
    /// More on a charge than is open of it; so much is.
    #[error("more than is open")]
    MoreThanOpen(ChargeId, Amount),
    /// A claim was named twice, asked for or given.
    #[error("named twice")]
    Twice(ChargeId),
    /// Left over, and nobody said for which home it is paid ahead.
    #[error("left over")]
    LeftOver(Amount),
    /// The parts asked for are more than the money.
    #[error("more than was paid")]
    MoreThanPaid,
}

/// Puts `claims` in the order money settles them: by policy, then due day, then id.
pub fn in_order(order: Order, claims: &[Claim]) -> Vec<Claim> {
    let mut sorted: Vec<Claim> = claims.to_vec();
    let late = |claim: &Claim| claim.kind == ClaimKind::LateFee;
    sorted.sort_by_key(|claim| {
        let (outer, inner) = match order {
            Order::LateFeeFirst => (!late(claim), false),
            Order::PrincipalFirst => (late(claim), false),
            Order::ByCharge => (false, !late(claim)),
        };
        (outer, claim.due_on, claim.charge, inner, claim.kind)
    });
    sorted
}

/// Puts `amount` on `claims`; what no claim takes is paid ahead for `ahead`.
///
/// The claims may be of several homes; one receipt settles them all, and each part says of which home it is.
pub fn settle(
    amount: Amount,
    claims: &[Claim],
    order: Order,
    wish: Wish<'_>,
    ahead: Option<HouseholdId>,
) -> Result<Settlement, SettleFault> {
    if amount <= Amount::ZERO {
        return Err(SettleFault::NotPositive);
    }
    let mut seen = BTreeSet::new();
    for claim in claims {
        if !seen.insert((claim.charge, claim.kind)) {
            return Err(SettleFault::Twice(claim.charge));
        }
    }
    let mut sorted = in_order(order, claims);
    let (parts, left) = match wish {
        Wish::Oldest => fill(amount, &sorted)?,
        Wish::First(first) => {
            if let Some(unknown) = first
                .iter()
                .find(|id| claims.iter().all(|claim| claim.charge != **id))
            {
                return Err(SettleFault::NotOpen(*unknown));
            }
            // Stable: what nobody asked for keeps its order.
            sorted.sort_by_key(|claim| {
                first
                    .iter()
                    .position(|id| *id == claim.charge)
                    .unwrap_or(usize::MAX)
            });
            fill(amount, &sorted)?
        }
        Wish::Parts(parts) => (chosen(amount, claims, parts)?, left_of(amount, parts)?),
    };
    let ahead = match (left > Amount::ZERO, ahead) {
        (false, _) => None,
        (true, Some(home)) => Some((home, left)),
        (true, None) => return Err(SettleFault::LeftOver(left)),
    };
    Ok(Settlement { parts, ahead })
}

/// Settles a home's own claims with what it paid ahead; a deposit is never used for it. Returns the parts and
/// what is left.
pub fn use_ahead(
    household: HouseholdId,
    ahead: Amount,
    claims: &[Claim],
    order: Order,
) -> Result<(Vec<Settled>, Amount), SettleFault> {
    let own: Vec<Claim> = in_order(order, claims)
        .into_iter()
        .filter(|claim| claim.household == household)
        .collect();
    fill(ahead, &own)
}

/// Fills claim after claim.
fn fill(amount: Amount, sorted: &[Claim]) -> Result<(Vec<Settled>, Amount), SettleFault> {
    // By their place in the order: a charge and its late fee have the same id.
    let places: Vec<(ChargeId, Amount)> = (0..)
        .zip(sorted)
        .map(|(place, claim)| (ChargeId(place), claim.open))
        .collect();
    let (parts, left) = allocate(amount, &places)?;
    let parts = parts
        .iter()
        .filter_map(|part| {
            let place = usize::try_from(part.charge.0).ok()?;
            let claim = sorted.get(place)?;
            Some(Settled {
                charge: claim.charge,
                kind: claim.kind,
                household: claim.household,
                amount: part.amount,
            })
        })
        .collect();
    Ok((parts, left))
}

/// Checks the parts that were asked for one by one.
fn chosen(
    amount: Amount,
    claims: &[Claim],
    parts: &[Settled],
) -> Result<Vec<Settled>, SettleFault> {
    let mut seen = BTreeSet::new();
    for part in parts {
        if part.amount <= Amount::ZERO {
            return Err(SettleFault::NotPositive);
        }
        if !seen.insert((part.charge, part.kind)) {
            return Err(SettleFault::Twice(part.charge));
        }
        let claim = claims.iter().find(|claim| {
            (claim.charge, claim.kind, claim.household) == (part.charge, part.kind, part.household)
        });
        let open = claim.map(|claim| claim.open);
        let open = open.ok_or(SettleFault::NotOpen(part.charge))?;
        if part.amount > open {
            return Err(SettleFault::MoreThanOpen(part.charge, open));
        }
    }
    if left_of(amount, parts)?.is_negative() {
        return Err(SettleFault::MoreThanPaid);
    }
    Ok(parts.to_vec())
}

fn left_of(amount: Amount, parts: &[Settled]) -> Result<Amount, MoneyFault> {
    amount.minus(Amount::sum(parts.iter().map(|part| part.amount))?)
}
