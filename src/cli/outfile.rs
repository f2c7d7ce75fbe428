//! A file a run writes: whole or not at all, never over another unasked (reliability D16).

use std::io::{self, Write};
use std::path::Path;

use crate::cli::fault::Fault;
use crate::exchange::outfile::{self, OutFault};

/// Writes `path` with what `fill` gives; with `replace` a regular file may be replaced.
pub fn write<T>(
    path: &Path,
    replace: bool,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let mut result = Ok(None);
    let written = outfile::write(path, replace, |out| match fill(out) {
        Ok(value) => {
            result = Ok(Some(value));
            Ok(())
        }
        Err(fault) => {
            result = Err(fault);
            Err(io::ErrorKind::Other.into())
        }
    });
    let value = result?;
    match (written, value) {
        (Ok(()), Some(value)) => Ok(value),
        (Err(fault), _) => Err(refused(path, &fault)),
        (Ok(()), None) => Err(Fault::file(path, &io::ErrorKind::Other.into())),
    }
}

fn refused(path: &Path, fault: &OutFault) -> Fault {
    let shown = path.display().to_string();
    let key = match fault {
        OutFault::Io(error) => return Fault::file(path, error),
        OutFault::Exists => "cli-file-exists",
        OutFault::NotAFile => "cli-not-a-file",
        OutFault::NoName => "cli-no-file-name",
    };
    Fault::said(key, &[("path", &shown)])
}
