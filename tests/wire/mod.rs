//! What is said over the socket, as bytes: decoding never panics, and what is encoded reads back.

use std::time::{Duration, Instant};

use frontdesk::domain::error::{Refusal, Why};
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::command::Command;
use frontdesk::service::query::Query;
use frontdesk::service::subject::Subject;
use frontdesk::wire::frame::{self, FrameError};
use frontdesk::wire::hello::Hello;
use frontdesk::wire::{Ask, Body, Message, Request};
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_bytes_are_a_request_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        drop(frame::decode::<Request>(&bytes));
        drop(frame::decode::<Message>(&bytes));
        drop(Hello::parse(&bytes));
        drop(frame::read(&mut bytes.as_slice(), frame::MOST));
    }

    #[test]
    fn a_command_reads_back_as_it_was_said(
        name in ".{0,20}",
        subject in proptest::option::of(".{0,20}"),
        args in proptest::collection::vec((".{0,8}", ".{0,40}"), 0..6),
        seen in any::<Option<u32>>(),
        request in any::<[u8; 16]>(),
        id in any::<u32>(),
    ) {
        let command = Command { name, subject, args, seen };
        let said = Request { id, ask: Ask::Do { request, command } };
        let bytes = frame::encode(&said).unwrap();
        prop_assert_eq!(frame::decode::<Request>(&bytes).unwrap(), said);
    }
}

/// A few bytes that claim to be very much must cost neither memory nor time.
#[test]
fn claimed_lengths_are_not_believed() {
    let began = Instant::now();
    for claim in [
        // Arrays, maps, texts, byte strings of 2^32 and 2^63 members.
        &[0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff][..],
        &[0x9a, 0xff, 0xff, 0xff, 0xff],
        &[0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x7b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        // A command whose arguments claim to be 2^32.
        &[
            0x82, 0x01, 0x82, 0x01, 0x82, 0x50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ],
    ] {
        for prefix in [
            &[][..],
            &[0x82, 0x01],
            &[0x82, 0x01, 0x82, 0x01, 0x81, 0x84],
        ] {
            let bytes = [prefix, claim].concat();
            assert!(matches!(
                frame::decode::<Request>(&bytes),
                Err(FrameError::Garbled(_))
            ));
        }
    }
    // Nested as deep as a frame allows: the depth of what is decoded is that of its type.
    let deep = vec![0x81; frame::MOST];
    assert!(frame::decode::<Request>(&deep).is_err());
    assert!(began.elapsed() < Duration::from_secs(2));
}

/// A change of these bytes is a change of the protocol: raise `MAJOR` or `MINOR`, then this.
#[test]
fn the_bytes_of_the_protocol_are_these() {
    let hex = |bytes: Vec<u8>| -> String {
        use std::fmt::Write;
        bytes.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        })
    };
    let request = |ask: Ask| hex(frame::encode(&Request { id: 7, ask }).unwrap());
    let message = |message: &Message| hex(frame::encode(message).unwrap());
    let said = [
        request(Ask::Query(Box::new(Query::Header))),
        request(Ask::Do {
            request: [1; 16],
            command: Command::new("undo").about("R1").arg("a", "b").seen(2),
        }),
        request(Ask::Status),
        message(&Message::Notice {
            seq: 3,
            touched: vec![Subject { kind: 9, id: 4 }],
        }),
        message(&Message::Goodbye { why: "x".into() }),
        message(&Message::Reply {
            id: 7,
            seq: 3,
            body: Box::new(Body::Answer(Answer::Done(Done::default()))),
        }),
        message(&Message::Reply {
            id: 7,
            seq: 0,
            body: Box::new(Body::Refused(Refusal::new(Why::Stopping))),
        }),
    ];
    insta::assert_snapshot!(said.join("\n"));
}
