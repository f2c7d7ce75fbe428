//! The manual page and the completions leave out nothing that can be said on the command line.

use std::process::{Command, Stdio};

use clap::CommandFactory;
use frontdesk::cli::args::Cli;
use frontdesk::service::command::rows;

use super::desk::Desk;

fn page(language: &'static str) -> String {
    let mut desk = Desk::new(|_| None);
    desk.language = language;
    let ran = desk.run(&["man"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.asked.is_empty(), "it needs no server");
    ran.out
}

/// Goes through a command and all below it, with the part of the page that is theirs.
fn covered(command: &clap::Command, path: &str, page: &str) -> usize {
    let head = match path {
        "frontdesk" => ".TH frontdesk 1".to_owned(),
        _ => format!("\n.SH \"{path}\"\n"),
    };
    let begin = page
        .find(&head)
        .unwrap_or_else(|| panic!("{head} in\n{page}"));
    let own = &page[begin + head.len()..];
    let own = match path {
        "frontdesk" => own.split("\n.SH \"frontdesk ").next().unwrap(),
        _ => own.split("\n.SH ").next().unwrap(),
    };
    let mut all = 1;
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
        let wanted = match arg.get_long() {
            Some(long) => format!("\\fB\\-\\-{}\\fR", long.replace('-', "\\-")),
            None => arg.get_value_names().unwrap().join(" ").replace('-', "\\-"),
        };
        let explained = own.split("\n.TP\n").skip(1);
        assert!(
            explained
                .clone()
                .any(|part| part.lines().next().unwrap().contains(&wanted)
                    && part.lines().count() > 1),
            "{wanted} of {path} in\n{own}"
        );
        all += 1;
    }
    for below in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let path = format!("{path} {}", below.get_name());
        all += covered(below, &path, page);
    }
    all
}

#[test]
fn every_command_and_option_stands_in_the_manual_page() {
    let mut command = Cli::command();
    // Else what goes with every command would be wanted with each of them.
    command = command.disable_help_flag(true);
    for language in ["en", "zh-Hans", "zh-Hant"] {
        let page = page(language);
        assert!(covered(&command, "frontdesk", &page) > 60, "{page}");
        assert!(page.contains("FRONTDESK_DATA") && page.contains("config.toml"));
        let begun = page.matches(".ie \\n(.g").count();
        assert_eq!(begun, 1, "one page, not many behind each other");
    }
    assert!(page("zh-Hans").contains("\n.SH 环境变量\n"));
}

/// What bash offers for the last of these words.
fn offered(script: &str, words: &[&str]) -> Option<Vec<String>> {
    let (last, before) = words.split_last().unwrap();
    let ask = format!(
        "{script}\nCOMP_WORDS=({} '{last}')\nCOMP_CWORD={}\n_frontdesk frontdesk '{last}' '{}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        before.join(" "),
        before.len(),
        before.last().unwrap(),
    );
    let bash = Command::new("bash")
        .args(["--norc", "-c", &ask])
        .stderr(Stdio::inherit())
        .output();
    match bash {
        Ok(output) => {
            assert!(output.status.success(), "{output:?}");
            let text = String::from_utf8(output.stdout).unwrap();
            Some(text.lines().map(str::to_owned).collect())
        }
        Err(error) => {
            eprintln!("SKIPPED: no bash to complete with ({error})");
            None
        }
    }
}

#[test]
fn bash_offers_what_can_follow() {
    let desk = Desk::new(|_| None);
    let ran = desk.run(&["completions", "bash"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let script = ran.out;
    let Some(commands) = offered(&script, &["frontdesk", "do", ""]) else {
        return;
    };
    for row in rows() {
        assert!(commands.iter().any(|name| name == row.name), "{}", row.name);
    }
    for (words, wanted) in [
        (&["frontdesk", "do", "ticket.disp"][..], "ticket.dispatch"),
        (&["frontdesk", "li"], "list"),
        (&["frontdesk", "list", "tic"], "tickets"),
        (&["frontdesk", "export", "tickets", "--for"], "--format"),
        (&["frontdesk", "import", "com"], "community complaints"),
        (&["frontdesk", "audit", "ver"], "verify"),
        (&["frontdesk", "--lang", "zh-Hant"], "zh-Hant"),
    ] {
        let offered = offered(&script, words).unwrap().join(" ");
        assert_eq!(offered, wanted, "{words:?}");
    }
}

#[test]
fn other_shells_know_the_commands_too() {
    let desk = Desk::new(|_| None);
    for shell in ["zsh", "fish"] {
        let ran = desk.run(&["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for row in rows() {
            assert!(ran.out.contains(row.name), "{} for {shell}", row.name);
        }
    }
    let wrong = desk.run(&["completions", "tcsh"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("bash zsh fish"), "{}", wrong.err);
}
