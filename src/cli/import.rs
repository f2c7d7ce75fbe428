//! `import WHAT FILE`: a file is read and judged here, and loaded by the server in one piece.

use std::path::Path;

use crate::cli::act;
use crate::cli::args;
use crate::cli::args::Taken;
use crate::cli::fault::{FAILED, Fault};
use crate::cli::progress::Progress;
use crate::cli::small_file;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::domain::error::{Refusal, Why};
use crate::domain::money::Amount;
use crate::exchange::import::{File, Import};
use crate::exchange::mapping::Mapping;
use crate::exchange::vocabulary::SheetKind;
use crate::exchange::words::{From, counts, faults, notes, odd, sentence};
use crate::locale::Arg;
use crate::service::answer::Answer;
use crate::service::loading::{COMMAND, COMPLAINTS, Known, PAID, READINGS, Totals};
use crate::service::query::{Query, Reply};
use crate::service::requests::RequestId;
use crate::wire::{Ask, Body};

/// What can be imported.
pub const WHAT: [&str; 4] = ["community", PAID, COMPLAINTS, READINGS];

/// What a trial is told as: `done-import-trial`.
const TRIAL: &str = "import.trial";

/// What an import of complaints is told as, and a trial of one.
const TOLD: [&str; 2] = ["import.complaints", "import.complaints-trial"];

/// The same of readings.
const TOLD_READINGS: [&str; 2] = ["import.readings", "import.readings-trial"];

/// Reads the file, names everything wrong in it, and loads it unless it is only tried.
pub fn run(run: &mut Run<'_>, args: &args::Import) -> Result<(), Fault> {
    if !WHAT.contains(&args.what.as_str()) {
        let facts = [("text", args.what.as_str()), ("known", &WHAT.join(" "))];
        return Err(Fault::usage("cli-unknown-import", &facts));
    }
    if args.state.is_some() && args.what != COMPLAINTS {
        return Err(Fault::usage("cli-state-of-complaints", &[]));
    }
    let mapping = match &args.map {
        Some(file) => mapping(run, file)?,
        None => Mapping::default(),
    };
    let file = File::open(&args.file).map_err(|refusal| {
        let line = sentence(&run.words, "cli-table", &refusal);
        run.tell(&format!("{}: {line}", args.file.display()));
        Fault::Ended(FAILED)
    })?;
    let mut link = if args.dry_run {
        // What is only tried leaves nothing behind.
        run.connect()?
    } else {
        run.connect_or_found()?
    };
    let file = match args.what.as_str() {
        PAID => file.only(&mapping, |kind| kind == SheetKind::Paid),
        COMPLAINTS => file.only(&mapping, |kind| kind == SheetKind::Complaints),
        READINGS => file.only(&mapping, |kind| kind == SheetKind::Readings),
        _ => file.only(&mapping, |kind| {
            !matches!(kind, SheetKind::Complaints | SheetKind::Readings)
        }),
    };
    let mut talk = Talk::new(&mut *link);
    let known = known(&mut talk, &mapping)?;
    let mut import = file.judge(&mapping, &known);
    import.staged.open = args.state == Some(Taken::Open);
    report(run, &import, args)?;
    import.staged.said = said(args)?;
    let staged = &import.staged;
    let count = staged.bad_rows().len().to_string();
    let counts = [("count", Arg::Text(&count))];
    if !staged.acceptable(args.skip_bad) {
        let key = if staged.acceptable(true) {
            "cli-import-refused"
        } else {
            "cli-import-unusable"
        };
        let said = run.words.with(key, &counts);
        run.tell(&said);
        return Err(Fault::Ended(FAILED));
    }
    reconcile(run, &import, args)?;
    load(run, &mut talk, args, &import)
}

/// What the office says the payments come to.
fn said(args: &args::Import) -> Result<Option<Totals>, Fault> {
    let (Some(total), Some(count)) = (&args.total, args.count) else {
        return Ok(None);
    };
    match Amount::parse(total) {
        Ok(sum) => Ok(Some(Totals { count, sum })),
        Err(_) => Err(Refusal::new(Why::BadAmount)
            .with("text", total.as_str())
            .into()),
    }
}

/// Holds the payments of a file to what the office says they come to; rows that may be the reason are told. Payments that
/// come by themselves are not accepted without.
fn reconcile(run: &mut Run<'_>, import: &Import, args: &args::Import) -> Result<(), Fault> {
    let found = import.totals()?;
    let Some(said) = import.staged.said else {
        if args.what == PAID && !args.dry_run && found.count > 0 {
            return Err(found.unsaid().into());
        }
        return Ok(());
    };
    if let Err(refusal) = found.held_to(said) {
        for line in odd(&run.words, &import.staged, found, said) {
            run.tell(&line);
        }
        return Err(refusal.into());
    }
    Ok(())
}

/// Sends what is to be loaded and says what came of it.
fn load(
    run: &mut Run<'_>,
    talk: &mut Talk<'_>,
    args: &args::Import,
    import: &Import,
) -> Result<(), Fault> {
    let pieces = import.pieces()?;
    let request = act::request_id(args.request.as_deref())?;
    let mut progress = Progress::new(run.world.err, run.world.watched);
    let sending = Sending {
        what: &args.what,
        request,
        trial: args.dry_run,
    };
    let answer = transfer(talk, &sending, &pieces, &mut progress)?;
    drop(progress);
    match answer {
        Answer::Done(done) => {
            let command = match (args.what.as_str(), args.dry_run) {
                (COMPLAINTS, false) => TOLD[0],
                (COMPLAINTS, true) => TOLD[1],
                (READINGS, false) => TOLD_READINGS[0],
                (READINGS, true) => TOLD_READINGS[1],
                (_, false) => COMMAND,
                (_, true) => TRIAL,
            };
            let here = run.here(talk);
            let said = here.speech(&run.words).done(command, &done);
            let printed = run.print(&said);
            if args.dry_run {
                return printed;
            }
            run.told(printed, request)
        }
        Answer::Pending(done) => {
            let here = run.here(talk);
            let said = here.speech(&run.words).pending(COMMAND, &done);
            let printed = run.print(&said);
            run.told(printed, request)
        }
        Answer::Refused(refusal) => Err(refusal.into()),
        Answer::Unknown(_) => Err(Fault::Unknown(request)),
    }
}

/// Reads the `--map` file; all that is wrong in it is told.
fn mapping(run: &mut Run<'_>, file: &Path) -> Result<Mapping, Fault> {
    let text = small_file::needed(file)?;
    Mapping::parse(&text).map_err(|faults| {
        for fault in faults {
            let line = sentence(&run.words, "cli-map", &fault.kind);
            run.tell(&format!("{}:{}: {line}", file.display(), fault.line));
        }
        Fault::Ended(FAILED)
    })
}

/// What the file may lean on.
fn known(talk: &mut Talk<'_>, mapping: &Mapping) -> Result<Known, Fault> {
    let mut known = Known::default();
    loop {
        match talk.query(Query::Known(mapping.community.clone(), known.next))? {
            Reply::Known(page) => known.extend(*page),
            _ => return Err(unexpected()),
        }
        if known.next.is_none() {
            return Ok(known);
        }
    }
}

/// Prints what was found: faults, counts, then what was read past. It is the output of a trial; beside
/// a real import it is for people, and a reader who leaves must not end the import halfway.
fn report(run: &mut Run<'_>, import: &Import, args: &args::Import) -> Result<(), Fault> {
    let mut lines = faults(&run.words, &import.staged, From::Cli);
    lines.push(counts(&run.words, &import.staged));
    lines.extend(notes(&run.words, &import.staged, args.verbose, From::Cli));
    for line in lines {
        if args.dry_run {
            run.print(&line)?;
        } else {
            run.tell(&line);
        }
    }
    Ok(())
}

/// What goes with every piece.
pub struct Sending<'a> {
    pub what: &'a str,
    pub request: RequestId,
    /// Nothing is to be changed.
    pub trial: bool,
}

/// Sends what was staged in pieces, the last of which loads it all.
pub fn transfer(
    talk: &mut Talk<'_>,
    sending: &Sending<'_>,
    pieces: &[Vec<u8>],
    progress: &mut Progress<'_>,
) -> Result<Answer, Fault> {
    let request = sending.request;
    let ask = |piece: &[u8], done| Ask::Import {
        what: sending.what.to_owned(),
        piece: piece.to_vec(),
        done,
        request,
        trial: sending.trial,
    };
    let Some((last, before)) = pieces.split_last() else {
        return Err(unexpected());
    };
    let whole: usize = pieces.iter().map(Vec::len).sum();
    let mut sent = 0;
    for piece in before {
        match talk.ask(ask(piece, false))? {
            Body::Progress { .. } | Body::Ok => {}
            _ => return Err(unexpected()),
        }
        sent += piece.len();
        progress.at(sent as u64, whole as u64);
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
