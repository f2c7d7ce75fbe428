//! `ticket.expense` and `ticket.pay_out`: what a ticket costs the office, agreed by amount before it goes out.

use crate::domain::error::{Refusal, Why};
use crate::domain::expense::{Expense, ExpenseKind, ExpenseRequest, PaidOut, authority};
use crate::domain::history::LineKind;
use crate::domain::ledger::Bound;
use crate::domain::money::Amount;
use crate::domain::office::Approval;
use crate::domain::staff::{Rank, Right};
use crate::domain::ticket::{Ticket, TicketKind};
use crate::service::args::Values;
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::deadlines::save;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::subject::Subject;
use crate::service::work::Work;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::APPROVAL_PENDING;

use super::REASON;
use super::walk::{found, made, not_from_here};

/// The name of the act that waits for who may agree.
const EXPENSE: &str = "ticket.expense";

/// Declares what a ticket is to cost the office; above the authority of who declares it somebody higher agrees first
/// (duties.md D-026).
pub const DECLARE: Row = Row::new(
    EXPENSE,
    About::Ticket,
    Right::Desk,
    &[
        Arg::must("purpose", Kind::Choice(ExpenseKind::NAMES)),
        Arg::must("amount", Kind::Amount),
        REASON,
    ],
    declare,
)
.needs(second_person)
.binds(|work, values| Ok(Bound::Expense(request(work, values)?)))
.prefill(|work| {
    let purpose = match found(work)?.kind {
        TicketKind::Complaint => ExpenseKind::Compensation,
        TicketKind::Repair | TicketKind::Request => ExpenseKind::Repair,
    };
    Ok(vec![("purpose", purpose.name().to_owned())])
});

/// Notes that money of the office went out for a ticket: never more than was agreed.
pub const PAY_OUT: Row = Row::new(
    "ticket.pay_out",
    About::Ticket,
    Right::Desk,
    &[
        Arg::must("amount", Kind::Amount),
        Arg::must("payee", Kind::Line(60)).personal(),
        Arg::may("reference", Kind::Line(60)).called("voucher"),
    ],
    pay_out,
)
.prefill(|work| {
    let left = left(&found(work)?)?;
    let left = (left > Amount::ZERO).then(|| left.plain());
    Ok(left.map(|left| ("amount", left)).into_iter().collect())
});

/// Ranks with a limit of their own, and its setting, in whole yuan; the leadership has none.
const BANDS: &[(Rank, &str, i64)] = &[
    (Rank::Supervisor, "expense.supervisor_yuan", 500),
    (Rank::DeptManager, "expense.dept_manager_yuan", 2_000),
    (
        Rank::PropertyManager,
        "expense.property_manager_yuan",
        10_000,
    ),
];

/// The least rank that agrees to so much for one matter.
pub fn agrees(work: &Work<'_>, whole: Amount) -> Run<Rank> {
    let mut bands = Vec::with_capacity(BANDS.len());
    for (rank, setting, shipped) in BANDS {
        let limit = work.office.whole(setting, *shipped).saturating_mul(100);
        bands.push((*rank, Amount::from_fen(limit)?));
    }
    Ok(authority(&bands, whole))
}

/// The request for this ticket that waits to be decided, if one does.
fn waiting(work: &Work<'_>, ticket: &Ticket) -> Run<Option<Approval>> {
    let pending: Vec<Approval> = lookup::all(
        work.tx(),
        APPROVAL_PENDING,
        Key::new(),
        Direction::Forward,
        usize::MAX,
    )?;
    let own = |one: &Approval| one.command == EXPENSE && one.subject == Some(ticket.number);
    Ok(pending
        .into_iter()
        .find(|one| own(one) && one.expires_at > work.now))
}

/// Refuses what has to wait until it is known what the ticket may cost.
pub fn none_waits(work: &Work<'_>, ticket: &Ticket) -> Run<()> {
    match waiting(work, ticket)? {
        Some(approval) => Err(Refusal::new(Why::ExpenseWaits)
            .with("number", approval.number.short(work.today()))
            .with("of", ticket.number.short(work.today()))
            .into()),
        None => Ok(()),
    }
}

/// What is asked, over what was agreed before: several small sums are decided about as the one they are.
fn request(work: &Work<'_>, values: &Values) -> Run<ExpenseRequest> {
    let ticket = found(work)?;
    if !ticket.open() {
        return Err(not_from_here(work, &ticket).into());
    }
    let kind = values.choice("purpose").and_then(ExpenseKind::from_name);
    Ok(ExpenseRequest {
        ticket: ticket.id,
        kind: kind.unwrap_or(ExpenseKind::Repair),
        amount: values.amount("amount").unwrap_or_default(),
        before: ticket.expense_agreed()?,
    })
}

fn second_person(work: &Work<'_>, values: &Values) -> Run<Option<Rank>> {
    let asked = request(work, values)?;
    none_waits(work, &found(work)?)?;
    let rank = agrees(work, asked.whole()?)?;
    Ok(Some(rank).filter(|rank| work.actor.rank < *rank))
}

fn declare(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let asked = request(work, values)?;
    let granted = work
        .bound
        .as_ref()
        .map(|bound| *bound == Bound::Expense(asked.clone()));
    match (work.approved, granted) {
        (Some(_), Some(true)) => {}
        // Closed, or agreed otherwise, since it was asked.
        (Some(_), _) => return Err(Why::ApprovalStale.into()),
        (None, _) if second_person(work, values)?.is_some() => {
            return Err(Why::OwnApproval.into());
        }
        (None, _) => {}
    }
    let mut ticket = found(work)?;
    let whole = asked.whole()?;
    let reason = values.line("reason");
    ticket
        .expenses
        .get_or_insert_default()
        .agreed
        .push(Expense {
            kind: asked.kind,
            amount: asked.amount,
            reason: reason.clone(),
            by: work.actor.staff,
            at: work.now,
            approval: work.approved,
        });
    told(
        work,
        &mut ticket,
        "expense_agreed",
        (asked.before, whole),
        &reason,
    )?;
    Ok(made(&ticket)
        .with("amount", asked.amount)
        .with("whole", whole))
}

/// Writes the line and stores the ticket.
fn told(
    work: &mut Work<'_>,
    ticket: &mut Ticket,
    field: &str,
    (before, after): (Amount, Amount),
    text: &str,
) -> Run<()> {
    let of = Subject::of(ticket);
    let (before, after) = (before.plain(), after.plain());
    work.edit_line(of, LineKind::Edit, field, &before, &after, text)?;
    ticket.touched_at = work.now;
    save(work, ticket)
}

/// What was agreed and did not go out yet.
fn left(ticket: &Ticket) -> Run<Amount> {
    let left = ticket.expense_agreed()?.minus(ticket.expense_out()?)?;
    // A plan that has to be approved anew may have been paid out before.
    Ok(left.max(Amount::ZERO))
}

fn pay_out(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    let amount = values.amount("amount").unwrap_or_default();
    let left = left(&ticket)?;
    if amount > left {
        let more = Refusal::new(Why::MoreThanAgreed).with("left", left);
        return Err(Refusal::fields(vec![more.on("amount")]).into());
    }
    let before = ticket.expense_out()?;
    let after = before.plus(amount)?;
    let reference = values.line("reference");
    ticket.expenses.get_or_insert_default().paid.push(PaidOut {
        amount,
        at: work.now,
        by: work.actor.staff,
        payee: values.line("payee"),
        reference: reference.clone(),
    });
    told(
        work,
        &mut ticket,
        "expense_paid",
        (before, after),
        &reference,
    )?;
    Ok(made(&ticket)
        .with("amount", amount)
        .with("left", left.minus(amount)?))
}
