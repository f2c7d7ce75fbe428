//! Durable commands without a server: one at a time, each beside a bare sync of the disk.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::storage::{Collection, Direction, Step, Store};

use super::Desk;
use crate::estate::{Random, Size, code_of, receptionist};
use crate::kit::measure::turns;
use crate::kit::table::{Figure, Unit};

pub const COMMITS: usize = 400;

/// A call about a repair, as the desk types it: contact, ticket, audit line.
pub fn call(size: Size, number: u64) -> Command {
    let home = Random::new(number).below(size.homes) + 1;
    Command::new("contact.log")
        .arg("channel", "call")
        .arg("premises", code_of(home))
        .arg("ticket", "repair")
        .arg("category", "water")
        .arg("text", "厨房水管漏水，地板已湿")
}

/// Money at the counter: a hundred yuan in cash for one home or another, oldest charge first, the rest ahead.
fn payment(size: Size, number: u64) -> Command {
    let home = Random::new(number).below(size.homes) + 1;
    Command::new("payment.take")
        .about(code_of(home))
        .arg("amount", "100")
        .arg("method", "cash")
        .arg("advance", "yes")
}

fn job(desk: &Desk, number: u64, command: Command) -> Job {
    Job {
        actor: receptionist(),
        request: u128::from(number).to_be_bytes(),
        command,
        now: desk.now.plus_ms(i64::try_from(number).unwrap()),
        salt: [7; 16],
    }
}

/// Bytes of keys and values in the collections of the audit log and of repeated requests.
fn audit_bytes(store: &dyn Store) -> usize {
    let tx = store.read().unwrap();
    let mut bytes = 0;
    for collection in [
        Collection::Events,
        Collection::EventsByActor,
        Collection::EventsOf,
        Collection::EventValues,
        Collection::Undo,
        Collection::Requests,
        Collection::RequestsByDay,
    ] {
        let all = (std::ops::Bound::Unbounded, std::ops::Bound::Unbounded);
        tx.scan(collection, all, Direction::Forward, &mut |key, value| {
            bytes += key.len() + value.len();
            Ok(Step::Next)
        })
        .unwrap();
    }
    bytes
}

/// Commits one command at a time, each in turn with a sync of 4 KiB appended to a file beside.
pub fn figures(desk: &Desk, out: &mut Vec<Figure>) {
    let mut service = Service::open(&*desk.store.read().unwrap()).unwrap();
    let mut bare = Bare::beside(&desk.path);
    let before = audit_bytes(&desk.store);
    let mut commands = 0;
    let (ours, theirs) = turns(
        COMMITS,
        |_| {
            commands += 1;
            let job = job(desk, commands, call(desk.size, commands));
            let answer = service.execute(&desk.store, &job).unwrap();
            assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
        },
        |_| bare.sync(),
    );
    let audit = (audit_bytes(&desk.store) - before) as f64 / commands as f64;
    out.push(
        Figure::times("durable contact.log with ticket", &ours)
            .against("fdatasync 4 KiB", theirs.percentile(50)),
    );
    out.push(Figure::one(
        "audit, undo and request id of it",
        Unit::Bytes,
        audit,
    ));
    let (ours, theirs) = turns(
        COMMITS,
        |_| {
            commands += 1;
            let job = job(desk, commands, payment(desk.size, commands));
            let answer = service.execute(&desk.store, &job).unwrap();
            assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
        },
        |_| bare.sync(),
    );
    out.push(
        Figure::times("durable payment.take", &ours)
            .against("fdatasync 4 KiB", theirs.percentile(50)),
    );
}

/// A plain file beside the database; gone when it is dropped.
pub struct Bare {
    file: File,
    path: std::path::PathBuf,
}

impl Bare {
    pub fn beside(database: &Path) -> Self {
        let path = database.with_extension("sync");
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .unwrap();
        Self { file, path }
    }

    /// Appends 4 KiB and waits until the disk has them.
    pub fn sync(&mut self) {
        self.file.write_all(&[7; 4096]).unwrap();
        self.file.sync_data().unwrap();
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        std::fs::remove_file(&self.path).unwrap();
    }
}
