//! Files of settings somebody names: a few lines, read without trusting that they are.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::cli::fault::Fault;

/// Bytes of a settings, keymap or map file; more is no such file.
pub const MOST: u64 = 1024 * 1024;

/// The text of a small file; `None` if there is none.
pub fn read(file: &Path) -> Result<Option<String>, Fault> {
    let read = || -> io::Result<String> {
        let facts = fs::metadata(file)?;
        if !facts.is_file() || facts.len() > MOST {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut text = String::new();
        // It may have grown meanwhile.
        File::open(file)?.take(MOST).read_to_string(&mut text)?;
        Ok(text)
    };
    match read() {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::file(file, &error)),
    }
}

/// The same, where there must be one.
pub fn needed(file: &Path) -> Result<String, Fault> {
    read(file)?.ok_or_else(|| Fault::file(file, &io::ErrorKind::NotFound.into()))
}
