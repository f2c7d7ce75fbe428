//! Backups made by the server while it works: one a day, and on request.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::domain::error::{Refusal, Why};
use crate::server::shared::Shared;
use crate::service::halt::Run;
use crate::storage::backup::{copy, rotate};
use crate::storage::redb::Options;
use crate::wire::Body;

/// Bytes of a backup sent at once.
const PIECE: u64 = 256 * 1024;
/// What a daily backup's name begins with.
const DAILY: &str = "daily-";
/// What a backup on request is named while it is fetched.
const ASKED: &str = "asked-";

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
    rotate(&folder, DAILY, keep)?;
    Ok(true)
}

/// Gives a piece of a backup; the first call makes and verifies it, the last removes it again.
pub fn piece(shared: &Shared, name: Option<String>, from: u64) -> Run<Body> {
    let folder = folder(&shared.data);
    let name = if let Some(name) = name {
        name
    } else {
        std::fs::create_dir_all(&folder).map_err(|error| refused(&error))?;
        let name = format!("{ASKED}{}.redb", shared.clock.now().ms());
        let tx = shared.store.read()?;
        copy(&*tx, &folder.join(&name), &Options::default())?;
        name
    };
    // The name comes back from a terminal: only one of ours is opened, never a path.
    let ours = name
        .strip_prefix(ASKED)
        .and_then(|rest| rest.strip_suffix(".redb"));
    if !ours.is_some_and(|stamp| stamp.bytes().all(|b| b.is_ascii_digit())) {
        return Err(Refusal::new(Why::UnknownRecord).with("number", name).into());
    }
    let path = folder.join(&name);
    let mut file = File::open(&path).map_err(|error| refused(&error))?;
    let total = file.metadata().map_err(|error| refused(&error))?.len();
    file.seek(SeekFrom::Start(from))
        .map_err(|error| refused(&error))?;
    let mut bytes = Vec::new();
    file.take(PIECE)
        .read_to_end(&mut bytes)
        .map_err(|error| refused(&error))?;
    if from.saturating_add(bytes.len() as u64) >= total {
        std::fs::remove_file(&path).map_err(|error| refused(&error))?;
    }
    Ok(Body::Piece { name, bytes, total })
}

/// Removes backups that were asked for and never fetched to the end.
pub fn clean(data: &Path) {
    let Ok(entries) = std::fs::read_dir(folder(data)) else {
        return;
    };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(ASKED)
            && let Err(error) = std::fs::remove_file(entry.path())
        {
            tracing::warn!(%error, "left over backup");
        }
    }
}

fn refused(error: &std::io::Error) -> Refusal {
    Refusal::new(Why::Storage).with("detail", error.to_string())
}
