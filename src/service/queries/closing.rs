//! Answers `Query::DayClose` and `Query::MonthClose`.

use crate::domain::calendar::Month;
use crate::domain::close::moved;
use crate::domain::close::{DENOMINATIONS, DayClose, MonthClose, Said, Taken};
use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ledger::Entry;
use crate::domain::money::Amount;
use crate::service::closing::{self, MonthNow};
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::queries::Asking;
use crate::service::view::{
    DayPage, DayView, FigureView, MoneyRow, MonthView, OpenDay, SaidView, TakenView,
};
use crate::storage::record::get;

/// Closes in one answer.
const CLOSES: usize = 60;
/// Rows of money in one answer.
const ROWS: usize = 500;
/// Months in one answer, the running one with them.
const MONTHS: i32 = 13;

/// Answers `Query::DayClose`: one close with its rows, or what waits and the latest closes.
pub fn day(asking: Asking<'_>, id: Option<u64>) -> Run<DayPage> {
    let tx = asking.tx;
    if let Some(id) = id {
        let close: DayClose = get(tx, id)?
            .ok_or_else(|| Refusal::new(Why::UnknownRecord).with("number", id.to_string()))?;
        let (entries, more) = closing::entries(tx, close.after, close.through, ROWS)?;
        return Ok(DayPage {
            open: None,
            closes: vec![of_close(asking, close)?],
            rows: rows(asking, &entries)?,
            more,
        });
    }
    let today = asking.office.today(asking.now);
    let day = closing::next_day(tx, asking.office, asking.now)?;
    let last = closing::latest(tx)?;
    let closed = last.is_some_and(|last| last.day >= day);
    // Where today is closed already, what was taken since stands on the next day.
    let shown = if closed { day.plus(1) } else { day };
    let open = closing::pending(tx, asking.office, shown)?;
    let (entries, more) = closing::entries(tx, open.after, open.through, ROWS)?;
    let closes = closing::closes(tx, CLOSES)?;
    Ok(DayPage {
        open: Some(OpenDay {
            day: open.day,
            lines: lines(asking, &open.lines)?,
            cash: open.cash,
            float: open.float,
            overdue: open.day < today,
            closed,
        }),
        closes: closes
            .into_iter()
            .map(|close| of_close(asking, close))
            .collect::<Run<_>>()?,
        rows: rows(asking, &entries)?,
        more,
    })
}

fn lines(asking: Asking<'_>, lines: &[Taken]) -> Run<Vec<TakenView>> {
    let line = |line: &Taken| {
        Ok(TakenView {
            person: staff_name(asking.tx, line.by)?,
            method: line.method.name().to_owned(),
            taken: line.taken,
            receipts: i64::from(line.receipts),
            given: line.given,
            returns: i64::from(line.returns),
        })
    };
    lines.iter().map(line).collect()
}

fn rows(asking: Asking<'_>, entries: &[Entry]) -> Run<Vec<MoneyRow>> {
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some((method, amount)) = moved(entry) else {
            continue;
        };
        let home: Option<Household> = get(asking.tx, entry.household.0)?;
        rows.push(MoneyRow {
            at: entry.at,
            number: entry.receipt,
            premises: home.map_or_else(String::new, |home| home.code),
            kind: entry.kind.name().to_owned(),
            method: method.name().to_owned(),
            amount,
            person: staff_name(asking.tx, entry.by)?,
        });
    }
    Ok(rows)
}

fn said(asking: Asking<'_>, said: &Said) -> Run<SaidView> {
    Ok(SaidView {
        person: staff_name(asking.tx, said.by)?,
        at: said.at,
        text: said.text.clone(),
    })
}

/// A close as it is shown and printed.
pub fn of_close(asking: Asking<'_>, close: DayClose) -> Run<DayView> {
    let told = |what: &Option<Said>| what.as_ref().map(|one| said(asking, one)).transpose();
    let nets = close.lines.iter().map(Taken::net);
    let nets = nets.collect::<Result<Vec<_>, _>>()?;
    let pieces = DENOMINATIONS.iter().zip(&close.pieces);
    let pieces = pieces.filter(|(_, count)| **count > 0);
    Ok(DayView {
        id: close.id,
        day: close.day,
        at: close.at,
        person: staff_name(asking.tx, close.by)?,
        lines: lines(asking, &close.lines)?,
        pieces: pieces
            .map(|((name, _), count)| ((*name).to_owned(), i64::from(*count)))
            .collect(),
        float: close.float,
        expected: close.expected,
        counted: close.counted,
        difference: close.difference()?,
        decided: told(&close.decided)?,
        reopened: told(&close.reopened)?,
        total: Amount::sum(nets)?,
        reason: close.reason,
        anchor: close.anchor,
    })
}

/// Answers `Query::MonthClose`: one month, or the latest, the running one first.
pub fn months(asking: Asking<'_>, wanted: Option<Month>) -> Run<Vec<MonthView>> {
    let today = asking.office.today(asking.now);
    let running = today.month();
    let span = match wanted {
        Some(month) => (month, month),
        None => (running.plus(1 - MONTHS), running),
    };
    let months = closing::months(asking.tx, span, today)?;
    let months = months.iter();
    months
        .map(|stands| of_month(asking, stands, stands.month >= running))
        .collect()
}

fn of_month(asking: Asking<'_>, stands: &MonthNow, running: bool) -> Run<MonthView> {
    let frozen = stands.closed.as_ref().and_then(MonthClose::standing);
    let figure = |(name, now): &(crate::domain::close::Stood, Amount)| FigureView {
        name: name.name().to_owned(),
        frozen: frozen.map(|frozen| frozen.figure(*name)),
        now: *now,
    };
    let closed = match frozen {
        Some(frozen) => Some(SaidView {
            person: staff_name(asking.tx, frozen.by)?,
            at: frozen.at,
            text: frozen.anchor.clone(),
        }),
        None => None,
    };
    let closes = stands.closed.iter().flat_map(|closed| &closed.closes);
    let reopened = closes.filter_map(|one| one.reopened.as_ref());
    Ok(MonthView {
        month: stands.month,
        figures: stands.figures.iter().map(figure).collect(),
        frozen: frozen.map(|frozen| (frozen.paid, frozen.due)),
        now: (stands.rate.paid, stands.rate.due),
        closed,
        reopened: reopened.map(|one| said(asking, one)).collect::<Run<_>>()?,
        running,
    })
}
