//! `doctor`: looks at everything a session needs and says what is not as it should be.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{Access, access};

use crate::cli::fault::{FAILED, Fault};
use crate::cli::keys;
use crate::cli::talk::Talk;
use crate::cli::world::Run;
use crate::config::Paths;
use crate::locale::Arg;
use crate::terminal::charset::Charset;
use crate::wire::{Ask, Body};

/// Free bytes below which the disk is called nearly full.
const RESERVE: u64 = 256 * 1024 * 1024;

/// Looks and says; a fault found makes the run fail.
pub fn run(run: &mut Run<'_>) -> Result<(), Fault> {
    let paths = run.paths()?;
    let data = paths.data.display().to_string();
    run.say("cli-doctor-data", &[("path", Arg::Text(&data))])?;
    let socket = paths.socket.display().to_string();
    run.say("cli-doctor-socket", &[("path", Arg::Text(&socket))])?;
    let mut well = folder(run, &paths)?;
    well &= disk(run, &paths.data)?;
    well &= encoding(run)?;
    let loaded = keys::in_force(run)?;
    keys::tell_faults(run, &loaded.faults);
    well &= loaded.faults.is_empty();
    well &= server(run)?;
    if well {
        return run.say("cli-doctor-well", &[]);
    }
    Err(Fault::Ended(FAILED))
}

/// The data folder is its owner's alone.
fn folder(run: &mut Run<'_>, paths: &Paths) -> Result<bool, Fault> {
    match fs::metadata(&paths.data) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            run.say("cli-doctor-new", &[])?;
            let above = paths.data.ancestors().find(|place| place.exists());
            let Some(Err(error)) = above.map(|place| access(place, Access::WRITE_OK)) else {
                return Ok(true);
            };
            // It could not be made.
            Err(Fault::file(&paths.data, &io::Error::from(error)))
        }
        Err(error) => Err(Fault::file(&paths.data, &error)),
        Ok(about) if about.mode() & 0o077 != 0 => {
            let folder = paths.data.display().to_string();
            let facts = [("folder", Arg::Text(&folder))];
            let line = run.words.with("cli-folder-open", &facts);
            run.tell(&line);
            Ok(false)
        }
        Ok(_) => Ok(true),
    }
}

/// There is room on the disk.
fn disk(run: &mut Run<'_>, data: &Path) -> Result<bool, Fault> {
    let Some(place) = data.ancestors().find(|place| place.exists()) else {
        return Ok(true);
    };
    let about =
        rustix::fs::statvfs(place).map_err(|error| Fault::file(place, &io::Error::from(error)))?;
    let free = about.f_bavail.saturating_mul(about.f_frsize);
    let shown = (free / 1024 / 1024).to_string();
    run.say("cli-doctor-free", &[("mib", Arg::Text(&shown))])?;
    if free >= RESERVE {
        return Ok(true);
    }
    let path = place.display().to_string();
    let line = run
        .words
        .with("cli-disk-full", &[("path", Arg::Text(&path))]);
    run.tell(&line);
    Ok(false)
}

/// The terminal can show Chinese.
fn encoding(run: &mut Run<'_>) -> Result<bool, Fault> {
    let environment = &run.world.environment;
    let term = environment.term.clone().unwrap_or_default();
    let ctype = environment.ctype.clone().unwrap_or_default();
    let facts = [("term", Arg::Text(&term)), ("locale", Arg::Text(&ctype))];
    run.say("cli-doctor-terminal", &facts)?;
    if Charset::of_locale(Some(&ctype)).has_hanzi() {
        return Ok(true);
    }
    let line = run.words.get("cli-doctor-no-chinese").into_owned();
    run.tell(&line);
    Ok(false)
}

/// A server that runs answers.
fn server(run: &mut Run<'_>) -> Result<bool, Fault> {
    let Some(mut link) = run.connect_if(false)? else {
        run.say("cli-doctor-no-server", &[])?;
        return Ok(true);
    };
    match Talk::new(&mut *link).ask(Ask::Status)? {
        Body::Status(status) => {
            let pid = status.pid.to_string();
            run.say("cli-doctor-server", &[("pid", Arg::Text(&pid))])?;
            Ok(true)
        }
        _ => Err(super::talk::unexpected()),
    }
}
