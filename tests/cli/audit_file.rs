//! The exported audit log: every change of it is found, by the file alone or with the anchor (REL A1, A2).

use std::fmt::Write as _;

use frontdesk::cli::chain::{Anchors, Checked, HEADING, What, check, line};
use frontdesk::cli::hex;
use frontdesk::domain::calendar::Instant;
use frontdesk::domain::id::{Letter, StaffId};
use frontdesk::service::audit::{Event, FieldDigest, chain};
use frontdesk::service::command::{AuditKind, Undo};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::AuditLine;
use frontdesk::storage::kept::to_bytes;
use frontdesk::wire::{Ask, Body};

use super::desk::{Desk, number};
use crate::support::campaign::size;

/// A log of so many entries: canonical bytes and hashes.
fn log(entries: u64) -> Vec<(Vec<u8>, [u8; 32])> {
    let mut previous = [0; 32];
    (1..=entries)
        .map(|seq| {
            let event = Event {
                seq,
                at: Instant::from_ms(1_795_000_000_000 + i64::try_from(seq).unwrap() * 61_000),
                kind: AuditKind::Change,
                actor: StaffId(3),
                seat: "frontdesk pts/1 \u{202e}".to_owned(),
                command: "ticket.note".to_owned(),
                number: Some(number(Letter::Repair, u32::try_from(seq).unwrap())),
                touched: Vec::new(),
                fields: vec![FieldDigest {
                    name: "text".to_owned(),
                    digest: vec![u8::try_from(seq % 251).unwrap(); 16],
                }],
                request: vec![9; 16],
                refusal: String::new(),
                approval: None,
                undoes: None,
                undo: Undo::Restore,
            };
            let bytes = to_bytes(&event);
            previous = chain(&previous, seq, &bytes);
            (bytes, previous)
        })
        .collect()
}

fn file(entries: &[(Vec<u8>, [u8; 32])]) -> String {
    let mut text = format!("{HEADING}\n");
    for (bytes, hash) in entries {
        writeln!(text, "{}", line(bytes, hash).unwrap().1).unwrap();
    }
    text
}

fn checked(text: &[u8], anchors: &str) -> Checked {
    check(&mut &*text, Anchors::parse(anchors).unwrap()).unwrap()
}

#[test]
fn a_sound_file_passes_and_says_its_head() {
    let entries = log(40);
    let found = checked(file(&entries).as_bytes(), "");
    assert_eq!(found.faults, []);
    assert_eq!((found.seq, found.hash), (40, entries[39].1));
    assert!(!found.anchored);
}

#[test]
fn every_changed_byte_is_found_and_its_line_named() {
    // Every day a first line, a last one and one between them; 30 lines are 20 KiB.
    let text = file(&log(size(3, 30, 60))).into_bytes();
    let mut line_number = 1;
    for at in 0..text.len() {
        for flip in [0x01, 0x80] {
            let mut changed = text.clone();
            changed[at] ^= flip;
            let found = checked(&changed, "");
            let first = found.faults.first();
            assert_eq!(
                first.map(|fault| fault.line),
                Some(line_number),
                "byte {at} of line {line_number}, {:?}",
                found.faults
            );
        }
        if text[at] == b'\n' {
            line_number += 1;
        }
    }
}

#[test]
fn lines_that_go_come_move_or_double_are_found() {
    let entries = log(70);
    let text = file(&entries);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for at in (1..lines.len() - 1).step_by(11) {
        let mut gone = lines.clone();
        gone.remove(at);
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        let mut swapped = lines.clone();
        swapped.swap(at, at + 1);
        for changed in [gone, doubled, swapped] {
            assert!(!checked(changed.concat().as_bytes(), "").faults.is_empty());
        }
    }
}

#[test]
fn a_cut_tail_is_found_with_an_anchor_only() {
    let entries = log(20);
    let anchor = format!("# day close\n20 {}\n", hex::encode(&entries[19].1[..5]));
    assert_eq!(checked(file(&entries).as_bytes(), &anchor).faults, []);
    for kept in 0..20 {
        let cut = file(&entries[..kept]);
        assert_eq!(checked(cut.as_bytes(), "").faults, [], "{kept}");
        let found = checked(cut.as_bytes(), &anchor).faults;
        assert_eq!(found[0].what, What::Shorter, "{kept}");
    }
}

#[test]
fn a_log_rewritten_with_right_hashes_is_found_with_an_anchor() {
    let entries = log(20);
    let anchor = format!("10 {}\n", hex::encode(&entries[9].1));
    let mut event: Event = frontdesk::storage::kept::from_bytes(&entries[4].0).unwrap();
    "payment.take".clone_into(&mut event.command);
    let mut forged = entries.clone();
    forged[4].0 = to_bytes(&event);
    let mut previous = forged[3].1;
    for (seq, (bytes, hash)) in (1..).zip(&mut forged).skip(4) {
        *hash = chain(&previous, seq, bytes);
        previous = *hash;
    }
    let text = file(&forged);
    assert_eq!(checked(text.as_bytes(), "").faults, []);
    assert_eq!(
        checked(text.as_bytes(), &anchor).faults[0].what,
        What::Anchor
    );
}

#[test]
fn anchors_that_are_none_are_refused() {
    for bad in ["x", "1", "1 abcdef", "1 xxxxxxxxxxxx", "-1 aabbccddeeff"] {
        assert_eq!(Anchors::parse(&format!("\n{bad}")), Err(2), "{bad}");
    }
    assert!(Anchors::parse("# nothing\n\n").unwrap().is_empty());
}

/// A server whose log is this, given out seven at a time.
fn serving(entries: Vec<(Vec<u8>, [u8; 32])>) -> Desk {
    Desk::new(move |ask| {
        let Ask::Query(query) = ask else { return None };
        let Query::Events(from, _) = **query else {
            return None;
        };
        let lines = (1..)
            .zip(&entries)
            .filter(|(seq, _)| *seq >= from)
            .take(7)
            .map(|(seq, (bytes, hash))| AuditLine {
                seq,
                at: Instant::from_ms(0),
                actor: "李芳".to_owned(),
                seat: String::new(),
                command: String::new(),
                number: None,
                kind: String::new(),
                refusal: String::new(),
                fields: Vec::new(),
                bytes: bytes.clone(),
                hash: hash.to_vec(),
            })
            .collect();
        Some(Body::Reply(Box::new(Reply::Events(lines))))
    })
}

#[test]
fn export_and_verify_from_the_command_line() {
    let desk = serving(log(30));
    let (log_file, anchor) = (desk.path("log"), desk.path("anchor"));
    let ran = desk.run(&["audit", "export", &log_file, "--anchor", &anchor]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = desk.run(&["audit", "verify", &log_file]);
    assert_eq!(ran.code, 0);
    assert!(ran.asked.is_empty(), "a file is checked without a server");
    assert!(ran.out.contains("tail not checked"), "{}", ran.out);
    let ran = desk.run(&["audit", "verify", &log_file, "--anchor", &anchor]);
    assert_eq!((ran.code, ran.out.contains("not checked")), (0, false));
    assert_eq!(desk.run(&["audit", "verify", "--anchor", &anchor]).code, 0);
    assert_eq!(desk.run(&["audit", "export", &log_file]).code, 1);

    let text = std::fs::read_to_string(&log_file).unwrap();
    std::fs::write(&log_file, text.replacen("ticket.note", "ticket.nota", 1)).unwrap();
    let ran = desk.run(&["audit", "verify", &log_file]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("Line 2: "), "{}", ran.err);

    let mut entries = log(30);
    entries.truncate(25);
    let ran = serving(entries).run(&["audit", "verify", "--anchor", &anchor]);
    assert_eq!(ran.code, 1, "the books themselves were cut");
}
