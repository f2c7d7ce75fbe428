//! `--as`: the counter opens for somebody else than whose account it is, after their PIN.

use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::wire::{Ask, Body};

use super::office::{COUNTER, Office};
use crate::shared_server::child::places;
use crate::support::counter::Desk;
use crate::support::pty::Pty;

const NAME: &str = "李芳";
const PIN: &str = "90817";
const PATIENCE: Duration = Duration::from_secs(20);

fn times_seated(desk: &mut Desk) -> usize {
    let (_, Reply::Events(lines)) = desk.query(Query::Events(0, 1000)) else {
        panic!("no lines")
    };
    let seated = lines.iter().filter(|line| {
        line.command == "seat.sign_on" && line.actor == NAME && line.refusal.is_empty()
    });
    seated.count()
}

fn shows_her(pty: &Pty) {
    pty.wait_until("her counter", |screen| {
        let text = screen.contents();
        text.contains(COUNTER) && text.contains(NAME)
    });
}

#[test]
fn the_counter_opens_as_whoever_was_named_and_stays_theirs_when_the_line_is_lost() {
    let mut office = Office::new();
    let mut desk = office.desk();
    let add = Command::new("staff.add").arg("name", NAME);
    desk.done(&add.arg("rank", "receptionist"));
    let pin = Command::new("staff.pin").about(NAME);
    desk.done(&pin.arg("pin", PIN));

    let mut wrong = office.counter_as(NAME);
    wrong.wait_for("密码：");
    wrong.keys("0000\r");
    wrong.wait_for("姓名或密码不对");
    assert_eq!(wrong.wait_exit().code(), Some(1));

    let hers = office.counter_as(NAME);
    hers.wait_for("密码：");
    hers.keys(&format!("{PIN}\r"));
    shows_her(&hers);
    assert!(!hers.text().contains(PIN));
    office.kill_server();
    // Her terminal starts the next server and sits down there again: the second time the PIN was right.
    let began = Instant::now();
    let socket = places(&office.data()).socket;
    while UnixStream::connect(&socket).is_err() {
        assert!(began.elapsed() < PATIENCE, "no server");
    }
    let mut desk = office.desk();
    while times_seated(&mut desk) < 2 {
        assert!(began.elapsed() < PATIENCE, "not seated again");
    }
    assert_eq!(desk.request(Ask::Stop).1, Body::Ok);
}
