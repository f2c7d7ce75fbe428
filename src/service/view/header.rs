//! The figures of the top line.

use crate::domain::calendar::{Day, Instant};
use crate::domain::id::Number;
use crate::domain::money::Amount;
use crate::service::subject::Subject;

/// The figures of the top line.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Header {
    #[n(0)]
    pub office: String,
    /// Who is signed on.
    #[n(1)]
    pub person: String,
    /// Calls of the day.
    #[n(2)]
    pub calls: i64,
    /// Visits of the day.
    #[n(3)]
    pub visits: i64,
    #[n(4)]
    pub contacts_today: i64,
    #[n(5)]
    pub contacts_open: i64,
    #[n(6)]
    pub open: i64,
    /// Late tickets, counted to 999.
    #[n(7)]
    pub late: i64,
    /// Overdue follow-ups, counted to 999.
    #[n(8)]
    pub follow_ups_late: i64,
    /// Follow-ups to be made today: due by its end, or waking by then; the first ones of the pane. Counted to 999.
    #[n(9)]
    pub follow_ups_today: i64,
    #[n(10)]
    pub debtors: i64,
    #[n(11)]
    pub debt: Amount,
    /// This month's collection rate in 1/1000 of the households handed over (D-053).
    #[n(12)]
    pub rate: Option<i64>,
    #[n(13)]
    pub approvals: i64,
    /// The server's time and its zone in minutes, for the clock on the screen.
    #[n(14)]
    pub now: Instant,
    #[n(15)]
    pub zone: i16,
    #[n(16)]
    pub follow_ups_open: i64,
    /// Minutes without a key after which the shared desk locks; 0 for never.
    #[n(17)]
    pub lock_after: i64,
    /// Faults of the books; the server fills it in, who alone knows what its check found.
    #[n(18)]
    pub books_wrong: u32,
    /// Tickets reported upward that wait for somebody of the rank of who is signed on (duties.md D-008).
    #[n(19)]
    pub reported: i64,
    /// Follow-ups found important that wait for notice of who is signed on (duties.md D-044).
    #[n(20)]
    pub important: i64,
    /// Stored values that are damaged; filled in as `books_wrong` is (reliability D6).
    #[n(21)]
    pub damaged: u32,
    /// The shift of who is signed on; empty if they are in none.
    #[n(24)]
    pub shift: String,
    /// Lines of hand-overs that wait for who is signed on, and hand-overs not accepted (duties.md D-162).
    #[n(25)]
    pub handed: i64,
    /// Calls who is signed on is told of, the one that rings longest first.
    #[n(26)]
    pub rings: Vec<Ringing>,
    /// What tells the office's own registers from others; 0 where it has none of its own.
    #[n(70)]
    #[cbor(default)]
    pub declared: u32,
    /// Duties of who asks that are late.
    #[n(72)]
    #[cbor(default)]
    pub duties_late: i64,
    /// The day before today whose money is not closed; none where the office closes no days.
    #[n(61)]
    pub unclosed: Option<Day>,
}

/// A call that rings, or was just taken by somebody else.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Ringing {
    #[n(0)]
    pub subject: Subject,
    #[n(1)]
    pub number: Number,
    /// Masked.
    #[n(2)]
    pub phone: String,
    /// Whose number it is; empty if nobody's.
    #[n(3)]
    pub who: String,
    #[n(4)]
    pub premises: String,
    /// How often the number rang, this time included.
    #[n(5)]
    pub rings: u32,
    /// From when until when it is shown.
    #[n(6)]
    pub from: Instant,
    #[n(7)]
    pub until: Instant,
    /// Who took it; empty while it rings.
    #[n(8)]
    pub taken: String,
    /// Whether the terminal sounds its bell.
    #[n(9)]
    pub bell: bool,
}
