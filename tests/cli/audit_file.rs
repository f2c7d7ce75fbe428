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
    log_of(entries, 0)
}

/// The same of another office.
fn log_of(entries: u64, salt: u8) -> Vec<(Vec<u8>, [u8; 32])> {
    let mut previous = [0; 32];
    (1..=entries)
        .map(|seq| {
            let event = Event {
                seq,
                at: Instant::from_ms(1_795_000_000_000 + i64::try_from(seq).unwrap() * 61_000),
                kind: AuditKind::Change,
                actor: StaffId(3),
                seat: if seq % 4 == 2 {
                    "frontdesk pts/1 \u{202e}".to_owned()
                } else {
                    "frontdesk pts/1".to_owned()
                },
                command: "ticket.note".to_owned(),
                number: Some(number(Letter::Repair, u32::try_from(seq).unwrap())),
                touched: Vec::new(),
                fields: vec![FieldDigest {
                    name: "text".to_owned(),
                    digest: vec![u8::try_from(seq % 251).unwrap() ^ salt; 16],
                }],
                request: vec![9 ^ salt; 16],
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
    // Each file has a first line, a last one and one between them; fourteen are 20 KiB.
    let mut bytes = 0;
    for salt in 0..size(1_u8, 14, 240) {
        let text = file(&log_of(3, salt)).into_bytes();
        bytes += text.len();
        let mut line_number = 1;
        for at in 0..text.len() {
            let behind = text[at..].iter().position(|byte| *byte == b'\n');
            // What comes behind a changed line is no part of finding it.
            let mut changed = text[..=at + behind.unwrap()].to_vec();
            changed[at] ^= 1 << (at % 8);
            let found = checked(&changed, "");
            let first = found.faults.first();
            assert_eq!(
                first.map(|fault| fault.line),
                Some(line_number),
                "byte {at} of line {line_number} of file {salt}, {:?}",
                found.faults
            );
            line_number += u64::from(text[at] == b'\n');
        }
    }
    assert!(bytes >= size(1_500, 20_000, 350_000), "{bytes}");
}

/// What may be done to the lines of a log that keeps each line as it is.
const EDITS: [&str; 4] = ["gone", "doubled", "swapped", "foreign"];

/// The lines of a log after an edit of the line at this place.
fn edited<'a>(lines: &[&'a str], edit: &str, at: usize, foreign: &'a str) -> String {
    let mut changed = lines.to_vec();
    match edit {
        "gone" => drop(changed.remove(at)),
        "doubled" => changed.insert(at, lines[at]),
        "swapped" => changed.swap(at, at + 1),
        _ => changed.insert(at, foreign),
    }
    changed.concat()
}

#[test]
fn lines_that_go_come_move_or_double_are_found() {
    let mut cases = 0;
    for salt in 0..size(1, 2, 50) {
        let entries = log_of(26, salt);
        let text = file(&entries);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        // Sound lines of another log: each is right in itself.
        let other = file(&log_of(26, salt ^ 0x80));
        let other: Vec<&str> = other.split_inclusive('\n').collect();
        let anchor = format!("26 {}\n", hex::encode(&entries[25].1));
        for at in (1..lines.len() - 1).step_by(size(3, 1, 1)) {
            for edit in EDITS {
                let changed = edited(&lines, edit, at, other[at]);
                for anchor in ["", &anchor] {
                    let found = checked(changed.as_bytes(), anchor);
                    let line = found.faults.first().map(|fault| fault.line);
                    // A line that stands twice is wrong the second time; a first line belongs to no
                    // other, so that with another log's the own one is wrong.
                    let later = edit == "doubled" || (edit == "foreign" && at == 1);
                    let wrong = at + 1 + usize::from(later);
                    assert_eq!(line, Some(wrong as u64), "{edit} at {at}");
                }
                cases += 1;
            }
        }
    }
    assert!(cases >= size(36, 200, 5_000), "{cases}");
}

#[test]
fn a_cut_tail_is_found_with_an_anchor_only() {
    let entries = log(52);
    let anchor = format!("# day close\n52 {}\n", hex::encode(&entries[51].1[..5]));
    assert_eq!(checked(file(&entries).as_bytes(), &anchor).faults, []);
    for kept in (0..52).step_by(size(5, 1, 1)) {
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
