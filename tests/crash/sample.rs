//! Two kinds of record with indexes and figures, for every test of storage.

use frontdesk::storage::Collection;
use frontdesk::storage::codec::Key;
use frontdesk::storage::kinds::KindRow;
use frontdesk::storage::record::{IndexKey, Record, Tally};

/// Index of tickets by state, dearest first.
pub const BY_STATE: u8 = 1;
/// Index of both kinds by home.
pub const BY_HOME: u8 = 2;

/// All kinds, as verification wants them.
pub const KINDS: &[KindRow] = &[
    KindRow::of::<Ticket>("ticket"),
    KindRow::of::<Entry>("entry"),
];

/// A record that changes.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Ticket {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub home: u64,
    #[n(3)]
    pub state: u8,
    #[n(4)]
    pub amount: i64,
    #[n(5)]
    pub title: String,
}

/// A record that is only ever added.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Entry {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub home: u64,
    #[n(3)]
    pub amount: i64,
}

/// The key of the figure: how many tickets are in `state`.
pub fn count_of_state(state: u8) -> Vec<u8> {
    Key::new().u8(1).u8(state).done()
}

/// The key of the figure: the balance of `home` over both kinds.
pub fn balance_of_home(home: u64) -> Vec<u8> {
    Key::new().u8(2).u64(home).done()
}

pub fn ticket(id: u64, home: u64, state: u8, amount: i64) -> Ticket {
    let title = format!("{home}栋 报修 {id}");
    Ticket {
        id,
        version: 0,
        home,
        state,
        amount,
        title,
    }
}

fn by_home(home: u64) -> IndexKey {
    IndexKey {
        index: BY_HOME,
        key: Key::new().u64(home).done(),
    }
}

fn balance(home: u64, by: i64) -> Tally {
    Tally {
        key: balance_of_home(home),
        by,
    }
}

impl Record for Ticket {
    const KIND: u8 = 7;

    fn id(&self) -> u64 {
        self.id
    }
    fn version(&self) -> u32 {
        self.version
    }
    fn set_version(&mut self, version: u32) {
        self.version = version;
    }
    fn index_keys(&self) -> Vec<IndexKey> {
        let key = Key::new().u8(self.state).desc_i64(self.amount).done();
        let by_state = IndexKey {
            index: BY_STATE,
            key,
        };
        vec![by_state, by_home(self.home)]
    }
    fn tallies(&self) -> Vec<Tally> {
        let key = count_of_state(self.state);
        vec![Tally { key, by: 1 }, balance(self.home, self.amount)]
    }
    fn encode(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory")
    }
    fn decode(bytes: &[u8]) -> Result<Self, String> {
        minicbor::decode(bytes).map_err(|error| error.to_string())
    }
}

impl Record for Entry {
    const KIND: u8 = 9;
    const COLLECTION: Collection = Collection::Entries;

    fn id(&self) -> u64 {
        self.id
    }
    fn version(&self) -> u32 {
        self.version
    }
    fn set_version(&mut self, version: u32) {
        self.version = version;
    }
    fn index_keys(&self) -> Vec<IndexKey> {
        vec![by_home(self.home)]
    }
    fn tallies(&self) -> Vec<Tally> {
        vec![balance(self.home, self.amount)]
    }
    fn encode(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory")
    }
    fn decode(bytes: &[u8]) -> Result<Self, String> {
        minicbor::decode(bytes).map_err(|error| error.to_string())
    }
}
