//! Nobody presses a key: the program sends nothing, takes no processor time and is never woken; nor is its server (REL U6,
//! performance goal 7).

use std::fs;
use std::time::Duration;

use frontdesk::service::clock::{Clock, SystemClock};

use crate::shared_server::acts::{call, founded};
use crate::shared_server::child::{BINARY, Process, moment, places};
use crate::support::counter::Desk;
use crate::support::pty::Pty;

/// How long nothing must happen.
const QUIET: Duration = Duration::from_millis(1_500);
/// Windows looked at: one may hold the end of the start, one the tick of a minute.
const WINDOWS: usize = 4;

/// What a process and its threads have done so far.
#[derive(Debug, PartialEq, Eq)]
struct Life {
    /// Whether every thread sleeps.
    asleep: bool,
    /// Times it was put to sleep or set aside.
    switches: u64,
    /// Processor time, in ticks.
    cpu: u64,
}

impl Life {
    /// As the system tells it now.
    fn of(process: u32) -> Self {
        let (mut switches, mut asleep) = (0, true);
        for thread in fs::read_dir(format!("/proc/{process}/task")).unwrap() {
            let status = fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
            asleep &= status.contains("\nState:\tS");
            let counts = status.lines().filter(|line| line.contains("ctxt_switches"));
            let counts = counts.map(|line| line.split_whitespace().last().unwrap());
            switches += counts
                .map(|count| count.parse::<u64>().unwrap())
                .sum::<u64>();
        }
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        let (_, rest) = stat.rsplit_once(')').unwrap();
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let cpu = [fields[11], fields[12]].map(|ticks| ticks.parse::<u64>().unwrap());
        Self {
            asleep,
            switches,
            cpu: cpu.iter().sum(),
        }
    }
}

/// How far apart it is looked at whether anything still moves, and how often nothing must have: on a busy machine the
/// system itself takes its time to carry bytes through a terminal.
const LOOK: Duration = Duration::from_millis(25);
const STILL: usize = 3;
/// How long a key may take to wake a program that does not wait for keys.
const DEAF: Duration = Duration::from_millis(400);

fn terminal(pty: &Pty) -> u32 {
    u32::try_from(pty.pid().as_raw_nonzero().get()).unwrap()
}

/// Waits until what is looked at has stayed as it is, and is asleep; returns it.
fn still<T: PartialEq>(look: impl Fn() -> T, asleep: impl Fn(&T) -> bool) -> T {
    let (mut before, mut same) = (look(), 0);
    while same < STILL {
        moment(LOOK);
        let after = look();
        same = if after == before && asleep(&after) {
            same + 1
        } else {
            0
        };
        before = after;
    }
    before
}

/// Waits until the program under this terminal has nothing left to do, nor has its server; returns how many bytes came
/// by then.
pub fn settle(pty: &Pty, server: Option<u32>) -> usize {
    let look = || (pty.sent(), Life::of(terminal(pty)), server.map(Life::of));
    let asleep = |(_, ours, theirs): &(usize, Life, Option<Life>)| {
        ours.asleep && theirs.as_ref().is_none_or(|life| life.asleep)
    };
    still(look, asleep).0
}

/// Presses a key and waits until the program has taken it and can do no more, whatever of it has come out of the line.
pub fn press(pty: &Pty, key: &str) {
    let look = || Life::of(terminal(pty));
    let before = look();
    pty.keys(key);
    let began = std::time::Instant::now();
    while look() == before && began.elapsed() < DEAF {
        moment(LOOK);
    }
    still(look, |life| life.asleep);
}

#[test]
fn an_idle_counter_and_its_server_sleep() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let server = Process::serve(&data);
    let mut desk = Desk::at(&places(&data));
    founded(&mut desk);
    desk.done(&call("问停车月卡"));
    let mut command = std::process::Command::new(BINARY);
    command
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path().join("run"))
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm-256color")
        .env("FRONTDESK_LANG", "zh-Hans")
        .arg("--data")
        .arg(&data);
    let pty = Pty::spawn(&command, 80, 24);
    pty.wait_for("问停车月卡");
    let terminal = u32::try_from(pty.pid().as_raw_nonzero().get()).unwrap();
    let look = || (pty.sent(), Life::of(terminal), Life::of(server.id()));
    let mut seen = Vec::new();
    for _ in 0..WINDOWS {
        let minute = SystemClock.now().ms() / 60_000;
        let before = look();
        moment(QUIET);
        let after = look();
        if before == after {
            // It was asleep, not dead.
            pty.keys("1");
            pty.wait_beyond(after.0);
            return;
        }
        seen.push((minute == SystemClock.now().ms() / 60_000, before, after));
    }
    panic!("never quiet: {seen:#?}");
}
