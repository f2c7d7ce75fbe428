//! Connecting; and starting the server of one's own data folder when nobody answers.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant as Moment};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::client::socket_link::{HelloError, SocketLink};
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
pub fn connect(
    paths: &Paths,
    wake: Box<dyn Fn() + Send>,
    starter: Option<Starter<'_>>,
) -> Result<SocketLink, ConnectError> {
    if let Some(stream) = dial(paths)? {
        return Ok(SocketLink::over(stream, wake)?);
    }
    let Some(mut starter) = starter else {
        return Err(ConnectError::NotStarted {
            said: String::new(),
        });
    };
    if !ours(&paths.data)? {
        return Err(ConnectError::NotOurs {
            folder: paths.data.display().to_string(),
        });
    }
    let stream = start(paths, &mut starter)?;
    Ok(SocketLink::over(stream, wake)?)
}

/// Connects if somebody listens, after checking who that is.
fn dial(paths: &Paths) -> Result<Option<UnixStream>, ConnectError> {
    let about = match fs::symlink_metadata(&paths.runtime) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if !about.is_dir() || about.mode() & 0o007 != 0 {
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
        Err(error) => Err(error.into()),
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

/// Starts the server and waits until it can be connected to. Two terminals may do this at once: the
/// lock of the data folder lets one server live, and both find it.
fn start(paths: &Paths, starter: &mut Starter<'_>) -> Result<UnixStream, ConnectError> {
    let mut child = Command::new(starter.program)
        .arg("--data")
        .arg(&paths.data)
        .arg("serve")
        .arg("--detached")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let began = Moment::now();
    let mut said = false;
    let mut ended = false;
    loop {
        if let Some(stream) = dial(paths)? {
            return Ok(stream);
        }
        let waited = began.elapsed();
        if waited > START_WITHIN {
            return Err(ConnectError::NotStarted {
                said: last_words(&mut child),
            });
        }
        if !said && waited > SAY_AFTER {
            said = true;
            (starter.slow)();
        }
        if !ended && let Some(status) = child.try_wait()? {
            // Another server holds the folder: ours gave way, and that one will answer.
            ended = true;
            if status.code() != Some(HELD) {
                return Err(ConnectError::NotStarted {
                    said: last_words(&mut child),
                });
            }
        }
        wait_for(
            if ended { None } else { child.stdout.as_ref() },
            AGAIN_AFTER,
        )?;
    }
}

/// Exit code of a server that found its data folder held by another.
pub const HELD: i32 = 73;

/// What a server that did not start wrote last.
fn last_words(child: &mut Child) -> String {
    use std::io::Read as _;
    let mut said = String::new();
    if child.try_wait().ok().flatten().is_some()
        && let Some(from) = child.stderr.take()
    {
        drop(from.take(2000).read_to_string(&mut said));
    }
    said.trim().to_owned()
}

/// Waits for the server's `ready`, at most so long.
fn wait_for(ready: Option<&std::process::ChildStdout>, at_most: Duration) -> io::Result<()> {
    let timeout = Timespec::try_from(at_most).map_err(io::Error::other)?;
    let mut fds: Vec<PollFd<'_>> = ready
        .into_iter()
        .map(|pipe| PollFd::new(pipe, PollFlags::IN))
        .collect();
    match poll(&mut fds, Some(&timeout)) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
