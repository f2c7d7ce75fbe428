//! `audit verify` and `audit export`: the log held against itself and against an anchor.

use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::cli::chain::{self, Anchors, Checked, Checker, HEADING, What};
use crate::cli::fault::{FAILED, Fault};
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::cli::{hex, outfile};
use crate::domain::calendar::Zone;
use crate::locale::Arg;
use crate::service::query::{Query, Reply};
use crate::service::view::AuditLine;

/// Entries asked for at a time.
const PAGE: u32 = 500;

/// Checks an exported file, or without one the log of the books themselves.
pub fn verify(run: &mut Run<'_>, file: Option<&Path>, anchor: Option<&Path>) -> Result<(), Fault> {
    let anchors = match anchor {
        Some(file) => read_anchors(file)?,
        None => Anchors::default(),
    };
    let checked = if let Some(file) = file {
        let opened = File::open(file).map_err(|error| Fault::file(file, &error))?;
        chain::check(&mut BufReader::new(opened), anchors)
            .map_err(|error| Fault::file(file, &error))?
    } else {
        let mut link = run.connect()?;
        let mut checker = Checker::new(anchors);
        let last = entries(&mut Talk::new(&mut *link), |entry| {
            let hash = hash_of(entry)?;
            match chain::line(&entry.bytes, &hash) {
                Some((seq, _)) if seq == entry.seq => {
                    checker.take(seq, seq, &entry.bytes, hash);
                }
                _ => checker.fault(entry.seq, What::Garbled),
            }
            Ok(())
        })?;
        checker.finish(last)
    };
    tell(run, &checked, file.is_some())
}

/// Writes the log into a file; with `anchor` the head is appended to that file.
pub fn export(run: &mut Run<'_>, file: &Path, anchor: Option<&Path>) -> Result<(), Fault> {
    let mut link = run.connect()?;
    let mut talk = Talk::new(&mut *link);
    let checked = outfile::write(file, false, |out| {
        let mut checker = Checker::new(Anchors::default());
        writeln!(out, "{HEADING}")?;
        let last = entries(&mut talk, |entry| {
            let hash = hash_of(entry)?;
            let (seq, text) = chain::line(&entry.bytes, &hash).ok_or_else(unexpected)?;
            writeln!(out, "{text}")?;
            checker.take(entry.seq, seq, &entry.bytes, hash);
            Ok(())
        })?;
        Ok(checker.finish(last))
    })?;
    if let Some(anchor) = anchor {
        remember(run, anchor, &checked)?;
    }
    let path = file.display().to_string();
    let seq = checked.seq.to_string();
    let facts = [("path", Arg::Text(&path)), ("seq", Arg::Text(&seq))];
    run.say("cli-audit-exported", &facts)?;
    if checked.faults.is_empty() {
        return Ok(());
    }
    tell(run, &checked, false)
}

/// Asks for the log from its beginning; returns the last seq.
fn entries(
    talk: &mut Talk<'_>,
    mut visit: impl FnMut(&AuditLine) -> Result<(), Fault>,
) -> Result<u64, Fault> {
    let mut last = 0;
    loop {
        let Reply::Events(lines) = talk.query(Query::Events(last + 1, PAGE))? else {
            return Err(unexpected());
        };
        for line in &lines {
            visit(line)?;
        }
        match lines.last() {
            Some(line) if line.seq > last => last = line.seq,
            _ => return Ok(last),
        }
    }
}

fn hash_of(line: &AuditLine) -> Result<[u8; 32], Fault> {
    <[u8; 32]>::try_from(line.hash.as_slice()).map_err(|_| unexpected())
}

/// Says what the check found.
fn tell(run: &mut Run<'_>, checked: &Checked, in_file: bool) -> Result<(), Fault> {
    for fault in &checked.faults {
        let line = fault.line.to_string();
        let place = if in_file {
            "cli-chain-line"
        } else {
            "cli-chain-entry"
        };
        let place = run.words.with(place, &[("line", Arg::Text(&line))]);
        let entries = fault.what.entries();
        let facts: Vec<_> = entries
            .iter()
            .map(|(name, entry)| (*name, Arg::Text(entry)))
            .collect();
        let what = run.words.with(fault.what.key(), &facts);
        run.tell(&format!("{place}{what}"));
    }
    if !checked.faults.is_empty() {
        return Err(Fault::Ended(FAILED));
    }
    let (seq, hash) = (checked.seq.to_string(), hex::encode(&checked.hash));
    let facts = [("seq", Arg::Text(&seq)), ("hash", Arg::Text(&hash))];
    run.say("cli-chain-sound", &facts)?;
    if !checked.anchored {
        run.say("cli-chain-no-anchor", &[])?;
    }
    Ok(())
}

fn read_anchors(file: &Path) -> Result<Anchors, Fault> {
    let text = fs::read_to_string(file).map_err(|error| Fault::file(file, &error))?;
    let anchors = Anchors::parse(&text).map_err(|line| {
        let path = file.display().to_string();
        Fault::said(
            "cli-bad-anchor",
            &[("path", &path), ("line", &line.to_string())],
        )
    })?;
    if anchors.is_empty() {
        let path = file.display().to_string();
        return Err(Fault::said("cli-empty-anchor", &[("path", &path)]));
    }
    Ok(anchors)
}

/// Appends `SEQ HASH TIME` to the anchor file.
fn remember(run: &Run<'_>, file: &Path, checked: &Checked) -> Result<(), Fault> {
    let at = Zone::UTC.print(run.world.clock.now());
    let line = format!("{} {} {at}\n", checked.seq, hex::encode(&checked.hash));
    OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(file)
        .and_then(|mut out| {
            out.write_all(line.as_bytes())?;
            out.sync_all()
        })
        .map_err(|error| Fault::file(file, &error))
}
