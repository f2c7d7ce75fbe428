//! Files kept as evidence of follow-ups (duties.md D-043) and duties: what names them, and who names them.

use std::ops::Bound;

use crate::domain::duty::DutyDone;
use crate::domain::follow_up::{Evidence, FollowUp};
use crate::domain::register::{RegisterEntry, Value};
use crate::service::command::{Command, Kind, row};
use crate::service::halt::Run;
use crate::storage::record::scan;
use crate::storage::{Direction, ReadTx, Step};

/// Bytes of the largest file that is kept: some minutes of a recording, or a photo.
pub const MOST_BYTES: usize = 8 << 20;
/// Bytes of it sent at once.
pub const PIECE: usize = 256 << 10;
/// The argument that names the file, and the one with its digest.
pub const FILE: &str = "file";
pub const DIGEST: &str = "digest";

/// Whether a text is a BLAKE3 digest as it is kept: 64 small hexadecimal digits.
pub fn is_digest(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 2 * blake3::OUT_LEN && text.bytes().all(digit)
}

/// The digest of the file a command leans on, if it takes one and names one.
pub fn digest_of(command: &Command) -> Option<&str> {
    let row = row(&command.name)?;
    let arg = row.args.iter().find(|arg| arg.kind == Kind::Digest)?;
    let given = command.args.iter().rev();
    let mut given = given.filter(|(name, _)| name == arg.name);
    given.next().map(|(_, text)| text.trim())
}

/// The argument of a command that names its file, if it takes one.
pub fn file_of(name: &str) -> Option<&'static str> {
    let row = row(name)?;
    row.arg(DIGEST)?;
    let arg = row.args.iter().find(|arg| arg.kind == Kind::File)?;
    Some(arg.name)
}

/// Visits every file a follow-up, a duty or an entry of a register names, with what it is called; one record at a time is
/// in memory.
pub fn each(
    tx: &dyn ReadTx,
    visit: &mut dyn FnMut(&str, &Evidence) -> crate::storage::Result<()>,
) -> Run<()> {
    scan::<RegisterEntry>(tx, Bound::Unbounded, Direction::Forward, &mut |one| {
        for (_, value) in &one.values {
            if let Value::File(name, digest) = value {
                let file = Evidence {
                    name: name.clone(),
                    digest: digest.clone(),
                };
                visit(&one.number.full(), &file)?;
            }
        }
        Ok(Step::Next)
    })?;
    scan::<FollowUp>(tx, Bound::Unbounded, Direction::Forward, &mut |one| {
        for attempt in &one.attempts {
            if let Some(file) = &attempt.file {
                visit(&one.number.full(), file)?;
            }
        }
        Ok(Step::Next)
    })?;
    each_of_duties(tx, visit)
}

/// The same of duties alone.
pub fn each_of_duties(
    tx: &dyn ReadTx,
    visit: &mut dyn FnMut(&str, &Evidence) -> crate::storage::Result<()>,
) -> Run<()> {
    scan::<DutyDone>(tx, Bound::Unbounded, Direction::Forward, &mut |one| {
        for file in one.acts.iter().filter_map(|did| did.file.as_ref()) {
            visit(&format!("{} {}", one.duty, one.first), file)?;
        }
        Ok(Step::Next)
    })?;
    Ok(())
}
