//! Who is connected: tells every terminal what changed, and who looks at what.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::server::outbox::Outbox;
use crate::service::subject::Subject;
use crate::wire::Message;
use crate::wire::frame;

/// Terminals at once (reliability 4.3).
pub const MOST: usize = 64;
/// Terminals of one account at once.
pub const MOST_OF_ACCOUNT: usize = 8;

/// A connected terminal.
#[derive(Debug)]
struct Seat {
    uid: u32,
    outbox: Arc<Outbox>,
    /// Cuts the connection under its reader.
    stream: std::os::unix::net::UnixStream,
    /// Who sits there, once known.
    person: String,
    /// The record open on its screen.
    viewing: Option<Subject>,
}

#[derive(Debug, Default)]
struct Inner {
    seats: BTreeMap<u64, Seat>,
    next: u64,
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

    /// Lets a terminal in, unless there are too many; returns its number.
    pub fn enter(
        &self,
        uid: u32,
        outbox: Arc<Outbox>,
        stream: std::os::unix::net::UnixStream,
    ) -> Option<u64> {
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
            person: String::new(),
            viewing: None,
        };
        inner.seats.insert(number, seat);
        self.changed.notify_all();
        Some(number)
    }

    /// Lets a terminal go.
    pub fn leave(&self, number: u64) {
        self.inner().seats.remove(&number);
        self.changed.notify_all();
    }

    /// How many terminals are connected.
    pub fn count(&self) -> usize {
        self.inner().seats.len()
    }

    /// Notes who sits at a terminal.
    pub fn seated(&self, number: u64, person: &str) {
        if let Some(seat) = self.inner().seats.get_mut(&number) {
            person.clone_into(&mut seat.person);
        }
    }

    /// Notes which record is open at a terminal, and tells the others who look at it or did.
    pub fn viewing(&self, number: u64, subject: Option<Subject>, seq: u64) {
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
                .seats
                .iter()
                .filter(|(n, _)| **n != number)
                .filter_map(|(_, seat)| seat.viewing)
                .collect();
            before
                .into_iter()
                .chain(subject)
                .filter(|s| others.contains(s))
                .collect()
        };
        if !touched.is_empty() {
            self.tell(seq, &touched);
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
        let notice = message(&Message::Notice {
            seq,
            touched: touched.to_vec(),
        });
        let refresh = message(&Message::Notice {
            seq,
            touched: Vec::new(),
        });
        for seat in self.inner().seats.values() {
            seat.outbox.notify(&notice, &refresh);
        }
    }

    /// Sends a message to every terminal.
    pub fn send_all(&self, to_all: &Message) {
        let bytes = message(to_all);
        for seat in self.inner().seats.values() {
            seat.outbox.send(Arc::clone(&bytes));
        }
    }

    /// Says goodbye to every terminal and cuts the connections once it is said.
    pub fn close_all(&self, why: &str) {
        self.send_all(&Message::Goodbye {
            why: why.to_owned(),
        });
        for seat in self.inner().seats.values() {
            seat.outbox.close();
            // Half a shutdown: what waits is still written, nothing more is read.
            if let Err(error) = seat.stream.shutdown(std::net::Shutdown::Read) {
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

    /// Wakes who waits, to look again whether the server stops.
    pub fn wake(&self) {
        let _held = self.inner();
        self.changed.notify_all();
    }
}

/// The frame of a message; one of ours always fits and encodes.
pub fn message(message: &Message) -> Arc<[u8]> {
    let bytes = frame::encode(message).and_then(|body| frame::framed(&body));
    bytes
        .unwrap_or_else(|error| {
            tracing::error!(%error, "message too large");
            Vec::new()
        })
        .into()
}
