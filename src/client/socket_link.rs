//! A link over the socket: a thread reads what comes, the terminal writes what it asks.

use std::collections::VecDeque;
use std::io;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::client::link::{Link, LinkError, Wake};
use crate::wire::frame::{self, FrameError};
use crate::wire::hello::{Hello, MAJOR, Status};
use crate::wire::{Ask, Message, Request, wipe_bytes};

/// How long the server may take to answer a hello.
const HELLO_WITHIN: Duration = Duration::from_secs(5);
/// How long it may take to make room for a request.
const WRITE_WITHIN: Duration = Duration::from_secs(5);
/// Notices kept for a terminal that is busy; beyond it they become one: "ask everything again".
const MOST_NOTICES: usize = 256;

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
    notices: usize,
    gone: bool,
}

impl Inbox {
    /// Takes a message in; a terminal that was busy for long finds one notice instead of very many.
    fn push(&mut self, message: Message) {
        let Message::Notice { seq, .. } = message else {
            self.come.push_back(message);
            return;
        };
        if self.notices < MOST_NOTICES {
            self.notices += 1;
            self.come.push_back(message);
            return;
        }
        self.come
            .retain(|message| !matches!(message, Message::Notice { .. }));
        self.notices = 1;
        self.come.push_back(Message::Notice {
            seq,
            touched: Vec::new(),
        });
    }

    fn pop(&mut self) -> Option<Message> {
        let message = self.come.pop_front()?;
        if matches!(message, Message::Notice { .. }) {
            self.notices = self.notices.saturating_sub(1);
        }
        Some(message)
    }
}

struct Shared {
    inbox: Mutex<Inbox>,
    changed: Condvar,
    wake: Mutex<Wake>,
}

impl Shared {
    fn inbox(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake(&self) -> MutexGuard<'_, Wake> {
        self.wake.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A link to a server over its socket.
pub struct SocketLink {
    stream: UnixStream,
    shared: Arc<Shared>,
    next: u32,
}

/// A connection on which both ends have said hello.
#[derive(Debug)]
pub struct Greeted {
    stream: UnixStream,
}

impl Greeted {
    /// Says hello over `stream`.
    pub fn over(stream: UnixStream) -> Result<Self, HelloError> {
        stream.set_read_timeout(Some(HELLO_WITHIN))?;
        stream.set_write_timeout(Some(WRITE_WITHIN))?;
        let hello = Hello::ours(Status::Ok);
        // A server that turns everybody away closes without reading: its answer is there all the same.
        let written = frame::write(&mut &stream, &hello.to_bytes());
        let answer = frame::read(&mut &stream, frame::MOST_HELLO)
            .map_err(|error| garbled(written.err().unwrap_or(error)))?;
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
        Ok(Self { stream })
    }

    /// Begins to listen; `wake` is called whenever a message has come.
    pub fn listen(self, wake: Wake) -> io::Result<SocketLink> {
        let mut reader = self.stream.try_clone()?;
        let shared = Arc::new(Shared {
            inbox: Mutex::default(),
            changed: Condvar::new(),
            wake: Mutex::new(wake),
        });
        let inbox = Arc::clone(&shared);
        std::thread::Builder::new()
            .name(String::from("link"))
            .stack_size(512 * 1024)
            .spawn(move || {
                receive(&mut reader, &inbox);
            })?;
        Ok(SocketLink {
            stream: self.stream,
            shared,
            next: 0,
        })
    }
}

impl SocketLink {
    /// Says hello over `stream`; `wake` is called whenever a message has come.
    pub fn over(stream: UnixStream, wake: Wake) -> Result<Self, HelloError> {
        Ok(Greeted::over(stream)?.listen(wake)?)
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
fn receive(from: &mut UnixStream, shared: &Shared) {
    let mut buffered = io::BufReader::new(from);
    loop {
        let message = frame::read(&mut buffered, frame::MOST)
            .and_then(|body| frame::decode::<Message>(&body));
        let mut inbox = shared.inbox();
        match message {
            Ok(message) => inbox.push(message),
            Err(_) => inbox.gone = true,
        }
        let gone = inbox.gone;
        drop(inbox);
        shared.changed.notify_all();
        shared.wake()();
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
        let written = frame::write(&mut self.stream, &bytes);
        if matches!(request.ask, Ask::SignOn { .. }) {
            wipe_bytes(bytes);
        }
        written.map_err(|error| match error {
            FrameError::TooLong(_) => LinkError::TooLarge,
            _ => LinkError::Gone,
        })?;
        Ok(self.next)
    }

    fn poll(&mut self) -> Result<Option<Message>, LinkError> {
        let mut inbox = self.shared.inbox();
        match inbox.pop() {
            Some(message) => Ok(Some(message)),
            None if inbox.gone => Err(LinkError::Gone),
            None => Ok(None),
        }
    }

    fn wake_by(&mut self, wake: Wake) {
        let mut known = self.shared.wake();
        *known = wake;
        known();
    }

    fn wait(&mut self) -> Result<Message, LinkError> {
        let mut inbox = self.shared.inbox();
        loop {
            if let Some(message) = inbox.pop() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Subject;

    #[test]
    fn a_busy_terminal_finds_one_notice_and_every_reply() {
        let mut inbox = Inbox::default();
        let notice = |seq| Message::Notice {
            seq,
            touched: vec![Subject { kind: 9, id: seq }],
        };
        inbox.push(Message::Goodbye { why: String::new() });
        for seq in 0..=256 {
            inbox.push(notice(seq));
        }
        inbox.push(notice(257));
        let come: Vec<Message> = std::iter::from_fn(|| inbox.pop()).collect();
        let refresh = Message::Notice {
            seq: 256,
            touched: vec![],
        };
        assert_eq!(come[0], Message::Goodbye { why: String::new() });
        assert_eq!(come[1..], [refresh, notice(257)]);
        assert_eq!(inbox.notices, 0);
    }
}
