//! Terminals that go away in the middle of something (REL U2, U3, U6).

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::office::Office;

/// A call from the first key to the saved contact, step by step.
const CALL: [&str; 4] = ["c", "1-1-101 ", "厨房水管漏水", "\r"];

/// What a hang-up may take (REL U2).
const SOON: Duration = Duration::from_secs(2);

#[test]
fn a_terminal_gone_at_any_step_ends_soon_and_does_nothing_or_all() {
    let office = Office::new();
    for held_up in [false, true] {
        for steps in 0..=CALL.len() {
            office.drop_drafts();
            let before = office.count("tickets");
            let mut pty = if held_up {
                office.counter_held_up()
            } else {
                office.counter()
            };
            for step in &CALL[..steps] {
                pty.keys(step);
            }
            if steps == CALL.len() {
                pty.wait_for("已登记");
            }
            pty.hang_up();
            let began = Instant::now();
            pty.wait_exit();
            assert!(
                began.elapsed() < SOON,
                "{steps} steps: {:?}",
                began.elapsed()
            );
            let now = office.count("tickets");
            let wanted = usize::from(steps == CALL.len());
            assert_eq!(now - before, wanted, "{steps} steps, held up: {held_up}");
        }
    }
}

/// How soon what was typed is with the server (product.md, ways of working 4), and the time of a test beside.
const KEPT: Duration = Duration::from_secs(4);

#[test]
fn what_was_typed_outlives_terminal_and_server() {
    let mut office = Office::new();
    let mut pty = office.counter();
    pty.keys("c");
    pty.wait_for("逐项填写");
    pty.keys("1-1-101 boiler hums");
    let began = Instant::now();
    pty.wait_for("草稿已存");
    assert!(began.elapsed() < KEPT, "{:?}", began.elapsed());
    pty.signal(Signal::KILL);
    pty.wait_exit();
    office.kill_server();
    // The offer may cover the counter before anybody has seen that.
    let next = office.counter_at_once();
    next.wait_for("boiler hums");
}
