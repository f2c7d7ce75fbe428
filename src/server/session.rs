//! One terminal: hello, requests, notices, goodbye.

use std::io::{self, Read};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::channel;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant as Moment};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::domain::error::{Refusal, Why};
use crate::domain::office::Draft;
use crate::domain::staff::{Actor, Right, Staff};
use crate::server::hub::message;
use crate::server::outbox::Outbox;
use crate::server::peer::Peer;
use crate::server::shared::Shared;
use crate::server::writer::{Plain, Task};
use crate::server::{backups, signon};
use crate::service::answer::Answer;
use crate::service::command::Command;
use crate::service::execute::{Job, authorise};
use crate::service::halt::{Halt, Run};
use crate::service::queries::{self, Asking};
use crate::service::query::{Query, Reply};
use crate::service::{audit, draft, lookup};
use crate::storage::codec::Key;
use crate::storage::kept::indexes::STAFF_BY_ACCOUNT;
use crate::storage::record::get;
use crate::wire::frame::{self, FrameError};
use crate::wire::hello::{self, Hello};
use crate::wire::{Ask, Body, Message, Person, Request, Seated, Status};

/// How long a hello may take (reliability 4.3).
const HELLO_WITHIN: Duration = Duration::from_secs(2);
/// How long one frame may take once it has begun.
const FRAME_WITHIN: Duration = Duration::from_secs(5);
/// How long one write to a terminal may take.
const WRITE_WITHIN: Duration = Duration::from_secs(5);

/// One connected terminal.
pub struct Session {
    shared: Arc<Shared>,
    peer: Peer,
    number: u64,
    outbox: Arc<Outbox>,
    /// Who sits here; nobody at a shared desk before sign-on.
    actor: Arc<RwLock<Option<Actor>>>,
    desk: bool,
    import: Vec<u8>,
}

/// Serves one connection until it ends. Runs on a thread of its own.
pub fn run(shared: &Arc<Shared>, stream: &UnixStream) {
    let peer = match Peer::of(stream) {
        Ok(peer) => peer,
        Err(error) => {
            tracing::warn!(%error, "connection without credentials");
            return;
        }
    };
    if let Err(error) = serve(shared, stream, peer.clone()) {
        tracing::info!(account = %peer.account, %error, "terminal dropped");
    }
}

fn serve(shared: &Arc<Shared>, stream: &UnixStream, peer: Peer) -> Result<(), FrameError> {
    stream.set_write_timeout(Some(WRITE_WITHIN))?;
    let mut reader = Timed {
        stream: stream.try_clone()?,
        until: None,
    };
    reader.within(HELLO_WITHIN);
    let said = frame::read(&mut reader, frame::MOST_HELLO)?;
    let mut to = stream.try_clone()?;
    let theirs =
        Hello::parse(&said).ok_or_else(|| FrameError::Garbled(String::from("not a hello")))?;
    let (actor, desk) =
        seat(shared, &peer).map_err(|halt| FrameError::Garbled(halt.to_string()))?;
    let outbox = Arc::new(Outbox::default());
    let status = if shared.stopping() {
        hello::Status::Stopping
    } else if theirs.major != hello::MAJOR {
        hello::Status::Protocol
    } else if actor.is_none() && !desk {
        hello::Status::Account
    } else {
        hello::Status::Ok
    };
    let number = match status {
        hello::Status::Ok => shared
            .hub
            .enter(peer.uid, Arc::clone(&outbox), stream.try_clone()?),
        _ => None,
    };
    let status = if number.is_none() && status == hello::Status::Ok {
        hello::Status::Full
    } else {
        status
    };
    frame::write(&mut to, &Hello::ours(status).to_bytes())?;
    let Some(number) = number else {
        return Ok(());
    };
    let mut session = Session {
        shared: Arc::clone(shared),
        peer,
        number,
        outbox: Arc::clone(&outbox),
        actor: Arc::new(RwLock::new(actor)),
        desk,
        import: Vec::new(),
    };
    let name = session.actor().map(|actor| actor.name).unwrap_or_default();
    shared.hub.seated(number, &name);
    let sender = send_all(Arc::clone(&outbox), to)?;
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        session.requests(&mut reader)
    }));
    outbox.close();
    shared.hub.leave(number);
    // The sender ends by itself: the outbox is closed, and a write that hangs has its deadline.
    drop(sender);
    match ended {
        Ok(Err(FrameError::Closed) | Ok(())) => Ok(()),
        Ok(Err(error)) => Err(error),
        Err(_) => Err(FrameError::Garbled(String::from("the session panicked"))),
    }
}

/// Starts the thread that writes what waits in the outbox.
fn send_all(outbox: Arc<Outbox>, mut to: UnixStream) -> io::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new()
        .name(String::from("sender"))
        .stack_size(128 * 1024)
        .spawn(move || {
            use std::io::Write as _;
            while let Some(bytes) = outbox.next() {
                if to.write_all(&bytes).is_err() {
                    break;
                }
            }
            outbox.close();
            drop(to.shutdown(std::net::Shutdown::Both));
        })
}

/// Who sits at this end, by account; and whether it is a shared desk.
fn seat(shared: &Shared, peer: &Peer) -> Run<(Option<Actor>, bool)> {
    let office = shared.office();
    let desk = office
        .setting("desk.accounts")
        .split(',')
        .any(|account| account.trim() == peer.account);
    if desk {
        return Ok((None, true));
    }
    let tx = shared.store.read()?;
    let found = lookup::first(&*tx, STAFF_BY_ACCOUNT, Key::new().str(&peer.account))?;
    let staff = match found {
        Some(id) => get::<Staff>(&*tx, id)?,
        None => None,
    };
    Ok((staff.map(|staff| actor(&staff, peer)), false))
}

/// The actor a member of staff is at this seat.
fn actor(staff: &Staff, peer: &Peer) -> Actor {
    Actor {
        staff: staff.id,
        name: staff.name.clone(),
        rank: staff.rank,
        sides: staff.sides.clone(),
        seat: peer.seat(),
    }
}

impl Session {
    /// Who acts now. Rank and rights are read again, so that a change of them holds at once (REL M3).
    fn actor(&self) -> Option<Actor> {
        self.actor
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn actor_now(&self) -> Run<Actor> {
        let seated = self.actor().ok_or(Why::NotSignedOn)?;
        let tx = self.shared.store.read()?;
        match get::<Staff>(&*tx, seated.staff.0)? {
            Some(staff) if staff.active => Ok(actor(&staff, &self.peer)),
            _ => Err(Why::NotSignedOn.into()),
        }
    }

    /// Reads requests until the connection ends.
    fn requests(&mut self, reader: &mut Timed) -> Result<(), FrameError> {
        loop {
            reader.wait()?;
            reader.within(FRAME_WITHIN);
            let body = frame::read(reader, frame::MOST)?;
            let request: Request = frame::decode(&body)?;
            let (seq, body) = self.handle(request.ask);
            let reply = message(&Message::Reply {
                id: request.id,
                seq,
                body: Box::new(body),
            });
            if !self.outbox.send(reply) {
                return Err(FrameError::Garbled(String::from(
                    "does not read its replies",
                )));
            }
        }
    }

    /// Does one request; a refusal is an answer like any other.
    fn handle(&mut self, ask: Ask) -> (u64, Body) {
        match self.attempt(ask) {
            Ok(done) => done,
            Err(halt) => (0, Body::Refused(halt.into_refusal())),
        }
    }

    fn attempt(&mut self, ask: Ask) -> Run<(u64, Body)> {
        if self.shared.stopping() {
            return Err(Why::Stopping.into());
        }
        match ask {
            Ask::SignOn { name, pin } => self.sign_on(&name, &pin),
            Ask::SignOff => {
                self.set_actor(None);
                Ok((0, Body::Ok))
            }
            Ask::Query(query) if *query == Query::People => Ok((0, self.people()?)),
            Ask::Status => self.status(),
            Ask::Query(query) => self.query(&query),
            Ask::Do { request, command } => {
                let actor = self.actor_now()?;
                let command = signon::seal_pin(&self.shared, command)?;
                let answer = self.execute(Job {
                    actor,
                    request,
                    command,
                    now: self.shared.clock.now(),
                    salt: random()?,
                })?;
                let seq = match &answer {
                    Answer::Done(done) | Answer::Pending(done) => done.seq,
                    Answer::Refused(_) | Answer::Unknown(_) => 0,
                };
                Ok((seq, Body::Answer(answer)))
            }
            Ask::SaveDraft(given) => {
                let kept = Draft {
                    staff: self.actor_now()?.staff,
                    saved_at: self.shared.clock.now(),
                    ..given
                };
                self.plain(Box::new(move |tx| draft::save(tx, &kept)))
            }
            Ask::DropDraft(id) => {
                let staff = self.actor_now()?.staff;
                self.plain(Box::new(move |tx| draft::discard(tx, staff, &id)))
            }
            Ask::Viewing(subject) => {
                self.actor_now()?;
                self.shared.hub.viewing(self.number, subject, 0);
                Ok((0, Body::Ok))
            }
            Ask::Ring(phone) => {
                authorise(&self.actor_now()?, Right::Log)?;
                let phone = crate::domain::household::phone_digits(&phone)
                    .ok_or_else(|| Refusal::new(Why::BadPhone).with("text", phone))?;
                self.shared.hub.send_all(&Message::Ring { phone });
                Ok((0, Body::Ok))
            }
            Ask::Stop => {
                if self.peer.uid != self.shared.owner && self.peer.uid != 0 {
                    authorise(&self.actor_now()?, Right::Office)?;
                }
                self.shared.stop(0);
                Ok((0, Body::Ok))
            }
            Ask::Backup { name, from } => {
                authorise(&self.actor_now()?, Right::Office)?;
                Ok((0, backups::piece(&self.shared, name, from)?))
            }
            Ask::Import {
                what,
                piece,
                done,
                request,
            } => self.import(&what, &piece, done, request),
        }
    }

    /// Queues a command for the writer and waits for its answer.
    fn execute(&self, job: Job) -> Run<Answer> {
        let (reply, answer) = channel();
        self.shared.queue(Task::Command(Box::new(job), reply))?;
        // The writer answers everything it takes; a closed channel means it died doing this.
        Ok(answer
            .recv()
            .unwrap_or_else(|_| Answer::Unknown(String::new())))
    }

    fn plain(&self, change: Plain) -> Run<(u64, Body)> {
        signon::plain(&self.shared, change)?;
        Ok((0, Body::Ok))
    }

    fn query(&self, query: &Query) -> Run<(u64, Body)> {
        let actor = self.actor_now()?;
        let office = self.shared.office();
        let tx = self.shared.store.read()?;
        let seq = audit::head(&*tx)?.seq;
        let asking = Asking {
            tx: &*tx,
            office: &office,
            actor: &actor,
            now: self.shared.clock.now(),
            search: None,
        };
        let mut reply = queries::answer(asking, query)?;
        if let Reply::Detail(detail) = &mut reply {
            detail.viewers = self.shared.hub.viewers(self.number, detail.subject);
        }
        Ok((seq, Body::Reply(Box::new(reply))))
    }

    /// The names to choose from at a shared desk, before anybody is signed on.
    fn people(&self) -> Run<Body> {
        let tx = self.shared.store.read()?;
        let names = lookup::every::<Staff>(&*tx)?
            .into_iter()
            .filter(|staff| staff.active && staff.pin.is_some())
            .map(|staff| staff.name)
            .collect();
        Ok(Body::Reply(Box::new(Reply::People(names))))
    }

    fn status(&self) -> Run<(u64, Body)> {
        let tx = self.shared.store.read()?;
        let head = audit::head(&*tx)?;
        let anchor: String = crate::storage::codec::hex(&head.hash)
            .chars()
            .take(10)
            .collect();
        Ok((
            head.seq,
            Body::Status(Status {
                pid: std::process::id(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                data: self.shared.data.display().to_string(),
                seq: head.seq,
                terminals: u32::try_from(self.shared.hub.count()).unwrap_or(u32::MAX),
                anchor,
                seated: self.seated(),
            }),
        ))
    }

    fn sign_on(&self, name: &str, pin: &str) -> Run<(u64, Body)> {
        if !pin.is_empty() || !name.is_empty() {
            if !self.desk {
                return Err(Why::WrongPin.into());
            }
            let staff = signon::check(&self.shared, &self.peer, name, pin)?;
            self.set_actor(Some(actor(&staff, &self.peer)));
        }
        Ok((0, Body::Seated(self.seated())))
    }

    fn set_actor(&self, actor: Option<Actor>) {
        let name = actor
            .as_ref()
            .map(|actor| actor.name.clone())
            .unwrap_or_default();
        *self.actor.write().unwrap_or_else(PoisonError::into_inner) = actor;
        self.shared.hub.seated(self.number, &name);
    }

    fn seated(&self) -> Seated {
        let person = self.actor_now().ok().map(|actor| Person {
            rights: Right::ALL
                .iter()
                .copied()
                .filter(|right| actor.may(*right))
                .collect(),
            name: actor.name,
            rank: actor.rank,
            sides: actor.sides,
        });
        Seated {
            person,
            desk: self.desk,
        }
    }

    /// Gathers the pieces of an import and applies them as one command.
    fn import(
        &mut self,
        what: &str,
        piece: &[u8],
        done: bool,
        request: [u8; 16],
    ) -> Run<(u64, Body)> {
        let actor = self.actor_now()?;
        authorise(&actor, Right::Registry)?;
        self.import.extend_from_slice(piece);
        if !done {
            let have = self.import.len() as u64;
            return Ok((
                0,
                Body::Progress {
                    done: have,
                    of: have,
                },
            ));
        }
        self.import.clear();
        let command = Command::new("import.apply").arg("what", what);
        let job = Job {
            actor,
            request,
            command,
            now: self.shared.clock.now(),
            salt: random()?,
        };
        let answer = self.execute(job)?;
        Ok((0, Body::Answer(answer)))
    }
}

/// Sixteen random bytes from the operating system.
fn random() -> Run<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Halt::Refused(Refusal::new(Why::Internal).with("detail", error.to_string()))
    })?;
    Ok(bytes)
}

/// Reads with a deadline over the whole frame, however slowly its bytes drip (REL S10).
struct Timed {
    stream: UnixStream,
    until: Option<Moment>,
}

impl Timed {
    /// Sets the deadline of what is read next.
    fn within(&mut self, time: Duration) {
        self.until = Moment::now().checked_add(time);
    }

    /// Waits without a deadline for the first byte of the next frame.
    fn wait(&mut self) -> io::Result<()> {
        self.until = None;
        let mut fds = [PollFd::new(&self.stream, PollFlags::IN)];
        loop {
            match poll(&mut fds, None) {
                Ok(_) => return Ok(()),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(until) = self.until {
            let left = until.saturating_duration_since(Moment::now());
            let timeout = Timespec::try_from(left).map_err(io::Error::other)?;
            let mut fds = [PollFd::new(&self.stream, PollFlags::IN)];
            if poll(&mut fds, Some(&timeout))? == 0 {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
        (&self.stream).read(buffer)
    }
}
