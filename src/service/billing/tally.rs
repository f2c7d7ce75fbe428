//! What a run comes to, added up as it walks, and the digest of exactly that.

use std::collections::BTreeMap;

use crate::domain::household::Household;
use crate::domain::money::Amount;
use crate::service::billing::{Billing, Plan};
use crate::service::halt::Run;

/// What was added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    pub charges: u32,
    pub amount: Amount,
    /// Of these, what months before are caught up with.
    pub late: u32,
    pub late_amount: Amount,
    /// Charged for the month before.
    pub before: u32,
    /// Left out, and somebody should look.
    pub left: u32,
}

/// What a run comes to so far.
pub struct Tally {
    pub all: Sum,
    /// Homes charged with anything.
    pub homes: u32,
    pub items: BTreeMap<u64, Sum>,
    /// Meters that are charged, also of what comes to nothing.
    pub meters: u32,
    digest: blake3::Hasher,
}

/// The digest of a run that charged nothing yet.
fn digest_of(billing: &Billing) -> blake3::Hasher {
    let mut digest = blake3::Hasher::new();
    digest.update(&billing.month.number().to_be_bytes());
    digest.update(&billing.due_on.number().to_be_bytes());
    digest
}

impl Tally {
    /// Nothing yet.
    pub fn of(billing: &Billing) -> Self {
        Self {
            all: Sum::default(),
            homes: 0,
            items: BTreeMap::new(),
            meters: 0,
            digest: digest_of(billing),
        }
    }

    /// Adds what is done with a home.
    pub fn add(&mut self, billing: &Billing, home: &Household, plan: &Plan) -> Run<()> {
        let mut charged = false;
        for bill in &plan.bills {
            let amount = bill.derived.amount;
            for number in [home.id.0, bill.item] {
                self.digest.update(&number.to_be_bytes());
            }
            self.digest.update(&bill.month.number().to_be_bytes());
            self.digest.update(&amount.fen().to_be_bytes());
            for (meter, day) in &bill.read {
                self.digest.update(&meter.id.0.to_be_bytes());
                self.digest.update(&day.number().to_be_bytes());
                self.meters += 1;
            }
            if amount <= Amount::ZERO {
                continue;
            }
            charged = true;
            for sum in [&mut self.all, self.items.entry(bill.item).or_default()] {
                sum.charges += 1;
                sum.amount = sum.amount.plus(amount)?;
                if bill.month != billing.month {
                    sum.late += 1;
                    sum.late_amount = sum.late_amount.plus(amount)?;
                }
            }
        }
        for item in &plan.before {
            for sum in [&mut self.all, self.items.entry(*item).or_default()] {
                sum.before += 1;
            }
        }
        for problem in &plan.problems {
            self.leave(problem.item);
        }
        self.homes += u32::from(charged);
        Ok(())
    }

    /// Adds something left out of an item; of a home where the item is 0.
    pub fn leave(&mut self, item: u64) {
        self.all.left += 1;
        if item != 0 {
            self.items.entry(item).or_default().left += 1;
        }
    }

    /// Whether there is anything to post.
    pub fn posts(&self) -> bool {
        self.all.charges > 0 || self.meters > 0
    }

    /// The digest of what was added up, in hexadecimal.
    pub fn digest(&self) -> String {
        self.digest.finalize().to_hex().to_string()
    }
}
