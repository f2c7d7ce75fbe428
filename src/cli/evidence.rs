//! Files of evidence: sent before the command that names them, and fetched with a backup.

use std::io::Write;
use std::path::Path;

use crate::cli::fault::Fault;
use crate::cli::outfile;
use crate::cli::talk::{Talk, unexpected};
use crate::domain::error::Refusal;
use crate::exchange::evidence;
use crate::server::evidence::{ANEW, beside, fault, make};
use crate::service::command::Command;
use crate::service::evidence::{FILE, file_of, is_digest};
use crate::wire::{Ask, Body};

/// Sends the file a command names and puts its name and digest in the place of its path.
pub fn send(talk: &mut Talk<'_>, command: &mut Command) -> Result<(), Fault> {
    let Some(typed) = evidence::named(command) else {
        return Ok(());
    };
    let path = evidence::path(typed, crate::config::env::home());
    let field = file_of(&command.name).unwrap_or(FILE);
    let on_field = |refusal: Refusal| Refusal::fields(vec![refusal.on(field)]);
    let file = evidence::read(&path).map_err(on_field)?;
    file.put_in(command);
    for piece in file.pieces() {
        talk.ask(Ask::Keep {
            digest: file.digest.to_vec(),
            from: piece.from,
            piece: piece.bytes,
            done: piece.done,
        })?;
    }
    Ok(())
}

/// The file behind `after` from this byte on: its name, the bytes, how many it has in all.
fn piece(
    talk: &mut Talk<'_>,
    after: &str,
    from: u64,
) -> Result<Option<(String, Vec<u8>, u64)>, Fault> {
    let after = after.to_owned();
    match talk.ask(Ask::Kept { after, from })? {
        Body::Piece { name, .. } if name.is_empty() => Ok(None),
        Body::Piece { name, bytes, total } if is_digest(&name) => Ok(Some((name, bytes, total))),
        _ => Err(unexpected()),
    }
}

/// Copies the files of evidence beside a backup, those that are not there; returns how many are there now, and what is
/// to be said of one that is damaged where it was kept: it keeps the others from nothing.
pub fn copy(talk: &mut Talk<'_>, backup: &Path) -> Result<(usize, Option<Fault>), Fault> {
    let folder = beside(backup);
    let (mut after, mut count, mut wrong) = (String::new(), 0, None);
    while let Some((name, _, total)) = piece(talk, &after, ANEW)? {
        if after.is_empty() {
            make(&folder).map_err(|error| Fault::file(&folder, &std::io::Error::other(error)))?;
        }
        let target = folder.join(&name);
        // What was whole when it was copied may have been damaged since where the backup lies.
        let there = fault(&target, &name).is_none();
        let mut whole = true;
        if !there {
            let written = outfile::write(&target, true, |out| {
                whole = fetch(talk, (&after, &name, total), out)?;
                let damaged = || Fault::said("cli-evidence-damaged", &[("name", &name)]);
                whole.then_some(()).ok_or_else(damaged)
            });
            match written {
                Err(fault) if !whole => wrong = Some(fault),
                written => written?,
            }
        }
        count += usize::from(whole);
        after = name;
    }
    Ok((count, wrong))
}

/// Fetches the file behind `after`; returns whether its bytes are those of its name.
fn fetch(
    talk: &mut Talk<'_>,
    (after, name, total): (&str, &str, u64),
    out: &mut dyn Write,
) -> Result<bool, Fault> {
    let mut hasher = blake3::Hasher::new();
    let mut from = 0;
    while from < total {
        let (_, bytes, _) = piece(talk, after, from)?.ok_or_else(unexpected)?;
        if bytes.is_empty() {
            return Err(unexpected());
        }
        hasher.update(&bytes);
        out.write_all(&bytes)?;
        from += bytes.len() as u64;
    }
    Ok(*hasher.finalize().to_hex() == *name)
}
