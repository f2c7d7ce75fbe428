//! Who is away and until when, and what becomes of the tickets they have.

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::id::StaffId;
use crate::domain::staff::{Right, Staff};
use crate::service::args::Values;
use crate::service::command::{About, Arg, Kind, Made, Row, row};
use crate::service::commands::several::{self, Act, DISPATCH, MOST, Named, TICKETS};
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;
use crate::service::workers::{Sharing, held_by};

use super::staff::below;

/// The command that says somebody is away.
pub const ABSENT: &str = "staff.absent";

/// The rows of this file. Whoever is told in the morning that somebody is ill writes it down; no colleague of a higher
/// rank is sent away by it.
pub const ROWS: &[Row] = &[
    // `tickets` says which of their open ones go to whom; `share` gives all of them to who is proposed for each. What
    // nobody is proposed for stays, and that is told.
    Row::new(
        ABSENT,
        About::Staff,
        Right::Desk,
        &[
            Arg::must("until", Kind::ComingDay).called("away_until"),
            TICKETS,
            Arg::may("share", Kind::Yes).called("share_out"),
        ],
        absent,
    ),
    Row::new("staff.back", About::Staff, Right::Desk, &[], back),
];

fn found(work: &Work<'_>) -> Run<Staff> {
    let Found::Staff(staff) = &work.found else {
        return Err(Why::UnknownStaff.into());
    };
    below(work, staff.rank)?;
    Ok((**staff).clone())
}

/// Keeps until when somebody is away, with a line that says so.
fn keep(work: &mut Work<'_>, mut staff: Staff, until: Option<Day>) -> Run<()> {
    let told = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let (before, after) = (told(staff.away_until), told(until));
    staff.away_until = until;
    work.put(&mut staff)?;
    let subject = Subject::of(&staff);
    work.edit_line(subject, LineKind::Edit, "away_until", &before, &after, "")
}

/// `staff.absent`: away from now on, and the open tickets named go to somebody else in the same act.
fn absent(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let staff = found(work)?;
    let (id, name) = (staff.id, staff.name.clone());
    let until = values.day("until");
    keep(work, staff, until)?;
    let named = if values.has(TICKETS.name) {
        several::read(values)?
    } else if values.yes("share") {
        shared_out(work, id)?
    } else {
        Vec::new()
    };
    let dispatch =
        row(DISPATCH).ok_or_else(|| Refusal::new(Why::UnknownCommand).with("command", DISPATCH))?;
    let act = Act {
        row: dispatch,
        values: &Values::default(),
        of: Some(id),
    };
    let done = several::each(work, act, &named)?;
    let left = held_by(work.tx(), id)?.len();
    let mut made = Made::default()
        .with("name", name)
        .with("until", until.map_or_else(|| Fact::from(""), Fact::Day))
        .with("count", done.len());
    made.also = done;
    if left > 0 {
        made = made.with("left", left);
    }
    Ok(made)
}

/// Everything somebody has that can go to somebody proposed for it.
fn shared_out(work: &Work<'_>, id: StaffId) -> Run<Vec<Named>> {
    let mut sharing = Sharing::default();
    let mut named = Vec::new();
    for ticket in held_by(work.tx(), id)? {
        if named.len() == MOST {
            break;
        }
        if let Some(to) = sharing.next(work.tx(), work.office, &ticket, work.today())? {
            named.push(Named {
                number: ticket.number.full(),
                // It was read just now, in this very transaction.
                seen: None,
                worker: Some(to.name),
            });
        }
    }
    Ok(named)
}

/// `staff.back`: here again before the day that was said.
fn back(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let staff = found(work)?;
    if !staff.is_away(work.today()) {
        return Err(Why::NothingChanged.into());
    }
    let name = staff.name.clone();
    keep(work, staff, None)?;
    Ok(Made::default().with("name", name))
}
