//! What recurs: done by the program once in each period with every entry in a state that asks for it (duties.md D-045).

use crate::domain::calendar::{Day, Instant};
use crate::domain::duty::{At, Every, Shift, Timing};
use crate::domain::error::Fact;
use crate::domain::register::{Place, Register, RegisterEntry};
use crate::service::args::Values;
use crate::service::clock_doubt;
use crate::service::command::Made;
use crate::service::duties::terms;
use crate::service::halt::{Halt, Run};
use crate::service::lookup::all;
use crate::service::office::Office;
use crate::service::work::Work;
use crate::storage::kept::indexes::REGISTER_BOARD;
use crate::storage::kept::place_key;
use crate::storage::{Direction, ReadTx};

use super::effects::{self, Done};
use super::{act, set};

/// An entry with which something is to be done, in the period that began on this day and ends at this instant.
pub struct Due {
    register: &'static Register,
    entry: RegisterEntry,
    first: Day,
    until: Instant,
}

/// What is to be done in the periods of today and is not done yet. What came into its state within the period waits for
/// the next one.
pub fn due(tx: &dyn ReadTx, office: &Office, now: Instant) -> Run<Vec<Due>> {
    let today = office.today(now);
    let mut found = Vec::new();
    let registers = set().all().map(|one| one.register);
    for register in registers.filter(|one| one.recurring.is_some()) {
        for place in [Place::Active, Place::Initial] {
            let key = place_key(&register.name, place);
            let forward = Direction::Forward;
            let entries: Vec<RegisterEntry> = all(tx, REGISTER_BOARD, key, forward, usize::MAX)?;
            for entry in entries {
                let entry = register.current(entry);
                let Some(every) = register.recurs(&entry) else {
                    continue;
                };
                let timing = timing(every);
                let Some(period) = timing.period(today, terms(office)) else {
                    continue;
                };
                let came = office.zone.day_of(entry.moved_at);
                let done = entry.recurred.is_some_and(|last| last >= period.first);
                if came < period.first && !done {
                    found.push(Due {
                        register,
                        entry,
                        first: period.first,
                        until: timing.due(period, terms(office)).at,
                    });
                }
            }
        }
    }
    Ok(found)
}

/// A period to its last minute, whatever day that is.
const fn timing(every: Every) -> Timing {
    Timing {
        every,
        day: None,
        before: None,
        at: At::End,
        shift: Shift::Stays,
    }
}

/// `register.recur`: does all of it. An entry with which it cannot be done keeps none of the others from it, and is tried
/// again on the next day.
pub fn run(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    // A clock that ran ahead must not begin a month that has not come.
    if let Some(minutes) = clock_doubt::of(work.tx())? {
        return Err(clock_doubt::refusal(minutes).into());
    }
    let mut made = Made::default();
    let (mut done, mut left) = (0_i64, 0_i64);
    for one in due(work.tx(), work.office, work.now)? {
        let mut apart = Work::new(work.tx(), work.actor, work.now, work.office, work.row);
        match once(&mut apart, one) {
            Ok(also) => {
                let finished = apart.finish();
                work.absorb(finished)?;
                made.also.extend(also.also);
                done += 1;
            }
            Err(Halt::Refused(_)) => left += 1,
            Err(halt) => return Err(halt),
        }
    }
    work.audit("count", done.to_string(), false);
    if left > 0 {
        work.audit("left", left.to_string(), false);
    }
    Ok(made.with("count", Fact::Count(done)))
}

/// Does it with one entry, and keeps that it is done.
fn once(work: &mut Work<'_>, due: Due) -> Run<Made> {
    let Due {
        register,
        mut entry,
        first,
        until,
    } = due;
    entry.recurred = Some(first);
    act::keep(work, register, &mut entry)?;
    let done = Done {
        register,
        entry: &entry,
        asks: &[],
        until: Some(until),
    };
    let recurring = register.recurring.as_ref();
    let names = recurring.map_or(&[][..], |one| &one.effects);
    effects::apply(work, &done, names, Made::default())
}
