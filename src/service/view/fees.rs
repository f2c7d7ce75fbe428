//! What a payment would do, and the ledger of a home.

use crate::domain::calendar::{Day, Instant, Month};
use crate::domain::error::Refusal;
use crate::domain::id::Number;
use crate::domain::money::Amount;
use crate::service::subject::Subject;

/// An open charge and what a payment would put on it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DueLine {
    /// The charge's id, as it is chosen by.
    #[n(0)]
    pub charge: u64,
    #[n(1)]
    pub premises: String,
    #[n(2)]
    pub item: String,
    #[n(3)]
    pub month: Month,
    #[n(4)]
    pub due_on: Day,
    /// What is open of it, without its late fee.
    #[n(5)]
    pub open: Amount,
    /// Its late fee: booked and not paid, and grown since.
    #[n(6)]
    pub late: Amount,
    /// What it gets.
    #[n(7)]
    pub pays: Amount,
    /// What its late fee gets.
    #[n(8)]
    pub pays_late: Amount,
}

/// What a payment would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct WhatIf {
    /// Open charges, in the order they are due; those that get something first.
    #[n(0)]
    pub lines: Vec<DueLine>,
    /// All that can be asked for on that day.
    #[n(1)]
    pub due: Amount,
    /// Late fees among it.
    #[n(2)]
    pub late: Amount,
    #[n(3)]
    pub settled: Amount,
    /// What would still be open.
    #[n(4)]
    pub left: Amount,
    /// What would be paid ahead.
    #[n(5)]
    pub ahead: Amount,
    /// Cash to give back.
    #[n(6)]
    pub change: Amount,
    /// Odd fen given up.
    #[n(7)]
    pub rounded: Amount,
    /// Other homes of the payer that owe: code, booked debt.
    #[n(8)]
    pub others: Vec<(String, Amount)>,
    /// Why it would be refused.
    #[n(9)]
    pub refused: Option<Refusal>,
}

/// A line of a home's ledger: one entry.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct LedgerLine {
    #[n(0)]
    pub entry: u64,
    #[n(1)]
    pub at: Instant,
    /// The day it counts for.
    #[n(2)]
    pub on: Day,
    /// `charge`, `payment` … of `EntryKind`.
    #[n(3)]
    pub kind: String,
    /// What it is for: an item and its month, or how it was paid (a key of the word files).
    #[n(4)]
    pub item: String,
    #[n(5)]
    pub receipt: Option<Number>,
    /// What it moves: more owed above zero, less below.
    #[n(6)]
    pub amount: Amount,
    /// What it settles with money that came before, or of a deposit; it moves nothing.
    #[n(7)]
    pub used: Amount,
    /// What the home owes after it; below zero what it has ahead.
    #[n(8)]
    pub balance: Amount,
    /// What explains it: the charge, or the payment.
    #[n(9)]
    pub about: Option<Subject>,
    /// The key of how it was paid, where money moved.
    #[n(10)]
    pub method: Option<String>,
}

/// A page of a home's ledger, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct LedgerPage {
    #[n(0)]
    pub home: Subject,
    #[n(1)]
    pub premises: String,
    #[n(2)]
    pub payer: String,
    /// Owed, with the late fees booked.
    #[n(3)]
    pub owed: Amount,
    #[n(4)]
    pub ahead: Amount,
    /// Late fees grown until today and not booked.
    #[n(5)]
    pub accrued: Amount,
    #[n(6)]
    pub lines: Vec<LedgerLine>,
    /// Where the next page begins, if there is more.
    #[cbor(n(7), with = "minicbor::bytes")]
    pub next: Option<Vec<u8>>,
}
