//! The work log and the hand-over of a day's shifts on paper (duties.md D-160 to D-162).

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::id::Number;
use crate::domain::shift::{Item, Shift};
use crate::domain::staff::{Right, Staff};
use crate::service::audit;
use crate::service::execute::authorise;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::rows::named;
use crate::service::shift::gather::{gather, subject_of};
use crate::service::shift::{self, EARLY};
use crate::service::view::{LogLine, PaperLine};
use crate::storage::record::get;

use super::shift::of_event;

/// Answers `Query::WorkLog`: the shifts somebody began on a day; one's own and today's where nothing is said.
pub fn work_log(asking: Asking<'_>, day: Option<Day>, person: Option<&str>) -> Run<Vec<PaperLine>> {
    let staff = match person {
        Some(typed) => lookup::staff_or_former(asking.tx, typed)?,
        None => own(asking)?,
    };
    if staff.id != asking.actor.staff {
        authorise(asking.actor, Right::Supervise)?;
    }
    // Of a night shift that goes on the day it began on is meant, also after midnight.
    let day = match (day, shift::own(asking.tx, staff.id)?) {
        (Some(day), _) => day,
        (None, Some(on)) => asking.office.today(on.began_at),
        (None, None) => asking.office.today(asking.now),
    };
    let shifts = shift::begun_on(asking.tx, asking.office, staff.id, day)?;
    if shifts.is_empty() {
        return Err(Refusal::new(Why::NoShiftThen)
            .with("name", staff.name)
            .with("day", Fact::Day(day))
            .into());
    }
    let mut paper = Vec::new();
    for one in &shifts {
        of_shift(asking, &staff, one, &mut paper)?;
    }
    Ok(paper)
}

fn own(asking: Asking<'_>) -> Run<Staff> {
    let own = get::<Staff>(asking.tx, asking.actor.staff.0)?;
    own.ok_or_else(|| Why::NotSignedOn.into())
}

fn of_shift(
    asking: Asking<'_>,
    staff: &Staff,
    shift: &Shift,
    paper: &mut Vec<PaperLine>,
) -> Run<()> {
    paper.push(PaperLine::Text(asking.office.name()));
    paper.push(PaperLine::Title(String::from("field-work_log")));
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    facts
        .text("name", &staff.name)
        .put("shift", shift::word(&shift.name))
        .at("began_at", Some(shift.began_at))
        .count("late_minutes", shift.late_by(early(asking.office)))
        .text("amiss", &shift.amiss)
        .at("handed_at", shift.handed_at)
        .text("handover_to", &named(asking, shift.to)?)
        .text("accepted_by", &named(asking, shift.accepted_by)?)
        .at("accepted_at", shift.accepted_at)
        .text("released_by", &named(asking, shift.released_by)?)
        .at("released_at", shift.released_at);
    paper.extend(facts.done().into_iter().map(PaperLine::Field));
    paper.push(PaperLine::Rule);
    for line in log(asking, shift)? {
        let command = match line.command.as_str() {
            "" => Fact::Term(String::from("field-own_line")),
            name => Fact::Term(format!("command-{}", name.replace('.', "-"))),
        };
        paper.push(PaperLine::Row {
            lead: Fact::At(line.at),
            number: line.number.map(Number::full),
            rest: vec![command, line.premises.into(), line.text.into()],
        });
    }
    paper.push(PaperLine::Rule);
    paper.push(PaperLine::Title(String::from("field-handover")));
    paper.push(PaperLine::Rule);
    // What is still open of a shift that goes on is what would hand itself over now.
    let now = if shift.is_on() {
        gather(asking.tx, asking.office, shift, asking.now)?.items
    } else {
        Vec::new()
    };
    for item in now.iter().chain(&shift.items) {
        paper.push(of_item(asking, item)?);
    }
    for sign in ["handed_by", "accepted_by", "released_by"] {
        paper.push(PaperLine::Sign(format!("field-{sign}")));
    }
    Ok(())
}

fn early(office: &Office) -> i64 {
    office.whole(EARLY, 15)
}

/// What was done in a shift by whose it is, and what they wrote themselves, in its order.
fn log(asking: Asking<'_>, shift: &Shift) -> Run<Vec<LogLine>> {
    let mut lines = Vec::new();
    for seq in audit::of_actor_after(asking.tx, shift.staff, shift.after)? {
        let Some(stored) = audit::event(asking.tx, seq)? else {
            continue;
        };
        if shift.handed_at.is_some_and(|end| stored.event.at > end) {
            break;
        }
        lines.extend(of_event(asking, stored.event)?);
    }
    lines.extend(shift.remarks.iter().map(LogLine::from));
    lines.sort_by_key(|line| line.at);
    Ok(lines)
}

/// A line of the hand-over, with who acknowledged it.
fn of_item(asking: Asking<'_>, item: &Item) -> Run<PaperLine> {
    let text = match item.kind.name() {
        "approval" => Fact::Term(format!("command-{}", item.text.replace('.', "-"))),
        "cash" => Fact::Term(format!("choice-method-{}", item.text)),
        _ if subject_of(item).is_some_and(|of| of.is_duty()) => {
            Fact::Term(format!("duty-{}", item.text))
        }
        _ => Fact::Text(item.text.clone()),
    };
    let mut rest = vec![Fact::Text(item.premises.clone()), text];
    rest.extend(item.amount.map(Fact::Money));
    rest.extend(item.at.map(Fact::At));
    if let Some(at) = item.seen_at {
        let person = named(asking, item.seen_by)?;
        rest.push(Fact::Told(
            String::from("shift-seen"),
            vec![
                (String::from("person"), Fact::Text(person)),
                (String::from("at"), Fact::At(at)),
            ],
        ));
    }
    Ok(PaperLine::Row {
        lead: Fact::Term(format!("choice-handover-{}", item.kind.name())),
        number: item.number.map(Number::full),
        rest,
    })
}
