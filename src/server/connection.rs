//! One connection: hello, frames with deadlines, replies, goodbye.

use std::io::{self, Read};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant as Moment};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::server::hub::{Hub, message};
use crate::server::outbox::Outbox;
use crate::server::peer::Peer;
use crate::server::session::{Session, seat};
use crate::server::shared::Shared;
use crate::wire::frame::{self, FrameError};
use crate::wire::hello::{self, Hello, Status};
use crate::wire::{Message, Request};

/// How long a hello may take (reliability 4.3).
const HELLO_WITHIN: Duration = Duration::from_secs(2);
/// How long one frame may take once it has begun.
const FRAME_WITHIN: Duration = Duration::from_secs(5);
/// How long one write to a terminal may take.
const WRITE_WITHIN: Duration = Duration::from_secs(5);

/// A connection's place among the terminals; given up whatever way the connection ends.
#[derive(Debug)]
struct Place {
    hub: Arc<Hub>,
    number: u64,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.hub.leave(self.number);
    }
}

/// Gives an accepted connection its place and its thread.
pub fn begin(shared: &Arc<Shared>, stream: UnixStream) -> io::Result<()> {
    let uid = rustix::net::sockopt::socket_peercred(&stream)?.uid.as_raw();
    stream.set_write_timeout(Some(WRITE_WITHIN))?;
    let stream = Arc::new(stream);
    let outbox = Arc::new(Outbox::default());
    let entered = shared
        .hub
        .enter(uid, Arc::clone(&outbox), Arc::clone(&stream));
    let Some(number) = entered else {
        return turn_away(&stream, Status::Full);
    };
    let place = Place {
        hub: Arc::clone(&shared.hub),
        number,
    };
    let shared = Arc::clone(shared);
    std::thread::Builder::new()
        .name(format!("session-{number}"))
        .stack_size(512 * 1024)
        .spawn(move || {
            let ended = run(shared, &stream, &outbox, place.number);
            if let Err(error) = ended {
                tracing::info!(uid, %error, "terminal dropped");
            }
            // Given up last: the server waits for it before it closes the database.
            drop(place);
        })?;
    Ok(())
}

/// Says why not without waiting for anything: whoever accepts must not be held up.
fn turn_away(stream: &UnixStream, status: Status) -> io::Result<()> {
    stream.set_nonblocking(true)?;
    frame::write(&mut &*stream, &Hello::ours(status).to_bytes()).map_err(io::Error::other)
}

/// Serves one connection until it ends.
fn run(
    shared: Arc<Shared>,
    stream: &Arc<UnixStream>,
    outbox: &Arc<Outbox>,
    number: u64,
) -> Result<(), FrameError> {
    let mut reader = Timed {
        stream,
        until: None,
    };
    let Some(mut session) = greet(&shared, &mut reader, number)? else {
        return Ok(());
    };
    let sender = send_all(Arc::clone(outbox), Arc::clone(stream))?;
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        requests(&mut session, &mut reader, outbox)
    }));
    session.leave();
    drop(session);
    let (ended, why) = match ended {
        // A server that stops reads nothing more: that is no fault of the terminal.
        Ok(Err(FrameError::Closed)) if shared.stopping() => (Ok(()), Some("goodbye-stopping")),
        Ok(Ok(()) | Err(FrameError::Closed)) => (Ok(()), None),
        Ok(Err(error)) => {
            let why = match &error {
                FrameError::TooLong(_) => Some("goodbye-too-long"),
                FrameError::Garbled(_) => Some("goodbye-garbled"),
                FrameError::Io(error) if error.kind() == io::ErrorKind::TimedOut => {
                    Some("goodbye-slow")
                }
                FrameError::Closed | FrameError::Io(_) => None,
            };
            (Err(error), why)
        }
        Err(_) => (
            Err(FrameError::Garbled(String::from("the session panicked"))),
            Some("goodbye-broken"),
        ),
    };
    drop(shared);
    if let Some(why) = why {
        goodbye(outbox, why);
    }
    outbox.close();
    if sender.join().is_err() {
        tracing::error!("the sender panicked");
    }
    ended
}

/// Queues the last message; where even that does not fit, it goes instead of what waits.
fn goodbye(outbox: &Outbox, why: &str) {
    let last = message(&Message::Goodbye {
        why: why.to_owned(),
    });
    if !outbox.send(Arc::clone(&last)) {
        outbox.abandon(last);
    }
}

/// Exchanges the hellos; no session where the connection ends with that.
fn greet(
    shared: &Arc<Shared>,
    reader: &mut Timed<'_>,
    number: u64,
) -> Result<Option<Session>, FrameError> {
    reader.within(HELLO_WITHIN);
    let said = frame::read(reader, frame::MOST_HELLO);
    let mut to = reader.stream;
    let theirs = match said {
        Ok(said) => Hello::parse(&said),
        Err(FrameError::TooLong(_)) => None,
        Err(error) => return Err(error),
    };
    let Some(theirs) = theirs else {
        frame::write(&mut to, &Hello::ours(Status::Protocol).to_bytes())?;
        return Err(FrameError::Garbled(String::from("not a hello")));
    };
    let peer = Peer::of(reader.stream)?;
    let (actor, desk) = seat(shared, &peer).map_err(|halt| {
        tracing::error!(error = %halt, "cannot tell who connects");
        FrameError::Garbled(halt.to_string())
    })?;
    let status = if shared.stopping() {
        Status::Stopping
    } else if theirs.major != hello::MAJOR {
        Status::Protocol
    } else if actor.is_none() && !desk {
        Status::Account
    } else {
        Status::Ok
    };
    if status == Status::Ok {
        // Before the answer goes out: who has it may count on every notice from then on, and
        // nothing is sent from the outbox before the sender runs.
        shared.hub.greeted(number);
    }
    frame::write(&mut to, &Hello::ours(status).to_bytes())?;
    if status != Status::Ok {
        return Ok(None);
    }
    Ok(Some(Session::new(
        Arc::clone(shared),
        peer,
        number,
        actor,
        desk,
    )))
}

/// Reads requests and queues replies until the connection ends.
fn requests(
    session: &mut Session,
    reader: &mut Timed<'_>,
    outbox: &Outbox,
) -> Result<(), FrameError> {
    loop {
        reader.wait()?;
        reader.within(FRAME_WITHIN);
        let body = frame::read(reader, frame::MOST)?;
        let request: Request = frame::decode(&body)?;
        let (seq, body) = session.handle(request.ask);
        let reply = message(&Message::Reply {
            id: request.id,
            seq,
            body: Box::new(body),
        });
        if !outbox.send(reply) {
            return Err(io::Error::from(io::ErrorKind::TimedOut).into());
        }
    }
}

/// Starts the thread that writes what waits in the outbox, and then closes the connection.
fn send_all(outbox: Arc<Outbox>, to: Arc<UnixStream>) -> io::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new()
        .name(String::from("sender"))
        .stack_size(128 * 1024)
        .spawn(move || {
            use std::io::Write as _;
            while let Some(bytes) = outbox.next() {
                if (&*to).write_all(&bytes).is_err() {
                    break;
                }
            }
            outbox.close();
            if let Err(error) = to.shutdown(Shutdown::Both) {
                tracing::debug!(%error, "connection already closed");
            }
        })
}

/// Reads with a deadline over the whole frame, however slowly its bytes drip (REL S10).
struct Timed<'a> {
    stream: &'a UnixStream,
    until: Option<Moment>,
}

impl Timed<'_> {
    /// Sets the deadline of what is read next.
    fn within(&mut self, time: Duration) {
        self.until = Moment::now().checked_add(time);
    }

    /// Waits without a deadline for the first byte of the next frame.
    fn wait(&mut self) -> io::Result<()> {
        self.until = None;
        let mut fds = [PollFd::new(self.stream, PollFlags::IN)];
        loop {
            match poll(&mut fds, None) {
                Ok(_) => return Ok(()),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(until) = self.until {
            let left = until.saturating_duration_since(Moment::now());
            let timeout = Timespec::try_from(left).map_err(io::Error::other)?;
            let mut fds = [PollFd::new(self.stream, PollFlags::IN)];
            if poll(&mut fds, Some(&timeout))? == 0 {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
        let mut from = self.stream;
        from.read(buffer)
    }
}
