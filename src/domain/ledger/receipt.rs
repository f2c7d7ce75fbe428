//! The parts of a receipt: what each home on it had settled, what was given back of it, its check code.

use crate::domain::calendar::Instant;
use crate::domain::id::{EntryId, HouseholdId, Number, StaffId};
use crate::domain::ledger::{Allocation, Method, Payment, Toward};
use crate::domain::money::{Amount, MoneyFault};

/// Set before what is digested, so that no other digest of the house is ever the same.
const PURPOSE: &[u8] = b"frontdesk.receipt.1";
/// How many digits a check code has.
const CODE: usize = 8;

/// What another home than the first had settled with the same money.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Share {
    #[n(0)]
    pub household: HouseholdId,
    #[n(1)]
    pub premises: String,
    #[n(2)]
    pub allocations: Vec<Allocation>,
    /// Late fees settled, by the charge they grew on.
    #[n(3)]
    pub late: Vec<Allocation>,
    #[n(4)]
    pub entry: EntryId,
    #[n(5)]
    pub reversed_by: Option<EntryId>,
    #[n(6)]
    pub toward: Option<Toward>,
    /// What the household still owed after it.
    #[n(7)]
    pub left: Amount,
}

/// What was given back of money paid ahead.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Refund {
    #[n(0)]
    pub amount: Amount,
    #[n(1)]
    pub method: Method,
    #[n(2)]
    pub at: Instant,
    #[n(3)]
    pub by: StaffId,
    #[n(4)]
    pub entry: EntryId,
    /// The request it was granted on.
    #[n(5)]
    pub approval: Option<Number>,
    #[n(6)]
    pub reason: String,
}

/// What one home has of a receipt.
#[derive(Debug, Clone, Copy)]
pub struct Part<'p> {
    pub household: HouseholdId,
    pub premises: &'p str,
    pub allocations: &'p [Allocation],
    pub late: &'p [Allocation],
    pub entry: EntryId,
    pub reversed_by: Option<EntryId>,
    pub toward: Option<Toward>,
    pub left: Amount,
    /// Paid ahead and not used yet.
    pub ahead: Amount,
    /// Odd fen given up.
    pub rounded: Amount,
    pub refunds: &'p [Refund],
}

impl Part<'_> {
    /// What it settles: principal and late fees.
    pub fn settled(&self) -> Result<Amount, MoneyFault> {
        let parts = self.allocations.iter().chain(self.late);
        Amount::sum(parts.map(|part| part.amount))
    }

    /// What was given back of it.
    pub fn refunded(&self) -> Result<Amount, MoneyFault> {
        Amount::sum(self.refunds.iter().map(|refund| refund.amount))
    }

    /// The money that came for this home: what it settled and has ahead, without what was given up.
    pub fn money(&self) -> Result<Amount, MoneyFault> {
        let ahead = self.ahead.plus(self.refunded()?)?;
        self.settled()?.plus(ahead)?.minus(self.rounded)
    }
}

impl Payment {
    /// What each home has of it, the one it was asked for first.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let own = Part {
            household: self.household,
            premises: &self.premises,
            allocations: &self.allocations,
            late: self.late.as_deref().unwrap_or_default(),
            entry: self.entry,
            reversed_by: self.reversed_by,
            toward: self.toward,
            left: self.left,
            ahead: self.advance,
            rounded: self.rounded.unwrap_or_default(),
            refunds: self.refunds.as_deref().unwrap_or_default(),
        };
        let others = self.others.iter().flatten().map(|share| Part {
            household: share.household,
            premises: &share.premises,
            allocations: &share.allocations,
            late: &share.late,
            entry: share.entry,
            reversed_by: share.reversed_by,
            toward: share.toward,
            left: share.left,
            ahead: Amount::ZERO,
            rounded: Amount::ZERO,
            refunds: &[],
        });
        std::iter::once(own).chain(others)
    }

    /// What a home has of it; nothing where it is none of its homes.
    pub fn part_of(&self, household: HouseholdId) -> Option<Part<'_>> {
        self.parts().find(|part| part.household == household)
    }

    /// What was tendered beyond the amount, to be given back at once.
    pub fn change(&self) -> Amount {
        let tendered = self.tendered.unwrap_or(self.amount);
        tendered.minus(self.amount).unwrap_or_default()
    }

    /// Whether a text looks like the code of a receipt.
    pub fn is_check_code(text: &str) -> bool {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        text.len() == CODE && text.bytes().all(digit)
    }

    /// The code that tells a receipt of this office from one somebody wrote: over its number, home, payer, amount,
    /// method, days and the audit head it was made under.
    pub fn check_code(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(PURPOSE);
        let told = (
            self.number,
            self.household,
            &self.payer,
            self.amount,
            self.method,
            self.taken_at,
            self.effective_on,
            &self.anchor,
        );
        // Writing to memory cannot fail; a code that could would be the same for every receipt and seen at once.
        hasher.update(&minicbor::to_vec(told).unwrap_or_default());
        hasher.finalize().to_hex().chars().take(CODE).collect()
    }
}
