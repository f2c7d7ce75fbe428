//! The process that parses workbooks, held to little memory and time (REL H34).
//!
//! The program starts itself with [`SUBCOMMAND`]; the file goes in on standard input, the rows come back on standard
//! output, and whatever happens to that process is one refusal here.

use std::io::{self, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode, ExitStatus, Stdio};

use rustix::process::{Resource, Rlimit, Signal, getrlimit, setrlimit};

use crate::exchange::limits::Limits;
use crate::exchange::refusal::{Death, Refusal};
use crate::exchange::sheet::Workbook;
use crate::exchange::xlsx;

/// The hidden first argument that makes the program the reading process.
pub const SUBCOMMAND: &str = "__sheet";

/// Bytes of address space of the reading process.
const MEMORY: u64 = 512 * 1024 * 1024;
/// Seconds of computing of the reading process.
const SECONDS: u64 = 60;
/// Bytes of an answer; more than a workbook within the limits can need.
const ANSWER: u64 = 512 * 1024 * 1024;

const READ: u8 = 1;
const REFUSED: u8 = 2;

/// Starts the process that reads workbooks.
#[derive(Debug, Clone)]
pub struct Guard {
    program: PathBuf,
}

impl Guard {
    /// Guards with the program that is running.
    pub fn own() -> io::Result<Self> {
        Ok(Self::with(std::env::current_exe()?))
    }

    /// Guards with the program at `program`, which must understand [`SUBCOMMAND`].
    pub fn with(program: PathBuf) -> Self {
        Self { program }
    }

    /// Reads a workbook in a process of its own.
    pub fn read(&self, file: &[u8]) -> Result<Workbook, Refusal> {
        let mut child = Command::new(&self.program)
            .arg(SUBCOMMAND)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| Refusal::ReaderDied {
                how: Death::NotStarted,
            })?;
        if let Some(mut input) = child.stdin.take() {
            // A child that refuses early closes its end; its answer says why.
            let _ = input.write_all(file);
        }
        let mut answer = Vec::new();
        let received = match child.stdout.take() {
            Some(output) => output.take(ANSWER).read_to_end(&mut answer).map(|_| ()),
            None => Ok(()),
        };
        let status = child.wait()?;
        received?;
        understood(status, &answer).ok_or(Refusal::ReaderDied { how: death(status) })?
    }
}

fn understood(status: ExitStatus, answer: &[u8]) -> Option<Result<Workbook, Refusal>> {
    if !status.success() {
        return None;
    }
    match answer.split_first()? {
        (&READ, body) => minicbor::decode(body).ok().map(Ok),
        (&REFUSED, body) => serde_json::from_slice(body).ok().map(Err),
        _ => None,
    }
}

fn death(status: ExitStatus) -> Death {
    match status.signal().and_then(Signal::from_named_raw) {
        // The allocator aborts when it gets no more.
        Some(Signal::ABORT) => Death::Memory,
        Some(Signal::XCPU | Signal::KILL) => Death::Time,
        _ => Death::Crash,
    }
}

/// What the reading process does: limits itself, reads, answers.
pub fn child_main() -> ExitCode {
    match limit_self().and_then(|()| answer()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn limit_self() -> io::Result<()> {
    limit(Resource::As, MEMORY, 0)?;
    limit(Resource::Cpu, SECONDS, 1)?;
    limit(Resource::Core, 0, 0)?;
    // It writes to its pipe only, and starts nothing.
    limit(Resource::Fsize, 0, 0)?;
    limit(Resource::Nproc, 0, 0)
}

/// Lowers a limit; where the system has set a lower one, that stays. `grace` lies between warning and end.
fn limit(resource: Resource, most: u64, grace: u64) -> io::Result<()> {
    let hard = getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let (current, maximum) = (most.min(hard), (most + grace).min(hard));
    setrlimit(
        resource,
        Rlimit {
            current: Some(current),
            maximum: Some(maximum),
        },
    )?;
    Ok(())
}

fn answer() -> io::Result<()> {
    let limits = Limits::default();
    let mut file = Vec::new();
    io::stdin()
        .lock()
        .take(limits.workbook + 1)
        .read_to_end(&mut file)?;
    let mut out = io::stdout().lock();
    let too_large = u64::try_from(file.len()).is_ok_and(|length| length > limits.workbook);
    let result = if too_large {
        Err(Refusal::FileTooLarge {
            limit: limits.workbook,
        })
    } else {
        xlsx::read(&file, &limits)
    };
    drop(file);
    match result {
        Ok(workbook) => {
            out.write_all(&[READ])?;
            let rows = minicbor::to_vec(&workbook)
                .map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
            out.write_all(&rows)?;
        }
        Err(refusal) => {
            out.write_all(&[REFUSED])?;
            serde_json::to_writer(&mut out, &refusal)?;
        }
    }
    out.flush()
}
