//! Shifts: on duty, the hand-over that writes itself, acceptance line by line, release (duties.md D-160 to D-165).

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::shift::{Item, ItemKind, NAMES, Remark, Shift, current, named};
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::audit;
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::shift::{self, EARLY};
use crate::service::work::Work;

/// Lines of one's own in one shift.
const REMARKS: usize = 200;

/// The rows of this file.
pub const ROWS: &[Row] = &[
    Row::new(
        "shift.start",
        About::Nothing,
        Right::Desk,
        &[
            Arg::may("shift", Kind::Choice(NAMES)),
            Arg::may("amiss", Kind::Line(200)),
        ],
        start,
    ),
    Row::new(
        "shift.note",
        About::Nothing,
        Right::Desk,
        &[Arg::must("text", Kind::Line(400))],
        note,
    ),
    Row::new(
        "shift.handover",
        About::Nothing,
        Right::Desk,
        &[
            Arg::may("to", Kind::Staff).called("handover_to"),
            Arg::may("text", Kind::Line(400)).called("handover_text"),
        ],
        hand_over,
    ),
    Row::new(
        "shift.acknowledge",
        About::Nothing,
        Right::Desk,
        &[
            Arg::must("line", Kind::Whole(1, 10_000)).called("handover_line"),
            Arg::may("handover", Kind::Whole(1, i64::MAX)),
        ],
        acknowledge,
    ),
    Row::new(
        "shift.accept",
        About::Nothing,
        Right::Desk,
        &[Arg::may("handover", Kind::Whole(1, i64::MAX))],
        accept,
    ),
    Row::new(
        "shift.release",
        About::Nothing,
        Right::Supervise,
        &[Arg::may("handover", Kind::Whole(1, i64::MAX))],
        release,
    ),
];

/// The shift of who acts, who must be in one.
fn own(work: &Work<'_>) -> Run<Shift> {
    let own = shift::own(work.tx(), work.actor.staff)?;
    own.ok_or_else(|| Refusal::new(Why::NotOnDuty).into())
}

/// Begins a shift: the planned one that is on or comes next, or the one named.
fn start(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    if let Some(own) = shift::own(work.tx(), work.actor.staff)? {
        return Err(Refusal::new(Why::OnDuty)
            .with("since", Fact::At(own.began_at))
            .into());
    }
    let plans = shift::plans(work.office);
    let (zone, now) = (work.office.zone, work.now);
    let planned = match values.choice("shift") {
        Some(name) => named(&plans, name, zone, now),
        None => current(&plans, zone, now),
    };
    let (plan, from, to) = planned.ok_or_else(|| Refusal::new(Why::NoShiftPlanned))?;
    let id = work.next_id::<Shift>()?;
    let mut shift = Shift {
        planned: Some((from, to)),
        amiss: values.line("amiss"),
        after: audit::head(work.tx())?.seq,
        ..Shift::new(id, work.actor.staff, plan.name.to_owned(), now)
    };
    work.put(&mut shift)?;
    let late = shift.late_by(work.office.whole(EARLY, 15));
    let made = said(&shift).with("at", Fact::At(now));
    Ok(if late > 0 {
        made.with("late", Fact::Count(late))
    } else {
        made
    })
}

/// What every sentence tells of a shift: which it is.
fn said(shift: &Shift) -> Made {
    Made::default().with("shift", shift::word(&shift.name))
}

/// Adds a line to the work log of one's own shift.
fn note(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut shift = own(work)?;
    if shift.remarks.len() >= REMARKS {
        return Err(Refusal::new(Why::TooMany).with("limit", REMARKS).into());
    }
    shift.remarks.push(Remark {
        at: work.now,
        text: values.line("text"),
    });
    work.put(&mut shift)?;
    Ok(said(&shift))
}

/// Ends a shift: what changed in it and what is open now become the lines of its hand-over.
fn hand_over(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut shift = own(work)?;
    let to = values.staff("to");
    if to.is_some_and(|to| to.id == shift.staff) {
        return Err(Refusal::field("to", Why::OwnHandover).into());
    }
    let gathered = shift::gather::gather(work.tx(), work.office, &shift, work.now)?;
    shift.items = gathered.items;
    if let Some(text) = values.text("text") {
        let item = Item::new(ItemKind::Remark, None, text.to_owned());
        shift.items.insert(0, item);
    }
    shift.handed_at = Some(work.now);
    shift.to = to.map(|to| to.id);
    work.put(&mut shift)?;
    let made = said(&shift).with("lines", shift.items.len());
    Ok(match to {
        Some(to) => made.with("name", to.name.as_str()),
        None => made,
    })
}

/// The hand-over a command is about: the one with this number, or the latest that waits for who acts.
fn handed(work: &Work<'_>, values: &Values, wanted: impl Fn(&Shift) -> bool) -> Run<Shift> {
    let leads = work.actor.may(Right::Supervise);
    let found = match values
        .whole("handover")
        .and_then(|id| u64::try_from(id).ok())
    {
        Some(id) => work.find::<Shift>(id)?.filter(|shift| !shift.is_on()),
        None => shift::waiting(work.tx())?
            .into_iter()
            .filter(|one| shift::is_for(one, work.actor.staff, leads))
            .find(|one| wanted(one)),
    };
    let shift = found.ok_or_else(|| Refusal::new(Why::NoHandover))?;
    if shift.staff == work.actor.staff {
        return Err(Refusal::new(Why::OwnHandover).into());
    }
    if !shift::is_for(&shift, work.actor.staff, leads) {
        let name = match shift.to {
            Some(to) => staff_name(work.tx(), to)?,
            None => String::new(),
        };
        return Err(Refusal::new(Why::HandoverForOther)
            .with("name", name)
            .into());
    }
    Ok(shift)
}

/// Acknowledges one line of a hand-over.
fn acknowledge(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut shift = handed(work, values, |one| one.unseen() > 0)?;
    let line = values.whole("line").unwrap_or_default();
    let at = usize::try_from(line)
        .ok()
        .and_then(|line| line.checked_sub(1));
    let Some(item) = at.and_then(|at| shift.items.get_mut(at)) else {
        let fault = Refusal::new(Why::NoSuchLine)
            .with("line", Fact::Count(line))
            .with("lines", shift.items.len())
            .on("line");
        return Err(Refusal::fields(vec![fault]).into());
    };
    if let Some(by) = item.seen_by {
        let name = staff_name(work.tx(), by)?;
        return Err(Refusal::new(Why::LineSeen).with("name", name).into());
    }
    item.seen_by = Some(work.actor.staff);
    item.seen_at = Some(work.now);
    work.put(&mut shift)?;
    Ok(said(&shift)
        .with("line", Fact::Count(line))
        .with("open", shift.unseen()))
}

/// Accepts a hand-over; lines nobody has acknowledged stay lit.
fn accept(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut shift = handed(work, values, |one| one.accepted_by.is_none())?;
    if let Some(by) = shift.accepted_by {
        let name = staff_name(work.tx(), by)?;
        return Err(Refusal::new(Why::HandoverAccepted)
            .with("name", name)
            .into());
    }
    shift.accepted_by = Some(work.actor.staff);
    shift.accepted_at = Some(work.now);
    work.put(&mut shift)?;
    let name = staff_name(work.tx(), shift.staff)?;
    Ok(said(&shift).with("name", name).with("open", shift.unseen()))
}

/// Agrees that who handed over may leave (duties.md D-163).
fn release(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let latest = || -> Run<Option<Shift>> {
        let handed = shift::handed(work.tx())?;
        Ok(handed
            .into_iter()
            .find(|one| one.released_by.is_none() && one.staff != work.actor.staff))
    };
    let found = match values
        .whole("handover")
        .and_then(|id| u64::try_from(id).ok())
    {
        Some(id) => work.find::<Shift>(id)?.filter(|shift| !shift.is_on()),
        None => latest()?,
    };
    let mut shift = found.ok_or_else(|| Refusal::new(Why::NoHandover))?;
    if shift.staff == work.actor.staff {
        return Err(Refusal::new(Why::OwnHandover).into());
    }
    if let Some(by) = shift.released_by {
        let name = staff_name(work.tx(), by)?;
        return Err(Refusal::new(Why::Released).with("name", name).into());
    }
    shift.released_by = Some(work.actor.staff);
    shift.released_at = Some(work.now);
    work.put(&mut shift)?;
    let name = staff_name(work.tx(), shift.staff)?;
    Ok(said(&shift).with("name", name))
}
