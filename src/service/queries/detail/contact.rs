//! What a call, visit, letter or incident says of itself.

use super::{Said, link_home, link_ticket};
use crate::domain::contact::Contact;
use crate::domain::household::masked_phone;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::rows::named;

pub(super) fn said(asking: Asking<'_>, contact: &Contact) -> Run<Said> {
    let mut facts = Facts::default();
    facts.term(
        "channel",
        format!("choice-channel-{}", contact.channel.name()),
    );
    link_home(&mut facts, &contact.premises, contact.household);
    facts
        .text("caller", &contact.caller)
        .text("phone", &masked_phone(&contact.phone))
        .term("kind", format!("choice-kind-{}", contact.kind.name()));
    if let Some(visitor) = contact.visitor {
        facts.term("visitor", format!("choice-visitor-{}", visitor.name()));
    }
    facts
        .at("due_at", contact.due_at.filter(|_| contact.open()))
        .text("answer", &contact.answer)
        .at("answered_at", contact.answered_at)
        .text("first_action", &contact.first_action)
        .text("reported_to", &contact.reported_to)
        .at("reported_at", contact.reported_at)
        .at("at", Some(contact.at))
        .at("left_at", contact.left_at)
        .count("rings", contact.rings.into())
        .at("rang_at", contact.rang_at)
        .text("call_taken_by", &named(asking, contact.taken_by)?)
        .at("call_taken_at", contact.taken_at)
        .text("handled_by", &named(asking, Some(contact.handled_by))?);
    for ticket in &contact.tickets {
        link_ticket(asking, &mut facts, "ticket", *ticket)?;
    }
    facts.text(
        "external_number",
        contact.external.as_deref().unwrap_or_default(),
    );
    Ok(Said {
        kind: String::from("contact"),
        state: contact.state.name().to_owned(),
        fields: facts.done(),
        text: contact.text.clone(),
    })
}
