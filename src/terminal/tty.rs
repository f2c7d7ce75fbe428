//! The terminal as a file: opened for ourselves, measured, and written without waiting for ever.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;

/// The size taken where a terminal does not tell its own.
pub const USUAL: (u16, u16) = (80, 24);

/// A terminal that several parts of the program share.
#[derive(Debug, Clone)]
pub struct Tty(Arc<OwnedFd>);

/// How far a write got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// So many bytes.
    Bytes(usize),
    /// None: the terminal takes no more for now.
    Full,
}

/// Columns of the terminal a stream goes to; none where it goes elsewhere.
pub fn columns(stream: &impl AsFd) -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(stream).ok()?;
    let columns = if size.ws_col == 0 {
        USUAL.0
    } else {
        size.ws_col
    };
    Some(usize::from(columns))
}

impl Tty {
    /// The controlling terminal, opened anew so that not waiting for it changes nothing for the shell.
    pub fn open() -> io::Result<Self> {
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(Self::from(open("/dev/tty", flags, Mode::empty())?))
    }

    /// Columns and rows. A terminal that says 0 is taken for the usual size.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = rustix::termios::tcgetwinsize(self)?;
        if size.ws_col == 0 || size.ws_row == 0 {
            return Ok(USUAL);
        }
        Ok((size.ws_col, size.ws_row))
    }

    /// Writes what the terminal takes now.
    pub fn write_some(&self, bytes: &[u8]) -> io::Result<Written> {
        loop {
            match rustix::io::write(self, bytes) {
                Ok(count) => return Ok(Written::Bytes(count)),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Ok(Written::Full),
                Err(fault) => return Err(fault.into()),
            }
        }
    }

    /// Writes everything, but waits for a terminal that takes nothing only so long.
    pub fn write_within(&self, mut bytes: &[u8], patience: Duration) -> io::Result<()> {
        let patience = Timespec::try_from(patience).map_err(|_| Errno::INVAL)?;
        while !bytes.is_empty() {
            let mut fds = [PollFd::new(self, PollFlags::OUT)];
            match poll(&mut fds, Some(&patience)) {
                Ok(0) => return Err(io::ErrorKind::TimedOut.into()),
                Ok(_) | Err(Errno::INTR) => {}
                Err(fault) => return Err(fault.into()),
            }
            if let Written::Bytes(count) = self.write_some(bytes)? {
                bytes = bytes.get(count..).unwrap_or_default();
            }
        }
        Ok(())
    }
}

impl From<OwnedFd> for Tty {
    fn from(fd: OwnedFd) -> Self {
        Self(Arc::new(fd))
    }
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}
