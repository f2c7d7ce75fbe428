//! Arrears by groups, and the collection rate of a month.

use crate::domain::calendar::Month;
use crate::domain::error::Fact;
use crate::domain::money::Amount;
use crate::service::view::Counted;

crate::named! {
    /// What arrears are grouped by.
    pub enum GroupBy {
        Building = 1 "building",
        Steward = 2 "steward",
        /// By the age of the oldest charge of each home.
        Age = 3 "age",
        Item = 4 "item",
        Payer = 5 "payer",
    }
}

crate::named! {
    /// The order of groups.
    pub enum GroupOrder {
        /// The largest debt first.
        Amount = 1 "amount",
        /// The most homes first.
        Homes = 2 "homes",
        /// As they are called; ages from the youngest on.
        Name = 3 "name",
    }
}

/// One group of arrears.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Group {
    #[n(0)]
    pub name: Fact,
    /// Homes that owe.
    #[n(1)]
    pub homes: i64,
    /// What they owe, or of an item what is owed for it.
    #[n(2)]
    pub amount: Amount,
    /// By age: what is as old as that, in whichever home.
    #[n(3)]
    pub aged: Option<Amount>,
    /// The homes.
    #[n(4)]
    pub rows: Counted,
}

/// Arrears by a group.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Arrears {
    #[n(0)]
    pub groups: Vec<Group>,
    /// Of the whole office.
    #[n(1)]
    pub homes: i64,
    #[n(2)]
    pub amount: Amount,
    /// Groups that are not shown, being smaller.
    #[n(3)]
    pub left_out: i64,
}

/// The collection rate of a steward, a building or all.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct RateLine {
    /// Nothing for the whole office.
    #[n(0)]
    pub name: Option<Fact>,
    #[n(1)]
    pub paid: u32,
    #[n(2)]
    pub due: u32,
    /// In thousandths, cut; nothing where nobody is due.
    #[n(3)]
    pub rate: Option<u32>,
    #[n(4)]
    pub fees: Amount,
    #[n(5)]
    pub settled: Amount,
    /// The same by amount.
    #[n(6)]
    pub by_amount: Option<u32>,
    /// What is left of the item's points (duties.md 2.3).
    #[n(7)]
    pub points: u32,
    #[n(8)]
    pub unfit: bool,
    /// Homes still to pay for the target; nothing where it is reached.
    #[n(9)]
    pub missing: Option<u32>,
    /// The homes that have not paid.
    #[n(10)]
    pub rows: Option<Counted>,
}

/// The collection rate of a month.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Rates {
    #[n(0)]
    pub month: Month,
    #[n(1)]
    pub whole: RateLine,
    /// The lowest first.
    #[n(2)]
    pub lines: Vec<RateLine>,
    /// The rate to reach, in percent.
    #[n(3)]
    pub target: u32,
}
