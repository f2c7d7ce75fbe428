//! `serve`: the server by hand, for a service manager, or started by a terminal.

use std::fs;
use std::io;
use std::sync::Arc;

use crate::cli::fault::{DONE, FAILED, Fault, Said};
use crate::cli::world::Run;
use crate::client::autostart::HELD;
use crate::server::{Options, ServeError, detach, refuse_root, serve};
use crate::service::clock::SystemClock;
use crate::service::halt::Halt;
use crate::storage::StoreError;

/// Serves until told to stop.
pub fn run(run: &mut Run<'_>, detached: bool) -> Result<(), Fault> {
    let paths = run.paths()?;
    refuse_root(&paths).map_err(|error| fault(&error))?;
    // The log lies in the data folder, so that has to be there first.
    fs::create_dir_all(&paths.data).map_err(|error| Fault::file(&paths.data, &error))?;
    detach::log_to(&paths.log).map_err(|error| Fault::file(&paths.log, &error))?;
    if detached {
        detach::leave_terminal();
    }
    let options = Options {
        ends_when_unused: detached,
        ready: Some(Box::new(io::stdout())),
        ..Options::new(paths, Arc::new(SystemClock))
    };
    match serve(options) {
        Ok(DONE) => Ok(()),
        Ok(code) => Err(Fault::Ended(code)),
        Err(error) => Err(fault(&error)),
    }
}

/// Why a server could not be, as a sentence.
pub fn fault(error: &ServeError) -> Fault {
    match error {
        ServeError::Held { folder } => held(folder),
        ServeError::Open { folder } => Fault::said("cli-folder-open", &[("folder", folder)]),
        ServeError::NotOurs { folder } => Fault::said("cli-not-ours", &[("folder", folder)]),
        ServeError::Root => Fault::said("cli-not-as-root", &[]),
        ServeError::Io { file, detail } => {
            Fault::said("cli-file-failed", &[("path", file), ("detail", detail)])
        }
        ServeError::Halt(Halt::Refused(refusal)) => refusal.clone().into(),
        ServeError::Store(error) | ServeError::Halt(Halt::Store(error)) => store(error),
    }
}

/// Why the store refused, as a sentence.
fn store(error: &StoreError) -> Fault {
    match error {
        StoreError::Io { file, detail } => {
            Fault::said("cli-file-failed", &[("path", file), ("detail", detail)])
        }
        StoreError::Damaged { .. } | StoreError::Unknown { .. } => {
            Fault::said("cli-damaged", &[("detail", &error.to_string())])
        }
        StoreError::Newer { found, known } => Fault::said(
            "cli-newer",
            &[("found", &found.to_string()), ("known", &known.to_string())],
        ),
        StoreError::Locked { file } => held(file),
        StoreError::Full { file } => Fault::said("cli-disk-full", &[("path", file)]),
    }
}

fn held(folder: &str) -> Fault {
    Fault::Said(Said {
        key: "cli-held",
        facts: vec![("folder", folder.to_owned())],
        code: u8::try_from(HELD).unwrap_or(FAILED),
    })
}
