//! Effects on the home: whose it is, and whether anybody lives in it.

use crate::domain::calendar::Day;
use crate::domain::history::LineKind;
use crate::domain::household::{Household, Occupancy};
use crate::domain::register::{FieldKind, Value};
use crate::service::books::Books;
use crate::service::command::Made;
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;

use super::Done;

/// Says of the entry's home how it is used and, where that is given, since when its owner has it; the home's history names
/// the entry.
fn set(
    work: &mut Work<'_>,
    done: &Done<'_>,
    occupancy: Option<Occupancy>,
    handed_over: Option<Day>,
) -> Run<()> {
    let Some(id) = done.entry.household else {
        return Ok(());
    };
    let before: Household = work.get(id.0)?;
    let mut home = before.clone();
    home.occupancy = occupancy.unwrap_or(home.occupancy);
    home.handed_over = handed_over.or(home.handed_over);
    if home == before {
        return Ok(());
    }
    work.put(&mut home)?;
    // From that day on it counts for the collection rate (duties.md A-13).
    if before.handed_over != home.handed_over {
        Books::of(work).recount(&home)?;
    }
    let day = |home: &Household| {
        home.handed_over
            .map(|day| day.to_string())
            .unwrap_or_default()
    };
    let changes = [
        ("handed_over", day(&before), day(&home)),
        (
            "occupancy",
            before.occupancy.name().to_owned(),
            home.occupancy.name().to_owned(),
        ),
    ];
    let (subject, number) = (Subject::of(&home), done.entry.number.full());
    for (field, was, is) in changes.iter().filter(|(_, was, is)| was != is) {
        work.edit_line(subject, LineKind::Edit, field, was, is, &number)?;
    }
    Ok(())
}

/// The owner has it from the day of the form on, or from today (duties.md 5.6).
pub(super) fn hand_over(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    let day = done
        .of(FieldKind::Day)
        .find_map(|(_, _, value)| match value {
            Value::Day(day) => Some(*day),
            _ => None,
        });
    let today = work.today();
    set(
        work,
        done,
        Some(Occupancy::HandedOver),
        Some(day.unwrap_or(today)),
    )?;
    Ok(made)
}

/// Somebody lives in it.
pub(super) fn occupied(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    set(work, done, Some(Occupancy::LivedIn), None)?;
    Ok(made)
}

/// Nobody does, and it may be let (duties.md D-087).
pub(super) fn vacated(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    set(work, done, Some(Occupancy::Idle), None)?;
    Ok(made)
}

/// It is being decorated.
pub(super) fn decorating(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    set(work, done, Some(Occupancy::Decorating), None)?;
    Ok(made)
}

/// It was.
pub(super) fn decorated(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    set(work, done, Some(Occupancy::Decorated), None)?;
    Ok(made)
}
