//! The data folder: made closed to others, refused when it is open to them, held by one server.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::event::{Timespec, poll};
use rustix::fs::{FlockOperation, flock};

use crate::config::paths::Paths;
use crate::server::start::ServeError;

/// The lock of a data folder; held as long as the value lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, or says that another process has it.
    pub fn take(paths: &Paths) -> Result<Self, ServeError> {
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&paths.lock)
            .map_err(|error| ServeError::io(&paths.lock, &error))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Self { _file: file }),
            Err(rustix::io::Errno::WOULDBLOCK) => Err(ServeError::Held {
                folder: paths.data.display().to_string(),
            }),
            Err(error) => Err(ServeError::io(&paths.lock, &error.into())),
        }
    }
}

/// Between two looks at a lock that somebody holds.
const AGAIN_AFTER: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 20_000_000,
};

impl Lock {
    /// Takes the lock as soon as it is free, for whoever comes right behind a server that stops.
    pub fn take_within(paths: &Paths, patience: Duration) -> Result<Self, ServeError> {
        let began = Instant::now();
        loop {
            match Self::take(paths) {
                Err(ServeError::Held { .. }) if began.elapsed() < patience => {
                    // A wait without anything to wait for: a lock wakes nobody.
                    let _ = poll(&mut [], Some(&AGAIN_AFTER));
                }
                taken => return taken,
            }
        }
    }
}

/// Makes the data folder, closed to others, or refuses one that is open to them or belongs to
/// another account (REL H25).
pub fn prepare(data: &Path) -> Result<(), ServeError> {
    if !data.exists() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(data)
            .map_err(|error| ServeError::io(data, &error))?;
    }
    let about = fs::metadata(data).map_err(|error| ServeError::io(data, &error))?;
    if !about.is_dir() {
        return Err(ServeError::Io {
            file: data.display().to_string(),
            detail: std::io::Error::from(std::io::ErrorKind::NotADirectory).to_string(),
        });
    }
    if about.uid() != rustix::process::geteuid().as_raw() {
        return Err(ServeError::NotOurs {
            folder: data.display().to_string(),
        });
    }
    if about.mode() & 0o077 != 0 {
        return Err(ServeError::Open {
            folder: data.display().to_string(),
        });
    }
    Ok(())
}
