//! How contacts, tickets, follow-ups and history lines are kept.

use super::figures::{Asked, Figure};
use super::indexes::{
    BY_NUMBER, CONTACT_BY_HOUSEHOLD, CONTACT_BY_PHONE, CONTACT_BY_TIME, CONTACT_OPEN,
    CONTACT_RINGING, CONTACT_RUNG, CONTACT_RUNG_BY_PHONE, FOLLOW_UP_BY_DUE, FOLLOW_UP_BY_TICKET,
    FOLLOW_UP_DUE, FOLLOW_UP_IMPORTANT, FOLLOW_UP_OPEN, LINE_OF, TICKET_BY_DONE,
    TICKET_BY_HOUSEHOLD, TICKET_BY_TIME, TICKET_DONE_UNFILED, TICKET_DUE, TICKET_OPEN,
    TICKET_OPEN_BY_PHONE, TICKET_OPEN_BY_PREMISES, TICKET_REPORTED, TICKET_UNREVIEWED, entry,
};
use super::kept;
use super::people::external;
use crate::domain::calendar::{Day, Instant};
use crate::domain::contact::{Contact, ContactState};
use crate::domain::follow_up::{FollowUp, Outcome};
use crate::domain::history::Line;
use crate::domain::id::{Letter, Number};
use crate::domain::ticket::Ticket;
use crate::storage::codec::{Key, KeyReader};
use crate::storage::record::{IndexKey, Tally};

/// The key of a number people read.
pub fn number_key(number: Number) -> Key {
    day_key(number.letter, number.day)
        .u32(number.series)
        .u32(number.count)
}

/// What the keys of all numbers of a letter and day begin with in `BY_NUMBER`.
pub fn day_key(letter: Letter, day: Day) -> Key {
    Key::new().u8(letter as u8).i32(day.number())
}

pub(super) fn by_number(number: Number) -> IndexKey {
    entry(BY_NUMBER, number_key(number))
}

kept! { Contact, 6;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![by_number(me.number)];
        if me.state == ContactState::Undone {
            return keys;
        }
        keys.push(entry(CONTACT_BY_TIME, Key::new().i64(me.at.ms())));
        if me.open() {
            keys.push(entry(CONTACT_OPEN, Key::new().i64(me.due_at.unwrap_or(me.at).ms())));
        }
        if let Some(household) = me.household {
            keys.push(entry(CONTACT_BY_HOUSEHOLD, Key::new().u64(household.0).i64(me.at.ms())));
        }
        if !me.phone.is_empty() {
            keys.push(entry(CONTACT_BY_PHONE, Key::new().str(&me.phone).i64(me.at.ms())));
        }
        if let Some(rang) = me.rang_at {
            keys.push(entry(CONTACT_RUNG, Key::new().i64(rang.ms())));
            if me.is_unheard() {
                keys.push(entry(CONTACT_RUNG_BY_PHONE, Key::new().str(&me.phone)));
            }
            if me.state == ContactState::Ringing {
                keys.push(entry(CONTACT_RINGING, Key::new().i64(rang.ms())));
            }
        }
        keys.extend(external(Self::KIND, me.external.as_deref()));
        keys
    };
    tally = |me| {
        if me.state == ContactState::Undone {
            return Vec::new();
        }
        // The number's day is the office's day of the contact, so no zone is needed here.
        let mut tallies = vec![
            Figure::Contacts(me.number.day, me.channel).tally(1),
            Figure::AllContacts.tally(1),
        ];
        if me.open() {
            tallies.push(Figure::OpenContacts.tally(1));
        }
        tallies
    };
}

/// Whether a ticket stands in the work pane: open, and not handed on to its follow-up.
pub fn working(ticket: &Ticket) -> bool {
    ticket.open() && ticket.state != FOLLOWING_UP
}

/// When nobody had to work on a ticket any more: the work was done, or it was over before. None while somebody has to,
/// and for what an earlier system ended without saying when.
pub fn handled_at(ticket: &Ticket) -> Option<Instant> {
    let over = ticket.done_at.or(ticket.closed_at);
    over.filter(|_| !working(ticket))
}

/// What an entry of `TICKET_OPEN` that does not always hold says of when it does.
const UNTIL: u8 = 0;
const AFTER: u8 = 1;

/// A ticket's places in the order: one, or where time alone will move it up, one until then and one from then on.
fn places(ticket: &Ticket) -> Vec<IndexKey> {
    let first = Key::new().i64(ticket.urgent_at.ms());
    let Some(moves) = ticket.moves_up else {
        return vec![entry(TICKET_OPEN, first)];
    };
    let then = Key::new().i64(moves.to.ms());
    [(first, UNTIL), (then, AFTER)]
        .map(|(key, holds)| entry(TICKET_OPEN, key.u8(holds).i64(moves.after.ms())))
        .to_vec()
}

/// Whether an entry of `TICKET_OPEN` holds at `now`, so that an order that changes with the clock needs no writing.
/// Of the two of one ticket exactly one does.
pub fn holds(key: &[u8], now: Instant) -> bool {
    let mut key = KeyReader::new(key);
    let (_, when, after) = (key.i64(), key.u8(), key.i64());
    match (when, after) {
        (Some(UNTIL), Some(after)) => now.ms() <= after,
        (Some(AFTER), Some(after)) => now.ms() > after,
        _ => true,
    }
}

/// The state in which only the follow-up is still to be made.
pub const FOLLOWING_UP: &str = "follow_up";

kept! { Ticket, 7;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![by_number(me.number)];
        keys.push(entry(TICKET_BY_TIME, Key::new().i64(me.received_at.ms())));
        if let Some(handled) = handled_at(me) {
            keys.push(entry(TICKET_BY_DONE, Key::new().i64(handled.ms())));
        }
        if let Some(household) = me.household {
            keys.push(entry(TICKET_BY_HOUSEHOLD, Key::new().u64(household.0).i64(me.received_at.ms())));
        }
        for voice in me.voices.iter().filter_map(|voice| voice.household) {
            if Some(voice) != me.household {
                keys.push(entry(TICKET_BY_HOUSEHOLD, Key::new().u64(voice.0).i64(me.received_at.ms())));
            }
        }
        if working(me) {
            keys.extend(places(me));
            if let Some(owed) = me.owed_at() {
                keys.push(entry(TICKET_DUE, Key::new().i64(owed.ms())));
            }
            keys.push(entry(TICKET_OPEN_BY_PREMISES, Key::new().u64(me.community.0).str(&me.premises)));
            if !me.phone.is_empty() {
                keys.push(entry(TICKET_OPEN_BY_PHONE, Key::new().str(&me.phone)));
            }
        }
        if let (Some(false), Some(done)) = (me.filed(), me.done_at) {
            keys.push(entry(TICKET_DONE_UNFILED, Key::new().i64(done.ms())));
        }
        if let (Some(false), Some(done)) = (me.reviewed(), me.done_at.or(me.closed_at)) {
            keys.push(entry(TICKET_UNREVIEWED, Key::new().i64(done.ms())));
        }
        if let (Some(rank), Some(report)) = (me.waits_for(), &me.report) {
            keys.push(entry(TICKET_REPORTED, Key::new().u8(rank as u8).i64(report.at.ms())));
        }
        keys.extend(external(Self::KIND, me.external.as_deref()));
        keys.sort();
        keys.dedup();
        keys
    };
    tally = |me| {
        let waits = me.waits_for().map(|rank| Figure::Reported(rank).tally(1));
        let mut tallies = Vec::from_iter(waits);
        if !working(me) {
            return tallies;
        }
        tallies.push(Figure::OpenTickets(me.kind).tally(1));
        if let Some(worker) = me.assignee {
            tallies.push(Figure::Load(worker.0).tally(1));
        }
        tallies
    };
}

kept! { FollowUp, 8;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![by_number(me.number)];
        if me.undone {
            return keys;
        }
        if me.entry.is_none() {
            keys.push(entry(FOLLOW_UP_BY_TICKET, Key::new().u64(me.ticket.0)));
        }
        keys.push(entry(FOLLOW_UP_BY_DUE, Key::new().i64(me.due_at.ms())));
        if me.open() {
            keys.push(entry(FOLLOW_UP_OPEN, Key::new().i64(me.urgent_at().ms())));
            keys.push(entry(FOLLOW_UP_DUE, Key::new().i64(me.due_at.ms())));
        }
        if me.waits_for_notice() {
            let said = me.attempts.last().map_or(me.since, |attempt| attempt.at);
            keys.push(entry(FOLLOW_UP_IMPORTANT, Key::new().i64(said.ms())));
        }
        keys
    };
    tally = |me| {
        let open = me.open().then(|| Figure::OpenFollowUps.tally(1));
        let important = me.waits_for_notice().then(|| Figure::ImportantFollowUps.tally(1));
        open.into_iter().chain(important).chain(asked(me)).collect()
    };
}

/// What an ended follow-up adds to the figures of the month it was due in.
fn asked(me: &FollowUp) -> Vec<Tally> {
    let (Some(outcome), Some(ended), Some(days)) = (me.outcome, me.ended_at, me.days) else {
        return Vec::new();
    };
    let said = match outcome {
        Outcome::Satisfied => Asked::Satisfied,
        Outcome::Partly => Asked::Partly,
        Outcome::NotSatisfied => Asked::NotSatisfied,
        Outcome::Exempt => Asked::LeftOut,
        Outcome::NoAnswer | Outcome::Later | Outcome::Unreachable => return Vec::new(),
    };
    let counts = [
        (true, said),
        (outcome.answered(), Asked::Answered),
        (outcome.answered() && ended <= me.due_at, Asked::InHours),
        (outcome.answered() && days.ended <= days.due, Asked::InDays),
    ];
    let holding = counts.into_iter().filter(|(holds, _)| *holds);
    let month = days.due.month();
    holding
        .map(|(_, what)| Figure::FollowUps(month, what).tally(1))
        .collect()
}

kept! { Line, 21;
    id = |me| me.id;
    index = |me| vec![entry(LINE_OF, Key::new().u8(me.of.0).u64(me.of.1))];
    tally = |_me| Vec::new();
}
