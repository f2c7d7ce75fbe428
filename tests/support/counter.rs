//! A server on a data folder of its own, and terminals that talk to it over its socket.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant as Moment};

use frontdesk::client::socket_link::{HelloError, SocketLink};
use frontdesk::client::{Link, LinkError};
use frontdesk::config::Environment;
use frontdesk::config::paths::Paths;
use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Refusal;
use frontdesk::server::{Options, ServeError, serve};
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::clock::SetClock;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::requests::RequestId;
use frontdesk::service::subject::Subject;
use frontdesk::storage::redb::{Options as StoreOptions, RedbStore};
use frontdesk::wire::frame;
use frontdesk::wire::hello::{Hello, Status};
use frontdesk::wire::{Ask, Body, Message, Request};
use tempfile::TempDir;

/// How long anything may take before the test fails.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// An office: its data folder, its clock, and its server while one runs.
pub struct Counter {
    home: TempDir,
    pub paths: Paths,
    pub clock: Arc<SetClock>,
    running: Option<Receiver<Result<u8, ServeError>>>,
}

impl Counter {
    /// A new office, founded by the account the tests run under, its server running.
    pub fn open() -> Self {
        let mut counter = Self::closed();
        counter.start();
        counter
    }

    /// A place for an office; no server has run there.
    pub fn closed() -> Self {
        let home = tempfile::tempdir().unwrap();
        let paths = paths(&home.path().join("data"));
        let morning = Instant::parse("2026-11-21T09:00:00+08:00").unwrap();
        Self {
            home,
            paths,
            clock: Arc::new(SetClock::new(morning)),
            running: None,
        }
    }

    /// A folder that goes with the office.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Starts the server; returns once terminals can connect.
    #[track_caller]
    pub fn start(&mut self) {
        self.start_with(|_| {}).unwrap();
    }

    /// Starts the server with other options; an error is why it did not start.
    pub fn start_with(&mut self, change: impl Fn(&mut Options)) -> Result<(), ServeError> {
        assert!(self.running.is_none(), "a server runs");
        let began = Moment::now();
        loop {
            let mut options = Options::new(self.paths.clone(), self.clock.clone());
            options.signals = false;
            change(&mut options);
            let (ready, waiting) = channel();
            options.ready = Some(Box::new(Told(ready)));
            let (end, running) = channel();
            std::thread::spawn(move || end.send(serve(options)));
            if waiting.recv_timeout(PATIENCE).is_ok() {
                self.running = Some(running);
                return Ok(());
            }
            match end_of(&running) {
                // A process another test is just starting shares our files for a moment.
                Err(ServeError::Held { .. } | ServeError::Store(_))
                    if began.elapsed() < Duration::from_secs(1) => {}
                Err(error) => return Err(error),
                Ok(code) => panic!("ended with {code} before it was ready"),
            }
        }
    }

    /// Stops the server in order; returns its exit code.
    #[track_caller]
    pub fn stop(&mut self) -> u8 {
        let mut desk = self.desk();
        let (_, body) = desk.request(Ask::Stop);
        assert_eq!(body, Body::Ok);
        self.ended().unwrap()
    }

    /// Waits until the server has ended.
    #[track_caller]
    pub fn ended(&mut self) -> Result<u8, ServeError> {
        end_of(&self.running.take().unwrap())
    }

    /// Stops the server and starts it again on the same folder.
    #[track_caller]
    pub fn restart(&mut self) {
        assert_eq!(self.stop(), 0);
        self.start();
    }

    /// Connects a terminal.
    #[track_caller]
    pub fn desk(&self) -> Desk {
        Desk::at(&self.paths)
    }

    /// Connects without saying anything.
    pub fn raw(&self) -> Raw {
        Raw::at(&self.paths.socket)
    }

    /// Opens the database of a stopped server.
    pub fn store(&self) -> RedbStore {
        assert!(self.running.is_none(), "a server runs");
        RedbStore::open(&self.paths.database, &StoreOptions::default()).unwrap()
    }
}

/// Waits for the end of a server that is expected to end.
#[track_caller]
fn end_of(running: &Receiver<Result<u8, ServeError>>) -> Result<u8, ServeError> {
    let ended = running.recv_timeout(PATIENCE);
    ended.expect("the server ends in time, and by itself")
}

impl Drop for Counter {
    fn drop(&mut self) {
        if let Some(running) = self.running.take()
            && !std::thread::panicking()
        {
            let mut desk = Desk::once_free(&self.paths);
            desk.request(Ask::Stop);
            drop(desk);
            assert_eq!(end_of(&running).unwrap(), 0);
        }
    }
}

/// The places of an office in `data`, its socket among them.
pub fn paths(data: &Path) -> Paths {
    Paths::new(&Environment::default(), Some(data)).unwrap()
}

/// Where a server says that it is ready.
struct Told(Sender<()>);

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.send(()).map_err(std::io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A terminal.
pub struct Desk {
    link: SocketLink,
    come: Receiver<()>,
    /// Notices that came: seq, records.
    pub notices: Vec<(u64, Vec<Subject>)>,
    /// What the server said last.
    pub farewell: Option<String>,
}

impl Desk {
    /// Connects to the server of these paths.
    #[track_caller]
    pub fn at(paths: &Paths) -> Self {
        let stream = UnixStream::connect(&paths.socket).expect("a server");
        Self::over(stream)
    }

    /// Connects as soon as there is a place: the server may not have seen yet that a terminal of the test
    /// has just gone.
    #[track_caller]
    pub fn once_free(paths: &Paths) -> Self {
        let began = Moment::now();
        loop {
            let stream = UnixStream::connect(&paths.socket).expect("a server");
            match Self::trying(stream) {
                Err(HelloError::Full) if began.elapsed() < PATIENCE => {}
                desk => return desk.expect("a link"),
            }
        }
    }

    /// Says hello.
    #[track_caller]
    pub fn over(stream: UnixStream) -> Self {
        Self::trying(stream).expect("a link")
    }

    /// Says hello; an error if the server does not say it too.
    pub fn trying(stream: UnixStream) -> Result<Self, HelloError> {
        let (wake, come) = channel();
        // Nobody waits any more once the terminal is gone.
        let wake = Box::new(move || wake.send(()).unwrap_or_default());
        Ok(Self {
            link: SocketLink::over(stream, wake)?,
            come,
            notices: Vec::new(),
            farewell: None,
        })
    }

    /// Waits for the next message.
    fn next(&mut self) -> Result<Message, LinkError> {
        loop {
            if let Some(message) = self.link.poll()? {
                return Ok(message);
            }
            self.come.recv_timeout(PATIENCE).expect("a message in time");
        }
    }

    /// Takes in the next message; gives back a reply.
    fn take(&mut self) -> Result<Option<(u32, u64, Body)>, LinkError> {
        match self.next()? {
            Message::Reply { id, seq, body } => return Ok(Some((id, seq, *body))),
            Message::Notice { seq, touched } => self.notices.push((seq, touched)),
            Message::Goodbye { why } => self.farewell = Some(why),
        }
        Ok(None)
    }

    /// Sends a request without waiting for its reply.
    pub fn send(&mut self, ask: Ask) -> Result<u32, LinkError> {
        self.link.send(ask)
    }

    /// Waits for the reply to a request.
    pub fn reply(&mut self, wanted: u32) -> Result<(u64, Body), LinkError> {
        loop {
            if let Some((id, seq, body)) = self.take()? {
                assert_eq!(id, wanted, "replies come in order");
                return Ok((seq, body));
            }
        }
    }

    /// Asks; an error if the connection ends first.
    pub fn try_request(&mut self, ask: Ask) -> Result<(u64, Body), LinkError> {
        let id = self.send(ask)?;
        self.reply(id)
    }

    /// Asks and waits for the reply.
    #[track_caller]
    pub fn request(&mut self, ask: Ask) -> (u64, Body) {
        self.try_request(ask).expect("a reply")
    }

    /// Asks for a command under a request id.
    #[track_caller]
    pub fn run_as(&mut self, request: RequestId, command: &Command) -> Answer {
        let command = command.clone();
        match self.request(Ask::Do { request, command }) {
            (_, Body::Answer(answer)) => answer,
            (_, Body::Refused(refusal)) => Answer::Refused(refusal),
            (_, other) => panic!("{other:?}"),
        }
    }

    /// Asks for a command that must be done.
    #[track_caller]
    pub fn done(&mut self, command: &Command) -> Done {
        match self.run_as(request_id(), command) {
            Answer::Done(done) => done,
            other => panic!("{other:?}"),
        }
    }

    /// Asks for a command that must be refused.
    #[track_caller]
    pub fn refused(&mut self, command: &Command) -> Refusal {
        match self.run_as(request_id(), command) {
            Answer::Refused(refusal) => refusal,
            other => panic!("{other:?}"),
        }
    }

    /// Asks a question; returns the seq of the state it was answered from.
    #[track_caller]
    pub fn query(&mut self, query: Query) -> (u64, Reply) {
        match self.request(Ask::Query(Box::new(query))) {
            (seq, Body::Reply(reply)) => (seq, *reply),
            (_, other) => panic!("{other:?}"),
        }
    }

    /// Waits for a notice that suits, among those that came and those to come; returns its seq.
    #[track_caller]
    pub fn notice(&mut self, suits: impl Fn(u64, &[Subject]) -> bool) -> u64 {
        loop {
            if let Some((seq, _)) = self
                .notices
                .iter()
                .find(|(seq, touched)| suits(*seq, touched))
            {
                return *seq;
            }
            self.take().expect("a notice");
        }
    }

    /// Waits until the server ends the connection; returns why it said it does.
    pub fn goodbye(&mut self) -> Option<String> {
        while self.take().is_ok() {}
        self.farewell.clone()
    }
}

/// A request id nobody has.
pub fn request_id() -> RequestId {
    let mut id = RequestId::default();
    getrandom::fill(&mut id).unwrap();
    id
}

/// A connection that says what it likes.
pub struct Raw(pub UnixStream);

impl Raw {
    /// Connects to a socket.
    pub fn at(socket: &Path) -> Self {
        let stream = UnixStream::connect(socket).expect("a server");
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Self(stream)
    }

    /// Says a proper hello; returns the answer.
    pub fn hello(&mut self) -> Option<Hello> {
        drop(self.frame(&Hello::ours(Status::Ok).to_bytes()));
        self.answer()
    }

    /// Writes bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.write_all(bytes)
    }

    /// Writes a frame.
    pub fn frame(&mut self, body: &[u8]) -> std::io::Result<()> {
        self.bytes(&frame::framed(body).unwrap())
    }

    /// Writes a request.
    pub fn ask(&mut self, id: u32, ask: Ask) -> std::io::Result<()> {
        self.frame(&frame::encode(&Request { id, ask }).unwrap())
    }

    /// Reads the server's hello; nothing if it says none.
    pub fn answer(&mut self) -> Option<Hello> {
        Hello::parse(&frame::read(&mut self.0, frame::MOST_HELLO).ok()?)
    }

    /// Reads the next message; nothing when the connection ended.
    pub fn message(&mut self) -> Option<Message> {
        frame::decode(&frame::read(&mut self.0, frame::MOST).ok()?).ok()
    }

    /// Reads the next reply or farewell; what everybody is told is passed over.
    pub fn reply(&mut self) -> Option<Message> {
        loop {
            match self.message()? {
                Message::Notice { .. } => {}
                other => return Some(other),
            }
        }
    }

    /// Reads to the end; returns why the server said it ends the connection.
    pub fn goodbye(&mut self) -> Option<String> {
        let mut farewell = None;
        while let Some(message) = self.message() {
            if let Message::Goodbye { why } = message {
                farewell = Some(why);
            }
        }
        farewell
    }

    /// Whether the server has closed: nothing more comes.
    pub fn ended(&mut self) -> bool {
        let mut rest = Vec::new();
        match self.0.read_to_end(&mut rest) {
            Ok(_) => true,
            Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }
}
