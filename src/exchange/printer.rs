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

/// Between two papers on a printer of pages.
const NEW_PAGE: &str = "\u{c}";
/// ESC/POS: begin anew; two bytes are one hanzi; four lines up; cut.
const BEGIN: &[u8] = b"\x1b@";
const HANZI: &[u8] = b"\x1c&";
const FEED: &[u8] = b"\x1bd\x04";
const CUT: &[u8] = b"\x1dVB\x00";

/// What a printer is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printout {
    bytes: Vec<u8>,
    /// Whether the system must leave it as it is.
    raw: bool,
}

impl Printout {
    /// Pages of text, each on a new one.
    pub fn text(pages: &[String]) -> Self {
        Self {
            bytes: pages.join(NEW_PAGE).into_bytes(),
            raw: false,
        }
    }

    /// The same for a receipt printer: ESC/POS with GB 18030, cut behind each.
    pub fn escpos(pages: &[String]) -> Self {
        let mut bytes = Vec::new();
        for page in pages {
            let (text, ..) = encoding_rs::GB18030.encode(page);
            for part in [BEGIN, HANZI, &text, FEED, CUT] {
                bytes.extend_from_slice(part);
            }
        }
        Self { bytes, raw: true }
    }
}

/// Pages in one file.
pub fn in_file(pages: &[String]) -> String {
    pages.join(NEW_PAGE)
}

/// Gives a printout to a printer of the system, by the name it has there. It goes in by a pipe and the name as an
/// argument of its own: nothing of either is read as a command.
pub fn print(printer: &str, out: &Printout) -> io::Result<()> {
    print_by(Path::new(LP), printer, out)
}

fn print_by(program: &Path, printer: &str, out: &Printout) -> io::Result<()> {
    let raw: &[&str] = if out.raw { &["-o", "raw"] } else { &[] };
    let mut lp = Command::new(program)
        .args(["-d", printer])
        .args(raw)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let written = match lp.stdin.take() {
        Some(mut pipe) => pipe.write_all(&out.bytes),
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
    keep_file(folder, (name, "txt"), &|out| out.write_all(text.as_bytes()))
}

/// Puts what `fill` gives into a new file of a folder, under a name and an ending nothing has yet; returns its path.
pub fn keep_file(
    folder: &Path,
    (name, end): (&str, &str),
    fill: &dyn Fn(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<PathBuf, OutFault> {
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
            1 => format!("{name}.{end}"),
            _ => format!("{name}-{attempt}.{end}"),
        };
        let path = folder.join(name);
        match outfile::write(&path, false, fill) {
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

    fn one(text: &str) -> Printout {
        Printout::text(&[text.to_owned()])
    }

    #[test]
    fn a_receipt_printer_gets_bytes_that_read_back() {
        let pages = ["收据 ￥12.00\n丂㐀𠀀\n".to_owned(), "二\n".to_owned()];
        let out = Printout::escpos(&pages);
        let mut rest: &[u8] = &out.bytes;
        for page in &pages {
            rest = rest.strip_prefix(b"\x1b@\x1c&").unwrap();
            let end = rest
                .windows(3)
                .position(|part| part == b"\x1bd\x04")
                .unwrap();
            let (text, behind) = rest.split_at(end);
            let (read, _, damaged) = encoding_rs::GB18030.decode(text);
            assert!(!damaged);
            assert_eq!(read, page.as_str());
            rest = behind.strip_prefix(b"\x1bd\x04\x1dVB\x00").unwrap();
        }
        assert!(rest.is_empty());
        // The system is told to leave it as it is.
        let folder = tempfile::tempdir().unwrap();
        let program = double(folder.path(), 0);
        print_by(&program, "till", &out).unwrap();
        let got = fs::read(folder.path().join("out")).unwrap();
        assert!(got.starts_with(b"-d\ntill\n-o\nraw\n\x1b@"));
        assert!(got.ends_with(&out.bytes));
    }

    #[test]
    fn a_printer_gets_the_text_and_nothing_of_it_is_a_command() {
        let folder = tempfile::tempdir().unwrap();
        let program = double(folder.path(), 0);
        print_by(&program, "desk; rm -rf /", &one("派工单 `id`\n")).unwrap();
        let got = fs::read_to_string(folder.path().join("out")).unwrap();
        assert_eq!(got, "-d\ndesk; rm -rf /\n派工单 `id`\n");
    }

    #[test]
    fn what_the_printer_says_against_it_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let program = double(folder.path(), 1);
        let fault = print_by(&program, "desk", &one("x")).unwrap_err();
        assert_eq!(fault.to_string(), "no such printer");
        assert!(print_by(&folder.path().join("none"), "desk", &one("x")).is_err());
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
