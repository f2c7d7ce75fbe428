//! `day.close`, what is decided about its difference, and opening it again.

use crate::domain::calendar::Day;
use crate::domain::close::{DENOMINATIONS, DayClose, Said, Taken, cash_of};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::money::Amount;
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::closing::{anchor, latest, next_day, of_day, pending};
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::work::Work;

/// Pieces of one kind at most.
const MOST_PIECES: i64 = 100_000;

const fn pieces(name: &'static str) -> Arg {
    Arg::may(name, Kind::Whole(0, MOST_PIECES))
}

/// `day.close`: what the ledger says came in since the last close, against the cash that was counted. Entries booked
/// after it belong to the next day. A day is closed by the order in which money was booked, so a payment that names an
/// earlier effective day changes nothing that was closed, and is not refused for it (reliability H13).
pub const CLOSE: Row = Row::new(
    "day.close",
    About::Nothing,
    Right::Cash,
    &[
        Arg::may("day", Kind::Day).called("close_day").fixed(),
        // What the asker saw: the last entry, and the cash there should be by it (reliability H15).
        Arg::may("through", Kind::Whole(0, i64::MAX)).fixed(),
        Arg::may("cash", Kind::Line(20))
            .called("close_cash")
            .fixed(),
        pieces("n100"),
        pieces("n50"),
        pieces("n20"),
        pieces("n10"),
        pieces("n5"),
        pieces("n1"),
        pieces("n05"),
        pieces("n01"),
        Arg::may("reason", Kind::Reason).called("close_reason"),
    ],
    close,
)
.reversed_by("day.reopen")
.prefill(prefill);

/// `day.settle`: a supervisor decides what becomes of a difference (duties.md D-054). Nothing is booked by it.
pub const SETTLE: Row = Row::new(
    "day.settle",
    About::Nothing,
    Right::Supervise,
    &[
        Arg::must("day", Kind::Day).called("close_day"),
        Arg::must("decision", Kind::Reason).called("close_decision"),
    ],
    settle,
);

/// `day.reopen`: the last close is opened again; it stays, with who opened it and why.
pub const REOPEN: Row = Row::new(
    "day.reopen",
    About::Nothing,
    Right::Supervise,
    &[
        Arg::must("day", Kind::Day).called("close_day"),
        Arg::must("reason", Kind::Reason),
    ],
    reopen,
)
.undo(Undo::Never);

fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let day = next_day(work.tx(), work.office, work.now)?;
    refuse_closed(work, day)?;
    let open = pending(work.tx(), work.office, day)?;
    Ok(vec![
        ("day", day.to_string()),
        ("through", open.through.to_string()),
        ("cash", open.cash.plus(open.float)?.plain()),
    ])
}

/// Refuses a day that is closed, or one before the last that is.
fn refuse_closed(work: &Work<'_>, day: Day) -> Run<()> {
    let Some(last) = latest(work.tx())?.filter(|last| last.day >= day) else {
        return Ok(());
    };
    let by = staff_name(work.tx(), last.by)?;
    Err(Refusal::new(Why::DayClosed)
        .with("day", Fact::Day(last.day))
        .with("by", by)
        .with("at", Fact::At(last.at))
        .into())
}

fn close(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let today = work.today();
    let day = match values.day("day") {
        Some(day) => day,
        None => next_day(work.tx(), work.office, work.now)?,
    };
    refuse_closed(work, day)?;
    if day > today {
        let fault = Refusal::new(Why::EffectiveDay)
            .with("earliest", Fact::Day(Day::MIN))
            .with("latest", Fact::Day(today))
            .on("day");
        return Err(Refusal::fields(vec![fault]).into());
    }
    let open = pending(work.tx(), work.office, day)?;
    let there = open.cash.plus(open.float)?;
    let through = i64::try_from(open.through).unwrap_or(i64::MAX);
    let as_seen = values.whole("through").is_none_or(|seen| seen == through)
        && values.text("cash").is_none_or(|seen| seen == there.plain());
    if !as_seen {
        return Err(Refusal::new(Why::DayMoved).with("owed", there).into());
    }
    let given = |name: &'static str| (name, values.whole(name).unwrap_or(0));
    let pieces: Vec<_> = DENOMINATIONS.iter().map(|(name, _)| given(name)).collect();
    let counted = cash_of(pieces.iter().copied())?;
    let id = work.next_id::<DayClose>()?;
    let mut close = DayClose {
        id,
        version: 0,
        day,
        after: open.after,
        through: open.through,
        at: work.now,
        by: work.actor.staff,
        lines: open.lines,
        pieces: pieces
            .iter()
            .map(|(_, count)| u32::try_from(*count).unwrap_or(0))
            .collect(),
        float: open.float,
        expected: open.cash,
        counted,
        reason: values.line("reason"),
        anchor: anchor(work.tx())?,
        decided: None,
        reopened: None,
    };
    let difference = close.difference()?;
    if difference != Amount::ZERO && close.reason.is_empty() {
        let fault = Refusal::new(Why::DifferenceUnsaid)
            .with("sum", difference)
            .on("reason");
        return Err(Refusal::fields(vec![fault]).into());
    }
    let all = close.lines.iter().map(Taken::net);
    let all = all.collect::<Result<Vec<_>, _>>()?;
    work.put(&mut close)?;
    let made = Made::default()
        .with("day", Fact::Day(day))
        .with("slip", Fact::Count(i64::try_from(id).unwrap_or(i64::MAX)))
        .with("amount", Amount::sum(all)?)
        .with("cash", close.expected);
    Ok(if difference == Amount::ZERO {
        made
    } else {
        made.with("difference", difference)
    })
}

/// The close in force of the day a command names.
fn named(work: &Work<'_>, values: &Values) -> Run<DayClose> {
    let day = values.day("day").unwrap_or(Day::MIN);
    of_day(work.tx(), day)?.ok_or_else(|| {
        Refusal::new(Why::NotClosed)
            .with("day", Fact::Day(day))
            .into()
    })
}

fn said(work: &Work<'_>, text: String) -> Said {
    Said {
        by: work.actor.staff,
        at: work.now,
        text,
    }
}

fn settle(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut close = named(work, values)?;
    if !close.is_undecided() {
        return Err(Refusal::new(Why::NothingToDecide)
            .with("day", Fact::Day(close.day))
            .into());
    }
    // Who counted does not judge what is missing.
    if close.by == work.actor.staff {
        return Err(Why::OwnApproval.into());
    }
    close.decided = Some(said(work, values.line("decision")));
    work.put(&mut close)?;
    Ok(Made::default()
        .with("day", Fact::Day(close.day))
        .with("difference", close.difference()?))
}

fn reopen(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut close = named(work, values)?;
    let last = latest(work.tx())?;
    if last.as_ref().is_none_or(|last| last.id != close.id) {
        let day = last.map_or(close.day, |last| last.day);
        return Err(Refusal::new(Why::NotLastClose)
            .with("day", Fact::Day(day))
            .into());
    }
    close.reopened = Some(said(work, values.line("reason")));
    work.put(&mut close)?;
    Ok(Made::default().with("day", Fact::Day(close.day)))
}
