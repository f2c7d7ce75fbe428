//! A link over the socket: a thread reads what comes, the terminal writes what it asks.

use std::collections::VecDeque;
use std::io;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::client::link::{Link, LinkError};
use crate::wire::frame::{self, FrameError};
use crate::wire::hello::{Hello, MAJOR, Status};
use crate::wire::{Ask, Message, Request};

/// How long the server may take to answer a hello.
const HELLO_WITHIN: Duration = Duration::from_secs(5);

/// Why no link came about.
#[derive(Debug, thiserror::Error)]
pub enum HelloError {
    /// What answers there is no server of ours.
    #[error("not a frontdesk server")]
    Foreign,
    /// The server's protocol is another.
    #[error("server {server} and this program {ours} do not speak the same protocol")]
    Protocol {
        server: String,
        ours: String,
        server_is_older: bool,
    },
    /// The server does not let this account in.
    #[error("this account is in nobody's list")]
    Account,
    /// Too many terminals.
    #[error("too many terminals")]
    Full,
    /// The server is stopping.
    #[error("the server is stopping")]
    Stopping,
    #[error(transparent)]
    Io(#[from] io::Error),
}

#[derive(Default)]
struct Inbox {
    come: VecDeque<Message>,
    gone: bool,
}

#[derive(Default)]
struct Shared {
    inbox: Mutex<Inbox>,
    changed: Condvar,
}

impl Shared {
    fn inbox(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A link to a server over its socket.
pub struct SocketLink {
    stream: UnixStream,
    shared: Arc<Shared>,
    next: u32,
}

impl SocketLink {
    /// Says hello over `stream`; `wake` is called whenever a message has come.
    pub fn over(stream: UnixStream, wake: Box<dyn Fn() + Send>) -> Result<Self, HelloError> {
        stream.set_read_timeout(Some(HELLO_WITHIN))?;
        let mut reader = stream.try_clone()?;
        let mut writer = stream.try_clone()?;
        let hello = Hello::ours(Status::Ok);
        frame::write(&mut writer, &hello.to_bytes()).map_err(garbled)?;
        let answer = frame::read(&mut reader, frame::MOST_HELLO).map_err(garbled)?;
        let answer = Hello::parse(&answer).ok_or(HelloError::Foreign)?;
        match answer.status {
            Status::Ok => {}
            Status::Account => return Err(HelloError::Account),
            Status::Full => return Err(HelloError::Full),
            Status::Stopping => return Err(HelloError::Stopping),
            Status::Protocol => {
                return Err(HelloError::Protocol {
                    server: answer.build,
                    ours: hello.build,
                    server_is_older: answer.major < MAJOR,
                });
            }
        }
        stream.set_read_timeout(None)?;
        let shared = Arc::new(Shared::default());
        let inbox = Arc::clone(&shared);
        std::thread::Builder::new()
            .name(String::from("link"))
            .stack_size(256 * 1024)
            .spawn(move || {
                receive(&mut reader, &inbox, &*wake);
            })?;
        Ok(Self {
            stream,
            shared,
            next: 0,
        })
    }
}

fn garbled(error: FrameError) -> HelloError {
    match error {
        FrameError::Io(error) => HelloError::Io(error),
        FrameError::Closed => HelloError::Io(io::ErrorKind::UnexpectedEof.into()),
        FrameError::TooLong(_) | FrameError::Garbled(_) => HelloError::Foreign,
    }
}

/// Reads messages until the connection ends.
fn receive(from: &mut UnixStream, shared: &Shared, wake: &dyn Fn()) {
    let mut buffered = io::BufReader::new(from);
    loop {
        let message = frame::read(&mut buffered, frame::MOST)
            .and_then(|body| frame::decode::<Message>(&body));
        let mut inbox = shared.inbox();
        match message {
            Ok(message) => inbox.come.push_back(message),
            Err(_) => inbox.gone = true,
        }
        let gone = inbox.gone;
        drop(inbox);
        shared.changed.notify_all();
        wake();
        if gone {
            return;
        }
    }
}

impl Link for SocketLink {
    fn send(&mut self, ask: Ask) -> Result<u32, LinkError> {
        self.next = self.next.wrapping_add(1);
        let request = Request { id: self.next, ask };
        let bytes = frame::encode(&request).map_err(|_| LinkError::TooLarge)?;
        frame::write(&mut self.stream, &bytes).map_err(|error| match error {
            FrameError::TooLong(_) => LinkError::TooLarge,
            _ => LinkError::Gone,
        })?;
        Ok(self.next)
    }

    fn poll(&mut self) -> Result<Option<Message>, LinkError> {
        let mut inbox = self.shared.inbox();
        match inbox.come.pop_front() {
            Some(message) => Ok(Some(message)),
            None if inbox.gone => Err(LinkError::Gone),
            None => Ok(None),
        }
    }

    fn wait(&mut self) -> Result<Message, LinkError> {
        let mut inbox = self.shared.inbox();
        loop {
            if let Some(message) = inbox.come.pop_front() {
                return Ok(message);
            }
            if inbox.gone {
                return Err(LinkError::Gone);
            }
            inbox = self
                .shared
                .changed
                .wait(inbox)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for SocketLink {
    fn drop(&mut self) {
        // Ends the reading thread; a server that is gone already is no error here.
        drop(self.stream.shutdown(std::net::Shutdown::Both));
    }
}
