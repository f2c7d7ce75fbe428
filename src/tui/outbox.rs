//! What is to be said to the server, in order, and who waits for the answer.

use std::collections::VecDeque;
use std::fmt;

use crate::client::{Link, LinkError};
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
    /// What became of a request: the id of the approval.
    Decided(u64),
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

/// The queue. Of all that changes something one request is under way at a time and nothing else with it; questions of
/// different parts go together. A question asked anew before it was sent replaces the old one.
pub struct Outbox {
    queue: VecDeque<Waiting>,
    /// What is under way, in the order it was sent and will be answered.
    flight: VecDeque<(u32, Waiting)>,
    ids: Ids,
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
        if matches!(ask, Ask::Query(_)) {
            let same =
                |waiting: &&mut Waiting| waiting.to == to && matches!(waiting.ask, Ask::Query(_));
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
        let counts = |ask: &Ask| !matches!(ask, Ask::Query(_));
        self.queue.iter().any(|waiting| counts(&waiting.ask))
            || self.flight.iter().any(|(_, w)| counts(&w.ask))
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
                Ok(id) => self.flight.push_back((id, next)),
                Err(LinkError::TooLarge) => {}
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
        let query = |waiting: &Waiting| matches!(waiting.ask, Ask::Query(_));
        let mut flight = self.flight.iter().map(|(_, waiting)| waiting);
        self.flight.is_empty()
            || (query(next) && flight.all(|waiting| query(waiting) && waiting.to != next.to))
    }

    /// Sends everything that must not be lost without waiting for answers: the terminal is going.
    pub fn flush(&mut self, link: &mut dyn Link) {
        for waiting in std::mem::take(&mut self.queue) {
            if !matches!(waiting.ask, Ask::Query(_)) && link.send(waiting.ask).is_err() {
                return;
            }
        }
    }

    /// Returns who asked what, if this is the answer to it.
    pub fn answered(&mut self, id: u32) -> Option<(To, Ask)> {
        let at = self.flight.iter().position(|(flight, _)| *flight == id)?;
        let (_, waiting) = self.flight.remove(at)?;
        self.again = false;
        Some((waiting.to, waiting.ask))
    }

    /// The line is lost: questions are forgotten, everything else is said again when there is a line. Returns whether a
    /// command was under way, whose outcome nobody knows now.
    pub fn lost(&mut self) -> bool {
        let flight = std::mem::take(&mut self.flight);
        let mut sent = flight.iter().map(|(_, waiting)| &waiting.ask);
        let unknown = sent.any(|ask| matches!(ask, Ask::Do { .. }));
        self.again |= unknown;
        for (_, waiting) in flight.into_iter().rev() {
            self.queue.push_front(waiting);
        }
        // A PIN is never said twice by itself.
        self.queue.retain(|waiting| {
            matches!(
                waiting.ask,
                Ask::Do { .. } | Ask::SaveDraft(_) | Ask::DropDraft(_)
            )
        });
        unknown
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

    /// Forgets everything that waits: another person sits here now, who must not do it in their name. Returns whether a
    /// command was among it.
    pub fn clear(&mut self) -> bool {
        let had = self
            .queue
            .iter()
            .any(|waiting| matches!(waiting.ask, Ask::Do { .. }));
        self.queue.clear();
        self.again = false;
        had
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
        assert_eq!(outbox.answered(2).map(|(to, _)| to), Some(ROWS));
        assert!(!outbox.is_quiet());
        assert!(outbox.answered(1).is_some() && outbox.answered(3).is_some());
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
        assert!(outbox.answered(1).is_some());
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
        outbox.answered(1);
        outbox.pump(&mut line).unwrap();
        assert_eq!(line.0.len(), 2, "and no question beside it");
        outbox.answered(2);
        outbox.pump(&mut line).unwrap();
        assert_eq!(line.0.len(), 3);
    }
}
