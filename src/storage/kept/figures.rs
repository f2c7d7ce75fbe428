//! The kept figures: keys of the counters that records contribute to.

use crate::domain::calendar::{Day, Month};
use crate::domain::contact::Channel;
use crate::domain::household::Place;
use crate::domain::id::CommunityId;
use crate::domain::ledger::Account;
use crate::domain::staff::Rank;
use crate::domain::ticket::TicketKind;
use crate::storage::codec::{Key, KeyReader};
use crate::storage::record::Tally;

/// A kept figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure<'f> {
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
    /// Homes of a group of arrears that owe something, or what of it is owed, in fen (duties.md D-051, D-052).
    Arrears(Group<'f>, Sum),
    /// Households handed over, by where they count.
    Rated(&'f Place),
    /// The same by the day they were handed over on (duties.md A-14).
    RatedOn(Day, &'f Place),
    /// A part of the collection rate of a month, by where a home counts; nowhere for what an older program charged.
    Rate(Month, Rate, Option<&'f Place>),
}

/// A group of arrears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group<'f> {
    /// Where the home counts.
    Place(&'f Place),
    /// The name of a fee item as charged.
    Item(&'f str),
    /// The day the oldest charge of a home was due on.
    Oldest(Day),
    /// The day a charge was due on; what is owed alone, no homes.
    Due(Day),
    /// Of which all is disputed.
    Disputed,
}

/// What is kept of a group of arrears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    Homes = 1,
    Fen = 2,
}

/// The parts of a collection rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Homes that count as charged.
    Charged = 1,
    /// Homes with something unpaid.
    Unpaid = 2,
    /// Property fees of the month, in fen.
    Fees = 3,
    /// What of them is settled, in fen.
    Settled = 4,
}

/// The figures of arrears by due day begin with this.
pub fn arrears_key(group: u8, sum: Sum) -> Vec<u8> {
    group_key(group, sum).done()
}

fn group_key(group: u8, sum: Sum) -> Key {
    Key::new().u8(b't').u8(24).u8(group).u8(sum as u8)
}

/// Numbers of the groups of arrears.
pub const BY_PLACE: u8 = 1;
/// By the name of the item.
pub const BY_ITEM: u8 = 2;
/// By the oldest due day of a home.
pub const BY_OLDEST: u8 = 3;
/// By the due day of a charge.
pub const BY_DUE: u8 = 4;
const BY_DISPUTE: u8 = 5;

impl Group<'_> {
    fn key(self, sum: Sum) -> Key {
        match self {
            Self::Place(place) => placed(group_key(BY_PLACE, sum), place),
            Self::Item(name) => group_key(BY_ITEM, sum).str(name),
            Self::Oldest(day) => group_key(BY_OLDEST, sum).i32(day.number()),
            Self::Due(day) => group_key(BY_DUE, sum).i32(day.number()),
            Self::Disputed => group_key(BY_DISPUTE, sum),
        }
    }
}

/// The figures of households by the day they were handed over on begin with this.
pub fn rated_on_key() -> Vec<u8> {
    rated_on().done()
}

fn rated_on() -> Key {
    Key::new().u8(b't').u8(25).u8(1)
}

/// The figures of a part of a month's rate begin with this, but for what counts nowhere.
pub fn rate_key(month: Month, rate: Rate) -> Vec<u8> {
    rate_of(month, rate).u8(1).done()
}

fn rate_of(month: Month, rate: Rate) -> Key {
    let key = Key::new().u8(b't').u8(26);
    key.i32(month.number()).u8(rate as u8)
}

fn placed(key: Key, place: &Place) -> Key {
    key.u64(place.community.0).str(&place.building)
}

/// The end of a key that `placed` made: where homes count.
pub fn read_place(end: &[u8]) -> Option<Place> {
    let mut reader = KeyReader::new(end);
    Some(Place {
        community: CommunityId(reader.u64()?),
        building: reader.str()?,
    })
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

impl Figure<'_> {
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
            Self::Arrears(group, sum) => group.key(sum),
            Self::Rated(place) => placed(key.u8(25).u8(0), place),
            Self::RatedOn(day, place) => placed(rated_on().i32(day.number()), place),
            Self::Rate(month, rate, Some(place)) => placed(rate_of(month, rate).u8(1), place),
            Self::Rate(month, rate, None) => rate_of(month, rate).u8(0),
        }
        .done()
    }

    /// What the keys of an account's balances begin with, whoever they are of.
    pub fn of_account(account: Account) -> Vec<u8> {
        Key::new().u8(b't').u8(9).u8(account as u8).done()
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

/// The key of how many entries of a register are in a state.
pub fn register_state(register: &str, state: &str) -> Vec<u8> {
    register_states(register).str(state).done()
}

/// What the keys of all those of a register begin with; the state follows.
pub fn register_states(register: &str) -> Key {
    Key::new().u8(b't').u8(35).str(register)
}

/// The key of how many entries of a register hold something of a kind in a field.
pub fn register_field(register: &str, field: &str, kind: u8) -> Vec<u8> {
    register_fields(register).str(field).u8(kind).done()
}

/// What the keys of all those of a register begin with; field and kind follow.
pub fn register_fields(register: &str) -> Key {
    Key::new().u8(b't').u8(36).u8(1).str(register)
}

/// The key of how many entries of a register that hold a value in a field are in a state.
pub fn register_group(register: &str, field: &str, value: &str, state: &str) -> Vec<u8> {
    let key = register_groups(register, field);
    key.str(value).str(state).done()
}

/// What the keys of all those of a field begin with; value and state follow.
pub fn register_groups(register: &str, field: &str) -> Key {
    Key::new().u8(b't').u8(36).u8(2).str(register).str(field)
}
