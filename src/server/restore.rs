//! Putting a backup in the place of the database, while no server runs.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::config::paths::Paths;
use crate::server::folder::{self, Lock};
use crate::server::start::ServeError;
use crate::service::audit::{self, Event};
use crate::service::clock::Clock;
use crate::service::command::{AuditKind, Undo};
use crate::storage::WriteTx;
use crate::storage::backup::{Restored, restore};
use crate::storage::redb::Options;

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
    let suffix = format!(".before-{}", now.ms());
    let account = crate::server::peer::account_of(rustix::process::getuid().as_raw());
    let restored = restore(
        from,
        &paths.database,
        &Options::default(),
        &suffix,
        0,
        &mut |tx: &mut dyn WriteTx, epoch| {
            let event = Event {
                seq: 0,
                at: now,
                kind: AuditKind::System,
                actor: crate::domain::id::StaffId(0),
                seat: account.clone(),
                command: String::from("restore"),
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
    Ok(restored)
}

/// Where the database that was replaced is kept, for the sentence that says so.
pub fn aside(restored: &Restored) -> Option<PathBuf> {
    restored.aside.clone()
}
