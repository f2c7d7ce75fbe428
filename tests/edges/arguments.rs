//! Wrong arguments, wrong folders, wrong files: one sentence in each language, the right exit code, nothing changed.

use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use serde_json::Value;

use super::office::Office;

/// A home that owes, one open repair.
fn office() -> Office {
    let office = Office::new();
    for line in [
        "community.add name=翠湖花园",
        "household.add premises=3-2-1201 kind=dwelling area=98.6",
        "household.add premises=3-2-1202 kind=dwelling area=98.6",
        "person.add premises=3-2-1201 name=王建国 relation=owner phone=13800135678",
        "staff.add name=王师傅 rank=worker trades=plumbing on_duty=yes",
        "fee_item.add name=物业费 formula=per_area price=2.5 property_fee=yes",
        "charge.add premises=3-2-1201 item=物业费 amount=246.50 month=2026-10",
        "contact.log channel=call premises=321201 category=water text=漏水 dispatch=yes",
    ] {
        office.act(line);
    }
    office
}

/// What is wrong, and the exit code: 2 where the words themselves are, 1 where it is what they are about.
const WRONG: &[(i32, &[&str])] = &[
    (2, &["bogus"]),
    (2, &["list"]),
    (2, &["show"]),
    (2, &["show", " "]),
    (2, &["list", "foo"]),
    (2, &["list", "tickets", "--where", "foo"]),
    (2, &["list", "tickets", "--where", "nofield = 3"]),
    (2, &["list", "tickets", "--where", "due_at > someday"]),
    (2, &["list", "tickets", "--limit", "x"]),
    (2, &["do", "foo.bar"]),
    (2, &["do", "ticket.done"]),
    (2, &["do", "ticket.done", "{repair}"]),
    (
        2,
        &["do", "ticket.done", "{repair}", "result=x", "nonsense=1"],
    ),
    (2, &["do", "staff.pin", "王师傅", "pin=1234"]),
    (2, &["import", "foo", "/etc/passwd"]),
    (2, &["export", "people", "--format", "xlsx"]),
    (2, &["--lang", "xx", "status"]),
    (2, &["--keymap", "foo", "keys"]),
    (1, &["show", "R991121-001"]),
    (1, &["show", "9-9-999"]),
    (1, &["show", "R1\nX"]),
    (1, &["do", "ticket.note", "{repair}", "text=a\nb"]),
    (1, &["do", "ticket.dispatch", "R1"]),
    (1, &["do", "ticket.dispatch", "{repair}", "worker=没有这人"]),
    (
        1,
        &[
            "do",
            "ticket.hold",
            "{repair}",
            "reason=等配件",
            "until=2020-01-01",
        ],
    ),
    (1, &["do", "ticket.open", "premises=9-9-999", "text=漏水"]),
    (
        1,
        &["do", "ticket.open", "premises=321201", "text=a\u{1b}[2Jb"],
    ),
    (1, &["do", "ticket.open", "premises=321201", "text={huge}"]),
    (
        1,
        &[
            "do",
            "charge.add",
            "premises=321201",
            "item=物业费",
            "amount=-5",
        ],
    ),
    (
        1,
        &[
            "do",
            "charge.add",
            "premises=321201",
            "item=物业费",
            "amount=99999999999999999",
        ],
    ),
    (
        1,
        &[
            "do",
            "charge.add",
            "premises=321201",
            "item=物业费",
            "amount=1.234",
        ],
    ),
    (
        1,
        &[
            "do",
            "payment.take",
            "321201",
            "amount=246.51",
            "method=cash",
        ],
    ),
    (
        1,
        &["do", "payment.take", "321201", "amount=0", "method=cash"],
    ),
    (
        1,
        &["do", "payment.take", "321201", "amount=1", "method=gold"],
    ),
    (
        1,
        &["do", "payment.take", "321202", "amount=1", "method=cash"],
    ),
    (1, &["import", "community", "{none}"]),
    (1, &["restore", "{none}"]),
    (1, &["--data", "/etc/passwd", "list", "staff"]),
    (1, &["--data", "/proc/nothing", "list", "staff"]),
    (1, &["--data", "/etc/passwd", "status"]),
    (1, &["export", "people", "--out", "/proc/x.csv"]),
    (1, &["export", "people", "--out", "/"]),
    (1, &["keys", "--check", "{none}"]),
    (1, &["audit", "verify", "{none}"]),
];

#[test]
fn wrong_use_ends_with_two_and_a_refusal_with_one() {
    let office = office();
    let repair = office.list(&["tickets"])[0]["number"]
        .as_str()
        .unwrap()
        .to_owned();
    let fill = |word: &&str| {
        word.replace("{repair}", &repair)
            .replace("{none}", &office.path("none").display().to_string())
            .replace("{huge}", &"x".repeat(120_000))
    };
    let before = office.done(&["list", "charges", "--json"]);
    for (code, words) in WRONG {
        let args: Vec<String> = words.iter().map(fill).collect();
        let shown: Vec<String> = args
            .iter()
            .map(|arg| arg.chars().take(60).collect())
            .collect();
        for language in ["en", "zh-Hans"] {
            let ran = office.say(language, &args, "");
            assert_eq!(ran.code, Some(*code), "{shown:?}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{shown:?}: {}", ran.err);
            assert!(ran.err.len() < 1500, "{shown:?}: {} bytes", ran.err.len());
            for raw in [
                "os error",
                "entity not found",
                "No such file",
                "<U+000A>",
                "Os {",
            ] {
                assert!(!ran.err.contains(raw), "{shown:?}: {}", ran.err);
            }
            let chinese = ran
                .err
                .chars()
                .any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
            assert!(chinese || language == "en", "{shown:?}: {}", ran.err);
        }
    }
    assert_eq!(office.done(&["list", "charges", "--json"]), before);
    assert_eq!(office.list(&["tickets"]).len(), 1);
    assert!(office.list(&["payments"]).is_empty());
    let said = office.run(&["--data", "/etc/passwd", "status"]).err;
    assert!(said.contains("is a file, not a folder"), "{said}");
}

#[test]
fn a_reader_that_leaves_ends_the_run_quietly() {
    let office = office();
    for args in [
        &["list", "events", "--json"][..],
        &["do", "--list"],
        &["keys"],
        &["export", "households"],
        &["show", "3-2-1201"],
        &["--help"],
    ] {
        let mut child = office.program("en").args(args).spawn().unwrap();
        // Nobody reads from the beginning.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {output:?}");
        assert!(output.stderr.is_empty(), "{args:?}: {output:?}");
    }
}

#[test]
fn what_cannot_be_written_is_said_in_words() {
    let office = office();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut program = office.program("zh-Hans");
    let output = program
        .args(["list", "households"])
        .stdout(Stdio::from(full))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), said.contains("磁盘已满")),
        (Some(1), true),
        "{said}"
    );

    // What was done before it could not be told is done: a failure would have it done twice.
    for more in [&[][..], &["--json"]] {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let name = format!("name=小区{}", more.len());
        let output = office
            .program("zh-Hans")
            .args(["do", "community.add", &name])
            .args(more)
            .stdout(Stdio::from(full))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(
            said.contains("不要再办一次") && said.contains("磁盘已满"),
            "{said}"
        );
        let again = office.say("zh-Hans", &["do", "community.add", &name], "");
        assert_eq!(again.code, Some(1), "{again:?}");
    }

    // A folder without rights; root has them all, and is told nothing.
    let closed = office.path("closed");
    std::fs::create_dir(&closed).unwrap();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o500)).unwrap();
    let data = closed.join("data").display().to_string();
    let found = ["--data", &data, "do", "community.add", "name=翠湖"];
    let ran = office.say("zh-Hans", &found, "");
    if Office::account() == "root" {
        assert_eq!(ran.code, Some(0), "{ran:?}");
        office.run(&["--data", &data, "stop"]);
    } else {
        assert_eq!(
            (ran.code, ran.err.contains("没有权限")),
            (Some(1), true),
            "{ran:?}"
        );
    }
}

#[test]
fn a_backup_is_restored_right_behind_a_server_that_stops() {
    let office = office();
    let file = office.path("backup.redb").display().to_string();
    office.done(&["backup", &file]);
    let ran = office.run(&["restore", &file]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("stop it first"), "{}", ran.err);
    // Not even waited for: the next word comes while the server closes.
    let stopping = office.program("en").arg("stop").spawn().unwrap();
    let mut ran = office.run(&["restore", &file]);
    while ran.err.contains("stop it first") {
        ran = office.run(&["restore", &file]);
    }
    assert_eq!(ran.code, Some(0), "{ran:?}");
    drop(stopping.wait_with_output().unwrap());
    assert_eq!(office.list(&["tickets"]).len(), 1);
}

#[test]
fn a_record_is_shown_in_the_terms_of_its_list() {
    let office = office();
    office.act("payment.take 321201 amount=246.50 method=cash");
    let json = |args: &[&str]| serde_json::from_str::<Value>(&office.done(args)).unwrap();
    for what in ["tickets", "contacts", "payments", "households", "people"] {
        let row = office.list(&[what, "--limit", "1"]).remove(0);
        let name = ["number", "premises", "person"]
            .iter()
            .find_map(|name| row[*name].as_str())
            .unwrap();
        let shown = json(&["show", name, "--json"]);
        for (field, value) in row.as_object().unwrap() {
            if !value.is_null() {
                assert_eq!(&shown[field], value, "{what} {field}: {shown}");
            }
        }
        let text = shown.to_string();
        for raw in ["choice-", "rank-", "state-"] {
            assert!(!text.contains(raw), "{what}: {text}");
        }
    }
    let ticket = office.list(&["tickets"])[0]["number"]
        .as_str()
        .unwrap()
        .to_owned();
    let shown = json(&["show", &ticket, "--json"]);
    assert_eq!(shown["scope"], "private");
    assert_eq!(
        (&shown["category"], &shown["record"]),
        (&"water".into(), &"ticket".into())
    );
    assert!(["水", "Water"].contains(&shown["category_name"].as_str().unwrap()));
    let contact = office.list(&["contacts"])[0]["number"].clone();
    assert_eq!(shown["contact"], contact, "whole");
    let receipt = office.list(&["payments"])[0]["number"]
        .as_str()
        .unwrap()
        .to_owned();
    let said = office.done(&["show", &receipt]);
    assert_eq!(said.matches("物业费").count(), 1, "{said}");
}

#[test]
fn a_condition_takes_what_people_write() {
    let office = office();
    office.act("payment.take 321201 amount=246.50 method=cash");
    let found = |what: &str, condition: &str| office.list(&[what, "--where", condition]).len();
    for (what, condition) in [
        ("tickets", "premises = 321201"),
        ("tickets", "premises = 3栋2单元1201"),
        ("tickets", "premises != 3-2-1202"),
        ("tickets", "phone = 138-0013-5678"),
        ("tickets", "received_at = today"),
        ("tickets", "received_at > yesterday"),
        ("tickets", "received_at < 明天"),
        ("tickets", "category = water"),
        ("people", "phone = 13800135678"),
        ("people", "premises = 3#2#1201"),
        ("households", "phone = 138 0013 5678"),
        ("payments", "amount = ￥246.5"),
        ("payments", "taken_at = 今天"),
        ("charges", "premises = 3-2-1201"),
    ] {
        assert_eq!(found(what, condition), 1, "{condition}");
    }
    let number = office.list(&["tickets"])[0]["number"]
        .as_str()
        .unwrap()
        .to_owned();
    let short = format!("number = R{}", &number[5..]);
    assert_eq!(found("tickets", &short), 1, "{short}");
    for (what, condition) in [
        ("tickets", "premises = 321202"),
        ("tickets", "premises != 321201"),
        ("tickets", "received_at < today"),
        ("people", "phone = 13800135679"),
        ("people", "phone ~ 0013"),
    ] {
        assert_eq!(found(what, condition), 0, "{condition}");
    }
}

#[test]
fn the_keys_that_are_printed_are_a_file_without_a_mistake() {
    let office = Office::new();
    for keymap in [&[][..], &["--keymap", "vim"], &["--keymap", "one-hand"]] {
        let printed = office.done(&[keymap, &["keys", "--print"]].concat());
        let checked = office.say("en", &["keys", "--check", "-"], &printed);
        assert_eq!(
            (checked.code, checked.err.as_str()),
            (Some(0), ""),
            "{checked:?}"
        );
        let file = office.file("keys.toml", &printed);
        let again = office.done(&["--keymap", &file, "keys"]);
        assert_eq!(again, office.done(&[keymap, &["keys"]].concat()));
    }
    let wrong = office.say(
        "en",
        &["keys", "--check", "-"],
        "[counter]\nx = \"ticket.dnoe\"\n[countr]\ny = \"nix\"\n",
    );
    assert_eq!(wrong.code, Some(1));
    let lines: Vec<&str> = wrong.err.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with("-:2:") && lines[0].contains("ticket.done"),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with("-:3:") && lines[1].contains("counter"),
        "{lines:?}"
    );
}

#[test]
fn root_is_refused_before_anything_is_written() {
    if Office::account() != "root" {
        return;
    }
    let folder = std::path::Path::new("/var/lib/frontdesk/never-there");
    assert!(!folder.exists());
    let office = Office::new();
    let ran = office.run(&["--data", &folder.display().to_string(), "serve"]);
    let written = folder.exists();
    let _ = std::fs::remove_dir_all(folder);
    assert_eq!((ran.code, written), (Some(1), false), "{ran:?}");
}
