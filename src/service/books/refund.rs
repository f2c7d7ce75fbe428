//! Giving back what was paid ahead.

use super::{Books, NewEntry, refuse_reversed};
use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ledger::{Act, Debt, Method, Payment, Refund};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::work::Work;

/// Refuses to give back more than is ahead on a receipt.
pub fn refuse_refund(work: &Work<'_>, payment: &Payment, amount: Amount) -> Run<()> {
    refuse_reversed(work, payment)?;
    if amount <= payment.advance {
        return Ok(());
    }
    Err(Refusal::new(Why::MoreThanAhead)
        .with("number", payment.number.short(work.today()))
        .with("ahead", payment.advance)
        .into())
}

impl Books<'_, '_> {
    /// Gives back some of what is ahead on a receipt: an entry of its own, under the receipt's number.
    pub fn refund(
        &mut self,
        mut payment: Payment,
        amount: Amount,
        method: Method,
        reason: &str,
    ) -> Run<(Payment, Debt)> {
        refuse_refund(self.work, &payment, amount)?;
        let household: Household = self.work.get(payment.household.0)?;
        let entry = self.post(&NewEntry {
            act: Act::RefundAhead { method, amount },
            household: &household,
            effective_on: self.work.today(),
            reverses: None,
            receipt: Some(payment.number),
        })?;
        payment.advance = payment.advance.minus(amount)?;
        payment.refunds.get_or_insert_default().push(Refund {
            amount,
            method,
            at: self.work.now,
            by: self.work.actor.staff,
            entry,
            approval: self.work.approved,
            reason: reason.to_owned(),
        });
        self.keep(&mut payment)?;
        let debt = self.settle(&household)?;
        Ok((payment, debt))
    }
}
