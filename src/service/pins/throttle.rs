//! How many PINs may be tried: counted per desk in the store, by a clock that nobody can set.
//!
//! Time is what the server's own steady clock has run since the last count was written. Setting the
//! machine's clock changes nothing, and a restart only makes the wait begin again (reliability S8, H28).

use crate::domain::fold::fold;
use crate::domain::id::StaffId;
use crate::storage::kept::{from_bytes, to_bytes};
use crate::storage::{
    Collection, Direction, ReadTx, Result, Step, StoreError, WriteTx, meta, prefix_range,
};

/// Wrong tries of one person at one desk before the lock.
const TRIES: usize = 5;
/// Milliseconds in which they count, and for which the lock stays.
const LOCK_MS: u64 = 15 * 60_000;
/// Wrong tries at one desk, whoever is tried.
const DESK_TRIES: usize = 20;
/// Milliseconds in which those count.
const DESK_MS: u64 = 60 * 60_000;
/// Wrong tries of one person in a row at one desk after which only a new PIN helps.
const IN_A_ROW: u32 = 100;
/// Milliseconds to wait after the second wrong try; doubled with each further one.
const FIRST_DELAY_MS: u64 = 2_000;
/// What stands before a desk's name in META.
const PREFIX: &str = "pins/";

/// The server's steady clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticks {
    /// Random bits made when the server started: tells one run from another.
    pub run: u64,
    /// Milliseconds since it started.
    pub ms: u64,
}

/// Whose tries are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Who {
    /// The member of staff; none for a name that is nobody's.
    #[n(0)]
    staff: Option<u64>,
    /// Digest of such a name.
    #[n(1)]
    name: u64,
}

impl Who {
    /// A member of staff.
    pub const fn staff(id: StaffId) -> Self {
        Self {
            staff: Some(id.0),
            name: 0,
        }
    }

    /// A name that is nobody's.
    pub fn unknown(typed: &str) -> Self {
        let mut digest = [0; 8];
        let mut hasher = blake3::Hasher::new();
        hasher.update(fold(typed.trim()).as_bytes());
        hasher.finalize_xof().fill(&mut digest);
        Self {
            staff: None,
            name: u64::from_be_bytes(digest),
        }
    }
}

/// Whether a try is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// It is, and counts as wrong until `passed` says otherwise.
    Open,
    /// Not for so many milliseconds.
    Shut(u64),
    /// Never again with this PIN: it was guessed at too often.
    Spent,
}

#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
struct Try {
    #[n(0)]
    who: Who,
    /// Milliseconds since it was made, as of `Desk::ms`.
    #[n(1)]
    age: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
struct Lock {
    #[n(0)]
    who: Who,
    /// Milliseconds still to wait, as of `Desk::ms`.
    #[n(1)]
    left: u64,
}

/// Wrong tries in a row of one member of staff.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
struct Row {
    #[n(0)]
    who: Who,
    #[n(1)]
    count: u32,
}

/// What is remembered of one desk; at most as much as an hour allows.
#[derive(Debug, Clone, Default, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
struct Desk {
    /// The run and the milliseconds of it at which ages and waits were written.
    #[n(0)]
    run: u64,
    #[n(1)]
    ms: u64,
    #[n(2)]
    tries: Vec<Try>,
    #[n(3)]
    locks: Vec<Lock>,
    #[n(4)]
    rows: Vec<Row>,
}

impl Desk {
    /// Lets the time pass that the steady clock says has passed.
    fn age(&mut self, now: Ticks) {
        let passed = if self.run == now.run {
            now.ms.saturating_sub(self.ms)
        } else {
            now.ms
        };
        for one in &mut self.tries {
            one.age = one.age.saturating_add(passed);
        }
        for lock in &mut self.locks {
            lock.left = lock.left.saturating_sub(passed);
        }
        self.tries.retain(|one| one.age < DESK_MS);
        self.locks.retain(|lock| lock.left > 0);
        (self.run, self.ms) = (now.run, now.ms);
    }

    /// Ages of somebody's tries that still count towards the lock, youngest first.
    fn recent(&self, who: Who) -> Vec<u64> {
        let mut ages: Vec<u64> = self
            .tries
            .iter()
            .filter(|one| one.who == who && one.age < LOCK_MS)
            .map(|one| one.age)
            .collect();
        ages.sort_unstable();
        ages
    }

    /// Whether so many wrong tries followed each other that only another PIN helps.
    fn is_spent(&self, who: Who) -> bool {
        let in_a_row = self.rows.iter().find(|row| row.who == who);
        in_a_row.is_some_and(|row| row.count >= IN_A_ROW)
    }

    /// How long nobody may try as `who`; never longer than the hour in which a desk's tries count.
    fn wait(&self, who: Who) -> u64 {
        let locked = self.locks.iter().find(|lock| lock.who == who);
        let lock = locked.map_or(0, |lock| lock.left);
        let mut ages: Vec<u64> = self.tries.iter().map(|one| one.age).collect();
        ages.sort_unstable();
        let desk = ages
            .get(DESK_TRIES - 1)
            .map_or(0, |oldest| DESK_MS.saturating_sub(*oldest));
        let recent = self.recent(who);
        let growing = match (recent.len(), recent.first()) {
            (count @ 2.., Some(age)) => {
                let doublings = u32::try_from(count - 2).unwrap_or(u32::MAX).min(16);
                (FIRST_DELAY_MS << doublings).saturating_sub(*age)
            }
            _ => 0,
        };
        lock.max(desk).max(growing)
    }

    /// Counts a try.
    fn book(&mut self, who: Who) {
        self.tries.push(Try { who, age: 0 });
        if who.staff.is_some() {
            match self.rows.iter_mut().find(|row| row.who == who) {
                Some(row) => row.count = row.count.saturating_add(1),
                None => self.rows.push(Row { who, count: 1 }),
            }
        }
        if self.recent(who).len() >= TRIES {
            self.locks.push(Lock { who, left: LOCK_MS });
        }
    }

    /// Forgets somebody's tries.
    fn forget(&mut self, who: Who) {
        self.tries.retain(|one| one.who != who);
        self.locks.retain(|lock| lock.who != who);
        self.rows.retain(|row| row.who != who);
    }
}

/// Asks whether a PIN may be tried, and counts the try before it is judged: who pulls the plug between
/// the two has used it. The caller commits before it judges.
pub fn begin(tx: &mut (impl WriteTx + ?Sized), desk: &str, who: Who, now: Ticks) -> Result<Gate> {
    let mut state = read(tx, desk)?;
    state.age(now);
    if state.is_spent(who) {
        return Ok(Gate::Spent);
    }
    let wait = state.wait(who);
    if wait > 0 {
        return Ok(Gate::Shut(wait));
    }
    state.book(who);
    write(tx, desk, &state)?;
    Ok(Gate::Open)
}

/// Says that the try was right: the wrong ones before it are forgotten.
pub fn passed(tx: &mut (impl WriteTx + ?Sized), desk: &str, who: Who, now: Ticks) -> Result<()> {
    let mut state = read(tx, desk)?;
    state.age(now);
    state.forget(who);
    write(tx, desk, &state)
}

/// Forgets somebody's tries at every desk: they have a new PIN.
pub fn forgive(tx: &mut (impl WriteTx + ?Sized), who: Who) -> Result<()> {
    let mut end = Vec::new();
    let mut desks = Vec::new();
    tx.scan(
        Collection::Meta,
        prefix_range(PREFIX.as_bytes(), &mut end),
        Direction::Forward,
        &mut |key, _| {
            let name = String::from_utf8_lossy(key);
            desks.extend(name.strip_prefix(PREFIX).map(str::to_owned));
            Ok(Step::Next)
        },
    )?;
    for desk in desks {
        let mut state = read(tx, &desk)?;
        state.forget(who);
        write(tx, &desk, &state)?;
    }
    Ok(())
}

fn name_of(desk: &str) -> String {
    format!("{PREFIX}{desk}")
}

fn read(tx: &(impl ReadTx + ?Sized), desk: &str) -> Result<Desk> {
    let name = name_of(desk);
    match meta::get(tx, &name)? {
        Some(bytes) => from_bytes(&bytes).map_err(|detail| StoreError::Damaged {
            collection: Collection::Meta.name(),
            key: name,
            detail,
        }),
        None => Ok(Desk::default()),
    }
}

fn write(tx: &mut (impl WriteTx + ?Sized), desk: &str, state: &Desk) -> Result<()> {
    meta::put(tx, &name_of(desk), &to_bytes(state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Store;
    use crate::storage::memory::MemoryStore;

    /// A desk and a clock that both can be turned.
    struct Door {
        store: MemoryStore,
        now: Ticks,
    }

    impl Door {
        fn new() -> Self {
            Self {
                store: MemoryStore::new(),
                now: Ticks { run: 1, ms: 0 },
            }
        }

        fn tries(&mut self, who: Who) -> Gate {
            let mut tx = self.store.write().unwrap();
            let gate = begin(&mut *tx, "desk", who, self.now).unwrap();
            tx.commit().unwrap();
            gate
        }

        fn passes(&mut self, who: Who) {
            let mut tx = self.store.write().unwrap();
            passed(&mut *tx, "desk", who, self.now).unwrap();
            tx.commit().unwrap();
        }

        fn wait(&mut self, ms: u64) {
            self.now.ms += ms;
        }

        fn restart(&mut self) {
            self.now = Ticks {
                run: self.now.run + 1,
                ms: 0,
            };
        }

        /// Tries as often as it is let, a second between two, for `seconds`.
        fn hammer(&mut self, seconds: u64, whom: &[Who]) -> usize {
            let mut taken = 0;
            for _ in 0..seconds {
                for who in whom {
                    taken += usize::from(self.tries(*who) == Gate::Open);
                }
                self.wait(1000);
            }
            taken
        }
    }

    const LI: Who = Who::staff(StaffId(1));
    const ZHANG: Who = Who::staff(StaffId(2));

    #[test]
    fn five_tries_in_a_quarter_of_an_hour_and_then_the_lock() {
        let mut door = Door::new();
        assert_eq!(door.hammer(14 * 60, &[LI]), 5);
        let Gate::Shut(left) = door.tries(LI) else {
            panic!("open")
        };
        assert!(left > 0 && left <= LOCK_MS);
        assert_eq!(
            door.tries(ZHANG),
            Gate::Open,
            "a colleague is not locked out"
        );
        door.wait(LOCK_MS);
        assert_eq!(door.tries(LI), Gate::Open);
    }

    #[test]
    fn a_name_that_is_nobodys_is_counted_alike() {
        let mut door = Door::new();
        assert_eq!(door.hammer(14 * 60, &[Who::unknown("nobody")]), 5);
        assert_eq!(Who::unknown(" NOBODY"), Who::unknown("nobody"));
    }

    #[test]
    fn twenty_tries_an_hour_at_a_desk_whoever_is_tried() {
        let mut door = Door::new();
        let names: Vec<Who> = (0..50).map(|n| Who::unknown(&n.to_string())).collect();
        assert_eq!(door.hammer(59 * 60, &names), 20);
    }

    #[test]
    fn a_restart_unlocks_nothing() {
        let mut door = Door::new();
        door.hammer(120, &[LI]);
        for _ in 0..20 {
            door.wait(60_000);
            door.restart();
            assert!(matches!(door.tries(LI), Gate::Shut(_)));
        }
        door.wait(LOCK_MS);
        assert_eq!(door.tries(LI), Gate::Open);
    }

    #[test]
    fn the_wait_grows() {
        let mut door = Door::new();
        assert_eq!(door.tries(LI), Gate::Open);
        assert_eq!(door.tries(LI), Gate::Open);
        assert_eq!(door.tries(LI), Gate::Shut(2000));
        door.wait(2000);
        assert_eq!(door.tries(LI), Gate::Open);
        assert_eq!(door.tries(LI), Gate::Shut(4000));
    }

    #[test]
    fn the_right_pin_forgets_the_wrong_ones() {
        let mut door = Door::new();
        for _ in 0..30 {
            assert_eq!(door.tries(LI), Gate::Open);
            door.passes(LI);
        }
    }

    #[test]
    fn who_knows_their_own_pin_buys_no_tries_at_others() {
        let mut door = Door::new();
        let mut taken = 0;
        for guess in 0..200 {
            if door.tries(LI) == Gate::Open {
                door.passes(LI);
            }
            let other = Who::staff(StaffId(100 + guess % 50));
            taken += usize::from(door.tries(other) == Gate::Open);
        }
        assert!(taken <= DESK_TRIES, "{taken}");
    }

    #[test]
    fn after_a_hundred_in_a_row_only_a_new_pin_helps() {
        let mut door = Door::new();
        let mut taken = 0;
        for _ in 0..200 {
            taken += usize::from(door.tries(LI) == Gate::Open);
            door.wait(LOCK_MS);
        }
        assert_eq!(taken, 100);
        door.wait(1000 * DESK_MS);
        assert_eq!(door.tries(LI), Gate::Spent, "not a wait of so many minutes");
        let mut tx = door.store.write().unwrap();
        forgive(&mut *tx, LI).unwrap();
        tx.commit().unwrap();
        assert_eq!(door.tries(LI), Gate::Open);
    }

    #[test]
    fn ten_thousand_guesses_get_no_further() {
        let mut door = Door::new();
        let whom: Vec<Who> = (0..10).map(|n| Who::staff(StaffId(n))).collect();
        let mut taken = 0;
        for guess in 0..10_000_usize {
            taken += usize::from(door.tries(whom[guess % whom.len()]) == Gate::Open);
            if guess % 50 == 0 {
                door.restart();
            }
        }
        assert!(taken <= DESK_TRIES, "{taken}");
    }
}
