//! The pages of closed days and months, and papers with the templates they are laid out by.

use crate::domain::calendar::{Day, Instant, Month};
use crate::domain::id::Number;
use crate::domain::money::Amount;
use crate::service::view::PaperLine;

/// What somebody took by one method.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct TakenView {
    #[n(0)]
    pub person: String,
    /// A word of `choice-method-…`.
    #[n(1)]
    pub method: String,
    #[n(2)]
    pub taken: Amount,
    #[n(3)]
    pub receipts: i64,
    /// What was given back.
    #[n(4)]
    pub given: Amount,
    #[n(5)]
    pub returns: i64,
}

/// Money that moved.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct MoneyRow {
    #[n(0)]
    pub at: Instant,
    /// The receipt it belongs to.
    #[n(1)]
    pub number: Option<Number>,
    #[n(2)]
    pub premises: String,
    /// A word of `choice-entry-…`.
    #[n(3)]
    pub kind: String,
    #[n(4)]
    pub method: String,
    /// Below zero where it went out.
    #[n(5)]
    pub amount: Amount,
    #[n(6)]
    pub person: String,
}

/// Who said something of a close, when, in what words.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct SaidView {
    #[n(0)]
    pub person: String,
    #[n(1)]
    pub at: Instant,
    #[n(2)]
    pub text: String,
}

/// One close of a day.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DayView {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub day: Day,
    #[n(2)]
    pub at: Instant,
    #[n(3)]
    pub person: String,
    #[n(4)]
    pub lines: Vec<TakenView>,
    /// Denomination, pieces; those that were there.
    #[n(5)]
    pub pieces: Vec<(String, i64)>,
    #[n(6)]
    pub float: Amount,
    #[n(7)]
    pub expected: Amount,
    #[n(8)]
    pub counted: Amount,
    #[n(9)]
    pub difference: Amount,
    #[n(10)]
    pub reason: String,
    #[n(11)]
    pub anchor: String,
    #[n(12)]
    pub decided: Option<SaidView>,
    #[n(13)]
    pub reopened: Option<SaidView>,
    /// What it came to by all methods.
    #[n(14)]
    pub total: Amount,
}

/// What waits to be closed.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct OpenDay {
    #[n(0)]
    pub day: Day,
    #[n(1)]
    pub lines: Vec<TakenView>,
    /// Cash by the books, and the change that stays in the drawer.
    #[n(2)]
    pub cash: Amount,
    #[n(3)]
    pub float: Amount,
    /// Whether its day is over.
    #[n(4)]
    pub overdue: bool,
    /// Set where today is closed: what is taken now belongs to the next day.
    #[n(5)]
    pub closed: bool,
}

/// The page of days: what waits and the latest closes, or one close with its rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct DayPage {
    #[n(0)]
    pub open: Option<OpenDay>,
    /// The newest first.
    #[n(1)]
    pub closes: Vec<DayView>,
    /// The money of what waits, or of the one close.
    #[n(2)]
    pub rows: Vec<MoneyRow>,
    /// Whether there are more rows than are told.
    #[n(3)]
    pub more: bool,
}

/// A figure of a month: as it was frozen, and as it is now.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct FigureView {
    /// A word of `choice-stood-…`.
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub frozen: Option<Amount>,
    #[n(2)]
    pub now: Amount,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct MonthView {
    #[n(0)]
    pub month: Month,
    #[n(1)]
    pub figures: Vec<FigureView>,
    /// Homes that have paid, and that owe: frozen, then now.
    #[n(2)]
    pub frozen: Option<(u32, u32)>,
    #[n(3)]
    pub now: (u32, u32),
    /// Who closed it, and when.
    #[n(4)]
    pub closed: Option<SaidView>,
    /// Earlier closes that were opened again, the oldest first: who opened them and why.
    #[n(5)]
    pub reopened: Vec<SaidView>,
    /// Whether the month is not over.
    #[n(6)]
    pub running: bool,
}

/// Papers of one kind, with how the office prints them.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Papers {
    /// The printer's name in the system; none if empty.
    #[n(0)]
    pub printer: String,
    /// Whether it is a receipt printer that is spoken to in ESC/POS.
    #[n(1)]
    pub escpos: bool,
    #[n(2)]
    pub columns: u32,
    /// `work_slip`, `receipt`, `dunning_notice`, `hand_in`.
    #[n(3)]
    pub kind: String,
    #[n(4)]
    pub sheets: Vec<Vec<PaperLine>>,
    /// The office's own template; the server fills it in, who alone reads its file.
    #[n(5)]
    pub template: Option<OfficePaper>,
    /// Why the office's own template is not used: file, line, what is wrong.
    #[n(6)]
    pub fault: Option<PaperFault>,
}

/// A template of the office's own.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct OfficePaper {
    #[n(0)]
    pub file: String,
    #[n(1)]
    pub source: String,
}

/// What is wrong with a template of the office's own.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PaperFault {
    #[n(0)]
    pub file: String,
    #[n(1)]
    pub line: u32,
    #[n(2)]
    pub detail: String,
}
