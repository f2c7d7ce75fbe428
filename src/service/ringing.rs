//! Calls a telephone system announced: which one a number is, who is told of it, when it counts as missed.

use std::ops::Bound;

use crate::domain::calendar::Instant;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::household::{Person, masked_phone};
use crate::domain::staff::Right;
use crate::service::halt::Run;
use crate::service::lookup::{self, staff_name};
use crate::service::office::Office;
use crate::service::queries::Asking;
use crate::service::shift;
use crate::service::subject::Subject;
use crate::service::view::Ringing;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{
    CONTACT_BY_PHONE, CONTACT_RINGING, CONTACT_RUNG, CONTACT_RUNG_BY_PHONE, PERSON_BY_PHONE,
};
use crate::storage::record::get;
use crate::storage::{Direction, ReadTx};

/// The setting that tells within how many seconds a number is the same call.
pub const SAME: &str = "ring.same_seconds";
/// After how many seconds a call is a missed one.
const MISSED: &str = "ring.missed_seconds";
/// How much later than who is on duty the others are told.
const OTHERS: &str = "ring.others_seconds";
/// Whether terminals sound their bell.
const BELL: &str = "ring.bell";
/// Milliseconds for which those who were told of a call are told who took it.
const TOLD_MS: i64 = 6_000;
/// Calls that ring at once and are told of; more than a desk can answer.
const SHOWN: usize = 8;
/// Calls made missed in one go.
const MOST: usize = 100;
/// People a number is told to belong to.
const PEOPLE: usize = 3;

/// When a call that rings is a missed one.
fn missed_at(office: &Office, rang: Instant) -> Instant {
    rang.plus_ms(office.whole(MISSED, 45).saturating_mul(1000))
}

/// The calls of this number that nobody has dealt with, what rang last first.
pub fn standing(tx: &dyn ReadTx, phone: &str) -> Run<Vec<Contact>> {
    let key = Key::new().str(phone);
    let mut calls: Vec<Contact> =
        lookup::all(tx, CONTACT_RUNG_BY_PHONE, key, Direction::Backward, SHOWN)?;
    calls.sort_by_key(|call| std::cmp::Reverse(call.rang_at));
    Ok(calls)
}

/// The latest contact of this number, if a telephone system announced it.
pub fn latest(tx: &dyn ReadTx, phone: &str) -> Run<Option<Contact>> {
    let key = Key::new().str(phone);
    let found: Vec<Contact> = lookup::all(tx, CONTACT_BY_PHONE, key, Direction::Backward, 1)?;
    Ok(found.into_iter().next().filter(Contact::rang))
}

/// The calls of an index of instants from `from` on, at most `most`.
fn since(tx: &dyn ReadTx, index: u8, from: Option<Instant>, most: usize) -> Run<Vec<Contact>> {
    let from = from.map_or(Bound::Unbounded, Bound::Included);
    let ids = lookup::between(tx, index, (from, Bound::Unbounded), most)?;
    let mut calls = Vec::with_capacity(ids.len());
    for id in ids {
        calls.extend(get::<Contact>(tx, id)?);
    }
    Ok(calls)
}

/// The calls that have rung for too long by now.
pub fn unanswered(tx: &dyn ReadTx, office: &Office, now: Instant) -> Run<Vec<Contact>> {
    let mut calls = since(tx, CONTACT_RINGING, None, MOST)?;
    calls.retain(|call| {
        call.rang_at
            .is_none_or(|rang| missed_at(office, rang) <= now)
    });
    Ok(calls)
}

/// When the first of the calls that ring is a missed one.
pub fn next_missed(tx: &dyn ReadTx, office: &Office) -> Run<Option<Instant>> {
    let first = since(tx, CONTACT_RINGING, None, 1)?;
    let rang = first.first().and_then(|call| call.rang_at);
    Ok(rang.map(|rang| missed_at(office, rang)))
}

/// The calls who asks is told of: those that ring, who is on duty before the others, and those just taken.
pub fn told(asking: Asking<'_>) -> Run<Vec<Ringing>> {
    let Asking {
        tx,
        office,
        actor,
        now,
        ..
    } = asking;
    if !actor.may(Right::Desk) {
        return Ok(Vec::new());
    }
    // What was taken long ago, or stopped ringing, is told no more.
    let ago = office.whole(MISSED, 45).saturating_mul(1000) + TOLD_MS;
    let mut calls = since(tx, CONTACT_RUNG, Some(now.plus_ms(-ago)), MOST)?;
    calls.retain(|call| call.state == ContactState::Ringing || call.taken_at.is_some());
    if calls.is_empty() {
        return Ok(Vec::new());
    }
    let duty = shift::on_duty(tx)?;
    let first = duty.is_empty() || duty.iter().any(|shift| shift.staff == actor.staff);
    let wait = if first { 0 } else { office.whole(OTHERS, 8) };
    let mut told = Vec::new();
    for call in calls {
        let Some(rang) = call.rang_at else {
            continue;
        };
        let from = rang.plus_ms(wait.saturating_mul(1000));
        let (until, taken) = match call.taken_by.zip(call.taken_at) {
            // Nobody who was not told of it need be told that it is over.
            Some((by, at)) if by == actor.staff || at < from => continue,
            Some((by, at)) => (at.plus_ms(TOLD_MS), staff_name(tx, by)?),
            None => (missed_at(office, rang), String::new()),
        };
        if until <= now {
            continue;
        }
        told.push(Ringing {
            subject: Subject::of(&call),
            number: call.number,
            phone: masked_phone(&call.phone),
            who: who(tx, &call)?,
            premises: call.premises,
            rings: call.rings,
            from,
            until,
            taken,
            bell: office.setting(BELL) == "yes",
        });
        if told.len() == SHOWN {
            break;
        }
    }
    Ok(told)
}

/// Whose number it is: the person who calls, or the few who share it.
fn who(tx: &dyn ReadTx, call: &Contact) -> Run<String> {
    if !call.caller.is_empty() {
        return Ok(call.caller.clone());
    }
    let key = Key::new().str(&call.phone);
    let people: Vec<Person> = lookup::all(tx, PERSON_BY_PHONE, key, Direction::Forward, PEOPLE)?;
    let names: Vec<String> = people.into_iter().map(|person| person.name).collect();
    Ok(names.join(" "))
}
