//! Puts a file where somebody asks for it: whole or not at all, readable only by its owner, never over another unasked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

/// Why nothing was written.
#[derive(Debug)]
pub enum OutFault {
    /// Something is there already.
    Exists,
    /// What is there is a link, folder, pipe or device; it is never replaced.
    NotAFile,
    /// The path names no file.
    NoName,
    /// The system refused.
    Io(io::Error),
}

impl From<io::Error> for OutFault {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::AlreadyExists {
            Self::Exists
        } else {
            Self::Io(error)
        }
    }
}

/// Names tried for the file that is written first.
const TRIES: u32 = 100;

/// Writes `path` by way of a new file beside it that takes its name when it is complete and on the disk.
///
/// `replace` permits to put it in the place of a regular file.
pub fn write(
    path: &Path,
    replace: bool,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), OutFault> {
    check(path, replace)?;
    let name = path.file_name().ok_or(OutFault::NoName)?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let (new, temporary) = create(folder, name)?;
    let result = finish(new, &temporary.0, path, replace, fill);
    if result.is_ok() {
        // Its name is gone; what bears it now, if anything, is not ours.
        std::mem::forget(temporary);
        File::open(folder)?.sync_all()?;
    }
    result
}

/// Removes the unfinished file.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn check(path: &Path, replace: bool) -> Result<(), OutFault> {
    match fs::symlink_metadata(path) {
        Ok(there) if !there.is_file() => Err(OutFault::NotAFile),
        Ok(_) if !replace => Err(OutFault::Exists),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(OutFault::Io(error)),
    }
}

fn create(folder: &Path, name: &std::ffi::OsStr) -> io::Result<(File, Temporary)> {
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..TRIES {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{attempt}.part", std::process::id()));
        let path = folder.join(hidden);
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
        {
            Ok(file) => return Ok((file, Temporary(path))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

fn finish(
    new: File,
    temporary: &Path,
    path: &Path,
    replace: bool,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), OutFault> {
    let mut out = BufWriter::new(new);
    fill(&mut out)?;
    out.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()?;
    if replace {
        // A rename puts the new file in the place of a link, never at its end.
        check(path, true)?;
        fs::rename(temporary, path)?;
        return Ok(());
    }
    let renamed = renameat_with(CWD, temporary, CWD, path, RenameFlags::NOREPLACE);
    take_name(temporary, path, renamed)
}

/// Gives the complete file its name where that is free. Network folders know no such rename; there a second name is
/// made, which fails where there is one, and the first removed.
fn take_name(temporary: &Path, path: &Path, renamed: Result<(), Errno>) -> Result<(), OutFault> {
    match renamed {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            fs::hard_link(temporary, path)?;
            fs::remove_file(temporary)?;
            Ok(())
        }
        other => Ok(other.map_err(io::Error::from)?),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rustix::io::Errno;

    use super::{OutFault, take_name};

    #[test]
    fn where_no_rename_refuses_to_replace_a_second_name_does() {
        let folder = tempfile::tempdir().unwrap();
        let [new, free, taken] = ["new", "free", "taken"].map(|name| folder.path().join(name));
        fs::write(&new, "whole").unwrap();
        fs::write(&taken, "another").unwrap();
        let found = take_name(&new, &taken, Err(Errno::INVAL));
        assert!(matches!(found, Err(OutFault::Exists)), "{found:?}");
        assert_eq!(fs::read_to_string(&taken).unwrap(), "another");
        take_name(&new, &free, Err(Errno::INVAL)).unwrap();
        assert_eq!(fs::read_to_string(&free).unwrap(), "whole");
        assert!(!new.exists());
        let full = take_name(&free, &new, Err(Errno::NOSPC));
        assert!(matches!(full, Err(OutFault::Io(_))), "{full:?}");
    }
}
