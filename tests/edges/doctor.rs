//! What `doctor` finds wrong around the program, and what it says to do.

use std::fs::{File, FileTimes};
use std::time::{Duration, SystemTime};

use super::office::{Office, Ran};

/// Runs it with these variables in the place of the usual locale.
fn doctor(office: &Office, variables: &[(&str, &str)]) -> Ran {
    let mut program = office.program("en");
    program.arg("doctor").env_remove("LC_ALL");
    for (name, value) in variables {
        program.env(name, value);
    }
    let output = program.output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

const UTF8: (&str, &str) = ("LANG", "C.UTF-8");

#[track_caller]
fn finds(ran: &Ran, wanted: &[&str]) {
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    for wanted in wanted {
        assert!(ran.err.contains(wanted), "{wanted} in {ran:?}");
    }
}

#[track_caller]
fn well(ran: &Ran) {
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
}

/// Moves the time a file was last changed.
fn changed(office: &Office, name: &str, at: SystemTime) {
    let file = File::options().write(true).open(office.path(name)).unwrap();
    file.set_times(FileTimes::new().set_modified(at)).unwrap();
}

#[test]
fn the_variable_that_is_wrong_is_named_with_what_to_put_in() {
    let office = Office::new();
    well(&doctor(&office, &[UTF8]));
    well(&doctor(
        &office,
        &[("LANG", "C"), ("LC_CTYPE", "zh_CN.utf8")],
    ));
    finds(&doctor(&office, &[]), &["LANG=C.UTF-8"]);
    finds(
        &doctor(&office, &[("LC_CTYPE", "C")]),
        &["LC_CTYPE=C names", "LC_CTYPE=C.UTF-8"],
    );
    well(&doctor(&office, &[UTF8, ("LC_ALL", "zh_CN.GBK")]));
    let both = [UTF8, ("LC_ALL", "zh_TW.Big5")];
    finds(
        &doctor(&office, &both),
        &["LC_ALL=zh_TW.Big5", "LC_ALL=C.UTF-8"],
    );
}

#[test]
fn a_terminal_that_cannot_show_the_counter_is_named() {
    let office = Office::new();
    finds(&doctor(&office, &[UTF8, ("TERM", "dumb")]), &["dumb"]);
    well(&doctor(&office, &[UTF8, ("TERM", "xterm")]));
    // The counter speaks English there.
    let console = doctor(&office, &[UTF8, ("TERM", "linux")]);
    assert_eq!(
        (console.code, console.err.contains("kmscon")),
        (Some(0), true),
        "{console:?}"
    );
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "files on the disk have the times of the machine"
)]
fn a_clock_that_went_back_and_backups_that_are_behind_are_named() {
    let office = Office::new();
    office.act("community.add name=翠湖花园");
    office.done(&["stop"]);
    let now = SystemTime::now();
    let day = Duration::from_hours(24);
    let backup = office.path("data/backups/daily-2026-11-01.redb");
    std::fs::create_dir_all(backup.parent().unwrap()).unwrap();
    for file in std::fs::read_dir(backup.parent().unwrap()).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    // A new office is not broken: its first backup is on its way.
    let fresh = doctor(&office, &[UTF8]);
    well(&fresh);
    assert!(fresh.out.contains("No daily backup yet"), "{fresh:?}");
    changed(&office, "data/lock", now - 3 * day);
    finds(&doctor(&office, &[UTF8]), &["no daily backup"]);
    File::create(&backup).unwrap();
    well(&doctor(&office, &[UTF8]));
    changed(&office, "data/backups/daily-2026-11-01.redb", now - 3 * day);
    finds(
        &doctor(&office, &[UTF8]),
        &["behind", "frontdesk backup FILE"],
    );
    changed(&office, "data/frontdesk.redb", now + day);
    changed(&office, "data/backups/daily-2026-11-01.redb", now + day);
    finds(&doctor(&office, &[UTF8]), &["the clock went back"]);
}

#[test]
fn duties_are_counted_and_their_evidence_is_looked_at() {
    let office = Office::new();
    office.act("community.add name=翠湖花园");
    office.done(&["stop"]);
    let none = doctor(&office, &[UTF8]);
    well(&none);
    // Whatever is declared can be read without a server.
    let own = office.path("data/office/duties");
    std::fs::create_dir_all(&own).unwrap();
    let counted = |ran: &Ran| -> i64 {
        let line = ran.out.lines().find(|line| line.contains(" duties"));
        let line = line.unwrap_or_else(|| panic!("{ran:?}"));
        line.split(' ').next().unwrap().parse().unwrap()
    };
    let shipped = counted(&none);
    std::fs::write(
        own.join("own.toml"),
        "off = [\"attendance\"]\non = [\"thanks_day\", \"consumption\"]\n",
    )
    .unwrap();
    assert_eq!(counted(&doctor(&office, &[UTF8])), shipped + 1);

    // The server reads them at its start.
    office.list(&["duties"]);
    let told = doctor(&office, &[UTF8]);
    assert!(told.out.contains("none counted"), "{told:?}");
    assert_eq!(counted(&told), shipped + 1);
    office.act("setting.set setting=duty.from value=2020-01-01");
    let proof = office.file("会议记录.txt", "到会九人");
    office.act(&format!("duty.done duty=quality_plan file={proof}"));
    let late = office.list(&["duties", "--where", "late = yes"]).len();
    let told = doctor(&office, &[UTF8]);
    well(&told);
    let line = format!(", {late} late, 1 file of evidence");
    assert!(late > 5 && told.out.contains(&line), "{line}: {told:?}");

    // A file that is another, and one that is gone.
    let kept = std::fs::read_dir(office.path("data/evidence")).unwrap();
    let kept = kept.map(|file| file.unwrap().path()).next().unwrap();
    for (wrong, damage) in [
        (
            "damaged",
            &(|| std::fs::write(&kept, "到会一人")) as &dyn Fn() -> std::io::Result<()>,
        ),
        ("missing", &|| std::fs::remove_file(&kept)),
    ] {
        damage().unwrap();
        let told = doctor(&office, &[UTF8]);
        assert_eq!(told.code, Some(1), "{told:?}");
        let lines: Vec<&str> = told.err.lines().collect();
        assert_eq!(lines.len(), 2, "{told:?}");
        assert!(
            lines[0].contains("quality_plan") && lines[0].ends_with(wrong),
            "{told:?}"
        );
        assert!(lines[1].contains("backup"), "{told:?}");
    }
}

#[test]
fn a_server_from_a_file_that_was_replaced_is_named() {
    let office = Office::new();
    office.act("community.add name=翠湖花园");
    let own = office.path("frontdesk");
    std::fs::copy(env!("CARGO_BIN_EXE_frontdesk"), &own).unwrap();
    office.done(&["stop"]);
    let run = |arguments: &[&str]| {
        let mut program = std::process::Command::new(&own);
        program
            .args(arguments)
            .env_clear()
            .env("HOME", office.path("."));
        program
            .env("FRONTDESK_DATA", office.path("data"))
            .env("LC_ALL", "C.UTF-8")
            .env("FRONTDESK_LANG", "en")
            .output()
            .unwrap()
    };
    assert!(
        run(&["list", "staff"]).status.success(),
        "starts a server from the file"
    );
    let before = run(&["doctor"]);
    assert!(
        !String::from_utf8_lossy(&before.stderr).contains("replaced"),
        "{before:?}"
    );
    std::fs::remove_file(&own).unwrap();
    std::fs::copy(env!("CARGO_BIN_EXE_frontdesk"), &own).unwrap();
    let replaced = run(&["doctor"]);
    let said = String::from_utf8_lossy(&replaced.stderr).into_owned();
    assert_eq!(replaced.status.code(), Some(1), "{replaced:?}");
    assert!(said.contains("replaced while the server ran"), "{said}");
    // What it says to do helps.
    assert!(run(&["stop"]).status.success());
    assert!(run(&["list", "staff"]).status.success());
    let after = run(&["doctor"]);
    assert!(
        !String::from_utf8_lossy(&after.stderr).contains("replaced"),
        "{after:?}"
    );
}
