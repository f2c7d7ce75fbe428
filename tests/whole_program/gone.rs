//! Terminals that go away in the middle of something (REL U2, U3, U6).

use std::time::{Duration, Instant};

use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use rustix::process::Signal;
use rustix::termios::tcgetattr;

use super::office::Office;
use crate::shared_server::acts::repair;
use crate::support::campaign::size;
use crate::support::pty::{Pty, open_pair};
use crate::support::watched::Watched;

/// What a hang-up may take, and the work it may make (REL U2).
const SOON: Duration = Duration::from_secs(2);
const LITTLE: Duration = Duration::from_millis(200);

/// Something done at the counter, from the first key to the answer.
struct Flow {
    /// Opens the form, and what its screen says then.
    open: (&'static str, &'static str),
    /// What is typed, and what of it is to be read on the screen.
    typed: (&'static str, &'static str),
    /// The command it is, and what is said when it is done.
    done: (&'static str, &'static str),
}

const FLOWS: [Flow; 10] = [
    Flow {
        open: ("c", "逐项填写"),
        typed: ("1-1-101 厨房水管漏水", "厨房水管漏水"),
        done: ("contact.log", "已登记"),
    },
    Flow {
        open: ("v", "逐项填写"),
        typed: ("1-1-102 卫生间漏水", "卫生间漏水"),
        done: ("contact.log", "已登记"),
    },
    Flow {
        open: ("r", "新报修"),
        typed: ("1-1-201 阳台漏水", "阳台漏水"),
        done: ("contact.log", "已登记"),
    },
    Flow {
        open: ("t", "新投诉"),
        typed: ("1-1-202 楼上太吵", "楼上太吵"),
        done: ("contact.log", "已登记"),
    },
    Flow {
        open: ("2m", "记进展"),
        typed: ("等配件", "等配件"),
        done: ("ticket.note", "已记进展"),
    },
    Flow {
        open: ("2E", "上报"),
        typed: ("业主催得急", "业主催得急"),
        done: ("ticket.escalate", "已上报"),
    },
    Flow {
        open: ("4p", "当前欠费"),
        typed: ("\x151.25", "1.25"),
        done: ("payment.take", "已收"),
    },
    Flow {
        open: ("4D", "电话催缴"),
        typed: ("说下周来交", "说下周来交"),
        done: ("dunning.record", "次催缴"),
    },
    Flow {
        open: ("4P", "承诺日期"),
        typed: ("明天", "明天"),
        done: ("promise.record", "到期自动提醒"),
    },
    Flow {
        open: (":设置短语\r", "部位"),
        // What is changed is named first: what stands is asked for before the form can be sent.
        typed: ("请稍等\t", "请稍等"),
        done: ("phrase.set", "已更新"),
    },
];

/// How far a flow has come when the line is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Point {
    AtTheCounter,
    Opened,
    Typed,
    /// Sent in the same moment.
    Sending,
    Answered,
}

const POINTS: [Point; 5] = [
    Point::AtTheCounter,
    Point::Opened,
    Point::Typed,
    Point::Sending,
    Point::Answered,
];

/// How a counter is opened: what becomes of a hang-up there.
const OPENINGS: [fn(&Office) -> Pty; 3] = [
    Office::counter,
    Office::counter_held_up,
    Office::counter_under_a_shell,
];

/// Each flow, point and opening once, in an order that mixes them, so that any number of the first ones is a choice.
fn cases() -> Vec<(usize, Point, usize)> {
    let all = FLOWS.len() * POINTS.len() * OPENINGS.len();
    // Prime to their number, so that each comes once.
    let mixed = (0..all).map(|at| at * 37 % all);
    mixed
        .map(|at| (at / 15, POINTS[at / 3 % POINTS.len()], at % 3))
        .collect()
}

/// How often a command was done.
fn times(office: &Office, command: &str) -> usize {
    let (_, Reply::Events(lines)) = office.desk().query(Query::Events(0, 1000)) else {
        panic!("no lines")
    };
    let done = lines
        .iter()
        .filter(|line| line.command == command && line.kind == "change");
    done.count()
}

/// An office with a repair that waits and a home that owes.
fn office() -> Office {
    let office = Office::new();
    let mut desk = office.desk();
    desk.done(&repair("漏水"));
    let bill = Command::new("charge.add").arg("premises", "1-1-101");
    desk.done(&bill.arg("name", "换锁").arg("amount", "88.50"));
    office
}

/// Cuts the line at a point of a flow.
fn cut(office: &Office, flow: &Flow, point: Point, open: fn(&Office) -> Pty) {
    office.drop_drafts();
    let before = times(office, flow.done.0);
    let mut pty = open(office);
    if point != Point::AtTheCounter {
        pty.keys(flow.open.0);
        pty.wait_for(flow.open.1);
    }
    if !matches!(point, Point::AtTheCounter | Point::Opened) {
        pty.keys(flow.typed.0);
        pty.wait_for(flow.typed.1);
    }
    if matches!(point, Point::Sending | Point::Answered) {
        pty.keys("\r");
    }
    if point == Point::Answered {
        pty.wait_for(flow.done.1);
    }
    let client = Watched(pty.pid().as_raw_nonzero().get().unsigned_abs());
    let worked = client.worked() + client.children().iter().map(|one| one.worked()).sum();
    pty.hang_up();
    let began = Instant::now();
    pty.wait_end();
    let (took, work) = (began.elapsed(), client.worked().saturating_sub(worked));
    pty.wait_exit();
    let about = format!("{} {point:?}", flow.done.0);
    assert!(took < SOON, "{about}: {took:?}");
    assert!(
        work <= LITTLE,
        "{about}: {work:?} of work after the hang-up"
    );

    office.wait_alone();
    let done = times(office, flow.done.0) - before;
    let drafts = office.drafts();
    match point {
        Point::AtTheCounter | Point::Opened => {
            assert_eq!((done, drafts), (0, vec![]), "{about}");
        }
        Point::Typed => assert_eq!((done, drafts.len()), (0, 1), "{about}: {drafts:?}"),
        // None or once; what was not done is not lost.
        Point::Sending => assert!(
            matches!((done, drafts.len()), (0, 1) | (1, 0)),
            "{about}: done {done} times, {drafts:?}"
        ),
        Point::Answered => assert_eq!((done, drafts), (1, vec![]), "{about}"),
    }
    if point == Point::Typed {
        office.counter().wait_for(flow.typed.1);
        office.wait_alone();
    }
}

#[test]
fn a_terminal_gone_at_any_step_ends_soon_and_does_nothing_or_all() {
    let cases = cases();
    let some = size(12, 60, cases.len());
    for _ in 0..size(1, 1, 10) {
        for (at, flow) in FLOWS.iter().enumerate() {
            let of_flow = cases[..some].iter().filter(|case| case.0 == at);
            let office = office();
            for (_, point, opening) in of_flow {
                cut(&office, flow, *point, OPENINGS[*opening]);
            }
        }
    }
}

/// What must not stay on the glass.
const SECRET: &str = "139 0000 0101";

#[test]
fn the_terminal_is_given_back_whichever_way_the_counter_ends() {
    let office = Office::new();
    let (_ours, theirs) = open_pair(80, 24);
    let fresh = tcgetattr(theirs).unwrap();
    // By hand first: what another left half filled would be offered before the way out.
    for end in [
        None,
        Some(Signal::TERM),
        Some(Signal::INT),
        Some(Signal::HUP),
    ] {
        office.drop_drafts();
        let mut pty = office.counter();
        pty.keys("c");
        pty.wait_for("逐项填写");
        pty.keys(SECRET);
        pty.wait_for(SECRET);
        if let Some(signal) = end {
            pty.signal(signal);
        } else {
            pty.keys("\x1b");
            pty.wait_until("the counter", |screen| {
                !screen.contents().contains("逐项填写")
            });
            pty.keys("q");
        }
        pty.wait_exit();
        let after = pty.modes();
        assert_eq!(after.local_modes, fresh.local_modes, "{end:?}");
        assert_eq!(after.input_modes, fresh.input_modes, "{end:?}");
        assert_eq!(after.output_modes, fresh.output_modes, "{end:?}");
        pty.wait_until("the first screen again", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert!(!pty.text().contains(SECRET), "{end:?}");
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
    let next = office.counter();
    next.wait_for("boiler hums");
}
