//! A server that dies, is stopped or is replaced under a terminal that is open (REL U8).

use std::fs::File;
use std::time::{Duration, Instant};

use frontdesk::service::query::{Query, Reply};
use frontdesk::wire::Ask;
use rustix::fs::{FlockOperation, flock};
use rustix::process::{Pid, Signal, kill_process};

use super::office::Office;
use crate::shared_server::child::{moment, places};
use crate::support::campaign::size;
use crate::support::counter::{Desk, request_id};

/// What the line being lost may take to be told.
const TOLD: Duration = Duration::from_secs(2);
/// What it may take until all is well again. Two seconds are promised; a server that is not optimised needs most of
/// them to start, and other tests run beside.
const BACK: Duration = Duration::from_secs(10);

const LOST: &str = "与服务的连接断了";

/// How a server goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// `kill -9` while somebody types.
    Killed,
    /// Told to stop, as by an upgrade.
    Stopped,
    /// `kill -9` while a request is under way.
    KilledAtWork,
    /// Killed, and for a while there is no other.
    Missing,
}

const ENDS: [End; 4] = [End::Killed, End::KilledAtWork, End::Stopped, End::Missing];

fn kill(pid: u32) {
    let pid = Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
    kill_process(pid, Signal::KILL).unwrap();
}

/// Calls that were logged.
fn calls(office: &Office) -> usize {
    let mut desk = Desk::once_free(&places(&office.data()));
    let (_, Reply::Events(lines)) = desk.query(Query::Events(0, 1000)) else {
        panic!("no lines")
    };
    let done = lines
        .iter()
        .filter(|line| line.command == "contact.log" && line.kind == "change");
    done.count()
}

/// Waits until another server than `before` answers; returns its process.
fn another(office: &Office, before: u32) -> u32 {
    let began = Instant::now();
    loop {
        let pid = office.status().pid;
        if pid != before {
            return pid;
        }
        assert!(began.elapsed() < BACK, "the old server still answers");
    }
}

#[test]
fn a_terminal_outlives_its_server_and_loses_nothing() {
    let mut office = Office::new();
    let pty = office.counter();
    let mut server = office.status().pid;
    for round in 0..size(4, 20, 500) {
        let end = ENDS[round % ENDS.len()];
        let text = format!("第{round}次漏水");
        pty.keys("c");
        pty.wait_for("逐项填写");
        pty.keys(&format!("1-1-101 {text}"));
        pty.wait_for(&text);
        pty.wait_for("草稿已存");
        let began = Instant::now();
        match end {
            End::Killed => kill(server),
            End::Stopped => {
                Desk::once_free(&places(&office.data())).request(Ask::Stop);
            }
            End::KilledAtWork => {
                pty.keys("\r");
                moment(Duration::from_millis(u64::from(request_id()[0]) / 8));
                kill(server);
            }
            End::Missing => {
                // Whoever holds the folder keeps the next server from it.
                let lock = File::open(&places(&office.data()).lock).unwrap();
                kill(server);
                flock(&lock, FlockOperation::LockExclusive).unwrap();
                pty.wait_for(LOST);
                assert!(began.elapsed() < TOLD, "{:?}", began.elapsed());
                pty.wait_for(&text);
            }
        }
        office.forget_server();
        let back = Instant::now();
        server = another(&office, server);
        if end != End::KilledAtWork {
            pty.wait_until("the form again, with the line", |screen| {
                let shown = screen.contents();
                shown.contains(&text) && !shown.contains(LOST)
            });
            pty.keys("\r");
        }
        // What was under way is settled by its id, and told.
        pty.wait_for(&format!("-{:03}，开单", round + 1));
        assert!(back.elapsed() < BACK, "{end:?}: {:?}", back.elapsed());
        assert_eq!(calls(&office), round + 1, "{end:?} in round {round}");
        // What is done is no more a thing half done.
        assert_eq!(office.drafts(), [], "{end:?} in round {round}");
    }
}
