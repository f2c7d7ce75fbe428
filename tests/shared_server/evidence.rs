//! Files kept as evidence of follow-ups: sent, proven, named, checked, copied; and what leaves nothing behind.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use frontdesk::domain::error::{Fact, Why};
use frontdesk::service::command::Command;
use frontdesk::service::evidence::{MOST_BYTES, PIECE};
use frontdesk::service::query::{Pane, Query, Reply, Window};
use frontdesk::wire::view::{RowView, Verified};
use frontdesk::wire::{Ask, Body};

use super::acts::repair;
use super::child::{Process, places};
use crate::support::counter::{Counter, Desk};

/// A recording of more than one piece.
fn recording() -> Vec<u8> {
    let bytes = (0..PIECE * 2 + 77).map(|at| u8::try_from(at % 251).unwrap());
    bytes.collect()
}

fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The pieces a terminal sends of a file.
fn pieces(bytes: &[u8], digest: &[u8; 32]) -> Vec<Ask> {
    let last = bytes.len().div_ceil(PIECE) - 1;
    let pieces = bytes.chunks(PIECE).enumerate();
    pieces
        .map(|(at, piece)| Ask::Keep {
            digest: digest.to_vec(),
            from: (at * PIECE) as u64,
            piece: piece.to_vec(),
            done: at == last,
        })
        .collect()
}

fn whole(bytes: &[u8]) -> Vec<Ask> {
    pieces(bytes, blake3::hash(bytes).as_bytes())
}

#[track_caller]
fn send(desk: &mut Desk, asks: Vec<Ask>) {
    for ask in asks {
        assert_eq!(desk.request(ask).1, Body::Ok);
    }
}

/// An office with homes, and somebody who repairs.
fn founded(desk: &mut Desk) {
    super::acts::founded(desk);
    let worker = Command::new("staff.add").arg("name", "王师傅");
    desk.done(&worker.arg("rank", "worker").arg("trades", "plumbing"));
}

/// Somebody to be called back; the number of the follow-up.
fn owed(desk: &mut Desk) -> String {
    let ticket = desk.done(&repair("漏水")).number.unwrap().full();
    let done = Command::new("ticket.done").about(ticket);
    desk.done(
        &done
            .arg("result", "修好")
            .arg("class", "水")
            .arg("zone", "1"),
    );
    match desk.query(Query::Pane(Pane::FollowUps, Window::first(1))).1 {
        Reply::Pane(rows) => match rows.rows.into_iter().next().map(|row| row.row) {
            Some(RowView::FollowUp(row)) => row.number.full(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn record(number: &str, bytes: &[u8]) -> Command {
    Command::new("followup.record")
        .about(number)
        .arg("outcome", "satisfied")
        .arg("file", "录音.wav")
        .arg("digest", digest(bytes))
}

fn verified(desk: &mut Desk) -> Verified {
    match desk.query(Query::Verify).1 {
        Reply::Verify(found) => found,
        other => panic!("{other:?}"),
    }
}

fn files(data: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(data.join("evidence")) else {
        return Vec::new();
    };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

fn office() -> (Counter, Desk) {
    let counter = Counter::open();
    let mut desk = counter.desk();
    founded(&mut desk);
    (counter, desk)
}

#[test]
fn a_file_is_kept_for_its_owner_alone_named_by_the_follow_up_and_checked() {
    let (counter, mut desk) = office();
    let (number, bytes) = (owed(&mut desk), recording());
    send(&mut desk, whole(&bytes));
    desk.done(&record(&number, &bytes));
    let folder = counter.paths.data.join("evidence");
    let file = folder.join(digest(&bytes));
    assert_eq!(fs::read(&file).unwrap(), bytes);
    let mode = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
    let Reply::Detail(detail) = desk.query(Query::Show(number)).1 else {
        panic!("no record");
    };
    let told = detail.fields.iter().find(|field| field.name == "file");
    let short: String = digest(&bytes).chars().take(12).collect();
    let facts = [("file", "录音.wav".to_owned()), ("digest", short)];
    let facts = facts.map(|(name, text)| (name.to_owned(), Fact::Text(text)));
    let told = told.unwrap().value.clone();
    let file_fact = Fact::Told("followup-file".into(), facts.to_vec());
    assert_eq!(told, Fact::Several(vec![file_fact]));

    let found = verified(&mut desk);
    assert_eq!(found.faults, Vec::<String>::new());
    assert!(found.counts.contains(&("evidence".into(), 1)));
    fs::write(&file, "other").unwrap();
    let faults = verified(&mut desk).faults;
    assert!(
        matches!(&faults[..], [one] if one.ends_with("damaged")),
        "{faults:?}"
    );
    fs::remove_file(&file).unwrap();
    let faults = verified(&mut desk).faults;
    assert!(
        matches!(&faults[..], [one] if one.ends_with("missing")),
        "{faults:?}"
    );
    // Sent once more it is whole again, and stays when the record is taken back.
    send(&mut desk, whole(&bytes));
    desk.done(&Command::new("undo"));
    assert_eq!(verified(&mut desk).faults, Vec::<String>::new());
    assert_eq!(files(&counter.paths.data), [digest(&bytes)]);
}

#[test]
fn what_is_not_the_file_it_says_to_be_leaves_nothing_and_no_record() {
    let (counter, mut desk) = office();
    let (number, bytes) = (owed(&mut desk), recording());
    let command = record(&number, &bytes);
    let field = |desk: &mut Desk| {
        let refusal = desk.refused(&command);
        let [fault] = &refusal.fields[..] else {
            panic!("{refusal:?}")
        };
        assert_eq!(fault.field, "file");
        fault.why
    };
    assert_eq!(field(&mut desk), Why::FileMissing, "never sent");
    // Other bytes under this digest.
    let asks = pieces(&vec![1; PIECE + 1], blake3::hash(&bytes).as_bytes());
    let ends: Vec<Body> = asks.into_iter().map(|ask| desk.request(ask).1).collect();
    assert_eq!(ends[0], Body::Ok);
    assert!(matches!(&ends[1], Body::Refused(refusal) if refusal.why == Why::BadFile));
    assert_eq!(field(&mut desk), Why::BadFile, "the command says why");
    // Larger than may be, and what comes behind it.
    let mut refused = 0;
    for ask in whole(&vec![3; MOST_BYTES + 1]) {
        refused += usize::from(desk.request(ask).1 != Body::Ok);
    }
    assert_eq!(refused, 1);
    let middle = whole(&bytes).remove(1);
    assert!(matches!(desk.request(middle).1, Body::Refused(_)));
    let path = Command::new("followup.record")
        .about(number.as_str())
        .arg("outcome", "satisfied");
    for (name, given) in [
        ("file", "录音.wav"),
        ("file", "/home/li/录音.wav"),
        ("digest", "../frontdesk.redb"),
    ] {
        let refusal = desk.refused(&path.clone().arg(name, given));
        assert_eq!(refusal.fields[0].why, Why::FileMissing, "{given}");
    }
    assert_eq!(files(&counter.paths.data), Vec::<String>::new());
}

#[test]
fn two_terminals_send_the_same_file_at_once_and_one_that_goes_leaves_nothing() {
    let (counter, mut desk) = office();
    let bytes = recording();
    let mut other = counter.desk();
    for (mine, theirs) in whole(&bytes).into_iter().zip(whole(&bytes)) {
        assert_eq!(desk.request(mine).1, Body::Ok);
        assert_eq!(other.request(theirs).1, Body::Ok);
    }
    assert_eq!(files(&counter.paths.data), [digest(&bytes)]);
    let half = whole(&vec![9; PIECE * 2]).remove(0);
    assert_eq!(other.request(half).1, Body::Ok);
    assert_eq!(files(&counter.paths.data).len(), 2);
    drop(other);
    loop {
        match desk.request(Ask::Status).1 {
            Body::Status(status) if status.terminals == 0 => break,
            Body::Status(_) => {}
            body => panic!("{body:?}"),
        }
    }
    assert_eq!(files(&counter.paths.data), [digest(&bytes)]);
}

#[test]
fn a_server_killed_while_it_receives_keeps_what_was_whole_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let server = Process::serve(&data);
    let mut desk = Desk::at(&places(&data));
    founded(&mut desk);
    let (number, bytes) = (owed(&mut desk), recording());
    send(&mut desk, whole(&bytes));
    let half = whole(&vec![9; PIECE * 2]).remove(0);
    assert_eq!(desk.request(half).1, Body::Ok);
    assert_eq!(files(&data).len(), 2);
    server.kill();
    let _server = Process::serve(&data);
    assert_eq!(files(&data), [digest(&bytes)]);
    let mut desk = Desk::at(&places(&data));
    desk.done(&record(&number, &bytes));
    assert_eq!(verified(&mut desk).faults, Vec::<String>::new());
}

#[test]
fn the_command_line_sends_a_file_and_a_backup_brings_it_to_another_folder() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let server = Process::serve(&data);
    let mut desk = Desk::at(&places(&data));
    founded(&mut desk);
    let (number, bytes) = (owed(&mut desk), recording());
    let file = home.path().join("录音.wav");
    let copy = home.path().join("copy.redb");
    fs::write(&file, &bytes).unwrap();
    let named = format!("file={}", file.display());
    let link = home.path().join("link");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let linked = format!("file={}", link.display());
    let run = |data: &Path, arguments: &[&str]| Process::run(data, arguments).ended();
    let act = ["do", "followup.record", &number, "outcome=satisfied"];
    let with = |file| [act.as_slice(), &[file]].concat();
    assert_eq!(run(&data, &with(&linked)), Some(1));
    assert_eq!(run(&data, &with("file=/")), Some(1));
    assert_eq!(files(&data), Vec::<String>::new());
    assert_eq!(run(&data, &with(&named)), Some(0));
    for _ in 0..2 {
        // The second copies the database to another file, and nothing twice.
        assert_eq!(run(&data, &["backup", copy.to_str().unwrap()]), Some(0));
        fs::rename(&copy, home.path().join("kept.redb")).unwrap();
    }
    fs::rename(home.path().join("kept.redb"), &copy).unwrap();
    let beside = home.path().join("copy.redb.files");
    assert_eq!(fs::read(beside.join(digest(&bytes))).unwrap(), bytes);
    drop(desk);
    server.kill();
    // What was put there under another's name is left there, and that is said; the books are back all the same.
    fs::write(beside.join("0".repeat(64)), "not mine").unwrap();
    let other = home.path().join("other");
    assert_eq!(run(&other, &["restore", copy.to_str().unwrap()]), Some(1));
    assert_eq!(files(&other), [digest(&bytes)]);
    let _server = Process::serve(&other);
    let mut desk = Desk::at(&places(&other));
    let found = verified(&mut desk);
    assert_eq!(found.faults, Vec::<String>::new());
    assert!(found.counts.contains(&("evidence".into(), 1)));
}
