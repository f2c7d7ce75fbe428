//! What waits to be sent to one terminal: bounded, so that a terminal that does not read harms nobody.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes that may wait for one terminal (reliability 4.3).
pub const MOST: usize = 4 * 1024 * 1024;
/// Notices that may wait; beyond it they become one that says "ask everything again".
const MOST_NOTICES: usize = 64;

/// A frame that waits.
#[derive(Debug, Clone)]
enum Waiting {
    Frame(Arc<[u8]>),
    Notice(Arc<[u8]>),
}

#[derive(Debug, Default)]
struct Inner {
    waiting: VecDeque<Waiting>,
    bytes: usize,
    notices: usize,
    closed: bool,
}

/// The queue of one terminal.
#[derive(Debug, Default)]
pub struct Outbox {
    inner: Mutex<Inner>,
    changed: Condvar,
}

impl Outbox {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A panic of a session's thread ends that session; its queue is still whole.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues a reply. False when the terminal reads too slowly and is to be dropped.
    pub fn send(&self, frame: Arc<[u8]>) -> bool {
        let mut inner = self.inner();
        if inner.closed || inner.bytes + frame.len() > MOST {
            inner.closed = true;
            self.changed.notify_all();
            return false;
        }
        inner.bytes += frame.len();
        inner.waiting.push_back(Waiting::Frame(frame));
        self.changed.notify_all();
        true
    }

    /// Queues a notice; too many of them give way to `refresh`, which says "ask everything again".
    pub fn notify(&self, notice: &Arc<[u8]>, refresh: &Arc<[u8]>) {
        let mut inner = self.inner();
        if inner.closed {
            return;
        }
        if inner.notices >= MOST_NOTICES {
            inner
                .waiting
                .retain(|waiting| matches!(waiting, Waiting::Frame(_)));
            inner.bytes = inner.waiting.iter().map(Waiting::len).sum();
            inner.notices = 0;
            push(&mut inner, refresh);
        } else {
            push(&mut inner, notice);
        }
        self.changed.notify_all();
    }

    /// Waits for the next frame; `None` when closed and empty.
    pub fn next(&self) -> Option<Arc<[u8]>> {
        let mut inner = self.inner();
        loop {
            if let Some(waiting) = inner.waiting.pop_front() {
                inner.bytes = inner.bytes.saturating_sub(waiting.len());
                return Some(match waiting {
                    Waiting::Frame(frame) => frame,
                    Waiting::Notice(frame) => {
                        inner.notices = inner.notices.saturating_sub(1);
                        frame
                    }
                });
            }
            if inner.closed {
                return None;
            }
            inner = self
                .changed
                .wait(inner)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Takes no more; what waits is still sent.
    pub fn close(&self) {
        self.inner().closed = true;
        self.changed.notify_all();
    }

    /// Takes no more; instead of what waits only `last` is sent.
    pub fn abandon(&self, last: Arc<[u8]>) {
        let mut inner = self.inner();
        inner.waiting.clear();
        inner.notices = 0;
        inner.bytes = last.len();
        inner.waiting.push_back(Waiting::Frame(last));
        inner.closed = true;
        self.changed.notify_all();
    }
}

impl Waiting {
    fn len(&self) -> usize {
        match self {
            Self::Frame(bytes) | Self::Notice(bytes) => bytes.len(),
        }
    }
}

fn push(inner: &mut Inner, notice: &Arc<[u8]>) {
    inner.bytes += notice.len();
    inner.notices += 1;
    inner.waiting.push_back(Waiting::Notice(Arc::clone(notice)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(length: usize) -> Arc<[u8]> {
        vec![1; length].into()
    }

    #[test]
    fn a_terminal_that_does_not_read_is_dropped_at_the_limit() {
        let outbox = Outbox::default();
        assert!(outbox.send(frame(MOST)));
        assert!(!outbox.send(frame(1)));
        assert!(outbox.next().is_some());
        assert!(outbox.next().is_none());
    }

    #[test]
    fn many_notices_become_one_and_replies_stay() {
        let outbox = Outbox::default();
        let (notice, refresh) = (frame(2), frame(3));
        outbox.notify(&notice, &refresh);
        assert!(outbox.send(frame(9)));
        for _ in 0..MOST_NOTICES {
            outbox.notify(&notice, &refresh);
        }
        outbox.close();
        let lengths: Vec<usize> = std::iter::from_fn(|| outbox.next())
            .map(|frame| frame.len())
            .collect();
        assert_eq!(lengths, [9, 3]);
    }
}
