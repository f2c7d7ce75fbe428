//! kill -9 of the server at any moment: what was acknowledged is there, once (REL R3, R4, U8).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use frontdesk::client::autostart::{self, ConnectError};
use frontdesk::client::socket_link::HelloError;
use frontdesk::client::{Link, LinkError};
use frontdesk::domain::ledger::{Account, Payment};
use frontdesk::service::answer::Answer;
use frontdesk::service::audit;
use frontdesk::service::books;
use frontdesk::service::command::{AuditKind, Command};
use frontdesk::service::requests::RequestId;
use frontdesk::storage::counters::figure;
use frontdesk::storage::kept::KINDS;
use frontdesk::storage::kept::figures::Figure;
use frontdesk::storage::record::scan;
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Direction, ReadTx, Step, Store, check};
use frontdesk::wire::{Ask, Body, Message};

use super::acts::{call, founded, payment, phrase, repair};
use super::child::{Process, moment, places};
use crate::support::campaign::size;
use crate::support::counter::{Desk, PATIENCE, request_id};

/// As many as one account may have.
const WRITERS: usize = 8;
/// What each of them takes when it takes money, in yuan.
const TAKEN: i64 = 10;

/// A delay that differs at every run; its bits come from the operating system.
pub fn at_most(ms: u64) -> Duration {
    let random = u64::from_be_bytes(request_id()[..8].try_into().unwrap());
    Duration::from_millis(random % (ms + 1))
}

/// One terminal's view: connects whenever it must, asks again under the same id.
struct Writer<'a> {
    data: &'a Path,
    link: Option<frontdesk::client::socket_link::SocketLink>,
    again: usize,
}

impl Writer<'_> {
    fn connect(&mut self) -> &mut frontdesk::client::socket_link::SocketLink {
        let began = Instant::now();
        while self.link.is_none() {
            assert!(began.elapsed() < PATIENCE, "no server");
            match autostart::connect(&places(self.data), Box::new(|| {}), None) {
                Ok(link) => self.link = Some(link),
                Err(
                    ConnectError::NotStarted { .. }
                    | ConnectError::Hello(
                        HelloError::Io(_) | HelloError::Stopping | HelloError::Full,
                    ),
                ) => moment(Duration::from_millis(5)),
                Err(error) => panic!("{error}"),
            }
        }
        self.link.as_mut().unwrap()
    }

    fn once(&mut self, request: RequestId, command: &Command) -> Result<Answer, LinkError> {
        let link = self.connect();
        let command = command.clone();
        let id = link.send(Ask::Do { request, command })?;
        loop {
            if let Message::Reply { id: of, body, .. } = link.wait()?
                && of == id
            {
                match *body {
                    Body::Answer(answer) => return Ok(answer),
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    /// Asks until it is known what became of it.
    fn settle(&mut self, request: RequestId, command: &Command) -> Answer {
        loop {
            match self.once(request, command) {
                Ok(Answer::Unknown(_)) | Err(_) => {
                    self.link = None;
                    self.again += 1;
                }
                Ok(answer) => return answer,
            }
        }
    }
}

/// Everything that must hold of a database after whatever happened to its server.
pub fn sound(tx: &dyn ReadTx) {
    assert_eq!(audit::verify(tx).unwrap().1, []);
    assert_eq!(check::verify(tx, KINDS).unwrap().faults, []);
    assert_eq!(books::verify(tx).unwrap(), []);
}

/// Where an office of the test's own is kept; gone with the first.
pub fn folder() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    (home, data)
}

/// Ends the server in order and opens what it leaves, which must be sound.
pub fn ended_well(server: Process, data: &Path) -> RedbStore {
    server.signal(rustix::process::Signal::TERM);
    assert_eq!(server.ended(), Some(0));
    let store = RedbStore::open(&places(data).database, &Options::default()).unwrap();
    sound(&*store.read().unwrap());
    store
}

/// The audit lines of changes, by the request that made them.
pub fn changes_by_request(tx: &dyn ReadTx) -> BTreeMap<Vec<u8>, Vec<u64>> {
    let mut found: BTreeMap<Vec<u8>, Vec<u64>> = BTreeMap::new();
    audit::scan(tx, 0, Direction::Forward, &mut |line| {
        if line.event.kind == AuditKind::Change {
            found
                .entry(line.event.request)
                .or_default()
                .push(line.event.seq);
        }
        Ok(Step::Next)
    })
    .unwrap();
    found
}

#[test]
fn every_acknowledged_act_survives_kills_of_the_server_and_is_there_once() {
    let (_home, data) = folder();
    let mut server = Process::serve(&data);
    {
        let mut desk = Desk::at(&places(&data));
        founded(&mut desk);
    }
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (data, stop) = (data.clone(), Arc::clone(&stop));
            std::thread::spawn(move || {
                let mut writer_of = Writer {
                    data: &data,
                    link: None,
                    again: 0,
                };
                let mut acks = Vec::new();
                for n in 0.. {
                    if stop.load(Ordering::SeqCst) {
                        break;
                    }
                    let command = match n % 4 {
                        0 => payment(&TAKEN.to_string()),
                        1 => call(&format!("第{writer}线第{n}次")),
                        2 => repair("漏水"),
                        _ => phrase(&format!("短语{writer}-{n}")),
                    };
                    let request = request_id();
                    match writer_of.settle(request, &command) {
                        Answer::Done(done) => acks.push((request, command.name, done)),
                        other => panic!("{other:?}"),
                    }
                }
                (acks, writer_of.again)
            })
        })
        .collect();
    let mut starts = Vec::new();
    for _ in 0..size(10, 60, 300) {
        moment(Duration::from_millis(50) + at_most(400));
        server.kill();
        let began = Instant::now();
        server = Process::serve(&data);
        starts.push(began.elapsed());
    }
    stop.store(true, Ordering::SeqCst);
    let mut acks = Vec::new();
    let mut again = 0;
    for writer in writers {
        let (of_writer, retried) = writer.join().unwrap();
        acks.extend(of_writer);
        again += retried;
    }
    let store = ended_well(server, &data);
    let tx = store.read().unwrap();
    let found = changes_by_request(&*tx);
    let mut receipts = BTreeSet::new();
    for (request, name, done) in &acks {
        assert_eq!(
            found.get(request.as_slice()),
            Some(&vec![done.seq]),
            "{name}"
        );
        if name == "payment.take" {
            assert!(receipts.insert(done.number.unwrap()), "a receipt twice");
        }
    }
    // Nothing else is there: the founding, the homes, and what was acknowledged.
    assert_eq!(found.len(), acks.len() + 3);
    let mut of_day: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for number in &receipts {
        of_day.entry(number.day).or_default().push(number.count);
    }
    for counts in of_day.values() {
        assert!(
            counts
                .iter()
                .copied()
                .eq(1..=u32::try_from(counts.len()).unwrap()),
            "{counts:?}"
        );
    }
    // The ledger holds what the terminals were told was taken: in receipts, and in the till.
    let mut taken = Vec::new();
    scan::<Payment>(&*tx, Bound::Unbounded, Direction::Forward, &mut |payment| {
        taken.push(payment.amount.fen());
        Ok(Step::Next)
    })
    .unwrap();
    let told = i64::try_from(receipts.len()).unwrap() * TAKEN * 100;
    assert_eq!((taken.len(), taken.iter().sum()), (receipts.len(), told));
    let till = Figure::Balance(Account::Cash, 0).key();
    assert_eq!(figure(&*tx, &till).unwrap(), told);
    assert!(again > 0, "no kill met a request");
    assert!(acks.len() > 20, "{}", acks.len());
    starts.sort();
    // Back in service within two seconds; now and then the machine is busy with something else.
    let back = starts[starts.len() * 9 / 10 - 1];
    assert!(back < Duration::from_secs(2), "{starts:?}");
}

#[test]
fn a_server_killed_five_times_while_it_recovers_loses_nothing() {
    for _ in 0..size(4, 20, 60) {
        let (_home, data) = folder();
        let server = Process::serve(&data);
        let mut desk = Desk::at(&places(&data));
        let (acted, acts) = std::sync::mpsc::channel();
        let writer = std::thread::spawn(move || {
            for n in 0.. {
                let (request, command) = (request_id(), repair(&format!("第{n}处漏水")));
                match desk.try_request(Ask::Do { request, command }) {
                    Ok((_, Body::Answer(Answer::Done(done)))) => {
                        acted.send((request, done.seq)).unwrap();
                    }
                    Err(_) => return,
                    Ok(other) => panic!("{other:?}"),
                }
            }
        });
        let mut acked = vec![acts.recv_timeout(PATIENCE).unwrap()];
        moment(at_most(80));
        server.kill();
        writer.join().unwrap();
        acked.extend(acts.try_iter());
        for _ in 0..5 {
            let recovering = Process::serve_at_once(&data);
            moment(Duration::from_millis(1) + at_most(30));
            recovering.kill();
        }
        let server = Process::serve(&data);
        Desk::at(&places(&data)).done(&phrase("您好"));
        let store = ended_well(server, &data);
        let tx = store.read().unwrap();
        let found = changes_by_request(&*tx);
        for (request, seq) in &acked {
            assert_eq!(found.get(request.as_slice()), Some(&vec![*seq]));
        }
        // The founding, what was acknowledged, perhaps the one in flight, and the greeting.
        let more = found.len() - acked.len();
        assert!((2..=3).contains(&more), "{more} beside {}", acked.len());
    }
}

#[test]
fn a_server_killed_while_it_makes_its_office_starts_again_as_if_it_had_not_begun() {
    for _ in 0..size(12, 20, 300) {
        let (_home, data) = folder();
        let server = Process::serve_at_once(&data);
        moment(at_most(160));
        server.kill();
        let server = Process::serve(&data);
        let mut desk = Desk::at(&places(&data));
        desk.done(&phrase("您好"));
        drop(desk);
        drop(ended_well(server, &data));
        assert_eq!(leftovers(&data), Vec::<String>::new());
    }
}

#[test]
fn a_server_killed_while_it_makes_a_backup_leaves_nothing_half() {
    let (_home, data) = folder();
    let mut server = Process::serve(&data);
    for _ in 0..size(8, 20, 200) {
        let mut desk = Desk::at(&places(&data));
        desk.done(&repair("漏水"));
        desk.send(Ask::Backup {
            name: None,
            from: 0,
        })
        .unwrap();
        moment(at_most(60));
        server.kill();
        server = Process::serve(&data);
        assert_eq!(leftovers(&data), Vec::<String>::new());
    }
    drop(ended_well(server, &data));
    let daily = std::fs::read_dir(data.join("backups")).unwrap();
    for backup in daily {
        let store = RedbStore::inspect(&backup.unwrap().path(), &Options::default()).unwrap();
        sound(&*store.read().unwrap());
    }
}

/// Files that a start must have cleared away.
pub fn leftovers(data: &Path) -> Vec<String> {
    [data.to_owned(), data.join("backups")]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            name.starts_with("asked-") || (name.ends_with(".unfinished") && !name.contains("daily"))
        })
        .collect()
}
