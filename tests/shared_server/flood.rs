//! Terminals that misbehave: too many, too slow, silent, never reading (REL S10).

use std::time::{Duration, Instant};

use frontdesk::service::query::Query;
use frontdesk::wire::hello::Status;
use frontdesk::wire::{Ask, Body};

use super::acts::phrase;
use crate::support::counter::{Counter, PATIENCE, Raw};

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
