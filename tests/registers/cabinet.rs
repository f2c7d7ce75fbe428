//! The cabinet of keys: every hook in its place, what is out and late, from the board and back.

use std::sync::Arc;

use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;

use crate::hostile::office::{self, Office, WHO};
use crate::support::screen::{Screen, Setup};

fn done(office: &Office, command: Command) -> String {
    match office.lock().unwrap().ask(WHO, command) {
        Answer::Done(done) => done.number.unwrap().full(),
        other => panic!("{other:?}"),
    }
}

fn hang(office: &Office, home: &str, hook: &str) -> String {
    let key = Command::new("key.add")
        .arg("premises", home)
        .arg("kind", "door")
        .arg("pieces", "2");
    let hung = if hook.is_empty() {
        key
    } else {
        key.arg("hook", hook)
    };
    done(office, hung)
}

/// Hooks 1 to 30 and one set that hangs nowhere; the second is lent and late, the tenth is out, the third is gone.
fn cabinet(columns: u16, rows: u16) -> (Office, Screen) {
    let office = office::open();
    let mut keys = Vec::new();
    // Hung in no order.
    for hook in (1..=30).rev() {
        keys.push(hang(&office, "3-2-1201", &hook.to_string()));
    }
    keys.reverse();
    hang(&office, "1-1-101", "");
    let lend = Command::new("key.lend")
        .about(&keys[1])
        .arg("taker", "王师傅")
        .arg("purpose", "修水管")
        .arg("agreed", "yes");
    done(&office, lend.arg("back_by", "2026-11-21 09:10"));
    let issue = Command::new("key.issue")
        .about(&keys[9])
        .arg("taker", "王建国");
    done(&office, issue.arg("id_tail", "567X"));
    let now = office.lock().unwrap().now.plus_minutes(60);
    office.lock().unwrap().now = now;
    let asked = Arc::clone(&office);
    let script = Box::new(move |ask: &_| Some(office::told(&asked, ask)));
    let screen = Screen::start(&Setup::of(columns, rows), script);
    (office, screen)
}

#[test]
fn what_hangs_where_and_what_is_out_is_seen_at_a_glance() {
    let (_office, mut screen) = cabinet(80, 24);
    let shown = screen.keys("g r enter f7").picture();
    // Nine hangs before ten, and what hangs nowhere comes last.
    assert!(shown.contains("31 位 · 不在柜 2 · 逾期 1"), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn the_eye_goes_by_hooks_and_rows_and_opens_what_it_is_on() {
    let (_office, mut screen) = cabinet(80, 24);
    screen.keys("g r enter f7 right");
    let late = screen.picture();
    assert!(late.contains("王师傅"), "{late}");
    let opened = screen.keys("enter").picture();
    assert!(opened.contains("修水管"), "{opened}");
    screen.keys("esc left");
    let first = screen.picture();
    assert!(!first.contains("王师傅"), "{first}");
    // At the edges it stays.
    screen.keys("left up");
    assert_eq!(screen.picture(), first);
    screen.keys("end");
    let last = screen.picture();
    screen.keys("right down pagedown");
    assert_eq!(screen.picture(), last);
    screen.keys("home");
    assert_eq!(screen.picture(), first);
    // The same key leads back to the board.
    let board = screen.keys("f7").picture();
    assert!(
        board.contains("单号") && !board.contains("柜位图  "),
        "{board}"
    );
}

#[test]
fn a_small_screen_scrolls_and_an_act_on_a_hook_is_seen_at_once() {
    let (_office, mut screen) = cabinet(40, 10);
    screen.keys("g r enter f7");
    let top = screen.picture();
    screen.keys("end");
    let bottom = screen.picture();
    assert!(top != bottom && bottom.contains("1-1-101"), "{bottom}");
    // What was lent comes back, and its hook is where it was.
    screen.keys("home right");
    assert!(screen.picture().contains("!2 3-2-1201"));
    screen.keys("space");
    let menu = screen.picture();
    assert!(menu.contains("归还钥匙"), "{menu}");
    screen.keys("enter").types("2").keys("enter");
    let back = screen.picture();
    assert!(back.contains("> 2 3-2-1201"), "{back}");
}

#[test]
fn a_register_without_a_cabinet_has_no_grid() {
    let office = office::open();
    let asked = Arc::clone(&office);
    let script = Box::new(move |ask: &_| Some(office::told(&asked, ask)));
    let mut screen = Screen::start(&Setup::of(80, 24), script);
    let before = screen.keys("g r down enter").picture();
    assert!(!before.contains("柜位图"), "{before}");
    let after = screen.keys("f7").picture();
    assert!(!after.contains("柜位图"), "{after}");
}
