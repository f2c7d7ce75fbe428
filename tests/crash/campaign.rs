//! Cuts the power of a recorded workload at many places, recovers, and lets a judge look.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use frontdesk::storage::redb::{Options, RedbStore};

use crate::crash::disk::{CrashDisk, Dice, Event, PowerCuts, Vice};

/// Looks at a recovered store; told how many pieces of work had been acknowledged.
pub type Judge<'j> = &'j (dyn Fn(&RedbStore, usize) -> Result<(), String> + Sync);

/// How the recoveries ended.
#[derive(Debug, Default)]
pub struct Verdict {
    pub images: usize,
    pub recoveries: usize,
    /// The database could not be opened.
    pub refused: Vec<String>,
    /// It was opened and the judge found it wrong.
    pub wrong: Vec<String>,
    pub panics: usize,
}

impl Verdict {
    /// Whether every image was recovered and found right.
    pub fn is_flawless(&self) -> bool {
        self.refused.is_empty() && self.wrong.is_empty() && self.panics == 0
    }
}

/// Cuts the power `count` times after the first acknowledgement in `events` (that of the creation)
/// and twice more during each recovery.
pub fn cut_power(events: &[Event], seed: u64, count: usize, judge: Judge<'_>) -> Verdict {
    let acks: Vec<usize> = (0..events.len())
        .filter(|&at| matches!(events[at], Event::Ack))
        .collect();
    let born = acks[0];
    let verdict = Mutex::new(Verdict::default());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (acks, verdict) = (&acks, &verdict);
            scope.spawn(move || {
                let mut dice = Dice::new(seed ^ ((thread as u64) << 32));
                let share = count / threads + usize::from(thread < count % threads);
                let mut places: Vec<usize> = (0..share)
                    .map(|_| born + 1 + dice.below(events.len() - born))
                    .collect();
                places.sort_unstable();
                let mut cuts = PowerCuts::new(Vec::new(), events);
                for at in places {
                    let acked = acks.partition_point(|&ack| ack < at) - 1;
                    let image = cuts.image(at, &mut dice);
                    recover(image, acked, &mut dice, judge, verdict);
                }
            });
        }
    });
    verdict.into_inner().unwrap()
}

/// Recovers an image, cutting the power during two of the recoveries.
fn recover(
    mut image: Vec<u8>,
    acked: usize,
    dice: &mut Dice,
    judge: Judge<'_>,
    verdict: &Mutex<Verdict>,
) {
    let mut recoveries = 0;
    let ended = catch_unwind(AssertUnwindSafe(|| {
        for _ in 0..2 {
            recoveries += 1;
            // An open and the end after it make about 22 calls: any of them may be the last.
            let disk = CrashDisk::holding(image.clone(), Vice::DiesAt(dice.below(24)));
            drop(open(&disk));
            let events = disk.events();
            let at = dice.below(events.len() + 1);
            image = PowerCuts::new(std::mem::take(&mut image), &events).image(at, dice);
        }
        recoveries += 1;
        let disk = CrashDisk::holding(image, Vice::None);
        let store = open(&disk).map_err(Fate::Refused)?;
        let judged = judge(&store, acked).map_err(Fate::Wrong);
        disk.die();
        judged
    }));
    let mut verdict = verdict.lock().unwrap();
    verdict.images += 1;
    verdict.recoveries += recoveries;
    match ended {
        Ok(Ok(())) => {}
        Ok(Err(Fate::Refused(why))) => verdict.refused.push(why),
        Ok(Err(Fate::Wrong(why))) => verdict.wrong.push(why),
        Err(_) => verdict.panics += 1,
    }
}

enum Fate {
    Refused(String),
    Wrong(String),
}

fn open(disk: &CrashDisk) -> Result<RedbStore, String> {
    RedbStore::with_backend(disk.clone(), "disk", &Options::default())
        .map_err(|error| error.to_string())
}
