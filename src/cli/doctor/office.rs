//! What `doctor` looks at in the data folder: whose it is, who may look inside, how old the backups are.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::wrong;
use crate::cli::fault::Fault;
use crate::cli::talk::Here;
use crate::cli::world::Run;
use crate::config::Paths;
use crate::domain::calendar::{Instant, MINUTE_MS};
use crate::locale::Arg;
use crate::server::backups::{DAILY, folder as backup_folder};
use crate::server::peer::account_of;

/// How far what was changed may be ahead of the newest backup, and how long a new office may be without any: a day's
/// work, and the day the server makes the next.
const BEHIND_MS: i64 = 2 * 24 * 60 * MINUTE_MS;

/// The data folder is its owner's alone, and can be worked in.
pub fn folder(run: &mut Run<'_>, paths: &Paths) -> Result<bool, Fault> {
    let shown = paths.data.display().to_string();
    let about = match fs::metadata(&paths.data) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            run.say("cli-doctor-new", &[])?;
            let above = paths.data.ancestors().find(|place| place.exists());
            return above.map_or(Ok(true), |place| may_write(place, &paths.data));
        }
        Err(error) => return Err(Fault::file(&paths.data, &error)),
        Ok(about) => about,
    };
    if about.mode() & 0o077 != 0 {
        return Ok(wrong(run, "cli-folder-open", &[("folder", &shown)]));
    }
    if about.uid() != rustix::process::geteuid().as_raw() {
        let account = account_of(about.uid());
        run.say("cli-doctor-foreign", &[("account", Arg::Text(&account))])?;
        return Ok(true);
    }
    may_write(&paths.data, &paths.data)
}

/// Something can be made in `place`; else that is said of `wanted`.
fn may_write(place: &Path, wanted: &Path) -> Result<bool, Fault> {
    access(place, Access::WRITE_OK)
        .map(|()| true)
        .map_err(|error| Fault::file(wanted, &io::Error::from(error)))
}

/// When a file was last changed; none if it is not there or may not be looked at.
pub fn changed(file: &Path) -> Option<Instant> {
    let about = fs::metadata(file).ok()?;
    Some(Instant::from_ms(about.mtime().saturating_mul(1_000)))
}

/// What was entered is in a daily backup too.
pub fn backups(run: &mut Run<'_>, paths: &Paths) -> Result<bool, Fault> {
    let Some(worked) = changed(&paths.database) else {
        return Ok(true);
    };
    let now = run.world.clock.now();
    let Some((file, made)) = newest(&backup_folder(&paths.data)) else {
        // The first server made the lock, and nobody writes in it.
        let founded = changed(&paths.lock);
        if founded.is_some_and(|founded| now.since(founded) <= BEHIND_MS) {
            run.say("cli-doctor-backup-soon", &[])?;
            return Ok(true);
        }
        return Ok(wrong(run, "cli-doctor-no-backup", &[]));
    };
    let here = Here::usual(now);
    let made_at = here.speech(&run.words).instant(made);
    let file = file.display().to_string();
    let facts = [("path", Arg::Text(&file)), ("made", Arg::Text(&made_at))];
    run.say("cli-doctor-backup", &facts)?;
    if worked.since(made) <= BEHIND_MS {
        return Ok(true);
    }
    let worked = here.speech(&run.words).instant(worked);
    Ok(wrong(run, "cli-doctor-backup-old", &[("worked", &worked)]))
}

/// The newest daily backup.
fn newest(folder: &Path) -> Option<(PathBuf, Instant)> {
    let files = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let daily = files.filter(|file| {
        file.file_name()
            .as_encoded_bytes()
            .starts_with(DAILY.as_bytes())
    });
    let made = daily.filter_map(|file| Some((file.path(), changed(&file.path())?)));
    made.max_by_key(|(_, at)| *at)
}
