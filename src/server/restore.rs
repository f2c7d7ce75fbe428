//! Putting a backup in the place of the database, while no server runs.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::config::paths::Paths;
use crate::server::evidence;
use crate::server::folder::{self, Lock};
use crate::server::start::ServeError;
use crate::service::audit::{self, Event};
use crate::service::clock::Clock;
use crate::service::command::{AuditKind, Undo};
use crate::storage::backup::{Restored, restore};
use crate::storage::files::{Unfinished, io_error};
use crate::storage::redb::Options;
use crate::storage::{StoreError, WriteTx};

/// How long a server that is stopping may hold the folder.
pub const STOPS_WITHIN: Duration = Duration::from_secs(20);

/// Restores `from`: a new receipt series begins, the audit says so, the old database is kept aside. A server
/// may hold the folder for as long as `patience` says.
pub fn run(
    paths: &Paths,
    from: &Path,
    clock: &dyn Clock,
    salt: [u8; 16],
    patience: Duration,
) -> Result<Restored, ServeError> {
    folder::prepare(&paths.data)?;
    let _lock = Lock::take_within(paths, patience)?;
    let now = clock.now();
    let suffix = format!("{ASIDE}{}", now.ms());
    let account = crate::server::peer::account_of(rustix::process::getuid().as_raw());
    // Before the records that name them: a file nobody names harms nobody.
    let brought = evidence::bring(from, &paths.data)?;
    let mut restored = restore(
        from,
        &paths.database,
        &Options::default(),
        &suffix,
        series_seen(&paths.data)?,
        &mut |tx: &mut dyn WriteTx, epoch| {
            keep_series(&paths.data, epoch)?;
            let event = Event {
                seq: 0,
                at: now,
                kind: AuditKind::System,
                actor: crate::domain::id::StaffId(0),
                seat: account.clone(),
                command: String::from(audit::RESTORE),
                number: None,
                touched: Vec::new(),
                fields: Vec::new(),
                request: Vec::new(),
                refusal: String::new(),
                approval: None,
                undoes: None,
                undo: Undo::Never,
            };
            audit::append(
                tx,
                event,
                salt,
                vec![(String::from("series"), epoch.to_string(), false)],
            )?;
            Ok(())
        },
    )?;
    (restored.files, restored.left) = (brought.files, brought.left);
    Ok(restored)
}

/// What the name of a database that was replaced has behind its own, before the time.
pub const ASIDE: &str = ".before-";

/// The file beside the database that holds the highest receipt series ever begun: a database that is damaged
/// cannot tell any more which numbers it gave out (reliability D9).
const SERIES: &str = "series";

/// The highest series begun in this data folder; 0 if none was.
fn series_seen(data: &Path) -> Result<u32, StoreError> {
    let path = data.join(SERIES);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(io_error(&path, &error)),
    };
    text.trim()
        .parse()
        .map_err(|_| crate::storage::files::refused(&path, "is not a number"))
}

/// Keeps `series` before any number of it can be given out. One that is then never used is only skipped.
fn keep_series(data: &Path, series: u32) -> Result<(), StoreError> {
    let path = data.join(SERIES);
    let (unfinished, mut file) = Unfinished::beside(&path)?;
    writeln!(file, "{series}").map_err(|error| io_error(&path, &error))?;
    unfinished.publish_over()
}

/// Where the database that was replaced is kept, for the sentence that says so.
pub fn aside(restored: &Restored) -> Option<PathBuf> {
    restored.aside.clone()
}
