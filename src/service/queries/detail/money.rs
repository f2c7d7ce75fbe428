//! What a payment says of itself.

use super::{Said, link_home, short};
use crate::domain::ledger::{Charge, Payment};
use crate::service::halt::Run;
use crate::service::loading::number_shown;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::rows::named;
use crate::service::subject::{Found, Subject, by_number};
use crate::storage::record::get;

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
    for part in &payment.allocations {
        if let Some(charge) = get::<Charge>(asking.tx, part.charge.0)? {
            facts
                .text("item", &format!("{} {}", charge.name, charge.month))
                .put("paid", part.amount);
        }
    }
    facts
        .money("advance", payment.advance)
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
        .text("check_code", &payment.anchor)
        .text("external_number", number_shown(payment.external.as_deref()));
    Ok(Said {
        kind: String::from("payment"),
        state: String::new(),
        fields: facts.done(),
        text: payment.note.clone(),
    })
}
