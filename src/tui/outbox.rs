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
    /// The office's own registers.
    Declared,
    /// Rows of a pane: its place, which rows.
    Pane(usize, Rows),
    /// The record beside the panes.
    Beside,
    /// Which of the marked rows are still there.
    Marked,
    /// The next urgent thing.
    Urgent,
    /// The half-filled forms.
    Drafts,
    /// Whether the office is empty.
    FirstStart,
    /// What became of a request: the id of the approval.
    Decided(u64),
    /// A call that is being taken.
    Take,
    /// Who else has the record open.
    Others,
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

/// The queue. Of all that changes something one request is under way at a time and nothing else with it; questions of
/// different parts go together. A question asked anew before it was sent replaces the old one.
pub struct Outbox {
    queue: VecDeque<Waiting>,
    /// What is under way, in the order it was sent and will be answered.
    flight: VecDeque<Flight>,
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
            .field("flight", &self.flight.len())
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
            flight: VecDeque::new(),
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
        self.queue.iter().any(counts) || self.flight.iter().any(|flight| counts(&flight.waiting))
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
        if let Some(flight) = self.flight.iter().find(|flight| same(&flight.waiting)) {
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

    /// Whether there is nothing to be said and no answer to come.
    pub fn is_quiet(&self) -> bool {
        self.queue.is_empty() && self.flight.is_empty()
    }

    /// Sends what may go now, in order.
    pub fn pump(&mut self, link: &mut dyn Link) -> Result<(), LinkError> {
        loop {
            let may = |waiting: &Waiting| !self.held || is_open(&waiting.ask);
            let next = self.queue.iter().position(may);
            let goes = |at: &usize| self.queue.get(*at).is_some_and(|next| self.may_join(next));
            let Some(next) = next.filter(goes).and_then(|at| self.queue.remove(at)) else {
                return Ok(());
            };
            match link.send(next.ask.clone()) {
                Ok(id) => self.flight.push_back(Flight {
                    id,
                    waiting: next,
                    heard: self.heard,
                }),
                Err(LinkError::TooLarge) => self.unsent.push_back(next),
                Err(LinkError::Gone) => {
                    self.queue.push_front(next);
                    return Err(LinkError::Gone);
                }
            }
        }
    }

    /// Whether it may be sent while what is under way has no answer: one of two questions of the same part could only
    /// be out of date.
    fn may_join(&self, next: &Waiting) -> bool {
        let mut flight = self.flight.iter().map(|flight| &flight.waiting);
        self.flight.is_empty()
            || (is_question(&next.ask)
                && flight.all(|waiting| is_question(&waiting.ask) && waiting.to != next.to))
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
        let at = self.flight.iter().position(|flight| flight.id == id)?;
        let Flight { waiting, .. } = self.flight.remove(at)?;
        self.again &= !matches!(waiting.ask, Ask::Do { .. });
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
        let mut lost = Lost::default();
        for Flight { waiting, .. } in std::mem::take(&mut self.flight).into_iter().rev() {
            lost.unknown |= matches!(waiting.ask, Ask::Do { .. });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Wake;
    use crate::wire::Message;

    /// A line on which everything arrives and nothing is answered.
    #[derive(Default)]
    struct Line(Vec<Ask>);

    impl Link for Line {
        fn send(&mut self, ask: Ask) -> Result<u32, LinkError> {
            self.0.push(ask);
            Ok(u32::try_from(self.0.len()).unwrap())
        }

        fn poll(&mut self) -> Result<Option<Message>, LinkError> {
            Ok(None)
        }

        fn wake_by(&mut self, _: Wake) {}

        fn wait(&mut self) -> Result<Message, LinkError> {
            Err(LinkError::Gone)
        }
    }

    fn outbox() -> Outbox {
        let mut outbox = Outbox::new(Box::new(|| [0; 16]));
        outbox.hold(false);
        outbox
    }

    fn query(query: Query) -> Ask {
        Ask::Query(Box::new(query))
    }

    const ROWS: To = To::App(Part::Pane(0, Rows::Again));

    #[test]
    fn questions_of_different_parts_need_one_round_trip() {
        let (mut outbox, mut line) = (outbox(), Line::default());
        outbox.push(To::App(Part::Header), query(Query::Header));
        outbox.push(ROWS, query(Query::People));
        outbox.push(To::App(Part::Drafts), query(Query::Drafts));
        outbox.pump(&mut line).unwrap();
        assert_eq!(line.0.len(), 3);
        assert_eq!(outbox.answered(2, 0).map(|(to, _)| to), Some(ROWS));
        assert!(!outbox.is_quiet());
        assert!(outbox.answered(1, 0).is_some() && outbox.answered(3, 0).is_some());
        assert!(outbox.is_quiet());
    }

    #[test]
    fn a_part_waits_for_its_answer_and_asks_the_newest_then() {
        let (mut outbox, mut line) = (outbox(), Line::default());
        for asked in [Query::Header, Query::People, Query::Drafts] {
            outbox.push(ROWS, query(asked));
            outbox.pump(&mut line).unwrap();
        }
        assert_eq!(line.0.len(), 1);
        assert!(outbox.waits(ROWS), "the answer under way is out of date");
        assert!(outbox.answered(1, 0).is_some());
        outbox.pump(&mut line).unwrap();
        assert_eq!(line.0.get(1), Some(&query(Query::Drafts)));
    }

    #[test]
    fn what_changes_something_goes_alone() {
        let (mut outbox, mut line) = (outbox(), Line::default());
        outbox.push(To::App(Part::Header), query(Query::Header));
        outbox.push(To::App(Part::Nothing), Ask::Viewing(None));
        outbox.push(ROWS, query(Query::People));
        outbox.pump(&mut line).unwrap();
        assert_eq!(line.0.len(), 1, "not beside a question");
        outbox.answered(1, 0);
        outbox.pump(&mut line).unwrap();
        assert_eq!(line.0.len(), 2, "and no question beside it");
        outbox.answered(2, 0);
        outbox.pump(&mut line).unwrap();
        assert_eq!(line.0.len(), 3);
    }
}
