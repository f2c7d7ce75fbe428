//! `contact.ring`, `contact.take`, `contact.miss`: a call that is announced, taken, or left unanswered.

use crate::domain::contact::{Channel, Contact, ContactState};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::id::{ContactId, Letter};
use crate::service::args::Values;
use crate::service::command::Made;
use crate::service::deadlines::{MISSED, by_rule};
use crate::service::disclosure;
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::ringing;
use crate::service::subject::Subject;
use crate::service::whom;
use crate::service::work::Work;

use super::{found, not_from_here, state};

/// `contact.ring`: what a telephone system says of a call. A number that rings already, or whose call nobody has
/// dealt with, is the same contact.
pub(super) fn ring(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let phone = values.line("phone");
    let same = work.office.whole(ringing::SAME, 30);
    let now = work.now;
    let standing = ringing::standing(work.tx(), &phone)?;
    let latest = ringing::latest(work.tx(), &phone)?;
    let ringing = |call: &&Contact| call.state == ContactState::Ringing;
    if values.yes("ended") {
        return match standing.iter().find(ringing) {
            Some(call) => {
                let mut call = call.clone();
                unanswered(work, &mut call)?;
                Ok(said(&call))
            }
            None => Ok(standing
                .first()
                .or(latest.as_ref())
                .map_or_else(Made::default, said)),
        };
    }
    // Once somebody has it the exchange may still announce it; who rang off in vain and rings again is another ring.
    let known = standing.iter().chain(&latest);
    let heard = known
        .clone()
        .find(|call| ringing(call) || call.taken_by.is_some() && call.is_same_ring(now, same));
    if let Some(call) = heard {
        return Ok(said(call));
    }
    // What somebody has taken is theirs to write down: the number that rings again is another call.
    let free = standing.iter().find(|call| call.taken_by.is_none());
    let again = latest
        .iter()
        .find(|call| call.taken_by.is_none() && call.is_same_ring(now, same));
    let Some(mut contact) = free.or(again).cloned() else {
        return first(work, values);
    };
    let before = contact.state.name();
    contact.ring(now);
    moved(work, &contact, before)?;
    work.put(&mut contact)?;
    Ok(said(&contact))
}

/// A call of a number that is owed nothing: its contact, with the home and the person the number belongs to.
fn first(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let whom = whom::read(work, values)?;
    let id = ContactId(work.next_id::<Contact>()?);
    let number = work.number(Letter::Contact)?;
    let heard = (work.now, work.actor.staff);
    let mut contact = Contact {
        state: ContactState::Ringing,
        household: whom.household,
        premises: whom.premises,
        person: whom.person,
        caller: whom.caller,
        phone: whom.phone,
        due_at: by_rule(work.office, MISSED, work.now).map(|deadline| deadline.due),
        due_rule: MISSED.to_owned(),
        ..Contact::new(id, number, Channel::Call, whom.community, heard)
    };
    contact.ring(work.now);
    work.put(&mut contact)?;
    Ok(said(&contact))
}

/// What is told of a call: to a telephone system no more than that it is known.
fn said(contact: &Contact) -> Made {
    Made::of(contact.number)
        .with("state", state(contact))
        .with("count", Fact::Count(contact.rings.into()))
}

/// Writes down that a call moved on.
fn moved(work: &mut Work<'_>, contact: &Contact, before: &str) -> Run<()> {
    let after = contact.state.name();
    work.line(Subject::of(contact), LineKind::Move, before, after, "")
}

/// A call nobody answered is to be called back.
fn unanswered(work: &mut Work<'_>, contact: &mut Contact) -> Run<()> {
    let before = contact.state.name();
    contact.state = ContactState::CallBack;
    moved(work, contact, before)?;
    work.put(contact)
}

/// `contact.take`: whoever picks up has the call, and the call back that may come of it.
pub(super) fn take(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let mut contact = found(work)?;
    left_alone(work, &contact)?;
    if !contact.is_unheard() {
        return Err(not_from_here(work, &contact).into());
    }
    let before = contact.state.name();
    if contact.state != ContactState::Ringing && contact.taken_by != Some(work.actor.staff) {
        // What rings shows its number on the telephone as well; one that was missed is seen by taking it alone.
        let (office, by, now) = (work.office, work.actor.staff, work.now);
        disclosure::count(work.raw(), office, by, now, 1)?;
    }
    hold(work, &mut contact);
    if contact.state == ContactState::Ringing {
        contact.state = ContactState::CallBack;
        moved(work, &contact, before)?;
    } else {
        // Somebody calls back: that it was they is a line of its own.
        work.line(Subject::of(&contact), LineKind::Note, "", "", "")?;
    }
    work.put(&mut contact)?;
    Ok(said(&contact))
}

/// Refuses a call somebody else took, and says who and when.
pub(super) fn left_alone(work: &Work<'_>, contact: &Contact) -> Run<()> {
    let Some((by, at)) = contact.held_from(work.actor.staff, work.now) else {
        return Ok(());
    };
    Err(Refusal::new(Why::CallTaken)
        .with("number", contact.number.short(work.today()))
        .with("name", staff_name(work.tx(), by)?)
        .with("at", Fact::At(at))
        .into())
}

/// From now on it is theirs who acts.
pub(super) fn hold(work: &Work<'_>, contact: &mut Contact) {
    if contact.taken_by != Some(work.actor.staff) {
        contact.taken_by = Some(work.actor.staff);
        contact.taken_at = Some(work.now);
    }
    contact.handled_by = work.actor.staff;
}

/// `contact.miss`: what has rung for too long is a missed call.
pub(super) fn miss(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let mut count = 0_usize;
    for mut contact in ringing::unanswered(work.tx(), work.office, work.now)? {
        unanswered(work, &mut contact)?;
        count += 1;
    }
    Ok(Made::default().with("count", Fact::from(count)))
}
