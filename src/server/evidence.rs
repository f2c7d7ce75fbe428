//! Files kept as evidence, in a folder beside the database, each named by its BLAKE3 digest.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::follow_up::Evidence;
use crate::service::command::Command;
use crate::service::evidence::{self, FILE, MOST_BYTES, PIECE, is_digest};
use crate::service::halt::Run;
use crate::service::view::{DutyHealth, Verified};
use crate::storage::files::{Unfinished, io_error, refused, remove_all_unfinished};
use crate::storage::{ReadTx, StoreError};
use crate::wire::Body;

/// The byte a backup asks from to learn of a file only how large it is; behind an empty name it begins anew.
pub const ANEW: u64 = u64::MAX;
/// Faults told of files; there may be more.
const MOST_FAULTS: usize = 1000;

/// The folder of evidence beside the database.
pub fn folder(data: &Path) -> PathBuf {
    data.join("evidence")
}

/// The folder a backup's files are in: beside the backup, named after it.
pub fn beside(backup: &Path) -> PathBuf {
    let mut name = backup.file_name().unwrap_or_default().to_owned();
    name.push(".files");
    backup.with_file_name(name)
}

/// Makes a folder of files closed to others, or refuses what stands there instead.
pub fn make(folder: &Path) -> Result<(), StoreError> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => crate::storage::files::sync_folder_of(folder),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let found = fs::symlink_metadata(folder).map_err(|error| io_error(folder, &error))?;
            let is_folder = found.is_dir();
            is_folder
                .then_some(())
                .ok_or_else(|| refused(folder, "is not a directory"))
        }
        Err(error) => Err(io_error(folder, &error)),
    }
}

/// Removes what was being received when the server was cut off.
pub fn clean(data: &Path) {
    let folder = folder(data);
    if folder.is_dir()
        && let Err(error) = remove_all_unfinished(&folder)
    {
        tracing::warn!(%error, "unfinished evidence");
    }
}

/// A file that is being received, or a copy that is being made: it has its name once its digest is proven.
pub struct Incoming {
    digest: [u8; blake3::OUT_LEN],
    unfinished: Unfinished,
    file: File,
    hasher: blake3::Hasher,
    bytes: usize,
}

impl Incoming {
    /// Begins a file in `folder`; `mark` tells it from others that are received there at the same time.
    pub fn begin(
        folder: &Path,
        mark: &str,
        digest: [u8; blake3::OUT_LEN],
    ) -> Result<Self, StoreError> {
        make(folder)?;
        let (unfinished, file) = Unfinished::beside(&folder.join(mark))?;
        let name = blake3::Hash::from_bytes(digest).to_hex();
        Ok(Self {
            digest,
            unfinished: unfinished.named(folder.join(name.as_str())),
            file,
            hasher: blake3::Hasher::new(),
            bytes: 0,
        })
    }

    /// Takes bytes on.
    pub fn put(&mut self, bytes: &[u8]) -> Run<()> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > MOST_BYTES {
            let limit = MOST_BYTES >> 20;
            return Err(Refusal::new(Why::FileTooLarge).with("limit", limit).into());
        }
        self.hasher.update(bytes);
        let written = self.file.write_all(bytes);
        written.map_err(|error| io_error(self.unfinished.path(), &error))?;
        Ok(())
    }

    /// Gives it its name, durably, if its bytes are those of the digest. Where the name is there already it is the
    /// same file, or one that was damaged and is whole again.
    pub fn keep(self) -> Run<()> {
        if *self.hasher.finalize().as_bytes() != self.digest {
            let name = blake3::Hash::from_bytes(self.digest).to_hex();
            let refusal = Refusal::new(Why::BadFile)
                .with("text", name.as_str())
                .with("reason", Fact::Term(String::from("file-changed")));
            return Err(refusal.into());
        }
        drop(self.file);
        Ok(self.unfinished.publish_over()?)
    }
}

/// What one terminal sends: one file at a time.
#[derive(Default)]
pub struct Upload {
    open: Option<Incoming>,
    /// Why the last one was not taken: told again to the command that leans on it.
    failed: Option<([u8; blake3::OUT_LEN], Refusal)>,
}

impl Upload {
    /// Takes a piece; the first one, from 0 on, begins the file anew.
    pub fn take(
        &mut self,
        folder: &Path,
        terminal: u64,
        digest: &[u8],
        (from, piece, done): (u64, &[u8], bool),
    ) -> Run<()> {
        let missing = || Refusal::field(FILE, Why::FileMissing);
        let digest: [u8; blake3::OUT_LEN] = digest.try_into().map_err(|_| missing())?;
        let taken = self.attempt(folder, terminal, digest, (from, piece, done));
        taken.map_err(|halt| {
            self.open = None;
            let refusal = halt.into_refusal();
            // A piece behind one that was refused says nothing new.
            if from == 0 || refusal.why != Why::Fields {
                self.failed = Some((digest, refusal.clone()));
            }
            refusal.into()
        })
    }

    fn attempt(
        &mut self,
        folder: &Path,
        terminal: u64,
        digest: [u8; blake3::OUT_LEN],
        (from, piece, done): (u64, &[u8], bool),
    ) -> Run<()> {
        if from == 0 {
            self.failed = None;
            self.open = None;
            self.open = Some(Incoming::begin(folder, &terminal.to_string(), digest)?);
        }
        let open = self.open.as_mut();
        let goes_on = |open: &&mut Incoming| open.digest == digest && open.bytes as u64 == from;
        let Some(open) = open.filter(goes_on) else {
            return Err(Refusal::field(FILE, Why::FileMissing).into());
        };
        open.put(piece)?;
        match self.open.take_if(|_| done) {
            Some(whole) => whole.keep(),
            None => Ok(()),
        }
    }

    /// Refuses a command whose file is not here.
    pub fn there(&self, data: &Path, command: &Command) -> Run<()> {
        let Some(digest) = evidence::digest_of(command) else {
            return Ok(());
        };
        let field = evidence::file_of(&command.name).unwrap_or(FILE);
        if is_digest(digest) && is_there(&folder(data).join(digest)) {
            return Ok(());
        }
        let failed = self.failed.as_ref();
        let failed = failed.filter(|(of, _)| *blake3::Hash::from_bytes(*of).to_hex() == *digest);
        let refusal = match failed {
            Some((_, refusal)) if refusal.why != Why::Fields => {
                Refusal::fields(vec![refusal.clone().on(field)])
            }
            _ => Refusal::field(field, Why::FileMissing),
        };
        Err(refusal.into())
    }
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

/// The digests of the files in a folder of evidence, in order; none where there is no folder.
pub fn names(folder: &Path) -> Result<Vec<String>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io_error(folder, &error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| io_error(folder, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_digest(&name) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// Opens a file that is kept; a link in its place is not followed.
fn open(path: &Path) -> Result<File, StoreError> {
    let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW;
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(flags.bits().cast_signed());
    options.open(path).map_err(|error| io_error(path, &error))
}

/// A piece of the first file behind `after`, from this byte on; a piece without a name where there is none.
pub fn piece(folder: &Path, names: &[String], after: &str, from: u64) -> Run<Body> {
    let at = names.partition_point(|name| name.as_str() <= after);
    let Some(name) = names.get(at) else {
        return Ok(Body::Piece {
            name: String::new(),
            bytes: Vec::new(),
            total: 0,
        });
    };
    let path = folder.join(name);
    let failed = |error: std::io::Error| io_error(&path, &error);
    let mut file = open(&path)?;
    let total = file.metadata().map_err(failed)?.len();
    let mut bytes = Vec::new();
    if from < total {
        file.seek(SeekFrom::Start(from)).map_err(failed)?;
        let piece = file.take(PIECE as u64).read_to_end(&mut bytes);
        piece.map_err(failed)?;
    }
    let name = name.clone();
    Ok(Body::Piece { name, bytes, total })
}

/// What is wrong with a file that is kept, in a word; nothing where it is whole.
pub fn fault(path: &Path, digest: &str) -> Option<&'static str> {
    if !is_there(path) {
        return Some("missing");
    }
    let mut hasher = blake3::Hasher::new();
    let Ok(mut file) = open(path) else {
        return Some("unreadable");
    };
    let mut buffer = vec![0; PIECE];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                hasher.update(buffer.get(..count).unwrap_or_default());
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return Some("unreadable"),
        }
    }
    (*hasher.finalize().to_hex() != *digest).then_some("damaged")
}

/// What visits each file of evidence that some records name.
type Each =
    fn(&dyn ReadTx, &mut dyn FnMut(&str, &Evidence) -> crate::storage::Result<()>) -> Run<()>;

/// Checks the files some records name: each is there, with its digest. Returns how many, and what is wrong.
fn checked(tx: &dyn ReadTx, data: &Path, each: Each) -> Run<(i64, Vec<String>)> {
    let folder = folder(data);
    let (mut count, mut faults) = (0, Vec::new());
    each(tx, &mut |number, file| {
        count += 1;
        if let Some(fault) = fault(&folder.join(&file.digest), &file.digest)
            && faults.len() < MOST_FAULTS
        {
            let digest = file.short();
            faults.push(format!("evidence {number} {digest}: {fault}"));
        }
        Ok(())
    })?;
    Ok((count, faults))
}

/// Checks every file a follow-up, a duty or an entry of a register names.
pub fn verify(tx: &dyn ReadTx, data: &Path, found: &mut Verified) -> Run<()> {
    let (count, faults) = checked(tx, data, evidence::each)?;
    let room = MOST_FAULTS.saturating_sub(found.faults.len());
    found.faults.extend(faults.into_iter().take(room));
    found.counts.push((String::from("evidence"), count));
    Ok(())
}

/// Checks every file a duty names.
pub fn verify_duties(tx: &dyn ReadTx, data: &Path, health: &mut DutyHealth) -> Run<()> {
    (health.files, health.faults) = checked(tx, data, evidence::each_of_duties)?;
    Ok(())
}

/// What became of the files of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brought {
    /// Files taken back.
    pub files: usize,
    /// The names of those that are damaged, or cannot be read; they keep neither the others nor the books from anything.
    pub left: Vec<String>,
}

/// Takes the files of a backup back into the data folder, those that are not there.
pub fn bring(backup: &Path, data: &Path) -> Result<Brought, StoreError> {
    let (from, to) = (beside(backup), folder(data));
    let mut brought = Brought::default();
    for name in names(&from)? {
        if fault(&to.join(&name), &name).is_none() {
            continue;
        }
        if fault(&from.join(&name), &name).is_some()
            || bring_one(&from.join(&name), &to, &name).is_err()
        {
            brought.left.push(name);
            continue;
        }
        brought.files += 1;
    }
    Ok(brought)
}

/// Copies one file whose name is its digest.
fn bring_one(source: &Path, to: &Path, name: &str) -> Run<()> {
    let bad = |error: &std::io::Error| io_error(source, error);
    let digest = blake3::Hash::from_hex(name);
    let digest = digest.map_err(|error| bad(&std::io::Error::other(error.to_string())))?;
    let mut copy = Incoming::begin(to, "restored", *digest.as_bytes())?;
    let mut bytes = Vec::new();
    let mut read = open(source)?.take(MOST_BYTES as u64 + 1);
    read.read_to_end(&mut bytes).map_err(|error| bad(&error))?;
    copy.put(&bytes)?;
    copy.keep()
}
