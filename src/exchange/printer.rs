//! Text on its way to paper: to a printer of the system, or into a file for one.

use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::exchange::outfile::{self, OutFault};

/// The program that takes text for a printer on every system with CUPS.
const LP: &str = "lp";
/// Names of files tried beside the first.
const TRIES: u32 = 100;

/// Gives text to a printer of the system, by the name it has there. The text goes in by a pipe and the name as an
/// argument of its own: nothing of either is read as a command.
pub fn print(printer: &str, text: &str) -> io::Result<()> {
    print_by(Path::new(LP), printer, text)
}

fn print_by(program: &Path, printer: &str, text: &str) -> io::Result<()> {
    let mut lp = Command::new(program)
        .args(["-d", printer])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let written = match lp.stdin.take() {
        Some(mut pipe) => pipe.write_all(text.as_bytes()),
        None => Ok(()),
    };
    let ended = lp.wait_with_output()?;
    if !ended.status.success() {
        let said = String::from_utf8_lossy(&ended.stderr);
        return Err(io::Error::other(said.trim().to_owned()));
    }
    written
}

/// Puts text into a new file of a folder, made if it is not there; returns its path.
pub fn keep(folder: &Path, name: &str, text: &str) -> Result<PathBuf, OutFault> {
    if !folder.exists() {
        // Personal values stand on papers.
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    let mut last = OutFault::Exists;
    for attempt in 1..=TRIES {
        let name = match attempt {
            1 => format!("{name}.txt"),
            _ => format!("{name}-{attempt}.txt"),
        };
        let path = folder.join(name);
        match outfile::write(&path, false, |out| out.write_all(text.as_bytes())) {
            Ok(()) => return Ok(fs::canonicalize(&path).unwrap_or(path)),
            Err(fault @ OutFault::Exists) => last = fault,
            Err(fault) => return Err(fault),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A program that keeps what it is given, in the place of `lp`.
    fn double(folder: &Path, ends: u8) -> PathBuf {
        let program = folder.join("lp");
        let out = folder.join("out");
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" > {out}\ncat >> {out}\necho 'no such printer' >&2\nexit {ends}\n",
            out = out.display()
        );
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        program
    }

    #[test]
    fn a_printer_gets_the_text_and_nothing_of_it_is_a_command() {
        let folder = tempfile::tempdir().unwrap();
        let program = double(folder.path(), 0);
        print_by(&program, "desk; rm -rf /", "派工单 `id`\n").unwrap();
        let got = fs::read_to_string(folder.path().join("out")).unwrap();
        assert_eq!(got, "-d\ndesk; rm -rf /\n派工单 `id`\n");
    }

    #[test]
    fn what_the_printer_says_against_it_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let program = double(folder.path(), 1);
        let fault = print_by(&program, "desk", "x").unwrap_err();
        assert_eq!(fault.to_string(), "no such printer");
        assert!(print_by(&folder.path().join("none"), "desk", "x").is_err());
    }

    #[test]
    fn a_file_is_its_owners_alone_and_never_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let papers = folder.path().join("slips");
        let first = keep(&papers, "R20261121-014", "a").unwrap();
        let second = keep(&papers, "R20261121-014", "b").unwrap();
        assert_ne!(first, second);
        assert_eq!(fs::read_to_string(&first).unwrap(), "a");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&first), mode(&papers)), (0o600, 0o700));
    }
}
