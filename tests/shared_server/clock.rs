//! A clock that jumped: money waits until a supervisor has looked (REL K1, D20).

use frontdesk::domain::calendar::{DAY_MS, Instant, MINUTE_MS};
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::ledger::Payment;
use frontdesk::domain::office::{Approval, ApprovalState};
use frontdesk::service::answer::Answer;
use frontdesk::service::audit;
use frontdesk::service::clock::Clock;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::requests::RequestId;
use frontdesk::service::subject::Subject;
use frontdesk::service::view::PaperLine;
use frontdesk::storage::record::{Record, get};
use frontdesk::storage::{Direction, Step, Store};

use super::acts::{founded, payment, phrase};
use super::child::{Process, places};
use super::drafts::{form, kept, save};
use crate::support::campaign::size;
use crate::support::counter::{Counter, Desk, request_id};

fn at(time: &str) -> Instant {
    Instant::parse(&format!("2026-11-21T{time}:00+08:00")).unwrap()
}

fn with_homes() -> Counter {
    let counter = Counter::open();
    let mut desk = counter.desk();
    founded(&mut desk);
    desk.done(&payment("10"));
    counter
}

#[track_caller]
fn waits_and_goes_on(counter: &Counter, minutes: i64) {
    let mut desk = counter.desk();
    let refusal = desk.refused(&payment("10"));
    assert_eq!(refusal.why, Why::ClockJumped);
    assert_eq!(refusal.facts, [("minutes".into(), Fact::Count(minutes))]);
    // Everything but money goes on meanwhile.
    desk.done(&phrase(&format!("跳了{minutes}")));
    assert_eq!(desk.refused(&payment("10")).why, Why::ClockJumped);
    desk.done(&Command::new("clock.confirm"));
    desk.done(&payment("10"));
}

#[test]
fn a_jump_while_the_server_runs_holds_money_back_until_it_is_confirmed() {
    let counter = with_homes();
    counter.clock.set(at("10:00"));
    waits_and_goes_on(&counter, 60);
    counter.clock.set(at("09:30"));
    waits_and_goes_on(&counter, 30);
    counter.clock.set(at("09:34"));
    counter.desk().done(&payment("10"));
}

#[test]
fn a_clock_set_back_between_two_runs_is_noticed_at_the_start() {
    let mut counter = with_homes();
    counter.stop();
    counter.clock.set(at("07:00"));
    counter.start();
    // The doubt outlives another restart.
    counter.restart();
    waits_and_goes_on(&counter, 120);
}

const HOUR: i64 = 60 * MINUTE_MS;
const YEARS: i64 = 10 * 365 * DAY_MS;

/// When a clock is set.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Set {
    /// While the server runs.
    MidRun,
    /// While no server runs.
    Between,
}

/// By how many milliseconds, and when.
fn jumps() -> Vec<(i64, Set)> {
    let mut jumps = Vec::new();
    for by in [MINUTE_MS, HOUR, DAY_MS, YEARS] {
        for by in [-by, by] {
            jumps.extend([(by, Set::MidRun), (by, Set::Between)]);
        }
    }
    // More of them, of any length, before a release; around the five minutes that matter as well.
    let mut random = 7_u64;
    for _ in 0..size(0, 0, 50) {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let far = i64::try_from((random >> 33) % 10_000).unwrap() * 1000;
        let by = if random & 1 == 0 { far } else { -far };
        let set = [Set::MidRun, Set::Between][usize::from(random & 2 == 0)];
        jumps.push((by, set));
    }
    jumps
}

/// What waits for its time: a form half filled, an approval nobody has decided, a request done under this id.
struct Waiting(RequestId);

impl Waiting {
    fn begin(desk: &mut Desk) -> Self {
        save(desk, form(1, "半句"));
        let reverse = Command::new("payment.reverse")
            .about("S20261121-001")
            .arg("reason", "收错了");
        let asked = desk.run_as(request_id(), &reverse);
        assert!(matches!(asked, Answer::Pending(_)), "{asked:?}");
        let request = request_id();
        let answer = desk.run_as(request, &phrase("问过一次"));
        assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
        Self(request)
    }

    /// Nothing of it is gone, though the server was started anew and looked for what is over.
    #[track_caller]
    fn still(&self, counter: &mut Counter) {
        assert_eq!(kept(counter, 1).len(), 1, "the form");
        let answer = counter.desk().run_as(self.0, &phrase("问过一次"));
        assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
        counter.stop();
        let store = counter.store();
        let approval: Approval = get(&*store.read().unwrap(), 1).unwrap().unwrap();
        assert_eq!(approval.state, ApprovalState::Pending);
        store.close().unwrap();
        counter.start();
    }
}

/// Sets the clock, and takes money: at once after a small step, after a large one when it is confirmed.
fn set(counter: &mut Counter, by: i64, when: Set, waiting: Option<&Waiting>) {
    if when == Set::Between {
        counter.stop();
    }
    counter.clock.set(counter.clock.now().plus_ms(by));
    if when == Set::Between {
        counter.start();
    }
    if by.abs() > 5 * MINUTE_MS {
        let refusal = counter.desk().refused(&payment("10"));
        assert_eq!(refusal.why, Why::ClockJumped, "{by} {when:?}");
        if let Some(waiting) = waiting {
            waiting.still(counter);
        }
        assert_eq!(counter.desk().refused(&payment("10")).why, Why::ClockJumped);
        counter.desk().done(&Command::new("clock.confirm"));
    }
    counter.desk().done(&payment("10"));
}

/// Whether the receipt says on paper that the clock went back.
fn says_so(desk: &mut Desk, id: u64) -> bool {
    let kind = Payment::KIND;
    let (_, Reply::Papers(papers)) = desk.query(Query::Paper(Subject { kind, id })) else {
        panic!("no paper");
    };
    let back = |line: &PaperLine| matches!(line, PaperLine::Field(f) if f.name == "clock_back");
    papers.sheets.iter().flatten().any(back)
}

#[test]
fn whatever_the_clock_does_lines_keep_their_order_and_a_receipt_dated_back_says_so() {
    for (by, when) in jumps() {
        let mut counter = with_homes();
        let waiting = Waiting::begin(&mut counter.desk());
        set(&mut counter, by, when, Some(&waiting));
        counter.desk().done(&payment("10"));
        // It is set right again.
        set(&mut counter, -by, when, None);
        let flagged: Vec<bool> = (1..=4).map(|id| says_so(&mut counter.desk(), id)).collect();
        counter.stop();
        let store = counter.store();
        let tx = store.read().unwrap();
        let mut seqs = Vec::new();
        let mut note = |line: audit::StoredEvent| {
            seqs.push(line.event.seq);
            Ok(Step::Next)
        };
        audit::scan(&*tx, 0, Direction::Forward, &mut note).unwrap();
        assert!(seqs.iter().copied().eq(1..=seqs.len() as u64), "{seqs:?}");
        assert_eq!(audit::verify(&*tx).unwrap().1, []);
        let times = (1..=4).map(|id| get::<Payment>(&*tx, id).unwrap().unwrap().taken_at);
        let times: Vec<Instant> = times.collect();
        for (at, taken) in times.iter().enumerate() {
            let later = times[..at].iter().any(|before| before > taken);
            assert_eq!(flagged[at], later, "{by} {when:?} receipt {at}: {times:?}");
        }
        let back = flagged.iter().any(|flagged| *flagged);
        assert_eq!(back, by.abs() > 5 * MINUTE_MS, "{by} {when:?} {times:?}");
    }
}

#[test]
fn after_another_start_of_the_machine_only_a_clock_behind_the_last_line_is_doubted() {
    let mut counter = with_homes();
    counter.stop();
    // Another machine, or this one started anew, some days later.
    let later = counter.clock.now().plus_ms(3 * DAY_MS);
    counter.clock = std::sync::Arc::new(frontdesk::service::clock::SetClock::new(later));
    counter.start();
    counter.desk().done(&payment("10"));
}

/// The library that gives a program a clock from a file, where it is installed (reliability E16).
fn faked() -> Option<&'static str> {
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    ]
    .into_iter()
    .find(|library| std::path::Path::new(library).exists())
}

/// The program itself on a machine whose clock somebody sets.
#[test]
fn the_program_itself_sees_its_clock_being_set() {
    let Some(library) = faked() else {
        eprintln!("SKIPPED: faketime is not installed");
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let (data, file) = (home.path().join("data"), home.path().join("clock"));
    let set = |offset: &str| std::fs::write(&file, format!("{offset}\n")).unwrap();
    set("+0");
    let preload = format!("LD_PRELOAD={library}");
    let from = format!("FAKETIME_TIMESTAMP_FILE={}", file.display());
    let wrapper = [
        "env",
        &preload,
        &from,
        "FAKETIME_NO_CACHE=1",
        "DONT_FAKE_MONOTONIC=1",
    ];
    let begin = || {
        let mut server = Process::serve_under(&wrapper, &data);
        server.wait_ready();
        server
    };
    let mut server = begin();
    let places = places(&data);
    let mut desk = Desk::at(&places);
    founded(&mut desk);
    desk.done(&payment("10"));
    // Put back a little, as a machine does that keeps its clock right.
    set("-1m");
    desk.done(&payment("10"));
    assert!(!says_so(&mut desk, 2));
    for (offset, back, when) in [
        ("-2h", true, Set::MidRun),
        ("+0", false, Set::Between),
        ("-30h", true, Set::Between),
        ("+10y", false, Set::MidRun),
        ("+0", true, Set::MidRun),
        ("+1d", true, Set::Between),
    ] {
        if when == Set::Between {
            drop(desk);
            server.signal(rustix::process::Signal::TERM);
            assert_eq!(server.ended(), Some(0));
            set(offset);
            server = begin();
            desk = Desk::at(&places);
        } else {
            set(offset);
        }
        assert_eq!(
            desk.refused(&payment("10")).why,
            Why::ClockJumped,
            "{offset} {when:?}"
        );
        desk.done(&phrase(&format!("{offset} {when:?}")));
        desk.done(&Command::new("clock.confirm"));
        let receipt = desk.done(&payment("10"));
        let taken = receipt
            .touched
            .iter()
            .find(|one| one.kind == Payment::KIND)
            .unwrap();
        assert_eq!(says_so(&mut desk, taken.id), back, "{offset} {when:?}");
    }
}
