//! kill -9 of the server between an approval and its answer: what was granted is done, once (REL R3, D12).

use std::time::Duration;

use frontdesk::domain::error::Why;
use frontdesk::domain::id::Number;
use frontdesk::domain::ledger::{Account, Charge};
use frontdesk::domain::money::Amount;
use frontdesk::server::peer::account_of;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::storage::Store;
use frontdesk::storage::counters::figure;
use frontdesk::storage::kept::figures::Figure;
use frontdesk::storage::record::get;
use frontdesk::wire::{Ask, Body};

use super::acts::founded;
use super::child::{Process, moment, places};
use super::kills::{at_most, changes_by_request, ended_well, folder};
use crate::support::campaign::size;
use crate::support::counter::{Desk, request_id};

const ASKER: &str = "李芳";
const ASKER_PIN: &str = "90817";
const DECIDER_PIN: &str = "471147";

/// What is given up of each charge, in fen.
const GIVEN_UP: i64 = 2_550;

fn account() -> String {
    account_of(rustix::process::getuid().as_raw())
}

fn seated(data: &std::path::Path, name: &str, pin: &str) -> Option<Desk> {
    let stream = std::os::unix::net::UnixStream::connect(&places(data).socket).ok()?;
    let mut desk = Desk::trying(stream).ok()?;
    let (name, pin) = (name.to_owned(), pin.into());
    match desk.try_request(Ask::SignOn { name, pin }).ok()? {
        (_, Body::Seated(_)) => Some(desk),
        (_, other) => panic!("{other:?}"),
    }
}

fn asked(desk: &mut Desk, charge: usize) -> Number {
    let command = Command::new("charge.reduce")
        .about("1-1-101")
        .arg("charges", charge.to_string())
        .arg("amount", "25.50")
        .arg("reason", "漏水维修");
    match desk.run_as(request_id(), &command) {
        Answer::Pending(done) => done.number.unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_granted_before_a_kill_is_done_once_whoever_asks_again() {
    let (_home, data) = folder();
    let mut server = Process::serve(&data);
    let count = usize::try_from(size(4, 20, 100)).unwrap();
    let mut desk = Desk::at(&places(&data));
    founded(&mut desk);
    for _ in 0..count {
        let charge = Command::new("charge.add").arg("premises", "1-1-101");
        desk.done(&charge.arg("name", "维修费").arg("amount", "100"));
    }
    let add = Command::new("staff.add").arg("name", ASKER);
    desk.done(&add.arg("rank", "receptionist"));
    let pin = |who: &str, pin: &str| Command::new("staff.pin").about(who).arg("pin", pin);
    desk.done(&pin(ASKER, ASKER_PIN));
    desk.done(&pin(&account(), DECIDER_PIN));
    let shared = Command::new("setting.set").arg("setting", "desk.accounts");
    desk.done(&shared.arg("value", account()));
    drop(desk);

    let mut desk = seated(&data, ASKER, ASKER_PIN).unwrap();
    let wanted: Vec<Number> = (1..=count).map(|charge| asked(&mut desk, charge)).collect();
    drop(desk);
    let mut granted = Vec::new();
    for number in wanted {
        let request = request_id();
        let command = Command::new("approval.grant").about(number.full());
        let mut first = seated(&data, &account(), DECIDER_PIN).unwrap();
        let sent = Ask::Do {
            request,
            command: command.clone(),
        };
        first.send(sent).unwrap();
        // Before it was done, while it was done, after it was answered.
        moment(Duration::from_micros(200) + at_most(6));
        server.kill();
        drop(first);
        server = Process::serve(&data);
        let mut again = seated(&data, &account(), DECIDER_PIN).unwrap();
        match again.run_as(request, &command) {
            Answer::Done(done) => granted.push((request, done.seq)),
            other => panic!("{other:?}"),
        }
        // Asked for anew it was decided before.
        match again.run_as(request_id(), &command) {
            Answer::Refused(refusal) => assert_eq!(refusal.why, Why::Decided),
            other => panic!("{other:?}"),
        }
    }
    let mut last = seated(&data, &account(), DECIDER_PIN).unwrap();
    last.done(&Command::new("phrase.set").arg("phrase", "您好"));
    drop(last);
    let store = ended_well(server, &data);
    let tx = store.read().unwrap();
    let found = changes_by_request(&*tx);
    for (request, seq) in &granted {
        assert_eq!(found.get(request.as_slice()), Some(&vec![*seq]));
    }
    let given_up = i64::try_from(count).unwrap() * GIVEN_UP;
    let reduced = Figure::Balance(Account::Reduction, 0).key();
    assert_eq!(figure(&*tx, &reduced).unwrap(), given_up);
    for id in 1..=u64::try_from(count).unwrap() {
        let charge: Charge = get(&*tx, id).unwrap().unwrap();
        let reduced = charge.relief.unwrap().reduced;
        assert_eq!(reduced, Amount::from_fen(GIVEN_UP).unwrap());
    }
}
