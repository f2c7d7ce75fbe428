//! The kept figures: keys of the counters that records contribute to.

use crate::domain::calendar::{Day, Month};
use crate::domain::contact::Channel;
use crate::domain::ledger::Account;
use crate::domain::staff::Rank;
use crate::domain::ticket::TicketKind;
use crate::storage::codec::Key;
use crate::storage::record::Tally;

/// A kept figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Contacts logged on a day through a channel.
    Contacts(Day, Channel),
    /// Open tickets of a kind, those waiting for a follow-up apart.
    OpenTickets(TicketKind),
    /// Follow-ups not yet ended.
    OpenFollowUps,
    /// Open contacts: something is owed to the caller.
    OpenContacts,
    /// Households that owe something.
    Debtors,
    /// What all households owe, in fen.
    DebtSum,
    /// Households handed over: the denominator of the collection rate (duties.md D-053).
    HandedOver,
    /// Households with an unpaid property fee of a month.
    UnpaidMonth(Month),
    /// Balance of a ledger account, in fen.
    Balance(Account, u64),
    /// Approvals that wait.
    PendingApprovals,
    /// Open tickets of a worker.
    Load(u64),
    /// Households charged with a property fee for a month.
    ChargedMonth(Month),
    /// Contacts ever logged, those taken back apart.
    AllContacts,
    /// Tickets reported upward that wait for this rank at least (duties.md D-008).
    Reported(Rank),
    /// Follow-ups found important of which nobody took notice yet (duties.md D-044).
    ImportantFollowUps,
    /// What moved on an account with this month as its effective one, in fen: what a month close freezes.
    MonthBalance(Month, Account),
    /// Ended follow-ups by the month they were due in (duties.md D-042, A-43).
    FollowUps(Month, Asked),
}

/// What the month's figures of follow-ups count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The customer gave an opinion.
    Answered = 1,
    /// The same within the time limit by the hour (duties.md A-04).
    InHours = 2,
    /// The same by the end of the calendar day it was due on.
    InDays = 3,
    Satisfied = 4,
    Partly = 5,
    NotSatisfied = 6,
    /// Left out of the rate, and counted apart (duties.md 5.3).
    LeftOut = 7,
}

impl Figure {
    /// The ordered key it is kept under.
    pub fn key(self) -> Vec<u8> {
        let key = Key::new().u8(b't');
        match self {
            Self::Contacts(day, channel) => key.u8(1).i32(day.number()).u8(channel as u8),
            Self::OpenTickets(kind) => key.u8(2).u8(kind as u8),
            Self::OpenFollowUps => key.u8(3),
            Self::OpenContacts => key.u8(4),
            Self::Debtors => key.u8(5),
            Self::DebtSum => key.u8(6),
            Self::HandedOver => key.u8(7),
            Self::UnpaidMonth(month) => key.u8(8).i32(month.number()),
            Self::Balance(account, of) => key.u8(9).u8(account as u8).u64(of),
            Self::PendingApprovals => key.u8(10),
            Self::Load(staff) => key.u8(11).u64(staff),
            Self::ChargedMonth(month) => key.u8(12).i32(month.number()),
            Self::AllContacts => key.u8(20),
            Self::Reported(rank) => key.u8(21).u8(rank as u8),
            Self::ImportantFollowUps => key.u8(22),
            Self::MonthBalance(month, account) => key.u8(28).i32(month.number()).u8(account as u8),
            Self::FollowUps(month, what) => key.u8(23).i32(month.number()).u8(what as u8),
        }
        .done()
    }

    /// What stands before the keys of every month's balances, the earliest first.
    pub fn month_balances() -> Vec<u8> {
        Key::new().u8(b't').u8(28).done()
    }

    /// What stands before the keys of every account's balance.
    pub fn balances() -> Vec<u8> {
        Key::new().u8(b't').u8(9).done()
    }

    /// A contribution of `by` to it.
    pub fn tally(self, by: i64) -> Tally {
        Tally {
            key: self.key(),
            by,
        }
    }
}
