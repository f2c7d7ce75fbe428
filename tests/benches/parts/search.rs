//! Find as you type against a plain search over as many bytes of the same kind.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::ticket::Ticket;
use frontdesk::service::query::{IntakeQuery, Query, Reply};
use frontdesk::service::search::SearchText;
use frontdesk::storage::record::scan;
use frontdesk::storage::{Direction, Step, Store};
use memchr::memmem;

use super::{Desk, WINDOW};
use crate::estate::{ABSENT, COMMON, RARE, Size};
use crate::kit::measure::{Times, time, turns};
use crate::kit::table::{Figure, Unit};

/// Everything is searched, however much there is.
const BOUND: usize = usize::MAX;
/// Records read in at a time.
const PIECE: usize = 5_000;

/// What is typed, and what it stands for.
const TYPED: &[(&str, &str)] = &[
    ("hit", COMMON),
    ("rare", RARE),
    ("absent", ABSENT),
    ("room", "3-2-1201"),
    ("sound", "wxy"),
    ("two words", "跳闸 王"),
    ("one character", "漏"),
];

/// Reads in everything that can be found.
pub fn read_in(store: &dyn Store) -> SearchText {
    let mut search = SearchText::new(BOUND);
    let tx = store.read().unwrap();
    while !search.read_more(&*tx, PIECE).unwrap() {}
    search
}

/// Searches for each of the typed texts once; for the process whose memory is measured.
pub fn each_once(desk: &Desk, search: &SearchText) {
    for (_, typed) in TYPED {
        find(desk, search, typed);
    }
}

/// What is typed while somebody calls: a home and its matter, a matter alone, a grievance.
const CALLS: &[(&str, &str)] = &[
    ("repair", "3-2-1201 厨房天花板漏水 急 明天上午"),
    ("no home", "楼上漏水"),
    ("complaint", "3-2-1201 投诉半夜装修噪音太大"),
];
/// Times each call is typed.
const CALLED: usize = 40;

/// One key in the form of a call: what is typed so far is recognised, and what may be the same matter is found.
fn calls(desk: &Desk, search: &SearchText, out: &mut Vec<Figure>) {
    for (name, line) in CALLS {
        let mut times = Times::default();
        for _ in 0..CALLED {
            for (end, c) in line.char_indices() {
                let query = Query::Intake(IntakeQuery {
                    line: line.get(..end + c.len_utf8()).unwrap().to_owned(),
                    fields: Vec::new(),
                    form: "call".to_owned(),
                    turned: Vec::new(),
                });
                let (reply, taken) = time(|| desk.ask(&query, Some(search)));
                reply.unwrap();
                times.push(taken);
            }
        }
        out.push(Figure::times(format!("call form, a key: {name}"), &times));
    }
}

pub fn figures(desk: &Desk, out: &mut Vec<Figure>) {
    let (search, read) = time(|| read_in(&desk.store));
    calls(desk, &search, out);
    let mut once = Times::default();
    once.push(read);
    out.push(Figure {
        p99: None,
        ..Figure::times("search text: read in", &once)
    });
    let mebibytes = search.bytes() as f64 / f64::from(1 << 20);
    out.push(Figure::one(
        "search text: memory",
        Unit::Mebibytes,
        mebibytes,
    ));
    let plain = plain_text(&desk.store, search.bytes());
    for (name, typed) in TYPED {
        let finder = memmem::Finder::new(ABSENT.as_bytes());
        let (ours, plain) = turns(
            300,
            |_| find(desk, &search, typed),
            |_| assert!(finder.find(&plain).is_none()),
        );
        out.push(
            Figure::times(format!("find: {name}"), &ours).against("memmem", plain.percentile(50)),
        );
    }
}

fn find(desk: &Desk, search: &SearchText, typed: &str) {
    match desk.ask(&Query::Find(typed.into(), WINDOW), Some(search)) {
        Ok(Reply::Found(hits)) => {
            assert!(!hits.partial);
            assert_eq!(hits.hits.is_empty(), typed == ABSENT, "{typed}");
        }
        other => panic!("{other:?}"),
    }
}

/// At least so many bytes of tickets' text in one piece.
fn plain_text(store: &dyn Store, bytes: usize) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes);
    let tx = store.read().unwrap();
    scan::<Ticket>(
        &*tx,
        std::ops::Bound::Unbounded,
        Direction::Forward,
        &mut |ticket| {
            for part in [&ticket.premises, &ticket.caller, &ticket.summary] {
                plain.extend_from_slice(part.as_bytes());
            }
            Ok(if plain.len() < bytes {
                Step::Next
            } else {
                Step::Stop
            })
        },
    )
    .unwrap();
    while plain.len() < bytes {
        plain.extend_from_within(..plain.len().min(bytes - plain.len()));
    }
    plain
}

/// The desk of the process whose memory is measured knows neither size nor time; it needs none.
pub fn desk_at(path: &std::path::Path) -> Desk {
    let nothing = Size::of(1, 1);
    Desk::open(path, nothing, Instant::from_ms(0))
}
