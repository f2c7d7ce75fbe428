//! What a payment says of itself.

use super::{Said, link_home, short};
use crate::domain::ledger::Payment;
use crate::service::halt::Run;
use crate::service::loading::number_shown;
use crate::service::queries::Asking;
use crate::service::queries::explain::settled_by;
use crate::service::queries::facts::Facts;
use crate::service::queries::rows::named;
use crate::service::subject::{Found, Subject, by_number};

pub(super) fn said(asking: Asking<'_>, payment: &Payment) -> Run<Said> {
    let mut facts = Facts::default();
    link_home(&mut facts, &payment.premises, Some(payment.household));
    facts
        .text("payer", &payment.payer)
        .put("amount", payment.amount)
        .term("method", format!("choice-method-{}", payment.method.name()))
        .at("taken_at", Some(payment.taken_at))
        .at("clock_back", payment.clock_back);
    if payment.effective_on != asking.office.today(payment.taken_at) {
        facts.day("effective_on", Some(payment.effective_on));
    }
    facts.text("handled_by", &named(asking, Some(payment.taken_by))?);
    facts.text(
        "reference",
        payment.reference.as_deref().unwrap_or_default(),
    );
    settled_by(asking, payment, &mut facts)?;
    if payment.tendered.is_some() {
        facts
            .money("tendered", payment.tendered.unwrap_or_default())
            .money("change", payment.change());
    }
    facts
        .money("rounded", payment.rounded.unwrap_or_default())
        .money("advance", payment.advance);
    for refund in payment.refunds.iter().flatten() {
        facts
            .put("refunded", refund.amount)
            .at("refunded_at", Some(refund.at))
            .text("reason", &refund.reason);
    }
    facts
        .at("reversed_at", payment.reversed_at)
        .text("reason", &payment.reason);
    if let Some(number) = payment.approval
        && let Some(Found::Approval(approval)) = by_number(asking.tx, number)?
    {
        facts
            .text("asked_by", &named(asking, Some(approval.asked_by))?)
            .text("decided_by", &named(asking, approval.decided_by)?)
            .link(
                "approval",
                &short(asking, number),
                Some(Subject::of(&*approval)),
            );
    }
    facts
        .text("check_code", &payment.check_code())
        .text("audit_head", &payment.anchor)
        .count("prints", i64::from(payment.prints.unwrap_or_default()))
        .text("external_number", number_shown(payment.external.as_deref()));
    Ok(Said {
        kind: String::from("payment"),
        state: String::new(),
        fields: facts.done(),
        text: payment.note.clone(),
    })
}
