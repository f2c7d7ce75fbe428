//! Leaving the terminal that started the server: own session, own log.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The log is turned over at this size, in bytes; one earlier file is kept.
const MOST: u64 = 4 * 1024 * 1024;

/// Leaves the session of the terminal, so that its hang-up is not the server's end.
pub fn leave_terminal() {
    // Fails only for a process that leads its group already: started by a service manager.
    if let Err(error) = rustix::process::setsid() {
        tracing::debug!(%error, "already leads its session");
    }
}

/// A log file of bounded size. Lines hold ids and accounts, never names or texts of records.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    file: File,
    /// Its length in bytes.
    length: u64,
}

impl Log {
    /// Opens the log for appending.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = append(path)?;
        let length = file.metadata()?.len();
        Ok(Self {
            path: path.to_owned(),
            file,
            length,
        })
    }
}

fn append(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.length > MOST {
            std::fs::rename(&self.path, self.path.with_extension("log.1"))?;
            self.file = append(&self.path)?;
            self.length = 0;
        }
        let written = self.file.write(bytes)?;
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Sends log lines to the file.
pub fn log_to(path: &Path) -> io::Result<()> {
    let log = Log::open(path)?;
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_target(false)
        .with_writer(Mutex::new(log))
        .finish();
    // A second server in one process is a test's: its lines go where the first one's go.
    drop(tracing::subscriber::set_global_default(subscriber));
    Ok(())
}
