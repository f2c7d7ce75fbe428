//! A call to the operating system that fails under the server: never a false word (REL R6).

use std::process::{Command as Program, Stdio};

use frontdesk::domain::id::Number;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::requests::RequestId;
use frontdesk::wire::{Ask, Body};

use crate::shared_server::acts::{homes, payment, repair};
use crate::shared_server::child::{Process, places};
use crate::support::campaign::size;
use crate::support::counter::{Desk, request_id};

/// Calls that write, and how they fail.
const VICES: [(&str, &str); 4] = [
    ("fdatasync", "EIO"),
    ("pwrite64", "EIO"),
    ("pwrite64", "ENOSPC"),
    ("fsync", "EIO"),
];

/// Which of the calls fails.
fn places_to_fail() -> Vec<usize> {
    let some = vec![2, 9, 23, 31];
    size(some.clone(), some, (1..=120).collect())
}

/// Whether calls can be made to fail here.
pub fn strace() -> bool {
    let mut tried = Program::new("strace");
    tried.args(["-f", "-qq", "-o", "/dev/null", "true"]);
    let status = tried.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// An act, its request id, and its receipt or ticket if it was acknowledged.
type Asked = (RequestId, Command, Option<Option<Number>>);

/// Takes money and opens repairs until the line is gone or all is done.
fn work(desk: &mut Desk) -> Vec<Asked> {
    let mut asked = Vec::new();
    for act in [
        payment("10.50"),
        repair("漏水"),
        payment("3"),
        repair("灯不亮"),
    ] {
        let request = request_id();
        let sent = Ask::Do {
            request,
            command: act.clone(),
        };
        match desk.try_request(sent) {
            Ok((_, Body::Answer(Answer::Done(done)))) => {
                asked.push((request, act, Some(done.number)));
            }
            Ok((_, Body::Answer(Answer::Unknown(_)) | Body::Refused(_))) | Err(_) => {
                asked.push((request, act, None));
                break;
            }
            Ok((_, other)) => panic!("{other:?}"),
        }
    }
    asked
}

/// What must hold after any fault once the disk is well again.
fn settled(desk: &mut Desk, asked: &[Asked]) {
    for (request, act, told) in asked {
        match (desk.run_as(*request, act), told) {
            (Answer::Done(done), Some(number)) => assert_eq!(done.number, *number, "told before"),
            (Answer::Done(_), None) => {}
            (other, _) => panic!("{other:?}"),
        }
    }
    match desk.query(Query::Verify).1 {
        Reply::Verify(verified) => assert_eq!(verified.faults, Vec::<String>::new()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_failing_call_is_never_told_as_done() {
    if !strace() {
        eprintln!("skipped: strace is not to be had here");
        return;
    }
    let mut unknown = 0;
    for (call, error) in VICES {
        for at in places_to_fail() {
            let home = tempfile::tempdir().unwrap();
            let data = home.path().join("data");
            let well = Process::serve(&data);
            for command in homes() {
                Desk::at(&places(&data)).done(&command);
            }
            well.signal(rustix::process::Signal::TERM);
            assert_eq!(well.ended(), Some(0));

            let vice = format!("inject={call}:error={error}:when={at}");
            let wrapper = ["strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", &vice];
            let mut ill = Process::serve_under(&wrapper, &data);
            // It may fail before it is ready: then nothing was told to anybody.
            let asked = if ill.comes_up() {
                work(&mut Desk::at(&places(&data)))
            } else {
                Vec::new()
            };
            if asked.iter().any(|(_, _, told)| told.is_none()) {
                unknown += 1;
                assert_eq!(ill.ended(), Some(74), "{vice}");
            } else {
                drop(ill);
            }
            let well = Process::serve(&data);
            settled(&mut Desk::at(&places(&data)), &asked);
            drop(well);
        }
    }
    assert!(unknown > 3, "no fault met an act: {unknown}");
}
