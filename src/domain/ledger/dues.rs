//! What can be asked for on a day: each open charge with the late fee that has accrued on it.

use crate::domain::calendar::Day;
use crate::domain::ledger::{Accrual, Charge, Claim, ClaimKind, LatePolicy, Principal, late_fee};
use crate::domain::money::{Amount, MoneyFault};

/// What changed a charge's principal, and the day that counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Move {
    #[n(0)]
    pub on: Day,
    /// Below zero where less is owed.
    #[n(1)]
    pub amount: Amount,
}

impl Charge {
    /// Notes that its principal was changed with a day. What comes back takes away what was noted for that day, and no
    /// more: of an older payment no day is noted.
    pub fn moved(&mut self, on: Day, amount: Amount) -> Result<(), MoneyFault> {
        let moves = self.moves.get_or_insert_default();
        match moves.iter_mut().find(|one| one.on == on) {
            Some(one) => one.amount = one.amount.plus(amount)?.min(Amount::ZERO),
            None if amount < Amount::ZERO => moves.push(Move { on, amount }),
            None => {}
        }
        moves.retain(|one| one.amount != Amount::ZERO);
        if moves.is_empty() {
            self.moves = None;
        }
        Ok(())
    }

    /// What changed its principal by day; of what no day is noted for it is taken that it came on the due day, so
    /// that nobody owes a late fee for what was forgotten.
    pub fn history(&self) -> Result<Vec<(Day, Amount)>, MoneyFault> {
        let noted = self.moves.iter().flatten();
        let mut moves: Vec<(Day, Amount)> = noted.map(|one| (one.on, one.amount)).collect();
        let known = Amount::sum(moves.iter().map(|(_, amount)| *amount))?;
        let rest = self.unpaid().minus(self.amount)?.minus(known)?;
        if rest != Amount::ZERO {
            moves.push((self.due_on, rest));
        }
        Ok(moves)
    }

    /// What has accrued on it by the end of a day.
    pub fn accrued(&self, policy: LatePolicy, on: Day) -> Result<Accrual, MoneyFault> {
        let moves = self.history()?;
        let principal = Principal {
            kind: self.claim(),
            amount: self.amount,
            due_on: self.due_on,
            moves: &moves,
        };
        late_fee(policy, principal, self.late.unwrap_or_default().posted, on)
    }

    /// How much more of its late fee is booked than has accrued by the end of a day.
    pub fn overbooked(&self, policy: LatePolicy, on: Day) -> Result<Amount, MoneyFault> {
        let accrual = self.accrued(policy, on)?;
        Ok(accrual.posted.minus(accrual.amount)?.max(Amount::ZERO))
    }

    /// What of its booked late fee is taken back where its principal is settled by money of an earlier day: what would
    /// not have grown since. Nothing where the principal is settled already.
    pub fn beyond(&self, policy: LatePolicy, on: Day, today: Day) -> Result<Amount, MoneyFault> {
        let open = self.unpaid();
        if open <= Amount::ZERO {
            return Ok(Amount::ZERO);
        }
        let mut settled = self.clone();
        settled.paid = settled.paid.plus(open)?;
        settled.moved(on, open.negated())?;
        let over = settled.overbooked(policy, today)?;
        let over = over.minus(self.overbooked(policy, today)?)?;
        Ok(over.max(Amount::ZERO).min(self.late_unpaid()))
    }

    /// What is still owed on it, with the late fee booked so far.
    pub fn owed(&self) -> Amount {
        self.unpaid()
            .plus(self.late_unpaid())
            .unwrap_or(self.amount)
    }
}

/// A charge and what has accrued on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub charge: Charge,
    pub accrual: Accrual,
    /// What is booked of its late fee for days after the one asked about: a payment that counts for that day does not owe it.
    pub beyond: Amount,
}

impl Due {
    /// The late fee that can be asked for: what is booked and not paid, and what is still to be booked.
    pub fn late(&self) -> Result<Amount, MoneyFault> {
        let booked = self.charge.late_unpaid().minus(self.beyond)?;
        booked.plus(self.accrual.open)
    }

    /// All that can be asked for.
    pub fn sum(&self) -> Result<Amount, MoneyFault> {
        self.charge.unpaid().plus(self.late()?)
    }

    /// The same as claims; what is nothing is left out.
    pub fn claims(&self) -> Result<Vec<Claim>, MoneyFault> {
        let claim = |kind, open| Claim {
            charge: self.charge.id,
            kind,
            household: self.charge.household,
            due_on: self.charge.due_on,
            open,
        };
        let both = [
            claim(self.charge.claim(), self.charge.unpaid()),
            claim(ClaimKind::LateFee, self.late()?),
        ];
        Ok(both
            .into_iter()
            .filter(|claim| claim.open > Amount::ZERO)
            .collect())
    }
}

/// What can be asked for on a day of charges that are open.
pub fn dues(charges: Vec<Charge>, policy: LatePolicy, on: Day) -> Result<Vec<Due>, MoneyFault> {
    dues_back(charges, policy, on, on)
}

/// What can be asked for of charges that are open by money that counts for an earlier day than today.
pub fn dues_back(
    charges: Vec<Charge>,
    policy: LatePolicy,
    on: Day,
    today: Day,
) -> Result<Vec<Due>, MoneyFault> {
    charges
        .into_iter()
        .map(|charge| {
            let accrual = charge.accrued(policy, on)?;
            let beyond = if on < today {
                charge.beyond(policy, on, today)?
            } else {
                Amount::ZERO
            };
            Ok(Due {
                charge,
                accrual,
                beyond,
            })
        })
        .collect()
}
