//! Files made whole or not at all: temporary beside the target, then renamed.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, OFlags, RenameFlags};

use crate::storage::{Result, StoreError};

/// How the name of every temporary file ends.
pub const UNFINISHED: &str = ".unfinished";

/// Makes the error that names `path`.
pub fn refused(path: &Path, detail: impl Into<String>) -> StoreError {
    StoreError::Io {
        file: path.display().to_string(),
        detail: detail.into(),
    }
}

/// Maps an error of the operating system at `path`.
pub fn io_error(path: &Path, error: &std::io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full {
            file: path.display().to_string(),
        },
        _ => refused(path, error.to_string()),
    }
}

/// Refuses whatever is not a regular file with something in it, without opening it: opening a
/// FIFO would wait for ever, opening a device may do anything.
pub fn check_regular(path: &Path) -> Result<()> {
    let metadata = fs::metadata(path).map_err(|error| io_error(path, &error))?;
    let kind = metadata.file_type();
    let problem = if kind.is_dir() {
        "is a directory"
    } else if kind.is_fifo() {
        "is a FIFO"
    } else if kind.is_socket() {
        "is a socket"
    } else if kind.is_char_device() || kind.is_block_device() {
        "is a device"
    } else if !kind.is_file() {
        "is not a regular file"
    } else if metadata.len() == 0 {
        "is empty"
    } else {
        return Ok(());
    };
    Err(refused(path, problem))
}

/// Opens an existing file for reading and writing; never waits, even if it has just been
/// replaced by a FIFO.
pub fn open_existing(path: &Path) -> Result<File> {
    check_regular(path)?;
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .custom_flags(OFlags::NONBLOCK.bits().cast_signed())
        .open(path)
        .map_err(|error| io_error(path, &error))?;
    let metadata = file.metadata().map_err(|error| io_error(path, &error))?;
    if metadata.is_file() {
        Ok(file)
    } else {
        Err(refused(path, "is not a regular file"))
    }
}

/// A file that is not there yet: removed when dropped, unless it was published.
#[derive(Debug)]
pub struct Unfinished {
    path: PathBuf,
    target: PathBuf,
    published: bool,
}

impl Unfinished {
    /// Makes the empty temporary file for `target`, in the same directory, for its owner alone.
    pub fn beside(target: &Path) -> Result<(Self, File)> {
        let path = unfinished_path(target)?;
        remove_if_there(&path)?;
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .map_err(|error| io_error(&path, &error))?;
        let unfinished = Self {
            path,
            target: target.to_owned(),
            published: false,
        };
        Ok((unfinished, file))
    }

    /// Where the temporary file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same, to be published under another name of the same directory.
    #[must_use]
    pub fn named(mut self, target: PathBuf) -> Self {
        self.target = target;
        self
    }

    /// Makes the file durable and gives it its name; an existing target is never replaced.
    pub fn publish_new(mut self) -> Result<()> {
        self.sync()?;
        match rustix::fs::renameat_with(CWD, &self.path, CWD, &self.target, RenameFlags::NOREPLACE)
        {
            Ok(()) => {}
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {
                // A file system without that flag: the data folder's lock keeps others away.
                if fs::symlink_metadata(&self.target).is_ok() {
                    return Err(refused(&self.target, "already exists"));
                }
                self.rename()?;
            }
            Err(rustix::io::Errno::EXIST) => return Err(refused(&self.target, "already exists")),
            Err(error) => return Err(io_error(&self.target, &error.into())),
        }
        self.published = true;
        sync_folder_of(&self.target)
    }

    /// Makes the file durable and puts it in the place of the target, in one step.
    pub fn publish_over(mut self) -> Result<()> {
        self.sync()?;
        self.rename()?;
        self.published = true;
        sync_folder_of(&self.target)
    }

    fn sync(&self) -> Result<()> {
        File::open(&self.path)
            .and_then(|file| file.sync_all())
            .map_err(|error| io_error(&self.path, &error))
    }

    fn rename(&self) -> Result<()> {
        fs::rename(&self.path, &self.target).map_err(|error| io_error(&self.target, &error))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.published {
            // If this fails, the next start removes it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Removes what a crash left of making `target`; returns whether there was anything.
pub fn remove_unfinished(target: &Path) -> Result<bool> {
    remove_if_there(&unfinished_path(target)?)
}

/// Removes every temporary file in `folder`; returns how many there were.
pub fn remove_all_unfinished(folder: &Path) -> Result<usize> {
    let entries = fs::read_dir(folder).map_err(|error| io_error(folder, &error))?;
    let mut removed = 0;
    for entry in entries {
        let entry = entry.map_err(|error| io_error(folder, &error))?;
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".")
            && name.as_encoded_bytes().ends_with(UNFINISHED.as_bytes())
            && remove_if_there(&entry.path())?
        {
            removed += 1;
        }
    }
    Ok(removed)
}

/// Keeps the file at `path` under a second name as well; an existing name is never replaced.
pub fn keep_aside(path: &Path, aside: &Path) -> Result<()> {
    match fs::hard_link(path, aside) {
        Ok(()) => sync_folder_of(aside),
        Err(error) if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) => {
            Err(io_error(aside, &error))
        }
        // A file system without links.
        Err(_) => {
            let (unfinished, mut file) = Unfinished::beside(aside)?;
            let mut source = File::open(path).map_err(|error| io_error(path, &error))?;
            std::io::copy(&mut source, &mut file).map_err(|error| io_error(aside, &error))?;
            unfinished.publish_new()
        }
    }
}

/// Removes the names beside `path` that begin with its own and `mark` and are the same file: what is left when somebody
/// was cut off between `keep_aside` and putting another file in its place. Returns how many there were.
pub fn remove_other_names(path: &Path, mark: &str) -> Result<usize> {
    let of = |path: &Path| fs::symlink_metadata(path).map(|found| (found.dev(), found.ino()));
    let (Ok(own), Some(name)) = (of(path), path.file_name()) else {
        return Ok(0);
    };
    let folder = folder_of(path);
    let begin = [name.as_encoded_bytes(), mark.as_bytes()].concat();
    let mut removed = 0;
    for entry in fs::read_dir(folder).map_err(|error| io_error(folder, &error))? {
        let entry = entry.map_err(|error| io_error(folder, &error))?;
        let ours = entry.file_name().as_encoded_bytes().starts_with(&begin);
        if ours && of(&entry.path()).is_ok_and(|other| other == own) {
            removed += usize::from(remove_if_there(&entry.path())?);
        }
    }
    Ok(removed)
}

/// Makes the names in the folder of `path` durable.
pub fn sync_folder_of(path: &Path) -> Result<()> {
    let folder = folder_of(path);
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| io_error(folder, &error))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn unfinished_path(target: &Path) -> Result<PathBuf> {
    let name = target
        .file_name()
        .ok_or_else(|| refused(target, "has no file name"))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(UNFINISHED);
    Ok(folder_of(target).join(hidden))
}

fn remove_if_there(path: &Path) -> Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(io_error(path, &error)),
    }
}
