//! What is to be said to the server, in order, and who waits for the answer.

use std::collections::VecDeque;
use std::fmt;

use crate::client::{Link, LinkError};
use crate::domain::office::Draft;
use crate::wire::{Ask, Query};

/// The 128 random bits a command is known by.
pub type RequestId = [u8; 16];

/// Makes request ids; given, so that a test can know them.
pub type Ids = Box<dyn FnMut() -> RequestId + Send>;

/// Who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// The screen itself, for this part of it.
    App(Part),
    /// A layer, for this part of it.
    Layer(u64, u32),
}

/// The parts of the screen that ask by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Who sits here.
    Seat,
    /// The top line.
    Header,
    /// Rows of a pane: its place, which rows.
    Pane(usize, Rows),
    /// The record beside the panes.
    Beside,
    /// The half-filled forms.
    Drafts,
    /// Whether the office is empty.
    FirstStart,
    /// What needs no more than the usual message.
    Answer,
    /// Nothing is done with it.
    Nothing,
}

/// Which rows of a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Those it has, anew.
    Again,
    /// From the first.
    First,
    /// Behind those it has.
    After,
    /// Before those it has.
    Before,
    /// Up to the last.
    Last,
}

/// Something to be said.
#[derive(Debug, Clone)]
struct Waiting {
    to: To,
    ask: Ask,
}

/// What was sent and is not answered yet.
#[derive(Debug)]
struct Flight {
    id: u32,
    waiting: Waiting,
    /// The newest audit line heard of when it was sent: the answer is no older.
    heard: u64,
}

/// What a lost line took with it.
#[derive(Debug, Default)]
pub struct Lost {
    /// Whether a command was under way, whose outcome nobody knows now.
    pub unknown: bool,
    /// Who asked something that is not said again by itself.
    pub dropped: Vec<To>,
}

/// What was forgotten because another person sits here now.
#[derive(Debug, Default)]
pub struct Cleared {
    /// Whether a command was among it.
    pub command: bool,
    /// The half-filled forms that had not reached the server.
    pub drafts: Vec<Draft>,
}

/// The queue. One request is under way at a time; a question asked anew before it was sent replaces the old one.
pub struct Outbox {
    queue: VecDeque<Waiting>,
    flight: Option<Flight>,
    ids: Ids,
    /// The newest audit line heard of.
    heard: u64,
    /// The audit line each part of the screen is known to show.
    shown: Vec<(To, u64)>,
    /// What is too large to be sent, until who asked is told.
    unsent: VecDeque<Waiting>,
    /// Whether only who sits here may be asked: nobody is known to be signed on.
    held: bool,
    /// Whether the request under way was sent before over a line that was lost.
    again: bool,
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox")
            .field("queue", &self.queue.len())
            .field("flight", &self.flight.is_some())
            .finish_non_exhaustive()
    }
}

/// The part of the screen a question brings anew; none if it adds to what is there.
const fn shows(to: To) -> Option<To> {
    match to {
        To::App(Part::Pane(_, Rows::After | Rows::Before)) => None,
        To::App(Part::Pane(place, _)) => Some(To::App(Part::Pane(place, Rows::Again))),
        to => Some(to),
    }
}

const fn is_question(ask: &Ask) -> bool {
    matches!(ask, Ask::Query(_))
}

/// Whether it may be asked by nobody.
fn is_open(ask: &Ask) -> bool {
    match ask {
        Ask::SignOn { .. } | Ask::SignOff | Ask::Status => true,
        Ask::Query(query) => **query == Query::People,
        _ => false,
    }
}

impl Outbox {
    /// An empty one.
    pub fn new(ids: Ids) -> Self {
        Self {
            queue: VecDeque::new(),
            flight: None,
            ids,
            heard: 0,
            shown: Vec::new(),
            unsent: VecDeque::new(),
            held: true,
            again: false,
        }
    }

    /// A new request id.
    pub fn request(&mut self) -> RequestId {
        (self.ids)()
    }

    /// Queues something; a question of the same part that still waits gives way.
    pub fn push(&mut self, to: To, ask: Ask) {
        if is_question(&ask) {
            let same = |waiting: &&mut Waiting| waiting.to == to && is_question(&waiting.ask);
            if let Some(old) = self.queue.iter_mut().find(same) {
                old.ask = ask;
                return;
            }
        }
        self.queue.push_back(Waiting { to, ask });
    }

    /// Whether a question of this part waits to be sent: the answer under way is out of date.
    pub fn waits(&self, to: To) -> bool {
        self.queue.iter().any(|waiting| waiting.to == to)
    }

    /// Whether commands or drafts are not answered yet.
    pub fn is_busy(&self) -> bool {
        let counts = |waiting: &Waiting| !is_question(&waiting.ask);
        self.queue.iter().any(counts)
            || self
                .flight
                .as_ref()
                .is_some_and(|flight| counts(&flight.waiting))
    }

    /// Notes that an audit line was heard of: what is asked from now on is answered with it.
    pub fn hear(&mut self, seq: u64) {
        self.heard = self.heard.max(seq);
    }

    /// There is a new line: a server counts anew, nothing is known to be shown.
    pub fn begin(&mut self) {
        self.heard = 0;
        self.shown.clear();
    }

    /// Whether a part of the screen shows this audit line, or will once what is asked already is answered.
    pub fn has(&self, part: To, seq: u64) -> bool {
        let same = |waiting: &Waiting| is_question(&waiting.ask) && shows(waiting.to) == Some(part);
        if self.queue.iter().any(same) {
            return true;
        }
        if let Some(flight) = self.flight.as_ref().filter(|flight| same(&flight.waiting)) {
            return flight.heard >= seq;
        }
        let shown = self.shown.iter().find(|(to, _)| *to == part);
        shown.is_some_and(|(_, shown)| *shown >= seq)
    }

    /// Forgets what a layer showed, which is no more.
    pub fn forget(&mut self, id: u64) {
        self.shown
            .retain(|(to, _)| !matches!(to, To::Layer(of, _) if *of == id));
    }

    /// Whether something was too large to be sent.
    pub fn has_unsent(&self) -> bool {
        !self.unsent.is_empty()
    }

    /// Something too large to be sent, and who asked for it.
    pub fn unsent(&mut self) -> Option<(To, Ask)> {
        let waiting = self.unsent.pop_front()?;
        Some((waiting.to, waiting.ask))
    }

    /// Sends the next, if none is under way.
    pub fn pump(&mut self, link: &mut dyn Link) -> Result<(), LinkError> {
        while self.flight.is_none() {
            let may = |waiting: &Waiting| !self.held || is_open(&waiting.ask);
            let Some(next) = self
                .queue
                .iter()
                .position(may)
                .and_then(|at| self.queue.remove(at))
            else {
                break;
            };
            match link.send(next.ask.clone()) {
                Ok(id) => {
                    self.flight = Some(Flight {
                        id,
                        waiting: next,
                        heard: self.heard,
                    });
                }
                Err(LinkError::TooLarge) => self.unsent.push_back(next),
                Err(LinkError::Gone) => {
                    self.queue.push_front(next);
                    return Err(LinkError::Gone);
                }
            }
        }
        Ok(())
    }

    /// Sends everything that must not be lost without waiting for answers: the terminal is going.
    pub fn flush(&mut self, link: &mut dyn Link) {
        for waiting in std::mem::take(&mut self.queue) {
            if !is_question(&waiting.ask) && link.send(waiting.ask).is_err() {
                return;
            }
        }
    }

    /// Returns who asked what, if this is the answer to it, which was read at this audit line.
    pub fn answered(&mut self, id: u32, seq: u64) -> Option<(To, Ask)> {
        let Flight { waiting, .. } = self.flight.take_if(|flight| flight.id == id)?;
        self.again = false;
        self.hear(seq);
        if let Some(part) = shows(waiting.to).filter(|_| is_question(&waiting.ask)) {
            self.shown.retain(|(to, _)| *to != part);
            self.shown.push((part, seq));
        }
        Some((waiting.to, waiting.ask))
    }

    /// The line is lost: what was asked, done or typed is said again when there is a line. A PIN is never said twice by
    /// itself, nor what a new line begins with anyway.
    pub fn lost(&mut self) -> Lost {
        let flight = self.flight.take().map(|flight| flight.waiting);
        let mut lost = Lost::default();
        if let Some(waiting) = flight {
            lost.unknown = matches!(waiting.ask, Ask::Do { .. });
            // A newer question of the same part takes its place.
            if !(is_question(&waiting.ask) && self.waits(waiting.to)) {
                self.queue.push_front(waiting);
            }
        }
        self.again |= lost.unknown;
        let again = |ask: &Ask| {
            is_question(ask)
                || matches!(ask, Ask::Do { .. } | Ask::SaveDraft(_) | Ask::DropDraft(_))
        };
        self.queue.retain(|waiting| {
            let again = again(&waiting.ask);
            if !again {
                lost.dropped.push(waiting.to);
            }
            again
        });
        lost
    }

    /// Whether a command whose outcome is not known waits to be sent again.
    pub const fn resends(&self) -> bool {
        self.again
    }

    /// Puts a command back whose commit failed with an unknown outcome. The server stops now; it is said again to the
    /// next one.
    pub fn retry(&mut self, to: To, ask: Ask) {
        self.again = true;
        self.held = true;
        self.queue.push_front(Waiting { to, ask });
    }

    /// Holds everything back but who sits here, or lets it go.
    pub const fn hold(&mut self, held: bool) {
        self.held = held;
    }

    /// Forgets everything that waits: another person sits here now, who must not do it in their name.
    pub fn clear(&mut self) -> Cleared {
        self.again = false;
        let mut cleared = Cleared::default();
        for waiting in std::mem::take(&mut self.queue) {
            match waiting.ask {
                Ask::Do { .. } => cleared.command = true,
                Ask::SaveDraft(draft) => cleared.drafts.push(draft),
                _ => {}
            }
        }
        cleared
    }
}
