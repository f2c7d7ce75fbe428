//! Duties in lines: what, until when, whose, how it is fulfilled, who did it.

use crate::domain::calendar::{Day, Instant};
use crate::domain::duty::Period;
use crate::domain::error::Fact;
use crate::domain::register::Fault;
use crate::service::subject::Subject;

crate::named! {
    /// Which duties are shown.
    pub enum DutySpan {
        Today = 1 "today",
        /// This week; what comes daily is left out.
        Week = 2 "week",
        /// This month; what comes daily is left out.
        Month = 3 "month",
        Overdue = 4 "overdue",
        /// What is to be done today and this month, by whose it is.
        People = 5 "people",
        /// How often each was done this year.
        Year = 6 "year",
    }
}

/// A duty of a period, or of a year.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DutyRow {
    #[n(0)]
    pub subject: Subject,
    /// Its name; its words stand under `duty-<name>`.
    #[n(1)]
    pub duty: String,
    #[n(2)]
    pub period: Period,
    #[n(3)]
    pub due_at: Instant,
    /// `open`, `late`, `done`, `waived`, `missed`, `uncounted`: words `state-duty-<name>`.
    #[n(4)]
    pub state: String,
    /// A person or a rank.
    #[n(5)]
    pub owner: Fact,
    /// Whether it is who asks.
    #[n(6)]
    pub mine: bool,
    /// What fulfils it.
    #[n(7)]
    pub by: Fact,
    /// Acts that count, and how many are asked for.
    #[n(8)]
    pub have: u32,
    #[n(9)]
    pub count: u32,
    /// How many are missing by today; in the year alone.
    #[n(10)]
    pub missing: u32,
    /// Who settled it, when.
    #[n(11)]
    pub done_by: String,
    #[n(12)]
    pub done_at: Option<Instant>,
    /// Whose rank or role it takes to say it is done, where that is not who asks.
    #[n(13)]
    pub needs: Option<Fact>,
}

/// The duties of a window.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DutyPage {
    #[n(0)]
    pub span: DutySpan,
    /// The days that are shown.
    #[n(1)]
    pub window: Period,
    #[n(2)]
    pub rows: Vec<DutyRow>,
    /// The first day that counts; nobody is reminded where there is none.
    #[n(3)]
    pub from: Option<Day>,
    /// What is wrong with the office's own files.
    #[n(4)]
    pub faults: Vec<Fault>,
}

/// What is to be known of the duties as a whole: for whoever looks after the program.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct DutyHealth {
    /// How many are in force.
    #[n(0)]
    pub on: i64,
    /// How many are late, whoever they are of.
    #[n(1)]
    pub late: i64,
    /// The first day that counts; nobody is reminded where there is none.
    #[n(2)]
    pub from: Option<Day>,
    /// Files that are named as evidence, and what is wrong with them; the server looks.
    #[n(3)]
    pub files: i64,
    #[n(4)]
    pub faults: Vec<String>,
}
