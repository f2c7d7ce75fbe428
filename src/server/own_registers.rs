//! The office's own registers: files in the data folder that the server reads at its start.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::service::duties;
use crate::service::halt::Halt;
use crate::service::registers;
use crate::storage::Store;

/// Files that are read at most; an office with more has put something else there.
const MOST: usize = 100;
/// Bytes read of a file: one more than any declaration may have is told as too large.
const LONGEST: u64 = 256 * 1024 + 1;

/// Where they are.
pub fn folder(data: &Path) -> PathBuf {
    data.join("office").join("registers")
}

/// Where the office's own duties are.
pub fn duties_folder(data: &Path) -> PathBuf {
    data.join("office").join("duties")
}

/// The files of registers with their texts, by name; none where there is no such folder.
pub fn files(data: &Path) -> io::Result<Vec<(String, String)>> {
    declarations(&folder(data))
}

/// The same of a folder of declarations.
pub fn declarations(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    names.sort();
    names.truncate(MOST);
    let mut files = Vec::with_capacity(names.len());
    for path in names {
        let name = path.file_name().unwrap_or_default();
        let mut bytes = Vec::new();
        io::Read::read_to_end(
            &mut io::Read::take(fs::File::open(&path)?, LONGEST),
            &mut bytes,
        )?;
        // What is no text is no declaration either, and is told where it ends to be one.
        let text = String::from_utf8_lossy(&bytes).into_owned();
        files.push((name.to_string_lossy().into_owned(), text));
    }
    Ok(files)
}

/// Puts them in force, but for those with a fault: an office works on while a file is mended.
pub fn open(store: &dyn Store, data: &Path) -> Result<(), Halt> {
    let files = files(data).unwrap_or_else(|error| {
        tracing::warn!(%error, "the office's registers cannot be read");
        Vec::new()
    });
    let tx = store.read()?;
    for fault in registers::open(&*tx, &files)? {
        tracing::warn!(
            file = fault.file,
            line = fault.line,
            what = fault.what.name(),
            text = fault.text,
            "a register is not in force"
        );
    }
    // Behind the registers, whose states they name.
    let files = declarations(&duties_folder(data)).unwrap_or_else(|error| {
        tracing::warn!(%error, "the office's duties cannot be read");
        Vec::new()
    });
    for fault in duties::install(&files) {
        tracing::warn!(
            file = fault.file,
            line = fault.line,
            what = fault.what.name(),
            text = fault.text,
            "a file of duties is not in force"
        );
    }
    Ok(())
}
