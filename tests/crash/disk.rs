//! A disk that remembers every write, can lose power at any moment, lie, fill up or fail.

use std::io::{Error, ErrorKind, Result};
use std::sync::{Arc, Mutex, MutexGuard};

use redb::StorageBackend;

/// Repeatable randomness: the same seed gives the same power cuts.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    /// True in `percent` of 100 cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// What happened to the disk, in order.
#[derive(Debug, Clone)]
pub enum Event {
    Write(u64, Vec<u8>),
    SetLen(u64),
    /// Everything before is durable.
    Sync,
    /// The workload was told that its next piece of work is saved.
    Ack,
}

/// What the disk does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vice {
    None,
    /// From this call on it says that it has synced, and has not.
    LiesFrom(usize),
    /// From this call on (writes, lengths and syncs counted), every one fails.
    DiesAt(usize),
    /// This one call fails, with this error.
    FailsAt(usize, ErrorKind),
}

#[derive(Debug)]
struct State {
    bytes: Vec<u8>,
    events: Vec<Event>,
    calls: usize,
    vice: Vice,
}

/// A handle to the disk; clones are the same disk.
#[derive(Debug, Clone)]
pub struct CrashDisk(Arc<Mutex<State>>);

impl CrashDisk {
    /// An empty disk.
    pub fn new(vice: Vice) -> Self {
        Self::holding(Vec::new(), vice)
    }

    /// A disk that durably holds `bytes`.
    pub fn holding(bytes: Vec<u8>, vice: Vice) -> Self {
        Self(Arc::new(Mutex::new(State {
            bytes,
            events: Vec::new(),
            calls: 0,
            vice,
        })))
    }

    /// Notes that the workload was told its work is saved.
    pub fn ack(&self) {
        self.state().events.push(Event::Ack);
    }

    /// What a process without a crash would read.
    pub fn bytes(&self) -> Vec<u8> {
        self.state().bytes.clone()
    }

    /// Everything that happened so far.
    pub fn events(&self) -> Vec<Event> {
        self.state().events.clone()
    }

    /// How many writes, lengths and syncs were asked for.
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// From now on nothing works, so that dropping a database writes nothing more.
    pub fn die(&self) {
        self.state().vice = Vice::DiesAt(0);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) -> Result<()> {
        let mut state = self.state();
        let call = state.calls;
        state.calls += 1;
        match state.vice {
            Vice::DiesAt(at) if call >= at => return Err(Error::other("the power is off")),
            Vice::FailsAt(at, kind) if call == at => return Err(Error::from(kind)),
            _ => {}
        }
        change(&mut state);
        Ok(())
    }
}

impl StorageBackend for CrashDisk {
    fn len(&self) -> Result<u64> {
        Ok(self.state().bytes.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<()> {
        let start = usize::try_from(offset).unwrap();
        let state = self.state();
        let end = start.saturating_add(out.len());
        let found = state.bytes.get(start..end);
        out.copy_from_slice(found.ok_or_else(|| Error::from(ErrorKind::UnexpectedEof))?);
        Ok(())
    }

    fn set_len(&self, length: u64) -> Result<()> {
        self.change(|state| {
            state.bytes.resize(usize::try_from(length).unwrap(), 0);
            state.events.push(Event::SetLen(length));
        })
    }

    fn sync_data(&self) -> Result<()> {
        self.change(|state| {
            if !matches!(state.vice, Vice::LiesFrom(at) if state.calls > at) {
                state.events.push(Event::Sync);
            }
        })
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<()> {
        self.change(|state| {
            lay(&mut state.bytes, usize::try_from(offset).unwrap(), data);
            state.events.push(Event::Write(offset, data.to_vec()));
        })
    }
}

/// Writes `data` at `offset`, making the file longer if need be.
fn lay(bytes: &mut Vec<u8>, offset: usize, data: &[u8]) {
    let end = offset + data.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[offset..end].copy_from_slice(data);
}

/// Walks a recording forward and cuts the power at chosen places.
#[derive(Debug, Clone)]
pub struct PowerCuts<'e> {
    events: &'e [Event],
    durable: Vec<u8>,
    /// The first event that is not known to be durable.
    from: usize,
}

impl<'e> PowerCuts<'e> {
    /// Begins with what was durable before the recording.
    pub const fn new(durable: Vec<u8>, events: &'e [Event]) -> Self {
        Self {
            events,
            durable,
            from: 0,
        }
    }

    /// Returns what may be on the disk if the power fails before event `at`: the synced part and
    /// any subset of the sectors written since. Places must not go back.
    pub fn image(&mut self, at: usize, dice: &mut Dice) -> Vec<u8> {
        let events = self.events;
        let open = &events[self.from..at];
        if let Some(last) = open.iter().rposition(|event| matches!(event, Event::Sync)) {
            for event in &open[..last] {
                match event {
                    Event::Write(offset, data) => {
                        lay(&mut self.durable, usize::try_from(*offset).unwrap(), data);
                    }
                    Event::SetLen(length) => {
                        self.durable.resize(usize::try_from(*length).unwrap(), 0);
                    }
                    Event::Sync | Event::Ack => {}
                }
            }
            self.from += last + 1;
        }
        let mut image = self.durable.clone();
        let sector = if dice.chance(50) { 512 } else { 4096 };
        let kept = [0, 10, 50, 90, 100][dice.below(5)];
        for event in &events[self.from..at] {
            match event {
                Event::SetLen(length) if dice.chance(kept) => {
                    image.resize(usize::try_from(*length).unwrap(), 0);
                }
                Event::Write(offset, data) => {
                    lay_sectors(&mut image, *offset, data, sector, kept, dice);
                }
                _ => {}
            }
        }
        image
    }
}

/// Writes some of the sectors of `data`; what lies behind the end of the file is lost.
fn lay_sectors(
    image: &mut [u8],
    offset: u64,
    data: &[u8],
    sector: usize,
    kept: usize,
    dice: &mut Dice,
) {
    let mut at = usize::try_from(offset).unwrap();
    let mut rest = data;
    while !rest.is_empty() {
        let (part, more) = rest.split_at(rest.len().min(sector - at % sector));
        if dice.chance(kept) && at < image.len() {
            let end = image.len().min(at + part.len());
            image[at..end].copy_from_slice(&part[..end - at]);
        }
        at += part.len();
        rest = more;
    }
}
