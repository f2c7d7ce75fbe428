//! The help in the user's language: clap says what there is, the word files say it to people.

use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::cli::args::Cli;
use crate::locale::Words;

/// Returns clap's command with every text taken from the words: `cli-help-<sub-command>` and
/// `cli-arg-<argument>`.
pub fn command(words: &Words) -> Command {
    worded(bare(), words, "frontdesk")
}

/// The same without words, for arguments that need none.
pub fn bare() -> Command {
    Cli::command()
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .global(true)
                .action(ArgAction::Help),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version),
        )
}

/// Words a command and all below it; `path` is its key: `audit-verify`.
fn worded(command: Command, words: &Words, path: &str) -> Command {
    let about = words.get(&format!("cli-help-{path}")).into_owned();
    let template = format!(
        "{{about}}\n\n{}{{usage}}\n\n{{all-args}}{{after-help}}\n",
        words.get("cli-usage")
    );
    let below = |name: &str| match path {
        "frontdesk" => name.to_owned(),
        _ => format!("{path}-{name}"),
    };
    let command = match path {
        "frontdesk" => command.after_help(words.get("cli-exit-codes").into_owned()),
        _ => command,
    };
    command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(heading(words, "cli-commands"))
        .subcommand_value_name(heading(words, "cli-command"))
        .mut_args(|arg| arg_worded(arg, words))
        .mut_subcommands(|sub| {
            let name = below(sub.get_name());
            worded(sub, words, &name)
        })
}

fn arg_worded(arg: Arg, words: &Words) -> Arg {
    let key = arg.get_id().as_str().replace('_', "-");
    let place = if arg.is_positional() {
        "cli-arguments"
    } else {
        "cli-options"
    };
    let help = words.get(&format!("cli-arg-{key}")).into_owned();
    arg.help(help)
        .hide_possible_values(false)
        .help_heading(heading(words, place))
}

/// A heading for as long as the program runs: clap keeps headings by reference, and help is made
/// once in a run.
fn heading(words: &Words, key: &str) -> &'static str {
    words.get(key).into_owned().leak()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    fn all(command: &Command) -> Vec<String> {
        let mut texts = vec![command.clone().render_help().to_string()];
        texts.extend(command.get_subcommands().flat_map(all));
        texts
    }

    #[test]
    fn every_text_of_the_help_is_in_the_language() {
        for (language, word, foreign) in [
            (Language::ZhHans, "用法", ["Usage", "Print help", "Options"]),
            (Language::ZhHant, "用法", ["Usage", "Print help", "选项"]),
            (Language::En, "Usage", ["用法", "命令", "选项"]),
        ] {
            let mut command = command(&Words::load(language));
            command.build();
            for text in all(&command) {
                assert!(text.contains(word), "{text}");
                for foreign in foreign {
                    assert!(!text.contains(foreign), "{foreign} in\n{text}");
                }
            }
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
        command(&Words::load(Language::En)).debug_assert();
    }
}
