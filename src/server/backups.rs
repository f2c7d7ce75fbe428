//! Backups made by the server while it works: one a day, and on request.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::error::{Refusal, Why};
use crate::server::shared::Shared;
use crate::service::halt::Run;
use crate::storage::backup::{copy, rotate};
use crate::storage::files::remove_all_unfinished;
use crate::storage::redb::Options;
use crate::wire::Body;

/// Bytes of a backup sent at once.
const PIECE: u64 = 256 * 1024;
/// What a daily backup's name begins with.
pub const DAILY: &str = "daily-";
/// What a backup on request is named while it is fetched.
const ASKED: &str = "asked-";
/// Tells backups of the same millisecond apart.
static ORDINAL: AtomicU64 = AtomicU64::new(0);

/// The folder of backups beside the database.
pub fn folder(data: &Path) -> PathBuf {
    data.join("backups")
}

/// Makes the day's backup unless it is there; keeps as many as the setting says.
pub fn daily(shared: &Shared) -> Run<bool> {
    let office = shared.office();
    let folder = folder(&shared.data);
    std::fs::create_dir_all(&folder).map_err(|error| refused(&error))?;
    let day = office.today(shared.clock.now());
    let path = folder.join(format!("{DAILY}{day}.redb"));
    if path.exists() {
        return Ok(false);
    }
    let tx = shared.store.read()?;
    copy(&*tx, &path, &Options::default())?;
    drop(tx);
    let keep = usize::try_from(office.whole("backup.keep", 14)).unwrap_or(14);
    rotate(&folder, DAILY, keep, &path)?;
    Ok(true)
}

/// A backup made because somebody asked for it; its file is removed with this.
#[derive(Debug)]
pub struct Asked {
    name: String,
    path: PathBuf,
}

impl Asked {
    /// Makes and verifies a backup of what is committed now.
    pub fn make(shared: &Shared) -> Run<Self> {
        let folder = folder(&shared.data);
        std::fs::create_dir_all(&folder).map_err(|error| refused(&error))?;
        let name = format!(
            "{ASKED}{}-{}.redb",
            shared.clock.now().ms(),
            ORDINAL.fetch_add(1, Ordering::Relaxed)
        );
        let path = folder.join(&name);
        let tx = shared.store.read()?;
        copy(&*tx, &path, &Options::default())?;
        Ok(Self { name, path })
    }

    /// Its name, by which the next piece is asked for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Gives the bytes from `from` on, and whether they are the last.
    pub fn piece(&self, from: u64) -> Run<(Body, bool)> {
        let mut file = File::open(&self.path).map_err(|error| refused(&error))?;
        let total = file.metadata().map_err(|error| refused(&error))?.len();
        file.seek(SeekFrom::Start(from))
            .map_err(|error| refused(&error))?;
        let mut bytes = Vec::new();
        file.take(PIECE)
            .read_to_end(&mut bytes)
            .map_err(|error| refused(&error))?;
        let last = from.saturating_add(bytes.len() as u64) >= total;
        let name = self.name.clone();
        Ok((Body::Piece { name, bytes, total }, last))
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!(%error, "backup left behind until the next start");
        }
    }
}

/// Removes backups that were asked for and never fetched to the end, and those never finished.
pub fn clean(data: &Path) {
    let folder = folder(data);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return;
    };
    if let Err(error) = remove_all_unfinished(&folder) {
        tracing::warn!(%error, "unfinished backup");
    }
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(ASKED)
            && let Err(error) = std::fs::remove_file(entry.path())
        {
            tracing::warn!(%error, "left over backup");
        }
    }
}

fn refused(error: &std::io::Error) -> Refusal {
    if error.kind() == std::io::ErrorKind::StorageFull {
        return Refusal::new(Why::DiskFull).with("file", "backups");
    }
    Refusal::new(Why::Storage).with("detail", error.to_string())
}
