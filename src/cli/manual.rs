//! What a package ships beside the program: the manual page and the completions of shells, made of the arguments.

use std::io;

use clap::Command;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap_complete::Shell as Known;
use clap_complete::generate;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::args::Shell;
use crate::cli::fault::Fault;
use crate::cli::help;
use crate::cli::usage::choices;
use crate::cli::world::Run;
use crate::locale::{Language, Words};
use crate::service::command;

/// What surrounds the program, in the order of the page: the words of a heading and of the lines under it, each with
/// the name it explains.
const AROUND: [(&str, &[(&str, &str)]); 2] = [
    (
        "cli-man-environment",
        &[
            ("FRONTDESK_DATA", "cli-man-variable-data"),
            ("FRONTDESK_LANG", "cli-man-variable-lang"),
            ("LC_ALL, LC_CTYPE, LANG", "cli-man-variable-locale"),
            ("NO_COLOR", "cli-man-variable-colour"),
        ],
    ),
    (
        "cli-man-files",
        &[
            ("~/.config/frontdesk/config.toml", "cli-man-file-settings"),
            ("~/.config/frontdesk/keys.toml", "cli-man-file-keys"),
            ("~/.local/share/frontdesk", "cli-man-file-data"),
            ("/var/lib/frontdesk/OFFICE", "cli-man-file-shared"),
        ],
    ),
];

/// Prints the manual page, in the language of the run.
pub fn page(run: &mut Run<'_>) -> Result<(), Fault> {
    let page = written(&run.words)?;
    run.print_block(&page)
}

/// Prints the completions for a shell.
pub fn completions(run: &mut Run<'_>, shell: Shell) -> Result<(), Fault> {
    let mut command = offering(help::command(&run.words), &run.words);
    let known = match shell {
        Shell::Bash => Known::Bash,
        Shell::Zsh => Known::Zsh,
        Shell::Fish => Known::Fish,
    };
    let mut script = Vec::new();
    let name = command.get_name().to_owned();
    generate(known, &mut command, name, &mut script);
    run.print_block(&String::from_utf8_lossy(&script))?;
    if shell == Shell::Fish {
        run.print_block(&places_of_fish(&command))?;
    }
    Ok(())
}

/// What can stand where no option is: for fish the script has only commands and options.
fn places_of_fish(command: &Command) -> String {
    let program = command.get_name();
    let mut lines = Vec::new();
    for sub in command.get_subcommands() {
        for place in sub.get_positionals() {
            let known = place.get_possible_values();
            let names: Vec<&str> = known.iter().map(PossibleValue::get_name).collect();
            if !names.is_empty() {
                let when = format!("__fish_{program}_using_subcommand {}", sub.get_name());
                let names = names.join(" ");
                lines.push(format!(
                    "complete -c {program} -n \"{when}\" -f -a \"{names}\""
                ));
            }
        }
    }
    lines.join("\n")
}

/// The command with everything that can be offered: the commands of `do`, the kinds of records, the languages.
fn offering(command: Command, words: &Words) -> Command {
    let commands = command::rows().map(|row| {
        let name = words.command(row.name).into_owned();
        PossibleValue::new(row.name).help(name)
    });
    let commands: Vec<PossibleValue> = commands.collect();
    let languages = Language::TAGS.map(PossibleValue::new);
    one_of(command, "lang", &languages).mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        let known = choices(&name, "what").into_iter().map(PossibleValue::new);
        let sub = one_of(sub, "what", &known.collect::<Vec<_>>());
        match name.as_str() {
            "do" => one_of(sub, "command", &commands),
            _ => sub,
        }
    })
}

/// The command with an argument, if it has it, that is one of these.
fn one_of(command: Command, argument: &str, known: &[PossibleValue]) -> Command {
    if known.is_empty() {
        return command;
    }
    // Each stays in its place, which tells positional ones apart.
    command.mut_args(|arg| {
        if arg.get_id() == argument {
            arg.value_parser(PossibleValuesParser::new(known.to_vec()))
        } else {
            arg
        }
    })
}

/// The page: the program first, then every command below it with its own options, then what surrounds them.
fn written(words: &Words) -> io::Result<String> {
    let mut command = help::command(words);
    command.build();
    let man = Man::new(command.clone());
    let mut page = Page::default();
    page.take(|to| man.render_title(to), Part::Whole)?;
    page.head("SH", &words.get("cli-man-name"));
    let about = about(&command);
    page.text(&format!("{} - {about}", command.get_name()));
    page.head("SH", &words.get("cli-man-synopsis"));
    page.take(|to| man.render_synopsis_section(to), Part::Body)?;
    page.take(|to| man.render_options_section(to), Part::Whole)?;
    page.head("SH", &words.get("cli-man-status"));
    page.text(&words.get("cli-exit-codes"));
    for below in command.get_subcommands() {
        page.below(below)?;
    }
    for (heading, names) in AROUND {
        page.head("SH", &words.get(heading));
        for (name, what) in names {
            page.head("TP", "");
            page.add(Roff::new().text([bold(*name)]));
            page.text(&words.get(what));
        }
    }
    Ok(page.0.join("\n"))
}

fn about(command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string);
    about.unwrap_or_default()
}

/// How much of a section is taken over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    /// Without its heading.
    Body,
    /// With headings one step lower.
    Lower,
}

/// The lines of a page.
#[derive(Default)]
struct Page(Vec<String>);

impl Page {
    fn add(&mut self, roff: &Roff) {
        self.0.extend(roff.to_roff().lines().map(str::to_owned));
    }

    /// A line that orders something: a heading, or the beginning of an explained name.
    fn head(&mut self, order: &str, text: &str) {
        let text = Some(text).filter(|text| !text.is_empty());
        self.add(Roff::new().control(order, text));
    }

    fn text(&mut self, text: &str) {
        self.add(Roff::new().text([roman(text)]));
    }

    /// Takes over a section that was made for a page of its own.
    fn take(
        &mut self,
        render: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
        part: Part,
    ) -> io::Result<()> {
        let mut section = Vec::new();
        render(&mut section)?;
        for line in String::from_utf8_lossy(&section).lines() {
            match (part, line.strip_prefix(".SH")) {
                (Part::Body, Some(_)) => {}
                (Part::Lower, Some(heading)) => self.0.push(format!(".SS{heading}")),
                // How quotation marks are written stands at the top of the page once.
                _ if PREAMBLE.iter().any(|begin| line.starts_with(begin)) && !self.0.is_empty() => {
                }
                _ => self.0.push(line.to_owned()),
            }
        }
        Ok(())
    }

    /// A command with all below it. What goes with every command is said once, at the top.
    fn below(&mut self, command: &Command) -> io::Result<()> {
        if command.is_hide_set() {
            return Ok(());
        }
        let own = command.clone().mut_args(|arg| {
            let general = arg.is_global_set();
            if general { arg.hide(true) } else { arg }
        });
        let man = Man::new(own);
        let name = command.get_bin_name().unwrap_or(command.get_name());
        self.head("SH", name);
        self.text(&about(command));
        self.head("PP", "");
        self.take(|to| man.render_synopsis_section(to), Part::Body)?;
        self.take(|to| man.render_options_section(to), Part::Lower)?;
        for below in command.get_subcommands() {
            self.below(below)?;
        }
        Ok(())
    }
}

/// How the lines begin that stand at the top of everything rendered.
const PREAMBLE: [&str; 2] = [".ie \\n(.g", ".el .ds Aq"];
