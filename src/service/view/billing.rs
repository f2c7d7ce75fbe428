//! A month's run before it is made: what it would charge, and what it would leave out.

use crate::domain::calendar::{Day, Month};
use crate::domain::money::Amount;
use crate::service::subject::Subject;

/// What a run of a month would do now.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct BillingPage {
    #[n(0)]
    pub month: Month,
    /// When what is charged falls due.
    #[n(1)]
    pub due_on: Day,
    /// Sent with the run: it posts exactly this, or nothing.
    #[n(2)]
    pub digest: String,
    /// Homes that would be charged.
    #[n(3)]
    pub homes: u32,
    /// All items together; without a name.
    #[n(4)]
    pub all: BillingItem,
    #[n(5)]
    pub items: Vec<BillingItem>,
    /// What is left out, the first of it.
    #[n(6)]
    pub left: Vec<BillingLeft>,
    /// Whether there is anything to post.
    #[n(7)]
    pub posts: bool,
}

/// One item of a run.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct BillingItem {
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub charges: u32,
    #[n(2)]
    pub amount: Amount,
    /// Of these, months before that are caught up with.
    #[n(3)]
    pub late: u32,
    #[n(4)]
    pub late_amount: Amount,
    /// Charged for the month before.
    #[n(5)]
    pub before: u32,
    /// Left out.
    #[n(6)]
    pub left: u32,
}

/// What is left out of a run.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct BillingLeft {
    #[n(0)]
    pub premises: String,
    /// The home it is about, if it is about one.
    #[n(1)]
    pub home: Option<Subject>,
    /// The item, if it is about one.
    #[n(2)]
    pub item: String,
    /// Words: `billing-why-<why>`.
    #[n(3)]
    pub why: String,
    /// The meter, if it is about one.
    #[n(4)]
    pub meter: String,
}
