//! One question, one answer: what the command line does with a link.

use crate::cli::fault::Fault;
use crate::client::link::{Link, LinkError};
use crate::domain::calendar::{Day, Instant, Zone};
use crate::locale::Words;
use crate::service::answer::Answer;
use crate::service::command::Command;
use crate::service::query::{Query, Reply};
use crate::service::requests::RequestId;
use crate::service::view::Header;
use crate::tui::declared;
use crate::tui::say::Speech;
use crate::wire::registers;
use crate::wire::{Ask, Body, Message};

/// A conversation over a link, one request at a time.
pub struct Talk<'l> {
    link: &'l mut dyn Link,
}

/// Where and when the office is, for printing times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Here {
    pub zone: Zone,
    pub today: Day,
}

impl Here {
    /// The usual zone, where the office's is not known.
    pub fn usual(now: Instant) -> Self {
        Self::new(Zone::default().minutes(), now)
    }

    /// The office of this zone at this time.
    pub fn new(zone: i16, now: Instant) -> Self {
        let zone = Zone::new(zone).unwrap_or_default();
        Self {
            zone,
            today: zone.day_of(now),
        }
    }

    /// Facts in these words, as of here.
    pub const fn speech(self, words: &Words) -> Speech<'_> {
        Speech {
            words,
            zone: self.zone,
            today: self.today,
            arrow: "→",
        }
    }
}

/// Why no answer came.
#[derive(Debug)]
enum Silence {
    /// The request was not sent: nothing was done.
    NotSent(LinkError),
    /// The connection ended before the answer came.
    Gone,
    /// The server said goodbye: a key of the word files.
    Goodbye,
}

impl From<Silence> for Fault {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::NotSent(LinkError::TooLarge) => Self::said("cli-too-large", &[]),
            Silence::NotSent(LinkError::Gone) | Silence::Gone | Silence::Goodbye => {
                Self::said("cli-server-gone", &[])
            }
        }
    }
}

impl<'l> Talk<'l> {
    /// Talks over this link.
    pub fn new(link: &'l mut dyn Link) -> Self {
        Self { link }
    }

    /// Asks and waits for the answer; a refusal is a fault.
    pub fn ask(&mut self, ask: Ask) -> Result<Body, Fault> {
        let id = self.send(ask)?;
        refused(self.answer(id)?)
    }

    /// Asks a question.
    pub fn query(&mut self, query: Query) -> Result<Reply, Fault> {
        match self.ask(Ask::Query(Box::new(query)))? {
            Body::Reply(reply) => Ok(*reply),
            _ => Err(unexpected()),
        }
    }

    /// Does a command; an answer that does not come leaves the outcome unknown.
    pub fn execute(&mut self, request: RequestId, command: Command) -> Result<Answer, Fault> {
        let id = self.send(Ask::Do { request, command })?;
        match self.answer(id) {
            Ok(Body::Answer(answer)) => Ok(answer),
            Ok(Body::Refused(refusal)) => Ok(Answer::Refused(refusal)),
            Ok(_) | Err(_) => Err(Fault::Unknown(request)),
        }
    }

    /// Asks what is answered in several parts; `visit` is given each until it says that was the last.
    pub fn parts(
        &mut self,
        ask: Ask,
        lost: impl FnOnce() -> Fault,
        mut visit: impl FnMut(Body) -> Result<bool, Fault>,
    ) -> Result<(), Fault> {
        let id = self.send(ask)?;
        loop {
            let Ok(body) = self.answer(id) else {
                return Err(lost());
            };
            if visit(refused(body)?)? {
                return Ok(());
            }
        }
    }

    /// The figures of the top line.
    pub fn header(&mut self) -> Result<Header, Fault> {
        match self.query(Query::Header)? {
            Reply::Header(header) => {
                self.learn(header.declared)?;
                Ok(header)
            }
            _ => Err(unexpected()),
        }
    }

    /// Knows the registers the server has in force, and their words, before anything is said of them.
    fn learn(&mut self, mark: u32) -> Result<(), Fault> {
        if mark != registers::mark()
            && let Reply::Declared(files, _) = self.query(Query::Declared)?
        {
            registers::install(&files);
        }
        declared::learn();
        Ok(())
    }

    /// Where and when the office is; somebody who may not ask gets the usual zone and `now`.
    pub fn here(&mut self, now: Instant) -> Here {
        self.header().map_or_else(
            |_| Here::usual(now),
            |header| Here::new(header.zone, header.now),
        )
    }

    fn send(&mut self, ask: Ask) -> Result<u32, Silence> {
        self.link.send(ask).map_err(Silence::NotSent)
    }

    /// Waits for the reply to this request; what else comes is for screens.
    fn answer(&mut self, wanted: u32) -> Result<Body, Silence> {
        loop {
            match self.link.wait() {
                Ok(Message::Reply { id, body, .. }) if id == wanted => return Ok(*body),
                Ok(Message::Goodbye { .. }) => return Err(Silence::Goodbye),
                Ok(Message::Reply { .. } | Message::Notice { .. }) => {}
                Err(_) => return Err(Silence::Gone),
            }
        }
    }
}

fn refused(body: Body) -> Result<Body, Fault> {
    match body {
        Body::Refused(refusal) | Body::Answer(Answer::Refused(refusal)) => Err(refusal.into()),
        body => Ok(body),
    }
}

/// The server answered with something else than was asked for: another build than ours.
pub fn unexpected() -> Fault {
    Fault::said("cli-unexpected", &[])
}
