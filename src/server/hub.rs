//! Who is connected: tells every terminal what changed, and who looks at what.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::domain::contact::Contact;
use crate::domain::error::{Refusal, Why};
use crate::server::outbox::Outbox;
use crate::service::draft::Elsewhere;
use crate::service::requests::RequestId;
use crate::service::subject::Subject;
use crate::storage::record::Record;
use crate::wire::frame;
use crate::wire::{Body, Message};

/// Terminals at once (reliability 4.3).
pub const MOST: usize = 64;
/// Terminals of one account at once.
pub const MOST_OF_ACCOUNT: usize = 8;
/// Records a notice names; where more changed, it says "ask everything again".
const MOST_TOUCHED: usize = 256;

/// A connection, from the moment it is accepted: who says no hello takes a place as well.
#[derive(Debug)]
struct Seat {
    uid: u32,
    outbox: Arc<Outbox>,
    /// Cuts the connection under its reader.
    stream: Arc<UnixStream>,
    /// Whether the hellos are said; nothing else is sent before.
    greeted: bool,
    /// Who sits there, once known.
    person: String,
    /// Whether its screen shows the counter to somebody who takes calls.
    takes_calls: bool,
    /// The record open on its screen.
    viewing: Option<Subject>,
    /// The half-filled forms it left with the server: its own while it is connected.
    drafts: BTreeSet<RequestId>,
}

#[derive(Debug, Default)]
struct Inner {
    seats: BTreeMap<u64, Seat>,
    next: u64,
    /// How often contacts changed: one of them may ring.
    contacts: u64,
}

impl Inner {
    fn greeted(&self) -> impl Iterator<Item = (u64, &Seat)> {
        self.seats
            .iter()
            .filter(|(_, seat)| seat.greeted)
            .map(|(number, seat)| (*number, seat))
    }
}

/// The terminals connected now.
#[derive(Debug, Default)]
pub struct Hub {
    inner: Mutex<Inner>,
    changed: Condvar,
}

impl Hub {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a connection a place, unless there are too many; returns its number.
    pub fn enter(&self, uid: u32, outbox: Arc<Outbox>, stream: Arc<UnixStream>) -> Option<u64> {
        let mut inner = self.inner();
        let of_account = inner.seats.values().filter(|seat| seat.uid == uid).count();
        if inner.seats.len() >= MOST || of_account >= MOST_OF_ACCOUNT {
            return None;
        }
        inner.next += 1;
        let number = inner.next;
        let seat = Seat {
            uid,
            outbox,
            stream,
            greeted: false,
            person: String::new(),
            takes_calls: false,
            viewing: None,
            drafts: BTreeSet::new(),
        };
        inner.seats.insert(number, seat);
        self.changed.notify_all();
        Some(number)
    }

    /// Notes that the hellos are said: from now on the terminal is told what changes.
    pub fn greeted(&self, number: u64) {
        if let Some(seat) = self.inner().seats.get_mut(&number) {
            seat.greeted = true;
        }
    }

    /// Lets a terminal go; who looks at the record it had open is told.
    pub fn leave(&self, number: u64) {
        self.viewing(number, None);
        self.inner().seats.remove(&number);
        self.changed.notify_all();
    }

    /// How many terminals are connected beside this one.
    pub fn others(&self, number: u64) -> usize {
        self.inner().greeted().filter(|(n, _)| *n != number).count()
    }

    /// Notes who sits at a terminal; what somebody else left half-filled there is not theirs.
    pub fn seated(&self, number: u64, person: &str) {
        if let Some(seat) = self.inner().seats.get_mut(&number) {
            person.clone_into(&mut seat.person);
            seat.takes_calls = false;
            seat.drafts.clear();
        }
    }

    /// Notes that a screen shows the counter to somebody who takes calls, until somebody else sits there.
    pub fn takes_calls(&self, number: u64) {
        if let Some(seat) = self.inner().seats.get_mut(&number) {
            seat.takes_calls = true;
        }
    }

    /// How many screens show the counter to somebody who takes calls.
    pub fn counters(&self) -> usize {
        let inner = self.inner();
        inner.greeted().filter(|(_, seat)| seat.takes_calls).count()
    }

    /// Notes that a half-filled form is a terminal's own.
    pub fn keeps(&self, number: u64, draft: RequestId) {
        if let Some(seat) = self.inner().seats.get_mut(&number) {
            seat.drafts.insert(draft);
        }
    }

    /// Notes that a form is done with or dropped.
    pub fn drops(&self, number: u64, draft: &RequestId) {
        if let Some(seat) = self.inner().seats.get_mut(&number) {
            seat.drafts.remove(draft);
        }
    }

    /// The half-filled forms that are other terminals' own.
    pub fn kept_elsewhere(&self, number: u64) -> Elsewhere {
        let inner = self.inner();
        let others = inner.seats.iter().filter(|(n, _)| **n != number);
        others
            .flat_map(|(_, seat)| seat.drafts.iter().copied())
            .collect()
    }

    /// Notes which record is open at a terminal, and tells the others who look at it or did.
    pub fn viewing(&self, number: u64, subject: Option<Subject>) {
        let touched: Vec<Subject> = {
            let mut inner = self.inner();
            let Some(seat) = inner.seats.get_mut(&number) else {
                return;
            };
            let before = std::mem::replace(&mut seat.viewing, subject);
            if before == subject {
                return;
            }
            let others: Vec<Subject> = inner
                .greeted()
                .filter(|(n, _)| *n != number)
                .filter_map(|(_, seat)| seat.viewing)
                .collect();
            let looked_at = before.into_iter().chain(subject);
            looked_at.filter(|s| others.contains(s)).collect()
        };
        if !touched.is_empty() {
            // No line of the journal tells of it: whoever shows the newest one does not show this.
            self.tell(0, &touched);
        }
    }

    /// The people at other terminals who have this record open.
    pub fn viewers(&self, number: u64, subject: Subject) -> Vec<String> {
        let inner = self.inner();
        let mut names: Vec<String> = inner
            .seats
            .iter()
            .filter(|(n, seat)| **n != number && seat.viewing == Some(subject))
            .map(|(_, seat)| seat.person.clone())
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// Tells every terminal which records changed.
    pub fn tell(&self, seq: u64, touched: &[Subject]) {
        if touched.iter().any(|subject| subject.kind == Contact::KIND) {
            self.inner().contacts += 1;
            self.changed.notify_all();
        }
        let refresh = message(&Message::Notice {
            seq,
            touched: Vec::new(),
        });
        let notice = if touched.len() > MOST_TOUCHED {
            Arc::clone(&refresh)
        } else {
            message(&Message::Notice {
                seq,
                touched: touched.to_vec(),
            })
        };
        for (_, seat) in self.inner().greeted() {
            seat.outbox.notify(&notice, &refresh);
        }
    }

    /// Sends a message to every terminal.
    pub fn send_all(&self, to_all: &Message) {
        let bytes = message(to_all);
        for (_, seat) in self.inner().greeted() {
            seat.outbox.send(Arc::clone(&bytes));
        }
    }

    /// Reads nothing more from any connection: each finishes the request it is at and ends.
    pub fn end_all(&self) {
        self.shut(Shutdown::Read);
    }

    /// Cuts what has not ended by itself.
    pub fn cut_all(&self) {
        self.shut(Shutdown::Both);
    }

    fn shut(&self, how: Shutdown) {
        for seat in self.inner().seats.values() {
            if let Err(error) = seat.stream.shutdown(how) {
                tracing::debug!(%error, "connection already closed");
            }
        }
    }

    /// Waits until nobody is connected, or until the time is over; says whether nobody is.
    pub fn wait_empty(&self, at_most: Duration) -> bool {
        let inner = self.inner();
        let waited = self
            .changed
            .wait_timeout_while(inner, at_most, |inner| !inner.seats.is_empty());
        match waited {
            Ok((inner, _)) => inner.seats.is_empty(),
            Err(poisoned) => poisoned.into_inner().0.seats.is_empty(),
        }
    }

    /// Waits until nobody has been connected for `quiet`, or `stopped` says so.
    pub fn wait_quiet(&self, quiet: Duration, stopped: &dyn Fn() -> bool) -> bool {
        let mut inner = self.inner();
        loop {
            if stopped() {
                return false;
            }
            if inner.seats.is_empty() {
                let waited = self
                    .changed
                    .wait_timeout_while(inner, quiet, |inner| inner.seats.is_empty() && !stopped());
                let (held, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
                if timeout.timed_out() && held.seats.is_empty() {
                    return true;
                }
                inner = held;
            } else {
                inner = self
                    .changed
                    .wait_while(inner, |inner| !inner.seats.is_empty() && !stopped())
                    .unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// Waits until `stopped` says so, at most so long; says whether it did.
    pub fn wait_stop(&self, at_most: Duration, stopped: &dyn Fn() -> bool) -> bool {
        let inner = self.inner();
        drop(
            self.changed
                .wait_timeout_while(inner, at_most, |_| !stopped()),
        );
        stopped()
    }

    /// How often contacts changed so far.
    pub fn contacts(&self) -> u64 {
        self.inner().contacts
    }

    /// Waits until contacts changed since `seen`, or the time is over, or `stopped` says so.
    pub fn wait_contacts(&self, seen: u64, at_most: Duration, stopped: &dyn Fn() -> bool) {
        let inner = self.inner();
        drop(
            self.changed
                .wait_timeout_while(inner, at_most, |inner| inner.contacts == seen && !stopped()),
        );
    }

    /// Wakes who waits, to look again whether the server stops.
    pub fn wake(&self) {
        let _held = self.inner();
        self.changed.notify_all();
    }
}

/// The frame of a message. A reply that does not fit becomes a refusal that says so: somebody waits
/// for it.
pub fn message(message: &Message) -> Arc<[u8]> {
    if let Some(bytes) = framed(message) {
        return bytes;
    }
    tracing::error!("message too large");
    let refused = match message {
        Message::Reply { id, seq, .. } => Message::Reply {
            id: *id,
            seq: *seq,
            body: Box::new(Body::Refused(
                Refusal::new(Why::TooLong).with("limit", frame::MOST),
            )),
        },
        _ => Message::Notice {
            seq: 0,
            touched: Vec::new(),
        },
    };
    framed(&refused).unwrap_or_default()
}

fn framed(message: &Message) -> Option<Arc<[u8]>> {
    let body = frame::encode(message).ok()?;
    Some(frame::framed(&body).ok()?.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::query::Reply;
    use crate::wire::frame::decode;

    fn connect(hub: &Hub, uid: u32) -> Option<(u64, Arc<Outbox>)> {
        let (ours, _theirs) = UnixStream::pair().unwrap();
        let outbox = Arc::new(Outbox::default());
        let number = hub.enter(uid, Arc::clone(&outbox), Arc::new(ours))?;
        hub.greeted(number);
        Some((number, outbox))
    }

    fn next(outbox: &Outbox) -> Message {
        decode(&outbox.next().unwrap()[4..]).unwrap()
    }

    #[test]
    fn places_are_limited_in_all_and_for_each_account() {
        let hub = Hub::default();
        let places = |uid| (0..).map_while(|_| connect(&hub, uid)).count();
        for uid in 0..7 {
            assert_eq!(places(uid), MOST_OF_ACCOUNT, "{uid}");
        }
        assert_eq!(places(100), MOST - 7 * MOST_OF_ACCOUNT);
        assert!(connect(&hub, 101).is_none());
        hub.leave(1);
        assert_eq!(places(101), 1);
    }

    #[test]
    fn who_has_not_been_greeted_is_told_nothing() {
        let hub = Hub::default();
        let (ours, _theirs) = UnixStream::pair().unwrap();
        let outbox = Arc::new(Outbox::default());
        let number = hub.enter(1, Arc::clone(&outbox), Arc::new(ours)).unwrap();
        hub.tell(4, &[Subject { kind: 9, id: 1 }]);
        hub.greeted(number);
        hub.tell(5, &[Subject { kind: 9, id: 2 }]);
        assert!(matches!(next(&outbox), Message::Notice { seq: 5, .. }));
    }

    #[test]
    fn a_notice_of_very_many_records_says_ask_everything_again() {
        let hub = Hub::default();
        let (_, outbox) = connect(&hub, 1).unwrap();
        let many: Vec<Subject> = (0..=256).map(|id| Subject { kind: 9, id }).collect();
        hub.tell(7, &many[..256]);
        hub.tell(8, &many);
        assert!(
            matches!(next(&outbox), Message::Notice { seq: 7, touched } if touched.len() == 256)
        );
        assert!(matches!(next(&outbox), Message::Notice { seq: 8, touched } if touched.is_empty()));
    }

    #[test]
    fn that_a_record_was_opened_is_told_whatever_the_screens_show() {
        let hub = Hub::default();
        let (one, outbox) = connect(&hub, 1).unwrap();
        let (other, _) = connect(&hub, 2).unwrap();
        let subject = Subject { kind: 9, id: 1 };
        hub.tell(7, &[subject]);
        assert!(matches!(next(&outbox), Message::Notice { seq: 7, .. }));
        hub.viewing(one, Some(subject));
        hub.viewing(other, Some(subject));
        let told = next(&outbox);
        assert!(matches!(&told, Message::Notice { seq: 0, touched } if *touched == [subject]));
    }

    #[test]
    fn a_reply_that_does_not_fit_is_refused_not_lost() {
        let names = vec!["x".repeat(frame::MOST)];
        let large = Message::Reply {
            id: 7,
            seq: 3,
            body: Box::new(Body::Reply(Box::new(Reply::People(names)))),
        };
        let bytes = message(&large);
        let Message::Reply { id: 7, body, .. } = decode(&bytes[4..]).unwrap() else {
            panic!("no reply");
        };
        assert!(matches!(*body, Body::Refused(refusal) if refusal.why == Why::TooLong));
    }

    #[test]
    fn a_form_that_is_done_with_is_nobody_s() {
        let hub = Hub::default();
        let (one, _) = connect(&hub, 1).unwrap();
        let (other, _) = connect(&hub, 1).unwrap();
        for id in 0..3 {
            hub.keeps(one, [id; 16]);
        }
        hub.drops(one, &[1; 16]);
        assert_eq!(hub.kept_elsewhere(other), [[0; 16], [2; 16]].into());
        assert!(hub.kept_elsewhere(one).is_empty());
    }

    #[test]
    fn who_leaves_is_no_longer_looking() {
        let hub = Hub::default();
        let (one, _) = connect(&hub, 1).unwrap();
        let (other, outbox) = connect(&hub, 1).unwrap();
        let record = Subject { kind: 9, id: 1 };
        hub.seated(one, "李芳");
        hub.viewing(one, Some(record));
        hub.viewing(other, Some(record));
        assert_eq!(hub.viewers(other, record), ["李芳"]);
        assert!(matches!(next(&outbox), Message::Notice { .. }));
        hub.leave(one);
        assert_eq!(hub.viewers(other, record), Vec::<String>::new());
        assert!(matches!(next(&outbox), Message::Notice { .. }));
    }
}
