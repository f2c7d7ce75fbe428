//! Who is no terminal of this protocol is told so at once (REL S11).

use std::time::{Duration, Instant};

use frontdesk::client::socket_link::{HelloError, SocketLink};
use frontdesk::wire::frame;
use frontdesk::wire::hello::{Hello, MAJOR, MINOR, Status};

use crate::support::counter::Counter;

#[test]
fn another_major_number_is_refused_and_a_higher_minor_one_is_not() {
    let counter = Counter::open();
    for (major, minor, status) in [
        (MAJOR, MINOR, Status::Ok),
        (MAJOR, MINOR + 1, Status::Ok),
        (MAJOR, u16::MAX, Status::Ok),
        (MAJOR + 1, 0, Status::Protocol),
        (MAJOR - 1, 9, Status::Protocol),
        (u16::MAX, 0, Status::Protocol),
    ] {
        let mut raw = counter.raw();
        let hello = Hello {
            major,
            minor,
            status: Status::Ok,
            build: "9.9.9".into(),
        };
        raw.frame(&hello.to_bytes()).unwrap();
        let answer = raw.answer().expect("an answer");
        assert_eq!(answer.status, status, "{major}.{minor}");
        assert_eq!(answer.major, MAJOR);
        assert_eq!(answer.build, env!("CARGO_PKG_VERSION"));
        if status != Status::Ok {
            assert!(raw.ended());
        }
    }
}

#[test]
fn what_is_no_hello_is_answered_with_ours_and_ended_within_a_second() {
    let counter = Counter::open();
    let mut long = frame::framed(&vec![b'x'; 257]).unwrap();
    long.truncate(200);
    for said in [
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        frame::framed(b"").unwrap(),
        frame::framed(b"garbage").unwrap(),
        frame::framed(b"frontdesk\n\x00\x01").unwrap(),
        long,
    ] {
        let began = Instant::now();
        let mut raw = counter.raw();
        raw.bytes(&said).unwrap();
        let answer = raw.answer().unwrap_or_else(|| panic!("{said:?}"));
        assert_eq!(answer.status, Status::Protocol, "{said:?}");
        assert!(raw.ended());
        assert!(began.elapsed() < Duration::from_secs(1), "{said:?}");
    }
}

#[test]
fn who_says_nothing_is_given_up_after_two_seconds() {
    let counter = Counter::open();
    let began = Instant::now();
    let mut raw = counter.raw();
    raw.bytes(b"\x00\x00").unwrap();
    assert!(raw.ended());
    let took = began.elapsed();
    assert!(took > Duration::from_millis(1500) && took < Duration::from_secs(8));
}

/// The terminal's end of it: what it makes of a server that is another.
#[test]
fn a_terminal_tells_who_must_restart() {
    for (answer, found) in [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), None),
        (other(MAJOR + 1), Some(false)),
        (other(MAJOR - 1), Some(true)),
    ] {
        let (ours, mut theirs) = std::os::unix::net::UnixStream::pair().unwrap();
        std::io::Write::write_all(&mut theirs, &answer).unwrap();
        match (SocketLink::over(ours, Box::new(|| {})).err(), found) {
            (Some(HelloError::Foreign), None) => {}
            (
                Some(HelloError::Protocol {
                    server_is_older, ..
                }),
                Some(older),
            ) => assert_eq!(server_is_older, older),
            (other, _) => panic!("{other:?}"),
        }
    }
}

fn other(major: u16) -> Vec<u8> {
    let hello = Hello {
        major,
        minor: 0,
        status: Status::Protocol,
        build: "9.9.9".into(),
    };
    frame::framed(&hello.to_bytes()).unwrap()
}
