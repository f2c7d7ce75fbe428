//! From the arguments to the exit code.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::cli::args::{Audit, Cli, Global, Sub};
use crate::cli::fault::{DONE, FAILED, Fault, Said};
use crate::cli::print::print_safe;
use crate::cli::reach::Server;
use crate::cli::secrets::StandardInput;
use crate::cli::spoken::{self, Spoken};
use crate::cli::world::{Run, World};
use crate::cli::{
    act, attach, audit, backup, doctor, export, help, hex, import, keys, list, manual, registers,
    report, ring, serve, shift, show, status, usage, verify,
};
use crate::config::process::harden;
use crate::config::{Environment, Paths};
use crate::exchange::guard;
use crate::locale::{Arg, Language, Words, cause, cause_in};
use crate::service::clock::SystemClock;
use crate::terminal::charset::Charset;
use crate::terminal::tty;

/// The program.
pub fn main() -> ExitCode {
    let hardened = harden();
    let args: Vec<OsString> = std::env::args_os().collect();
    if args.get(1).is_some_and(|first| first == guard::SUBCOMMAND) {
        return guard::child_main();
    }
    let environment = Environment::of_process();
    let charset = Charset::of_locale(environment.ctype.as_deref());
    let args: Vec<OsString> = args
        .into_iter()
        .map(|argument| spoken::heard(argument, charset))
        .collect();
    let (out, err) = (io::stdout().lock(), io::stderr());
    let (out_shown, watched) = (out.is_terminal(), err.is_terminal());
    let mut world = World {
        environment,
        out: &mut Spoken::new(out, out_shown, charset),
        err: &mut Spoken::new(err, watched, charset),
        watched,
        room: tty::columns(&io::stdout()),
        secrets: &mut StandardInput { charset },
        reach: &mut Server,
        clock: &SystemClock,
    };
    if let Err(error) = hardened {
        let words = Words::load(language(&world.environment, &args));
        let detail = cause(&error.source);
        let facts = [
            ("step", Arg::Text(error.step)),
            ("detail", Arg::Text(&detail)),
        ];
        // There is nobody else to tell if this cannot be printed.
        let _ = print_safe(&mut world.err, &words.with("cli-harden-failed", &facts));
        return FAILED.into();
    }
    run(world, &args).into()
}

/// One run with these arguments, the program's name first; returns the exit code.
pub fn run(world: World<'_>, args: &[OsString]) -> u8 {
    let words = Words::load(language(&world.environment, args));
    crate::tui::declared::learn();
    let mut run = Run {
        world,
        words,
        global: Global::default(),
        here: None,
    };
    let result = parsed(&mut run, args).and_then(|cli| {
        run.global = cli.global;
        known_language(&run)?;
        dispatch(&mut run, cli.sub)
    });
    let result = result.and_then(|()| Ok(run.world.out.flush()?));
    match result {
        Ok(()) => DONE,
        Err(fault) => {
            tell(&mut run, &fault);
            fault.code()
        }
    }
}

fn parsed(run: &mut Run<'_>, args: &[OsString]) -> Result<Cli, Fault> {
    // Its help and its faults are told in words; most runs have neither.
    let matches = match help::bare().try_get_matches_from(args) {
        Ok(matches) => Ok(matches),
        Err(_) => help::command(&run.words).try_get_matches_from(args),
    };
    match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => Ok(cli),
        Err(error) => Err(usage::explain(run, args, &error)?),
    }
}

fn dispatch(run: &mut Run<'_>, sub: Option<Sub>) -> Result<(), Fault> {
    match sub {
        None => attach::counter(run),
        Some(Sub::Demo) => attach::demo(run),
        Some(Sub::Do(args)) => act::run(run, &args),
        Some(Sub::List(args)) => list::run(run, &args),
        Some(Sub::Show(args)) => show::run(run, &args),
        Some(Sub::Shift(args)) => shift::run(run, &args),
        Some(Sub::Ring { phone, ended }) => ring::ring(run, &phone, ended),
        Some(Sub::Import(args)) => import::run(run, &args),
        Some(Sub::Export(args)) => export::run(run, &args),
        Some(Sub::Report(args)) => report::run(run, &args),
        Some(Sub::Keys(args)) => keys::run(run, &args),
        Some(Sub::Registers(args)) => registers::run(run, &args),
        Some(Sub::Backup { file }) => backup::backup(run, &file),
        Some(Sub::Restore { file }) => backup::restore(run, &file),
        Some(Sub::Verify) => verify::run(run),
        Some(Sub::Audit { sub }) => match sub {
            Audit::Verify { file, anchor } => {
                audit::verify(run, file.as_deref(), anchor.as_deref())
            }
            Audit::Export { file, anchor } => audit::export(run, &file, anchor.as_deref()),
        },
        Some(Sub::Doctor) => doctor::run(run),
        Some(Sub::Serve { detached }) => serve::run(run, detached),
        Some(Sub::Status { json }) => status::status(run, json),
        Some(Sub::Stop) => status::stop(run),
        Some(Sub::Man) => manual::page(run),
        Some(Sub::Completions { shell }) => manual::completions(run, shell),
    }
}

/// Prints why the run ends.
pub fn tell(run: &mut Run<'_>, fault: &Fault) {
    let line = match fault {
        Fault::Quiet | Fault::Ended(_) => return,
        Fault::Said(Said { key, facts, .. }) => {
            let facts: Vec<_> = facts
                .iter()
                .map(|(name, fact)| (*name, cause_in(&run.words, fact)))
                .collect();
            let facts: Vec<(&str, Arg<'_>)> = facts
                .iter()
                .map(|(name, fact)| (*name, Arg::Text(fact)))
                .collect();
            run.words.with(key, &facts)
        }
        Fault::Refused(refusal) => {
            let here = run
                .here
                .unwrap_or_else(|| super::talk::Here::usual(run.world.clock.now()));
            let text = here.speech(&run.words).whole_refusal(refusal);
            run.words.with("cli-refused", &[("text", Arg::Text(&text))])
        }
        Fault::Unknown(request) => {
            let id = hex::encode(request);
            let facts = [("request", Arg::Text(&id))];
            run.words.with("cli-outcome-unknown", &facts)
        }
    };
    run.tell(&line);
}

/// The language: the flag, the variable, the user's settings, the locale.
fn language(environment: &Environment, args: &[OsString]) -> Language {
    let flag = flag_of(args, "--lang");
    let settings = Paths::new(environment, None)
        .ok()
        .and_then(|paths| keys::language_set(paths.settings.as_deref()));
    Language::choose(
        &[
            flag.as_deref(),
            environment.language.as_deref(),
            settings.as_deref(),
        ],
        environment.locale.as_deref(),
    )
}

/// The value of a flag before the arguments are parsed: their faults must be told in the language.
fn flag_of(args: &[OsString], flag: &str) -> Option<String> {
    let mut args = args.iter().skip(1).filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        match arg.strip_prefix(flag) {
            Some("") => return args.next().map(str::to_owned),
            Some(rest) if rest.starts_with('=') => return rest.get(1..).map(str::to_owned),
            _ => {}
        }
    }
    None
}

fn known_language(run: &Run<'_>) -> Result<(), Fault> {
    let Some(tag) = &run.global.lang else {
        return Ok(());
    };
    if Language::parse(tag)
        .or_else(|| Language::of_locale(tag))
        .is_some()
    {
        return Ok(());
    }
    Err(Fault::usage(
        "cli-unknown-language",
        &[("value", tag), ("known", &Language::TAGS.join(" "))],
    ))
}
