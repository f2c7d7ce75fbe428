//! `charge.dispute`, `charge.settle_dispute`: what a payer objects to is owed, and nobody is asked for it meanwhile.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::Household;
use crate::domain::id::Number;
use crate::domain::ledger::Charge;
use crate::domain::money::Amount;
use crate::domain::staff::Right;
use crate::domain::ticket::{Ticket, TicketKind};
use crate::service::args::Values;
use crate::service::books::{Books, unpaid};
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::TICKET_BY_HOUSEHOLD;

/// The latest tickets of a home among which its open complaint is looked for.
const LATEST: usize = 50;

/// `charge.dispute`: what a payer objects to, with the complaint it is settled by (duties.md 5.4).
pub const DISPUTE: Row = Row::new(
    "charge.dispute",
    About::Household,
    Right::Desk,
    &[
        Arg::must("complaint", Kind::Number),
        Arg::may("item", Kind::Line(40)).called("charge_name"),
        Arg::may("month", Kind::Month),
        Arg::must("reason", Kind::Reason),
    ],
    dispute,
)
.prefill(open_complaint);

/// `charge.settle_dispute`: a dispute is over before its complaint is.
pub const SETTLE: Row = Row::new(
    "charge.settle_dispute",
    About::Household,
    Right::Supervise,
    &[
        Arg::may("complaint", Kind::Number),
        Arg::must("reason", Kind::Reason),
    ],
    settle,
);

fn home(work: &Work<'_>) -> Run<Household> {
    match &work.found {
        Found::Household(home) => Ok((**home).clone()),
        _ => Err(Refusal::field("subject", Why::Missing).into()),
    }
}

fn is_open_complaint(ticket: &Ticket) -> bool {
    ticket.kind == TicketKind::Complaint && ticket.open()
}

/// The home's own complaint, if it has one that is open.
fn open_complaint(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let home = home(work)?;
    let latest: Vec<Ticket> = lookup::all(
        work.tx(),
        TICKET_BY_HOUSEHOLD,
        Key::new().u64(home.id.0),
        Direction::Backward,
        LATEST,
    )?;
    let open = latest.into_iter().find(is_open_complaint);
    let number = |ticket: Ticket| ("complaint", ticket.number.short(work.today()));
    Ok(open.map(number).into_iter().collect())
}

/// The complaint that is named, if it is an open one of the home.
fn complaint(work: &Work<'_>, home: &Household, values: &Values) -> Run<Number> {
    let number = values.number("complaint").ok_or(Why::Missing)?;
    let found = match lookup::id_of_number(work.tx(), number)? {
        Some(id) => work.find::<Ticket>(id)?,
        None => None,
    };
    let own = |ticket: &Ticket| {
        ticket.number == number && is_open_complaint(ticket) && ticket.household == Some(home.id)
    };
    if found.as_ref().is_some_and(own) {
        return Ok(number);
    }
    let fault = Refusal::new(Why::NoComplaint)
        .with("number", number.short(work.today()))
        .with("premises", home.code.as_str())
        .on("complaint");
    Err(Refusal::fields(vec![fault]).into())
}

fn dispute(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let home = home(work)?;
    let number = complaint(work, &home, values)?;
    let item = values.line("item");
    let month = values.month("month");
    let meant = |charge: &Charge| {
        charge.disputed.is_none()
            && (item.is_empty() || charge.name == item)
            && month.is_none_or(|month| charge.month == month)
    };
    let disputed = mark(work, &home, &meant, Some(number))?;
    let short = number.short(work.today());
    Ok(disputed.with("number", short))
}

fn settle(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let home = home(work)?;
    let number = values.number("complaint");
    let meant = |charge: &Charge| {
        charge.disputed.is_some() && (number.is_none() || charge.disputed == number)
    };
    mark(work, &home, &meant, None)
}

/// Marks the charges that are meant as disputed by a complaint, or as no longer disputed.
fn mark(
    work: &mut Work<'_>,
    home: &Household,
    meant: &dyn Fn(&Charge) -> bool,
    by: Option<Number>,
) -> Run<Made> {
    let (count, amount) = Books::of(work).dispute(home, meant, by)?;
    if count == 0 {
        return Err(Refusal::new(Why::NothingFits)
            .with("premises", home.code.as_str())
            .into());
    }
    work.touch(Subject::of(home));
    Ok(Made::default()
        .with("premises", home.code.as_str())
        .with("count", Fact::Count(i64::from(count)))
        .with("amount", amount))
}

/// Ends the disputes a complaint was linked to once it is closed; returns how much is asked for again.
pub fn end_with(work: &mut Work<'_>, ticket: &Ticket) -> Run<Amount> {
    let over = ticket.kind == TicketKind::Complaint && !ticket.open();
    let Some(id) = ticket.household.filter(|_| over) else {
        return Ok(Amount::ZERO);
    };
    let by = |charge: &Charge| charge.disputed == Some(ticket.number);
    if !unpaid(work.tx(), id)?.iter().any(by) {
        return Ok(Amount::ZERO);
    }
    let home: Household = work.get(id.0)?;
    let (_, amount) = Books::of(work).dispute(&home, &by, None)?;
    Ok(amount)
}
