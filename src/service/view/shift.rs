//! The shift page: who is on duty, what was handed over, what one's own shift has come to, the work log.

use crate::domain::calendar::Instant;
use crate::domain::id::Number;
use crate::domain::money::Amount;
use crate::domain::shift::Remark;
use crate::service::subject::Subject;

/// A line of a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct HandoverLine {
    /// `unanswered`, `late` …
    #[n(0)]
    pub kind: String,
    #[n(1)]
    pub subject: Option<Subject>,
    #[n(2)]
    pub number: Option<Number>,
    #[n(3)]
    pub premises: String,
    /// A matter; for an approval the command's name, for money the method's.
    #[n(4)]
    pub text: String,
    #[n(5)]
    pub at: Option<Instant>,
    #[n(6)]
    pub amount: Option<Amount>,
    #[n(7)]
    pub count: i64,
    /// Who acknowledged it, and when; nobody yet if empty.
    #[n(8)]
    pub seen_by: String,
    #[n(9)]
    pub seen_at: Option<Instant>,
}

/// A shift that was handed over and waits for something.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Handover {
    #[n(0)]
    pub id: u64,
    /// Whose it was, and which.
    #[n(1)]
    pub person: String,
    #[n(2)]
    pub shift: String,
    #[n(3)]
    pub handed_at: Instant,
    /// To whom; anybody if empty.
    #[n(4)]
    pub to: String,
    #[n(5)]
    pub lines: Vec<HandoverLine>,
    #[n(6)]
    pub accepted_by: String,
    #[n(7)]
    pub released_by: String,
    /// Whether who asks may accept it.
    #[n(8)]
    pub mine: bool,
}

/// Somebody on duty.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct OnDuty {
    #[n(0)]
    pub person: String,
    #[n(1)]
    pub shift: String,
    #[n(2)]
    pub since: Instant,
    /// Minutes after the time to be there; 0 in time.
    #[n(3)]
    pub late: i64,
    /// What was found amiss at the beginning.
    #[n(4)]
    pub amiss: String,
}

/// A line of the work log: an act of who asks, or what they wrote themselves.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct LogLine {
    #[n(0)]
    pub at: Instant,
    /// The command; empty for a line of one's own.
    #[n(1)]
    pub command: String,
    #[n(2)]
    pub number: Option<Number>,
    #[n(3)]
    pub premises: String,
    #[n(4)]
    pub text: String,
}

impl From<&Remark> for LogLine {
    /// A line of one's own.
    fn from(remark: &Remark) -> Self {
        Self {
            at: remark.at,
            command: String::new(),
            number: None,
            premises: String::new(),
            text: remark.text.clone(),
        }
    }
}

/// What a shift has come to so far.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ShiftNow {
    /// Name, beginning, lateness.
    #[n(0)]
    pub who: OnDuty,
    #[n(1)]
    pub contacts: i64,
    #[n(2)]
    pub opened: i64,
    #[n(3)]
    pub moved: i64,
    #[n(4)]
    pub ended: i64,
    #[n(5)]
    pub followed_up: i64,
    /// What would hand itself over now.
    #[n(6)]
    pub lines: Vec<HandoverLine>,
    /// The newest first.
    #[n(7)]
    pub log: Vec<LogLine>,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct ShiftPage {
    #[n(0)]
    pub own: Option<ShiftNow>,
    /// The latest first.
    #[n(1)]
    pub handed: Vec<Handover>,
    #[n(2)]
    pub on_duty: Vec<OnDuty>,
}
