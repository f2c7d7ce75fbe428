//! kill -9 of the server between the request for a month's run and its answer: all of it is there, once.

use std::ops::Bound;

use frontdesk::domain::error::Fact;
use frontdesk::domain::ledger::Charge;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::storage::record::scan;
use frontdesk::storage::{Direction, Step, Store};
use frontdesk::wire::{Ask, Body, Query, Reply};

use super::child::{Process, moment, places};
use super::kills::{at_most, changes_by_request, ended_well, folder};
use crate::support::campaign::size;
use crate::support::counter::{Desk, request_id};

/// Homes of the office, each with one item.
const HOMES: usize = 240;

fn office(desk: &mut Desk) {
    let fee = Command::new("fee_item.add")
        .arg("name", "物业费")
        .arg("formula", "per_area")
        .arg("price", "2.5")
        .arg("from", "2020-01-01");
    let homes = Command::new("homes.pattern")
        .arg("buildings", "1-4")
        .arg("units", "2")
        .arg("floors", "15")
        .arg("rooms", "2")
        .arg("area", "98.6")
        .arg("handed_over", "2020-06-01")
        .arg("fees", "物业费")
        .arg("since", "2020-06-01");
    for command in [
        Command::new("community.add").arg("name", "翠湖花园"),
        fee,
        homes,
    ] {
        desk.done(&command);
    }
}

#[test]
fn a_run_that_a_kill_meets_is_posted_once() {
    for _ in 0..size(3, 20, 200) {
        let (_home, data) = folder();
        let server = Process::serve(&data);
        let mut desk = Desk::at(&places(&data));
        office(&mut desk);
        let (_, Reply::Billing(page)) = desk.query(Query::Billing(None)) else {
            panic!("no preview");
        };
        let run = Command::new("charge.run")
            .arg("month", page.month.to_string())
            .arg("preview", page.digest.as_str());
        let (request, command) = (request_id(), run.clone());
        let asking = std::thread::spawn(move || desk.try_request(Ask::Do { request, command }));
        moment(at_most(400));
        server.kill();
        let first = asking.join().unwrap();
        let server = Process::serve(&data);
        // Asked again under the same request it is what it was, or is done now.
        let Answer::Done(done) = Desk::at(&places(&data)).run_as(request, &run) else {
            panic!("not done");
        };
        if let Ok((_, Body::Answer(Answer::Done(before)))) = first {
            assert_eq!(before.seq, done.seq);
        }
        let charges = done.facts.iter().find(|(name, _)| name == "charges");
        let told = i64::try_from(HOMES).unwrap();
        assert_eq!(charges.map(|(_, fact)| fact), Some(&Fact::Count(told)));
        let store = ended_well(server, &data);
        let tx = store.read().unwrap();
        let mut count = 0;
        scan::<Charge>(&*tx, Bound::Unbounded, Direction::Forward, &mut |_| {
            count += 1;
            Ok(Step::Next)
        })
        .unwrap();
        assert_eq!(count, HOMES);
        let found = changes_by_request(&*tx);
        assert_eq!(found.get(request.as_slice()), Some(&vec![done.seq]));
    }
}
