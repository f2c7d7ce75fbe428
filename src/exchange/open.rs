//! Opens a file somebody names and reads it as what its bytes say it is.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;

use crate::exchange::csv;
use crate::exchange::guard::Guard;
use crate::exchange::limits::Limits;
use crate::exchange::refusal::{Foreign, Refusal};
use crate::exchange::sheet::Workbook;

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its rows.
    pub workbook: Workbook,
    /// The digest of exactly the bytes the rows came from.
    pub digest: blake3::Hash,
    /// How many bytes.
    pub bytes: u64,
    /// What it was.
    pub form: Form,
}

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An .xlsx workbook.
    Workbook,
    /// A text table.
    Text,
}

/// First bytes of files that are no table.
const FOREIGN: [(&[u8], Foreign); 16] = [
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Foreign::OldExcel),
    (b"\x1F\x8B", Foreign::Gzip),
    (b"7z\xBC\xAF\x27\x1C", Foreign::Archive),
    (b"Rar!\x1A\x07", Foreign::Archive),
    (b"\xFD7zXZ\x00", Foreign::Archive),
    (b"BZh", Foreign::Archive),
    (b"\x28\xB5\x2F\xFD", Foreign::Archive),
    (b"%PDF-", Foreign::Pdf),
    (b"\x89PNG", Foreign::Picture),
    (b"\xFF\xD8\xFF", Foreign::Picture),
    (b"GIF8", Foreign::Picture),
    (b"{\\rtf", Foreign::Rtf),
    (b"\x7FELF", Foreign::Program),
    (b"MZ\x90\x00", Foreign::Program),
    (b"\x09\x08\x10\x00", Foreign::OldExcel),
    (b"\x09\x08\x08\x00", Foreign::OldExcel),
];

/// Beginnings of documents of tags, in small letters.
const TAGGED: [(&str, Foreign); 6] = [
    ("<!doctype html", Foreign::Html),
    ("<html", Foreign::Html),
    ("<table", Foreign::Html),
    ("<meta", Foreign::Html),
    ("<head", Foreign::Html),
    ("<?xml", Foreign::Xml),
];

/// Reads the file at `path`. Its name says nothing; its first bytes do.
pub fn open(path: &Path, guard: &Guard, limits: &Limits) -> Result<Opened, Refusal> {
    // Without waiting, so that a pipe cannot hold us up before it is recognised.
    let flags = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or(0);
    let mut file = OpenOptions::new()
        .read(true)
        .custom_flags(flags)
        .open(path)?;
    let facts = file.metadata()?;
    if !facts.is_file() {
        return Err(Refusal::NotAFile);
    }
    if facts.len() > limits.file {
        return Err(Refusal::FileTooLarge { limit: limits.file });
    }
    let mut head = Vec::new();
    file.by_ref().take(1024).read_to_end(&mut head)?;
    file.rewind()?;
    if let Some(found) = foreign(&head) {
        return Err(Refusal::Foreign { found });
    }
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    if head.starts_with(b"PK") {
        open_workbook(file, guard, limits)
    } else {
        open_text(file, limits)
    }
}

fn open_workbook(file: File, guard: &Guard, limits: &Limits) -> Result<Opened, Refusal> {
    let mut bytes = Vec::new();
    file.take(limits.workbook + 1).read_to_end(&mut bytes)?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > limits.workbook {
        return Err(Refusal::FileTooLarge {
            limit: limits.workbook,
        });
    }
    let workbook = guard.read(&bytes)?;
    Ok(Opened {
        workbook,
        digest: blake3::hash(&bytes),
        bytes: length,
        form: Form::Workbook,
    })
}

fn open_text(file: File, limits: &Limits) -> Result<Opened, Refusal> {
    let counted = Counted {
        file,
        hasher: blake3::Hasher::new(),
        bytes: 0,
        limit: limits.file,
    };
    let (workbook, counted) = csv::read(counted, limits)?;
    let (digest, bytes) = (counted.hasher.finalize(), counted.bytes);
    Ok(Opened {
        workbook,
        digest,
        bytes,
        form: Form::Text,
    })
}

fn foreign(head: &[u8]) -> Option<Foreign> {
    if let Some((_, found)) = FOREIGN.iter().find(|(start, _)| head.starts_with(start)) {
        return Some(*found);
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let (_, found) = TAGGED.iter().find(|(start, _)| text.starts_with(start))?;
    let page = text.contains("<html") || text.contains("<table");
    Some(if page { Foreign::Html } else { *found })
}

/// Digests what passes; beginning anew at the start of the file begins the digest anew.
struct Counted {
    file: File,
    hasher: blake3::Hasher,
    bytes: u64,
    limit: u64,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.hasher.update(buffer.get(..count).unwrap_or_default());
        self.bytes += u64::try_from(count).unwrap_or(0);
        // The file may grow while it is read.
        if self.bytes > self.limit {
            return Err(Refusal::FileTooLarge { limit: self.limit }.into());
        }
        Ok(count)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.hasher.reset();
        self.bytes = 0;
        self.file.seek(to)
    }
}
