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
    assert!(ran.err.contains("看不懂"), "{}", ran.err);
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
