//! `import WHAT FILE`: a file is read and judged here, and loaded by the server in one piece.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::cli::act;
use crate::cli::args;
use crate::cli::convert::convert;
use crate::cli::fault::{FAILED, Fault};
use crate::cli::import_words::{place, sentence};
use crate::cli::list::pages;
use crate::cli::progress::Progress;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::domain::safe_text::SafeText;
use crate::exchange::community::{Known, stage};
use crate::exchange::guard::Guard;
use crate::exchange::limits::Limits;
use crate::exchange::mapping::Mapping;
use crate::exchange::open::open;
use crate::exchange::staged::Staged;
use crate::exchange::vocabulary::plain;
use crate::locale::Arg;
use crate::service::answer::Answer;
use crate::service::loading::COMMAND;
use crate::service::query::{ListQuery, Query, Reply};
use crate::service::requests::RequestId;
use crate::service::view::Cell;
use crate::storage::kept::to_bytes;
use crate::wire::{Ask, Body};

/// What can be imported.
const WHAT: [&str; 2] = ["community", "paid"];

/// Bytes of a piece; well within a frame.
const PIECE: usize = 512 * 1024;

/// Reads the file, names everything wrong in it, and loads it unless it is only tried.
pub fn run(run: &mut Run<'_>, args: &args::Import) -> Result<(), Fault> {
    if !WHAT.contains(&args.what.as_str()) {
        let facts = [("text", args.what.as_str()), ("known", &WHAT.join(" "))];
        return Err(Fault::usage("cli-unknown-import", &facts));
    }
    let mapping = match &args.map {
        Some(file) => mapping(run, file)?,
        None => Mapping::default(),
    };
    let guard = Guard::own()?;
    let opened = open(&args.file, &guard, &Limits::default()).map_err(|refusal| {
        let line = sentence(&run.words, "cli-table", &refusal);
        run.tell(&format!("{}: {line}", args.file.display()));
        Fault::Ended(FAILED)
    })?;
    let mut link = run.connect()?;
    let mut talk = Talk::new(&mut *link);
    let known = known(&mut talk)?;
    let staged = stage(&opened.workbook, &mapping, &known);
    report(run, &staged, args.dry_run)?;
    let fits = staged.acceptable(args.skip_bad);
    if !fits || args.dry_run {
        let count = staged.faults.len().to_string();
        let counts = [("count", Arg::Text(&count))];
        if staged.faults.is_empty() {
            return run.say("cli-import-clean", &[]);
        }
        if fits {
            return run.say("cli-import-skippable", &counts);
        }
        let said = run.words.with("cli-import-refused", &counts);
        run.tell(&said);
        return Err(Fault::Ended(FAILED));
    }
    load(run, &mut talk, args, &staged, &opened.digest.to_hex())
}

/// Sends what is to be loaded and says what came of it.
fn load(
    run: &mut Run<'_>,
    talk: &mut Talk<'_>,
    args: &args::Import,
    staged: &Staged,
    digest: &str,
) -> Result<(), Fault> {
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let name = SafeText::shown(&name).into_string();
    let converted = convert(staged, &name, digest)?;
    let request = act::request_id(args.request.as_deref())?;
    let mut progress = Progress::new(run.world.err, run.world.watched);
    let bytes = to_bytes(&converted);
    let answer = transfer(talk, &args.what, &bytes, request, &mut progress)?;
    drop(progress);
    match answer {
        Answer::Done(done) => {
            let here = run.here(talk);
            let said = here.speech(&run.words).done(COMMAND, &done);
            run.print(&said)
        }
        Answer::Pending(done) => {
            let here = run.here(talk);
            let said = here.speech(&run.words).pending(COMMAND, &done);
            run.print(&said)
        }
        Answer::Refused(refusal) => Err(refusal.into()),
        Answer::Unknown(_) => Err(Fault::Unknown(request)),
    }
}

/// Reads the `--map` file; all that is wrong in it is told.
fn mapping(run: &mut Run<'_>, file: &Path) -> Result<Mapping, Fault> {
    let text = fs::read_to_string(file).map_err(|error| Fault::file(file, &error))?;
    Mapping::parse(&text).map_err(|faults| {
        for fault in faults {
            let line = sentence(&run.words, "cli-map", &fault.kind);
            run.tell(&format!("{}:{}: {line}", file.display(), fault.line));
        }
        Fault::Ended(FAILED)
    })
}

/// The homes and units there are already.
fn known(talk: &mut Talk<'_>) -> Result<Known, Fault> {
    let query = ListQuery {
        what: "households".to_owned(),
        conditions: Vec::new(),
        limit: 0,
        reveal: false,
        after: None,
    };
    let mut homes = BTreeSet::new();
    pages(talk, query, None, |listing| {
        let column = listing.columns.iter().position(|name| name == "premises");
        for row in &listing.rows {
            if let Some(Cell::Text(code)) = column.and_then(|at| row.get(at)) {
                // With several communities the community's initials stand before the code.
                homes.extend(code.split_whitespace().next_back().map(str::to_owned));
            }
        }
        Ok(())
    })?;
    // Who may not add a charge may not import either, so that refusal says the same.
    let items = Query::Choices("charge.add".to_owned(), "item".to_owned(), String::new());
    let fees = match talk.query(items)? {
        Reply::Choices(choices) => choices.iter().map(|one| plain(&one.value)).collect(),
        _ => return Err(unexpected()),
    };
    let units = homes
        .iter()
        .filter_map(|code| code.rsplit_once('-'))
        .map(|(unit, _)| unit.to_owned())
        .collect();
    Ok(Known {
        units,
        fees,
        homes,
        ..Known::default()
    })
}

/// Prints what was found: faults, then notes, fillers and counts. It is the output of a trial; beside
/// a real import it is for people, and a reader who leaves must not end the import halfway.
fn report(run: &mut Run<'_>, staged: &Staged, trial: bool) -> Result<(), Fault> {
    for fault in &staged.faults {
        let text = sentence(&run.words, "cli-row", &fault.kind);
        let place = place(&run.words, &fault.source, fault.column.as_deref());
        put(run, trial, &format!("{place}{text}"))?;
    }
    for note in &staged.notes {
        let text = sentence(&run.words, "cli-note", &note.kind);
        let line = format!("{}{text}", place(&run.words, &note.source, None));
        put(run, trial, &line)?;
    }
    for (filler, count) in &staged.fillers {
        let name = serde_json::to_value(filler).unwrap_or_default();
        let key = format!("cli-filler-{}", name.as_str().unwrap_or_default());
        let count = count.to_string();
        let facts = [("count", Arg::Text(&count))];
        let line = run.words.with(&key.replace('_', "-"), &facts);
        put(run, trial, &line)?;
    }
    let counts = [
        ("buildings", staged.buildings.len()),
        ("homes", staged.households.len()),
        ("people", staged.people.len()),
        ("fees", staged.fees.len()),
        ("parking", staged.parking.len()),
        ("payments", staged.payments.len()),
    ]
    .map(|(name, count)| (name, count.to_string()));
    let counts: Vec<(&str, Arg<'_>)> = counts
        .iter()
        .map(|(name, count)| (*name, Arg::Text(count)))
        .collect();
    let line = run.words.with("cli-import-counts", &counts);
    put(run, trial, &line)
}

fn put(run: &mut Run<'_>, output: bool, line: &str) -> Result<(), Fault> {
    if output {
        return run.print(line);
    }
    run.tell(line);
    Ok(())
}

/// Sends what was staged in pieces, the last of which loads it all.
pub fn transfer(
    talk: &mut Talk<'_>,
    what: &str,
    bytes: &[u8],
    request: RequestId,
    progress: &mut Progress<'_>,
) -> Result<Answer, Fault> {
    let pieces: Vec<&[u8]> = match bytes {
        [] => vec![bytes],
        _ => bytes.chunks(PIECE).collect(),
    };
    let ask = |piece: &[u8], done| Ask::Import {
        what: what.to_owned(),
        piece: piece.to_vec(),
        done,
        request,
    };
    let Some((last, before)) = pieces.split_last() else {
        return Err(unexpected());
    };
    let mut sent = 0;
    for piece in before {
        match talk.ask(ask(piece, false))? {
            Body::Progress { .. } | Body::Ok => {}
            _ => return Err(unexpected()),
        }
        sent += piece.len();
        progress.at(sent as u64, bytes.len() as u64);
    }
    let mut answer = None;
    talk.parts(
        ask(last, true),
        || Fault::Unknown(request),
        |body| match body {
            Body::Progress { done, of } => {
                progress.at(done, of);
                Ok(false)
            }
            Body::Answer(given) => {
                answer = Some(given);
                Ok(true)
            }
            _ => Err(unexpected()),
        },
    )?;
    answer.ok_or(Fault::Unknown(request))
}
