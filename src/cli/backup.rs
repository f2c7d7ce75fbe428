//! `backup FILE` and `restore FILE`.

use std::io::Write;
use std::path::Path;

use crate::cli::evidence;
use crate::cli::fault::Fault;
use crate::cli::outfile;
use crate::cli::progress::Progress;
use crate::cli::serve;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::locale::Arg;
use crate::server::evidence::beside;
use crate::server::restore;
use crate::wire::{Ask, Body};

/// Fetches a verified copy of the database from the server.
pub fn backup(run: &mut Run<'_>, file: &Path) -> Result<(), Fault> {
    let mut link = run.connect()?;
    let mut talk = Talk::new(&mut *link);
    let mut progress = Progress::new(run.world.err, run.world.watched);
    let bytes = outfile::write(file, false, |out| fetch(&mut talk, out, &mut progress))?;
    drop(progress);
    let (files, wrong) = evidence::copy(&mut talk, file)?;
    run.say(
        "cli-backed-up",
        &[
            ("path", Arg::Text(&file.display().to_string())),
            ("bytes", Arg::Text(&bytes.to_string())),
        ],
    )?;
    told_files(run, "cli-backed-up-files", files, &beside(file))?;
    wrong.map_or(Ok(()), Err)
}

/// Says how many files of evidence belong to a backup, if any do.
fn told_files(run: &mut Run<'_>, key: &str, files: usize, folder: &Path) -> Result<(), Fault> {
    if files == 0 {
        return Ok(());
    }
    let facts = [
        (
            "count",
            Arg::Number(i64::try_from(files).unwrap_or(i64::MAX)),
        ),
        ("path", Arg::Text(&folder.display().to_string())),
    ];
    run.say(key, &facts)
}

/// Fetches piece after piece; returns the bytes in all.
fn fetch(
    talk: &mut Talk<'_>,
    out: &mut (dyn Write + Send),
    progress: &mut Progress<'_>,
) -> Result<u64, Fault> {
    let (mut name, mut from) = (None, 0);
    loop {
        let asked = Ask::Backup {
            name: name.clone(),
            from,
        };
        let Body::Piece {
            name: of,
            bytes,
            total,
        } = talk.ask(asked)?
        else {
            return Err(unexpected());
        };
        out.write_all(&bytes)?;
        from += bytes.len() as u64;
        progress.at(from, total);
        if from >= total {
            return Ok(total);
        }
        if bytes.is_empty() {
            return Err(unexpected());
        }
        name = Some(of);
    }
}

/// Puts a backup in the place of the database; no server may run.
pub fn restore(run: &mut Run<'_>, file: &Path) -> Result<(), Fault> {
    let paths = run.paths()?;
    // One that answers is not about to go; one that is stopping is waited for.
    if let Ok(Some(_)) = run.connect_if(false) {
        let folder = paths.data.display().to_string();
        return Err(Fault::said("cli-restore-running", &[("folder", &folder)]));
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt)
        .map_err(|error| Fault::said("cli-no-random", &[("detail", &error.to_string())]))?;
    let patience = restore::STOPS_WITHIN;
    let restored = restore::run(&paths, file, run.world.clock, salt, patience)
        .map_err(|error| serve::fault(&error))?;
    let path = paths.database.display().to_string();
    run.say("cli-restored", &[("path", Arg::Text(&path))])?;
    told_files(run, "cli-restored-files", restored.files, &beside(file))?;
    if let Some(aside) = restore::aside(&restored) {
        let aside = aside.display().to_string();
        run.say("cli-kept-aside", &[("path", Arg::Text(&aside))])?;
    }
    // The books are back all the same.
    match restored.left.join(" ") {
        names if names.is_empty() => Ok(()),
        names => Err(Fault::said("cli-evidence-left", &[("names", &names)])),
    }
}
