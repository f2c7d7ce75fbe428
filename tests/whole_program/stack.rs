//! Interrupted in the middle of a form, and killed: the same stack of forms at the next sign-on (REL U3), in few keys.

use frontdesk::service::command::Command;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::view::Cell;
use rustix::process::{Pid, Signal, kill_process};

use super::office::Office;
use crate::shared_server::acts::repair;
use crate::support::campaign::size;
use crate::support::pty::Pty;

/// F3: a call, in the middle of a form.
const CALL: &str = "\x1bOR";

/// An office with a repair that waits.
fn office() -> Office {
    let office = Office::new();
    office.desk().done(&repair("漏水"));
    office
}

/// The texts of the notes, in their order.
fn notes(office: &Office) -> usize {
    let (_, Reply::Events(lines)) = office.desk().query(Query::Events(0, 1000)) else {
        panic!("no lines")
    };
    let notes = lines.iter().filter(|line| line.command == "ticket.note");
    notes.count()
}

/// A note half written, a call taken over it; both are kept.
fn interrupted(pty: &Pty, round: usize) {
    pty.keys("2m");
    pty.wait_for("记进展");
    pty.keys(&format!("等配件{round}"));
    pty.wait_for("草稿已存");
    pty.keys(CALL);
    pty.wait_for("叠 2");
    pty.keys(&format!("1-1-101 厨房漏水{round}"));
    pty.wait_until("the call kept", |screen| {
        let text = screen.contents();
        let said = format!("厨房漏水{round}");
        ["草稿已存", "叠 2", &said]
            .iter()
            .all(|word| text.contains(word))
    });
}

#[test]
fn a_killed_terminal_comes_back_to_the_same_stack_of_forms() {
    let mut office = office();
    for round in 0..size(2, 20, 40) {
        let mut pty = office.counter();
        interrupted(&pty, round);
        // What is typed in the last moment may be lost, and nothing else.
        pty.keys("又");
        pty.signal(Signal::KILL);
        pty.wait_exit();
        if round % 2 == 1 {
            let pid = Pid::from_raw(office.status().pid.cast_signed()).unwrap();
            kill_process(pid, Signal::KILL).unwrap();
            office.forget_server();
        }
        let next = office.counter();
        next.wait_until("both forms", |screen| {
            let text = screen.contents();
            text.contains("叠 2") && text.contains(&format!("厨房漏水{round}"))
        });
        let before = notes(&office);
        next.keys("\x1b");
        next.wait_until("the note below", |screen| {
            let text = screen.contents();
            text.contains(&format!("等配件{round}")) && !text.contains("叠 2")
        });
        next.keys("\r");
        next.wait_for("已记进展");
        assert_eq!(notes(&office), before + 1);
        // The call was put away: it waits in the list and opens no more by itself.
        let [parked] = &office.drafts()[..] else {
            panic!("{:?}", office.drafts());
        };
        assert!(parked.parked);
        drop(next);
        office.drop_drafts();
    }
}

#[test]
fn a_second_call_in_the_middle_of_a_form_takes_three_keys_and_comes_back() {
    let office = office();
    let pty = office.counter();
    pty.keys("2m");
    pty.wait_for("记进展");
    pty.keys("等配件");
    // F3, what the caller says, Enter: two keys, and the form is there again.
    pty.keys(CALL);
    pty.wait_for("叠 2");
    pty.keys("1-1-101 厨房水管漏水");
    pty.wait_for("厨房水管漏水");
    pty.keys("\r");
    pty.wait_until("the note again", |screen| {
        let text = screen.contents();
        text.contains("已登记") && text.contains("等配件") && !text.contains("叠 2")
    });
    pty.keys("，门锁也坏\r");
    pty.wait_for("已记进展");
}

/// The summary of the row under the cursor.
fn selected(screen: &vt100::Screen) -> Option<String> {
    let text = screen.contents();
    let line = text.lines().find(|line| line.starts_with('>'))?;
    Some(line.to_owned())
}

#[test]
fn the_next_urgent_thing_takes_one_key() {
    let office = Office::new();
    let mut desk = office.desk();
    // An hour that is long gone is urgent whatever the clock of the test says.
    for text in ["漏水一", "漏水二"] {
        let urgent = repair(text).arg("priority", "urgent");
        desk.done(&urgent);
    }
    let raise = Command::new("setting.set").arg("setting", "head.urgent");
    desk.done(&raise.arg("value", "43200"));
    let query = ListQuery {
        what: "tickets".into(),
        conditions: Vec::new(),
        limit: 10,
        reveal: false,
        export: false,
        after: None,
    };
    let Reply::List(listed) = desk.query(Query::List(query)).1 else {
        panic!("no list")
    };
    assert!(matches!(&listed.rows[..], [one, _] if matches!(one.first(), Some(Cell::Text(_)))));
    let pty = office.counter();
    pty.keys("4");
    pty.keys("n");
    pty.wait_until("the first urgent repair", |screen| {
        selected(screen).is_some_and(|line| line.contains("漏水一"))
    });
    pty.keys("n");
    pty.wait_until("the second", |screen| {
        selected(screen).is_some_and(|line| line.contains("漏水二"))
    });
    pty.keys("n");
    pty.wait_until("the first again", |screen| {
        selected(screen).is_some_and(|line| line.contains("漏水一"))
    });
}
