//! A file gets its name only once it is durable, and the name is made durable after that (reliability D7).

use std::path::Path;
use std::process::Command as Program;

use super::failing_calls::strace;
use crate::shared_server::child::{BINARY, Process, places};
use crate::support::counter::Desk;

/// Calls that make things durable, or give them their names; told with the paths they are about.
const WATCH: [&str; 7] = [
    "-f",
    "-qq",
    "-y",
    "-s",
    "4096",
    "-e",
    "trace=fsync,fdatasync,rename,renameat,renameat2",
];

/// Every file named in the record of calls was synced before, and its folder after; returns how many there were.
#[track_caller]
fn named_when_durable(calls: &Path) -> usize {
    let calls = std::fs::read_to_string(calls).unwrap();
    let calls: Vec<&str> = calls.lines().collect();
    let synced = |calls: &[&str], what: &str| {
        let ending = format!("<{what}>)");
        let mut calls = calls.iter();
        calls.any(|call| call.contains("sync(") && call.contains(&ending))
    };
    let mut named = 0;
    for (at, call) in calls.iter().enumerate() {
        let from = call.split('"').nth(1).unwrap_or_default();
        if !call.contains("rename") || !from.ends_with(".unfinished") {
            continue;
        }
        let folder = Path::new(from).parent().unwrap().display().to_string();
        assert!(synced(&calls[..at], from), "named unsynced: {call}");
        assert!(synced(&calls[at..], &folder), "name not synced: {call}");
        named += 1;
    }
    named
}

#[test]
fn what_is_made_whole_is_durable_before_it_has_its_name() {
    if !strace() {
        eprintln!("skipped: strace is not to be had here");
        return;
    }
    // Paths are told as the system knows them.
    let home = tempfile::tempdir().unwrap();
    let data = home.path().canonicalize().unwrap().join("data");
    let making = home.path().join("making");
    let mut wrapper = vec!["strace", "-o", making.to_str().unwrap()];
    wrapper.extend(WATCH);
    let mut server = Process::serve_under(&wrapper, &data);
    server.wait_ready();
    let stop = frontdesk::wire::Ask::Stop;
    Desk::at(&places(&data)).request(stop);
    assert_eq!(server.ended(), Some(0));
    // The pepper, the database, the day's backup.
    assert_eq!(named_when_durable(&making), 3);

    let day = std::fs::read_dir(data.join("backups"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let restoring = home.path().join("restoring");
    let ended = Program::new("strace")
        .arg("-o")
        .arg(&restoring)
        .args(WATCH)
        .arg(BINARY)
        .arg("--data")
        .arg(&data)
        .arg("restore")
        .arg(day.path())
        .env("XDG_RUNTIME_DIR", home.path().join("run"))
        .output()
        .unwrap();
    assert!(ended.status.success(), "{ended:?}");
    // The series it begins, the database.
    assert_eq!(named_when_durable(&restoring), 2);
}
