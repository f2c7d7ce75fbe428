//! A disk that fills up: money is refused in time, nothing acknowledged is lost, reading goes on (REL R7).

use std::path::{Path, PathBuf};
use std::process::Command as Program;

use frontdesk::domain::error::{Refusal, Why};
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::requests::RequestId;
use frontdesk::wire::{Ask, Body};

use super::office::Office;
use crate::shared_server::acts::{founded, payment, repair};
use crate::shared_server::child::{Process, places};
use crate::support::counter::{Desk, request_id};

/// A file system of its own in memory; gone with this.
struct Disk {
    at: PathBuf,
    _folder: tempfile::TempDir,
}

impl Disk {
    /// Mounts one of so many MiB; nothing where that is not allowed.
    fn of(mib: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("disk");
        std::fs::create_dir(&at).unwrap();
        let mounted = mount(
            &["-t", "tmpfs", "-o", &format!("size={mib}m"), "frontdesk"],
            &at,
        );
        mounted.then_some(Self {
            at,
            _folder: folder,
        })
    }

    /// Gives it another size, as somebody who clears away other files.
    fn resize(&self, mib: u32) {
        assert!(mount(&["-o", &format!("remount,size={mib}m")], &self.at));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Program::new("umount").arg("-l").arg(&self.at).status();
    }
}

fn mount(options: &[&str], at: &Path) -> bool {
    let output = Program::new("mount").args(options).arg(at).output();
    output.is_ok_and(|output| output.status.success())
}

/// Opens repairs until the disk is full; returns what was acknowledged, and the last request, which was not.
fn fill(desk: &mut Desk, act: &Command) -> (Vec<(RequestId, Answer)>, RequestId) {
    let mut acks = Vec::new();
    loop {
        let request = request_id();
        let command = act.clone();
        let asked = frontdesk::wire::Ask::Do { request, command };
        match desk.try_request(asked) {
            Ok((_, frontdesk::wire::Body::Answer(answer @ Answer::Done(_)))) => {
                acks.push((request, answer));
            }
            // Unknown, or the line is gone: what became of it has to be asked for again.
            Ok((_, frontdesk::wire::Body::Answer(Answer::Unknown(_)))) | Err(_) => {
                return (acks, request);
            }
            Ok((_, other)) => panic!("{other:?}"),
        }
    }
}

/// Lets money be taken down to the last byte.
fn no_reserve() -> Command {
    Command::new("setting.set")
        .arg("setting", "disk.reserve_mib")
        .arg("value", "0")
}

/// What a disk fills up with.
fn long_repair() -> Command {
    repair(&"管道井里积水很深，".repeat(50))
}

#[test]
fn a_full_disk_takes_no_money_loses_nothing_and_lets_read() {
    let Some(disk) = Disk::of(10) else {
        eprintln!("skipped: no file system can be mounted here");
        return;
    };
    let data = disk.at.join("data");
    let server = Process::serve(&data);
    let mut desk = Desk::at(&places(&data));
    founded(&mut desk);
    // Less than the reserve is free: money is refused before anything is begun, other work goes on.
    let refusal = desk.refused(&payment("10"));
    assert_eq!(refusal.why, Why::DiskNearlyFull);
    desk.done(&repair("漏水"));
    // A file may be as large as all that is kept free.
    let begun = Ask::Keep {
        digest: vec![7; 32],
        from: 0,
        piece: vec![0],
        done: false,
    };
    let refused = desk.request(begun).1;
    let full = |refusal: &Refusal| refusal.why == Why::DiskNearlyFull;
    assert!(
        matches!(&refused, Body::Refused(why) if full(why)),
        "{refused:?}"
    );

    desk.done(&no_reserve());
    desk.done(&payment("10"));
    let act = long_repair();
    let (acks, unknown) = fill(&mut desk, &act);
    assert!(acks.len() > 50, "{}", acks.len());
    drop(desk);
    assert_eq!(server.ended(), Some(74));

    // Still full: what is there can be read.
    let server = Process::serve(&data);
    let mut desk = Desk::at(&places(&data));
    assert!(matches!(desk.query(Query::Header).1, Reply::Header(_)));
    let (request, answer) = acks.last().unwrap();
    assert_eq!(desk.run_as(*request, &act), *answer);
    drop(desk);
    drop(server);

    // Somebody made room: all is there, and the unknown one is settled by asking again.
    disk.resize(64);
    let server = Process::serve(&data);
    let mut desk = Desk::at(&places(&data));
    for (request, answer) in &acks {
        assert_eq!(desk.run_as(*request, &act), *answer);
    }
    assert!(matches!(desk.run_as(unknown, &act), Answer::Done(_)));
    desk.done(&payment("10"));
    match desk.query(Query::Verify).1 {
        Reply::Verify(verified) => assert_eq!(verified.faults, Vec::<String>::new()),
        other => panic!("{other:?}"),
    }
    drop(desk);
    server.signal(rustix::process::Signal::TERM);
    assert_eq!(server.ended(), Some(0));
}

#[test]
fn a_terminal_keeps_what_was_typed_when_the_disk_is_full_and_saves_it_once() {
    let Some(disk) = Disk::of(10) else {
        eprintln!("skipped: no file system can be mounted here");
        return;
    };
    let mut office = Office::within(&disk.at);
    let mut desk = office.desk();
    desk.done(&no_reserve());
    let pty = office.counter();
    pty.keys("c");
    pty.wait_for("逐项填写");
    pty.keys("1-1-101 厨房水管漏水");
    pty.wait_for("草稿已存");
    fill(&mut desk, &long_repair());
    drop(desk);
    assert_eq!(office.server_ended(), Some(74));

    // What was typed stays where it is while the terminal starts the next server by itself.
    pty.wait_for("厨房水管漏水");
    disk.resize(64);
    pty.keys("\r");
    pty.wait_for("已登记");
    assert_eq!(office.count("contacts"), 1);
    assert_eq!(office.drafts(), []);
}
