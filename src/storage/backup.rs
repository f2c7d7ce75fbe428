//! Backups: made while working, verified when made, restored by one call.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::storage::files::{io_error, keep_aside, refused, remove_unfinished};
use crate::storage::meta;
use crate::storage::migrations;
use crate::storage::redb::{Census, Options, RedbStore};
use crate::storage::{ReadTx, Result, Store, StoreError, WriteTx};

/// Copies the snapshot `from` into a new database at `to`; nothing is ever overwritten.
///
/// The copy has been closed, reopened, checked page by page and counted before it has its name.
pub fn copy(from: &dyn ReadTx, to: &Path, options: &Options) -> Result<Census> {
    remove_unfinished(to)?;
    if fs::symlink_metadata(to).is_ok() {
        return Err(refused(to, "already exists"));
    }
    let mut census = Census::new();
    let unfinished = RedbStore::build(to, options, &mut |store| {
        census = store.copy_from(from)?;
        Ok(census.clone())
    })?;
    unfinished.publish_new()?;
    Ok(census)
}

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The epoch the restored database is in: a receipt series of its own (reliability D9).
    pub epoch: u32,
    /// Where the database that was replaced is kept, if there was one.
    pub aside: Option<PathBuf>,
    /// What was restored.
    pub census: Census,
    /// Files of evidence that came with it.
    pub files: usize,
    /// The names of those that did not, because they are damaged or cannot be read.
    pub left: Vec<String>,
}

/// Puts the backup `from` in the place of the database `to`, which nobody may have open.
///
/// The backup is checked and copied beside the target; its epoch becomes one more than that of the
/// backup, of the target if it can be read, and of `epoch_seen`; `mark` writes what else belongs
/// to a restore, such as its audit line. Only then the target changes, in one step. What was there
/// stays beside it under its name with `suffix`.
pub fn restore(
    from: &Path,
    to: &Path,
    options: &Options,
    suffix: &str,
    epoch_seen: u32,
    mark: &mut dyn FnMut(&mut dyn WriteTx, u32) -> Result<()>,
) -> Result<Restored> {
    remove_unfinished(to)?;
    let source = RedbStore::inspect(from, options)?;
    let source = source.read()?;
    let replaced = match fs::symlink_metadata(to) {
        Ok(_) => Some(with_suffix(to, suffix)),
        Err(_) => None,
    };
    if let Some(aside) = &replaced
        && fs::symlink_metadata(aside).is_ok()
    {
        return Err(refused(aside, "already exists"));
    }
    let seen = epoch_seen.max(epoch_of(to, options)?);
    let epoch = seen.max(meta::epoch(&*source)?).saturating_add(1);
    let mut census = Census::new();
    let unfinished = RedbStore::build(to, options, &mut |store| {
        census = store.copy_from(&*source)?;
        // Before anything is written in it: what this program writes is of its own schema.
        migrations::bring_copy_up(store, from, &options.plan)?;
        let mut tx = store.write()?;
        meta::put_number(&mut *tx, meta::EPOCH, epoch)?;
        mark(&mut *tx, epoch)?;
        tx.commit()?;
        Ok(census.clone())
    })?;
    match &replaced {
        Some(aside) => {
            keep_aside(to, aside)?;
            unfinished.publish_over()?;
        }
        None => unfinished.publish_new()?,
    }
    Ok(Restored {
        epoch,
        aside: replaced,
        census,
        files: 0,
        left: Vec::new(),
    })
}

/// The epoch of the database at `path`; 0 if there is none or it cannot be read any more.
fn epoch_of(path: &Path, options: &Options) -> Result<u32> {
    let store = match RedbStore::inspect(path, options) {
        Ok(store) => store,
        Err(error @ StoreError::Locked { .. }) => return Err(error),
        Err(_) => return Ok(0),
    };
    let tx = store.read()?;
    Ok(meta::epoch(&*tx).unwrap_or(0))
}

/// Removes all but `made` and the `keep` - 1 last of the other backups in `folder`; returns what was removed.
///
/// What was just made stays even if a clock that was set back gave it the oldest name.
///
/// A backup is a regular file whose name begins with `stem` and ends with `.redb`; names carry
/// their date so that the order of names is the order of time.
pub fn rotate(folder: &Path, stem: &str, keep: usize, made: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| io_error(folder, &error))?;
    let mut names: Vec<OsString> = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| io_error(folder, &error))?;
        let name = entry.file_name();
        let bytes = name.as_encoded_bytes();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let ours = bytes.starts_with(stem.as_bytes()) && bytes.ends_with(b".redb");
        if is_file && ours && Some(name.as_os_str()) != made.file_name() {
            names.push(name);
        }
    }
    names.sort();
    names.truncate(names.len().saturating_sub(keep.saturating_sub(1)));
    let removed: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    for path in &removed {
        fs::remove_file(path).map_err(|error| io_error(path, &error))?;
    }
    Ok(removed)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}
