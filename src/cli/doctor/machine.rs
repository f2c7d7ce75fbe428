//! What `doctor` looks at on the machine: disk, clock, character set, terminal, the file of a running program.

use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;

use super::wrong;
use crate::cli::attach;
use crate::cli::fault::Fault;
use crate::cli::talk::Here;
use crate::cli::world::Run;
use crate::config::{Environment, Paths};
use crate::domain::calendar::MINUTE_MS;
use crate::locale::Arg;
use crate::terminal::charset::Charset;

/// Free bytes below which the disk is called nearly full.
const RESERVE: u64 = 256 * 1024 * 1024;
/// A locale that needs nothing installed, with the only encoding that has everything.
const UTF8_LOCALE: &str = "C.UTF-8";

/// There is room on the disk.
pub fn disk(run: &mut Run<'_>, paths: &Paths) -> Result<bool, Fault> {
    let Some(place) = paths.data.ancestors().find(|place| place.exists()) else {
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
    Ok(wrong(run, "cli-disk-full", &[("path", &path)]))
}

/// The clock is not behind what was written already.
pub fn clock(run: &mut Run<'_>, paths: &Paths) -> Result<bool, Fault> {
    let now = run.world.clock.now();
    let here = Here::usual(now);
    let shown = here.speech(&run.words).instant(now);
    run.say("cli-doctor-clock", &[("now", Arg::Text(&shown))])?;
    let Some(last) = super::office::changed(&paths.database) else {
        return Ok(true);
    };
    if last.since(now) < MINUTE_MS {
        return Ok(true);
    }
    let last = here.speech(&run.words).instant(last);
    let facts = [("now", shown.as_str()), ("last", &last)];
    Ok(wrong(run, "cli-doctor-clock-back", &facts))
}

/// The locale says that the terminal takes Chinese.
pub fn characters(run: &mut Run<'_>, _: &Paths) -> Result<bool, Fault> {
    let environment = &run.world.environment;
    let term = environment.term.clone().unwrap_or_default();
    let ctype = environment.ctype.clone().unwrap_or_default();
    let variable = environment.ctype_from.unwrap_or("LANG");
    let facts = [("term", Arg::Text(&term)), ("locale", Arg::Text(&ctype))];
    run.say("cli-doctor-terminal", &facts)?;
    let key = match Charset::of_locale(Some(&ctype)) {
        Charset::Utf8 | Charset::Gbk | Charset::Gb18030 => return Ok(true),
        Charset::Unsaid if ctype.is_empty() => "cli-doctor-locale-unset",
        Charset::Unsaid => "cli-doctor-locale-unsaid",
        Charset::Other => "cli-doctor-locale-other",
    };
    let facts = [
        ("variable", variable),
        ("value", &ctype),
        ("wanted", UTF8_LOCALE),
    ];
    Ok(wrong(run, key, &facts))
}

/// The terminal, if there is one, can show the counter.
pub fn terminal(run: &mut Run<'_>, _: &Paths) -> Result<bool, Fault> {
    if run.world.room.is_none() && run.world.environment.term.is_none() {
        return Ok(true);
    }
    // What its locale lacks was said by itself.
    let environment = Environment {
        ctype: Some(UTF8_LOCALE.to_owned()),
        ..run.world.environment.clone()
    };
    let kind = attach::capable(&environment)?;
    if !kind.hanzi {
        wrong(run, "cli-no-hanzi", &[]);
    }
    Ok(true)
}

/// Whether the file a process runs from is another one by now. What cannot be looked at is taken for the same.
pub fn is_replaced(pid: u32) -> bool {
    let link = fs::read_link(format!("/proc/{pid}/exe"));
    link.is_ok_and(|file| file.as_os_str().as_bytes().ends_with(b" (deleted)"))
}
