//! What is printed: work slips (派工单) and receipts (收据).

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::masked_phone;
use crate::domain::ledger::Payment;
use crate::domain::staff::Right;
use crate::domain::ticket::{Priority, Ticket};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::detail::{appointment, category_said};
use crate::service::queries::explain::settled_by;
use crate::service::queries::facts::Facts;
use crate::service::queries::found::load;
use crate::service::queries::rows::named;
use crate::service::queries::several;
use crate::service::subject::{Found, Subject};
use crate::service::view::PaperLine;

/// Answers `Query::Paper`: the slip of a ticket or the receipt of a payment.
pub fn paper(asking: Asking<'_>, subject: Subject) -> Run<Vec<PaperLine>> {
    match load(asking.tx, subject)? {
        Found::Ticket(ticket) => work_slip(asking, &ticket),
        Found::Payment(payment) => receipt(asking, &payment),
        other => Err(Refusal::new(Why::UnknownRecord)
            .with(
                "number",
                crate::service::queries::found::name(asking.office, &other),
            )
            .into()),
    }
}

/// Answers `Query::Slips`: the slips of these tickets in the order of the work pane.
pub fn slips(asking: Asking<'_>, names: &[String]) -> Run<Vec<Vec<PaperLine>>> {
    let tickets = several::in_order(asking, several::named(asking, names)?)?;
    tickets
        .iter()
        .map(|ticket| work_slip(asking, ticket))
        .collect()
}

/// Adds facts as lines.
fn lines(paper: &mut Vec<PaperLine>, facts: Facts) {
    paper.extend(facts.done().into_iter().map(PaperLine::Field));
}

/// The slip a worker takes along (duties.md D-016). The number to call is on it, because the worker needs it:
/// whole for who may see it, and whoever runs the query leaves a line (duties.md D-068).
fn work_slip(asking: Asking<'_>, ticket: &Ticket) -> Run<Vec<PaperLine>> {
    let mut paper = vec![
        PaperLine::Text(asking.office.name()),
        PaperLine::Title(String::from("field-work_slip")),
        PaperLine::Rule,
    ];
    let phone = if asking.actor.may(Right::Reveal) {
        ticket.phone.clone()
    } else {
        masked_phone(&ticket.phone)
    };
    let mut facts = Facts::default();
    facts
        .text("number", &ticket.number.full())
        .at("received_at", Some(ticket.received_at))
        .text("premises", &ticket.premises)
        .text("caller", &ticket.caller)
        .text("phone", &phone)
        .said("category", category_said(asking.office, &ticket.category));
    if ticket.priority != Priority::Normal {
        facts.term(
            "priority",
            format!("choice-priority-{}", ticket.priority.name()),
        );
    }
    facts.text("place", &ticket.place);
    appointment(asking, &mut facts, ticket.appointment);
    facts
        .text("worker", &named(asking, ticket.assignee)?)
        .at("dispatched_at", ticket.dispatched_at)
        .at("due_at", ticket.due_at);
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let text = if ticket.text.is_empty() {
        &ticket.summary
    } else {
        &ticket.text
    };
    paper.extend(text.lines().map(|line| PaperLine::Text(line.to_owned())));
    paper.push(PaperLine::Rule);
    // To be filled in by hand at the home.
    for blank in ["field-result", "field-cost", "field-done_at"] {
        paper.push(PaperLine::Sign(blank.to_owned()));
    }
    for sign in ["field-signature_worker", "field-signature_customer"] {
        paper.push(PaperLine::Sign(sign.to_owned()));
    }
    Ok(paper)
}

/// The receipt of a payment; the check code ties it to the books.
fn receipt(asking: Asking<'_>, payment: &Payment) -> Run<Vec<PaperLine>> {
    let mut paper = vec![
        PaperLine::Text(asking.office.name()),
        PaperLine::Title(String::from("field-receipt")),
    ];
    // What was printed once is a copy from then on (reliability H14).
    let copies = payment.prints.unwrap_or_default().saturating_sub(1);
    if copies > 0 {
        let mut facts = Facts::default();
        facts.count("copy", i64::from(copies));
        lines(&mut paper, facts);
    }
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    facts
        .text("number", &payment.number.full())
        .at("taken_at", Some(payment.taken_at))
        .at("clock_back", payment.clock_back)
        .text("premises", &payment.premises)
        .text("payer", &payment.payer);
    if payment.effective_on != asking.office.today(payment.taken_at) {
        facts.day("effective_on", Some(payment.effective_on));
    }
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    settled_by(asking, payment, &mut facts)?;
    facts
        .money("rounded", payment.rounded.unwrap_or_default())
        .money("advance", payment.advance);
    for refund in payment.refunds.iter().flatten() {
        facts.put("refunded", refund.amount);
    }
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    facts
        .put("total", Fact::Money(payment.amount))
        .text("capitals", &payment.amount.capitals())
        .term("method", format!("choice-method-{}", payment.method.name()))
        .text(
            "reference",
            payment.reference.as_deref().unwrap_or_default(),
        );
    if payment.tendered.is_some() {
        facts
            .money("tendered", payment.tendered.unwrap_or_default())
            .money("change", payment.change());
    }
    facts
        .text("handled_by", &named(asking, Some(payment.taken_by))?)
        .text("check_code", &payment.check_code())
        .text("audit_head", &payment.anchor)
        .at("reversed_at", payment.reversed_at)
        .text("remarks", &payment.note);
    lines(&mut paper, facts);
    paper.push(PaperLine::Sign(String::from("field-signature_desk")));
    Ok(paper)
}
