//! A file somebody names as evidence: opened, read and digested where it lies.

use std::fs::OpenOptions;
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use crate::domain::error::{Fact, Refusal, Why};
use crate::service::command::Command;
use crate::service::evidence::{DIGEST, FILE, MOST_BYTES, PIECE, file_of};

/// A file that was read.
#[derive(Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its name without folders.
    pub name: String,
    /// BLAKE3 of its bytes.
    pub digest: [u8; blake3::OUT_LEN],
    bytes: Vec<u8>,
}

/// A piece of it, as it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where in the file it begins.
    pub from: u64,
    pub bytes: Vec<u8>,
    /// Whether it is the last.
    pub done: bool,
}

/// A path as people type it or drop it onto the terminal: with quotes around, or from the home folder.
pub fn path(typed: &str, home: Option<PathBuf>) -> PathBuf {
    let bare = typed.trim().trim_matches(['\'', '"']);
    match (bare.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(bare),
    }
}

/// The path a command names as evidence, as it was typed.
pub fn named(command: &Command) -> Option<&str> {
    let file = file_of(&command.name)?;
    let given = command.args.iter().rev().find(|(name, _)| name == file);
    let typed = given.map(|(_, text)| text.trim());
    typed.filter(|typed| !typed.is_empty())
}

/// The argument of a command its file is named in.
pub fn field(command: &Command) -> &'static str {
    file_of(&command.name).unwrap_or(FILE)
}

/// Reads the file at `path`: a regular one, not a link, of [`MOST_BYTES`] at most and not empty.
pub fn read(path: &Path) -> Result<Evidence, Refusal> {
    let bad = |reason: &str| {
        Refusal::new(Why::BadFile)
            .with("text", path.display().to_string())
            .with("reason", Fact::Term(reason.to_owned()))
    };
    let unread = |error: &io::Error| match error
        .raw_os_error()
        .map(rustix::io::Errno::from_raw_os_error)
    {
        Some(rustix::io::Errno::LOOP) => bad("file-link"),
        Some(rustix::io::Errno::NOENT | rustix::io::Errno::NOTDIR) => bad("file-nowhere"),
        // A socket cannot be opened.
        Some(rustix::io::Errno::NXIO) => bad("file-irregular"),
        _ => bad("file-unreadable"),
    };
    // Without waiting, so that a pipe cannot hold us up before it is recognised.
    let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW;
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(flags.bits().cast_signed());
    let file = options.open(path).map_err(|error| unread(&error))?;
    if !file.metadata().map_err(|error| unread(&error))?.is_file() {
        return Err(bad("file-irregular"));
    }
    // What is read counts, not what is said beforehand: it may grow meanwhile.
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unread(&error))?;
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::new(Why::FileTooLarge).with("limit", MOST_BYTES >> 20));
    }
    if bytes.is_empty() {
        return Err(bad("file-empty"));
    }
    let name = path.file_name().unwrap_or_default();
    Ok(Evidence {
        name: name.to_string_lossy().into_owned(),
        digest: *blake3::hash(&bytes).as_bytes(),
        bytes,
    })
}

impl Evidence {
    /// Puts its name and digest into the command that names its path.
    pub fn put_in(&self, command: &mut Command) {
        let file = file_of(&command.name).unwrap_or(FILE);
        command
            .args
            .retain(|(name, _)| name != file && name != DIGEST);
        let digest = blake3::Hash::from_bytes(self.digest).to_hex();
        let own = [(file, self.name.as_str()), (DIGEST, digest.as_str())];
        let own = own.map(|(name, text)| (name.to_owned(), text.to_owned()));
        command.args.extend(own);
    }

    /// Its bytes in the order in which they are sent.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> {
        let last = self.bytes.len().div_ceil(PIECE).saturating_sub(1);
        let pieces = self.bytes.chunks(PIECE).enumerate();
        pieces.map(move |(at, bytes)| Piece {
            from: u64::try_from(at * PIECE).unwrap_or(u64::MAX),
            bytes: bytes.to_vec(),
            done: at == last,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_as_people_give_it() {
        let home = || Some(PathBuf::from("/home/li"));
        for (typed, read) in [
            ("/tmp/a.xlsx", "/tmp/a.xlsx"),
            ("'/tmp/小区 资料.xlsx' ", "/tmp/小区 资料.xlsx"),
            ("~/a.xlsx", "/home/li/a.xlsx"),
            ("a.csv", "a.csv"),
        ] {
            assert_eq!(path(typed, home()), PathBuf::from(read), "{typed}");
        }
        assert_eq!(path("~/a", None), PathBuf::from("~/a"));
    }

    fn reason(path: &Path) -> Fact {
        let refusal = read(path).err().unwrap();
        assert_eq!(refusal.why, Why::BadFile);
        let told = refusal.facts.into_iter();
        told.last().unwrap().1
    }

    #[test]
    fn only_a_regular_file_of_some_bytes_is_evidence() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let term = |name: &str| Fact::Term(format!("file-{name}"));
        std::fs::write(at("录音.wav"), "abc").unwrap();
        std::os::unix::fs::symlink(at("录音.wav"), at("link")).unwrap();
        std::fs::write(at("empty"), "").unwrap();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            at("pipe"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR,
            0,
        )
        .unwrap();
        assert_eq!(reason(&at("link")), term("link"));
        assert_eq!(reason(&at("none")), term("nowhere"));
        assert_eq!(reason(home.path()), term("irregular"));
        assert_eq!(reason(&at("pipe")), term("irregular"));
        assert_eq!(reason(&at("empty")), term("empty"));
        let found = read(&at("录音.wav")).ok().unwrap();
        let mut command = Command::new("followup.record").arg(FILE, "/x/录音.wav");
        assert_eq!(named(&command), Some("/x/录音.wav"));
        found.put_in(&mut command);
        let digest = blake3::hash(b"abc").to_hex().to_string();
        let put = [("file", "录音.wav".to_owned()), ("digest", digest)];
        assert_eq!(
            command.args,
            put.map(|(name, text)| (name.to_owned(), text))
        );
    }

    #[test]
    fn the_largest_file_goes_in_pieces_and_a_larger_one_not_at_all() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a");
        std::fs::write(&path, vec![7; MOST_BYTES]).unwrap();
        let found = read(&path).ok().unwrap();
        let pieces: Vec<Piece> = found.pieces().collect();
        assert_eq!(pieces.len(), MOST_BYTES / PIECE);
        let joined: usize = pieces.iter().map(|piece| piece.bytes.len()).sum();
        assert_eq!(joined, MOST_BYTES);
        assert!(pieces.iter().rev().skip(1).all(|piece| !piece.done));
        assert!(pieces.last().is_some_and(|piece| piece.done));
        std::fs::write(&path, vec![7; MOST_BYTES + 1]).unwrap();
        assert_eq!(read(&path).err().unwrap().why, Why::FileTooLarge);
    }
}
