//! What recurs in registers is done by the server itself on the first of the month, once.

use frontdesk::domain::calendar::Instant;
use frontdesk::service::command::Command;
use frontdesk::service::query::{ListQuery, Query, Reply};

use super::acts::founded;
use crate::support::counter::{Counter, Desk};

/// The follow-ups there are.
fn follow_ups(desk: &mut Desk) -> usize {
    let list = ListQuery {
        what: "followups".into(),
        conditions: Vec::new(),
        after: None,
        limit: 10,
        reveal: false,
        export: false,
    };
    match desk.query(Query::List(list)).1 {
        Reply::List(list) => list.rows.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_month_begins_with_a_follow_up_for_who_is_served_regularly() {
    let mut counter = Counter::open();
    let mut desk = counter.desk();
    founded(&mut desk);
    let order = Command::new("home_service.add")
        .arg("premises", "1-1-101")
        .arg("holder", "王奶奶")
        .arg("service", "cleaning");
    let number = desk.done(&order).number.unwrap().full();
    desk.done(&Command::new("home_service.regular").about(number));
    assert_eq!(follow_ups(&mut desk), 0);
    drop(desk);
    counter.stop();
    let first = Instant::parse("2026-12-01T08:00:00+08:00").unwrap();
    counter.clock.pass(first);
    counter.start();
    let mut desk = counter.desk();
    while follow_ups(&mut desk) == 0 {
        std::thread::yield_now();
    }
    // Started again on the same day it has nothing more to do: the backup of the next day comes after it.
    drop(desk);
    counter.restart();
    counter.stop();
    counter.clock.pass(first.plus_minutes(24 * 60));
    counter.start();
    let folder = frontdesk::server::backups::folder(&counter.paths.data);
    while !folder.join("daily-2026-12-02.redb").exists() {
        std::thread::yield_now();
    }
    assert_eq!(follow_ups(&mut counter.desk()), 1);
}
