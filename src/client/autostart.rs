//! Connecting; and starting the server of one's own data folder when nobody answers.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant as Moment};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::client::link::Wake;
use crate::client::socket_link::{Greeted, HelloError, SocketLink};
use crate::config::paths::Paths;

/// How long a server may take to start.
pub const START_WITHIN: Duration = Duration::from_secs(5);
/// After so long the terminal says what it waits for.
pub const SAY_AFTER: Duration = Duration::from_millis(100);
/// Between two tries to connect while another process starts the server.
const AGAIN_AFTER: Duration = Duration::from_millis(10);

/// Why there is no link.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// Somebody else's data folder, and no server runs there.
    #[error("{folder}: no server runs, and the folder belongs to another account")]
    NotOurs { folder: String },
    /// The folder of the socket belongs to somebody it should not, or is open to all (REL H23).
    #[error("{folder}: not a safe place for a socket")]
    Unsafe { folder: String },
    /// What listens there runs under another account than the folder's owner.
    #[error("{socket}: served by another account")]
    Impostor { socket: String },
    /// The server did not start in time, or said why not.
    #[error("the server did not start: {said}")]
    NotStarted { said: String },
    #[error(transparent)]
    Hello(#[from] HelloError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// How the server of a data folder is started: the program and its arguments.
pub struct Starter<'a> {
    /// This program.
    pub program: &'a Path,
    /// Said once when it takes longer than a moment.
    pub slow: &'a mut dyn FnMut(),
}

/// Connects to the server of `paths`; starts it if nobody answers and the folder is one's own.
///
/// A server that is just stopping counts as none: the next one is waited for, or started.
pub fn connect(
    paths: &Paths,
    wake: Wake,
    starter: Option<Starter<'_>>,
) -> Result<SocketLink, ConnectError> {
    let Some(starter) = starter else {
        return match attempt(paths)? {
            Attempt::Greeted(greeted) => Ok(greeted.listen(wake)?),
            Attempt::Stopping => Err(HelloError::Stopping.into()),
            Attempt::Nobody => Err(ConnectError::NotStarted {
                said: String::new(),
            }),
        };
    };
    let began = Moment::now();
    let mut slow = Some(starter.slow);
    let mut starting: Option<Starting> = None;
    loop {
        let nobody = match attempt(paths)? {
            Attempt::Greeted(greeted) => return Ok(greeted.listen(wake)?),
            Attempt::Nobody => true,
            Attempt::Stopping => false,
        };
        if began.elapsed() > START_WITHIN {
            return Err(ConnectError::NotStarted {
                said: starting.map(Starting::last_words).unwrap_or_default(),
            });
        }
        if began.elapsed() > SAY_AFTER
            && let Some(say) = slow.take()
        {
            say();
        }
        match starting.take() {
            Some(child) => starting = child.go_on()?,
            None if !nobody => {}
            None if ours(&paths.data)? => starting = Some(Starting::begin(paths, starter.program)?),
            None => return Err(not_ours(paths)),
        }
        wait_for(&mut starting, AGAIN_AFTER)?;
    }
}

/// What one try to connect found.
enum Attempt {
    Greeted(Greeted),
    /// Nobody listens.
    Nobody,
    /// Somebody listens who is about to go.
    Stopping,
}

fn attempt(paths: &Paths) -> Result<Attempt, ConnectError> {
    let Some(stream) = dial(paths)? else {
        return Ok(Attempt::Nobody);
    };
    match Greeted::over(stream) {
        Ok(greeted) => Ok(Attempt::Greeted(greeted)),
        Err(HelloError::Stopping) => Ok(Attempt::Stopping),
        Err(HelloError::Io(error))
            if matches!(
                error.kind(),
                io::ErrorKind::UnexpectedEof
                    | io::ErrorKind::ConnectionReset
                    | io::ErrorKind::BrokenPipe
            ) =>
        {
            Ok(Attempt::Stopping)
        }
        Err(error) => Err(error.into()),
    }
}

/// Connects if somebody listens, after checking who that is.
fn dial(paths: &Paths) -> Result<Option<UnixStream>, ConnectError> {
    let about = match fs::symlink_metadata(&paths.runtime) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return Err(not_ours(paths));
        }
        Err(error) => return Err(error.into()),
    };
    // Only who owns the folder can put a socket there: that is us, or the service of a shared office
    // in the folder that the system made for it.
    let foreign = !paths.is_shared() && about.uid() != rustix::process::geteuid().as_raw();
    if !about.is_dir() || foreign || about.mode() & 0o027 != 0 {
        return Err(ConnectError::Unsafe {
            folder: paths.runtime.display().to_string(),
        });
    }
    match UnixStream::connect(&paths.socket) {
        Ok(stream) => {
            let server = rustix::net::sockopt::socket_peercred(&stream)
                .map_err(io::Error::from)?
                .uid
                .as_raw();
            if server == about.uid() {
                Ok(Some(stream))
            } else {
                Err(ConnectError::Impostor {
                    socket: paths.socket.display().to_string(),
                })
            }
        }
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused
            ) =>
        {
            Ok(None)
        }
        // Not of the staff's group: for this account there is no way in.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(not_ours(paths)),
        Err(error) => Err(error.into()),
    }
}

fn not_ours(paths: &Paths) -> ConnectError {
    ConnectError::NotOurs {
        folder: paths.data.display().to_string(),
    }
}

/// Whether the data folder is this account's, or would be if it were made.
fn ours(data: &Path) -> io::Result<bool> {
    let mut place = data;
    loop {
        match fs::metadata(place) {
            Ok(about) if place == data => {
                return Ok(about.uid() == rustix::process::geteuid().as_raw());
            }
            Ok(_) => return Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match place.parent() {
                Some(parent) => place = parent,
                None => return Ok(true),
            },
            Err(error) => return Err(error),
        }
    }
}

/// Exit code of a server that found its data folder held by another.
pub const HELD: i32 = 73;

/// A server that was started and does not answer yet. Two terminals may start one at once: the lock
/// of the data folder lets one server live, and both find it.
struct Starting {
    child: Child,
    /// Readable once the server is ready.
    ready: Option<ChildStdout>,
}

impl Starting {
    fn begin(paths: &Paths, program: &Path) -> io::Result<Self> {
        let mut child = Command::new(program)
            .arg("--data")
            .arg(&paths.data)
            .arg("serve")
            .arg("--detached")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let ready = child.stdout.take();
        Ok(Self { child, ready })
    }

    /// Looks after it: gone without an error if another server holds the folder, which will answer or
    /// is about to go; an error if it did not start.
    fn go_on(mut self) -> Result<Option<Self>, ConnectError> {
        match self.child.try_wait()? {
            None => Ok(Some(self)),
            Some(status) if status.code() == Some(HELD) => Ok(None),
            Some(_) => Err(ConnectError::NotStarted {
                said: self.last_words(),
            }),
        }
    }

    /// What a server that has ended wrote last.
    fn last_words(mut self) -> String {
        use std::io::Read as _;
        let mut said = String::new();
        if self.child.try_wait().ok().flatten().is_some()
            && let Some(from) = self.child.stderr.take()
        {
            drop(from.take(2000).read_to_string(&mut said));
        }
        said.trim().to_owned()
    }
}

/// Waits for the server's `ready` or its end, at most so long; a pipe that has said something is not
/// waited for again.
fn wait_for(starting: &mut Option<Starting>, at_most: Duration) -> io::Result<()> {
    let timeout = Timespec::try_from(at_most).map_err(io::Error::other)?;
    let ready = starting.as_mut().and_then(|starting| starting.ready.take());
    let mut fds: Vec<PollFd<'_>> = ready
        .iter()
        .map(|pipe| PollFd::new(pipe, PollFlags::IN))
        .collect();
    match poll(&mut fds, Some(&timeout)) {
        Ok(0) | Err(rustix::io::Errno::INTR) => {
            drop(fds);
            if let Some(starting) = starting {
                starting.ready = ready;
            }
            Ok(())
        }
        Ok(_) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
