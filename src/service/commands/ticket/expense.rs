//! `ticket.expense` and `ticket.pay_out`: what a ticket costs the office, agreed by amount before it goes out.

use crate::domain::error::{Refusal, Why};
use crate::domain::expense::{Expense, ExpenseKind, ExpenseRequest, PaidOut, authority};
use crate::domain::history::LineKind;
use crate::domain::ledger::Bound;
use crate::domain::money::Amount;
use crate::domain::staff::{Rank, Right};
use crate::domain::ticket::{Ticket, TicketKind};
use crate::service::approval::{EXPENSE, pending_of};
use crate::service::args::Values;
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::deadlines::save;
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;

use super::REASON;
use super::walk::{found, made, not_from_here};

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
.undo(Undo::Never)
.prefill(|work| {
    let left = left(&found(work)?)?;
    let left = (left > Amount::ZERO).then(|| left.plain());
    Ok(left.map(|left| ("amount", left)).into_iter().collect())
});

/// Notes that money came back, or that it never went out: what was noted before stays where it is.
pub const PAY_BACK: Row = Row::new(
    "ticket.pay_back",
    About::Ticket,
    Right::Supervise,
    &[
        Arg::must("amount", Kind::Amount),
        Arg::must("reason", Kind::Reason),
    ],
    pay_back,
)
.undo(Undo::Never);

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

/// The least rank that answers for a ticket, whatever it costs: leadership for a major complaint and one above level 1;
/// where the office lets it, the department manager for level 2 (duties.md 5.2, D-031).
pub fn answers(work: &Work<'_>, ticket: &Ticket) -> Rank {
    let Some(grievance) = &ticket.grievance else {
        return Rank::Receptionist;
    };
    let lent = work.office.setting("complaint.level2_by_manager") == "yes";
    match (grievance.level, grievance.major) {
        (2, false) if lent => Rank::DeptManager,
        (1, false) => Rank::Supervisor,
        _ => Rank::Leadership,
    }
}

/// Refuses what has to wait until it is known what the ticket may cost.
pub fn none_waits(work: &Work<'_>, ticket: &Ticket) -> Run<()> {
    match pending_of(work.tx(), work.now, EXPENSE, ticket.number)? {
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
    let ticket = found(work)?;
    none_waits(work, &ticket)?;
    let rank = agrees(work, asked.whole()?)?.max(answers(work, &ticket));
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
    let ticket = found(work)?;
    let amount = values.amount("amount").unwrap_or_default();
    let left = left(&ticket)?;
    if amount > left {
        none_waits(work, &ticket)?;
        let more = Refusal::new(Why::MoreThanAgreed).with("left", left);
        return Err(Refusal::fields(vec![more.on("amount")]).into());
    }
    let reference = values.line("reference");
    let payee = values.line("payee");
    let line = reference.clone();
    noted(work, ticket, (amount, payee, reference), &line)
}

fn pay_back(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let ticket = found(work)?;
    let amount = values.amount("amount").unwrap_or_default();
    let out = ticket.expense_out()?;
    if amount > out {
        let more = Refusal::new(Why::MoreThanPaidOut).with("left", out);
        return Err(Refusal::fields(vec![more.on("amount")]).into());
    }
    let back = Amount::ZERO.minus(amount)?;
    let reason = values.line("reason");
    noted(work, ticket, (back, String::new(), String::new()), &reason)
}

/// Notes what went out, or with a minus what came back.
fn noted(
    work: &mut Work<'_>,
    mut ticket: Ticket,
    (amount, payee, reference): (Amount, String, String),
    text: &str,
) -> Run<Made> {
    let before = ticket.expense_out()?;
    let after = before.plus(amount)?;
    ticket.expenses.get_or_insert_default().paid.push(PaidOut {
        amount,
        at: work.now,
        by: work.actor.staff,
        payee,
        reference,
    });
    told(work, &mut ticket, "expense_paid", (before, after), text)?;
    let left = left(&ticket)?;
    Ok(made(&ticket).with("amount", amount).with("left", left))
}
