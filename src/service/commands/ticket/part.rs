//! `ticket.part`: what was taken for the same matter was another, so it gets a ticket of its own.

use crate::domain::contact::Contact;
use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::follow_up::{FollowUp, Outcome};
use crate::domain::history::LineKind;
use crate::domain::lifecycle::Group;
use crate::domain::ticket::{Priority, Ticket, Voice};
use crate::service::args::Values;
use crate::service::command::Made;
use crate::service::deadlines::save;
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::whom::Whom;
use crate::service::work::Work;

use super::guards::follow_ups;
use super::open::{Wanted, open};
use super::walk::{found, made, not_from_here};

/// What the form begins with: who joined in last.
pub fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let ticket = found(work)?;
    let last = ticket.voices.last();
    Ok(last
        .map(|voice| ("voice", name(voice)))
        .into_iter()
        .collect())
}

/// How a voice is named: by its home, or by the caller where that is not known.
fn name(voice: &Voice) -> String {
    let home = Some(&voice.premises).filter(|home| !home.is_empty());
    home.unwrap_or(&voice.name).clone()
}

/// Takes a voice out of an open ticket and opens a ticket for it.
pub fn part(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    if !ticket.open() || ticket.kind.life().group(&ticket.state) == Group::Settled {
        return Err(not_from_here(work, &ticket).into());
    }
    let at = meant(&ticket, values)?;
    let voice = ticket.voices.remove(at);
    number_anew(work, &ticket, at)?;
    ticket.touched_at = work.now;
    let mut contact: Option<Contact> = match voice.contact {
        Some(id) => work.find(id.0)?,
        None => None,
    };
    let own = open(work, wanted(&ticket, &voice, contact.as_ref(), values))?;
    let said = format!("{} {}", voice.premises, voice.name);
    let number = own.number.full();
    let of = Subject::of(&ticket);
    work.line(of, LineKind::Voice, said.trim(), &number, "")?;
    save(work, &mut ticket)?;
    if let Some(contact) = contact.as_mut() {
        contact.tickets.retain(|id| *id != ticket.id);
        contact.tickets.push(own.id);
        work.put(contact)?;
    }
    let mut outcome = made(&own)
        .with("from", ticket.number.short(work.today()))
        .with("premises", name(&voice));
    outcome.also.push(ticket.number);
    Ok(outcome)
}

/// The place of the voice that is meant.
fn meant(ticket: &Ticket, values: &Values) -> Run<usize> {
    let typed = fold(&values.line("voice"));
    let is_meant = |voice: &Voice| fold(&voice.premises) == typed || fold(&voice.name) == typed;
    let at = match ticket.voices.as_slice() {
        [_] if typed.is_empty() => Some(0),
        _ if typed.is_empty() => None,
        voices => voices.iter().position(is_meant),
    };
    at.ok_or_else(|| {
        let names: Vec<String> = ticket.voices.iter().map(name).collect();
        let fault = Refusal::new(Why::NoVoice)
            .with("text", values.line("voice"))
            .with("candidates", names.join(" "));
        Refusal::fields(vec![fault.on("voice")]).into()
    })
}

/// Call-backs know a voice by its place: those behind it move up, its own is not made for this ticket any more.
fn number_anew(work: &mut Work<'_>, ticket: &Ticket, at: usize) -> Run<()> {
    let place = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1);
    let open = follow_ups(work, ticket)?.into_iter().filter(FollowUp::open);
    for mut follow_up in open.filter(|one| one.voice >= place) {
        if follow_up.voice == place {
            follow_up.outcome = Some(Outcome::Exempt);
            follow_up.ended_at = Some(work.now);
        } else {
            follow_up.voice -= 1;
        }
        work.put(&mut follow_up)?;
    }
    Ok(())
}

/// The voice's own ticket: what was said in its call, of the same kind and category until somebody knows better.
fn wanted(ticket: &Ticket, voice: &Voice, contact: Option<&Contact>, values: &Values) -> Wanted {
    // A caller whose home nobody asked for spoke of where the ticket is.
    let unplaced = voice.household.is_none() && voice.premises.is_empty();
    let premises = if unplaced {
        &ticket.premises
    } else {
        &voice.premises
    };
    let said = contact.map(|contact| contact.text.as_str());
    let said = values.text("text").or(said).filter(|text| !text.is_empty());
    Wanted {
        kind: ticket.kind,
        whom: Whom {
            community: ticket.community,
            household: voice.household,
            premises: premises.clone(),
            public: voice.household.is_none() && !premises.is_empty(),
            person: voice.person,
            caller: voice.name.clone(),
            phone: voice.phone.clone(),
        },
        category: ticket.category.clone(),
        priority: Priority::Normal,
        scope: None,
        place: String::new(),
        text: said.unwrap_or(&ticket.text).to_owned(),
        appointment: None,
        worker: None,
        dispatch: false,
        level: 1,
        major: false,
        against: String::new(),
        demand: String::new(),
        contact: voice.contact,
        rework_of: None,
        external: None,
    }
}
