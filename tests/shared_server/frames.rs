//! Frames that are no requests: refused with a reason, never the end of anybody else (REL S9).

use std::path::Path;

use frontdesk::service::command::Command;
use frontdesk::service::query::{ListQuery, Query};
use frontdesk::wire::frame::{self, MOST};
use frontdesk::wire::hello::Status;
use frontdesk::wire::{Ask, Message, Request};

use super::acts::phrase;
use super::child::{Process, places};
use super::flood::Undisturbed;
use crate::support::campaign::size;
use crate::support::counter::{Counter, Desk, Raw, request_id};
use crate::support::watched::{Waits, Watched};

fn connected(socket: &Path) -> Raw {
    let mut raw = Raw::at(socket);
    // The place of the one dropped before may still be being cleared.
    while raw.hello().is_none_or(|hello| hello.status != Status::Ok) {
        raw = Raw::at(socket);
    }
    raw
}

#[test]
fn a_frame_at_the_limit_is_read_and_one_above_is_refused_with_the_reason() {
    let counter = Counter::open();
    for (length, why) in [
        (MOST - 1, "goodbye-garbled"),
        (MOST, "goodbye-garbled"),
        (MOST + 1, "goodbye-too-long"),
        (u32::MAX as usize, "goodbye-too-long"),
    ] {
        let mut raw = connected(&counter.paths.socket);
        raw.bytes(&u32::try_from(length).unwrap().to_be_bytes())
            .unwrap();
        if length <= MOST {
            raw.bytes(&vec![0xff; length]).unwrap();
        }
        assert_eq!(raw.goodbye().as_deref(), Some(why), "{length}");
    }
    counter.desk().done(&phrase("照常"));
}

/// Requests to begin from; fuzzing changes them a little.
fn seeds() -> Vec<Vec<u8>> {
    let command = Command::new("ticket.open")
        .about("R20261121-001")
        .arg("text", "漏水")
        .seen(3);
    let asks = [
        Ask::Do {
            request: request_id(),
            command,
        },
        Ask::Query(Box::new(Query::Find("3-2-1201".into(), 20))),
        Ask::Query(Box::new(Query::List(ListQuery {
            export: false,
            what: "tickets".into(),
            conditions: vec!["state = working".into()],
            limit: 50,
            reveal: false,
            after: Some(vec![1, 2, 3]),
        }))),
        Ask::SignOn {
            name: "李芳".into(),
            pin: "1234".into(),
        },
        Ask::Backup {
            name: Some("asked-1-1.redb".into()),
            from: u64::MAX,
        },
        Ask::Import {
            trial: false,
            what: "community".into(),
            piece: vec![0; 40],
            done: true,
            request: request_id(),
        },
    ];
    asks.into_iter()
        .map(|ask| frame::encode(&Request { id: 7, ask }).unwrap())
        .collect()
}

/// What nonsense may make the server keep (REL S9).
const GROWTH: u64 = 50 << 20;

#[test]
fn frames_of_nonsense_harm_nobody() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let server = Process::serve(&data);
    let watched = Watched(server.id());
    let mut honest = Desk::at(&places(&data));
    let mut waits = Waits::default();
    let mut undisturbed = Undisturbed::within(home.path());
    let socket = places(&data).socket;
    let seeds = seeds();
    let mut random = 0x2026_1121_u64;
    let mut below = |end: usize| -> usize {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(random >> 33).unwrap() % end
    };
    let (mut answered, mut dropped) = (0, 0);
    let mut raw = connected(&socket);
    let mut before = None;
    let frames = size(2_000, 50_000, 2_000_000);
    for round in 0..frames {
        let mut body = seeds[below(seeds.len())].clone();
        for _ in 0..=below(4) {
            let at = below(body.len());
            match below(4) {
                0 => body[at] = u8::try_from(below(256)).unwrap(),
                1 => body.truncate(at.max(1)),
                2 => body.insert(at, u8::try_from(below(256)).unwrap()),
                _ => body[at] ^= 1 << below(8),
            }
        }
        // A mutation may ask the server to stop; that is the owner's right, and not this test.
        if frame::decode::<Request>(&body).is_ok_and(|request| request.ask == Ask::Stop) {
            continue;
        }
        raw.frame(&body).unwrap();
        match raw.reply() {
            Some(Message::Goodbye { why }) => {
                assert_eq!(why, "goodbye-garbled");
                dropped += 1;
                raw = connected(&socket);
            }
            Some(_) => answered += 1,
            None => panic!("round {round}: dropped without a word: {body:x?}"),
        }
        if round % 10 == 0 {
            waits.ask(&mut honest);
            undisturbed.ask();
        }
        if round % 500 == 0 {
            honest.done(&phrase(&format!("第{round}")));
        }
        // Once it is warm it must not grow.
        if round == 500 {
            before = Some((watched.memory(), watched.files()));
        }
    }
    assert!(answered > 50 && dropped > 500, "{answered} {dropped}");
    drop(raw);
    let (memory, files) = before.unwrap();
    watched.files_are_down_to(files);
    let grown = watched.memory().saturating_sub(memory);
    assert!(grown <= GROWTH, "{grown} bytes more after {frames} frames");
    undisturbed.compare(&mut waits);
    honest.done(&phrase("照常"));
    drop(honest);
    server.signal(rustix::process::Signal::TERM);
    assert_eq!(server.ended(), Some(0));
}
