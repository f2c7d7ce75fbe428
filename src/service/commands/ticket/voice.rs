//! A voice instead of a duplicate, and links between tickets.

use crate::domain::contact::Contact;
use crate::domain::error::{Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::id::ContactId;
use crate::domain::lifecycle::Group;
use crate::domain::ticket::{Ticket, Voice};
use crate::service::args::Values;
use crate::service::command::Made;
use crate::service::deadlines::save;
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::whom::Whom;
use crate::service::work::Work;

use super::open::{caller, ticket_called};
use super::walk::{found, made, not_from_here};

/// Adds a voice to an open ticket and stores it: the same home only once, and only while somebody still works on it.
pub fn add(
    work: &mut Work<'_>,
    ticket: &mut Ticket,
    whom: &Whom,
    contact: Option<ContactId>,
) -> Run<()> {
    let group = ticket.kind.life().group(&ticket.state);
    if !ticket.open() || group == Group::Settled {
        return Err(not_from_here(work, ticket).into());
    }
    if whom.unknown() {
        return Err(Why::NothingSaid.into());
    }
    if speaks_in(ticket, whom) {
        return Err(Refusal::new(Why::Exists)
            .with("text", whom.premises.as_str())
            .into());
    }
    ticket.voices.push(Voice {
        household: whom.household,
        premises: whom.premises.clone(),
        person: whom.person,
        name: whom.caller.clone(),
        phone: whom.phone.clone(),
        contact,
        at: work.now,
    });
    ticket.touched_at = work.now;
    let text = format!("{} {}", whom.premises, whom.caller);
    work.line(Subject::of(ticket), LineKind::Voice, "", "", text.trim())?;
    save(work, ticket)
}

/// Whether the home has reported the matter before.
pub fn speaks_in(ticket: &Ticket, whom: &Whom) -> bool {
    let voices = ticket.voices.iter().filter_map(|voice| voice.household);
    voices
        .chain(ticket.household)
        .any(|home| whom.household == Some(home))
}

/// Writes under an open ticket that a home which has reported it speaks of it again. It is no voice, and no progress.
pub fn again(work: &mut Work<'_>, ticket: &Ticket, contact: &Contact) -> Run<()> {
    if !ticket.open() {
        return Err(not_from_here(work, ticket).into());
    }
    let number = contact.number.short(work.today());
    let text = format!("{number} {}", contact.text);
    work.line(Subject::of(ticket), LineKind::Note, "", "", text.trim())?;
    work.touch(Subject::of(ticket));
    Ok(())
}

/// `ticket.voice`.
pub fn voice(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    let (mut contact, whom) = caller(work, values)?;
    add(
        work,
        &mut ticket,
        &whom,
        contact.as_ref().map(|contact| contact.id),
    )?;
    if let Some(contact) = contact.as_mut()
        && !contact.tickets.contains(&ticket.id)
    {
        contact.tickets.push(ticket.id);
        work.put(contact)?;
    }
    Ok(made(&ticket).with("voices", ticket.voices.len() + 1))
}

/// `ticket.link`: ties two tickets, or parts them with `off`.
pub fn link(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut one = found(work)?;
    let Some(number) = values.number("other") else {
        return Err(Refusal::field("other", Why::Missing).into());
    };
    let mut other = ticket_called(work, number)?;
    if one.id == other.id {
        return Err(Why::SameRecord.into());
    }
    let off = values.yes("off");
    if off != one.links.contains(&other.id) {
        let why = if off { Why::UnknownRecord } else { Why::Exists };
        let other = other.number.short(work.today());
        return Err(Refusal::new(why)
            .with("number", other.as_str())
            .with("text", other.as_str())
            .into());
    }
    tie(work, &mut one, &other, off)?;
    tie(work, &mut other, &one, off)?;
    let mut outcome = made(&one).with("other", other.number.short(work.today()));
    outcome.also.push(other.number);
    Ok(outcome)
}

/// Writes one side of a link.
fn tie(work: &mut Work<'_>, ticket: &mut Ticket, other: &Ticket, off: bool) -> Run<()> {
    ticket.links.retain(|id| *id != other.id);
    let number = other.number.full();
    let (before, after) = if off {
        (number.as_str(), "")
    } else {
        ticket.links.push(other.id);
        ("", number.as_str())
    };
    work.line(Subject::of(ticket), LineKind::Link, before, after, "")?;
    save(work, ticket)
}
