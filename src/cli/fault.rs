//! Why a run of the program did not do what was asked, and the exit code that says so.

use std::io;
use std::path::Path;

use crate::domain::error::{Refusal, Why};
use crate::locale::cause;
use crate::service::requests::RequestId;

/// Everything was done.
pub const DONE: u8 = 0;
/// Refused or failed.
pub const FAILED: u8 = 1;
/// The arguments are wrong, or one is missing.
pub const USAGE: u8 = 2;
/// It is not known whether it was done.
pub const UNKNOWN: u8 = 3;

/// Why a run ends early.
#[derive(Debug)]
pub enum Fault {
    /// The server refused.
    Refused(Box<Refusal>),
    /// It is not known whether the command was done; ask again under the same request id.
    Unknown(RequestId),
    /// A sentence of `cli.ftl` with what it needs to know.
    Said(Said),
    /// What there is to say was said; the run ends with this exit code.
    Ended(u8),
    /// Nobody reads what we print any more: a quiet end.
    Quiet,
}

/// A sentence by its key, with its facts and the exit code that goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub key: &'static str,
    pub facts: Vec<(&'static str, String)>,
    pub code: u8,
}

impl Fault {
    /// Something failed, in the sentence `key`.
    pub fn said(key: &'static str, facts: &[(&'static str, &str)]) -> Self {
        Self::Said(Said {
            key,
            facts: facts
                .iter()
                .map(|(name, fact)| (*name, (*fact).to_owned()))
                .collect(),
            code: FAILED,
        })
    }

    /// The arguments are wrong, in the sentence `key`.
    pub fn usage(key: &'static str, facts: &[(&'static str, &str)]) -> Self {
        match Self::said(key, facts) {
            Self::Said(said) => Self::Said(Said {
                code: USAGE,
                ..said
            }),
            other => other,
        }
    }

    /// A file could not be read or written.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        let path = path.display().to_string();
        Self::said(
            "cli-file-failed",
            &[("path", &path), ("detail", &cause(error))],
        )
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Refused(refusal) => refused(refusal),
            Self::Ended(code) => *code,
            Self::Unknown(_) => UNKNOWN,
            Self::Said(said) => said.code,
            Self::Quiet => DONE,
        }
    }
}

/// Refusals of what was asked, not of what it is about: wrong usage.
const MISUSED: [Why; 5] = [
    Why::UnknownCommand,
    Why::UnknownList,
    Why::UnknownColumn,
    Why::UnknownArgument,
    Why::BadCondition,
];

/// The exit code of a refusal.
pub fn refused(refusal: &Refusal) -> u8 {
    let misused = |why: Why| MISUSED.contains(&why) || why == Why::Missing;
    let fields = refusal.why == Why::Fields && refusal.fields.iter().any(|one| misused(one.why));
    if MISUSED.contains(&refusal.why) || fields {
        USAGE
    } else {
        FAILED
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<Why> for Fault {
    fn from(why: Why) -> Self {
        Refusal::new(why).into()
    }
}

/// What goes wrong with a stream of ours: a reader that went away is no fault (reliability D24).
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Quiet
        } else {
            Self::said("cli-output-failed", &[("detail", &cause(&error))])
        }
    }
}
