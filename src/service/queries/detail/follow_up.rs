//! What a follow-up says of itself.

use super::{Said, link_home, link_ticket, short};
use crate::domain::error::Fact;
use crate::domain::follow_up::{Evidence, FollowUp};
use crate::domain::household::masked_phone;
use crate::domain::register::RegisterEntry;
use crate::domain::ticket::Ticket;
use crate::service::follow_up_rule;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::rows::named;
use crate::service::subject::Subject;
use crate::storage::record::{Record as _, get};

/// The one before about the same matter, and what it brought.
fn tell_before(asking: Asking<'_>, facts: &mut Facts, follow_up: &FollowUp) -> Run<()> {
    let Some(id) = follow_up.before else {
        return Ok(());
    };
    let Some(before) = get::<FollowUp>(asking.tx, id.0)? else {
        return Ok(());
    };
    let to = Subject::of(&before);
    facts.link("before", &short(asking, before.number), Some(to));
    if let (Some(outcome), Some(last)) = (before.outcome, before.attempts.last()) {
        let outcome = Fact::Term(format!("choice-outcome-{}", outcome.name()));
        let told = [("at", Fact::At(last.at)), ("outcome", outcome)];
        let told = told.map(|(name, fact)| (name.to_owned(), fact)).to_vec();
        facts.put(
            "said_before",
            Fact::Told(String::from("followup-before"), told),
        );
        facts.text("text_before", &last.text);
    }
    Ok(())
}

/// A file that proves a try: what it is called and where it lies.
fn kept(file: &Evidence) -> Fact {
    let told = [("file", file.name.clone()), ("digest", file.short())];
    let told = told.map(|(name, text)| (name.to_owned(), Fact::Text(text)));
    Fact::Told(String::from("followup-file"), told.to_vec())
}

pub(super) fn said(asking: Asking<'_>, follow_up: &FollowUp) -> Run<Said> {
    let mut facts = Facts::default();
    link_home(&mut facts, &follow_up.premises, follow_up.household);
    facts
        .text("name", &follow_up.name)
        .text("phone", &masked_phone(&follow_up.phone))
        .text("summary", &follow_up.summary);
    if let Some(entry) = follow_up.entry {
        let to = Subject {
            kind: RegisterEntry::KIND,
            id: entry,
        };
        let number = short(asking, follow_up.ticket_number);
        facts.link("source", &number, Some(to));
    }
    link_ticket(asking, &mut facts, "source", follow_up.ticket)?;
    let ticket = get::<Ticket>(asking.tx, follow_up.ticket.0)?;
    if let Some(ticket) = &ticket {
        facts
            .text("result", &ticket.result)
            .text("worker", &named(asking, ticket.assignee)?)
            .at("done_at", ticket.done_at);
    }
    facts
        .at(
            "due_at",
            Some(follow_up.due_at).filter(|_| follow_up.open()),
        )
        .at("again", follow_up.wake_at.filter(|_| follow_up.open()))
        .put("attempts", follow_up.attempts.len());
    if follow_up.open() {
        let tried = follow_up_rule::told(asking.office, follow_up);
        let next = follow_up_rule::next_try(asking.office, follow_up, asking.now);
        let enough = follow_up_rule::may_leave_out(asking.office, follow_up);
        facts
            .put("tried", Fact::Told(String::from("followup-tried"), tried))
            .yes("leave_out", enough)
            .at("next_try", Some(next));
    }
    let files = follow_up
        .attempts
        .iter()
        .filter_map(|one| one.file.as_ref());
    let files: Vec<Fact> = files.map(kept).collect();
    if !files.is_empty() {
        facts.put("file", Fact::Several(files));
    }
    tell_before(asking, &mut facts, follow_up)?;
    if let Some(outcome) = follow_up.outcome {
        facts.term("outcome", format!("choice-outcome-{}", outcome.name()));
    }
    facts
        .at("closed_at", follow_up.ended_at)
        .yes("important", follow_up.important)
        .text("noted_by", &named(asking, follow_up.noted_by)?)
        .text("assignee", &named(asking, Some(follow_up.assignee))?);
    // What the customer said last stands where a record's long text stands.
    let text = follow_up
        .attempts
        .last()
        .map(|attempt| attempt.text.clone())
        .unwrap_or_default();
    Ok(Said {
        kind: String::from("followup"),
        state: follow_up.state().to_owned(),
        fields: facts.done(),
        text,
    })
}
