//! One entry of a register: its number, where it stands, what its fields hold.

use minicbor::{Decode, Encode};

use crate::domain::calendar::{Day, Instant};
use crate::domain::id::{HouseholdId, Number, StaffId};
use crate::domain::lifecycle::Group;
use crate::domain::money::Amount;

/// What a field of an entry holds.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Value {
    #[n(0)]
    Text(#[n(0)] String),
    #[n(1)]
    Whole(#[n(0)] i64),
    #[n(2)]
    Amount(#[n(0)] Amount),
    #[n(3)]
    Day(#[n(0)] Day),
    #[n(4)]
    At(#[n(0)] Instant),
    #[n(5)]
    Yes(#[n(0)] bool),
    /// A home with the code it was written down with.
    #[n(6)]
    Home(#[n(0)] HouseholdId, #[n(1)] String),
    /// A member of staff or a person, with the name then.
    #[n(7)]
    Named(#[n(0)] u64, #[n(1)] String),
    #[n(8)]
    Record(#[n(0)] Number),
    /// A charge with its item and month as they were then.
    #[n(9)]
    Charge(#[n(0)] u64, #[n(1)] String),
    /// A file: what it was called, and BLAKE3 of its bytes, by which it is kept.
    #[n(10)]
    File(#[n(0)] String, #[n(1)] String),
}

impl Value {
    /// The number of its shape, as it is encoded: what a field in use holds.
    pub const fn kind(&self) -> u8 {
        match self {
            Self::Text(_) => 0,
            Self::Whole(_) => 1,
            Self::Amount(_) => 2,
            Self::Day(_) => 3,
            Self::At(_) => 4,
            Self::Yes(_) => 5,
            Self::Home(..) => 6,
            Self::Named(..) => 7,
            Self::Record(_) => 8,
            Self::Charge(..) => 9,
            Self::File(..) => 10,
        }
    }
}

/// Where an entry stands on its board: what waits for somebody first, what is over last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Place {
    /// Somebody has to do something, or it is out.
    #[n(0)]
    Active,
    /// Made and not begun: in store, announced.
    #[n(1)]
    Initial,
    /// Over.
    #[n(2)]
    Closed,
}

impl Place {
    /// All places in the order of a board.
    pub const ALL: &[Self] = &[Self::Active, Self::Initial, Self::Closed];

    /// Its name in lists and words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Initial => "initial",
            Self::Closed => "closed",
        }
    }

    /// The place called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|place| place.name() == name)
    }

    /// Where entries in a state of this group stand.
    pub const fn of(group: Group) -> Self {
        match group {
            Group::Initial => Self::Initial,
            Group::Active | Group::Waiting | Group::Settled => Self::Active,
            Group::Closed => Self::Closed,
        }
    }
}

/// A deadline that runs.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Running {
    /// Which of the register's.
    #[n(0)]
    pub deadline: String,
    #[n(1)]
    pub due_at: Instant,
    /// Minutes it is moved up among what is urgent.
    #[n(2)]
    #[cbor(default)]
    pub head: i64,
}

/// A record an entry names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Link {
    /// Its kind.
    #[n(0)]
    pub kind: u8,
    #[n(1)]
    pub id: u64,
}

/// One entry of a register. What indexes need is kept in it, because they know no declaration.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct RegisterEntry {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    /// The name of its register.
    #[n(2)]
    pub register: String,
    #[n(3)]
    pub number: Number,
    #[n(4)]
    pub state: String,
    #[n(5)]
    pub place: Place,
    /// Field, value; in no order.
    #[n(6)]
    pub values: Vec<(String, Value)>,
    /// The home it is about, if it is about one.
    #[n(7)]
    pub household: Option<HouseholdId>,
    #[n(8)]
    pub made_at: Instant,
    #[n(9)]
    pub made_by: StaffId,
    /// When it came into its state.
    #[n(10)]
    pub moved_at: Instant,
    #[n(11)]
    pub running: Vec<Running>,
    /// Its place among those of its group.
    #[cbor(n(12), with = "minicbor::bytes")]
    pub sort: Vec<u8>,
    /// Taken back right after it was made: it keeps its number and stands in no list.
    #[n(13)]
    pub undone: bool,
    /// The records its fields name, but for its home.
    #[n(14)]
    #[cbor(default)]
    pub links: Vec<Link>,
    /// What it is counted under: field, value.
    #[n(15)]
    #[cbor(default)]
    pub groups: Vec<(String, String)>,
    /// The first day of the period in which the program last did with it what recurs.
    #[n(16)]
    pub recurred: Option<Day>,
    /// When what is personal in it was emptied; absent again once a form wrote something into it.
    #[n(17)]
    pub purged_at: Option<Instant>,
}

impl RegisterEntry {
    /// What a field holds, if anything.
    pub fn value(&self, field: &str) -> Option<&Value> {
        let mut values = self.values.iter();
        values.find(|(name, _)| name == field).map(|(_, one)| one)
    }

    /// Fills a field, or empties it.
    pub fn set(&mut self, field: &str, value: Option<Value>) {
        self.values.retain(|(name, _)| name != field);
        self.values
            .extend(value.map(|value| (field.to_owned(), value)));
    }

    /// When the next of its deadlines ends.
    pub fn due_at(&self) -> Option<Instant> {
        self.running.iter().map(|one| one.due_at).min()
    }

    /// When the first of its deadlines is urgent: its end, moved up by its head start.
    pub fn urgent_at(&self) -> Option<Instant> {
        let urgent = |one: &Running| one.due_at.plus_minutes(-one.head);
        self.running.iter().map(urgent).min()
    }

    /// Whether a deadline has passed.
    pub fn is_late(&self, now: Instant) -> bool {
        self.open() && self.due_at().is_some_and(|due| due < now)
    }

    /// Whether somebody still has something to do with it, or may.
    pub fn open(&self) -> bool {
        !self.undone && self.place != Place::Closed
    }
}
