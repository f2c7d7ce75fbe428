//! Terminals that misbehave: too many, too slow, silent, never reading (REL S10).

use std::path::Path;
use std::time::{Duration, Instant};

use frontdesk::service::query::Query;
use frontdesk::wire::hello::Status;
use frontdesk::wire::{Ask, Body};

use super::acts::phrase;
use super::child::{Process, moment, places};
use crate::support::campaign::size;
use crate::support::counter::{Counter, Desk, PATIENCE, Raw};
use crate::support::watched::{Waits, Watched};

/// More than any honest request takes here, far less than a deadline.
const PROMPT: Duration = Duration::from_secs(2);

#[track_caller]
fn promptly<T>(act: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let result = act();
    assert!(began.elapsed() < PROMPT, "{:?}", began.elapsed());
    result
}

#[test]
fn the_ninth_terminal_of_an_account_is_told_that_it_is_full() {
    let counter = Counter::open();
    let mut desks: Vec<_> = (0..8).map(|_| counter.desk()).collect();
    assert_eq!(counter.raw().hello().unwrap().status, Status::Full);
    let (_, body) = desks[0].request(Ask::Status);
    assert!(matches!(body, Body::Status(status) if status.terminals == 7));
    // A place is free once the server has seen that its terminal is gone.
    let gone = desks.pop();
    drop(gone);
    let freed = Instant::now();
    while counter
        .raw()
        .hello()
        .is_none_or(|hello| hello.status != Status::Ok)
    {
        assert!(freed.elapsed() < PATIENCE);
    }
}

#[test]
fn five_hundred_connections_leave_an_honest_terminal_its_place() {
    let counter = Counter::open();
    let mut honest = counter.desk();
    let silent: Vec<Raw> = (0..500).map(|_| counter.raw()).collect();
    promptly(|| honest.done(&phrase("照常")));
    let mut turned_away = 0;
    for mut one in silent {
        // Either it was full, or the hello was waited for and then given up.
        match one.answer() {
            Some(hello) => {
                assert_eq!(hello.status, Status::Full);
                turned_away += 1;
            }
            None => assert!(one.ended()),
        }
    }
    assert!(turned_away >= 490, "{turned_away}");
    promptly(|| honest.done(&phrase("还是照常")));
    assert!(counter.raw().hello().is_some());
}

#[test]
fn a_frame_that_drips_is_given_up_in_time() {
    let counter = Counter::open();
    let mut honest = counter.desk();
    let mut slow = counter.raw();
    assert_eq!(slow.hello().unwrap().status, Status::Ok);
    let began = Instant::now();
    let mut written = 0;
    slow.bytes(&1000_u32.to_be_bytes()).unwrap();
    slow.0
        .set_read_timeout(Some(Duration::from_millis(200)))
        .unwrap();
    let mut why = None;
    while why.is_none() && began.elapsed() < PATIENCE {
        // A byte now and then does not buy more time.
        if slow.bytes(b"x").is_ok() {
            written += 1;
        }
        why = slow.goodbye();
    }
    assert_eq!(why.as_deref(), Some("goodbye-slow"));
    let took = began.elapsed();
    assert!((4..12).contains(&took.as_secs()), "{took:?}");
    assert!(written > 5);
    promptly(|| honest.done(&phrase("照常")));
}

#[test]
fn who_never_reads_is_dropped_and_holds_nobody_up() {
    let counter = Counter::open();
    let mut honest = counter.desk();
    let mut deaf = counter.raw();
    assert_eq!(deaf.hello().unwrap().status, Status::Ok);
    deaf.0.set_write_timeout(Some(PATIENCE)).unwrap();
    let began = Instant::now();
    let mut asked = 0;
    // Asks on and on and never reads an answer, until the server has had enough.
    while deaf.ask(asked, Ask::Query(Box::new(Query::Header))).is_ok() {
        asked += 1;
        assert!(began.elapsed() < PATIENCE, "{asked} asked");
        if asked % 5000 == 0 {
            promptly(|| honest.done(&phrase(&format!("第{asked}"))));
        }
    }
    assert!(asked > 100);
    promptly(|| honest.done(&phrase("照常")));
    let seated = Instant::now();
    loop {
        let (_, body) = honest.request(Ask::Status);
        if matches!(body, Body::Status(status) if status.terminals == 0) {
            break;
        }
        assert!(seated.elapsed() < PATIENCE);
    }
}

/// A server that nobody troubles, on the same machine at the same time: what delays it too is no server's fault.
pub struct Undisturbed {
    desk: Desk,
    waits: Waits,
    _server: Process,
}

impl Undisturbed {
    /// Starts it in a folder of its own.
    pub fn within(home: &Path) -> Self {
        let home = home.join("undisturbed");
        std::fs::create_dir(&home).unwrap();
        let data = home.join("data");
        let server = Process::serve(&data);
        Self {
            desk: Desk::at(&places(&data)),
            waits: Waits::default(),
            _server: server,
        }
    }

    /// Asks it what every screen asks.
    pub fn ask(&mut self) {
        self.waits.ask(&mut self.desk);
    }

    /// Holds the waits of a troubled server against its own.
    #[track_caller]
    pub fn compare(mut self, waits: &mut Waits) {
        waits.were_short_beside(&mut self.waits);
    }
}

/// Says hello until there is a place or the time is over.
fn seated(socket: &Path, until: Instant) -> Option<Raw> {
    while Instant::now() < until {
        let mut raw = Raw::at(socket);
        if raw.hello().is_some_and(|hello| hello.status == Status::Ok) {
            return Some(raw);
        }
        moment(Duration::from_millis(20));
    }
    None
}

/// Five hundred connections at once, held a moment, then all let go; returns how many were told that it is full.
fn crowd(socket: &Path, _: Instant) -> usize {
    let crowd: Vec<Raw> = (0..500).map(|_| Raw::at(socket)).collect();
    let full = crowd.into_iter().filter_map(|mut one| {
        one.0.set_nonblocking(true).unwrap();
        one.answer()
    });
    full.filter(|hello| hello.status == Status::Full).count()
}

/// A frame begun and never ended, with the line held open or cut.
fn half_frames(socket: &Path, until: Instant) -> usize {
    let Some(mut cut) = seated(socket, until) else {
        return 0;
    };
    cut.bytes(&1000_u32.to_be_bytes()).unwrap();
    drop(cut);
    let Some(mut held) = seated(socket, until) else {
        return 0;
    };
    held.bytes(&1000_u32.to_be_bytes()).unwrap();
    usize::from(held.goodbye().as_deref() == Some("goodbye-slow"))
}

/// A byte a second.
fn drip(socket: &Path, until: Instant) -> usize {
    let Some(mut slow) = seated(socket, until) else {
        return 0;
    };
    slow.bytes(&1000_u32.to_be_bytes()).unwrap();
    slow.0
        .set_read_timeout(Some(Duration::from_secs(1)))
        .unwrap();
    loop {
        match slow.goodbye() {
            None if slow.bytes(b"x").is_ok() => {}
            why => return usize::from(why.as_deref() == Some("goodbye-slow")),
        }
    }
}

/// Asks on and on and reads no answer; returns whether it was dropped.
fn deaf(socket: &Path, until: Instant) -> usize {
    let Some(mut deaf) = seated(socket, until) else {
        return 0;
    };
    let mut asked = 0;
    while deaf.ask(asked, Ask::Query(Box::new(Query::Header))).is_ok() {
        asked += 1;
        if Instant::now() > until + PATIENCE {
            return 0;
        }
    }
    1
}

/// One way to misbehave; returns how often it was answered as it must be.
type Vice = fn(&Path, Instant) -> usize;

const VICES: [(&str, Vice); 4] = [
    ("crowd", crowd),
    ("half frames", half_frames),
    ("drip", drip),
    ("deaf", deaf),
];

#[test]
fn in_a_flood_of_all_of_them_an_honest_terminal_goes_on_and_nothing_stays_behind() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let server = Process::serve(&data);
    let watched = Watched(server.id());
    let mut honest = Desk::at(&places(&data));
    honest.done(&phrase("照常"));
    let mut undisturbed = Undisturbed::within(home.path());
    let before = watched.files();
    let socket = places(&data).socket;
    let until = Instant::now() + Duration::from_secs(size(6, 60, 600));
    let vices: Vec<_> = VICES
        .into_iter()
        .map(|(name, vice)| {
            let socket = socket.clone();
            let work = move || {
                let mut answered = 0;
                while Instant::now() < until {
                    answered += vice(&socket, until);
                }
                (name, answered)
            };
            std::thread::spawn(work)
        })
        .collect();
    let mut waits = Waits::default();
    let mut most = 0;
    let mut rounds = 0;
    while Instant::now() < until {
        waits.ask(&mut honest);
        undisturbed.ask();
        rounds += 1;
        if rounds % 20 == 0 {
            honest.done(&phrase(&format!("第{rounds}")));
        }
        most = most.max(watched.files());
        moment(Duration::from_millis(10));
    }
    for vice in vices {
        let (name, answered) = vice.join().unwrap();
        assert!(answered > 0, "{name} was never turned away");
    }
    // Eight places, and whoever is just being turned away.
    assert!(most < before + 40, "{most} files open, {before} before");
    watched.files_are_down_to(before);
    undisturbed.compare(&mut waits);
    promptly(|| honest.done(&phrase("还是照常")));
    drop(honest);
    server.signal(rustix::process::Signal::TERM);
    assert_eq!(server.ended(), Some(0));
}
