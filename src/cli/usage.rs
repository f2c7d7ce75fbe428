//! What is wrong with the arguments, in the user's words: what was given, and what is possible.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::fault::{DONE, Fault, USAGE};
use crate::cli::help;
use crate::cli::import;
use crate::cli::world::Run;
use crate::locale::{Arg, Words};
use crate::service::queries::list;

/// Prints the help that was asked for, or says in a sentence what is wrong; returns how the run ends.
pub fn explain(run: &mut Run<'_>, args: &[OsString], error: &clap::Error) -> Result<Fault, Fault> {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        run.print_block(&error.render().to_string())?;
        return Ok(Fault::Ended(DONE));
    }
    let line = sentence(&run.words, args, error);
    run.tell(&line);
    Ok(Fault::Ended(USAGE))
}

/// All values of a command's argument that has a fixed set of them.
pub fn choices(command: &str, argument: &str) -> Vec<&'static str> {
    match (command, argument) {
        ("import", "what") => import::WHAT.to_vec(),
        (_, "what") => list::names().collect(),
        _ => Vec::new(),
    }
}

/// The sentence on what clap found wrong.
fn sentence(words: &Words, args: &[OsString], error: &clap::Error) -> String {
    let (path, command) = meant(help::command(words), args);
    let said = Wrong {
        words,
        path: &path,
        command: &command,
        error,
    };
    match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::TooManyValues => said.unknown(),
        ErrorKind::InvalidSubcommand => {
            let text = said.of(ContextKind::InvalidSubcommand);
            said.say(
                "cli-usage-command",
                &[("text", &text), ("known", &said.commands())],
            )
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            said.say("cli-usage-no-command", &[("known", &said.commands())])
        }
        ErrorKind::MissingRequiredArgument => said.missing(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => said.value(),
        ErrorKind::ArgumentConflict => said.conflict(),
        ErrorKind::InvalidUtf8 => said.say("cli-usage-encoding", &[]),
        _ => said.say("cli-usage-other", &[]),
    }
}

/// The command these words lead to, and how it is written: `frontdesk audit verify`.
fn meant(mut command: Command, args: &[OsString]) -> (String, Command) {
    command.build();
    let mut path = command.get_name().to_owned();
    for word in args.iter().skip(1).filter_map(|word| word.to_str()) {
        let below = command.find_subcommand(word).cloned();
        if let Some(below) = below {
            path = format!("{path} {word}");
            command = below;
        }
    }
    (path, command)
}

/// What is wrong, and with which command.
struct Wrong<'w> {
    words: &'w Words,
    path: &'w str,
    command: &'w Command,
    error: &'w clap::Error,
}

impl Wrong<'_> {
    fn say(&self, key: &str, facts: &[(&str, &str)]) -> String {
        let mut all = vec![("command", Arg::Text(self.path))];
        all.extend(facts.iter().map(|(name, text)| (*name, Arg::Text(text))));
        self.words.with(key, &all)
    }

    /// A fact of clap's as text.
    fn of(&self, kind: ContextKind) -> String {
        self.error
            .get(kind)
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// Several facts of clap's of one kind.
    fn all_of(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::Strings(texts)) => texts.clone(),
            Some(ContextValue::String(text)) => vec![text.clone()],
            _ => Vec::new(),
        }
    }

    /// The commands there are.
    fn commands(&self) -> String {
        let below = self.command.get_subcommands();
        let names: Vec<&str> = below.map(Command::get_name).collect();
        names.join(" ")
    }

    /// An option that is not there, or a word too many.
    fn unknown(&self) -> String {
        let text = self.of(ContextKind::InvalidArg);
        if !text.starts_with('-') || text == "-" {
            return self.say("cli-usage-too-much", &[("text", &text)]);
        }
        let options = self.command.get_arguments();
        let known: Vec<String> = options
            .filter(|arg| !arg.is_hide_set())
            .filter_map(|arg| arg.get_long().map(|long| format!("--{long}")))
            .collect();
        let facts = [("text", text.as_str()), ("known", &known.join(" "))];
        self.say("cli-usage-option", &facts)
    }

    fn missing(&self) -> String {
        let missing = self.all_of(ContextKind::InvalidArg);
        let named: Vec<String> = missing.iter().map(|arg| self.named(arg)).collect();
        let text = named.join(&self.words.get("cli-list"));
        self.say("cli-usage-missing", &[("text", &text)])
    }

    /// An argument with what it is for, or with all it can be.
    fn named(&self, text: &str) -> String {
        // What is only needed without some option is written as what may be left out.
        let optional = text.replace('<', "[").replace('>', "]");
        let arg = self
            .command
            .get_arguments()
            .find(|arg| arg.to_string() == text || arg.to_string() == optional);
        let possible = arg
            .map(|arg| choices(self.command.get_name(), arg.get_id().as_str()))
            .unwrap_or_default();
        let help = arg.and_then(clap::Arg::get_help).map(ToString::to_string);
        let what = if possible.is_empty() {
            help.unwrap_or_default()
        } else {
            possible.join(" ")
        };
        let facts = [("name", text), ("what", &what)];
        self.say("cli-usage-named", &facts)
    }

    fn value(&self) -> String {
        let arg = self.of(ContextKind::InvalidArg);
        let (option, value) = (bare(&arg), self.of(ContextKind::InvalidValue));
        let known = self.all_of(ContextKind::ValidValue).join(" ");
        let facts = [("option", option), ("text", &value), ("known", &known)];
        if value.is_empty() && known.is_empty() {
            let what = self.named(&arg);
            return self.say("cli-usage-no-value", &[("option", option), ("what", &what)]);
        }
        let key = match (value.is_empty(), known.is_empty()) {
            (true, _) => "cli-usage-no-choice",
            (false, false) => "cli-usage-choice",
            // The only values that are read as anything else than text.
            (false, true) => "cli-usage-number",
        };
        self.say(key, &facts)
    }

    fn conflict(&self) -> String {
        let (arg, others) = (
            self.of(ContextKind::InvalidArg),
            self.all_of(ContextKind::PriorArg),
        );
        let option = bare(&arg);
        let others: Vec<&str> = others.iter().map(|other| bare(other)).collect();
        if others.is_empty() || others.contains(&option) {
            return self.say("cli-usage-twice", &[("option", option)]);
        }
        let facts = [("option", option), ("other", &others.join(" "))];
        self.say("cli-usage-conflict", &facts)
    }
}

/// An option without the name of its value.
fn bare(arg: &str) -> &str {
    arg.split_once(' ').map_or(arg, |(option, _)| option)
}
