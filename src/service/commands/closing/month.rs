//! `month.close` freezes a month's figures; `month.reopen` takes that back with a second person.

use crate::domain::calendar::Month;
use crate::domain::close::{Frozen, MonthClose, Said, Stood};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::ledger::Entry;
use crate::domain::staff::{Rank, Right};
use crate::service::args::Values;
use crate::service::closing::{anchor, first_open_of, month};
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::work::Work;
use crate::storage::counters::last_id;
use crate::storage::record::Record;

/// `month.close`: the figures of a month that is over, as they are now. Nothing is refused by it later: what is booked
/// for the month afterwards stands beside what was frozen.
pub const CLOSE: Row = Row::new(
    "month.close",
    About::Nothing,
    Right::Billing,
    &[Arg::must("month", Kind::Month)],
    close,
)
.reversed_by("month.reopen")
.prefill(prefill);

/// `month.reopen`: with a second person and a reason; what was frozen stays in the record.
pub const REOPEN: Row = Row::new(
    "month.reopen",
    About::Nothing,
    Right::Billing,
    &[
        Arg::must("month", Kind::Month),
        Arg::must("reason", Kind::Reason),
    ],
    reopen,
)
.undo(Undo::Never)
.needs(second_person);

fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let last = work.today().month().plus(-1);
    let closed: Option<MonthClose> = work.find(MonthClose::id_of(last))?;
    let closed = closed.is_some_and(|closed| closed.standing().is_some());
    Ok(if closed {
        Vec::new()
    } else {
        vec![("month", last.to_string())]
    })
}

fn about(values: &Values, work: &Work<'_>) -> Month {
    values.month("month").unwrap_or(work.today().month())
}

fn close(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let asked = about(values, work);
    let of = |why| Refusal::new(why).with("month", asked.to_string());
    if asked >= work.today().month() {
        return Err(of(Why::MonthRunning).into());
    }
    let stands = month(work.tx(), asked, work.today())?;
    if let Some(frozen) = stands.closed.as_ref().and_then(MonthClose::standing) {
        let by = staff_name(work.tx(), frozen.by)?;
        return Err(of(Why::MonthClosed)
            .with("by", by)
            .with("at", Fact::At(frozen.at))
            .into());
    }
    if let Some(day) = first_open_of(work.tx(), work.office)?.filter(|day| day.month() <= asked) {
        return Err(of(Why::DayOpen).with("day", Fact::Day(day)).into());
    }
    let mut closed = stands.closed.unwrap_or(MonthClose {
        month: asked,
        version: 0,
        closes: Vec::new(),
    });
    let frozen = Frozen {
        at: work.now,
        by: work.actor.staff,
        through: last_id(work.tx(), Entry::KIND)?,
        figures: stands.figures,
        paid: stands.rate.paid,
        due: stands.rate.due,
        anchor: anchor(work.tx())?,
        reopened: None,
    };
    let made = Made::default()
        .with("month", asked.to_string())
        .with("charged", frozen.figure(Stood::Charged))
        .with("paid", frozen.figure(Stood::Paid));
    closed.closes.push(frozen);
    work.put(&mut closed)?;
    Ok(made)
}

/// The month's closes, of which the last one must stand.
fn standing(work: &Work<'_>, values: &Values) -> Run<MonthClose> {
    let asked = about(values, work);
    let found: Option<MonthClose> = work.find(MonthClose::id_of(asked))?;
    let found = found.filter(|closed| closed.standing().is_some());
    found.ok_or_else(|| {
        Refusal::new(Why::MonthOpen)
            .with("month", asked.to_string())
            .into()
    })
}

fn second_person(work: &Work<'_>, values: &Values) -> Run<Option<Rank>> {
    standing(work, values)?;
    Ok(Some(Rank::Supervisor))
}

fn reopen(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    if work.approved.is_none() {
        return Err(Why::OwnApproval.into());
    }
    let mut closed = standing(work, values)?;
    let said = Said {
        by: work.actor.staff,
        at: work.now,
        text: values.line("reason"),
    };
    if let Some(last) = closed.closes.last_mut() {
        last.reopened = Some(said);
    }
    let month = closed.month.to_string();
    work.put(&mut closed)?;
    Ok(Made::default().with("month", month))
}
