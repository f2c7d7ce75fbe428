//! A terminal that takes nothing, or little at a time: nobody else waits, nothing piles up, and no money is moved on a
//! screen nobody saw (REL U4).

use std::time::{Duration, Instant};

use crate::counts::idle::{press, settle};
use crate::counts::line::{Line, office, terminal};
use crate::shared_server::acts::call;
use crate::shared_server::child::{moment, places};
use crate::support::campaign::size;
use crate::support::counter::{Desk, PATIENCE};
use crate::support::pty::Wire;
use crate::support::watched::{Waits, Watched};
use frontdesk::service::query::{ListQuery, Query, Reply};

/// What the screen says of money that was confirmed too soon.
const NOT_SHOWN: &str = "没有提交";
/// Esc as a key nothing has to be waited for behind.
const ESC: &str = "\x1b[27u";

/// One that answers questions, and one that never does.
const WIRES: [bool; 2] = [true, false];

fn slow(answers: bool) -> Line {
    let (folder, server) = office();
    let wire = Wire {
        answers,
        ..Wire::default()
    };
    let pty = terminal(folder.path(), (80, 24), &[], wire);
    let line = Line {
        pty,
        server,
        folder,
    };
    line.settle();
    line
}

fn other(line: &Line) -> Desk {
    Desk::at(&places(&line.folder.path().join("data")))
}

/// How many records a list has.
fn count(desk: &mut Desk, what: &str) -> usize {
    let query = Query::List(ListQuery {
        what: what.to_owned(),
        conditions: Vec::new(),
        limit: 10_000,
        reveal: false,
        export: false,
        after: None,
    });
    match desk.query(query).1 {
        Reply::List(listing) => listing.rows.len(),
        other => panic!("{other:?}"),
    }
}

/// Waits until a list has so many records.
fn wait_count(desk: &mut Desk, what: &str, wanted: usize) {
    let began = Instant::now();
    while count(desk, what) != wanted {
        assert!(began.elapsed() < PATIENCE, "{what} never become {wanted}");
        std::thread::yield_now();
    }
}

#[test]
fn one_that_takes_nothing_holds_up_nobody_and_gets_the_newest_screen() {
    for answers in WIRES {
        let mut line = slow(answers);
        let mut desk = other(&line);
        let process = Watched(u32::try_from(line.pty.pid().as_raw_nonzero().get()).unwrap());
        let memory = process.memory();
        let contacts = count(&mut desk, "contacts");
        let before = line.pty.sent();
        line.pty.stop_reading();
        for _ in 0..size(20, 40, 200) {
            press(&line.pty, "?");
            press(&line.pty, ESC);
        }
        let (folder, _untroubled) = office();
        let mut quiet_desk = Desk::at(&places(&folder.path().join("data")));
        let (mut waits, mut quiet) = (Waits::default(), Waits::default());
        let calls = size(15, 30, 100);
        for n in 0..calls {
            desk.done(&call(&format!("问第{n}件事")));
            waits.ask(&mut desk);
            quiet.ask(&mut quiet_desk);
        }
        waits.were_short_beside(&mut quiet);
        moment(size(
            Duration::ZERO,
            Duration::from_secs(5),
            Duration::from_mins(1),
        ));
        let grown = process.memory().saturating_sub(memory);
        assert!(grown <= 5 << 20, "{grown} bytes more");
        assert_eq!(count(&mut desk, "contacts"), contacts + calls);
        line.pty.read_again();
        let newest = format!("电{} ", 33 + calls);
        line.pty
            .wait_until(&format!("{newest}, answers: {answers}"), |screen| {
                screen.contents().contains(&newest)
            });
        let sent = line.settle() - before;
        // What the window lets through, the frame that went beyond it, one for each answer that was not waited for any
        // longer, and the newest. One that never answers is held up only by what the system keeps for it.
        if answers {
            assert!(sent <= 16_000, "{sent} bytes");
        }
        let shown = line.pty.text();
        line.pty.keys("\x0c");
        line.settle();
        assert_eq!(below_the_head(&line.pty.text()), below_the_head(&shown));
    }
}

/// Everything but the line with the time, and what counts minutes.
fn below_the_head(text: &str) -> String {
    let lines = text.lines().skip(1).filter(|line| !line.contains(':'));
    lines.map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn money_is_not_taken_on_a_screen_that_could_not_be_drawn() {
    for answers in WIRES {
        let mut line = slow(answers);
        let mut desk = other(&line);
        let payments = count(&mut desk, "payments");
        press(&line.pty, "4");
        line.settle();
        line.pty.stop_reading();
        // What the system keeps for a terminal that never answers is full by then.
        for _ in 0..if answers { 1 } else { 8 } {
            press(&line.pty, "?");
            press(&line.pty, ESC);
        }
        press(&line.pty, "p");
        for _ in 0..3 {
            press(&line.pty, "\r");
        }
        // Other things may be done blindly, as on any line that is slow.
        assert_eq!(count(&mut desk, "payments"), payments);
        line.pty.read_again();
        line.pty.wait_for(NOT_SHOWN);
        line.settle();
        assert_eq!(count(&mut desk, "payments"), payments, "{answers}");
        press(&line.pty, "\r");
        wait_count(&mut desk, "payments", payments + 1);
        line.settle();
        // On a line that is quick nothing is in the way of somebody who is.
        line.pty.keys("p");
        line.pty.wait_for("付款方式");
        line.settle();
        line.pty.keys("\r");
        wait_count(&mut desk, "payments", payments + 2);
    }
}

#[test]
fn an_answer_that_is_lost_holds_nothing_up_for_ever() {
    let mut line = slow(true);
    // The answers to these go down with the reader that was to give them.
    line.pty.stop_reading();
    press(&line.pty, "?");
    line.pty.answer_nothing();
    line.pty.read_again();
    press(&line.pty, ESC);
    line.pty.wait_until("the counter again", |screen| {
        let text = screen.contents();
        text.contains("待办") && text.contains("欠费催缴")
    });
    // Money waits for an answer, or for somebody who has the screen painted anew because none comes.
    let mut desk = other(&line);
    let payments = count(&mut desk, "payments");
    press(&line.pty, "4");
    line.pty.keys("p");
    line.pty.wait_for("付款方式");
    line.pty.keys("\r");
    line.pty.wait_for(NOT_SHOWN);
    assert_eq!(count(&mut desk, "payments"), payments);
    press(&line.pty, "\x0c");
    line.pty.keys("\r");
    wait_count(&mut desk, "payments", payments + 1);
}

#[test]
fn at_nine_thousand_six_hundred_baud_the_newest_is_drawn() {
    let (folder, server) = office();
    let wire = Wire {
        answers: true,
        speed: Some(960),
        ..Wire::default()
    };
    let pty = terminal(folder.path(), (80, 24), &[], wire);
    let before = settle(&pty, Some(server.id()));
    let pages = size(6, 12, 60);
    // Nobody waits for the page before pressing the next key.
    for _ in 0..pages {
        press(&pty, "?");
        press(&pty, ESC);
    }
    press(&pty, "/");
    pty.wait_for("━查找 ━");
    let sent = pty.sent() - before;
    // Each page alone has more than a thousand bytes.
    assert!(
        sent < 8_000,
        "{sent} bytes for {pages} pages there and back"
    );
}
