//! What is wrong with the arguments, in the user's words.

use clap::error::{ContextKind, ErrorKind};

use crate::cli::fault::{DONE, Fault, USAGE};
use crate::cli::print::print_block;
use crate::cli::world::Run;
use crate::locale::Arg;

/// Clap's kinds of fault, their sentence, and where in clap's facts the culprit stands.
const SENTENCES: [(ErrorKind, &str, ContextKind); 8] = [
    (
        ErrorKind::UnknownArgument,
        "cli-usage-unknown",
        ContextKind::InvalidArg,
    ),
    (
        ErrorKind::InvalidSubcommand,
        "cli-usage-unknown",
        ContextKind::InvalidSubcommand,
    ),
    (
        ErrorKind::MissingRequiredArgument,
        "cli-usage-missing",
        ContextKind::InvalidArg,
    ),
    (
        ErrorKind::InvalidValue,
        "cli-usage-value",
        ContextKind::InvalidValue,
    ),
    (
        ErrorKind::ValueValidation,
        "cli-usage-value",
        ContextKind::InvalidValue,
    ),
    (
        ErrorKind::ArgumentConflict,
        "cli-usage-conflict",
        ContextKind::InvalidArg,
    ),
    (
        ErrorKind::TooManyValues,
        "cli-usage-unknown",
        ContextKind::InvalidValue,
    ),
    (
        ErrorKind::InvalidUtf8,
        "cli-usage-encoding",
        ContextKind::InvalidArg,
    ),
];

/// Prints the help that was asked for, or says what is wrong; returns how the run ends.
pub fn explain(run: &mut Run<'_>, error: &clap::Error) -> Result<Fault, Fault> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            run.print_block(&error.render().to_string())?;
            return Ok(Fault::Ended(DONE));
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            print_block(run.world.err, &error.render().to_string())?;
            return Ok(Fault::Ended(USAGE));
        }
        _ => {}
    }
    let known = SENTENCES.iter().find(|(kind, ..)| *kind == error.kind());
    let line = match known {
        Some((_, key, place)) => {
            let text = error
                .get(*place)
                .map(ToString::to_string)
                .unwrap_or_default();
            run.words.with(key, &[("text", Arg::Text(&text))])
        }
        None => run.words.get("cli-usage-other").into_owned(),
    };
    run.tell(&line);
    let hint = run.words.get("cli-usage-hint").into_owned();
    run.tell(&hint);
    Ok(Fault::Ended(USAGE))
}
