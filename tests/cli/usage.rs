//! Help and wrong usage in the user's words.

use super::desk::Desk;

#[test]
fn help_is_in_the_language_asked_for() {
    let desk = Desk::new(|_| None);
    let zh = desk.run(&["--lang", "zh-Hans", "--help"]);
    assert_eq!((zh.code, zh.err.as_str()), (0, ""));
    for part in ["用法", "执行一个命令", "--data <DIR>", "选项"] {
        assert!(zh.out.contains(part), "{part} in\n{}", zh.out);
    }
    assert!(!zh.out.contains("__sheet") && !zh.out.contains("--detached"));
    let en = desk.run(&["audit", "verify", "-h"]);
    assert!(en.out.contains("Check the audit log") && en.out.contains("--anchor"));
    let version = desk.run(&["--version"]);
    assert_eq!(
        version.out,
        format!("frontdesk {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn wrong_usage_is_said_without_echoing_control() {
    let desk = Desk::new(|_| None);
    let ran = desk.run(&["--lang=zh-Hans", "list", "tickets", "--\u{1b}[2J"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("没有“--<U+001B>[2J”这个选项"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains('\u{1b}'));
    let ran = desk.run(&["export", "tickets", "--format", "pdf"]);
    assert!(ran.err.contains("“pdf”"), "{}", ran.err);
    let ran = desk.run(&["audit"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("verify"), "{}", ran.err);
}

#[test]
fn the_table_of_commands_is_listed() {
    let desk = Desk::new(|_| None);
    let ran = desk.run(&["do", "--list", "--json"]);
    assert_eq!(ran.code, 0);
    assert_eq!(
        ran.out.lines().count(),
        frontdesk::service::command::rows().count()
    );
    for line in ran.out.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        for member in ["command", "name", "doc", "about", "right", "undo", "audit"] {
            assert!(value[member].is_string(), "{member} in {line}");
        }
        for argument in value["arguments"].as_array().unwrap() {
            assert!(argument["kind"].is_string() && argument["must"].is_boolean());
        }
    }
    assert!(ran.asked.is_empty());
}

/// What is typed, and what the sentence must name: the option, what was given, what is possible.
const WRONG: &[(&[&str], &[&str])] = &[
    (
        &["list", "tickets", "--limit", "x"],
        &["--limit", "“x”", "20"],
    ),
    (&["list", "tickets", "--limit", "-1"], &["--limit"]),
    (
        &["export", "tickets", "--format", "foo"],
        &["--format", "“foo”", "csv xlsx json"],
    ),
    (
        &["export", "tickets", "--format"],
        &["--format", "csv xlsx json"],
    ),
    (
        &["list", "tickets", "--data"],
        &["--data", "<DIR>", "FRONTDESK_DATA"],
    ),
    (&["list", "tickets", "--json", "--json"], &["--json"]),
    (&["bogus"], &["“bogus”", "demo do list show shift ring"]),
    (&["audit", "bogus"], &["“bogus”", "verify export"]),
    (&["audit"], &["frontdesk audit", "verify export"]),
    (
        &["list"],
        &["frontdesk list", "<WHAT>", "tickets", "arrears"],
    ),
    (
        &["import"],
        &["frontdesk import", "<WHAT>", "community paid", "<FILE>"],
    ),
    (&["do"], &["frontdesk do", "<COMMAND>", "do --list"]),
    (&["show"], &["frontdesk show", "<NUMBER>"]),
    (
        &["list", "tickets", "--foo"],
        &["“--foo”", "frontdesk list", "--where", "--reveal", "--lang"],
    ),
    (&["status", "now"], &["frontdesk status", "“now”"]),
    (
        &["keys", "--print", "--check", "x"],
        &["--check", "--print"],
    ),
    (
        &["export", "tickets", "--replace"],
        &["frontdesk export", "--out"],
    ),
    (&["do", "--list", "ticket.done"], &["--list"]),
];

#[test]
fn wrong_usage_is_one_sentence_that_names_what_was_given_and_what_is_possible() {
    let mut desk = Desk::new(|_| None);
    for language in ["en", "zh-Hans"] {
        desk.language = language;
        for (args, parts) in WRONG {
            let ran = desk.run(args);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
            assert_eq!(ran.err.lines().count(), 1, "{args:?}: {}", ran.err);
            for part in *parts {
                assert!(ran.err.contains(part), "{part} for {args:?}: {}", ran.err);
            }
            assert!(ran.asked.is_empty(), "{args:?}");
            let chinese = ran.err.contains('。');
            assert_eq!(chinese, language == "zh-Hans", "{args:?}: {}", ran.err);
            // Nothing in the words of who reads the arguments.
            for foreign in [
                "error:",
                "Usage",
                "tip:",
                "required",
                "unexpected",
                "argument '",
            ] {
                assert!(!ran.err.contains(foreign), "{args:?}: {}", ran.err);
            }
        }
    }
    desk.language = "en";
    let ran = desk.run(&["--lang", "zh-Hans", "--lang", "en", "status"]);
    assert_eq!((ran.code, ran.err.as_str()), (2, "--lang 只能写一次。\n"));
}
