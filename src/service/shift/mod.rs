//! Shifts as they are found and read: who is on duty, what waits to be accepted, what a shift has come to.

pub mod gather;

use std::ops::Bound;

use crate::domain::calendar::{Day, Instant};
use crate::domain::error::Fact;
use crate::domain::id::StaffId;
use crate::domain::shift::{NAMES, Plan, Shift, span_of};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{SHIFT_HANDED, SHIFT_ON, SHIFT_WAITING};
use crate::storage::record::get;
use crate::storage::{Direction, ReadTx};

/// What stands before the name of a shift in its setting: its hours, empty where the office has no such shift.
const HOURS: &str = "shift.";
/// The setting that tells how many minutes before its shift somebody has to be there (duties.md D-163).
pub const EARLY: &str = "shift.early_minutes";
/// Hand-overs that are looked at: what is older has been read or never will be.
const WAITING: usize = 20;
/// Days after its own within which a shift was handed over.
const LONGEST: i32 = 2;
/// Shifts handed over in those days that are looked at.
const MOST_HANDED: usize = 500;
/// People on duty who are looked at.
const ON_DUTY: usize = 200;

/// The shifts of a day the office plans.
pub fn plans(office: &Office) -> Vec<Plan> {
    let plan = |name: &&'static str| {
        let (from, to) = span_of(office.setting(&format!("{HOURS}{name}")))?;
        Some(Plan { name, from, to })
    };
    NAMES.iter().filter_map(plan).collect()
}

/// A shift's name as a fact.
pub fn word(name: &str) -> Fact {
    Fact::Term(format!("choice-shift-{name}"))
}

/// The shift somebody is in.
pub fn own(tx: &dyn ReadTx, staff: StaffId) -> Run<Option<Shift>> {
    let key = Key::new().u64(staff.0);
    Ok(
        lookup::all::<Shift>(tx, SHIFT_ON, key, Direction::Forward, 1)?
            .into_iter()
            .next(),
    )
}

/// Who is on duty, in the order of the staff.
pub fn on_duty(tx: &dyn ReadTx) -> Run<Vec<Shift>> {
    lookup::all(tx, SHIFT_ON, Key::new(), Direction::Forward, ON_DUTY)
}

/// What was handed over and waits for somebody, the latest first.
pub fn waiting(tx: &dyn ReadTx) -> Run<Vec<Shift>> {
    lookup::all(tx, SHIFT_WAITING, Key::new(), Direction::Backward, WAITING)
}

/// What was handed over last, the latest first.
pub fn handed(tx: &dyn ReadTx) -> Run<Vec<Shift>> {
    lookup::all(tx, SHIFT_HANDED, Key::new(), Direction::Backward, WAITING)
}

/// The shifts somebody began on a day, in their order: the one that goes on, and those handed over within two days.
pub fn begun_on(tx: &dyn ReadTx, office: &Office, staff: StaffId, day: Day) -> Run<Vec<Shift>> {
    let within = (
        Bound::Included(office.zone.at(day, 0)),
        Bound::Excluded(office.zone.end_of(day.plus(LONGEST))),
    );
    let ids = lookup::between(tx, SHIFT_HANDED, within, MOST_HANDED)?;
    let mut shifts = Vec::new();
    for id in ids {
        shifts.extend(get::<Shift>(tx, id)?);
    }
    shifts.extend(own(tx, staff)?);
    shifts.retain(|one| one.staff == staff && office.today(one.began_at) == day);
    shifts.sort_by_key(|one| one.began_at);
    Ok(shifts)
}

/// Whether somebody may accept what this shift hands over: not who handed it over, and if somebody was named, only
/// they or who leads the desk.
pub fn is_for(shift: &Shift, staff: StaffId, leads: bool) -> bool {
    shift.staff != staff && shift.to.is_none_or(|to| to == staff || leads)
}

/// How many lines wait for somebody to acknowledge them, of all hand-overs they may accept.
pub fn lit(tx: &dyn ReadTx, staff: StaffId, leads: bool) -> Run<usize> {
    let waiting = waiting(tx)?;
    let lit = waiting
        .iter()
        .filter(|shift| is_for(shift, staff, leads))
        // A hand-over nobody has accepted is a line of its own.
        .map(|shift| shift.unseen() + usize::from(shift.accepted_by.is_none()));
    Ok(lit.sum())
}

/// Where the day of a shift that began at `began` ends, as its lines are looked for.
pub(super) fn ends(office: &Office, now: Instant) -> Instant {
    office.zone.end_of(office.today(now).plus(1))
}
